//! What an action follows from.

use crate::access::coded;

coded! {
    /// What an action follows from. Only the manual one is entered today; the others are made by their features.
    SourceKind {
        /// Entered by hand.
        Manual = "MANUAL",
        /// An area for improvement found by a CAF self-assessment.
        CafArea = "CAF_AREA",
        /// A finding of an ISO audit.
        AuditFinding = "AUDIT_FINDING",
        /// A standard of managerial internal control that is not met.
        ControlGap = "CONTROL_GAP",
        /// A risk above tolerance.
        Risk = "RISK",
        /// An output of the management review (ISO 9001, 9.3.3).
        ManagementReview = "MANAGEMENT_REVIEW",
        /// A decision of the Monitoring Commission.
        CommissionDecision = "COMMISSION_DECISION",
        /// An activity of a financed project.
        ProjectActivity = "PROJECT_ACTIVITY",
    }
}

/// What an action follows from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Source {
    /// What kind of thing.
    pub kind: SourceKind,
    /// Its code there (`4.5`, `S09`, `NC-4`); needed for everything but manual actions.
    pub reference: Option<String>,
    /// What is to be known about it.
    pub note: Option<String>,
}

impl Source {
    /// Entered by hand, without a reference.
    pub fn manual() -> Self {
        Self { kind: SourceKind::Manual, reference: None, note: None }
    }
}
