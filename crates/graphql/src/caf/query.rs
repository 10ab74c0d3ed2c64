//! Roots of CAF.

use super::{assessment::CafAssessment, model::CafModel};
use crate::{connection::caller, loader, node::GlobalId};
use async_graphql::{Context, ID, Object, Result};
use calitas_domain::id::CafAssessmentId;

/// Assessments and the model.
#[derive(Debug, Default)]
pub struct CafQuery;

#[Object]
impl CafQuery {
    /// The model of CAF 2020: criteria, scales and steps.
    async fn caf_model(&self, ctx: &Context<'_>) -> Result<CafModel> {
        caller(ctx).actor()?;
        Ok(CafModel)
    }

    /// A self-assessment; absent when it is not there or not the viewer's to see.
    async fn caf_assessment(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Global id of the assessment.")] id: ID,
    ) -> Result<Option<CafAssessment>> {
        caller(ctx).actor()?;
        let Some(id) = CafAssessmentId::read(&id) else { return Ok(None) };
        Ok(loader::load::<CafAssessment>(ctx, id).await?)
    }
}
