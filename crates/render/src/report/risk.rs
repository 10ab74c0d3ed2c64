//! The register of risks (order 600/2018, annex 1), of a compartment or of the whole institution, with the measures of
//! control decided against them.

use super::{
    Issue,
    plan_words::{either, status},
};
use crate::{
    document::{
        Block, Document, Fact, Section, Standing, rich,
        table::{Cell, Column, ColumnKind, Row, Table},
    },
    format,
};
use calitas_domain::{identity::Language, plan::ActionStatus, risk::register_columns};
use chrono::NaiveDate;

/// A register, as it is issued.
#[derive(Debug, Clone, PartialEq)]
pub struct RiskRegister {
    /// Who issues it, when, in what language, who signs.
    pub issue: Issue,
    /// The day it stands for.
    pub on: NaiveDate,
    /// The compartment; the whole institution without one.
    pub unit: Option<String>,
    /// The highest exposure of the scale in use.
    pub max_exposure: i32,
    /// The highest exposure that is tolerated.
    pub tolerance: Option<i32>,
    /// Its risks, by compartment.
    pub risks: Vec<RiskLine>,
    /// Measures of control; absent for an earlier day.
    pub measures: Option<Vec<MeasureLine>>,
}

/// A risk of the register.
#[derive(Debug, Clone, PartialEq)]
pub struct RiskLine {
    /// The compartment.
    pub unit: String,
    /// What it threatens.
    pub target: Option<String>,
    /// Its code.
    pub code: String,
    /// What may happen.
    pub title: String,
    /// What favours it.
    pub causes: String,
    /// Probability, impact and exposure without any measure.
    pub inherent: (i32, i32, i32),
    /// What is done about it.
    pub strategy: String,
    /// When it was looked at last.
    pub last_review_on: Option<NaiveDate>,
    /// Probability, impact and exposure with the measures taken.
    pub residual: Option<(i32, i32, i32)>,
    /// Whether its exposure is above what is tolerated.
    pub is_above: bool,
    /// What else is to be known.
    pub remarks: Option<String>,
}

/// A measure of control.
#[derive(Debug, Clone, PartialEq)]
pub struct MeasureLine {
    /// Code and title of the risk.
    pub risk: String,
    /// The compartment.
    pub unit: String,
    /// What is to be done.
    pub title: String,
    /// Until when.
    pub due_on: Option<NaiveDate>,
    /// Who answers for it.
    pub responsible: Option<String>,
    /// Where it stands.
    pub status: ActionStatus,
}

impl RiskRegister {
    /// What it says.
    pub fn document(&self) -> Document {
        let language = self.issue.language;
        let name = |ro, en| either(language, ro, en);
        let summary = Section { heading: None, ..Section::new("", self.summary()) };
        let register = Section::new(name("Riscuri", "Risks"), vec![Block::Table(self.register())]);
        let mut sections = vec![summary.landscape(), register.landscape()];
        if let Some(measures) = &self.measures {
            let heading = name("Planul măsurilor de control", "Plan of control measures");
            sections.push(Section::new(heading, vec![Block::Table(self.plan(measures))]).landscape());
        }
        if !self.issue.signatures.is_empty() {
            let end = sections.last_mut().expect("the register has at least two sections");
            end.blocks.push(Block::Signatures(self.issue.signatures.clone()));
        }
        let whole = || name("consolidat la nivelul instituției", "of the whole institution").to_owned();
        Document {
            letterhead: self.issue.letterhead.clone(),
            language,
            title: name("Registrul de riscuri", "Register of risks").to_owned(),
            subtitle: Some(self.unit.clone().unwrap_or_else(whole)),
            number: None,
            date: self.on,
            made_at: self.issue.made_at,
            standing: Standing::Draft,
            sections,
        }
    }

