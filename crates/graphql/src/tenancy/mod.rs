//! Municipalities, institutions and units.

mod can;
mod enums;
mod letterhead;
mod municipality;
mod mutation;
mod object;
mod query;
mod tree;
mod unit;

pub use enums::{TenantKind, Verification};
pub use letterhead::LetterheadMutation;
pub(crate) use municipality::institution;
pub use municipality::{Institution, Municipality};
pub use mutation::TenancyMutation;
pub use object::Tenant;
pub(crate) use object::tenant;
pub use query::TenancyQuery;
pub use tree::InstitutionMutation;
pub use unit::{Unit, UnitKind};
