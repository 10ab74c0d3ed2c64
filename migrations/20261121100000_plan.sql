-- Improvement plans, their actions and everything that hangs on an action.
-- Every row names its plan, so that guests can be held to the plans they were invited to without a join.

CREATE TABLE plan (
  tenant_id uuid NOT NULL REFERENCES tenant (id),
  id uuid NOT NULL,
  code text NOT NULL,
  kind text NOT NULL CHECK (kind IN ('IMPROVEMENT', 'CAF_IMPROVEMENT', 'CONTROL_DEVELOPMENT', 'AUDIT_CORRECTION',
    'PROJECT')),
  title text NOT NULL,
  description text NOT NULL,
  period_start date NOT NULL,
  period_end date NOT NULL CHECK (period_end >= period_start),
  status text NOT NULL CHECK (status IN ('DRAFT', 'IN_APPROVAL', 'ACTIVE', 'UNDER_REVISION', 'CLOSED', 'CANCELLED')),
  status_reason text,
  number integer NOT NULL DEFAULT 0 CHECK (number >= 0),
  unit_id uuid,
  owner_id uuid,
  submitted_by uuid,
  approved_at timestamptz,
  approved_by uuid,
  released_at timestamptz,
  -- The last number given to an action; numbers of deleted proposals are not given again.
  last_action_number integer NOT NULL DEFAULT 0,
  search_text text NOT NULL,
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL,
  version integer NOT NULL DEFAULT 1,
  PRIMARY KEY (tenant_id, id),
  CONSTRAINT plan_code_key UNIQUE (tenant_id, code),
  CONSTRAINT plan_unit_fkey FOREIGN KEY (tenant_id, unit_id) REFERENCES unit (tenant_id, id),
  CONSTRAINT plan_owner_fkey FOREIGN KEY (tenant_id, owner_id) REFERENCES membership (tenant_id, id),
  CONSTRAINT plan_submitter_fkey FOREIGN KEY (tenant_id, submitted_by) REFERENCES membership (tenant_id, id),
  CONSTRAINT plan_approver_fkey FOREIGN KEY (tenant_id, approved_by) REFERENCES membership (tenant_id, id),
  CHECK (number = 0 OR approved_at IS NOT NULL),
  CHECK (released_at IS NULL OR number > 0)
);
CREATE INDEX plan_status_idx ON plan (tenant_id, status);

-- The last number given in each series of plan codes (PI-2027): codes without gaps, also under concurrency.
CREATE TABLE plan_counter (
  tenant_id uuid NOT NULL REFERENCES tenant (id),
  series text NOT NULL,
  last_number integer NOT NULL,
  PRIMARY KEY (tenant_id, series)
);

CREATE TABLE plan_action (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  plan_id uuid NOT NULL,
  number integer NOT NULL,
  title text NOT NULL,
  description text NOT NULL,
  source_kind text NOT NULL CHECK (source_kind IN ('MANUAL', 'CAF_AREA', 'AUDIT_FINDING', 'CONTROL_GAP', 'RISK',
    'MANAGEMENT_REVIEW', 'COMMISSION_DECISION', 'PROJECT_ACTIVITY')),
  source_reference text,
  source_note text,
  responsible_id uuid,
  unit_id uuid,
  impact integer CHECK (impact BETWEEN 1 AND 5),
  effort integer CHECK (effort BETWEEN 1 AND 5),
  budget numeric(14, 2) CHECK (budget >= 0),
  start_on date,
  due_on date CHECK (due_on >= start_on),
  progress integer NOT NULL CHECK (progress BETWEEN 0 AND 100),
  reported_progress integer NOT NULL CHECK (reported_progress BETWEEN 0 AND 100),
  status text NOT NULL CHECK (status IN ('PROPOSED', 'APPROVED', 'IN_PROGRESS', 'DONE', 'VERIFIED_EFFECTIVE',
    'REJECTED', 'CANCELLED')),
  status_reason text,
  indicator_name text,
  indicator_unit text,
  indicator_baseline numeric(16, 4),
  indicator_target numeric(16, 4),
  indicator_latest numeric(16, 4),
  indicator_latest_on date,
  board_rank text COLLATE "C" NOT NULL,
  approved_at timestamptz,
  done_at timestamptz,
  released_at timestamptz,
  search_text text NOT NULL,
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL,
  version integer NOT NULL DEFAULT 1,
  -- What lists are sorted by. Only types whose comparison is leakproof keep an index usable under row security:
  -- numeric is not, integers, dates and texts are. Absent values come last. The first two are places in the order of
  -- `domain`; status_order is one digit, so that the board sorts by column and place.
  status_order integer NOT NULL CHECK (status_order BETWEEN 1 AND 9),
  priority_order integer NOT NULL,
  due_order date NOT NULL GENERATED ALWAYS AS (COALESCE(due_on, DATE '9999-12-31')) STORED,
  budget_order bigint NOT NULL GENERATED ALWAYS AS (COALESCE((budget * 100)::bigint, -1)) STORED,
  board_order text COLLATE "C" NOT NULL GENERATED ALWAYS AS (status_order::text || board_rank) STORED,
  PRIMARY KEY (tenant_id, id),
  CONSTRAINT plan_action_number_key UNIQUE (tenant_id, plan_id, number),
  CONSTRAINT plan_action_plan_key UNIQUE (tenant_id, plan_id, id),
  CONSTRAINT plan_action_plan_fkey FOREIGN KEY (tenant_id, plan_id) REFERENCES plan (tenant_id, id),
  CONSTRAINT plan_action_unit_fkey FOREIGN KEY (tenant_id, unit_id) REFERENCES unit (tenant_id, id),
  CONSTRAINT plan_action_responsible_fkey FOREIGN KEY (tenant_id, responsible_id)
    REFERENCES membership (tenant_id, id),
  CHECK ((indicator_name IS NULL) = (indicator_unit IS NULL))
);
CREATE INDEX plan_action_due_idx ON plan_action (tenant_id, plan_id, due_order, id);
CREATE INDEX plan_action_board_idx ON plan_action (tenant_id, plan_id, board_order, id);
CREATE INDEX plan_action_open_idx ON plan_action (tenant_id, status, due_order, id);
CREATE INDEX plan_action_responsible_idx ON plan_action (tenant_id, responsible_id);
CREATE INDEX plan_action_unit_idx ON plan_action (tenant_id, unit_id);

