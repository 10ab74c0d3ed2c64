//! How far each institution's journal was told of, and whose turn it is.

use crate::{Conn, Result, WriteTx};
use calitas_domain::id::TenantId;
use chrono::NaiveDate;
use uuid::Uuid;

/// How far a worker got in an institution.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Progress {
    /// The last journal entry that was told of.
    pub position: i64,
    /// The last day whose reminders were given.
    pub reminded_on: NaiveDate,
}

/// Takes an institution for this transaction; absent while another worker has it. An institution nobody worked on
/// begins with `first`.
///
/// # Errors
/// When the database fails.
pub async fn take(tx: &mut WriteTx, first: Progress) -> Result<Option<Progress>> {
    let tenant = tx.tenant();
    sqlx::query!(
        "INSERT INTO notification_progress (tenant_id, position, reminded_on) VALUES ($1, $2, $3)
         ON CONFLICT (tenant_id) DO NOTHING",
        tenant.0,
        first.position,
        first.reminded_on,
    )
    .execute(tx.raw())
    .await?;
    let row = sqlx::query_as!(
        Progress,
        "SELECT position, reminded_on FROM notification_progress WHERE tenant_id = $1 FOR UPDATE SKIP LOCKED",
        tenant.0,
    )
    .fetch_optional(tx.raw())
    .await?;
    Ok(row)
}

/// Stores how far a worker got.
///
/// # Errors
/// When the database fails.
pub async fn save(tx: &mut WriteTx, progress: Progress) -> Result<()> {
    let tenant = tx.tenant();
    sqlx::query!(
        "UPDATE notification_progress SET position = $2, reminded_on = $3 WHERE tenant_id = $1",
        tenant.0,
        progress.position,
        progress.reminded_on,
    )
    .execute(tx.raw())
    .await?;
    Ok(())
}

/// Institutions with entries that were not told of.
///
/// # Errors
/// When the database fails.
pub async fn untold(conn: &mut Conn, tenants: &[TenantId]) -> Result<Vec<TenantId>> {
    let tenants: Vec<Uuid> = tenants.iter().map(|tenant| tenant.0).collect();
    let rows = sqlx::query!(
        "SELECT head.tenant_id FROM stream_head AS head
         LEFT JOIN notification_progress AS progress ON progress.tenant_id = head.tenant_id
         WHERE head.tenant_id = ANY($1) AND head.position > coalesce(progress.position, 0)
         ORDER BY head.tenant_id",
        &tenants,
    )
    .fetch_all(conn.raw())
    .await?;
    Ok(rows.into_iter().map(|row| TenantId(row.tenant_id)).collect())
}

/// Institutions whose reminders up to a day were not given.
///
/// # Errors
/// When the database fails.
pub async fn unreminded(conn: &mut Conn, tenants: &[TenantId], day: NaiveDate) -> Result<Vec<TenantId>> {
    let tenants: Vec<Uuid> = tenants.iter().map(|tenant| tenant.0).collect();
    let rows = sqlx::query!(
        "SELECT head.tenant_id FROM stream_head AS head
         LEFT JOIN notification_progress AS progress ON progress.tenant_id = head.tenant_id
         WHERE head.tenant_id = ANY($1) AND (progress.reminded_on IS NULL OR progress.reminded_on < $2)
         ORDER BY head.tenant_id",
        &tenants,
        day,
    )
    .fetch_all(conn.raw())
    .await?;
    Ok(rows.into_iter().map(|row| TenantId(row.tenant_id)).collect())
}
