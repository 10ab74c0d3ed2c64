//! From areas for improvement to an improvement plan, and what came of it.

use super::{event, open, part};
use crate::{
    ctx::Ctx,
    merge::{self, Versions},
    plan::action::{Series, propose},
};
use calitas_domain::{
    Error, Reason,
    access::Permission,
    caf::{AreaGroup, Assessment, AssessmentStatus, Consensus, Effect, Finding, action_input, may},
    id::{CafAssessmentId, CafFindingId, PlanActionId, PlanId},
    journal::{EventKind, difference},
    plan::{Action, Plan},
};
use calitas_store::{
    caf::{assessment as rows, consensus, finding},
    plan::{action, lifecycle},
};
use std::collections::{BTreeMap, HashMap, HashSet};

/// The areas for improvement of several assessments, in the order of their subcriteria.
///
/// # Errors
/// When the database does not answer.
pub async fn areas(ctx: &Ctx, ids: &[CafAssessmentId]) -> Result<Vec<Finding>, Error> {
    let (mut read, ids) = ctx.read_many(Permission::CafRead, ids).await?;
    Ok(finding::areas(&mut read, &ids).await?)
}

/// Weighs an area for improvement. Only fields that others changed meanwhile conflict.
///
/// # Errors
/// [`Error::NotFound`]; [`Error::Forbidden`] for whoever neither manages assessments nor coordinates this one;
/// `AssessmentNotInConsensus`, `NotAnArea`; [`Error::Invalid`] for a number outside 1 to 5; `ChangedMeanwhile`.
pub async fn rank(
    ctx: &Ctx,
    id: CafFindingId,
    expected_version: i32,
    impact: Option<Option<i32>>,
    effort: Option<Option<i32>>,
) -> Result<(Consensus, Finding), Error> {
    let absent = || Error::NotFound(CafFindingId::KIND);
    let known = super::findings_by_ids(ctx, &[id]).await?.pop().ok_or_else(absent)?;
    let mut held = open(ctx, known.assessment).await?;
    may::rank(&held.assessment, &held.access).map_err(Error::refused)?;
    let old = finding::lock(&mut held.tx, id.tenant, &[id]).await?.pop().ok_or_else(absent)?;
    let new = old.clone().ranked(impact, effort)?;
    let before = consensus::by_ids(&mut held.tx, &[old.consensus]).await?.pop().ok_or_else(absent)?;
    let changes = difference(&old, &new);
    if changes.is_empty() {
        return Ok((before, old));
    }
    let versions = Versions { subject: id.row, current: old.version, expected: expected_version };
    merge::check(ctx, &mut held.tx, versions, &changes).await?;
    finding::save(&mut held.tx, &new).await?;
    let subject = (CafFindingId::KIND, id.row);
    let event = part(EventKind::CafAreaRanked, subject, new.version, new.assessment);
    held.tx.commit(event.with(changes)).await?;
    Ok((before, new))
}

