//! Answers to criteria: yes, no or not applicable, with the explanation the questionnaire of Annex 4.1 asks for.

use crate::{
    access::coded,
    check::Check,
    error::Error,
    id::{ControlAnswerId, ControlCriterionId, ControlQuestionnaireId, MembershipId},
    journal::Journaled,
};
use chrono::{DateTime, Utc};
use serde_json::Value;

/// Longest explanation in characters.
const EXPLANATION: usize = 4_000;
/// Longest code or address of what proves an answer.
const PROOF: usize = 200;

coded! {
    /// What a compartment says of a criterion.
    Answer {
        /// Da: it is met.
        Yes = "YES",
        /// Nu: it is not met.
        No = "NO",
        /// Neaplicabil: it does not concern the compartment and is left out of the derivation.
        NotApplicable = "NOT_APPLICABLE",
    }
}

/// The place of one criterion in one questionnaire, answered or not.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CriterionAnswer {
    /// Identity.
    pub id: ControlAnswerId,
    /// The questionnaire it stands in.
    pub questionnaire: ControlQuestionnaireId,
    /// The criterion it answers.
    pub criterion: ControlCriterionId,
    /// What is said; nothing yet.
    pub answer: Option<Answer>,
    /// Why, and by what it is proved.
    pub explanation: Option<String>,
    /// Code or address of the procedure, risk or document that proves it.
    pub proof: Option<String>,
    /// Taken over from the year before and not confirmed yet.
    pub is_taken_over: bool,
    /// Who answered last.
    pub answered_by: Option<MembershipId>,
    /// When.
    pub answered_at: Option<DateTime<Utc>>,
    /// Counts changes, from 1.
    pub version: i32,
}

/// Changes; what is absent stays, `Some(None)` clears.
#[derive(Debug, Clone, Default)]
pub struct AnswerPatch {
    /// What is said.
    pub answer: Option<Option<Answer>>,
    /// Why.
    pub explanation: Option<Option<String>>,
    /// What proves it.
    pub proof: Option<Option<String>>,
}

impl CriterionAnswer {
    /// The place before anything is said.
    pub fn empty(
        id: ControlAnswerId,
        questionnaire: ControlQuestionnaireId,
        criterion: ControlCriterionId,
    ) -> Self {
        Self {
            id,
            questionnaire,
            criterion,
            answer: None,
            explanation: None,
            proof: None,
            is_taken_over: false,
            answered_by: None,
            answered_at: None,
            version: 1,
        }
    }

    /// Answered otherwise. Whoever answers confirms what was taken over; naming what proves it does not.
    ///
    /// # Errors
    /// [`Error::Invalid`] for a text that is too long.
    pub fn patched(self, patch: AnswerPatch, by: MembershipId, at: DateTime<Utc>) -> Result<Self, Error> {
        let mut check = Check::new();
        let is_confirmed = patch.answer.is_some() || patch.explanation.is_some() || patch.proof.is_none();
        let explanation = match patch.explanation {
            Some(text) => check.optional_text("explanation", text.as_deref(), EXPLANATION),
            None => self.explanation.clone(),
        };
        let proof = match patch.proof {
            Some(text) => check.optional_text("proof", text.as_deref(), PROOF),
            None => self.proof.clone(),
        };
        check.done()?;
        Ok(Self {
            answer: patch.answer.unwrap_or(self.answer),
            explanation,
            proof,
            is_taken_over: self.is_taken_over && !is_confirmed,
            answered_by: Some(by),
            answered_at: Some(at),
            version: self.version + 1,
            ..self
        })
    }

    /// As it was said in the year before, to be confirmed.
    #[must_use]
    pub fn taken_over(self, earlier: &Self) -> Self {
        Self {
            answer: earlier.answer,
            explanation: earlier.explanation.clone(),
            proof: earlier.proof.clone(),
            is_taken_over: true,
            answered_by: earlier.answered_by,
            answered_at: earlier.answered_at,
            version: self.version + 1,
            ..self
        }
    }

    /// Whether it can be handed in: said, explained and not merely taken over. The questionnaire asks that every answer
    /// is explained.
    pub fn is_complete(&self) -> bool {
        self.answer.is_some() && self.explanation.is_some() && !self.is_taken_over
    }
}

impl Journaled for CriterionAnswer {
    fn fields(&self) -> Vec<(&'static str, Value)> {
        vec![
            ("answer", self.answer.map(Answer::code).into()),
            ("explanation", self.explanation.as_deref().into()),
            ("proof", self.proof.as_deref().into()),
            ("isTakenOver", self.is_taken_over.into()),
        ]
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use crate::id::TenantId;
    use uuid::Uuid;

    pub(crate) fn blank(row: u128) -> CriterionAnswer {
        let (tenant, row) = (TenantId(Uuid::nil()), Uuid::from_u128(row));
        CriterionAnswer::empty(
            ControlAnswerId::new(tenant, row),
            ControlQuestionnaireId::new(tenant, Uuid::nil()),
            ControlCriterionId::new(tenant, row),
        )
    }

    pub(crate) fn said(row: u128, answer: Answer, explanation: &str) -> CriterionAnswer {
        let explanation = Some(Some(explanation.to_owned()));
        let patch = AnswerPatch { answer: Some(Some(answer)), explanation, ..AnswerPatch::default() };
        let by = MembershipId::new(TenantId(Uuid::nil()), Uuid::from_u128(1));
        blank(row).patched(patch, by, DateTime::UNIX_EPOCH).expect("a good answer")
    }

    #[test]
    fn an_answer_is_complete_with_its_explanation() {
        assert!(!blank(1).is_complete());
        assert!(!said(1, Answer::Yes, "  ").is_complete());
        assert!(said(1, Answer::Yes, "Codul de conduită, HCL 12").is_complete());
    }

    #[test]
    fn what_was_taken_over_waits_to_be_confirmed() {
        let taken = blank(2).taken_over(&said(1, Answer::No, "Lipsește"));
        assert_eq!((taken.answer, taken.is_complete()), (Some(Answer::No), false));
        let named = AnswerPatch { proof: Some(Some("PO-12".into())), ..AnswerPatch::default() };
        let named = taken.clone().patched(named, blank_member(), DateTime::UNIX_EPOCH).expect("named");
        assert_eq!((named.proof.as_deref(), named.is_taken_over), (Some("PO-12"), true));
        let confirmed = taken.patched(AnswerPatch::default(), blank_member(), DateTime::UNIX_EPOCH);
        assert!(confirmed.expect("confirmed").is_complete());
    }

    #[test]
    fn long_texts_are_refused_by_name() {
        let patch = AnswerPatch {
            answer: None,
            explanation: Some(Some("ș".repeat(EXPLANATION + 1))),
            proof: Some(Some("ț".repeat(PROOF + 1))),
        };
        let Err(Error::Invalid(faults)) = blank(1).patched(patch, blank_member(), DateTime::UNIX_EPOCH)
        else {
            panic!("must refuse")
        };
        let paths: Vec<_> = faults.iter().map(|fault| fault.path.as_str()).collect();
        assert_eq!(paths, ["explanation", "proof"]);
    }

    fn blank_member() -> MembershipId {
        MembershipId::new(TenantId(Uuid::nil()), Uuid::nil())
    }
}
