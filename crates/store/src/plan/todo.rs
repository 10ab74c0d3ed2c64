//! What plans ask of people.

use super::{action::action_rows, lifecycle::plans};
use crate::{Conn, Result};
use calitas_domain::{
    id::{MembershipId, PlanActionId, TenantId},
    plan::{Action, ActionStatus, Plan, PlanStatus},
};
use chrono::{DateTime, Utc};
use std::collections::BTreeMap;
use uuid::Uuid;

/// More than this of one kind nobody works off from a list; the lists of the feature show the rest.
const LIMIT: i64 = 200;

/// Open actions that one of some people (the places of one person) answers for or contributes to.
///
/// # Errors
/// When the database fails.
pub async fn to_carry_out(conn: &mut Conn, people: &[MembershipId]) -> Result<Vec<Action>> {
    let (tenants, rows): (Vec<Uuid>, Vec<Uuid>) = people.iter().map(|id| (id.tenant.0, id.row)).unzip();
    Ok(action_rows!(
        conn,
        // Each half by an index of its own: no index serves an OR of both.
        "JOIN (
           SELECT own.tenant_id, own.id FROM unnest((SELECT $1::uuid[]), (SELECT $2::uuid[])) AS person (tenant_id, id)
           JOIN plan_action AS own ON own.tenant_id = person.tenant_id AND own.responsible_id = person.id
             AND own.status = ANY($3)
           UNION
           SELECT helped.tenant_id, helped.action_id FROM unnest((SELECT $1::uuid[]), (SELECT $2::uuid[])) AS person (tenant_id, id)
           JOIN plan_action_contributor AS helped
             ON helped.tenant_id = person.tenant_id AND helped.membership_id = person.id
         ) AS mine (tenant_id, id) ON mine.tenant_id = action.tenant_id AND mine.id = action.id
         WHERE action.status = ANY($3)
         ORDER BY action.due_order, action.id LIMIT $4",
        &tenants,
        &rows,
        &ActionStatus::codes(ActionStatus::OPEN),
        LIMIT,
    )?)
}

/// Actions of some institutions that are done and wait for verification, the longest waiting first.
///
/// # Errors
/// When the database fails.
pub async fn to_verify(conn: &mut Conn, tenants: &[TenantId]) -> Result<Vec<Action>> {
    let tenants: Vec<Uuid> = tenants.iter().map(|tenant| tenant.0).collect();
    Ok(action_rows!(
        conn,
        "WHERE action.tenant_id = ANY($1) AND action.status = $2
           AND EXISTS (SELECT FROM plan WHERE plan.tenant_id = action.tenant_id AND plan.id = action.plan_id
             AND plan.status <> ALL($3))
         ORDER BY action.done_at, action.id LIMIT $4",
        &tenants,
        ActionStatus::Done.code(),
        &[PlanStatus::Closed.code().to_owned(), PlanStatus::Cancelled.code().to_owned()],
        LIMIT,
    )?)
}

/// Actions with unread comments that mention one of some people, how many there are and since when.
///
/// # Errors
/// When the database fails.
pub async fn to_answer(
    conn: &mut Conn,
    people: &[MembershipId],
) -> Result<Vec<(Action, i64, DateTime<Utc>)>> {
    let (tenants, rows): (Vec<Uuid>, Vec<Uuid>) = people.iter().map(|id| (id.tenant.0, id.row)).unzip();
    let mentions = sqlx::query!(
        r#"SELECT mention.tenant_id, mention.action_id, count(*) AS "count!", min(mention.created_at) AS "since!"
           FROM unnest((SELECT $1::uuid[]), (SELECT $2::uuid[])) AS person (tenant_id, id)
           JOIN plan_action_mention AS mention
             ON mention.tenant_id = person.tenant_id AND mention.membership_id = person.id
           WHERE mention.read_at IS NULL
           GROUP BY mention.tenant_id, mention.action_id LIMIT $3"#,
        &tenants,
        &rows,
        LIMIT,
    )
    .fetch_all(conn.raw())
    .await?;
    let mentions: BTreeMap<PlanActionId, (i64, DateTime<Utc>)> = mentions
        .into_iter()
        .map(|row| (PlanActionId::new(TenantId(row.tenant_id), row.action_id), (row.count, row.since)))
        .collect();
    let ids: Vec<PlanActionId> = mentions.keys().copied().collect();
    let actions = super::action::by_ids(conn, &ids).await?;
    let with_count = |action: Action| {
        let (count, since) = mentions.get(&action.id).copied()?;
        Some((action, count, since))
    };
    Ok(actions.into_iter().filter_map(with_count).collect())
}

/// Plans of some institutions that wait for approval, and since when.
///
/// # Errors
/// When the database fails.
pub async fn to_approve(conn: &mut Conn, tenants: &[TenantId]) -> Result<Vec<(Plan, DateTime<Utc>)>> {
    let tenants: Vec<Uuid> = tenants.iter().map(|tenant| tenant.0).collect();
    let found = plans!(
        conn,
        "WHERE tenant_id = ANY($1) AND status = $2 ORDER BY updated_at, plan.id LIMIT $3",
        &tenants,
        PlanStatus::InApproval.code(),
        LIMIT,
    )?;
    with_change(conn, found).await
}

