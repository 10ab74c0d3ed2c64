//! What meetings of the Monitoring Commission decide: recorded while the minutes are written, corrected until something
//! follows from it or the minutes are signed.

use super::Meeting;
use crate::{
    check::Check,
    error::Error,
    id::{CommissionDecisionId, CommissionMeetingId, MembershipId},
    journal::Journaled,
    reason::Reason,
};
use chrono::{DateTime, NaiveDate, Utc};
use serde_json::Value;

/// Length of a decision.
const TEXT: std::ops::RangeInclusive<usize> = 3..=2_000;

/// What a meeting decided.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CommissionDecision {
    /// Identity.
    pub id: CommissionDecisionId,
    /// The meeting.
    pub meeting: CommissionMeetingId,
    /// The number of that.
    pub meeting_number: i32,
    /// Its place among the decisions of the meeting, from 1.
    pub number: i32,
    /// What was decided.
    pub text: String,
    /// Who carries it out.
    pub responsible: Option<MembershipId>,
    /// Until when.
    pub due_on: Option<NaiveDate>,
    /// When it was recorded.
    pub created_at: DateTime<Utc>,
    /// Counts changes, from 1.
    pub version: i32,
}

/// What a decision is recorded with.
#[derive(Debug, Clone)]
pub struct DecisionInput {
    /// What was decided.
    pub text: String,
    /// Who carries it out.
    pub responsible: Option<MembershipId>,
    /// Until when.
    pub due_on: Option<NaiveDate>,
}

/// Changes; what is absent stays, `Some(None)` clears.
#[derive(Debug, Clone, Default)]
pub struct DecisionPatch {
    /// What was decided.
    pub text: Option<String>,
    /// Who carries it out.
    pub responsible: Option<Option<MembershipId>>,
    /// Until when.
    pub due_on: Option<Option<NaiveDate>>,
}

/// What already rests on a decision.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Bound {
    /// Actions of plans follow from it.
    pub has_actions: bool,
    /// The minutes of its meeting are signed.
    pub is_signed: bool,
}

impl Bound {
    /// Whether a decision can still be corrected.
    ///
    /// # Errors
    /// [`Reason::DecisionCarriedOut`]; [`Reason::MinutesSigned`].
    pub fn is_free(self) -> Result<(), Reason> {
        match self {
            Self { has_actions: true, .. } => Err(Reason::DecisionCarriedOut),
            Self { is_signed: true, .. } => Err(Reason::MinutesSigned),
            Self { has_actions: false, is_signed: false } => Ok(()),
        }
    }
}

impl CommissionDecision {
    /// Records what a meeting decided.
    ///
    /// # Errors
    /// [`Reason::MeetingNotHeld`], [`Reason::MeetingCancelled`]; [`Error::Invalid`] naming each field at fault.
    pub fn take(
        id: CommissionDecisionId,
        meeting: &Meeting,
        number: i32,
        input: DecisionInput,
        at: DateTime<Utc>,
    ) -> Result<Self, Error> {
        meeting.is_held().map_err(Error::conflict)?;
        let mut check = Check::new();
        let text = check.text("text", &input.text, TEXT);
        check.period("dueOn", Some(meeting.held_on), input.due_on);
        check.done()?;
        Ok(Self {
            id,
            meeting: meeting.id,
            meeting_number: meeting.number,
            number,
            text,
            responsible: input.responsible,
            due_on: input.due_on,
            created_at: at,
            version: 1,
        })
    }

    /// With another text, responsible or day.
    ///
    /// # Errors
    /// [`Reason::DecisionCarriedOut`], [`Reason::MinutesSigned`]; [`Error::Invalid`] naming each field at fault.
    pub fn patched(self, patch: DecisionPatch, meeting: &Meeting, bound: Bound) -> Result<Self, Error> {
        meeting.is_held().and_then(|()| bound.is_free()).map_err(Error::conflict)?;
        let mut check = Check::new();
        let text = check.text("text", patch.text.as_deref().unwrap_or(&self.text), TEXT);
        let due_on = patch.due_on.unwrap_or(self.due_on);
        check.period("dueOn", Some(meeting.held_on), due_on);
        check.done()?;
        let responsible = patch.responsible.unwrap_or(self.responsible);
        Ok(Self { text, responsible, due_on, version: self.version + 1, ..self })
    }

