//! What risks and alerts may be.

use async_graphql::Enum;
use calitas_domain::risk as domain;

/// How finely probability and impact are rated.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum)]
#[graphql(remote = "domain::Scale")]
pub enum RiskScaleCode {
    /// From 1 to 5; used unless the institution decides otherwise.
    #[graphql(name = "SCALE5")]
    Scale5,
    /// From 1 to 3.
    #[graphql(name = "SCALE3")]
    Scale3,
}

/// How large an exposure is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum)]
#[graphql(remote = "domain::Band")]
pub enum RiskBand {
    /// Low.
    Low,
    /// Medium.
    Medium,
    /// High.
    High,
}

/// What is done about a risk.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum)]
#[graphql(remote = "domain::Strategy")]
pub enum RiskStrategy {
    /// It is tolerated.
    Accept,
    /// It is watched all the time.
    Monitor,
    /// What would bring it is not done.
    Avoid,
    /// Somebody else carries it.
    Transfer,
    /// Measures make it smaller.
    Treat,
}

/// Whether a risk is on the register.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum)]
#[graphql(remote = "domain::RiskStatus")]
pub enum RiskStatus {
    /// It may still happen.
    Open,
    /// It cannot happen any more, or was joined to another.
    Closed,
}

/// Before or after the measures of control.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum)]
#[graphql(remote = "domain::Stage")]
pub enum RiskStage {
    /// Without any measure.
    Inherent,
    /// With the measures taken.
    Residual,
}

/// Why a risk is looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum)]
#[graphql(remote = "domain::ReviewKind")]
pub enum RiskReviewKind {
    /// As every year.
    Yearly,
    /// Something happened.
    Event,
}

/// Where an alert stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum)]
#[graphql(remote = "domain::AlertStatus")]
pub enum RiskAlertStatus {
    /// Somebody raised it.
    Raised,
    /// It was analysed and waits for the decision.
    Analysed,
    /// It went into the register.
    Accepted,
    /// It did not, for a reason.
    Rejected,
}

/// What the analysis of an alert proposes, as on the form.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum)]
#[graphql(remote = "domain::AlertDecision")]
pub enum RiskAlertDecision {
    /// The secretariat is to decide.
    Escalate,
    /// It is to be filed.
    Irrelevant,
    /// It is to be kept on the register.
    Retain,
}
