//! Roles institutions compose themselves.

use crate::{Conn, Result, WriteTx};
use calitas_domain::{
    access::{Permission, PermissionSet},
    id::{CustomRoleId, TenantId},
    identity::CustomRole,
};
use uuid::Uuid;

/// Adds a role.
///
/// # Errors
/// When the name is taken or the database fails.
pub async fn create(tx: &mut WriteTx, role: &CustomRole) -> Result<()> {
    let now = tx.now();
    sqlx::query!(
        "INSERT INTO custom_role (tenant_id, id, name, description, permissions, created_at, version)
         VALUES ($1, $2, $3, $4, $5, $6, $7)",
        role.id.tenant.0,
        role.id.row,
        role.name,
        role.description,
        &codes(role.permissions),
        now,
        role.version,
    )
    .execute(tx.raw())
    .await?;
    Ok(())
}

/// Stores a changed role.
///
/// # Errors
/// When the name is taken or the database fails.
pub async fn save(tx: &mut WriteTx, role: &CustomRole) -> Result<()> {
    sqlx::query!(
        "UPDATE custom_role SET name = $3, description = $4, permissions = $5, version = $6
         WHERE tenant_id = $1 AND id = $2",
        role.id.tenant.0,
        role.id.row,
        role.name,
        role.description,
        &codes(role.permissions),
        role.version,
    )
    .execute(tx.raw())
    .await?;
    Ok(())
}

/// Deletes a role, and takes it from places that have ended.
///
/// # Errors
/// When the database fails.
pub async fn delete(tx: &mut WriteTx, id: CustomRoleId) -> Result<()> {
    sqlx::query!(
        "DELETE FROM membership_role WHERE tenant_id = $1 AND custom_role_id = $2",
        id.tenant.0,
        id.row
    )
    .execute(tx.raw())
    .await?;
    sqlx::query!("DELETE FROM custom_role WHERE tenant_id = $1 AND id = $2", id.tenant.0, id.row)
        .execute(tx.raw())
        .await?;
    Ok(())
}

/// A role, locked for changing.
///
/// # Errors
/// When the database fails.
pub async fn lock(tx: &mut WriteTx, id: CustomRoleId) -> Result<Option<CustomRole>> {
    let row = sqlx::query_as!(
        Row,
        "SELECT tenant_id, id, name, description, permissions, version FROM custom_role
         WHERE tenant_id = $1 AND id = $2 FOR UPDATE",
        id.tenant.0,
        id.row,
    )
    .fetch_optional(tx.raw())
    .await?;
    Ok(row.map(CustomRole::from))
}

/// The roles of an institution, by name.
///
/// # Errors
/// When the database fails.
pub async fn of_tenant(conn: &mut Conn, tenant: TenantId) -> Result<Vec<CustomRole>> {
    let rows = sqlx::query_as!(
        Row,
        "SELECT tenant_id, id, name, description, permissions, version FROM custom_role
         WHERE tenant_id = $1 ORDER BY custom_role.name COLLATE romanian, custom_role.id",
        tenant.0,
    )
    .fetch_all(conn.raw())
    .await?;
    Ok(rows.into_iter().map(CustomRole::from).collect())
}

/// Roles by id; those out of scope are left out.
///
/// # Errors
/// When the database fails.
pub async fn by_ids(conn: &mut Conn, ids: &[CustomRoleId]) -> Result<Vec<CustomRole>> {
    let (tenants, rows): (Vec<Uuid>, Vec<Uuid>) = ids.iter().map(|id| (id.tenant.0, id.row)).unzip();
    let rows = sqlx::query_as!(
        Row,
        "SELECT custom_role.tenant_id, custom_role.id, name, description, permissions, version
         FROM unnest((SELECT $1::uuid[]), (SELECT $2::uuid[])) AS wanted (tenant_id, id)
         JOIN custom_role ON custom_role.tenant_id = wanted.tenant_id AND custom_role.id = wanted.id",
        &tenants,
        &rows,
    )
    .fetch_all(conn.raw())
    .await?;
    Ok(rows.into_iter().map(CustomRole::from).collect())
}

/// How many open invitations promise a role.
///
/// # Errors
/// When the database fails.
pub async fn promised(conn: &mut Conn, id: CustomRoleId) -> Result<i64> {
    let count = sqlx::query_scalar!(
        r#"SELECT count(*) AS "count!" FROM invitation
           WHERE tenant_id = $1 AND status = 'PENDING' AND EXISTS (
             SELECT FROM jsonb_array_elements(grants) AS given WHERE given ->> 'custom' = $2)"#,
        id.tenant.0,
        id.row.to_string(),
    )
    .fetch_one(conn.raw())
    .await?;
    Ok(count)
}

fn codes(permissions: PermissionSet) -> Vec<String> {
    permissions.iter().map(|permission| permission.code().to_owned()).collect()
}

struct Row {
    tenant_id: Uuid,
    id: Uuid,
    name: String,
    description: String,
    permissions: Vec<String>,
    version: i32,
}

impl From<Row> for CustomRole {
    fn from(row: Row) -> Self {
        Self {
            id: CustomRoleId::new(TenantId(row.tenant_id), row.id),
            name: row.name,
            description: row.description,
            permissions: row.permissions.iter().filter_map(|code| Permission::from_code(code)).collect(),
            version: row.version,
        }
    }
}
