//! The annual report on internal control (annex 4.3): what the head answers for, section by section, handed in by the
//! secretariat, approved by the head, given back with a remark and approved again under the next number.

use crate::{
    access::coded,
    check::Check,
    error::Error,
    id::{ControlCampaignId, ControlReportId, MembershipId},
    journal::Journaled,
    reason::Reason,
    review::{self, Refusal, ReportStatus, Review, Stage},
};
use chrono::{DateTime, Utc};
use rust_decimal::{Decimal, RoundingStrategy};
use serde_json::Value;

/// Longest text of a section in characters.
const SECTION: usize = 6_000;
/// More activities or procedures than any institution has.
const MOST: i32 = 100_000;

coded! {
    /// Whether public funds were reasonably assured to be used lawfully, regularly, effectively, efficiently and
    /// economically.
    Assurance {
        /// Yes.
        Full = "FULL",
        /// In part.
        Partial = "PARTIAL",
        /// No.
        None = "NONE",
    }
}

coded! {
    /// How far the development programme is carried out and kept up to date.
    ProgrammeState {
        /// Yes.
        Yes = "YES",
        /// In part.
        Partly = "PARTLY",
        /// No.
        No = "NO",
    }
}

/// What is entered in a report; what is computed (conformity, subordinate institutions) is not here.
#[derive(Debug, Clone, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct ReportContent {
    /// Section 1.
    pub assurance: Option<Assurance>,
    /// Section 2: what the statement rests on.
    pub basis: Option<String>,
    /// Section 3: the system has mechanisms of self-control.
    pub has_self_control: Option<bool>,
    /// Section 3: measures rest on the assessment of risks.
    pub is_risk_based: Option<bool>,
    /// Section 4: the Monitoring Commission works.
    pub is_commission_functional: Option<bool>,
    /// Section 5: the development programme.
    pub programme: Option<ProgrammeState>,
    /// Section 6: risks are managed and monitored.
    pub is_risk_managed: Option<bool>,
    /// Section 7: procedural activities that were inventoried.
    pub procedural_activity_count: Option<i32>,
    /// Section 7: of these, those with a documented procedure.
    pub procedure_count: Option<i32>,
    /// Section 8: performance is monitored with indicators per objective.
    pub has_monitoring: Option<bool>,
    /// General and specific objectives are set (annex 3).
    pub has_objectives: Option<bool>,
    /// Measures to adopt (foot of annex 4.2).
    pub measures: Option<String>,
}

/// The annual report of one campaign.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AnnualReport {
    /// Identity.
    pub id: ControlReportId,
    /// The campaign it reports.
    pub campaign: ControlCampaignId,
    /// Where it stands.
    pub status: ReportStatus,
    /// What is entered.
    pub content: ReportContent,
    /// Why it was given back.
    pub remark: Option<String>,
    /// Who handed it in.
    pub submitted_by: Option<MembershipId>,
    /// When.
    pub submitted_at: Option<DateTime<Utc>>,
    /// How often it was approved.
    pub number: i32,
    /// Who approved it last.
    pub approved_by: Option<MembershipId>,
    /// When.
    pub approved_at: Option<DateTime<Utc>>,
    /// Counts changes, from 1.
    pub version: i32,
}

/// Changes; what is absent stays, `Some(None)` clears.
#[derive(Debug, Clone, Default)]
#[expect(missing_docs, reason = "each field is that of the content")]
pub struct ReportPatch {
    pub assurance: Option<Option<Assurance>>,
    pub basis: Option<Option<String>>,
    pub has_self_control: Option<Option<bool>>,
    pub is_risk_based: Option<Option<bool>>,
    pub is_commission_functional: Option<Option<bool>>,
    pub programme: Option<Option<ProgrammeState>>,
    pub is_risk_managed: Option<Option<bool>>,
    pub procedural_activity_count: Option<Option<i32>>,
    pub procedure_count: Option<Option<i32>>,
    pub has_monitoring: Option<Option<bool>>,
    pub has_objectives: Option<Option<bool>>,
    pub measures: Option<Option<String>>,
}

