//! Saved views of lists.

use crate::{Conn, Result, WriteTx};
use calitas_domain::{
    id::{MembershipId, SavedViewId, TenantId},
    view::{SavedView, Surface},
};
use uuid::Uuid;

/// Adds a view.
///
/// # Errors
/// When its owner has one of that name, or the database fails.
pub async fn create(tx: &mut WriteTx, view: &SavedView) -> Result<()> {
    let now = tx.now();
    sqlx::query!(
        "INSERT INTO saved_view (tenant_id, id, owner_id, surface, name, query, is_shared, created_at, version)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        view.id.tenant.0,
        view.id.row,
        view.owner.row,
        view.surface.code(),
        view.name,
        view.query,
        view.is_shared,
        now,
        view.version,
    )
    .execute(tx.raw())
    .await?;
    Ok(())
}

/// Stores a changed view.
///
/// # Errors
/// When its owner has one of that name, or the database fails.
pub async fn save(tx: &mut WriteTx, view: &SavedView) -> Result<()> {
    sqlx::query!(
        "UPDATE saved_view SET name = $3, query = $4, is_shared = $5, version = $6 WHERE tenant_id = $1 AND id = $2",
        view.id.tenant.0,
        view.id.row,
        view.name,
        view.query,
        view.is_shared,
        view.version,
    )
    .execute(tx.raw())
    .await?;
    Ok(())
}

/// Deletes a view.
///
/// # Errors
/// When the database fails.
pub async fn delete(tx: &mut WriteTx, id: SavedViewId) -> Result<()> {
    sqlx::query!("DELETE FROM saved_view WHERE tenant_id = $1 AND id = $2", id.tenant.0, id.row)
        .execute(tx.raw())
        .await?;
    Ok(())
}

/// A view, locked for changing.
///
/// # Errors
/// When the database fails.
pub async fn lock(tx: &mut WriteTx, id: SavedViewId) -> Result<Option<SavedView>> {
    let row = sqlx::query_as!(
        Row,
        "SELECT tenant_id, id, owner_id, surface, name, query, is_shared, version FROM saved_view
         WHERE tenant_id = $1 AND id = $2 FOR UPDATE",
        id.tenant.0,
        id.row,
    )
    .fetch_optional(tx.raw())
    .await?;
    Ok(row.map(SavedView::from))
}

/// Views by id that a member may see: own and shared ones.
///
/// # Errors
/// When the database fails.
pub async fn by_ids(conn: &mut Conn, reader: MembershipId, ids: &[SavedViewId]) -> Result<Vec<SavedView>> {
    let rows: Vec<Uuid> = ids.iter().map(|id| id.row).collect();
    let rows = sqlx::query_as!(
        Row,
        "SELECT tenant_id, id, owner_id, surface, name, query, is_shared, version FROM saved_view
         WHERE tenant_id = $1 AND id = ANY($2) AND (is_shared OR owner_id = $3)",
        reader.tenant.0,
        &rows,
        reader.row,
    )
    .fetch_all(conn.raw())
    .await?;
    Ok(rows.into_iter().map(SavedView::from).collect())
}

/// The views of a list that a member may see, by name. At most 200.
///
/// # Errors
/// When the database fails.
pub async fn of_surface(conn: &mut Conn, reader: MembershipId, surface: Surface) -> Result<Vec<SavedView>> {
    let rows = sqlx::query_as!(
        Row,
        "SELECT tenant_id, id, owner_id, surface, name, query, is_shared, version FROM saved_view
         WHERE tenant_id = $1 AND surface = $2 AND (is_shared OR owner_id = $3)
         ORDER BY saved_view.name COLLATE romanian, saved_view.id LIMIT 200",
        reader.tenant.0,
        surface.code(),
        reader.row,
    )
    .fetch_all(conn.raw())
    .await?;
    Ok(rows.into_iter().map(SavedView::from).collect())
}

struct Row {
    tenant_id: Uuid,
    id: Uuid,
    owner_id: Uuid,
    surface: String,
    name: String,
    query: String,
    is_shared: bool,
    version: i32,
}

impl From<Row> for SavedView {
    fn from(row: Row) -> Self {
        let tenant = TenantId(row.tenant_id);
        Self {
            id: SavedViewId::new(tenant, row.id),
            owner: MembershipId::new(tenant, row.owner_id),
            surface: Surface::from_code(&row.surface).expect("a CHECK holds the column to the codes"),
            name: row.name,
            query: row.query,
            is_shared: row.is_shared,
            version: row.version,
        }
    }
}
