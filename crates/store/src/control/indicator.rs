//! Indicators with their latest values.

use crate::{Conn, Result, WriteTx};
use calitas_domain::{
    control::{Course, Indicator, IndicatorDirection},
    id::{ControlActivityId, ControlIndicatorId, ControlObjectiveId, TenantId, UnitId},
};
use chrono::{DateTime, NaiveDate, Utc};
use rust_decimal::Decimal;
use uuid::Uuid;

/// Indicators found by a query that ends in `$tail`.
macro_rules! indicator_rows {
    ($conn:expr, $tail:tt $(, $value:expr)* $(,)?) => {
        sqlx::query_as!(
            Row,
            r#"SELECT indicator.tenant_id, indicator.id, indicator.objective_id, indicator.activity_id,
               coalesce(activity.unit_id, objective.unit_id) AS unit_id, indicator.name, indicator.measured_in,
               indicator.direction, indicator.baseline, indicator.target, latest.value AS "latest?",
               latest.measured_on AS "latest_on?", indicator.due_on, indicator.retired_at, indicator.created_at,
               indicator.version
             FROM control_indicator AS indicator
             JOIN control_objective AS objective
               ON objective.tenant_id = indicator.tenant_id AND objective.id = indicator.objective_id
             LEFT JOIN control_activity AS activity
               ON activity.tenant_id = indicator.tenant_id AND activity.id = indicator.activity_id
             LEFT JOIN LATERAL (
               SELECT measured.value, measured.measured_on FROM control_measurement AS measured
               WHERE measured.tenant_id = indicator.tenant_id AND measured.indicator_id = indicator.id
               ORDER BY measured.measured_on DESC LIMIT 1) AS latest ON true "# + $tail
            $(, $value)*
        )
        .fetch_all($conn.raw())
        .await
        .map(|rows| rows.into_iter().map(Indicator::from).collect::<Vec<_>>())
    };
}

/// Adds an indicator.
///
/// # Errors
/// When objective or activity are not of the institution, or the database fails.
pub async fn create(tx: &mut WriteTx, indicator: &Indicator) -> Result<()> {
    sqlx::query!(
        "INSERT INTO control_indicator (tenant_id, id, objective_id, activity_id, name, measured_in, direction, baseline,
           target, due_on, retired_at, created_at, version)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)",
        indicator.id.tenant.0,
        indicator.id.row,
        indicator.objective.row,
        indicator.activity.map(|activity| activity.row),
        indicator.name,
        indicator.measured_in,
        indicator.course.direction.code(),
        indicator.course.baseline,
        indicator.course.target,
        indicator.due_on,
        indicator.retired_at,
        indicator.created_at,
        indicator.version,
    )
    .execute(tx.raw())
    .await?;
    Ok(())
}

/// Stores a changed indicator.
///
/// # Errors
/// When the database fails.
pub async fn save(tx: &mut WriteTx, indicator: &Indicator) -> Result<()> {
    sqlx::query!(
        "UPDATE control_indicator SET name = $3, measured_in = $4, direction = $5, baseline = $6, target = $7, due_on = $8,
           retired_at = $9, version = $10
         WHERE tenant_id = $1 AND id = $2",
        indicator.id.tenant.0,
        indicator.id.row,
        indicator.name,
        indicator.measured_in,
        indicator.course.direction.code(),
        indicator.course.baseline,
        indicator.course.target,
        indicator.due_on,
        indicator.retired_at,
        indicator.version,
    )
    .execute(tx.raw())
    .await?;
    Ok(())
}

/// An indicator, locked for changing and for its values.
///
/// # Errors
/// When the database fails.
pub async fn lock(tx: &mut WriteTx, id: ControlIndicatorId) -> Result<Option<Indicator>> {
    let found = indicator_rows!(
        tx,
        "WHERE indicator.tenant_id = $1 AND indicator.id = $2 FOR UPDATE OF indicator",
        id.tenant.0,
        id.row,
    );
    Ok(found?.pop())
}

/// Indicators by id; those out of scope are left out.
///
/// # Errors
/// When the database fails.
pub async fn by_ids(conn: &mut Conn, ids: &[ControlIndicatorId]) -> Result<Vec<Indicator>> {
    let (tenants, rows): (Vec<Uuid>, Vec<Uuid>) = ids.iter().map(|id| (id.tenant.0, id.row)).unzip();
    Ok(indicator_rows!(
        conn,
        "JOIN unnest((SELECT $1::uuid[]), (SELECT $2::uuid[])) AS wanted (tenant_id, id)
           ON indicator.tenant_id = wanted.tenant_id AND indicator.id = wanted.id",
        &tenants,
        &rows,
    )?)
}

/// The indicators of several objectives, those of their activities too, as they were entered.
///
/// # Errors
/// When the database fails.
pub async fn of_objectives(conn: &mut Conn, ids: &[ControlObjectiveId]) -> Result<Vec<Indicator>> {
    let (tenants, rows): (Vec<Uuid>, Vec<Uuid>) = ids.iter().map(|id| (id.tenant.0, id.row)).unzip();
    Ok(indicator_rows!(
        conn,
        "JOIN unnest((SELECT $1::uuid[]), (SELECT $2::uuid[])) AS wanted (tenant_id, id)
           ON indicator.tenant_id = wanted.tenant_id AND indicator.objective_id = wanted.id
         ORDER BY indicator.created_at, indicator.id",
        &tenants,
        &rows,
    )?)
}

