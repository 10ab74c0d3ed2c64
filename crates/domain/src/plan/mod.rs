//! Improvement plans: what they are made of, how they move from draft to closure, and who may do what with them.
//!
//! A plan is one living object. Each approval freezes it as a numbered version ([`Snapshot`]); a revision works on
//! the living plan while the last approved version stays readable. Actions have a workflow of their own
//! ([`TRANSITIONS`]). Rights are decided in [`may`], for buttons and for use cases alike.

mod action;
mod action_status;
mod checklist;
mod comment;
mod consultation;
mod content;
mod dependency;
mod figures;
mod indicator;
mod lifecycle;
pub mod may;
mod priority;
mod rank;
mod source;
mod state;
pub mod todo;
pub mod trace;
mod transition;
mod version;

pub use action::{Action, ActionInput, ActionPatch, code_of};
pub use action_status::ActionStatus;
pub use checklist::{ChecklistItem, MAX_ITEMS};
pub use comment::{Comment, MAX_MENTIONS};
pub use consultation::{Consultation, ConsultationPurpose};
pub use content::{Plan, PlanInput, PlanKind, PlanPatch};
pub use dependency::{Dependency, refuse_cycle};
pub use figures::{DUE_SOON_DAYS, Figures, Summary, UnitWorkload, mean_progress};
pub use indicator::{Indicator, IndicatorInput, Measurement};
pub use lifecycle::{PlanStatus, Readiness};
pub use may::Involvement;
pub use priority::Priority;
pub use source::{Source, SourceKind};
pub use state::{ActionState, PlanState, action_fields, plan_fields};
pub use transition::{ActionFacts, NextStatus, ReasonRule, Step, TRANSITIONS, Transition, next_statuses};
pub use version::{ActionDifference, Difference, Snapshot, SnapshotAction, Version};

/// Plans and actions for the tests of features above.
#[cfg(test)]
pub(crate) mod testing {
    pub use super::{
        action::tests::{in_status as action_in, unit},
        lifecycle::tests::member,
    };

    pub fn plan_in(status: super::PlanStatus) -> super::Plan {
        super::lifecycle::tests::in_status(status, 1)
    }
}
