//! Roots of the tree of institutions.

use super::{Municipality, Tenant};
use crate::{connection::caller, loader, node::GlobalId};
use async_graphql::{Context, ID, Object, Result};
use calitas_domain::id::{MunicipalityId, TenantId};

/// Institutions.
#[derive(Debug, Default)]
pub struct TenancyQuery;

#[Object]
impl TenancyQuery {
    /// An institution the viewer belongs to.
    async fn tenant(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Global id of the institution.")] id: ID,
    ) -> Result<Option<Tenant>> {
        caller(ctx).actor()?;
        let Some(id) = TenantId::read(&id) else { return Ok(None) };
        Ok(loader::load::<Tenant>(ctx, id).await?)
    }

    /// A municipality in which the viewer belongs to an institution.
    async fn municipality(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Global id of the municipality.")] id: ID,
    ) -> Result<Option<Municipality>> {
        caller(ctx).actor()?;
        let Some(id) = MunicipalityId::read(&id) else { return Ok(None) };
        Ok(loader::load::<Municipality>(ctx, id).await?)
    }
}
