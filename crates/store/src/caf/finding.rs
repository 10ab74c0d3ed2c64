//! Strengths and areas for improvement.

use crate::{Conn, Result, WriteTx};
use calitas_domain::{
    caf::{Finding, FindingKind, Subcriterion},
    id::{CafAssessmentId, CafConsensusId, CafFindingId, PlanActionId, TenantId},
};
use chrono::{DateTime, Utc};
use uuid::Uuid;

/// Findings found by a query that ends in `$tail`.
macro_rules! rows {
    ($conn:expr, $tail:tt $(, $value:expr)* $(,)?) => {
        sqlx::query_as!(
            Row,
            "SELECT finding.tenant_id, finding.id, finding.assessment_id, finding.consensus_id, consensus.subcriterion,
               finding.kind, finding.text, finding.mentions, finding.impact, finding.effort, finding.action_id,
               finding.removed_at, finding.version
             FROM caf_finding AS finding
             JOIN caf_consensus AS consensus
               ON consensus.tenant_id = finding.tenant_id AND consensus.id = finding.consensus_id " + $tail
            $(, $value)*
        )
        .fetch_all($conn.raw())
        .await
        .map(|rows| rows.into_iter().filter_map(Row::into_finding).collect::<Vec<_>>())
    };
}

/// Writes findings down after those that are there, in their order. Nobody else writes any meanwhile: the assessment is
/// locked.
///
/// # Errors
/// When the database fails.
pub async fn create(tx: &mut WriteTx, all: &[Finding]) -> Result<()> {
    let Some(first) = all.first() else { return Ok(()) };
    let ids: Vec<Uuid> = all.iter().map(|one| one.id.row).collect();
    let consensus: Vec<Uuid> = all.iter().map(|one| one.consensus.row).collect();
    let kinds: Vec<String> = all.iter().map(|one| one.kind.code().to_owned()).collect();
    let texts: Vec<String> = all.iter().map(|one| one.text.clone()).collect();
    let mentions: Vec<i32> = all.iter().map(|one| one.mentions).collect();
    sqlx::query!(
        "INSERT INTO caf_finding (tenant_id, id, assessment_id, consensus_id, kind, text, mentions, position)
         SELECT $1, written.id, $2, written.consensus_id, written.kind, written.text, written.mentions,
           written.place + coalesce((SELECT max(known.position) FROM caf_finding AS known
             WHERE known.tenant_id = $1 AND known.consensus_id = written.consensus_id), 0)
         FROM unnest($3::uuid[], $4::uuid[], $5::text[], $6::text[], $7::integer[]) WITH ORDINALITY
           AS written (id, consensus_id, kind, text, mentions, place)",
        first.id.tenant.0,
        first.assessment.row,
        &ids,
        &consensus,
        &kinds,
        &texts,
        &mentions,
    )
    .execute(tx.raw())
    .await?;
    Ok(())
}

/// Stores a changed finding.
///
/// # Errors
/// When the database fails.
pub async fn save(tx: &mut WriteTx, finding: &Finding) -> Result<()> {
    sqlx::query!(
        "UPDATE caf_finding SET text = $3, mentions = $4, removed_at = $5, version = $6, impact = $7, effort = $8,
           action_id = $9
         WHERE tenant_id = $1 AND id = $2",
        finding.id.tenant.0,
        finding.id.row,
        finding.text,
        finding.mentions,
        finding.removed_at,
        finding.version,
        finding.impact,
        finding.effort,
        finding.action.map(|action| action.row),
    )
    .execute(tx.raw())
    .await?;
    Ok(())
}

/// Findings, locked for changing, in their order; without those that were taken out.
///
/// # Errors
/// When the database fails.
pub async fn lock(tx: &mut WriteTx, tenant: TenantId, ids: &[CafFindingId]) -> Result<Vec<Finding>> {
    let ids: Vec<Uuid> = ids.iter().map(|id| id.row).collect();
    Ok(rows!(
        tx,
        "WHERE finding.tenant_id = $1 AND finding.id = ANY ($2::uuid[]) AND finding.removed_at IS NULL
         ORDER BY finding.position FOR UPDATE OF finding",
        tenant.0,
        &ids,
    )?)
}

