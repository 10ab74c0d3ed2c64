//! What institutions decide about keeping documents.

use crate::{Conn, Result, WriteTx};
use calitas_domain::{
    id::{RetentionClassId, TenantId},
    retention::RetentionPolicy,
};
use uuid::Uuid;

/// The decisions of an institution; what holds without any when there is no row.
///
/// # Errors
/// When the database fails.
pub async fn of_tenant(conn: &mut Conn, tenant: TenantId) -> Result<RetentionPolicy> {
    let row = sqlx::query_as!(
        Row,
        "SELECT tenant_id, default_class_id, needs_confirmation, version FROM retention_policy WHERE tenant_id = $1",
        tenant.0,
    )
    .fetch_optional(conn.raw())
    .await?;
    Ok(row.map_or_else(|| RetentionPolicy::of(tenant), RetentionPolicy::from))
}

/// An institution's decisions, locked for changing.
///
/// # Errors
/// When the database fails.
pub async fn lock(tx: &mut WriteTx) -> Result<RetentionPolicy> {
    let undecided = RetentionPolicy::of(tx.tenant());
    // A row to be locked, also the first time; rolled back with the rest.
    sqlx::query!(
        "INSERT INTO retention_policy (tenant_id, needs_confirmation, version)
         VALUES ($1, $2, $3) ON CONFLICT (tenant_id) DO NOTHING",
        undecided.tenant.0,
        undecided.needs_confirmation,
        undecided.version,
    )
    .execute(tx.raw())
    .await?;
    let row = sqlx::query_as!(
        Row,
        "SELECT tenant_id, default_class_id, needs_confirmation, version FROM retention_policy
         WHERE tenant_id = $1 FOR UPDATE",
        undecided.tenant.0,
    )
    .fetch_one(tx.raw())
    .await?;
    Ok(row.into())
}

/// Stores an institution's decisions.
///
/// # Errors
/// When the entry is not there, or the database fails.
pub async fn save(tx: &mut WriteTx, policy: &RetentionPolicy) -> Result<()> {
    sqlx::query!(
        "UPDATE retention_policy SET default_class_id = $2, needs_confirmation = $3, version = $4
         WHERE tenant_id = $1",
        policy.tenant.0,
        policy.default_class.map(|class| class.row),
        policy.needs_confirmation,
        policy.version,
    )
    .execute(tx.raw())
    .await?;
    Ok(())
}

struct Row {
    tenant_id: Uuid,
    default_class_id: Option<Uuid>,
    needs_confirmation: bool,
    version: i32,
}

impl From<Row> for RetentionPolicy {
    fn from(row: Row) -> Self {
        let tenant = TenantId(row.tenant_id);
        Self {
            tenant,
            default_class: row.default_class_id.map(|class| RetentionClassId::new(tenant, class)),
            needs_confirmation: row.needs_confirmation,
            version: row.version,
        }
    }
}
