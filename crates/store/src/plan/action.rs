//! Actions of plans.

use crate::{Conn, Result, WriteTx};
use calitas_domain::{
    id::{MembershipId, PlanActionId, PlanId, TenantId, UnitId},
    plan::{Action, ActionStatus, Indicator, Priority, Source, SourceKind},
};
use chrono::{DateTime, NaiveDate, Utc};
use rust_decimal::Decimal;
use uuid::Uuid;

/// Rows of actions found by a query that ends in `$tail`; `sort_key` stays empty.
macro_rules! action_rows {
    ($conn:expr, $tail:tt $(+ $more:tt)* $(, $value:expr)* $(,)?) => {
        sqlx::query_as!(
            crate::plan::action::Row,
            r#"SELECT action.tenant_id, action.id, action.plan_id, action.number, action.title, action.description,
                 action.source_kind, action.source_reference, action.source_note, action.responsible_id,
                 action.unit_id, action.impact, action.effort, action.budget, action.start_on, action.due_on,
                 action.progress, action.reported_progress, action.status, action.status_reason,
                 action.indicator_name, action.indicator_unit, action.indicator_baseline, action.indicator_target,
                 action.indicator_latest, action.indicator_latest_on, action.board_rank, action.approved_at,
                 action.done_at, action.released_at, action.created_at, action.updated_at, action.version,
                 '' AS "sort_key!"
               FROM plan_action AS action "# + $tail $(+ $more)*
            $(, $value)*
        )
        .fetch_all($conn.raw())
        .await
        .map(|rows| rows.into_iter().map(calitas_domain::plan::Action::from).collect::<Vec<_>>())
    };
}
pub(super) use action_rows;

/// Adds a proposal.
///
/// # Errors
/// When plan, unit or responsible person are not of the institution, or the database fails.
pub async fn create(tx: &mut WriteTx, action: &Action) -> Result<()> {
    let indicator = action.indicator.as_ref();
    sqlx::query!(
        "INSERT INTO plan_action (tenant_id, id, plan_id, number, title, description, source_kind, source_reference,
           source_note, responsible_id, unit_id, impact, effort, budget, start_on, due_on, progress,
           reported_progress, status, status_order, priority_order, status_reason, indicator_name, indicator_unit,
           indicator_baseline, indicator_target, indicator_latest, indicator_latest_on, board_rank, approved_at,
           done_at, released_at, search_text, created_at, updated_at, version)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22,
           $23, $24, $25, $26, $27, $28, $29, $30, $31, $32, $33, $34, $35, $36)",
        action.id.tenant.0,
        action.id.row,
        action.plan.row,
        action.number,
        action.title,
        action.description,
        action.source.kind.code(),
        action.source.reference,
        action.source.note,
        action.responsible.map(|member| member.row),
        action.unit.map(|unit| unit.row),
        action.impact,
        action.effort,
        action.budget,
        action.start_on,
        action.due_on,
        action.progress,
        action.reported_progress,
        action.status.code(),
        status_order(action.status),
        priority_order(action.priority()),
        action.status_reason,
        indicator.map(|indicator| indicator.name.as_str()),
        indicator.map(|indicator| indicator.unit.as_str()),
        indicator.and_then(|indicator| indicator.baseline),
        indicator.and_then(|indicator| indicator.target),
        indicator.and_then(|indicator| indicator.latest),
        indicator.and_then(|indicator| indicator.latest_on),
        action.board_rank,
        action.approved_at,
        action.done_at,
        action.released_at,
        action.search_text(),
        action.created_at,
        action.updated_at,
        action.version,
    )
    .execute(tx.raw())
    .await?;
    Ok(())
}

/// Stores a changed action.
///
/// # Errors
/// When unit or responsible person are not of the institution, or the database fails.
pub async fn save(tx: &mut WriteTx, action: &Action) -> Result<()> {
    let indicator = action.indicator.as_ref();
    sqlx::query!(
        "UPDATE plan_action SET title = $3, description = $4, source_kind = $5, source_reference = $6,
           source_note = $7, responsible_id = $8, unit_id = $9, impact = $10, effort = $11, budget = $12,
           start_on = $13, due_on = $14, progress = $15, reported_progress = $16, status = $17, status_order = $18,
           priority_order = $19, status_reason = $20, indicator_name = $21, indicator_unit = $22,
           indicator_baseline = $23, indicator_target = $24, indicator_latest = $25, indicator_latest_on = $26,
           board_rank = $27, approved_at = $28, done_at = $29, released_at = $30, search_text = $31, updated_at = $32,
           version = $33
         WHERE tenant_id = $1 AND id = $2",
        action.id.tenant.0,
        action.id.row,
        action.title,
        action.description,
        action.source.kind.code(),
        action.source.reference,
        action.source.note,
        action.responsible.map(|member| member.row),
        action.unit.map(|unit| unit.row),
        action.impact,
        action.effort,
        action.budget,
        action.start_on,
        action.due_on,
        action.progress,
        action.reported_progress,
        action.status.code(),
        status_order(action.status),
        priority_order(action.priority()),
        action.status_reason,
        indicator.map(|indicator| indicator.name.as_str()),
        indicator.map(|indicator| indicator.unit.as_str()),
        indicator.and_then(|indicator| indicator.baseline),
        indicator.and_then(|indicator| indicator.target),
        indicator.and_then(|indicator| indicator.latest),
        indicator.and_then(|indicator| indicator.latest_on),
        action.board_rank,
        action.approved_at,
        action.done_at,
        action.released_at,
        action.search_text(),
        action.updated_at,
        action.version,
    )
    .execute(tx.raw())
    .await?;
    Ok(())
}

