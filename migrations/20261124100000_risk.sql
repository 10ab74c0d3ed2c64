-- The register of risks (order OSGG 600/2018, standard 8): what an institution decides about rating, its risks with their
-- reviews, and the alerts its people raise. Bands and the like are computed by `domain` and kept for filtering.

CREATE TABLE risk_setting (
  tenant_id uuid PRIMARY KEY REFERENCES tenant (id),
  scale text NOT NULL CHECK (scale IN ('SCALE5', 'SCALE3')),
  tolerance_limit integer CHECK (tolerance_limit BETWEEN 1 AND 25),
  approved_by uuid,
  approved_on date,
  last_risk_number integer NOT NULL DEFAULT 0,
  last_alert_number integer NOT NULL DEFAULT 0,
  version integer NOT NULL,
  CONSTRAINT risk_setting_approver_fkey FOREIGN KEY (tenant_id, approved_by) REFERENCES membership (tenant_id, id),
  CHECK (num_nonnulls(tolerance_limit, approved_by, approved_on) IN (0, 3))
);

CREATE TABLE risk (
  tenant_id uuid NOT NULL REFERENCES tenant (id),
  id uuid NOT NULL,
  number integer NOT NULL CHECK (number > 0),
  unit_id uuid NOT NULL,
  -- What it threatens: an objective or an activity, or neither.
  objective_id uuid,
  activity_id uuid,
  title text NOT NULL,
  causes text NOT NULL,
  consequences text NOT NULL,
  owner_id uuid,
  scale text NOT NULL CHECK (scale IN ('SCALE5', 'SCALE3')),
  inherent_probability integer NOT NULL CHECK (inherent_probability BETWEEN 1 AND 5),
  inherent_impact integer NOT NULL CHECK (inherent_impact BETWEEN 1 AND 5),
  residual_probability integer CHECK (residual_probability BETWEEN 1 AND 5),
  residual_impact integer CHECK (residual_impact BETWEEN 1 AND 5),
  residual_reason text,
  -- Of the residual rating, or of the inherent one while there is none.
  exposure integer NOT NULL,
  band text NOT NULL CHECK (band IN ('LOW', 'MEDIUM', 'HIGH')),
  strategy text NOT NULL CHECK (strategy IN ('ACCEPT', 'MONITOR', 'AVOID', 'TRANSFER', 'TREAT')),
  next_review_on date NOT NULL,
  last_review_on date,
  remarks text,
  status text NOT NULL CHECK (status IN ('OPEN', 'CLOSED')),
  status_reason text,
  search_text text NOT NULL,
  created_at timestamptz NOT NULL,
  version integer NOT NULL DEFAULT 1,
  PRIMARY KEY (tenant_id, id),
  CONSTRAINT risk_number_key UNIQUE (tenant_id, number),
  CONSTRAINT risk_unit_fkey FOREIGN KEY (tenant_id, unit_id) REFERENCES unit (tenant_id, id),
  CONSTRAINT risk_objective_fkey FOREIGN KEY (tenant_id, objective_id) REFERENCES control_objective (tenant_id, id),
  CONSTRAINT risk_activity_fkey FOREIGN KEY (tenant_id, activity_id) REFERENCES control_activity (tenant_id, id),
  CONSTRAINT risk_owner_fkey FOREIGN KEY (tenant_id, owner_id) REFERENCES membership (tenant_id, id),
  CHECK (num_nonnulls(objective_id, activity_id) <= 1),
  CHECK ((residual_probability IS NULL) = (residual_impact IS NULL))
);
-- The largest exposure first, then as they were entered.
CREATE INDEX risk_exposure_idx ON risk (tenant_id, (-exposure), number);
CREATE INDEX risk_unit_idx ON risk (tenant_id, unit_id);
CREATE INDEX risk_objective_idx ON risk (tenant_id, objective_id) WHERE objective_id IS NOT NULL;
CREATE INDEX risk_activity_idx ON risk (tenant_id, activity_id) WHERE activity_id IS NOT NULL;

