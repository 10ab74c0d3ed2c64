//! The development programme of internal control (order 600/2018, art. 4): the measures that were approved, by standard,
//! and how far each is on the day of issue.

use super::{
    super::{
        Issue,
        plan::IndicatorLine,
        plan_words::{self as say, either},
        progress,
    },
    words,
};
use crate::{
    document::{
        Block, Document, Fact, Section, Standing, rich,
        table::{Cell, Column, ColumnKind, Table},
    },
    format,
};
use calitas_domain::{
    control::Standard,
    identity::Language,
    plan::{ActionStatus, PlanKind, SourceKind},
};
use chrono::NaiveDate;

/// The development programme, as it is issued.
#[derive(Debug, Clone, PartialEq)]
pub struct Programme {
    /// Who issues it, for which day, in what language, who signs.
    pub issue: Issue,
    /// Whether it binds. What was approved are the measures, not how far they are.
    pub standing: Standing,
    /// Short code of the plan.
    pub code: String,
    /// Title of the plan.
    pub title: String,
    /// What it wants to reach; may be empty.
    pub description: String,
    /// First and last day.
    pub period: (NaiveDate, NaiveDate),
    /// Its measures, in the order of the plan.
    pub measures: Vec<ProgrammeLine>,
}

/// A measure of the programme.
#[derive(Debug, Clone, PartialEq)]
pub struct ProgrammeLine {
    /// What is to be done.
    pub title: String,
    /// How and why; may be empty.
    pub description: String,
    /// What it follows from.
    pub source: SourceKind,
    /// Its code there: that of a standard (`S08`) where it closes a gap.
    pub source_reference: Option<String>,
    /// Function of the person who answers for it.
    pub responsible: Option<String>,
    /// Where it is carried out.
    pub unit: Option<String>,
    /// Last day of work.
    pub due_on: Option<NaiveDate>,
    /// What shows its effect.
    pub indicator: Option<IndicatorLine>,
    /// How far it is, in percent.
    pub progress: i32,
    /// Where it stands.
    pub status: ActionStatus,
}

impl Programme {
    /// What it says.
    pub fn document(&self) -> Document {
        let language = self.issue.language;
        let mut blocks = vec![Block::Facts(self.facts())];
        if !self.description.trim().is_empty() {
            let purpose = either(language, "Scopul programului", "Purpose of the programme");
            blocks.push(Block::Heading(purpose.to_owned()));
            blocks.extend(rich::blocks(&self.description));
        }
        blocks.extend(rich::blocks(words::unconfirmed(language)));
        blocks.push(Block::Table(self.table()));
        if !self.issue.signatures.is_empty() {
            blocks.push(Block::Signatures(self.issue.signatures.clone()));
        }
        let (start, end) = self.period;
        Document {
            letterhead: self.issue.letterhead.clone(),
            language,
            title: say::kind(PlanKind::ControlDevelopment, language).to_owned(),
            subtitle: Some(format!("{} – {}", format::day(start, language), format::day(end, language))),
            number: Some(self.code.clone()),
            date: self.issue.date,
            made_at: self.issue.made_at,
            standing: self.standing.clone(),
            sections: vec![Section { heading: None, ..Section::new("", blocks) }.landscape()],
        }
    }

    fn facts(&self) -> Vec<Fact> {
        let language = self.issue.language;
        let name = |ro, en| either(language, ro, en);
        let settled = ActionStatus::SETTLED;
        let done = self.measures.iter().filter(|one| settled.contains(&one.status)).count();
        let progress = progress(self.measures.iter().map(|one| (one.status, one.progress)));
        let count = |found: usize| Cell::Whole(i64::try_from(found).unwrap_or(i64::MAX));
        vec![
            Fact::new(name("Denumirea programului", "Name of the programme"), self.title.clone()),
            Fact::new(name("Stadiul măsurilor la data", "State of the measures as of"), self.issue.date),
            Fact::new(name("Măsuri", "Measures"), count(self.measures.len())),
            Fact::new(name("din care realizate", "of which done"), count(done)),
            Fact::new(name("Progres", "Progress"), Cell::Percent(progress.into())),
        ]
    }

    fn table(&self) -> Table {
        let language = self.issue.language;
        let column = |ro, en, kind| Column::new(either(language, ro, en), kind);
        let mut table = Table::new(
            either(language, "Măsurile programului", "Measures of the programme"),
            vec![
                column("Nr. crt.", "No.", ColumnKind::Code).width(6),
                column("Standardul", "Standard", ColumnKind::Text).width(22),
                column("Măsura/acțiunea", "Measure/action", ColumnKind::Text).width(36),
                column("Sursa", "Source", ColumnKind::Text).width(18),
                column("Responsabil", "Responsible", ColumnKind::Text).width(20),
                column("Termen", "Deadline", ColumnKind::Date).width(13),
                column("Rezultat așteptat", "Expected result", ColumnKind::Text).width(24),
                column("Progres", "Progress", ColumnKind::Percent).width(10),
                column("Stadiu", "Status", ColumnKind::Status).width(14),
            ],
        );
        let mut measures: Vec<&ProgrammeLine> = self.measures.iter().collect();
        // What follows from no standard comes last.
        measures.sort_by_key(|one| one.standard().map_or(i32::MAX, Standard::number));
        for (number, one) in (1..).zip(measures) {
            table.push(one.cells(number, language));
        }
        if self.measures.is_empty() {
            table.note = Some(either(language, "Nicio măsură.", "No measure.").to_owned());
        }
        table
    }
}

impl ProgrammeLine {
    /// The standard whose gap it closes.
    fn standard(&self) -> Option<Standard> {
        let code = self.source_reference.as_deref().filter(|_| self.source == SourceKind::ControlGap)?;
        Standard::from_code(code)
    }

    fn cells(&self, number: i64, language: Language) -> Vec<Cell> {
        let standard = self.standard();
        let source = say::source(self.source, language);
        let source = match self.source_reference.as_deref().filter(|_| standard.is_none()) {
            Some(reference) => format!("{source}: {reference}"),
            None => source.to_owned(),
        };
        let what = say::with_description(&self.title, &self.description);
        // A function often names its compartment already.
        let is_named =
            |unit: &&String| self.responsible.as_ref().is_some_and(|who| who.contains(unit.as_str()));
        let unit = self.unit.iter().filter(|unit| !is_named(unit));
        let who: Vec<&str> = self.responsible.iter().chain(unit).map(String::as_str).collect();
        vec![
            number.to_string().into(),
            Cell::text(standard.map(|one| words::standard(one, language))),
            what.into(),
            source.into(),
            Cell::text((!who.is_empty()).then(|| who.join("\n"))),
            Cell::date(self.due_on),
            Cell::text(self.indicator.as_ref().map(|one| expected(one, language))),
            Cell::Percent(self.progress.into()),
            say::status(self.status, language),
        ]
    }
}

/// What is to be reached: `Proceduri aprobate: 41 → 64 proceduri`.
fn expected(indicator: &IndicatorLine, language: Language) -> String {
    let number = |value| format::decimal(value, language);
    let (name, unit) = (&indicator.name, &indicator.unit);
    match (indicator.baseline, indicator.target) {
        (Some(before), Some(target)) => format!("{name}: {} → {} {unit}", number(before), number(target)),
        (None, Some(target)) => format!("{name}: {} {unit}", number(target)),
        (_, None) => name.clone(),
    }
}
