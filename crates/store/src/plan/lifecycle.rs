//! Plans themselves.

use crate::{Conn, Result, WriteTx};
use calitas_domain::{
    id::{MembershipId, PlanActionId, PlanId, TenantId, UnitId},
    plan::{ActionStatus, Plan, PlanKind, PlanStatus, Readiness, code_of},
    text,
};
use chrono::{DateTime, NaiveDate, Utc};
use uuid::Uuid;

/// Plans found by a query that ends in `$tail`.
macro_rules! plans {
    ($conn:expr, $tail:tt $(+ $more:tt)* $(, $value:expr)* $(,)?) => {
        sqlx::query_as!(
            crate::plan::lifecycle::Row,
            "SELECT plan.tenant_id, plan.id, plan.code, plan.kind, plan.title, plan.description, plan.period_start,
               plan.period_end, plan.status, plan.status_reason, plan.number, plan.unit_id, plan.owner_id,
               plan.submitted_by, plan.approved_at, plan.approved_by, plan.released_at, plan.created_at, plan.version
             FROM plan " + $tail $(+ $more)*
            $(, $value)*
        )
        .fetch_all($conn.raw())
        .await
        .map(|rows| rows.into_iter().map(calitas_domain::plan::Plan::from).collect::<Vec<_>>())
    };
}
pub(super) use plans;

/// The next number in a series of codes. Whoever asks at the same time waits for the commit.
///
/// # Errors
/// When the database fails.
pub async fn next_place(tx: &mut WriteTx, series: &str) -> Result<i32> {
    let tenant = tx.tenant();
    let number = sqlx::query_scalar!(
        "INSERT INTO plan_counter (tenant_id, series, last_number) VALUES ($1, $2, 1)
         ON CONFLICT (tenant_id, series) DO UPDATE SET last_number = plan_counter.last_number + 1
         RETURNING last_number",
        tenant.0,
        series,
    )
    .fetch_one(tx.raw())
    .await?;
    Ok(number)
}

/// The first of the next so many numbers of actions in a plan, which are then taken.
///
/// # Errors
/// When the database fails.
pub async fn next_action_numbers(tx: &mut WriteTx, plan: PlanId, count: i32) -> Result<i32> {
    let number = sqlx::query_scalar!(
        r#"UPDATE plan SET last_action_number = last_action_number + $3 WHERE tenant_id = $1 AND id = $2
           RETURNING last_action_number - $3 + 1 AS "first!""#,
        plan.tenant.0,
        plan.row,
        count,
    )
    .fetch_one(tx.raw())
    .await?;
    Ok(number)
}

/// Adds a plan.
///
/// # Errors
/// When unit or owner are not of the institution, or the database fails.
pub async fn create(tx: &mut WriteTx, plan: &Plan) -> Result<()> {
    sqlx::query!(
        "INSERT INTO plan (tenant_id, id, code, kind, title, description, period_start, period_end, status,
           status_reason, number, unit_id, owner_id, search_text, created_at, updated_at, version)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $15, $16)",
        plan.id.tenant.0,
        plan.id.row,
        plan.code,
        plan.kind.code(),
        plan.title,
        plan.description,
        plan.period_start,
        plan.period_end,
        plan.status.code(),
        plan.status_reason,
        plan.number,
        plan.unit.map(|unit| unit.row),
        plan.owner.map(|owner| owner.row),
        search_text(plan),
        plan.created_at,
        plan.version,
    )
    .execute(tx.raw())
    .await?;
    Ok(())
}

/// Stores a changed plan.
///
/// # Errors
/// When unit or owner are not of the institution, or the database fails.
pub async fn save(tx: &mut WriteTx, plan: &Plan) -> Result<()> {
    let now = tx.now();
    sqlx::query!(
        "UPDATE plan SET title = $3, description = $4, period_start = $5, period_end = $6, status = $7,
           status_reason = $8, number = $9, unit_id = $10, owner_id = $11, submitted_by = $12, approved_at = $13,
           approved_by = $14, released_at = $15, search_text = $16, updated_at = $17, version = $18
         WHERE tenant_id = $1 AND id = $2",
        plan.id.tenant.0,
        plan.id.row,
        plan.title,
        plan.description,
        plan.period_start,
        plan.period_end,
        plan.status.code(),
        plan.status_reason,
        plan.number,
        plan.unit.map(|unit| unit.row),
        plan.owner.map(|owner| owner.row),
        plan.submitted_by.map(|member| member.row),
        plan.approved_at,
        plan.approved_by.map(|member| member.row),
        plan.released_at,
        search_text(plan),
        now,
        plan.version,
    )
    .execute(tx.raw())
    .await?;
    Ok(())
}

