//! CSV after RFC 4180: UTF-8 with a byte order mark (Excel asks for it), CR LF, quotes where needed. Text that a
//! spreadsheet would take for a formula gets an apostrophe before it; numbers are numbers and stay as they are.

use crate::{
    document::table::{Cell, Row, Table},
    text,
};
use rust_decimal::Decimal;

const BYTE_ORDER_MARK: char = '\u{FEFF}';

/// Which signs separate what.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Dialect {
    /// `;`, decimal comma, `22.01.2027`.
    Semicolon,
    /// `,`, decimal point, `2027-01-22`.
    Comma,
}

/// The table as text. Groups are rows with one cell; sums and notes are left out, as programs would count them twice.
pub fn table(table: &Table, dialect: Dialect) -> Vec<u8> {
    let mut file = String::from(BYTE_ORDER_MARK);
    let titles = table.columns.iter().map(|column| guarded(&column.title));
    record(titles, dialect, &mut file);
    for row in &table.rows {
        match row {
            Row::Cells(cells) => record(cells.iter().map(|cell| field(cell, dialect)), dialect, &mut file),
            Row::Group(name) => {
                let empty = std::iter::repeat_n(String::new(), table.columns.len() - 1);
                record(std::iter::once(guarded(name)).chain(empty), dialect, &mut file);
            }
        }
    }
    file.into_bytes()
}

fn record(fields: impl Iterator<Item = String>, dialect: Dialect, file: &mut String) {
    let separator = match dialect {
        Dialect::Semicolon => ';',
        Dialect::Comma => ',',
    };
    for (index, field) in fields.enumerate() {
        if index > 0 {
            file.push(separator);
        }
        if field.contains([separator, '"', '\n', '\r', '\t']) || field.trim() != field {
            file.push('"');
            file.push_str(&field.replace('"', "\"\""));
            file.push('"');
        } else {
            file.push_str(&field);
        }
    }
    file.push_str("\r\n");
}

fn field(cell: &Cell, dialect: Dialect) -> String {
    match cell {
        Cell::Empty => String::new(),
        Cell::Text(text) | Cell::Status(text, _) => guarded(text),
        Cell::Whole(number) => number.to_string(),
        Cell::Decimal(number) | Cell::Percent(number) => plain(*number, dialect),
        Cell::Money(amount) => plain(*amount, dialect),
        Cell::Date(date) => match dialect {
            Dialect::Semicolon => date.format("%d.%m.%Y").to_string(),
            Dialect::Comma => date.format("%Y-%m-%d").to_string(),
        },
    }
}

fn plain(number: Decimal, dialect: Dialect) -> String {
    let text = number.to_string();
    match dialect {
        Dialect::Semicolon => text.replace('.', ","),
        Dialect::Comma => text,
    }
}

fn guarded(value: &str) -> String {
    let clean = text::clean(value);
    if text::looks_like_formula(&clean) { format!("'{clean}") } else { clean.into_owned() }
}
