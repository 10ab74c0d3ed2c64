//! The journal of an institution: appended in the transaction of the write, read by subject, topic or position.

pub mod head;
pub mod page;
pub mod rewind;

use crate::{Conn, Result};
use calitas_domain::{
    Event,
    id::{MembershipId, TenantId},
    journal::{Actor, Entry},
};
use chrono::{DateTime, Utc};
use uuid::Uuid;

/// An entry with its hash, as it is stored.
#[derive(Debug, Clone)]
pub struct Stored {
    /// What happened.
    pub entry: Entry,
    /// Hash over the entry before and this one.
    pub hash: Vec<u8>,
}

/// Takes the stream head and appends one entry. One statement: the head's row is locked until the commit.
pub(crate) async fn append(
    conn: &mut Conn,
    tenant: TenantId,
    actor: Actor,
    now: DateTime<Utc>,
    event: &Event,
) -> Result<()> {
    let entry = Entry {
        position: 0,
        at: now,
        kind: event.kind.code().to_owned(),
        subject_kind: event.subject_kind.0.to_owned(),
        subject: event.subject,
        subject_version: event.subject_version,
        topic: event.topic,
        actor: match actor {
            Actor::Member(membership) => Some(membership.row),
            Actor::System => None,
        },
        changes: event.changes.clone(),
    };
    let changes = serde_json::to_string(&entry.changes).map_err(|error| sqlx::Error::Encode(error.into()))?;
    sqlx::query!(
        "WITH head AS (
           UPDATE stream_head
           SET position = position + 1,
             hash = sha256(hash || int8send(position + 1) || convert_to($2, 'UTF8'))
           WHERE tenant_id = $1
           RETURNING position, hash
         )
         INSERT INTO journal (tenant_id, position, at, kind, subject_kind, subject_id, subject_version, topic_id,
           actor_id, changes, hash)
         SELECT $1, head.position, $3, $4, $5, $6, $7, $8, $9, $10, head.hash FROM head",
        tenant.0,
        entry.payload(),
        entry.at,
        entry.kind,
        entry.subject_kind,
        entry.subject,
        entry.subject_version,
        entry.topic,
        entry.actor,
        changes,
    )
    .execute(conn.raw())
    .await?;
    Ok(())
}

/// Opens the journal of a new institution.
///
/// # Errors
/// When the database fails.
pub async fn open(tx: &mut crate::WriteTx, tenant: TenantId) -> Result<()> {
    sqlx::query!("INSERT INTO stream_head (tenant_id) VALUES ($1)", tenant.0).execute(tx.raw()).await?;
    Ok(())
}

/// Position and hash of an institution's last entry.
///
/// # Errors
/// When the database fails.
pub async fn head(conn: &mut Conn, tenant: TenantId) -> Result<Option<(i64, Vec<u8>)>> {
    let row = sqlx::query!("SELECT position, hash FROM stream_head WHERE tenant_id = $1", tenant.0)
        .fetch_optional(conn.raw())
        .await?;
    Ok(row.map(|row| (row.position, row.hash)))
}

/// Entries after a position, oldest first.
///
/// # Errors
/// When the database fails.
pub async fn after(conn: &mut Conn, tenant: TenantId, position: i64, limit: i64) -> Result<Vec<Stored>> {
    let rows = sqlx::query_as!(
        Row,
        "SELECT position, at, kind, subject_kind, subject_id, subject_version, topic_id, actor_id, changes, hash
         FROM journal WHERE tenant_id = $1 AND position > $2 ORDER BY position LIMIT $3",
        tenant.0,
        position,
        limit,
    )
    .fetch_all(conn.raw())
    .await?;
    rows.into_iter().map(Stored::try_from).collect()
}

/// Entries about a topic after a position, oldest first.
///
/// # Errors
/// When the database fails.
pub async fn of_topic_after(
    conn: &mut Conn,
    tenant: TenantId,
    topic: Uuid,
    position: i64,
    limit: i64,
) -> Result<Vec<Entry>> {
    let rows = sqlx::query_as!(
        Row,
        "SELECT position, at, kind, subject_kind, subject_id, subject_version, topic_id, actor_id, changes, hash
         FROM journal WHERE tenant_id = $1 AND topic_id = $2 AND position > $3 ORDER BY position LIMIT $4",
        tenant.0,
        topic,
        position,
        limit,
    )
    .fetch_all(conn.raw())
    .await?;
    rows.into_iter().map(|row| Stored::try_from(row).map(|stored| stored.entry)).collect()
}

