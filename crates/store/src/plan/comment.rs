//! Comments on actions and whom they mention.

use crate::{Conn, Result, WriteTx};
use calitas_domain::{
    id::{MembershipId, PlanActionCommentId, PlanActionId, PlanId, TenantId},
    plan::Comment,
};
use chrono::{DateTime, Utc};
use uuid::Uuid;

/// Adds a comment with its mentions.
///
/// # Errors
/// When somebody mentioned is not of the institution, or the database fails.
pub async fn create(tx: &mut WriteTx, comment: &Comment) -> Result<()> {
    sqlx::query!(
        "INSERT INTO plan_action_comment (tenant_id, id, plan_id, action_id, author_id, body, created_at, version)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
        comment.id.tenant.0,
        comment.id.row,
        comment.plan.row,
        comment.action.row,
        comment.author.row,
        comment.body,
        comment.created_at,
        comment.version,
    )
    .execute(tx.raw())
    .await?;
    save_mentions(tx, comment).await
}

/// Stores a changed comment; who was mentioned before and still is has not to read it again.
///
/// # Errors
/// When somebody mentioned is not of the institution, or the database fails.
pub async fn save(tx: &mut WriteTx, comment: &Comment) -> Result<()> {
    sqlx::query!(
        "UPDATE plan_action_comment SET body = $3, edited_at = $4, version = $5 WHERE tenant_id = $1 AND id = $2",
        comment.id.tenant.0,
        comment.id.row,
        comment.body,
        comment.edited_at,
        comment.version,
    )
    .execute(tx.raw())
    .await?;
    let mentioned: Vec<Uuid> = comment.mentions.iter().map(|person| person.row).collect();
    sqlx::query!(
        "DELETE FROM plan_action_mention WHERE tenant_id = $1 AND comment_id = $2 AND membership_id <> ALL($3)",
        comment.id.tenant.0,
        comment.id.row,
        &mentioned,
    )
    .execute(tx.raw())
    .await?;
    save_mentions(tx, comment).await
}

async fn save_mentions(tx: &mut WriteTx, comment: &Comment) -> Result<()> {
    if comment.mentions.is_empty() {
        return Ok(());
    }
    let now = tx.now();
    let mentioned: Vec<Uuid> = comment.mentions.iter().map(|person| person.row).collect();
    sqlx::query!(
        "INSERT INTO plan_action_mention (tenant_id, plan_id, action_id, comment_id, membership_id, created_at)
         SELECT $1, $2, $3, $4, membership_id, $6 FROM unnest($5::uuid[]) AS membership_id
         ON CONFLICT DO NOTHING",
        comment.id.tenant.0,
        comment.plan.row,
        comment.action.row,
        comment.id.row,
        &mentioned,
        now,
    )
    .execute(tx.raw())
    .await?;
    Ok(())
}

/// Deletes a comment with its mentions.
///
/// # Errors
/// When the database fails.
pub async fn delete(tx: &mut WriteTx, id: PlanActionCommentId) -> Result<()> {
    sqlx::query!("DELETE FROM plan_action_comment WHERE tenant_id = $1 AND id = $2", id.tenant.0, id.row)
        .execute(tx.raw())
        .await?;
    Ok(())
}

/// A comment, locked for changing.
///
/// # Errors
/// When the database fails.
pub async fn lock(tx: &mut WriteTx, id: PlanActionCommentId) -> Result<Option<Comment>> {
    let locked = sqlx::query!(
        "SELECT id FROM plan_action_comment WHERE tenant_id = $1 AND id = $2 FOR UPDATE",
        id.tenant.0,
        id.row,
    )
    .fetch_optional(tx.raw())
    .await?;
    if locked.is_none() {
        return Ok(None);
    }
    Ok(by_ids(tx, &[id]).await?.pop())
}

/// Comments by id; those out of scope are left out.
///
/// # Errors
/// When the database fails.
pub async fn by_ids(conn: &mut Conn, ids: &[PlanActionCommentId]) -> Result<Vec<Comment>> {
    let (tenants, rows): (Vec<Uuid>, Vec<Uuid>) = ids.iter().map(|id| (id.tenant.0, id.row)).unzip();
    let rows = sqlx::query_as!(
        Row,
        r#"SELECT comment.tenant_id, comment.id, comment.plan_id, comment.action_id, comment.author_id, comment.body,
             comment.created_at, comment.edited_at, comment.version,
             (SELECT coalesce(array_agg(mention.membership_id ORDER BY mention.membership_id), '{}')
                FROM plan_action_mention AS mention
                WHERE mention.tenant_id = comment.tenant_id AND mention.comment_id = comment.id)
               AS "mentions!: Vec<Uuid>"
           FROM unnest((SELECT $1::uuid[]), (SELECT $2::uuid[])) AS wanted (tenant_id, id)
           JOIN plan_action_comment AS comment
             ON comment.tenant_id = wanted.tenant_id AND comment.id = wanted.id"#,
        &tenants,
        &rows,
    )
    .fetch_all(conn.raw())
    .await?;
    Ok(rows.into_iter().map(Comment::from).collect())
}

