-- Roles an institution composes itself, and that places may be given them.

CREATE TABLE custom_role (
  tenant_id uuid NOT NULL REFERENCES tenant (id),
  id uuid NOT NULL,
  name text NOT NULL,
  description text NOT NULL DEFAULT '',
  permissions text[] NOT NULL,
  created_at timestamptz NOT NULL,
  version integer NOT NULL DEFAULT 1,
  PRIMARY KEY (tenant_id, id),
  CONSTRAINT custom_role_name_key UNIQUE (tenant_id, name)
);

ALTER TABLE custom_role ENABLE ROW LEVEL SECURITY;
ALTER TABLE custom_role FORCE ROW LEVEL SECURITY;
CREATE POLICY member ON custom_role TO calitas_app
  USING (tenant_id = ANY ((SELECT current_setting('app.tenant_ids')::uuid[])::uuid[]))
  WITH CHECK (tenant_id = ANY ((SELECT current_setting('app.tenant_ids')::uuid[])::uuid[]));
GRANT SELECT, INSERT, UPDATE, DELETE ON custom_role TO calitas_app;
-- Signing in works out what a person may do before any institution is known.
CREATE POLICY identity ON custom_role FOR SELECT TO calitas_identity USING (true);
GRANT SELECT ON custom_role TO calitas_identity;

ALTER TABLE membership_role ADD COLUMN custom_role_id uuid;
ALTER TABLE membership_role ADD CONSTRAINT membership_role_custom_role_fkey
  FOREIGN KEY (tenant_id, custom_role_id) REFERENCES custom_role (tenant_id, id);
ALTER TABLE membership_role DROP CONSTRAINT membership_role_role_check;
ALTER TABLE membership_role ADD CONSTRAINT membership_role_role_check CHECK (role IN ('INSTITUTION_ADMIN',
  'HEAD_OF_INSTITUTION', 'QUALITY_MANAGER', 'CONTROL_SECRETARIAT', 'HEAD_OF_UNIT', 'SPECIALIST', 'READER', 'GUEST',
  'OVERSIGHT', 'CUSTOM'));
ALTER TABLE membership_role ADD CONSTRAINT membership_role_custom_role_check
  CHECK ((role = 'CUSTOM') = (custom_role_id IS NOT NULL));
ALTER TABLE membership_role DROP CONSTRAINT membership_role_key;
ALTER TABLE membership_role ADD CONSTRAINT membership_role_key
  UNIQUE NULLS NOT DISTINCT (tenant_id, membership_id, role, custom_role_id, unit_id);
