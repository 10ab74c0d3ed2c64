//! Activities of compartments, and how far procedures cover them.

use crate::{Conn, Result, WriteTx};
use calitas_domain::{
    control::{Activity, ProcedureCoverage},
    id::{ControlActivityId, ControlObjectiveId, TenantId, UnitId},
};
use chrono::{DateTime, NaiveDate, Utc};
use uuid::Uuid;

/// Activities found by a query that ends in `$tail`.
macro_rules! activity_rows {
    ($conn:expr, $tail:tt $(, $value:expr)* $(,)?) => {
        sqlx::query_as!(
            Row,
            r#"SELECT activity.tenant_id, activity.id, activity.objective_id, general.number AS general_number,
               objective.number AS objective_number, activity.unit_id, activity.number, activity.title,
               activity.is_procedural, activity.procedure_code, activity.procedure_approved_on, activity.retired_at,
               activity.created_at, activity.version
             FROM control_activity AS activity
             JOIN control_objective AS objective
               ON objective.tenant_id = activity.tenant_id AND objective.id = activity.objective_id
             JOIN control_objective AS general
               ON general.tenant_id = objective.tenant_id AND general.id = objective.parent_id "# + $tail
            $(, $value)*
        )
        .fetch_all($conn.raw())
        .await
        .map(|rows| rows.into_iter().map(Activity::from).collect::<Vec<_>>())
    };
}

/// Adds an activity.
///
/// # Errors
/// When objective or unit are not of the institution, or the database fails.
pub async fn create(tx: &mut WriteTx, activity: &Activity) -> Result<()> {
    sqlx::query!(
        "INSERT INTO control_activity (tenant_id, id, objective_id, unit_id, number, title, is_procedural, procedure_code,
           procedure_approved_on, retired_at, created_at, version)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)",
        activity.id.tenant.0,
        activity.id.row,
        activity.objective.row,
        activity.unit.row,
        activity.number,
        activity.title,
        activity.is_procedural,
        activity.procedure_code,
        activity.procedure_approved_on,
        activity.retired_at,
        activity.created_at,
        activity.version,
    )
    .execute(tx.raw())
    .await?;
    Ok(())
}

/// Stores a changed activity.
///
/// # Errors
/// When the unit is not of the institution, or the database fails.
pub async fn save(tx: &mut WriteTx, activity: &Activity) -> Result<()> {
    sqlx::query!(
        "UPDATE control_activity SET unit_id = $3, title = $4, is_procedural = $5, procedure_code = $6,
           procedure_approved_on = $7, retired_at = $8, version = $9
         WHERE tenant_id = $1 AND id = $2",
        activity.id.tenant.0,
        activity.id.row,
        activity.unit.row,
        activity.title,
        activity.is_procedural,
        activity.procedure_code,
        activity.procedure_approved_on,
        activity.retired_at,
        activity.version,
    )
    .execute(tx.raw())
    .await?;
    Ok(())
}

/// An activity, locked for changing and for what is put under it.
///
/// # Errors
/// When the database fails.
pub async fn lock(tx: &mut WriteTx, id: ControlActivityId) -> Result<Option<Activity>> {
    let found = activity_rows!(
        tx,
        "WHERE activity.tenant_id = $1 AND activity.id = $2 FOR UPDATE OF activity",
        id.tenant.0,
        id.row,
    );
    Ok(found?.pop())
}

/// Activities by id; those out of scope are left out.
///
/// # Errors
/// When the database fails.
pub async fn by_ids(conn: &mut Conn, ids: &[ControlActivityId]) -> Result<Vec<Activity>> {
    let (tenants, rows): (Vec<Uuid>, Vec<Uuid>) = ids.iter().map(|id| (id.tenant.0, id.row)).unzip();
    Ok(activity_rows!(
        conn,
        "JOIN unnest((SELECT $1::uuid[]), (SELECT $2::uuid[])) AS wanted (tenant_id, id)
           ON activity.tenant_id = wanted.tenant_id AND activity.id = wanted.id",
        &tenants,
        &rows,
    )?)
}

