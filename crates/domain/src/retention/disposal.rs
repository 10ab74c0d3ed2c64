//! Selections: documents whose term has ended, proposed by one person, decided by the commission, approved by another
//! person, then carried out.

use super::{Record, Serving, Term, Verdict, may_dispose, record::may_propose};
use crate::{
    access::coded,
    check::Check,
    error::Error,
    id::{DisposalId, EvidenceId, MembershipId},
    journal::Journaled,
    reason::Reason,
    review::{self, Refusal, Review, Stage, fingerprint},
};
use chrono::{DateTime, NaiveDate, Utc};
use serde_json::{Value, json};

/// Documents of one selection, at most: it is read, decided and signed as one list.
pub const MAX_DOCUMENTS: usize = 500;

coded! {
    /// Where a selection stands.
    DisposalStatus {
        /// Being put together.
        Draft = "DRAFT",
        /// Given back with remarks.
        Returned = "RETURNED",
        /// With the approver.
        Submitted = "SUBMITTED",
        /// Approved; nothing has gone yet.
        Approved = "APPROVED",
        /// Documents are marked; their content is being removed.
        InProgress = "IN_PROGRESS",
        /// Carried out.
        Done = "DONE",
        /// Given up.
        Cancelled = "CANCELLED",
    }
}

/// A paper that stands behind a selection.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Paper {
    /// Its number.
    pub number: String,
    /// Its day.
    pub on: NaiveDate,
}

/// A selection.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Disposal {
    /// Identity.
    pub id: DisposalId,
    /// What it is called.
    pub title: String,
    /// Where it stands.
    pub status: DisposalStatus,
    /// Why it was given back.
    pub remark: Option<String>,
    /// Who submitted it.
    pub submitted_by: Option<MembershipId>,
    /// How often it was approved.
    pub number: i32,
    /// When it was approved last.
    pub approved_at: Option<DateTime<Utc>>,
    /// Who approved it.
    pub approved_by: Option<MembershipId>,
    /// Hash of the list that was approved.
    pub hash: Option<String>,
    /// The minutes of the commission of selection.
    pub minutes: Option<Paper>,
    /// The confirmation of the National Archives.
    pub confirmation: Option<Paper>,
    /// When carrying it out began.
    pub started_at: Option<DateTime<Utc>>,
    /// When everything was gone.
    pub done_at: Option<DateTime<Utc>>,
    /// Who began it.
    pub created_by: MembershipId,
    /// When.
    pub created_at: DateTime<Utc>,
    /// Counts changes, from 1.
    pub version: i32,
}

/// Changes; what is absent stays, `Some(None)` clears.
#[derive(Debug, Clone, Default)]
pub struct DisposalPatch {
    /// What it is called.
    pub title: Option<String>,
    /// Number of the minutes.
    pub minutes_number: Option<Option<String>>,
    /// Day of the minutes.
    pub minutes_on: Option<Option<NaiveDate>>,
    /// Number of the confirmation.
    pub confirmation_number: Option<Option<String>>,
    /// Day of the confirmation.
    pub confirmation_on: Option<Option<NaiveDate>>,
}

/// A document of a selection as it is looked at: what decides about it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Listed {
    /// The document.
    pub id: EvidenceId,
    /// What it is.
    pub title: String,
    /// What archiving knows of it.
    pub record: Record,
    /// Its place in the nomenclature.
    pub code: Option<String>,
    /// Its term.
    pub term: Option<Term>,
    /// Whether something rests on it.
    pub serving: Serving,
    /// Names and hashes of its files.
    pub files: Vec<(String, String)>,
}

impl Listed {
    /// Whether it may be proposed.
    ///
    /// # Errors
    /// [`Error::Conflict`] with why it stays.
    pub fn may_propose(&self, today: NaiveDate) -> Result<(), Error> {
        self.record.is_open().map_err(Error::conflict)?;
        may_propose(&self.record, self.term, self.serving, today).map_err(Error::conflict)
    }
}

impl Disposal {
    /// A new selection.
    ///
    /// # Errors
    /// [`Error::Invalid`] for the title.
    pub fn new(
        id: DisposalId,
        title: &str,
        created_by: MembershipId,
        created_at: DateTime<Utc>,
    ) -> Result<Self, Error> {
        let mut check = Check::new();
        let title = check.text("title", title, 2..=200);
        check.done()?;
        Ok(Self {
            id,
            title,
            status: DisposalStatus::Draft,
            remark: None,
            submitted_by: None,
            number: 0,
            approved_at: None,
            approved_by: None,
            hash: None,
            minutes: None,
            confirmation: None,
            started_at: None,
            done_at: None,
            created_by,
            created_at,
            version: 1,
        })
    }

