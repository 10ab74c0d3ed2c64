//! The monitoring report of a plan: how far the work is on a day, what is late, what was measured.

mod tables;

use super::{
    Issue,
    plan::IndicatorLine,
    plan_words::{self as say, either},
};
use crate::{
    document::{
        Bar, Bars, Block, Document, Fact, Section, Standing,
        rich::Rich,
        table::{Cell, Mood},
    },
    format,
};
use calitas_domain::{
    calendar::days_overdue,
    identity::Language,
    plan::{ActionStatus, PlanKind, PlanStatus},
};
use chrono::NaiveDate;
use rust_decimal::Decimal;

/// The state of a plan on a day, `issue.date`.
#[derive(Debug, Clone, PartialEq)]
pub struct MonitoringReport {
    /// Who issues it, for which day, in what language, who signs.
    pub issue: Issue,
    /// Short code of the plan.
    pub code: String,
    /// What the plan is for.
    pub kind: PlanKind,
    /// Title of the plan.
    pub title: String,
    /// Where the plan stands.
    pub status: PlanStatus,
    /// The approved version in force; 0 before the first approval.
    pub version: i32,
    /// First and last day of the plan.
    pub period: (NaiveDate, NaiveDate),
    /// What whoever reports has to say; may be empty.
    pub remarks: String,
    /// Its actions, in their order.
    pub actions: Vec<MonitoringLine>,
}

/// An action as the report shows it.
#[derive(Debug, Clone, PartialEq)]
pub struct MonitoringLine {
    /// Short code.
    pub code: String,
    /// What is to be done.
    pub title: String,
    /// Function of the person who answers for it.
    pub responsible: Option<String>,
    /// Where it is carried out.
    pub unit: Option<String>,
    /// Last day of work.
    pub due_on: Option<NaiveDate>,
    /// The day it was carried out.
    pub done_on: Option<NaiveDate>,
    /// How far it is, in percent.
    pub progress: i32,
    /// Money set aside, in lei.
    pub budget: Option<Decimal>,
    /// Where it stands.
    pub status: ActionStatus,
    /// Why it stands there.
    pub status_reason: Option<String>,
    /// What shows its effect.
    pub indicator: Option<IndicatorLine>,
    /// The latest measured value and its day.
    pub latest: Option<(Decimal, NaiveDate)>,
}

impl MonitoringLine {
    fn days_late(&self, on: NaiveDate) -> i32 {
        let is_open = ActionStatus::OPEN.contains(&self.status);
        self.due_on.filter(|_| is_open).map_or(0, |due_on| days_overdue(due_on, on))
    }
}

impl MonitoringReport {
    /// What it says.
    pub fn document(&self) -> Document {
        let language = self.issue.language;
        let heading = |ro, en| either(language, ro, en);
        let mut sections =
            vec![Section::new(heading("Situația planului", "State of the plan"), self.summary())];
        let late = self.late_table();
        let all_in_time = heading("Nicio acțiune nu are termenul depășit.", "No action is overdue.");
        let blocks = if late.rows.is_empty() {
            vec![Block::Paragraph(all_in_time.into())]
        } else {
            vec![Block::Table(late)]
        };
        sections.push(Section::new(heading("Acțiuni cu termen depășit", "Overdue actions"), blocks));
        let units = heading("Pe compartimente", "By unit");
        sections.push(Section::new(units, vec![Block::Table(self.unit_table())]));
        let all = Section::new(
            heading("Stadiul acțiunilor", "State of the actions"),
            vec![Block::Table(self.action_table())],
        );
        sections.push(all.landscape());
        let measured = self.indicator_table();
        if !measured.rows.is_empty() {
            let indicators = heading("Indicatorii", "Indicators");
            sections.push(Section::new(indicators, vec![Block::Table(measured)]).landscape());
        }
        if !self.issue.signatures.is_empty() {
            let end = sections.last_mut().expect("the report has sections");
            end.blocks.push(Block::Signatures(self.issue.signatures.clone()));
        }
        Document {
            letterhead: self.issue.letterhead.clone(),
            language,
            title: heading("Raport de monitorizare", "Monitoring report").to_owned(),
            subtitle: Some(format!("{}: {}", say::kind(self.kind, language), self.title)),
            number: Some(self.code.clone()),
            date: self.issue.date,
            made_at: self.issue.made_at,
            standing: Standing::Statement,
            sections,
        }
    }

    fn summary(&self) -> Vec<Block> {
        let language = self.issue.language;
        let name = |ro, en| either(language, ro, en);
        let (start, end) = self.period;
        let period = format!("{} – {}", format::day(start, language), format::day(end, language));
        let late = self.actions.iter().filter(|action| action.days_late(self.issue.date) > 0).count();
        let facts = vec![
            Fact::new(name("Situația la data de", "State as of"), self.issue.date),
            Fact::new(name("Perioada planului", "Period of the plan"), period),
            Fact::new(name("Starea planului", "Status of the plan"), say::plan_status(self.status, language)),
            Fact::new(
                name("Versiunea în vigoare", "Version in force"),
                match self.version {
                    0 => Cell::Empty,
                    version => Cell::Whole(version.into()),
                },
            ),
            Fact::new(
                name("Realizarea planului", "Progress of the plan"),
                Cell::Percent(progress(&self.actions).into()),
            ),
            Fact::new(
                name("Termene depășite", "Overdue"),
                match late {
                    0 => Cell::Status(name("Niciuna", "None").to_owned(), Mood::Good),
                    late => Cell::Status(say::actions(late, language), Mood::Bad),
                },
            ),
            Fact::new(name("Buget total", "Total budget"), Cell::Money(budget(&self.actions))),
        ];
        let mut blocks = vec![Block::Facts(facts), Block::Bars(self.status_bars())];
        let remarks = self.remarks.split('\n').map(str::trim).filter(|line| !line.is_empty());
        blocks.extend(remarks.map(|line| Block::Paragraph(Rich::plain(line))));
        blocks
    }

    fn status_bars(&self) -> Bars {
        let language = self.issue.language;
        let decided =
            self.actions.iter().filter(|action| ActionStatus::COUNTED.contains(&action.status)).count();
        let settled =
            self.actions.iter().filter(|action| ActionStatus::SETTLED.contains(&action.status)).count();
        let bars = ActionStatus::ALL.iter().map(|status| {
            let count = self.actions.iter().filter(|action| action.status == *status).count();
            let value = Cell::Whole(i64::try_from(count).unwrap_or(i64::MAX));
            Bar { name: say::status_word(*status, language).to_owned(), value }
        });
        Bars {
            title: match language {
                Language::Ro => {
                    format!("{settled} din {} aprobate sunt realizate", say::actions(decided, language))
                }
                Language::En => format!("{settled} of {} approved are done", say::actions(decided, language)),
            },
            name: either(language, "Stare", "Status").to_owned(),
            unit: either(language, "Acțiuni", "Actions").to_owned(),
            bars: bars.collect(),
            full: None,
        }
    }
}

fn progress(actions: &[MonitoringLine]) -> i32 {
    super::progress(actions.iter().map(|action| (action.status, action.progress)))
}

fn budget(actions: &[MonitoringLine]) -> Decimal {
    let in_plan = actions.iter().filter(|action| ActionStatus::IN_PLAN.contains(&action.status));
    in_plan.filter_map(|action| action.budget).sum()
}
