-- The yearly self-assessment of internal control (order OSGG 600/2018, annexes 4.1 and 4.2): the list of criteria in
-- versions, a campaign a year, a questionnaire a compartment, an answer a criterion.

CREATE TABLE control_template (
  tenant_id uuid NOT NULL REFERENCES tenant (id),
  id uuid NOT NULL,
  number integer NOT NULL CHECK (number > 0),
  created_at timestamptz NOT NULL,
  PRIMARY KEY (tenant_id, id),
  CONSTRAINT control_template_number_key UNIQUE (tenant_id, number)
);

CREATE TABLE control_criterion (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  template_id uuid NOT NULL,
  standard integer NOT NULL CHECK (standard BETWEEN 1 AND 16),
  ordinal integer NOT NULL CHECK (ordinal > 0),
  label_ro text NOT NULL,
  label_en text NOT NULL,
  PRIMARY KEY (tenant_id, id),
  CONSTRAINT control_criterion_place_key UNIQUE (tenant_id, template_id, standard, ordinal),
  CONSTRAINT control_criterion_template_fkey FOREIGN KEY (tenant_id, template_id)
    REFERENCES control_template (tenant_id, id)
);

CREATE TABLE control_campaign (
  tenant_id uuid NOT NULL REFERENCES tenant (id),
  id uuid NOT NULL,
  year integer NOT NULL CHECK (year >= 2018),
  template_id uuid NOT NULL,
  due_on date NOT NULL,
  status text NOT NULL CHECK (status IN ('OPEN', 'CLOSED')),
  opened_by uuid NOT NULL,
  opened_at timestamptz NOT NULL,
  closed_at timestamptz,
  version integer NOT NULL DEFAULT 1,
  PRIMARY KEY (tenant_id, id),
  CONSTRAINT control_campaign_year_key UNIQUE (tenant_id, year),
  CONSTRAINT control_campaign_template_fkey FOREIGN KEY (tenant_id, template_id)
    REFERENCES control_template (tenant_id, id),
  CONSTRAINT control_campaign_opener_fkey FOREIGN KEY (tenant_id, opened_by) REFERENCES membership (tenant_id, id),
  CHECK ((status = 'CLOSED') = (closed_at IS NOT NULL))
);

CREATE TABLE control_questionnaire (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  campaign_id uuid NOT NULL,
  unit_id uuid NOT NULL,
  delegate_id uuid,
  status text NOT NULL CHECK (status IN ('OPEN', 'RETURNED', 'SUBMITTED', 'LOCKED')),
  remark text,
  submitted_by uuid,
  submitted_at timestamptz,
  number integer NOT NULL DEFAULT 0,
  locked_by uuid,
  locked_at timestamptz,
  version integer NOT NULL DEFAULT 1,
  PRIMARY KEY (tenant_id, id),
  CONSTRAINT control_questionnaire_unit_key UNIQUE (tenant_id, campaign_id, unit_id),
  CONSTRAINT control_questionnaire_campaign_fkey FOREIGN KEY (tenant_id, campaign_id)
    REFERENCES control_campaign (tenant_id, id),
  CONSTRAINT control_questionnaire_unit_fkey FOREIGN KEY (tenant_id, unit_id) REFERENCES unit (tenant_id, id),
  CONSTRAINT control_questionnaire_delegate_fkey FOREIGN KEY (tenant_id, delegate_id)
    REFERENCES membership (tenant_id, id),
  CONSTRAINT control_questionnaire_submitter_fkey FOREIGN KEY (tenant_id, submitted_by)
    REFERENCES membership (tenant_id, id),
  CONSTRAINT control_questionnaire_locker_fkey FOREIGN KEY (tenant_id, locked_by)
    REFERENCES membership (tenant_id, id),
  CHECK (status NOT IN ('SUBMITTED', 'LOCKED') OR (submitted_by IS NOT NULL AND submitted_at IS NOT NULL)),
  CHECK ((status = 'LOCKED') = (locked_by IS NOT NULL AND locked_at IS NOT NULL)),
  CHECK (locked_by <> submitted_by)
);
CREATE INDEX control_questionnaire_delegate_idx ON control_questionnaire (tenant_id, delegate_id)
  WHERE delegate_id IS NOT NULL;

CREATE TABLE control_answer (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  questionnaire_id uuid NOT NULL,
  criterion_id uuid NOT NULL,
  answer text CHECK (answer IN ('YES', 'NO', 'NOT_APPLICABLE')),
  explanation text,
  is_taken_over boolean NOT NULL DEFAULT false,
  answered_by uuid,
  answered_at timestamptz,
  version integer NOT NULL DEFAULT 1,
  PRIMARY KEY (tenant_id, id),
  CONSTRAINT control_answer_criterion_key UNIQUE (tenant_id, questionnaire_id, criterion_id),
  CONSTRAINT control_answer_questionnaire_fkey FOREIGN KEY (tenant_id, questionnaire_id)
    REFERENCES control_questionnaire (tenant_id, id),
  CONSTRAINT control_answer_criterion_fkey FOREIGN KEY (tenant_id, criterion_id)
    REFERENCES control_criterion (tenant_id, id),
  CONSTRAINT control_answer_author_fkey FOREIGN KEY (tenant_id, answered_by) REFERENCES membership (tenant_id, id),
  CHECK ((answered_by IS NULL) = (answered_at IS NULL))
);

DO $$
DECLARE
  name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['control_template', 'control_criterion', 'control_campaign', 'control_questionnaire',
    'control_answer']
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
GRANT SELECT, INSERT ON control_template, control_criterion TO calitas_app;
GRANT SELECT, INSERT, UPDATE ON control_campaign, control_questionnaire, control_answer TO calitas_app;
