//! Self-assessment reports and their approved versions.

use crate::{Conn, Result, WriteTx};
use calitas_domain::{
    caf::{CafReport, ReportContent, ReportStatus, ReportVersion},
    id::{CafAssessmentId, CafReportId, CafReportVersionId, MembershipId, TenantId},
    review::Review,
};
use chrono::{DateTime, Utc};
use uuid::Uuid;

/// Reports found by a query that ends in `$tail`.
macro_rules! rows {
    ($conn:expr, $tail:tt $(, $value:expr)* $(,)?) => {
        sqlx::query_as!(
            Row,
            "SELECT report.tenant_id, report.id, report.assessment_id, report.status, report.context, report.approach,
               report.conclusions, report.remark, report.submitted_by, report.submitted_at, report.number,
               report.approved_by, report.approved_at, report.version
             FROM caf_report AS report " + $tail
            $(, $value)*
        )
        .fetch_all($conn.raw())
        .await
        .map(|rows| rows.into_iter().map(CafReport::from).collect::<Vec<_>>())
    };
}

/// Adds an empty report.
///
/// # Errors
/// When the assessment has one or the database fails.
pub async fn create(tx: &mut WriteTx, report: &CafReport) -> Result<()> {
    sqlx::query!(
        "INSERT INTO caf_report (tenant_id, id, assessment_id, status) VALUES ($1, $2, $3, $4)",
        report.id.tenant.0,
        report.id.row,
        report.assessment.row,
        report.status().code(),
    )
    .execute(tx.raw())
    .await?;
    Ok(())
}

/// Stores a changed report.
///
/// # Errors
/// When the database fails.
pub async fn save(tx: &mut WriteTx, report: &CafReport) -> Result<()> {
    let (content, review) = (&report.content, &report.review);
    sqlx::query!(
        "UPDATE caf_report SET status = $3, context = $4, approach = $5, conclusions = $6, remark = $7,
           submitted_by = $8, submitted_at = $9, number = $10, approved_by = $11, approved_at = $12, version = $13
         WHERE tenant_id = $1 AND id = $2",
        report.id.tenant.0,
        report.id.row,
        report.status().code(),
        content.context,
        content.approach,
        content.conclusions,
        review.remark,
        review.submitted_by.map(|by| by.row),
        report.submitted_at,
        review.number,
        review.approved_by.map(|by| by.row),
        review.approved_at,
        report.version,
    )
    .execute(tx.raw())
    .await?;
    Ok(())
}

/// A report, locked for changing.
///
/// # Errors
/// When the database fails.
pub async fn lock(tx: &mut WriteTx, id: CafReportId) -> Result<Option<CafReport>> {
    let (tenant, row) = (id.tenant.0, id.row);
    Ok(rows!(tx, "WHERE report.tenant_id = $1 AND report.id = $2 FOR UPDATE", tenant, row)?.pop())
}

/// Reports by id; those out of scope are left out.
///
/// # Errors
/// When the database fails.
pub async fn by_ids(conn: &mut Conn, ids: &[CafReportId]) -> Result<Vec<CafReport>> {
    let (tenants, ids): (Vec<Uuid>, Vec<Uuid>) = ids.iter().map(|id| (id.tenant.0, id.row)).unzip();
    Ok(rows!(
        conn,
        "JOIN unnest((SELECT $1::uuid[]), (SELECT $2::uuid[])) AS wanted (tenant_id, id)
           ON report.tenant_id = wanted.tenant_id AND report.id = wanted.id",
        &tenants,
        &ids,
    )?)
}

/// The reports of several assessments; one each at most.
///
/// # Errors
/// When the database fails.
pub async fn of_assessments(conn: &mut Conn, ids: &[CafAssessmentId]) -> Result<Vec<CafReport>> {
    let (tenants, ids): (Vec<Uuid>, Vec<Uuid>) = ids.iter().map(|id| (id.tenant.0, id.row)).unzip();
    Ok(rows!(
        conn,
        "JOIN unnest((SELECT $1::uuid[]), (SELECT $2::uuid[])) AS wanted (tenant_id, id)
           ON report.tenant_id = wanted.tenant_id AND report.assessment_id = wanted.id",
        &tenants,
        &ids,
    )?)
}

/// Freezes a version.
///
/// # Errors
/// When the database fails.
pub async fn freeze(tx: &mut WriteTx, version: &ReportVersion, dossier: &str, summary: &str) -> Result<()> {
    sqlx::query!(
        "INSERT INTO caf_report_version (tenant_id, id, report_id, assessment_id, number, dossier, summary, hash,
           approved_by, approved_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
        version.id.tenant.0,
        version.id.row,
        version.report.row,
        version.assessment.row,
        version.number,
        dossier,
        summary,
        version.hash,
        version.approved_by.map(|by| by.row),
        version.approved_at,
    )
    .execute(tx.raw())
    .await?;
    Ok(())
}

