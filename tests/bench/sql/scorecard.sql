SELECT tenant.slug, released.* FROM tenant LEFT JOIN (
  SELECT action.tenant_id AS id,
    (SELECT count(*) FROM plan WHERE plan.tenant_id = action.tenant_id AND plan.released_at IS NOT NULL
      AND plan.status NOT IN ('CLOSED', 'CANCELLED')) AS active,
    count(*) FILTER (WHERE action.status IN ('APPROVED', 'IN_PROGRESS')) AS open,
    count(*) FILTER (WHERE action.status IN ('APPROVED', 'IN_PROGRESS') AND action.due_on < $2) AS overdue,
    count(*) FILTER (WHERE action.status IN ('APPROVED', 'IN_PROGRESS')
      AND action.due_on BETWEEN $2 AND $2 + 7) AS due_soon,
    count(*) FILTER (WHERE action.status IN ('DONE', 'VERIFIED_EFFECTIVE')) AS done,
    sum(action.progress) FILTER (WHERE action.status IN ('APPROVED', 'IN_PROGRESS', 'DONE', 'VERIFIED_EFFECTIVE'))
      AS progress
  FROM plan_action AS action WHERE action.tenant_id = ANY($1) AND action.released_at IS NOT NULL
  GROUP BY action.tenant_id) AS released ON released.id = tenant.id
WHERE tenant.id = ANY($1) ORDER BY tenant.name_ro COLLATE romanian
