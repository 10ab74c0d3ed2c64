//! The self-assessment report (step 6 of CAF): what people write in it, on its way from who coordinates the assessment to
//! the head. What it says of scores and findings is the assessment's own.

use super::{
    assessment::{Assessment, AssessmentStatus},
    refusal::CafRefusal,
};
use crate::{
    check::Check,
    error::Error,
    id::{CafAssessmentId, CafReportId, MembershipId},
    journal::Journaled,
    reason::Reason,
    review::{self, ReportStatus, Review, Stage},
};
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use serde_json::Value;

/// Longest text of a part in characters.
const PART: usize = 8_000;

/// What is written in a report.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReportContent {
    /// The institution and why it assessed itself.
    pub context: Option<String>,
    /// How the group worked: training, sources, meetings.
    pub approach: Option<String>,
    /// What follows: main strengths, what to improve first.
    pub conclusions: Option<String>,
}

/// The report of one assessment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CafReport {
    /// Identity.
    pub id: CafReportId,
    /// The assessment.
    pub assessment: CafAssessmentId,
    /// What is written.
    pub content: ReportContent,
    /// How far it is on its way to bind.
    pub review: Review,
    /// When it was handed in.
    pub submitted_at: Option<DateTime<Utc>>,
    /// Counts changes, from 1.
    pub version: i32,
}

/// Changes; what is absent stays, `Some(None)` clears.
#[derive(Debug, Clone, Default)]
#[expect(missing_docs, reason = "each field is that of the content")]
pub struct ReportPatch {
    pub context: Option<Option<String>>,
    pub approach: Option<Option<String>>,
    pub conclusions: Option<Option<String>>,
}

impl ReportContent {
    /// What is left to be written, named as in the API.
    pub fn missing(&self) -> Vec<&'static str> {
        self.parts().into_iter().filter_map(|(field, text)| text.is_none().then_some(field)).collect()
    }

    fn parts(&self) -> [(&'static str, Option<&str>); 3] {
        [
            ("context", self.context.as_deref()),
            ("approach", self.approach.as_deref()),
            ("conclusions", self.conclusions.as_deref()),
        ]
    }
}

impl CafReport {
    /// An empty report, from the consensus on.
    ///
    /// # Errors
    /// [`CafRefusal::AssessmentNotInConsensus`].
    pub fn begin(id: CafReportId, assessment: &Assessment) -> Result<Self, Error> {
        let is_there = assessment.is_opened() && assessment.status != AssessmentStatus::Cancelled;
        if !is_there {
            return Err(Error::conflict(CafRefusal::AssessmentNotInConsensus));
        }
        Ok(Self {
            id,
            assessment: assessment.id,
            content: ReportContent::default(),
            review: Review::NEW,
            submitted_at: None,
            version: 1,
        })
    }

    /// Where it stands.
    pub fn status(&self) -> ReportStatus {
        ReportStatus::of(&self.review)
    }

    /// Written otherwise.
    ///
    /// # Errors
    /// [`Reason::ReportNotInWork`]; [`Error::Invalid`] for a part that is too long.
    pub fn patched(self, patch: ReportPatch) -> Result<Self, Error> {
        self.is_in_work().map_err(Error::conflict)?;
        let mut check = Check::new();
        let mut part = |path: &str, new: Option<Option<String>>, old: Option<String>| match new {
            Some(text) => check.optional_text(path, text.as_deref(), PART),
            None => old,
        };
        let old = self.content;
        let content = ReportContent {
            context: part("context", patch.context, old.context),
            approach: part("approach", patch.approach, old.approach),
            conclusions: part("conclusions", patch.conclusions, old.conclusions),
        };
        check.done()?;
        Ok(Self { content, version: self.version + 1, ..self })
    }

    /// Hands it to the head, once the group has concluded.
    ///
    /// # Errors
    /// [`Reason::ReportNotInWork`]; [`Error::Invalid`] naming every part that is empty;
    /// [`CafRefusal::AssessmentNotConcluded`].
    pub fn submit(self, assessment: &Assessment, by: MembershipId, at: DateTime<Utc>) -> Result<Self, Error> {
        let review =
            self.review.clone().submit(by).map_err(|refusal| Error::conflict(refusal.of_report()))?;
        let mut check = Check::new();
        for field in self.content.missing() {
            check.refuse(field, Reason::Required);
        }
        check.done()?;
        if assessment.status != AssessmentStatus::Concluded {
            return Err(Error::conflict(CafRefusal::AssessmentNotConcluded));
        }
        Ok(Self { submitted_at: Some(at), ..self.reviewed(review) })
    }