    /// The selection with other words or papers. Words are fixed once it was submitted, papers once it is carried out.
    ///
    /// # Errors
    /// [`Error::Invalid`]; [`Reason::DisposalNotInWork`]; [`Reason::DisposalOver`].
    pub fn patched(self, patch: DisposalPatch, today: NaiveDate) -> Result<Self, Error> {
        self.may_note().map_err(Error::conflict)?;
        let mut check = Check::new();
        let title = match &patch.title {
            Some(title) => check.text("title", title, 2..=200),
            None => self.title.clone(),
        };
        let minutes =
            paper(&mut check, "minutes", &self.minutes, patch.minutes_number, patch.minutes_on, today);
        let confirmation = paper(
            &mut check,
            "confirmation",
            &self.confirmation,
            patch.confirmation_number,
            patch.confirmation_on,
            today,
        );
        check.done()?;
        if title != self.title {
            self.may_edit().map_err(Error::conflict)?;
        }
        Ok(Self { title, minutes, confirmation, version: self.version + 1, ..self })
    }

    /// Hands it to the approver. The commission has decided on everything it decides on.
    ///
    /// # Errors
    /// [`Reason::DisposalNotInWork`]; [`Reason::DisposalEmpty`]; [`Reason::CommissionUndecided`]; why a document stays.
    pub fn submit(self, by: MembershipId, list: &[Listed], today: NaiveDate) -> Result<Self, Error> {
        let review = self.review().submit(by).map_err(refused)?;
        if list.is_empty() {
            return Err(Error::conflict(Reason::DisposalEmpty));
        }
        let undecided = list.iter().filter(|one| one.record.verdict.is_none()).count();
        if undecided > 0 {
            let count = i32::try_from(undecided).unwrap_or(i32::MAX);
            return Err(Error::conflict(Reason::CommissionUndecided { count }));
        }
        for one in list {
            may_propose(&one.record, one.term, one.serving, today).map_err(Error::conflict)?;
        }
        Ok(self.reviewed(review))
    }

    /// Approves what was submitted and freezes its list by a hash. Nobody approves what they submitted themselves.
    ///
    /// # Errors
    /// [`Reason::DisposalNotSubmitted`]; [`Reason::OwnSubmission`].
    pub fn approve(self, by: MembershipId, at: DateTime<Utc>, list: &[Listed]) -> Result<Self, Error> {
        let review = self.review().approve(by, at).map_err(refused)?;
        Ok(Self { hash: Some(hash(list)), ..self.reviewed(review) })
    }

    /// Gives it back with a remark, also after it was approved, as long as nothing has gone.
    ///
    /// # Errors
    /// [`Reason::DisposalNotSubmitted`]; [`Error::Invalid`] without a remark.
    pub fn send_back(self, remark: &str) -> Result<Self, Error> {
        let remark = review::remark("remark", remark)?;
        let review = match self.status {
            DisposalStatus::Approved => self.review().revise(remark),
            _ => self.review().send_back(remark),
        };
        let review = review.map_err(|_| Error::conflict(Reason::DisposalNotSubmitted))?;
        Ok(Self { hash: None, ..self.reviewed(review) })
    }

    /// Begins to carry it out, on exactly the list that was approved.
    ///
    /// # Errors
    /// [`Reason::DisposalNotApproved`]; [`Reason::MinutesMissing`]; [`Reason::ConfirmationMissing`];
    /// [`Reason::ChangedMeanwhile`]; why a document stays.
    pub fn start(
        self,
        list: &[Listed],
        needs_confirmation: bool,
        at: DateTime<Utc>,
        today: NaiveDate,
    ) -> Result<Self, Error> {
        if self.status != DisposalStatus::Approved {
            return Err(Error::conflict(Reason::DisposalNotApproved));
        }
        if self.minutes.is_none() {
            return Err(Error::conflict(Reason::MinutesMissing));
        }
        if needs_confirmation && self.confirmation.is_none() {
            return Err(Error::conflict(Reason::ConfirmationMissing));
        }
        if self.hash.as_deref() != Some(&*hash(list)) {
            return Err(Error::conflict(Reason::ChangedMeanwhile));
        }
        for one in list.iter().filter(|one| one.record.verdict != Some(Verdict::Keep)) {
            may_dispose(&one.record, one.term, one.serving, today).map_err(Error::conflict)?;
        }
        let (status, started_at) = (DisposalStatus::InProgress, Some(at));
        Ok(Self { status, started_at, version: self.version + 1, ..self })
    }

    /// The content of every document is gone.
    #[must_use]
    pub fn finished(self, at: DateTime<Utc>) -> Self {
        Self { status: DisposalStatus::Done, done_at: Some(at), version: self.version + 1, ..self }
    }

    /// Gives it up; its documents may be proposed again.
    ///
    /// # Errors
    /// [`Reason::DisposalNotInWork`].
    pub fn cancel(self) -> Result<Self, Error> {
        self.may_edit().map_err(Error::conflict)?;
        Ok(Self { status: DisposalStatus::Cancelled, version: self.version + 1, ..self })
    }

