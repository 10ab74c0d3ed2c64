//! Voting once more. The journal names that somebody voted, never what: it is read by others.

use super::{own, part};
use crate::ctx::Ctx;
use calitas_domain::{
    Error,
    access::Permission,
    caf::{Consensus, PanelScore, Vote, may},
    id::CafConsensusId,
    journal::EventKind,
};
use calitas_store::caf::{assessment, consensus, member, vote as rows};

/// Gives the caller's vote in a round; a later one takes its place, so it can be sent again.
///
/// # Errors
/// [`Error::NotFound`]; `NotInGroup`, `AssessmentNotInConsensus`; `NoVote`, also for a round that is over;
/// [`Error::Invalid`] for a number outside its panel, of another method or missing.
pub async fn cast(
    ctx: &Ctx,
    id: CafConsensusId,
    round: i32,
    scores: &[PanelScore],
) -> Result<(Consensus, Vote), Error> {
    let absent = || Error::NotFound(CafConsensusId::KIND);
    let access = ctx.access(id.tenant)?;
    let known = super::consensus_by_ids(ctx, &[id]).await?.pop().ok_or_else(absent)?;
    let mut tx = ctx.write(Permission::CafRead, id.tenant).await?;
    // The meeting does not end while somebody votes; members do not wait for each other longer than for the count.
    let assessment = assessment::hold(&mut tx, known.assessment).await?.ok_or_else(absent)?;
    let members = member::of_assessments(&mut tx, &[assessment.id]).await?;
    let mine = own(&members, &access);
    may::vote(&assessment, mine, &access).map_err(Error::refused)?;
    let mine = mine.ok_or_else(absent)?;
    let old = consensus::lock(&mut tx, id).await?.ok_or_else(absent)?;
    let vote = Vote::cast(&old, mine.id, round, scores, ctx.now())?;
    let is_first = rows::cast(&mut tx, assessment.id, ctx.account()?, &vote).await?;
    let new = if is_first { old.voted() } else { old };
    if is_first {
        consensus::save(&mut tx, &new).await?;
    }
    let subject = (CafConsensusId::KIND, id.row);
    tx.commit(part(EventKind::CafVoteCast, subject, new.version, assessment.id)).await?;
    Ok((new, vote))
}
