//! Who is in the group of an assessment.

use super::{Held, individual, open, part};
use crate::{ctx::Ctx, merge};
use calitas_domain::{
    Error, Reason,
    access::Role,
    caf::{Assessment, AssessmentStatus, GroupMember, GroupRole, may},
    id::{CafAssessmentId, CafMemberId, MembershipId},
    journal::{EventKind, created, difference},
};
use calitas_store::{WriteTx, caf::member as rows, identity::membership};

/// Takes somebody into the group; while members score, with an empty place for every subcriterion.
///
/// # Errors
/// [`Error::Forbidden`] for whoever neither manages assessments nor coordinates this one; `AssessmentOver`,
/// `ConsensusOpened`; [`Error::Invalid`] for who is in it, is gone, or is a guest of something else.
pub async fn add(
    ctx: &Ctx,
    id: CafAssessmentId,
    person: MembershipId,
    role: GroupRole,
    idempotency_key: Option<&str>,
) -> Result<(Assessment, GroupMember), Error> {
    let mut held = open(ctx, id).await?;
    may::enter(&held.assessment, &held.access).map_err(Error::refused)?;
    let row = CafMemberId::new(id.tenant, ctx.new_id());
    let input = (id, person, role);
    if let Some(made) = ctx.once(&mut held.tx, idempotency_key, &input, row.row).await? {
        let found = rows::by_ids(&mut held.tx, &[CafMemberId::new(id.tenant, made)]).await?.pop();
        return Ok((held.assessment, found.ok_or(Error::NotFound(CafMemberId::KIND))?));
    }
    admissible(ctx, &mut held.tx, &held.assessment, person).await?;
    let others = rows::lock_all(&mut held.tx, id).await?;
    let new = GroupMember::enter(row, &held.assessment, person, role, &others, ctx.now())?;
    rows::create(&mut held.tx, &new).await?;
    if held.assessment.status == AssessmentStatus::Scoring {
        individual::lay_out(ctx, &mut held.tx, &held.assessment, &new).await?;
    }
    let event = part(EventKind::CafMemberAdded, (CafMemberId::KIND, row.row), new.version, id);
    held.tx.commit(event.with(created(&new))).await?;
    Ok((held.assessment, new))
}

/// Gives somebody another task in the group.
///
/// # Errors
/// As [`add`]; [`Error::NotFound`]; `NotInGroup`; `ChangedMeanwhile`.
pub async fn update(
    ctx: &Ctx,
    id: CafMemberId,
    expected_version: i32,
    role: GroupRole,
) -> Result<(Assessment, GroupMember), Error> {
    let (held, old) = held(ctx, id, expected_version).await?;
    if old.role == role {
        return Ok((held.assessment, old));
    }
    let new = old.clone().with_role(role)?;
    save(held, EventKind::CafMemberUpdated, &old, new).await
}

/// Lets somebody go: what they wrote is kept, and neither shown nor counted any more.
///
/// # Errors
/// As [`update`].
pub async fn remove(
    ctx: &Ctx,
    id: CafMemberId,
    expected_version: i32,
) -> Result<(Assessment, GroupMember), Error> {
    let (held, old) = held(ctx, id, expected_version).await?;
    let new = old.clone().leave(ctx.now())?;
    save(held, EventKind::CafMemberRemoved, &old, new).await
}

async fn held(ctx: &Ctx, id: CafMemberId, expected_version: i32) -> Result<(Held, GroupMember), Error> {
    let absent = || Error::NotFound(CafMemberId::KIND);
    let known = super::members_by_ids(ctx, &[id]).await?.pop().ok_or_else(absent)?;
    let mut held = open(ctx, known.assessment).await?;
    may::group(&held.assessment, &held.access).map_err(Error::refused)?;
    let old = rows::lock(&mut held.tx, id).await?.ok_or_else(absent)?;
    merge::same(old.version, expected_version)?;
    Ok((held, old))
}

async fn save(
    mut held: Held,
    kind: EventKind,
    old: &GroupMember,
    new: GroupMember,
) -> Result<(Assessment, GroupMember), Error> {
    rows::save(&mut held.tx, &new).await?;
    let event = part(kind, (CafMemberId::KIND, new.id.row), new.version, new.assessment);
    held.tx.commit(event.with(difference(old, &new))).await?;
    Ok((held.assessment, new))
}

/// Refuses who cannot score: not of the institution, gone, or a guest who was not invited to this assessment.
async fn admissible(
    ctx: &Ctx,
    tx: &mut WriteTx,
    assessment: &Assessment,
    person: MembershipId,
) -> Result<(), Error> {
    let found = membership::by_ids(tx, &[person]).await?.pop();
    let may_enter = found.is_some_and(|member| {
        let is_guest = member.grants.iter().all(|grant| grant.role.is(Role::Guest));
        member.is_active(ctx.today()) && (!is_guest || member.objects.contains(&assessment.id.row))
    });
    if may_enter { Ok(()) } else { Err(Error::invalid("memberId", Reason::UnknownReference)) }
}
