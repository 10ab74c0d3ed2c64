-- The second step of signing in: secrets of authenticator apps (sealed by the application), recovery codes (hashes
-- only), and the day from which an institution asks for it.

CREATE TABLE second_factor (
  account_id uuid NOT NULL REFERENCES account (id),
  state text NOT NULL CHECK (state IN ('PENDING', 'CONFIRMED')),
  key_id text NOT NULL,
  secret bytea NOT NULL,
  created_at timestamptz NOT NULL,
  last_step bigint NOT NULL DEFAULT 0,
  PRIMARY KEY (account_id, state)
);

CREATE TABLE recovery_code (
  account_id uuid NOT NULL REFERENCES account (id),
  code_hash bytea NOT NULL,
  used_at timestamptz,
  PRIMARY KEY (account_id, code_hash)
);

ALTER TABLE second_factor ENABLE ROW LEVEL SECURITY;
ALTER TABLE second_factor FORCE ROW LEVEL SECURITY;
CREATE POLICY identity ON second_factor TO calitas_identity USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON second_factor TO calitas_identity;

ALTER TABLE recovery_code ENABLE ROW LEVEL SECURITY;
ALTER TABLE recovery_code FORCE ROW LEVEL SECURITY;
CREATE POLICY identity ON recovery_code TO calitas_identity USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON recovery_code TO calitas_identity;

ALTER TABLE tenant ADD COLUMN second_factor_from date;
