//! Scoring alone. The journal names that somebody wrote, never what: it is read by others.

use super::{open, own, part};
use crate::ctx::Ctx;
use calitas_domain::{
    Conflict, Error, Event, Reason,
    access::Permission,
    caf::{Assessment, GroupMember, IndividualScore, IndividualScorePatch, Score, Subcriterion, may},
    id::{CafIndividualScoreId, CafMemberId, MembershipId},
    journal::{EventKind, difference},
};
use calitas_store::{
    WriteTx,
    caf::{assessment, individual as rows, member},
    identity::membership,
};

/// Writes something of one's own assessment. One's own writes never collide: the last one counts.
///
/// # Errors
/// [`Error::NotFound`] for what another member wrote; `NotInGroup`, `AssessmentNotInScoring`, `AlreadySubmitted`;
/// [`Error::Invalid`] for a number outside its panel or of another method.
pub async fn score(
    ctx: &Ctx,
    id: CafIndividualScoreId,
    expected_version: i32,
    patch: IndividualScorePatch,
) -> Result<IndividualScore, Error> {
    let absent = || Error::NotFound(CafIndividualScoreId::KIND);
    let access = ctx.access(id.tenant)?;
    let mut tx = ctx.write(Permission::CafRead, id.tenant).await?;
    let known = rows::by_ids(&mut tx, &[id]).await?.pop().ok_or_else(absent)?;
    let mine = member::by_ids(&mut tx, &[known.member]).await?.pop().ok_or_else(absent)?;
    if mine.person != access.membership {
        return Err(absent());
    }
    // Scoring does not end while something is being written.
    let assessment = assessment::hold(&mut tx, mine.assessment).await?.ok_or_else(absent)?;
    may::score(&assessment, Some(&mine), &access).map_err(Error::refused)?;
    let old = rows::lock(&mut tx, id).await?.ok_or_else(absent)?;
    if expected_version > old.version {
        let current_version = Some(old.version);
        let conflict = Conflict { reason: Reason::ChangedMeanwhile, current_version, fields: Vec::new() };
        return Err(Error::Conflict(Box::new(conflict)));
    }
    let new = old.clone().patched(patch)?;
    let unchanged = IndividualScore { version: new.version, ..old.clone() } == new;
    if unchanged {
        return Ok(old);
    }
    rows::save(&mut tx, &new).await?;
    let event = Event::new(EventKind::CafIndividualScored, CafIndividualScoreId::KIND, id.row);
    tx.commit(event.under(mine.id.row).at_version(new.version)).await?;
    Ok(new)
}

/// Hands all one's scores in.
///
/// # Errors
/// [`Error::NotFound`]; `NotInGroup`, `AssessmentNotInScoring`, `AlreadySubmitted`, `ScoresMissing`; `ChangedMeanwhile`.
pub async fn submit(
    ctx: &Ctx,
    id: CafMemberId,
    expected_version: i32,
) -> Result<(Assessment, GroupMember), Error> {
    change(ctx, id, expected_version, Act::Submit).await
}

/// Takes one's scores back before anybody has seen them.
///
/// # Errors
/// [`Error::NotFound`]; `NotInGroup`, `AssessmentNotInScoring`, `ScoresNotSubmitted`; `ChangedMeanwhile`.
pub async fn take_back(
    ctx: &Ctx,
    id: CafMemberId,
    expected_version: i32,
) -> Result<(Assessment, GroupMember), Error> {
    change(ctx, id, expected_version, Act::TakeBack).await
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Act {
    Submit,
    TakeBack,
}

async fn change(
    ctx: &Ctx,
    id: CafMemberId,
    expected_version: i32,
    act: Act,
) -> Result<(Assessment, GroupMember), Error> {
    let absent = || Error::NotFound(CafMemberId::KIND);
    let known = super::members_by_ids(ctx, &[id]).await?.pop().ok_or_else(absent)?;
    let mut held = open(ctx, known.assessment).await?;
    let old = member::lock(&mut held.tx, id).await?.ok_or_else(absent)?;
    let all = std::slice::from_ref(&old);
    let mine = own(all, &held.access);
    let rule = if act == Act::Submit { may::submit } else { may::take_back };
    rule(&held.assessment, mine, &held.access).map_err(Error::refused)?;
    crate::merge::same(old.version, expected_version)?;
    let (kind, new) = match act {
        Act::Submit => {
            let scores = rows::of_members(&mut held.tx, &[id]).await?;
            (EventKind::CafScoresSubmitted, old.clone().submit(&scores, ctx.now())?)
        }
        Act::TakeBack => (EventKind::CafScoresTakenBack, old.clone().take_back()?),
    };
    member::save(&mut held.tx, &new).await?;
    let event = part(kind, (CafMemberId::KIND, id.row), new.version, new.assessment);
    held.tx.commit(event.with(difference(&old, &new))).await?;
    Ok((held.assessment, new))
}

/// Lays out an empty place for every subcriterion of a member.
pub(super) async fn lay_out(
    ctx: &Ctx,
    tx: &mut WriteTx,
    assessment: &Assessment,
    member: &GroupMember,
) -> Result<(), Error> {
    let found = membership::by_ids(tx, &[member.person]).await?.pop();
    let account = found.ok_or(Error::NotFound(MembershipId::KIND))?.account;
    let tenant = assessment.id.tenant;
    let empty = |subcriterion| IndividualScore {
        id: CafIndividualScoreId::new(tenant, ctx.new_id()),
        member: member.id,
        score: Score::empty(subcriterion, assessment.method),
        strengths: None,
        areas: None,
        proof: None,
        version: 1,
    };
    let places: Vec<_> = Subcriterion::all().map(empty).collect();
    Ok(rows::lay_out(tx, assessment.id, member.id, account, &places).await?)
}