/// History of one thing before a position, newest first.
///
/// # Errors
/// When the database fails.
pub async fn of_subject_before(
    conn: &mut Conn,
    tenant: TenantId,
    subject: Uuid,
    before: Option<i64>,
    limit: i64,
) -> Result<Vec<Entry>> {
    let rows = sqlx::query_as!(
        Row,
        "SELECT position, at, kind, subject_kind, subject_id, subject_version, topic_id, actor_id, changes, hash
         FROM journal WHERE tenant_id = $1 AND subject_id = $2 AND ($3::bigint IS NULL OR position < $3)
         ORDER BY position DESC LIMIT $4",
        tenant.0,
        subject,
        before,
        limit,
    )
    .fetch_all(conn.raw())
    .await?;
    rows.into_iter().map(|row| Stored::try_from(row).map(|stored| stored.entry)).collect()
}

/// How many entries one thing has.
///
/// # Errors
/// When the database fails.
pub async fn count_of_subject(conn: &mut Conn, tenant: TenantId, subject: Uuid) -> Result<i64> {
    let count = sqlx::query_scalar!(
        r#"SELECT count(*) AS "count!" FROM journal WHERE tenant_id = $1 AND subject_id = $2"#,
        tenant.0,
        subject,
    )
    .fetch_one(conn.raw())
    .await?;
    Ok(count)
}

/// What happened to one thing since a version of it, oldest first: the ground for merging simultaneous edits.
///
/// # Errors
/// When the database fails.
pub async fn since_version(
    conn: &mut Conn,
    tenant: TenantId,
    subject: Uuid,
    version: i32,
) -> Result<Vec<Entry>> {
    let rows = sqlx::query_as!(
        Row,
        "SELECT position, at, kind, subject_kind, subject_id, subject_version, topic_id, actor_id, changes, hash
         FROM journal WHERE tenant_id = $1 AND subject_id = $2 AND subject_version > $3
         ORDER BY position LIMIT 1000",
        tenant.0,
        subject,
        version,
    )
    .fetch_all(conn.raw())
    .await?;
    rows.into_iter().map(|row| Stored::try_from(row).map(|stored| stored.entry)).collect()
}

/// What some people (the places of one person) did in these kinds of events since an instant, the latest first, with
/// the institution it happened in.
///
/// # Errors
/// When the database fails.
pub async fn by_actors_since(
    conn: &mut Conn,
    people: &[MembershipId],
    kinds: &[String],
    since: DateTime<Utc>,
    limit: i64,
) -> Result<Vec<(TenantId, Entry)>> {
    let mut found = Vec::new();
    for person in people {
        let rows = sqlx::query_as!(
            Row,
            "SELECT position, at, kind, subject_kind, subject_id, subject_version, topic_id, actor_id, changes, hash
             FROM journal WHERE tenant_id = $1 AND actor_id = $2 AND kind = ANY($3) AND at >= $4
             ORDER BY position DESC LIMIT $5",
            person.tenant.0,
            person.row,
            kinds,
            since,
            limit,
        )
        .fetch_all(conn.raw())
        .await?;
        for row in rows {
            found.push((person.tenant, Stored::try_from(row)?.entry));
        }
    }
    found.sort_by_key(|(_, entry)| std::cmp::Reverse(entry.at));
    Ok(found)
}

struct Row {
    position: i64,
    at: DateTime<Utc>,
    kind: String,
    subject_kind: String,
    subject_id: Uuid,
    subject_version: Option<i32>,
    topic_id: Uuid,
    actor_id: Option<Uuid>,
    changes: String,
    hash: Vec<u8>,
}

impl TryFrom<Row> for Stored {
    type Error = crate::StoreError;

    fn try_from(row: Row) -> Result<Self> {
        let changes =
            serde_json::from_str(&row.changes).map_err(|error| sqlx::Error::Decode(error.into()))?;
        let entry = Entry {
            position: row.position,
            at: row.at,
            kind: row.kind,
            subject_kind: row.subject_kind,
            subject: row.subject_id,
            subject_version: row.subject_version,
            topic: row.topic_id,
            actor: row.actor_id,
            changes,
        };
        Ok(Self { entry, hash: row.hash })
    }
}
