-- What the generator works with, in a schema of its own. It runs as a superuser, beyond row-level security, and makes
-- one institution after the other by `bench.institution`, so that memory does not grow with the volume.
--
-- Everything follows from names and numbers by a hash, nothing from the clock or from chance: two runs with the same
-- numbers make the same rows.

DROP SCHEMA IF EXISTS bench CASCADE;
CREATE SCHEMA bench;

-- A number from 0 to below `n` that looks like chance.
CREATE FUNCTION bench.pick(key text, n integer) RETURNS integer
LANGUAGE sql IMMUTABLE PARALLEL SAFE RETURN ((hashtextextended(key, 6) & 2147483647) % n)::integer;

-- An id as the application makes them: the milliseconds first, then what looks like chance.
CREATE FUNCTION bench.id(at timestamptz, key text) RETURNS uuid
LANGUAGE sql IMMUTABLE PARALLEL SAFE RETURN (
  lpad(to_hex((extract(epoch FROM at) * 1000)::bigint), 12, '0') || '7' || substr(md5(key), 1, 3)
  || '8' || substr(md5(key), 4, 15))::uuid;

-- The place of the n-th card of a board.
CREATE FUNCTION bench.rank(n integer) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE RETURN (
  SELECT 'c' || substr(digits, n / 3844 % 62 + 1, 1) || substr(digits, n / 62 % 62 + 1, 1)
    || substr(digits, n % 62 + 1, 1)
  FROM (VALUES ('0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz')) AS of (digits));

-- One link of the chain of an institution's journal, as the store computes it when it appends an entry.
CREATE FUNCTION bench.link(previous bytea, payload text, place bigint) RETURNS bytea
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$ SELECT sha256(previous || int8send(place) || convert_to(payload, 'UTF8')) $$;

-- As a window function over the places: the hash of every entry in one pass.
CREATE AGGREGATE bench.chain(text, bigint) (
  SFUNC = bench.link, STYPE = bytea,
  INITCOND = '\x0000000000000000000000000000000000000000000000000000000000000000');

-- A change of one field, as it is stored (field, old, new) and as it goes into the chain (letters in order).
CREATE FUNCTION bench.change(field text, old text, new text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN '{"field":"' || field || '","old":' || old || ',"new":' || new || '}';
CREATE FUNCTION bench.sealed(field text, old text, new text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN '{"field":"' || field || '","new":' || new || ',"old":' || old || '}';

-- The steps of an action's life, with what each tells the journal.
CREATE TABLE bench.step (status text, step integer, kind text, field text, old text, new text);
INSERT INTO bench.step
SELECT reached.status, way.step, way.kind, way.field, way.old, way.new
FROM (VALUES
  ('APPROVED', '{approve}'::text[]),
  ('IN_PROGRESS', '{approve,begin,report}'),
  ('DONE', '{approve,begin,report,finish}'),
  ('VERIFIED_EFFECTIVE', '{approve,begin,report,finish,verify}'),
  ('REJECTED', '{reject}'),
  ('CANCELLED', '{approve,cancel}')) AS reached (status, ways)
CROSS JOIN LATERAL unnest(reached.ways) WITH ORDINALITY AS taken (way, step)
JOIN LATERAL (VALUES
  ('approve', 'plan_action_moved', 'status', '"PROPOSED"', '"APPROVED"'),
  ('begin', 'plan_action_moved', 'status', '"APPROVED"', '"IN_PROGRESS"'),
  ('report', 'plan_action_updated', 'progress', '0', '40'),
  ('finish', 'plan_action_moved', 'status', '"IN_PROGRESS"', '"DONE"'),
  ('verify', 'plan_action_moved', 'status', '"DONE"', '"VERIFIED_EFFECTIVE"'),
  ('reject', 'plan_action_moved', 'status', '"PROPOSED"', '"REJECTED"'),
  ('cancel', 'plan_action_moved', 'status', '"APPROVED"', '"CANCELLED"'))
  AS named (way, kind, field, old, new) ON named.way = taken.way
CROSS JOIN LATERAL (SELECT taken.step::integer, named.kind, named.field, named.old, named.new) AS way;

-- Whom the benchmark asks as, and about what: a quality manager and a plan of each institution.
CREATE TABLE bench.target (
  n integer PRIMARY KEY,
  tenant_id uuid NOT NULL,
  municipality_id uuid NOT NULL,
  account_id uuid NOT NULL,
  session_id uuid NOT NULL,
  membership_id uuid NOT NULL,
  plan_id uuid NOT NULL
);

-- Municipality 0 holds half of the institutions, the others share the rest.
CREATE FUNCTION bench.municipality_of(n integer, tenants integer) RETURNS integer
LANGUAGE sql IMMUTABLE RETURN CASE WHEN n * 2 < tenants THEN 0 ELSE 1 + n % 4 END;

CREATE FUNCTION bench.municipalities() RETURNS void LANGUAGE sql AS $$
  INSERT INTO municipality (id, slug, name_ro, name_en, county_ro, created_at)
  SELECT bench.id('2026-01-05 08:00+02', 'municipality ' || m), 'bench-' || m, 'Municipiul ' || m,
    'Municipality ' || m, 'Județul ' || m, '2026-01-05 08:00+02'
  FROM generate_series(0, 4) AS m;
$$;

-- What the peer offers as its mutation: the same two statements as the product's write, in one function.
CREATE SCHEMA IF NOT EXISTS bench_peer;
GRANT USAGE ON SCHEMA bench_peer TO calitas_app;
CREATE OR REPLACE FUNCTION bench_peer.report_progress(tenant uuid, action uuid, progress integer)
RETURNS plan_action LANGUAGE plpgsql VOLATILE AS $$
DECLARE
  old plan_action;
  new plan_action;
  said text;
BEGIN
  SELECT * INTO old FROM plan_action WHERE tenant_id = tenant AND id = action FOR UPDATE;
  UPDATE plan_action SET progress = report_progress.progress, reported_progress = report_progress.progress,
    updated_at = now(), version = version + 1
  WHERE tenant_id = tenant AND id = action RETURNING * INTO new;
  said := '[{"field":"progress","old":' || old.progress || ',"new":' || new.progress || '}]';
  WITH head AS (
    UPDATE stream_head SET position = position + 1,
      hash = sha256(hash || int8send(position + 1) || convert_to(said, 'UTF8'))
    WHERE tenant_id = tenant RETURNING position, hash
  )
  INSERT INTO journal (tenant_id, position, at, kind, subject_kind, subject_id, subject_version, topic_id, actor_id,
    changes, hash)
  SELECT tenant, head.position, now(), 'plan_action_updated', 'plan_action', action, new.version, new.plan_id,
    new.responsible_id, said, head.hash
  FROM head;
  RETURN new;
END
$$;
