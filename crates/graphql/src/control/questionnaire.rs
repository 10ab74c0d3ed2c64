//! Questionnaires, and what is done with them as a whole.

use super::{
    answer::CriterionAnswer,
    campaign::{self, ControlCampaign},
    load::{AnswersOf, ProgressOf},
};
use crate::{
    connection::{caller, cursor},
    identity::Membership,
    journal::{self, JournalEntryConnection},
    loader,
    node::{self, GlobalId},
    permitted::Permitted,
    plan::verdict,
    tenancy::Unit,
};
use async_graphql::{ComplexObject, Context, Enum, ID, InputObject, Object, Result, SimpleObject};
use calitas_app::control as app;
use calitas_domain::{
    Error,
    access::Permission,
    control::{self as domain, may},
    id::{ControlQuestionnaireId, ControlTemplateId, UnitId},
};
use chrono::{DateTime, Utc};
use std::sync::Arc;

/// Where a questionnaire stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum)]
#[graphql(remote = "domain::QuestionnaireStatus")]
pub enum ControlQuestionnaireStatus {
    /// Being answered.
    Open,
    /// Given back with a remark.
    Returned,
    /// Handed in.
    Submitted,
    /// Taken in by the secretariat; fixed.
    Locked,
}

/// The questionnaire of one compartment in a campaign (Annex 4.1).
#[derive(Debug, Clone, SimpleObject)]
#[graphql(complex)]
pub struct ControlQuestionnaire {
    /// Opaque global id.
    pub id: ID,
    /// Where it stands.
    pub status: ControlQuestionnaireStatus,
    /// Why it was given back.
    pub remark: Option<String>,
    /// When it was handed in.
    pub submitted_at: Option<DateTime<Utc>>,
    /// When it was locked.
    pub locked_at: Option<DateTime<Utc>>,
    /// Counts changes; pass it as `expectedVersion`.
    pub version: i32,
    #[graphql(skip)]
    row: Arc<domain::Questionnaire>,
}

/// What the viewer may do with a questionnaire.
#[derive(Debug, Clone, SimpleObject)]
pub struct ControlQuestionnaireViewerCan {
    /// Answer its criteria.
    pub answer: Permitted,
    /// Let a colleague answer.
    pub delegate: Permitted,
    /// Hand it in.
    pub submit: Permitted,
    /// Give it back with a remark.
    pub send_back: Permitted,
    /// Take it in.
    pub lock: Permitted,
}

impl From<domain::Questionnaire> for ControlQuestionnaire {
    fn from(row: domain::Questionnaire) -> Self {
        Self {
            id: row.id.global(),
            status: row.status.into(),
            remark: row.remark.clone(),
            submitted_at: row.submitted_at,
            locked_at: row.locked_at,
            version: row.version,
            row: Arc::new(row),
        }
    }
}

impl ControlQuestionnaire {
    pub(super) fn row(&self) -> &domain::Questionnaire {
        &self.row
    }

    pub(super) async fn template_id(&self, ctx: &Context<'_>) -> Result<ControlTemplateId> {
        Ok(campaign::one(ctx, self.row.campaign).await?.row().template)
    }

    async fn progress(&self, ctx: &Context<'_>) -> Result<(i32, i32)> {
        let found = loader::load::<ProgressOf>(ctx, self.row.id).await?;
        Ok(found.map(|found| found.0).unwrap_or_default())
    }
}

#[ComplexObject]
impl ControlQuestionnaire {
    /// The campaign it belongs to.
    async fn campaign(&self, ctx: &Context<'_>) -> Result<ControlCampaign> {
        campaign::one(ctx, self.row.campaign).await
    }

    /// The compartment that answers.
    async fn unit(&self, ctx: &Context<'_>) -> Result<Unit> {
        let found = loader::load::<Unit>(ctx, self.row.unit).await?;
        Ok(found.ok_or(Error::NotFound(UnitId::KIND))?)
    }

    /// A colleague whom the head lets answer.
    async fn delegate(&self, ctx: &Context<'_>) -> Option<Result<Membership>> {
        loader::load::<Membership>(ctx, self.row.delegate?).await.map_err(Into::into).transpose()
    }