/// The activities of several objectives, by number.
///
/// # Errors
/// When the database fails.
pub async fn of_objectives(conn: &mut Conn, ids: &[ControlObjectiveId]) -> Result<Vec<Activity>> {
    let (tenants, rows): (Vec<Uuid>, Vec<Uuid>) = ids.iter().map(|id| (id.tenant.0, id.row)).unzip();
    Ok(activity_rows!(
        conn,
        "JOIN unnest((SELECT $1::uuid[]), (SELECT $2::uuid[])) AS wanted (tenant_id, id)
           ON activity.tenant_id = wanted.tenant_id AND activity.objective_id = wanted.id
         ORDER BY activity.number",
        &tenants,
        &rows,
    )?)
}

/// The activities of an institution that are in force, by their numbers from the general objective down.
///
/// # Errors
/// When the database fails.
pub async fn of_tenant(conn: &mut Conn, tenant: TenantId) -> Result<Vec<Activity>> {
    Ok(activity_rows!(
        conn,
        "WHERE activity.tenant_id = $1 AND activity.retired_at IS NULL
         ORDER BY general.number, objective.number, activity.number",
        tenant.0,
    )?)
}

/// The number of the next activity of an objective that the caller has locked.
///
/// # Errors
/// When the database fails.
pub async fn next_number(tx: &mut WriteTx, objective: ControlObjectiveId) -> Result<i32> {
    let number = sqlx::query_scalar!(
        r#"SELECT coalesce(max(number), 0) + 1 AS "number!" FROM control_activity
           WHERE tenant_id = $1 AND objective_id = $2"#,
        objective.tenant.0,
        objective.row,
    )
    .fetch_one(tx.raw())
    .await?;
    Ok(number)
}

/// How far approved procedures cover the procedural activities in force of several institutions, by unit in the order of
/// their names; units without such activities are left out.
///
/// # Errors
/// When the database fails.
pub async fn coverage(conn: &mut Conn, tenants: &[TenantId]) -> Result<Vec<(UnitId, ProcedureCoverage)>> {
    let tenants: Vec<Uuid> = tenants.iter().map(|tenant| tenant.0).collect();
    let rows = sqlx::query!(
        r#"SELECT activity.tenant_id, activity.unit_id, count(*) AS "all!",
             count(activity.procedure_approved_on) AS "covered!"
           FROM control_activity AS activity
           JOIN unit ON unit.tenant_id = activity.tenant_id AND unit.id = activity.unit_id
           WHERE activity.tenant_id = ANY($1) AND activity.is_procedural AND activity.retired_at IS NULL
           GROUP BY activity.tenant_id, activity.unit_id, unit.name_ro
           ORDER BY unit.name_ro COLLATE romanian, activity.unit_id"#,
        &tenants,
    )
    .fetch_all(conn.raw())
    .await?;
    let whole = |count: i64| i32::try_from(count).unwrap_or(i32::MAX);
    let counted = |tenant, unit, all, covered| {
        let coverage = ProcedureCoverage { procedural_count: whole(all), covered_count: whole(covered) };
        (UnitId::new(TenantId(tenant), unit), coverage)
    };
    Ok(rows.into_iter().map(|row| counted(row.tenant_id, row.unit_id, row.all, row.covered)).collect())
}

struct Row {
    tenant_id: Uuid,
    id: Uuid,
    objective_id: Uuid,
    general_number: i32,
    objective_number: i32,
    unit_id: Uuid,
    number: i32,
    title: String,
    is_procedural: bool,
    procedure_code: Option<String>,
    procedure_approved_on: Option<NaiveDate>,
    retired_at: Option<DateTime<Utc>>,
    created_at: DateTime<Utc>,
    version: i32,
}

impl From<Row> for Activity {
    fn from(row: Row) -> Self {
        let tenant = TenantId(row.tenant_id);
        Self {
            id: ControlActivityId::new(tenant, row.id),
            objective: ControlObjectiveId::new(tenant, row.objective_id),
            above: (row.general_number, row.objective_number),
            unit: UnitId::new(tenant, row.unit_id),
            number: row.number,
            title: row.title,
            is_procedural: row.is_procedural,
            procedure_code: row.procedure_code,
            procedure_approved_on: row.procedure_approved_on,
            retired_at: row.retired_at,
            created_at: row.created_at,
            version: row.version,
        }
    }
}
