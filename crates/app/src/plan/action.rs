//! Proposing, changing and deleting actions.

use super::{
    hold::{Held, action_changed, action_event, unit_in_use, workers},
    people,
};
use crate::{
    ctx::Ctx,
    merge::{self, Versions},
};
use calitas_domain::{
    Error, Event, Reason,
    access::{Access, Permission},
    control::Standard,
    id::{MembershipId, PlanActionId, PlanId, UnitId},
    journal::{EventKind, created, difference, removed},
    plan::{Action, ActionInput, ActionPatch, Plan, Source, SourceKind, may},
};
use calitas_store::{
    WriteTx,
    control::resolution,
    document::evidence,
    plan::{action, lifecycle},
    risk::register as risks,
};
use std::collections::BTreeSet;

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
    let mut series = Series::begin(&mut tx, &plan, 1).await?;
    let (proposal, event) = propose(ctx, &mut tx, &access, &plan, id, input, &mut series).await?;
    tx.commit(event).await?;
    Ok((proposal, plan))
}

/// Proposals to a plan in one write: what was found out for one of them is not asked again for the next.
#[derive(Debug)]
pub(crate) struct Series {
    number: i32,
    last_rank: Option<String>,
    units: BTreeSet<UnitId>,
    people: BTreeSet<MembershipId>,
    sources: Vec<Source>,
}

impl Series {
    /// Of at most so many proposals. The plan is locked.
    pub async fn begin(tx: &mut WriteTx, plan: &Plan, count: i32) -> Result<Self, Error> {
        let number = lifecycle::next_action_numbers(tx, plan.id, count).await?;
        let (_, last_rank) = action::board_ends(tx, plan.id, None).await?;
        Ok(Self { number, last_rank, units: BTreeSet::new(), people: BTreeSet::new(), sources: Vec::new() })
    }
}

/// Stores a proposal inside a write that has locked its plan, with what is to be journaled of it.
pub(crate) async fn propose(
    ctx: &Ctx,
    tx: &mut WriteTx,
    access: &Access,
    plan: &Plan,
    id: PlanActionId,
    input: ActionInput,
    series: &mut Series,
) -> Result<(Action, Event), Error> {
    may::add_action(plan, access).map_err(Error::refused)?;
    may::write_in(input.unit, access).map_err(Error::refused)?;
    if input.unit.is_some_and(|unit| !series.units.contains(&unit)) {
        unit_in_use(tx, "unitId", input.unit).await?;
        series.units.extend(input.unit);
    }
    if input.responsible.is_some_and(|person| !series.people.contains(&person)) {
        workers(ctx, tx, "responsibleId", input.responsible.as_slice()).await?;
        series.people.extend(input.responsible);
    }
    if !series.sources.contains(&input.source) {
        known(tx, &input.source).await?;
        series.sources.push(input.source.clone());
    }
    let rank = series.last_rank.as_deref();
    let proposal = Action::propose(id, plan, series.number, rank, input, ctx.now())?;
    action::create(tx, &proposal).await?;
    series.number += 1;
    series.last_rank = Some(proposal.board_rank.clone());
    let event = action_changed(EventKind::PlanActionCreated, &proposal, created(&proposal));
    Ok((proposal, event))
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
    if new.source != old.source {
        known(&mut held.tx, &new.source).await?;
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
    gone.extend(people::gone(&held.contributors));
    held.tx.commit(action_event(EventKind::PlanActionDeleted, &held.action).with(gone)).await?;
    Ok(held.plan)
}

/// Refuses a source that the institution does not have: a risk that is not on its register, a gap in what is no standard.
async fn known(tx: &mut WriteTx, source: &Source) -> Result<(), Error> {
    let Some(code) = source.reference.as_deref().map(str::trim) else { return Ok(()) };
    let is_known = match source.kind {
        SourceKind::Risk => {
            let wanted = [(tx.tenant(), code.to_owned())];
            !risks::by_codes(tx, &wanted).await?.is_empty()
        }
        SourceKind::ControlGap => Standard::from_code(code).is_some(),
        SourceKind::CommissionDecision => {
            let wanted = [(tx.tenant(), code.to_owned())];
            !resolution::by_codes(tx, &wanted).await?.is_empty()
        }
        SourceKind::Manual
        | SourceKind::CafArea
        | SourceKind::AuditFinding
        | SourceKind::ManagementReview
        | SourceKind::ProjectActivity => true,
    };
    if is_known { Ok(()) } else { Err(Error::invalid("source.reference", Reason::UnknownReference)) }
}
