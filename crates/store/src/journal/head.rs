//! Signed daily heads of the journals. Rows are only added.

use crate::{Conn, Result, WriteTx};
use calitas_domain::{
    id::TenantId,
    journal::{Head, SignedHead},
};
use chrono::{DateTime, NaiveDate, Utc};
use uuid::Uuid;

/// Institutions whose journal has entries and no head of a day.
///
/// # Errors
/// When the database fails.
pub async fn due(conn: &mut Conn, tenants: &[TenantId], day: NaiveDate) -> Result<Vec<TenantId>> {
    let tenants: Vec<Uuid> = tenants.iter().map(|tenant| tenant.0).collect();
    let rows = sqlx::query!(
        "SELECT stream.tenant_id FROM stream_head AS stream
         WHERE stream.tenant_id = ANY($1) AND stream.position > 0
           AND NOT EXISTS (SELECT FROM journal_head AS head
             WHERE head.tenant_id = stream.tenant_id AND head.day = $2)
         ORDER BY stream.tenant_id",
        &tenants,
        day,
    )
    .fetch_all(conn.raw())
    .await?;
    Ok(rows.into_iter().map(|row| TenantId(row.tenant_id)).collect())
}

/// Keeps a head, unless another worker was faster with that day's.
///
/// # Errors
/// When the database fails.
pub async fn add(tx: &mut WriteTx, signed: &SignedHead) -> Result<()> {
    let SignedHead { head, public_key, signature } = signed;
    sqlx::query!(
        "INSERT INTO journal_head (tenant_id, day, position, hash, at, public_key, signature)
         VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (tenant_id, day) DO NOTHING",
        head.tenant.0,
        head.day,
        head.position,
        head.hash,
        head.at,
        public_key,
        signature,
    )
    .execute(tx.raw())
    .await?;
    Ok(())
}

/// Heads of an institution before a day, the latest first.
///
/// # Errors
/// When the database fails.
pub async fn before(
    conn: &mut Conn,
    tenant: TenantId,
    day: Option<NaiveDate>,
    limit: i64,
) -> Result<Vec<SignedHead>> {
    let rows = sqlx::query_as!(
        Row,
        "SELECT tenant_id, day, position, hash, at, public_key, signature FROM journal_head
         WHERE tenant_id = $1 AND ($2::date IS NULL OR day < $2) ORDER BY day DESC LIMIT $3",
        tenant.0,
        day,
        limit,
    )
    .fetch_all(conn.raw())
    .await?;
    Ok(rows.into_iter().map(SignedHead::from).collect())
}

/// How many heads an institution has.
///
/// # Errors
/// When the database fails.
pub async fn count(conn: &mut Conn, tenant: TenantId) -> Result<i64> {
    let count = sqlx::query_scalar!(
        r#"SELECT count(*) AS "count!" FROM journal_head WHERE tenant_id = $1"#,
        tenant.0,
    )
    .fetch_one(conn.raw())
    .await?;
    Ok(count)
}

struct Row {
    tenant_id: Uuid,
    day: NaiveDate,
    position: i64,
    hash: Vec<u8>,
    at: DateTime<Utc>,
    public_key: Vec<u8>,
    signature: Vec<u8>,
}

impl From<Row> for SignedHead {
    fn from(row: Row) -> Self {
        Self {
            head: Head {
                tenant: TenantId(row.tenant_id),
                day: row.day,
                position: row.position,
                hash: row.hash,
                at: row.at,
            },
            public_key: row.public_key,
            signature: row.signature,
        }
    }
}
