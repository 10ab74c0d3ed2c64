//! Objectives.

use crate::{Conn, Result, WriteTx};
use calitas_domain::{
    control::{Objective, Under},
    id::{ControlObjectiveId, TenantId, UnitId},
};
use chrono::{DateTime, NaiveDate, Utc};
use uuid::Uuid;

/// Objectives found by a query that ends in `$tail`.
macro_rules! objective_rows {
    ($conn:expr, $tail:tt $(, $value:expr)* $(,)?) => {
        sqlx::query_as!(
            Row,
            r#"SELECT objective.tenant_id, objective.id, objective.parent_id, parent.number AS "parent_number?",
               objective.unit_id, objective.number, objective.title, objective.result, objective.resources,
               objective.relevance, objective.due_on, objective.retired_at, objective.created_at, objective.version
             FROM control_objective AS objective
             LEFT JOIN control_objective AS parent
               ON parent.tenant_id = objective.tenant_id AND parent.id = objective.parent_id "# + $tail
            $(, $value)*
        )
        .fetch_all($conn.raw())
        .await
        .map(|rows| rows.into_iter().map(Objective::from).collect::<Vec<_>>())
    };
}

/// Adds an objective.
///
/// # Errors
/// When parent or unit are not of the institution, or the database fails.
pub async fn create(tx: &mut WriteTx, objective: &Objective) -> Result<()> {
    sqlx::query!(
        "INSERT INTO control_objective (tenant_id, id, kind, parent_id, unit_id, number, title, result, resources,
           relevance, due_on, retired_at, created_at, version)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)",
        objective.id.tenant.0,
        objective.id.row,
        objective.kind().code(),
        objective.under.map(|under| under.general.row),
        objective.unit().map(|unit| unit.row),
        objective.number,
        objective.title,
        objective.result,
        objective.resources,
        objective.relevance,
        objective.due_on,
        objective.retired_at,
        objective.created_at,
        objective.version,
    )
    .execute(tx.raw())
    .await?;
    Ok(())
}

/// Stores a changed objective.
///
/// # Errors
/// When the unit is not of the institution, or the database fails.
pub async fn save(tx: &mut WriteTx, objective: &Objective) -> Result<()> {
    sqlx::query!(
        "UPDATE control_objective SET unit_id = $3, title = $4, result = $5, resources = $6, relevance = $7, due_on = $8,
           retired_at = $9, version = $10
         WHERE tenant_id = $1 AND id = $2",
        objective.id.tenant.0,
        objective.id.row,
        objective.unit().map(|unit| unit.row),
        objective.title,
        objective.result,
        objective.resources,
        objective.relevance,
        objective.due_on,
        objective.retired_at,
        objective.version,
    )
    .execute(tx.raw())
    .await?;
    Ok(())
}

/// An objective, locked for changing and for what is put under it.
///
/// # Errors
/// When the database fails.
pub async fn lock(tx: &mut WriteTx, id: ControlObjectiveId) -> Result<Option<Objective>> {
    let found = objective_rows!(
        tx,
        "WHERE objective.tenant_id = $1 AND objective.id = $2 FOR UPDATE OF objective",
        id.tenant.0,
        id.row,
    );
    Ok(found?.pop())
}

/// Objectives by id; those out of scope are left out.
///
/// # Errors
/// When the database fails.
pub async fn by_ids(conn: &mut Conn, ids: &[ControlObjectiveId]) -> Result<Vec<Objective>> {
    let (tenants, rows): (Vec<Uuid>, Vec<Uuid>) = ids.iter().map(|id| (id.tenant.0, id.row)).unzip();
    Ok(objective_rows!(
        conn,
        "JOIN unnest((SELECT $1::uuid[]), (SELECT $2::uuid[])) AS wanted (tenant_id, id)
           ON objective.tenant_id = wanted.tenant_id AND objective.id = wanted.id",
        &tenants,
        &rows,
    )?)
}

/// The objectives of an institution, each general one before the specific ones that follow from it; of a unit with the
/// general ones that it serves.
///
/// # Errors
/// When the database fails.
pub async fn of_tenant(conn: &mut Conn, tenant: TenantId, unit: Option<UnitId>) -> Result<Vec<Objective>> {
    Ok(objective_rows!(
        conn,
        "WHERE objective.tenant_id = $1
           AND ($2::uuid IS NULL OR objective.unit_id = $2 OR EXISTS (
             SELECT FROM control_objective AS child
             WHERE child.tenant_id = $1 AND child.parent_id = objective.id AND child.unit_id = $2))
         ORDER BY coalesce(parent.number, objective.number), objective.parent_id IS NOT NULL, objective.number",
        tenant.0,
        unit.map(|unit| unit.row),
    )?)
}

