//! What the group agrees on for a subcriterion. The agreed score is the score of record; the average of the members is
//! kept beside it.

use super::{
    catalogue::Subcriterion,
    refusal::CafRefusal,
    score::{Exact, PanelScore, Score, ScoringMethod},
};
use crate::{
    access::coded,
    check::Check,
    error::Error,
    id::{CafAssessmentId, CafConsensusId, MembershipId},
    journal::Journaled,
};
use chrono::{DateTime, TimeDelta, Utc};
use serde_json::Value;

/// Length of the reason of an agreed score.
const REASON: std::ops::RangeInclusive<usize> = 3..=2_000;
/// Minutes a talk is given at once.
const MINUTES: std::ops::RangeInclusive<i32> = 1..=60;

coded! {
    /// Where the group stands with a subcriterion.
    ConsensusState {
        /// The scores are hidden.
        Hidden = "HIDDEN",
        /// The scores are shown.
        Revealed = "REVEALED",
        /// The group talks.
        Discussion = "DISCUSSION",
        /// Members vote once more, each alone.
        Revote = "REVOTE",
        /// There is an agreed score.
        Agreed = "AGREED",
    }
}

/// A subcriterion before the group.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Consensus {
    /// Identity.
    pub id: CafConsensusId,
    /// The assessment.
    pub assessment: CafAssessmentId,
    /// Where the group stands.
    pub state: ConsensusState,
    /// How often members were asked to vote once more.
    pub round: i32,
    /// How many votes were given in that round.
    pub votes: i32,
    /// Until when the group means to talk; it locks nothing.
    pub discussion_until: Option<DateTime<Utc>>,
    /// The seconds that are left of the talk while its time stands still.
    pub discussion_left: Option<i32>,
    /// What is agreed, panel by panel.
    pub score: Score,
    /// Why.
    pub reason: Option<String>,
    /// The average of the members who had submitted, as it was when the group agreed.
    pub average: Option<Exact>,
    /// Who recorded the agreement.
    pub agreed_by: Option<MembershipId>,
    /// When.
    pub agreed_at: Option<DateTime<Utc>>,
    /// Counts changes, from 1.
    pub version: i32,
}

/// What a group agrees on.
#[derive(Debug, Clone)]
pub struct Agreement {
    /// All numbers of the panels.
    pub scores: Vec<PanelScore>,
    /// Why.
    pub reason: String,
}

impl Consensus {
    /// The subcriterion before the group has looked at it.
    pub fn hidden(
        id: CafConsensusId,
        assessment: CafAssessmentId,
        subcriterion: Subcriterion,
        method: ScoringMethod,
    ) -> Self {
        Self {
            id,
            assessment,
            state: ConsensusState::Hidden,
            round: 0,
            votes: 0,
            discussion_until: None,
            discussion_left: None,
            score: Score::empty(subcriterion, method),
            reason: None,
            average: None,
            agreed_by: None,
            agreed_at: None,
            version: 1,
        }
    }

    /// Shows the scores, or the votes of the round.
    ///
    /// # Errors
    /// [`CafRefusal::ScoresShown`]; [`CafRefusal::AlreadyAgreed`].
    pub fn reveal(self) -> Result<Self, Error> {
        match self.state {
            ConsensusState::Hidden | ConsensusState::Revote => Ok(self.at(ConsensusState::Revealed)),
            ConsensusState::Revealed | ConsensusState::Discussion => {
                Err(Error::conflict(CafRefusal::ScoresShown))
            }
            ConsensusState::Agreed => Err(Error::conflict(CafRefusal::AlreadyAgreed)),
        }
    }

    /// Lets the group talk for some minutes, or for so many more.
    ///
    /// # Errors
    /// [`CafRefusal::ScoresHidden`]; [`CafRefusal::AlreadyAgreed`]; [`Error::Invalid`] for less than a minute or more than
    /// an hour.
    pub fn discuss(self, minutes: i32, now: DateTime<Utc>) -> Result<Self, Error> {
        self.is_shown()?;
        let mut check = Check::new();
        let minutes = check.number("minutes", minutes, MINUTES);
        check.done()?;
        let (until, left) = match self.discussion_left {
            Some(left) => (None, Some(left + minutes * 60)),
            None => {
                let from = self.discussion_until.map_or(now, |until| until.max(now));
                (Some(from + TimeDelta::minutes(minutes.into())), None)
            }
        };
        Ok(Self { discussion_until: until, discussion_left: left, ..self.at(ConsensusState::Discussion) })
    }

