SELECT action.id, plan.title AS plan_title, action.title, action.status, action.progress, action.due_on,
  responsible.display_name AS responsible, own.name_ro AS responsible_unit, unit.name_ro AS unit,
  ARRAY(
    SELECT member.display_name FROM plan_action_contributor AS contributor
    JOIN membership AS member ON member.tenant_id = $1 AND member.id = contributor.membership_id
    WHERE contributor.tenant_id = $1 AND contributor.action_id = action.id
  ) AS contributors
FROM plan
JOIN plan_action AS action ON action.tenant_id = $1 AND action.plan_id = plan.id
LEFT JOIN membership AS responsible ON responsible.tenant_id = $1 AND responsible.id = action.responsible_id
LEFT JOIN unit AS own ON own.tenant_id = $1 AND own.id = responsible.unit_id
LEFT JOIN unit ON unit.tenant_id = $1 AND unit.id = action.unit_id
WHERE plan.tenant_id = $1 AND plan.id = $2
ORDER BY action.number LIMIT 50