    /// Whether its list and words may change.
    ///
    /// # Errors
    /// [`Reason::DisposalNotInWork`].
    pub fn may_edit(&self) -> Result<(), Reason> {
        if self.stage() == Stage::InWork { Ok(()) } else { Err(Reason::DisposalNotInWork) }
    }

    /// Whether papers may still be noted.
    ///
    /// # Errors
    /// [`Reason::DisposalOver`].
    pub fn may_note(&self) -> Result<(), Reason> {
        if self.stage() == Stage::Ended { Err(Reason::DisposalOver) } else { Ok(()) }
    }

    fn stage(&self) -> Stage {
        match self.status {
            DisposalStatus::Draft | DisposalStatus::Returned => Stage::InWork,
            DisposalStatus::Submitted => Stage::Submitted,
            DisposalStatus::Approved => Stage::Approved,
            DisposalStatus::InProgress | DisposalStatus::Done | DisposalStatus::Cancelled => Stage::Ended,
        }
    }

    pub(super) fn review(&self) -> Review {
        Review {
            stage: self.stage(),
            remark: self.remark.clone(),
            submitted_by: self.submitted_by,
            number: self.number,
            approved_at: self.approved_at,
            approved_by: self.approved_by,
        }
    }

    fn reviewed(self, review: Review) -> Self {
        let status = match review.stage {
            Stage::InWork if review.remark.is_some() => DisposalStatus::Returned,
            Stage::InWork => DisposalStatus::Draft,
            Stage::Submitted => DisposalStatus::Submitted,
            Stage::Approved => DisposalStatus::Approved,
            Stage::Ended => self.status,
        };
        Self {
            status,
            remark: review.remark,
            submitted_by: review.submitted_by,
            number: review.number,
            approved_at: review.approved_at,
            approved_by: review.approved_by,
            version: self.version + 1,
            ..self
        }
    }
}

/// What the list of a selection is known by: documents in the order of their ids, with what decides about them.
pub fn hash(list: &[Listed]) -> String {
    let mut list: Vec<&Listed> = list.iter().collect();
    list.sort_unstable_by_key(|one| one.id.row);
    let lines = list.into_iter().map(|one| {
        let verdict = one.record.verdict.map(Verdict::code);
        let until = one.record.kept_until.map(|day| day.to_string());
        json!([one.id.row, one.title, one.code, one.term.map(Term::short), until, verdict, one.files])
    });
    fingerprint(&lines.collect())
}

pub(super) fn refused(refusal: Refusal) -> Error {
    Error::conflict(reason_of(refusal))
}

pub(super) fn reason_of(refusal: Refusal) -> Reason {
    match refusal {
        Refusal::NotInWork => Reason::DisposalNotInWork,
        Refusal::NotSubmitted => Reason::DisposalNotSubmitted,
        Refusal::NotApproved => Reason::DisposalNotApproved,
        Refusal::OwnSubmission => Reason::OwnSubmission,
    }
}

/// A paper with another number or day; both or none.
fn paper(
    check: &mut Check,
    path: &str,
    old: &Option<Paper>,
    number: Option<Option<String>>,
    on: Option<Option<NaiveDate>>,
    today: NaiveDate,
) -> Option<Paper> {
    let number = number.unwrap_or_else(|| old.as_ref().map(|paper| paper.number.clone()));
    let on = on.unwrap_or_else(|| old.as_ref().map(|paper| paper.on));
    let number = check.optional_text(&format!("{path}Number"), number.as_deref(), 60);
    check.ensure(&format!("{path}On"), on.is_none_or(|day| day <= today), Reason::InTheFuture);
    match (number, on) {
        (Some(number), Some(on)) => Some(Paper { number, on }),
        (None, None) => None,
        (Some(_), None) => {
            check.refuse(format!("{path}On"), Reason::Required);
            None
        }
        (None, Some(_)) => {
            check.refuse(format!("{path}Number"), Reason::Required);
            None
        }
    }
}

impl Journaled for Disposal {
    fn fields(&self) -> Vec<(&'static str, Value)> {
        let number = |paper: &Option<Paper>| paper.as_ref().map(|paper| paper.number.clone()).into();
        let on = |paper: &Option<Paper>| paper.as_ref().map(|paper| paper.on.to_string()).into();
        vec![
            ("title", self.title.as_str().into()),
            ("disposalStatus", self.status.code().into()),
            ("remark", self.remark.clone().into()),
            ("hash", self.hash.clone().into()),
            ("minutesNumber", number(&self.minutes)),
            ("minutesOn", on(&self.minutes)),
            ("confirmationNumber", number(&self.confirmation)),
            ("confirmationOn", on(&self.confirmation)),
        ]
    }
}

#[cfg(test)]
pub(super) mod tests;
