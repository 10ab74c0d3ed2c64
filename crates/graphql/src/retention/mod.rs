//! Keeping documents: the nomenclature, what an institution decides, and selections.

pub mod act;
mod class;
mod disposal;
pub mod mutation;
pub mod policy;
mod query;

pub use act::DisposalActMutation;
pub use class::{RetentionClass, RetentionRule, of_tenant};
pub use disposal::{
    Disposal, DisposalConnection, DisposalStatus, DisposalVerdict, DocumentConnection, due, page,
};
pub use mutation::{DisposalMutation, RetentionMutation};
pub use policy::{RetentionPolicy, RetentionPolicyMutation, policy};
pub use query::RetentionQuery;
