//! Files of evidence.

use super::evidence::Reader;
use crate::{Conn, Result, WriteTx};
use calitas_domain::{
    document::{EvidenceFile, FileKind},
    id::{DisposalId, EvidenceFileId, EvidenceId, MembershipId, TenantId},
};
use chrono::{DateTime, Utc};
use uuid::Uuid;

/// Adds a file to evidence.
///
/// # Errors
/// When the same content stands in it already, or the database fails.
pub async fn create(tx: &mut WriteTx, file: &EvidenceFile) -> Result<()> {
    sqlx::query!(
        "INSERT INTO evidence_file (tenant_id, id, evidence_id, name, kind, size_bytes, sha256, storage_key,
           uploaded_by, uploaded_at, plan_ids, is_of_control)
         SELECT $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, evidence.plan_ids, evidence.is_of_control
         FROM evidence WHERE evidence.tenant_id = $1 AND evidence.id = $3",
        file.id.tenant.0,
        file.id.row,
        file.evidence.row,
        file.name,
        file.kind.code(),
        file.size_bytes,
        file.sha256,
        file.storage_key,
        file.uploaded_by.row,
        file.uploaded_at,
    )
    .execute(tx.raw())
    .await?;
    Ok(())
}

/// Takes a file off or puts it back.
///
/// # Errors
/// When the same content stands in the evidence again, or the database fails.
pub async fn set_removed(
    tx: &mut WriteTx,
    id: EvidenceFileId,
    removed_at: Option<DateTime<Utc>>,
) -> Result<()> {
    sqlx::query!(
        "UPDATE evidence_file SET removed_at = $3 WHERE tenant_id = $1 AND id = $2",
        id.tenant.0,
        id.row,
        removed_at,
    )
    .execute(tx.raw())
    .await?;
    Ok(())
}

/// A file, also when it was removed or its evidence was.
///
/// # Errors
/// When the database fails.
pub async fn find(conn: &mut Conn, id: EvidenceFileId) -> Result<Option<EvidenceFile>> {
    let row = sqlx::query_as!(
        Row,
        "SELECT tenant_id, id, evidence_id, name, kind, size_bytes, sha256, storage_key, uploaded_by, uploaded_at,
           removed_at, disposed_at
         FROM evidence_file WHERE tenant_id = $1 AND id = $2",
        id.tenant.0,
        id.row,
    )
    .fetch_optional(conn.raw())
    .await?;
    Ok(row.map(EvidenceFile::from))
}

/// Files by id, for a reader; what was removed, itself or with its evidence, and what is out of scope is left out.
///
/// # Errors
/// When the database fails.
pub async fn by_ids(conn: &mut Conn, ids: &[EvidenceFileId], reader: &Reader) -> Result<Vec<EvidenceFile>> {
    let (tenants, rows): (Vec<Uuid>, Vec<Uuid>) = ids.iter().map(|id| (id.tenant.0, id.row)).unzip();
    let rows = sqlx::query_as!(
        Row,
        "SELECT file.tenant_id, file.id, file.evidence_id, file.name, file.kind, file.size_bytes, file.sha256,
           file.storage_key, file.uploaded_by, file.uploaded_at, file.removed_at,
           file.disposed_at
         FROM unnest((SELECT $1::uuid[]), (SELECT $2::uuid[])) AS wanted (tenant_id, id)
         JOIN evidence_file AS file ON file.tenant_id = wanted.tenant_id AND file.id = wanted.id
         JOIN evidence ON evidence.tenant_id = file.tenant_id AND evidence.id = file.evidence_id
         WHERE file.removed_at IS NULL AND evidence.removed_at IS NULL
           AND (file.tenant_id = ANY($3) AND (NOT file.is_of_control OR file.plan_ids <> '{}')
             OR file.tenant_id = ANY($4) AND file.is_of_control)",
        &tenants,
        &rows,
        &reader.plans,
        &reader.control,
    )
    .fetch_all(conn.raw())
    .await?;
    Ok(rows.into_iter().map(EvidenceFile::from).collect())
}

/// Files of several pieces of evidence that may be read, the oldest first; removed ones are left out.
///
/// # Errors
/// When the database fails.
pub async fn of_evidence(conn: &mut Conn, evidence: &[EvidenceId]) -> Result<Vec<EvidenceFile>> {
    let (tenants, rows): (Vec<Uuid>, Vec<Uuid>) = evidence.iter().map(|id| (id.tenant.0, id.row)).unzip();
    let rows = sqlx::query_as!(
        Row,
        "SELECT file.tenant_id, file.id, file.evidence_id, file.name, file.kind, file.size_bytes, file.sha256,
           file.storage_key, file.uploaded_by, file.uploaded_at, file.removed_at,
           file.disposed_at
         FROM unnest((SELECT $1::uuid[]), (SELECT $2::uuid[])) AS wanted (tenant_id, id)
         JOIN evidence_file AS file ON file.tenant_id = wanted.tenant_id AND file.evidence_id = wanted.id
         WHERE file.removed_at IS NULL
         ORDER BY file.uploaded_at, file.id",
        &tenants,
        &rows,
    )
    .fetch_all(conn.raw())
    .await?;
    Ok(rows.into_iter().map(EvidenceFile::from).collect())
}

