-- CAF self-assessments: the assessment with its ten steps, its group, what each member says alone, and what the group
-- agrees on for each of the 28 subcriteria.

CREATE TABLE caf_assessment (
  tenant_id uuid NOT NULL REFERENCES tenant (id),
  id uuid NOT NULL,
  year integer NOT NULL CHECK (year BETWEEN 2000 AND 2100),
  title text NOT NULL,
  note text,
  method text NOT NULL CHECK (method IN ('CLASSICAL', 'FINE_TUNED')),
  disclosure text NOT NULL CHECK (disclosure IN ('ANONYMOUS', 'NAMED')),
  coordinator_id uuid NOT NULL,
  due_on date,
  plan_id uuid,
  status text NOT NULL CHECK (status IN ('PREPARATION', 'SCORING', 'CONSENSUS', 'CONCLUDED', 'CANCELLED')),
  scoring_at timestamptz,
  consensus_at timestamptz,
  missing_reason text,
  concluded_at timestamptz,
  cancel_reason text,
  created_at timestamptz NOT NULL,
  version integer NOT NULL DEFAULT 1,
  PRIMARY KEY (tenant_id, id),
  CONSTRAINT caf_assessment_coordinator_fkey FOREIGN KEY (tenant_id, coordinator_id)
    REFERENCES membership (tenant_id, id),
  CONSTRAINT caf_assessment_plan_fkey FOREIGN KEY (tenant_id, plan_id) REFERENCES plan (tenant_id, id),
  CHECK (status NOT IN ('SCORING', 'CONSENSUS', 'CONCLUDED') OR scoring_at IS NOT NULL),
  CHECK (status NOT IN ('CONSENSUS', 'CONCLUDED') OR consensus_at IS NOT NULL),
  CHECK ((status = 'CONCLUDED') = (concluded_at IS NOT NULL)),
  CHECK ((status = 'CANCELLED') = (cancel_reason IS NOT NULL))
);
CREATE INDEX caf_assessment_year_idx ON caf_assessment (tenant_id, year DESC, created_at DESC);
CREATE INDEX caf_assessment_coordinator_idx ON caf_assessment (tenant_id, coordinator_id);
CREATE INDEX caf_assessment_plan_idx ON caf_assessment (tenant_id, plan_id) WHERE plan_id IS NOT NULL;

-- The units in the scope; none means the whole institution.
CREATE TABLE caf_assessment_unit (
  tenant_id uuid NOT NULL,
  assessment_id uuid NOT NULL,
  unit_id uuid NOT NULL,
  PRIMARY KEY (tenant_id, assessment_id, unit_id),
  CONSTRAINT caf_assessment_unit_assessment_fkey FOREIGN KEY (tenant_id, assessment_id)
    REFERENCES caf_assessment (tenant_id, id),
  CONSTRAINT caf_assessment_unit_unit_fkey FOREIGN KEY (tenant_id, unit_id) REFERENCES unit (tenant_id, id)
);

CREATE TABLE caf_step (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  assessment_id uuid NOT NULL,
  ordinal integer NOT NULL CHECK (ordinal BETWEEN 1 AND 10),
  due_on date,
  responsible_id uuid,
  done_on date,
  note text,
  version integer NOT NULL DEFAULT 1,
  PRIMARY KEY (tenant_id, id),
  CONSTRAINT caf_step_ordinal_key UNIQUE (tenant_id, assessment_id, ordinal),
  CONSTRAINT caf_step_assessment_fkey FOREIGN KEY (tenant_id, assessment_id) REFERENCES caf_assessment (tenant_id, id),
  CONSTRAINT caf_step_responsible_fkey FOREIGN KEY (tenant_id, responsible_id) REFERENCES membership (tenant_id, id)
);
CREATE INDEX caf_step_responsible_idx ON caf_step (tenant_id, responsible_id) WHERE responsible_id IS NOT NULL;

CREATE TABLE caf_member (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  assessment_id uuid NOT NULL,
  person_id uuid NOT NULL,
  role text NOT NULL CHECK (role IN ('FACILITATOR', 'MEMBER')),
  submitted_at timestamptz,
  -- Since when the others see what was submitted; the policy of caf_individual_score reads it.
  opened_at timestamptz,
  removed_at timestamptz,
  created_at timestamptz NOT NULL,
  version integer NOT NULL DEFAULT 1,
  PRIMARY KEY (tenant_id, id),
  CONSTRAINT caf_member_assessment_fkey FOREIGN KEY (tenant_id, assessment_id)
    REFERENCES caf_assessment (tenant_id, id),
  CONSTRAINT caf_member_person_fkey FOREIGN KEY (tenant_id, person_id) REFERENCES membership (tenant_id, id),
  CHECK (opened_at IS NULL OR submitted_at IS NOT NULL)
);
CREATE UNIQUE INDEX caf_member_person_key ON caf_member (tenant_id, assessment_id, person_id)
  WHERE removed_at IS NULL;
CREATE INDEX caf_member_person_idx ON caf_member (tenant_id, person_id);

CREATE TABLE caf_individual_score (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  assessment_id uuid NOT NULL,
  member_id uuid NOT NULL,
  -- Whose it is: nobody else reads or changes it before it is opened.
  account_id uuid NOT NULL REFERENCES account (id),
  subcriterion text NOT NULL,
  -- Numbers in the order of the panels of the method: one, two or four; open ones are null.
  given integer[] NOT NULL CHECK (cardinality(given) IN (1, 2, 4) AND 0 <= ALL (given) AND 100 >= ALL (given)),
  strengths text,
  areas text,
  proof text,
  version integer NOT NULL DEFAULT 1,
  PRIMARY KEY (tenant_id, id),
  CONSTRAINT caf_individual_score_subcriterion_key UNIQUE (tenant_id, member_id, subcriterion),
  CONSTRAINT caf_individual_score_member_fkey FOREIGN KEY (tenant_id, member_id) REFERENCES caf_member (tenant_id, id),
  CONSTRAINT caf_individual_score_assessment_fkey FOREIGN KEY (tenant_id, assessment_id)
    REFERENCES caf_assessment (tenant_id, id)
);
CREATE INDEX caf_individual_score_assessment_idx ON caf_individual_score (tenant_id, assessment_id);

