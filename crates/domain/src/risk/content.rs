//! A risk of the register: what may happen, why, to what it leads, how it is rated and what is done about it.

use super::{Rating, Scale};
use crate::{
    access::coded,
    id::{ControlActivityId, ControlObjectiveId, MembershipId, RiskId, UnitId},
    journal::Journaled,
};
use chrono::{DateTime, NaiveDate, Utc};
use serde_json::Value;

coded! {
    /// What is done about a risk.
    Strategy {
        /// It is tolerated.
        Accept = "ACCEPT",
        /// It is watched all the time.
        Monitor = "MONITOR",
        /// What would bring it is not done.
        Avoid = "AVOID",
        /// Somebody else carries it.
        Transfer = "TRANSFER",
        /// Measures make it smaller.
        Treat = "TREAT",
    }
}

coded! {
    /// Whether a risk is on the register.
    RiskStatus {
        /// It may still happen.
        Open = "OPEN",
        /// It cannot happen any more, or was joined to another.
        Closed = "CLOSED",
    }
}

/// What a risk threatens.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Target {
    /// An objective.
    Objective(ControlObjectiveId),
    /// An activity.
    Activity(ControlActivityId),
}

/// A risk.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Risk {
    /// Identity.
    pub id: RiskId,
    /// Its place in the register, from 1; its code is made of it.
    pub number: i32,
    /// The compartment whose risk it is.
    pub unit: UnitId,
    /// What it threatens.
    pub target: Option<Target>,
    /// What may happen.
    pub title: String,
    /// What favours it; may be empty.
    pub causes: String,
    /// To what it leads; may be empty.
    pub consequences: String,
    /// Who answers for it.
    pub owner: Option<MembershipId>,
    /// The scale it is rated on.
    pub scale: Scale,
    /// Without any measure.
    pub inherent: Rating,
    /// With the measures taken; none until somebody rates it.
    pub residual: Option<Rating>,
    /// Why the residual exposure is above the inherent one.
    pub residual_reason: Option<String>,
    /// What is done about it.
    pub strategy: Strategy,
    /// When it is looked at again.
    pub next_review_on: NaiveDate,
    /// When it was looked at last.
    pub last_review_on: Option<NaiveDate>,
    /// What else is to be known.
    pub remarks: Option<String>,
    /// Whether it is on the register.
    pub status: RiskStatus,
    /// Why it was closed or taken up again.
    pub status_reason: Option<String>,
    /// When it was entered.
    pub created_at: DateTime<Utc>,
    /// Counts changes, from 1.
    pub version: i32,
}

/// What a risk is entered with.
#[derive(Debug, Clone)]
pub struct RiskInput {
    /// The compartment.
    pub unit: UnitId,
    /// What it threatens.
    pub target: Option<Target>,
    /// What may happen.
    pub title: String,
    /// What favours it.
    pub causes: String,
    /// To what it leads.
    pub consequences: String,
    /// Who answers for it.
    pub owner: Option<MembershipId>,
    /// Without any measure.
    pub inherent: Rating,
    /// Residual probability.
    pub residual_probability: Option<i32>,
    /// Residual impact.
    pub residual_impact: Option<i32>,
    /// Why the residual exposure is above the inherent one.
    pub residual_reason: Option<String>,
    /// What is done about it.
    pub strategy: Strategy,
    /// When it is looked at; a year from today unless told.
    pub next_review_on: Option<NaiveDate>,
    /// What else is to be known.
    pub remarks: Option<String>,
}

/// Changes; what is absent stays, `Some(None)` clears.
#[derive(Debug, Clone, Default)]
pub struct RiskPatch {
    /// The compartment.
    pub unit: Option<UnitId>,
    /// What it threatens.
    pub target: Option<Option<Target>>,
    /// What may happen.
    pub title: Option<String>,
    /// What favours it.
    pub causes: Option<String>,
    /// To what it leads.
    pub consequences: Option<String>,
    /// Who answers for it.
    pub owner: Option<Option<MembershipId>>,
    /// Inherent probability.
    pub inherent_probability: Option<i32>,
    /// Inherent impact.
    pub inherent_impact: Option<i32>,
    /// Residual probability.
    pub residual_probability: Option<Option<i32>>,
    /// Residual impact.
    pub residual_impact: Option<Option<i32>>,
    /// Why the residual exposure is above the inherent one.
    pub residual_reason: Option<Option<String>>,
    /// What is done about it.
    pub strategy: Option<Strategy>,
    /// When it is looked at again.
    pub next_review_on: Option<NaiveDate>,
    /// What else is to be known.
    pub remarks: Option<Option<String>>,
}

/// The code of the risk with a number.
pub fn code_of(number: i32) -> String {
    format!("R-{number}")
}

/// The number in a code; absent when it is no code of a risk.
pub fn number_of(code: &str) -> Option<i32> {
    let number = code.strip_prefix("R-")?.parse().ok()?;
    (code_of(number) == code).then_some(number)
}

impl Journaled for Risk {
    fn fields(&self) -> Vec<(&'static str, Value)> {
        let (objective, activity) = match self.target {
            Some(Target::Objective(id)) => (Some(id.row.to_string()), None),
            Some(Target::Activity(id)) => (None, Some(id.row.to_string())),
            None => (None, None),
        };
        vec![
            ("code", self.code().into()),
            ("title", self.title.as_str().into()),
            ("causes", self.causes.as_str().into()),
            ("consequences", self.consequences.as_str().into()),
            ("unitId", self.unit.row.to_string().into()),
            ("objectiveId", objective.into()),
            ("activityId", activity.into()),
            ("ownerId", self.owner.map(|owner| owner.row.to_string()).into()),
            ("riskScale", self.scale.code().into()),
            ("inherentProbability", self.inherent.probability.into()),
            ("inherentImpact", self.inherent.impact.into()),
            ("residualProbability", self.residual.map(|one| one.probability).into()),
            ("residualImpact", self.residual.map(|one| one.impact).into()),
            ("residualReason", self.residual_reason.as_deref().into()),
            ("strategy", self.strategy.code().into()),
            ("nextReviewOn", self.next_review_on.to_string().into()),
            ("lastReviewOn", self.last_review_on.map(|day| day.to_string()).into()),
            ("remarks", self.remarks.as_deref().into()),
            ("status", self.status.code().into()),
            ("statusReason", self.status_reason.as_deref().into()),
        ]
    }
}