    /// Lets the time of the talk stand still.
    ///
    /// # Errors
    /// [`CafRefusal::NoTimer`].
    pub fn pause(self, now: DateTime<Utc>) -> Result<Self, Error> {
        let until = self.discussion_until.ok_or_else(|| Error::conflict(CafRefusal::NoTimer))?;
        let left = (until - now).num_seconds().max(0);
        let left = Some(i32::try_from(left).unwrap_or(i32::MAX));
        let state = self.state;
        Ok(Self { discussion_until: None, discussion_left: left, ..self.at(state) })
    }

    /// Lets it run on.
    ///
    /// # Errors
    /// [`CafRefusal::NoTimer`].
    pub fn resume(self, now: DateTime<Utc>) -> Result<Self, Error> {
        let left = self.discussion_left.ok_or_else(|| Error::conflict(CafRefusal::NoTimer))?;
        let until = Some(now + TimeDelta::seconds(left.into()));
        let state = self.state;
        Ok(Self { discussion_until: until, discussion_left: None, ..self.at(state) })
    }

    /// Asks the members to vote once more.
    ///
    /// # Errors
    /// [`CafRefusal::ScoresHidden`]; [`CafRefusal::AlreadyAgreed`].
    pub fn revote(self) -> Result<Self, Error> {
        self.is_shown()?;
        let round = self.round + 1;
        Ok(Self { round, votes: 0, ..self.untimed().at(ConsensusState::Revote) })
    }

    /// Counts a vote that was given. It changes nothing that anybody else is writing, so it makes no new version.
    #[must_use]
    pub fn voted(self) -> Self {
        Self { votes: self.votes + 1, ..self }
    }

    /// Records what the group agreed on. The average stands beside it.
    ///
    /// # Errors
    /// [`CafRefusal::AlreadyAgreed`], [`CafRefusal::ScoresHidden`]; [`Error::Invalid`] naming each field at fault.
    pub fn agree(
        self,
        agreement: &Agreement,
        average: Option<Exact>,
        by: MembershipId,
        at: DateTime<Utc>,
    ) -> Result<Self, Error> {
        self.is_shown()?;
        let mut check = Check::new();
        let empty = Score::empty(self.score.subcriterion, self.score.method);
        let score = empty.with("scores", &agreement.scores, &mut check);
        check.ensure("scores", score.is_complete(), CafRefusal::ScoreIncomplete);
        let reason = check.text("reason", &agreement.reason, REASON);
        check.done()?;
        Ok(Self {
            score,
            reason: Some(reason),
            average,
            agreed_by: Some(by),
            agreed_at: Some(at),
            ..self.untimed().at(ConsensusState::Agreed)
        })
    }

    /// Takes an agreed score back to talk about it again; what was agreed stays until there is another one.
    ///
    /// # Errors
    /// [`CafRefusal::NotAgreed`].
    pub fn reopen(self) -> Result<Self, Error> {
        if self.state != ConsensusState::Agreed {
            return Err(Error::conflict(CafRefusal::NotAgreed));
        }
        let score = Score::empty(self.score.subcriterion, self.score.method);
        Ok(Self {
            score,
            reason: None,
            average: None,
            agreed_by: None,
            agreed_at: None,
            ..self.at(ConsensusState::Discussion)
        })
    }

    /// Whether a vote is being taken, and in this round.
    ///
    /// # Errors
    /// [`CafRefusal::NoVote`].
    pub fn is_voting(&self, round: i32) -> Result<(), Error> {
        if self.state == ConsensusState::Revote && self.round == round {
            Ok(())
        } else {
            Err(Error::conflict(CafRefusal::NoVote))
        }
    }

    /// Whether the group sees what was said of it.
    pub fn shows(&self) -> bool {
        !matches!(self.state, ConsensusState::Hidden | ConsensusState::Revote)
    }

    /// Whether the group has seen what members said alone.
    pub fn was_shown(&self) -> bool {
        self.state != ConsensusState::Hidden
    }

    /// Whether there is an agreed score.
    pub fn is_agreed(&self) -> bool {
        self.state == ConsensusState::Agreed
    }

    fn is_shown(&self) -> Result<(), Error> {
        match self.state {
            ConsensusState::Hidden | ConsensusState::Revote => Err(Error::conflict(CafRefusal::ScoresHidden)),
            ConsensusState::Revealed | ConsensusState::Discussion => Ok(()),
            ConsensusState::Agreed => Err(Error::conflict(CafRefusal::AlreadyAgreed)),
        }
    }

    fn untimed(self) -> Self {
        Self { discussion_until: None, discussion_left: None, ..self }
    }

    fn at(self, state: ConsensusState) -> Self {
        Self { state, version: self.version + 1, ..self }
    }
}

impl Journaled for Consensus {
    fn fields(&self) -> Vec<(&'static str, Value)> {
        let mut fields = vec![
            ("state", self.state.code().into()),
            ("round", self.round.into()),
            ("reason", self.reason.as_deref().into()),
            ("average", self.average.map(|average| average.to_string()).into()),
        ];
        let given = self.score.given().iter().map(|one| Value::from(*one)).collect::<Vec<_>>();
        let score = if self.score.is_empty() { Value::Null } else { given.into() };
        fields.push(("scores", score));
        fields
    }
}

