-- The end of each institution's journal, signed once a day. Append-only, like the journal itself: what was signed is
-- compared with the chain later, and with copies kept elsewhere.
CREATE TABLE journal_head (
  tenant_id uuid NOT NULL REFERENCES tenant (id),
  day date NOT NULL,
  position bigint NOT NULL,
  hash bytea NOT NULL,
  at timestamptz NOT NULL,
  public_key bytea NOT NULL,
  signature bytea NOT NULL,
  PRIMARY KEY (tenant_id, day)
);

ALTER TABLE journal_head ENABLE ROW LEVEL SECURITY;
ALTER TABLE journal_head FORCE ROW LEVEL SECURITY;
CREATE POLICY member ON journal_head TO calitas_app
  USING (tenant_id = ANY ((SELECT current_setting('app.tenant_ids')::uuid[])::uuid[]))
  WITH CHECK (tenant_id = ANY ((SELECT current_setting('app.tenant_ids')::uuid[])::uuid[]));
GRANT SELECT, INSERT ON journal_head TO calitas_app;
