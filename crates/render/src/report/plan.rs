//! The improvement plan as it is approved, signed and kept: what is to be done, by whom, until when, with what money,
//! and how its effect is measured. How far the work is stands in the monitoring report.

use super::{
    Issue,
    plan_words::{self as say, either},
};
use crate::{
    document::{
        Block, Document, Fact, Section, Standing, rich,
        table::{Cell, Column, ColumnKind, Table},
    },
    format, words,
};
use calitas_domain::{
    identity::Language,
    plan::{ActionStatus, PlanKind, Priority, SourceKind},
};
use chrono::NaiveDate;
use rust_decimal::Decimal;

/// A plan, or one of its approved versions.
#[derive(Debug, Clone, PartialEq)]
pub struct PlanDocument {
    /// Who issues it, when, in what language, who signs.
    pub issue: Issue,
    /// Whether it binds.
    pub standing: Standing,
    /// Short code.
    pub code: String,
    /// What it is for.
    pub kind: PlanKind,
    /// Title.
    pub title: String,
    /// What it wants to reach; may be empty.
    pub description: String,
    /// First and last day.
    pub period: (NaiveDate, NaiveDate),
    /// The unit that coordinates it.
    pub unit: Option<String>,
    /// Function of the person who runs it.
    pub owner: Option<String>,
    /// Its actions, in their order.
    pub actions: Vec<PlanLine>,
}

/// An action as the plan shows it.
#[derive(Debug, Clone, PartialEq)]
pub struct PlanLine {
    /// Short code.
    pub code: String,
    /// What is to be done.
    pub title: String,
    /// How and why; may be empty.
    pub description: String,
    /// What it follows from.
    pub source: SourceKind,
    /// Its code there.
    pub source_reference: Option<String>,
    /// Function of the person who answers for it.
    pub responsible: Option<String>,
    /// Where it is carried out.
    pub unit: Option<String>,
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
    pub indicator: Option<IndicatorLine>,
    /// Where it stands.
    pub status: ActionStatus,
}

/// What shows the effect of an action.
#[derive(Debug, Clone, PartialEq)]
pub struct IndicatorLine {
    /// What is measured.
    pub name: String,
    /// In what it is measured.
    pub unit: String,
    /// The value before.
    pub baseline: Option<Decimal>,
    /// The value to reach.
    pub target: Option<Decimal>,
}

impl PlanDocument {
    /// What it says.
    pub fn document(&self) -> Document {
        let language = self.issue.language;
        let summary = Section { heading: None, ..Section::new("", self.summary()) };
        let actions = Section::new(
            either(language, "Acțiunile planului", "Actions of the plan"),
            vec![Block::Table(self.action_table())],
        );
        let mut sections = vec![summary, actions.landscape()];
        let indicators = self.indicator_table();
        if !indicators.rows.is_empty() {
            let heading = either(language, "Indicatorii", "Indicators");
            sections.push(Section::new(heading, vec![Block::Table(indicators)]).landscape());
        }
        if !self.issue.signatures.is_empty() {
            let signatures = Block::Signatures(self.issue.signatures.clone());
            let end = sections.last_mut().expect("the plan has at least two sections");
            end.blocks.push(signatures);
        }
        Document {
            letterhead: self.issue.letterhead.clone(),
            language,
            title: self.title.clone(),
            subtitle: Some(say::kind(self.kind, language).to_owned()),
            number: Some(self.code.clone()),
            date: self.issue.date,
            made_at: self.issue.made_at,
            standing: self.standing.clone(),
            sections,
        }
    }

