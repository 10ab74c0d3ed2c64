//! Annual reports and their approved versions.

use crate::{Conn, Result, WriteTx};
use calitas_domain::{
    control::{
        AnnualReport, Assurance, ProgrammeState, ReportContent, ReportStatus, ReportSummary, ReportVersion,
    },
    id::{ControlCampaignId, ControlReportId, ControlReportVersionId, MembershipId, TenantId},
};
use chrono::{DateTime, Utc};
use uuid::Uuid;

/// Adds an empty report.
///
/// # Errors
/// When the campaign has one or the database fails.
pub async fn create(tx: &mut WriteTx, report: &AnnualReport) -> Result<()> {
    sqlx::query!(
        "INSERT INTO control_report (tenant_id, id, campaign_id, status) VALUES ($1, $2, $3, $4)",
        report.id.tenant.0,
        report.id.row,
        report.campaign.row,
        report.status.code(),
    )
    .execute(tx.raw())
    .await?;
    Ok(())
}

/// Stores a changed report.
///
/// # Errors
/// When the database fails.
pub async fn save(tx: &mut WriteTx, report: &AnnualReport) -> Result<()> {
    let content = &report.content;
    sqlx::query!(
        "UPDATE control_report SET status = $3, assurance = $4, basis = $5, has_self_control = $6, is_risk_based = $7,
           is_commission_functional = $8, programme = $9, is_risk_managed = $10, has_objectives = $11,
           has_monitoring = $12, procedural_activity_count = $13, procedure_count = $14, measures = $15, remark = $16,
           submitted_by = $17, submitted_at = $18, number = $19, approved_by = $20, approved_at = $21, version = $22
         WHERE tenant_id = $1 AND id = $2",
        report.id.tenant.0,
        report.id.row,
        report.status.code(),
        content.assurance.map(Assurance::code),
        content.basis,
        content.has_self_control,
        content.is_risk_based,
        content.is_commission_functional,
        content.programme.map(ProgrammeState::code),
        content.is_risk_managed,
        content.has_objectives,
        content.has_monitoring,
        content.procedural_activity_count,
        content.procedure_count,
        content.measures,
        report.remark,
        report.submitted_by.map(|by| by.row),
        report.submitted_at,
        report.number,
        report.approved_by.map(|by| by.row),
        report.approved_at,
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
pub async fn lock(tx: &mut WriteTx, id: ControlReportId) -> Result<Option<AnnualReport>> {
    let row = sqlx::query_as!(
        Row,
        "SELECT tenant_id, id, campaign_id, status, assurance, basis, has_self_control, is_risk_based,
           is_commission_functional, programme, is_risk_managed, has_objectives, has_monitoring,
           procedural_activity_count, procedure_count, measures, remark, submitted_by, submitted_at, number,
           approved_by, approved_at, version
         FROM control_report WHERE tenant_id = $1 AND id = $2 FOR UPDATE",
        id.tenant.0,
        id.row,
    )
    .fetch_optional(tx.raw())
    .await?;
    Ok(row.map(AnnualReport::from))
}

/// Reports by id; those out of scope are left out.
///
/// # Errors
/// When the database fails.
pub async fn by_ids(conn: &mut Conn, ids: &[ControlReportId]) -> Result<Vec<AnnualReport>> {
    let (tenants, rows): (Vec<Uuid>, Vec<Uuid>) = ids.iter().map(|id| (id.tenant.0, id.row)).unzip();
    let rows = sqlx::query_as!(
        Row,
        "SELECT report.tenant_id, report.id, campaign_id, status, assurance, basis, has_self_control, is_risk_based,
           is_commission_functional, programme, is_risk_managed, has_objectives, has_monitoring,
           procedural_activity_count, procedure_count, measures, remark, submitted_by, submitted_at, number,
           approved_by, approved_at, version
         FROM unnest((SELECT $1::uuid[]), (SELECT $2::uuid[])) AS wanted (tenant_id, id)
         JOIN control_report AS report ON report.tenant_id = wanted.tenant_id AND report.id = wanted.id",
        &tenants,
        &rows,
    )
    .fetch_all(conn.raw())
    .await?;
    Ok(rows.into_iter().map(AnnualReport::from).collect())
}

/// The reports of several campaigns; one each at most.
///
/// # Errors
/// When the database fails.
pub async fn of_campaigns(conn: &mut Conn, campaigns: &[ControlCampaignId]) -> Result<Vec<AnnualReport>> {
    let (tenants, rows): (Vec<Uuid>, Vec<Uuid>) = campaigns.iter().map(|id| (id.tenant.0, id.row)).unzip();
    let rows = sqlx::query_as!(
        Row,
        "SELECT report.tenant_id, report.id, campaign_id, status, assurance, basis, has_self_control, is_risk_based,
           is_commission_functional, programme, is_risk_managed, has_objectives, has_monitoring,
           procedural_activity_count, procedure_count, measures, remark, submitted_by, submitted_at, number,
           approved_by, approved_at, version
         FROM unnest((SELECT $1::uuid[]), (SELECT $2::uuid[])) AS wanted (tenant_id, id)
         JOIN control_report AS report
           ON report.tenant_id = wanted.tenant_id AND report.campaign_id = wanted.id",
        &tenants,
        &rows,
    )
    .fetch_all(conn.raw())
    .await?;
    Ok(rows.into_iter().map(AnnualReport::from).collect())
}

/// Freezes a version.
///
/// # Errors
/// When the database fails.
pub async fn freeze(tx: &mut WriteTx, version: &ReportVersion, dossier: &str, summary: &str) -> Result<()> {
    sqlx::query!(
        "INSERT INTO control_report_version (tenant_id, id, report_id, year, number, dossier, summary, hash,
           approved_by, approved_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
        version.id.tenant.0,
        version.id.row,
        version.report.row,
        version.year,
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

/// Stores that a version was handed over or given back.
///
/// # Errors
/// When the database fails.
pub async fn mark(tx: &mut WriteTx, version: &ReportVersion) -> Result<()> {
    sqlx::query!(
        "UPDATE control_report_version SET released_at = $3, returned_at = $4, remark = $5
         WHERE tenant_id = $1 AND id = $2",
        version.id.tenant.0,
        version.id.row,
        version.released_at,
        version.returned_at,
        version.remark,
    )
    .execute(tx.raw())
    .await?;
    Ok(())
}

/// The approved versions of several reports, the newest first.
///
/// # Errors
/// When the database fails.
pub async fn versions(conn: &mut Conn, reports: &[ControlReportId]) -> Result<Vec<ReportVersion>> {
    let (tenants, rows): (Vec<Uuid>, Vec<Uuid>) = reports.iter().map(|id| (id.tenant.0, id.row)).unzip();
    let rows = sqlx::query_as!(
        VersionRow,
        r#"SELECT version.tenant_id, version.id, report_id, year, number, hash, approved_by AS "approved_by?",
             approved_at, released_at, returned_at, remark
           FROM unnest((SELECT $1::uuid[]), (SELECT $2::uuid[])) AS wanted (tenant_id, id)
           JOIN control_report_version AS version
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
pub async fn frozen(conn: &mut Conn, report: ControlReportId, number: i32) -> Result<Option<String>> {
    let text = sqlx::query_scalar!(
        "SELECT dossier FROM control_report_version WHERE tenant_id = $1 AND report_id = $2 AND number = $3",
        report.tenant.0,
        report.row,
        number,
    )
    .fetch_optional(conn.raw())
    .await?;
    Ok(text)
}

/// The summary of a version.
///
/// # Errors
/// When the database fails.
pub async fn summary(conn: &mut Conn, report: ControlReportId, number: i32) -> Result<Option<ReportSummary>> {
    let text = sqlx::query_scalar!(
        "SELECT summary FROM control_report_version WHERE tenant_id = $1 AND report_id = $2 AND number = $3",
        report.tenant.0,
        report.row,
        number,
    )
    .fetch_optional(conn.raw())
    .await?;
    Ok(text.as_deref().and_then(ReportSummary::read))
}

/// The newest version of a year that each of some institutions has handed over, with its summary, as those who oversee
/// read it.
///
/// # Errors
/// When the database fails.
pub async fn released(
    conn: &mut Conn,
    tenants: &[TenantId],
    year: i32,
) -> Result<Vec<(ReportVersion, Option<ReportSummary>)>> {
    let tenants: Vec<Uuid> = tenants.iter().map(|tenant| tenant.0).collect();
    let rows = sqlx::query!(
        "SELECT DISTINCT ON (tenant_id) tenant_id, id, report_id, year, number, summary, hash, approved_at, released_at,
           returned_at, remark
         FROM control_report_version
         WHERE tenant_id = ANY($1) AND year = $2 AND released_at IS NOT NULL
         ORDER BY tenant_id, number DESC",
        &tenants,
        year,
    )
    .fetch_all(conn.raw())
    .await?;
    Ok(rows
        .into_iter()
        .map(|row| {
            let found = VersionRow {
                tenant_id: row.tenant_id,
                id: row.id,
                report_id: row.report_id,
                year: row.year,
                number: row.number,
                hash: row.hash,
                approved_by: None,
                approved_at: row.approved_at,
                released_at: row.released_at,
                returned_at: row.returned_at,
                remark: row.remark,
            };
            (found.into(), ReportSummary::read(&row.summary))
        })
        .collect())
}

struct VersionRow {
    tenant_id: Uuid,
    id: Uuid,
    report_id: Uuid,
    year: i32,
    number: i32,
    hash: String,
    approved_by: Option<Uuid>,
    approved_at: DateTime<Utc>,
    released_at: Option<DateTime<Utc>>,
    returned_at: Option<DateTime<Utc>>,
    remark: Option<String>,
}

impl From<VersionRow> for ReportVersion {
    fn from(row: VersionRow) -> Self {
        let tenant = TenantId(row.tenant_id);
        Self {
            id: ControlReportVersionId::new(tenant, row.id),
            report: ControlReportId::new(tenant, row.report_id),
            year: row.year,
            number: row.number,
            hash: row.hash,
            approved_by: row.approved_by.map(|by| MembershipId::new(tenant, by)),
            approved_at: row.approved_at,
            released_at: row.released_at,
            returned_at: row.returned_at,
            remark: row.remark,
        }
    }
}

struct Row {
    tenant_id: Uuid,
    id: Uuid,
    campaign_id: Uuid,
    status: String,
    assurance: Option<String>,
    basis: Option<String>,
    has_self_control: Option<bool>,
    is_risk_based: Option<bool>,
    is_commission_functional: Option<bool>,
    programme: Option<String>,
    is_risk_managed: Option<bool>,
    has_objectives: Option<bool>,
    has_monitoring: Option<bool>,
    procedural_activity_count: Option<i32>,
    procedure_count: Option<i32>,
    measures: Option<String>,
    remark: Option<String>,
    submitted_by: Option<Uuid>,
    submitted_at: Option<DateTime<Utc>>,
    number: i32,
    approved_by: Option<Uuid>,
    approved_at: Option<DateTime<Utc>>,
    version: i32,
}

impl From<Row> for AnnualReport {
    fn from(row: Row) -> Self {
        let tenant = TenantId(row.tenant_id);
        let member = |row: Option<Uuid>| row.map(|row| MembershipId::new(tenant, row));
        Self {
            id: ControlReportId::new(tenant, row.id),
            campaign: ControlCampaignId::new(tenant, row.campaign_id),
            status: ReportStatus::from_code(&row.status).unwrap_or(ReportStatus::Approved),
            content: ReportContent {
                assurance: row.assurance.as_deref().and_then(Assurance::from_code),
                basis: row.basis,
                has_self_control: row.has_self_control,
                is_risk_based: row.is_risk_based,
                is_commission_functional: row.is_commission_functional,
                programme: row.programme.as_deref().and_then(ProgrammeState::from_code),
                is_risk_managed: row.is_risk_managed,
                procedural_activity_count: row.procedural_activity_count,
                procedure_count: row.procedure_count,
                has_monitoring: row.has_monitoring,
                has_objectives: row.has_objectives,
                measures: row.measures,
            },
            remark: row.remark,
            submitted_by: member(row.submitted_by),
            submitted_at: row.submitted_at,
            number: row.number,
            approved_by: member(row.approved_by),
            approved_at: row.approved_at,
            version: row.version,
        }
    }
}
