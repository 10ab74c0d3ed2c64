//! Agreeing on scores.

use super::{Held, open, own, part};
use crate::{ctx::Ctx, merge};
use calitas_domain::{
    Error,
    caf::{Agreement, Assessment, Consensus, may, mean},
    id::CafConsensusId,
    journal::{EventKind, difference},
};
use calitas_store::caf::{consensus as rows, individual, member};

/// Shows the scores of a subcriterion to the group.
///
/// # Errors
/// [`Error::Forbidden`] for whoever does not lead the consensus; `AssessmentNotInConsensus`; `ScoresShown`,
/// `AlreadyAgreed`; `ChangedMeanwhile`.
pub async fn reveal(
    ctx: &Ctx,
    id: CafConsensusId,
    expected_version: i32,
) -> Result<(Assessment, Consensus), Error> {
    let (held, old) = held(ctx, id, expected_version).await?;
    let new = old.clone().reveal()?;
    save(held, EventKind::CafScoresRevealed, &old, new).await
}

/// Records what the group agrees on. The average of the members is kept beside it, never in its place.
///
/// # Errors
/// As [`reveal`]; `ScoresHidden`; [`Error::Invalid`] for a number outside its panel, of another method or missing, and
/// without a reason.
pub async fn agree(
    ctx: &Ctx,
    id: CafConsensusId,
    expected_version: i32,
    agreement: &Agreement,
) -> Result<(Assessment, Consensus), Error> {
    let (mut held, old) = held(ctx, id, expected_version).await?;
    let subcriterion = old.score.subcriterion;
    let said = individual::opened(&mut held.tx, held.assessment.id, subcriterion).await?;
    let average = mean(said.iter().filter_map(|one| one.score.exact()));
    let new = old.clone().agree(agreement, average, held.access.membership, ctx.now())?;
    save(held, EventKind::CafScoreAgreed, &old, new).await
}

/// Takes an agreed score up again.
///
/// # Errors
/// As [`reveal`]; `NotAgreed`.
pub async fn reopen_score(
    ctx: &Ctx,
    id: CafConsensusId,
    expected_version: i32,
) -> Result<(Assessment, Consensus), Error> {
    let (held, old) = held(ctx, id, expected_version).await?;
    let new = old.clone().reopen()?;
    save(held, EventKind::CafScoreReopened, &old, new).await
}

async fn held(ctx: &Ctx, id: CafConsensusId, expected_version: i32) -> Result<(Held, Consensus), Error> {
    let absent = || Error::NotFound(CafConsensusId::KIND);
    let known = super::consensus_by_ids(ctx, &[id]).await?.pop().ok_or_else(absent)?;
    let mut held = open(ctx, known.assessment).await?;
    let members = member::of_assessments(&mut held.tx, &[known.assessment]).await?;
    may::facilitate(&held.assessment, own(&members, &held.access), &held.access).map_err(Error::refused)?;
    let old = rows::lock(&mut held.tx, id).await?.ok_or_else(absent)?;
    merge::same(old.version, expected_version)?;
    Ok((held, old))
}

async fn save(
    mut held: Held,
    kind: EventKind,
    old: &Consensus,
    new: Consensus,
) -> Result<(Assessment, Consensus), Error> {
    rows::save(&mut held.tx, &new).await?;
    let event = part(kind, (CafConsensusId::KIND, new.id.row), new.version, new.assessment);
    held.tx.commit(event.with(difference(old, &new))).await?;
    Ok((held.assessment, new))
}
