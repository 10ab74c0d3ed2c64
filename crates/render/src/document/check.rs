//! What is too much for a document: refused before anything is set, with the place and the limit named.

use super::{
    Block, Document,
    rich::Rich,
    table::{Cell, Row, Table},
};
use crate::text;
use calitas_domain::{Error, Reason};

/// Cells of all tables of a document that is set on pages, together. As PDF a cell costs about 20 KB while it is made,
/// so the largest document takes some 600 MB and about ten seconds of a core.
pub const MAX_PAGE_CELLS: usize = 30_000;
/// Cells of a workbook, or of a table that is exported by itself.
pub const MAX_SHEET_CELLS: usize = 1_000_000;
/// Columns of a table.
pub const MAX_COLUMNS: usize = 64;
/// Characters of one cell or piece of text; what a spreadsheet cell can hold.
pub const MAX_CELL_CHARS: usize = 32_767;
/// Characters of a document that is set on pages.
pub const MAX_CHARS: usize = 3_000_000;
/// Bytes of a logo.
pub const MAX_LOGO_BYTES: usize = 2_000_000;

/// Counts what a document holds on the way through it.
struct Tally {
    cells: usize,
    chars: usize,
    max_cells: usize,
    max_chars: usize,
}

/// What a document is checked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Medium {
    /// Pages, on paper or on a screen.
    Pages,
    /// A workbook.
    Sheets,
}

impl Document {
    /// Refuses a document that is too large to be set.
    ///
    /// # Errors
    /// [`Error::Invalid`] naming the first place that is too large, with the limit.
    pub fn check(&self, medium: Medium) -> Result<(), Error> {
        let logo = self.letterhead.logo.as_ref();
        if logo.is_some_and(|logo| logo.bytes.len() > MAX_LOGO_BYTES) {
            return Err(Error::invalid("letterhead.logo", Reason::TooLong { max: MAX_LOGO_BYTES }));
        }
        if text::clean(&self.title).trim().is_empty() {
            return Err(Error::invalid("title", Reason::Required));
        }
        let mut tally = Tally::new(medium);
        tally.texts("title", [&self.title].into_iter().chain(&self.subtitle).chain(&self.number))?;
        let head = &self.letterhead;
        tally
            .texts("letterhead", [&head.municipality, &head.institution].into_iter().chain(&head.address))?;
        for (s, section) in self.sections.iter().enumerate() {
            for (b, block) in section.blocks.iter().enumerate() {
                tally.block(&format!("sections.{s}.blocks.{b}"), block)?;
            }
        }
        Ok(())
    }
}

/// Refuses a table that is too large to be exported by itself.
pub(crate) fn check_table(table: &Table) -> Result<(), Error> {
    Tally::new(Medium::Sheets).table("table", table)
}

impl Tally {
    fn new(medium: Medium) -> Self {
        let (max_cells, max_chars) = match medium {
            Medium::Pages => (MAX_PAGE_CELLS, MAX_CHARS),
            Medium::Sheets => (MAX_SHEET_CELLS, usize::MAX),
        };
        Self { cells: 0, chars: 0, max_cells, max_chars }
    }

    fn block(&mut self, path: &str, block: &Block) -> Result<(), Error> {
        match block {
            Block::Heading(text) => self.text(path, text),
            Block::Paragraph(rich) => self.rich(path, rich),
            Block::Items(items) => {
                self.rows(path, items.len(), 1)?;
                items.iter().try_for_each(|item| self.rich(path, item))
            }
            Block::Facts(facts) => {
                self.rows(path, facts.len(), 1)?;
                facts.iter().try_for_each(|fact| {
                    self.text(path, &fact.name)?;
                    self.cell(path, &fact.value)
                })
            }
            Block::Table(table) => self.table(path, table),
            Block::Bars(bars) => {
                self.rows(path, bars.bars.len(), 3)?;
                self.texts(path, [&bars.title, &bars.name, &bars.unit])?;
                bars.bars.iter().try_for_each(|bar| self.text(path, &bar.name))
            }
            Block::Signatures(signatures) => {
                self.rows(path, signatures.len(), 1)?;
                signatures.iter().try_for_each(|it| self.texts(path, [&it.act, &it.function]))
            }
        }
    }

