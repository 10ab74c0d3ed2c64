//! Questionnaires as they are answered.

use super::{
    answer::CriterionAnswer,
    questionnaire::{self, ControlQuestionnaire},
};
use crate::{
    connection::{caller, cursor, part, read_cursor},
    journal::JournalEntry,
    loader, node,
};
use async_graphql::{
    ComplexObject, Context, ID, Result, SimpleObject, Subscription,
    futures_util::{Stream, StreamExt},
};
use calitas_app::{
    control as app,
    stream::{Heard, Signal},
};
use calitas_domain::id::{ControlAnswerId, ControlQuestionnaireId};
use std::sync::Arc;

/// Something that happened to a questionnaire. What it shows is read when it is delivered, with the rights of that
/// moment.
#[derive(Debug, SimpleObject)]
#[graphql(complex)]
pub struct ControlQuestionnaireChange {
    /// Stands for this place in the stream; pass it as `after` to go on from here.
    pub cursor: String,
    /// Whether too much happened to be told one by one: read everything again.
    pub refetch: bool,
    #[graphql(skip)]
    questionnaire: ControlQuestionnaireId,
    #[graphql(skip)]
    heard: Option<Arc<Heard>>,
}

#[ComplexObject]
impl ControlQuestionnaireChange {
    /// The questionnaire as it is now.
    async fn control_questionnaire(&self, ctx: &Context<'_>) -> Result<ControlQuestionnaire> {
        questionnaire::one(ctx, self.questionnaire).await
    }

    /// What happened; absent when everything is to be read again.
    async fn entry(&self, ctx: &Context<'_>) -> Option<Result<JournalEntry>> {
        let heard = self.heard.as_ref()?;
        let readable = questionnaire::one(ctx, self.questionnaire).await;
        Some(readable.map(|_| JournalEntry::new(self.questionnaire.tenant, &heard.entry)))
    }

    /// The answer that was given, as it is now; absent when it happened to the questionnaire itself.
    async fn criterion_answer(&self, ctx: &Context<'_>) -> Option<Result<CriterionAnswer>> {
        let entry = &self.heard.as_ref()?.entry;
        if entry.subject_kind != ControlAnswerId::KIND.0 {
            return None;
        }
        let id = ControlAnswerId::new(self.questionnaire.tenant, entry.subject);
        loader::load::<CriterionAnswer>(ctx, id).await.map_err(Into::into).transpose()
    }
}

impl ControlQuestionnaireChange {
    fn new(questionnaire: ControlQuestionnaireId, signal: Signal) -> Self {
        match signal {
            Signal::Entry(heard) => Self {
                cursor: cursor(&[&heard.entry.position.to_string()]),
                refetch: false,
                questionnaire,
                heard: Some(heard),
            },
            Signal::Refetch(position) => {
                Self { cursor: cursor(&[&position.to_string()]), refetch: true, questionnaire, heard: None }
            }
        }
    }
}

/// Questionnaires as they are answered.
#[derive(Debug, Default)]
pub struct ControlSubscription;

#[Subscription]
impl ControlSubscription {
    /// What happens to a questionnaire and its answers: each change once and in order, after a cursor or from now on.
    async fn control_questionnaire_changed(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Global id of the questionnaire.")] id: ID,
        #[graphql(desc = "`streamCursor` of a questionnaire or `cursor` of the last change that was seen.")]
        after: Option<String>,
    ) -> Result<impl Stream<Item = ControlQuestionnaireChange> + use<>> {
        let id: ControlQuestionnaireId = node::subject(&id)?;
        let after = read_cursor::<1>(after.as_deref())?.map(|[position]| part(&position)).transpose()?;
        // The request ends with the opening; the stream lives as long as somebody listens.
        let signals =
            Box::pin(async { app::changes(&*caller(ctx).renewed().await?, id, after).await }).await?;
        Ok(signals.map(move |signal| ControlQuestionnaireChange::new(id, signal)))
    }
}
