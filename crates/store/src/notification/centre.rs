//! The notifications of people.

use crate::{Conn, Result, WriteTx};
use calitas_domain::{
    id::{AccountId, Kind, MembershipId, NotificationId, TenantId},
    notification::{CONTROL, Notification, NotificationKind, NotificationReason},
};
use chrono::{DateTime, NaiveDate, Utc};
use std::collections::BTreeMap;
use uuid::Uuid;

/// Tells a person something. Says whether it is news: nothing happens when the person was told of the cause before.
///
/// # Errors
/// When the database fails.
pub async fn tell(tx: &mut WriteTx, told: &Notification) -> Result<bool> {
    let done = sqlx::query!(
        "INSERT INTO notification (tenant_id, id, membership_id, account_id, kind, reason, cause, subject_kind,
           subject_id, topic_id, position, actor_id, due_on, created_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)
         ON CONFLICT (tenant_id, membership_id, cause) DO NOTHING",
        told.id.tenant.0,
        told.id.row,
        told.membership.row,
        told.account.0,
        told.kind.code(),
        told.reason.code(),
        told.cause,
        told.subject_kind.0,
        told.subject,
        told.topic,
        told.position,
        told.actor.map(|actor| actor.row),
        told.due_on,
        told.created_at,
    )
    .execute(tx.raw())
    .await?;
    Ok(done.rows_affected() > 0)
}

/// Says that what a person was told of went on: the same notification, newer and unread. An entry that was told of
/// before changes nothing.
///
/// # Errors
/// When the database fails.
pub async fn renew(tx: &mut WriteTx, told: &Notification) -> Result<bool> {
    let done = sqlx::query!(
        "UPDATE notification SET position = $4, actor_id = $5, created_at = $6, read_at = NULL
         WHERE tenant_id = $1 AND membership_id = $2 AND cause = $3 AND position < $4",
        told.id.tenant.0,
        told.membership.row,
        told.cause,
        told.position,
        told.actor.map(|actor| actor.row),
        told.created_at,
    )
    .execute(tx.raw())
    .await?;
    Ok(done.rows_affected() > 0)
}

/// Forgets what was told of something that is gone, and gives back who was told.
///
/// # Errors
/// When the database fails.
pub async fn forget(tx: &mut WriteTx, subject: Uuid) -> Result<Vec<AccountId>> {
    let tenant = tx.tenant();
    let rows = sqlx::query!(
        "DELETE FROM notification WHERE tenant_id = $1 AND subject_id = $2 RETURNING account_id",
        tenant.0,
        subject,
    )
    .fetch_all(tx.raw())
    .await?;
    Ok(rows.into_iter().map(|row| AccountId(row.account_id)).collect())
}

/// Which notifications of a person to list.
#[derive(Debug, Clone, Default)]
pub struct Filter {
    /// Only those the person has not read.
    pub is_unread: bool,
    /// Only of these kinds.
    pub kinds: Option<Vec<NotificationKind>>,
}

impl Filter {
    fn codes(&self) -> Option<Vec<String>> {
        let codes = |kinds: &Vec<NotificationKind>| kinds.iter().map(|kind| kind.code().to_owned()).collect();
        self.kinds.as_ref().map(codes)
    }
}

/// In which institutions a person reads what notifications speak of: plans, self-assessments.
#[derive(Debug, Clone, Default)]
pub struct Readable {
    places: BTreeMap<TenantId, (bool, bool)>,
}

impl Readable {
    /// Who reads the plans of some institutions and the self-assessments of some.
    pub fn new(plans: &[TenantId], control: &[TenantId]) -> Self {
        let mut places: BTreeMap<TenantId, (bool, bool)> = BTreeMap::new();
        plans.iter().for_each(|tenant| places.entry(*tenant).or_default().0 = true);
        control.iter().for_each(|tenant| places.entry(*tenant).or_default().1 = true);
        Self { places }
    }

    /// The institutions.
    pub fn tenants(&self) -> impl Iterator<Item = TenantId> + '_ {
        self.places.keys().copied()
    }

    /// Whether the person reads what a notification speaks of.
    pub fn holds(&self, told: &Notification) -> bool {
        let found = self.places.get(&told.id.tenant);
        found.is_some_and(
            |(plans, control)| if CONTROL.contains(&told.subject_kind) { *control } else { *plans },
        )
    }

    fn columns(&self) -> (Vec<Uuid>, Vec<bool>, Vec<bool>) {
        let rows = self.places.iter().map(|(tenant, (plans, control))| (tenant.0, *plans, *control));
        let (mut tenants, mut plans, mut control) = (Vec::new(), Vec::new(), Vec::new());
        for row in rows {
            tenants.push(row.0);
            plans.push(row.1);
            control.push(row.2);
        }
        (tenants, plans, control)
    }
}

fn control() -> Vec<String> {
    CONTROL.iter().map(|kind| kind.0.to_owned()).collect()
}

