//! Roots of internal control.

use super::{
    campaign::ControlCampaign, questionnaire::ControlQuestionnaire, report::AnnualControlReport,
    standard::ControlStandard,
};
use crate::{connection::caller, loader, node::GlobalId};
use async_graphql::{Context, ID, Object, Result};
use calitas_domain::{
    control::Standard,
    id::{ControlCampaignId, ControlQuestionnaireId, ControlReportId},
};

/// Campaigns, questionnaires and standards.
#[derive(Debug, Default)]
pub struct ControlQuery;

#[Object]
impl ControlQuery {
    /// A campaign; absent when it is not there or not the viewer's to see.
    async fn control_campaign(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Global id of the campaign.")] id: ID,
    ) -> Result<Option<ControlCampaign>> {
        caller(ctx).actor()?;
        let Some(id) = ControlCampaignId::read(&id) else { return Ok(None) };
        Ok(loader::load::<ControlCampaign>(ctx, id).await?)
    }

    /// A questionnaire; absent when it is not there or not the viewer's to see.
    async fn control_questionnaire(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Global id of the questionnaire.")] id: ID,
    ) -> Result<Option<ControlQuestionnaire>> {
        caller(ctx).actor()?;
        let Some(id) = ControlQuestionnaireId::read(&id) else { return Ok(None) };
        Ok(loader::load::<ControlQuestionnaire>(ctx, id).await?)
    }

    /// An annual report; absent when it is not there or not the viewer's to see.
    async fn annual_control_report(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Global id of the report.")] id: ID,
    ) -> Result<Option<AnnualControlReport>> {
        caller(ctx).actor()?;
        let Some(id) = ControlReportId::read(&id) else { return Ok(None) };
        Ok(loader::load::<AnnualControlReport>(ctx, id).await?)
    }

    /// The 16 standards of internal control, in order.
    async fn control_standards(&self, ctx: &Context<'_>) -> Result<Vec<ControlStandard>> {
        caller(ctx).actor()?;
        Ok(Standard::all().map(ControlStandard::from).collect())
    }
}