/// Deletes a proposal with everything that hangs on it.
///
/// # Errors
/// When the database fails.
pub async fn delete(tx: &mut WriteTx, id: PlanActionId) -> Result<()> {
    sqlx::query!("DELETE FROM plan_action WHERE tenant_id = $1 AND id = $2", id.tenant.0, id.row)
        .execute(tx.raw())
        .await?;
    Ok(())
}

/// An action, locked for changing. Lock or hold its plan first.
///
/// # Errors
/// When the database fails.
pub async fn lock(tx: &mut WriteTx, id: PlanActionId) -> Result<Option<Action>> {
    Ok(action_rows!(tx, "WHERE tenant_id = $1 AND id = $2 FOR UPDATE", id.tenant.0, id.row)?.pop())
}

/// All actions of a plan in some statuses, by number, locked for changing. Lock the plan first.
///
/// # Errors
/// When the database fails.
pub async fn lock_of_plan(tx: &mut WriteTx, plan: PlanId, statuses: &[ActionStatus]) -> Result<Vec<Action>> {
    Ok(action_rows!(
        tx,
        "WHERE tenant_id = $1 AND plan_id = $2 AND status = ANY($3) ORDER BY number FOR UPDATE",
        plan.tenant.0,
        plan.row,
        &ActionStatus::codes(statuses),
    )?)
}

/// Actions by id; those out of scope are left out.
///
/// # Errors
/// When the database fails.
pub async fn by_ids(conn: &mut Conn, ids: &[PlanActionId]) -> Result<Vec<Action>> {
    let (tenants, rows): (Vec<Uuid>, Vec<Uuid>) = ids.iter().map(|id| (id.tenant.0, id.row)).unzip();
    Ok(action_rows!(
        conn,
        "JOIN unnest((SELECT $1::uuid[]), (SELECT $2::uuid[])) AS wanted (tenant_id, id)
           ON action.tenant_id = wanted.tenant_id AND action.id = wanted.id",
        &tenants,
        &rows,
    )?)
}

/// All actions of a plan in some statuses, by number.
///
/// # Errors
/// When the database fails.
pub async fn of_plan(conn: &mut Conn, plan: PlanId, statuses: &[ActionStatus]) -> Result<Vec<Action>> {
    Ok(action_rows!(
        conn,
        "WHERE tenant_id = $1 AND plan_id = $2 AND status = ANY($3) ORDER BY number",
        plan.tenant.0,
        plan.row,
        &ActionStatus::codes(statuses),
    )?)
}

/// The first and the last place taken on the board of a plan: in one column, or in all.
///
/// # Errors
/// When the database fails.
pub async fn board_ends(
    conn: &mut Conn,
    plan: PlanId,
    column: Option<ActionStatus>,
) -> Result<(Option<String>, Option<String>)> {
    let row = sqlx::query!(
        "SELECT min(board_rank) AS first, max(board_rank) AS last FROM plan_action
         WHERE tenant_id = $1 AND plan_id = $2 AND ($3::text IS NULL OR status = $3)",
        plan.tenant.0,
        plan.row,
        column.map(ActionStatus::code),
    )
    .fetch_one(conn.raw())
    .await?;
    Ok((row.first, row.last))
}

/// The place after one on the board, in one column, not counting the action that moves.
///
/// # Errors
/// When the database fails.
pub async fn board_next(
    conn: &mut Conn,
    plan: PlanId,
    column: ActionStatus,
    rank: &str,
    moving: PlanActionId,
) -> Result<Option<String>> {
    let next = sqlx::query_scalar!(
        "SELECT min(board_rank) AS next FROM plan_action
         WHERE tenant_id = $1 AND plan_id = $2 AND status = $3 AND board_rank > $4 AND id <> $5",
        plan.tenant.0,
        plan.row,
        column.code(),
        rank,
        moving.row,
    )
    .fetch_one(conn.raw())
    .await?;
    Ok(next)
}

