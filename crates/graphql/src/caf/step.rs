//! The steps of an assessment.

use crate::{identity::Membership, loader, node::GlobalId, scalar::Date};
use async_graphql::{ComplexObject, Context, Enum, ID, Result, SimpleObject};
use calitas_domain::{caf as domain, id::MembershipId};
use chrono::NaiveDate;

/// How far a step is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum)]
#[graphql(remote = "domain::StepState")]
pub enum CafStepState {
    /// Nothing of it is done.
    NotStarted,
    /// Something of it is done.
    InProgress,
    /// It is done.
    Done,
}

/// One of the ten steps of an assessment.
#[derive(Debug, Clone, SimpleObject)]
#[graphql(complex)]
pub struct CafStep {
    /// Opaque global id.
    pub id: ID,
    /// 1 to 10.
    pub ordinal: i32,
    /// How far it is.
    pub state: CafStepState,
    /// Whether its day is over and it is not done.
    pub is_late: bool,
    /// Whether it follows from what is done elsewhere and is not ticked by hand.
    pub is_derived: bool,
    /// By when.
    pub due_on: Option<Date>,
    /// When it was done, as somebody recorded it.
    pub done_on: Option<Date>,
    /// What was done.
    pub note: Option<String>,
    /// Counts changes; pass it as `expectedVersion`.
    pub version: i32,
    #[graphql(skip)]
    responsible: Option<MembershipId>,
}

impl CafStep {
    pub(super) fn new(step: domain::AssessmentStep, progress: domain::Progress, today: NaiveDate) -> Self {
        Self {
            id: step.id.global(),
            ordinal: step.ordinal,
            state: step.state(progress).into(),
            is_late: step.is_late(progress, today),
            is_derived: step.is_derived(progress),
            due_on: step.due_on.map(Date),
            done_on: step.done_on.map(Date),
            note: step.note,
            version: step.version,
            responsible: step.responsible,
        }
    }
}

#[ComplexObject]
impl CafStep {
    /// Who sees to it.
    async fn responsible(&self, ctx: &Context<'_>) -> Option<Result<Membership>> {
        loader::load::<Membership>(ctx, self.responsible?).await.map_err(Into::into).transpose()
    }
}
