//! Opening a write on an action: its plan is held as it is, the action locked, and what decides is loaded.

use crate::ctx::Ctx;
use calitas_domain::{
    Change, Error, Event,
    access::{Access, Permission},
    id::{MembershipId, PlanActionId},
    journal::EventKind,
    plan::{Action, ActionFacts, Involvement, Plan},
};
use calitas_store::{
    WriteTx,
    plan::{action, dependency, lifecycle, people},
};
use std::sync::Arc;

pub(super) use crate::referred::{unit_in_use, workers};

/// An action under change.
pub(super) struct Held {
    pub tx: WriteTx,
    pub plan: Plan,
    pub action: Action,
    /// Who contributes, in the order of their ids.
    pub contributors: Vec<MembershipId>,
    pub access: Arc<Access>,
}

impl Held {
    /// Opens a write on an action the caller may read.
    pub async fn open(ctx: &Ctx, permission: Permission, id: PlanActionId) -> Result<Self, Error> {
        Self::take(ctx, ctx.write(permission, id.tenant).await?, id).await
    }

    /// As [`Held::open`], in a write that has found out which action it is about. (The request's own read must not
    /// be asked before a write: what it saw first is what it goes on showing.)
    pub async fn take(ctx: &Ctx, mut tx: WriteTx, id: PlanActionId) -> Result<Self, Error> {
        let absent = || Error::NotFound(PlanActionId::KIND);
        let access = ctx.access(id.tenant)?;
        let plan = lifecycle::hold_of(&mut tx, id).await?.ok_or_else(absent)?;
        ctx.require_on(Permission::PlanRead, id.tenant, plan.id.row)?;
        let action = action::lock(&mut tx, id).await?.ok_or_else(absent)?;
        let mut contributors: Vec<_> =
            people::contributors(&mut tx, &[id]).await?.into_iter().map(|(_, person)| person).collect();
        contributors.sort_unstable();
        Ok(Self { tx, plan, action, contributors, access })
    }

    /// What the caller has to do with the action.
    pub fn involvement(&self) -> Involvement {
        Involvement::of(&self.action, &self.contributors, &self.access)
    }

    /// What else decides where the action may go next.
    pub async fn facts(&mut self) -> Result<ActionFacts, Error> {
        let id = self.action.id;
        Ok(dependency::facts(&mut self.tx, &[id]).await?.remove(&id).unwrap_or_default())
    }
}

/// An event about an action, for those who watch its plan.
pub(super) fn action_event(kind: EventKind, action: &Action) -> Event {
    Event::new(kind, PlanActionId::KIND, action.id.row).under(action.plan.row)
}

/// An event about a new version of an action.
pub(super) fn action_changed(kind: EventKind, action: &Action, changes: Vec<Change>) -> Event {
    action_event(kind, action).at_version(action.version).with(changes)
}
