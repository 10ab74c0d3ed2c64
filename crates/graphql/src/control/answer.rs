//! Answers to criteria.

use super::{
    load::CriteriaOf,
    questionnaire::{self, ControlQuestionnaire},
    standard::ControlCriterion,
};
use crate::{
    identity::Membership,
    journal::{self, JournalEntryConnection},
    loader,
    node::GlobalId,
};
use async_graphql::{ComplexObject, Context, Enum, ID, Result, SimpleObject};
use calitas_domain::{Error, access::Permission, control as domain, id::ControlCriterionId};
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
            is_taken_over: row.is_taken_over,
            is_complete: row.is_complete(),
            answered_at: row.answered_at,
            version: row.version,
            row: Arc::new(row),
        }
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
