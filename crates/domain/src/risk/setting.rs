//! What an institution decides about its risks: on which scale they are rated and which exposure it tolerates. The
//! Monitoring Commission proposes the limit, the head approves it, and it binds all compartments.

use super::Scale;
use crate::{
    check::Check,
    error::Error,
    id::{MembershipId, TenantId},
    journal::Journaled,
    reason::Reason,
};
use chrono::NaiveDate;
use serde_json::Value;

/// The decisions of an institution.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Setting {
    /// Whose they are.
    pub tenant: TenantId,
    /// The scale risks are rated on.
    pub scale: Scale,
    /// The exposure above which a risk is significant; none until one is approved.
    pub tolerance: Option<Tolerance>,
    /// Counts changes, from 0.
    pub version: i32,
}

/// A limit somebody approved.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Tolerance {
    /// The highest exposure that is tolerated.
    pub limit: i32,
    /// Who approved it.
    pub approved_by: MembershipId,
    /// On which day.
    pub approved_on: NaiveDate,
}

/// Changes; what is absent stays, `Some(None)` clears.
#[derive(Debug, Clone, Default)]
pub struct SettingPatch {
    /// The scale.
    pub scale: Option<Scale>,
    /// The limit; clearing it clears who approved it.
    pub limit: Option<Option<i32>>,
    /// Who approved it.
    pub approved_by: Option<Option<MembershipId>>,
    /// On which day.
    pub approved_on: Option<Option<NaiveDate>>,
}

impl Setting {
    /// What holds before anything is decided.
    pub fn of(tenant: TenantId) -> Self {
        Self { tenant, scale: Scale::Scale5, tolerance: None, version: 0 }
    }

    /// Whether an exposure is above what is tolerated. Without a limit, or on another scale, nothing is.
    pub fn is_above(&self, scale: Scale, exposure: i32) -> bool {
        scale == self.scale && self.tolerance.is_some_and(|tolerance| exposure > tolerance.limit)
    }

    /// Decided otherwise. The scale changes only while no open risk is rated on another one: exposures of two scales
    /// cannot be compared, and a limit means nothing across them. `open_on_others` counts the open risks that the new
    /// scale would leave behind.
    ///
    /// # Errors
    /// [`Error::Invalid`]: [`Reason::RiskScaleInUse`], a limit beyond the scale, or without who approved it and when.
    pub fn patched(self, patch: SettingPatch, open_on_others: i32, today: NaiveDate) -> Result<Self, Error> {
        let mut check = Check::new();
        let scale = patch.scale.unwrap_or(self.scale);
        if scale != self.scale {
            check.ensure("scale", open_on_others == 0, Reason::RiskScaleInUse { count: open_on_others });
        }
        let old = self.tolerance;
        let limit = patch.limit.unwrap_or(old.map(|old| old.limit));
        let approved_by = patch.approved_by.unwrap_or(old.map(|old| old.approved_by));
        let approved_on = patch.approved_on.unwrap_or(old.map(|old| old.approved_on));
        let tolerance = match limit {
            None => None,
            Some(limit) => {
                check.number("toleranceLimit", limit, 1..=scale.max_exposure());
                check.ensure("toleranceApprovedById", approved_by.is_some(), Reason::Required);
                check.ensure("toleranceApprovedOn", approved_on.is_some(), Reason::Required);
                let is_over = approved_on.is_none_or(|on| on <= today);
                check.ensure("toleranceApprovedOn", is_over, Reason::InTheFuture);
                let by_and_on = approved_by.zip(approved_on);
                by_and_on.map(|(approved_by, approved_on)| Tolerance { limit, approved_by, approved_on })
            }
        };
        check.done()?;
        Ok(Self { scale, tolerance, version: self.version + 1, ..self })
    }
}

impl Journaled for Setting {
    fn fields(&self) -> Vec<(&'static str, Value)> {
        let tolerance = self.tolerance;
        vec![
            ("riskScale", self.scale.code().into()),
            ("toleranceLimit", tolerance.map(|one| one.limit).into()),
            ("toleranceApprovedById", tolerance.map(|one| one.approved_by.row.to_string()).into()),
            ("toleranceApprovedOn", tolerance.map(|one| one.approved_on.to_string()).into()),
        ]
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use uuid::Uuid;

    pub(in super::super) fn tenant() -> TenantId {
        TenantId(Uuid::from_u128(1))
    }

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("a day")
    }

    fn limit(limit: i32) -> SettingPatch {
        SettingPatch {
            limit: Some(Some(limit)),
            approved_by: Some(Some(MembershipId::new(tenant(), Uuid::from_u128(9)))),
            approved_on: Some(Some(day("2026-01-15"))),
            ..SettingPatch::default()
        }
    }

    fn refused(result: Result<Setting, Error>) -> Vec<(String, &'static str)> {
        let Err(Error::Invalid(fields)) = result else { panic!("must refuse") };
        fields.into_iter().map(|field| (field.path, field.reason.code())).collect()
    }

    #[test]
    fn a_limit_marks_what_lies_above_it() {
        let today = day("2026-02-01");
        let setting = Setting::of(tenant()).patched(limit(9), 0, today).expect("decided");
        for (exposure, is_above) in [(8, false), (9, false), (10, true), (25, true)] {
            assert_eq!(setting.is_above(Scale::Scale5, exposure), is_above, "{exposure}");
        }
        assert!(!setting.is_above(Scale::Scale3, 25));
        assert!(!Setting::of(tenant()).is_above(Scale::Scale5, 25));
        let none = SettingPatch { limit: Some(None), ..SettingPatch::default() };
        assert_eq!(setting.patched(none, 0, today).expect("cleared").tolerance, None);
    }

    #[test]
    fn a_limit_is_of_the_scale_and_somebody_approved_it() {
        let (setting, today) = (Setting::of(tenant()), day("2026-01-10"));
        let alone = SettingPatch { limit: Some(Some(26)), ..SettingPatch::default() };
        let found = refused(setting.patched(alone, 0, today));
        let expected = [
            ("toleranceLimit", "OUT_OF_RANGE"),
            ("toleranceApprovedById", "REQUIRED"),
            ("toleranceApprovedOn", "REQUIRED"),
        ];
        assert_eq!(found, expected.map(|(path, code)| (path.to_owned(), code)));
        let early = refused(setting.patched(limit(9), 0, today));
        assert_eq!(early, [("toleranceApprovedOn".to_owned(), "IN_THE_FUTURE")]);
    }

    #[test]
    fn the_scale_stays_while_open_risks_are_rated_on_it() {
        let coarse = SettingPatch { scale: Some(Scale::Scale3), ..SettingPatch::default() };
        let (setting, today) = (Setting::of(tenant()), day("2026-02-01"));
        let found = refused(setting.patched(coarse.clone(), 2, today));
        assert_eq!(found, [("scale".to_owned(), "RISK_SCALE_IN_USE")]);
        assert_eq!(setting.patched(coarse.clone(), 0, today).expect("free").scale, Scale::Scale3);
        // A limit that the other scale does not reach is decided anew.
        let limited = setting.patched(limit(12), 0, today).expect("decided");
        assert_eq!(
            refused(limited.patched(coarse, 0, today)),
            [("toleranceLimit".to_owned(), "OUT_OF_RANGE")]
        );
    }
}
