-- What people are told, what institutions decide about reminders and free days, calendar feeds, mail digests.

-- One row per person and cause: whoever tells the same thing again tells nothing.
CREATE TABLE notification (
  tenant_id uuid NOT NULL REFERENCES tenant (id),
  id uuid NOT NULL,
  membership_id uuid NOT NULL,
  -- The same person in every institution: the centre and the digest are of the person.
  account_id uuid NOT NULL,
  kind text NOT NULL CHECK (kind IN ('ASSIGNED', 'MENTIONED', 'DUE_SOON', 'OVERDUE', 'ESCALATED', 'CHANGED',
    'RETURNED')),
  reason text NOT NULL CHECK (reason IN ('RESPONSIBLE', 'CONTRIBUTOR', 'OWNER', 'APPROVER', 'MENTIONED', 'WATCHER',
    'HEAD_OF_UNIT', 'HEAD_OF_INSTITUTION')),
  cause text NOT NULL,
  subject_kind text NOT NULL,
  subject_id uuid NOT NULL,
  -- What guests are invited to: the plan of an action.
  topic_id uuid NOT NULL,
  position bigint,
  actor_id uuid,
  due_on date,
  created_at timestamptz NOT NULL,
  read_at timestamptz,
  PRIMARY KEY (tenant_id, id),
  CONSTRAINT notification_cause_key UNIQUE (tenant_id, membership_id, cause),
  CONSTRAINT notification_membership_fkey FOREIGN KEY (tenant_id, membership_id)
    REFERENCES membership (tenant_id, id)
);
CREATE INDEX notification_newest_idx ON notification (tenant_id, account_id, created_at, id);
CREATE INDEX notification_unread_idx ON notification (tenant_id, account_id) WHERE read_at IS NULL;
CREATE INDEX notification_subject_idx ON notification (tenant_id, subject_id);

-- How far the journal of an institution was told of, and the last day whose reminders were given. A worker holds the
-- row while it works on the institution.
CREATE TABLE notification_progress (
  tenant_id uuid PRIMARY KEY REFERENCES tenant (id),
  position bigint NOT NULL,
  reminded_on date NOT NULL
);

CREATE TABLE notification_policy (
  tenant_id uuid PRIMARY KEY REFERENCES tenant (id),
  due_soon_days integer[] NOT NULL,
  is_mail_paused boolean NOT NULL,
  escalations jsonb NOT NULL,
  version integer NOT NULL
);

-- Days an institution works or does not work otherwise than the law says.
CREATE TABLE calendar_day (
  tenant_id uuid NOT NULL REFERENCES tenant (id),
  day date NOT NULL,
  kind text NOT NULL CHECK (kind IN ('FREE', 'WORKED')),
  note text NOT NULL,
  PRIMARY KEY (tenant_id, day)
);

DO $$
DECLARE name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['notification', 'notification_progress', 'notification_policy', 'calendar_day'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', name);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', name);
    EXECUTE format('CREATE POLICY member ON %I TO calitas_app
      USING (tenant_id = ANY ((SELECT current_setting(''app.tenant_ids'')::uuid[])::uuid[]))
      WITH CHECK (tenant_id = ANY ((SELECT current_setting(''app.tenant_ids'')::uuid[])::uuid[]))', name);
  END LOOP;
END
$$;
CREATE POLICY guest ON notification AS RESTRICTIVE TO calitas_app
  USING (tenant_id = ANY ((SELECT current_setting('app.full_tenant_ids')::uuid[])::uuid[])
    OR topic_id = ANY ((SELECT current_setting('app.object_ids')::uuid[])::uuid[]))
  WITH CHECK (tenant_id = ANY ((SELECT current_setting('app.full_tenant_ids')::uuid[])::uuid[])
    OR topic_id = ANY ((SELECT current_setting('app.object_ids')::uuid[])::uuid[]));
-- What a person is told is nobody else's to read. Calitas itself has no account.
CREATE POLICY own ON notification AS RESTRICTIVE TO calitas_app
  USING ((SELECT current_setting('app.account_id')) = ''
    OR account_id = (SELECT nullif(current_setting('app.account_id'), '')::uuid))
  WITH CHECK ((SELECT current_setting('app.account_id')) = ''
    OR account_id = (SELECT nullif(current_setting('app.account_id'), '')::uuid));

GRANT SELECT, INSERT, UPDATE, DELETE ON notification, calendar_day TO calitas_app;
GRANT SELECT, INSERT, UPDATE ON notification_progress, notification_policy TO calitas_app;

-- How a person wants to be told, in all institutions. Without a row the defaults hold.
CREATE TABLE notification_setting (
  account_id uuid PRIMARY KEY REFERENCES account (id),
  channels jsonb NOT NULL,
  rhythm text NOT NULL CHECK (rhythm IN ('DAILY', 'WEEKLY')),
  is_quiet_on_free_days boolean NOT NULL,
  due_soon_days integer[],
  version integer NOT NULL
);

-- Notifications that are to be mailed, until they are. Put in with the notification, taken out with the mail.
CREATE TABLE notification_mail (
  tenant_id uuid NOT NULL,
  notification_id uuid NOT NULL,
  account_id uuid NOT NULL,
  due_at timestamptz NOT NULL,
  PRIMARY KEY (tenant_id, notification_id)
);
CREATE INDEX notification_mail_due_idx ON notification_mail (due_at);
CREATE INDEX notification_mail_account_idx ON notification_mail (account_id);

-- Addresses of calendars: a person's, or an institution's. Only the hash of the secret is kept.
CREATE TABLE calendar_feed (
  secret_hash bytea PRIMARY KEY,
  account_id uuid REFERENCES account (id),
  tenant_id uuid REFERENCES tenant (id),
  created_at timestamptz NOT NULL,
  CHECK ((account_id IS NULL) <> (tenant_id IS NULL))
);
CREATE UNIQUE INDEX calendar_feed_account_key ON calendar_feed (account_id);
CREATE UNIQUE INDEX calendar_feed_tenant_key ON calendar_feed (tenant_id);

DO $$
DECLARE name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['notification_setting', 'notification_mail', 'calendar_feed'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', name);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', name);
    EXECUTE format('CREATE POLICY identity ON %I TO calitas_identity USING (true) WITH CHECK (true)', name);
  END LOOP;
END
$$;
GRANT SELECT, INSERT, UPDATE ON notification_setting TO calitas_identity;
GRANT SELECT, INSERT, DELETE ON calendar_feed TO calitas_identity;
GRANT SELECT, UPDATE, DELETE ON notification_mail TO calitas_identity;
-- An institution may only put something in.
CREATE POLICY outbox ON notification_mail FOR INSERT TO calitas_app WITH CHECK (true);
GRANT INSERT ON notification_mail TO calitas_app;

-- Where a mail of this kind is turned off with one click (RFC 8058).
ALTER TABLE mail ADD COLUMN unsubscribe_url text;
