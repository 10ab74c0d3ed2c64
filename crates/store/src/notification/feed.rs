//! Addresses of calendars. Whoever has the secret reads; only its hash is kept.

use crate::{IdentityTx, Result};
use calitas_domain::{
    calendar::FeedOwner,
    id::{AccountId, TenantId},
};
use chrono::{DateTime, Utc};

/// Puts another address in place of the one there was.
///
/// # Errors
/// When the database fails.
pub async fn renew(tx: &mut IdentityTx, owner: FeedOwner, hash: &[u8], now: DateTime<Utc>) -> Result<()> {
    revoke(tx, owner).await?;
    let (account, tenant) = columns(owner);
    sqlx::query!(
        "INSERT INTO calendar_feed (secret_hash, account_id, tenant_id, created_at) VALUES ($1, $2, $3, $4)",
        hash,
        account,
        tenant,
        now,
    )
    .execute(tx.raw())
    .await?;
    Ok(())
}

/// Makes an address stop working. Says whether there was one.
///
/// # Errors
/// When the database fails.
pub async fn revoke(tx: &mut IdentityTx, owner: FeedOwner) -> Result<bool> {
    let (account, tenant) = columns(owner);
    let done =
        sqlx::query!("DELETE FROM calendar_feed WHERE account_id = $1 OR tenant_id = $2", account, tenant,)
            .execute(tx.raw())
            .await?;
    Ok(done.rows_affected() > 0)
}

/// When the address in use was made.
///
/// # Errors
/// When the database fails.
pub async fn since(tx: &mut IdentityTx, owner: FeedOwner) -> Result<Option<DateTime<Utc>>> {
    let (account, tenant) = columns(owner);
    let row = sqlx::query_scalar!(
        "SELECT created_at FROM calendar_feed WHERE account_id = $1 OR tenant_id = $2",
        account,
        tenant,
    )
    .fetch_optional(tx.raw())
    .await?;
    Ok(row)
}

/// Whose calendar a secret opens.
///
/// # Errors
/// When the database fails.
pub async fn owner(tx: &mut IdentityTx, hash: &[u8]) -> Result<Option<FeedOwner>> {
    let row = sqlx::query!("SELECT account_id, tenant_id FROM calendar_feed WHERE secret_hash = $1", hash)
        .fetch_optional(tx.raw())
        .await?;
    Ok(row.and_then(|row| match (row.account_id, row.tenant_id) {
        (Some(account), _) => Some(FeedOwner::Person(AccountId(account))),
        (None, Some(tenant)) => Some(FeedOwner::Institution(TenantId(tenant))),
        (None, None) => None,
    }))
}

fn columns(owner: FeedOwner) -> (Option<uuid::Uuid>, Option<uuid::Uuid>) {
    match owner {
        FeedOwner::Person(account) => (Some(account.0), None),
        FeedOwner::Institution(tenant) => (None, Some(tenant.0)),
    }
}
