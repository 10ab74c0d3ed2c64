//! Signed-in devices.

use crate::{IdentityTx, Result};
use calitas_domain::{
    id::{AccountId, SessionId},
    identity::Session,
};
use chrono::{DateTime, Utc};
use uuid::Uuid;

/// Begins a session.
///
/// # Errors
/// When the database fails.
pub async fn create(tx: &mut IdentityTx, session: &Session) -> Result<()> {
    sqlx::query!(
        "INSERT INTO session (id, account_id, created_at, last_seen_at, device, generation, rotated_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7)",
        session.id.0,
        session.account.0,
        session.created_at,
        session.last_seen_at,
        session.device,
        session.generation,
        session.rotated_at,
    )
    .execute(tx.raw())
    .await?;
    Ok(())
}

/// A session, locked for changing.
///
/// # Errors
/// When the database fails.
pub async fn lock(tx: &mut IdentityTx, id: SessionId) -> Result<Option<Session>> {
    let row = sqlx::query_as!(
        Row,
        "SELECT id, account_id, created_at, last_seen_at, device, generation, rotated_at, revoked_at
         FROM session WHERE id = $1 FOR UPDATE",
        id.0,
    )
    .fetch_optional(tx.raw())
    .await?;
    Ok(row.map(Session::from))
}

/// A session.
///
/// # Errors
/// When the database fails.
pub async fn find(tx: &mut IdentityTx, id: SessionId) -> Result<Option<Session>> {
    let row = sqlx::query_as!(
        Row,
        "SELECT id, account_id, created_at, last_seen_at, device, generation, rotated_at, revoked_at
         FROM session WHERE id = $1",
        id.0,
    )
    .fetch_optional(tx.raw())
    .await?;
    Ok(row.map(Session::from))
}

/// The sessions of an account that were not ended, the last used first.
///
/// # Errors
/// When the database fails.
pub async fn of_account(tx: &mut IdentityTx, account: AccountId) -> Result<Vec<Session>> {
    let rows = sqlx::query_as!(
        Row,
        "SELECT id, account_id, created_at, last_seen_at, device, generation, rotated_at, revoked_at
         FROM session WHERE account_id = $1 AND revoked_at IS NULL ORDER BY last_seen_at DESC LIMIT 100",
        account.0,
    )
    .fetch_all(tx.raw())
    .await?;
    Ok(rows.into_iter().map(Session::from).collect())
}

/// Stores the token that is now in use.
///
/// # Errors
/// When the database fails.
pub async fn rotate(tx: &mut IdentityTx, id: SessionId, generation: i32, now: DateTime<Utc>) -> Result<()> {
    sqlx::query!(
        "UPDATE session SET generation = $2, rotated_at = $3, last_seen_at = $3 WHERE id = $1",
        id.0,
        generation,
        now,
    )
    .execute(tx.raw())
    .await?;
    Ok(())
}

/// Ends one session of an account.
///
/// # Errors
/// When the database fails.
pub async fn revoke(
    tx: &mut IdentityTx,
    account: AccountId,
    id: SessionId,
    now: DateTime<Utc>,
) -> Result<bool> {
    let ended = sqlx::query!(
        "UPDATE session SET revoked_at = $3 WHERE account_id = $1 AND id = $2 AND revoked_at IS NULL",
        account.0,
        id.0,
        now,
    )
    .execute(tx.raw())
    .await?;
    Ok(ended.rows_affected() == 1)
}

/// Ends all sessions of an account, but for one that may stay.
///
/// # Errors
/// When the database fails.
pub async fn revoke_all(
    tx: &mut IdentityTx,
    account: AccountId,
    but: Option<SessionId>,
    now: DateTime<Utc>,
) -> Result<()> {
    sqlx::query!(
        "UPDATE session SET revoked_at = $3
         WHERE account_id = $1 AND ($2::uuid IS NULL OR id <> $2) AND revoked_at IS NULL",
        account.0,
        but.map(|session| session.0),
        now,
    )
    .execute(tx.raw())
    .await?;
    Ok(())
}

struct Row {
    id: Uuid,
    account_id: Uuid,
    created_at: DateTime<Utc>,
    last_seen_at: DateTime<Utc>,
    device: String,
    generation: i32,
    rotated_at: DateTime<Utc>,
    revoked_at: Option<DateTime<Utc>>,
}

impl From<Row> for Session {
    fn from(row: Row) -> Self {
        Self {
            id: SessionId(row.id),
            account: AccountId(row.account_id),
            created_at: row.created_at,
            last_seen_at: row.last_seen_at,
            device: row.device,
            generation: row.generation,
            rotated_at: row.rotated_at,
            revoked_at: row.revoked_at,
        }
    }
}