CREATE TABLE plan_version (
  tenant_id uuid NOT NULL,
  plan_id uuid NOT NULL,
  number integer NOT NULL CHECK (number > 0),
  title text NOT NULL,
  description text NOT NULL,
  period_start date NOT NULL,
  period_end date NOT NULL,
  unit_id uuid,
  owner_id uuid,
  approved_at timestamptz NOT NULL,
  approved_by uuid,
  note text NOT NULL,
  action_count integer NOT NULL,
  hash text NOT NULL,
  PRIMARY KEY (tenant_id, plan_id, number),
  CONSTRAINT plan_version_plan_fkey FOREIGN KEY (tenant_id, plan_id) REFERENCES plan (tenant_id, id),
  CONSTRAINT plan_version_unit_fkey FOREIGN KEY (tenant_id, unit_id) REFERENCES unit (tenant_id, id),
  CONSTRAINT plan_version_owner_fkey FOREIGN KEY (tenant_id, owner_id) REFERENCES membership (tenant_id, id),
  CONSTRAINT plan_version_approver_fkey FOREIGN KEY (tenant_id, approved_by) REFERENCES membership (tenant_id, id)
);

CREATE TABLE plan_version_action (
  tenant_id uuid NOT NULL,
  plan_id uuid NOT NULL,
  version_number integer NOT NULL,
  action_id uuid NOT NULL,
  number integer NOT NULL,
  title text NOT NULL,
  description text NOT NULL,
  source_kind text NOT NULL,
  source_reference text,
  source_note text,
  responsible_id uuid,
  unit_id uuid,
  impact integer,
  effort integer,
  budget numeric(14, 2),
  start_on date,
  due_on date,
  indicator_name text,
  indicator_unit text,
  indicator_baseline numeric(16, 4),
  indicator_target numeric(16, 4),
  status text NOT NULL,
  PRIMARY KEY (tenant_id, plan_id, version_number, action_id),
  CONSTRAINT plan_version_action_version_fkey FOREIGN KEY (tenant_id, plan_id, version_number)
    REFERENCES plan_version (tenant_id, plan_id, number),
  CONSTRAINT plan_version_action_action_fkey FOREIGN KEY (tenant_id, plan_id, action_id)
    REFERENCES plan_action (tenant_id, plan_id, id)
);

CREATE TABLE plan_action_contributor (
  tenant_id uuid NOT NULL,
  plan_id uuid NOT NULL,
  action_id uuid NOT NULL,
  membership_id uuid NOT NULL,
  PRIMARY KEY (tenant_id, action_id, membership_id),
  CONSTRAINT plan_action_contributor_action_fkey FOREIGN KEY (tenant_id, plan_id, action_id)
    REFERENCES plan_action (tenant_id, plan_id, id) ON DELETE CASCADE,
  CONSTRAINT plan_action_contributor_membership_fkey FOREIGN KEY (tenant_id, membership_id)
    REFERENCES membership (tenant_id, id)
);
CREATE INDEX plan_action_contributor_membership_idx ON plan_action_contributor (tenant_id, membership_id);

