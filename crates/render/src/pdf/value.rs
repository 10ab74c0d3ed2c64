//! The document as the template reads it: dictionaries and arrays whose texts are strings, never markup.

use super::glyph::drawable;
use crate::{
    document::{
        Bars, Block, Document, Orientation, Section, Signature, Standing, Start,
        rich::{Rich, Tone},
        table::{Cell, Mood, Row, Side, Table},
    },
    format, picture, text, words,
};
use calitas_domain::{Error, identity::Language};
use typst::foundations::{Array, Bytes, Dict, IntoValue, Value};

/// Rows with more text than this may break over pages.
const WHOLE_ROW_CHARS: usize = 900;

macro_rules! dict {
    ($($key:literal => $value:expr),* $(,)?) => {
        [$(($key.into(), $value.into_value())),*].into_iter().collect::<Dict>()
    };
}

/// The inputs of the template.
pub fn of(document: &Document) -> Result<Dict, Error> {
    let words = words::of(document.language);
    let say = Say { language: document.language };
    let head = &document.letterhead;
    let logo = head.logo.as_ref().map(|logo| {
        let kind = picture::kind(&logo.bytes)?;
        Ok::<_, Error>(dict! {
            "bytes" => Bytes::new(logo.bytes.clone()),
            "format" => match kind { picture::Kind::Png { .. } => "png", picture::Kind::Svg => "svg" },
            "alt" => if text::clean(&logo.alt).trim().is_empty() { words.logo.to_owned() } else { drawable(&logo.alt) },
        })
    });
    let approval = match &document.standing {
        Standing::Draft | Standing::Statement => Value::None,
        Standing::Approved { version, on, hash } => dict! {
            "line" => format!(
                "{} {version} · {} {}", words.version, words.approved_on.to_lowercase(), format::day(*on, say.language)
            ),
            "hash" => format!("{}: {}", words.hash, drawable(hash)),
        }
        .into_value(),
    };
    let numbering = document.number.as_ref().map(|number| format!("{} {}", words.number, drawable(number)));
    let date = format!("{}: {}", words.date, format::day(document.date, say.language));
    let input = dict! {
        "lang" => words.locale.0,
        "region" => words.locale.1,
        "title" => drawable(&document.title),
        "name" => drawable(&document.name()),
        "subtitle" => document.subtitle.as_deref().map(drawable),
        "number" => numbering,
        "date" => date,
        "municipality" => drawable(&head.municipality),
        "institution" => drawable(&head.institution),
        "address" => head.address.iter().map(|line| drawable(line).into_value()).collect::<Array>(),
        "logo" => logo.transpose()?,
        "draft" => matches!(document.standing, Standing::Draft).then_some(words.draft),
        "approval" => approval,
        "page" => words.page.0,
        "of" => words.page.1,
        "table" => words.table,
        "groups" => say.groups(&document.sections),
    };
    Ok(dict! { "document" => input })
}

/// Says values in the language of the document.
struct Say {
    language: Language,
}

impl Say {
    /// Sections that share pages of one orientation.
    fn groups(&self, sections: &[Section]) -> Array {
        let runs = sections.chunk_by(|a, b| a.orientation == b.orientation);
        let groups = runs.map(|run| {
            dict! {
                "flipped" => run[0].orientation == Orientation::Landscape,
                "sections" => run.iter().map(|section| self.section(section).into_value()).collect::<Array>(),
            }
            .into_value()
        });
        groups.collect()
    }

    fn section(&self, section: &Section) -> Dict {
        dict! {
            "heading" => section.title().as_deref().map(drawable),
            "breaks" => !matches!(section.start, Start::Continue),
            "blocks" => section.blocks.iter().map(|block| self.block(block).into_value()).collect::<Array>(),
        }
    }

    fn block(&self, block: &Block) -> Dict {
        match block {
            Block::Heading(text) => dict! { "kind" => "heading", "text" => drawable(text) },
            Block::Paragraph(rich) => dict! { "kind" => "paragraph", "pieces" => pieces(rich) },
            Block::Items(items) => {
                let items: Array = items.iter().map(|item| pieces(item).into_value()).collect();
                dict! { "kind" => "items", "items" => items }
            }
            Block::Facts(facts) => {
                let facts = facts.iter().map(|fact| {
                    let (name, value) = (drawable(&fact.name), self.cell(&fact.value, Side::Start));
                    dict! { "name" => name, "value" => value }.into_value()
                });
                dict! { "kind" => "facts", "facts" => facts.collect::<Array>() }
            }
            Block::Table(table) => self.table(table),
            Block::Bars(bars) => self.bars(bars),
            Block::Signatures(signatures) => {
                let signatures = signatures.iter().map(|signature| self.signature(signature).into_value());
                let words = words::of(self.language);
                dict! {
                    "kind" => "signatures",
                    "heading" => words.signed,
                    "name" => words.name,
                    "date" => words.date,
                    "signature" => words.signature,
                    "signatures" => signatures.collect::<Array>(),
                }
            }
        }
    }

