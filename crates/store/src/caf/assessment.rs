//! Assessments with the units in their scope.

use crate::{Conn, Result, WriteTx};
use calitas_domain::{
    caf::{Assessment, AssessmentStatus, Disclosure, ScoringMethod},
    id::{CafAssessmentId, MembershipId, PlanId, TenantId, UnitId},
};
use chrono::{DateTime, NaiveDate, Utc};
use uuid::Uuid;

/// Assessments found by a query that ends in `$tail`.
macro_rules! rows {
    ($conn:expr, $tail:tt $(, $value:expr)* $(,)?) => {
        sqlx::query_as!(
            Row,
            r#"SELECT assessment.tenant_id, assessment.id, assessment.year, assessment.title, assessment.note,
               ARRAY(SELECT scope.unit_id FROM caf_assessment_unit AS scope
                 WHERE scope.tenant_id = assessment.tenant_id AND scope.assessment_id = assessment.id
                 ORDER BY scope.unit_id) AS "units!",
               assessment.method, assessment.disclosure, assessment.coordinator_id, assessment.due_on,
               assessment.plan_id, assessment.status, assessment.scoring_at, assessment.consensus_at,
               assessment.missing_reason, assessment.concluded_at, assessment.cancel_reason, assessment.created_at,
               assessment.version
             FROM caf_assessment AS assessment "# + $tail
            $(, $value)*
        )
        .fetch_all($conn.raw())
        .await
        .map(|rows| rows.into_iter().map(Assessment::from).collect::<Vec<_>>())
    };
}

/// Records an assessment.
///
/// # Errors
/// When a person or unit is not of the institution, or the database fails.
pub async fn create(tx: &mut WriteTx, assessment: &Assessment) -> Result<()> {
    sqlx::query!(
        "INSERT INTO caf_assessment (tenant_id, id, year, title, note, method, disclosure, coordinator_id, due_on, status,
           created_at, version)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)",
        assessment.id.tenant.0,
        assessment.id.row,
        assessment.year,
        assessment.title,
        assessment.note,
        assessment.method.code(),
        assessment.disclosure.code(),
        assessment.coordinator.row,
        assessment.due_on,
        assessment.status.code(),
        assessment.created_at,
        assessment.version,
    )
    .execute(tx.raw())
    .await?;
    set_units(tx, assessment).await
}

/// Stores a changed assessment.
///
/// # Errors
/// As [`create`].
pub async fn save(tx: &mut WriteTx, assessment: &Assessment) -> Result<()> {
    sqlx::query!(
        "UPDATE caf_assessment SET year = $3, title = $4, note = $5, method = $6, disclosure = $7, coordinator_id = $8,
           due_on = $9, plan_id = $10, status = $11, scoring_at = $12, consensus_at = $13, missing_reason = $14,
           concluded_at = $15, cancel_reason = $16, version = $17
         WHERE tenant_id = $1 AND id = $2",
        assessment.id.tenant.0,
        assessment.id.row,
        assessment.year,
        assessment.title,
        assessment.note,
        assessment.method.code(),
        assessment.disclosure.code(),
        assessment.coordinator.row,
        assessment.due_on,
        assessment.plan.map(|plan| plan.row),
        assessment.status.code(),
        assessment.scoring_at,
        assessment.consensus_at,
        assessment.missing_reason,
        assessment.concluded_at,
        assessment.cancel_reason,
        assessment.version,
    )
    .execute(tx.raw())
    .await?;
    Ok(())
}

/// Stores the units in the scope of an assessment in the place of those that were.
///
/// # Errors
/// As [`create`].
pub async fn set_units(tx: &mut WriteTx, assessment: &Assessment) -> Result<()> {
    let units: Vec<Uuid> = assessment.units.iter().map(|unit| unit.row).collect();
    sqlx::query!(
        "DELETE FROM caf_assessment_unit WHERE tenant_id = $1 AND assessment_id = $2 AND unit_id <> ALL ($3::uuid[])",
        assessment.id.tenant.0,
        assessment.id.row,
        &units,
    )
    .execute(tx.raw())
    .await?;
    sqlx::query!(
        "INSERT INTO caf_assessment_unit (tenant_id, assessment_id, unit_id)
         SELECT $1, $2, unnest($3::uuid[]) ON CONFLICT DO NOTHING",
        assessment.id.tenant.0,
        assessment.id.row,
        &units,
    )
    .execute(tx.raw())
    .await?;
    Ok(())
}

