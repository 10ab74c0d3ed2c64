//! What stands at the head of the documents of institutions.

use crate::{Conn, Result, WriteTx};
use calitas_domain::{
    id::TenantId,
    tenancy::{Letterhead, Logo},
};
use uuid::Uuid;

/// The letterhead of an institution; absent while it decided nothing.
///
/// # Errors
/// When the database fails.
pub async fn of_tenant(conn: &mut Conn, tenant: TenantId) -> Result<Option<Letterhead>> {
    let row = sqlx::query_as!(
        Row,
        "SELECT tenant_id, contact, logo, logo_alt, version FROM letterhead WHERE tenant_id = $1",
        tenant.0,
    )
    .fetch_optional(conn.raw())
    .await?;
    Ok(row.map(Letterhead::from))
}

/// The letterhead of the institution that is written to, locked for changing.
///
/// # Errors
/// When the database fails.
pub async fn lock(tx: &mut WriteTx) -> Result<Letterhead> {
    let tenant = tx.tenant();
    // A row to be locked, also the first time; rolled back with the rest.
    sqlx::query!(
        "INSERT INTO letterhead (tenant_id, contact, logo_alt, version) VALUES ($1, '', '', 0)
         ON CONFLICT (tenant_id) DO NOTHING",
        tenant.0,
    )
    .execute(tx.raw())
    .await?;
    let row = sqlx::query_as!(
        Row,
        "SELECT tenant_id, contact, logo, logo_alt, version FROM letterhead WHERE tenant_id = $1 FOR UPDATE",
        tenant.0,
    )
    .fetch_one(tx.raw())
    .await?;
    Ok(row.into())
}

/// Stores a letterhead that was locked.
///
/// # Errors
/// When the database fails.
pub async fn save(tx: &mut WriteTx, letterhead: &Letterhead) -> Result<()> {
    let logo = letterhead.logo.as_ref();
    sqlx::query!(
        "UPDATE letterhead SET contact = $2, logo = $3, logo_alt = $4, version = $5 WHERE tenant_id = $1",
        letterhead.tenant.0,
        letterhead.contact,
        logo.map(|logo| logo.bytes.as_slice()),
        logo.map_or("", |logo| &logo.alt),
        letterhead.version,
    )
    .execute(tx.raw())
    .await?;
    Ok(())
}

struct Row {
    tenant_id: Uuid,
    contact: String,
    logo: Option<Vec<u8>>,
    logo_alt: String,
    version: i32,
}

impl From<Row> for Letterhead {
    fn from(row: Row) -> Self {
        Self {
            tenant: TenantId(row.tenant_id),
            contact: row.contact,
            logo: row.logo.map(|bytes| Logo { bytes, alt: row.logo_alt }),
            version: row.version,
        }
    }
}
