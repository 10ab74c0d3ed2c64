//! Which actions wait for which.

use super::hold::action_changed;
use crate::ctx::Ctx;
use calitas_domain::{
    Change, Error, Reason,
    access::Permission,
    id::{PlanActionId, PlanId},
    journal::EventKind,
    plan::{Action, Dependency, Plan, may, refuse_cycle},
};
use calitas_store::{
    WriteTx,
    plan::{action, dependency, lifecycle},
};
use std::collections::BTreeSet;
use uuid::Uuid;

/// Makes an action wait for another one of its plan.
///
/// # Errors
/// [`Reason::DependencyCycle`]; [`Reason::UnknownReference`] for an action of another plan; [`Error::Forbidden`].
pub async fn add(ctx: &Ctx, id: PlanActionId, after: PlanActionId) -> Result<(Action, Plan), Error> {
    let (mut tx, plan, old) = open(ctx, id).await?;
    let other = action::by_ids(&mut tx, &[after]).await?.pop().filter(|other| other.plan == plan.id);
    let other = other.ok_or_else(|| Error::invalid("afterId", Reason::UnknownReference))?;
    let existing = dependency::of_plan(&mut tx, plan.id).await?;
    refuse_cycle(&existing, Dependency { action: id.row, after: other.id.row })?;
    let before = waits_for(&existing, id);
    if !dependency::add(&mut tx, &old, other.id).await? {
        return Ok((old, plan));
    }
    let now: BTreeSet<Uuid> = before.iter().copied().chain([other.id.row]).collect();
    save(ctx, tx, plan, old, &before, &now).await
}

/// Ends the waiting of an action for another.
///
/// # Errors
/// [`Error::Forbidden`]; [`Error::NotFound`].
pub async fn remove(ctx: &Ctx, id: PlanActionId, after: PlanActionId) -> Result<(Action, Plan), Error> {
    let (mut tx, plan, old) = open(ctx, id).await?;
    let before = waits_for(&dependency::of_plan(&mut tx, plan.id).await?, id);
    if !dependency::remove(&mut tx, id, after).await? {
        return Ok((old, plan));
    }
    let now: BTreeSet<Uuid> = before.iter().copied().filter(|row| *row != after.row).collect();
    save(ctx, tx, plan, old, &before, &now).await
}

/// Locks the whole plan: two dependencies added at the same time could make a circle together.
async fn open(ctx: &Ctx, id: PlanActionId) -> Result<(WriteTx, Plan, Action), Error> {
    let absent = || Error::NotFound(PlanActionId::KIND);
    let mut tx = ctx.write(Permission::ActionWrite, id.tenant).await?;
    let access = ctx.access(id.tenant)?;
    let found = action::by_ids(&mut tx, &[id]).await?.pop().ok_or_else(absent)?;
    let plan = lifecycle::lock(&mut tx, found.plan).await?.ok_or(Error::NotFound(PlanId::KIND))?;
    let action = action::lock(&mut tx, id).await?.ok_or_else(absent)?;
    may::define(&action, &plan, &access).map_err(Error::refused)?;
    Ok((tx, plan, action))
}

async fn save(
    ctx: &Ctx,
    mut tx: WriteTx,
    plan: Plan,
    old: Action,
    before: &BTreeSet<Uuid>,
    now: &BTreeSet<Uuid>,
) -> Result<(Action, Plan), Error> {
    let rows = |rows: &BTreeSet<Uuid>| rows.iter().map(Uuid::to_string).collect::<Vec<_>>().into();
    let changes = vec![Change { field: "dependencyIds".into(), old: rows(before), new: rows(now) }];
    let new = old.touched(ctx.now());
    action::save(&mut tx, &new).await?;
    tx.commit(action_changed(EventKind::PlanActionUpdated, &new, changes)).await?;
    Ok((new, plan))
}

fn waits_for(edges: &[Dependency], id: PlanActionId) -> BTreeSet<Uuid> {
    edges.iter().filter(|edge| edge.action == id.row).map(|edge| edge.after).collect()
}
