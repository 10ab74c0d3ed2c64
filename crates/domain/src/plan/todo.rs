//! What plans ask of people: to carry out, to approve, to verify, to complete and to answer.

use super::{action::Action, content::Plan};
use crate::{
    id::{MembershipId, PlanActionId, PlanId},
    todo::{Todo, TodoReason, TodoVerb},
};
use chrono::{DateTime, Utc};

/// An open action waits for those who carry it out; `waiting_count` actions wait for it in turn.
pub fn carry_out(action: &Action, who: MembershipId, waiting_count: i32) -> Todo {
    let is_responsible = action.responsible == Some(who);
    Todo {
        reason: if is_responsible { TodoReason::Responsible } else { TodoReason::Contributor },
        progress: Some(action.progress),
        waiting_count,
        ..of_action(action, TodoVerb::CarryOut, action.approved_at.unwrap_or(action.created_at))
    }
}

/// A finished action waits for those who verify its effect.
pub fn verify(action: &Action) -> Todo {
    let since = action.done_at.unwrap_or(action.updated_at);
    // Its deadline was for the work, which is done.
    Todo { reason: TodoReason::Verifier, due_on: None, ..of_action(action, TodoVerb::Verify, since) }
}

/// Somebody was mentioned in comments on an action and has not read them; `count` comments wait.
pub fn answer(action: &Action, since: DateTime<Utc>, count: i32) -> Todo {
    Todo {
        reason: TodoReason::Mentioned,
        due_on: None,
        waiting_count: count,
        ..of_action(action, TodoVerb::Answer, since)
    }
}

/// A submitted plan waits for those who approve.
pub fn approve(plan: &Plan, since: DateTime<Utc>) -> Todo {
    Todo { reason: TodoReason::Approver, waiting_count: 1, ..of_plan(plan, TodoVerb::Approve, since) }
}

/// A plan that was returned or is being revised waits for the person who runs it.
pub fn complete(plan: &Plan, since: DateTime<Utc>) -> Todo {
    of_plan(plan, TodoVerb::Complete, since)
}

fn of_action(action: &Action, verb: TodoVerb, since: DateTime<Utc>) -> Todo {
    Todo {
        verb,
        reason: TodoReason::Responsible,
        title: action.title.clone(),
        code: Some(action.code()),
        due_on: action.due_on,
        progress: None,
        waiting_count: 0,
        since,
        tenant: action.id.tenant,
        subject_kind: PlanActionId::KIND,
        subject: action.id.row,
    }
}

fn of_plan(plan: &Plan, verb: TodoVerb, since: DateTime<Utc>) -> Todo {
    Todo {
        verb,
        reason: TodoReason::Responsible,
        title: plan.title.clone(),
        code: Some(plan.code.clone()),
        due_on: None,
        progress: None,
        waiting_count: 0,
        since,
        tenant: plan.id.tenant,
        subject_kind: PlanId::KIND,
        subject: plan.id.row,
    }
}

#[cfg(test)]
mod tests {
    use super::{
        super::{ActionStatus, action::tests as actions, lifecycle::tests as plans},
        *,
    };

    #[test]
    fn the_same_action_asks_different_things_of_different_people() {
        let action = actions::in_status(ActionStatus::InProgress);
        let own = carry_out(&action, plans::member(5), 2);
        assert_eq!((own.reason, own.waiting_count, own.due_on), (TodoReason::Responsible, 2, action.due_on));
        assert_eq!(carry_out(&action, plans::member(7), 0).reason, TodoReason::Contributor);
        let done = verify(&actions::in_status(ActionStatus::Done));
        assert_eq!((done.verb, done.due_on), (TodoVerb::Verify, None));
        assert_ne!(own.key(), done.key());
    }
}
