//! Strengths and areas for improvement.

use super::model::CafSubcriterion;
use crate::{
    loader,
    node::GlobalId,
    plan::{PlanAction, PlanActionPriority},
};
use async_graphql::{ComplexObject, Context, Enum, ID, Result, SimpleObject};
use calitas_domain::{caf as domain, id::PlanActionId};

/// What a finding says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum)]
#[graphql(remote = "domain::FindingKind")]
pub enum CafFindingKind {
    /// Punct tare.
    Strength,
    /// Zonă de îmbunătățit.
    Area,
}

/// What a group finds about a subcriterion: gathered from what its members wrote alone, then worked on together.
#[derive(Debug, Clone, SimpleObject)]
#[graphql(complex)]
pub struct CafFinding {
    /// Opaque global id.
    pub id: ID,
    /// What it is about.
    pub subcriterion: CafSubcriterion,
    /// Strength or area.
    pub kind: CafFindingKind,
    /// In words.
    pub text: String,
    /// How many lines of members' notes it was gathered from; 0 was written in the meeting.
    pub mentions: i32,
    /// Expected effect of working on an area, 1 to 5.
    pub impact: Option<i32>,
    /// Effort it needs, 1 to 5.
    pub effort: Option<i32>,
    /// Where an area lies in the matrix of impact and effort.
    pub priority: Option<PlanActionPriority>,
    /// Counts changes; pass it as `expectedVersion`.
    pub version: i32,
    #[graphql(skip)]
    action: Option<PlanActionId>,
}

impl From<domain::Finding> for CafFinding {
    fn from(row: domain::Finding) -> Self {
        let priority = row.priority().map(PlanActionPriority::from);
        Self {
            id: row.id.global(),
            subcriterion: CafSubcriterion(row.subcriterion),
            kind: row.kind.into(),
            text: row.text,
            mentions: row.mentions,
            impact: row.impact,
            effort: row.effort,
            priority,
            version: row.version,
            action: row.action,
        }
    }
}

#[ComplexObject]
impl CafFinding {
    /// The action an area went into; absent for whoever does not read its plan.
    async fn plan_action(&self, ctx: &Context<'_>) -> Option<Result<PlanAction>> {
        loader::load::<PlanAction>(ctx, self.action?).await.map_err(Into::into).transpose()
    }
}
