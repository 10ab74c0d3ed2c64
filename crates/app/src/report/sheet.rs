//! A table as somebody sees it, handed in row by row by whoever was allowed to read it, so that what is filtered and
//! ordered on the screen is what the file holds. The server adds what a browser cannot: files in which numbers count,
//! days sort and no text is taken for a formula.

use super::{Named, in_turn};
use crate::ctx::Ctx;
use calitas_domain::{Error, Reason, identity::Language};
use calitas_render::{
    Table, TableFormat,
    document::table::{Cell, Column, ColumnKind, Mood, Row},
    export,
};
use chrono::NaiveDate;
use rust_decimal::Decimal;
use serde::Deserialize;
use serde_json::Value;

/// Most rows of one table.
pub const MAX_ROWS: usize = 50_000;

/// A table in the words of the screen.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Sheet {
    /// Name of the file, without its ending.
    pub name: String,
    /// In which language it is written (`ro`, `en`); that of the caller when absent.
    pub language: Option<String>,
    /// What it shows; names the sheet too.
    pub caption: String,
    /// What is to be known about it: the filters.
    pub note: Option<String>,
    /// Its columns, as they stand on the screen.
    pub columns: Vec<Heading>,
    /// Its rows, in the order of the screen.
    pub rows: Vec<Line>,
}

/// What stands over a column.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Heading {
    /// Title.
    pub title: String,
    /// What its cells hold.
    pub kind: Kind,
}

/// What the cells of a column hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Kind {
    /// A short code.
    Code,
    /// Text.
    Text,
    /// Words of a status.
    Status,
    /// Whole numbers.
    Whole,
    /// Numbers with decimals, as numbers or as text with a point.
    Decimal,
    /// Money in lei, like [`Kind::Decimal`].
    Money,
    /// Percentages, like [`Kind::Decimal`]: 60 is 60 %.
    Percent,
    /// Calendar days (`2027-01-22`).
    Date,
}

/// A row.
#[derive(Debug, Deserialize)]
#[serde(untagged)]
pub enum Line {
    /// One value a column; null for none.
    Cells(Vec<Value>),
    /// Names the rows after it.
    Group {
        /// The name.
        group: String,
    },
}

/// Makes a file of a table, as somebody who is signed in.
///
/// # Errors
/// [`Error::Unauthenticated`]; [`Error::Invalid`] naming the place of a value that its column cannot hold, or what is
/// too much; [`Error::RateLimited`] when too many others wait.
pub async fn of_table(
    ctx: &Ctx,
    sheet: Sheet,
    format: TableFormat,
    language: Language,
) -> Result<Named, Error> {
    ctx.account()?;
    let (name, made_at) = (sheet.name.trim().to_owned(), ctx.now());
    if name.is_empty() {
        return Err(Error::invalid("name", Reason::Required));
    }
    let file = in_turn(ctx, move || export(&sheet.table()?, format, language, made_at)).await?;
    Ok(Named { name: format!("{name}.{}", file.extension), file })
}

impl Sheet {
    fn table(self) -> Result<Table, Error> {
        if self.rows.len() > MAX_ROWS {
            return Err(Error::invalid("rows", Reason::TooMany { max: MAX_ROWS }));
        }
        let kinds: Vec<_> = self.columns.iter().map(|column| column.kind).collect();
        let columns = self.columns.into_iter().map(|column| Column::new(column.title, column.kind.of()));
        let mut table = Table::new(self.caption, columns.collect());
        table.note = self.note;
        for (at, line) in self.rows.into_iter().enumerate() {
            table.rows.push(match line {
                Line::Group { group } => Row::Group(group),
                Line::Cells(values) => Row::Cells(cells(at, values, &kinds)?),
            });
        }
        Ok(table)
    }
}