    /// Approves what somebody else handed in: the next version is frozen.
    ///
    /// # Errors
    /// [`Reason::ReportNotSubmitted`]; [`Reason::OwnSubmission`].
    pub fn approve(self, by: MembershipId, at: DateTime<Utc>) -> Result<Self, Error> {
        let review = self.review.clone().approve(by, at);
        Ok(self.reviewed(review.map_err(|refusal| Error::conflict(refusal.of_report()))?))
    }

    /// Gives it back with a remark, also after it was approved. The versions that were approved stay.
    ///
    /// # Errors
    /// [`Reason::ReportNotSubmitted`]; [`Error::Invalid`] without a remark.
    pub fn send_back(self, remark: &str) -> Result<Self, Error> {
        let remark = review::remark("remark", remark)?;
        let review = self.review.clone().return_or_revise(remark);
        let review = review.map_err(|refusal| Error::conflict(refusal.of_report()))?;
        Ok(Self { submitted_at: None, ..self.reviewed(review) })
    }

    /// Whether it is being written.
    ///
    /// # Errors
    /// [`Reason::ReportNotInWork`].
    pub fn is_in_work(&self) -> Result<(), Reason> {
        if self.review.stage == Stage::InWork { Ok(()) } else { Err(Reason::ReportNotInWork) }
    }

    /// Whether its newest version binds.
    pub fn is_in_force(&self) -> bool {
        self.review.stage == Stage::Approved
    }

    fn reviewed(self, review: Review) -> Self {
        Self { review, version: self.version + 1, ..self }
    }
}

impl Journaled for CafReport {
    fn fields(&self) -> Vec<(&'static str, Value)> {
        let mut fields =
            vec![("status", self.status().code().into()), ("remark", self.review.remark.as_deref().into())];
        fields.extend(self.content.parts().map(|(field, text)| (field, text.into())));
        fields
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::{
        super::assessment::tests::{in_scoring, person},
        *,
    };
    use uuid::Uuid;

    const AT: DateTime<Utc> = DateTime::UNIX_EPOCH;

    fn concluded() -> Assessment {
        let opened = in_scoring().open_consensus(1, 0, None, AT);
        opened.and_then(|one| one.conclude(0, AT)).expect("concluded")
    }

    pub(in super::super) fn report() -> CafReport {
        let assessment = concluded();
        let id = CafReportId::new(assessment.id.tenant, Uuid::nil());
        let some = |text: &str| Some(Some(text.to_owned()));
        let patch = ReportPatch {
            context: some("Instituția se autoevaluează a doua oară"),
            approach: some("Grup de opt membri"),
            conclusions: some("Se îmbunătățește criteriul 6"),
        };
        CafReport::begin(id, &assessment).and_then(|one| one.patched(patch)).expect("a report")
    }

    #[test]
    fn two_people_make_it_bind_and_a_return_keeps_its_number() {
        let handed = report().submit(&concluded(), person(1), AT).expect("handed in");
        assert_eq!(handed.status(), ReportStatus::Submitted);
        assert!(handed.clone().approve(person(1), AT).is_err(), "one's own");
        assert!(handed.clone().patched(ReportPatch::default()).is_err(), "it is handed in");
        let approved = handed.approve(person(2), AT).expect("approved");
        assert_eq!((approved.status(), approved.review.number), (ReportStatus::Approved, 1));
        assert!(approved.clone().send_back("  ").is_err(), "no remark");
        let back = approved.send_back("Se completează contextul").expect("given back");
        assert_eq!((back.status(), back.review.number, back.submitted_at), (ReportStatus::Returned, 1, None));
        assert!(back.clone().send_back("Încă o dată").is_err(), "it is in work");
    }

    #[test]
    fn every_part_is_written_and_the_group_has_concluded_before_it_is_handed_in() {
        let open =
            ReportPatch { approach: Some(None), conclusions: Some(Some("  ".into())), ..Default::default() };
        let refused = report().patched(open).and_then(|one| one.submit(&concluded(), person(1), AT));
        let Err(Error::Invalid(fields)) = refused else { panic!("{refused:?}") };
        let paths: Vec<_> = fields.iter().map(|field| field.path.as_str()).collect();
        assert_eq!(paths, ["approach", "conclusions"]);
        let reopened = concluded().reopen().expect("reopened");
        assert!(matches!(report().submit(&reopened, person(1), AT), Err(Error::Conflict(_))));
        assert!(CafReport::begin(report().id, &in_scoring()).is_err(), "nothing is opened");
        let long = ReportPatch { context: Some(Some("a".repeat(PART + 1))), ..Default::default() };
        assert!(matches!(report().patched(long), Err(Error::Invalid(_))));
    }
}
