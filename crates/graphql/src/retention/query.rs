//! Roots of keeping documents.

use super::disposal::Disposal;
use crate::{connection::caller, loader, node::GlobalId};
use async_graphql::{Context, ID, Object, Result};
use calitas_domain::id::DisposalId;

/// Selections.
#[derive(Debug, Default)]
pub struct RetentionQuery;

#[Object]
impl RetentionQuery {
    /// A selection; absent when it is not there or not the viewer's to see.
    async fn disposal(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Global id of the selection.")] id: ID,
    ) -> Result<Option<Disposal>> {
        caller(ctx).actor()?;
        let Some(id) = DisposalId::read(&id) else { return Ok(None) };
        Ok(loader::load::<Disposal>(ctx, id).await?)
    }
}