fn cells(row: usize, values: Vec<Value>, kinds: &[Kind]) -> Result<Vec<Cell>, Error> {
    if values.len() != kinds.len() {
        let count = kinds.len().to_string();
        let reason = Reason::OutOfRange { min: count.clone(), max: count };
        return Err(Error::invalid(format!("rows.{row}"), reason));
    }
    let cell = |(column, (value, kind)): (usize, (Value, &Kind))| {
        kind.cell(value)
            .ok_or_else(|| Error::invalid(format!("rows.{row}.{column}"), Reason::UnknownReference))
    };
    values.into_iter().zip(kinds).enumerate().map(cell).collect()
}

impl Kind {
    fn of(self) -> ColumnKind {
        match self {
            Self::Code => ColumnKind::Code,
            Self::Text => ColumnKind::Text,
            Self::Status => ColumnKind::Status,
            Self::Whole => ColumnKind::Whole,
            Self::Decimal => ColumnKind::Decimal,
            Self::Money => ColumnKind::Money,
            Self::Percent => ColumnKind::Percent,
            Self::Date => ColumnKind::Date,
        }
    }

    /// The cell of a value, if a column of this kind can hold it.
    fn cell(self, value: Value) -> Option<Cell> {
        let value = match value {
            Value::Null => return Some(Cell::Empty),
            Value::String(text) if text.is_empty() => return Some(Cell::Empty),
            value => value,
        };
        match (self, value) {
            (Self::Code | Self::Text, Value::String(text)) => Some(Cell::Text(text)),
            (Self::Status, Value::String(text)) => Some(Cell::Status(text, Mood::Neutral)),
            (Self::Whole, Value::Number(number)) => number.as_i64().map(Cell::Whole),
            (Self::Decimal, value) => decimal(&value).map(Cell::Decimal),
            (Self::Money, value) => decimal(&value).map(Cell::Money),
            (Self::Percent, value) => decimal(&value).map(Cell::Percent),
            (Self::Date, Value::String(day)) => day.parse::<NaiveDate>().ok().map(Cell::Date),
            _ => None,
        }
    }
}

fn decimal(value: &Value) -> Option<Decimal> {
    match value {
        Value::String(text) => text.parse().ok(),
        Value::Number(number) => {
            let text = number.to_string();
            text.parse().or_else(|_| Decimal::from_scientific(&text)).ok()
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn table(rows: &Value) -> Result<Table, Error> {
        let columns = json!([{ "title": "Cod", "kind": "CODE" }, { "title": "Buget", "kind": "MONEY" },
            { "title": "Termen", "kind": "DATE" }, { "title": "Sarcini", "kind": "WHOLE" }]);
        let sheet =
            json!({ "name": "A", "caption": "Acțiuni", "note": null, "columns": columns, "rows": rows });
        serde_json::from_value::<Sheet>(sheet).expect("the shape").table()
    }

    #[test]
    fn values_keep_their_kind() {
        let table =
            table(&json!([["A1", "1500.50", "2027-01-22", 12], { "group": "Juridic" }, [null, 3, "", null]]));
        let day = NaiveDate::from_ymd_opt(2027, 1, 22).expect("a day");
        let first = [Cell::from("A1"), Cell::Money(Decimal::new(150_050, 2)), day.into(), Cell::Whole(12)];
        let last = [Cell::Empty, Cell::Money(Decimal::from(3)), Cell::Empty, Cell::Empty];
        assert_eq!(
            table.expect("a table").rows,
            [Row::Cells(first.to_vec()), Row::Group("Juridic".to_owned()), Row::Cells(last.to_vec())]
        );
    }

    #[test]
    fn a_value_of_another_kind_is_named_by_its_place() {
        for (rows, place) in [
            (json!([["A1", null, null, null], ["A2", "a lot", null, null]]), "rows.1.1"),
            (json!([["A1", null, "22.01.2027", null]]), "rows.0.2"),
            (json!([["A1", null, null, 1.5]]), "rows.0.3"),
            (json!([[7, null, null, null]]), "rows.0.0"),
            (json!([["A1"]]), "rows.0"),
        ] {
            let Err(Error::Invalid(errors)) = table(&rows) else { panic!("{rows} must be refused") };
            assert_eq!(errors[0].path, place);
        }
    }
}