/// Marks the files of documents as disposed of, also those that were taken off.
///
/// # Errors
/// When the documents are not disposed of, or the database fails.
pub async fn dispose(tx: &mut WriteTx, evidence: &[EvidenceId]) -> Result<()> {
    let (tenant, now) = (tx.tenant().0, tx.now());
    let rows: Vec<Uuid> = evidence.iter().map(|id| id.row).collect();
    sqlx::query!(
        "UPDATE evidence_file SET disposed_at = $3 WHERE tenant_id = $1 AND evidence_id = ANY($2)",
        tenant,
        &rows,
        now,
    )
    .execute(tx.raw())
    .await?;
    Ok(())
}

/// Up to `limit` files that were disposed of by a selection and whose bytes may still lie where files lie.
///
/// # Errors
/// When the database fails.
pub async fn to_erase(
    conn: &mut Conn,
    disposal: DisposalId,
    limit: i64,
) -> Result<Vec<(EvidenceFileId, String)>> {
    let rows = sqlx::query!(
        "SELECT file.id, file.storage_key FROM evidence_file AS file
         JOIN evidence ON evidence.tenant_id = file.tenant_id AND evidence.id = file.evidence_id
         WHERE file.tenant_id = $1 AND evidence.disposal_id = $2 AND file.disposed_at IS NOT NULL
           AND file.erased_at IS NULL
         ORDER BY file.id LIMIT $3",
        disposal.tenant.0,
        disposal.row,
        limit,
    )
    .fetch_all(conn.raw())
    .await?;
    Ok(rows.into_iter().map(|row| (EvidenceFileId::new(disposal.tenant, row.id), row.storage_key)).collect())
}

/// Notes that the bytes of files are gone.
///
/// # Errors
/// When the database fails.
pub async fn erased(tx: &mut WriteTx, files: &[EvidenceFileId]) -> Result<()> {
    let (tenant, now) = (tx.tenant().0, tx.now());
    let rows: Vec<Uuid> = files.iter().map(|id| id.row).collect();
    sqlx::query!(
        "UPDATE evidence_file SET erased_at = $3
         WHERE tenant_id = $1 AND id = ANY($2) AND disposed_at IS NOT NULL AND erased_at IS NULL",
        tenant,
        &rows,
        now,
    )
    .execute(tx.raw())
    .await?;
    Ok(())
}

/// How many bytes the institution keeps, and how many more are on their way. Nobody else takes of the room until the
/// write ends: two at once would both find the last of it free.
///
/// # Errors
/// When the database fails.
pub async fn used(tx: &mut WriteTx) -> Result<(i64, i64)> {
    let tenant = tx.tenant().0;
    sqlx::query!("SELECT pg_advisory_xact_lock(hashtextextended($1, 0))", format!("room of {tenant}"))
        .execute(tx.raw())
        .await?;
    let row = sqlx::query!(
        r#"SELECT
             (SELECT coalesce(sum(size_bytes), 0)::bigint FROM evidence_file
               WHERE tenant_id = $1 AND erased_at IS NULL) AS "kept!",
             (SELECT coalesce(sum(size_bytes), 0)::bigint FROM upload WHERE tenant_id = $1) AS "coming!""#,
        tenant,
    )
    .fetch_one(tx.raw())
    .await?;
    Ok((row.kept, row.coming))
}

struct Row {
    tenant_id: Uuid,
    id: Uuid,
    evidence_id: Uuid,
    name: String,
    kind: String,
    size_bytes: i64,
    sha256: String,
    storage_key: String,
    uploaded_by: Uuid,
    uploaded_at: DateTime<Utc>,
    removed_at: Option<DateTime<Utc>>,
    disposed_at: Option<DateTime<Utc>>,
}

impl From<Row> for EvidenceFile {
    fn from(row: Row) -> Self {
        let tenant = TenantId(row.tenant_id);
        Self {
            id: EvidenceFileId::new(tenant, row.id),
            evidence: EvidenceId::new(tenant, row.evidence_id),
            name: row.name,
            kind: FileKind::from_code(&row.kind).expect("the table checks the kind"),
            size_bytes: row.size_bytes,
            sha256: row.sha256,
            storage_key: row.storage_key,
            uploaded_by: MembershipId::new(tenant, row.uploaded_by),
            uploaded_at: row.uploaded_at,
            removed_at: row.removed_at,
            disposed_at: row.disposed_at,
        }
    }
}
