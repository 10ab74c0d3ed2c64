//! An action of a plan: what is to be done, by whom, until when, at what cost, and how far it is.

use super::{
    action_status::ActionStatus,
    content::Plan,
    indicator::{Indicator, IndicatorInput},
    priority::Priority,
    rank,
    source::{Source, SourceKind},
};
use crate::{
    check::Check,
    error::Error,
    id::{MembershipId, PlanActionId, PlanId, UnitId},
    journal::Journaled,
    reason::Reason,
};
use chrono::{DateTime, NaiveDate, Utc};
use rust_decimal::Decimal;
use serde_json::Value;

/// An action of a plan.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Action {
    /// Identity.
    pub id: PlanActionId,
    /// The plan it belongs to.
    pub plan: PlanId,
    /// Its place in the order of creation, from 1; its code is made of it.
    pub number: i32,
    /// What is to be done.
    pub title: String,
    /// How and why; may be empty.
    pub description: String,
    /// What it follows from.
    pub source: Source,
    /// Who answers for it.
    pub responsible: Option<MembershipId>,
    /// Where it is carried out; decides who may change it.
    pub unit: Option<UnitId>,
    /// Expected effect, 1 to 5.
    pub impact: Option<i32>,
    /// Needed effort, 1 to 5.
    pub effort: Option<i32>,
    /// Money set aside, in lei.
    pub budget: Option<Decimal>,
    /// First day of work.
    pub start_on: Option<NaiveDate>,
    /// Last day of work.
    pub due_on: Option<NaiveDate>,
    /// How far it is, in percent; 100 when it is done.
    pub progress: i32,
    /// What had been reported before it was done; reopening goes back to it.
    pub reported_progress: i32,
    /// Where it stands.
    pub status: ActionStatus,
    /// Why it stands there, when somebody had to say.
    pub status_reason: Option<String>,
    /// What shows its effect.
    pub indicator: Option<Indicator>,
    /// Its place on the board.
    pub board_rank: String,
    /// When it was first decided to do it.
    pub approved_at: Option<DateTime<Utc>>,
    /// When it was carried out.
    pub done_at: Option<DateTime<Utc>>,
    /// When it was handed over to the municipality.
    pub released_at: Option<DateTime<Utc>>,
    /// When it was created.
    pub created_at: DateTime<Utc>,
    /// When it last changed.
    pub updated_at: DateTime<Utc>,
    /// Counts changes, from 1.
    pub version: i32,
}

/// What an action is made of when somebody proposes it.
#[derive(Debug, Clone)]
pub struct ActionInput {
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
    /// Expected effect, 1 to 5.
    pub impact: Option<i32>,
    /// Needed effort, 1 to 5.
    pub effort: Option<i32>,
    /// Money set aside, in lei.
    pub budget: Option<Decimal>,
    /// First day of work.
    pub start_on: Option<NaiveDate>,
    /// Last day of work.
    pub due_on: Option<NaiveDate>,
    /// What shows its effect.
    pub indicator: Option<IndicatorInput>,
}

/// What is to change in an action; absent keeps, an inner absence clears.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct ActionPatch {
    /// What is to be done.
    pub title: Option<String>,
    /// How and why.
    pub description: Option<String>,
    /// What it follows from.
    pub source: Option<Source>,
    /// Who answers for it.
    pub responsible: Option<Option<MembershipId>>,
    /// Where it is carried out.
    pub unit: Option<Option<UnitId>>,
    /// Expected effect.
    pub impact: Option<Option<i32>>,
    /// Needed effort.
    pub effort: Option<Option<i32>>,
    /// Money set aside.
    pub budget: Option<Option<Decimal>>,
    /// First day of work.
    pub start_on: Option<Option<NaiveDate>>,
    /// Last day of work.
    pub due_on: Option<Option<NaiveDate>>,
    /// What shows its effect.
    pub indicator: Option<Option<IndicatorInput>>,
    /// How far it is.
    pub progress: Option<i32>,
}

impl ActionPatch {
    /// Whether anything but a report of progress is to change.
    pub fn defines(&self) -> bool {
        Self { progress: None, ..self.clone() } != Self::default()
    }
}

