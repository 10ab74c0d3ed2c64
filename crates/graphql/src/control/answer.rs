//! Answers to criteria.

use super::{
    campaign,
    load::CriteriaOf,
    questionnaire::{self, ControlQuestionnaire},
    standard::ControlCriterion,
};
use crate::{
    connection::caller,
    document::EvidenceConnection,
    identity::Membership,
    journal::{self, JournalEntryConnection},
    loader,
    node::GlobalId,
    permitted::Permitted,
    plan::verdict,
    risk::{Risk, RiskOfCode},
};
use async_graphql::{ComplexObject, Context, Enum, ID, Result, SimpleObject};
use calitas_domain::{
    Error,
    access::Permission,
    control::{self as domain, may},
    document::{self, Holder, Subject},
    id::ControlCriterionId,
};
use chrono::{DateTime, Utc};
use std::sync::Arc;

/// What a compartment says of a criterion.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum)]
#[graphql(remote = "domain::Answer")]
pub enum CriterionAnswerValue {
    /// Da: it is met.
    Yes,
    /// Nu: it is not met.
    No,
    /// Neaplicabil: it does not concern the compartment and is left out of the derivation.
    NotApplicable,
}

/// The place of one criterion in one questionnaire, answered or not.
#[derive(Debug, Clone, SimpleObject)]
#[graphql(complex)]
pub struct CriterionAnswer {
    /// Opaque global id.
    pub id: ID,
    /// What is said; absent until somebody answers.
    pub answer: Option<CriterionAnswerValue>,
    /// Why, and by what it is proved.
    pub explanation: Option<String>,
    /// Code or address of the procedure, risk or document that proves it.
    pub proof: Option<String>,
    /// Taken over from the year before and not confirmed yet.
    pub is_taken_over: bool,
    /// Whether it can be handed in: said, explained and not merely taken over.
    pub is_complete: bool,
    /// When somebody answered last.
    pub answered_at: Option<DateTime<Utc>>,
    /// Counts changes; pass it as `expectedVersion`.
    pub version: i32,
    #[graphql(skip)]
    row: Arc<domain::CriterionAnswer>,
}

impl From<domain::CriterionAnswer> for CriterionAnswer {
    fn from(row: domain::CriterionAnswer) -> Self {
        Self {
            id: row.id.global(),
            answer: row.answer.map(Into::into),
            explanation: row.explanation.clone(),
            proof: row.proof.clone(),
            is_taken_over: row.is_taken_over,
            is_complete: row.is_complete(),
            answered_at: row.answered_at,
            version: row.version,
            row: Arc::new(row),
        }
    }
}

/// What the viewer may do with an answer.
#[derive(Debug, Clone, SimpleObject)]
pub struct CriterionAnswerViewerCan {
    /// Change it.
    pub answer: Permitted,
    /// Attach evidence to it.
    pub attach_evidence: Permitted,
}

impl CriterionAnswer {
    /// The answer as something that evidence may prove.
    pub(crate) async fn holder(&self, ctx: &Context<'_>) -> Result<Holder> {
        let questionnaire = questionnaire::one(ctx, self.row.questionnaire).await?;
        let campaign = campaign::one(ctx, questionnaire.row().campaign).await?.row().clone();
        Ok(Holder::Answer { id: self.row.id, questionnaire: questionnaire.row().clone(), campaign })
    }

    async fn permitted(&self, ctx: &Context<'_>) -> Result<CriterionAnswerViewerCan> {
        let (caller, tenant, holder) = (caller(ctx), self.row.id.tenant, self.holder(ctx).await?);
        let Holder::Answer { questionnaire, campaign, .. } = &holder else {
            return Err(Error::NotFound(ControlCriterionId::KIND).into());
        };
        Ok(CriterionAnswerViewerCan {
            answer: verdict(&caller, tenant, |access| may::answer(questionnaire, campaign, access)),
            attach_evidence: verdict(&caller, tenant, |access| document::may::attach(&holder, access)),
        })
    }
}

#[ComplexObject]
impl CriterionAnswer {
    /// The criterion it answers.
    async fn criterion(&self, ctx: &Context<'_>) -> Result<ControlCriterion> {
        let absent = || Error::NotFound(ControlCriterionId::KIND);
        let template = self.questionnaire(ctx).await?.template_id(ctx).await?;
        let criteria = loader::load::<CriteriaOf>(ctx, template).await?.ok_or_else(absent)?;
        let found = criteria.0.iter().find(|one| one.id == self.row.criterion);
        Ok(found.cloned().ok_or_else(absent)?.into())
    }

    /// The questionnaire it stands in.
    async fn questionnaire(&self, ctx: &Context<'_>) -> Result<ControlQuestionnaire> {
        questionnaire::one(ctx, self.row.questionnaire).await
    }

    /// Who answered last.
    async fn answered_by(&self, ctx: &Context<'_>) -> Option<Result<Membership>> {
        loader::load::<Membership>(ctx, self.row.answered_by?).await.map_err(Into::into).transpose()
    }

    /// The risk of the register that `proof` names by its code; absent for anything else and for whoever does not read the
    /// register.
    async fn proof_risk(&self, ctx: &Context<'_>) -> Option<Result<Risk>> {
        let code = self.row.proof.clone().filter(|code| code.starts_with("R-"))?;
        let found = loader::load::<RiskOfCode>(ctx, (self.row.id.tenant, code)).await;
        found.map(|found| found.map(|found| found.0.into())).map_err(Into::into).transpose()
    }

    /// Evidence attached to it, the newest first.
    async fn evidence(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Page size, 1 to 100; 50 unless told.")] first: Option<i32>,
        #[graphql(desc = "Cursor of the item before the page.")] after: Option<String>,
    ) -> Result<EvidenceConnection> {
        Box::pin(crate::document::page(ctx, Subject::Answer(self.row.id), first, after)).await
    }

    /// What the viewer may do with it.
    async fn viewer_can(&self, ctx: &Context<'_>) -> Result<CriterionAnswerViewerCan> {
        Box::pin(self.permitted(ctx)).await
    }

    /// What happened to it, the newest first.
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