/// Plans that one of some people runs and that were returned or are being revised, and since when.
///
/// # Errors
/// When the database fails.
pub async fn to_complete(conn: &mut Conn, people: &[MembershipId]) -> Result<Vec<(Plan, DateTime<Utc>)>> {
    let (tenants, rows): (Vec<Uuid>, Vec<Uuid>) = people.iter().map(|id| (id.tenant.0, id.row)).unzip();
    let found = plans!(
        conn,
        "JOIN unnest((SELECT $1::uuid[]), (SELECT $2::uuid[])) AS person (tenant_id, id)
           ON plan.tenant_id = person.tenant_id AND plan.owner_id = person.id
         WHERE plan.status = ANY($3) AND plan.status_reason IS NOT NULL ORDER BY plan.updated_at, plan.id LIMIT $4",
        &tenants,
        &rows,
        &[PlanStatus::Draft.code().to_owned(), PlanStatus::UnderRevision.code().to_owned()],
        LIMIT,
    )?;
    with_change(conn, found).await
}

/// How many decided actions that are not done wait for each of some actions; those nothing waits for are left out.
///
/// # Errors
/// When the database fails.
pub async fn waiting_counts(
    conn: &mut Conn,
    actions: &[PlanActionId],
) -> Result<BTreeMap<PlanActionId, i32>> {
    let (tenants, rows): (Vec<Uuid>, Vec<Uuid>) = actions.iter().map(|id| (id.tenant.0, id.row)).unzip();
    let rows = sqlx::query!(
        r#"SELECT edge.tenant_id, edge.after_id, count(*) AS "count!"
           FROM unnest((SELECT $1::uuid[]), (SELECT $2::uuid[])) AS wanted (tenant_id, id)
           JOIN plan_action_dependency AS edge ON edge.tenant_id = wanted.tenant_id AND edge.after_id = wanted.id
           JOIN plan_action AS waiting ON waiting.tenant_id = edge.tenant_id AND waiting.id = edge.action_id
           WHERE waiting.status = ANY($3)
           GROUP BY edge.tenant_id, edge.after_id"#,
        &tenants,
        &rows,
        &ActionStatus::codes(ActionStatus::OPEN),
    )
    .fetch_all(conn.raw())
    .await?;
    let count = |count: i64| i32::try_from(count).unwrap_or(i32::MAX);
    Ok(rows
        .into_iter()
        .map(|row| (PlanActionId::new(TenantId(row.tenant_id), row.after_id), count(row.count)))
        .collect())
}

/// Everybody who has to do with an action: who answers for it, helps, was mentioned in its comments, or answers for
/// what it waits for.
///
/// # Errors
/// When the database fails.
pub async fn involved(conn: &mut Conn, action: PlanActionId) -> Result<Vec<Uuid>> {
    let found = sqlx::query_scalar!(
        r#"SELECT responsible_id AS "id!" FROM plan_action
           WHERE tenant_id = $1 AND id = $2 AND responsible_id IS NOT NULL
         UNION SELECT membership_id FROM plan_action_contributor WHERE tenant_id = $1 AND action_id = $2
         UNION SELECT membership_id FROM plan_action_mention WHERE tenant_id = $1 AND action_id = $2
         UNION SELECT before.responsible_id FROM plan_action_dependency AS edge
           JOIN plan_action AS before ON before.tenant_id = edge.tenant_id AND before.id = edge.after_id
           WHERE edge.tenant_id = $1 AND edge.action_id = $2 AND before.responsible_id IS NOT NULL"#,
        action.tenant.0,
        action.row,
    )
    .fetch_all(conn.raw())
    .await?;
    Ok(found)
}

/// Plans with the instant of their last change.
pub(super) async fn with_change(conn: &mut Conn, found: Vec<Plan>) -> Result<Vec<(Plan, DateTime<Utc>)>> {
    let (tenants, rows): (Vec<Uuid>, Vec<Uuid>) =
        found.iter().map(|plan| (plan.id.tenant.0, plan.id.row)).unzip();
    let changed = sqlx::query!(
        "SELECT plan.tenant_id, plan.id, plan.updated_at FROM unnest((SELECT $1::uuid[]), (SELECT $2::uuid[])) AS wanted (tenant_id, id)
         JOIN plan ON plan.tenant_id = wanted.tenant_id AND plan.id = wanted.id",
        &tenants,
        &rows,
    )
    .fetch_all(conn.raw())
    .await?;
    let changed: BTreeMap<(Uuid, Uuid), DateTime<Utc>> =
        changed.into_iter().map(|row| ((row.tenant_id, row.id), row.updated_at)).collect();
    let since =
        |plan: &Plan| changed.get(&(plan.id.tenant.0, plan.id.row)).copied().unwrap_or(plan.created_at);
    Ok(found.into_iter().map(|plan| (plan.clone(), since(&plan))).collect())
}
