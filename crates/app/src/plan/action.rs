//! Proposing, changing and deleting actions.

use super::{
    hold::{Held, action_changed, action_event, unit_in_use, workers},
    merge::{self, Versions},
    people,
};
use crate::ctx::Ctx;
use calitas_domain::{
    Error,
    access::Permission,
    id::{PlanActionId, PlanId},
    journal::{EventKind, created, difference, removed},
    plan::{Action, ActionInput, ActionPatch, Plan, may},
};
use calitas_store::{
    document::evidence,
    plan::{action, lifecycle},
};

/// Proposes an action at the end of its column.
///
/// # Errors
/// [`Error::Invalid`]; [`Error::Forbidden`] without `ACTION_WRITE` in its unit; the plan's state.
pub async fn create(
    ctx: &Ctx,
    plan_id: PlanId,
    input: ActionInput,
    idempotency_key: Option<&str>,
) -> Result<(Action, Plan), Error> {
    let mut tx = ctx.write(Permission::ActionWrite, plan_id.tenant).await?;
    let access = ctx.access(plan_id.tenant)?;
    let id = PlanActionId::new(plan_id.tenant, ctx.new_id());
    if let Some(made) = ctx.once(&mut tx, idempotency_key, &(plan_id, &input), id.row).await? {
        let made = PlanActionId::new(plan_id.tenant, made);
        let action =
            action::by_ids(&mut tx, &[made]).await?.pop().ok_or(Error::NotFound(PlanActionId::KIND))?;
        let plan =
            lifecycle::by_ids(&mut tx, &[action.plan]).await?.pop().ok_or(Error::NotFound(PlanId::KIND))?;
        return Ok((action, plan));
    }
    let plan = lifecycle::lock(&mut tx, plan_id).await?.ok_or(Error::NotFound(PlanId::KIND))?;
    may::add_action(&plan, &access).map_err(Error::refused)?;
    may::write_in(input.unit, &access).map_err(Error::refused)?;
    unit_in_use(&mut tx, "unitId", input.unit).await?;
    workers(ctx, &mut tx, "responsibleId", input.responsible.as_slice()).await?;
    let number = lifecycle::next_action_number(&mut tx, plan_id).await?;
    let (_, last_rank) = action::board_ends(&mut tx, plan_id, None).await?;
    let proposal = Action::propose(id, &plan, number, last_rank.as_deref(), input, ctx.now())?;
    action::create(&mut tx, &proposal).await?;
    tx.commit(action_changed(EventKind::PlanActionCreated, &proposal, created(&proposal))).await?;
    Ok((proposal, plan))
}

/// Changes an action. Only fields that others changed meanwhile conflict; everything else merges.
///
/// # Errors
/// [`Error::Invalid`]; `ChangedMeanwhile`; [`Error::Forbidden`]; the states of plan and action.
pub async fn update(
    ctx: &Ctx,
    id: PlanActionId,
    expected_version: i32,
    patch: ActionPatch,
) -> Result<(Action, Plan), Error> {
    let mut held = Held::open(ctx, Permission::ActionReport, id).await?;
    if patch.defines() {
        may::define(&held.action, &held.plan, &held.access).map_err(Error::refused)?;
    }
    if patch.progress.is_some() {
        may::report(&held.action, &held.plan, &held.access, held.involvement()).map_err(Error::refused)?;
    }
    let old = held.action.clone();
    let new = held.action.patched(patch, &held.plan, ctx.now())?;
    if new.unit != old.unit {
        // Nobody hands an action over to a unit where they may not write.
        may::write_in(new.unit, &held.access).map_err(Error::refused)?;
        unit_in_use(&mut held.tx, "unitId", new.unit).await?;
    }
    if new.responsible != old.responsible {
        workers(ctx, &mut held.tx, "responsibleId", new.responsible.as_slice()).await?;
    }
    let changes = difference(&old, &new);
    if changes.is_empty() {
        return Ok((old, held.plan));
    }
    let versions = Versions { subject: id.row, current: old.version, expected: expected_version };
    merge::check(ctx, &mut held.tx, versions, &changes).await?;
    action::save(&mut held.tx, &new).await?;
    held.tx.commit(action_changed(EventKind::PlanActionUpdated, &new, changes)).await?;
    Ok((new, held.plan))
}

/// Deletes a proposal with everything that hangs on it.
///
/// # Errors
/// `ActionNotProposed`; `ChangedMeanwhile`; [`Error::Forbidden`].
pub async fn delete(ctx: &Ctx, id: PlanActionId, expected_version: i32) -> Result<Plan, Error> {
    let mut held = Held::open(ctx, Permission::ActionWrite, id).await?;
    may::delete(&held.action, &held.plan, &held.access).map_err(Error::refused)?;
    merge::same(held.action.version, expected_version)?;
    evidence::remove_with(&mut held.tx, id).await?;
    action::delete(&mut held.tx, id).await?;
    let mut gone = removed(&held.action);
    gone.extend(people::gone(&held.facts.contributors));
    held.tx.commit(action_event(EventKind::PlanActionDeleted, &held.action).with(gone)).await?;
    Ok(held.plan)
}
