//! Decisions of the chair on standards that apply nowhere.

use crate::{Conn, Result, WriteTx};
use calitas_domain::{
    control::{Standard, StandardDecision},
    id::{ControlCampaignId, ControlDecisionId, MembershipId, TenantId},
};
use uuid::Uuid;

/// Stores a decision; one on the same standard is replaced.
///
/// # Errors
/// When the database fails.
pub async fn save(tx: &mut WriteTx, decision: &StandardDecision) -> Result<()> {
    sqlx::query!(
        "INSERT INTO control_decision (tenant_id, id, campaign_id, standard, reason, decided_by, decided_at, version)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
         ON CONFLICT (tenant_id, campaign_id, standard)
           DO UPDATE SET reason = $5, decided_by = $6, decided_at = $7, version = $8",
        decision.id.tenant.0,
        decision.id.row,
        decision.campaign.row,
        decision.standard.number(),
        decision.reason,
        decision.decided_by.row,
        decision.decided_at,
        decision.version,
    )
    .execute(tx.raw())
    .await?;
    Ok(())
}

/// The decisions of several campaigns, by standard.
///
/// # Errors
/// When the database fails.
pub async fn of_campaigns(conn: &mut Conn, campaigns: &[ControlCampaignId]) -> Result<Vec<StandardDecision>> {
    let (tenants, rows): (Vec<Uuid>, Vec<Uuid>) = campaigns.iter().map(|id| (id.tenant.0, id.row)).unzip();
    let rows = sqlx::query!(
        "SELECT decision.tenant_id, decision.id, campaign_id, standard, reason, decided_by, decided_at, version
         FROM unnest((SELECT $1::uuid[]), (SELECT $2::uuid[])) AS wanted (tenant_id, id)
         JOIN control_decision AS decision
           ON decision.tenant_id = wanted.tenant_id AND decision.campaign_id = wanted.id
         ORDER BY campaign_id, standard",
        &tenants,
        &rows,
    )
    .fetch_all(conn.raw())
    .await?;
    // The check of the table lets in no other standard.
    let known = rows.into_iter().filter_map(|row| Some((Standard::from_number(row.standard)?, row)));
    let decision = known.map(|(standard, row)| {
        let tenant = TenantId(row.tenant_id);
        StandardDecision {
            id: ControlDecisionId::new(tenant, row.id),
            campaign: ControlCampaignId::new(tenant, row.campaign_id),
            standard,
            reason: row.reason,
            decided_by: MembershipId::new(tenant, row.decided_by),
            decided_at: row.decided_at,
            version: row.version,
        }
    });
    Ok(decision.collect())
}
