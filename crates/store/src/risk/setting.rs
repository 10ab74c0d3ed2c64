//! What institutions decide about their risks, and the numbers risks and alerts get.

use crate::{Conn, Result, WriteTx};
use calitas_domain::{
    id::{MembershipId, TenantId},
    risk::{Scale, Setting, Tolerance},
};
use chrono::NaiveDate;
use uuid::Uuid;

/// The decisions of several institutions; those without any are left out.
///
/// # Errors
/// When the database fails.
pub async fn of_tenants(conn: &mut Conn, tenants: &[TenantId]) -> Result<Vec<Setting>> {
    let tenants: Vec<Uuid> = tenants.iter().map(|tenant| tenant.0).collect();
    let rows = sqlx::query_as!(
        Row,
        "SELECT tenant_id, scale, tolerance_limit, approved_by, approved_on, version
         FROM risk_setting WHERE tenant_id = ANY($1)",
        &tenants,
    )
    .fetch_all(conn.raw())
    .await?;
    Ok(rows.into_iter().map(Setting::from).collect())
}

/// The decisions of an institution; what holds without any when there is no row.
///
/// # Errors
/// When the database fails.
pub async fn of_tenant(conn: &mut Conn, tenant: TenantId) -> Result<Setting> {
    Ok(of_tenants(conn, &[tenant]).await?.pop().unwrap_or_else(|| Setting::of(tenant)))
}

/// An institution's decisions, locked: whoever enters a risk waits for whoever changes the scale, and the other way
/// round.
///
/// # Errors
/// When the database fails.
pub async fn lock(tx: &mut WriteTx) -> Result<Setting> {
    let undecided = Setting::of(tx.tenant());
    // A row to be locked, also the first time; rolled back with the rest.
    sqlx::query!(
        "INSERT INTO risk_setting (tenant_id, scale, version) VALUES ($1, $2, $3) ON CONFLICT (tenant_id) DO NOTHING",
        undecided.tenant.0,
        undecided.scale.code(),
        undecided.version,
    )
    .execute(tx.raw())
    .await?;
    let row = sqlx::query_as!(
        Row,
        "SELECT tenant_id, scale, tolerance_limit, approved_by, approved_on, version
         FROM risk_setting WHERE tenant_id = $1 FOR UPDATE",
        undecided.tenant.0,
    )
    .fetch_one(tx.raw())
    .await?;
    Ok(row.into())
}

/// Stores an institution's decisions.
///
/// # Errors
/// When who approved the limit is not of the institution, or the database fails.
pub async fn save(tx: &mut WriteTx, setting: &Setting) -> Result<()> {
    let tolerance = setting.tolerance;
    sqlx::query!(
        "UPDATE risk_setting SET scale = $2, tolerance_limit = $3, approved_by = $4, approved_on = $5, version = $6
         WHERE tenant_id = $1",
        setting.tenant.0,
        setting.scale.code(),
        tolerance.map(|one| one.limit),
        tolerance.map(|one| one.approved_by.row),
        tolerance.map(|one| one.approved_on),
        setting.version,
    )
    .execute(tx.raw())
    .await?;
    Ok(())
}

/// The number of the next risk. Lock the decisions first.
///
/// # Errors
/// When the database fails.
pub async fn next_risk(tx: &mut WriteTx) -> Result<i32> {
    let tenant = tx.tenant();
    let number = sqlx::query_scalar!(
        "UPDATE risk_setting SET last_risk_number = last_risk_number + 1 WHERE tenant_id = $1
         RETURNING last_risk_number",
        tenant.0,
    )
    .fetch_one(tx.raw())
    .await?;
    Ok(number)
}

/// The number of the next alert. Lock the decisions first.
///
/// # Errors
/// When the database fails.
pub async fn next_alert(tx: &mut WriteTx) -> Result<i32> {
    let tenant = tx.tenant();
    let number = sqlx::query_scalar!(
        "UPDATE risk_setting SET last_alert_number = last_alert_number + 1 WHERE tenant_id = $1
         RETURNING last_alert_number",
        tenant.0,
    )
    .fetch_one(tx.raw())
    .await?;
    Ok(number)
}

struct Row {
    tenant_id: Uuid,
    scale: String,
    tolerance_limit: Option<i32>,
    approved_by: Option<Uuid>,
    approved_on: Option<NaiveDate>,
    version: i32,
}

impl From<Row> for Setting {
    fn from(row: Row) -> Self {
        let tenant = TenantId(row.tenant_id);
        let approved = row.approved_by.zip(row.approved_on);
        let tolerance = row.tolerance_limit.zip(approved).map(|(limit, (by, on))| Tolerance {
            limit,
            approved_by: MembershipId::new(tenant, by),
            approved_on: on,
        });
        Self { tenant, scale: scale(&row.scale), tolerance, version: row.version }
    }
}

pub(super) fn scale(code: &str) -> Scale {
    Scale::from_code(code).expect("a CHECK holds the column to the codes")
}
