-- The Monitoring Commission (order OSGG 600/2018, art. 3 and 4) with its meetings and decisions, and the inventories of
-- internal control: sensitive functions (standard 2) and delegations (standard 4).

-- Internal audit is independent: who works there is not in the commission.
ALTER TABLE unit DROP CONSTRAINT unit_kind_check;
ALTER TABLE unit ADD CONSTRAINT unit_kind_check
  CHECK (kind IN ('DIRECTORATE', 'SERVICE', 'OFFICE', 'COMPARTMENT', 'INTERNAL_AUDIT'));

CREATE TABLE commission (
  tenant_id uuid NOT NULL REFERENCES tenant (id),
  id uuid NOT NULL,
  decision_number text NOT NULL,
  decision_on date NOT NULL,
  created_at timestamptz NOT NULL,
  version integer NOT NULL DEFAULT 1,
  PRIMARY KEY (tenant_id, id),
  CONSTRAINT commission_tenant_key UNIQUE (tenant_id)
);

CREATE TABLE commission_member (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  commission_id uuid NOT NULL,
  person_id uuid NOT NULL,
  role text NOT NULL CHECK (role IN ('CHAIR', 'SECRETARY', 'MEMBER')),
  valid_from date NOT NULL,
  -- The last day; periods of a person, and of chairs, do not overlap, which the commission's row lock sees to.
  valid_until date,
  created_at timestamptz NOT NULL,
  version integer NOT NULL DEFAULT 1,
  PRIMARY KEY (tenant_id, id),
  CONSTRAINT commission_member_commission_fkey FOREIGN KEY (tenant_id, commission_id)
    REFERENCES commission (tenant_id, id),
  CONSTRAINT commission_member_person_fkey FOREIGN KEY (tenant_id, person_id) REFERENCES membership (tenant_id, id),
  CHECK (valid_until IS NULL OR valid_until >= valid_from)
);
CREATE INDEX commission_member_commission_idx ON commission_member (tenant_id, commission_id);
CREATE INDEX commission_member_person_idx ON commission_member (tenant_id, person_id);

CREATE TABLE commission_meeting (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  commission_id uuid NOT NULL,
  number integer NOT NULL CHECK (number > 0),
  state text NOT NULL CHECK (state IN ('PLANNED', 'HELD', 'CANCELLED')),
  held_on date NOT NULL,
  place text,
  agenda text NOT NULL,
  minutes text,
  cancel_reason text,
  created_at timestamptz NOT NULL,
  version integer NOT NULL DEFAULT 1,
  PRIMARY KEY (tenant_id, id),
  CONSTRAINT commission_meeting_number_key UNIQUE (tenant_id, commission_id, number),
  CONSTRAINT commission_meeting_commission_fkey FOREIGN KEY (tenant_id, commission_id)
    REFERENCES commission (tenant_id, id),
  CHECK (minutes IS NULL OR state = 'HELD'),
  CHECK ((state = 'CANCELLED') = (cancel_reason IS NOT NULL))
);
CREATE INDEX commission_meeting_day_idx ON commission_meeting (tenant_id, held_on, number);

CREATE TABLE commission_attendance (
  tenant_id uuid NOT NULL,
  meeting_id uuid NOT NULL,
  member_id uuid NOT NULL,
  status text NOT NULL CHECK (status IN ('PRESENT', 'ABSENT', 'REPRESENTED')),
  PRIMARY KEY (tenant_id, meeting_id, member_id),
  CONSTRAINT commission_attendance_meeting_fkey FOREIGN KEY (tenant_id, meeting_id)
    REFERENCES commission_meeting (tenant_id, id),
  CONSTRAINT commission_attendance_member_fkey FOREIGN KEY (tenant_id, member_id)
    REFERENCES commission_member (tenant_id, id)
);

CREATE TABLE commission_decision (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  meeting_id uuid NOT NULL,
  number integer NOT NULL CHECK (number > 0),
  text text NOT NULL,
  responsible_id uuid,
  due_on date,
  created_at timestamptz NOT NULL,
  version integer NOT NULL DEFAULT 1,
  PRIMARY KEY (tenant_id, id),
  CONSTRAINT commission_decision_number_key UNIQUE (tenant_id, meeting_id, number),
  CONSTRAINT commission_decision_meeting_fkey FOREIGN KEY (tenant_id, meeting_id)
    REFERENCES commission_meeting (tenant_id, id),
  CONSTRAINT commission_decision_responsible_fkey FOREIGN KEY (tenant_id, responsible_id)
    REFERENCES membership (tenant_id, id)
);
CREATE INDEX commission_decision_responsible_idx ON commission_decision (tenant_id, responsible_id)
  WHERE responsible_id IS NOT NULL;

