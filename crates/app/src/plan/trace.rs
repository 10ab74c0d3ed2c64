//! What the caller passed on to others in plans and in the self-assessment, and what they dealt with lately.

use crate::{control::duty, ctx::Ctx};
use calitas_domain::{
    Error,
    access::Permission,
    control::duty::{RESOLVING, resolved as resolved_duty},
    id::{ControlQuestionnaireId, MembershipId, PlanActionId, PlanId, TenantId},
    journal::Entry,
    plan::{Action, Plan, trace},
    todo::{RESOLVED_DAYS, TodoVerb, Trace},
};
use calitas_store::{
    journal,
    plan::{action, lifecycle, trace as rows},
};
use chrono::Days;
use std::collections::{BTreeMap, BTreeSet};

/// More than this nobody looks back on.
const LIMIT: usize = 100;

/// What the caller passed on and others have to deal with now, the longest waiting first.
///
/// # Errors
/// [`Error::Unauthenticated`]; when the database does not answer.
pub async fn passed_on(ctx: &Ctx) -> Result<Vec<Trace>, Error> {
    let places = places(ctx)?;
    let mut read = ctx.open().await?;
    let done = rows::to_be_verified(&mut read, &places).await?;
    let submitted = rows::to_be_approved(&mut read, &places).await?;
    let actions = done.iter().map(|action| {
        trace::of_action(action, TodoVerb::Verify, action.done_at.unwrap_or(action.updated_at))
    });
    let plans = submitted.iter().map(|(plan, since)| trace::of_plan(plan, TodoVerb::Approve, *since));
    let mut all: Vec<Trace> = actions.chain(plans).collect();
    drop(read);
    all.extend(duty::passed_on(ctx).await?);
    all.sort_by_key(|trace| trace.at);
    all.truncate(LIMIT);
    Ok(all)
}

/// What the caller dealt with in the last days, the latest first; of the same duty only the last time.
///
/// # Errors
/// [`Error::Unauthenticated`]; when the database does not answer.
pub async fn resolved(ctx: &Ctx) -> Result<Vec<Trace>, Error> {
    let (planners, readers) = (places(ctx)?, duty::readers(ctx)?);
    let places: BTreeSet<MembershipId> = planners.iter().chain(&readers).copied().collect();
    let places: Vec<MembershipId> = places.into_iter().collect();
    let since = ctx.now() - Days::new(RESOLVED_DAYS);
    let kinds = trace::RESOLVING.iter().chain(&RESOLVING);
    let kinds: Vec<String> = kinds.map(|kind| kind.code().to_owned()).collect();
    let mut read = ctx.open().await?;
    let entries = journal::by_actors_since(&mut read, &places, &kinds, since, 500).await?;
    let mut seen = BTreeSet::new();
    let finished: Vec<(TenantId, &Entry, TodoVerb)> = entries
        .iter()
        .filter_map(|(tenant, entry)| {
            let is_duty = entry.subject_kind == ControlQuestionnaireId::KIND.0;
            let mine = if is_duty { &readers } else { &planners };
            mine.iter().find(|place| place.tenant == *tenant)?;
            let verb = if is_duty { resolved_duty(entry) } else { trace::resolved(entry) };
            Some((*tenant, entry, verb?))
        })
        .filter(|(_, entry, verb)| seen.insert((entry.subject, verb.code())))
        .take(LIMIT)
        .collect();
    let subjects = |kind: calitas_domain::id::Kind| {
        finished.iter().filter(move |(_, entry, _)| entry.subject_kind == kind.0)
    };
    let actions: Vec<_> = subjects(PlanActionId::KIND)
        .map(|(tenant, entry, _)| PlanActionId::new(*tenant, entry.subject))
        .collect();
    let plans: Vec<_> =
        subjects(PlanId::KIND).map(|(tenant, entry, _)| PlanId::new(*tenant, entry.subject)).collect();
    let actions: BTreeMap<_, Action> = action::by_ids(&mut read, &actions)
        .await?
        .into_iter()
        .map(|action| (action.id.row, action))
        .collect();
    let plans: BTreeMap<_, Plan> =
        lifecycle::by_ids(&mut read, &plans).await?.into_iter().map(|plan| (plan.id.row, plan)).collect();
    drop(read);
    let duties = duty::resolved(ctx, &finished).await?;
    let told = |(_, entry, verb): &(TenantId, &Entry, TodoVerb)| {
        let action = actions.get(&entry.subject).map(|action| trace::of_action(action, *verb, entry.at));
        let plan = || plans.get(&entry.subject).map(|plan| trace::of_plan(plan, *verb, entry.at));
        let duty = || duties.get(&entry.subject).map(|duty| duty.trace(*verb, entry.at, ctx.language()));
        action.or_else(plan).or_else(duty)
    };
    Ok(finished.iter().filter_map(told).collect())
}

/// The caller's places where they may read plans.
fn places(ctx: &Ctx) -> Result<Vec<MembershipId>, Error> {
    let actor = ctx.actor()?;
    let reads =
        |tenant| actor.access(tenant).is_some_and(|access| access.may_somewhere(Permission::PlanRead));
    Ok(actor.memberships.iter().map(|place| place.id).filter(|place| reads(place.tenant)).collect())
}
