-- Accounts and sessions (global, reached only as calitas_identity), units, memberships, invitations and saved views.

CREATE TABLE account (
  id uuid PRIMARY KEY,
  email text NOT NULL,
  display_name text NOT NULL,
  language text NOT NULL CHECK (language IN ('RO', 'EN')),
  password_hash text,
  created_at timestamptz NOT NULL,
  disabled_at timestamptz,
  version integer NOT NULL DEFAULT 1,
  CONSTRAINT account_email_key UNIQUE (email)
);

CREATE TABLE session (
  id uuid PRIMARY KEY,
  account_id uuid NOT NULL REFERENCES account (id),
  created_at timestamptz NOT NULL,
  last_seen_at timestamptz NOT NULL,
  device text NOT NULL,
  generation integer NOT NULL DEFAULT 1,
  rotated_at timestamptz NOT NULL,
  revoked_at timestamptz
);
CREATE INDEX session_account_idx ON session (account_id) WHERE revoked_at IS NULL;

-- One-time links: only the hash of the secret is kept.
CREATE TABLE ticket (
  secret_hash bytea PRIMARY KEY,
  kind text NOT NULL CHECK (kind IN ('RESET', 'INVITATION')),
  account_id uuid REFERENCES account (id),
  tenant_id uuid REFERENCES tenant (id),
  invitation_id uuid,
  expires_at timestamptz NOT NULL,
  used_at timestamptz,
  CHECK ((kind = 'RESET') = (account_id IS NOT NULL)),
  CHECK ((kind = 'INVITATION') = (tenant_id IS NOT NULL AND invitation_id IS NOT NULL))
);
CREATE INDEX ticket_invitation_idx ON ticket (tenant_id, invitation_id) WHERE kind = 'INVITATION';
CREATE INDEX ticket_account_idx ON ticket (account_id) WHERE kind = 'RESET';

-- Attempts per account or address in the current window. Keys are hashes.
CREATE TABLE throttle (
  key text PRIMARY KEY,
  window_start timestamptz NOT NULL,
  count integer NOT NULL
);

-- What happened at the door. Institutions have journals of their own.
CREATE TABLE identity_journal (
  id uuid PRIMARY KEY,
  account_id uuid REFERENCES account (id),
  session_id uuid,
  kind text NOT NULL,
  at timestamptz NOT NULL
);
CREATE INDEX identity_journal_account_idx ON identity_journal (account_id, at);

-- Mail waiting to be sent, written in the transaction that causes it.
CREATE TABLE mail (
  id uuid PRIMARY KEY,
  recipient text NOT NULL,
  subject text NOT NULL,
  body text NOT NULL,
  created_at timestamptz NOT NULL,
  not_before timestamptz NOT NULL,
  attempts integer NOT NULL DEFAULT 0,
  sent_at timestamptz,
  last_error text
);
CREATE INDEX mail_waiting_idx ON mail (not_before) WHERE sent_at IS NULL;

DO $$
DECLARE name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['account', 'session', 'ticket', 'throttle', 'identity_journal', 'mail'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', name);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', name);
    EXECUTE format('CREATE POLICY identity ON %I TO calitas_identity USING (true) WITH CHECK (true)', name);
  END LOOP;
END
$$;
GRANT SELECT, INSERT, UPDATE ON account, session TO calitas_identity;
GRANT SELECT, INSERT, UPDATE, DELETE ON ticket, throttle, mail TO calitas_identity;
GRANT SELECT, INSERT ON identity_journal TO calitas_identity;

-- An institution may only put mail into the outbox.
CREATE POLICY outbox ON mail FOR INSERT TO calitas_app WITH CHECK (true);
GRANT INSERT ON mail TO calitas_app;

CREATE TABLE unit (
  tenant_id uuid NOT NULL REFERENCES tenant (id),
  id uuid NOT NULL,
  parent_id uuid,
  code text NOT NULL,
  name_ro text NOT NULL,
  name_en text NOT NULL DEFAULT '',
  kind text NOT NULL CHECK (kind IN ('DIRECTORATE', 'SERVICE', 'OFFICE', 'COMPARTMENT')),
  is_first_level boolean NOT NULL,
  verification text NOT NULL CHECK (verification IN ('CONFIRMED', 'RECALLED', 'DEMO', 'DECLARED')),
  created_at timestamptz NOT NULL,
  retired_at timestamptz,
  version integer NOT NULL DEFAULT 1,
  PRIMARY KEY (tenant_id, id),
  CONSTRAINT unit_code_key UNIQUE (tenant_id, code),
  CONSTRAINT unit_parent_fkey FOREIGN KEY (tenant_id, parent_id) REFERENCES unit (tenant_id, id)
);

