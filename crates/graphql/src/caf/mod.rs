//! CAF self-assessments: the model, organising them, scoring alone, agreeing together.

mod assessment;
mod consensus;
mod load;
mod member;
mod model;
pub mod mutation;
mod query;
pub mod score_mutation;
mod step;
mod subscription;
mod value;

pub use assessment::{CafAssessment, CafAssessmentStatus, CafDisclosure, of_tenant};
pub use consensus::{CafConsensus, CafConsensusState, CafResults};
pub use member::{CafGroupRole, CafIndividualScore, CafMember};
pub use model::{CafCriterion, CafModel, CafSubcriterion};
pub use mutation::CafMutation;
pub use query::CafQuery;
pub use score_mutation::CafScoreMutation;
pub use step::{CafStep, CafStepState};
pub use subscription::CafSubscription;
pub use value::{CafPanel, CafPlausibility, CafScoringMethod, CafValue};