    /// Who handed it in.
    async fn submitted_by(&self, ctx: &Context<'_>) -> Option<Result<Membership>> {
        loader::load::<Membership>(ctx, self.row.submitted_by?).await.map_err(Into::into).transpose()
    }

    /// Who took it in.
    async fn locked_by(&self, ctx: &Context<'_>) -> Option<Result<Membership>> {
        loader::load::<Membership>(ctx, self.row.locked_by?).await.map_err(Into::into).transpose()
    }

    /// Criteria that are answered, explained and confirmed.
    async fn complete_count(&self, ctx: &Context<'_>) -> Result<i32> {
        Ok(self.progress(ctx).await?.0)
    }

    /// Criteria that are asked.
    async fn criterion_count(&self, ctx: &Context<'_>) -> Result<i32> {
        Ok(self.progress(ctx).await?.1)
    }

    /// Its criteria with their answers, in the order of the list.
    async fn answers(&self, ctx: &Context<'_>) -> Result<Vec<CriterionAnswer>> {
        let found = loader::load::<AnswersOf>(ctx, self.row.id).await?;
        let answers = found.map(|found| found.0).unwrap_or_default();
        Ok(answers.into_iter().map(CriterionAnswer::from).collect())
    }

    /// Where the stream of changes stands; pass it as `after` to `controlQuestionnaireChanged`.
    async fn stream_cursor(&self, ctx: &Context<'_>) -> Result<String> {
        let position = calitas_app::stream::position(&caller(ctx), self.row.id.tenant).await?;
        Ok(cursor(&[&position.to_string()]))
    }

    /// What the viewer may do with it.
    async fn viewer_can(&self, ctx: &Context<'_>) -> Result<ControlQuestionnaireViewerCan> {
        let campaign = campaign::one(ctx, self.row.campaign).await?;
        let (caller, tenant) = (caller(ctx), self.row.id.tenant);
        let (row, campaign) = (&*self.row, campaign.row());
        Ok(ControlQuestionnaireViewerCan {
            answer: verdict(&caller, tenant, |access| may::answer(row, campaign, access)),
            delegate: verdict(&caller, tenant, |access| may::delegate(row, campaign, access)),
            submit: verdict(&caller, tenant, |access| may::submit(row, campaign, access)),
            send_back: verdict(&caller, tenant, |access| may::send_back(row, campaign, access)),
            lock: verdict(&caller, tenant, |access| may::lock(row, campaign, access)),
        })
    }

    /// What happened to it and its answers, the newest first.
    async fn history(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Page size, 1 to 100; 50 unless told.")] first: Option<i32>,
        #[graphql(desc = "Cursor of the item before the page.")] after: Option<String>,
    ) -> Result<JournalEntryConnection> {
        let (tenant, row) = (self.row.id.tenant, self.row.id.row);
        journal::history_with(ctx, Permission::ControlRead, tenant, row, first, after).await
    }
}

/// The questionnaire of an answer.
pub async fn one(ctx: &Context<'_>, id: ControlQuestionnaireId) -> Result<ControlQuestionnaire> {
    let found = loader::load::<ControlQuestionnaire>(ctx, id).await?;
    Ok(found.ok_or(Error::NotFound(ControlQuestionnaireId::KIND))?)
}

/// Who answers beside the head of the compartment.
#[derive(Debug, InputObject)]
pub struct DelegateControlQuestionnaireInput {
    /// The questionnaire.
    pub id: ID,
    /// The version that was read.
    pub expected_version: i32,
    /// The colleague; null takes it back.
    pub delegate_id: Option<ID>,
}

/// The questionnaire with its delegate.
#[derive(Debug, SimpleObject)]
pub struct DelegateControlQuestionnairePayload {
    /// As it is now.
    pub control_questionnaire: ControlQuestionnaire,
}

/// The questionnaire that takes last year's answers over.
#[derive(Debug, InputObject)]
pub struct TakeOverControlAnswersInput {
    /// The questionnaire.
    pub id: ID,
}

/// The questionnaire with what was taken over.
#[derive(Debug, SimpleObject)]
pub struct TakeOverControlAnswersPayload {
    /// As it is now.
    pub control_questionnaire: ControlQuestionnaire,
}

