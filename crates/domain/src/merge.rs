//! Simultaneous edits: only fields that two people set to different values collide, everything else merges.
//!
//! A use case applies the caller's patch to the stored state, takes the [`Change`]s between the two, and asks which
//! of them would overwrite what somebody else stored since the version the caller had read.

use crate::journal::{Actor, Change, Entry};
use chrono::{DateTime, Utc};
use serde_json::Value;
use uuid::Uuid;

/// A field that the caller and somebody else changed to different values.
#[derive(Debug, Clone, PartialEq)]
pub struct Collision {
    /// The field, named as in the API.
    pub field: String,
    /// The value the caller sent.
    pub yours: Value,
    /// The value stored now.
    pub theirs: Value,
    /// Who stored it, by membership; absent for Calitas itself.
    pub by: Option<Uuid>,
    /// When it was stored.
    pub at: DateTime<Utc>,
}

/// The collisions of `wished` (stored state to patched state) with what happened `since` the caller's version,
/// oldest first. What the caller changed last collides with nothing: a queue of one's own edits may arrive late.
pub fn collisions(wished: &[Change], since: &[Entry], caller: Actor) -> Vec<Collision> {
    let caller = match caller {
        Actor::Member(membership) => Some(membership.row),
        Actor::System => None,
    };
    let last_touch = |field: &str| since.iter().rfind(|entry| entry.changes.iter().any(|c| c.field == field));
    let collide = |change: &Change| {
        let entry = last_touch(&change.field).filter(|entry| entry.actor != caller)?;
        Some(Collision {
            field: change.field.clone(),
            yours: change.new.clone(),
            theirs: change.old.clone(),
            by: entry.actor,
            at: entry.at,
        })
    };
    wished.iter().filter_map(collide).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::id::{MembershipId, TenantId};

    fn change(field: &str, old: &str, new: &str) -> Change {
        Change { field: field.into(), old: old.into(), new: new.into() }
    }

    fn entry(actor: u128, field: &str) -> Entry {
        Entry {
            position: 1,
            at: DateTime::UNIX_EPOCH,
            kind: "plan_action_updated".into(),
            subject_kind: "plan_action".into(),
            subject: Uuid::from_u128(9),
            subject_version: Some(2),
            topic: Uuid::from_u128(8),
            actor: Some(Uuid::from_u128(actor)),
            changes: vec![change(field, "before", "theirs")],
        }
    }

    fn caller(row: u128) -> Actor {
        Actor::Member(MembershipId::new(TenantId(Uuid::nil()), Uuid::from_u128(row)))
    }

    #[test]
    fn different_fields_of_one_thing_never_collide() {
        let since = [entry(2, "title")];
        assert!(collisions(&[change("dueOn", "a", "b")], &since, caller(1)).is_empty());
    }

    #[test]
    fn one_field_with_two_values_collides_and_shows_both() {
        let found = collisions(&[change("title", "theirs", "yours")], &[entry(2, "title")], caller(1));
        assert_eq!(found.len(), 1);
        assert_eq!((&found[0].yours, &found[0].theirs), (&"yours".into(), &"theirs".into()));
        assert_eq!(found[0].by, Some(Uuid::from_u128(2)));
    }

    #[test]
    fn ones_own_earlier_edit_is_not_a_collision() {
        let since = [entry(2, "title"), entry(1, "title")];
        assert!(collisions(&[change("title", "mine", "mine, longer")], &since, caller(1)).is_empty());
        assert_eq!(collisions(&[change("title", "a", "b")], &since, caller(3)).len(), 1);
    }
}