/// The indicators of several activities, as they were entered.
///
/// # Errors
/// When the database fails.
pub async fn of_activities(conn: &mut Conn, ids: &[ControlActivityId]) -> Result<Vec<Indicator>> {
    let (tenants, rows): (Vec<Uuid>, Vec<Uuid>) = ids.iter().map(|id| (id.tenant.0, id.row)).unzip();
    Ok(indicator_rows!(
        conn,
        "JOIN unnest((SELECT $1::uuid[]), (SELECT $2::uuid[])) AS wanted (tenant_id, id)
           ON indicator.tenant_id = wanted.tenant_id AND indicator.activity_id = wanted.id
         ORDER BY indicator.created_at, indicator.id",
        &tenants,
        &rows,
    )?)
}

/// Where the indicators in force of several objectives stand; those of specific objectives in force count for the general
/// one too.
///
/// # Errors
/// When the database fails.
pub async fn courses(
    conn: &mut Conn,
    ids: &[ControlObjectiveId],
) -> Result<Vec<(ControlObjectiveId, Course)>> {
    let (tenants, rows): (Vec<Uuid>, Vec<Uuid>) = ids.iter().map(|id| (id.tenant.0, id.row)).unzip();
    let rows = sqlx::query!(
        r#"SELECT wanted.tenant_id AS "tenant_id!", wanted.id AS "id!", indicator.direction, indicator.baseline,
             indicator.target, latest.value AS "latest?"
           FROM unnest((SELECT $1::uuid[]), (SELECT $2::uuid[])) AS wanted (tenant_id, id)
           JOIN control_objective AS objective
             ON objective.tenant_id = wanted.tenant_id AND (objective.id = wanted.id
               OR (objective.parent_id = wanted.id AND objective.retired_at IS NULL))
           JOIN control_indicator AS indicator
             ON indicator.tenant_id = objective.tenant_id AND indicator.objective_id = objective.id
               AND indicator.retired_at IS NULL
           LEFT JOIN LATERAL (
             SELECT measured.value FROM control_measurement AS measured
             WHERE measured.tenant_id = indicator.tenant_id AND measured.indicator_id = indicator.id
             ORDER BY measured.measured_on DESC LIMIT 1) AS latest ON true"#,
        &tenants,
        &rows,
    )
    .fetch_all(conn.raw())
    .await?;
    let of = |tenant, id| ControlObjectiveId::new(TenantId(tenant), id);
    let found = rows.into_iter().map(|row| {
        let course = Course {
            direction: direction(&row.direction),
            baseline: row.baseline,
            target: row.target,
            latest: row.latest,
        };
        (of(row.tenant_id, row.id), course)
    });
    Ok(found.collect())
}

/// How many indicators in force each of several activities has.
///
/// # Errors
/// When the database fails.
pub async fn living(conn: &mut Conn, ids: &[ControlActivityId]) -> Result<Vec<(ControlActivityId, i32)>> {
    let (tenants, rows): (Vec<Uuid>, Vec<Uuid>) = ids.iter().map(|id| (id.tenant.0, id.row)).unzip();
    let rows = sqlx::query!(
        r#"SELECT wanted.tenant_id AS "tenant_id!", wanted.id AS "id!", count(indicator.id) AS "count!"
           FROM unnest((SELECT $1::uuid[]), (SELECT $2::uuid[])) AS wanted (tenant_id, id)
           LEFT JOIN control_indicator AS indicator
             ON indicator.tenant_id = wanted.tenant_id AND indicator.activity_id = wanted.id
               AND indicator.retired_at IS NULL
           GROUP BY wanted.tenant_id, wanted.id"#,
        &tenants,
        &rows,
    )
    .fetch_all(conn.raw())
    .await?;
    let counted = |tenant, id, count| {
        (ControlActivityId::new(TenantId(tenant), id), i32::try_from(count).unwrap_or(i32::MAX))
    };
    Ok(rows.into_iter().map(|row| counted(row.tenant_id, row.id, row.count)).collect())
}

struct Row {
    tenant_id: Uuid,
    id: Uuid,
    objective_id: Uuid,
    activity_id: Option<Uuid>,
    unit_id: Option<Uuid>,
    name: String,
    measured_in: String,
    direction: String,
    baseline: Option<Decimal>,
    target: Decimal,
    latest: Option<Decimal>,
    latest_on: Option<NaiveDate>,
    due_on: Option<NaiveDate>,
    retired_at: Option<DateTime<Utc>>,
    created_at: DateTime<Utc>,
    version: i32,
}

impl From<Row> for Indicator {
    fn from(row: Row) -> Self {
        let tenant = TenantId(row.tenant_id);
        Self {
            id: ControlIndicatorId::new(tenant, row.id),
            objective: ControlObjectiveId::new(tenant, row.objective_id),
            activity: row.activity_id.map(|id| ControlActivityId::new(tenant, id)),
            unit: row.unit_id.map(|id| UnitId::new(tenant, id)),
            name: row.name,
            measured_in: row.measured_in,
            // The column keeps four digits; people read those that say something.
            course: Course {
                direction: direction(&row.direction),
                baseline: row.baseline.map(|value| value.normalize()),
                target: row.target.normalize(),
                latest: row.latest.map(|value| value.normalize()),
            },
            latest_on: row.latest_on,
            due_on: row.due_on,
            retired_at: row.retired_at,
            created_at: row.created_at,
            version: row.version,
        }
    }
}

fn direction(code: &str) -> IndicatorDirection {
    IndicatorDirection::from_code(code).expect("a CHECK holds the column to the codes")
}
