//! Beginning assessments, and taking them from one state to the next.

use super::{Held, event, open};
use crate::{
    ctx::Ctx,
    merge::{self, Versions},
    referred::{unit_in_use, workers},
};
use calitas_domain::{
    Error,
    access::Permission,
    caf::{
        Assessment, AssessmentInput, AssessmentPatch, AssessmentStep, Consensus, Subcriterion, may, steps,
    },
    id::{CafAssessmentId, CafConsensusId, CafStepId, TenantId, UnitId},
    journal::{EventKind, created, difference},
};
use calitas_store::{
    WriteTx,
    caf::{assessment as rows, consensus, member, report, step},
};
use chrono::NaiveDate;

/// Begins an assessment with its ten steps.
///
/// # Errors
/// [`Error::Forbidden`] without `CAF_MANAGE`; [`Error::Invalid`] naming each field at fault.
pub async fn create(
    ctx: &Ctx,
    tenant: TenantId,
    input: AssessmentInput,
    idempotency_key: Option<&str>,
) -> Result<Assessment, Error> {
    let access = ctx.access(tenant)?;
    let mut tx = ctx.write(Permission::CafManage, tenant).await?;
    may::manage(&access).map_err(Error::refused)?;
    let id = CafAssessmentId::new(tenant, ctx.new_id());
    if let Some(made) = ctx.once(&mut tx, idempotency_key, &input, id.row).await? {
        let found = rows::by_ids(&mut tx, &[CafAssessmentId::new(tenant, made)]).await?.pop();
        return found.ok_or(Error::NotFound(CafAssessmentId::KIND));
    }
    workers(ctx, &mut tx, "coordinatorId", &[input.coordinator]).await?;
    units_in_use(&mut tx, &input.units).await?;
    let new = Assessment::begin(id, input, ctx.now())?;
    rows::create(&mut tx, &new).await?;
    let laid = |ordinal| AssessmentStep::empty(CafStepId::new(tenant, ctx.new_id()), id, ordinal);
    let laid: Vec<_> = steps().iter().map(|step| laid(step.ordinal)).collect();
    step::create(&mut tx, id, &laid).await?;
    tx.commit(event(EventKind::CafAssessmentCreated, &new).with(created(&new))).await?;
    Ok(new)
}

/// Changes an assessment. Only fields that others changed meanwhile conflict.
///
/// # Errors
/// [`Error::Forbidden`] for whoever neither manages assessments nor coordinates this one; `AssessmentOver`;
/// [`Error::Invalid`]; `ChangedMeanwhile`.
pub async fn update(
    ctx: &Ctx,
    id: CafAssessmentId,
    expected_version: i32,
    patch: AssessmentPatch,
) -> Result<Assessment, Error> {
    let mut held = open(ctx, id).await?;
    may::update(&held.assessment, &held.access).map_err(Error::refused)?;
    let old = held.assessment;
    if let Some(coordinator) = patch.coordinator.filter(|person| *person != old.coordinator) {
        workers(ctx, &mut held.tx, "coordinatorId", &[coordinator]).await?;
    }
    if let Some(units) = patch.units.as_ref().filter(|units| **units != old.units) {
        units_in_use(&mut held.tx, units).await?;
    }
    let new = old.clone().patched(patch)?;
    let changes = difference(&old, &new);
    if changes.is_empty() {
        return Ok(old);
    }
    let versions = Versions { subject: id.row, current: old.version, expected: expected_version };
    merge::check(ctx, &mut held.tx, versions, &changes).await?;
    rows::save(&mut held.tx, &new).await?;
    if new.units != old.units {
        rows::set_units(&mut held.tx, &new).await?;
    }
    held.tx.commit(event(EventKind::CafAssessmentUpdated, &new).with(changes)).await?;
    Ok(new)
}

/// Lets members score: each gets an empty place for every subcriterion, and the method is fixed.
///
/// # Errors
/// As [`update`]; `AssessmentNotInPreparation`; `NoGroup`.
pub async fn start_scoring(
    ctx: &Ctx,
    id: CafAssessmentId,
    expected_version: i32,
    due_on: NaiveDate,
) -> Result<Assessment, Error> {
    let mut held = open(ctx, id).await?;
    may::start_scoring(&held.assessment, &held.access).map_err(Error::refused)?;
    merge::same(held.assessment.version, expected_version)?;
    let members = member::of_assessments(&mut held.tx, &[id]).await?;
    let new = held.assessment.clone().start_scoring(members.len(), due_on, ctx.now(), ctx.today())?;
    for one in &members {
        super::individual::lay_out(ctx, &mut held.tx, &new, one).await?;
    }
    save(held, EventKind::CafScoringStarted, new).await
}

