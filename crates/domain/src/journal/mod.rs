//! What happened: the catalogue of events, field-level differences and the hash chain of each institution.
//!
//! Every write ends in exactly one commit of at least one [`Event`]. Entries name persons by membership, never by
//! name, so that a person can be erased without breaking the chain.

mod head;
mod kind;
mod rewind;

pub use head::{Head, SignedHead, bytes, hex};
pub use kind::EventKind;
pub use rewind::{Fields, compare, fields, undo};

use crate::id::{
    ControlActivityId, ControlObjectiveId, EvidenceId, Kind, MembershipId, PlanActionId, RetentionClassId,
    RiskId, TenantId, UnitId,
};
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use sha2::{Digest, Sha256};
use uuid::Uuid;

/// One field that changed. Values are plain JSON: text, number, boolean, list of ids or null; never a secret.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Change {
    /// The field, named as in the API.
    pub field: String,
    /// Before; null when there was nothing.
    pub old: Value,
    /// After; null when it was removed.
    pub new: Value,
}

impl Change {
    /// What the ids in the values name, for fields that hold ids; people read names instead.
    pub fn refers_to(&self) -> Option<Kind> {
        match self.field.as_str() {
            "responsibleId"
            | "ownerId"
            | "delegateId"
            | "coordinatorId"
            | "contributorIds"
            | "mentionIds"
            | "toleranceApprovedById"
            | "memberId"
            | "holderId"
            | "delegatorId"
            | "presentIds"
            | "representedIds"
            | "absentIds"
            | "filter.actorId" => Some(MembershipId::KIND),
            "unitId" | "unitIds" | "parentId" => Some(UnitId::KIND),
            "superiorId" => Some(TenantId::KIND),
            "dependencyIds" => Some(PlanActionId::KIND),
            "retentionClassId" => Some(RetentionClassId::KIND),
            "documentIds" => Some(EvidenceId::KIND),
            "riskId" => Some(RiskId::KIND),
            "objectiveId" => Some(ControlObjectiveId::KIND),
            "activityId" => Some(ControlActivityId::KIND),
            _ => None,
        }
    }
}

/// What a use case reports when it commits.
#[derive(Debug, Clone)]
pub struct Event {
    /// What happened.
    pub kind: EventKind,
    /// Kind of the row it happened to.
    pub subject_kind: Kind,
    /// The row it happened to.
    pub subject: Uuid,
    /// Version of the subject after the event, for things that carry one.
    pub subject_version: Option<i32>,
    /// The object whose watchers care (the plan of an action); the subject itself if it stands alone.
    pub topic: Uuid,
    /// Field by field.
    pub changes: Vec<Change>,
}

impl Event {
    /// An event about a row that stands alone.
    pub fn new(kind: EventKind, subject_kind: Kind, subject: Uuid) -> Self {
        Self { kind, subject_kind, subject, subject_version: None, topic: subject, changes: Vec::new() }
    }

    /// Files the event under the object whose watchers care.
    pub fn under(mut self, topic: Uuid) -> Self {
        self.topic = topic;
        self
    }

    /// Says which version of the subject the event produced.
    pub fn at_version(mut self, version: i32) -> Self {
        self.subject_version = Some(version);
        self
    }

    /// Adds the differences.
    pub fn with(mut self, changes: Vec<Change>) -> Self {
        self.changes = changes;
        self
    }
}

/// Something whose fields the journal follows.
pub trait Journaled {
    /// The followed fields with their values, named as in the API. No secrets.
    fn fields(&self) -> Vec<(&'static str, Value)>;
}

/// All fields of something new.
pub fn created(new: &impl Journaled) -> Vec<Change> {
    let changed =
        |(field, new): (&'static str, Value)| Change { field: field.to_owned(), old: Value::Null, new };
    new.fields().into_iter().filter(|(_, value)| !value.is_null()).map(changed).collect()
}

/// All fields of something that is gone.
pub fn removed(old: &impl Journaled) -> Vec<Change> {
    let gone =
        |(field, old): (&'static str, Value)| Change { field: field.to_owned(), old, new: Value::Null };
    old.fields().into_iter().filter(|(_, value)| !value.is_null()).map(gone).collect()
}

/// The fields that differ between two states of one thing.
pub fn difference<T: Journaled>(old: &T, new: &T) -> Vec<Change> {
    old.fields()
        .into_iter()
        .zip(new.fields())
        .filter(|((_, old), (_, new))| old != new)
        .map(|((field, old), (_, new))| Change { field: field.to_owned(), old, new })
        .collect()
}

/// One entry as it is chained.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Entry {
    /// Place in the institution's journal, from 1, without gaps, in commit order.
    pub position: i64,
    /// When, to the microsecond.
    pub at: DateTime<Utc>,
    /// Code of the event kind.
    pub kind: String,
    /// Code of the subject's kind.
    pub subject_kind: String,
    /// The row it happened to.
    pub subject: Uuid,
    /// Version of the subject after the event.
    pub subject_version: Option<i32>,
    /// The object whose watchers care.
    pub topic: Uuid,
    /// Who; absent for the system itself.
    pub actor: Option<Uuid>,
    /// Field by field.
    pub changes: Vec<Change>,
}

impl Entry {
    /// The bytes the chain is made over; position and previous hash are added by [`chain`].
    pub fn payload(&self) -> String {
        // A fixed tuple rather than the struct: its form must not change when the struct grows.
        serde_json::json!([
            self.at.timestamp_micros(),
            self.kind,
            self.subject_kind,
            self.subject,
            self.subject_version,
            self.topic,
            self.actor,
            self.changes,
        ])
        .to_string()
    }
}

/// Hash of the entry at `position` that follows the entry with hash `previous` (32 zero bytes at the start).
/// The store computes the same in SQL while it takes the stream head.
pub fn chain(previous: &[u8], position: i64, payload: &str) -> Vec<u8> {
    let mut hash = Sha256::new();
    hash.update(previous);
    hash.update(position.to_be_bytes());
    hash.update(payload.as_bytes());
    hash.finalize().to_vec()
}

/// Who acts, as the journal names them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Actor {
    /// A member of the institution.
    Member(MembershipId),
    /// Calitas itself: timers, invitations being accepted, the demo.
    System,
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Thing(&'static str, Option<i32>);

    impl Journaled for Thing {
        fn fields(&self) -> Vec<(&'static str, Value)> {
            vec![("title", self.0.into()), ("progress", self.1.into())]
        }
    }

    #[test]
    fn a_difference_names_only_what_changed() {
        let changes = difference(&Thing("a", None), &Thing("a", Some(5)));
        assert_eq!(changes, [Change { field: "progress".into(), old: Value::Null, new: 5.into() }]);
    }

    #[test]
    fn the_chain_depends_on_order_place_and_content() {
        let start = [0; 32];
        let first = chain(&start, 1, "a");
        assert_ne!(chain(&first, 2, "b"), chain(&start, 2, "b"));
        assert_ne!(chain(&first, 2, "b"), chain(&first, 3, "b"));
        assert_ne!(chain(&first, 2, "b"), chain(&first, 2, "c"));
    }
}
