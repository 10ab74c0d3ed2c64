//! What the group agrees on, and what it comes to.

use super::{
    assessment,
    finding::CafFinding,
    load::{FindingsOf, ScoresOf},
    model::{CafCriterion, CafSubcriterion, count},
    room::{self, CafSpread, CafVote},
    value::{CafPanelScore, CafPlausibility, CafValue, panels, warnings},
};
use crate::{
    connection::caller, identity::Membership, loader, node::GlobalId, permitted::Permitted, plan::verdict,
};
use async_graphql::{ComplexObject, Context, Enum, ID, Object, Result, SimpleObject};
use calitas_domain::caf::{self as domain, may};
use chrono::{DateTime, Utc};
use std::sync::Arc;

/// Where the group stands with a subcriterion.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum)]
#[graphql(remote = "domain::ConsensusState")]
pub enum CafConsensusState {
    /// The scores are hidden.
    Hidden,
    /// The scores are shown.
    Revealed,
    /// The group talks.
    Discussion,
    /// Members vote once more, each alone.
    Revote,
    /// There is an agreed score.
    Agreed,
}

/// A subcriterion before the group.
#[derive(Debug, Clone, SimpleObject)]
#[graphql(complex)]
pub struct CafConsensus {
    /// Opaque global id.
    pub id: ID,
    /// What is scored.
    pub subcriterion: CafSubcriterion,
    /// Where the group stands.
    pub state: CafConsensusState,
    /// How often members were asked to vote once more.
    pub round: i32,
    /// How many votes were given in that round.
    pub vote_count: i32,
    /// Until when the group means to talk; it locks nothing.
    pub discussion_ends_at: Option<DateTime<Utc>>,
    /// The seconds that are left of the talk while its time stands still.
    pub discussion_left: Option<i32>,
    /// What is agreed, number by number.
    pub panels: Vec<CafPanelScore>,
    /// The agreed score: the score of record.
    pub value: Option<CafValue>,
    /// What makes it hard to believe; advice.
    pub warnings: Vec<CafPlausibility>,
    /// Why it was agreed.
    pub reason: Option<String>,
    /// The average of the members as it was then, beside the agreed score and never in its place.
    pub average: Option<CafValue>,
    /// When it was agreed.
    pub agreed_at: Option<DateTime<Utc>>,
    /// Counts changes; pass it as `expectedVersion`.
    pub version: i32,
    #[graphql(skip)]
    row: domain::Consensus,
}

/// What the viewer may do with a subcriterion before the group.
#[derive(Debug, Clone, SimpleObject)]
pub struct CafConsensusViewerCan {
    /// Show scores, lead the talk, record what is agreed, take it up again.
    pub facilitate: Permitted,
    /// Vote once more, and ask for the word.
    pub vote: Permitted,
    /// Write strengths and areas for improvement.
    pub write: Permitted,
}

/// What agreed scores come to.
#[derive(Debug, Clone)]
pub struct CafResults {
    all: Arc<Vec<domain::Consensus>>,
    results: Arc<domain::Results>,
}

/// A criterion with its mean.
#[derive(Debug, Clone)]
pub struct CafCriterionResult {
    criterion: domain::Criterion,
    results: CafResults,
}

impl From<domain::Consensus> for CafConsensus {
    fn from(row: domain::Consensus) -> Self {
        Self {
            id: row.id.global(),
            subcriterion: CafSubcriterion(row.score.subcriterion),
            state: row.state.into(),
            round: row.round,
            vote_count: row.votes,
            discussion_ends_at: row.discussion_until,
            discussion_left: row.discussion_left,
            panels: panels(&row.score),
            value: row.score.exact().map(CafValue::from),
            warnings: warnings(&row.score),
            reason: row.reason.clone(),
            average: row.average.map(CafValue::from),
            agreed_at: row.agreed_at,
            version: row.version,
            row,
        }
    }
}

impl CafResults {
    pub(super) fn of(all: Arc<Vec<domain::Consensus>>) -> Self {
        let agreed = all.iter().filter_map(|one| Some((one.score.subcriterion, one.score.exact()?)));
        let results = Arc::new(domain::Results::of(agreed));
        Self { all, results }
    }
}

