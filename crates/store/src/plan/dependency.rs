//! Which actions wait for which.

use crate::{Conn, Result, WriteTx};
use calitas_domain::{
    id::{PlanActionId, PlanId, TenantId},
    plan::{Action, ActionFacts, ActionStatus, Dependency},
};
use std::collections::BTreeMap;
use uuid::Uuid;

/// All dependencies of a plan. Lock the plan first when one is to be added.
///
/// # Errors
/// When the database fails.
pub async fn of_plan(conn: &mut Conn, plan: PlanId) -> Result<Vec<Dependency>> {
    let rows = sqlx::query!(
        "SELECT action_id, after_id FROM plan_action_dependency WHERE tenant_id = $1 AND plan_id = $2",
        plan.tenant.0,
        plan.row,
    )
    .fetch_all(conn.raw())
    .await?;
    Ok(rows.into_iter().map(|row| Dependency { action: row.action_id, after: row.after_id }).collect())
}

/// What several actions wait for.
///
/// # Errors
/// When the database fails.
pub async fn of_actions(
    conn: &mut Conn,
    actions: &[PlanActionId],
) -> Result<Vec<(PlanActionId, PlanActionId)>> {
    let (tenants, rows): (Vec<Uuid>, Vec<Uuid>) = actions.iter().map(|id| (id.tenant.0, id.row)).unzip();
    let rows = sqlx::query!(
        "SELECT edge.tenant_id, edge.action_id, edge.after_id
         FROM unnest((SELECT $1::uuid[]), (SELECT $2::uuid[])) AS wanted (tenant_id, id)
         JOIN plan_action_dependency AS edge ON edge.tenant_id = wanted.tenant_id AND edge.action_id = wanted.id",
        &tenants,
        &rows,
    )
    .fetch_all(conn.raw())
    .await?;
    Ok(rows.into_iter().map(|row| pair(row.tenant_id, row.action_id, row.after_id)).collect())
}

/// What waits for several actions: the action and one that waits for it.
///
/// # Errors
/// When the database fails.
pub async fn on_actions(
    conn: &mut Conn,
    actions: &[PlanActionId],
) -> Result<Vec<(PlanActionId, PlanActionId)>> {
    let (tenants, rows): (Vec<Uuid>, Vec<Uuid>) = actions.iter().map(|id| (id.tenant.0, id.row)).unzip();
    let rows = sqlx::query!(
        "SELECT edge.tenant_id, edge.after_id, edge.action_id
         FROM unnest((SELECT $1::uuid[]), (SELECT $2::uuid[])) AS wanted (tenant_id, id)
         JOIN plan_action_dependency AS edge ON edge.tenant_id = wanted.tenant_id AND edge.after_id = wanted.id",
        &tenants,
        &rows,
    )
    .fetch_all(conn.raw())
    .await?;
    Ok(rows.into_iter().map(|row| pair(row.tenant_id, row.after_id, row.action_id)).collect())
}

/// Makes one action wait for another one of its plan. Says whether it did not before.
///
/// # Errors
/// When the other action is not of the plan, or the database fails.
pub async fn add(tx: &mut WriteTx, action: &Action, after: PlanActionId) -> Result<bool> {
    let done = sqlx::query!(
        "INSERT INTO plan_action_dependency (tenant_id, plan_id, action_id, after_id)
         VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING",
        action.id.tenant.0,
        action.plan.row,
        action.id.row,
        after.row,
    )
    .execute(tx.raw())
    .await?;
    Ok(done.rows_affected() > 0)
}

/// Ends the waiting of one action for another. Says whether it waited.
///
/// # Errors
/// When the database fails.
pub async fn remove(tx: &mut WriteTx, action: PlanActionId, after: PlanActionId) -> Result<bool> {
    let done = sqlx::query!(
        "DELETE FROM plan_action_dependency WHERE tenant_id = $1 AND action_id = $2 AND after_id = $3",
        action.tenant.0,
        action.row,
        after.row,
    )
    .execute(tx.raw())
    .await?;
    Ok(done.rows_affected() > 0)
}

/// What the workflow needs to know beside the actions: contributors, open checklist items, open dependencies.
///
/// # Errors
/// When the database fails.
pub async fn facts(conn: &mut Conn, actions: &[PlanActionId]) -> Result<BTreeMap<PlanActionId, ActionFacts>> {
    let (tenants, ids): (Vec<Uuid>, Vec<Uuid>) = actions.iter().map(|id| (id.tenant.0, id.row)).unzip();
    let waited_for: Vec<ActionStatus> = ActionStatus::UNDECIDED_OR_OPEN.to_vec();
    let rows = sqlx::query!(
        r#"SELECT wanted.tenant_id AS "tenant_id!", wanted.id AS "id!",
             (SELECT coalesce(array_agg(person.membership_id ORDER BY person.membership_id), '{}')
                FROM plan_action_contributor AS person
                WHERE person.tenant_id = wanted.tenant_id AND person.action_id = wanted.id)
               AS "contributors!: Vec<Uuid>",
             (SELECT count(*) FROM plan_action_check AS item
                WHERE item.tenant_id = wanted.tenant_id AND item.action_id = wanted.id AND NOT item.is_done)
               AS "open_check_count!",
             (SELECT count(*) FROM plan_action_dependency AS edge
                JOIN plan_action AS other ON other.tenant_id = edge.tenant_id AND other.id = edge.after_id
                WHERE edge.tenant_id = wanted.tenant_id AND edge.action_id = wanted.id AND other.status = ANY($3))
               AS "open_dependency_count!"
           FROM unnest((SELECT $1::uuid[]), (SELECT $2::uuid[])) AS wanted (tenant_id, id)"#,
        &tenants,
        &ids,
        &ActionStatus::codes(&waited_for),
    )
    .fetch_all(conn.raw())
    .await?;
    Ok(rows
        .into_iter()
        .map(|row| {
            let tenant = TenantId(row.tenant_id);
            let facts = ActionFacts {
                contributors: row
                    .contributors
                    .into_iter()
                    .map(|id| calitas_domain::id::MembershipId::new(tenant, id))
                    .collect(),
                open_check_count: i32::try_from(row.open_check_count).unwrap_or(i32::MAX),
                open_dependency_count: i32::try_from(row.open_dependency_count).unwrap_or(i32::MAX),
            };
            (PlanActionId::new(tenant, row.id), facts)
        })
        .collect())
}

fn pair(tenant: Uuid, action: Uuid, other: Uuid) -> (PlanActionId, PlanActionId) {
    let tenant = TenantId(tenant);
    (PlanActionId::new(tenant, action), PlanActionId::new(tenant, other))
}
