//! Where an action stands, and the sets of statuses that count together. Its steps are in `transition`.

use crate::access::coded;

coded! {
    /// Where an action stands.
    ActionStatus {
        /// Waits for a decision to do it.
        Proposed = "PROPOSED",
        /// Decided, not begun.
        Approved = "APPROVED",
        /// Being carried out.
        InProgress = "IN_PROGRESS",
        /// Carried out, not yet verified.
        Done = "DONE",
        /// Carried out and found to have its effect.
        VerifiedEffective = "VERIFIED_EFFECTIVE",
        /// Decided not to do it.
        Rejected = "REJECTED",
        /// Given up after it had been approved.
        Cancelled = "CANCELLED",
    }
}

impl ActionStatus {
    /// Decided and not yet carried out: what is late, due soon or somebody's work.
    pub const OPEN: &[Self] = &[Self::Approved, Self::InProgress];
    /// What progress is made of: decided actions, carried out or not.
    pub const COUNTED: &[Self] = &[Self::Approved, Self::InProgress, Self::Done, Self::VerifiedEffective];
    /// Carried out.
    pub const SETTLED: &[Self] = &[Self::Done, Self::VerifiedEffective];
    /// In the plan at all: everything but what was rejected or given up.
    pub const IN_PLAN: &[Self] =
        &[Self::Proposed, Self::Approved, Self::InProgress, Self::Done, Self::VerifiedEffective];
    /// What keeps a plan from being closed.
    pub const UNDECIDED_OR_OPEN: &[Self] = &[Self::Proposed, Self::Approved, Self::InProgress];

    /// Stored codes of a set of statuses.
    pub fn codes(set: &[Self]) -> Vec<String> {
        set.iter().map(|status| status.code().to_owned()).collect()
    }
}