/// What a campaign must be for its report to be handed in and approved.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Readiness {
    /// Questionnaires that are not locked.
    pub unlocked: i32,
    /// Standards that apply nowhere and have no decision of the chair.
    pub undecided: i32,
}

impl Readiness {
    /// Whether nothing is open.
    ///
    /// # Errors
    /// [`Reason::QuestionnairesOpen`]; [`Reason::StandardsUndecided`].
    pub fn check(self) -> Result<(), Reason> {
        if self.unlocked > 0 {
            return Err(Reason::QuestionnairesOpen { count: self.unlocked });
        }
        if self.undecided > 0 {
            return Err(Reason::StandardsUndecided { count: self.undecided });
        }
        Ok(())
    }
}

impl ReportContent {
    /// What is left to be entered, named as in the API. Measures may stay empty.
    pub fn missing(&self) -> Vec<&'static str> {
        [
            ("assurance", self.assurance.is_some()),
            ("basis", self.basis.is_some()),
            ("hasSelfControl", self.has_self_control.is_some()),
            ("isRiskBased", self.is_risk_based.is_some()),
            ("isCommissionFunctional", self.is_commission_functional.is_some()),
            ("programme", self.programme.is_some()),
            ("isRiskManaged", self.is_risk_managed.is_some()),
            ("hasObjectives", self.has_objectives.is_some()),
            ("proceduralActivityCount", self.procedural_activity_count.is_some()),
            ("procedureCount", self.procedure_count.is_some()),
            ("hasMonitoring", self.has_monitoring.is_some()),
        ]
        .into_iter()
        .filter_map(|(field, is_given)| (!is_given).then_some(field))
        .collect()
    }

    /// Procedural activities with a documented procedure, in percent with one decimal, halves up. Nothing where no
    /// activity was inventoried.
    pub fn procedure_percent(&self) -> Option<Decimal> {
        let all = self.procedural_activity_count.filter(|all| *all > 0)?;
        let share = Decimal::from(100 * i64::from(self.procedure_count?)) / Decimal::from(all);
        Some(share.round_dp_with_strategy(1, RoundingStrategy::MidpointAwayFromZero))
    }

    fn checked(self) -> Result<Self, Error> {
        let mut check = Check::new();
        let count = |check: &mut Check, path: &str, value: Option<i32>| {
            value.map(|value| check.number(path, value, 0..=MOST))
        };
        let procedural_activity_count =
            count(&mut check, "proceduralActivityCount", self.procedural_activity_count);
        let procedure_count = count(&mut check, "procedureCount", self.procedure_count);
        if let (Some(all), Some(with)) = (procedural_activity_count, procedure_count) {
            let range = Reason::OutOfRange { min: "0".to_owned(), max: all.to_string() };
            check.ensure("procedureCount", with <= all, range);
        }
        let basis = check.optional_text("basis", self.basis.as_deref(), SECTION);
        let measures = check.optional_text("measures", self.measures.as_deref(), SECTION);
        check.done()?;
        Ok(Self { basis, measures, ..self })
    }
}

impl AnnualReport {
    /// An empty report.
    pub fn new(id: ControlReportId, campaign: ControlCampaignId) -> Self {
        Self {
            id,
            campaign,
            status: ReportStatus::Draft,
            content: ReportContent::default(),
            remark: None,
            submitted_by: None,
            submitted_at: None,
            number: 0,
            approved_by: None,
            approved_at: None,
            version: 1,
        }
    }

