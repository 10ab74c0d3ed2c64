//! Taking over sheets. A file becomes lines by HTTP, see `POST /imports`; here lines are looked at and taken over.

mod mutation;
mod object;
mod query;

pub use mutation::ImportMutation;
pub use object::ImportKind;
pub use query::ImportQuery;

use async_graphql::Context;
use calitas_app::import;
use calitas_domain::id::TenantId;

/// What the viewer may take over in an institution.
pub(crate) fn kinds(ctx: &Context<'_>, tenant: TenantId) -> Vec<ImportKind> {
    let caller = crate::connection::caller(ctx);
    import::kinds(&caller, tenant).into_iter().map(ImportKind::from).collect()
}