impl Action {
    /// A new proposal at the end of its column; `last_rank` is the last place taken in the plan.
    ///
    /// # Errors
    /// [`Error::Invalid`] naming each field at fault.
    pub fn propose(
        id: PlanActionId,
        plan: &Plan,
        number: i32,
        last_rank: Option<&str>,
        input: ActionInput,
        at: DateTime<Utc>,
    ) -> Result<Self, Error> {
        let action = Self {
            id,
            plan: plan.id,
            number,
            title: input.title,
            description: input.description,
            source: input.source,
            responsible: input.responsible,
            unit: input.unit,
            impact: input.impact,
            effort: input.effort,
            budget: input.budget,
            start_on: input.start_on,
            due_on: input.due_on,
            progress: 0,
            reported_progress: 0,
            status: ActionStatus::Proposed,
            status_reason: None,
            indicator: input.indicator.map(Indicator::from),
            board_rank: rank::between(last_rank, None),
            approved_at: None,
            done_at: None,
            released_at: None,
            created_at: at,
            updated_at: at,
            version: 1,
        };
        action.checked(plan, Check::new())
    }

    /// The action with other values.
    ///
    /// # Errors
    /// [`Error::Invalid`] naming each field at fault.
    pub fn patched(self, patch: ActionPatch, plan: &Plan, at: DateTime<Utc>) -> Result<Self, Error> {
        let mut check = Check::new();
        if patch.progress.is_some_and(|progress| progress != self.progress) {
            check.ensure("progress", self.status == ActionStatus::InProgress, Reason::NotInProgress);
        }
        let indicator = match patch.indicator {
            None => self.indicator,
            Some(None) => None,
            Some(Some(input)) => Some(Indicator::from(input).measured_as(self.indicator.as_ref())),
        };
        let progress = patch.progress.unwrap_or(self.progress);
        let action = Self {
            title: patch.title.unwrap_or(self.title),
            description: patch.description.unwrap_or(self.description),
            source: patch.source.unwrap_or(self.source),
            responsible: patch.responsible.unwrap_or(self.responsible),
            unit: patch.unit.unwrap_or(self.unit),
            impact: patch.impact.unwrap_or(self.impact),
            effort: patch.effort.unwrap_or(self.effort),
            budget: patch.budget.unwrap_or(self.budget),
            start_on: patch.start_on.unwrap_or(self.start_on),
            due_on: patch.due_on.unwrap_or(self.due_on),
            progress,
            reported_progress: patch.progress.unwrap_or(self.reported_progress),
            indicator,
            updated_at: at,
            version: self.version + 1,
            ..self
        };
        action.checked(plan, check)
    }

    /// The action at another place of the board, between two cards of its column.
    pub fn placed(self, before: Option<&str>, after: Option<&str>, at: DateTime<Utc>) -> Self {
        Self { board_rank: rank::between(before, after), updated_at: at, version: self.version + 1, ..self }
    }

    /// The action with a newer measured value of its indicator, if it is the latest.
    pub fn measured(self, value: Decimal, on: NaiveDate, at: DateTime<Utc>) -> Self {
        let indicator = self.indicator.map(|indicator| indicator.measured(value, on));
        Self { indicator, updated_at: at, version: self.version + 1, ..self }
    }

    /// The action after something that belongs to it changed: contributors, what it waits for.
    pub fn touched(self, at: DateTime<Utc>) -> Self {
        Self { updated_at: at, version: self.version + 1, ..self }
    }

    /// Short code inside its plan.
    pub fn code(&self) -> String {
        code_of(self.number)
    }

    /// Quadrant of impact and effort.
    pub fn priority(&self) -> Option<Priority> {
        Priority::of(self.impact, self.effort)
    }

    /// Whether it is late on a day: open and past its due date.
    pub fn is_overdue(&self, today: NaiveDate) -> bool {
        ActionStatus::OPEN.contains(&self.status) && self.due_on.is_some_and(|due| due < today)
    }

