-- From objectives to what is measured (order OSGG 600/2018, standards 5 to 7): general and specific objectives,
-- activities of compartments, indicators with their measured values.

CREATE TABLE control_objective (
  tenant_id uuid NOT NULL REFERENCES tenant (id),
  id uuid NOT NULL,
  kind text NOT NULL CHECK (kind IN ('GENERAL', 'SPECIFIC')),
  -- The general objective that a specific one serves (standard 5: specific objectives follow from general ones).
  parent_id uuid,
  unit_id uuid,
  number integer NOT NULL CHECK (number > 0),
  title text NOT NULL,
  result text,
  resources text,
  relevance text,
  due_on date,
  retired_at timestamptz,
  created_at timestamptz NOT NULL,
  version integer NOT NULL DEFAULT 1,
  PRIMARY KEY (tenant_id, id),
  CONSTRAINT control_objective_number_key UNIQUE NULLS NOT DISTINCT (tenant_id, parent_id, number),
  CONSTRAINT control_objective_parent_fkey FOREIGN KEY (tenant_id, parent_id)
    REFERENCES control_objective (tenant_id, id),
  CONSTRAINT control_objective_unit_fkey FOREIGN KEY (tenant_id, unit_id) REFERENCES unit (tenant_id, id),
  CHECK ((kind = 'SPECIFIC') = (parent_id IS NOT NULL)),
  CHECK ((kind = 'SPECIFIC') = (unit_id IS NOT NULL))
);
CREATE INDEX control_objective_unit_idx ON control_objective (tenant_id, unit_id);

CREATE TABLE control_activity (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  objective_id uuid NOT NULL,
  unit_id uuid NOT NULL,
  number integer NOT NULL CHECK (number > 0),
  title text NOT NULL,
  -- A procedural activity needs a documented procedure (standard 9); which one, until procedures have their own register.
  is_procedural boolean NOT NULL,
  procedure_code text,
  procedure_approved_on date,
  retired_at timestamptz,
  created_at timestamptz NOT NULL,
  version integer NOT NULL DEFAULT 1,
  PRIMARY KEY (tenant_id, id),
  CONSTRAINT control_activity_number_key UNIQUE (tenant_id, objective_id, number),
  CONSTRAINT control_activity_objective_fkey FOREIGN KEY (tenant_id, objective_id)
    REFERENCES control_objective (tenant_id, id),
  CONSTRAINT control_activity_unit_fkey FOREIGN KEY (tenant_id, unit_id) REFERENCES unit (tenant_id, id),
  CHECK (procedure_approved_on IS NULL OR (procedure_code IS NOT NULL AND is_procedural))
);
CREATE INDEX control_activity_unit_idx ON control_activity (tenant_id, unit_id);

CREATE TABLE control_indicator (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  objective_id uuid NOT NULL,
  activity_id uuid,
  name text NOT NULL,
  measured_in text NOT NULL,
  direction text NOT NULL CHECK (direction IN ('UP', 'DOWN')),
  baseline numeric(18, 4),
  target numeric(18, 4) NOT NULL,
  due_on date,
  retired_at timestamptz,
  created_at timestamptz NOT NULL,
  version integer NOT NULL DEFAULT 1,
  PRIMARY KEY (tenant_id, id),
  CONSTRAINT control_indicator_objective_fkey FOREIGN KEY (tenant_id, objective_id)
    REFERENCES control_objective (tenant_id, id),
  CONSTRAINT control_indicator_activity_fkey FOREIGN KEY (tenant_id, activity_id)
    REFERENCES control_activity (tenant_id, id)
);
CREATE INDEX control_indicator_objective_idx ON control_indicator (tenant_id, objective_id);

CREATE TABLE control_measurement (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  indicator_id uuid NOT NULL,
  measured_on date NOT NULL,
  value numeric(18, 4) NOT NULL,
  note text,
  measured_by uuid NOT NULL,
  created_at timestamptz NOT NULL,
  PRIMARY KEY (tenant_id, id),
  CONSTRAINT control_measurement_day_key UNIQUE (tenant_id, indicator_id, measured_on),
  CONSTRAINT control_measurement_indicator_fkey FOREIGN KEY (tenant_id, indicator_id)
    REFERENCES control_indicator (tenant_id, id),
  CONSTRAINT control_measurement_author_fkey FOREIGN KEY (tenant_id, measured_by) REFERENCES membership (tenant_id, id)
);

DO $$
DECLARE
  name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['control_objective', 'control_activity', 'control_indicator', 'control_measurement']
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
GRANT SELECT, INSERT, UPDATE ON control_objective, control_activity, control_indicator TO calitas_app;
GRANT SELECT, INSERT, DELETE ON control_measurement TO calitas_app;
