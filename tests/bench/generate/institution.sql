-- One institution with its people, plans, actions and journal. `n` counts from 0.

CREATE FUNCTION bench.institution(n integer, tenants integer, actions integer) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  founded constant timestamptz := '2026-01-05 08:00+02';
  members constant integer := 40;
  units constant integer := 12;
  per_plan constant integer := 250;
  me constant text := 'institution ' || n;
  m constant integer := bench.municipality_of(n, tenants);
  municipality constant uuid := bench.id(founded, 'municipality ' || m);
  mine constant uuid := bench.id(founded, me);
  -- The first institution of a municipality is its city hall.
  head constant integer := (SELECT min(k) FROM generate_series(0, tenants - 1) AS k
    WHERE bench.municipality_of(k, tenants) = m);
  first_plan uuid;
BEGIN
  INSERT INTO tenant (id, municipality_id, parent_id, slug, name_ro, name_en, short_name, kind, verification, created_at)
  VALUES (mine, municipality, CASE WHEN n <> head THEN bench.id(founded, 'institution ' || head) END, 'bench-' || m
    || '-' || n, 'Instituția ' || n, 'Institution ' || n, 'I' || n,
    CASE WHEN n = head THEN 'CITY_HALL' ELSE 'PUBLIC_SERVICE' END, 'DEMO', founded);

  INSERT INTO unit (tenant_id, id, code, name_ro, name_en, kind, is_first_level, verification, created_at)
  SELECT mine, bench.id(founded, me || ' unit ' || u), 'U' || u, 'Compartimentul ' || u, 'Compartment ' || u,
    'COMPARTMENT', true, 'DEMO', founded
  FROM generate_series(0, units - 1) AS u;

  INSERT INTO account (id, email, display_name, language, created_at)
  SELECT bench.id(founded, me || ' account ' || p), 'p' || p || '.i' || n || '@bench.example', 'Persoana ' || p, 'RO',
    founded
  FROM generate_series(0, members - 1) AS p;
  INSERT INTO session (id, account_id, created_at, last_seen_at, device, rotated_at)
  SELECT bench.id(founded, me || ' session ' || p), bench.id(founded, me || ' account ' || p), now(), now(), 'bench',
    now()
  FROM generate_series(0, members - 1) AS p;
  INSERT INTO membership (tenant_id, id, account_id, display_name, email, unit_id, created_at, search_text)
  SELECT mine, bench.id(founded, me || ' member ' || p), bench.id(founded, me || ' account ' || p),
    'Funcția ' || p, 'p' || p || '.i' || n || '@bench.example',
    bench.id(founded, me || ' unit ' || p % units), founded, 'functia ' || p
  FROM generate_series(0, members - 1) AS p;
  INSERT INTO membership_role (tenant_id, membership_id, role)
  SELECT mine, bench.id(founded, me || ' member ' || p),
    CASE p WHEN 0 THEN 'QUALITY_MANAGER' WHEN 1 THEN 'HEAD_OF_INSTITUTION' ELSE 'SPECIALIST' END
  FROM generate_series(0, members - 1) AS p;
  IF n = head THEN
    INSERT INTO membership_role (tenant_id, membership_id, role)
    VALUES (mine, bench.id(founded, me || ' member 1'), 'OVERSIGHT');
  END IF;

  -- Of ten plans one is a draft and one is closed; every second one that was approved is released.
  CREATE TEMP TABLE draft_plan ON COMMIT DROP AS
  SELECT p, bench.id(at, me || ' plan ' || p) AS id, at,
    CASE p % 10 WHEN 8 THEN 'DRAFT' WHEN 9 THEN 'CLOSED' ELSE 'ACTIVE' END AS status,
    bench.id(founded, me || ' member ' || p % 2) AS owner, bench.id(founded, me || ' unit ' || p % units) AS unit
  FROM (SELECT p, founded + p * interval '1 hour' AS at
    FROM generate_series(0, greatest((actions - 1) / per_plan, 0)) AS p) AS each;
  INSERT INTO plan (tenant_id, id, code, kind, title, description, period_start, period_end, status, number, unit_id,
    owner_id, submitted_by, approved_at, approved_by, released_at, last_action_number, search_text, created_at,
    updated_at, version)
  SELECT mine, id, 'PI-2026-' || lpad((p + 1)::text, 2, '0'), 'IMPROVEMENT', 'Plan de îmbunătățire ' || p + 1,
    'Măsuri pentru servicii mai bune.', '2026-01-01', '2027-12-31', status,
    CASE status WHEN 'DRAFT' THEN 0 ELSE 1 END, unit, owner,
    CASE WHEN status <> 'DRAFT' THEN owner END, CASE WHEN status <> 'DRAFT' THEN at + interval '40 days' END,
    CASE WHEN status <> 'DRAFT' THEN bench.id(founded, me || ' member 1') END,
    CASE WHEN status <> 'DRAFT' AND p % 2 = 0 THEN at + interval '41 days' END,
    least(per_plan, actions - p * per_plan), 'plan de imbunatatire ' || p + 1, at, at + interval '41 days',
    CASE status WHEN 'DRAFT' THEN 1 ELSE 4 END
  FROM draft_plan;

  CREATE TEMP TABLE draft_action ON COMMIT DROP AS
  SELECT drawn.*, bench.id(drawn.at, me || ' action ' || drawn.a) AS id,
    CASE WHEN drawn.plan_status = 'DRAFT' THEN 'PROPOSED'
      WHEN drawn.plan_status = 'CLOSED' THEN CASE WHEN drawn.luck < 90 THEN 'VERIFIED_EFFECTIVE' ELSE 'CANCELLED' END
      WHEN drawn.luck < 15 THEN 'APPROVED' WHEN drawn.luck < 60 THEN 'IN_PROGRESS' WHEN drawn.luck < 75 THEN 'DONE'
      WHEN drawn.luck < 95 THEN 'VERIFIED_EFFECTIVE' WHEN drawn.luck < 98 THEN 'REJECTED' ELSE 'CANCELLED'
    END AS status
  FROM (
    SELECT a, a % per_plan + 1 AS number, draft_plan.id AS plan_id, draft_plan.status AS plan_status,
      draft_plan.at + (a % per_plan + 1) * interval '7 minutes' AS at, draft_plan.p % 2 = 0 AS is_released,
      bench.pick(me || 'status' || a, 100) AS luck,
      bench.id(founded, me || ' member ' || bench.pick(me || 'who' || a, members)) AS responsible,
      bench.id(founded, me || ' unit ' || bench.pick(me || 'unit' || a, units)) AS unit,
      1 + bench.pick(me || 'impact' || a, 5) AS impact, 1 + bench.pick(me || 'effort' || a, 5) AS effort,
      DATE '2026-02-01' + bench.pick(me || 'due' || a, 690) AS due_on,
      'Actualizarea procedurii ' || a % 97 || ' și instruirea personalului, etapa ' || a AS title
    FROM generate_series(0, actions - 1) AS a
    JOIN draft_plan ON draft_plan.p = a / per_plan
  ) AS drawn;
  ANALYZE draft_plan, draft_action;
  INSERT INTO plan_action (tenant_id, id, plan_id, number, title, description, source_kind, responsible_id, unit_id,
    impact, effort, budget, start_on, due_on, progress, reported_progress, status, board_rank, approved_at, done_at,
    released_at, search_text, created_at, updated_at, version, status_order, priority_order)
  SELECT mine, id, plan_id, number, title,
    'Se revizuiește procedura, se instruiește personalul și se măsoară efectul după trei luni.', 'MANUAL', responsible,
    unit, impact, effort, (100 * bench.pick(me || 'budget' || a, 500))::numeric, DATE '2026-01-15', due_on,
    CASE WHEN status IN ('DONE', 'VERIFIED_EFFECTIVE') THEN 100 WHEN status = 'IN_PROGRESS' THEN 40 ELSE 0 END,
    CASE WHEN status IN ('DONE', 'VERIFIED_EFFECTIVE', 'IN_PROGRESS') THEN 40 ELSE 0 END,
    status, bench.rank(number), CASE WHEN status NOT IN ('PROPOSED', 'REJECTED') THEN at + interval '40 days' END,
    CASE WHEN status IN ('DONE', 'VERIFIED_EFFECTIVE') THEN at + interval '160 days' END,
    CASE WHEN is_released AND status NOT IN ('PROPOSED', 'REJECTED') THEN at + interval '41 days' END,
    'a-' || lpad(number::text, 2, '0') || ' actualizarea procedurii ' || a % 97 || ' si instruirea personalului, etapa '
      || a || E' \nse revizuieste procedura, se instruieste personalul si se masoara efectul dupa trei luni.',
    at, at + (SELECT coalesce(max(step), 0) FROM bench.step AS s WHERE s.status = draft_action.status)
      * interval '40 days',
    1 + (SELECT count(*) FROM bench.step AS s WHERE s.status = draft_action.status),
    array_position('{PROPOSED,APPROVED,IN_PROGRESS,DONE,VERIFIED_EFFECTIVE,REJECTED,CANCELLED}', status),
    CASE WHEN impact >= 4 THEN CASE WHEN effort >= 4 THEN 2 ELSE 1 END ELSE CASE WHEN effort >= 4 THEN 4 ELSE 3 END END
  FROM draft_action;

  INSERT INTO plan_version (tenant_id, plan_id, number, title, description, period_start, period_end, unit_id, owner_id,
    approved_at, approved_by, note, action_count, hash)
  SELECT tenant_id, id, 1, title, description, period_start, period_end, unit_id, owner_id, approved_at, approved_by, '',
    (SELECT count(*) FROM draft_action WHERE draft_action.plan_id = plan.id AND draft_action.status <> 'REJECTED'),
    encode(sha256(convert_to(id::text, 'UTF8')), 'hex')
  FROM plan WHERE tenant_id = mine AND number = 1;
  INSERT INTO plan_version_action (tenant_id, plan_id, version_number, action_id, number, title, description,
    source_kind, responsible_id, unit_id, impact, effort, budget, start_on, due_on, status)
  SELECT tenant_id, plan_id, 1, id, number, title, description, source_kind, responsible_id, unit_id, impact, effort,
    budget, start_on, due_on, 'APPROVED'
  FROM plan_action WHERE tenant_id = mine AND approved_at IS NOT NULL;

  INSERT INTO plan_action_contributor (tenant_id, plan_id, action_id, membership_id)
  SELECT DISTINCT mine, plan_id, id,
    bench.id(founded, me || ' member ' || bench.pick(me || 'helper' || helper || ' ' || a, members))
  FROM draft_action CROSS JOIN LATERAL generate_series(1, bench.pick(me || 'helpers' || a, 4)) AS helper;
  INSERT INTO plan_action_dependency (tenant_id, plan_id, action_id, after_id)
  SELECT mine, one.plan_id, one.id, before.id
  FROM draft_action AS one JOIN draft_action AS before ON before.a = one.a - 1 AND before.plan_id = one.plan_id
  WHERE one.a % 2 = 1;
  INSERT INTO plan_action_check (tenant_id, id, plan_id, action_id, title, is_done, position)
  SELECT mine, bench.id(at, me || ' item ' || a), plan_id, id, 'Proiectul procedurii', status = 'DONE', 1
  FROM draft_action WHERE a % 2 = 0;
  INSERT INTO plan_action_comment (tenant_id, id, plan_id, action_id, author_id, body, created_at)
  SELECT mine, bench.id(at + interval '1 hour', me || ' comment ' || a), plan_id, id, responsible,
    'Proiectul a fost trimis spre avizare compartimentului juridic.', at + interval '1 hour'
  FROM draft_action;

  -- The triggers that keep the words rest while the volume is made; where they work, the words are there.
  INSERT INTO search_term (tenant_id, kind, term, thing_id, plan_id)
  SELECT DISTINCT mine, kind, word, id, plan
  FROM (SELECT 'PLAN', id, id, search_text FROM plan WHERE tenant_id = mine
    UNION ALL SELECT 'PLAN_ACTION', id, plan_id, search_text FROM plan_action WHERE tenant_id = mine
    UNION ALL SELECT 'MEMBERSHIP', id, NULL, search_text FROM membership WHERE tenant_id = mine)
    AS thing (kind, id, plan, words)
  CROSS JOIN LATERAL regexp_split_to_table(split_part(words, E'\n', 1), '[^[:alnum:]]+') AS word
  WHERE word <> ''
  ON CONFLICT DO NOTHING;

  PERFORM bench.journal(mine, founded);

  INSERT INTO notification_progress (tenant_id, position, reminded_on)
  SELECT mine, position, DATE '2026-11-01' FROM stream_head WHERE tenant_id = mine;
  SELECT id INTO first_plan FROM draft_plan WHERE p = 0;
  INSERT INTO bench.target VALUES (n, mine, municipality, bench.id(founded, me || ' account 0'),
    bench.id(founded, me || ' session 0'), bench.id(founded, me || ' member 0'), first_plan);
  DROP TABLE draft_plan, draft_action;
