//! A plan and its actions as they stood at an earlier moment, read from fields that the journal was rewound to.

use super::{
    action::Action, action_status::ActionStatus, content::Plan, content::PlanKind, lifecycle::PlanStatus,
};
use crate::{
    id::{MembershipId, TenantId, UnitId},
    journal::{Fields, fields},
    plan::source::{Source, SourceKind},
};
use chrono::{DateTime, NaiveDate, Utc};
use rust_decimal::Decimal;
use serde_json::Value;
use std::str::FromStr;
use uuid::Uuid;

/// Who contributes to an action; journaled with it, kept in a table of its own.
const CONTRIBUTORS: &str = "contributorIds";

/// What the journal follows of a plan.
const OF_PLAN: &[&str] = &[
    "code",
    "kind",
    "title",
    "description",
    "periodStart",
    "periodEnd",
    "status",
    "statusReason",
    "number",
    "unitId",
    "ownerId",
    "releasedAt",
];

/// What the journal follows of an action, without its place on the board, which is no state to look back on.
const OF_ACTION: &[&str] = &[
    "code",
    "title",
    "description",
    "source.kind",
    "source.reference",
    "source.note",
    "responsibleId",
    "unitId",
    "impact",
    "effort",
    "budget",
    "startOn",
    "dueOn",
    "progress",
    "status",
    "statusReason",
    "indicator.name",
    "indicator.unit",
    "indicator.baseline",
    "indicator.target",
    "indicator.latest",
    "indicator.latestOn",
    CONTRIBUTORS,
];

/// A plan at an earlier moment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlanState {
    /// Short code.
    pub code: String,
    /// What it was for.
    pub kind: PlanKind,
    /// Title.
    pub title: String,
    /// What it wanted to reach.
    pub description: String,
    /// First day.
    pub period_start: NaiveDate,
    /// Last day.
    pub period_end: NaiveDate,
    /// Where it stood.
    pub status: PlanStatus,
    /// Why it was returned, being revised or cancelled.
    pub status_reason: Option<String>,
    /// The last approved version.
    pub number: i32,
    /// The unit that coordinated it.
    pub unit: Option<UnitId>,
    /// The person who ran it.
    pub owner: Option<MembershipId>,
    /// When it had been handed over to the municipality.
    pub released_at: Option<DateTime<Utc>>,
}

/// An action at an earlier moment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ActionState {
    /// Short code inside its plan.
    pub code: String,
    /// What was to be done.
    pub title: String,
    /// How and why.
    pub description: String,
    /// What it followed from.
    pub source: Source,
    /// Who answered for it.
    pub responsible: Option<MembershipId>,
    /// Where it was carried out.
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
    /// How far it was, in percent.
    pub progress: i32,
    /// Where it stood.
    pub status: ActionStatus,
    /// Why it stood there.
    pub status_reason: Option<String>,
    /// Who contributed.
    pub contributors: Vec<MembershipId>,
}

/// The fields of a plan as it is.
pub fn plan_fields(plan: &Plan) -> Fields {
    fields(plan)
}

/// The fields of an action as it is, with who contributes to it.
pub fn action_fields(action: &Action, contributors: &[MembershipId]) -> Fields {
    let mut found = fields(action);
    let mut rows: Vec<Uuid> = contributors.iter().map(|person| person.row).collect();
    rows.sort_unstable();
    if !rows.is_empty() {
        let rows: Vec<Value> = rows.iter().map(|row| row.to_string().into()).collect();
        found.insert(CONTRIBUTORS.to_owned(), rows.into());
    }
    followed(found, OF_ACTION)
}

impl PlanState {
    /// Reads rewound fields; nothing when they are not those of a plan.
    pub fn read(tenant: TenantId, fields: &Fields) -> Option<Self> {
        Some(Self {
            code: text(fields, "code")?,
            kind: PlanKind::from_code(&text(fields, "kind")?)?,
            title: text(fields, "title")?,
            description: text(fields, "description").unwrap_or_default(),
            period_start: parsed(fields, "periodStart")?,
            period_end: parsed(fields, "periodEnd")?,
            status: PlanStatus::from_code(&text(fields, "status")?)?,
            status_reason: text(fields, "statusReason"),
            number: whole(fields, "number").unwrap_or(0),
            unit: parsed(fields, "unitId").map(|row| UnitId::new(tenant, row)),
            owner: parsed(fields, "ownerId").map(|row| MembershipId::new(tenant, row)),
            released_at: parsed(fields, "releasedAt"),
        })
    }

