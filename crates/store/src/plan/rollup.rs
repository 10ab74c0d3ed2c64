//! Sums of released plans, kept for those who oversee many institutions.
//!
//! A row is true for its day and until something about its plan is journaled: that takes it away, while the end of the
//! journal is held. Rows are made while it is held too, so none can be older than the last entry.

use super::figures::whole;
use crate::{Conn, Result, WriteTx};
use calitas_domain::{
    id::{PlanId, TenantId},
    plan::{ActionStatus, Figures, PlanStatus, Summary},
};
use chrono::NaiveDate;
use sqlx::types::Json;
use std::collections::BTreeMap;
use uuid::Uuid;

/// Takes the sums of plans away. The end of the journal must be held.
pub(crate) async fn forget(conn: &mut Conn, tenant: TenantId, plans: &[Uuid]) -> Result<()> {
    sqlx::query!("DELETE FROM plan_rollup WHERE tenant_id = $1 AND plan_id = ANY($2)", tenant.0, plans)
        .execute(conn.raw())
        .await?;
    Ok(())
}

/// Released plans of institutions that have no sums of a day, and whether each is in force.
///
/// # Errors
/// When the database fails.
pub async fn missing(
    conn: &mut Conn,
    tenants: &[TenantId],
    day: NaiveDate,
    limit: i64,
) -> Result<Vec<(PlanId, bool)>> {
    let tenants: Vec<Uuid> = tenants.iter().map(|tenant| tenant.0).collect();
    let rows = sqlx::query!(
        r#"SELECT plan.tenant_id, plan.id, plan.status <> ALL($3) AS "is_active!" FROM plan
           LEFT JOIN plan_rollup AS kept
             ON kept.tenant_id = plan.tenant_id AND kept.plan_id = plan.id AND kept.day = $2
           WHERE plan.tenant_id = ANY($1) AND plan.released_at IS NOT NULL AND kept.plan_id IS NULL
           ORDER BY plan.tenant_id, plan.id LIMIT $4"#,
        &tenants,
        day,
        &codes(PlanStatus::ENDED),
        limit,
    )
    .fetch_all(conn.raw())
    .await?;
    Ok(rows.into_iter().map(|row| (PlanId::new(TenantId(row.tenant_id), row.id), row.is_active)).collect())
}

/// Holds the end of the institution's journal: nothing changes until the transaction ends.
///
/// # Errors
/// When the database fails.
pub async fn hold(tx: &mut WriteTx) -> Result<()> {
    let tenant = tx.tenant().0;
    sqlx::query!("SELECT position FROM stream_head WHERE tenant_id = $1 FOR NO KEY UPDATE", tenant)
        .fetch_optional(tx.raw())
        .await?;
    Ok(())
}

/// Keeps the sums of released plans, in place of those of another day. Call it after [`hold`].
///
/// # Errors
/// When the database fails.
pub async fn save(tx: &mut WriteTx, figures: &[Figures], day: NaiveDate) -> Result<()> {
    let tenant = tx.tenant();
    let plans: Vec<Uuid> = figures.iter().map(|figures| figures.plan.row).collect();
    forget(tx, tenant, &plans).await?;
    for figures in figures {
        let by_status: BTreeMap<_, _> =
            figures.by_status.iter().map(|(status, count)| (status.code(), *count)).collect();
        sqlx::query!(
            "INSERT INTO plan_rollup (tenant_id, plan_id, day, is_active, by_status, open_count, overdue_count,
               due_soon_count, done_count, progress_sum, budget_total, released_at)
             SELECT $1, plan.id, $3, plan.status <> ALL($4), $5, $6, $7, $8, $9, $10, $11, plan.released_at
             FROM plan WHERE plan.tenant_id = $1 AND plan.id = $2 AND plan.released_at IS NOT NULL",
            tenant.0,
            figures.plan.row,
            day,
            &codes(PlanStatus::ENDED),
            Json(by_status) as _,
            figures.count(ActionStatus::OPEN),
            figures.overdue_count,
            figures.due_soon_count,
            figures.count(ActionStatus::SETTLED),
            figures.progress_sum,
            figures.budget_total,
        )
        .execute(tx.raw())
        .await?;
    }
    Ok(())
}

/// The kept sums of plans on a day; those without are left out. For those who oversee.
///
/// # Errors
/// When the database fails.
pub async fn of_plans(conn: &mut Conn, plans: &[PlanId], day: NaiveDate) -> Result<Vec<Figures>> {
    let (tenants, rows): (Vec<Uuid>, Vec<Uuid>) = plans.iter().map(|id| (id.tenant.0, id.row)).unzip();
    let rows = sqlx::query!(
        r#"SELECT kept.tenant_id, kept.plan_id, kept.by_status AS "by_status: Json<BTreeMap<String, i32>>",
             kept.overdue_count, kept.due_soon_count, kept.progress_sum, kept.budget_total
           FROM unnest((SELECT $1::uuid[]), (SELECT $2::uuid[])) AS wanted (tenant_id, plan_id)
           JOIN plan_rollup AS kept ON kept.tenant_id = wanted.tenant_id AND kept.plan_id = wanted.plan_id
           WHERE kept.day = $3"#,
        &tenants,
        &rows,
        day,
    )
    .fetch_all(conn.raw())
    .await?;
    let status = |(code, count): (String, i32)| {
        (ActionStatus::from_code(&code).expect("rows are made from the codes"), count)
    };
    let mut found = Vec::with_capacity(rows.len());
    for row in rows {
        let mut by_status: Vec<_> = row.by_status.0.into_iter().map(status).collect();
        by_status.sort_unstable();
        found.push(Figures {
            plan: PlanId::new(TenantId(row.tenant_id), row.plan_id),
            by_status,
            overdue_count: row.overdue_count,
            due_soon_count: row.due_soon_count,
            progress_sum: row.progress_sum,
            budget_total: row.budget_total,
        });
    }
    Ok(found)
}

/// The kept sums of released plans on a day, by institution. For those who oversee.
///
/// # Errors
/// When the database fails.
pub async fn summaries(
    conn: &mut Conn,
    tenants: &[TenantId],
    day: NaiveDate,
) -> Result<Vec<(TenantId, Summary)>> {
    let tenants: Vec<Uuid> = tenants.iter().map(|tenant| tenant.0).collect();
    let rows = sqlx::query!(
        r#"SELECT tenant_id, count(*) FILTER (WHERE is_active) AS "active_plan_count!",
             sum(open_count) AS "open_count!", sum(overdue_count) AS "overdue_count!",
             sum(due_soon_count) AS "due_soon_count!", sum(done_count) AS "done_count!",
             sum(progress_sum)::bigint AS "progress_sum!"
           FROM plan_rollup WHERE tenant_id = ANY($1) AND day = $2 GROUP BY tenant_id"#,
        &tenants,
        day,
    )
    .fetch_all(conn.raw())
    .await?;
    let mut found = Vec::with_capacity(rows.len());
    for row in rows {
        let summary = Summary {
            active_plan_count: whole(row.active_plan_count),
            open_count: whole(row.open_count),
            overdue_count: whole(row.overdue_count),
            due_soon_count: whole(row.due_soon_count),
            done_count: whole(row.done_count),
            progress_sum: row.progress_sum,
        };
        found.push((TenantId(row.tenant_id), summary));
    }
    Ok(found)
}

fn codes(statuses: &[PlanStatus]) -> Vec<String> {
    statuses.iter().map(|status| status.code().to_owned()).collect()
}