END
$$;

-- The journal of what stands in the drafts, in the order of time, as one chain.
CREATE FUNCTION bench.journal(mine uuid, founded timestamptz) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  WITH told (at, kind, subject_kind, subject, version, topic, actor, field, old, new) AS (
    SELECT founded, 'tenant_created', 'tenant', mine, 1, mine, NULL::uuid, 'slug', 'null',
      '"' || (SELECT slug FROM tenant WHERE id = mine) || '"'
    UNION ALL
    SELECT at, 'plan_created', 'plan', id, 1, id, owner, 'status', 'null', '"DRAFT"' FROM draft_plan
    UNION ALL
    SELECT at + step.after, step.kind, 'plan', id, step.version, id, owner, 'status', step.old, step.new
    FROM draft_plan CROSS JOIN (VALUES
      (interval '39 days', 'plan_submitted', 2, '"DRAFT"', '"IN_APPROVAL"'),
      (interval '40 days', 'plan_approved', 3, '"IN_APPROVAL"', '"ACTIVE"')) AS step (after, kind, version, old, new)
    WHERE status <> 'DRAFT'
    UNION ALL
    SELECT at, 'plan_action_created', 'plan_action', id, 1, plan_id, responsible, 'title', 'null', '"' || title || '"'
    FROM draft_action
    UNION ALL
    SELECT action.at + step.step * interval '40 days', step.kind, 'plan_action', action.id, step.step + 1,
      action.plan_id, action.responsible, step.field, step.old, step.new
    FROM draft_action AS action JOIN bench.step AS step ON step.status = action.status
    UNION ALL
    SELECT at + interval '1 hour', 'plan_action_comment_created', 'plan_action', id, NULL, plan_id, responsible, 'body',
      'null', '"Proiectul a fost trimis spre avizare compartimentului juridic."'
    FROM draft_action
  ), placed AS (
    SELECT row_number() OVER (ORDER BY at, subject, version NULLS LAST) AS position, told.* FROM told
  ), chained AS (
    SELECT placed.*, bench.chain(
      '[' || (extract(epoch FROM at) * 1000000)::bigint || ',"' || kind || '","' || subject_kind || '","' || subject
        || '",' || coalesce(version::text, 'null') || ',"' || topic || '",' || coalesce('"' || actor || '"', 'null')
        || ',[' || bench.sealed(field, old, new) || ']]', position) OVER (ORDER BY position) AS hash
    FROM placed
  ), written AS (
    INSERT INTO journal (tenant_id, position, at, kind, subject_kind, subject_id, subject_version, topic_id, actor_id,
      changes, hash)
    SELECT mine, position, at, kind, subject_kind, subject, version, topic, actor,
      '[' || bench.change(field, old, new) || ']', hash
    FROM chained
    RETURNING position, hash
  )
  INSERT INTO stream_head (tenant_id, position, hash)
  SELECT mine, position, hash FROM written ORDER BY position DESC LIMIT 1;
END
$$;