    fn summary(&self) -> Vec<Block> {
        let language = self.issue.language;
        let name = |ro, en| either(language, ro, en);
        let (start, end) = self.period;
        let period = format!("{} – {}", format::day(start, language), format::day(end, language));
        let budget = self.actions.iter().filter_map(|action| action.budget).sum();
        let facts = vec![
            Fact::new(name("Perioada", "Period"), period),
            Fact::new(name("Compartiment coordonator", "Coordinating unit"), Cell::text(self.unit.clone())),
            Fact::new(name("Responsabil de plan", "Person in charge"), Cell::text(self.owner.clone())),
            Fact::new(
                name("Acțiuni", "Actions"),
                Cell::Whole(i64::try_from(self.actions.len()).unwrap_or(i64::MAX)),
            ),
            Fact::new(name("Buget total", "Total budget"), Cell::Money(budget)),
        ];
        let mut blocks = vec![Block::Facts(facts)];
        if !self.description.trim().is_empty() {
            blocks.push(Block::Heading(name("Scopul planului", "Purpose of the plan").to_owned()));
            blocks.extend(rich::blocks(&self.description));
        }
        blocks
    }

    fn action_table(&self) -> Table {
        let language = self.issue.language;
        let column = |ro, en, kind| Column::new(either(language, ro, en), kind);
        let mut table = Table::new(
            either(
                language,
                "Acțiuni, responsabili, termene și buget",
                "Actions, people in charge, due dates and budget",
            ),
            vec![
                column("Cod", "Code", ColumnKind::Code).width(7),
                column("Acțiune", "Action", ColumnKind::Text).width(36),
                column("Sursă", "Source", ColumnKind::Text).width(17),
                column("Responsabil", "In charge", ColumnKind::Text).width(19),
                column("Compartiment", "Unit", ColumnKind::Text).width(18),
                column("Început", "Start", ColumnKind::Date).width(12),
                column("Termen", "Due", ColumnKind::Date).width(12),
                column("Prioritate", "Priority", ColumnKind::Text).width(15),
                column("Buget", "Budget", ColumnKind::Money).width(16),
            ],
        );
        for action in &self.actions {
            table.push(action.cells(language));
        }
        let mut totals = vec![Cell::Empty; table.columns.len()];
        totals[1] = words::of(language).total.into();
        totals[8] = Cell::Money(self.actions.iter().filter_map(|action| action.budget).sum());
        for cell in &mut totals {
            if *cell == Cell::Empty {
                *cell = "".into();
            }
        }
        table.totals = (!self.actions.is_empty()).then_some(totals);
        table
    }

    fn indicator_table(&self) -> Table {
        let language = self.issue.language;
        let column = |ro, en, kind| Column::new(either(language, ro, en), kind);
        let mut table = Table::new(
            either(
                language,
                "Cum se măsoară efectul acțiunilor",
                "How the effect of the actions is measured",
            ),
            vec![
                column("Cod", "Code", ColumnKind::Code).width(7),
                column("Acțiune", "Action", ColumnKind::Text).width(36),
                column("Indicator", "Indicator", ColumnKind::Text).width(36),
                column("Unitate de măsură", "Measured in", ColumnKind::Text).width(14),
                column("Valoare inițială", "Baseline", ColumnKind::Decimal).width(12),
                column("Țintă", "Target", ColumnKind::Decimal).width(12),
            ],
        );
        for action in &self.actions {
            let Some(indicator) = &action.indicator else { continue };
            table.push(vec![
                action.code.clone().into(),
                action.title.clone().into(),
                indicator.name.clone().into(),
                indicator.unit.clone().into(),
                Cell::decimal(indicator.baseline),
                Cell::decimal(indicator.target),
            ]);
        }
        table
    }
}

impl PlanLine {
    fn cells(&self, language: Language) -> Vec<Cell> {
        let priority = Priority::of(self.impact, self.effort);
        let source = say::source(self.source, language);
        let source = match &self.source_reference {
            Some(reference) => format!("{source}: {reference}"),
            None => source.to_owned(),
        };
        let what = say::with_description(&self.title, &self.description);
        vec![
            self.code.clone().into(),
            what.into(),
            source.into(),
            Cell::text(self.responsible.clone()),
            Cell::text(self.unit.clone()),
            Cell::date(self.start_on),
            Cell::date(self.due_on),
            Cell::text(priority.map(|priority| say::priority(priority, language))),
            Cell::money(self.budget),
        ]
    }
}
