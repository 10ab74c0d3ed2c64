//! An institution's journal by time, filtered, the newest first.

use super::{Row, Stored};
use crate::{Conn, Result};
use calitas_domain::{id::TenantId, journal::Entry};
use chrono::{DateTime, Utc};
use uuid::Uuid;

/// Which entries; all unless told.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Filter {
    /// Not before.
    pub from: Option<DateTime<Utc>>,
    /// Before.
    pub until: Option<DateTime<Utc>>,
    /// Done by this place.
    pub actor: Option<Uuid>,
    /// Codes of these kinds of events; empty for all.
    pub kinds: Vec<String>,
    /// Codes of these kinds of things; empty for all.
    pub subject_kinds: Vec<String>,
    /// About this thing, or filed under it.
    pub thing: Option<Uuid>,
}

/// Where a page begins: time and position of the entry before it.
pub type Place = (DateTime<Utc>, i64);

/// Entries that a filter finds, the newest first.
///
/// # Errors
/// When the database fails.
pub async fn page(
    conn: &mut Conn,
    tenant: TenantId,
    filter: &Filter,
    after: Option<Place>,
    limit: i64,
) -> Result<Vec<Entry>> {
    let (at, position) = after.unzip();
    let rows = sqlx::query_as!(
        Row,
        "SELECT position, at, kind, subject_kind, subject_id, subject_version, topic_id, actor_id, changes, hash
         FROM journal WHERE tenant_id = $1
           AND ($2::timestamptz IS NULL OR at >= $2) AND ($3::timestamptz IS NULL OR at < $3)
           AND ($4::uuid IS NULL OR actor_id = $4)
           AND (cardinality($5::text[]) = 0 OR kind = ANY($5))
           AND (cardinality($6::text[]) = 0 OR subject_kind = ANY($6))
           AND ($7::uuid IS NULL OR subject_id = $7 OR topic_id = $7)
           AND ($8::timestamptz IS NULL OR (at, position) < ($8, $9))
         ORDER BY at DESC, position DESC LIMIT $10",
        tenant.0,
        filter.from,
        filter.until,
        filter.actor,
        &filter.kinds,
        &filter.subject_kinds,
        filter.thing,
        at,
        position,
        limit,
    )
    .fetch_all(conn.raw())
    .await?;
    rows.into_iter().map(|row| Stored::try_from(row).map(|stored| stored.entry)).collect()
}

/// How many entries a filter finds.
///
/// # Errors
/// When the database fails.
pub async fn count(conn: &mut Conn, tenant: TenantId, filter: &Filter) -> Result<i64> {
    let count = sqlx::query_scalar!(
        r#"SELECT count(*) AS "count!" FROM journal WHERE tenant_id = $1
           AND ($2::timestamptz IS NULL OR at >= $2) AND ($3::timestamptz IS NULL OR at < $3)
           AND ($4::uuid IS NULL OR actor_id = $4)
           AND (cardinality($5::text[]) = 0 OR kind = ANY($5))
           AND (cardinality($6::text[]) = 0 OR subject_kind = ANY($6))
           AND ($7::uuid IS NULL OR subject_id = $7 OR topic_id = $7)"#,
        tenant.0,
        filter.from,
        filter.until,
        filter.actor,
        &filter.kinds,
        &filter.subject_kinds,
        filter.thing,
    )
    .fetch_one(conn.raw())
    .await?;
    Ok(count)
}

/// The last entry of a kind about a thing.
///
/// # Errors
/// When the database fails.
pub async fn last(conn: &mut Conn, tenant: TenantId, subject: Uuid, kind: &str) -> Result<Option<Entry>> {
    let row = sqlx::query_as!(
        Row,
        "SELECT position, at, kind, subject_kind, subject_id, subject_version, topic_id, actor_id, changes, hash
         FROM journal WHERE tenant_id = $1 AND subject_id = $2 AND kind = $3 ORDER BY position DESC LIMIT 1",
        tenant.0,
        subject,
        kind,
    )
    .fetch_optional(conn.raw())
    .await?;
    row.map(|row| Stored::try_from(row).map(|stored| stored.entry)).transpose()
}