    fn table(&mut self, path: &str, table: &Table) -> Result<(), Error> {
        if table.columns.is_empty() {
            return Err(Error::invalid(format!("{path}.columns"), Reason::Required));
        }
        if table.columns.len() > MAX_COLUMNS {
            return Err(Error::invalid(format!("{path}.columns"), Reason::TooMany { max: MAX_COLUMNS }));
        }
        self.rows(&format!("{path}.rows"), table.rows.len(), table.columns.len())?;
        for (index, row) in table.rows.iter().enumerate() {
            let path = || format!("{path}.rows.{index}");
            match row {
                Row::Cells(cells) if cells.len() != table.columns.len() => {
                    let count = table.columns.len().to_string();
                    return Err(Error::invalid(
                        path(),
                        Reason::OutOfRange { min: count.clone(), max: count },
                    ));
                }
                Row::Cells(cells) => cells.iter().try_for_each(|cell| self.cell_at(&path, cell))?,
                Row::Group(text) => self.count(&path, text)?,
            }
        }
        self.texts(path, [&table.caption].into_iter().chain(&table.note))?;
        self.texts(path, table.columns.iter().map(|column| &column.title))?;
        match &table.totals {
            Some(totals) if totals.len() != table.columns.len() => {
                Err(Error::invalid(format!("{path}.totals"), Reason::Required))
            }
            Some(totals) => totals.iter().try_for_each(|cell| self.cell(path, cell)),
            None => Ok(()),
        }
    }

    fn texts<'a>(&mut self, path: &str, texts: impl IntoIterator<Item = &'a String>) -> Result<(), Error> {
        texts.into_iter().try_for_each(|text| self.text(path, text))
    }

    fn rows(&mut self, path: &str, count: usize, columns: usize) -> Result<(), Error> {
        let max = self.max_cells.saturating_sub(self.cells) / columns;
        if count > max {
            return Err(Error::invalid(path, Reason::TooMany { max }));
        }
        self.cells += count * columns;
        Ok(())
    }

    fn rich(&mut self, path: &str, rich: &Rich) -> Result<(), Error> {
        let chars: usize = rich.0.iter().map(|piece| piece.text.encode_utf16().count() + 3).sum();
        if chars > MAX_CELL_CHARS {
            return Err(Error::invalid(path, Reason::TooLong { max: MAX_CELL_CHARS }));
        }
        rich.0.iter().try_for_each(|piece| self.text(path, &piece.text))
    }

    fn cell(&mut self, path: &str, cell: &Cell) -> Result<(), Error> {
        self.cell_at(&|| path.to_owned(), cell)
    }

    fn text(&mut self, path: &str, text: &str) -> Result<(), Error> {
        self.count(&|| path.to_owned(), text)
    }

    fn cell_at(&mut self, path: &dyn Fn() -> String, cell: &Cell) -> Result<(), Error> {
        match cell {
            Cell::Text(text) | Cell::Status(text, _) => self.count(path, text),
            Cell::Empty
            | Cell::Whole(_)
            | Cell::Decimal(_)
            | Cell::Money(_)
            | Cell::Percent(_)
            | Cell::Date(_) => Ok(()),
        }
    }

    fn count(&mut self, path: &dyn Fn() -> String, text: &str) -> Result<(), Error> {
        // A spreadsheet counts UTF-16 units.
        let chars = text.encode_utf16().count();
        self.chars = self.chars.saturating_add(chars);
        if chars > MAX_CELL_CHARS {
            return Err(Error::invalid(path(), Reason::TooLong { max: MAX_CELL_CHARS }));
        }
        let max = self.max_chars;
        if self.chars > max { Err(Error::invalid(path(), Reason::TooLong { max })) } else { Ok(()) }
    }
}
