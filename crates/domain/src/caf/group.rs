//! The self-assessment group (grup de autoevaluare, GAE): who scores.

use super::{assessment::Assessment, individual::IndividualScore, refusal::CafRefusal};
use crate::{
    access::coded,
    error::Error,
    id::{CafAssessmentId, CafMemberId, MembershipId},
    journal::Journaled,
};
use chrono::{DateTime, Utc};
use serde_json::Value;

coded! {
    /// As what somebody is in the group.
    GroupRole {
        /// Leads the meetings of the group.
        Facilitator = "FACILITATOR",
        /// Scores.
        Member = "MEMBER",
    }
}

/// Somebody in the group of an assessment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GroupMember {
    /// Identity.
    pub id: CafMemberId,
    /// The assessment.
    pub assessment: CafAssessmentId,
    /// Who.
    pub person: MembershipId,
    /// As what.
    pub role: GroupRole,
    /// When all 28 scores were handed in.
    pub submitted_at: Option<DateTime<Utc>>,
    /// Since when the others may see them: consensus was opened.
    pub opened_at: Option<DateTime<Utc>>,
    /// When somebody left the group; what they wrote is kept and counts no more.
    pub removed_at: Option<DateTime<Utc>>,
    /// Since when somebody asks for the word in the meeting.
    pub hand_raised_at: Option<DateTime<Utc>>,
    /// When somebody came in.
    pub created_at: DateTime<Utc>,
    /// Counts changes, from 1.
    pub version: i32,
}

impl GroupMember {
    /// Takes somebody in; `others` is everybody who is or was in the group.
    ///
    /// # Errors
    /// [`CafRefusal::AssessmentOver`], [`CafRefusal::ConsensusOpened`]; [`Error::Invalid`] for somebody who is in it.
    pub fn enter(
        id: CafMemberId,
        assessment: &Assessment,
        person: MembershipId,
        role: GroupRole,
        others: &[Self],
        at: DateTime<Utc>,
    ) -> Result<Self, Error> {
        assessment.is_under_way().map_err(Error::conflict)?;
        if assessment.is_opened() {
            return Err(Error::conflict(CafRefusal::ConsensusOpened));
        }
        if others.iter().any(|other| other.is_in() && other.person == person) {
            return Err(Error::invalid("memberId", CafRefusal::AlreadyInGroup));
        }
        Ok(Self {
            id,
            assessment: assessment.id,
            person,
            role,
            submitted_at: None,
            opened_at: None,
            removed_at: None,
            hand_raised_at: None,
            created_at: at,
            version: 1,
        })
    }

    /// As something else.
    ///
    /// # Errors
    /// [`CafRefusal::NotInGroup`].
    pub fn with_role(self, role: GroupRole) -> Result<Self, Error> {
        self.still_in()?;
        Ok(Self { role, version: self.version + 1, ..self })
    }

    /// Lets somebody go: their scores are kept, and neither shown nor counted from now on.
    ///
    /// # Errors
    /// [`CafRefusal::NotInGroup`].
    pub fn leave(self, at: DateTime<Utc>) -> Result<Self, Error> {
        self.still_in()?;
        Ok(Self { removed_at: Some(at), hand_raised_at: None, version: self.version + 1, ..self })
    }

    /// Hands all scores in.
    ///
    /// # Errors
    /// [`CafRefusal::NotInGroup`], [`CafRefusal::AlreadySubmitted`]; [`CafRefusal::ScoresMissing`] with how many.
    pub fn submit(self, scores: &[IndividualScore], at: DateTime<Utc>) -> Result<Self, Error> {
        self.may_score()?;
        let complete = scores.iter().filter(|score| score.score.is_complete()).count();
        let missing = super::catalogue::Subcriterion::COUNT.saturating_sub(complete);
        if missing > 0 {
            let count = i32::try_from(missing).unwrap_or(i32::MAX);
            return Err(Error::conflict(CafRefusal::ScoresMissing { count }));
        }
        Ok(Self { submitted_at: Some(at), version: self.version + 1, ..self })
    }

    /// Takes them back to change something, as long as nobody else has seen them.
    ///
    /// # Errors
    /// [`CafRefusal::NotInGroup`]; [`CafRefusal::ScoresNotSubmitted`]; [`CafRefusal::ConsensusOpened`].
    pub fn take_back(self) -> Result<Self, Error> {
        self.still_in()?;
        if self.opened_at.is_some() {
            return Err(Error::conflict(CafRefusal::ConsensusOpened));
        }
        if self.submitted_at.is_none() {
            return Err(Error::conflict(CafRefusal::ScoresNotSubmitted));
        }
        Ok(Self { submitted_at: None, version: self.version + 1, ..self })
    }