    fn summary(&self) -> Vec<Block> {
        let language = self.issue.language;
        let name = |ro, en| either(language, ro, en);
        let count = |found: usize| Cell::Whole(i64::try_from(found).unwrap_or(i64::MAX));
        let limit = self.tolerance.map(|limit| format!("{limit} / {}", self.max_exposure));
        let facts = vec![
            Fact::new(name("Situația la data", "As of"), Cell::Date(self.on)),
            Fact::new(
                name("Limita de toleranță (expunere)", "Tolerance limit (exposure)"),
                Cell::text(limit),
            ),
            Fact::new(name("Riscuri deschise", "Open risks"), count(self.risks.len())),
            Fact::new(
                name("Riscuri peste limita de toleranță", "Risks above the tolerance limit"),
                count(self.risks.iter().filter(|risk| risk.is_above).count()),
            ),
            Fact::new(
                name("Riscuri fără evaluare reziduală", "Risks without a residual rating"),
                count(self.risks.iter().filter(|risk| risk.residual.is_none()).count()),
            ),
        ];
        let day = format::day(self.on, language);
        let law = match language {
            Language::Ro => format!(
                "Registrul cuprinde riscurile deschise la {day}, potrivit standardului 8 din Ordinul SGG nr. 600/2018. Expunerea este produsul dintre probabilitate și impact."
            ),
            Language::En => format!(
                "The register holds the risks that were open on {day}, under standard 8 of order OSGG 600/2018. Exposure is probability times impact."
            ),
        };
        let mut blocks = rich::blocks(&law);
        blocks.push(Block::Facts(facts));
        blocks
    }

    fn register(&self) -> Table {
        let language = self.issue.language;
        // In the order of the annex; the widths are ours.
        let shapes = [
            (ColumnKind::Text, 25),
            (ColumnKind::Text, 21),
            (ColumnKind::Text, 21),
            (ColumnKind::Whole, 16),
            (ColumnKind::Whole, 13),
            (ColumnKind::Whole, 13),
            (ColumnKind::Text, 13),
            (ColumnKind::Date, 13),
            (ColumnKind::Whole, 16),
            (ColumnKind::Whole, 13),
            (ColumnKind::Whole, 13),
            (ColumnKind::Text, 15),
        ];
        let columns = register_columns().iter().zip(shapes).map(|(column, (kind, width))| {
            let title = match language {
                Language::Ro => column.label_ro.as_str(),
                Language::En => column.label_en.as_str(),
            };
            Column::new(title, kind).width(width)
        });
        let caption = either(language, "Registrul de riscuri", "Register of risks");
        let mut table = Table::new(caption, columns.collect());
        let mut unit = None;
        for risk in &self.risks {
            if self.unit.is_none() && unit != Some(&risk.unit) {
                table.rows.push(Row::Group(risk.unit.clone()));
                unit = Some(&risk.unit);
            }
            let (probability, impact, exposure) = risk.inherent;
            let left =
                |part: fn((i32, i32, i32)) -> i32| risk.residual.map_or(Cell::Empty, |all| whole(part(all)));
            table.push(vec![
                Cell::text(risk.target.clone()),
                format!("{} {}", risk.code, risk.title).into(),
                Cell::text(Some(risk.causes.clone()).filter(|causes| !causes.is_empty())),
                whole(probability),
                whole(impact),
                whole(exposure),
                risk.strategy.clone().into(),
                Cell::date(risk.last_review_on),
                left(|all| all.0),
                left(|all| all.1),
                left(|all| all.2),
                Cell::text(self.remarks(risk)),
            ]);
        }
        if self.risks.is_empty() {
            table.note = Some(either(language, "Niciun risc deschis.", "No open risk.").to_owned());
        }
        table
    }

    /// The remarks, headed by what makes a risk significant.
    fn remarks(&self, risk: &RiskLine) -> Option<String> {
        let above = either(self.issue.language, "Peste limita de toleranță.", "Above the tolerance limit.");
        let above = risk.is_above.then(|| above.to_owned());
        let parts: Vec<String> = above.into_iter().chain(risk.remarks.clone()).collect();
        (!parts.is_empty()).then(|| parts.join("\n"))
    }

