//! The one way by which something comes to bind: written, submitted, given back with a remark or approved by somebody
//! else, and frozen under a number with the hash of what was approved. Whatever is reviewed (plans now; procedures,
//! questionnaires, reports) carries a [`Review`] and names the refusals in its own words.

use crate::{access::coded, check::Check, error::Error, id::MembershipId, journal::hex, reason::Reason};
use chrono::{DateTime, Utc};
use serde_json::Value;
use sha2::{Digest, Sha256};

/// Where a review stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stage {
    /// Being written, for the first time or again.
    InWork,
    /// With the approver; what it says is fixed meanwhile.
    Submitted,
    /// Approved as it stands.
    Approved,
    /// Closed or given up: nothing is reviewed any more.
    Ended,
}

coded! {
    /// Where a report stands: the annual one of internal control, that of a CAF self-assessment.
    ReportStatus {
        /// Being written.
        Draft = "DRAFT",
        /// Given back with a remark.
        Returned = "RETURNED",
        /// With the head of the institution.
        Submitted = "SUBMITTED",
        /// Approved.
        Approved = "APPROVED",
    }
}

impl ReportStatus {
    /// Where the review of a report in this state stands.
    pub fn stage(self) -> Stage {
        match self {
            Self::Draft | Self::Returned => Stage::InWork,
            Self::Submitted => Stage::Submitted,
            Self::Approved => Stage::Approved,
        }
    }

    /// The state of a report whose review stands there.
    pub fn of(review: &Review) -> Self {
        match review.stage {
            Stage::InWork if review.remark.is_some() => Self::Returned,
            Stage::InWork => Self::Draft,
            Stage::Submitted => Self::Submitted,
            Stage::Approved | Stage::Ended => Self::Approved,
        }
    }
}

/// How far something is on its way to bind.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Review {
    /// Where it stands.
    pub stage: Stage,
    /// What was said when it was given back or taken up again.
    pub remark: Option<String>,
    /// Who submitted it, while it is submitted or approved.
    pub submitted_by: Option<MembershipId>,
    /// How often it was approved; the number of the version in force.
    pub number: i32,
    /// When the version in force was approved.
    pub approved_at: Option<DateTime<Utc>>,
    /// Who approved it.
    pub approved_by: Option<MembershipId>,
}

/// Why a step is not possible.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refusal {
    /// It is not being written.
    NotInWork,
    /// Nothing was submitted.
    NotSubmitted,
    /// It is not approved.
    NotApproved,
    /// Nobody approves what they submitted themselves.
    OwnSubmission,
}

impl Refusal {
    /// What is said of a report.
    pub fn of_report(self) -> Reason {
        match self {
            Self::NotInWork => Reason::ReportNotInWork,
            Self::NotSubmitted | Self::NotApproved => Reason::ReportNotSubmitted,
            Self::OwnSubmission => Reason::OwnSubmission,
        }
    }
}

impl Review {
    /// Of something that is only begun.
    pub const NEW: Self = Self {
        stage: Stage::InWork,
        remark: None,
        submitted_by: None,
        number: 0,
        approved_at: None,
        approved_by: None,
    };

    /// Hands it to the approver.
    ///
    /// # Errors
    /// [`Refusal::NotInWork`].
    pub fn submit(self, by: MembershipId) -> Result<Self, Refusal> {
        self.from(Stage::InWork, Refusal::NotInWork)?;
        Ok(Self { stage: Stage::Submitted, remark: None, submitted_by: Some(by), ..self })
    }

    /// Makes it the next version in force.
    ///
    /// # Errors
    /// [`Refusal::NotSubmitted`]; [`Refusal::OwnSubmission`].
    pub fn approve(self, by: MembershipId, at: DateTime<Utc>) -> Result<Self, Refusal> {
        self.from(Stage::Submitted, Refusal::NotSubmitted)?;
        if self.submitted_by == Some(by) {
            return Err(Refusal::OwnSubmission);
        }
        let number = self.number + 1;
        let approved = Self { stage: Stage::Approved, remark: None, number, ..self };
        Ok(Self { approved_at: Some(at), approved_by: Some(by), ..approved })
    }