    /// `CM-3.2`: the second decision of the third meeting; actions name it so.
    pub fn code(&self) -> String {
        format!("CM-{}.{}", self.meeting_number, self.number)
    }

    /// The numbers of meeting and decision in a code; absent when it is no code of a decision.
    pub fn numbers_of(code: &str) -> Option<(i32, i32)> {
        let (meeting, number) = code.strip_prefix("CM-")?.split_once('.')?;
        let (meeting, number) = (meeting.parse().ok()?, number.parse().ok()?);
        (format!("CM-{meeting}.{number}") == code).then_some((meeting, number))
    }
}

impl Journaled for CommissionDecision {
    fn fields(&self) -> Vec<(&'static str, Value)> {
        vec![
            ("code", self.code().into()),
            ("text", self.text.as_str().into()),
            ("responsibleId", self.responsible.map(|who| who.row.to_string()).into()),
            ("dueOn", self.due_on.map(|day| day.to_string()).into()),
        ]
    }
}

#[cfg(test)]
mod tests {
    use super::{
        super::{
            commission::tests::day,
            meeting::tests::meeting,
            objective::tests::{faults, tenant},
        },
        *,
    };
    use uuid::Uuid;

    fn conflict<T: std::fmt::Debug>(result: Result<T, Error>) -> Reason {
        let Err(Error::Conflict(conflict)) = result else { panic!("must refuse: {result:?}") };
        conflict.reason
    }

    #[test]
    fn decisions_are_of_held_meetings_and_known_by_their_code() {
        let id = CommissionDecisionId::new(tenant(), Uuid::from_u128(60));
        let input = |due: Option<&str>| DecisionInput {
            text: " Se aprobă planul ".to_owned(),
            responsible: None,
            due_on: due.map(day),
        };
        let take = |meeting: &Meeting, due| {
            CommissionDecision::take(id, meeting, 2, input(due), DateTime::UNIX_EPOCH)
        };
        assert_eq!(conflict(take(&meeting(), None)), Reason::MeetingNotHeld);
        let held = meeting().held(None, day("2026-11-23")).expect("held");
        let early = take(&held, Some("2026-11-19"));
        assert_eq!(faults(early), [("dueOn".to_owned(), "END_BEFORE_START")]);
        let found = take(&held, Some("2026-12-31")).expect("decided");
        assert_eq!((found.code(), found.text.as_str()), ("CM-3.2".to_owned(), "Se aprobă planul"));
        assert_eq!(CommissionDecision::numbers_of("CM-3.2"), Some((3, 2)));
        for wrong in ["CM-3", "CM-03.2", "3.2", "CM-3.2.1", "cm-3.2", ""] {
            assert_eq!(CommissionDecision::numbers_of(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn a_decision_is_corrected_until_something_rests_on_it() {
        let held = meeting().held(None, day("2026-11-23")).expect("held");
        let input = DecisionInput { text: "Se aprobă".to_owned(), responsible: None, due_on: None };
        let id = CommissionDecisionId::new(tenant(), Uuid::from_u128(60));
        let old = CommissionDecision::take(id, &held, 1, input, DateTime::UNIX_EPOCH).expect("decided");
        let patch = |text: &str, due: &str| DecisionPatch {
            text: Some(text.to_owned()),
            responsible: None,
            due_on: Some(Some(day(due))),
        };
        let free = Bound::default();
        let new = old.clone().patched(patch(" Se aprobă planul ", "2026-12-31"), &held, free).expect("new");
        assert_eq!((new.text.as_str(), new.version, new.number), ("Se aprobă planul", 2, 1));
        let wrong = faults(old.clone().patched(patch("a", "2026-11-19"), &held, free));
        let expected = [("text", "TOO_SHORT"), ("dueOn", "END_BEFORE_START")];
        assert_eq!(wrong, expected.map(|(path, code)| (path.to_owned(), code)));
        for (bound, reason) in [
            (Bound { has_actions: true, is_signed: true }, Reason::DecisionCarriedOut),
            (Bound { has_actions: false, is_signed: true }, Reason::MinutesSigned),
        ] {
            assert_eq!(conflict(old.clone().patched(patch("Altceva", "2026-12-31"), &held, bound)), reason);
        }
    }
}
