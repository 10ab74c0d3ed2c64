WITH changed AS (
  UPDATE plan_action SET progress = $3, reported_progress = $3, updated_at = now(), version = version + 1
  WHERE tenant_id = $1 AND id = $2
  RETURNING id, plan_id, version, responsible_id
), head AS (
  UPDATE stream_head SET position = position + 1,
    hash = sha256(hash || int8send(position + 1) || convert_to('[{"field":"progress","new":' || $3::integer || '}]', 'UTF8'))
  WHERE tenant_id = $1
  RETURNING position, hash
), told AS (
  INSERT INTO journal (tenant_id, position, at, kind, subject_kind, subject_id, subject_version, topic_id, actor_id,
    changes, hash)
  SELECT $1, head.position, now(), 'plan_action_updated', 'plan_action', changed.id, changed.version, changed.plan_id,
    changed.responsible_id, '[{"field":"progress","old": null,"new":' || $3::integer || '}]', head.hash
  FROM changed, head
)
SELECT version FROM changed
