//! Notifications that wait for a mail. Put in where the notification is made, taken out where the mail is written, so
//! that each gets into one mail.

use crate::{IdentityTx, Result, WriteTx};
use calitas_domain::id::{AccountId, NotificationId, TenantId};
use chrono::{DateTime, Utc};
use uuid::Uuid;

/// Puts a notification into the next mail that leaves at or after an instant.
///
/// # Errors
/// When the database fails.
pub async fn put(
    tx: &mut WriteTx,
    notification: NotificationId,
    account: AccountId,
    due_at: DateTime<Utc>,
) -> Result<()> {
    sqlx::query!(
        "INSERT INTO notification_mail (tenant_id, notification_id, account_id, due_at) VALUES ($1, $2, $3, $4)",
        notification.tenant.0,
        notification.row,
        account.0,
        due_at,
    )
    .execute(tx.raw())
    .await?;
    Ok(())
}

/// Takes a person for whom a mail is due, if no other worker has them.
///
/// # Errors
/// When the database fails.
pub async fn take(
    tx: &mut IdentityTx,
    now: DateTime<Utc>,
) -> Result<Option<(AccountId, Vec<NotificationId>)>> {
    let account = sqlx::query_scalar!(
        "SELECT account.id FROM account
         WHERE EXISTS (SELECT FROM notification_mail AS waiting
           WHERE waiting.account_id = account.id AND waiting.due_at <= $1)
         LIMIT 1 FOR NO KEY UPDATE SKIP LOCKED",
        now,
    )
    .fetch_optional(tx.raw())
    .await?;
    let Some(account) = account else { return Ok(None) };
    let rows = sqlx::query!(
        "SELECT tenant_id, notification_id FROM notification_mail
         WHERE account_id = $1 AND due_at <= $2 ORDER BY notification_id",
        account,
        now,
    )
    .fetch_all(tx.raw())
    .await?;
    let ids = rows.into_iter().map(|row| NotificationId::new(TenantId(row.tenant_id), row.notification_id));
    Ok(Some((AccountId(account), ids.collect())))
}

/// Takes notifications out: they are in a mail, or in none.
///
/// # Errors
/// When the database fails.
pub async fn remove(tx: &mut IdentityTx, ids: &[NotificationId]) -> Result<()> {
    let (tenants, rows): (Vec<Uuid>, Vec<Uuid>) = ids.iter().map(|id| (id.tenant.0, id.row)).unzip();
    sqlx::query!(
        "DELETE FROM notification_mail AS waiting
         USING unnest((SELECT $1::uuid[]), (SELECT $2::uuid[])) AS done (tenant_id, id)
         WHERE waiting.tenant_id = done.tenant_id AND waiting.notification_id = done.id",
        &tenants,
        &rows,
    )
    .execute(tx.raw())
    .await?;
    Ok(())
}
