//! What evidence proves.

use crate::{
    id::{Kind, PlanActionId, PlanId, TenantId},
    plan::{Action, Involvement, Plan},
};
use uuid::Uuid;

/// The thing a piece of evidence is linked to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Subject {
    /// An improvement plan.
    Plan(PlanId),
    /// An action of one.
    Action(PlanActionId),
}

impl Subject {
    /// Whose it is.
    pub fn tenant(self) -> TenantId {
        match self {
            Self::Plan(id) => id.tenant,
            Self::Action(id) => id.tenant,
        }
    }

    /// Its row.
    pub fn row(self) -> Uuid {
        match self {
            Self::Plan(id) => id.row,
            Self::Action(id) => id.row,
        }
    }

    /// What kind of thing it is.
    pub fn kind(self) -> Kind {
        match self {
            Self::Plan(_) => PlanId::KIND,
            Self::Action(_) => PlanActionId::KIND,
        }
    }
}

/// A subject with what decides about its evidence.
#[derive(Debug, Clone)]
pub enum Holder {
    /// A plan.
    Plan(Plan),
    /// An action, with what the person who asks has to do with it.
    Action {
        /// The action.
        action: Box<Action>,
        /// Its plan.
        plan: Plan,
        /// What the person has to do with it.
        involvement: Involvement,
    },
}

impl Holder {
    /// The subject.
    pub fn subject(&self) -> Subject {
        match self {
            Self::Plan(plan) => Subject::Plan(plan.id),
            Self::Action { action, .. } => Subject::Action(action.id),
        }
    }

    /// The plan it belongs to: what guests are held to, and whose watchers hear of it.
    pub fn plan(&self) -> &Plan {
        match self {
            Self::Plan(plan) | Self::Action { plan, .. } => plan,
        }
    }
}