    fn table(&self, table: &Table) -> Dict {
        let columns = table.columns.iter().zip(table.shares()).map(|(column, share)| {
            let end = column.kind.side() == Side::End;
            dict! { "title" => lines(&column.title), "share" => share, "end" => end }.into_value()
        });
        let sides: Vec<_> = table.columns.iter().map(|column| column.kind.side()).collect();
        let cells = |cells: &[Cell]| -> Array {
            cells.iter().zip(&sides).map(|(cell, side)| self.cell(cell, *side).into_value()).collect()
        };
        let rows = table.rows.iter().map(|row| match row {
            Row::Cells(row) => dict! { "whole" => is_short(row), "cells" => cells(row) }.into_value(),
            Row::Group(name) => dict! { "group" => lines(name) }.into_value(),
        });
        let nothing = table.rows.is_empty().then(|| words::of(self.language).nothing);
        dict! {
            "kind" => "table",
            "caption" => drawable(&table.caption),
            "columns" => columns.collect::<Array>(),
            "rows" => rows.collect::<Array>(),
            "totals" => table.totals.as_deref().map(cells),
            "note" => table.note.as_deref().or(nothing).map(drawable),
        }
    }

    fn cell(&self, cell: &Cell, side: Side) -> Dict {
        let said = lines(&format::cell(cell, self.language));
        match cell {
            Cell::Status(_, mood) => dict! { "lines" => said, "mood" => mood_name(*mood) },
            Cell::Empty
            | Cell::Text(_)
            | Cell::Whole(_)
            | Cell::Decimal(_)
            | Cell::Money(_)
            | Cell::Percent(_)
            | Cell::Date(_) => {
                dict! { "lines" => said, "end" => side == Side::End }
            }
        }
    }

    fn bars(&self, bars: &Bars) -> Dict {
        let rows = bars.bars.iter().map(|bar| {
            let value = drawable(&format::cell(&bar.value, self.language));
            let share = bars.share(&bar.value);
            dict! { "name" => lines(&bar.name), "value" => value, "share" => share }.into_value()
        });
        dict! {
            "kind" => "bars",
            "title" => drawable(&bars.title),
            "name" => drawable(&bars.name),
            "unit" => drawable(&bars.unit),
            "bars" => rows.collect::<Array>(),
        }
    }

    fn signature(&self, signature: &Signature) -> Dict {
        dict! {
            "act" => drawable(&signature.act),
            "function" => drawable(&signature.function),
            "name" => signature.name.as_deref().map(drawable),
            "date" => signature.date.map(|date| format::day(date, self.language)),
        }
    }
}

fn is_short(cells: &[Cell]) -> bool {
    let chars = |cell: &Cell| match cell {
        Cell::Text(text) | Cell::Status(text, _) => text.chars().count() + 40 * text.matches('\n').count(),
        Cell::Empty
        | Cell::Whole(_)
        | Cell::Decimal(_)
        | Cell::Money(_)
        | Cell::Percent(_)
        | Cell::Date(_) => 0,
    };
    cells.iter().map(chars).max().unwrap_or_default() <= WHOLE_ROW_CHARS
}

/// The lines of a text, each free to break inside long words.
fn lines(said: &str) -> Array {
    drawable(said).split('\n').map(|line| text::breakable(line).into_owned().into_value()).collect()
}

fn pieces(rich: &Rich) -> Array {
    let tone = |tone| match tone {
        Tone::Plain => "plain",
        Tone::Strong => "strong",
        Tone::Emphasis => "emphasis",
        Tone::Footnote => "footnote",
    };
    let pieces = rich
        .0
        .iter()
        .map(|piece| dict! { "tone" => tone(piece.tone), "lines" => lines(&piece.text) }.into_value());
    pieces.collect()
}

fn mood_name(mood: Mood) -> &'static str {
    match mood {
        Mood::Neutral => "neutral",
        Mood::Info => "info",
        Mood::Good => "good",
        Mood::Warning => "warning",
        Mood::Bad => "bad",
    }
}
