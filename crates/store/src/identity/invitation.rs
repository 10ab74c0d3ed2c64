//! Invitations to institutions.

use crate::{Conn, Result, WriteTx};
use calitas_domain::{
    access::{Grant, Held, PermissionSet, Role},
    id::{CustomRoleId, InvitationId, TenantId, UnitId},
    identity::{Invitation, InvitationStatus, Placement},
};
use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};
use sqlx::types::Json;
use uuid::Uuid;

/// Adds an invitation.
///
/// # Errors
/// When one for the address is open, the unit is not of the institution, or the database fails.
pub async fn create(tx: &mut WriteTx, invitation: &Invitation) -> Result<()> {
    let placement = &invitation.placement;
    let objects: Vec<Uuid> = placement.objects.iter().copied().collect();
    sqlx::query!(
        "INSERT INTO invitation (tenant_id, id, email, display_name, unit_id, grants, object_ids, expires_on, status,
           created_at, expires_at, version)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)",
        invitation.id.tenant.0,
        invitation.id.row,
        invitation.email,
        placement.display_name,
        placement.unit.map(|unit| unit.row),
        Json(placement.grants.iter().map(Given::from).collect::<Vec<_>>()) as _,
        &objects,
        placement.expires_on,
        invitation.status.code(),
        invitation.created_at,
        invitation.expires_at,
        invitation.version,
    )
    .execute(tx.raw())
    .await?;
    Ok(())
}

/// Stores a changed invitation.
///
/// # Errors
/// When the database fails.
pub async fn save(tx: &mut WriteTx, invitation: &Invitation) -> Result<()> {
    sqlx::query!(
        "UPDATE invitation SET status = $3, created_at = $4, expires_at = $5, version = $6
         WHERE tenant_id = $1 AND id = $2",
        invitation.id.tenant.0,
        invitation.id.row,
        invitation.status.code(),
        invitation.created_at,
        invitation.expires_at,
        invitation.version,
    )
    .execute(tx.raw())
    .await?;
    Ok(())
}

/// An invitation, locked for changing.
///
/// # Errors
/// When the database fails.
pub async fn lock(tx: &mut WriteTx, id: InvitationId) -> Result<Option<Invitation>> {
    let row = sqlx::query_as!(
        Row,
        r#"SELECT tenant_id, id, email, display_name, unit_id, grants AS "grants: Json<Vec<Given>>", object_ids,
             expires_on, status, created_at, expires_at, version
           FROM invitation WHERE tenant_id = $1 AND id = $2 FOR UPDATE"#,
        id.tenant.0,
        id.row,
    )
    .fetch_optional(tx.raw())
    .await?;
    Ok(row.map(Invitation::from))
}

/// Invitations by id; those out of scope are left out.
///
/// # Errors
/// When the database fails.
pub async fn by_ids(conn: &mut Conn, ids: &[InvitationId]) -> Result<Vec<Invitation>> {
    let (tenants, rows): (Vec<Uuid>, Vec<Uuid>) = ids.iter().map(|id| (id.tenant.0, id.row)).unzip();
    let rows = sqlx::query_as!(
        Row,
        r#"SELECT invitation.tenant_id, invitation.id, email, display_name, unit_id,
             grants AS "grants: Json<Vec<Given>>", object_ids, expires_on, status, created_at, expires_at, version
           FROM unnest((SELECT $1::uuid[]), (SELECT $2::uuid[])) AS wanted (tenant_id, id)
           JOIN invitation ON invitation.tenant_id = wanted.tenant_id AND invitation.id = wanted.id"#,
        &tenants,
        &rows,
    )
    .fetch_all(conn.raw())
    .await?;
    Ok(rows.into_iter().map(Invitation::from).collect())
}

/// Invitations of an institution, the newest first, after a place in that order.
///
/// # Errors
/// When the database fails.
pub async fn page(
    conn: &mut Conn,
    tenant: TenantId,
    after: Option<Uuid>,
    limit: i64,
) -> Result<Vec<Invitation>> {
    // Ids grow with time (UUIDv7), so they are the order.
    let rows = sqlx::query_as!(
        Row,
        r#"SELECT tenant_id, id, email, display_name, unit_id, grants AS "grants: Json<Vec<Given>>", object_ids,
             expires_on, status, created_at, expires_at, version
           FROM invitation WHERE tenant_id = $1 AND ($2::uuid IS NULL OR id < $2) ORDER BY id DESC LIMIT $3"#,
        tenant.0,
        after,
        limit,
    )
    .fetch_all(conn.raw())
    .await?;
    Ok(rows.into_iter().map(Invitation::from).collect())
}

/// How many invitations an institution has made.
///
/// # Errors
/// When the database fails.
pub async fn count(conn: &mut Conn, tenant: TenantId) -> Result<i64> {
    let count =
        sqlx::query_scalar!(r#"SELECT count(*) AS "count!" FROM invitation WHERE tenant_id = $1"#, tenant.0)
            .fetch_one(conn.raw())
            .await?;
    Ok(count)
}

#[derive(Debug, Clone, Serialize, Deserialize)]
struct Given {
    role: String,
    unit: Option<Uuid>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    custom: Option<Uuid>,
}

impl From<&Grant> for Given {
    fn from(grant: &Grant) -> Self {
        Self {
            role: grant.role.code().to_owned(),
            unit: grant.unit.map(|unit| unit.row),
            custom: grant.role.custom().map(|role| role.row),
        }
    }
}

struct Row {
    tenant_id: Uuid,
    id: Uuid,
    email: String,
    display_name: String,
    unit_id: Option<Uuid>,
    grants: Json<Vec<Given>>,
    object_ids: Vec<Uuid>,
    expires_on: Option<NaiveDate>,
    status: String,
    created_at: DateTime<Utc>,
    expires_at: DateTime<Utc>,
    version: i32,
}

impl From<Row> for Invitation {
    fn from(row: Row) -> Self {
        let tenant = TenantId(row.tenant_id);
        let grant = |given: Given| Grant {
            role: match given.custom {
                // What it may do is looked up when the place is taken.
                Some(custom) => Held::Custom(CustomRoleId::new(tenant, custom), PermissionSet::default()),
                None => Role::from_code(&given.role).expect("only codes are stored").into(),
            },
            unit: given.unit.map(|unit| UnitId::new(tenant, unit)),
        };
        let placement = Placement {
            display_name: row.display_name,
            unit: row.unit_id.map(|unit| UnitId::new(tenant, unit)),
            grants: row.grants.0.into_iter().map(grant).collect(),
            objects: row.object_ids.into_iter().collect(),
            expires_on: row.expires_on,
        };
        Self {
            id: InvitationId::new(tenant, row.id),
            email: row.email,
            placement,
            status: InvitationStatus::from_code(&row.status).expect("a CHECK holds the column to the codes"),
            created_at: row.created_at,
            expires_at: row.expires_at,
            version: row.version,
        }
    }
}
