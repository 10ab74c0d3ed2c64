//! Who contributes to actions and who watches them.

use crate::{Conn, Result, WriteTx, identity::membership::ColleagueRow};
use calitas_domain::{
    id::{MembershipId, PlanActionId, TenantId},
    identity::Colleague,
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

/// Everybody named beside several actions: who contributes, with the actions, and who is asked for besides.
///
/// # Errors
/// When the database fails.
pub async fn around(
    conn: &mut Conn,
    actions: &[PlanActionId],
    others: &[MembershipId],
) -> Result<Vec<(Colleague, Vec<PlanActionId>)>> {
    let (tenants, rows): (Vec<Uuid>, Vec<Uuid>) = actions.iter().map(|id| (id.tenant.0, id.row)).unzip();
    let (their_tenants, their_rows): (Vec<Uuid>, Vec<Uuid>) =
        others.iter().map(|id| (id.tenant.0, id.row)).unzip();
    let rows = sqlx::query!(
        r#"SELECT membership.tenant_id, membership.id, account_id, display_name, email, unit_id, expires_on, ended_at,
             version, named.actions AS "actions!"
           FROM (
             SELECT tenant_id, id, array_remove(array_agg(action_id), NULL) AS actions FROM (
               SELECT person.tenant_id, person.membership_id AS id, person.action_id
               FROM unnest((SELECT $1::uuid[]), (SELECT $2::uuid[])) AS wanted (tenant_id, id)
               JOIN plan_action_contributor AS person
                 ON person.tenant_id = wanted.tenant_id AND person.action_id = wanted.id
               UNION ALL
               SELECT other.tenant_id, other.id, NULL
               FROM unnest((SELECT $3::uuid[]), (SELECT $4::uuid[])) AS other (tenant_id, id)
             ) AS mention GROUP BY tenant_id, id
           ) AS named
           JOIN membership ON membership.tenant_id = named.tenant_id AND membership.id = named.id"#,
        &tenants,
        &rows,
        &their_tenants,
        &their_rows,
    )
    .fetch_all(conn.raw())
    .await?;
    let found = rows.into_iter().map(|row| {
        let actions =
            row.actions.iter().map(|action| PlanActionId::new(TenantId(row.tenant_id), *action)).collect();
        let person = ColleagueRow {
            tenant_id: row.tenant_id,
            id: row.id,
            account_id: row.account_id,
            display_name: row.display_name,
            email: row.email,
            unit_id: row.unit_id,
            expires_on: row.expires_on,
            ended_at: row.ended_at,
            version: row.version,
        };
        (Colleague::from(person), actions)
    });
    Ok(found.collect())
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
