-- The journal of an institution by time: pages and exports of a period.
CREATE INDEX journal_at_idx ON journal (tenant_id, at, position);
