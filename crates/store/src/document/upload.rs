//! Files on their way. What happens to them is nobody's deed until they have arrived, so it is not journaled.

use crate::{Conn, Result, WriteTx};
use calitas_domain::{
    document::{FileKind, Upload},
    id::{EvidenceId, MembershipId, TenantId, UploadId},
};
use chrono::{DateTime, Utc};
use uuid::Uuid;

/// Starts one.
///
/// # Errors
/// When the database fails.
pub async fn create(tx: &mut WriteTx, upload: &Upload) -> Result<()> {
    sqlx::query!(
        "INSERT INTO upload (tenant_id, id, evidence_id, name, kind, size_bytes, received_bytes, started_by, expires_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        upload.id.tenant.0,
        upload.id.row,
        upload.evidence.row,
        upload.name,
        upload.kind.code(),
        upload.size_bytes,
        upload.received_bytes,
        upload.started_by.row,
        upload.expires_at,
    )
    .execute(tx.raw())
    .await?;
    Ok(())
}

/// An upload.
///
/// # Errors
/// When the database fails.
pub async fn find(conn: &mut Conn, id: UploadId) -> Result<Option<Upload>> {
    let row = sqlx::query_as!(
        Row,
        "SELECT tenant_id, id, evidence_id, name, kind, size_bytes, received_bytes, started_by, expires_at,
           checked_until
         FROM upload WHERE tenant_id = $1 AND id = $2",
        id.tenant.0,
        id.row,
    )
    .fetch_optional(conn.raw())
    .await?;
    Ok(row.map(Upload::from))
}

/// An upload, locked for changing.
///
/// # Errors
/// When the database fails.
pub async fn lock(tx: &mut WriteTx, id: UploadId) -> Result<Option<Upload>> {
    let row = sqlx::query_as!(
        Row,
        "SELECT tenant_id, id, evidence_id, name, kind, size_bytes, received_bytes, started_by, expires_at,
           checked_until
         FROM upload WHERE tenant_id = $1 AND id = $2 FOR UPDATE",
        id.tenant.0,
        id.row,
    )
    .fetch_optional(tx.raw())
    .await?;
    Ok(row.map(Upload::from))
}

/// How many uploads a person has open.
///
/// # Errors
/// When the database fails.
pub async fn open_count(conn: &mut Conn, person: MembershipId, now: DateTime<Utc>) -> Result<i64> {
    let count = sqlx::query_scalar!(
        r#"SELECT count(*) AS "count!" FROM upload WHERE tenant_id = $1 AND started_by = $2 AND expires_at > $3"#,
        person.tenant.0,
        person.row,
        now,
    )
    .fetch_one(conn.raw())
    .await?;
    Ok(count)
}

/// Notes that a chunk is here, if what was before it still is the end. Says how much is here now.
///
/// # Errors
/// When the database fails.
pub async fn advance(tx: &mut WriteTx, id: UploadId, from: i64, to: i64) -> Result<Option<i64>> {
    let received = sqlx::query_scalar!(
        "UPDATE upload SET received_bytes = greatest(received_bytes, CASE WHEN received_bytes = $3 THEN $4::bigint ELSE 0 END)
         WHERE tenant_id = $1 AND id = $2 RETURNING received_bytes",
        id.tenant.0,
        id.row,
        from,
        to,
    )
    .fetch_optional(tx.raw())
    .await?;
    Ok(received)
}

/// Takes an upload for checking until an instant, or gives it back.
///
/// # Errors
/// When the database fails.
pub async fn set_checked_until(tx: &mut WriteTx, id: UploadId, until: Option<DateTime<Utc>>) -> Result<()> {
    sqlx::query!(
        "UPDATE upload SET checked_until = $3 WHERE tenant_id = $1 AND id = $2",
        id.tenant.0,
        id.row,
        until,
    )
    .execute(tx.raw())
    .await?;
    Ok(())
}

/// Ends an upload. Says whether it was there.
///
/// # Errors
/// When the database fails.
pub async fn delete(tx: &mut WriteTx, id: UploadId) -> Result<bool> {
    let done = sqlx::query!("DELETE FROM upload WHERE tenant_id = $1 AND id = $2", id.tenant.0, id.row)
        .execute(tx.raw())
        .await?;
    Ok(done.rows_affected() == 1)
}

struct Row {
    tenant_id: Uuid,
    id: Uuid,
    evidence_id: Uuid,
    name: String,
    kind: String,
    size_bytes: i64,
    received_bytes: i64,
    started_by: Uuid,
    expires_at: DateTime<Utc>,
    checked_until: Option<DateTime<Utc>>,
}

impl From<Row> for Upload {
    fn from(row: Row) -> Self {
        let tenant = TenantId(row.tenant_id);
        Self {
            id: UploadId::new(tenant, row.id),
            evidence: EvidenceId::new(tenant, row.evidence_id),
            name: row.name,
            kind: FileKind::from_code(&row.kind).expect("uploads are started with a known kind"),
            size_bytes: row.size_bytes,
            received_bytes: row.received_bytes,
            started_by: MembershipId::new(tenant, row.started_by),
            expires_at: row.expires_at,
            checked_until: row.checked_until,
        }
    }
}