    /// What a filter looks through, folded; the first line is what the search over everything finds it by.
    pub fn search_text(&self) -> String {
        let reference = self.source.reference.as_deref().unwrap_or_default();
        crate::text::fold(&format!("{} {} {reference}\n{}", self.code(), self.title, self.description))
    }

    fn checked(mut self, plan: &Plan, mut check: Check) -> Result<Self, Error> {
        self.title = check.text("title", &self.title, 3..=300);
        self.description = check.text("description", &self.description, 0..=10_000);
        self.source.reference =
            check.optional_text("source.reference", self.source.reference.as_deref(), 100);
        self.source.note = check.optional_text("source.note", self.source.note.as_deref(), 1_000);
        let referenced = self.source.kind == SourceKind::Manual || self.source.reference.is_some();
        check.ensure("source.reference", referenced, Reason::Required);
        for (path, value) in [("impact", self.impact), ("effort", self.effort)] {
            if let Some(value) = value {
                check.number(path, value, 1..=5);
            }
        }
        if let Some(budget) = &mut self.budget {
            *budget =
                check.decimal("budget", *budget, Decimal::ZERO..=Decimal::new(99_999_999_999_999, 2), 2);
            budget.rescale(2);
        }
        for (path, date) in [("startOn", self.start_on), ("dueOn", self.due_on)] {
            let inside = date.is_none_or(|date| (plan.period_start..=plan.period_end).contains(&date));
            check.ensure(
                path,
                inside,
                Reason::OutsidePlanPeriod { start: plan.period_start, end: plan.period_end },
            );
        }
        check.period("dueOn", self.start_on, self.due_on);
        check.number("progress", self.progress, 0..=100);
        self.indicator = self.indicator.map(|indicator| indicator.checked(&mut check));
        check.done()?;
        Ok(self)
    }
}

/// Short code of the action with a number.
pub fn code_of(number: i32) -> String {
    format!("A-{number:02}")
}