    fn plan(&self, measures: &[MeasureLine]) -> Table {
        let language = self.issue.language;
        let column = |ro, en, kind| Column::new(either(language, ro, en), kind);
        let mut table = Table::new(
            either(language, "Măsuri de control", "Control measures"),
            vec![
                column("Risc", "Risk", ColumnKind::Text).width(34),
                column("Compartiment", "Compartment", ColumnKind::Text).width(28),
                column("Măsură de control", "Control measure", ColumnKind::Text).width(44),
                column("Termen", "Deadline", ColumnKind::Date).width(12),
                column("Responsabil", "Responsible", ColumnKind::Text).width(28),
                column("Stadiu", "Status", ColumnKind::Status).width(18),
            ],
        );
        for one in measures {
            table.push(vec![
                one.risk.clone().into(),
                one.unit.clone().into(),
                one.title.clone().into(),
                Cell::date(one.due_on),
                Cell::text(one.responsible.clone()),
                status(one.status, language),
            ]);
        }
        if measures.is_empty() {
            table.note = Some(either(language, "Nicio măsură de control.", "No control measure.").to_owned());
        }
        table
    }
}

fn whole(value: i32) -> Cell {
    Cell::Whole(value.into())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{Letterhead, Orientation};
    use chrono::{DateTime, Utc};

    fn register(language: Language) -> RiskRegister {
        let day: NaiveDate = "2026-12-31".parse().expect("a day");
        let letterhead = Letterhead {
            municipality: "Sectorul 6".to_owned(),
            institution: "Primăria".to_owned(),
            address: Vec::new(),
            logo: None,
        };
        let made_at = DateTime::<Utc>::UNIX_EPOCH;
        RiskRegister {
            issue: Issue { letterhead, language, date: day, made_at, signatures: Vec::new() },
            on: day,
            unit: None,
            max_exposure: 25,
            tolerance: Some(10),
            risks: vec![RiskLine {
                unit: "Direcția Juridică".to_owned(),
                target: None,
                code: "R-1".to_owned(),
                title: "Termene".to_owned(),
                causes: String::new(),
                inherent: (4, 3, 12),
                strategy: "tratare".to_owned(),
                last_review_on: None,
                residual: None,
                is_above: true,
                remarks: Some("De urmărit".to_owned()),
            }],
            measures: None,
        }
    }

    #[test]
    fn the_register_has_the_columns_of_the_annex_and_says_what_is_significant() {
        for (language, first, last) in [
            (Language::Ro, "Obiective/activități", "Observații"),
            (Language::En, "Objectives/activities", "Remarks"),
        ] {
            let table = register(language).register();
            let titles: Vec<_> = table.columns.iter().map(|column| column.title.as_str()).collect();
            assert_eq!((titles.len(), titles[0], titles[11]), (12, first, last));
            let [Row::Group(unit), Row::Cells(cells)] = table.rows.as_slice() else { panic!("one risk") };
            assert_eq!((unit.as_str(), cells.len()), ("Direcția Juridică", 12));
            assert_eq!((&cells[5], &cells[10]), (&Cell::Whole(12), &Cell::Empty));
        }
        let Some(Row::Cells(cells)) = register(Language::Ro).register().rows.pop() else { panic!("a risk") };
        assert_eq!(cells[11], Cell::Text("Peste limita de toleranță.\nDe urmărit".to_owned()));
    }

    #[test]
    fn the_register_is_a_draft_on_wide_pages() {
        let document = register(Language::Ro).document();
        assert_eq!(document.standing, Standing::Draft);
        assert_eq!(document.date.to_string(), "2026-12-31");
        assert!(document.sections.iter().all(|section| section.orientation == Orientation::Landscape));
        assert_eq!(document.sections.len(), 2, "measures only for today");
    }
}
