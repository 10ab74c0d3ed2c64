//! The consensus meeting: where it is, who asks for the word, and what the group sees of scores and votes.

use super::{
    assessment,
    consensus::CafConsensus,
    load::{RoomOf, ShownOf, VotesOf},
    member::CafMember,
    value::{CafPanelScore, CafValue, panels},
};
use crate::loader;
use async_graphql::{ComplexObject, Context, Object, Result, SimpleObject};
use calitas_domain::{
    Error, caf as domain,
    id::{CafAssessmentId, CafConsensusId, CafMemberId},
};
use chrono::{DateTime, Utc};

/// A consensus meeting. All screens go where it is.
#[derive(Debug, Clone, Copy)]
pub struct CafRoom {
    assessment: CafAssessmentId,
}

/// How scores lie that the group sees: those given alone, or the votes of the latest round.
#[derive(Debug, Clone, SimpleObject)]
pub struct CafSpread {
    /// How many there are.
    pub count: i32,
    /// The lowest.
    pub lowest: CafValue,
    /// The highest.
    pub highest: CafValue,
    /// The one in the middle, or the mean of the two in the middle; absent where few are anonymous.
    pub median: Option<CafValue>,
    /// The mean: beside the agreed score, never in its place; absent where few are anonymous.
    pub mean: Option<CafValue>,
    /// Each of them from the lowest to the highest; none where fewer than five are anonymous.
    pub shown: Vec<CafShownScore>,
    /// Whether they lie 30 points apart or more, so that those at the ends are asked first.
    pub is_wide: bool,
}

/// A score that the group sees.
#[derive(Debug, Clone, SimpleObject)]
#[graphql(complex)]
pub struct CafShownScore {
    /// What it comes to.
    pub value: CafValue,
    #[graphql(skip)]
    member: Option<CafMemberId>,
}

/// The viewer's vote in a round. Nobody else sees it before the votes are shown.
#[derive(Debug, Clone, SimpleObject)]
pub struct CafVote {
    /// The round, from 1.
    pub round: i32,
    /// The numbers, panel by panel.
    pub panels: Vec<CafPanelScore>,
    /// What they come to.
    pub value: Option<CafValue>,
    /// When it was given.
    pub cast_at: DateTime<Utc>,
}

impl From<domain::ShownScores> for CafSpread {
    fn from(shown: domain::ShownScores) -> Self {
        let is_wide = shown.is_wide();
        let domain::Spread { lowest, median, highest, mean, count } = shown.spread;
        let detailed = |value: domain::Exact| shown.is_detailed.then(|| value.into());
        let each = |one: domain::Shown| CafShownScore { value: one.value.into(), member: one.member };
        Self {
            count: super::model::count(count),
            lowest: lowest.into(),
            highest: highest.into(),
            median: detailed(median),
            mean: detailed(mean),
            shown: shown.each.into_iter().map(each).collect(),
            is_wide,
        }
    }
}

impl From<domain::Vote> for CafVote {
    fn from(vote: domain::Vote) -> Self {
        Self {
            round: vote.round,
            panels: panels(&vote.score),
            value: vote.score.exact().map(CafValue::from),
            cast_at: vote.cast_at,
        }
    }
}

impl CafRoom {
    pub(super) fn new(assessment: CafAssessmentId) -> Self {
        Self { assessment }
    }
}

/// A consensus meeting.
#[Object]
impl CafRoom {
    /// The subcriterion before the group.
    async fn current(&self, ctx: &Context<'_>) -> Result<CafConsensus> {
        let absent = || Error::NotFound(CafConsensusId::KIND);
        let room = loader::load::<RoomOf>(ctx, self.assessment).await?.ok_or_else(absent)?.0;
        let all = assessment::one(ctx, self.assessment).await?.agreed(ctx).await?;
        let found = all.iter().find(|one| one.score.subcriterion == room.current).cloned();
        Ok(found.ok_or_else(absent)?.into())
    }

    /// The members who ask for the word, in the order in which they asked.
    async fn hands(&self, ctx: &Context<'_>) -> Result<Vec<CafMember>> {
        let group = assessment::one(ctx, self.assessment).await?.group(ctx).await?;
        let mut hands: Vec<_> = group.iter().filter(|one| one.hand_raised_at.is_some()).cloned().collect();
        hands.sort_by_key(|one| (one.hand_raised_at, one.id.row));
        Ok(hands.into_iter().map(CafMember::from).collect())
    }
}

#[ComplexObject]
impl CafShownScore {
    /// Whose; absent in an anonymous meeting.
    async fn member(&self, ctx: &Context<'_>) -> Option<Result<CafMember>> {
        loader::load::<CafMember>(ctx, self.member?).await.map_err(Into::into).transpose()
    }
}

/// How the scores lie that a subcriterion shows.
pub(super) async fn spread(ctx: &Context<'_>, id: CafConsensusId) -> Result<Option<CafSpread>> {
    Ok(loader::load::<ShownOf>(ctx, id).await?.map(|found| found.0.into()))
}

/// The viewer's vote in its latest round.
pub(super) async fn my_vote(ctx: &Context<'_>, id: CafConsensusId) -> Result<Option<CafVote>> {
    Ok(loader::load::<VotesOf>(ctx, id).await?.map(|found| found.0.into()))
}
