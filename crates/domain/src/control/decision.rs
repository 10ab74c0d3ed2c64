//! What the chair of the Monitoring Commission decides on a standard that applies in no compartment: it has no status by
//! arithmetic, so the synthesis is final only with a reasoned decision.

use super::Standard;
use crate::{
    check::Check,
    error::Error,
    id::{ControlCampaignId, ControlDecisionId, MembershipId},
    journal::Journaled,
};
use chrono::{DateTime, Utc};
use serde_json::Value;

/// Longest reason in characters.
const REASON: usize = 2_000;

/// A decision of the chair.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StandardDecision {
    /// Identity.
    pub id: ControlDecisionId,
    /// The campaign it belongs to.
    pub campaign: ControlCampaignId,
    /// The standard that applies nowhere.
    pub standard: Standard,
    /// Why it does not apply, or what follows.
    pub reason: String,
    /// Who decided.
    pub decided_by: MembershipId,
    /// When.
    pub decided_at: DateTime<Utc>,
    /// Counts changes, from 1.
    pub version: i32,
}

impl StandardDecision {
    /// Decides on a standard.
    ///
    /// # Errors
    /// [`Error::Invalid`] without a reason.
    pub fn new(
        id: ControlDecisionId,
        campaign: ControlCampaignId,
        standard: Standard,
        reason: &str,
        decided_by: MembershipId,
        decided_at: DateTime<Utc>,
    ) -> Result<Self, Error> {
        let mut check = Check::new();
        let reason = check.text("reason", reason, 3..=REASON);
        check.done()?;
        Ok(Self { id, campaign, standard, reason, decided_by, decided_at, version: 1 })
    }

    /// Decides anew, with other reasons.
    ///
    /// # Errors
    /// As [`StandardDecision::new`].
    pub fn again(self, reason: &str, by: MembershipId, at: DateTime<Utc>) -> Result<Self, Error> {
        let version = self.version + 1;
        Ok(Self { version, ..Self::new(self.id, self.campaign, self.standard, reason, by, at)? })
    }
}

impl Journaled for StandardDecision {
    fn fields(&self) -> Vec<(&'static str, Value)> {
        vec![("standard", self.standard.code().into()), ("reason", self.reason.as_str().into())]
    }
}