    /// Entered otherwise.
    ///
    /// # Errors
    /// [`Reason::ReportNotInWork`]; [`Error::Invalid`].
    pub fn patched(self, patch: ReportPatch) -> Result<Self, Error> {
        self.is_in_work().map_err(Error::conflict)?;
        let old = self.content;
        let content = ReportContent {
            assurance: patch.assurance.unwrap_or(old.assurance),
            basis: patch.basis.unwrap_or(old.basis),
            has_self_control: patch.has_self_control.unwrap_or(old.has_self_control),
            is_risk_based: patch.is_risk_based.unwrap_or(old.is_risk_based),
            is_commission_functional: patch.is_commission_functional.unwrap_or(old.is_commission_functional),
            programme: patch.programme.unwrap_or(old.programme),
            is_risk_managed: patch.is_risk_managed.unwrap_or(old.is_risk_managed),
            procedural_activity_count: patch
                .procedural_activity_count
                .unwrap_or(old.procedural_activity_count),
            procedure_count: patch.procedure_count.unwrap_or(old.procedure_count),
            has_monitoring: patch.has_monitoring.unwrap_or(old.has_monitoring),
            has_objectives: patch.has_objectives.unwrap_or(old.has_objectives),
            measures: patch.measures.unwrap_or(old.measures),
        };
        Ok(Self { content: content.checked()?, version: self.version + 1, ..self })
    }

    /// Hands it to the head.
    ///
    /// # Errors
    /// [`Reason::ReportNotInWork`]; [`Error::Invalid`] naming every section that is empty; what [`Readiness`] misses.
    pub fn submit(self, by: MembershipId, at: DateTime<Utc>, readiness: Readiness) -> Result<Self, Error> {
        let review = self.review().submit(by).map_err(refused)?;
        let mut check = Check::new();
        for field in self.content.missing() {
            check.refuse(field, Reason::Required);
        }
        check.done()?;
        readiness.check().map_err(Error::conflict)?;
        Ok(Self { submitted_at: Some(at), ..self.reviewed(review) })
    }

    /// Approves it: the next version is frozen.
    ///
    /// # Errors
    /// [`Reason::ReportNotSubmitted`]; [`Reason::OwnSubmission`]; what [`Readiness`] misses.
    pub fn approve(self, by: MembershipId, at: DateTime<Utc>, readiness: Readiness) -> Result<Self, Error> {
        let review = self.review().approve(by, at).map_err(refused)?;
        readiness.check().map_err(Error::conflict)?;
        Ok(self.reviewed(review))
    }

    /// Gives it back with a remark, also after it was approved. The versions that were approved stay.
    ///
    /// # Errors
    /// [`Reason::ReportNotSubmitted`]; [`Error::Invalid`] without a remark.
    pub fn send_back(self, remark: &str) -> Result<Self, Error> {
        let remark = review::remark("remark", remark)?;
        let review = self.review().return_or_revise(remark).map_err(refused)?;
        Ok(Self { submitted_at: None, ..self.reviewed(review) })
    }

    /// Whether it is being written.
    ///
    /// # Errors
    /// [`Reason::ReportNotInWork`].
    pub fn is_in_work(&self) -> Result<(), Reason> {
        if self.stage() == Stage::InWork { Ok(()) } else { Err(Reason::ReportNotInWork) }
    }

    /// Whether its newest version binds.
    pub fn is_in_force(&self) -> bool {
        self.stage() == Stage::Approved
    }

    fn stage(&self) -> Stage {
        self.status.stage()
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
        Self {
            status: ReportStatus::of(&review),
            remark: review.remark,
            submitted_by: review.submitted_by,
            number: review.number,
            approved_by: review.approved_by,
            approved_at: review.approved_at,
            version: self.version + 1,
            ..self
        }
    }
}

fn refused(refusal: Refusal) -> Error {
    Error::conflict(refusal.of_report())
}

