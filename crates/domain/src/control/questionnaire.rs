//! The questionnaire of a compartment in a campaign (Annex 4.1): answered by its head or a delegate, handed in, given
//! back with a remark or locked by the secretariat.

use super::CriterionAnswer;
use crate::{
    access::coded,
    error::Error,
    id::{ControlCampaignId, ControlQuestionnaireId, MembershipId, UnitId},
    journal::Journaled,
    reason::Reason,
    review::{self, Refusal, Review, Stage},
};
use chrono::{DateTime, Utc};
use serde_json::Value;

coded! {
    /// Where a questionnaire stands.
    QuestionnaireStatus {
        /// Being answered.
        Open = "OPEN",
        /// Given back with a remark.
        Returned = "RETURNED",
        /// Handed in.
        Submitted = "SUBMITTED",
        /// Taken in by the secretariat; fixed.
        Locked = "LOCKED",
    }
}

/// The questionnaire of one compartment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Questionnaire {
    /// Identity.
    pub id: ControlQuestionnaireId,
    /// The campaign it belongs to.
    pub campaign: ControlCampaignId,
    /// The compartment that answers.
    pub unit: UnitId,
    /// A colleague whom the head lets answer.
    pub delegate: Option<MembershipId>,
    /// Where it stands.
    pub status: QuestionnaireStatus,
    /// Why it was given back.
    pub remark: Option<String>,
    /// Who handed it in.
    pub submitted_by: Option<MembershipId>,
    /// When.
    pub submitted_at: Option<DateTime<Utc>>,
    /// How often it was locked.
    pub number: i32,
    /// Who locked it.
    pub locked_by: Option<MembershipId>,
    /// When.
    pub locked_at: Option<DateTime<Utc>>,
    /// Counts changes, from 1.
    pub version: i32,
}

impl Questionnaire {
    /// A questionnaire before its first answer.
    pub fn new(id: ControlQuestionnaireId, campaign: ControlCampaignId, unit: UnitId) -> Self {
        Self {
            id,
            campaign,
            unit,
            delegate: None,
            status: QuestionnaireStatus::Open,
            remark: None,
            submitted_by: None,
            submitted_at: None,
            number: 0,
            locked_by: None,
            locked_at: None,
            version: 1,
        }
    }

    /// Lets a colleague answer, or nobody any more.
    ///
    /// # Errors
    /// [`Reason::QuestionnaireNotInWork`].
    pub fn delegated(self, delegate: Option<MembershipId>) -> Result<Self, Error> {
        self.is_in_work().map_err(Error::conflict)?;
        Ok(Self { delegate, version: self.version + 1, ..self })
    }

    /// Hands it in, with every criterion answered and explained.
    ///
    /// # Errors
    /// [`Reason::QuestionnaireNotInWork`]; [`Reason::QuestionnaireIncomplete`].
    pub fn submit(
        self,
        by: MembershipId,
        at: DateTime<Utc>,
        answers: &[CriterionAnswer],
    ) -> Result<Self, Error> {
        let review = self.review().submit(by).map_err(refused)?;
        let open = answers.iter().filter(|answer| !answer.is_complete()).count();
        if open > 0 {
            let count = i32::try_from(open).unwrap_or(i32::MAX);
            return Err(Error::conflict(Reason::QuestionnaireIncomplete { count }));
        }
        Ok(Self { submitted_at: Some(at), ..self.reviewed(review) })
    }

    /// Gives it back with a remark, also after it was locked.
    ///
    /// # Errors
    /// [`Reason::QuestionnaireNotSubmitted`]; [`Error::Invalid`] without a remark.
    pub fn send_back(self, remark: &str) -> Result<Self, Error> {
        let remark = review::remark("remark", remark)?;
        let review = match self.status {
            QuestionnaireStatus::Locked => self.review().revise(remark),
            _ => self.review().send_back(remark),
        };
        let review = review.map_err(|_| Error::conflict(Reason::QuestionnaireNotSubmitted))?;
        Ok(Self { submitted_at: None, ..self.reviewed(review) })
    }

    /// Takes it in: it is fixed from now on.
    ///
    /// # Errors
    /// [`Reason::QuestionnaireNotSubmitted`]; [`Reason::OwnSubmission`].
    pub fn lock(self, by: MembershipId, at: DateTime<Utc>) -> Result<Self, Error> {
        let review = self.review().approve(by, at).map_err(refused)?;
        Ok(self.reviewed(review))
    }

    /// Whether it is being answered.
    ///
    /// # Errors
    /// [`Reason::QuestionnaireNotInWork`].
    pub fn is_in_work(&self) -> Result<(), Reason> {
        if self.stage() == Stage::InWork { Ok(()) } else { Err(Reason::QuestionnaireNotInWork) }
    }