/// The questionnaire to hand in.
#[derive(Debug, InputObject)]
pub struct SubmitControlQuestionnaireInput {
    /// The questionnaire.
    pub id: ID,
    /// The version that was read.
    pub expected_version: i32,
}

/// The questionnaire that was handed in.
#[derive(Debug, SimpleObject)]
pub struct SubmitControlQuestionnairePayload {
    /// As it is now.
    pub control_questionnaire: ControlQuestionnaire,
}

/// The questionnaire to give back.
#[derive(Debug, InputObject)]
pub struct ReturnControlQuestionnaireInput {
    /// The questionnaire.
    pub id: ID,
    /// The version that was read.
    pub expected_version: i32,
    /// What is to be done, 3 to 1,000 characters.
    pub remark: String,
}

/// The questionnaire that was given back.
#[derive(Debug, SimpleObject)]
pub struct ReturnControlQuestionnairePayload {
    /// As it is now.
    pub control_questionnaire: ControlQuestionnaire,
}

/// The questionnaire to take in.
#[derive(Debug, InputObject)]
pub struct LockControlQuestionnaireInput {
    /// The questionnaire.
    pub id: ID,
    /// The version that was read.
    pub expected_version: i32,
}

/// The questionnaire that was taken in.
#[derive(Debug, SimpleObject)]
pub struct LockControlQuestionnairePayload {
    /// As it is now.
    pub control_questionnaire: ControlQuestionnaire,
}

/// Questionnaires from one hand to the next.
#[derive(Debug, Default)]
pub struct QuestionnaireMutation;

#[Object]
impl QuestionnaireMutation {
    /// Lets a colleague answer a questionnaire, or nobody any more.
    async fn delegate_control_questionnaire(
        &self,
        ctx: &Context<'_>,
        input: DelegateControlQuestionnaireInput,
    ) -> Result<DelegateControlQuestionnairePayload> {
        let id: ControlQuestionnaireId = node::subject(&input.id)?;
        let delegate =
            input.delegate_id.map(|one| node::reference("delegateId", &one, id.tenant)).transpose()?;
        let new = app::delegate(&caller(ctx), id, input.expected_version, delegate).await?;
        Ok(DelegateControlQuestionnairePayload { control_questionnaire: new.into() })
    }

    /// Takes the answers of the year before over where there are none yet, each to be confirmed.
    async fn take_over_control_answers(
        &self,
        ctx: &Context<'_>,
        input: TakeOverControlAnswersInput,
    ) -> Result<TakeOverControlAnswersPayload> {
        let new = app::take_over(&caller(ctx), node::subject(&input.id)?).await?;
        Ok(TakeOverControlAnswersPayload { control_questionnaire: new.into() })
    }

    /// Hands a questionnaire in, with every criterion answered and explained.
    async fn submit_control_questionnaire(
        &self,
        ctx: &Context<'_>,
        input: SubmitControlQuestionnaireInput,
    ) -> Result<SubmitControlQuestionnairePayload> {
        let new = app::submit(&caller(ctx), node::subject(&input.id)?, input.expected_version).await?;
        Ok(SubmitControlQuestionnairePayload { control_questionnaire: new.into() })
    }

    /// Gives a questionnaire back with a remark, also after it was locked.
    async fn return_control_questionnaire(
        &self,
        ctx: &Context<'_>,
        input: ReturnControlQuestionnaireInput,
    ) -> Result<ReturnControlQuestionnairePayload> {
        let id = node::subject(&input.id)?;
        let new = app::send_back(&caller(ctx), id, input.expected_version, &input.remark).await?;
        Ok(ReturnControlQuestionnairePayload { control_questionnaire: new.into() })
    }

    /// Takes in what somebody else handed in: it is fixed from then on.
    async fn lock_control_questionnaire(
        &self,
        ctx: &Context<'_>,
        input: LockControlQuestionnaireInput,
    ) -> Result<LockControlQuestionnairePayload> {
        let new = app::lock(&caller(ctx), node::subject(&input.id)?, input.expected_version).await?;
        Ok(LockControlQuestionnairePayload { control_questionnaire: new.into() })
    }
}
