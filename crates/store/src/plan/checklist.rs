//! Checklists of actions.

use crate::{Conn, Result, WriteTx};
use calitas_domain::{
    id::{PlanActionCheckId, PlanActionId, TenantId},
    plan::{Action, ChecklistItem},
};
use uuid::Uuid;

/// Checklist items of several actions, in their order.
///
/// # Errors
/// When the database fails.
pub async fn of_actions(conn: &mut Conn, actions: &[PlanActionId]) -> Result<Vec<ChecklistItem>> {
    let (tenants, rows): (Vec<Uuid>, Vec<Uuid>) = actions.iter().map(|id| (id.tenant.0, id.row)).unzip();
    let rows = sqlx::query_as!(
        Row,
        "SELECT item.tenant_id, item.id, item.action_id, item.title, item.is_done, item.position
         FROM unnest((SELECT $1::uuid[]), (SELECT $2::uuid[])) AS wanted (tenant_id, id)
         JOIN plan_action_check AS item ON item.tenant_id = wanted.tenant_id AND item.action_id = wanted.id
         ORDER BY item.position, item.id",
        &tenants,
        &rows,
    )
    .fetch_all(conn.raw())
    .await?;
    Ok(rows.into_iter().map(ChecklistItem::from).collect())
}

/// A checklist item.
///
/// # Errors
/// When the database fails.
pub async fn find(conn: &mut Conn, id: PlanActionCheckId) -> Result<Option<ChecklistItem>> {
    let row = sqlx::query_as!(
        Row,
        "SELECT tenant_id, id, action_id, title, is_done, position FROM plan_action_check
         WHERE tenant_id = $1 AND id = $2",
        id.tenant.0,
        id.row,
    )
    .fetch_optional(conn.raw())
    .await?;
    Ok(row.map(ChecklistItem::from))
}

/// Adds an item.
///
/// # Errors
/// When the database fails.
pub async fn create(tx: &mut WriteTx, action: &Action, item: &ChecklistItem) -> Result<()> {
    sqlx::query!(
        "INSERT INTO plan_action_check (tenant_id, id, plan_id, action_id, title, is_done, position)
         VALUES ($1, $2, $3, $4, $5, $6, $7)",
        item.id.tenant.0,
        item.id.row,
        action.plan.row,
        action.id.row,
        item.title,
        item.is_done,
        item.position,
    )
    .execute(tx.raw())
    .await?;
    Ok(())
}

/// Stores a changed item.
///
/// # Errors
/// When the database fails.
pub async fn save(tx: &mut WriteTx, item: &ChecklistItem) -> Result<()> {
    sqlx::query!(
        "UPDATE plan_action_check SET title = $3, is_done = $4 WHERE tenant_id = $1 AND id = $2",
        item.id.tenant.0,
        item.id.row,
        item.title,
        item.is_done,
    )
    .execute(tx.raw())
    .await?;
    Ok(())
}

/// Deletes an item.
///
/// # Errors
/// When the database fails.
pub async fn delete(tx: &mut WriteTx, id: PlanActionCheckId) -> Result<()> {
    sqlx::query!("DELETE FROM plan_action_check WHERE tenant_id = $1 AND id = $2", id.tenant.0, id.row)
        .execute(tx.raw())
        .await?;
    Ok(())
}

struct Row {
    tenant_id: Uuid,
    id: Uuid,
    action_id: Uuid,
    title: String,
    is_done: bool,
    position: i32,
}

impl From<Row> for ChecklistItem {
    fn from(row: Row) -> Self {
        let tenant = TenantId(row.tenant_id);
        Self {
            id: PlanActionCheckId::new(tenant, row.id),
            action: PlanActionId::new(tenant, row.action_id),
            title: row.title,
            is_done: row.is_done,
            position: row.position,
        }
    }
}
