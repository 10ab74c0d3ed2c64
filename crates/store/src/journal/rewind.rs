//! What happened to things since a moment, the newest first: what an earlier state is worked out from.

use super::{Row, Stored};
use crate::{Conn, Result};
use calitas_domain::{
    id::TenantId,
    journal::{Entry, EventKind},
};
use chrono::{DateTime, Utc};
use uuid::Uuid;

/// Entries of some kinds of things filed under a topic, from the first one at or after an instant on; of those before a
/// position, the newest first. Positions decide, not times: requests that meet at the instant may commit out of turn.
///
/// # Errors
/// When the database fails.
pub async fn of_topic_since(
    conn: &mut Conn,
    tenant: TenantId,
    topic: Uuid,
    subject_kinds: &[String],
    since: DateTime<Utc>,
    before: Option<i64>,
) -> Result<Vec<Entry>> {
    let rows = sqlx::query_as!(
        Row,
        "SELECT position, at, kind, subject_kind, subject_id, subject_version, topic_id, actor_id, changes, hash
         FROM journal WHERE tenant_id = $1 AND topic_id = $2 AND subject_kind = ANY($3)
           AND position >= (SELECT min(position) FROM journal WHERE tenant_id = $1 AND topic_id = $2 AND at >= $4)
           AND ($5::bigint IS NULL OR position < $5)
         ORDER BY position DESC LIMIT 1000",
        tenant.0,
        topic,
        subject_kinds,
        since,
        before,
    )
    .fetch_all(conn.raw())
    .await?;
    rows.into_iter().map(|row| Stored::try_from(row).map(|stored| stored.entry)).collect()
}

/// Changes of some places in the institution after a position, the newest first.
///
/// # Errors
/// When the database fails.
pub async fn of_members_after(
    conn: &mut Conn,
    tenant: TenantId,
    members: &[Uuid],
    position: i64,
) -> Result<Vec<Entry>> {
    let rows = sqlx::query_as!(
        Row,
        "SELECT position, at, kind, subject_kind, subject_id, subject_version, topic_id, actor_id, changes, hash
         FROM journal WHERE tenant_id = $1 AND subject_id = ANY($2) AND position > $3 AND kind = $4
         ORDER BY position DESC LIMIT 10000",
        tenant.0,
        members,
        position,
        EventKind::MembershipUpdated.code(),
    )
    .fetch_all(conn.raw())
    .await?;
    rows.into_iter().map(|row| Stored::try_from(row).map(|stored| stored.entry)).collect()
}
