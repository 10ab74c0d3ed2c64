//! Improvement plans in the schema.

mod action;
mod comment;
mod difference;
mod enums;
mod figures;
mod load;
pub mod mutation;
mod object;
mod page;
mod parts;
mod query;
mod state;
mod subscription;
mod todo;
mod trace;

pub use action::PlanAction;
pub use comment::PlanActionComment;
pub use enums::PlanActionPriority;
pub use figures::{PlanSummary, UnitWorkload, released_summary, released_total, summary, workload};
pub use mutation::{
    PlanActionBulkMutation, PlanActionMutation, PlanActionPartMutation, PlanCommentMutation, PlanMutation,
};
pub use object::{Plan, PlanConnection, released};
pub(crate) use object::{search_words, verdict};
pub use query::PlanQuery;
pub use subscription::PlanSubscription;
pub(crate) use todo::count_in as todo_count_in;
pub use todo::{Todo, TodoConnection, ViewerTodos};
pub use trace::{TodoTrace, ViewerTraces};
