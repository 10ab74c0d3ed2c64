//! The second step of signing in. Secrets come sealed and stay so; of recovery codes only hashes are kept.

use crate::{IdentityTx, Result};
use calitas_domain::id::AccountId;
use chrono::{DateTime, Utc};
use uuid::Uuid;

/// A sealed secret.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sealed {
    /// Names the key it was sealed with.
    pub key_id: String,
    /// Nonce, text and tag.
    pub bytes: Vec<u8>,
}

/// What is known of an account's authenticator app.
#[derive(Debug, Clone)]
pub struct Stored {
    /// Its secret.
    pub secret: Sealed,
    /// When it was set up.
    pub created_at: DateTime<Utc>,
    /// The step of time whose code was used last.
    pub last_step: i64,
}

/// Stores a secret that waits to be confirmed, instead of an earlier one.
///
/// # Errors
/// When the database fails.
pub async fn propose(
    tx: &mut IdentityTx,
    account: AccountId,
    secret: &Sealed,
    now: DateTime<Utc>,
) -> Result<()> {
    sqlx::query!(
        "INSERT INTO second_factor (account_id, state, key_id, secret, created_at) VALUES ($1, 'PENDING', $2, $3, $4)
         ON CONFLICT (account_id, state) DO UPDATE SET key_id = $2, secret = $3, created_at = $4, last_step = 0",
        account.0,
        secret.key_id,
        secret.bytes,
        now,
    )
    .execute(tx.raw())
    .await?;
    Ok(())
}

/// The secret that waits to be confirmed, locked.
///
/// # Errors
/// When the database fails.
pub async fn lock_proposed(tx: &mut IdentityTx, account: AccountId) -> Result<Option<Stored>> {
    lock(tx, account, "PENDING").await
}

/// The secret in use, locked, so that a code serves once.
///
/// # Errors
/// When the database fails.
pub async fn lock_confirmed(tx: &mut IdentityTx, account: AccountId) -> Result<Option<Stored>> {
    lock(tx, account, "CONFIRMED").await
}

async fn lock(tx: &mut IdentityTx, account: AccountId, state: &str) -> Result<Option<Stored>> {
    let row = sqlx::query!(
        "SELECT key_id, secret, created_at, last_step FROM second_factor
         WHERE account_id = $1 AND state = $2 FOR UPDATE",
        account.0,
        state,
    )
    .fetch_optional(tx.raw())
    .await?;
    Ok(row.map(|row| Stored {
        secret: Sealed { key_id: row.key_id, bytes: row.secret },
        created_at: row.created_at,
        last_step: row.last_step,
    }))
}

/// Takes the secret that waits into use, instead of the one before.
///
/// # Errors
/// When the database fails.
pub async fn confirm(tx: &mut IdentityTx, account: AccountId, step: i64, now: DateTime<Utc>) -> Result<()> {
    sqlx::query!("DELETE FROM second_factor WHERE account_id = $1 AND state = 'CONFIRMED'", account.0)
        .execute(tx.raw())
        .await?;
    sqlx::query!(
        "UPDATE second_factor SET state = 'CONFIRMED', last_step = $2, created_at = $3
         WHERE account_id = $1 AND state = 'PENDING'",
        account.0,
        step,
        now,
    )
    .execute(tx.raw())
    .await?;
    Ok(())
}

/// Remembers which step's code was used, with the secret sealed as it is now.
///
/// # Errors
/// When the database fails.
pub async fn used(tx: &mut IdentityTx, account: AccountId, step: i64, secret: &Sealed) -> Result<()> {
    sqlx::query!(
        "UPDATE second_factor SET last_step = $2, key_id = $3, secret = $4
         WHERE account_id = $1 AND state = 'CONFIRMED'",
        account.0,
        step,
        secret.key_id,
        secret.bytes,
    )
    .execute(tx.raw())
    .await?;
    Ok(())
}

