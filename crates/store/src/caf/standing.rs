//! How far institutions are with their assessments, and what they handed over: by the columns that the role which reads
//! for the city hall may see.

use super::report::VersionRow;
use crate::{Conn, Result};
use calitas_domain::{
    caf::{AssessmentStatus, InstitutionStanding, KnownStep, ReportSummary, ReportVersion},
    id::{CafAssessmentId, TenantId},
};
use std::collections::HashMap;
use uuid::Uuid;

/// The latest assessment of each of some institutions, without what was given up.
///
/// # Errors
/// When the database fails.
pub async fn latest(conn: &mut Conn, tenants: &[TenantId]) -> Result<Vec<InstitutionStanding>> {
    let tenants: Vec<Uuid> = tenants.iter().map(|tenant| tenant.0).collect();
    let assessments = sqlx::query!(
        r#"SELECT DISTINCT ON (tenant_id) tenant_id, id, year, status, due_on, plan_id IS NOT NULL AS "is_planned!"
           FROM caf_assessment
           WHERE tenant_id = ANY($1) AND status <> 'CANCELLED'
           ORDER BY tenant_id, year DESC, created_at DESC"#,
        &tenants,
    )
    .fetch_all(conn.raw())
    .await?;
    let ids: Vec<Uuid> = assessments.iter().map(|one| one.id).collect();
    let rows = sqlx::query!(
        "SELECT step.assessment_id, step.ordinal, step.due_on, step.done_on
         FROM caf_step AS step
         WHERE step.tenant_id = ANY($1) AND step.assessment_id = ANY($2)
         ORDER BY step.assessment_id, step.ordinal",
        &tenants,
        &ids,
    )
    .fetch_all(conn.raw())
    .await?;
    let mut steps: HashMap<Uuid, Vec<KnownStep>> = HashMap::new();
    for row in rows {
        let step = KnownStep { ordinal: row.ordinal, due_on: row.due_on, done_on: row.done_on };
        steps.entry(row.assessment_id).or_default().push(step);
    }
    let standing = assessments.into_iter().filter_map(|row| {
        Some(InstitutionStanding {
            assessment: CafAssessmentId::new(TenantId(row.tenant_id), row.id),
            year: row.year,
            status: AssessmentStatus::from_code(&row.status)?,
            due_on: row.due_on,
            is_planned: row.is_planned,
            steps: steps.remove(&row.id).unwrap_or_default(),
            released: None,
        })
    });
    Ok(standing.collect())
}

/// What each of some institutions handed over last: of its latest assessment that has any, the newest version.
///
/// # Errors
/// When the database fails.
pub async fn released(conn: &mut Conn, tenants: &[TenantId]) -> Result<Vec<(ReportVersion, ReportSummary)>> {
    let tenants: Vec<Uuid> = tenants.iter().map(|tenant| tenant.0).collect();
    let rows = sqlx::query!(
        "SELECT DISTINCT ON (version.tenant_id) version.tenant_id, version.id, version.report_id,
           version.assessment_id, version.number, version.summary, version.hash, version.approved_at,
           version.released_at
         FROM caf_report_version AS version
         JOIN caf_assessment AS assessment
           ON assessment.tenant_id = version.tenant_id AND assessment.id = version.assessment_id
         WHERE version.tenant_id = ANY($1) AND version.released_at IS NOT NULL
         ORDER BY version.tenant_id, assessment.year DESC, assessment.created_at DESC, version.number DESC",
        &tenants,
    )
    .fetch_all(conn.raw())
    .await?;
    let released = rows.into_iter().filter_map(|row| {
        let summary = ReportSummary::read(&row.summary)?;
        let version = VersionRow {
            tenant_id: row.tenant_id,
            id: row.id,
            report_id: row.report_id,
            assessment_id: row.assessment_id,
            number: row.number,
            hash: row.hash,
            approved_by: None,
            approved_at: row.approved_at,
            released_at: row.released_at,
        };
        Some((version.into(), summary))
    });
    Ok(released.collect())
}