/// A person's notifications of what they may read, the newest first, after a place in that order.
///
/// # Errors
/// When the database fails.
pub async fn page(
    conn: &mut Conn,
    account: AccountId,
    readable: &Readable,
    filter: &Filter,
    after: Option<(DateTime<Utc>, Uuid)>,
    limit: i64,
) -> Result<Vec<Notification>> {
    let (tenants, plans, controls) = readable.columns();
    let codes = filter.codes();
    // The first ones of each institution come in index order; few are left to be sorted.
    let rows = sqlx::query_as!(
        Row,
        r#"SELECT told.tenant_id AS "tenant_id!", told.id AS "id!", told.membership_id AS "membership_id!",
             told.account_id AS "account_id!", told.kind AS "kind!", told.reason AS "reason!", told.cause AS "cause!",
             told.subject_kind AS "subject_kind!", told.subject_id AS "subject_id!", told.topic_id AS "topic_id!",
             told.position, told.actor_id, told.due_on, told.created_at AS "created_at!", told.read_at
           FROM unnest($1::uuid[], $8::boolean[], $9::boolean[]) AS own (tenant_id, plans, control) CROSS JOIN LATERAL (
             SELECT notification.* FROM notification
             WHERE notification.tenant_id = own.tenant_id AND account_id = $2
               AND CASE WHEN subject_kind = ANY($10) THEN own.control ELSE own.plans END
               AND (NOT $3::bool OR read_at IS NULL)
               AND ($4::text[] IS NULL OR kind = ANY($4))
               AND ($5::timestamptz IS NULL OR (created_at, notification.id) < ($5, $6))
             ORDER BY notification.created_at DESC, notification.id DESC LIMIT $7) AS told
           ORDER BY told.created_at DESC, told.id DESC LIMIT $7"#,
        &tenants,
        account.0,
        filter.is_unread,
        codes.as_deref(),
        after.map(|(at, _)| at),
        after.map(|(_, id)| id),
        limit,
        &plans,
        &controls,
        &control(),
    )
    .fetch_all(conn.raw())
    .await?;
    Ok(rows.into_iter().map(Notification::from).collect())
}

/// How many notifications of a person a filter finds, of what they may read.
///
/// # Errors
/// When the database fails.
pub async fn count(conn: &mut Conn, account: AccountId, readable: &Readable, filter: &Filter) -> Result<i64> {
    let (tenants, plans, controls) = readable.columns();
    let codes = filter.codes();
    let count = sqlx::query_scalar!(
        r#"SELECT count(*) AS "count!"
           FROM unnest($1::uuid[], $5::boolean[], $6::boolean[]) AS own (tenant_id, plans, control)
           JOIN notification ON notification.tenant_id = own.tenant_id
           WHERE notification.tenant_id = ANY($1) AND account_id = $2
             AND CASE WHEN subject_kind = ANY($7) THEN own.control ELSE own.plans END
             AND (NOT $3::bool OR read_at IS NULL) AND ($4::text[] IS NULL OR kind = ANY($4))"#,
        &tenants,
        account.0,
        filter.is_unread,
        codes.as_deref(),
        &plans,
        &controls,
        &control(),
    )
    .fetch_one(conn.raw())
    .await?;
    Ok(count)
}

/// Notifications by id.
///
/// # Errors
/// When the database fails.
pub async fn by_ids(conn: &mut Conn, ids: &[NotificationId]) -> Result<Vec<Notification>> {
    let (tenants, rows): (Vec<Uuid>, Vec<Uuid>) = ids.iter().map(|id| (id.tenant.0, id.row)).unzip();
    let rows = sqlx::query_as!(
        Row,
        "SELECT told.tenant_id, told.id, membership_id, account_id, kind, reason, cause, subject_kind, subject_id,
           topic_id, position, actor_id, due_on, created_at, read_at
         FROM unnest((SELECT $1::uuid[]), (SELECT $2::uuid[])) AS wanted (tenant_id, id)
         JOIN notification AS told ON told.tenant_id = wanted.tenant_id AND told.id = wanted.id
         ORDER BY told.created_at, told.id",
        &tenants,
        &rows,
    )
    .fetch_all(conn.raw())
    .await?;
    Ok(rows.into_iter().map(Notification::from).collect())
}

/// Marks notifications of a person in one institution as read; all of them up to an instant when none is named.
/// Says how many were unread.
///
/// # Errors
/// When the database fails.
pub async fn mark_read(
    tx: &mut WriteTx,
    account: AccountId,
    ids: Option<&[Uuid]>,
    up_to: DateTime<Utc>,
) -> Result<u64> {
    let (tenant, now) = (tx.tenant(), tx.now());
    let done = sqlx::query!(
        "UPDATE notification SET read_at = $5 WHERE tenant_id = $1 AND account_id = $2 AND read_at IS NULL
           AND ($3::uuid[] IS NULL OR id = ANY($3)) AND created_at <= $4",
        tenant.0,
        account.0,
        ids,
        up_to,
        now,
    )
    .execute(tx.raw())
    .await?;
    Ok(done.rows_affected())
}

struct Row {
    tenant_id: Uuid,
    id: Uuid,
    membership_id: Uuid,
    account_id: Uuid,
    kind: String,
    reason: String,
    cause: String,
    subject_kind: String,
    subject_id: Uuid,
    topic_id: Uuid,
    position: Option<i64>,
    actor_id: Option<Uuid>,
    due_on: Option<NaiveDate>,
    created_at: DateTime<Utc>,
    read_at: Option<DateTime<Utc>>,
}

impl From<Row> for Notification {
    fn from(row: Row) -> Self {
        let tenant = TenantId(row.tenant_id);
        Self {
            id: NotificationId::new(tenant, row.id),
            membership: MembershipId::new(tenant, row.membership_id),
            account: AccountId(row.account_id),
            kind: NotificationKind::from_code(&row.kind).expect("a CHECK holds the column to the codes"),
            reason: NotificationReason::from_code(&row.reason)
                .expect("a CHECK holds the column to the codes"),
            cause: row.cause,
            subject_kind: Kind::known(&row.subject_kind),
            subject: row.subject_id,
            topic: row.topic_id,
            position: row.position,
            actor: row.actor_id.map(|actor| MembershipId::new(tenant, actor)),
            due_on: row.due_on,
            created_at: row.created_at,
            read_at: row.read_at,
        }
    }
}
