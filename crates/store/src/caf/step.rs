//! The ten steps of assessments.

use crate::{Conn, Result, WriteTx};
use calitas_domain::{
    caf::AssessmentStep,
    id::{CafAssessmentId, CafStepId, MembershipId, TenantId},
};
use chrono::NaiveDate;
use uuid::Uuid;

/// Steps found by a query that ends in `$tail`.
macro_rules! rows {
    ($conn:expr, $tail:tt $(, $value:expr)* $(,)?) => {
        sqlx::query_as!(
            Row,
            "SELECT step.tenant_id, step.id, step.assessment_id, step.ordinal, step.due_on, step.responsible_id,
               step.done_on, step.note, step.version
             FROM caf_step AS step " + $tail
            $(, $value)*
        )
        .fetch_all($conn.raw())
        .await
        .map(|rows| rows.into_iter().map(AssessmentStep::from).collect::<Vec<_>>())
    };
}

/// Lays out the steps of a new assessment.
///
/// # Errors
/// When the database fails.
pub async fn create(tx: &mut WriteTx, assessment: CafAssessmentId, steps: &[AssessmentStep]) -> Result<()> {
    let (ids, ordinals): (Vec<Uuid>, Vec<i32>) = steps.iter().map(|step| (step.id.row, step.ordinal)).unzip();
    sqlx::query!(
        "INSERT INTO caf_step (tenant_id, id, assessment_id, ordinal)
         SELECT $1, given.id, $2, given.ordinal FROM unnest($3::uuid[], $4::integer[]) AS given (id, ordinal)",
        assessment.tenant.0,
        assessment.row,
        &ids,
        &ordinals,
    )
    .execute(tx.raw())
    .await?;
    Ok(())
}

/// Stores a changed step.
///
/// # Errors
/// When the person is not of the institution, or the database fails.
pub async fn save(tx: &mut WriteTx, step: &AssessmentStep) -> Result<()> {
    sqlx::query!(
        "UPDATE caf_step SET due_on = $3, responsible_id = $4, done_on = $5, note = $6, version = $7
         WHERE tenant_id = $1 AND id = $2",
        step.id.tenant.0,
        step.id.row,
        step.due_on,
        step.responsible.map(|person| person.row),
        step.done_on,
        step.note,
        step.version,
    )
    .execute(tx.raw())
    .await?;
    Ok(())
}

/// A step, locked for changing.
///
/// # Errors
/// When the database fails.
pub async fn lock(tx: &mut WriteTx, id: CafStepId) -> Result<Option<AssessmentStep>> {
    let (tenant, row) = (id.tenant.0, id.row);
    Ok(rows!(tx, "WHERE step.tenant_id = $1 AND step.id = $2 FOR UPDATE", tenant, row)?.pop())
}

/// The assessment a step belongs to.
///
/// # Errors
/// When the database fails.
pub async fn assessment(conn: &mut Conn, id: CafStepId) -> Result<Option<CafAssessmentId>> {
    let row = sqlx::query_scalar!(
        "SELECT assessment_id FROM caf_step WHERE tenant_id = $1 AND id = $2",
        id.tenant.0,
        id.row,
    )
    .fetch_optional(conn.raw())
    .await?;
    Ok(row.map(|row| CafAssessmentId::new(id.tenant, row)))
}

/// The steps of several assessments, in order.
///
/// # Errors
/// When the database fails.
pub async fn of_assessments(conn: &mut Conn, ids: &[CafAssessmentId]) -> Result<Vec<AssessmentStep>> {
    let (tenants, ids): (Vec<Uuid>, Vec<Uuid>) = ids.iter().map(|id| (id.tenant.0, id.row)).unzip();
    Ok(rows!(
        conn,
        "JOIN unnest((SELECT $1::uuid[]), (SELECT $2::uuid[])) AS wanted (tenant_id, id)
           ON step.tenant_id = wanted.tenant_id AND step.assessment_id = wanted.id
         ORDER BY step.assessment_id, step.ordinal",
        &tenants,
        &ids,
    )?)
}

struct Row {
    tenant_id: Uuid,
    id: Uuid,
    assessment_id: Uuid,
    ordinal: i32,
    due_on: Option<NaiveDate>,
    responsible_id: Option<Uuid>,
    done_on: Option<NaiveDate>,
    note: Option<String>,
    version: i32,
}

impl From<Row> for AssessmentStep {
    fn from(row: Row) -> Self {
        let tenant = TenantId(row.tenant_id);
        Self {
            id: CafStepId::new(tenant, row.id),
            assessment: CafAssessmentId::new(tenant, row.assessment_id),
            ordinal: row.ordinal,
            due_on: row.due_on,
            responsible: row.responsible_id.map(|person| MembershipId::new(tenant, person)),
            done_on: row.done_on,
            note: row.note,
            version: row.version,
        }
    }
}
