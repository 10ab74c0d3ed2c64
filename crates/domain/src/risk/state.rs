//! The register at an earlier moment, read from fields that the journal was rewound to.

use super::{Band, Rating, Risk, RiskStatus, Scale, Setting, Strategy, Target, Tolerance};
use crate::{
    id::{ControlActivityId, ControlObjectiveId, MembershipId, TenantId, UnitId},
    journal::{Fields, fields},
};
use chrono::NaiveDate;
use serde_json::Value;
use std::str::FromStr;
use uuid::Uuid;

/// A risk at an earlier moment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RiskState {
    /// Short code.
    pub code: String,
    /// What might happen.
    pub title: String,
    /// What favoured it.
    pub causes: String,
    /// To what it led.
    pub consequences: String,
    /// The compartment.
    pub unit: UnitId,
    /// What it threatened.
    pub target: Option<Target>,
    /// Who answered for it.
    pub owner: Option<MembershipId>,
    /// The scale it was rated on.
    pub scale: Scale,
    /// Without any measure.
    pub inherent: Rating,
    /// With the measures taken.
    pub residual: Option<Rating>,
    /// Why the residual exposure was above the inherent one.
    pub residual_reason: Option<String>,
    /// What was done about it.
    pub strategy: Strategy,
    /// When it was to be looked at.
    pub next_review_on: NaiveDate,
    /// When it had been looked at last.
    pub last_review_on: Option<NaiveDate>,
    /// What else was known.
    pub remarks: Option<String>,
    /// Whether it was on the register.
    pub status: RiskStatus,
    /// Why it was closed or taken up again.
    pub status_reason: Option<String>,
}

/// The fields of a risk as it is.
pub fn risk_fields(risk: &Risk) -> Fields {
    fields(risk)
}

/// The fields of the decisions as they are.
pub fn setting_fields(setting: &Setting) -> Fields {
    fields(setting)
}

/// The decisions of an institution from rewound fields; nothing decided where there are none.
pub fn setting_at(tenant: TenantId, fields: &Fields) -> Setting {
    let scale = text(fields, "riskScale").and_then(|code| Scale::from_code(&code));
    let approved_by = parsed::<Uuid>(fields, "toleranceApprovedById");
    let tolerance = || {
        Some(Tolerance {
            limit: whole(fields, "toleranceLimit")?,
            approved_by: MembershipId::new(tenant, approved_by?),
            approved_on: parsed(fields, "toleranceApprovedOn")?,
        })
    };
    let undecided = Setting::of(tenant);
    Setting { scale: scale.unwrap_or(undecided.scale), tolerance: tolerance(), ..undecided }
}

impl RiskState {
    /// Reads rewound fields; nothing when they are not those of a risk.
    pub fn read(tenant: TenantId, fields: &Fields) -> Option<Self> {
        let rating = |probability: &str, impact: &str| {
            Some(Rating { probability: whole(fields, probability)?, impact: whole(fields, impact)? })
        };
        let objective =
            parsed(fields, "objectiveId").map(|row| Target::Objective(ControlObjectiveId::new(tenant, row)));
        let activity =
            || parsed(fields, "activityId").map(|row| Target::Activity(ControlActivityId::new(tenant, row)));
        Some(Self {
            code: text(fields, "code")?,
            title: text(fields, "title")?,
            causes: text(fields, "causes").unwrap_or_default(),
            consequences: text(fields, "consequences").unwrap_or_default(),
            unit: UnitId::new(tenant, parsed(fields, "unitId")?),
            target: objective.or_else(activity),
            owner: parsed(fields, "ownerId").map(|row| MembershipId::new(tenant, row)),
            scale: Scale::from_code(&text(fields, "riskScale")?)?,
            inherent: rating("inherentProbability", "inherentImpact")?,
            residual: rating("residualProbability", "residualImpact"),
            residual_reason: text(fields, "residualReason"),
            strategy: Strategy::from_code(&text(fields, "strategy")?)?,
            next_review_on: parsed(fields, "nextReviewOn")?,
            last_review_on: parsed(fields, "lastReviewOn"),
            remarks: text(fields, "remarks"),
            status: RiskStatus::from_code(&text(fields, "status")?)?,
            status_reason: text(fields, "statusReason"),
        })
    }

    /// The exposure as it was: residual, or inherent while nobody had rated what was left.
    pub fn exposure(&self) -> i32 {
        self.residual.unwrap_or(self.inherent).exposure()
    }

    /// The band of its exposure.
    pub fn band(&self) -> Band {
        self.scale.band(self.exposure())
    }
}

fn text(fields: &Fields, name: &str) -> Option<String> {
    fields.get(name)?.as_str().map(str::to_owned)
}

fn whole(fields: &Fields, name: &str) -> Option<i32> {
    fields.get(name).and_then(Value::as_i64).and_then(|value| i32::try_from(value).ok())
}

fn parsed<T: FromStr>(fields: &Fields, name: &str) -> Option<T> {
    fields.get(name)?.as_str()?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::{
        super::{
            SettingPatch,
            life::tests::{day, input, risk},
            setting::tests::tenant,
        },
        *,
    };
    use crate::risk::life::tests::enter;

    #[test]
    fn a_state_is_what_the_risk_says_of_itself() {
        let target = Target::Activity(ControlActivityId::new(tenant(), Uuid::from_u128(4)));
        let risk = enter(super::super::RiskInput {
            target: Some(target),
            residual_probability: Some(2),
            residual_impact: Some(3),
            remarks: Some("De urmărit".to_owned()),
            ..input(7)
        });
        let risk = risk.expect("a risk");
        let state = RiskState::read(tenant(), &risk_fields(&risk)).expect("a state");
        assert_eq!((state.code, state.unit, state.target), (risk.code(), risk.unit, risk.target));
        assert_eq!((state.inherent, state.residual), (risk.inherent, risk.residual));
        assert_eq!((state.next_review_on, state.remarks), (risk.next_review_on, risk.remarks));
        assert_eq!((state.strategy, state.status, state.scale), (risk.strategy, risk.status, risk.scale));
    }

    #[test]
    fn what_is_no_risk_is_not_read() {
        assert_eq!(RiskState::read(tenant(), &Fields::new()), None);
        let mut fields = risk_fields(&risk(7));
        fields.remove("strategy");
        assert_eq!(RiskState::read(tenant(), &fields), None);
    }

    #[test]
    fn decisions_are_read_back() {
        assert_eq!(setting_at(tenant(), &Fields::new()), Setting::of(tenant()));
        let patch = SettingPatch {
            scale: Some(Scale::Scale3),
            limit: Some(Some(4)),
            approved_by: Some(Some(MembershipId::new(tenant(), Uuid::from_u128(2)))),
            approved_on: Some(Some(day("2026-01-15"))),
        };
        let setting = Setting::of(tenant()).patched(patch, 0, day("2026-02-01")).expect("decided");
        let read = setting_at(tenant(), &setting_fields(&setting));
        assert_eq!((read.scale, read.tolerance), (setting.scale, setting.tolerance));
    }
}
