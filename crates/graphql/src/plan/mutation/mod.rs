//! Acts on plans and actions.

pub mod action;
pub mod bulk;
pub mod comment;
pub mod part;
pub mod plan;

pub use action::PlanActionMutation;
pub use bulk::PlanActionBulkMutation;
pub use comment::PlanCommentMutation;
pub use part::PlanActionPartMutation;
pub use plan::PlanMutation;
