//! Who contributes to an action and who watches it.

use super::hold::{Held, action_changed, action_event, workers};
use crate::{
    ctx::Ctx,
    merge::{self, Versions},
};
use calitas_domain::{
    Change, Error, Reason,
    access::Permission,
    id::{MembershipId, PlanActionId},
    journal::EventKind,
    plan::{Action, Plan, may},
};
use calitas_store::plan::{action, people};
use std::collections::BTreeSet;

/// At most this many contributors to one action.
const MAX: usize = 30;

/// Puts others in place of the contributors of an action.
///
/// # Errors
/// [`Error::Invalid`] for people who cannot take on work; [`Reason::ChangedMeanwhile`]; [`Error::Forbidden`].
pub async fn set_contributors(
    ctx: &Ctx,
    id: PlanActionId,
    expected_version: i32,
    contributors: &[MembershipId],
) -> Result<(Action, Plan), Error> {
    let wished: BTreeSet<MembershipId> = contributors.iter().copied().collect();
    if wished.len() > MAX {
        return Err(Error::invalid("membershipIds", Reason::TooMany { max: MAX }));
    }
    let mut held = Held::open(ctx, Permission::ActionWrite, id).await?;
    may::define(&held.action, &held.plan, &held.access).map_err(Error::refused)?;
    let before: BTreeSet<MembershipId> = held.contributors.iter().copied().collect();
    if before == wished {
        return Ok((held.action, held.plan));
    }
    let new_people: Vec<_> = wished.difference(&before).copied().collect();
    workers(ctx, &mut held.tx, "membershipIds", &new_people).await?;
    let changes = vec![Change { field: "contributorIds".into(), old: rows(&before), new: rows(&wished) }];
    let versions = Versions { subject: id.row, current: held.action.version, expected: expected_version };
    merge::check(ctx, &mut held.tx, versions, &changes).await?;
    let people: Vec<_> = wished.into_iter().collect();
    people::set_contributors(&mut held.tx, &held.action, &people).await?;
    let new = held.action.touched(ctx.now());
    action::save(&mut held.tx, &new).await?;
    held.tx.commit(action_changed(EventKind::PlanActionUpdated, &new, changes)).await?;
    Ok((new, held.plan))
}

/// Makes the caller watch an action.
///
/// # Errors
/// [`Error::NotFound`].
pub async fn watch(ctx: &Ctx, id: PlanActionId) -> Result<Action, Error> {
    let mut held = Held::open(ctx, Permission::PlanRead, id).await?;
    may::watch(&held.plan, &held.access).map_err(Error::refused)?;
    if people::watch(&mut held.tx, &held.action, held.access.membership).await? {
        held.tx.commit(action_event(EventKind::PlanActionWatched, &held.action)).await?;
    }
    Ok(held.action)
}

/// Ends the caller's watching of an action.
///
/// # Errors
/// [`Error::NotFound`].
pub async fn unwatch(ctx: &Ctx, id: PlanActionId) -> Result<Action, Error> {
    let mut held = Held::open(ctx, Permission::PlanRead, id).await?;
    if people::unwatch(&mut held.tx, id, held.access.membership).await? {
        held.tx.commit(action_event(EventKind::PlanActionUnwatched, &held.action)).await?;
    }
    Ok(held.action)
}

/// What the journal says of the contributors of an action that is gone.
pub(super) fn gone(contributors: &[MembershipId]) -> Option<Change> {
    let contributors: BTreeSet<MembershipId> = contributors.iter().copied().collect();
    let old = rows(&contributors);
    (!contributors.is_empty()).then(|| Change {
        field: "contributorIds".into(),
        old,
        new: serde_json::Value::Null,
    })
}

/// People as the journal names them.
pub(super) fn rows(people: &BTreeSet<MembershipId>) -> serde_json::Value {
    people.iter().map(|person| person.row.to_string()).collect::<Vec<_>>().into()
}
