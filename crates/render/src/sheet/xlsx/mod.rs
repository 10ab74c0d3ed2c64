//! XLSX: typed cells, never a formula. A document becomes a sheet for its text and one for each table, whose header
//! row stays in view, can be filtered and is repeated on paper.

mod cover;
mod look;

use super::{exact, sheet_name};
use crate::{
    document::{
        Block, Document, Standing,
        table::{Cell, Row, Side, Table},
    },
    format,
    packed::internal,
    text,
    words::{self, Words},
};
use calitas_domain::{Error, identity::Language};
use chrono::{DateTime, Datelike, NaiveDate, Timelike, Utc};
use look::{Look, Weight};
use rust_decimal::Decimal;
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Workbook, Worksheet, XlsxError};

/// Paper size number of A4.
const A4: u8 = 9;
/// Height of a line, and how many of them a row can hold.
const LINE_POINTS: f64 = 15.0;
const MAX_LINES: usize = 27;
/// Units of text Excel takes in a page head.
const HEAD_UNITS: usize = 80;

/// The document as a workbook.
pub fn document(document: &Document) -> Result<Vec<u8>, Error> {
    let words = words::of(document.language);
    let tables =
        document.sections.iter().flat_map(|section| &section.blocks).filter_map(|block| match block {
            Block::Table(table) => Some(table),
            Block::Heading(_)
            | Block::Paragraph(_)
            | Block::Items(_)
            | Block::Facts(_)
            | Block::Bars(_)
            | Block::Signatures(_) => None,
        });
    let mut taken = vec![words.cover.to_lowercase()];
    let named: Vec<_> =
        tables.map(|table| (sheet_name(&table.caption, &mut taken, words.table), table)).collect();
    let names: Vec<_> = named.iter().map(|(name, _)| name.as_str()).collect();
    let look = Look::new();
    let head = page_head(&document.letterhead.institution, &document.name(), &document.standing, words);
    let properties = properties(&document.name(), document.made_at)
        .map(|properties| {
            let institution = text::clean(&document.letterhead.institution).into_owned();
            properties.set_author(&institution).set_company(&institution)
        })
        .map_err(internal)?;
    let fill = || -> Result<Vec<u8>, XlsxError> {
        let mut book = Workbook::new();
        book.set_properties(&properties);
        let cover_sheet = book.add_worksheet().set_name(words.cover)?;
        paper(cover_sheet, &head, words);
        cover::fill(cover_sheet, document, &names, &look)?;
        for (name, table) in &named {
            let sheet = book.add_worksheet().set_name(name)?;
            paper(sheet.set_landscape(), &head, words);
            table_sheet(sheet, table, document.language, &look)?;
        }
        book.save_to_buffer()
    };
    fill().map_err(internal)
}

/// A table as a workbook.
pub fn table(table: &Table, language: Language, made_at: DateTime<Utc>) -> Result<Vec<u8>, Error> {
    let words = words::of(language);
    let name = sheet_name(&table.caption, &mut Vec::new(), words.table);
    let fill = || -> Result<Vec<u8>, XlsxError> {
        let mut book = Workbook::new();
        book.set_properties(&properties(&table.caption, made_at)?);
        let sheet = book.add_worksheet().set_name(&name)?;
        paper(sheet.set_landscape(), &page_head("", &table.caption, &Standing::Statement, words), words);
        table_sheet(sheet, table, language, &Look::new())?;
        book.save_to_buffer()
    };
    fill().map_err(internal)
}

fn properties(title: &str, made_at: DateTime<Utc>) -> Result<DocProperties, XlsxError> {
    let small = |number: u32| u8::try_from(number).unwrap_or_default();
    let hour = u16::try_from(made_at.hour()).unwrap_or_default();
    let created =
        day(made_at.date_naive())?.and_hms(hour, small(made_at.minute()), small(made_at.second()))?;
    Ok(DocProperties::new().set_title(text::clean(title)).set_creation_datetime(&created))
}

fn paper(sheet: &mut Worksheet, head: &str, words: &Words) {
    let (page, of) = words.page;
    sheet.set_paper_size(A4).set_print_fit_to_pages(1, 0).set_margins(0.5, 0.5, 0.8, 0.7, 0.3, 0.3);
    sheet.set_header(head).set_footer(format!("&R&8{page} &P {of} &N"));
}

/// Institution, draft mark and title; an ampersand would begin a command.
fn page_head(institution: &str, title: &str, standing: &Standing, words: &Words) -> String {
    let part = |text: &str| -> String {
        let line: String = text::clean(text).chars().take(HEAD_UNITS).collect();
        line.replace('&', "&&").replace('\n', " ")
    };
    let draft = match standing {
        Standing::Draft => words.draft,
        Standing::Approved { .. } | Standing::Statement => "",
    };
    format!("&L&8{} &C&\"-,Bold\"{draft}&R&8 {}", part(institution), part(title))
}

