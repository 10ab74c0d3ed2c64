//! A plan as it stood at the end of an earlier day: what it is now, with everything that happened since taken back.

use super::read::by_ids;
use crate::ctx::Ctx;
use calitas_domain::{
    Change, Error, Reason,
    access::Permission,
    calendar,
    id::{MembershipId, PlanActionId, PlanId},
    journal::{self, Fields},
    plan::{Action, ActionState, ActionStatus, PlanState, action_fields, plan_fields},
};
use calitas_store::{
    journal::rewind,
    plan::{action, people},
};
use chrono::{Days, NaiveDate, NaiveTime};
use std::collections::BTreeMap;
use uuid::Uuid;

/// A plan at the end of a day.
#[derive(Debug, Clone)]
pub struct Past {
    /// The day.
    pub on: NaiveDate,
    /// The plan.
    pub plan: PlanState,
    /// What changed in it since.
    pub changes: Vec<Change>,
    /// Its actions, by code.
    pub actions: Vec<PastAction>,
    /// Actions that were added since.
    pub added: Vec<PlanActionId>,
}

/// An action at the end of a day.
#[derive(Debug, Clone)]
pub struct PastAction {
    /// Which one.
    pub id: PlanActionId,
    /// What it was.
    pub state: ActionState,
    /// What became of it; absent when it was deleted since.
    pub changes: Option<Vec<Change>>,
}

/// A plan with its actions as they stood at the end of a day in Romania; nothing when the plan was begun later, and for
/// those who oversee the institution from outside.
///
/// # Errors
/// [`Reason::InTheFuture`]; [`Error::NotFound`] for a plan that is not the caller's to see.
pub async fn as_of(ctx: &Ctx, id: PlanId, day: NaiveDate) -> Result<Option<Past>, Error> {
    if day > ctx.today() {
        return Err(Error::invalid("date", Reason::InTheFuture));
    }
    if ctx.access(id.tenant).is_err() {
        return Ok(None);
    }
    ctx.require_on(Permission::PlanRead, id.tenant, id.row)?;
    let plan = by_ids(ctx, &[id]).await?.pop().ok_or(Error::NotFound(PlanId::KIND))?;
    let now = Present::read(ctx, id).await?;
    let (mut then, plan_now) = (now.actions.clone(), plan_fields(&plan));
    let mut plan_then = Some(plan_now.clone());
    let next_day = day.checked_add_days(Days::new(1)).unwrap_or(NaiveDate::MAX);
    let since = calendar::instant_in_bucharest(next_day, NaiveTime::MIN);
    let kinds = [PlanId::KIND.0.to_owned(), PlanActionId::KIND.0.to_owned()];
    let mut before = None;
    loop {
        let mut read = ctx.read(Permission::PlanRead, id.tenant).await?;
        let page = rewind::of_topic_since(&mut read, id.tenant, id.row, &kinds, since, before).await?;
        drop(read);
        let Some(last) = page.last() else { break };
        before = Some(last.position);
        for entry in &page {
            if entry.subject == id.row {
                plan_then = journal::undo(plan_then, entry);
            } else {
                let earlier = journal::undo(then.remove(&entry.subject), entry);
                then.extend(earlier.map(|fields| (entry.subject, fields)));
            }
        }
    }
    let Some(plan_then) = plan_then.map(PlanState::followed) else { return Ok(None) };
    let unreadable = || Error::Internal("the journal holds no such plan".into());
    let state = PlanState::read(id.tenant, &plan_then).ok_or_else(unreadable)?;
    let mut actions = Vec::with_capacity(then.len());
    for (row, fields) in then {
        let fields = ActionState::followed(fields);
        let state = ActionState::read(id.tenant, &fields).ok_or_else(unreadable)?;
        let changes = now.actions.get(&row).map(|now| journal::compare(&fields, now));
        actions.push(PastAction { id: PlanActionId::new(id.tenant, row), state, changes });
    }
    actions.sort_by_key(|action| (action.state.code.len(), action.state.code.clone()));
    let added = now.order.iter().filter(|action| actions.iter().all(|past| past.id != **action));
    let added = added.copied().collect();
    let changes = journal::compare(&plan_then, &plan_now);
    Ok(Some(Past { on: day, plan: state, changes, actions, added }))
}

/// The actions of a plan as they are.
struct Present {
    actions: BTreeMap<Uuid, Fields>,
    order: Vec<PlanActionId>,
}

impl Present {
    async fn read(ctx: &Ctx, id: PlanId) -> Result<Self, Error> {
        let mut read = ctx.read(Permission::PlanRead, id.tenant).await?;
        let actions = action::of_plan(&mut read, id, ActionStatus::ALL).await?;
        let order: Vec<_> = actions.iter().map(|action| action.id).collect();
        let contributors = people::contributors(&mut read, &order).await?;
        let of = |action: &Action| -> Vec<MembershipId> {
            contributors.iter().filter(|(of, _)| *of == action.id).map(|(_, person)| *person).collect()
        };
        let fields = |action: &Action| (action.id.row, action_fields(action, &of(action)));
        Ok(Self { actions: actions.iter().map(fields).collect(), order })
    }
}
