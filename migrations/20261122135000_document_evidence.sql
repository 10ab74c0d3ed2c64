-- Evidence: what proves something, its files, what it is linked to, and files on their way.
-- The bytes lie in the store of files; rows say what is there and whose it is.

CREATE TABLE evidence (
  tenant_id uuid NOT NULL REFERENCES tenant (id),
  id uuid NOT NULL,
  title text NOT NULL,
  description text NOT NULL,
  effective_on date,
  author_id uuid NOT NULL,
  created_at timestamptz NOT NULL,
  removed_at timestamptz,
  -- The plans it is linked to, kept by the links: guests are held to them without a join.
  plan_ids uuid[] NOT NULL DEFAULT '{}',
  version integer NOT NULL DEFAULT 1,
  PRIMARY KEY (tenant_id, id),
  CONSTRAINT evidence_author_fkey FOREIGN KEY (tenant_id, author_id) REFERENCES membership (tenant_id, id)
);
CREATE INDEX evidence_removed_idx ON evidence (tenant_id, removed_at) WHERE removed_at IS NOT NULL;

CREATE TABLE evidence_file (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  evidence_id uuid NOT NULL,
  name text NOT NULL,
  kind text NOT NULL CHECK (kind IN ('PDF', 'PNG', 'JPEG', 'WEBP', 'DOCX', 'XLSX', 'PPTX', 'ODT', 'ODS', 'TEXT', 'CSV')),
  size_bytes bigint NOT NULL CHECK (size_bytes > 0),
  sha256 text NOT NULL,
  storage_key text NOT NULL,
  uploaded_by uuid NOT NULL,
  uploaded_at timestamptz NOT NULL,
  removed_at timestamptz,
  plan_ids uuid[] NOT NULL DEFAULT '{}',
  PRIMARY KEY (tenant_id, id),
  CONSTRAINT evidence_file_evidence_fkey FOREIGN KEY (tenant_id, evidence_id)
    REFERENCES evidence (tenant_id, id) ON DELETE CASCADE,
  CONSTRAINT evidence_file_uploader_fkey FOREIGN KEY (tenant_id, uploaded_by) REFERENCES membership (tenant_id, id)
);
CREATE INDEX evidence_file_evidence_idx ON evidence_file (tenant_id, evidence_id, uploaded_at, id);
-- The same content stands in a piece of evidence once.
CREATE UNIQUE INDEX evidence_file_content_key ON evidence_file (tenant_id, evidence_id, sha256)
  WHERE removed_at IS NULL;
CREATE INDEX evidence_file_removed_idx ON evidence_file (tenant_id, removed_at) WHERE removed_at IS NOT NULL;

-- What evidence proves. A new kind of thing: its code, its columns with a key that begins with tenant_id, and the
-- check that says which columns go with which kind.
CREATE TABLE evidence_link (
  tenant_id uuid NOT NULL,
  evidence_id uuid NOT NULL,
  subject_kind text NOT NULL CHECK (subject_kind IN ('PLAN', 'PLAN_ACTION')),
  subject_id uuid NOT NULL,
  plan_id uuid NOT NULL,
  action_id uuid,
  linked_at timestamptz NOT NULL,
  PRIMARY KEY (tenant_id, subject_id, evidence_id),
  CONSTRAINT evidence_link_evidence_fkey FOREIGN KEY (tenant_id, evidence_id)
    REFERENCES evidence (tenant_id, id) ON DELETE CASCADE,
  CONSTRAINT evidence_link_plan_fkey FOREIGN KEY (tenant_id, plan_id) REFERENCES plan (tenant_id, id),
  CONSTRAINT evidence_link_action_fkey FOREIGN KEY (tenant_id, plan_id, action_id)
    REFERENCES plan_action (tenant_id, plan_id, id) ON DELETE CASCADE,
  CHECK (CASE subject_kind WHEN 'PLAN' THEN subject_id = plan_id AND action_id IS NULL
    ELSE action_id IS NOT NULL AND subject_id = action_id END)
);
CREATE INDEX evidence_link_evidence_idx ON evidence_link (tenant_id, evidence_id);

CREATE TABLE upload (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  evidence_id uuid NOT NULL,
  name text NOT NULL,
  kind text NOT NULL,
  size_bytes bigint NOT NULL CHECK (size_bytes > 0),
  received_bytes bigint NOT NULL DEFAULT 0 CHECK (received_bytes BETWEEN 0 AND size_bytes),
  started_by uuid NOT NULL,
  expires_at timestamptz NOT NULL,
  checked_until timestamptz,
  PRIMARY KEY (tenant_id, id),
  CONSTRAINT upload_evidence_fkey FOREIGN KEY (tenant_id, evidence_id)
    REFERENCES evidence (tenant_id, id) ON DELETE CASCADE,
  CONSTRAINT upload_starter_fkey FOREIGN KEY (tenant_id, started_by) REFERENCES membership (tenant_id, id)
);
CREATE INDEX upload_starter_idx ON upload (tenant_id, started_by);
CREATE INDEX upload_expiry_idx ON upload (tenant_id, expires_at);

DO $$
DECLARE name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['evidence', 'evidence_file', 'evidence_link', 'upload'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', name);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', name);
    EXECUTE format('CREATE POLICY member ON %I TO calitas_app
      USING (tenant_id = ANY ((SELECT current_setting(''app.tenant_ids'')::uuid[])::uuid[]))
      WITH CHECK (tenant_id = ANY ((SELECT current_setting(''app.tenant_ids'')::uuid[])::uuid[]))', name);
  END LOOP;
  -- A guest sees the evidence of the plans of the invitation, and attaches none.
  FOREACH name IN ARRAY ARRAY['evidence', 'evidence_file'] LOOP
    EXECUTE format('CREATE POLICY guest ON %I AS RESTRICTIVE TO calitas_app
      USING (tenant_id = ANY ((SELECT current_setting(''app.full_tenant_ids'')::uuid[])::uuid[])
        OR plan_ids && (SELECT current_setting(''app.object_ids'')::uuid[])::uuid[])
      WITH CHECK (tenant_id = ANY ((SELECT current_setting(''app.full_tenant_ids'')::uuid[])::uuid[]))', name);
  END LOOP;
END
$$;
CREATE POLICY guest ON evidence_link AS RESTRICTIVE TO calitas_app
  USING (tenant_id = ANY ((SELECT current_setting('app.full_tenant_ids')::uuid[])::uuid[])
    OR plan_id = ANY ((SELECT current_setting('app.object_ids')::uuid[])::uuid[]))
  WITH CHECK (tenant_id = ANY ((SELECT current_setting('app.full_tenant_ids')::uuid[])::uuid[]));
CREATE POLICY guest ON upload AS RESTRICTIVE TO calitas_app
  USING (tenant_id = ANY ((SELECT current_setting('app.full_tenant_ids')::uuid[])::uuid[]))
  WITH CHECK (tenant_id = ANY ((SELECT current_setting('app.full_tenant_ids')::uuid[])::uuid[]));

GRANT SELECT, INSERT, UPDATE, DELETE ON evidence, evidence_file, evidence_link, upload TO calitas_app;