#[ComplexObject]
impl CafConsensus {
    /// Who recorded the agreement.
    async fn agreed_by(&self, ctx: &Context<'_>) -> Option<Result<Membership>> {
        loader::load::<Membership>(ctx, self.row.agreed_by?).await.map_err(Into::into).transpose()
    }

    /// How the scores lie that it shows: those given alone, or the votes of the latest round; absent while they are hidden.
    async fn spread(&self, ctx: &Context<'_>) -> Option<Result<CafSpread>> {
        room::spread(ctx, self.row.id).await.transpose()
    }

    /// How many members may vote.
    async fn voter_count(&self, ctx: &Context<'_>) -> Result<i32> {
        let assessment = assessment::one(ctx, self.row.assessment).await?;
        Ok(count(assessment.group(ctx).await?.len()))
    }

    /// The viewer's vote in the latest round; absent without one.
    async fn my_vote(&self, ctx: &Context<'_>) -> Option<Result<CafVote>> {
        room::my_vote(ctx, self.row.id).await.transpose()
    }

    /// What the viewer gave alone; absent for whoever gave nothing.
    async fn my_score(&self, ctx: &Context<'_>) -> Result<Option<CafValue>> {
        let assessment = assessment::one(ctx, self.row.assessment).await?;
        let Some(own) = assessment.own(ctx).await? else { return Ok(None) };
        let said = loader::load::<ScoresOf>(ctx, own.id).await?.map(|found| found.0).unwrap_or_default();
        let mine = said.iter().find(|one| one.score.subcriterion == self.row.score.subcriterion);
        Ok(mine.and_then(|one| one.score.exact()).map(CafValue::from))
    }

    /// Strengths and areas for improvement: gathered from what members wrote alone, then worked on together.
    async fn findings(&self, ctx: &Context<'_>) -> Result<Vec<CafFinding>> {
        let found = loader::load::<FindingsOf>(ctx, self.row.id).await?.map(|found| found.0);
        Ok(found.unwrap_or_default().into_iter().map(CafFinding::from).collect())
    }

    /// What the viewer may do with it.
    async fn viewer_can(&self, ctx: &Context<'_>) -> Result<CafConsensusViewerCan> {
        let assessment = assessment::one(ctx, self.row.assessment).await?;
        let own = assessment.own(ctx).await?;
        let (caller, tenant, own) = (caller(ctx), self.row.id.tenant, own.as_ref());
        let with = |rule: fn(
            &domain::Assessment,
            Option<&domain::GroupMember>,
            &calitas_domain::access::Access,
        ) -> _| verdict(&caller, tenant, |access| rule(assessment.row(), own, access));
        Ok(CafConsensusViewerCan {
            facilitate: with(may::facilitate),
            vote: with(may::vote),
            write: with(may::write),
        })
    }
}

/// What agreed scores come to.
#[Object]
impl CafResults {
    /// The nine criteria, in order.
    async fn criteria(&self) -> Vec<CafCriterionResult> {
        let of = |criterion| CafCriterionResult { criterion, results: self.clone() };
        domain::Criterion::all().map(of).collect()
    }

    /// The sum of the nine criteria, at most 900; absent while a score is missing.
    async fn total(&self) -> Option<CafValue> {
        self.results.total().map(CafValue::from)
    }

    /// The total in percent of 900.
    async fn percent(&self) -> Option<CafValue> {
        self.results.percent().map(CafValue::from)
    }
}

/// A criterion with its mean.
#[Object]
impl CafCriterionResult {
    /// The criterion.
    async fn criterion(&self) -> CafCriterion {
        self.criterion.into()
    }

    /// The plain mean of its subcriteria; absent while one is missing.
    async fn value(&self) -> Option<CafValue> {
        self.results.results.criterion(self.criterion).map(CafValue::from)
    }

    /// Its subcriteria with their agreed scores.
    async fn subcriteria(&self) -> Vec<CafConsensus> {
        let mine = |one: &&domain::Consensus| one.score.subcriterion.criterion() == self.criterion;
        self.results.all.iter().filter(mine).cloned().map(CafConsensus::from).collect()
    }
}
