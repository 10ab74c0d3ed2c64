//! The checklist of an action.

use super::hold::{Held, action_event};
use crate::ctx::Ctx;
use calitas_domain::{
    Change, Error,
    access::Permission,
    id::{PlanActionCheckId, PlanActionId},
    journal::EventKind,
    plan::{Action, ChecklistItem, may},
};
use calitas_store::plan::checklist;

/// Adds an item at the end.
///
/// # Errors
/// [`Error::Invalid`]; [`Error::Forbidden`]; the states of plan and action.
pub async fn add(ctx: &Ctx, action: PlanActionId, title: &str) -> Result<Action, Error> {
    let mut held = open(ctx, action).await?;
    let existing = checklist::of_actions(&mut held.tx, &[action]).await?;
    let id = PlanActionCheckId::new(action.tenant, ctx.new_id());
    let item = ChecklistItem::new(id, action, title, &existing)?;
    checklist::create(&mut held.tx, &held.action, &item).await?;
    commit(held, ChecklistItem::changes(None, Some(&item))).await
}

/// Changes the words of an item or its tick; absent keeps.
///
/// # Errors
/// As [`add`]; [`Error::NotFound`].
pub async fn update(
    ctx: &Ctx,
    id: PlanActionCheckId,
    title: Option<&str>,
    is_done: Option<bool>,
) -> Result<Action, Error> {
    let (mut held, old) = open_item(ctx, id).await?;
    let new = old.clone().changed(title, is_done)?;
    if new == old {
        return Ok(held.action);
    }
    checklist::save(&mut held.tx, &new).await?;
    commit(held, ChecklistItem::changes(Some(&old), Some(&new))).await
}

/// Deletes an item.
///
/// # Errors
/// As [`add`]; [`Error::NotFound`].
pub async fn delete(ctx: &Ctx, id: PlanActionCheckId) -> Result<Action, Error> {
    let (mut held, old) = open_item(ctx, id).await?;
    checklist::delete(&mut held.tx, id).await?;
    commit(held, ChecklistItem::changes(Some(&old), None)).await
}

async fn open(ctx: &Ctx, action: PlanActionId) -> Result<Held, Error> {
    let held = Held::open(ctx, Permission::ActionReport, action).await?;
    may_check(held)
}

/// The action of an item is found first, then locked; the item is read again behind the lock.
async fn open_item(ctx: &Ctx, id: PlanActionCheckId) -> Result<(Held, ChecklistItem), Error> {
    let absent = || Error::NotFound(PlanActionCheckId::KIND);
    let mut tx = ctx.write(Permission::ActionReport, id.tenant).await?;
    let action = checklist::find(&mut tx, id).await?.ok_or_else(absent)?.action;
    let mut held = may_check(Held::take(ctx, tx, action).await?)?;
    let item = checklist::find(&mut held.tx, id).await?.ok_or_else(absent)?;
    Ok((held, item))
}

fn may_check(held: Held) -> Result<Held, Error> {
    may::check_off(&held.action, &held.plan, &held.access, held.involvement()).map_err(Error::refused)?;
    Ok(held)
}

async fn commit(held: Held, changes: Vec<Change>) -> Result<Action, Error> {
    held.tx.commit(action_event(EventKind::PlanActionChecked, &held.action).with(changes)).await?;
    Ok(held.action)
}
