//! What time has left behind: uploads nobody finished, evidence removed long ago. Two workers never take the same.

use crate::{Conn, IdentityTx, Result, WriteTx};
use calitas_domain::id::TenantId;
use chrono::{DateTime, Utc};
use uuid::Uuid;

/// Every institution. Known to the identity role, which has no right to any row of theirs.
///
/// # Errors
/// When the database fails.
pub async fn tenants(tx: &mut IdentityTx) -> Result<Vec<TenantId>> {
    let rows = sqlx::query_scalar!("SELECT id FROM tenant ORDER BY id").fetch_all(tx.raw()).await?;
    Ok(rows.into_iter().map(TenantId).collect())
}

/// Ends up to `limit` uploads that have expired; says which.
///
/// # Errors
/// When the database fails.
pub async fn end_expired(tx: &mut WriteTx, limit: i64) -> Result<Vec<Uuid>> {
    let (tenant, now) = (tx.tenant().0, tx.now());
    let ended = sqlx::query_scalar!(
        "DELETE FROM upload WHERE tenant_id = $1 AND id IN (
           SELECT id FROM upload WHERE tenant_id = $1 AND expires_at <= $2 AND coalesce(checked_until <= $2, true)
           ORDER BY expires_at LIMIT $3 FOR UPDATE SKIP LOCKED)
         RETURNING id",
        tenant,
        now,
        limit,
    )
    .fetch_all(tx.raw())
    .await?;
    Ok(ended)
}

/// Erases up to `limit` files and as much evidence that were removed before an instant; says how many went. What has
/// an entry of the nomenclature is no working paper and stays, also taken off: it goes by a selection only.
///
/// # Errors
/// When the database fails.
pub async fn erase_removed(tx: &mut WriteTx, before: DateTime<Utc>, limit: i64) -> Result<u64> {
    let tenant = tx.tenant().0;
    let files = sqlx::query!(
        "DELETE FROM evidence_file WHERE tenant_id = $1 AND id IN (
           SELECT file.id FROM evidence_file AS file WHERE file.tenant_id = $1 AND file.removed_at <= $2
             AND NOT EXISTS (SELECT FROM evidence WHERE evidence.tenant_id = file.tenant_id
               AND evidence.id = file.evidence_id AND evidence.retention_class_id IS NOT NULL)
           ORDER BY file.removed_at LIMIT $3 FOR UPDATE SKIP LOCKED)",
        tenant,
        before,
        limit,
    )
    .execute(tx.raw())
    .await?;
    let evidence = sqlx::query!(
        "DELETE FROM evidence WHERE tenant_id = $1 AND id IN (
           SELECT id FROM evidence WHERE tenant_id = $1 AND removed_at <= $2 AND retention_class_id IS NULL
           ORDER BY removed_at LIMIT $3 FOR UPDATE SKIP LOCKED)",
        tenant,
        before,
        limit,
    )
    .execute(tx.raw())
    .await?;
    Ok(files.rows_affected() + evidence.rows_affected())
}

/// Which of some storage keys of an institution have a row.
///
/// # Errors
/// When the database fails.
pub async fn known_keys(conn: &mut Conn, tenant: TenantId, keys: &[String]) -> Result<Vec<String>> {
    let ids: Vec<Uuid> =
        keys.iter().filter_map(|key| key.rsplit('/').next()?.get(..36)?.parse().ok()).collect();
    let known = sqlx::query_scalar!(
        "SELECT storage_key FROM evidence_file WHERE tenant_id = $1 AND id = ANY($2) AND storage_key = ANY($3)",
        tenant.0,
        &ids,
        keys,
    )
    .fetch_all(conn.raw())
    .await?;
    Ok(known)
}

/// Which of some uploads of an institution have a row.
///
/// # Errors
/// When the database fails.
pub async fn known_uploads(conn: &mut Conn, tenant: TenantId, ids: &[Uuid]) -> Result<Vec<Uuid>> {
    let known =
        sqlx::query_scalar!("SELECT id FROM upload WHERE tenant_id = $1 AND id = ANY($2)", tenant.0, ids)
            .fetch_all(conn.raw())
            .await?;
    Ok(known)
}
