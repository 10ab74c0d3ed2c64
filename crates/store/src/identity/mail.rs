//! The outbox: mail is stored in the transaction that causes it and sent afterwards by whoever is free.

use crate::{Conn, IdentityTx, Result};
use chrono::{DateTime, Utc};
use uuid::Uuid;

/// A mail.
#[derive(Debug, Clone)]
pub struct Mail {
    /// Identity, also its Message-ID.
    pub id: Uuid,
    /// Address.
    pub recipient: String,
    /// Subject line.
    pub subject: String,
    /// Plain text.
    pub body: String,
    /// Where such mails are turned off with one click, if they can be.
    pub unsubscribe_url: Option<String>,
    /// When it was caused.
    pub created_at: DateTime<Utc>,
    /// How often sending was tried.
    pub attempts: i32,
}

/// Puts a mail into the outbox.
///
/// # Errors
/// When the database fails.
pub async fn enqueue(conn: &mut Conn, mail: &Mail) -> Result<()> {
    sqlx::query!(
        "INSERT INTO mail (id, recipient, subject, body, unsubscribe_url, created_at, not_before)
         VALUES ($1, $2, $3, $4, $5, $6, $6)",
        mail.id,
        mail.recipient,
        mail.subject,
        mail.body,
        mail.unsubscribe_url,
        mail.created_at,
    )
    .execute(conn.raw())
    .await?;
    Ok(())
}

/// Puts several mails into the outbox.
///
/// # Errors
/// When the database fails.
pub async fn enqueue_all(conn: &mut Conn, mails: &[Mail]) -> Result<()> {
    let text = |part: fn(&Mail) -> &String| -> Vec<String> { mails.iter().map(part).cloned().collect() };
    let ids: Vec<Uuid> = mails.iter().map(|mail| mail.id).collect();
    let unsubscribe_urls: Vec<Option<String>> =
        mails.iter().map(|mail| mail.unsubscribe_url.clone()).collect();
    let created_at: Vec<DateTime<Utc>> = mails.iter().map(|mail| mail.created_at).collect();
    sqlx::query!(
        "INSERT INTO mail (id, recipient, subject, body, unsubscribe_url, created_at, not_before)
         SELECT id, recipient, subject, body, unsubscribe_url, created_at, created_at
         FROM UNNEST($1::uuid[], $2::text[], $3::text[], $4::text[], $5::text[], $6::timestamptz[])
           AS given (id, recipient, subject, body, unsubscribe_url, created_at)",
        &ids,
        &text(|mail| &mail.recipient),
        &text(|mail| &mail.subject),
        &text(|mail| &mail.body),
        &unsubscribe_urls as &[Option<String>],
        &created_at,
    )
    .execute(conn.raw())
    .await?;
    Ok(())
}

/// Takes the next mail that is due, if no other worker has it, and keeps it from the others until `until`. Commit
/// before delivering: nothing waits for a mail server inside a transaction, and who dies meanwhile loses no mail.
///
/// # Errors
/// When the database fails.
pub async fn take(tx: &mut IdentityTx, now: DateTime<Utc>, until: DateTime<Utc>) -> Result<Option<Mail>> {
    let mail = sqlx::query_as!(
        Mail,
        "UPDATE mail SET not_before = $2, attempts = attempts + 1 WHERE id = (
           SELECT waiting.id FROM mail AS waiting
           WHERE waiting.sent_at IS NULL AND waiting.not_before <= $1
           ORDER BY waiting.not_before LIMIT 1 FOR UPDATE SKIP LOCKED)
         RETURNING id, recipient, subject, body, unsubscribe_url, created_at, attempts",
        now,
        until,
    )
    .fetch_optional(tx.raw())
    .await?;
    Ok(mail)
}

/// Marks a mail as sent and forgets its text, which may hold a one-time link.
///
/// # Errors
/// When the database fails.
pub async fn sent(tx: &mut IdentityTx, id: Uuid, now: DateTime<Utc>) -> Result<()> {
    sqlx::query!(
        "UPDATE mail SET sent_at = $2, body = '', unsubscribe_url = NULL, last_error = NULL WHERE id = $1",
        id,
        now,
    )
    .execute(tx.raw())
    .await?;
    Ok(())
}

/// Puts a mail back until later.
///
/// # Errors
/// When the database fails.
pub async fn failed(tx: &mut IdentityTx, id: Uuid, not_before: DateTime<Utc>, error: &str) -> Result<()> {
    sqlx::query!("UPDATE mail SET not_before = $2, last_error = $3 WHERE id = $1", id, not_before, error,)
        .execute(tx.raw())
        .await?;
    Ok(())
}

/// How the outbox stands.
#[derive(Debug, Clone, Copy)]
pub struct Backlog {
    /// Mails that wait.
    pub waiting_count: i64,
    /// When the longest waiting one was caused.
    pub oldest_at: Option<DateTime<Utc>>,
    /// Mails that were given up.
    pub given_up_count: i64,
}

/// How the outbox stands; a mail is given up after `tries`.
///
/// # Errors
/// When the database fails.
pub async fn backlog(tx: &mut IdentityTx, tries: i32) -> Result<Backlog> {
    let row = sqlx::query_as!(
        Backlog,
        r#"SELECT count(*) FILTER (WHERE attempts < $1) AS "waiting_count!",
             min(created_at) FILTER (WHERE attempts < $1) AS oldest_at,
             count(*) FILTER (WHERE attempts >= $1) AS "given_up_count!"
           FROM mail WHERE sent_at IS NULL"#,
        tries,
    )
    .fetch_one(tx.raw())
    .await?;
    Ok(row)
}

/// The newest unsent mails: what the demonstration's mailbox shows.
///
/// # Errors
/// When the database fails.
pub async fn newest(tx: &mut IdentityTx, limit: i64) -> Result<Vec<Mail>> {
    let mails = sqlx::query_as!(
        Mail,
        "SELECT id, recipient, subject, body, unsubscribe_url, created_at, attempts FROM mail WHERE sent_at IS NULL
         ORDER BY created_at DESC LIMIT $1",
        limit,
    )
    .fetch_all(tx.raw())
    .await?;
    Ok(mails)
}
