//! What is done with a risk: it is entered, changed, looked at again, closed and taken up again.

use super::{
    Band, Rating, Review, ReviewInput, Risk, RiskInput, RiskPatch, RiskStatus, Scale, Setting,
    content::code_of,
};
use crate::{
    check::Check,
    error::Error,
    id::{MembershipId, RiskId, RiskReviewId},
    reason::Reason,
};
use chrono::{DateTime, Months, NaiveDate, Utc};

/// Longest text of causes, consequences and remarks in characters.
pub(super) const TEXT: usize = 4_000;
/// Length of a title.
pub(super) const TITLE: std::ops::RangeInclusive<usize> = 3..=300;
/// Length of a reason somebody has to give.
pub(super) const REASON: std::ops::RangeInclusive<usize> = 3..=1_000;

const INHERENT: (&str, &str) = ("inherentProbability", "inherentImpact");
const RESIDUAL: (&str, &str) = ("residualProbability", "residualImpact");

impl Risk {
    /// Enters a risk on the scale in use.
    ///
    /// # Errors
    /// [`Error::Invalid`] naming each field at fault.
    pub fn enter(
        id: RiskId,
        number: i32,
        input: RiskInput,
        scale: Scale,
        at: DateTime<Utc>,
        today: NaiveDate,
    ) -> Result<Self, Error> {
        let mut check = Check::new();
        let (probability, impact) = (input.residual_probability, input.residual_impact);
        let residual = Rating::of_halves(&mut check, RESIDUAL, probability, impact);
        if let Some(on) = input.next_review_on {
            check.ensure("nextReviewOn", on >= today, Reason::InThePast);
        }
        let risk = Self {
            id,
            number,
            unit: input.unit,
            target: input.target,
            title: input.title,
            causes: input.causes,
            consequences: input.consequences,
            owner: input.owner,
            scale,
            inherent: input.inherent,
            residual,
            residual_reason: input.residual_reason,
            strategy: input.strategy,
            next_review_on: input.next_review_on.unwrap_or_else(|| a_year_after(today)),
            last_review_on: None,
            remarks: input.remarks,
            status: RiskStatus::Open,
            status_reason: None,
            created_at: at,
            version: 1,
        };
        risk.checked(check)
    }

    /// With other words, ratings or people.
    ///
    /// # Errors
    /// [`Reason::RiskClosed`]; [`Error::Invalid`] naming each field at fault.
    pub fn patched(self, patch: RiskPatch, today: NaiveDate) -> Result<Self, Error> {
        self.is_open().map_err(Error::conflict)?;
        self.changed(patch, Check::new(), today)
    }

    fn changed(self, patch: RiskPatch, mut check: Check, today: NaiveDate) -> Result<Self, Error> {
        let next_review_on = patch.next_review_on.unwrap_or(self.next_review_on);
        let is_kept = next_review_on == self.next_review_on;
        check.ensure("nextReviewOn", is_kept || next_review_on >= today, Reason::InThePast);
        let inherent = Rating {
            probability: patch.inherent_probability.unwrap_or(self.inherent.probability),
            impact: patch.inherent_impact.unwrap_or(self.inherent.impact),
        };
        let (probability, impact) = self.residual.map(|old| (old.probability, old.impact)).unzip();
        let residual = Rating::of_halves(
            &mut check,
            RESIDUAL,
            patch.residual_probability.unwrap_or(probability),
            patch.residual_impact.unwrap_or(impact),
        );
        let risk = Self {
            unit: patch.unit.unwrap_or(self.unit),
            target: patch.target.unwrap_or(self.target),
            title: patch.title.unwrap_or(self.title),
            causes: patch.causes.unwrap_or(self.causes),
            consequences: patch.consequences.unwrap_or(self.consequences),
            owner: patch.owner.unwrap_or(self.owner),
            inherent,
            residual,
            residual_reason: patch.residual_reason.unwrap_or(self.residual_reason),
            strategy: patch.strategy.unwrap_or(self.strategy),
            next_review_on,
            remarks: patch.remarks.unwrap_or(self.remarks),
            version: self.version + 1,
            ..self
        };
        risk.checked(check)
    }