CREATE TABLE plan_action_watcher (
  tenant_id uuid NOT NULL,
  plan_id uuid NOT NULL,
  action_id uuid NOT NULL,
  membership_id uuid NOT NULL,
  created_at timestamptz NOT NULL,
  PRIMARY KEY (tenant_id, action_id, membership_id),
  CONSTRAINT plan_action_watcher_action_fkey FOREIGN KEY (tenant_id, plan_id, action_id)
    REFERENCES plan_action (tenant_id, plan_id, id) ON DELETE CASCADE,
  CONSTRAINT plan_action_watcher_membership_fkey FOREIGN KEY (tenant_id, membership_id)
    REFERENCES membership (tenant_id, id)
);
CREATE INDEX plan_action_watcher_membership_idx ON plan_action_watcher (tenant_id, membership_id);

-- An action waits for another one of the same plan.
CREATE TABLE plan_action_dependency (
  tenant_id uuid NOT NULL,
  plan_id uuid NOT NULL,
  action_id uuid NOT NULL,
  after_id uuid NOT NULL CHECK (after_id <> action_id),
  PRIMARY KEY (tenant_id, action_id, after_id),
  CONSTRAINT plan_action_dependency_action_fkey FOREIGN KEY (tenant_id, plan_id, action_id)
    REFERENCES plan_action (tenant_id, plan_id, id) ON DELETE CASCADE,
  CONSTRAINT plan_action_dependency_after_fkey FOREIGN KEY (tenant_id, plan_id, after_id)
    REFERENCES plan_action (tenant_id, plan_id, id) ON DELETE CASCADE
);
CREATE INDEX plan_action_dependency_after_idx ON plan_action_dependency (tenant_id, after_id);
CREATE INDEX plan_action_dependency_plan_idx ON plan_action_dependency (tenant_id, plan_id);

CREATE TABLE plan_action_check (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  plan_id uuid NOT NULL,
  action_id uuid NOT NULL,
  title text NOT NULL,
  is_done boolean NOT NULL,
  position integer NOT NULL,
  PRIMARY KEY (tenant_id, id),
  CONSTRAINT plan_action_check_action_fkey FOREIGN KEY (tenant_id, plan_id, action_id)
    REFERENCES plan_action (tenant_id, plan_id, id) ON DELETE CASCADE
);
CREATE INDEX plan_action_check_action_idx ON plan_action_check (tenant_id, action_id);

CREATE TABLE plan_action_measurement (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  plan_id uuid NOT NULL,
  action_id uuid NOT NULL,
  measured_on date NOT NULL,
  value numeric(16, 4) NOT NULL,
  note text,
  recorded_by uuid,
  recorded_at timestamptz NOT NULL,
  PRIMARY KEY (tenant_id, id),
  CONSTRAINT plan_action_measurement_action_fkey FOREIGN KEY (tenant_id, plan_id, action_id)
    REFERENCES plan_action (tenant_id, plan_id, id) ON DELETE CASCADE,
  CONSTRAINT plan_action_measurement_recorder_fkey FOREIGN KEY (tenant_id, recorded_by)
    REFERENCES membership (tenant_id, id)
);
CREATE INDEX plan_action_measurement_action_idx ON plan_action_measurement (tenant_id, action_id, measured_on);

CREATE TABLE plan_action_comment (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  plan_id uuid NOT NULL,
  action_id uuid NOT NULL,
  author_id uuid NOT NULL,
  body text NOT NULL,
  created_at timestamptz NOT NULL,
  edited_at timestamptz,
  version integer NOT NULL DEFAULT 1,
  PRIMARY KEY (tenant_id, id),
  CONSTRAINT plan_action_comment_action_key UNIQUE (tenant_id, action_id, id),
  CONSTRAINT plan_action_comment_action_fkey FOREIGN KEY (tenant_id, plan_id, action_id)
    REFERENCES plan_action (tenant_id, plan_id, id) ON DELETE CASCADE,
  CONSTRAINT plan_action_comment_author_fkey FOREIGN KEY (tenant_id, author_id) REFERENCES membership (tenant_id, id)
);
CREATE INDEX plan_action_comment_created_idx ON plan_action_comment (tenant_id, action_id, created_at, id);

