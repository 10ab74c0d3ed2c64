//! Consultations: somebody of the mayor's office looks at what one institution released, and says what for.

use crate::{access::coded, id::MembershipId, journal::Journaled};
use serde_json::{Value, json};

coded! {
    /// What somebody of the mayor's office looks at a released plan for.
    ConsultationPurpose {
        /// To follow how it is carried out.
        Monitoring = "MONITORING",
        /// To prepare a report of the municipality.
        Report = "REPORT",
        /// To check something that was said.
        Verification = "VERIFICATION",
    }
}

/// Who looked, and what for. The institution's journal keeps it, so that what was released stays accountable to those
/// who released it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Consultation {
    /// What for.
    pub purpose: ConsultationPurpose,
    /// The place, in another institution, that lets the person oversee this one.
    pub consultant: MembershipId,
}

impl Journaled for Consultation {
    fn fields(&self) -> Vec<(&'static str, Value)> {
        vec![
            ("purpose", self.purpose.code().into()),
            ("consultantId", json!(self.consultant.row)),
            ("consultantTenantId", json!(self.consultant.tenant.0)),
        ]
    }
}
