//! The tables of the report.

use super::{MonitoringLine, MonitoringReport, budget, progress};
use crate::{
    document::table::{Cell, Column, ColumnKind, Table},
    report::plan_words::{self as say, either},
    words,
};
use calitas_domain::{identity::Language, plan::ActionStatus};

impl MonitoringReport {
    pub(super) fn late_table(&self) -> Table {
        let language = self.issue.language;
        let column = |ro, en, kind| Column::new(either(language, ro, en), kind);
        let mut table = Table::new(
            either(
                language,
                "Acțiuni deschise al căror termen a trecut",
                "Open actions whose due date has passed",
            ),
            vec![
                column("Cod", "Code", ColumnKind::Code).width(8),
                column("Acțiune", "Action", ColumnKind::Text).width(36),
                column("Responsabil", "In charge", ColumnKind::Text).width(20),
                column("Termen", "Due", ColumnKind::Date).width(12),
                column("Zile de întârziere", "Days late", ColumnKind::Whole).width(11),
                column("Realizat", "Progress", ColumnKind::Percent).width(10),
            ],
        );
        let mut late: Vec<_> =
            self.actions.iter().filter(|action| action.days_late(self.issue.date) > 0).collect();
        late.sort_by_key(|action| std::cmp::Reverse(action.days_late(self.issue.date)));
        for action in late {
            table.push(vec![
                action.code.clone().into(),
                action.title.clone().into(),
                Cell::text(action.responsible.clone()),
                Cell::date(action.due_on),
                Cell::Whole(action.days_late(self.issue.date).into()),
                Cell::Percent(action.progress.into()),
            ]);
        }
        table
    }

    pub(super) fn unit_table(&self) -> Table {
        let language = self.issue.language;
        let column = |ro, en, kind| Column::new(either(language, ro, en), kind);
        let mut table = Table::new(
            either(language, "Acțiunile pe compartimente", "Actions by unit"),
            vec![
                column("Compartiment", "Unit", ColumnKind::Text).width(34),
                column("Acțiuni", "Actions", ColumnKind::Whole).width(9),
                column("Realizate", "Done", ColumnKind::Whole).width(10),
                column("Depășite", "Overdue", ColumnKind::Whole).width(10),
                column("Realizat", "Progress", ColumnKind::Percent).width(10),
                column("Buget", "Budget", ColumnKind::Money).width(18),
            ],
        );
        let nobody = either(language, "Fără compartiment", "Without a unit");
        let in_plan: Vec<_> =
            self.actions.iter().filter(|action| ActionStatus::IN_PLAN.contains(&action.status)).collect();
        let mut units: Vec<_> = in_plan.iter().map(|action| action.unit.as_deref()).collect();
        units.sort_by_key(|unit| (unit.is_none(), *unit));
        units.dedup();
        for unit in units {
            let of_unit: Vec<_> = in_plan
                .iter()
                .filter(|action| action.unit.as_deref() == unit)
                .map(|action| (*action).clone())
                .collect();
            table.push(self.unit_cells(unit.unwrap_or(nobody), &of_unit));
        }
        let all: Vec<_> = in_plan.into_iter().cloned().collect();
        table.totals = (!all.is_empty()).then(|| self.unit_cells(words::of(language).total, &all));
        table
    }

    fn unit_cells(&self, name: &str, actions: &[MonitoringLine]) -> Vec<Cell> {
        let count = |is: &dyn Fn(&MonitoringLine) -> bool| {
            Cell::Whole(i64::try_from(actions.iter().filter(|action| is(action)).count()).unwrap_or(i64::MAX))
        };
        vec![
            name.into(),
            count(&|_| true),
            count(&|action| ActionStatus::SETTLED.contains(&action.status)),
            count(&|action| action.days_late(self.issue.date) > 0),
            Cell::Percent(progress(actions).into()),
            Cell::Money(budget(actions)),
        ]
    }

    pub(super) fn action_table(&self) -> Table {
        let language = self.issue.language;
        let column = |ro, en, kind| Column::new(either(language, ro, en), kind);
        let mut table = Table::new(
            either(language, "Toate acțiunile planului", "All actions of the plan"),
            vec![
                column("Cod", "Code", ColumnKind::Code).width(7),
                column("Acțiune", "Action", ColumnKind::Text).width(38),
                column("Responsabil", "In charge", ColumnKind::Text).width(20),
                column("Compartiment", "Unit", ColumnKind::Text).width(20),
                column("Termen", "Due", ColumnKind::Date).width(12),
                column("Realizată la", "Done on", ColumnKind::Date).width(12),
                column("Realizat", "Progress", ColumnKind::Percent).width(10),
                column("Stare", "Status", ColumnKind::Status).width(14),
                column("Observații", "Remarks", ColumnKind::Text).width(24),
            ],
        );
        for action in &self.actions {
            let late = match (action.days_late(self.issue.date), language) {
                (0, _) => None,
                (days, Language::Ro) => Some(format!("Termen depășit cu {days} {}", days_word(days))),
                (1, Language::En) => Some("1 day overdue".to_owned()),
                (days, Language::En) => Some(format!("{days} days overdue")),
            };
            let remarks: Vec<_> = late.into_iter().chain(action.status_reason.clone()).collect();
            table.push(vec![
                action.code.clone().into(),
                action.title.clone().into(),
                Cell::text(action.responsible.clone()),
                Cell::text(action.unit.clone()),
                Cell::date(action.due_on),
                Cell::date(action.done_on),
                Cell::Percent(action.progress.into()),
                say::status(action.status, language),
                Cell::text((!remarks.is_empty()).then(|| remarks.join("\n"))),
            ]);
        }
        table
    }

    pub(super) fn indicator_table(&self) -> Table {
        let language = self.issue.language;
        let column = |ro, en, kind| Column::new(either(language, ro, en), kind);
        let mut table = Table::new(
            either(language, "Valorile măsurate ale indicatorilor", "Measured values of the indicators"),
            vec![
                column("Cod", "Code", ColumnKind::Code).width(7),
                column("Indicator", "Indicator", ColumnKind::Text).width(40),
                column("Unitate de măsură", "Measured in", ColumnKind::Text).width(14),
                column("Valoare inițială", "Baseline", ColumnKind::Decimal).width(12),
                column("Țintă", "Target", ColumnKind::Decimal).width(12),
                column("Ultima valoare", "Latest value", ColumnKind::Decimal).width(12),
                column("Măsurată la", "Measured on", ColumnKind::Date).width(12),
            ],
        );
        for action in &self.actions {
            let Some(indicator) = &action.indicator else { continue };
            table.push(vec![
                action.code.clone().into(),
                indicator.name.clone().into(),
                indicator.unit.clone().into(),
                Cell::decimal(indicator.baseline),
                Cell::decimal(indicator.target),
                Cell::decimal(action.latest.map(|(value, _)| value)),
                Cell::date(action.latest.map(|(_, on)| on)),
            ]);
        }
        table
    }
}

fn days_word(days: i32) -> &'static str {
    match (days, days % 100) {
        (1, _) => "zi",
        (_, 1..=19) => "zile",
        _ => "de zile",
    }
}