CREATE TABLE caf_consensus (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  assessment_id uuid NOT NULL,
  subcriterion text NOT NULL,
  state text NOT NULL CHECK (state IN ('HIDDEN', 'REVEALED', 'DISCUSSION', 'REVOTE', 'AGREED')),
  round integer NOT NULL DEFAULT 0 CHECK (round >= 0),
  discussion_until timestamptz,
  given integer[] NOT NULL CHECK (cardinality(given) IN (1, 2, 4) AND 0 <= ALL (given) AND 100 >= ALL (given)),
  reason text,
  -- The average of the members as an exact fraction.
  average_numerator bigint,
  average_denominator bigint CHECK (average_denominator > 0),
  agreed_by uuid,
  agreed_at timestamptz,
  version integer NOT NULL DEFAULT 1,
  PRIMARY KEY (tenant_id, id),
  CONSTRAINT caf_consensus_subcriterion_key UNIQUE (tenant_id, assessment_id, subcriterion),
  CONSTRAINT caf_consensus_assessment_fkey FOREIGN KEY (tenant_id, assessment_id)
    REFERENCES caf_assessment (tenant_id, id),
  CONSTRAINT caf_consensus_author_fkey FOREIGN KEY (tenant_id, agreed_by) REFERENCES membership (tenant_id, id),
  CHECK ((average_numerator IS NULL) = (average_denominator IS NULL)),
  CHECK ((state = 'AGREED') = (agreed_at IS NOT NULL)),
  CHECK (state <> 'AGREED' OR (agreed_by IS NOT NULL AND reason IS NOT NULL AND array_position(given, NULL) IS NULL))
);

DO $$
DECLARE
  name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['caf_assessment', 'caf_assessment_unit', 'caf_step', 'caf_member',
    'caf_individual_score', 'caf_consensus']
  LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', name);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', name);
    EXECUTE format('CREATE POLICY member ON %I TO calitas_app
      USING (nullif(tenant_id = ANY ((SELECT current_setting(''app.tenant_ids'')::uuid[])::uuid[]), false) IS NOT NULL)
      WITH CHECK (tenant_id = ANY ((SELECT current_setting(''app.tenant_ids'')::uuid[])::uuid[]))', name);
  END LOOP;
  -- A guest sees the assessment the invitation names, and what hangs under it.
  FOREACH name IN ARRAY ARRAY['caf_assessment_unit', 'caf_step', 'caf_member', 'caf_individual_score', 'caf_consensus']
  LOOP
    EXECUTE format('CREATE POLICY guest ON %I AS RESTRICTIVE TO calitas_app
      USING (tenant_id = ANY ((SELECT current_setting(''app.full_tenant_ids'')::uuid[])::uuid[])
        OR assessment_id = ANY ((SELECT current_setting(''app.object_ids'')::uuid[])::uuid[]))
      WITH CHECK (tenant_id = ANY ((SELECT current_setting(''app.full_tenant_ids'')::uuid[])::uuid[])
        OR assessment_id = ANY ((SELECT current_setting(''app.object_ids'')::uuid[])::uuid[]))', name);
  END LOOP;
END
$$;
CREATE POLICY guest ON caf_assessment AS RESTRICTIVE TO calitas_app
  USING (tenant_id = ANY ((SELECT current_setting('app.full_tenant_ids')::uuid[])::uuid[])
    OR id = ANY ((SELECT current_setting('app.object_ids')::uuid[])::uuid[]))
  WITH CHECK (tenant_id = ANY ((SELECT current_setting('app.full_tenant_ids')::uuid[])::uuid[])
    OR id = ANY ((SELECT current_setting('app.object_ids')::uuid[])::uuid[]));

-- What a member says alone is the member's: others read it once it was submitted and consensus was opened, as long as
-- the member is in the group. Only the member writes it; empty places are laid out by somebody else.
CREATE POLICY reading ON caf_individual_score AS RESTRICTIVE FOR SELECT TO calitas_app
  USING (account_id = (SELECT nullif(current_setting('app.account_id'), '')::uuid)
    OR EXISTS (SELECT FROM caf_member AS member
      WHERE member.tenant_id = caf_individual_score.tenant_id AND member.id = caf_individual_score.member_id
        AND member.opened_at IS NOT NULL AND member.removed_at IS NULL));
CREATE POLICY laying_out ON caf_individual_score AS RESTRICTIVE FOR INSERT TO calitas_app
  WITH CHECK (account_id = (SELECT nullif(current_setting('app.account_id'), '')::uuid)
    OR (num_nonnulls(strengths, areas, proof) = 0 AND array_remove(given, NULL) = '{}'));
CREATE POLICY writing ON caf_individual_score AS RESTRICTIVE FOR UPDATE TO calitas_app
  USING (true)
  WITH CHECK (account_id = (SELECT nullif(current_setting('app.account_id'), '')::uuid));

GRANT SELECT, INSERT, UPDATE ON caf_assessment, caf_step, caf_member, caf_individual_score, caf_consensus TO calitas_app;
GRANT SELECT, INSERT, DELETE ON caf_assessment_unit TO calitas_app;