/// An assessment, locked for changing.
///
/// # Errors
/// When the database fails.
pub async fn lock(tx: &mut WriteTx, id: CafAssessmentId) -> Result<Option<Assessment>> {
    let (tenant, row) = (id.tenant.0, id.row);
    Ok(rows!(
        tx,
        "WHERE assessment.tenant_id = $1 AND assessment.id = $2 FOR UPDATE OF assessment",
        tenant,
        row
    )?
    .pop())
}

/// An assessment whose state stays until the write ends, while others may write under it too.
///
/// # Errors
/// When the database fails.
pub async fn hold(tx: &mut WriteTx, id: CafAssessmentId) -> Result<Option<Assessment>> {
    let (tenant, row) = (id.tenant.0, id.row);
    Ok(rows!(
        tx,
        "WHERE assessment.tenant_id = $1 AND assessment.id = $2 FOR SHARE OF assessment",
        tenant,
        row
    )?
    .pop())
}

/// Assessments by id; those out of scope are left out.
///
/// # Errors
/// When the database fails.
pub async fn by_ids(conn: &mut Conn, ids: &[CafAssessmentId]) -> Result<Vec<Assessment>> {
    let (tenants, ids): (Vec<Uuid>, Vec<Uuid>) = ids.iter().map(|id| (id.tenant.0, id.row)).unzip();
    Ok(rows!(
        conn,
        "JOIN unnest((SELECT $1::uuid[]), (SELECT $2::uuid[])) AS wanted (tenant_id, id)
           ON assessment.tenant_id = wanted.tenant_id AND assessment.id = wanted.id",
        &tenants,
        &ids,
    )?)
}

/// The assessments of an institution, the newest year first.
///
/// # Errors
/// When the database fails.
pub async fn of_tenant(conn: &mut Conn, tenant: TenantId) -> Result<Vec<Assessment>> {
    Ok(rows!(
        conn,
        "WHERE assessment.tenant_id = $1 ORDER BY assessment.year DESC, assessment.created_at DESC, assessment.id",
        tenant.0,
    )?)
}

struct Row {
    tenant_id: Uuid,
    id: Uuid,
    year: i32,
    title: String,
    note: Option<String>,
    units: Vec<Uuid>,
    method: String,
    disclosure: String,
    coordinator_id: Uuid,
    due_on: Option<NaiveDate>,
    plan_id: Option<Uuid>,
    status: String,
    scoring_at: Option<DateTime<Utc>>,
    consensus_at: Option<DateTime<Utc>>,
    missing_reason: Option<String>,
    concluded_at: Option<DateTime<Utc>>,
    cancel_reason: Option<String>,
    created_at: DateTime<Utc>,
    version: i32,
}

impl From<Row> for Assessment {
    fn from(row: Row) -> Self {
        let tenant = TenantId(row.tenant_id);
        Self {
            id: CafAssessmentId::new(tenant, row.id),
            year: row.year,
            title: row.title,
            note: row.note,
            units: row.units.into_iter().map(|unit| UnitId::new(tenant, unit)).collect(),
            method: ScoringMethod::from_code(&row.method).unwrap_or(ScoringMethod::Classical),
            disclosure: Disclosure::from_code(&row.disclosure).unwrap_or(Disclosure::Anonymous),
            coordinator: MembershipId::new(tenant, row.coordinator_id),
            due_on: row.due_on,
            plan: row.plan_id.map(|plan| PlanId::new(tenant, plan)),
            status: AssessmentStatus::from_code(&row.status).unwrap_or(AssessmentStatus::Cancelled),
            scoring_at: row.scoring_at,
            consensus_at: row.consensus_at,
            missing_reason: row.missing_reason,
            concluded_at: row.concluded_at,
            cancel_reason: row.cancel_reason,
            created_at: row.created_at,
            version: row.version,
        }
    }
}