/// Fills a sheet with a table that begins in its first cell.
fn table_sheet(
    sheet: &mut Worksheet,
    table: &Table,
    language: Language,
    look: &Look,
) -> Result<(), XlsxError> {
    for (place, column) in (0u16..).zip(&table.columns) {
        sheet.set_column_width(place, f64::from(column.width.clamp(6, 80)) * 1.15 + 2.0)?;
        sheet.write_string_with_format(
            0,
            place,
            text::clean(&column.title),
            look.head(column.kind.side()),
        )?;
    }
    let titles: Vec<_> = table.columns.iter().map(|column| Cell::Text(column.title.clone())).collect();
    set_height(sheet, 0, table, &titles)?;
    let sides: Vec<_> = table.columns.iter().map(|column| column.kind.side()).collect();
    let mut row_number = 0;
    for row in &table.rows {
        row_number += 1;
        match row {
            Row::Cells(cells) => {
                set_height(sheet, row_number, table, cells)?;
                put_row(sheet, row_number, cells, &sides, Weight::Plain, language, look)?;
            }
            Row::Group(name) => {
                sheet.write_string_with_format(
                    row_number,
                    0,
                    text::clean(name),
                    look.text(name, Weight::Strong),
                )?;
            }
        }
    }
    let last_column = u16::try_from(table.columns.len() - 1).unwrap_or(u16::MAX);
    sheet.autofilter(0, 0, row_number, last_column)?;
    sheet.set_freeze_panes(1, 1)?;
    sheet.set_repeat_rows(0, 0)?;
    if let Some(totals) = &table.totals {
        row_number += 1;
        put_row(sheet, row_number, totals, &sides, Weight::Strong, language, look)?;
    }
    let nothing = table.rows.is_empty().then(|| words::of(language).nothing);
    if let Some(note) = table.note.as_deref().or(nothing) {
        sheet.write_string_with_format(row_number + 2, 0, text::clean(note), &look.note)?;
    }
    Ok(())
}

/// Makes room for wrapped text: not every program does when it opens a file.
fn set_height(sheet: &mut Worksheet, row: u32, table: &Table, cells: &[Cell]) -> Result<(), XlsxError> {
    let lines = table.columns.iter().zip(cells).map(|(column, cell)| match cell {
        Cell::Text(text) | Cell::Status(text, _) => {
            // Letters are narrower than the digits that columns are measured in.
            let room = usize::from(column.width.clamp(6, 80)) * 5 / 4;
            text.split('\n').map(|line| 1 + line.chars().count().saturating_sub(1) / room).sum()
        }
        Cell::Empty
        | Cell::Whole(_)
        | Cell::Decimal(_)
        | Cell::Money(_)
        | Cell::Percent(_)
        | Cell::Date(_) => 1,
    });
    let lines = lines.max().unwrap_or(1).min(MAX_LINES);
    if lines > 1 {
        sheet.set_row_height(row, LINE_POINTS * f64::from(u16::try_from(lines).unwrap_or_default()))?;
    }
    Ok(())
}

fn put_row(
    sheet: &mut Worksheet,
    row: u32,
    cells: &[Cell],
    sides: &[Side],
    weight: Weight,
    language: Language,
    look: &Look,
) -> Result<(), XlsxError> {
    for ((place, cell), side) in (0u16..).zip(cells).zip(sides) {
        put(sheet, (row, place), cell, *side, weight, language, look)?;
    }
    Ok(())
}

/// Writes a cell of its type.
fn put(
    sheet: &mut Worksheet,
    (row, column): (u32, u16),
    cell: &Cell,
    side: Side,
    weight: Weight,
    language: Language,
    look: &Look,
) -> Result<(), XlsxError> {
    let number = |sheet: &mut Worksheet, value: Option<f64>, style| match value {
        Some(value) => sheet.write_number_with_format(row, column, value, style).map(|_| ()),
        None => {
            let said = format::cell(cell, language);
            sheet.write_string_with_format(row, column, said, look.end(weight)).map(|_| ())
        }
    };
    match cell {
        Cell::Empty => sheet.write_blank(row, column, look.blank(side, weight)).map(|_| ()),
        Cell::Text(said) => sheet
            .write_string_with_format(row, column, text::clean(said), look.text(said, weight))
            .map(|_| ()),
        Cell::Status(said, mood) => {
            sheet.write_string_with_format(row, column, text::clean(said), look.mood(*mood)).map(|_| ())
        }
        Cell::Whole(value) => number(sheet, exact(Decimal::from(*value)), look.whole(weight)),
        Cell::Decimal(value) => number(sheet, exact(*value), look.decimal(weight)),
        Cell::Money(value) => number(sheet, exact(*value), look.money(weight)),
        Cell::Percent(value) => {
            let share = value.checked_div(Decimal::ONE_HUNDRED).and_then(exact);
            number(sheet, share, look.percent(weight))
        }
        Cell::Date(value) => match day(*value) {
            Ok(value) => sheet.write_datetime_with_format(row, column, &value, look.date(weight)).map(|_| ()),
            // Days before 1900 have no number in a spreadsheet.
            Err(_) => number(sheet, None, look.date(weight)),
        },
    }
}

fn day(date: NaiveDate) -> Result<ExcelDateTime, XlsxError> {
    let small = |number: u32| u8::try_from(number).unwrap_or_default();
    ExcelDateTime::from_ymd(
        u16::try_from(date.year()).unwrap_or_default(),
        small(date.month()),
        small(date.day()),
    )
}
