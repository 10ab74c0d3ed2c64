-- Municipalities, institutions, the journal of each institution and its stream head.
-- The roles calitas_owner, calitas_app, calitas_identity and calitas_oversight exist before (deploy/postgres/bootstrap.sql).

CREATE COLLATION IF NOT EXISTS romanian (provider = icu, locale = 'ro-RO');

CREATE TABLE municipality (
  id uuid PRIMARY KEY,
  slug text NOT NULL,
  name_ro text NOT NULL,
  name_en text NOT NULL,
  county_ro text NOT NULL,
  created_at timestamptz NOT NULL,
  CONSTRAINT municipality_slug_key UNIQUE (slug)
);

CREATE TABLE tenant (
  id uuid PRIMARY KEY,
  municipality_id uuid NOT NULL REFERENCES municipality (id),
  parent_id uuid,
  slug text NOT NULL,
  name_ro text NOT NULL,
  name_en text NOT NULL,
  short_name text NOT NULL,
  kind text NOT NULL CHECK (kind IN ('CITY_HALL', 'GENERAL_DIRECTORATE', 'DIRECTORATE', 'ADMINISTRATION',
    'PUBLIC_SERVICE', 'LOCAL_POLICE', 'CULTURAL_INSTITUTION')),
  verification text NOT NULL CHECK (verification IN ('CONFIRMED', 'RECALLED', 'DEMO', 'DECLARED')),
  note text NOT NULL DEFAULT '',
  created_at timestamptz NOT NULL,
  version integer NOT NULL DEFAULT 1,
  CONSTRAINT tenant_slug_key UNIQUE (slug),
  CONSTRAINT tenant_municipality_key UNIQUE (municipality_id, id),
  CONSTRAINT tenant_parent_fkey FOREIGN KEY (municipality_id, parent_id) REFERENCES tenant (municipality_id, id)
);

ALTER TABLE municipality ENABLE ROW LEVEL SECURITY;
ALTER TABLE municipality FORCE ROW LEVEL SECURITY;
ALTER TABLE tenant ENABLE ROW LEVEL SECURITY;
ALTER TABLE tenant FORCE ROW LEVEL SECURITY;

CREATE POLICY member ON tenant TO calitas_app
  USING (id = ANY ((SELECT current_setting('app.tenant_ids')::uuid[])::uuid[]))
  WITH CHECK (id = ANY ((SELECT current_setting('app.tenant_ids')::uuid[])::uuid[]));
CREATE POLICY oversight ON tenant FOR SELECT TO calitas_oversight
  USING (id = ANY ((SELECT current_setting('app.tenant_ids')::uuid[])::uuid[]));
-- Signing in works out where a person belongs before any institution is known.
CREATE POLICY identity ON tenant FOR SELECT TO calitas_identity USING (true);

-- A municipality is seen by whoever sees an institution of it. A new one has none yet, so it may be added freely.
CREATE POLICY member ON municipality FOR SELECT TO calitas_app
  USING (EXISTS (SELECT FROM tenant WHERE tenant.municipality_id = municipality.id));
CREATE POLICY found ON municipality FOR INSERT TO calitas_app WITH CHECK (true);
CREATE POLICY oversight ON municipality FOR SELECT TO calitas_oversight
  USING (EXISTS (SELECT FROM tenant WHERE tenant.municipality_id = municipality.id));
CREATE POLICY identity ON municipality FOR SELECT TO calitas_identity USING (true);

GRANT SELECT, INSERT ON municipality TO calitas_app;
GRANT SELECT ON municipality TO calitas_oversight, calitas_identity;
GRANT SELECT, INSERT, UPDATE ON tenant TO calitas_app;
GRANT SELECT ON tenant TO calitas_oversight, calitas_identity;

-- The end of each institution's journal. Taking its row is the last thing a write does before it commits, so
-- positions are without gaps and in commit order.
CREATE TABLE stream_head (
  tenant_id uuid PRIMARY KEY REFERENCES tenant (id),
  position bigint NOT NULL DEFAULT 0,
  hash bytea NOT NULL DEFAULT decode(repeat('00', 32), 'hex')
);

CREATE TABLE journal (
  tenant_id uuid NOT NULL REFERENCES tenant (id),
  position bigint NOT NULL,
  at timestamptz NOT NULL,
  kind text NOT NULL,
  subject_kind text NOT NULL,
  subject_id uuid NOT NULL,
  subject_version integer,
  topic_id uuid NOT NULL,
  actor_id uuid,
  changes text NOT NULL,
  hash bytea NOT NULL,
  PRIMARY KEY (tenant_id, position)
);
CREATE INDEX journal_subject_idx ON journal (tenant_id, subject_id, position);
CREATE INDEX journal_topic_idx ON journal (tenant_id, topic_id, position);

-- Retried writes have one effect: the key names what the first try made.
CREATE TABLE idempotency (
  tenant_id uuid NOT NULL REFERENCES tenant (id),
  account_id uuid NOT NULL,
  key text NOT NULL,
  fingerprint bytea NOT NULL,
  subject_id uuid NOT NULL,
  created_at timestamptz NOT NULL,
  PRIMARY KEY (tenant_id, account_id, key)
);

ALTER TABLE stream_head ENABLE ROW LEVEL SECURITY;
ALTER TABLE stream_head FORCE ROW LEVEL SECURITY;
CREATE POLICY member ON stream_head TO calitas_app
  USING (tenant_id = ANY ((SELECT current_setting('app.tenant_ids')::uuid[])::uuid[]))
  WITH CHECK (tenant_id = ANY ((SELECT current_setting('app.tenant_ids')::uuid[])::uuid[]));
GRANT SELECT, INSERT, UPDATE ON stream_head TO calitas_app;

-- Append-only: there is no right to change or delete.
ALTER TABLE journal ENABLE ROW LEVEL SECURITY;
ALTER TABLE journal FORCE ROW LEVEL SECURITY;
CREATE POLICY member ON journal TO calitas_app
  USING (tenant_id = ANY ((SELECT current_setting('app.tenant_ids')::uuid[])::uuid[]))
  WITH CHECK (tenant_id = ANY ((SELECT current_setting('app.tenant_ids')::uuid[])::uuid[]));
GRANT SELECT, INSERT ON journal TO calitas_app;

ALTER TABLE idempotency ENABLE ROW LEVEL SECURITY;
ALTER TABLE idempotency FORCE ROW LEVEL SECURITY;
CREATE POLICY member ON idempotency TO calitas_app
  USING (tenant_id = ANY ((SELECT current_setting('app.tenant_ids')::uuid[])::uuid[]))
  WITH CHECK (tenant_id = ANY ((SELECT current_setting('app.tenant_ids')::uuid[])::uuid[]));
GRANT SELECT, INSERT ON idempotency TO calitas_app;

-- A server looks whether the database is as new as itself.
GRANT SELECT ON _sqlx_migrations TO calitas_app;
