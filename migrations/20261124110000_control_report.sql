-- The annual report on internal control (order OSGG 600/2018, annex 4.3): decisions of the chair it rests on, the report
-- itself, its approved versions, and what a superior institution sees of a campaign.

CREATE TABLE control_decision (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  campaign_id uuid NOT NULL,
  standard integer NOT NULL CHECK (standard BETWEEN 1 AND 16),
  reason text NOT NULL,
  decided_by uuid NOT NULL,
  decided_at timestamptz NOT NULL,
  version integer NOT NULL DEFAULT 1,
  PRIMARY KEY (tenant_id, id),
  CONSTRAINT control_decision_standard_key UNIQUE (tenant_id, campaign_id, standard),
  CONSTRAINT control_decision_campaign_fkey FOREIGN KEY (tenant_id, campaign_id)
    REFERENCES control_campaign (tenant_id, id),
  CONSTRAINT control_decision_author_fkey FOREIGN KEY (tenant_id, decided_by) REFERENCES membership (tenant_id, id)
);

CREATE TABLE control_report (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  campaign_id uuid NOT NULL,
  status text NOT NULL CHECK (status IN ('DRAFT', 'RETURNED', 'SUBMITTED', 'APPROVED')),
  assurance text CHECK (assurance IN ('FULL', 'PARTIAL', 'NONE')),
  basis text,
  has_self_control boolean,
  is_risk_based boolean,
  is_commission_functional boolean,
  programme text CHECK (programme IN ('YES', 'PARTLY', 'NO')),
  is_risk_managed boolean,
  has_objectives boolean,
  has_monitoring boolean,
  procedural_activity_count integer CHECK (procedural_activity_count >= 0),
  procedure_count integer CHECK (procedure_count >= 0),
  measures text,
  remark text,
  submitted_by uuid,
  submitted_at timestamptz,
  number integer NOT NULL DEFAULT 0,
  approved_by uuid,
  approved_at timestamptz,
  version integer NOT NULL DEFAULT 1,
  PRIMARY KEY (tenant_id, id),
  CONSTRAINT control_report_campaign_key UNIQUE (tenant_id, campaign_id),
  CONSTRAINT control_report_campaign_fkey FOREIGN KEY (tenant_id, campaign_id)
    REFERENCES control_campaign (tenant_id, id),
  CONSTRAINT control_report_submitter_fkey FOREIGN KEY (tenant_id, submitted_by)
    REFERENCES membership (tenant_id, id),
  CONSTRAINT control_report_approver_fkey FOREIGN KEY (tenant_id, approved_by) REFERENCES membership (tenant_id, id),
  CHECK (status NOT IN ('SUBMITTED', 'APPROVED') OR (submitted_by IS NOT NULL AND submitted_at IS NOT NULL)),
  CHECK (status <> 'APPROVED' OR (approved_by IS NOT NULL AND approved_at IS NOT NULL)),
  CHECK (status <> 'APPROVED' OR approved_by <> submitted_by)
);

-- Written once. `dossier` is all that the annexes are made of and stays with the institution; `summary` is what the
-- superior institution gets.
CREATE TABLE control_report_version (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  report_id uuid NOT NULL,
  year integer NOT NULL,
  number integer NOT NULL CHECK (number > 0),
  dossier text NOT NULL,
  summary text NOT NULL,
  hash text NOT NULL,
  approved_by uuid NOT NULL,
  approved_at timestamptz NOT NULL,
  released_at timestamptz,
  returned_at timestamptz,
  remark text,
  PRIMARY KEY (tenant_id, id),
  CONSTRAINT control_report_version_number_key UNIQUE (tenant_id, report_id, number),
  CONSTRAINT control_report_version_report_fkey FOREIGN KEY (tenant_id, report_id)
    REFERENCES control_report (tenant_id, id),
  CONSTRAINT control_report_version_approver_fkey FOREIGN KEY (tenant_id, approved_by)
    REFERENCES membership (tenant_id, id),
  CHECK (returned_at IS NULL OR (released_at IS NOT NULL AND remark IS NOT NULL))
);
CREATE INDEX control_report_version_year_idx ON control_report_version (tenant_id, year, number)
  WHERE released_at IS NOT NULL;

DO $$
DECLARE
  name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['control_decision', 'control_report', 'control_report_version']
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
GRANT SELECT, INSERT, UPDATE ON control_decision, control_report TO calitas_app;
GRANT SELECT, INSERT ON control_report_version TO calitas_app;
GRANT UPDATE (released_at, returned_at, remark) ON control_report_version TO calitas_app;

CREATE POLICY oversight ON control_report_version FOR SELECT TO calitas_oversight
  USING (released_at IS NOT NULL AND tenant_id = ANY ((SELECT current_setting('app.tenant_ids')::uuid[])::uuid[]));
GRANT SELECT (tenant_id, id, report_id, year, number, summary, hash, approved_at, released_at, returned_at, remark)
  ON control_report_version TO calitas_oversight;

-- What a superior institution sees of a running campaign is how far it is, never an answer: the columns that say it are
-- the only ones that its role may read.
ALTER TABLE control_answer ADD COLUMN is_complete boolean NOT NULL
  GENERATED ALWAYS AS (answer IS NOT NULL AND explanation IS NOT NULL AND NOT is_taken_over) STORED;
DO $$
DECLARE
  name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['control_campaign', 'control_questionnaire', 'control_answer']
  LOOP
    EXECUTE format('CREATE POLICY oversight ON %I FOR SELECT TO calitas_oversight
      USING (tenant_id = ANY ((SELECT current_setting(''app.tenant_ids'')::uuid[])::uuid[]))', name);
  END LOOP;
END
$$;
GRANT SELECT (tenant_id, id, year, due_on, status) ON control_campaign TO calitas_oversight;
GRANT SELECT (tenant_id, id, campaign_id, status) ON control_questionnaire TO calitas_oversight;
GRANT SELECT (tenant_id, questionnaire_id, is_complete) ON control_answer TO calitas_oversight;
-- A superior institution opens campaigns for those subordinate to it, in which it has no place.
ALTER TABLE control_campaign ALTER COLUMN opened_by DROP NOT NULL;