/// Comments on several actions, the oldest first: up to `limit` of each, after an instant and comment.
///
/// # Errors
/// When the database fails.
pub async fn page(
    conn: &mut Conn,
    actions: &[PlanActionId],
    after: Option<(DateTime<Utc>, Uuid)>,
    limit: i64,
) -> Result<Vec<Comment>> {
    let (tenants, ids): (Vec<Uuid>, Vec<Uuid>) = actions.iter().map(|id| (id.tenant.0, id.row)).unzip();
    let rows = sqlx::query_as!(
        Row,
        r#"SELECT found.tenant_id, found.id, found.plan_id, found.action_id, found.author_id, found.body,
             found.created_at, found.edited_at, found.version,
             (SELECT coalesce(array_agg(mention.membership_id ORDER BY mention.membership_id), '{}')
                FROM plan_action_mention AS mention
                WHERE mention.tenant_id = found.tenant_id AND mention.comment_id = found.id)
               AS "mentions!: Vec<Uuid>"
           FROM unnest((SELECT $1::uuid[]), (SELECT $2::uuid[])) AS wanted (tenant_id, id)
           CROSS JOIN LATERAL (
             SELECT comment.tenant_id, comment.id, comment.plan_id, comment.action_id, comment.author_id,
               comment.body, comment.created_at, comment.edited_at, comment.version
             FROM plan_action_comment AS comment
             WHERE comment.tenant_id = wanted.tenant_id AND comment.action_id = wanted.id
               AND ($4::uuid IS NULL OR (comment.created_at, comment.id) > ($3, $4))
             ORDER BY comment.created_at, comment.id LIMIT $5
           ) AS found
           ORDER BY found.created_at, found.id"#,
        &tenants,
        &ids,
        after.map(|(at, _)| at),
        after.map(|(_, id)| id),
        limit,
    )
    .fetch_all(conn.raw())
    .await?;
    Ok(rows.into_iter().map(Comment::from).collect())
}

/// How many comments several actions have; those without any are left out.
///
/// # Errors
/// When the database fails.
pub async fn counts(conn: &mut Conn, actions: &[PlanActionId]) -> Result<Vec<(PlanActionId, i64)>> {
    let (tenants, ids): (Vec<Uuid>, Vec<Uuid>) = actions.iter().map(|id| (id.tenant.0, id.row)).unzip();
    let rows = sqlx::query!(
        r#"SELECT comment.tenant_id, comment.action_id, count(*) AS "count!"
           FROM unnest((SELECT $1::uuid[]), (SELECT $2::uuid[])) AS wanted (tenant_id, id)
           JOIN plan_action_comment AS comment
             ON comment.tenant_id = wanted.tenant_id AND comment.action_id = wanted.id
           GROUP BY comment.tenant_id, comment.action_id"#,
        &tenants,
        &ids,
    )
    .fetch_all(conn.raw())
    .await?;
    Ok(rows
        .into_iter()
        .map(|row| (PlanActionId::new(TenantId(row.tenant_id), row.action_id), row.count))
        .collect())
}

/// Marks what mentions a person on an action as read. Says how many mentions there were.
///
/// # Errors
/// When the database fails.
pub async fn mark_read(tx: &mut WriteTx, action: PlanActionId, person: MembershipId) -> Result<u64> {
    let now = tx.now();
    let done = sqlx::query!(
        "UPDATE plan_action_mention SET read_at = $4
         WHERE tenant_id = $1 AND action_id = $2 AND membership_id = $3 AND read_at IS NULL",
        action.tenant.0,
        action.row,
        person.row,
        now,
    )
    .execute(tx.raw())
    .await?;
    Ok(done.rows_affected())
}

struct Row {
    tenant_id: Uuid,
    id: Uuid,
    plan_id: Uuid,
    action_id: Uuid,
    author_id: Uuid,
    body: String,
    created_at: DateTime<Utc>,
    edited_at: Option<DateTime<Utc>>,
    version: i32,
    mentions: Vec<Uuid>,
}

impl From<Row> for Comment {
    fn from(row: Row) -> Self {
        let tenant = TenantId(row.tenant_id);
        Self {
            id: PlanActionCommentId::new(tenant, row.id),
            action: PlanActionId::new(tenant, row.action_id),
            plan: PlanId::new(tenant, row.plan_id),
            body: row.body,
            author: MembershipId::new(tenant, row.author_id),
            created_at: row.created_at,
            edited_at: row.edited_at,
            mentions: row.mentions.into_iter().map(|person| MembershipId::new(tenant, person)).collect(),
            version: row.version,
        }
    }
}
