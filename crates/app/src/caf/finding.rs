//! Strengths and areas for improvement, written by the group together.

use super::{Held, open, own, part};
use crate::{
    ctx::Ctx,
    merge::{self, Versions},
};
use calitas_domain::{
    Error, Event,
    access::Permission,
    caf::{Consensus, Finding, FindingKind, gather as lines, may},
    id::{CafAssessmentId, CafConsensusId, CafFindingId},
    journal::{EventKind, created, difference},
};
use calitas_store::{
    WriteTx,
    caf::{consensus, finding as rows, member},
};
use std::collections::HashMap;

/// Findings by id; others, and those that were taken out, are left out.
///
/// # Errors
/// When the database does not answer.
pub async fn by_ids(ctx: &Ctx, ids: &[CafFindingId]) -> Result<Vec<Finding>, Error> {
    let (mut read, ids) = ctx.read_many(Permission::CafRead, ids).await?;
    Ok(rows::by_ids(&mut read, &ids).await?)
}

/// What groups found about several subcriteria, in its order.
///
/// # Errors
/// When the database does not answer.
pub async fn of_consensus(ctx: &Ctx, ids: &[CafConsensusId]) -> Result<Vec<Finding>, Error> {
    let (mut read, ids) = ctx.read_many(Permission::CafRead, ids).await?;
    Ok(rows::of_consensus(&mut read, &ids).await?)
}

/// Writes one down.
///
/// # Errors
/// [`Error::NotFound`]; [`Error::Forbidden`] for whoever neither is in the group nor leads it; `AssessmentNotInConsensus`;
/// [`Error::Invalid`] for the text.
pub async fn add(
    ctx: &Ctx,
    id: CafConsensusId,
    kind: FindingKind,
    text: &str,
    idempotency_key: Option<&str>,
) -> Result<(Consensus, Finding), Error> {
    let absent = || Error::NotFound(CafConsensusId::KIND);
    let known = super::consensus_by_ids(ctx, &[id]).await?.pop().ok_or_else(absent)?;
    let mut held = written(ctx, known.assessment).await?;
    let row = CafFindingId::new(id.tenant, ctx.new_id());
    if let Some(made) = ctx.once(&mut held.tx, idempotency_key, &(id, kind, text), row.row).await? {
        let found = rows::by_ids(&mut held.tx, &[CafFindingId::new(id.tenant, made)]).await?.pop();
        return Ok((known, found.ok_or(Error::NotFound(CafFindingId::KIND))?));
    }
    let new = Finding::write(row, &known, kind, text)?;
    rows::create(&mut held.tx, std::slice::from_ref(&new)).await?;
    held.tx.commit(event(EventKind::CafFindingAdded, &new).with(created(&new))).await?;
    Ok((known, new))
}

/// Says it in other words. Only a text that others changed meanwhile conflicts.
///
/// # Errors
/// As [`add`]; `ChangedMeanwhile`.
pub async fn update(
    ctx: &Ctx,
    id: CafFindingId,
    expected_version: i32,
    text: &str,
) -> Result<(Consensus, Finding), Error> {
    let (mut held, mut found) = held(ctx, &[id]).await?;
    let old = found.pop().ok_or(Error::NotFound(CafFindingId::KIND))?;
    let new = old.clone().reworded(text)?;
    let changes = difference(&old, &new);
    if !changes.is_empty() {
        let versions = Versions { subject: id.row, current: old.version, expected: expected_version };
        merge::check(ctx, &mut held.tx, versions, &changes).await?;
        rows::save(&mut held.tx, &new).await?;
        let event = event(EventKind::CafFindingUpdated, &new).with(changes);
        let before = before(&mut held.tx, new.consensus).await?;
        held.tx.commit(event).await?;
        return Ok((before, new));
    }
    Ok((before(&mut held.tx, old.consensus).await?, old))
}