/// Plans by id; those out of scope are left out.
///
/// # Errors
/// When the database fails.
pub async fn by_ids(conn: &mut Conn, ids: &[PlanId]) -> Result<Vec<Plan>> {
    let (tenants, rows): (Vec<Uuid>, Vec<Uuid>) = ids.iter().map(|id| (id.tenant.0, id.row)).unzip();
    Ok(plans!(
        conn,
        "JOIN unnest((SELECT $1::uuid[]), (SELECT $2::uuid[])) AS wanted (tenant_id, id)
           ON plan.tenant_id = wanted.tenant_id AND plan.id = wanted.id",
        &tenants,
        &rows,
    )?)
}

/// A plan, locked for changing it or the order of its actions.
///
/// # Errors
/// When the database fails.
pub async fn lock(tx: &mut WriteTx, id: PlanId) -> Result<Option<Plan>> {
    Ok(plans!(tx, "WHERE tenant_id = $1 AND id = $2 FOR UPDATE", id.tenant.0, id.row)?.pop())
}

/// A plan, held as it is while one of its actions changes.
///
/// # Errors
/// When the database fails.
pub async fn hold(tx: &mut WriteTx, id: PlanId) -> Result<Option<Plan>> {
    Ok(plans!(tx, "WHERE tenant_id = $1 AND id = $2 FOR SHARE", id.tenant.0, id.row)?.pop())
}

/// The plan of an action, held as it is while the action changes.
///
/// # Errors
/// When the database fails.
pub async fn hold_of(tx: &mut WriteTx, action: PlanActionId) -> Result<Option<Plan>> {
    Ok(plans!(
        tx,
        "WHERE tenant_id = $1 AND id = (SELECT plan_id FROM plan_action WHERE tenant_id = $1 AND id = $2) FOR SHARE",
        action.tenant.0,
        action.row,
    )?
    .pop())
}

/// From the first start to the last due date of a plan's actions.
///
/// # Errors
/// When the database fails.
pub async fn span(conn: &mut Conn, plan: PlanId) -> Result<Option<(NaiveDate, NaiveDate)>> {
    let row = sqlx::query!(
        "SELECT min(LEAST(start_on, due_on)) AS first, max(GREATEST(start_on, due_on)) AS last FROM plan_action
         WHERE tenant_id = $1 AND plan_id = $2",
        plan.tenant.0,
        plan.row,
    )
    .fetch_one(conn.raw())
    .await?;
    Ok(row.first.zip(row.last))
}

/// What an approval needs to know about the actions of a plan.
///
/// # Errors
/// When the database fails.
pub async fn readiness(conn: &mut Conn, plan: PlanId) -> Result<Readiness> {
    let rows = sqlx::query!(
        r#"SELECT number, (responsible_id IS NULL OR due_on IS NULL) AS "is_incomplete!" FROM plan_action
           WHERE tenant_id = $1 AND plan_id = $2 AND status = ANY($3) ORDER BY number"#,
        plan.tenant.0,
        plan.row,
        &ActionStatus::codes(ActionStatus::IN_PLAN),
    )
    .fetch_all(conn.raw())
    .await?;
    let incomplete = rows.iter().filter(|row| row.is_incomplete).map(|row| code_of(row.number)).collect();
    Ok(Readiness { action_count: i32::try_from(rows.len()).unwrap_or(i32::MAX), incomplete })
}

/// The first line is what the search over everything finds it by.
fn search_text(plan: &Plan) -> String {
    text::fold(&format!("{} {}\n{}", plan.code, plan.title, plan.description))
}

pub(super) struct Row {
    pub tenant_id: Uuid,
    pub id: Uuid,
    pub code: String,
    pub kind: String,
    pub title: String,
    pub description: String,
    pub period_start: NaiveDate,
    pub period_end: NaiveDate,
    pub status: String,
    pub status_reason: Option<String>,
    pub number: i32,
    pub unit_id: Option<Uuid>,
    pub owner_id: Option<Uuid>,
    pub submitted_by: Option<Uuid>,
    pub approved_at: Option<DateTime<Utc>>,
    pub approved_by: Option<Uuid>,
    pub released_at: Option<DateTime<Utc>>,
    pub created_at: DateTime<Utc>,
    pub version: i32,
}

impl From<Row> for Plan {
    fn from(row: Row) -> Self {
        let tenant = TenantId(row.tenant_id);
        let member = |id: Option<Uuid>| id.map(|id| MembershipId::new(tenant, id));
        Self {
            id: PlanId::new(tenant, row.id),
            code: row.code,
            kind: PlanKind::from_code(&row.kind).expect("a CHECK holds the column to the codes"),
            title: row.title,
            description: row.description,
            period_start: row.period_start,
            period_end: row.period_end,
            status: PlanStatus::from_code(&row.status).expect("a CHECK holds the column to the codes"),
            status_reason: row.status_reason,
            number: row.number,
            unit: row.unit_id.map(|unit| UnitId::new(tenant, unit)),
            owner: member(row.owner_id),
            submitted_by: member(row.submitted_by),
            approved_at: row.approved_at,
            approved_by: member(row.approved_by),
            released_at: row.released_at,
            created_at: row.created_at,
            version: row.version,
        }
    }
}
