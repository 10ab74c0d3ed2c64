//! Reviews: risks are looked at at least once a year and whenever something happens (order 600/2018, standard 8).

use super::{Rating, Scale, life::REASON};
use crate::{
    access::coded,
    check::Check,
    id::{MembershipId, RiskId, RiskReviewId},
    reason::Reason,
};
use chrono::{DateTime, NaiveDate, Utc};

coded! {
    /// Why a risk is looked at.
    ReviewKind {
        /// As every year.
        Yearly = "YEARLY",
        /// Something happened.
        Event = "EVENT",
    }
}

/// A look at a risk, with its ratings before and after.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Review {
    /// Identity.
    pub id: RiskReviewId,
    /// The risk.
    pub risk: RiskId,
    /// Why it was looked at.
    pub kind: ReviewKind,
    /// On which day.
    pub reviewed_on: NaiveDate,
    /// What happened.
    pub cause: Option<String>,
    /// Who looked.
    pub reviewed_by: MembershipId,
    /// The scale it was rated on.
    pub scale: Scale,
    /// Inherent and residual rating before.
    pub before: (Rating, Option<Rating>),
    /// Inherent and residual rating after.
    pub after: (Rating, Option<Rating>),
    /// When it was put on record.
    pub created_at: DateTime<Utc>,
}

/// What a look at a risk found; ratings that are left out are confirmed.
#[derive(Debug, Clone)]
pub struct ReviewInput {
    /// Why it is looked at.
    pub kind: ReviewKind,
    /// On which day.
    pub reviewed_on: NaiveDate,
    /// What happened; needed when something did.
    pub cause: Option<String>,
    /// Inherent probability.
    pub inherent_probability: Option<i32>,
    /// Inherent impact.
    pub inherent_impact: Option<i32>,
    /// Residual probability.
    pub residual_probability: Option<i32>,
    /// Residual impact.
    pub residual_impact: Option<i32>,
    /// Why the residual exposure is above the inherent one.
    pub residual_reason: Option<String>,
    /// When it is looked at again; a year later unless told.
    pub next_review_on: Option<NaiveDate>,
}

impl Review {
    /// Whether the ratings stayed.
    pub fn is_confirmed(&self) -> bool {
        self.before == self.after
    }
}

impl ReviewInput {
    pub(super) fn checked_cause(&self, check: &mut Check) -> Option<String> {
        let cause = check.optional_text("cause", self.cause.as_deref(), *REASON.end());
        match self.kind {
            ReviewKind::Yearly => {}
            ReviewKind::Event => check.ensure("cause", cause.is_some(), Reason::Required),
        }
        cause
    }
}
