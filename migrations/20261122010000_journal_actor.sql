-- What a person did lately, for „Rezolvate”: without it a person who did little reads the whole journal.
CREATE INDEX journal_actor_idx ON journal (tenant_id, actor_id, position);
