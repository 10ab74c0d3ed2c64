-- The words by which things are found: of their code and name, folded, one row a word. Words are compared as bytes by
-- `>=` and `<`, which are leakproof, so that the index serves under row security; `LIKE` and full text would not.

CREATE TABLE search_term (
  tenant_id uuid NOT NULL REFERENCES tenant (id),
  kind text NOT NULL CHECK (kind IN ('PLAN', 'PLAN_ACTION', 'MEMBERSHIP')),
  term text COLLATE "C" NOT NULL,
  thing_id uuid NOT NULL,
  -- The plan through which a guest may see the thing; absent for what no guest finds.
  plan_id uuid,
  PRIMARY KEY (tenant_id, kind, term, thing_id)
);
CREATE INDEX search_term_thing_idx ON search_term (tenant_id, thing_id, term);

ALTER TABLE search_term ENABLE ROW LEVEL SECURITY;
CREATE POLICY member ON search_term TO calitas_app
  USING (tenant_id = ANY ((SELECT current_setting('app.tenant_ids')::uuid[])::uuid[]))
  WITH CHECK (tenant_id = ANY ((SELECT current_setting('app.tenant_ids')::uuid[])::uuid[]));
CREATE POLICY guest ON search_term AS RESTRICTIVE TO calitas_app
  USING (tenant_id = ANY ((SELECT current_setting('app.full_tenant_ids')::uuid[])::uuid[])
    OR plan_id = ANY ((SELECT current_setting('app.object_ids')::uuid[])::uuid[]))
  WITH CHECK (tenant_id = ANY ((SELECT current_setting('app.full_tenant_ids')::uuid[])::uuid[])
    OR plan_id = ANY ((SELECT current_setting('app.object_ids')::uuid[])::uuid[]));
GRANT SELECT, INSERT, DELETE ON search_term TO calitas_app;

-- Keeps the words of a row of which `search_text` has the code and the name in its first line. Arguments: the kind, and
-- the column that names the plan, if there is one.
CREATE FUNCTION keep_search_terms() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP <> 'INSERT' THEN
    DELETE FROM search_term WHERE tenant_id = OLD.tenant_id AND thing_id = OLD.id;
  END IF;
  IF TG_OP <> 'DELETE' THEN
    INSERT INTO search_term (tenant_id, kind, term, thing_id, plan_id)
    SELECT DISTINCT NEW.tenant_id, TG_ARGV[0], left(word, 60), NEW.id, (to_jsonb(NEW) ->> TG_ARGV[1])::uuid
    FROM regexp_split_to_table(split_part(NEW.search_text, E'\n', 1) COLLATE romanian, '[^[:alnum:]]+') AS word
    WHERE word <> '';
  END IF;
  RETURN NULL;
END
$$;

CREATE TRIGGER plan_search_new AFTER INSERT OR DELETE ON plan
  FOR EACH ROW EXECUTE FUNCTION keep_search_terms('PLAN', 'id');
CREATE TRIGGER plan_search_changed AFTER UPDATE OF search_text ON plan
  FOR EACH ROW WHEN (OLD.search_text <> NEW.search_text) EXECUTE FUNCTION keep_search_terms('PLAN', 'id');
CREATE TRIGGER plan_action_search_new AFTER INSERT OR DELETE ON plan_action
  FOR EACH ROW EXECUTE FUNCTION keep_search_terms('PLAN_ACTION', 'plan_id');
CREATE TRIGGER plan_action_search_changed AFTER UPDATE OF search_text ON plan_action
  FOR EACH ROW WHEN (OLD.search_text <> NEW.search_text)
  EXECUTE FUNCTION keep_search_terms('PLAN_ACTION', 'plan_id');
CREATE TRIGGER membership_search_new AFTER INSERT OR DELETE ON membership
  FOR EACH ROW EXECUTE FUNCTION keep_search_terms('MEMBERSHIP');
CREATE TRIGGER membership_search_changed AFTER UPDATE OF search_text ON membership
  FOR EACH ROW WHEN (OLD.search_text <> NEW.search_text) EXECUTE FUNCTION keep_search_terms('MEMBERSHIP');

-- Rows that are there get the line end between what is found and the rest; that fills the table through the triggers.
-- The owner sees rows only where row security is not forced upon it, so it is not while this lasts.
ALTER TABLE plan NO FORCE ROW LEVEL SECURITY;
ALTER TABLE plan_action NO FORCE ROW LEVEL SECURITY;
ALTER TABLE membership NO FORCE ROW LEVEL SECURITY;
UPDATE plan SET search_text = overlay(search_text PLACING E'\n' FROM length(code) + length(title) + 2 FOR 1);
UPDATE plan_action SET search_text = overlay(search_text PLACING E'\n'
  FROM greatest(2, length(number::text)) + length(title) + length(coalesce(source_reference, '')) + 5 FOR 1);
UPDATE membership SET search_text = overlay(search_text PLACING E'\n' FROM length(display_name) + 1 FOR 1);
ALTER TABLE plan FORCE ROW LEVEL SECURITY;
ALTER TABLE plan_action FORCE ROW LEVEL SECURITY;
ALTER TABLE membership FORCE ROW LEVEL SECURITY;
ALTER TABLE search_term FORCE ROW LEVEL SECURITY;
