//! Municipalities, institutions and units.

mod can;
mod letterhead;
mod municipality;
mod mutation;
mod object;
mod query;
mod tree;
mod unit;

pub use letterhead::LetterheadMutation;
pub(crate) use municipality::institution;
pub use municipality::{Institution, Municipality};
pub use mutation::TenancyMutation;
pub(crate) use object::tenant;
pub use object::{Tenant, TenantKind, Verification};
pub use query::TenancyQuery;
pub use tree::InstitutionMutation;
pub use unit::{Unit, UnitKind};
