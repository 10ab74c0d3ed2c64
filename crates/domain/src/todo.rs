//! What waits for a person. Features say what it is; the order is the same everywhere and holds no hidden score.

use crate::{
    access::coded,
    id::{Kind, TenantId},
};
use chrono::{DateTime, Days, NaiveDate, Utc};
use std::cmp::Reverse;
use uuid::Uuid;

/// A deadline is near when it is at most this many days away.
pub const SOON_DAYS: u64 = 7;

coded! {
    /// What a person is asked to do.
    TodoVerb {
        /// Carry out an action (realizați).
        CarryOut = "CARRY_OUT",
        /// Approve what was submitted (aprobați).
        Approve = "APPROVE",
        /// Verify that something had its effect (verificați).
        Verify = "VERIFY",
        /// Complete what is unfinished or was returned (completați).
        Complete = "COMPLETE",
        /// Answer somebody (răspundeți).
        Answer = "ANSWER",
    }
}

coded! {
    /// Why it waits for this person.
    TodoReason {
        /// Answers for it.
        Responsible = "RESPONSIBLE",
        /// Helps to carry it out.
        Contributor = "CONTRIBUTOR",
        /// Approves in the institution.
        Approver = "APPROVER",
        /// Verifies in the unit.
        Verifier = "VERIFIER",
        /// Was mentioned.
        Mentioned = "MENTIONED",
        /// Looks after the institution.
        Administrator = "ADMINISTRATOR",
        /// Heads the unit.
        HeadOfUnit = "HEAD_OF_UNIT",
        /// Was let do it by whoever answers for it.
        Delegate = "DELEGATE",
        /// Keeps the papers of the Monitoring Commission.
        Secretariat = "SECRETARIAT",
    }
}

coded! {
    /// How pressing it is. The order of the groups is the order people see.
    TodoGroup {
        /// Past its deadline.
        Overdue = "OVERDUE",
        /// Due within a week.
        Soon = "SOON",
        /// Due later, or without a deadline.
        Later = "LATER",
        /// Only to be followed.
        Watch = "WATCH",
    }
}

/// One thing that waits for one person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Todo {
    /// What to do.
    pub verb: TodoVerb,
    /// Why this person.
    pub reason: TodoReason,
    /// What it is about, in the words of its author.
    pub title: String,
    /// Short code of the object.
    pub code: Option<String>,
    /// Until when.
    pub due_on: Option<NaiveDate>,
    /// How far it is, in percent.
    pub progress: Option<i32>,
    /// How many others wait behind it.
    pub waiting_count: i32,
    /// Since when it waits.
    pub since: DateTime<Utc>,
    /// The institution.
    pub tenant: TenantId,
    /// What the object is.
    pub subject_kind: Kind,
    /// The object.
    pub subject: Uuid,
}

impl Todo {
    /// How pressing it is on a day.
    pub fn group(&self, today: NaiveDate) -> TodoGroup {
        match self.due_on {
            Some(due) if due < today => TodoGroup::Overdue,
            Some(due) if due <= today + Days::new(SOON_DAYS) => TodoGroup::Soon,
            Some(_) | None => TodoGroup::Later,
        }
    }

    /// Names it among the things that wait for a person.
    pub fn key(&self) -> String {
        format!("{}-{}-{}-{}", self.verb.code(), self.subject_kind.0, self.tenant.0, self.subject)
    }
}

/// How long what was dealt with stays in sight.
pub const RESOLVED_DAYS: u64 = 30;

/// Something that left a person's list: passed on to others, or dealt with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Trace {
    /// What others do now, or what the person did.
    pub verb: TodoVerb,
    /// What it is about, in the words of its author.
    pub title: String,
    /// Short code of the object.
    pub code: String,
    /// When the person passed it on or dealt with it.
    pub at: DateTime<Utc>,
    /// The institution.
    pub tenant: TenantId,
    /// What the object is.
    pub subject_kind: Kind,
    /// The object.
    pub subject: Uuid,
}

impl Trace {
    /// Names it among the traces of a person.
    pub fn key(&self) -> String {
        format!("{}-{}-{}-{}", self.verb.code(), self.subject_kind.0, self.tenant.0, self.subject)
    }
}

/// Puts things in the order people see: group, deadline (none last), how many wait behind, age.
pub fn sort(todos: &mut [Todo], today: NaiveDate) {
    todos.sort_by_cached_key(|todo| {
        let due = todo.due_on.unwrap_or(NaiveDate::MAX);
        (todo.group(today), due, Reverse(todo.waiting_count), todo.since, todo.key())
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("a date")
    }

    fn todo(subject: u128, due: Option<&str>, waiting_count: i32, since_secs: i64) -> Todo {
        Todo {
            verb: TodoVerb::CarryOut,
            reason: TodoReason::Responsible,
            title: "t".into(),
            code: None,
            due_on: due.map(day),
            progress: None,
            waiting_count,
            since: DateTime::from_timestamp(since_secs, 0).expect("an instant"),
            tenant: TenantId(Uuid::nil()),
            subject_kind: Kind("plan_action"),
            subject: Uuid::from_u128(subject),
        }
    }

    #[test]
    fn is_ordered_by_group_deadline_who_waits_and_age() {
        let mut todos = vec![
            todo(6, None, 0, 0),
            todo(5, Some("2027-02-28"), 0, 0),
            todo(4, Some("2027-01-29"), 0, 9),
            todo(3, Some("2027-01-29"), 0, 5),
            todo(2, Some("2027-01-29"), 2, 9),
            todo(1, Some("2027-01-20"), 0, 0),
        ];
        sort(&mut todos, day("2027-01-22"));
        let order: Vec<_> = todos.iter().map(|t| t.subject.as_u128()).collect();
        assert_eq!(order, [1, 2, 3, 4, 5, 6]);
        let groups: Vec<_> = todos.iter().map(|t| t.group(day("2027-01-22"))).collect();
        use TodoGroup::*;
        assert_eq!(groups, [Overdue, Soon, Soon, Soon, Later, Later]);
    }
}
