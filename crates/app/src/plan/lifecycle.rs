//! Plans from draft to closure.

use super::hold::{action_changed, unit_in_use, workers};
use crate::{
    ctx::Ctx,
    merge::{self, Versions},
};
use calitas_domain::{
    Check, Error, Event,
    access::{Access, Permission},
    id::{PlanId, TenantId},
    journal::{EventKind, created, difference},
    plan::{Action, ActionStatus, Plan, PlanInput, PlanPatch, Snapshot, Version, may},
};
use calitas_store::{
    WriteTx,
    plan::{action, figures, lifecycle, version},
};
use std::sync::Arc;

/// Begins a plan.
///
/// # Errors
/// [`Error::Invalid`]; [`Error::Forbidden`] without `PLAN_WRITE`.
pub async fn create(
    ctx: &Ctx,
    tenant: TenantId,
    input: PlanInput,
    idempotency_key: Option<&str>,
) -> Result<Plan, Error> {
    ctx.require(Permission::PlanWrite, tenant)?;
    let mut tx = ctx.write(Permission::PlanWrite, tenant).await?;
    let id = PlanId::new(tenant, ctx.new_id());
    if let Some(made) = ctx.once(&mut tx, idempotency_key, &input, id.row).await? {
        let found = lifecycle::by_ids(&mut tx, &[PlanId::new(tenant, made)]).await?.pop();
        return found.ok_or(Error::NotFound(PlanId::KIND));
    }
    unit_in_use(&mut tx, "unitId", input.unit).await?;
    workers(ctx, &mut tx, "ownerId", input.owner.as_slice()).await?;
    let place = lifecycle::next_place(&mut tx, &input.series()).await?;
    let plan = Plan::new(id, place, input, ctx.now())?;
    lifecycle::create(&mut tx, &plan).await?;
    tx.commit(event(EventKind::PlanCreated, &plan).with(created(&plan))).await?;
    Ok(plan)
}

/// Changes what a plan says about itself. Only fields that others changed meanwhile conflict.
///
/// # Errors
/// [`Error::Invalid`]; `ChangedMeanwhile`; `PlanInApproval` and others of its kind.
pub async fn update(ctx: &Ctx, id: PlanId, expected_version: i32, patch: PlanPatch) -> Result<Plan, Error> {
    let (mut tx, old, access) = open(ctx, Permission::PlanWrite, id).await?;
    may::update(&old, &access).map_err(Error::refused)?;
    let span = lifecycle::span(&mut tx, id).await?;
    let new = old.clone().patched(patch, span)?;
    if new.unit != old.unit {
        unit_in_use(&mut tx, "unitId", new.unit).await?;
    }
    if new.owner != old.owner {
        workers(ctx, &mut tx, "ownerId", new.owner.as_slice()).await?;
    }
    let changes = difference(&old, &new);
    if changes.is_empty() {
        return Ok(old);
    }
    let versions = Versions { subject: id.row, current: old.version, expected: expected_version };
    merge::check(ctx, &mut tx, versions, &changes).await?;
    lifecycle::save(&mut tx, &new).await?;
    tx.commit(event(EventKind::PlanUpdated, &new).with(changes)).await?;
    Ok(new)
}

/// Sends a plan for approval.
///
/// # Errors
/// `ChangedMeanwhile`, `PlanWithoutActions`, `ActionsIncomplete`.
pub async fn submit(ctx: &Ctx, id: PlanId, expected_version: i32) -> Result<Plan, Error> {
    let (mut tx, old, access) = open(ctx, Permission::PlanWrite, id).await?;
    may::submit(&old, &access).map_err(Error::refused)?;
    merge::same(old.version, expected_version)?;
    let readiness = lifecycle::readiness(&mut tx, id).await?;
    let new = old.clone().submit(access.membership, &readiness)?;
    save(tx, EventKind::PlanSubmitted, &old, new).await
}

/// Approves what was submitted: freezes it as the next version and approves the proposals in it. What was released
/// before stays released with the actions that join.
///
/// # Errors
/// `ChangedMeanwhile`, `OwnSubmission`, `PlanNotInApproval`.
pub async fn approve(ctx: &Ctx, id: PlanId, expected_version: i32, note: &str) -> Result<Plan, Error> {
    let (mut tx, old, access) = open(ctx, Permission::PlanApprove, id).await?;
    may::approve(&old, &access).map_err(Error::refused)?;
    merge::same(old.version, expected_version)?;
    let mut check = Check::new();
    let note = check.text("note", note, 0..=1_000);
    check.done()?;
    let new = old.clone().approve(access.membership, ctx.now())?;
    let proposals = action::lock_of_plan(&mut tx, id, &[ActionStatus::Proposed]).await?;
    let mut events = vec![event(EventKind::PlanApproved, &new).with(difference(&old, &new))];
    events.extend(move_all(&mut tx, proposals, |action| action.approved_with_plan(ctx.now())).await?);
    lifecycle::save(&mut tx, &new).await?;
    if new.released_at.is_some() {
        action::release(&mut tx, id).await?;
    }
    let snapshot = Snapshot::of(&new, &action::of_plan(&mut tx, id, ActionStatus::IN_PLAN).await?);
    let version = Version {
        plan: id,
        number: new.number,
        approved_at: ctx.now(),
        approved_by: Some(access.membership),
        note,
        action_count: i32::try_from(snapshot.actions.len()).unwrap_or(i32::MAX),
        hash: snapshot.hash(),
    };
    version::create(&mut tx, &version, &snapshot).await?;
    tx.commit_all(events).await?;
    Ok(new)
}