/// Findings by id; those out of scope and those that were taken out are left out.
///
/// # Errors
/// When the database fails.
pub async fn by_ids(conn: &mut Conn, ids: &[CafFindingId]) -> Result<Vec<Finding>> {
    let (tenants, ids): (Vec<Uuid>, Vec<Uuid>) = ids.iter().map(|id| (id.tenant.0, id.row)).unzip();
    Ok(rows!(
        conn,
        "JOIN unnest((SELECT $1::uuid[]), (SELECT $2::uuid[])) AS wanted (tenant_id, id)
           ON finding.tenant_id = wanted.tenant_id AND finding.id = wanted.id
         WHERE finding.removed_at IS NULL",
        &tenants,
        &ids,
    )?)
}

/// What groups found about several subcriteria, in its order.
///
/// # Errors
/// When the database fails.
pub async fn of_consensus(conn: &mut Conn, ids: &[CafConsensusId]) -> Result<Vec<Finding>> {
    let (tenants, ids): (Vec<Uuid>, Vec<Uuid>) = ids.iter().map(|id| (id.tenant.0, id.row)).unzip();
    Ok(rows!(
        conn,
        "JOIN unnest((SELECT $1::uuid[]), (SELECT $2::uuid[])) AS wanted (tenant_id, id)
           ON finding.tenant_id = wanted.tenant_id AND finding.consensus_id = wanted.id
         WHERE finding.removed_at IS NULL
         ORDER BY finding.consensus_id, finding.position",
        &tenants,
        &ids,
    )?)
}

/// What went into several actions.
///
/// # Errors
/// When the database fails.
pub async fn of_actions(conn: &mut Conn, ids: &[PlanActionId]) -> Result<Vec<Finding>> {
    let (tenants, ids): (Vec<Uuid>, Vec<Uuid>) = ids.iter().map(|id| (id.tenant.0, id.row)).unzip();
    Ok(rows!(
        conn,
        "JOIN unnest((SELECT $1::uuid[]), (SELECT $2::uuid[])) AS wanted (tenant_id, id)
           ON finding.tenant_id = wanted.tenant_id AND finding.action_id = wanted.id
         WHERE finding.removed_at IS NULL
         ORDER BY finding.action_id, consensus.subcriterion, finding.position",
        &tenants,
        &ids,
    )?)
}

/// All that groups found, in the order of their subcriteria.
///
/// # Errors
/// When the database fails.
pub async fn of_assessment(conn: &mut Conn, id: CafAssessmentId) -> Result<Vec<Finding>> {
    let (tenant, row) = (id.tenant.0, id.row);
    Ok(rows!(
        conn,
        "WHERE finding.tenant_id = $1 AND finding.assessment_id = $2 AND finding.removed_at IS NULL
         ORDER BY consensus.subcriterion, finding.position",
        tenant,
        row,
    )?)
}

/// The areas for improvement of several assessments, in the order of their subcriteria.
///
/// # Errors
/// When the database fails.
pub async fn areas(conn: &mut Conn, ids: &[CafAssessmentId]) -> Result<Vec<Finding>> {
    let (tenants, ids): (Vec<Uuid>, Vec<Uuid>) = ids.iter().map(|id| (id.tenant.0, id.row)).unzip();
    Ok(rows!(
        conn,
        "JOIN unnest((SELECT $1::uuid[]), (SELECT $2::uuid[])) AS wanted (tenant_id, id)
           ON finding.tenant_id = wanted.tenant_id AND finding.assessment_id = wanted.id
         WHERE finding.removed_at IS NULL AND finding.kind = 'AREA'
         ORDER BY finding.assessment_id, consensus.subcriterion, finding.position",
        &tenants,
        &ids,
    )?)
}

struct Row {
    tenant_id: Uuid,
    id: Uuid,
    assessment_id: Uuid,
    consensus_id: Uuid,
    subcriterion: String,
    kind: String,
    text: String,
    mentions: i32,
    impact: Option<i32>,
    effort: Option<i32>,
    action_id: Option<Uuid>,
    removed_at: Option<DateTime<Utc>>,
    version: i32,
}

impl Row {
    fn into_finding(self) -> Option<Finding> {
        let tenant = TenantId(self.tenant_id);
        Some(Finding {
            id: CafFindingId::new(tenant, self.id),
            consensus: CafConsensusId::new(tenant, self.consensus_id),
            assessment: CafAssessmentId::new(tenant, self.assessment_id),
            subcriterion: Subcriterion::from_code(&self.subcriterion)?,
            kind: FindingKind::from_code(&self.kind)?,
            text: self.text,
            mentions: self.mentions,
            impact: self.impact,
            effort: self.effort,
            action: self.action_id.map(|action| PlanActionId::new(tenant, action)),
            removed_at: self.removed_at,
            version: self.version,
        })
    }
}