/// Opens consensus: what was submitted shows to the group, nothing is scored alone any more. A reason is kept when
/// members are missing.
///
/// # Errors
/// As [`update`]; `AssessmentNotInScoring`; `NothingSubmitted`; `MembersMissing` at the reason.
pub async fn open_consensus(
    ctx: &Ctx,
    id: CafAssessmentId,
    expected_version: i32,
    reason: Option<&str>,
) -> Result<Assessment, Error> {
    let mut held = open(ctx, id).await?;
    may::open_consensus(&held.assessment, &held.access).map_err(Error::refused)?;
    merge::same(held.assessment.version, expected_version)?;
    let members = member::lock_all(&mut held.tx, id).await?;
    let members: Vec<_> = members.into_iter().filter(|one| one.is_in()).collect();
    let submitted = members.iter().filter(|one| one.submitted_at.is_some()).count();
    let missing = members.len() - submitted;
    let new = held.assessment.clone().open_consensus(submitted, missing, reason, ctx.now())?;
    for one in members {
        member::save(&mut held.tx, &one.opened(ctx.now())).await?;
    }
    let hidden = |subcriterion| {
        let row = CafConsensusId::new(id.tenant, ctx.new_id());
        Consensus::hidden(row, id, subcriterion, new.method)
    };
    let all: Vec<_> = Subcriterion::all().map(hidden).collect();
    consensus::create(&mut held.tx, id, &all).await?;
    super::finding::gather(ctx, &mut held.tx, &all).await?;
    save(held, EventKind::CafConsensusOpened, new).await
}

/// Ends the work of the group.
///
/// # Errors
/// As [`update`]; `AssessmentNotInConsensus`; `SubcriteriaOpen`.
pub async fn conclude(ctx: &Ctx, id: CafAssessmentId, expected_version: i32) -> Result<Assessment, Error> {
    let mut held = super::room::led(ctx, id).await?;
    merge::same(held.assessment.version, expected_version)?;
    let all = consensus::of_assessments(&mut held.tx, &[id]).await?;
    let is_open = all.iter().filter(|one| !one.is_agreed()).count();
    let new = held.assessment.clone().conclude(is_open, ctx.now())?;
    save(held, EventKind::CafAssessmentConcluded, new).await
}

/// Takes the work of the group up again.
///
/// # Errors
/// As [`update`]; `AssessmentNotConcluded`; `AssessmentReported`.
pub async fn reopen(ctx: &Ctx, id: CafAssessmentId, expected_version: i32) -> Result<Assessment, Error> {
    let mut held = open(ctx, id).await?;
    let reported = report::of_assessments(&mut held.tx, &[id]).await?.pop();
    may::reopen(&held.assessment, reported.as_ref(), &held.access).map_err(Error::refused)?;
    merge::same(held.assessment.version, expected_version)?;
    let new = held.assessment.clone().reopen()?;
    save(held, EventKind::CafAssessmentReopened, new).await
}

/// Gives an assessment up, with a reason; what was written stays.
///
/// # Errors
/// As [`update`].
pub async fn cancel(
    ctx: &Ctx,
    id: CafAssessmentId,
    expected_version: i32,
    reason: &str,
) -> Result<Assessment, Error> {
    let held = open(ctx, id).await?;
    may::cancel(&held.assessment, &held.access).map_err(Error::refused)?;
    merge::same(held.assessment.version, expected_version)?;
    let new = held.assessment.clone().cancel(reason)?;
    save(held, EventKind::CafAssessmentCancelled, new).await
}

async fn save(mut held: Held, kind: EventKind, new: Assessment) -> Result<Assessment, Error> {
    rows::save(&mut held.tx, &new).await?;
    let changes = difference(&held.assessment, &new);
    held.tx.commit(event(kind, &new).with(changes)).await?;
    Ok(new)
}

async fn units_in_use(tx: &mut WriteTx, units: &[UnitId]) -> Result<(), Error> {
    for unit in units {
        unit_in_use(tx, "unitIds", Some(*unit)).await?;
    }
    Ok(())
}
