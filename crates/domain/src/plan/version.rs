//! What was approved: a plan and its actions frozen under a number, and what differs between two such states.
//!
//! A version holds what an approval is about (words, people, dates, money, indicators), not how far the work is.
//! Its hash names exactly this content, so that an exported document can be compared with it later.

use super::{action::Action, action_status::ActionStatus, content::Plan, source::Source};
use crate::{
    id::{MembershipId, PlanActionId, PlanId, UnitId},
    journal::{self, Change, Journaled},
    review::fingerprint,
};
use chrono::{DateTime, NaiveDate, Utc};
use rust_decimal::Decimal;
use serde_json::{Value, json};
use std::collections::BTreeMap;
use uuid::Uuid;

/// An approved version.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Version {
    /// The plan.
    pub plan: PlanId,
    /// Its number, from 1; 1 is the baseline.
    pub number: i32,
    /// When it was approved.
    pub approved_at: DateTime<Utc>,
    /// Who approved it.
    pub approved_by: Option<MembershipId>,
    /// What the approver noted.
    pub note: String,
    /// How many actions it holds.
    pub action_count: i32,
    /// SHA-256 over the content, hexadecimal.
    pub hash: String,
}

/// The content of a plan at one moment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Snapshot {
    /// Title.
    pub title: String,
    /// What it wants to reach.
    pub description: String,
    /// First day.
    pub period_start: NaiveDate,
    /// Last day.
    pub period_end: NaiveDate,
    /// The unit that coordinates it.
    pub unit: Option<UnitId>,
    /// The person who runs it.
    pub owner: Option<MembershipId>,
    /// Its actions, by number.
    pub actions: Vec<SnapshotAction>,
}

/// An action at one moment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SnapshotAction {
    /// The action.
    pub action: PlanActionId,
    /// Its number in the plan.
    pub number: i32,
    /// What is to be done.
    pub title: String,
    /// How and why.
    pub description: String,
    /// What it follows from.
    pub source: Source,
    /// Who answers for it.
    pub responsible: Option<MembershipId>,
    /// Where it is carried out.
    pub unit: Option<UnitId>,
    /// Expected effect.
    pub impact: Option<i32>,
    /// Needed effort.
    pub effort: Option<i32>,
    /// Money set aside.
    pub budget: Option<Decimal>,
    /// First day of work.
    pub start_on: Option<NaiveDate>,
    /// Last day of work.
    pub due_on: Option<NaiveDate>,
    /// What is measured.
    pub indicator_name: Option<String>,
    /// In what it is measured.
    pub indicator_unit: Option<String>,
    /// The value before.
    pub indicator_baseline: Option<Decimal>,
    /// The value to reach.
    pub indicator_target: Option<Decimal>,
    /// Where it stood.
    pub status: ActionStatus,
}

/// What differs between two states of a plan.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Difference {
    /// Fields of the plan itself.
    pub plan: Vec<Change>,
    /// Actions only in the later state.
    pub added: Vec<SnapshotAction>,
    /// Actions only in the earlier state.
    pub removed: Vec<SnapshotAction>,
    /// Actions in both, with other values.
    pub changed: Vec<ActionDifference>,
}

/// What differs in one action.
#[derive(Debug, Clone, PartialEq)]
pub struct ActionDifference {
    /// The action in the later state.
    pub action: SnapshotAction,
    /// Field by field.
    pub changes: Vec<Change>,
}

impl Snapshot {
    /// The content of a plan now. Rejected and cancelled actions are not in the plan.
    pub fn of(plan: &Plan, actions: &[Action]) -> Self {
        let in_plan = actions.iter().filter(|action| ActionStatus::IN_PLAN.contains(&action.status));
        let mut actions: Vec<_> = in_plan.map(SnapshotAction::of).collect();
        actions.sort_by_key(|action| action.number);
        Self {
            title: plan.title.clone(),
            description: plan.description.clone(),
            period_start: plan.period_start,
            period_end: plan.period_end,
            unit: plan.unit,
            owner: plan.owner,
            actions,
        }
    }

    /// SHA-256 over the content in one fixed form, hexadecimal.
    pub fn hash(&self) -> String {
        let fields = |item: &dyn Journaled| -> Vec<Value> {
            item.fields().into_iter().map(|(_, value)| value).collect()
        };
        let actions: Vec<Value> = self
            .actions
            .iter()
            .map(|action| json!([action.action.row, action.number, fields(action)]))
            .collect();
        fingerprint(&json!([fields(self), actions]))
    }

    /// What differs from this state to a later one.
    pub fn difference(&self, later: &Self) -> Difference {
        let by_id = |snapshot: &Self| -> BTreeMap<Uuid, SnapshotAction> {
            snapshot.actions.iter().map(|action| (action.action.row, action.clone())).collect()
        };
        let (before, after) = (by_id(self), by_id(later));
        let missing = |in_this: &Self, from: &BTreeMap<Uuid, SnapshotAction>| -> Vec<SnapshotAction> {
            in_this.actions.iter().filter(|action| !from.contains_key(&action.action.row)).cloned().collect()
        };
        let changed = later.actions.iter().filter_map(|action| {
            let changes = journal::difference(before.get(&action.action.row)?, action);
            (!changes.is_empty()).then(|| ActionDifference { action: action.clone(), changes })
        });
        Difference {
            plan: journal::difference(self, later),
            added: missing(later, &before),
            removed: missing(self, &after),
            changed: changed.collect(),
        }
    }
}