    /// Looked at again: ratings that are told replace those there were, the others are confirmed.
    ///
    /// # Errors
    /// [`Reason::RiskClosed`]; [`Error::Invalid`] naming each field at fault.
    pub fn reviewed(
        self,
        id: RiskReviewId,
        input: &ReviewInput,
        by: MembershipId,
        at: DateTime<Utc>,
        today: NaiveDate,
    ) -> Result<(Self, Review), Error> {
        self.is_open().map_err(Error::conflict)?;
        let before = self.clone();
        let mut check = Check::new();
        check.ensure("reviewedOn", input.reviewed_on <= today, Reason::InTheFuture);
        let cause = input.checked_cause(&mut check);
        let patch = RiskPatch {
            inherent_probability: input.inherent_probability,
            inherent_impact: input.inherent_impact,
            residual_probability: input.residual_probability.map(Some),
            residual_impact: input.residual_impact.map(Some),
            residual_reason: input.residual_reason.clone().map(Some),
            ..RiskPatch::default()
        };
        let next_review_on = input.next_review_on.unwrap_or_else(|| a_year_after(input.reviewed_on));
        check.ensure("nextReviewOn", next_review_on > input.reviewed_on, Reason::InThePast);
        let after = self.changed(patch, check, today)?;
        let last_review_on = before.last_review_on.max(Some(input.reviewed_on));
        let after = Self { next_review_on, last_review_on, ..after };
        let review = Review {
            id,
            risk: after.id,
            kind: input.kind,
            reviewed_on: input.reviewed_on,
            cause,
            reviewed_by: by,
            scale: after.scale,
            before: (before.inherent, before.residual),
            after: (after.inherent, after.residual),
            created_at: at,
        };
        Ok((after, review))
    }

    /// Takes it off the register.
    ///
    /// # Errors
    /// [`Reason::RiskClosed`]; [`Error::Invalid`] without a reason.
    pub fn close(self, reason: &str) -> Result<Self, Error> {
        self.is_open().map_err(Error::conflict)?;
        self.moved(RiskStatus::Closed, reason)
    }

    /// Puts it back on the register.
    ///
    /// # Errors
    /// [`Reason::RiskOpen`]; [`Reason::RiskOnOtherScale`] when the institution rates on another scale by now;
    /// [`Error::Invalid`] without a reason.
    pub fn reopen(self, reason: &str, setting: &Setting) -> Result<Self, Error> {
        match self.status {
            RiskStatus::Open => return Err(Error::conflict(Reason::RiskOpen)),
            RiskStatus::Closed => {}
        }
        if self.scale != setting.scale {
            return Err(Error::conflict(Reason::RiskOnOtherScale));
        }
        self.moved(RiskStatus::Open, reason)
    }

    /// Whether it is on the register.
    ///
    /// # Errors
    /// [`Reason::RiskClosed`].
    pub fn is_open(&self) -> Result<(), Reason> {
        match self.status {
            RiskStatus::Open => Ok(()),
            RiskStatus::Closed => Err(Reason::RiskClosed),
        }
    }

    /// `R-1`.
    pub fn code(&self) -> String {
        code_of(self.number)
    }

    /// The exposure as it is: residual, or inherent while nobody rated what is left.
    pub fn exposure(&self) -> i32 {
        self.residual.unwrap_or(self.inherent).exposure()
    }

    /// The band of its exposure.
    pub fn band(&self) -> Band {
        self.scale.band(self.exposure())
    }

    /// Whether it is to be looked at again (order 600/2018, standard 8: at least once a year).
    pub fn is_review_overdue(&self, today: NaiveDate) -> bool {
        self.status == RiskStatus::Open && self.next_review_on < today
    }

    /// What a filter looks through, folded.
    pub fn search_text(&self) -> String {
        crate::text::fold(&format!("{} {}\n{}\n{}", self.code(), self.title, self.causes, self.consequences))
    }

    fn moved(self, status: RiskStatus, reason: &str) -> Result<Self, Error> {
        let mut check = Check::new();
        let reason = check.text("reason", reason, REASON);
        check.done()?;
        Ok(Self { status, status_reason: Some(reason), version: self.version + 1, ..self })
    }

