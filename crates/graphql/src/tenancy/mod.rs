//! Municipalities, institutions and units.

mod mutation;
mod object;
mod query;

pub use mutation::TenancyMutation;
pub use object::{Institution, Municipality, Tenant, TenantKind, Unit, UnitKind, Verification};
pub(crate) use object::{institution, tenant};
pub use query::TenancyQuery;