    fn stage(&self) -> Stage {
        match self.status {
            QuestionnaireStatus::Open | QuestionnaireStatus::Returned => Stage::InWork,
            QuestionnaireStatus::Submitted => Stage::Submitted,
            QuestionnaireStatus::Locked => Stage::Approved,
        }
    }

    pub(super) fn review(&self) -> Review {
        Review {
            stage: self.stage(),
            remark: self.remark.clone(),
            submitted_by: self.submitted_by,
            number: self.number,
            approved_at: self.locked_at,
            approved_by: self.locked_by,
        }
    }

    fn reviewed(self, review: Review) -> Self {
        let is_locked = review.stage == Stage::Approved;
        let status = match review.stage {
            Stage::InWork if review.remark.is_some() => QuestionnaireStatus::Returned,
            Stage::InWork => QuestionnaireStatus::Open,
            Stage::Submitted => QuestionnaireStatus::Submitted,
            Stage::Approved | Stage::Ended => QuestionnaireStatus::Locked,
        };
        Self {
            status,
            remark: review.remark,
            submitted_by: review.submitted_by,
            number: review.number,
            locked_by: review.approved_by.filter(|_| is_locked),
            locked_at: review.approved_at.filter(|_| is_locked),
            version: self.version + 1,
            ..self
        }
    }
}

pub(super) fn reason_of(refusal: Refusal) -> Reason {
    match refusal {
        Refusal::NotInWork => Reason::QuestionnaireNotInWork,
        Refusal::NotSubmitted | Refusal::NotApproved => Reason::QuestionnaireNotSubmitted,
        Refusal::OwnSubmission => Reason::OwnSubmission,
    }
}

fn refused(refusal: Refusal) -> Error {
    Error::conflict(reason_of(refusal))
}

impl Journaled for Questionnaire {
    fn fields(&self) -> Vec<(&'static str, Value)> {
        let id = |id: Option<MembershipId>| Value::from(id.map(|id| id.row.to_string()));
        vec![
            ("unitId", self.unit.row.to_string().into()),
            ("delegateId", id(self.delegate)),
            ("status", self.status.code().into()),
            ("remark", self.remark.as_deref().into()),
        ]
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::{
        super::{
            Answer,
            answer::tests::{blank, said},
        },
        *,
    };
    use crate::id::TenantId;
    use uuid::Uuid;

    pub(crate) fn member(row: u128) -> MembershipId {
        MembershipId::new(TenantId(Uuid::nil()), Uuid::from_u128(row))
    }

    pub(crate) fn questionnaire(unit: u128) -> Questionnaire {
        let tenant = TenantId(Uuid::nil());
        Questionnaire::new(
            ControlQuestionnaireId::new(tenant, Uuid::nil()),
            ControlCampaignId::new(tenant, Uuid::nil()),
            UnitId::new(tenant, Uuid::from_u128(unit)),
        )
    }

    #[test]
    fn it_goes_to_the_secretariat_back_and_to_be_locked() {
        let answers = [said(1, Answer::Yes, "Codul de conduită")];
        let submitted =
            questionnaire(1).submit(member(1), DateTime::UNIX_EPOCH, &answers).expect("submitted");
        assert!(submitted.is_in_work().is_err());
        assert!(submitted.clone().lock(member(1), DateTime::UNIX_EPOCH).is_err(), "one's own");
        let returned = submitted.send_back("Lipsește dovada").expect("returned");
        assert_eq!((returned.status, returned.submitted_by), (QuestionnaireStatus::Returned, None));
        let again = returned.submit(member(1), DateTime::UNIX_EPOCH, &answers).expect("again");
        assert_eq!(again.remark, None);
        let locked = again.lock(member(2), DateTime::UNIX_EPOCH).expect("locked");
        assert_eq!((locked.status, locked.locked_by), (QuestionnaireStatus::Locked, Some(member(2))));
        let reopened = locked.send_back("Se corectează 3.2").expect("reopened");
        assert_eq!((reopened.status, reopened.locked_at), (QuestionnaireStatus::Returned, None));
    }

    #[test]
    fn it_is_handed_in_whole() {
        let answers = [said(1, Answer::Yes, "Da"), said(2, Answer::No, " "), blank(3)];
        let refused = questionnaire(1).submit(member(1), DateTime::UNIX_EPOCH, &answers);
        let count = |error: &Error| match error {
            Error::Conflict(conflict) => match conflict.reason {
                Reason::QuestionnaireIncomplete { count } => count,
                _ => 0,
            },
            _ => 0,
        };
        assert_eq!(refused.as_ref().map_err(count).err(), Some(2));
    }
}