impl Journaled for AnnualReport {
    fn fields(&self) -> Vec<(&'static str, Value)> {
        let content = &self.content;
        vec![
            ("status", self.status.code().into()),
            ("remark", self.remark.as_deref().into()),
            ("assurance", content.assurance.map(Assurance::code).into()),
            ("basis", content.basis.as_deref().into()),
            ("hasSelfControl", content.has_self_control.into()),
            ("isRiskBased", content.is_risk_based.into()),
            ("isCommissionFunctional", content.is_commission_functional.into()),
            ("programme", content.programme.map(ProgrammeState::code).into()),
            ("isRiskManaged", content.is_risk_managed.into()),
            ("proceduralActivityCount", content.procedural_activity_count.into()),
            ("procedureCount", content.procedure_count.into()),
            ("hasMonitoring", content.has_monitoring.into()),
            ("hasObjectives", content.has_objectives.into()),
            ("measures", content.measures.as_deref().into()),
        ]
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::{super::questionnaire::tests::member, *};
    use crate::id::TenantId;
    use uuid::Uuid;

    pub(in super::super) fn full() -> ReportContent {
        ReportContent {
            assurance: Some(Assurance::Partial),
            basis: Some("Autoevaluarea și auditul intern".to_owned()),
            has_self_control: Some(true),
            is_risk_based: Some(true),
            is_commission_functional: Some(true),
            programme: Some(ProgrammeState::Partly),
            is_risk_managed: Some(true),
            procedural_activity_count: Some(64),
            procedure_count: Some(41),
            has_monitoring: Some(true),
            has_objectives: Some(true),
            measures: None,
        }
    }

    pub(in super::super) fn report() -> AnnualReport {
        let tenant = TenantId(Uuid::nil());
        let new = AnnualReport::new(
            ControlReportId::new(tenant, Uuid::nil()),
            ControlCampaignId::new(tenant, Uuid::nil()),
        );
        AnnualReport { content: full(), ..new }
    }

    #[test]
    fn two_people_make_it_bind_and_a_return_keeps_its_number() {
        let (at, ready) = (DateTime::UNIX_EPOCH, Readiness::default());
        let handed = report().submit(member(1), at, ready).expect("handed in");
        assert!(handed.clone().approve(member(1), at, ready).is_err(), "one's own");
        let approved = handed.approve(member(2), at, ready).expect("approved");
        assert_eq!((approved.status, approved.number), (ReportStatus::Approved, 1));
        assert!(approved.clone().patched(ReportPatch::default()).is_err(), "it is approved");
        let back = approved.send_back("Se corectează capitolul 7").expect("given back");
        assert_eq!((back.status, back.number), (ReportStatus::Returned, 1));
        let again = back.submit(member(1), at, ready).and_then(|one| one.approve(member(2), at, ready));
        assert_eq!(again.map(|one| one.number).ok(), Some(2));
    }

    #[test]
    fn every_section_is_entered_before_it_is_handed_in() {
        let mut open = report();
        open.content = ReportContent { basis: None, procedure_count: None, ..full() };
        let refused = open.submit(member(1), DateTime::UNIX_EPOCH, Readiness::default());
        let Err(Error::Invalid(fields)) = refused else { panic!("{refused:?}") };
        let paths: Vec<_> = fields.iter().map(|field| field.path.as_str()).collect();
        assert_eq!(paths, ["basis", "procedureCount"]);
    }

    #[test]
    fn nothing_is_handed_in_over_open_questionnaires() {
        for (unlocked, undecided, is_ready) in [(0, 0, true), (1, 0, false), (0, 1, false)] {
            let handed = report().submit(member(1), DateTime::UNIX_EPOCH, Readiness { unlocked, undecided });
            assert_eq!(handed.is_ok(), is_ready, "{unlocked} {undecided}");
        }
    }

    #[test]
    fn procedures_are_counted_in_percent() {
        for (all, with, percent) in
            [(64, 41, Some("64.1")), (3, 2, Some("66.7")), (8, 8, Some("100")), (0, 0, None)]
        {
            let content =
                ReportContent { procedural_activity_count: Some(all), procedure_count: Some(with), ..full() };
            let found = content.procedure_percent().map(|found| found.normalize().to_string());
            assert_eq!(found.as_deref(), percent, "{with} of {all}");
        }
        let more = ReportPatch { procedure_count: Some(Some(65)), ..ReportPatch::default() };
        assert!(matches!(report().patched(more), Err(Error::Invalid(_))));
    }
}
