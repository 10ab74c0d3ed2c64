SELECT action.id, action.title, action.status, action.progress, action.due_on, action.version
FROM plan_action AS action
WHERE action.tenant_id = $1 AND (action.due_order, action.id) > ($2, $3)
ORDER BY action.due_order, action.id LIMIT 50
