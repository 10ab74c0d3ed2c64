//! The actions of plans in the order of their numbers, all of them: what a plan is opened with. The general list plans
//! each of its statements anew, because it leaves out the filters that were not given; this one keeps its plan.

use super::{
    action::Row,
    list::{Found, Place},
};
use crate::{Conn, Result};
use calitas_domain::{id::PlanId, plan::Action};
use uuid::Uuid;

/// The first `limit` actions of each plan after a number and the row that has it.
///
/// # Errors
/// When the database fails.
pub async fn page(
    conn: &mut Conn,
    plans: &[PlanId],
    after: Option<(i32, Uuid)>,
    limit: i64,
) -> Result<Vec<Found<Action>>> {
    let (tenants, rows): (Vec<Uuid>, Vec<Uuid>) = plans.iter().map(|plan| (plan.tenant.0, plan.row)).unzip();
    // Numbers begin at 1.
    let (number, row) = after.unwrap_or((0, Uuid::nil()));
    let rows = sqlx::query_as!(
        Row,
        r#"SELECT action.tenant_id, action.id, action.plan_id, action.number, action.title, action.description,
             action.source_kind, action.source_reference, action.source_note, action.responsible_id, action.unit_id,
             action.impact, action.effort, action.budget, action.start_on, action.due_on, action.progress,
             action.reported_progress, action.status, action.status_reason, action.indicator_name,
             action.indicator_unit, action.indicator_baseline, action.indicator_target, action.indicator_latest,
             action.indicator_latest_on, action.board_rank, action.approved_at, action.done_at, action.released_at,
             action.created_at, action.updated_at, action.version, action.number::text AS "sort_key!"
           FROM unnest((SELECT $1::uuid[]), (SELECT $2::uuid[])) AS scope (tenant_id, plan_id)
           CROSS JOIN LATERAL (
             SELECT * FROM plan_action
             WHERE plan_action.tenant_id = scope.tenant_id AND plan_action.plan_id = scope.plan_id
               AND (plan_action.number, plan_action.id) > ((SELECT $3::integer), (SELECT $4::uuid))
             ORDER BY plan_action.number, plan_action.id LIMIT (SELECT $5::bigint)
           ) AS action
           ORDER BY action.number, action.id"#,
        &tenants,
        &rows,
        number,
        row,
        limit,
    )
    .fetch_all(conn.raw())
    .await?;
    let found =
        |row: Row| Found { place: Place { key: row.sort_key.clone(), id: row.id }, item: Action::from(row) };
    Ok(rows.into_iter().map(found).collect())
}