/// Makes an action of each group of areas, all or none, and names the plan as the one the assessment led to.
///
/// # Errors
/// [`Error::NotFound`]; [`Error::Forbidden`] for whoever neither manages assessments nor coordinates this one, or may not
/// propose actions there; `AssessmentNotConcluded`, the plan's state; [`Error::Invalid`] naming the group at fault.
pub async fn plan_areas(
    ctx: &Ctx,
    id: CafAssessmentId,
    plan_id: PlanId,
    groups: &[AreaGroup],
    idempotency_key: Option<&str>,
) -> Result<(Assessment, Plan, Vec<Action>), Error> {
    let mut held = open(ctx, id).await?;
    may::plan(&held.assessment, &held.access).map_err(Error::refused)?;
    let absent = || Error::NotFound(PlanId::KIND);
    if let Some(_made) = ctx.once(&mut held.tx, idempotency_key, &(id, plan_id, groups), plan_id.row).await? {
        let plan = lifecycle::by_ids(&mut held.tx, &[plan_id]).await?.pop().ok_or_else(absent)?;
        let made = finding::areas(&mut held.tx, &[id]).await?;
        let wanted: HashSet<_> = groups.iter().flat_map(|group| &group.findings).collect();
        let actions: HashSet<_> =
            made.iter().filter(|one| wanted.contains(&one.id)).filter_map(|one| one.action).collect();
        let actions: Vec<_> = actions.into_iter().collect();
        let actions = action::by_ids(&mut held.tx, &actions).await?;
        return Ok((held.assessment, plan, actions));
    }
    AreaGroup::check_all(groups)?;
    let plan = lifecycle::lock(&mut held.tx, plan_id).await?.ok_or_else(absent)?;
    let count = i32::try_from(groups.len()).unwrap_or(i32::MAX);
    let mut series = Series::begin(&mut held.tx, &plan, count).await?;
    let (mut actions, mut events) = (Vec::new(), Vec::new());
    for (place, group) in groups.iter().enumerate() {
        let at_group = |error: Error| error.under(&format!("groups.{place}"));
        let found = finding::lock(&mut held.tx, id.tenant, &group.findings).await?;
        let is_whole = found.len() == group.findings.len() && found.iter().all(|one| one.assessment == id);
        if !is_whole {
            let fault = Error::invalid("findingIds", Reason::UnknownReference);
            return Err(at_group(fault));
        }
        let input = action_input(group, &found, held.assessment.year).map_err(at_group)?;
        let action = PlanActionId::new(id.tenant, ctx.new_id());
        let proposed = propose(ctx, &mut held.tx, &held.access, &plan, action, input, &mut series).await;
        let (proposal, event) = proposed.map_err(at_group)?;
        events.push(event);
        for old in found {
            let new = old.clone().planned(action);
            finding::save(&mut held.tx, &new).await?;
            let subject = (CafFindingId::KIND, new.id.row);
            let event = part(EventKind::CafAreaPlanned, subject, new.version, id);
            events.push(event.with(difference(&old, &new)));
        }
        actions.push(proposal);
    }
    let new = held.assessment.clone().led_to(plan_id);
    rows::save(&mut held.tx, &new).await?;
    let changes = difference(&held.assessment, &new);
    events.push(event(EventKind::CafAreasPlanned, &new).with(changes));
    held.tx.commit_all(events).await?;
    Ok((new, plan, actions))
}

/// Whether the subcriteria that several actions served have moved since: from the assessment whose areas they took up to
/// the next one of the same units that was concluded.
///
/// # Errors
/// When the database does not answer.
pub async fn effects(ctx: &Ctx, ids: &[PlanActionId]) -> Result<Vec<Effect>, Error> {
    let (mut read, ids) = ctx.read_many(Permission::CafRead, ids).await?;
    let areas = finding::of_actions(&mut read, &ids).await?;
    let tenants: HashSet<_> = areas.iter().map(|one| one.id.tenant).collect();
    let mut all = Vec::new();
    for tenant in tenants {
        all.extend(rows::of_tenant(&mut read, tenant).await?);
    }
    let known: HashMap<_, _> = all.iter().map(|one| (one.id, one)).collect();
    let next = |one: &Assessment| {
        let is_next =
            |later: &&Assessment| later.status == AssessmentStatus::Concluded && one.comes_before(later);
        all.iter().filter(is_next).min_by_key(|later| (later.year, later.created_at))
    };
    let mut wanted: HashSet<_> = areas.iter().map(|one| one.assessment).collect();
    let laters: Vec<_> = wanted.iter().filter_map(|id| next(known.get(id)?)).map(|one| one.id).collect();
    wanted.extend(laters);
    let wanted: Vec<_> = wanted.into_iter().collect();
    let scores: HashMap<_, _> = consensus::of_assessments(&mut read, &wanted)
        .await?
        .into_iter()
        .filter_map(|one| Some(((one.assessment, one.score.subcriterion), one.score.exact()?)))
        .collect();
    let mut found = BTreeMap::new();
    for area in &areas {
        let (Some(action), Some(assessment)) = (area.action, known.get(&area.assessment)) else { continue };
        let Some(before) = scores.get(&(area.assessment, area.subcriterion)) else { continue };
        let later = next(assessment).cloned();
        let after = later.as_ref().and_then(|later| scores.get(&(later.id, area.subcriterion)).copied());
        let (subcriterion, assessment, before) = (area.subcriterion, (*assessment).clone(), *before);
        let effect = Effect { action, subcriterion, assessment, before, later, after };
        found.entry((action.row, area.subcriterion, area.assessment.row)).or_insert(effect);
    }
    Ok(found.into_values().collect())
}
