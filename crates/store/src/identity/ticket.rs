//! One-time links. Only the hash of a link's secret is stored.

use crate::{IdentityTx, Result};
use calitas_domain::id::{AccountId, InvitationId, TenantId};
use chrono::{DateTime, Utc};
use uuid::Uuid;

/// What a link is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Purpose {
    /// Choosing another password.
    Reset(AccountId),
    /// Taking up an invitation.
    Invitation(InvitationId),
}

/// Adds a link; an earlier one for the same purpose stops working.
///
/// # Errors
/// When the database fails.
pub async fn create(
    tx: &mut IdentityTx,
    secret_hash: &[u8],
    purpose: Purpose,
    expires_at: DateTime<Utc>,
) -> Result<()> {
    let (kind, account, tenant, invitation) = match purpose {
        Purpose::Reset(account) => ("RESET", Some(account.0), None, None),
        Purpose::Invitation(id) => ("INVITATION", None, Some(id.tenant.0), Some(id.row)),
    };
    sqlx::query!(
        "DELETE FROM ticket WHERE kind = $1 AND ((kind = 'RESET' AND account_id = $2)
           OR (kind = 'INVITATION' AND tenant_id = $3 AND invitation_id = $4))",
        kind,
        account,
        tenant,
        invitation,
    )
    .execute(tx.raw())
    .await?;
    sqlx::query!(
        "INSERT INTO ticket (secret_hash, kind, account_id, tenant_id, invitation_id, expires_at)
         VALUES ($1, $2, $3, $4, $5, $6)",
        secret_hash,
        kind,
        account,
        tenant,
        invitation,
        expires_at,
    )
    .execute(tx.raw())
    .await?;
    Ok(())
}

/// Adds links for invitations; earlier ones for the same invitations stop working.
///
/// # Errors
/// When the database fails.
pub async fn create_for_invitations(
    tx: &mut IdentityTx,
    links: &[(Vec<u8>, InvitationId, DateTime<Utc>)],
) -> Result<()> {
    let hashes: Vec<Vec<u8>> = links.iter().map(|(hash, ..)| hash.clone()).collect();
    let tenants: Vec<Uuid> = links.iter().map(|(_, id, _)| id.tenant.0).collect();
    let rows: Vec<Uuid> = links.iter().map(|(_, id, _)| id.row).collect();
    let ends: Vec<DateTime<Utc>> = links.iter().map(|(.., expires_at)| *expires_at).collect();
    sqlx::query!(
        "DELETE FROM ticket USING UNNEST($1::uuid[], $2::uuid[]) AS named (tenant_id, id)
         WHERE kind = 'INVITATION' AND ticket.tenant_id = named.tenant_id AND invitation_id = named.id",
        &tenants,
        &rows,
    )
    .execute(tx.raw())
    .await?;
    sqlx::query!(
        "INSERT INTO ticket (secret_hash, kind, tenant_id, invitation_id, expires_at)
         SELECT hash, 'INVITATION', tenant_id, id, expires_at
         FROM UNNEST($1::bytea[], $2::uuid[], $3::uuid[], $4::timestamptz[]) AS link (hash, tenant_id, id, expires_at)",
        &hashes,
        &tenants,
        &rows,
        &ends,
    )
    .execute(tx.raw())
    .await?;
    Ok(())
}

/// What an unused, current link is for; locked, so that it serves once.
///
/// # Errors
/// When the database fails.
pub async fn lock(tx: &mut IdentityTx, secret_hash: &[u8], now: DateTime<Utc>) -> Result<Option<Purpose>> {
    let row = sqlx::query_as!(
        Row,
        "SELECT kind, account_id, tenant_id, invitation_id FROM ticket
         WHERE secret_hash = $1 AND used_at IS NULL AND expires_at >= $2 FOR UPDATE",
        secret_hash,
        now,
    )
    .fetch_optional(tx.raw())
    .await?;
    Ok(row.and_then(Row::purpose))
}

/// Marks a link as used.
///
/// # Errors
/// When the database fails.
pub async fn spend(tx: &mut IdentityTx, secret_hash: &[u8], now: DateTime<Utc>) -> Result<()> {
    sqlx::query!("UPDATE ticket SET used_at = $2 WHERE secret_hash = $1", secret_hash, now)
        .execute(tx.raw())
        .await?;
    Ok(())
}

struct Row {
    kind: String,
    account_id: Option<Uuid>,
    tenant_id: Option<Uuid>,
    invitation_id: Option<Uuid>,
}

impl Row {
    fn purpose(self) -> Option<Purpose> {
        match self.kind.as_str() {
            "RESET" => self.account_id.map(|id| Purpose::Reset(AccountId(id))),
            _ => {
                let (tenant, row) = self.tenant_id.zip(self.invitation_id)?;
                Some(Purpose::Invitation(InvitationId::new(TenantId(tenant), row)))
            }
        }
    }
}