CREATE TABLE sensitive_function (
  tenant_id uuid NOT NULL REFERENCES tenant (id),
  id uuid NOT NULL,
  name text NOT NULL,
  unit_id uuid NOT NULL,
  factors text NOT NULL,
  exposure text NOT NULL CHECK (exposure IN ('LOW', 'MEDIUM', 'HIGH')),
  holder_id uuid,
  held_since date,
  measures text NOT NULL,
  due_on date,
  retired_at timestamptz,
  created_at timestamptz NOT NULL,
  version integer NOT NULL DEFAULT 1,
  PRIMARY KEY (tenant_id, id),
  CONSTRAINT sensitive_function_unit_fkey FOREIGN KEY (tenant_id, unit_id) REFERENCES unit (tenant_id, id),
  CONSTRAINT sensitive_function_holder_fkey FOREIGN KEY (tenant_id, holder_id) REFERENCES membership (tenant_id, id),
  CHECK (held_since IS NULL OR holder_id IS NOT NULL)
);
CREATE INDEX sensitive_function_holder_idx ON sensitive_function (tenant_id, holder_id) WHERE holder_id IS NOT NULL;

CREATE TABLE control_delegation (
  tenant_id uuid NOT NULL REFERENCES tenant (id),
  id uuid NOT NULL,
  number integer NOT NULL CHECK (number > 0),
  powers text NOT NULL,
  delegator_id uuid NOT NULL,
  delegate_id uuid NOT NULL,
  act text NOT NULL,
  valid_from date NOT NULL,
  valid_until date,
  limits text,
  revoked_at timestamptz,
  created_at timestamptz NOT NULL,
  version integer NOT NULL DEFAULT 1,
  PRIMARY KEY (tenant_id, id),
  CONSTRAINT control_delegation_number_key UNIQUE (tenant_id, number),
  CONSTRAINT control_delegation_delegator_fkey FOREIGN KEY (tenant_id, delegator_id)
    REFERENCES membership (tenant_id, id),
  CONSTRAINT control_delegation_delegate_fkey FOREIGN KEY (tenant_id, delegate_id)
    REFERENCES membership (tenant_id, id),
  CHECK (delegator_id <> delegate_id),
  CHECK (valid_until IS NULL OR valid_until >= valid_from)
);
CREATE INDEX control_delegation_delegator_idx ON control_delegation (tenant_id, delegator_id);
CREATE INDEX control_delegation_delegate_idx ON control_delegation (tenant_id, delegate_id);

DO $$
DECLARE
  name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['commission', 'commission_member', 'commission_meeting', 'commission_attendance',
    'commission_decision', 'sensitive_function', 'control_delegation']
  LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', name);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', name);
    EXECUTE format('CREATE POLICY member ON %I TO calitas_app
      USING (nullif(tenant_id = ANY ((SELECT current_setting(''app.tenant_ids'')::uuid[])::uuid[]), false) IS NOT NULL)
      WITH CHECK (tenant_id = ANY ((SELECT current_setting(''app.tenant_ids'')::uuid[])::uuid[]))', name);
    -- Nothing of it is for guests.
    EXECUTE format('CREATE POLICY guest ON %I AS RESTRICTIVE TO calitas_app
      USING (nullif(tenant_id = ANY ((SELECT current_setting(''app.full_tenant_ids'')::uuid[])::uuid[]), false)
        IS NOT NULL)
      WITH CHECK (tenant_id = ANY ((SELECT current_setting(''app.full_tenant_ids'')::uuid[])::uuid[]))', name);
  END LOOP;
END
$$;
GRANT SELECT, INSERT, UPDATE ON commission, commission_member, commission_meeting, sensitive_function,
  control_delegation TO calitas_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON commission_attendance TO calitas_app;
GRANT SELECT, INSERT ON commission_decision TO calitas_app;

-- The signed minutes of a meeting, as evidence of it.
ALTER TABLE evidence_link ADD COLUMN meeting_id uuid;
ALTER TABLE evidence_link ADD CONSTRAINT evidence_link_meeting_fkey FOREIGN KEY (tenant_id, meeting_id)
  REFERENCES commission_meeting (tenant_id, id);
ALTER TABLE evidence_link DROP CONSTRAINT evidence_link_subject_kind_check;
ALTER TABLE evidence_link ADD CONSTRAINT evidence_link_subject_kind_check
  CHECK (subject_kind IN ('PLAN', 'PLAN_ACTION', 'CONTROL_ANSWER', 'COMMISSION_MEETING'));
ALTER TABLE evidence_link DROP CONSTRAINT evidence_link_check;
ALTER TABLE evidence_link ADD CONSTRAINT evidence_link_check CHECK (CASE subject_kind
  WHEN 'PLAN' THEN plan_id IS NOT NULL AND subject_id = plan_id
    AND num_nonnulls(action_id, questionnaire_id, answer_id, meeting_id) = 0
  WHEN 'PLAN_ACTION' THEN plan_id IS NOT NULL AND action_id IS NOT NULL AND subject_id = action_id
    AND num_nonnulls(questionnaire_id, answer_id, meeting_id) = 0
  WHEN 'CONTROL_ANSWER' THEN questionnaire_id IS NOT NULL AND answer_id IS NOT NULL AND subject_id = answer_id
    AND num_nonnulls(plan_id, action_id, meeting_id) = 0
  ELSE meeting_id IS NOT NULL AND subject_id = meeting_id
    AND num_nonnulls(plan_id, action_id, questionnaire_id, answer_id) = 0 END);
