//! Opening campaigns and answering.

use super::{
    answer::{CriterionAnswer, CriterionAnswerValue},
    campaign::ControlCampaign,
    questionnaire::{self, ControlQuestionnaire},
};
use crate::{
    connection::caller,
    node,
    scalar::{Date, given},
    tenancy::Tenant,
};
use async_graphql::{Context, ID, InputObject, MaybeUndefined, Object, Result, SimpleObject};
use calitas_app::control::{self as app, Opening};
use calitas_domain::{
    control::{AnswerPatch, CampaignInput},
    id::{ControlAnswerId, ControlCampaignId, TenantId},
};

/// A self-assessment to open.
#[derive(Debug, InputObject)]
pub struct OpenControlCampaignInput {
    /// The institution.
    pub tenant_id: ID,
    /// The year that is reported, from 2018 to this one.
    pub year: i32,
    /// Until when compartments hand in.
    pub due_on: Date,
    /// The compartments that are asked; all of the first level when left out.
    pub unit_ids: Option<Vec<ID>>,
    /// Made by the client: a repeated request has one effect.
    pub idempotency_key: Option<String>,
}

/// The self-assessment that was opened.
#[derive(Debug, SimpleObject)]
pub struct OpenControlCampaignPayload {
    /// The campaign.
    pub control_campaign: ControlCampaign,
    /// The institution with its campaigns.
    pub tenant: Tenant,
}

/// Changes of a campaign.
#[derive(Debug, InputObject)]
pub struct UpdateControlCampaignInput {
    /// The campaign.
    pub id: ID,
    /// The version that was read.
    pub expected_version: i32,
    /// Until when compartments hand in.
    pub due_on: Date,
}

/// The changed campaign.
#[derive(Debug, SimpleObject)]
pub struct UpdateControlCampaignPayload {
    /// As it is now.
    pub control_campaign: ControlCampaign,
}

/// More compartments for a campaign.
#[derive(Debug, InputObject)]
pub struct AskControlCompartmentsInput {
    /// The campaign.
    pub id: ID,
    /// The version that was read.
    pub expected_version: i32,
    /// The compartments.
    pub unit_ids: Vec<ID>,
}

/// The campaign with its compartments.
#[derive(Debug, SimpleObject)]
pub struct AskControlCompartmentsPayload {
    /// As it is now.
    pub control_campaign: ControlCampaign,
}

/// The campaign to close.
#[derive(Debug, InputObject)]
pub struct CloseControlCampaignInput {
    /// The campaign.
    pub id: ID,
    /// The version that was read.
    pub expected_version: i32,
}

/// The closed campaign.
#[derive(Debug, SimpleObject)]
pub struct CloseControlCampaignPayload {
    /// As it is now.
    pub control_campaign: ControlCampaign,
}

/// An answer; what is left out stays.
#[derive(Debug, InputObject)]
pub struct AnswerCriterionInput {
    /// The place of the criterion in the questionnaire.
    pub id: ID,
    /// The version that was read.
    pub expected_version: i32,
    /// What is said; null takes it back.
    pub answer: MaybeUndefined<CriterionAnswerValue>,
    /// Why, and by what it is proved; at most 4,000 characters.
    pub explanation: MaybeUndefined<String>,
    /// Code or address of what proves it; at most 200 characters.
    pub proof: MaybeUndefined<String>,
}

/// The answer as it is now.
#[derive(Debug, SimpleObject)]
pub struct AnswerCriterionPayload {
    /// The answer.
    pub criterion_answer: CriterionAnswer,
    /// The questionnaire with its progress.
    pub control_questionnaire: ControlQuestionnaire,
}

/// Self-assessment of internal control.
#[derive(Debug, Default)]
pub struct ControlMutation;

#[Object]
impl ControlMutation {
    /// Opens the self-assessment of a year: every compartment that is asked gets its questionnaire.
    async fn open_control_campaign(
        &self,
        ctx: &Context<'_>,
        input: OpenControlCampaignInput,
    ) -> Result<OpenControlCampaignPayload> {
        let tenant: TenantId = node::subject(&input.tenant_id)?;
        let unit = |id: &ID| node::reference("unitIds", id, tenant);
        let units = input.unit_ids.map(|ids| ids.iter().map(unit).collect()).transpose()?;
        let campaign = CampaignInput { year: input.year, due_on: input.due_on.0 };
        let key = input.idempotency_key.as_deref();
        let new = app::open(&caller(ctx), tenant, Opening { campaign, units }, key).await?;
        let tenant = crate::tenancy::tenant(ctx, tenant).await?;
        Ok(OpenControlCampaignPayload { control_campaign: new.into(), tenant })
    }

    /// Gives compartments another day to hand in.
    async fn update_control_campaign(
        &self,
        ctx: &Context<'_>,
        input: UpdateControlCampaignInput,
    ) -> Result<UpdateControlCampaignPayload> {
        let id = node::subject(&input.id)?;
        let new = app::update(&caller(ctx), id, input.expected_version, input.due_on.0).await?;
        Ok(UpdateControlCampaignPayload { control_campaign: new.into() })
    }

    /// Asks more compartments in an open campaign, as after a reorganisation.
    async fn ask_control_compartments(
        &self,
        ctx: &Context<'_>,
        input: AskControlCompartmentsInput,
    ) -> Result<AskControlCompartmentsPayload> {
        let id: ControlCampaignId = node::subject(&input.id)?;
        let unit = |one: &ID| node::reference("unitIds", one, id.tenant);
        let units = input.unit_ids.iter().map(unit).collect::<Result<_, _>>()?;
        let new = app::ask(&caller(ctx), id, input.expected_version, units).await?;
        Ok(AskControlCompartmentsPayload { control_campaign: new.into() })
    }

    /// Closes a campaign: answers stay as they are.
    async fn close_control_campaign(
        &self,
        ctx: &Context<'_>,
        input: CloseControlCampaignInput,
    ) -> Result<CloseControlCampaignPayload> {
        let new = app::close(&caller(ctx), node::subject(&input.id)?, input.expected_version).await?;
        Ok(CloseControlCampaignPayload { control_campaign: new.into() })
    }

    /// Answers a criterion. Only fields that others changed meanwhile conflict.
    async fn answer_criterion(
        &self,
        ctx: &Context<'_>,
        input: AnswerCriterionInput,
    ) -> Result<AnswerCriterionPayload> {
        let id: ControlAnswerId = node::subject(&input.id)?;
        let patch = AnswerPatch {
            answer: given(input.answer).map(|answer| answer.map(Into::into)),
            explanation: given(input.explanation),
            proof: given(input.proof),
        };
        let new = app::answer(&caller(ctx), id, input.expected_version, patch).await?;
        let questionnaire = questionnaire::one(ctx, new.questionnaire).await?;
        Ok(AnswerCriterionPayload { criterion_answer: new.into(), control_questionnaire: questionnaire })
    }
}
