-- Who was erased, and on what ground: no names. Kept, so that it is done again after an old backup was restored.

CREATE TABLE erasure (
  tenant_id uuid NOT NULL REFERENCES tenant (id),
  membership_id uuid NOT NULL,
  account_id uuid NOT NULL,
  erased_at timestamptz NOT NULL,
  basis text NOT NULL,
  is_function_erased boolean NOT NULL,
  PRIMARY KEY (tenant_id, membership_id),
  CONSTRAINT erasure_membership_fkey FOREIGN KEY (tenant_id, membership_id) REFERENCES membership (tenant_id, id)
);

ALTER TABLE erasure ENABLE ROW LEVEL SECURITY;
ALTER TABLE erasure FORCE ROW LEVEL SECURITY;
CREATE POLICY member ON erasure TO calitas_app
  USING (tenant_id = ANY ((SELECT current_setting('app.tenant_ids')::uuid[])::uuid[]))
  WITH CHECK (tenant_id = ANY ((SELECT current_setting('app.tenant_ids')::uuid[])::uuid[]));
GRANT SELECT, INSERT, UPDATE ON erasure TO calitas_app;

GRANT DELETE ON notification_setting, session TO calitas_identity;
