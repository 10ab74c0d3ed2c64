SELECT action.status, count(*) AS count, sum(action.progress) AS progress, sum(action.budget) AS budget,
  count(*) FILTER (WHERE action.due_on < $3) AS overdue,
  count(*) FILTER (WHERE action.due_on BETWEEN $3 AND $3 + 7) AS due_soon
FROM plan_action AS action
WHERE action.tenant_id = $1 AND action.plan_id = $2
GROUP BY action.status
