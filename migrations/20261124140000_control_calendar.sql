-- Until when an institution without a superior wants the papers of internal control of a year, its own and those of all
-- institutions under it. Days that are not decided are those of the catalogue.

CREATE TABLE control_calendar (
  tenant_id uuid PRIMARY KEY REFERENCES tenant (id),
  -- {"code": [month, day], …}, both of the year after the one that is reported.
  days jsonb NOT NULL CHECK (jsonb_typeof(days) = 'object'),
  version integer NOT NULL CHECK (version >= 0)
);
ALTER TABLE control_calendar ENABLE ROW LEVEL SECURITY;
ALTER TABLE control_calendar FORCE ROW LEVEL SECURITY;
CREATE POLICY member ON control_calendar TO calitas_app
  USING (nullif(tenant_id = ANY ((SELECT current_setting('app.tenant_ids')::uuid[])::uuid[]), false) IS NOT NULL)
  WITH CHECK (tenant_id = ANY ((SELECT current_setting('app.tenant_ids')::uuid[])::uuid[]));
-- Nothing of it is for guests.
CREATE POLICY guest ON control_calendar AS RESTRICTIVE TO calitas_app
  USING (nullif(tenant_id = ANY ((SELECT current_setting('app.full_tenant_ids')::uuid[])::uuid[]), false) IS NOT NULL)
  WITH CHECK (tenant_id = ANY ((SELECT current_setting('app.full_tenant_ids')::uuid[])::uuid[]));
GRANT SELECT, INSERT, UPDATE ON control_calendar TO calitas_app;
