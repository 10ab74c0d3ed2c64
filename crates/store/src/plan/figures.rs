//! Sums over actions, one statement for all plans of a level.

use crate::{Conn, Result};
use calitas_domain::{
    id::{PlanId, TenantId, UnitId},
    plan::{ActionStatus, DUE_SOON_DAYS, Figures, Summary, UnitWorkload},
};
use chrono::{Days, NaiveDate};
use std::collections::BTreeMap;
use uuid::Uuid;

/// Sums of several plans on a day. Plans without actions are left out.
///
/// # Errors
/// When the database fails.
pub async fn of_plans(conn: &mut Conn, plans: &[PlanId], today: NaiveDate) -> Result<Vec<Figures>> {
    let (tenants, rows): (Vec<Uuid>, Vec<Uuid>) = plans.iter().map(|id| (id.tenant.0, id.row)).unzip();
    let rows = sqlx::query!(
        r#"SELECT action.tenant_id, action.plan_id, action.status, count(*) AS "count!",
             count(*) FILTER (WHERE action.due_on < $3) AS "late_count!",
             count(*) FILTER (WHERE action.due_on BETWEEN $3 AND $4) AS "soon_count!",
             sum(action.progress) AS "progress!", coalesce(sum(action.budget), 0) AS "budget!"
           FROM unnest((SELECT $1::uuid[]), (SELECT $2::uuid[])) AS wanted (tenant_id, plan_id)
           JOIN plan_action AS action ON action.tenant_id = wanted.tenant_id AND action.plan_id = wanted.plan_id
           GROUP BY action.tenant_id, action.plan_id, action.status"#,
        &tenants,
        &rows,
        today,
        soon(today),
    )
    .fetch_all(conn.raw())
    .await?;
    let mut found: BTreeMap<PlanId, Figures> = BTreeMap::new();
    for row in rows {
        let plan = PlanId::new(TenantId(row.tenant_id), row.plan_id);
        let status = ActionStatus::from_code(&row.status).expect("a CHECK holds the column to the codes");
        let figures = found.entry(plan).or_insert_with(|| Figures::none(plan));
        figures.by_status.push((status, whole(row.count)));
        if ActionStatus::OPEN.contains(&status) {
            figures.overdue_count += whole(row.late_count);
            figures.due_soon_count += whole(row.soon_count);
        }
        if ActionStatus::COUNTED.contains(&status) {
            figures.progress_sum += row.progress;
        }
        if ActionStatus::IN_PLAN.contains(&status) {
            figures.budget_total += row.budget;
        }
    }
    Ok(found.into_values().map(in_order).collect())
}

fn in_order(mut figures: Figures) -> Figures {
    figures.by_status.sort_unstable();
    figures
}

/// What units have on their hands on a day, by plan.
///
/// # Errors
/// When the database fails.
pub async fn workload_of_plans(
    conn: &mut Conn,
    plans: &[PlanId],
    today: NaiveDate,
) -> Result<Vec<(PlanId, UnitWorkload)>> {
    let (tenants, rows): (Vec<Uuid>, Vec<Uuid>) = plans.iter().map(|id| (id.tenant.0, id.row)).unzip();
    let rows = sqlx::query!(
        r#"SELECT action.tenant_id, action.plan_id, action.unit_id,
             count(*) FILTER (WHERE action.status = ANY($5)) AS "open_count!",
             count(*) FILTER (WHERE action.status = ANY($5) AND action.due_on < $3) AS "overdue_count!",
             count(*) FILTER (WHERE action.status = ANY($5) AND action.due_on BETWEEN $3 AND $4) AS "due_soon_count!",
             count(*) FILTER (WHERE action.status = ANY($6)) AS "done_count!",
             coalesce(sum(action.budget), 0) AS "budget!"
           FROM unnest((SELECT $1::uuid[]), (SELECT $2::uuid[])) AS wanted (tenant_id, plan_id)
           JOIN plan_action AS action ON action.tenant_id = wanted.tenant_id AND action.plan_id = wanted.plan_id
           WHERE action.status = ANY($7)
           GROUP BY action.tenant_id, action.plan_id, action.unit_id"#,
        &tenants,
        &rows,
        today,
        soon(today),
        &ActionStatus::codes(ActionStatus::OPEN),
        &ActionStatus::codes(ActionStatus::SETTLED),
        &ActionStatus::codes(ActionStatus::IN_PLAN),
    )
    .fetch_all(conn.raw())
    .await?;
    let workload = |tenant: Uuid, unit: Option<Uuid>| unit.map(|unit| UnitId::new(TenantId(tenant), unit));
    Ok(rows
        .into_iter()
        .map(|row| {
            let plan = PlanId::new(TenantId(row.tenant_id), row.plan_id);
            let of_unit = UnitWorkload {
                unit: workload(row.tenant_id, row.unit_id),
                open_count: whole(row.open_count),
                overdue_count: whole(row.overdue_count),
                due_soon_count: whole(row.due_soon_count),
                done_count: whole(row.done_count),
                budget: row.budget,
            };
            (plan, of_unit)
        })
        .collect())
}

