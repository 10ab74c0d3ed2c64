//! What the group agrees on, and what it comes to.

use super::{
    assessment,
    model::{CafCriterion, CafSubcriterion},
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
    /// Until when the group means to talk; it locks nothing.
    pub discussion_ends_at: Option<DateTime<Utc>>,
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
    /// Show scores, record what is agreed, take it up again.
    pub facilitate: Permitted,
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
            discussion_ends_at: row.discussion_until,
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

    /// What the viewer may do with it.
    async fn viewer_can(&self, ctx: &Context<'_>) -> Result<CafConsensusViewerCan> {
        let assessment = assessment::one(ctx, self.row.assessment).await?;
        let own = assessment.own(ctx).await?;
        let facilitate = verdict(&caller(ctx), self.row.id.tenant, |access| {
            may::facilitate(assessment.row(), own.as_ref(), access)
        });
        Ok(CafConsensusViewerCan { facilitate })
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
