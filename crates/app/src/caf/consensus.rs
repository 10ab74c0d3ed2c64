//! Agreeing on scores.

use super::{Held, part, shown};
use crate::{ctx::Ctx, merge};
use calitas_domain::{
    Error,
    caf::{Agreement, Assessment, Consensus, mean},
    id::CafConsensusId,
    journal::{EventKind, difference},
};
use calitas_store::caf::consensus as rows;

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
    let said = shown::alone(&mut held.tx, &[&old]).await?;
    let average = mean(said.into_iter().filter_map(|(_, one)| one.score.exact()));
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

/// Lets the group talk about a subcriterion for some minutes, or for so many more. It locks nothing.
///
/// # Errors
/// As [`reveal`]; `ScoresHidden`; [`Error::Invalid`] for less than a minute or more than an hour.
pub async fn discuss(
    ctx: &Ctx,
    id: CafConsensusId,
    expected_version: i32,
    minutes: i32,
) -> Result<(Assessment, Consensus), Error> {
    let (held, old) = held(ctx, id, expected_version).await?;
    let new = old.clone().discuss(minutes, ctx.now())?;
    save(held, EventKind::CafDiscussionTimed, &old, new).await
}

/// Lets the time of the talk stand still.
///
/// # Errors
/// As [`reveal`]; `NoTimer`.
pub async fn pause(
    ctx: &Ctx,
    id: CafConsensusId,
    expected_version: i32,
) -> Result<(Assessment, Consensus), Error> {
    let (held, old) = held(ctx, id, expected_version).await?;
    let new = old.clone().pause(ctx.now())?;
    save(held, EventKind::CafDiscussionTimed, &old, new).await
}

/// Lets it run on.
///
/// # Errors
/// As [`reveal`]; `NoTimer`.
pub async fn resume(
    ctx: &Ctx,
    id: CafConsensusId,
    expected_version: i32,
) -> Result<(Assessment, Consensus), Error> {
    let (held, old) = held(ctx, id, expected_version).await?;
    let new = old.clone().resume(ctx.now())?;
    save(held, EventKind::CafDiscussionTimed, &old, new).await
}

/// Asks the members to vote once more, each alone; showing the scores ends the vote.
///
/// # Errors
/// As [`reveal`]; `ScoresHidden`.
pub async fn revote(
    ctx: &Ctx,
    id: CafConsensusId,
    expected_version: i32,
) -> Result<(Assessment, Consensus), Error> {
    let (held, old) = held(ctx, id, expected_version).await?;
    let new = old.clone().revote()?;
    save(held, EventKind::CafRevoteAsked, &old, new).await
}

async fn held(ctx: &Ctx, id: CafConsensusId, expected_version: i32) -> Result<(Held, Consensus), Error> {
    let absent = || Error::NotFound(CafConsensusId::KIND);
    let known = super::consensus_by_ids(ctx, &[id]).await?.pop().ok_or_else(absent)?;
    let mut held = super::room::led(ctx, known.assessment).await?;
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
