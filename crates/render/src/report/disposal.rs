//! The record of a selection (proces-verbal de selecționare) with the inventory of what it is about: what the law asks
//! to be kept of documents that go (Law 16/1996, republished 2014, annexes 2 and 4).

use super::{Issue, plan_words::either};
use crate::{
    document::{
        Block, Document, Fact, Section, Standing, rich,
        table::{Cell, Column, ColumnKind, Mood, Table},
    },
    format,
};
use chrono::NaiveDate;

/// A selection, as it is put on record.
#[derive(Debug, Clone, PartialEq)]
pub struct DisposalRecord {
    /// Who issues it, when, in what language, who signs.
    pub issue: Issue,
    /// Whether it binds.
    pub standing: Standing,
    /// What it is called.
    pub title: String,
    /// Number and day of the minutes of the commission.
    pub minutes: Option<(String, NaiveDate)>,
    /// Number and day of the confirmation of the National Archives.
    pub confirmation: Option<(String, NaiveDate)>,
    /// When its documents were disposed of.
    pub done_on: Option<NaiveDate>,
    /// Its documents.
    pub documents: Vec<DisposalLine>,
}

/// A document of a selection.
#[derive(Debug, Clone, PartialEq)]
pub struct DisposalLine {
    /// Its place in the nomenclature.
    pub code: Option<String>,
    /// What it is.
    pub title: String,
    /// The day it stands for.
    pub day: NaiveDate,
    /// Its term as archivists write it.
    pub term: Option<String>,
    /// The last day of its term.
    pub kept_until: Option<NaiveDate>,
    /// What becomes of it.
    pub outcome: Outcome,
    /// Names and hashes of its files.
    pub files: Vec<(String, String)>,
}

/// What becomes of a document.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// The commission has not decided.
    Open,
    /// It is to go.
    Goes,
    /// It is gone.
    Gone,
    /// It is kept for good.
    Stays,
}

impl DisposalRecord {
    /// What it says.
    pub fn document(&self) -> Document {
        let language = self.issue.language;
        let name = |ro, en| either(language, ro, en);
        let summary = Section { heading: None, ..Section::new("", self.summary()) };
        let inventory = Section::new(
            name("Inventarul documentelor", "Inventory of the documents"),
            vec![Block::Table(self.inventory())],
        );
        let mut sections = vec![summary, inventory.landscape()];
        let files = self.files();
        if !files.rows.is_empty() {
            let heading = name("Fișierele documentelor", "Files of the documents");
            sections.push(Section::new(heading, vec![Block::Table(files)]).landscape());
        }
        if !self.issue.signatures.is_empty() {
            let end = sections.last_mut().expect("the record has at least two sections");
            end.blocks.push(Block::Signatures(self.issue.signatures.clone()));
        }
        Document {
            letterhead: self.issue.letterhead.clone(),
            language,
            title: name("Proces-verbal de selecționare", "Record of a selection of documents").to_owned(),
            subtitle: Some(self.title.clone()),
            number: self.minutes.as_ref().map(|(number, _)| number.clone()),
            date: self.issue.date,
            made_at: self.issue.made_at,
            standing: self.standing.clone(),
            sections,
        }
    }

    fn summary(&self) -> Vec<Block> {
        let language = self.issue.language;
        let name = |ro, en| either(language, ro, en);
        let paper = |paper: &Option<(String, NaiveDate)>| {
            let told =
                paper.as_ref().map(|(number, on)| format!("{number} / {}", format::day(*on, language)));
            Cell::text(told)
        };
        let count = |outcomes: &[Outcome]| {
            let found = self.documents.iter().filter(|one| outcomes.contains(&one.outcome)).count();
            Cell::Whole(i64::try_from(found).unwrap_or(i64::MAX))
        };
        let facts = vec![
            Fact::new(name("Procesul-verbal al comisiei", "Minutes of the commission"), paper(&self.minutes)),
            Fact::new(
                name("Confirmarea Arhivelor Naționale", "Confirmation of the National Archives"),
                paper(&self.confirmation),
            ),
            Fact::new(
                name("Documente de eliminat", "Documents that go"),
                count(&[Outcome::Goes, Outcome::Gone]),
            ),
            Fact::new(
                name("Documente păstrate permanent", "Documents kept for good"),
                count(&[Outcome::Stays]),
            ),
            Fact::new(name("Fără hotărâre", "Not decided"), count(&[Outcome::Open])),
            Fact::new(name("Eliminate la", "Disposed of on"), Cell::date(self.done_on)),
        ];
        let law = name(
            "Comisia de selecționare a analizat documentele din inventar, al căror termen de păstrare s-a împlinit, potrivit Legii Arhivelor Naționale nr. 16/1996, republicată, și nomenclatorului arhivistic al instituției.",
            "The commission of selection looked at the documents of the inventory, whose terms have ended, under Law 16/1996 of the National Archives, republished, and the nomenclature of the institution.",
        );
        let mut blocks = rich::blocks(law);
        blocks.push(Block::Facts(facts));
        blocks
    }

    fn inventory(&self) -> Table {
        let language = self.issue.language;
        let column = |ro, en, kind| Column::new(either(language, ro, en), kind);
        let mut table = Table::new(
            either(language, "Documente cu termenul împlinit", "Documents whose term has ended"),
            vec![
                column("Nr.", "No.", ColumnKind::Whole).width(6),
                column("Indicativ", "Code", ColumnKind::Code).width(12),
                column("Document", "Document", ColumnKind::Text).width(44),
                column("Data", "Date", ColumnKind::Date).width(12),
                column("Termen", "Term", ColumnKind::Text).width(10),
                column("Păstrat până la", "Kept until", ColumnKind::Date).width(14),
                column("Hotărâre", "Decision", ColumnKind::Status).width(22),
            ],
        );
        for (at, one) in self.documents.iter().enumerate() {
            table.push(vec![
                number(at),
                Cell::text(one.code.clone()),
                one.title.clone().into(),
                Cell::Date(one.day),
                Cell::text(one.term.clone()),
                Cell::date(one.kept_until),
                outcome(one.outcome, |ro, en| either(language, ro, en)),
            ]);
        }
        table
    }

    fn files(&self) -> Table {
        let language = self.issue.language;
        let column = |ro, en, kind| Column::new(either(language, ro, en), kind);
        let mut table = Table::new(
            either(language, "Fișiere și amprente SHA-256", "Files and SHA-256 hashes"),
            vec![
                column("Nr.", "No.", ColumnKind::Whole).width(6),
                column("Fișier", "File", ColumnKind::Text).width(44),
                column("Amprentă", "Hash", ColumnKind::Text).width(70),
            ],
        );
        for (at, one) in self.documents.iter().enumerate() {
            for (name, hash) in &one.files {
                table.push(vec![number(at), name.clone().into(), hash.clone().into()]);
            }
        }
        table
    }
}

fn number(at: usize) -> Cell {
    Cell::Whole(i64::try_from(at + 1).unwrap_or(i64::MAX))
}

fn outcome(outcome: Outcome, name: impl Fn(&'static str, &'static str) -> &'static str) -> Cell {
    let (word, mood) = match outcome {
        Outcome::Open => (name("hotărăște comisia", "not decided"), Mood::Warning),
        Outcome::Goes => (name("se elimină", "goes"), Mood::Info),
        Outcome::Gone => (name("eliminat", "disposed of"), Mood::Neutral),
        Outcome::Stays => (name("se păstrează permanent", "kept for good"), Mood::Good),
    };
    Cell::Status(word.to_owned(), mood)
}
