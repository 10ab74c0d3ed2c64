-- The self-assessment report: what is written for it, its approved versions, and what the city hall sees of assessments.

CREATE TABLE caf_report (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  assessment_id uuid NOT NULL,
  status text NOT NULL CHECK (status IN ('DRAFT', 'RETURNED', 'SUBMITTED', 'APPROVED')),
  context text,
  approach text,
  conclusions text,
  remark text,
  submitted_by uuid,
  submitted_at timestamptz,
  number integer NOT NULL DEFAULT 0,
  approved_by uuid,
  approved_at timestamptz,
  version integer NOT NULL DEFAULT 1,
  PRIMARY KEY (tenant_id, id),
  CONSTRAINT caf_report_assessment_key UNIQUE (tenant_id, assessment_id),
  CONSTRAINT caf_report_assessment_fkey FOREIGN KEY (tenant_id, assessment_id)
    REFERENCES caf_assessment (tenant_id, id),
  CONSTRAINT caf_report_submitter_fkey FOREIGN KEY (tenant_id, submitted_by) REFERENCES membership (tenant_id, id),
  CONSTRAINT caf_report_approver_fkey FOREIGN KEY (tenant_id, approved_by) REFERENCES membership (tenant_id, id),
  CHECK (status NOT IN ('SUBMITTED', 'APPROVED') OR (submitted_by IS NOT NULL AND submitted_at IS NOT NULL)),
  CHECK (status <> 'APPROVED' OR (approved_by IS NOT NULL AND approved_at IS NOT NULL)),
  CHECK (status <> 'APPROVED' OR approved_by <> submitted_by)
);

-- Written once. `dossier` is all that the report is made of and stays with the institution; `summary` is what the city
-- hall gets.
CREATE TABLE caf_report_version (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  report_id uuid NOT NULL,
  assessment_id uuid NOT NULL,
  number integer NOT NULL CHECK (number > 0),
  dossier text NOT NULL,
  summary text NOT NULL,
  hash text NOT NULL,
  approved_by uuid NOT NULL,
  approved_at timestamptz NOT NULL,
  released_at timestamptz,
  PRIMARY KEY (tenant_id, id),
  CONSTRAINT caf_report_version_number_key UNIQUE (tenant_id, report_id, number),
  CONSTRAINT caf_report_version_report_fkey FOREIGN KEY (tenant_id, report_id) REFERENCES caf_report (tenant_id, id),
  CONSTRAINT caf_report_version_assessment_fkey FOREIGN KEY (tenant_id, assessment_id)
    REFERENCES caf_assessment (tenant_id, id),
  CONSTRAINT caf_report_version_approver_fkey FOREIGN KEY (tenant_id, approved_by)
    REFERENCES membership (tenant_id, id)
);
CREATE INDEX caf_report_version_released_idx ON caf_report_version (tenant_id, assessment_id, number)
  WHERE released_at IS NOT NULL;

DO $$
DECLARE
  name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['caf_report', 'caf_report_version']
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
GRANT SELECT, INSERT, UPDATE ON caf_report TO calitas_app;
GRANT SELECT, INSERT ON caf_report_version TO calitas_app;
GRANT UPDATE (released_at) ON caf_report_version TO calitas_app;

CREATE POLICY oversight ON caf_report_version FOR SELECT TO calitas_oversight
  USING (released_at IS NOT NULL AND tenant_id = ANY ((SELECT current_setting('app.tenant_ids')::uuid[])::uuid[]));
GRANT SELECT (tenant_id, id, report_id, assessment_id, number, summary, hash, approved_at, released_at)
  ON caf_report_version TO calitas_oversight;

-- What the city hall sees of an assessment before its report is handed over is how far it is, never a score or a word.
DO $$
DECLARE
  name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['caf_assessment', 'caf_step']
  LOOP
    EXECUTE format('CREATE POLICY oversight ON %I FOR SELECT TO calitas_oversight
      USING (tenant_id = ANY ((SELECT current_setting(''app.tenant_ids'')::uuid[])::uuid[]))', name);
  END LOOP;
END
$$;
GRANT SELECT (tenant_id, id, year, status, due_on, plan_id, created_at) ON caf_assessment TO calitas_oversight;
GRANT SELECT (tenant_id, assessment_id, ordinal, due_on, done_on) ON caf_step TO calitas_oversight;