-- Who is mentioned in a comment, and whether they have read it.
CREATE TABLE plan_action_mention (
  tenant_id uuid NOT NULL,
  plan_id uuid NOT NULL,
  action_id uuid NOT NULL,
  comment_id uuid NOT NULL,
  membership_id uuid NOT NULL,
  created_at timestamptz NOT NULL,
  read_at timestamptz,
  PRIMARY KEY (tenant_id, comment_id, membership_id),
  CONSTRAINT plan_action_mention_comment_fkey FOREIGN KEY (tenant_id, action_id, comment_id)
    REFERENCES plan_action_comment (tenant_id, action_id, id) ON DELETE CASCADE,
  CONSTRAINT plan_action_mention_action_fkey FOREIGN KEY (tenant_id, plan_id, action_id)
    REFERENCES plan_action (tenant_id, plan_id, id) ON DELETE CASCADE,
  CONSTRAINT plan_action_mention_membership_fkey FOREIGN KEY (tenant_id, membership_id)
    REFERENCES membership (tenant_id, id)
);
CREATE INDEX plan_action_mention_unread_idx ON plan_action_mention (tenant_id, membership_id) WHERE read_at IS NULL;

DO $$
DECLARE name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['plan', 'plan_counter', 'plan_action', 'plan_version', 'plan_version_action',
    'plan_action_contributor', 'plan_action_watcher', 'plan_action_dependency', 'plan_action_check',
    'plan_action_measurement', 'plan_action_comment', 'plan_action_mention'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', name);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', name);
    EXECUTE format('CREATE POLICY member ON %I TO calitas_app
      USING (tenant_id = ANY ((SELECT current_setting(''app.tenant_ids'')::uuid[])::uuid[]))
      WITH CHECK (tenant_id = ANY ((SELECT current_setting(''app.tenant_ids'')::uuid[])::uuid[]))', name);
  END LOOP;
  -- A guest sees the plans of the invitation and what hangs on them, nothing else of the institution.
  FOREACH name IN ARRAY ARRAY['plan_action', 'plan_version', 'plan_version_action', 'plan_action_contributor',
    'plan_action_watcher', 'plan_action_dependency', 'plan_action_check', 'plan_action_measurement',
    'plan_action_comment', 'plan_action_mention'] LOOP
    EXECUTE format('CREATE POLICY guest ON %I AS RESTRICTIVE TO calitas_app
      USING (tenant_id = ANY ((SELECT current_setting(''app.full_tenant_ids'')::uuid[])::uuid[])
        OR plan_id = ANY ((SELECT current_setting(''app.object_ids'')::uuid[])::uuid[]))
      WITH CHECK (tenant_id = ANY ((SELECT current_setting(''app.full_tenant_ids'')::uuid[])::uuid[])
        OR plan_id = ANY ((SELECT current_setting(''app.object_ids'')::uuid[])::uuid[]))', name);
  END LOOP;
END
$$;

CREATE POLICY guest ON plan AS RESTRICTIVE TO calitas_app
  USING (tenant_id = ANY ((SELECT current_setting('app.full_tenant_ids')::uuid[])::uuid[])
    OR id = ANY ((SELECT current_setting('app.object_ids')::uuid[])::uuid[]))
  WITH CHECK (tenant_id = ANY ((SELECT current_setting('app.full_tenant_ids')::uuid[])::uuid[])
    OR id = ANY ((SELECT current_setting('app.object_ids')::uuid[])::uuid[]));
CREATE POLICY guest ON plan_counter AS RESTRICTIVE TO calitas_app
  USING (tenant_id = ANY ((SELECT current_setting('app.full_tenant_ids')::uuid[])::uuid[]))
  WITH CHECK (tenant_id = ANY ((SELECT current_setting('app.full_tenant_ids')::uuid[])::uuid[]));

CREATE POLICY oversight ON plan FOR SELECT TO calitas_oversight
  USING (released_at IS NOT NULL AND tenant_id = ANY ((SELECT current_setting('app.tenant_ids')::uuid[])::uuid[]));
CREATE POLICY oversight ON plan_action FOR SELECT TO calitas_oversight
  USING (released_at IS NOT NULL AND tenant_id = ANY ((SELECT current_setting('app.tenant_ids')::uuid[])::uuid[]));
GRANT SELECT ON plan, plan_action TO calitas_oversight;
-- Lists of actions can be filtered by who contributes or watches. Without a policy of its own oversight finds nobody.
GRANT SELECT ON plan_action_contributor, plan_action_watcher TO calitas_oversight;

GRANT SELECT, INSERT, UPDATE ON plan, plan_counter TO calitas_app;
-- What was approved is frozen: there is no right to change or delete it.
GRANT SELECT, INSERT ON plan_version, plan_version_action TO calitas_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON plan_action, plan_action_contributor, plan_action_watcher,
  plan_action_dependency, plan_action_check, plan_action_measurement, plan_action_comment, plan_action_mention
  TO calitas_app;
