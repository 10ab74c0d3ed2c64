-- What stands at the head of the documents of an institution besides its name.

CREATE TABLE letterhead (
  tenant_id uuid PRIMARY KEY REFERENCES tenant (id),
  contact text NOT NULL,
  logo bytea CHECK (octet_length(logo) <= 524288),
  logo_alt text NOT NULL,
  version integer NOT NULL
);

ALTER TABLE letterhead ENABLE ROW LEVEL SECURITY;
ALTER TABLE letterhead FORCE ROW LEVEL SECURITY;
CREATE POLICY member ON letterhead TO calitas_app
  USING (tenant_id = ANY ((SELECT current_setting('app.tenant_ids')::uuid[])::uuid[]))
  WITH CHECK (tenant_id = ANY ((SELECT current_setting('app.tenant_ids')::uuid[])::uuid[]));
GRANT SELECT, INSERT, UPDATE ON letterhead TO calitas_app;