/// The number of the next objective under another, or of the next general one. Nobody else gets it until the write ends:
/// the caller has locked the parent; who adds a general one waits for others who do.
///
/// # Errors
/// When the database fails.
pub async fn next_number(tx: &mut WriteTx, parent: Option<ControlObjectiveId>) -> Result<i32> {
    let tenant = tx.tenant().0;
    if parent.is_none() {
        sqlx::query!(
            "SELECT pg_advisory_xact_lock(hashtextextended($1, 0))",
            format!("objectives of {tenant}")
        )
        .execute(tx.raw())
        .await?;
    }
    let number = sqlx::query_scalar!(
        r#"SELECT coalesce(max(number), 0) + 1 AS "number!" FROM control_objective
           WHERE tenant_id = $1 AND parent_id IS NOT DISTINCT FROM $2"#,
        tenant,
        parent.map(|parent| parent.row),
    )
    .fetch_one(tx.raw())
    .await?;
    Ok(number)
}

/// How many things in force hang under each of several objectives: specific objectives, activities and indicators.
///
/// # Errors
/// When the database fails.
pub async fn living(conn: &mut Conn, ids: &[ControlObjectiveId]) -> Result<Vec<(ControlObjectiveId, i32)>> {
    let (tenants, rows): (Vec<Uuid>, Vec<Uuid>) = ids.iter().map(|id| (id.tenant.0, id.row)).unzip();
    let rows = sqlx::query!(
        r#"SELECT wanted.tenant_id AS "tenant_id!", wanted.id AS "id!",
             (SELECT count(*) FROM control_objective AS child
               WHERE child.tenant_id = wanted.tenant_id AND child.parent_id = wanted.id AND child.retired_at IS NULL)
             + (SELECT count(*) FROM control_activity AS activity
               WHERE activity.tenant_id = wanted.tenant_id AND activity.objective_id = wanted.id
                 AND activity.retired_at IS NULL)
             + (SELECT count(*) FROM control_indicator AS indicator
               WHERE indicator.tenant_id = wanted.tenant_id AND indicator.objective_id = wanted.id
                 AND indicator.retired_at IS NULL) AS "count!"
           FROM unnest((SELECT $1::uuid[]), (SELECT $2::uuid[])) AS wanted (tenant_id, id)"#,
        &tenants,
        &rows,
    )
    .fetch_all(conn.raw())
    .await?;
    let counted = |tenant, id, count| {
        (ControlObjectiveId::new(TenantId(tenant), id), i32::try_from(count).unwrap_or(i32::MAX))
    };
    Ok(rows.into_iter().map(|row| counted(row.tenant_id, row.id, row.count)).collect())
}

struct Row {
    tenant_id: Uuid,
    id: Uuid,
    parent_id: Option<Uuid>,
    parent_number: Option<i32>,
    unit_id: Option<Uuid>,
    number: i32,
    title: String,
    result: Option<String>,
    resources: Option<String>,
    relevance: Option<String>,
    due_on: Option<NaiveDate>,
    retired_at: Option<DateTime<Utc>>,
    created_at: DateTime<Utc>,
    version: i32,
}

impl From<Row> for Objective {
    fn from(row: Row) -> Self {
        let tenant = TenantId(row.tenant_id);
        let under = match (row.parent_id, row.parent_number, row.unit_id) {
            (Some(parent), Some(number), Some(unit)) => Some(Under {
                general: ControlObjectiveId::new(tenant, parent),
                number,
                unit: UnitId::new(tenant, unit),
            }),
            // CHECKs hold parent and unit together; a parent is always there.
            (_, _, _) => None,
        };
        Self {
            id: ControlObjectiveId::new(tenant, row.id),
            under,
            number: row.number,
            title: row.title,
            result: row.result,
            resources: row.resources,
            relevance: row.relevance,
            due_on: row.due_on,
            retired_at: row.retired_at,
            created_at: row.created_at,
            version: row.version,
        }
    }
}