    /// Only what the journal follows of a plan.
    pub fn followed(fields: Fields) -> Fields {
        followed(fields, OF_PLAN)
    }
}

impl ActionState {
    /// Reads rewound fields; nothing when they are not those of an action.
    pub fn read(tenant: TenantId, fields: &Fields) -> Option<Self> {
        let contributors = fields.get(CONTRIBUTORS).and_then(Value::as_array);
        let person = |row: &Value| Some(MembershipId::new(tenant, row.as_str()?.parse().ok()?));
        Some(Self {
            code: text(fields, "code")?,
            title: text(fields, "title")?,
            description: text(fields, "description").unwrap_or_default(),
            source: Source {
                kind: SourceKind::from_code(&text(fields, "source.kind")?)?,
                reference: text(fields, "source.reference"),
                note: text(fields, "source.note"),
            },
            responsible: parsed(fields, "responsibleId").map(|row| MembershipId::new(tenant, row)),
            unit: parsed(fields, "unitId").map(|row| UnitId::new(tenant, row)),
            impact: whole(fields, "impact"),
            effort: whole(fields, "effort"),
            budget: parsed(fields, "budget"),
            start_on: parsed(fields, "startOn"),
            due_on: parsed(fields, "dueOn"),
            progress: whole(fields, "progress").unwrap_or(0),
            status: ActionStatus::from_code(&text(fields, "status")?)?,
            status_reason: text(fields, "statusReason"),
            contributors: contributors
                .map(|rows| rows.iter().filter_map(person).collect())
                .unwrap_or_default(),
        })
    }

    /// Only what the journal follows of an action.
    pub fn followed(fields: Fields) -> Fields {
        followed(fields, OF_ACTION)
    }
}

fn followed(mut fields: Fields, names: &[&str]) -> Fields {
    fields.retain(|name, value| {
        names.contains(&name.as_str()) && value.as_array().is_none_or(|items| !items.is_empty())
    });
    fields
}

fn text(fields: &Fields, name: &str) -> Option<String> {
    fields.get(name)?.as_str().map(str::to_owned)
}

fn whole(fields: &Fields, name: &str) -> Option<i32> {
    i32::try_from(fields.get(name)?.as_i64()?).ok()
}

fn parsed<T: FromStr>(fields: &Fields, name: &str) -> Option<T> {
    fields.get(name)?.as_str()?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::{super::action::tests as actions, super::lifecycle::tests as plans, *};
    use crate::journal::Journaled;

    #[test]
    fn every_field_that_is_journaled_is_part_of_the_state() {
        let plan: Vec<_> = plans::draft().fields().into_iter().map(|(name, _)| name).collect();
        assert_eq!(plan, OF_PLAN);
        let action = actions::in_status(ActionStatus::Done).fields();
        let mut action: Vec<_> = action.into_iter().map(|(name, _)| name).collect();
        action.retain(|name| *name != "boardRank");
        assert_eq!(action, OF_ACTION[..OF_ACTION.len() - 1]);
    }

    #[test]
    fn a_state_is_what_the_plan_and_the_action_say_of_themselves() {
        let plan = plans::draft();
        let state = PlanState::read(plan.id.tenant, &plan_fields(&plan)).expect("a plan");
        assert_eq!((state.code, state.kind, state.status), (plan.code, plan.kind, plan.status));
        assert_eq!((state.period_end, state.owner, state.unit), (plan.period_end, plan.owner, plan.unit));
        let action = actions::in_status(ActionStatus::InProgress);
        let people = [plans::member(8), plans::member(7)];
        let fields = action_fields(&action, &people);
        let state = ActionState::read(action.id.tenant, &fields).expect("an action");
        assert_eq!((state.budget, state.due_on), (action.budget, action.due_on));
        assert_eq!((state.responsible, state.source), (action.responsible, action.source));
        assert_eq!(state.contributors, [plans::member(7), plans::member(8)]);
    }

    #[test]
    fn what_is_no_plan_is_not_read() {
        let tenant = plans::draft().id.tenant;
        assert_eq!(PlanState::read(tenant, &Fields::new()), None);
        assert_eq!(ActionState::read(tenant, &Fields::new()), None);
    }
}