impl Journaled for Action {
    fn fields(&self) -> Vec<(&'static str, Value)> {
        let mut fields: Vec<(&'static str, Value)> = vec![
            ("code", self.code().into()),
            ("title", self.title.as_str().into()),
            ("description", self.description.as_str().into()),
            ("source.kind", self.source.kind.code().into()),
            ("source.reference", self.source.reference.as_deref().into()),
            ("source.note", self.source.note.as_deref().into()),
            ("responsibleId", self.responsible.map(|id| id.row.to_string()).into()),
            ("unitId", self.unit.map(|id| id.row.to_string()).into()),
            ("impact", self.impact.into()),
            ("effort", self.effort.into()),
            ("budget", self.budget.map(|budget| budget.to_string()).into()),
            ("startOn", self.start_on.map(|date| date.to_string()).into()),
            ("dueOn", self.due_on.map(|date| date.to_string()).into()),
            ("progress", self.progress.into()),
            ("status", self.status.code().into()),
            ("statusReason", self.status_reason.as_deref().into()),
            ("boardRank", self.board_rank.as_str().into()),
        ];
        fields.extend(Indicator::fields(self.indicator.as_ref()));
        fields
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::{super::lifecycle::tests as plans, *};
    use crate::id::TenantId;
    use uuid::Uuid;

    pub fn unit(row: u128) -> UnitId {
        UnitId::new(TenantId(Uuid::from_u128(1)), Uuid::from_u128(row))
    }

    pub fn input() -> ActionInput {
        ActionInput {
            title: "Registru unic al petițiilor".into(),
            description: String::new(),
            source: Source::manual(),
            responsible: Some(plans::member(5)),
            unit: Some(unit(10)),
            impact: Some(4),
            effort: Some(2),
            budget: Some(Decimal::new(125_050, 1)),
            start_on: Some(plans::day("2027-02-01")),
            due_on: Some(plans::day("2027-03-31")),
            indicator: None,
        }
    }

    fn propose(input: ActionInput) -> Result<Action, Error> {
        let plan = plans::draft();
        let id = PlanActionId::new(plan.id.tenant, Uuid::from_u128(200));
        Action::propose(id, &plan, 7, None, input, DateTime::UNIX_EPOCH)
    }

    pub fn in_status(status: ActionStatus) -> Action {
        Action { status, ..propose(input()).expect("a valid action") }
    }

    fn faults(result: Result<Action, Error>) -> Vec<(String, &'static str)> {
        match result {
            Err(Error::Invalid(errors)) => errors.into_iter().map(|e| (e.path, e.reason.code())).collect(),
            _ => Vec::new(),
        }
    }

    #[test]
    fn a_proposal_has_a_code_a_priority_and_no_progress() {
        let action = propose(input()).expect("valid");
        assert_eq!(action.code(), "A-07");
        assert_eq!(action.priority(), Some(Priority::QuickWin));
        assert_eq!((action.progress, action.status), (0, ActionStatus::Proposed));
        assert_eq!(action.budget.map(|b| b.to_string()).as_deref(), Some("12505.00"));
        assert!(action.search_text().contains("a-07 registru unic al petitiilor"));
    }

    #[test]
    fn names_every_field_at_fault_at_once() {
        let wrong = ActionInput {
            title: "a".into(),
            source: Source { kind: SourceKind::Risk, reference: None, note: None },
            impact: Some(6),
            effort: Some(0),
            budget: Some(Decimal::new(-1, 2)),
            start_on: Some(plans::day("2027-06-02")),
            due_on: Some(plans::day("2027-06-01")),
            indicator: Some(IndicatorInput {
                name: String::new(),
                unit: "%".into(),
                baseline: None,
                target: Some(Decimal::new(12_345_678, 6)),
            }),
            ..input()
        };
        let expected = [
            ("title", "TOO_SHORT"),
            ("source.reference", "REQUIRED"),
            ("impact", "OUT_OF_RANGE"),
            ("effort", "OUT_OF_RANGE"),
            ("budget", "OUT_OF_RANGE"),
            ("dueOn", "END_BEFORE_START"),
            ("indicator.name", "REQUIRED"),
            ("indicator.target", "TOO_PRECISE"),
        ];
        let expected: Vec<_> = expected.iter().map(|(path, code)| ((*path).to_owned(), *code)).collect();
        assert_eq!(faults(propose(wrong)), expected);
    }

    #[test]
    fn dates_stay_inside_the_period_of_the_plan() {
        let late = ActionInput { due_on: Some(plans::day("2028-01-01")), ..input() };
        assert_eq!(faults(propose(late)), [("dueOn".to_owned(), "OUTSIDE_PLAN_PERIOD")]);
    }

    #[test]
    fn progress_is_reported_only_while_work_goes_on() {
        let patch = || ActionPatch { progress: Some(40), ..ActionPatch::default() };
        assert!(!patch().defines());
        for status in ActionStatus::ALL {
            let result = in_status(*status).patched(patch(), &plans::draft(), DateTime::UNIX_EPOCH);
            assert_eq!(result.is_ok(), *status == ActionStatus::InProgress, "{status:?}");
        }
    }

    #[test]
    fn a_patch_keeps_what_it_does_not_name_and_clears_what_it_says() {
        let patch = ActionPatch { budget: Some(None), effort: Some(Some(5)), ..ActionPatch::default() };
        assert!(patch.defines());
        let action = in_status(ActionStatus::Approved);
        let changed = action.clone().patched(patch, &plans::draft(), DateTime::UNIX_EPOCH).expect("valid");
        let fields: Vec<_> =
            crate::journal::difference(&action, &changed).into_iter().map(|c| c.field).collect();
        assert_eq!(fields, ["effort", "budget"]);
        assert_eq!(changed.version, action.version + 1);
    }

    #[test]
    fn a_deadline_is_missed_only_by_open_actions_and_from_the_next_day() {
        let due = plans::day("2027-03-31");
        let next = plans::day("2027-04-01");
        for status in ActionStatus::ALL {
            assert!(!in_status(*status).is_overdue(due), "{status:?}");
            assert_eq!(
                in_status(*status).is_overdue(next),
                ActionStatus::OPEN.contains(status),
                "{status:?}"
            );
        }
    }
}