    /// Gives it back to its authors with a remark. The version in force stays.
    ///
    /// # Errors
    /// [`Refusal::NotSubmitted`].
    pub fn send_back(self, remark: String) -> Result<Self, Refusal> {
        self.from(Stage::Submitted, Refusal::NotSubmitted)?;
        Ok(self.in_work(remark))
    }

    /// Takes up again what was approved. The version in force stays until the next one is approved.
    ///
    /// # Errors
    /// [`Refusal::NotApproved`].
    pub fn revise(self, reason: String) -> Result<Self, Refusal> {
        self.from(Stage::Approved, Refusal::NotApproved)?;
        Ok(self.in_work(reason))
    }

    /// Gives back what was submitted, or takes up again what was approved.
    ///
    /// # Errors
    /// [`Refusal::NotSubmitted`] for what is being written or has ended.
    pub fn return_or_revise(self, remark: String) -> Result<Self, Refusal> {
        match self.stage {
            Stage::Approved => self.revise(remark),
            Stage::InWork | Stage::Submitted | Stage::Ended => self.send_back(remark),
        }
    }

    fn in_work(self, remark: String) -> Self {
        Self { stage: Stage::InWork, remark: Some(remark), submitted_by: None, ..self }
    }

    fn from(&self, stage: Stage, refusal: Refusal) -> Result<(), Refusal> {
        if self.stage == stage { Ok(()) } else { Err(refusal) }
    }
}

/// A remark or reason that people must give.
///
/// # Errors
/// [`Error::Invalid`] naming `path`.
pub fn remark(path: &str, text: &str) -> Result<String, Error> {
    let mut check = Check::new();
    let text = check.text(path, text, 3..=1_000);
    check.done()?;
    Ok(text)
}

/// SHA-256 over what is approved, hexadecimal. The content comes as values in one fixed order, so that the same
/// content gives the same hash on every machine and in every year.
pub fn fingerprint(content: &Value) -> String {
    hex(&Sha256::digest(content.to_string()))
}

/// The same over a text.
pub fn fingerprint_of(text: &str) -> String {
    fingerprint(&Value::String(text.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::id::TenantId;
    use proptest::prelude::*;
    use serde_json::json;
    use uuid::Uuid;

    fn member(row: u128) -> MembershipId {
        MembershipId::new(TenantId(Uuid::nil()), Uuid::from_u128(row))
    }

    fn draft() -> Review {
        Review::NEW
    }

    #[test]
    fn two_people_make_a_version_and_a_revision_keeps_it() {
        let submitted = draft().submit(member(1)).expect("submitted");
        assert_eq!(submitted.clone().approve(member(1), DateTime::UNIX_EPOCH), Err(Refusal::OwnSubmission));
        let approved = submitted.approve(member(2), DateTime::UNIX_EPOCH).expect("approved");
        assert_eq!((approved.number, approved.approved_by), (1, Some(member(2))));
        let revised = approved.revise("Buget nou".to_owned()).expect("revised");
        assert_eq!((revised.number, revised.approved_by), (1, Some(member(2))));
        let back = revised.submit(member(2)).expect("submitted").send_back("Refaceți".to_owned());
        assert_eq!(
            back.map(|review| (review.stage, review.remark)),
            Ok((Stage::InWork, Some("Refaceți".to_owned())))
        );
    }

    #[test]
    fn the_hash_tells_contents_apart() {
        assert_eq!(fingerprint(&json!(["a", 1])), fingerprint(&json!(["a", 1])));
        assert_ne!(fingerprint(&json!(["a", 1])), fingerprint(&json!(["a", "1"])));
    }

    proptest! {
        #[test]
        fn a_step_is_possible_from_one_stage_only(steps in proptest::collection::vec((0u8..4, 1u128..3), 0..40)) {
            let mut review = draft();
            for (step, who) in steps {
                let before = review.clone();
                let next = match step {
                    0 => review.clone().submit(member(who)),
                    1 => review.clone().approve(member(who), DateTime::UNIX_EPOCH),
                    2 => review.clone().send_back("Refaceți".to_owned()),
                    _ => review.clone().revise("Revizie".to_owned()),
                };
                if let Ok(next) = next {
                    prop_assert_ne!(next.stage, before.stage);
                    prop_assert_eq!(next.number, before.number + i32::from(step == 1));
                    prop_assert!(next.stage != Stage::Approved || next.approved_by != next.submitted_by);
                    review = next;
                }
            }
        }
    }
}