/// Takes one out; the journal keeps it.
///
/// # Errors
/// As [`add`]; `ChangedMeanwhile`.
pub async fn remove(
    ctx: &Ctx,
    id: CafFindingId,
    expected_version: i32,
) -> Result<(Consensus, Finding), Error> {
    let (mut held, mut found) = held(ctx, &[id]).await?;
    let old = found.pop().ok_or(Error::NotFound(CafFindingId::KIND))?;
    merge::same(old.version, expected_version)?;
    let new = old.clone().removed(ctx.now());
    rows::save(&mut held.tx, &new).await?;
    let before = before(&mut held.tx, new.consensus).await?;
    held.tx.commit(event(EventKind::CafFindingRemoved, &new).with(difference(&old, &new))).await?;
    Ok((before, new))
}

/// Makes one of several.
///
/// # Errors
/// As [`add`]; `FindingsDiffer`.
pub async fn merge(ctx: &Ctx, ids: &[CafFindingId], text: &str) -> Result<(Consensus, Finding), Error> {
    Finding::may_merge(ids.len())?;
    let (mut held, old) = held(ctx, ids).await?;
    let new = Finding::merged(old.clone(), text, ctx.now())?;
    let mut events = Vec::new();
    for (place, (old, new)) in old.iter().zip(&new).enumerate() {
        rows::save(&mut held.tx, new).await?;
        let kind = if place == 0 { EventKind::CafFindingsMerged } else { EventKind::CafFindingRemoved };
        events.push(event(kind, new).with(difference(old, new)));
    }
    let kept = new.into_iter().next().ok_or(Error::NotFound(CafFindingId::KIND))?;
    let before = before(&mut held.tx, kept.consensus).await?;
    held.tx.commit_all(events).await?;
    Ok((before, kept))
}

/// Writes down what members wrote alone, once it is opened to the group.
pub(super) async fn gather(ctx: &Ctx, tx: &mut WriteTx, all: &[Consensus]) -> Result<(), Error> {
    let every: Vec<_> = all.iter().collect();
    let notes = super::shown::alone(tx, &every).await?;
    let notes: Vec<_> = notes.into_iter().map(|(_, note)| note).collect();
    let places: HashMap<_, _> = all.iter().map(|one| (one.score.subcriterion, one)).collect();
    let finding = |line: calitas_domain::caf::Gathered| {
        let before = places.get(&line.0)?;
        let row = CafFindingId::new(before.id.tenant, ctx.new_id());
        Some(Finding::gathered(row, before, line))
    };
    let found: Vec<_> = lines(&notes).into_iter().filter_map(finding).collect();
    Ok(rows::create(tx, &found).await?)
}

/// Opens a write on an assessment whose findings the caller may write.
async fn written(ctx: &Ctx, id: CafAssessmentId) -> Result<Held, Error> {
    let mut held = open(ctx, id).await?;
    let members = member::of_assessments(&mut held.tx, &[id]).await?;
    may::write(&held.assessment, own(&members, &held.access), &held.access).map_err(Error::refused)?;
    Ok(held)
}

/// The same with findings of one assessment, locked in their order.
async fn held(ctx: &Ctx, ids: &[CafFindingId]) -> Result<(Held, Vec<Finding>), Error> {
    let absent = || Error::NotFound(CafFindingId::KIND);
    let known = by_ids(ctx, ids).await?;
    let assessment = known.first().ok_or_else(absent)?.assessment;
    let mut held = written(ctx, assessment).await?;
    let found = rows::lock(&mut held.tx, assessment.tenant, ids).await?;
    let is_whole = ids.iter().all(|id| found.iter().any(|one| one.id == *id && one.assessment == assessment));
    if is_whole { Ok((held, found)) } else { Err(absent()) }
}

async fn before(tx: &mut WriteTx, id: CafConsensusId) -> Result<Consensus, Error> {
    consensus::by_ids(tx, &[id]).await?.pop().ok_or(Error::NotFound(CafConsensusId::KIND))
}

fn event(kind: EventKind, finding: &Finding) -> Event {
    part(kind, (CafFindingId::KIND, finding.id.row), finding.version, finding.assessment)
}