-- A look at a risk, with what it was rated before and after.
CREATE TABLE risk_review (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  risk_id uuid NOT NULL,
  kind text NOT NULL CHECK (kind IN ('YEARLY', 'EVENT')),
  reviewed_on date NOT NULL,
  cause text,
  reviewed_by uuid NOT NULL,
  scale text NOT NULL CHECK (scale IN ('SCALE5', 'SCALE3')),
  inherent_probability_before integer NOT NULL,
  inherent_impact_before integer NOT NULL,
  residual_probability_before integer,
  residual_impact_before integer,
  inherent_probability integer NOT NULL,
  inherent_impact integer NOT NULL,
  residual_probability integer,
  residual_impact integer,
  created_at timestamptz NOT NULL,
  PRIMARY KEY (tenant_id, id),
  CONSTRAINT risk_review_risk_fkey FOREIGN KEY (tenant_id, risk_id) REFERENCES risk (tenant_id, id),
  CONSTRAINT risk_review_author_fkey FOREIGN KEY (tenant_id, reviewed_by) REFERENCES membership (tenant_id, id),
  CHECK (kind = 'YEARLY' OR cause IS NOT NULL)
);
CREATE INDEX risk_review_risk_idx ON risk_review (tenant_id, risk_id, reviewed_on DESC);

CREATE TABLE risk_alert (
  tenant_id uuid NOT NULL REFERENCES tenant (id),
  id uuid NOT NULL,
  number integer NOT NULL CHECK (number > 0),
  unit_id uuid NOT NULL,
  title text NOT NULL,
  description text NOT NULL,
  causes text NOT NULL,
  consequences text NOT NULL,
  scale text NOT NULL CHECK (scale IN ('SCALE5', 'SCALE3')),
  probability integer NOT NULL CHECK (probability BETWEEN 1 AND 5),
  impact integer NOT NULL CHECK (impact BETWEEN 1 AND 5),
  status text NOT NULL CHECK (status IN ('RAISED', 'ANALYSED', 'ACCEPTED', 'REJECTED')),
  analysis text,
  decision text CHECK (decision IN ('ESCALATE', 'IRRELEVANT', 'RETAIN')),
  reason text,
  risk_id uuid,
  raised_by uuid NOT NULL,
  raised_at timestamptz NOT NULL,
  analysed_by uuid,
  analysed_at timestamptz,
  decided_by uuid,
  decided_at timestamptz,
  version integer NOT NULL DEFAULT 1,
  PRIMARY KEY (tenant_id, id),
  CONSTRAINT risk_alert_number_key UNIQUE (tenant_id, number),
  CONSTRAINT risk_alert_unit_fkey FOREIGN KEY (tenant_id, unit_id) REFERENCES unit (tenant_id, id),
  CONSTRAINT risk_alert_risk_fkey FOREIGN KEY (tenant_id, risk_id) REFERENCES risk (tenant_id, id),
  CONSTRAINT risk_alert_raiser_fkey FOREIGN KEY (tenant_id, raised_by) REFERENCES membership (tenant_id, id),
  CONSTRAINT risk_alert_analyst_fkey FOREIGN KEY (tenant_id, analysed_by) REFERENCES membership (tenant_id, id),
  CONSTRAINT risk_alert_decider_fkey FOREIGN KEY (tenant_id, decided_by) REFERENCES membership (tenant_id, id),
  CHECK ((status = 'ACCEPTED') = (risk_id IS NOT NULL)),
  CHECK ((status = 'REJECTED') = (reason IS NOT NULL))
);
CREATE INDEX risk_alert_risk_idx ON risk_alert (tenant_id, risk_id) WHERE risk_id IS NOT NULL;

-- What was done about a risk (or anything else an action follows from), by its code.
CREATE INDEX plan_action_source_idx ON plan_action (tenant_id, source_kind, source_reference)
  WHERE source_reference IS NOT NULL;

DO $$
DECLARE
  name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['risk_setting', 'risk', 'risk_review', 'risk_alert']
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
GRANT SELECT, INSERT, UPDATE ON risk_setting, risk, risk_alert TO calitas_app;
GRANT SELECT, INSERT ON risk_review TO calitas_app;