/// Gives a submitted plan back to its authors.
///
/// # Errors
/// `ChangedMeanwhile`; `PlanNotInApproval`; [`Error::Invalid`] without a remark.
pub async fn send_back(ctx: &Ctx, id: PlanId, expected_version: i32, remark: &str) -> Result<Plan, Error> {
    let (tx, old, access) = open(ctx, Permission::PlanRead, id).await?;
    may::send_back(&old, &access).map_err(Error::refused)?;
    merge::same(old.version, expected_version)?;
    let new = old.clone().send_back(remark)?;
    save(tx, EventKind::PlanReturned, &old, new).await
}

/// Starts a revision of an active plan.
///
/// # Errors
/// `ChangedMeanwhile`; `PlanNotActive`; [`Error::Invalid`] without a reason.
pub async fn revise(ctx: &Ctx, id: PlanId, expected_version: i32, reason: &str) -> Result<Plan, Error> {
    let (tx, old, access) = open(ctx, Permission::PlanWrite, id).await?;
    may::revise(&old, &access).map_err(Error::refused)?;
    merge::same(old.version, expected_version)?;
    let new = old.clone().revise(reason)?;
    save(tx, EventKind::PlanRevised, &old, new).await
}

/// Hands a plan and its approved actions over to the municipality.
///
/// # Errors
/// `ChangedMeanwhile`; `PlanNeverApproved`; `NothingToRelease`.
pub async fn release(ctx: &Ctx, id: PlanId, expected_version: i32) -> Result<Plan, Error> {
    let (mut tx, old, access) = open(ctx, Permission::PlanRelease, id).await?;
    may::release(&old, &access).map_err(Error::refused)?;
    merge::same(old.version, expected_version)?;
    let waiting = action::release(&mut tx, id).await?;
    let new = old.clone().release(waiting, ctx.now())?;
    save(tx, EventKind::PlanReleased, &old, new).await
}

/// Closes an active plan whose actions are settled.
///
/// # Errors
/// `ChangedMeanwhile`; `PlanNotActive`; `PlanHasOpenActions`.
pub async fn close(ctx: &Ctx, id: PlanId, expected_version: i32) -> Result<Plan, Error> {
    let (mut tx, old, access) = open(ctx, Permission::PlanApprove, id).await?;
    may::close(&old, &access).map_err(Error::refused)?;
    merge::same(old.version, expected_version)?;
    let figures = figures::of_plans(&mut tx, &[id], ctx.today()).await?.pop();
    let open_count = figures.map_or(0, |figures| figures.count(ActionStatus::UNDECIDED_OR_OPEN));
    let new = old.clone().close(open_count)?;
    save(tx, EventKind::PlanClosed, &old, new).await
}

/// Gives a plan up, with its open actions.
///
/// # Errors
/// `ChangedMeanwhile`; `PlanClosed`; [`Error::Invalid`] without a reason.
pub async fn cancel(ctx: &Ctx, id: PlanId, expected_version: i32, reason: &str) -> Result<Plan, Error> {
    let (mut tx, old, access) = open(ctx, Permission::PlanRead, id).await?;
    may::cancel(&old, &access).map_err(Error::refused)?;
    merge::same(old.version, expected_version)?;
    let new = old.clone().cancel(reason)?;
    let open = action::lock_of_plan(&mut tx, id, ActionStatus::UNDECIDED_OR_OPEN).await?;
    let why = new.status_reason.clone();
    let mut events = vec![event(EventKind::PlanCancelled, &new).with(difference(&old, &new))];
    events
        .extend(move_all(&mut tx, open, |action| action.cancelled_with_plan(why.clone(), ctx.now())).await?);
    lifecycle::save(&mut tx, &new).await?;
    tx.commit_all(events).await?;
    Ok(new)
}

/// Opens a write on a plan the caller may read, and locks it.
async fn open(ctx: &Ctx, permission: Permission, id: PlanId) -> Result<(WriteTx, Plan, Arc<Access>), Error> {
    let mut tx = ctx.write(permission, id.tenant).await?;
    let plan = lifecycle::lock(&mut tx, id).await?.ok_or(Error::NotFound(PlanId::KIND))?;
    ctx.require_on(Permission::PlanRead, id.tenant, id.row)?;
    Ok((tx, plan, ctx.access(id.tenant)?))
}

async fn save(mut tx: WriteTx, kind: EventKind, old: &Plan, new: Plan) -> Result<Plan, Error> {
    lifecycle::save(&mut tx, &new).await?;
    tx.commit(event(kind, &new).with(difference(old, &new))).await?;
    Ok(new)
}

async fn move_all(
    tx: &mut WriteTx,
    actions: Vec<Action>,
    step: impl Fn(Action) -> Action,
) -> Result<Vec<Event>, Error> {
    let mut events = Vec::with_capacity(actions.len());
    for old in actions {
        let new = step(old.clone());
        action::save(tx, &new).await?;
        events.push(action_changed(EventKind::PlanActionMoved, &new, difference(&old, &new)));
    }
    Ok(events)
}

fn event(kind: EventKind, plan: &Plan) -> Event {
    Event::new(kind, PlanId::KIND, plan.id.row).at_version(plan.version)
}