/// Removes secrets and recovery codes of an account, and says whether there was a secret in use.
///
/// # Errors
/// When the database fails.
pub async fn remove(tx: &mut IdentityTx, account: AccountId) -> Result<bool> {
    sqlx::query!("DELETE FROM recovery_code WHERE account_id = $1", account.0).execute(tx.raw()).await?;
    let removed =
        sqlx::query_scalar!("DELETE FROM second_factor WHERE account_id = $1 RETURNING state", account.0)
            .fetch_all(tx.raw())
            .await?;
    Ok(removed.iter().any(|state| state == "CONFIRMED"))
}

/// Gives an account other recovery codes.
///
/// # Errors
/// When the database fails.
pub async fn replace_recovery(tx: &mut IdentityTx, account: AccountId, hashes: &[Vec<u8>]) -> Result<()> {
    sqlx::query!("DELETE FROM recovery_code WHERE account_id = $1", account.0).execute(tx.raw()).await?;
    sqlx::query!(
        "INSERT INTO recovery_code (account_id, code_hash) SELECT $1, code_hash FROM unnest($2::bytea[]) AS code_hash",
        account.0,
        hashes,
    )
    .execute(tx.raw())
    .await?;
    Ok(())
}

/// Uses a recovery code up, if it is one that is left.
///
/// # Errors
/// When the database fails.
pub async fn spend_recovery(
    tx: &mut IdentityTx,
    account: AccountId,
    hash: &[u8],
    now: DateTime<Utc>,
) -> Result<bool> {
    let spent = sqlx::query!(
        "UPDATE recovery_code SET used_at = $3 WHERE account_id = $1 AND code_hash = $2 AND used_at IS NULL",
        account.0,
        hash,
        now,
    )
    .execute(tx.raw())
    .await?;
    Ok(spent.rows_affected() == 1)
}

/// Since when an account has the second step, and how many recovery codes are left.
///
/// # Errors
/// When the database fails.
pub async fn state(tx: &mut IdentityTx, account: AccountId) -> Result<Option<(DateTime<Utc>, i64)>> {
    let row = sqlx::query!(
        r#"SELECT created_at, (SELECT count(*) FROM recovery_code
             WHERE recovery_code.account_id = second_factor.account_id AND used_at IS NULL) AS "left!"
           FROM second_factor WHERE account_id = $1 AND state = 'CONFIRMED'"#,
        account.0,
    )
    .fetch_optional(tx.raw())
    .await?;
    Ok(row.map(|row| (row.created_at, row.left)))
}

/// Those of some accounts that have the second step.
///
/// # Errors
/// When the database fails.
pub async fn having(tx: &mut IdentityTx, accounts: &[AccountId]) -> Result<Vec<AccountId>> {
    let ids: Vec<Uuid> = accounts.iter().map(|account| account.0).collect();
    let found = sqlx::query_scalar!(
        "SELECT account_id FROM second_factor WHERE account_id = ANY($1) AND state = 'CONFIRMED'",
        &ids,
    )
    .fetch_all(tx.raw())
    .await?;
    Ok(found.into_iter().map(AccountId).collect())
}

/// Secrets in use that were sealed with another key, locked; at most so many.
///
/// # Errors
/// When the database fails.
pub async fn lock_sealed_otherwise(
    tx: &mut IdentityTx,
    key_id: &str,
    limit: i64,
) -> Result<Vec<(AccountId, Sealed)>> {
    let rows = sqlx::query!(
        "SELECT account_id, key_id, secret FROM second_factor
         WHERE state = 'CONFIRMED' AND key_id <> $1 ORDER BY account_id LIMIT $2 FOR UPDATE SKIP LOCKED",
        key_id,
        limit,
    )
    .fetch_all(tx.raw())
    .await?;
    Ok(rows
        .into_iter()
        .map(|row| (AccountId(row.account_id), Sealed { key_id: row.key_id, bytes: row.secret }))
        .collect())
}

/// Stores a secret sealed anew.
///
/// # Errors
/// When the database fails.
pub async fn reseal(tx: &mut IdentityTx, account: AccountId, secret: &Sealed) -> Result<()> {
    sqlx::query!(
        "UPDATE second_factor SET key_id = $2, secret = $3 WHERE account_id = $1 AND state = 'CONFIRMED'",
        account.0,
        secret.key_id,
        secret.bytes,
    )
    .execute(tx.raw())
    .await?;
    Ok(())
}