CREATE TABLE membership (
  tenant_id uuid NOT NULL REFERENCES tenant (id),
  id uuid NOT NULL,
  account_id uuid NOT NULL REFERENCES account (id),
  display_name text NOT NULL,
  email text NOT NULL,
  unit_id uuid,
  expires_on date,
  ended_at timestamptz,
  created_at timestamptz NOT NULL,
  search_text text NOT NULL,
  version integer NOT NULL DEFAULT 1,
  PRIMARY KEY (tenant_id, id),
  CONSTRAINT membership_account_key UNIQUE (tenant_id, account_id),
  CONSTRAINT membership_unit_fkey FOREIGN KEY (tenant_id, unit_id) REFERENCES unit (tenant_id, id)
);
CREATE INDEX membership_account_idx ON membership (account_id);
CREATE INDEX membership_name_idx ON membership (tenant_id, display_name, id);

CREATE TABLE membership_role (
  tenant_id uuid NOT NULL,
  membership_id uuid NOT NULL,
  role text NOT NULL CHECK (role IN ('INSTITUTION_ADMIN', 'HEAD_OF_INSTITUTION', 'QUALITY_MANAGER',
    'CONTROL_SECRETARIAT', 'HEAD_OF_UNIT', 'SPECIALIST', 'READER', 'GUEST', 'OVERSIGHT')),
  unit_id uuid,
  CONSTRAINT membership_role_key UNIQUE NULLS NOT DISTINCT (tenant_id, membership_id, role, unit_id),
  CONSTRAINT membership_role_membership_fkey FOREIGN KEY (tenant_id, membership_id)
    REFERENCES membership (tenant_id, id),
  CONSTRAINT membership_role_unit_fkey FOREIGN KEY (tenant_id, unit_id) REFERENCES unit (tenant_id, id)
);

-- What a guest may see: rows of plans.
CREATE TABLE membership_object (
  tenant_id uuid NOT NULL,
  membership_id uuid NOT NULL,
  object_id uuid NOT NULL,
  PRIMARY KEY (tenant_id, membership_id, object_id),
  CONSTRAINT membership_object_membership_fkey FOREIGN KEY (tenant_id, membership_id)
    REFERENCES membership (tenant_id, id)
);

CREATE TABLE invitation (
  tenant_id uuid NOT NULL REFERENCES tenant (id),
  id uuid NOT NULL,
  email text NOT NULL,
  display_name text NOT NULL,
  unit_id uuid,
  grants jsonb NOT NULL,
  object_ids uuid[] NOT NULL DEFAULT '{}',
  expires_on date,
  status text NOT NULL CHECK (status IN ('PENDING', 'ACCEPTED', 'REVOKED')),
  created_at timestamptz NOT NULL,
  expires_at timestamptz NOT NULL,
  version integer NOT NULL DEFAULT 1,
  PRIMARY KEY (tenant_id, id),
  CONSTRAINT invitation_unit_fkey FOREIGN KEY (tenant_id, unit_id) REFERENCES unit (tenant_id, id)
);
CREATE UNIQUE INDEX invitation_pending_key ON invitation (tenant_id, email) WHERE status = 'PENDING';

CREATE TABLE saved_view (
  tenant_id uuid NOT NULL REFERENCES tenant (id),
  id uuid NOT NULL,
  owner_id uuid NOT NULL,
  surface text NOT NULL CHECK (surface IN ('PLAN_ACTIONS', 'PLANS', 'MEMBERS')),
  name text NOT NULL,
  query text NOT NULL,
  is_shared boolean NOT NULL,
  created_at timestamptz NOT NULL,
  version integer NOT NULL DEFAULT 1,
  PRIMARY KEY (tenant_id, id),
  CONSTRAINT saved_view_name_key UNIQUE (tenant_id, owner_id, surface, name),
  CONSTRAINT saved_view_owner_fkey FOREIGN KEY (tenant_id, owner_id) REFERENCES membership (tenant_id, id)
);

DO $$
DECLARE name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['unit', 'membership', 'membership_role', 'membership_object', 'invitation',
    'saved_view'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', name);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', name);
    EXECUTE format('CREATE POLICY member ON %I TO calitas_app
      USING (tenant_id = ANY ((SELECT current_setting(''app.tenant_ids'')::uuid[])::uuid[]))
      WITH CHECK (tenant_id = ANY ((SELECT current_setting(''app.tenant_ids'')::uuid[])::uuid[]))', name);
    EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON %I TO calitas_app', name);
  END LOOP;
END
$$;

-- Signing in works out where a person belongs before any institution is known.
CREATE POLICY identity ON unit FOR SELECT TO calitas_identity USING (true);
CREATE POLICY identity ON membership FOR SELECT TO calitas_identity USING (true);
CREATE POLICY identity ON membership_role FOR SELECT TO calitas_identity USING (true);
CREATE POLICY identity ON membership_object FOR SELECT TO calitas_identity USING (true);
CREATE POLICY identity ON invitation FOR SELECT TO calitas_identity USING (true);
GRANT SELECT ON unit, membership, membership_role, membership_object, invitation TO calitas_identity;
