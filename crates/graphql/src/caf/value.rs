//! Numbers of CAF as clients see them.

use crate::scalar::Decimal;
use async_graphql::{Enum, InputObject, SimpleObject};
use calitas_domain::caf as domain;

/// How an assessment is scored.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum)]
#[graphql(remote = "domain::ScoringMethod")]
pub enum CafScoringMethod {
    /// Clasică: one number a subcriterion.
    Classical,
    /// Detaliată: each phase of PDCA, or trend and target, has its number.
    FineTuned,
}

/// A scale that takes one whole number from 0 to 100.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum)]
#[graphql(remote = "domain::Panel")]
pub enum CafPanel {
    /// Classical scoring of enablers.
    ClassicalEnablers,
    /// Classical scoring of results.
    ClassicalResults,
    /// Fine-tuned scoring of enablers: planned.
    Plan,
    /// Fine-tuned scoring of enablers: carried out.
    Do,
    /// Fine-tuned scoring of enablers: looked after.
    Check,
    /// Fine-tuned scoring of enablers: corrected.
    Act,
    /// Fine-tuned scoring of results: the trend of about three years.
    Trend,
    /// Fine-tuned scoring of results: how far targets of the last year were met.
    Target,
}

/// A fine-tuned score of an enabler that is hard to believe. It is advice and changes nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum)]
#[graphql(remote = "domain::Plausibility")]
pub enum CafPlausibility {
    /// A phase is 20 or less, and the score is over 40.
    Cap40,
    /// A phase is under 30, and the score is over 60.
    Cap60,
}

/// An exact value as it is shown.
#[derive(Debug, Clone, SimpleObject)]
pub struct CafValue {
    /// With one decimal, half up.
    pub display: Decimal,
    /// Exactly, as a whole number or a fraction: `46`, `185/4`.
    pub exact: String,
    /// The place of its band, 0 to 5, of the value rounded half up to a whole number. Of a total it says nothing.
    pub band: i32,
}

/// The number of one panel.
#[derive(Debug, Clone, SimpleObject)]
pub struct CafPanelScore {
    /// The panel.
    pub panel: CafPanel,
    /// A whole number from 0 to 100; absent while it is open.
    pub points: Option<i32>,
}

/// The number of one panel of an agreed score.
#[derive(Debug, Clone, InputObject)]
pub struct CafPanelScoreInput {
    /// The panel.
    pub panel: CafPanel,
    /// A whole number from 0 to 100.
    pub points: i32,
}

impl From<domain::Exact> for CafValue {
    fn from(value: domain::Exact) -> Self {
        let (display, band) = (Decimal(domain::shown(value)), domain::band(value));
        Self { display, exact: value.to_string(), band }
    }
}

impl From<domain::PanelScore> for CafPanelScore {
    fn from(one: domain::PanelScore) -> Self {
        Self { panel: one.panel.into(), points: one.points }
    }
}

impl From<CafPanelScoreInput> for domain::PanelScore {
    fn from(one: CafPanelScoreInput) -> Self {
        Self { panel: one.panel.into(), points: Some(one.points) }
    }
}

/// The numbers of a score, panel by panel.
pub(super) fn panels(score: &domain::Score) -> Vec<CafPanelScore> {
    score.by_panel().map(CafPanelScore::from).collect()
}

/// What makes a score hard to believe.
pub(super) fn warnings(score: &domain::Score) -> Vec<CafPlausibility> {
    score.warnings().into_iter().map(CafPlausibility::from).collect()
}
