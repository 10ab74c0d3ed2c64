//! Campaigns, one a year.

use crate::{Conn, Result, WriteTx};
use calitas_domain::{
    control::{Campaign, CampaignStatus},
    id::{ControlCampaignId, ControlTemplateId, MembershipId, TenantId},
};
use chrono::{DateTime, NaiveDate, Utc};
use uuid::Uuid;

/// Adds a campaign.
///
/// # Errors
/// When the year has one or the database fails.
pub async fn create(tx: &mut WriteTx, campaign: &Campaign) -> Result<()> {
    sqlx::query!(
        "INSERT INTO control_campaign (tenant_id, id, year, template_id, due_on, status, opened_by, opened_at, version)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        campaign.id.tenant.0,
        campaign.id.row,
        campaign.year,
        campaign.template.row,
        campaign.due_on,
        campaign.status.code(),
        campaign.opened_by.map(|by| by.row),
        campaign.opened_at,
        campaign.version,
    )
    .execute(tx.raw())
    .await?;
    Ok(())
}

/// Stores a changed campaign.
///
/// # Errors
/// When the database fails.
pub async fn save(tx: &mut WriteTx, campaign: &Campaign) -> Result<()> {
    sqlx::query!(
        "UPDATE control_campaign SET due_on = $3, status = $4, closed_at = $5, version = $6
         WHERE tenant_id = $1 AND id = $2",
        campaign.id.tenant.0,
        campaign.id.row,
        campaign.due_on,
        campaign.status.code(),
        campaign.closed_at,
        campaign.version,
    )
    .execute(tx.raw())
    .await?;
    Ok(())
}

/// A campaign, locked for changing.
///
/// # Errors
/// When the database fails.
pub async fn lock(tx: &mut WriteTx, id: ControlCampaignId) -> Result<Option<Campaign>> {
    let row = sqlx::query_as!(
        Row,
        "SELECT tenant_id, id, year, template_id, due_on, status, opened_by, opened_at, closed_at, version
         FROM control_campaign WHERE tenant_id = $1 AND id = $2 FOR UPDATE",
        id.tenant.0,
        id.row,
    )
    .fetch_optional(tx.raw())
    .await?;
    Ok(row.map(Campaign::from))
}

/// A campaign that stays as it is until the write ends, while others hold it too.
///
/// # Errors
/// When the database fails.
pub async fn hold(tx: &mut WriteTx, id: ControlCampaignId) -> Result<Option<Campaign>> {
    let row = sqlx::query_as!(
        Row,
        "SELECT tenant_id, id, year, template_id, due_on, status, opened_by, opened_at, closed_at, version
         FROM control_campaign WHERE tenant_id = $1 AND id = $2 FOR SHARE",
        id.tenant.0,
        id.row,
    )
    .fetch_optional(tx.raw())
    .await?;
    Ok(row.map(Campaign::from))
}

/// Campaigns by id; those out of scope are left out.
///
/// # Errors
/// When the database fails.
pub async fn by_ids(conn: &mut Conn, ids: &[ControlCampaignId]) -> Result<Vec<Campaign>> {
    let (tenants, rows): (Vec<Uuid>, Vec<Uuid>) = ids.iter().map(|id| (id.tenant.0, id.row)).unzip();
    let rows = sqlx::query_as!(
        Row,
        "SELECT campaign.tenant_id, campaign.id, year, template_id, due_on, status, opened_by, opened_at, closed_at,
           version
         FROM unnest((SELECT $1::uuid[]), (SELECT $2::uuid[])) AS wanted (tenant_id, id)
         JOIN control_campaign AS campaign
           ON campaign.tenant_id = wanted.tenant_id AND campaign.id = wanted.id",
        &tenants,
        &rows,
    )
    .fetch_all(conn.raw())
    .await?;
    Ok(rows.into_iter().map(Campaign::from).collect())
}

/// The campaigns of an institution, the newest year first. There is one a year, so all are read.
///
/// # Errors
/// When the database fails.
pub async fn of_tenant(conn: &mut Conn, tenant: TenantId) -> Result<Vec<Campaign>> {
    let rows = sqlx::query_as!(
        Row,
        "SELECT tenant_id, id, year, template_id, due_on, status, opened_by, opened_at, closed_at, version
         FROM control_campaign WHERE tenant_id = $1 ORDER BY year DESC",
        tenant.0,
    )
    .fetch_all(conn.raw())
    .await?;
    Ok(rows.into_iter().map(Campaign::from).collect())
}

/// The campaign of a year.
///
/// # Errors
/// When the database fails.
pub async fn of_year(conn: &mut Conn, tenant: TenantId, year: i32) -> Result<Option<Campaign>> {
    let row = sqlx::query_as!(
        Row,
        "SELECT tenant_id, id, year, template_id, due_on, status, opened_by, opened_at, closed_at, version
         FROM control_campaign WHERE tenant_id = $1 AND year = $2",
        tenant.0,
        year,
    )
    .fetch_optional(conn.raw())
    .await?;
    Ok(row.map(Campaign::from))
}

/// The open campaigns of several institutions that are due between two days.
///
/// # Errors
/// When the database fails.
pub async fn open_between(
    conn: &mut Conn,
    tenants: &[TenantId],
    from: NaiveDate,
    to: NaiveDate,
) -> Result<Vec<Campaign>> {
    let tenants: Vec<Uuid> = tenants.iter().map(|tenant| tenant.0).collect();
    let rows = sqlx::query_as!(
        Row,
        "SELECT tenant_id, id, year, template_id, due_on, status, opened_by, opened_at, closed_at, version
         FROM control_campaign WHERE tenant_id = ANY($1) AND status = 'OPEN' AND due_on BETWEEN $2 AND $3
         ORDER BY due_on, id",
        &tenants,
        from,
        to,
    )
    .fetch_all(conn.raw())
    .await?;
    Ok(rows.into_iter().map(Campaign::from).collect())
}

struct Row {
    tenant_id: Uuid,
    id: Uuid,
    year: i32,
    template_id: Uuid,
    due_on: NaiveDate,
    status: String,
    opened_by: Option<Uuid>,
    opened_at: DateTime<Utc>,
    closed_at: Option<DateTime<Utc>>,
    version: i32,
}

impl From<Row> for Campaign {
    fn from(row: Row) -> Self {
        let tenant = TenantId(row.tenant_id);
        Self {
            id: ControlCampaignId::new(tenant, row.id),
            year: row.year,
            template: ControlTemplateId::new(tenant, row.template_id),
            due_on: row.due_on,
            status: CampaignStatus::from_code(&row.status).unwrap_or(CampaignStatus::Closed),
            opened_by: row.opened_by.map(|by| MembershipId::new(tenant, by)),
            opened_at: row.opened_at,
            closed_at: row.closed_at,
            version: row.version,
        }
    }
}