/// What the units of an institution have on their hands on a day, over all plans that are not given up.
///
/// # Errors
/// When the database fails.
pub async fn workload_of_tenant(
    conn: &mut Conn,
    tenant: TenantId,
    today: NaiveDate,
) -> Result<Vec<UnitWorkload>> {
    let rows = sqlx::query!(
        r#"SELECT action.unit_id,
             count(*) FILTER (WHERE action.status = ANY($4)) AS "open_count!",
             count(*) FILTER (WHERE action.status = ANY($4) AND action.due_on < $2) AS "overdue_count!",
             count(*) FILTER (WHERE action.status = ANY($4) AND action.due_on BETWEEN $2 AND $3) AS "due_soon_count!",
             count(*) FILTER (WHERE action.status = ANY($5)) AS "done_count!",
             coalesce(sum(action.budget), 0) AS "budget!"
           FROM plan_action AS action
           WHERE action.tenant_id = $1 AND action.status = ANY($6)
           GROUP BY action.unit_id"#,
        tenant.0,
        today,
        soon(today),
        &ActionStatus::codes(ActionStatus::OPEN),
        &ActionStatus::codes(ActionStatus::SETTLED),
        &ActionStatus::codes(ActionStatus::IN_PLAN),
    )
    .fetch_all(conn.raw())
    .await?;
    Ok(rows
        .into_iter()
        .map(|row| UnitWorkload {
            unit: row.unit_id.map(|unit| UnitId::new(tenant, unit)),
            open_count: whole(row.open_count),
            overdue_count: whole(row.overdue_count),
            due_soon_count: whole(row.due_soon_count),
            done_count: whole(row.done_count),
            budget: row.budget,
        })
        .collect())
}

/// The plans of institutions at a glance on a day.
///
/// # Errors
/// When the database fails.
pub async fn summaries(
    conn: &mut Conn,
    tenants: &[TenantId],
    today: NaiveDate,
) -> Result<Vec<(TenantId, Summary)>> {
    let ids: Vec<Uuid> = tenants.iter().map(|tenant| tenant.0).collect();
    let rows = sqlx::query!(
        r#"SELECT wanted.tenant_id AS "tenant_id!",
             (SELECT count(*) FROM plan WHERE plan.tenant_id = wanted.tenant_id AND plan.number > 0
                AND plan.status <> ALL ('{CLOSED,CANCELLED}'::text[])) AS "active_plan_count!",
             counted.open_count AS "open_count!", counted.overdue_count AS "overdue_count!",
             counted.due_soon_count AS "due_soon_count!", counted.done_count AS "done_count!",
             counted.progress AS "progress!"
           FROM unnest($1::uuid[]) AS wanted (tenant_id)
           CROSS JOIN LATERAL (
             SELECT count(*) FILTER (WHERE action.status = ANY($4)) AS open_count,
               count(*) FILTER (WHERE action.status = ANY($4) AND action.due_on < $2) AS overdue_count,
               count(*) FILTER (WHERE action.status = ANY($4) AND action.due_on BETWEEN $2 AND $3) AS due_soon_count,
               count(*) FILTER (WHERE action.status = ANY($5)) AS done_count,
               coalesce(sum(action.progress), 0) AS progress
             FROM plan_action AS action
             WHERE action.tenant_id = wanted.tenant_id AND (action.status = ANY($4) OR action.status = ANY($5))
           ) AS counted"#,
        &ids,
        today,
        soon(today),
        &ActionStatus::codes(ActionStatus::OPEN),
        &ActionStatus::codes(ActionStatus::SETTLED),
    )
    .fetch_all(conn.raw())
    .await?;
    Ok(rows
        .into_iter()
        .map(|row| {
            let summary = Summary {
                active_plan_count: whole(row.active_plan_count),
                open_count: whole(row.open_count),
                overdue_count: whole(row.overdue_count),
                due_soon_count: whole(row.due_soon_count),
                done_count: whole(row.done_count),
                progress_sum: row.progress,
            };
            (TenantId(row.tenant_id), summary)
        })
        .collect())
}

fn soon(today: NaiveDate) -> NaiveDate {
    today + Days::new(DUE_SOON_DAYS)
}

/// A count as the pages show it.
pub(super) fn whole(count: i64) -> i32 {
    i32::try_from(count).unwrap_or(i32::MAX)
}
