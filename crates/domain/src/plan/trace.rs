//! What a person passed on or dealt with in plans.

use super::{Action, ActionStatus, Plan};
use crate::{
    id::{PlanActionId, PlanId},
    journal::{Entry, EventKind},
    todo::{TodoVerb, Trace},
};
use chrono::{DateTime, Utc};

/// The kinds of entries that may finish a duty.
pub const RESOLVING: [EventKind; 4] =
    [EventKind::PlanSubmitted, EventKind::PlanApproved, EventKind::PlanReturned, EventKind::PlanActionMoved];

/// Which duty its author finished with an entry; none for entries that finish nothing.
pub fn resolved(entry: &Entry) -> Option<TodoVerb> {
    let is = |kind: EventKind| entry.kind == kind.code();
    if is(EventKind::PlanSubmitted) {
        return Some(TodoVerb::Complete);
    }
    if is(EventKind::PlanApproved) || is(EventKind::PlanReturned) {
        return Some(TodoVerb::Approve);
    }
    // A place on the board is no change of status.
    let status = entry.changes.iter().find(|change| change.field == "status")?.new.as_str()?;
    match ActionStatus::from_code(status)? {
        ActionStatus::Done => Some(TodoVerb::CarryOut),
        ActionStatus::VerifiedEffective => Some(TodoVerb::Verify),
        _ => None,
    }
}

/// An action that was passed on or dealt with.
pub fn of_action(action: &Action, verb: TodoVerb, at: DateTime<Utc>) -> Trace {
    let (title, code) = (action.title.clone(), action.code());
    let (tenant, subject) = (action.id.tenant, action.id.row);
    Trace { verb, title, code, at, tenant, subject_kind: PlanActionId::KIND, subject }
}

/// A plan that was passed on or dealt with.
pub fn of_plan(plan: &Plan, verb: TodoVerb, at: DateTime<Utc>) -> Trace {
    let (title, code) = (plan.title.clone(), plan.code.clone());
    let (tenant, subject) = (plan.id.tenant, plan.id.row);
    Trace { verb, title, code, at, tenant, subject_kind: PlanId::KIND, subject }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::journal::Change;
    use serde_json::json;
    use uuid::Uuid;

    fn entry(kind: EventKind, field: &str, new: &str) -> Entry {
        Entry {
            position: 1,
            at: DateTime::UNIX_EPOCH,
            kind: kind.code().to_owned(),
            subject_kind: PlanActionId::KIND.0.to_owned(),
            subject: Uuid::nil(),
            subject_version: None,
            topic: Uuid::nil(),
            actor: None,
            changes: vec![Change { field: field.to_owned(), old: json!(null), new: json!(new) }],
        }
    }

    #[test]
    fn only_what_finishes_a_duty_is_dealt_with() {
        let moved = |field, to| resolved(&entry(EventKind::PlanActionMoved, field, to));
        assert_eq!(moved("status", "DONE"), Some(TodoVerb::CarryOut));
        assert_eq!(moved("status", "VERIFIED_EFFECTIVE"), Some(TodoVerb::Verify));
        assert_eq!(moved("status", "IN_PROGRESS"), None);
        assert_eq!(moved("boardRank", "DONE"), None);
        assert_eq!(resolved(&entry(EventKind::PlanReturned, "status", "DRAFT")), Some(TodoVerb::Approve));
        assert_eq!(resolved(&entry(EventKind::PlanActionUpdated, "title", "DONE")), None);
    }
}
