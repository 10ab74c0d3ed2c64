//! Who contributes to actions and who watches them.

use crate::{Conn, Result, WriteTx};
use calitas_domain::{
    id::{MembershipId, PlanActionId, TenantId},
    plan::Action,
};
use uuid::Uuid;

/// Contributors of several actions.
///
/// # Errors
/// When the database fails.
pub async fn contributors(
    conn: &mut Conn,
    actions: &[PlanActionId],
) -> Result<Vec<(PlanActionId, MembershipId)>> {
    let (tenants, rows): (Vec<Uuid>, Vec<Uuid>) = actions.iter().map(|id| (id.tenant.0, id.row)).unzip();
    let rows = sqlx::query!(
        "SELECT person.tenant_id, person.action_id, person.membership_id
         FROM unnest((SELECT $1::uuid[]), (SELECT $2::uuid[])) AS wanted (tenant_id, id)
         JOIN plan_action_contributor AS person
           ON person.tenant_id = wanted.tenant_id AND person.action_id = wanted.id",
        &tenants,
        &rows,
    )
    .fetch_all(conn.raw())
    .await?;
    Ok(rows.into_iter().map(|row| pair(row.tenant_id, row.action_id, row.membership_id)).collect())
}

/// Puts others in place of the contributors of an action.
///
/// # Errors
/// When somebody is not of the institution, or the database fails.
pub async fn set_contributors(tx: &mut WriteTx, action: &Action, people: &[MembershipId]) -> Result<()> {
    let people: Vec<Uuid> = people.iter().map(|person| person.row).collect();
    sqlx::query!(
        "DELETE FROM plan_action_contributor
         WHERE tenant_id = $1 AND action_id = $2 AND membership_id <> ALL($3)",
        action.id.tenant.0,
        action.id.row,
        &people,
    )
    .execute(tx.raw())
    .await?;
    sqlx::query!(
        "INSERT INTO plan_action_contributor (tenant_id, plan_id, action_id, membership_id)
         SELECT $1, $2, $3, membership_id FROM unnest($4::uuid[]) AS membership_id
         ON CONFLICT DO NOTHING",
        action.id.tenant.0,
        action.plan.row,
        action.id.row,
        &people,
    )
    .execute(tx.raw())
    .await?;
    Ok(())
}

/// Watchers of several actions, those who began first coming first.
///
/// # Errors
/// When the database fails.
pub async fn watchers(
    conn: &mut Conn,
    actions: &[PlanActionId],
) -> Result<Vec<(PlanActionId, MembershipId)>> {
    let (tenants, rows): (Vec<Uuid>, Vec<Uuid>) = actions.iter().map(|id| (id.tenant.0, id.row)).unzip();
    let rows = sqlx::query!(
        "SELECT person.tenant_id, person.action_id, person.membership_id
         FROM unnest((SELECT $1::uuid[]), (SELECT $2::uuid[])) AS wanted (tenant_id, id)
         JOIN plan_action_watcher AS person
           ON person.tenant_id = wanted.tenant_id AND person.action_id = wanted.id
         ORDER BY person.created_at, person.membership_id",
        &tenants,
        &rows,
    )
    .fetch_all(conn.raw())
    .await?;
    Ok(rows.into_iter().map(|row| pair(row.tenant_id, row.action_id, row.membership_id)).collect())
}

/// Makes somebody watch an action. Says whether they did not before.
///
/// # Errors
/// When the database fails.
pub async fn watch(tx: &mut WriteTx, action: &Action, person: MembershipId) -> Result<bool> {
    let now = tx.now();
    let done = sqlx::query!(
        "INSERT INTO plan_action_watcher (tenant_id, plan_id, action_id, membership_id, created_at)
         VALUES ($1, $2, $3, $4, $5) ON CONFLICT DO NOTHING",
        action.id.tenant.0,
        action.plan.row,
        action.id.row,
        person.row,
        now,
    )
    .execute(tx.raw())
    .await?;
    Ok(done.rows_affected() > 0)
}

/// Ends somebody's watching. Says whether they watched.
///
/// # Errors
/// When the database fails.
pub async fn unwatch(tx: &mut WriteTx, action: PlanActionId, person: MembershipId) -> Result<bool> {
    let done = sqlx::query!(
        "DELETE FROM plan_action_watcher WHERE tenant_id = $1 AND action_id = $2 AND membership_id = $3",
        action.tenant.0,
        action.row,
        person.row,
    )
    .execute(tx.raw())
    .await?;
    Ok(done.rows_affected() > 0)
}

fn pair(tenant: Uuid, action: Uuid, person: Uuid) -> (PlanActionId, MembershipId) {
    let tenant = TenantId(tenant);
    (PlanActionId::new(tenant, action), MembershipId::new(tenant, person))
}