#[cfg(test)]
mod tests {
    use super::{
        super::{
            assessment::tests::{assessment, person},
            score::Panel,
        },
        *,
    };
    use crate::id::TenantId;
    use uuid::Uuid;

    fn hidden() -> Consensus {
        let subcriterion = Subcriterion::from_code("1.2").expect("a subcriterion");
        let id = CafConsensusId::new(TenantId(Uuid::nil()), Uuid::from_u128(1));
        Consensus::hidden(id, assessment().id, subcriterion, ScoringMethod::Classical)
    }

    fn agreement(points: Option<i32>) -> Agreement {
        let scores = vec![PanelScore { panel: Panel::ClassicalEnablers, points }];
        Agreement { scores, reason: "Organigrama este revizuită anual".into() }
    }

    fn agreed() -> Consensus {
        let average = Some(Exact::new(139, 3));
        let revealed = hidden().reveal().expect("shown");
        revealed.agree(&agreement(Some(52)), average, person(1), DateTime::UNIX_EPOCH).expect("agreed")
    }

    fn reason(result: Result<Consensus, Error>) -> &'static str {
        match result {
            Err(Error::Conflict(conflict)) => conflict.reason.code(),
            Err(Error::Invalid(errors)) => errors[0].reason.code(),
            _ => "",
        }
    }

    #[test]
    fn the_agreed_score_stands_beside_the_average() {
        let agreed = agreed();
        assert_eq!(agreed.score.exact(), Some(Exact::from_integer(52)));
        assert_eq!(agreed.average, Some(Exact::new(139, 3)));
    }

    #[test]
    fn a_subcriterion_is_agreed_on_once() {
        let again = agreed().agree(&agreement(Some(60)), None, person(1), DateTime::UNIX_EPOCH);
        assert_eq!(reason(again), "ALREADY_AGREED");
        assert_eq!(reason(agreed().revote()), "ALREADY_AGREED");
        let reopened = agreed().reopen().expect("reopened");
        assert!(reopened.score.is_empty() && reopened.average.is_none());
        assert_eq!(reason(reopened.reopen()), "NOT_AGREED");
    }

    #[test]
    fn nothing_is_agreed_unseen_or_in_part() {
        let at = DateTime::UNIX_EPOCH;
        assert_eq!(reason(hidden().agree(&agreement(Some(52)), None, person(1), at)), "SCORES_HIDDEN");
        let shown = || hidden().reveal().expect("shown");
        assert_eq!(reason(shown().agree(&agreement(None), None, person(1), at)), "SCORE_INCOMPLETE");
        assert_eq!(reason(shown().reveal()), "SCORES_SHOWN");
        let voting = shown().revote().expect("a vote");
        assert!(voting.is_voting(1).is_ok() && voting.is_voting(0).is_err(), "a late vote of another round");
        assert_eq!(reason(voting.clone().agree(&agreement(Some(52)), None, person(1), at)), "SCORES_HIDDEN");
        assert_eq!(voting.reveal().map(|one| one.state).ok(), Some(ConsensusState::Revealed));
    }

    #[test]
    fn a_talk_has_its_time_which_can_stand_still() {
        let (at, minute) = (DateTime::UNIX_EPOCH, TimeDelta::minutes(1));
        assert_eq!(reason(hidden().discuss(3, at)), "SCORES_HIDDEN");
        let talk = hidden().reveal().and_then(|one| one.discuss(3, at)).expect("a talk");
        assert_eq!((talk.state, talk.discussion_until), (ConsensusState::Discussion, Some(at + minute * 3)));
        assert_eq!(
            talk.clone().discuss(2, at + minute).expect("more").discussion_until,
            Some(at + minute * 5)
        );
        let over = talk.clone().discuss(2, at + minute * 10).expect("begun again");
        assert_eq!(over.discussion_until, Some(at + minute * 12));
        let paused = talk.clone().pause(at + minute).expect("paused");
        assert_eq!((paused.discussion_until, paused.discussion_left), (None, Some(120)));
        assert_eq!(paused.clone().discuss(1, at).expect("more").discussion_left, Some(180));
        let on = paused.clone().resume(at + minute * 30).expect("on");
        assert_eq!((on.discussion_until, on.discussion_left), (Some(at + minute * 32), None));
        assert_eq!((reason(paused.pause(at)), reason(on.resume(at))), ("NO_TIMER", "NO_TIMER"));
        assert_eq!(reason(talk.clone().discuss(0, at)), reason(talk.discuss(61, at)));
    }
}