/// Stores that a version was handed over.
///
/// # Errors
/// When the database fails.
pub async fn mark(tx: &mut WriteTx, version: &ReportVersion) -> Result<()> {
    sqlx::query!(
        "UPDATE caf_report_version SET released_at = $3 WHERE tenant_id = $1 AND id = $2",
        version.id.tenant.0,
        version.id.row,
        version.released_at,
    )
    .execute(tx.raw())
    .await?;
    Ok(())
}

/// The approved versions of several reports, the newest first.
///
/// # Errors
/// When the database fails.
pub async fn versions(conn: &mut Conn, reports: &[CafReportId]) -> Result<Vec<ReportVersion>> {
    let (tenants, rows): (Vec<Uuid>, Vec<Uuid>) = reports.iter().map(|id| (id.tenant.0, id.row)).unzip();
    let rows = sqlx::query_as!(
        VersionRow,
        r#"SELECT version.tenant_id, version.id, report_id, assessment_id, number, hash,
             approved_by AS "approved_by?", approved_at, released_at
           FROM unnest((SELECT $1::uuid[]), (SELECT $2::uuid[])) AS wanted (tenant_id, id)
           JOIN caf_report_version AS version
             ON version.tenant_id = wanted.tenant_id AND version.report_id = wanted.id
           ORDER BY report_id, number DESC"#,
        &tenants,
        &rows,
    )
    .fetch_all(conn.raw())
    .await?;
    Ok(rows.into_iter().map(ReportVersion::from).collect())
}

/// The frozen dossier of a version.
///
/// # Errors
/// When the database fails.
pub async fn frozen(conn: &mut Conn, report: CafReportId, number: i32) -> Result<Option<String>> {
    let text = sqlx::query_scalar!(
        "SELECT dossier FROM caf_report_version WHERE tenant_id = $1 AND report_id = $2 AND number = $3",
        report.tenant.0,
        report.row,
        number,
    )
    .fetch_optional(conn.raw())
    .await?;
    Ok(text)
}

pub(super) struct VersionRow {
    pub(super) tenant_id: Uuid,
    pub(super) id: Uuid,
    pub(super) report_id: Uuid,
    pub(super) assessment_id: Uuid,
    pub(super) number: i32,
    pub(super) hash: String,
    pub(super) approved_by: Option<Uuid>,
    pub(super) approved_at: DateTime<Utc>,
    pub(super) released_at: Option<DateTime<Utc>>,
}

impl From<VersionRow> for ReportVersion {
    fn from(row: VersionRow) -> Self {
        let tenant = TenantId(row.tenant_id);
        Self {
            id: CafReportVersionId::new(tenant, row.id),
            report: CafReportId::new(tenant, row.report_id),
            assessment: CafAssessmentId::new(tenant, row.assessment_id),
            number: row.number,
            hash: row.hash,
            approved_by: row.approved_by.map(|by| MembershipId::new(tenant, by)),
            approved_at: row.approved_at,
            released_at: row.released_at,
        }
    }
}

struct Row {
    tenant_id: Uuid,
    id: Uuid,
    assessment_id: Uuid,
    status: String,
    context: Option<String>,
    approach: Option<String>,
    conclusions: Option<String>,
    remark: Option<String>,
    submitted_by: Option<Uuid>,
    submitted_at: Option<DateTime<Utc>>,
    number: i32,
    approved_by: Option<Uuid>,
    approved_at: Option<DateTime<Utc>>,
    version: i32,
}

impl From<Row> for CafReport {
    fn from(row: Row) -> Self {
        let tenant = TenantId(row.tenant_id);
        let member = |row: Option<Uuid>| row.map(|row| MembershipId::new(tenant, row));
        let status = ReportStatus::from_code(&row.status).unwrap_or(ReportStatus::Approved);
        Self {
            id: CafReportId::new(tenant, row.id),
            assessment: CafAssessmentId::new(tenant, row.assessment_id),
            content: ReportContent {
                context: row.context,
                approach: row.approach,
                conclusions: row.conclusions,
            },
            review: Review {
                stage: status.stage(),
                remark: row.remark,
                submitted_by: member(row.submitted_by),
                number: row.number,
                approved_at: row.approved_at,
                approved_by: member(row.approved_by),
            },
            submitted_at: row.submitted_at,
            version: row.version,
        }
    }
}
