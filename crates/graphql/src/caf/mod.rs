//! CAF self-assessments: the model, organising them, scoring alone, agreeing together.

pub mod area_mutation;
mod assessment;
mod consensus;
mod effect;
mod finding;
mod load;
mod member;
mod model;
pub mod mutation;
mod presence;
mod query;
mod room;
pub mod room_mutation;
pub mod score_mutation;
mod step;
mod subscription;
mod value;

pub use area_mutation::CafAreaMutation;
pub use assessment::{CafAssessment, CafAssessmentStatus, CafDisclosure, of_tenant};
pub use consensus::{CafConsensus, CafConsensusState, CafResults};
pub use effect::{CafEffect, effects};
pub use finding::{CafFinding, CafFindingKind};
pub use member::{CafGroupRole, CafIndividualScore, CafMember};
pub use model::{CafCriterion, CafModel, CafSubcriterion};
pub use mutation::CafMutation;
pub use presence::CafPresenceSubscription;
pub use query::CafQuery;
pub use room_mutation::CafRoomMutation;
pub use score_mutation::CafScoreMutation;
pub use step::{CafStep, CafStepState};
pub use subscription::CafSubscription;
pub use value::{CafPanel, CafPlausibility, CafScoringMethod, CafValue};
