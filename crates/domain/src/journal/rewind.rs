//! What a thing was at an earlier moment: its fields now, and what happened since, taken back newest first.
//!
//! It holds for everything whose entries carry whole values: made with [`super::created`], changed with
//! [`super::difference`], removed with [`super::removed`].

use super::{Change, Entry, EventKind, Journaled};
use serde_json::Value;
use std::collections::BTreeMap;

/// Fields with their values, named as in the API. What is not there is the same as null.
pub type Fields = BTreeMap<String, Value>;

/// Kinds of events that make a thing: before them there was none.
const MAKING: &[EventKind] = &[
    EventKind::TenantCreated,
    EventKind::UnitCreated,
    EventKind::MemberInvited,
    EventKind::MembershipStarted,
    EventKind::CustomRoleCreated,
    EventKind::RetentionClassCreated,
    EventKind::DisposalCreated,
    EventKind::SavedViewCreated,
    EventKind::PlanCreated,
    EventKind::PlanActionCreated,
    EventKind::ControlCampaignOpened,
    EventKind::RiskCreated,
    EventKind::RiskAlertRaised,
    EventKind::ControlReportCreated,
    EventKind::ControlObjectiveCreated,
    EventKind::ControlActivityCreated,
    EventKind::ControlIndicatorCreated,
    EventKind::CommissionSetUp,
    EventKind::CommissionMeetingConvened,
    EventKind::SensitiveFunctionCreated,
    EventKind::ControlDelegationCreated,
];

/// Kinds of events that remove a thing: before them it was what they say it was.
const REMOVING: &[EventKind] = &[
    EventKind::CustomRoleDeleted,
    EventKind::RetentionClassDeleted,
    EventKind::SavedViewDeleted,
    EventKind::PlanActionDeleted,
];

/// The fields of a thing as it is.
pub fn fields(thing: &impl Journaled) -> Fields {
    let fields = thing.fields().into_iter().filter(|(_, value)| !value.is_null());
    fields.map(|(field, value)| (field.to_owned(), value)).collect()
}

/// A thing before something happened to it; nothing when it was not there. `after` is the thing after it. What belongs
/// to the thing and is journaled with it (checklists, comments, evidence) leaves fields of its own behind.
pub fn undo(after: Option<Fields>, entry: &Entry) -> Option<Fields> {
    let kind = EventKind::from_code(&entry.kind);
    if kind.is_some_and(|kind| MAKING.contains(&kind)) {
        return None;
    }
    let is_removal = kind.is_some_and(|kind| REMOVING.contains(&kind));
    let mut fields = if is_removal { Fields::new() } else { after? };
    for Change { field, old, .. } in &entry.changes {
        if old.is_null() {
            fields.remove(field);
        } else {
            fields.insert(field.clone(), old.clone());
        }
    }
    Some(fields)
}

/// The fields that differ between two moments of one thing.
pub fn compare(then: &Fields, now: &Fields) -> Vec<Change> {
    let names: std::collections::BTreeSet<&String> = then.keys().chain(now.keys()).collect();
    let value = |fields: &Fields, name: &str| fields.get(name).cloned().unwrap_or(Value::Null);
    let changes = names.into_iter().map(|name| Change {
        field: name.clone(),
        old: value(then, name),
        new: value(now, name),
    });
    changes.filter(|change| change.old != change.new).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::journal::{created, difference, removed};
    use chrono::DateTime;
    use uuid::Uuid;

    #[derive(Clone)]
    struct Thing(&'static str, Option<i32>);

    impl Journaled for Thing {
        fn fields(&self) -> Vec<(&'static str, Value)> {
            vec![("title", self.0.into()), ("progress", self.1.into())]
        }
    }

    fn entry(kind: EventKind, changes: Vec<Change>) -> Entry {
        Entry {
            position: 1,
            at: DateTime::UNIX_EPOCH,
            kind: kind.code().to_owned(),
            subject_kind: String::new(),
            subject: Uuid::nil(),
            subject_version: None,
            topic: Uuid::nil(),
            actor: None,
            changes,
        }
    }

    #[test]
    fn a_life_is_taken_back_step_by_step() {
        let states = [Thing("a", None), Thing("a", Some(5)), Thing("b", None)];
        let life = [
            entry(EventKind::PlanActionCreated, created(&states[0])),
            entry(EventKind::PlanActionUpdated, difference(&states[0], &states[1])),
            entry(EventKind::PlanActionUpdated, difference(&states[1], &states[2])),
            entry(EventKind::PlanActionDeleted, removed(&states[2])),
        ];
        let mut now = None;
        let mut told = Vec::new();
        for entry in life.iter().rev() {
            now = undo(now, entry);
            told.push(now.clone());
        }
        let expected = [Some(&states[2]), Some(&states[1]), Some(&states[0]), None];
        assert_eq!(told, expected.map(|state| state.map(fields)));
    }

    #[test]
    fn what_differs_is_named_in_both_directions() {
        let (then, now) = (fields(&Thing("a", Some(5))), fields(&Thing("b", None)));
        let changes = compare(&then, &now);
        let told: Vec<_> = changes.iter().map(|c| (c.field.as_str(), c.old.clone(), c.new.clone())).collect();
        assert_eq!(told, [("progress", 5.into(), Value::Null), ("title", "a".into(), "b".into())]);
        assert_eq!(compare(&now, &now), []);
    }
}