    fn checked(mut self, mut check: Check) -> Result<Self, Error> {
        self.title = check.text("title", &self.title, TITLE);
        self.causes = check.text("causes", &self.causes, 0..=TEXT);
        self.consequences = check.text("consequences", &self.consequences, 0..=TEXT);
        self.remarks = check.optional_text("remarks", self.remarks.as_deref(), TEXT);
        let reason = check.optional_text("residualReason", self.residual_reason.as_deref(), *REASON.end());
        self.inherent.checked(&mut check, INHERENT, self.scale);
        let residual = self.residual.map(|residual| residual.checked(&mut check, RESIDUAL, self.scale));
        let is_above = residual.is_some_and(|residual| residual.exposure() > self.inherent.exposure());
        check.ensure("residualReason", !is_above || reason.is_some(), Reason::ResidualAboveInherent);
        self.residual_reason = reason.filter(|_| is_above);
        check.done()?;
        Ok(self)
    }
}

fn a_year_after(day: NaiveDate) -> NaiveDate {
    day.checked_add_months(Months::new(12)).unwrap_or(day)
}

#[cfg(test)]
pub(super) mod tests {
    use super::{
        super::{ReviewKind, SettingPatch, Strategy, setting::tests::tenant},
        *,
    };
    use crate::id::UnitId;
    use uuid::Uuid;

    pub(in super::super) fn day(text: &str) -> NaiveDate {
        text.parse().expect("a day")
    }

    pub(in super::super) fn input(unit: u128) -> RiskInput {
        RiskInput {
            unit: UnitId::new(tenant(), Uuid::from_u128(unit)),
            target: None,
            title: "Depășirea termenelor".to_owned(),
            causes: "Personal insuficient".to_owned(),
            consequences: String::new(),
            owner: None,
            inherent: Rating { probability: 4, impact: 3 },
            residual_probability: None,
            residual_impact: None,
            residual_reason: None,
            strategy: Strategy::Treat,
            next_review_on: None,
            remarks: None,
        }
    }

    pub(in super::super) fn enter(input: RiskInput) -> Result<Risk, Error> {
        let id = RiskId::new(tenant(), Uuid::from_u128(5));
        Risk::enter(id, 1, input, Scale::Scale5, DateTime::UNIX_EPOCH, day("2026-11-23"))
    }

    pub(in super::super) fn risk(unit: u128) -> Risk {
        enter(input(unit)).expect("a risk")
    }

    fn faults<T: std::fmt::Debug>(result: Result<T, Error>) -> Vec<(String, &'static str)> {
        let Err(Error::Invalid(fields)) = result else { panic!("must refuse: {result:?}") };
        fields.into_iter().map(|field| (field.path, field.reason.code())).collect()
    }

    fn member() -> MembershipId {
        MembershipId::new(tenant(), Uuid::from_u128(2))
    }

    fn review(kind: ReviewKind) -> ReviewInput {
        ReviewInput {
            kind,
            reviewed_on: day("2026-11-20"),
            cause: None,
            inherent_probability: None,
            inherent_impact: None,
            residual_probability: None,
            residual_impact: None,
            residual_reason: None,
            next_review_on: None,
        }
    }

    fn look(risk: Risk, input: &ReviewInput) -> Result<(Risk, Review), Error> {
        let id = RiskReviewId::new(tenant(), Uuid::from_u128(6));
        risk.reviewed(id, input, member(), DateTime::UNIX_EPOCH, day("2026-11-23"))
    }

    #[test]
    fn exposure_is_what_is_left_once_it_is_rated() {
        let risk = risk(7);
        assert_eq!((risk.exposure(), risk.band(), risk.code()), (12, Band::Medium, "R-1".to_owned()));
        assert_eq!(risk.next_review_on, day("2027-11-23"));
        let patch = RiskPatch {
            residual_probability: Some(Some(2)),
            residual_impact: Some(Some(2)),
            ..RiskPatch::default()
        };
        let treated = risk.patched(patch, day("2026-11-23")).expect("rated");
        assert_eq!((treated.exposure(), treated.band(), treated.version), (4, Band::Low, 2));
    }

