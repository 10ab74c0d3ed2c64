//! Tables: columns that know what they hold, cells that carry typed values, so that a spreadsheet can go on counting.

use chrono::NaiveDate;
use rust_decimal::Decimal;

/// A table, in a document or by itself.
#[derive(Debug, Clone, PartialEq)]
pub struct Table {
    /// What it shows; names the sheet too.
    pub caption: String,
    /// Its columns. The first one names its row.
    pub columns: Vec<Column>,
    /// Its rows, each with one cell a column.
    pub rows: Vec<Row>,
    /// Sums, one cell a column; set apart from the rows.
    pub totals: Option<Vec<Cell>>,
    /// What is to be known about it; also what an empty table says.
    pub note: Option<String>,
}

/// A column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    /// What stands over it.
    pub title: String,
    /// What it holds.
    pub kind: ColumnKind,
    /// Its share of the width, in characters of usual text.
    pub width: u16,
}

/// What a column holds: decides alignment and usual width.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ColumnKind {
    /// A short code that names the row.
    Code,
    /// Text.
    Text,
    /// Whole numbers.
    Whole,
    /// Numbers with decimals.
    Decimal,
    /// Money in lei.
    Money,
    /// Percentages.
    Percent,
    /// Calendar days.
    Date,
    /// Words of a status.
    Status,
}

/// A row.
#[derive(Debug, Clone, PartialEq)]
pub enum Row {
    /// One cell a column.
    Cells(Vec<Cell>),
    /// A line over the whole width that names the rows after it.
    Group(String),
}

/// A value.
#[derive(Debug, Clone, PartialEq)]
pub enum Cell {
    /// Nothing to say; shown as a dash.
    Empty,
    /// Text; a line end begins a new line.
    Text(String),
    /// A whole number.
    Whole(i64),
    /// A number, shown with as many decimals as it carries.
    Decimal(Decimal),
    /// Money in lei.
    Money(Decimal),
    /// A percentage: 60 is 60 %.
    Percent(Decimal),
    /// A calendar day.
    Date(NaiveDate),
    /// A status: always its word, the mood only colours it.
    Status(String, Mood),
}

/// How good a status is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mood {
    /// Neither.
    Neutral,
    /// Going on.
    Info,
    /// Good.
    Good,
    /// To be watched.
    Warning,
    /// Bad.
    Bad,
}

/// Where the content of a cell stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    /// At the beginning of the line.
    Start,
    /// At its end, as numbers do.
    End,
}

impl Column {
    /// A column of usual width.
    pub fn new(title: impl Into<String>, kind: ColumnKind) -> Self {
        let width = match kind {
            ColumnKind::Code => 9,
            ColumnKind::Text => 24,
            ColumnKind::Whole | ColumnKind::Decimal | ColumnKind::Percent => 10,
            ColumnKind::Money => 16,
            ColumnKind::Date => 12,
            ColumnKind::Status => 14,
        };
        Self { title: title.into(), kind, width }
    }

    /// The column with another share of the width.
    #[must_use]
    pub fn width(self, width: u16) -> Self {
        Self { width, ..self }
    }
}

impl ColumnKind {
    /// Where its cells stand.
    pub fn side(self) -> Side {
        match self {
            Self::Whole | Self::Decimal | Self::Money | Self::Percent => Side::End,
            Self::Code | Self::Text | Self::Date | Self::Status => Side::Start,
        }
    }
}

impl Table {
    /// A table without rows.
    pub fn new(caption: impl Into<String>, columns: Vec<Column>) -> Self {
        Self { caption: caption.into(), columns, rows: Vec::new(), totals: None, note: None }
    }

    /// Adds a row.
    pub fn push(&mut self, cells: Vec<Cell>) {
        self.rows.push(Row::Cells(cells));
    }

    /// The widths as parts of one.
    pub fn shares(&self) -> Vec<f64> {
        let sum: f64 = self.columns.iter().map(|column| f64::from(column.width.max(1))).sum();
        self.columns.iter().map(|column| f64::from(column.width.max(1)) / sum).collect()
    }
}

impl Cell {
    /// Text, or nothing.
    pub fn text(text: Option<impl Into<String>>) -> Self {
        text.map_or(Self::Empty, |text| Self::Text(text.into()))
    }

    /// A day, or nothing.
    pub fn date(date: Option<NaiveDate>) -> Self {
        date.map_or(Self::Empty, Self::Date)
    }

    /// Money, or nothing.
    pub fn money(money: Option<Decimal>) -> Self {
        money.map_or(Self::Empty, Self::Money)
    }

    /// A number, or nothing.
    pub fn decimal(number: Option<Decimal>) -> Self {
        number.map_or(Self::Empty, Self::Decimal)
    }

    /// The number it holds.
    pub fn number(&self) -> Option<Decimal> {
        match self {
            Self::Whole(number) => Some(Decimal::from(*number)),
            Self::Decimal(number) | Self::Money(number) | Self::Percent(number) => Some(*number),
            Self::Empty | Self::Text(_) | Self::Date(_) | Self::Status(..) => None,
        }
    }
}

impl From<&str> for Cell {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<String> for Cell {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<NaiveDate> for Cell {
    fn from(date: NaiveDate) -> Self {
        Self::Date(date)
    }
}
