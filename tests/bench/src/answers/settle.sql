-- An institution of its own for each measurement: $1 tells it from others, $2 compartments with a head and a plan each.
-- The first person opens campaigns. Statements end with a semicolon at the end of a line and take both parameters.

INSERT INTO municipality (id, slug, name_ro, name_en, county_ro, created_at)
SELECT bench.id('2026-01-06 08:00+02', $1::text || ' municipality'), translate($1::text, ' ', '-'), 'Municipiul ' || $1::text,
  'Municipality ' || $1::text, 'Județul ' || $1::text, now()
WHERE $2::integer > 0;

INSERT INTO tenant (id, municipality_id, slug, name_ro, name_en, short_name, kind, verification, created_at)
SELECT bench.id('2026-01-06 08:00+02', $1::text), bench.id('2026-01-06 08:00+02', $1::text || ' municipality'),
  translate($1::text, ' ', '-'), 'Instituția ' || $1::text, 'Institution ' || $1::text, 'I', 'CITY_HALL', 'DEMO', now()
WHERE $2::integer > 0;

INSERT INTO stream_head (tenant_id)
SELECT bench.id('2026-01-06 08:00+02', $1::text)
WHERE $2::integer > 0;

INSERT INTO unit (tenant_id, id, code, name_ro, name_en, kind, is_first_level, verification, created_at)
SELECT bench.id('2026-01-06 08:00+02', $1::text), bench.id('2026-01-06 08:00+02', $1::text || ' unit ' || p), 'C' || p,
  'Compartimentul ' || p, 'Compartment ' || p, 'COMPARTMENT', true, 'DEMO', now()
FROM generate_series(1, $2::integer) AS p;

INSERT INTO account (id, email, display_name, language, created_at)
SELECT bench.id('2026-01-06 08:00+02', $1::text || ' account ' || p), p || '.' || translate($1::text, ' ', '-') || '@bench.example',
  'Persoana ' || p, 'RO', now()
FROM generate_series(0, $2::integer) AS p;

INSERT INTO session (id, account_id, created_at, last_seen_at, device, rotated_at)
SELECT bench.id('2026-01-06 08:00+02', $1::text || ' session ' || p), bench.id('2026-01-06 08:00+02', $1::text || ' account ' || p),
  now(), now(), 'bench', now()
FROM generate_series(0, $2::integer) AS p;

INSERT INTO membership (tenant_id, id, account_id, display_name, email, unit_id, created_at, search_text)
SELECT bench.id('2026-01-06 08:00+02', $1::text), bench.id('2026-01-06 08:00+02', $1::text || ' member ' || p),
  bench.id('2026-01-06 08:00+02', $1::text || ' account ' || p), 'Șef compartiment ' || p,
  p || '.' || translate($1::text, ' ', '-') || '@bench.example',
  CASE WHEN p > 0 THEN bench.id('2026-01-06 08:00+02', $1::text || ' unit ' || p) END, now(), 'sef compartiment ' || p
FROM generate_series(0, $2::integer) AS p;

INSERT INTO membership_role (tenant_id, membership_id, role, unit_id)
SELECT bench.id('2026-01-06 08:00+02', $1::text), bench.id('2026-01-06 08:00+02', $1::text || ' member ' || p), given.role,
  CASE given.role WHEN 'HEAD_OF_UNIT' THEN bench.id('2026-01-06 08:00+02', $1::text || ' unit ' || p) END
FROM generate_series(0, $2::integer) AS p
JOIN (VALUES ('CONTROL_SECRETARIAT'), ('HEAD_OF_UNIT'), ('QUALITY_MANAGER')) AS given (role)
  ON (given.role = 'CONTROL_SECRETARIAT') = (p = 0);

INSERT INTO plan (tenant_id, id, code, kind, title, description, period_start, period_end, status, unit_id, owner_id,
  search_text, created_at, updated_at)
SELECT bench.id('2026-01-06 08:00+02', $1::text), bench.id('2026-01-06 08:00+02', $1::text || ' plan ' || p),
  'PI-2026-' || lpad(p::text, 3, '0'), 'IMPROVEMENT', 'Plan de îmbunătățire ' || p, 'Măsuri.', '2026-01-01',
  '2027-12-31', 'DRAFT', bench.id('2026-01-06 08:00+02', $1::text || ' unit ' || p),
  bench.id('2026-01-06 08:00+02', $1::text || ' member ' || p), 'plan de imbunatatire ' || p, now(), now()
FROM generate_series(1, $2::integer) AS p;