    #[test]
    fn every_field_at_fault_is_named() {
        let refused = faults(enter(RiskInput {
            title: "x".to_owned(),
            inherent: Rating { probability: 0, impact: 6 },
            residual_probability: Some(3),
            next_review_on: Some(day("2026-11-22")),
            ..input(7)
        }));
        let expected = [
            ("residualImpact", "REQUIRED"),
            ("nextReviewOn", "IN_THE_PAST"),
            ("title", "TOO_SHORT"),
            ("inherentProbability", "OUT_OF_RANGE"),
            ("inherentImpact", "OUT_OF_RANGE"),
        ];
        assert_eq!(refused, expected.map(|(path, code)| (path.to_owned(), code)));
    }

    #[test]
    fn what_is_left_is_above_what_was_only_with_a_reason() {
        for (probability, impact, reason, is_refused) in [
            (4, 3, None, false),
            (3, 4, None, false),
            (4, 4, None, true),
            (4, 4, Some("  "), true),
            (4, 4, Some("S-a schimbat legea"), false),
        ] {
            let found = enter(RiskInput {
                residual_probability: Some(probability),
                residual_impact: Some(impact),
                residual_reason: reason.map(str::to_owned),
                ..input(7)
            });
            let fault = ("residualReason".to_owned(), "RESIDUAL_ABOVE_INHERENT");
            match is_refused {
                true => assert_eq!(faults(found), [fault], "{probability} {impact} {reason:?}"),
                false => assert_eq!(found.expect("a risk").residual_reason.is_some(), reason.is_some()),
            }
        }
    }

    #[test]
    fn a_review_confirms_or_rates_anew_and_keeps_what_was() {
        let (confirmed, first) = look(risk(7), &review(ReviewKind::Yearly)).expect("looked at");
        assert!(first.is_confirmed());
        assert_eq!(confirmed.last_review_on, Some(day("2026-11-20")));
        assert_eq!(confirmed.next_review_on, day("2027-11-20"));
        let event = ReviewInput { inherent_probability: Some(5), ..review(ReviewKind::Event) };
        assert_eq!(faults(look(confirmed.clone(), &event)), [("cause".to_owned(), "REQUIRED")]);
        let event = ReviewInput { cause: Some("Incident".to_owned()), ..event };
        let (raised, second) = look(confirmed, &event).expect("looked at");
        assert_eq!((raised.exposure(), second.is_confirmed()), (15, false));
        assert_eq!((second.before.0.exposure(), second.after.0.exposure()), (12, 15));
    }

    #[test]
    fn a_review_of_tomorrow_or_of_an_earlier_next_one_is_refused() {
        let wrong = ReviewInput {
            reviewed_on: day("2026-11-24"),
            next_review_on: Some(day("2026-11-24")),
            ..review(ReviewKind::Yearly)
        };
        let expected = [("reviewedOn", "IN_THE_FUTURE"), ("nextReviewOn", "IN_THE_PAST")];
        assert_eq!(faults(look(risk(7), &wrong)), expected.map(|(path, code)| (path.to_owned(), code)));
    }

    #[test]
    fn a_closed_risk_stays_as_it_is_until_it_is_taken_up_again() {
        let closed = risk(7).close("Activitatea a încetat").expect("closed");
        assert_eq!(closed.is_open(), Err(Reason::RiskClosed));
        assert!(closed.clone().patched(RiskPatch::default(), day("2026-11-23")).is_err());
        assert!(look(closed.clone(), &review(ReviewKind::Yearly)).is_err());
        assert!(!closed.is_review_overdue(day("2030-01-01")));
        let setting = Setting::of(tenant());
        let open = closed.clone().reopen("Activitatea s-a reluat", &setting).expect("open");
        assert_eq!((open.status, open.version), (RiskStatus::Open, 3));
        assert!(open.is_review_overdue(day("2030-01-01")));
        let coarse = SettingPatch { scale: Some(Scale::Scale3), ..SettingPatch::default() };
        let other = setting.patched(coarse, 0, day("2026-11-23")).expect("decided");
        let Err(Error::Conflict(refused)) = closed.reopen("Din nou", &other) else { panic!("must refuse") };
        assert_eq!(refused.reason, Reason::RiskOnOtherScale);
    }

    #[test]
    fn codes_are_read_as_they_are_written() {
        use super::super::number_of;
        for (code, number) in
            [("R-1", Some(1)), ("R-10", Some(10)), ("R-01", None), ("R1", None), ("A-1", None)]
        {
            assert_eq!(number_of(code), number, "{code}");
        }
    }
}
