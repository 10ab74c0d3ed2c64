//! The consensus meeting: where it is and who asks for the word.

use super::{Held, event, open, own, part};
use crate::ctx::Ctx;
use calitas_domain::{
    Error,
    access::Permission,
    caf::{Assessment, GroupMember, Room, Subcriterion, may},
    id::{CafAssessmentId, CafMemberId},
    journal::{EventKind, difference},
};
use calitas_store::caf::{member, room as rows};

/// Where the meetings of several assessments are.
///
/// # Errors
/// When the database does not answer.
pub async fn of_assessments(ctx: &Ctx, ids: &[CafAssessmentId]) -> Result<Vec<Room>, Error> {
    let (mut read, ids) = ctx.read_many(Permission::CafRead, ids).await?;
    let mut found = rows::of_assessments(&mut read, &ids).await?;
    let known: Vec<_> = found.iter().map(|room| room.assessment).collect();
    let others = ids.into_iter().filter(|id| !known.contains(id));
    found.extend(others.filter_map(Room::at_the_beginning));
    Ok(found)
}

/// Takes the meeting, with all its screens, to a subcriterion.
///
/// # Errors
/// [`Error::NotFound`]; [`Error::Forbidden`] for whoever does not lead the consensus; `AssessmentNotInConsensus`.
pub async fn move_to(ctx: &Ctx, id: CafAssessmentId, current: Subcriterion) -> Result<Assessment, Error> {
    let mut held = led(ctx, id).await?;
    let known = rows::of_assessments(&mut held.tx, &[id]).await?.pop();
    let Some(old) = known.or(Room::at_the_beginning(id)) else { return Ok(held.assessment) };
    let new = Room { current, ..old };
    let changes = difference(&old, &new);
    if changes.is_empty() {
        return Ok(held.assessment);
    }
    rows::save(&mut held.tx, &new).await?;
    held.tx.commit(event(EventKind::CafRoomMoved, &held.assessment).with(changes)).await?;
    Ok(held.assessment)
}

/// Asks for the word.
///
/// # Errors
/// [`Error::NotFound`]; `NotInGroup` for the place of somebody else; `AssessmentNotInConsensus`.
pub async fn raise_hand(ctx: &Ctx, id: CafMemberId) -> Result<(Assessment, GroupMember), Error> {
    let (held, old) = hand(ctx, id).await?;
    may::vote(&held.assessment, Some(&old), &held.access).map_err(Error::refused)?;
    let new = old.clone().raise_hand(ctx.now());
    save(held, EventKind::CafHandRaised, &old, new).await
}

/// Takes one's hand down, or that of a member who has had the word.
///
/// # Errors
/// [`Error::NotFound`]; [`Error::Forbidden`] for whoever does not lead the consensus; `AssessmentNotInConsensus`.
pub async fn lower_hand(ctx: &Ctx, id: CafMemberId) -> Result<(Assessment, GroupMember), Error> {
    let (mut held, old) = hand(ctx, id).await?;
    let members = member::of_assessments(&mut held.tx, &[held.assessment.id]).await?;
    let mine = own(&members, &held.access);
    may::lower_hand(&held.assessment, &old, mine, &held.access).map_err(Error::refused)?;
    let new = old.clone().lower_hand();
    save(held, EventKind::CafHandLowered, &old, new).await
}

/// Opens a write on an assessment whose consensus the caller leads.
pub(super) async fn led(ctx: &Ctx, id: CafAssessmentId) -> Result<Held, Error> {
    let mut held = open(ctx, id).await?;
    let members = member::of_assessments(&mut held.tx, &[id]).await?;
    may::facilitate(&held.assessment, own(&members, &held.access), &held.access).map_err(Error::refused)?;
    Ok(held)
}

async fn hand(ctx: &Ctx, id: CafMemberId) -> Result<(Held, GroupMember), Error> {
    let absent = || Error::NotFound(CafMemberId::KIND);
    let known = super::members_by_ids(ctx, &[id]).await?.pop().ok_or_else(absent)?;
    let mut held = open(ctx, known.assessment).await?;
    let old = member::lock(&mut held.tx, id).await?.ok_or_else(absent)?;
    Ok((held, old))
}

async fn save(
    mut held: Held,
    kind: EventKind,
    old: &GroupMember,
    new: GroupMember,
) -> Result<(Assessment, GroupMember), Error> {
    let changes = difference(old, &new);
    if changes.is_empty() {
        return Ok((held.assessment, new));
    }
    member::save(&mut held.tx, &new).await?;
    let event = part(kind, (CafMemberId::KIND, new.id.row), new.version, new.assessment);
    held.tx.commit(event.with(changes)).await?;
    Ok((held.assessment, new))
}
