//! Erasing what names a person, and the list of whom it was done to.

use crate::{Conn, IdentityTx, Result, WriteTx};
use calitas_domain::{
    id::{AccountId, MembershipId, TenantId},
    identity::{Erasure, Membership},
};
use chrono::{DateTime, Utc};
use uuid::Uuid;

/// Takes name and address out of an institution, with what was only the person's own there: what the person was told,
/// watched and saved for themselves. `place` is as it is from now on, `email` what it was.
///
/// # Errors
/// When the database fails.
pub async fn erase_place(tx: &mut WriteTx, place: &Membership, email: &str) -> Result<()> {
    let (tenant, row) = (place.id.tenant.0, place.id.row);
    super::membership::save(tx, place).await?;
    sqlx::query!(
        "UPDATE invitation SET email = '', display_name = $3,
           status = CASE status WHEN 'PENDING' THEN 'REVOKED' ELSE status END
         WHERE tenant_id = $1 AND email = $2",
        tenant,
        email,
        place.display_name,
    )
    .execute(tx.raw())
    .await?;
    sqlx::query!(
        "DELETE FROM notification WHERE tenant_id = $1 AND account_id = $2",
        tenant,
        place.account.0
    )
    .execute(tx.raw())
    .await?;
    sqlx::query!("DELETE FROM plan_action_watcher WHERE tenant_id = $1 AND membership_id = $2", tenant, row)
        .execute(tx.raw())
        .await?;
    sqlx::query!(
        "DELETE FROM saved_view WHERE tenant_id = $1 AND owner_id = $2 AND NOT is_shared",
        tenant,
        row
    )
    .execute(tx.raw())
    .await?;
    Ok(())
}

/// Adds an erasure to the list. One of the same place takes the place of an earlier one.
///
/// # Errors
/// When the database fails.
pub async fn record(tx: &mut WriteTx, erasure: &Erasure) -> Result<()> {
    sqlx::query!(
        "INSERT INTO erasure (tenant_id, membership_id, account_id, erased_at, basis, is_function_erased)
         VALUES ($1, $2, $3, $4, $5, $6)
         ON CONFLICT (tenant_id, membership_id) DO UPDATE
         SET erased_at = excluded.erased_at, basis = excluded.basis,
           is_function_erased = excluded.is_function_erased",
        erasure.membership.tenant.0,
        erasure.membership.row,
        erasure.account.0,
        erasure.at,
        erasure.basis,
        erasure.is_function_erased,
    )
    .execute(tx.raw())
    .await?;
    Ok(())
}

/// The erasures of an institution, the latest first.
///
/// # Errors
/// When the database fails.
pub async fn of_tenant(conn: &mut Conn, tenant: TenantId) -> Result<Vec<Erasure>> {
    let rows = sqlx::query_as!(
        Row,
        "SELECT tenant_id, membership_id, account_id, erased_at, basis, is_function_erased
         FROM erasure WHERE tenant_id = $1 ORDER BY erased_at DESC, membership_id",
        tenant.0,
    )
    .fetch_all(conn.raw())
    .await?;
    Ok(rows.into_iter().map(Erasure::from).collect())
}

/// Erases an account whose last place is being erased: nobody signs in with it again, and nothing tells whose it was.
/// Says whether it was the last place, and the account was not erased before.
///
/// # Errors
/// When the database fails.
pub async fn erase_account(
    tx: &mut IdentityTx,
    account: AccountId,
    but: MembershipId,
    now: DateTime<Utc>,
) -> Result<bool> {
    let id = account.0;
    let nobody = format!("{}@erased.invalid", id.simple());
    let found = sqlx::query!(
        "SELECT email FROM account WHERE id = $1 AND email <> $4 AND NOT EXISTS (
           SELECT FROM membership WHERE account_id = $1 AND email <> '' AND (tenant_id, id) <> ($2, $3)) FOR UPDATE",
        id,
        but.tenant.0,
        but.row,
        nobody,
    )
    .fetch_optional(tx.raw())
    .await?;
    let Some(found) = found else { return Ok(false) };
    sqlx::query!(
        "UPDATE account SET email = $2, display_name = '', password_hash = NULL, disabled_at = $3, version = version + 1
         WHERE id = $1",
        id,
        nobody,
        now,
    )
    .execute(tx.raw())
    .await?;
    sqlx::query!("DELETE FROM mail WHERE recipient = $1", found.email).execute(tx.raw()).await?;
    sqlx::query!("DELETE FROM session WHERE account_id = $1", id).execute(tx.raw()).await?;
    sqlx::query!("DELETE FROM ticket WHERE account_id = $1", id).execute(tx.raw()).await?;
    sqlx::query!("DELETE FROM recovery_code WHERE account_id = $1", id).execute(tx.raw()).await?;
    sqlx::query!("DELETE FROM second_factor WHERE account_id = $1", id).execute(tx.raw()).await?;
    sqlx::query!("DELETE FROM notification_setting WHERE account_id = $1", id).execute(tx.raw()).await?;
    sqlx::query!("DELETE FROM notification_mail WHERE account_id = $1", id).execute(tx.raw()).await?;
    sqlx::query!("DELETE FROM calendar_feed WHERE account_id = $1", id).execute(tx.raw()).await?;
    Ok(true)
}

struct Row {
    tenant_id: Uuid,
    membership_id: Uuid,
    account_id: Uuid,
    erased_at: DateTime<Utc>,
    basis: String,
    is_function_erased: bool,
}

impl From<Row> for Erasure {
    fn from(row: Row) -> Self {
        Self {
            membership: MembershipId::new(TenantId(row.tenant_id), row.membership_id),
            account: AccountId(row.account_id),
            at: row.erased_at,
            basis: row.basis,
            is_function_erased: row.is_function_erased,
        }
    }
}
