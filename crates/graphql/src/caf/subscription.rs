//! Assessments as they go on.

use super::{
    assessment::{self, CafAssessment},
    consensus::CafConsensus,
    finding::CafFinding,
    member::CafMember,
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
    caf as app,
    stream::{Heard, Signal},
};
use calitas_domain::id::{CafAssessmentId, CafConsensusId, CafFindingId, CafMemberId};
use std::sync::Arc;

/// Something that happened to an assessment, its group or what it agrees on. What it shows is read when it is delivered,
/// with the rights of that moment.
#[derive(Debug, SimpleObject)]
#[graphql(complex)]
pub struct CafAssessmentChange {
    /// Stands for this place in the stream; pass it as `after` to go on from here.
    pub cursor: String,
    /// Whether too much happened to be told one by one: read everything again.
    pub refetch: bool,
    #[graphql(skip)]
    assessment: CafAssessmentId,
    #[graphql(skip)]
    heard: Option<Arc<Heard>>,
}

#[ComplexObject]
impl CafAssessmentChange {
    /// The assessment as it is now.
    async fn caf_assessment(&self, ctx: &Context<'_>) -> Result<CafAssessment> {
        assessment::one(ctx, self.assessment).await
    }

    /// What happened; absent when everything is to be read again.
    async fn entry(&self, ctx: &Context<'_>) -> Option<Result<JournalEntry>> {
        let heard = self.heard.as_ref()?;
        let readable = assessment::one(ctx, self.assessment).await;
        Some(readable.map(|_| JournalEntry::new(self.assessment.tenant, &heard.entry)))
    }

    /// The member of the group it happened to, as it is now.
    async fn caf_member(&self, ctx: &Context<'_>) -> Option<Result<CafMember>> {
        let id = CafMemberId::new(self.assessment.tenant, self.subject(CafMemberId::KIND.0)?);
        loader::load::<CafMember>(ctx, id).await.map_err(Into::into).transpose()
    }

    /// The subcriterion before the group it happened to, as it is now.
    async fn caf_consensus(&self, ctx: &Context<'_>) -> Option<Result<CafConsensus>> {
        let id = CafConsensusId::new(self.assessment.tenant, self.subject(CafConsensusId::KIND.0)?);
        loader::load::<CafConsensus>(ctx, id).await.map_err(Into::into).transpose()
    }

    /// The strength or area for improvement it happened to, as it is now; absent once it is taken out.
    async fn caf_finding(&self, ctx: &Context<'_>) -> Option<Result<CafFinding>> {
        let id = CafFindingId::new(self.assessment.tenant, self.subject(CafFindingId::KIND.0)?);
        loader::load::<CafFinding>(ctx, id).await.map_err(Into::into).transpose()
    }
}

impl CafAssessmentChange {
    fn new(assessment: CafAssessmentId, signal: Signal) -> Self {
        match signal {
            Signal::Entry(heard) => Self {
                cursor: cursor(&[&heard.entry.position.to_string()]),
                refetch: false,
                assessment,
                heard: Some(heard),
            },
            Signal::Refetch(position) => {
                Self { cursor: cursor(&[&position.to_string()]), refetch: true, assessment, heard: None }
            }
        }
    }

    /// The row it happened to, if it is of a kind.
    fn subject(&self, kind: &str) -> Option<uuid::Uuid> {
        let entry = &self.heard.as_ref()?.entry;
        (entry.subject_kind == kind).then_some(entry.subject)
    }
}

/// Assessments as they go on.
#[derive(Debug, Default)]
pub struct CafSubscription;

#[Subscription]
impl CafSubscription {
    /// What happens to an assessment, its group and what it agrees on: each change once and in order, after a cursor or
    /// from now on. What members write alone is not told.
    async fn caf_assessment_changed(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Global id of the assessment.")] id: ID,
        #[graphql(desc = "`streamCursor` of an assessment or `cursor` of the last change that was seen.")]
        after: Option<String>,
    ) -> Result<impl Stream<Item = CafAssessmentChange> + use<>> {
        let id: CafAssessmentId = node::subject(&id)?;
        let after = read_cursor::<1>(after.as_deref())?.map(|[position]| part(&position)).transpose()?;
        // The request ends with the opening; the stream lives as long as somebody listens.
        let signals =
            Box::pin(async { app::changes(&*caller(ctx).renewed().await?, id, after).await }).await?;
        Ok(signals.map(move |signal| CafAssessmentChange::new(id, signal)))
    }
}
