//! The first sheet of a document: everything but its tables, in two columns.

use super::{
    LINE_POINTS, MAX_LINES,
    look::{Look, Weight},
    put,
};
use crate::{
    document::{
        Bars, Block, Document, Fact, Signature, Standing,
        rich::{Rich, Tone},
        table::{Cell, Side},
    },
    format, text, words,
};
use rust_xlsxwriter::{ConditionalFormatDataBar, Format, Worksheet, XlsxError};

const NAME_WIDTH: f64 = 36.0;
const VALUE_WIDTH: f64 = 62.0;
/// Characters of a line over both columns, to guess how high a merged row must be: Excel does not.
const LINE_CHARS: usize = 90;
const TITLE_POINTS: f64 = 24.0;

/// Writes the sheet. `names` are the sheets of the tables, in the order of the tables.
pub fn fill(
    sheet: &mut Worksheet,
    document: &Document,
    names: &[&str],
    look: &Look,
) -> Result<(), XlsxError> {
    sheet.set_column_width(0, NAME_WIDTH)?;
    sheet.set_column_width(1, VALUE_WIDTH)?;
    let mut cover = Cover { sheet, look, document, row: 0, names: names.iter(), table: 0 };
    cover.head()?;
    for section in &document.sections {
        cover.row += 1;
        if let Some(title) = section.title() {
            cover.line(&title, &look.heading)?;
        }
        for block in &section.blocks {
            cover.block(block)?;
        }
    }
    Ok(())
}

struct Cover<'a> {
    sheet: &'a mut Worksheet,
    look: &'a Look,
    document: &'a Document,
    row: u32,
    names: std::slice::Iter<'a, &'a str>,
    table: usize,
}

impl Cover<'_> {
    fn head(&mut self) -> Result<(), XlsxError> {
        let (document, look) = (self.document, self.look);
        let words = words::of(document.language);
        let head = &document.letterhead;
        if !head.municipality.is_empty() {
            self.line(&head.municipality, &look.note)?;
        }
        self.line(&head.institution, &look.heading)?;
        for line in &head.address {
            self.line(line, &look.note)?;
        }
        self.row += 1;
        if document.standing == Standing::Draft {
            self.line(words.draft, &look.draft)?;
        }
        self.line(&document.title, &look.title)?;
        if let Some(subtitle) = &document.subtitle {
            self.line(subtitle, &look.paragraph)?;
        }
        let number = document.number.as_ref().map(|number| Fact::new(words.number, number.clone()));
        let date = Fact::new(words.date, document.date);
        let approval = match &document.standing {
            Standing::Draft | Standing::Statement => Vec::new(),
            Standing::Approved { version, on, hash } => vec![
                Fact::new(words.version, Cell::Whole(i64::from(*version))),
                Fact::new(words.approved_on, *on),
                Fact::new(words.hash, hash.clone()),
            ],
        };
        number.iter().chain([&date]).chain(&approval).try_for_each(|fact| self.fact(fact))
    }

    fn block(&mut self, block: &Block) -> Result<(), XlsxError> {
        match block {
            Block::Heading(text) => self.line(text, &self.look.heading),
            Block::Paragraph(rich) => self.line(&plain(rich), &self.look.paragraph),
            Block::Items(items) => items
                .iter()
                .try_for_each(|item| self.line(&format!("• {}", plain(item)), &self.look.paragraph)),
            Block::Facts(facts) => facts.iter().try_for_each(|fact| self.fact(fact)),
            Block::Table(table) => {
                let words = words::of(self.document.language);
                self.table += 1;
                let name = self.names.next().copied().unwrap_or_default();
                let line = format!("{} {}. {} → {name}", words.table, self.table, table.caption);
                self.line(&line, &self.look.paragraph)
            }
            Block::Bars(bars) => self.bars(bars),
            Block::Signatures(signatures) => {
                signatures.iter().try_for_each(|signature| self.signature(signature))
            }
        }
    }

    fn bars(&mut self, bars: &Bars) -> Result<(), XlsxError> {
        self.line(&bars.title, &self.look.heading)?;
        self.sheet.write_string_with_format(
            self.row,
            0,
            text::clean(&bars.name),
            self.look.head(Side::Start),
        )?;
        self.sheet.write_string_with_format(
            self.row,
            1,
            text::clean(&bars.unit),
            self.look.head(Side::End),
        )?;
        self.row += 1;
        let first = self.row;
        for bar in &bars.bars {
            self.fact(&Fact::new(bar.name.clone(), bar.value.clone()))?;
        }
        if self.row > first {
            let look = ConditionalFormatDataBar::new().set_fill_color(0x8D_B3DF).set_solid_fill(true);
            self.sheet.add_conditional_format(first, 1, self.row - 1, 1, &look)?;
        }
        self.row += 1;
        Ok(())
    }

    fn signature(&mut self, signature: &Signature) -> Result<(), XlsxError> {
        let words = words::of(self.document.language);
        let date = signature.date.map(|date| format::day(date, self.document.language));
        self.row += 1;
        self.line(&format!("{}: {}", signature.act, signature.function), &self.look.heading)?;
        for (name, value) in
            [(words.name, signature.name.clone()), (words.date, date), (words.signature, None)]
        {
            self.fact(&Fact::new(name, Cell::Text(value.unwrap_or_default())))?;
        }
        Ok(())
    }

    fn fact(&mut self, fact: &Fact) -> Result<(), XlsxError> {
        let (look, language) = (self.look, self.document.language);
        let name = look.text(&fact.name, Weight::Strong);
        self.sheet.write_string_with_format(self.row, 0, text::clean(&fact.name), name)?;
        put(self.sheet, (self.row, 1), &fact.value, Side::Start, Weight::Plain, language, look)?;
        self.row += 1;
        Ok(())
    }

    /// A text over both columns.
    fn line(&mut self, said: &str, look: &Format) -> Result<(), XlsxError> {
        let height = if *look == self.look.title { TITLE_POINTS } else { LINE_POINTS };
        let said = text::clean(said);
        let look =
            if text::looks_like_formula(&said) { look.clone().set_quote_prefix() } else { look.clone() };
        let lines: usize = said.split('\n').map(|line| 1 + line.chars().count() / LINE_CHARS).sum();
        let lines = f64::from(u16::try_from(lines.min(MAX_LINES)).unwrap_or_default());
        self.sheet.set_row_height(self.row, height * lines)?;
        self.sheet.merge_range(self.row, 0, self.row, 1, &said, &look)?;
        self.row += 1;
        Ok(())
    }
}

/// A paragraph without emphasis; its notes in brackets.
fn plain(rich: &Rich) -> String {
    let pieces = rich.0.iter().map(|piece| match piece.tone {
        Tone::Plain | Tone::Strong | Tone::Emphasis => piece.text.clone(),
        Tone::Footnote => format!(" ({})", piece.text),
    });
    pieces.collect()
}
