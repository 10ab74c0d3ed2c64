//! The consensus meeting: where it is, the votes of its rounds, and how much of them the group sees.

use super::{
    assessment::Disclosure,
    catalogue::Subcriterion,
    consensus::Consensus,
    refusal::CafRefusal,
    result::Spread,
    score::{Exact, PanelScore, Score},
};
use crate::{
    check::Check,
    error::Error,
    id::{CafAssessmentId, CafConsensusId, CafMemberId},
    journal::Journaled,
};
use chrono::{DateTime, Utc};
use serde_json::Value;

/// Fewer anonymous scores than this show only the lowest and the highest: the others would give their authors away.
const FEW: usize = 5;
/// Points between the lowest and the highest from which on a group asks those at the ends first.
const WIDE: i64 = 30;

/// Where the meeting of a group is. All screens go there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Room {
    /// The assessment.
    pub assessment: CafAssessmentId,
    /// The subcriterion before the group.
    pub current: Subcriterion,
}

/// What a member votes in a round.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Vote {
    /// The subcriterion before the group.
    pub consensus: CafConsensusId,
    /// Whose.
    pub member: CafMemberId,
    /// The round, from 1.
    pub round: i32,
    /// The numbers, panel by panel.
    pub score: Score,
    /// When it was given; a later one takes its place.
    pub cast_at: DateTime<Utc>,
}

/// What a member said, with who it was.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Shown {
    /// What it comes to.
    pub value: Exact,
    /// Who; nobody knows in an anonymous meeting.
    pub member: Option<CafMemberId>,
}

/// As much of what members said as the group sees.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ShownScores {
    /// How they lie.
    pub spread: Spread,
    /// Each of them from the lowest to the highest; none of a few that are anonymous.
    pub each: Vec<Shown>,
    /// Whether median, mean and each may be shown beside the lowest and the highest.
    pub is_detailed: bool,
}

impl Room {
    /// Where a meeting begins.
    pub fn at_the_beginning(assessment: CafAssessmentId) -> Option<Self> {
        Subcriterion::all().next().map(|current| Self { assessment, current })
    }
}

impl Vote {
    /// Gives a vote in a round that is running.
    ///
    /// # Errors
    /// [`CafRefusal::NoVote`], also for a round that is over; [`Error::Invalid`] for a number outside its panel, of another
    /// method or missing.
    pub fn cast(
        consensus: &Consensus,
        member: CafMemberId,
        round: i32,
        scores: &[PanelScore],
        at: DateTime<Utc>,
    ) -> Result<Self, Error> {
        consensus.is_voting(round)?;
        let mut check = Check::new();
        let empty = Score::empty(consensus.score.subcriterion, consensus.score.method);
        let score = empty.with("scores", scores, &mut check);
        check.ensure("scores", score.is_complete(), CafRefusal::ScoreIncomplete);
        check.done()?;
        Ok(Self { consensus: consensus.id, member, round, score, cast_at: at })
    }
}

impl ShownScores {
    /// What the group sees of what its members said; nothing of nothing.
    pub fn of(disclosure: Disclosure, said: impl IntoIterator<Item = (CafMemberId, Exact)>) -> Option<Self> {
        let is_named = disclosure == Disclosure::Named;
        let mut said: Vec<_> = said.into_iter().map(|(member, value)| (value, member)).collect();
        // Members of the same value stand in the order of their ids, which says nothing of who they are.
        said.sort_unstable_by_key(|(value, member)| (*value, member.row));
        let spread = Spread::of(said.iter().map(|(value, _)| *value))?;
        let is_detailed = is_named || said.len() >= FEW;
        let shown = |(value, member)| Shown { value, member: is_named.then_some(member) };
        let each = if is_detailed { said.into_iter().map(shown).collect() } else { Vec::new() };
        Some(Self { spread, each, is_detailed })
    }

    /// Whether they lie so far apart that those at the ends are asked first.
    pub fn is_wide(&self) -> bool {
        self.spread.highest - self.spread.lowest >= Exact::from_integer(WIDE)
    }
}

impl Journaled for Room {
    fn fields(&self) -> Vec<(&'static str, Value)> {
        vec![("subcriterion", self.current.code().into())]
    }
}

#[cfg(test)]
mod tests {
    use super::{
        super::{
            assessment::tests::assessment,
            score::{Panel, ScoringMethod},
        },
        *,
    };
    use crate::id::TenantId;
    use uuid::Uuid;

    fn said(values: &[i64]) -> Vec<(CafMemberId, Exact)> {
        let member = |row| CafMemberId::new(TenantId(Uuid::nil()), Uuid::from_u128(row));
        (1..).map(member).zip(values.iter().map(|one| Exact::from_integer(*one))).collect()
    }

    #[test]
    fn a_few_anonymous_scores_show_their_ends_only() {
        let few = ShownScores::of(Disclosure::Anonymous, said(&[50, 21, 72, 40])).expect("scores");
        assert!(!few.is_detailed && few.each.is_empty() && few.is_wide());
        assert_eq!((*few.spread.lowest.numer(), *few.spread.highest.numer()), (21, 72));
        let many = ShownScores::of(Disclosure::Anonymous, said(&[50, 46, 52, 40, 41])).expect("scores");
        assert!(many.is_detailed && !many.is_wide() && many.each.iter().all(|one| one.member.is_none()));
        assert_eq!(ShownScores::of(Disclosure::Named, Vec::new()), None);
    }

    #[test]
    fn named_scores_carry_their_names() {
        let named = ShownScores::of(Disclosure::Named, said(&[50, 21])).expect("scores");
        let order: Vec<_> = named.each.iter().map(|one| *one.value.numer()).collect();
        assert_eq!(order, [21, 50]);
        assert!(named.each.iter().all(|one| one.member.is_some()));
    }

    #[test]
    fn a_vote_is_whole_and_of_the_running_round() {
        let subcriterion = Subcriterion::from_code("1.2").expect("a subcriterion");
        let id = CafConsensusId::new(TenantId(Uuid::nil()), Uuid::from_u128(1));
        let hidden = Consensus::hidden(id, assessment().id, subcriterion, ScoringMethod::Classical);
        let voting = hidden.reveal().and_then(Consensus::revote).expect("a vote");
        let member = said(&[1])[0].0;
        let cast = |round, points| {
            let scores = [PanelScore { panel: Panel::ClassicalEnablers, points }];
            Vote::cast(&voting, member, round, &scores, DateTime::UNIX_EPOCH)
        };
        assert_eq!(cast(1, Some(50)).ok().and_then(|vote| vote.score.exact()), Some(Exact::from_integer(50)));
        assert!(matches!(cast(1, Some(101)), Err(Error::Invalid(_))));
        assert!(matches!(cast(1, None), Err(Error::Invalid(_))));
        assert!(matches!(cast(0, Some(50)), Err(Error::Conflict(_))), "the round is over");
    }
}