/// Hands the approved actions of a plan over to the municipality. Says how many were not handed over before.
///
/// # Errors
/// When the database fails.
pub async fn release(tx: &mut WriteTx, plan: PlanId) -> Result<i32> {
    let now = tx.now();
    let done = sqlx::query!(
        "UPDATE plan_action SET released_at = $3
         WHERE tenant_id = $1 AND plan_id = $2 AND released_at IS NULL AND approved_at IS NOT NULL",
        plan.tenant.0,
        plan.row,
        now,
    )
    .execute(tx.raw())
    .await?;
    Ok(i32::try_from(done.rows_affected()).unwrap_or(i32::MAX))
}

/// The place of a status in the order of the workflow, from 1.
pub(super) fn status_order(status: ActionStatus) -> i32 {
    status as i32 + 1
}

/// The place of a quadrant in the order of the matrix, from 1; without one it comes last.
pub(super) fn priority_order(priority: Option<Priority>) -> i32 {
    priority.map_or(i32::try_from(Priority::ALL.len()).unwrap_or(4), |priority| priority as i32) + 1
}

pub(super) struct Row {
    pub tenant_id: Uuid,
    pub id: Uuid,
    pub plan_id: Uuid,
    pub number: i32,
    pub title: String,
    pub description: String,
    pub source_kind: String,
    pub source_reference: Option<String>,
    pub source_note: Option<String>,
    pub responsible_id: Option<Uuid>,
    pub unit_id: Option<Uuid>,
    pub impact: Option<i32>,
    pub effort: Option<i32>,
    pub budget: Option<Decimal>,
    pub start_on: Option<NaiveDate>,
    pub due_on: Option<NaiveDate>,
    pub progress: i32,
    pub reported_progress: i32,
    pub status: String,
    pub status_reason: Option<String>,
    pub indicator_name: Option<String>,
    pub indicator_unit: Option<String>,
    pub indicator_baseline: Option<Decimal>,
    pub indicator_target: Option<Decimal>,
    pub indicator_latest: Option<Decimal>,
    pub indicator_latest_on: Option<NaiveDate>,
    pub board_rank: String,
    pub approved_at: Option<DateTime<Utc>>,
    pub done_at: Option<DateTime<Utc>>,
    pub released_at: Option<DateTime<Utc>>,
    pub created_at: DateTime<Utc>,
    pub updated_at: DateTime<Utc>,
    pub version: i32,
    /// Where the row stands in the order of its list, for the cursor.
    pub sort_key: String,
}

impl From<Row> for Action {
    fn from(row: Row) -> Self {
        let tenant = TenantId(row.tenant_id);
        let indicator = row.indicator_name.zip(row.indicator_unit).map(|(name, unit)| Indicator {
            name,
            unit,
            baseline: row.indicator_baseline,
            target: row.indicator_target,
            latest: row.indicator_latest,
            latest_on: row.indicator_latest_on,
        });
        Self {
            id: PlanActionId::new(tenant, row.id),
            plan: PlanId::new(tenant, row.plan_id),
            number: row.number,
            title: row.title,
            description: row.description,
            source: Source {
                kind: SourceKind::from_code(&row.source_kind).expect("a CHECK holds the column to the codes"),
                reference: row.source_reference,
                note: row.source_note,
            },
            responsible: row.responsible_id.map(|member| MembershipId::new(tenant, member)),
            unit: row.unit_id.map(|unit| UnitId::new(tenant, unit)),
            impact: row.impact,
            effort: row.effort,
            budget: row.budget,
            start_on: row.start_on,
            due_on: row.due_on,
            progress: row.progress,
            reported_progress: row.reported_progress,
            status: ActionStatus::from_code(&row.status).expect("a CHECK holds the column to the codes"),
            status_reason: row.status_reason,
            indicator,
            board_rank: row.board_rank,
            approved_at: row.approved_at,
            done_at: row.done_at,
            released_at: row.released_at,
            created_at: row.created_at,
            updated_at: row.updated_at,
            version: row.version,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_and_quadrants_are_numbered_in_the_order_people_read() {
        assert_eq!(status_order(ActionStatus::Proposed), 1);
        assert_eq!(status_order(ActionStatus::Cancelled), 7);
        assert_eq!(priority_order(Some(Priority::QuickWin)), 1);
        assert_eq!(priority_order(Some(Priority::Reconsider)), 4);
        assert_eq!(priority_order(None), 5);
    }
}