impl SnapshotAction {
    fn of(action: &Action) -> Self {
        let indicator = action.indicator.as_ref();
        Self {
            action: action.id,
            number: action.number,
            title: action.title.clone(),
            description: action.description.clone(),
            source: action.source.clone(),
            responsible: action.responsible,
            unit: action.unit,
            impact: action.impact,
            effort: action.effort,
            budget: action.budget,
            start_on: action.start_on,
            due_on: action.due_on,
            indicator_name: indicator.map(|indicator| indicator.name.clone()),
            indicator_unit: indicator.map(|indicator| indicator.unit.clone()),
            indicator_baseline: indicator.and_then(|indicator| indicator.baseline),
            indicator_target: indicator.and_then(|indicator| indicator.target),
            status: action.status,
        }
    }

    /// Short code inside the plan.
    pub fn code(&self) -> String {
        super::action::code_of(self.number)
    }
}

impl Journaled for Snapshot {
    fn fields(&self) -> Vec<(&'static str, Value)> {
        vec![
            ("title", self.title.as_str().into()),
            ("description", self.description.as_str().into()),
            ("periodStart", self.period_start.to_string().into()),
            ("periodEnd", self.period_end.to_string().into()),
            ("unitId", self.unit.map(|unit| unit.row.to_string()).into()),
            ("ownerId", self.owner.map(|owner| owner.row.to_string()).into()),
        ]
    }
}

impl Journaled for SnapshotAction {
    /// Without the status: that work went on is no change of the plan.
    fn fields(&self) -> Vec<(&'static str, Value)> {
        let number =
            |value: Option<Decimal>| -> Value { value.map(|value| value.normalize().to_string()).into() };
        let date = |value: Option<NaiveDate>| -> Value { value.map(|value| value.to_string()).into() };
        vec![
            ("title", self.title.as_str().into()),
            ("description", self.description.as_str().into()),
            ("source.kind", self.source.kind.code().into()),
            ("source.reference", self.source.reference.as_deref().into()),
            ("source.note", self.source.note.as_deref().into()),
            ("responsibleId", self.responsible.map(|id| id.row.to_string()).into()),
            ("unitId", self.unit.map(|id| id.row.to_string()).into()),
            ("impact", self.impact.into()),
            ("effort", self.effort.into()),
            ("budget", number(self.budget)),
            ("startOn", date(self.start_on)),
            ("dueOn", date(self.due_on)),
            ("indicator.name", self.indicator_name.as_deref().into()),
            ("indicator.unit", self.indicator_unit.as_deref().into()),
            ("indicator.baseline", number(self.indicator_baseline)),
            ("indicator.target", number(self.indicator_target)),
        ]
    }
}

#[cfg(test)]
mod tests {
    use super::{super::action::tests as actions, super::lifecycle::tests as plans, *};

    fn action(row: u128, number: i32, status: ActionStatus) -> Action {
        let id = PlanActionId::new(plans::draft().id.tenant, Uuid::from_u128(row));
        Action { id, number, ..actions::in_status(status) }
    }

    #[test]
    fn a_snapshot_leaves_out_what_was_rejected_or_given_up_and_is_in_order() {
        let numbered = ActionStatus::ALL.iter().zip((1u8..=7).rev());
        let actions: Vec<_> = numbered.map(|(status, n)| action(n.into(), n.into(), *status)).collect();
        let snapshot = Snapshot::of(&plans::draft(), &actions);
        let numbers: Vec<_> = snapshot.actions.iter().map(|a| a.number).collect();
        assert_eq!(numbers, [3, 4, 5, 6, 7]);
    }

    #[test]
    fn shows_what_was_added_removed_and_changed() {
        let plan = plans::draft();
        let first = Snapshot::of(
            &plan,
            &[
                action(1, 1, ActionStatus::Approved),
                action(2, 2, ActionStatus::Approved),
                action(3, 3, ActionStatus::Approved),
            ],
        );
        let later =
            Action { due_on: Some(plans::day("2027-05-01")), ..action(3, 3, ActionStatus::InProgress) };
        let second = Snapshot::of(
            &Plan { title: "Plan revizuit".into(), ..plan },
            &[
                action(1, 1, ActionStatus::Done),
                action(2, 2, ActionStatus::Cancelled),
                later,
                action(4, 4, ActionStatus::Proposed),
            ],
        );
        let difference = first.difference(&second);
        let codes = |actions: &[SnapshotAction]| actions.iter().map(SnapshotAction::code).collect::<Vec<_>>();
        assert_eq!(codes(&difference.added), ["A-04"]);
        assert_eq!(codes(&difference.removed), ["A-02"]);
        assert_eq!(difference.plan.iter().map(|c| c.field.as_str()).collect::<Vec<_>>(), ["title"]);
        assert_eq!(difference.changed.len(), 1);
        let change = &difference.changed[0].changes[0];
        assert_eq!((change.field.as_str(), &change.new), ("dueOn", &"2027-05-01".into()));
        assert_eq!(first.difference(&first), Difference::default());
    }

    #[test]
    fn the_hash_names_the_content_and_not_the_progress_of_work() {
        let of = |action: Action| Snapshot::of(&plans::draft(), &[action]).hash();
        let approved = of(action(1, 1, ActionStatus::Approved));
        assert_eq!(approved.len(), 64);
        assert_eq!(approved, of(action(1, 1, ActionStatus::Done)));
        assert_ne!(approved, of(action(2, 1, ActionStatus::Approved)));
        assert_ne!(approved, of(Action { budget: None, ..action(1, 1, ActionStatus::Approved) }));
    }
}