    /// Shows what was handed in to the others; what was not stays its author's.
    #[must_use]
    pub fn opened(self, at: DateTime<Utc>) -> Self {
        let opened_at = self.submitted_at.filter(|_| self.is_in()).map(|_| at);
        Self { opened_at, version: self.version + 1, ..self }
    }

    /// Asks for the word; whoever asked already keeps the place in the row.
    #[must_use]
    pub fn raise_hand(self, at: DateTime<Utc>) -> Self {
        Self { hand_raised_at: self.hand_raised_at.or(Some(at)), ..self }
    }

    /// Has had the word, or wants it no more.
    #[must_use]
    pub fn lower_hand(self) -> Self {
        Self { hand_raised_at: None, ..self }
    }

    /// Whether somebody belongs to the group now.
    pub fn is_in(&self) -> bool {
        self.removed_at.is_none()
    }

    /// Whether scores can be written.
    ///
    /// # Errors
    /// [`CafRefusal::NotInGroup`]; [`CafRefusal::AlreadySubmitted`].
    pub fn may_score(&self) -> Result<(), Error> {
        self.still_in()?;
        if self.submitted_at.is_some() { Err(Error::conflict(CafRefusal::AlreadySubmitted)) } else { Ok(()) }
    }

    fn still_in(&self) -> Result<(), Error> {
        if self.is_in() { Ok(()) } else { Err(Error::conflict(CafRefusal::NotInGroup)) }
    }
}

impl Journaled for GroupMember {
    fn fields(&self) -> Vec<(&'static str, Value)> {
        vec![
            ("memberId", self.person.row.to_string().into()),
            ("role", self.role.code().into()),
            ("isSubmitted", self.submitted_at.is_some().into()),
            ("isRemoved", self.removed_at.is_some().into()),
            ("hasHandRaised", self.hand_raised_at.is_some().into()),
        ]
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use super::{
        super::{
            assessment::tests::{in_scoring, person},
            catalogue::Subcriterion,
            score::{HIGHEST, ScoringMethod, tests::score},
        },
        *,
    };
    use crate::id::{CafIndividualScoreId, TenantId};
    use uuid::Uuid;

    pub(crate) fn member(row: u128) -> GroupMember {
        let id = CafMemberId::new(TenantId(Uuid::nil()), Uuid::from_u128(row));
        GroupMember::enter(id, &in_scoring(), person(row), GroupRole::Member, &[], DateTime::UNIX_EPOCH)
            .expect("a member")
    }

    fn scored(count: usize) -> Vec<IndividualScore> {
        let tenant = TenantId(Uuid::nil());
        let all = Subcriterion::all().enumerate().take(count).map(|(row, one)| IndividualScore {
            id: CafIndividualScoreId::new(tenant, Uuid::from_u128(row as u128)),
            member: member(1).id,
            score: score(one.code(), ScoringMethod::Classical, &[HIGHEST]),
            strengths: None,
            areas: None,
            proof: None,
            version: 1,
        });
        all.collect()
    }

    fn reason<T>(result: Result<T, Error>) -> &'static str {
        match result {
            Err(Error::Conflict(conflict)) => conflict.reason.code(),
            Err(Error::Invalid(errors)) => errors[0].reason.code(),
            _ => "",
        }
    }

    #[test]
    fn all_scores_are_handed_in_together_and_once() {
        let at = DateTime::UNIX_EPOCH;
        assert_eq!(reason(member(1).submit(&scored(27), at)), "SCORES_MISSING");
        let submitted = member(1).submit(&scored(28), at).expect("submitted");
        assert_eq!(reason(submitted.clone().submit(&scored(28), at)), "ALREADY_SUBMITTED");
        let back = submitted.clone().take_back().expect("taken back");
        assert_eq!(reason(back.take_back()), "SCORES_NOT_SUBMITTED");
        assert_eq!(reason(submitted.opened(at).take_back()), "CONSENSUS_OPENED");
    }

    #[test]
    fn what_was_not_handed_in_is_never_opened() {
        let at = DateTime::UNIX_EPOCH;
        assert_eq!(member(1).opened(at).opened_at, None);
        let left = member(1).submit(&scored(28), at).and_then(|one| one.leave(at)).expect("left");
        assert_eq!(left.clone().opened(at).opened_at, None, "nor what somebody who left wrote");
        assert_eq!(reason(left.may_score()), "NOT_IN_GROUP");
    }

    #[test]
    fn nobody_is_in_the_group_twice() {
        let id = CafMemberId::new(TenantId(Uuid::nil()), Uuid::from_u128(9));
        let enter = |others: &[GroupMember]| {
            GroupMember::enter(id, &in_scoring(), person(1), GroupRole::Member, others, DateTime::UNIX_EPOCH)
        };
        assert_eq!(reason(enter(&[member(1)])), "ALREADY_IN_GROUP");
        assert!(enter(&[member(1).leave(DateTime::UNIX_EPOCH).expect("left")]).is_ok());
    }
}
