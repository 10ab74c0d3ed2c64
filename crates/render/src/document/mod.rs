//! What a document is made of, whatever file it becomes. Plain owned data; [`Document::check`] says what is too much.

mod check;
pub mod rich;
pub mod table;

pub(crate) use check::check_table;
pub use check::{
    MAX_CELL_CHARS, MAX_CHARS, MAX_COLUMNS, MAX_LOGO_BYTES, MAX_PAGE_CELLS, MAX_SHEET_CELLS, Medium,
};

use calitas_domain::identity::Language;
use chrono::{DateTime, NaiveDate, Utc};
use rich::Rich;
use rust_decimal::Decimal;
use table::{Cell, Table};

/// A document before it becomes a file.
#[derive(Debug, Clone, PartialEq)]
pub struct Document {
    /// Who issues it.
    pub letterhead: Letterhead,
    /// In what language it is written; also decides how numbers and dates look.
    pub language: Language,
    /// Title.
    pub title: String,
    /// What stands under the title.
    pub subtitle: Option<String>,
    /// Its number or code, shown on every page.
    pub number: Option<String>,
    /// The day it stands for.
    pub date: NaiveDate,
    /// When the file was made; goes into the properties of the file, so the same input gives the same bytes.
    pub made_at: DateTime<Utc>,
    /// Whether it binds.
    pub standing: Standing,
    /// What it says.
    pub sections: Vec<Section>,
}

/// Who issues a document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Letterhead {
    /// The municipality or authority it is subordinate to.
    pub municipality: String,
    /// The institution.
    pub institution: String,
    /// Address, telephone, e-mail: a line each.
    pub address: Vec<String>,
    /// Its sign.
    pub logo: Option<Logo>,
}

/// The sign of an institution: PNG or SVG.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Logo {
    /// The file.
    pub bytes: Vec<u8>,
    /// What it shows, for those who do not see it.
    pub alt: String,
}

/// Whether a document binds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Standing {
    /// Not approved: every page says so.
    Draft,
    /// Approved; the hash names the content that was approved.
    Approved {
        /// Number of the version.
        version: i32,
        /// The day of the approval.
        on: NaiveDate,
        /// SHA-256 of the content, hexadecimal.
        hash: String,
    },
    /// A statement of figures that nobody approves.
    Statement,
}

/// A part of a document.
#[derive(Debug, Clone, PartialEq)]
pub struct Section {
    /// Its heading.
    pub heading: Option<String>,
    /// How the paper lies.
    pub orientation: Orientation,
    /// Where it begins.
    pub start: Start,
    /// What it says.
    pub blocks: Vec<Block>,
}

/// How the paper lies.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Orientation {
    /// Upright.
    Portrait,
    /// Lying, for wide tables.
    Landscape,
}

/// Where a section begins. One of another orientation begins a page in any case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Start {
    /// After the one before.
    Continue,
    /// On a new page.
    Page,
    /// On a new page, named as an annex (`Anexa 4.1`).
    Annex(String),
}

/// A piece of a section.
#[derive(Debug, Clone, PartialEq)]
pub enum Block {
    /// A heading under the one of the section.
    Heading(String),
    /// A paragraph.
    Paragraph(Rich),
    /// A list.
    Items(Vec<Rich>),
    /// Names and values, one a line.
    Facts(Vec<Fact>),
    /// A table.
    Table(Table),
    /// Figures as bars.
    Bars(Bars),
    /// Who signs; stays on one page.
    Signatures(Vec<Signature>),
}

/// A name and its value.
#[derive(Debug, Clone, PartialEq)]
pub struct Fact {
    /// What it is.
    pub name: String,
    /// The value.
    pub value: Cell,
}

/// Figures as bars, each with its value as text.
#[derive(Debug, Clone, PartialEq)]
pub struct Bars {
    /// The finding, in words.
    pub title: String,
    /// What the names are (`Stare`).
    pub name: String,
    /// What the figures are (`Acțiuni`).
    pub unit: String,
    /// The figures.
    pub bars: Vec<Bar>,
    /// The value of a full bar; the largest figure when absent.
    pub full: Option<Decimal>,
}

/// One figure.
#[derive(Debug, Clone, PartialEq)]
pub struct Bar {
    /// What it counts.
    pub name: String,
    /// The figure, not negative.
    pub value: Cell,
}

/// A place to sign.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Signature {
    /// What signing means (`Întocmit`, `Avizat`, `Aprobat`).
    pub act: String,
    /// The function of the person who signs.
    pub function: String,
    /// The person; a blank line when absent.
    pub name: Option<String>,
    /// The day; a blank line when absent.
    pub date: Option<NaiveDate>,
}

impl Section {
    /// An upright section that follows the one before.
    pub fn new(heading: impl Into<String>, blocks: Vec<Block>) -> Self {
        Self {
            heading: Some(heading.into()),
            orientation: Orientation::Portrait,
            start: Start::Continue,
            blocks,
        }
    }

    /// The section on lying pages.
    #[must_use]
    pub fn landscape(self) -> Self {
        Self { orientation: Orientation::Landscape, ..self }
    }

    /// The section with another beginning.
    #[must_use]
    pub fn starting(self, start: Start) -> Self {
        Self { start, ..self }
    }

    /// What stands over the section: its annex and its heading.
    pub fn title(&self) -> Option<String> {
        match (&self.start, &self.heading) {
            (Start::Annex(annex), Some(heading)) => Some(format!("{annex}. {heading}")),
            (Start::Annex(annex), None) => Some(annex.clone()),
            (Start::Continue | Start::Page, heading) => heading.clone(),
        }
    }
}

impl Fact {
    /// A name and its value.
    pub fn new(name: impl Into<String>, value: impl Into<Cell>) -> Self {
        Self { name: name.into(), value: value.into() }
    }
}

impl Bars {
    /// How much of a full bar a value takes, from 0 to 1.
    pub fn share(&self, value: &Cell) -> f64 {
        let largest = || self.bars.iter().filter_map(|bar| bar.value.number()).max();
        let full = self.full.or_else(largest).unwrap_or_default();
        if full <= Decimal::ZERO {
            return 0.0;
        }
        let share = value.number().unwrap_or_default().checked_div(full).unwrap_or_default();
        f64::try_from(share).unwrap_or_default().clamp(0.0, 1.0)
    }
}

impl Document {
    /// Title and number on one line, for properties and page heads.
    pub fn name(&self) -> String {
        match &self.number {
            Some(number) => format!("{} {}", self.title, number),
            None => self.title.clone(),
        }
    }
}
