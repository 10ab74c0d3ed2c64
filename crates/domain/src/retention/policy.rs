//! What an institution decides about keeping documents.

use crate::{
    id::{RetentionClassId, TenantId},
    journal::Journaled,
};
use serde_json::Value;

/// Decisions of an institution.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RetentionPolicy {
    /// The institution.
    pub tenant: TenantId,
    /// The entry that documents get when nothing else is said.
    pub default_class: Option<RetentionClassId>,
    /// Whether a selection waits for the confirmation of the National Archives.
    pub needs_confirmation: bool,
    /// Counts changes; 0 while nothing was decided.
    pub version: i32,
}

/// What is to change; absent keeps, `Some(None)` clears.
#[derive(Debug, Clone, Default)]
pub struct RetentionPolicyPatch {
    /// The entry that documents get.
    pub default_class: Option<Option<RetentionClassId>>,
    /// Whether a selection waits for the confirmation.
    pub needs_confirmation: Option<bool>,
}

impl RetentionPolicy {
    /// What holds while nothing was decided: what the law asks of creators of public archives.
    pub fn of(tenant: TenantId) -> Self {
        Self { tenant, default_class: None, needs_confirmation: true, version: 0 }
    }

    /// The policy with other decisions.
    #[must_use]
    pub fn patched(self, patch: RetentionPolicyPatch) -> Self {
        Self {
            default_class: patch.default_class.unwrap_or(self.default_class),
            needs_confirmation: patch.needs_confirmation.unwrap_or(self.needs_confirmation),
            version: self.version + 1,
            ..self
        }
    }
}

impl Journaled for RetentionPolicy {
    fn fields(&self) -> Vec<(&'static str, Value)> {
        vec![
            ("retentionClassId", self.default_class.map(|class| class.row.to_string()).into()),
            ("needsConfirmation", self.needs_confirmation.into()),
        ]
    }
}
