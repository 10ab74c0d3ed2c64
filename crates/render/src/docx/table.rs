//! Tables: header rows repeated on each page, rows that stay whole, a caption for screen readers.

use super::{
    Setting,
    body::{break_line, paragraph},
};
use crate::{
    document::{
        Bars, Fact,
        table::{Cell, Mood, Row, Side, Table},
    },
    format,
    packed::Xml,
};

const LINE: &str = "9AA5B4";
const HEAD_FILL: &str = "E4EEFA";
const SUM_FILL: &str = "F6F7F9";
/// Rows with more text than this may break over pages.
const WHOLE_ROW_CHARS: usize = 900;

/// How a cell is set.
#[derive(Clone, Copy)]
struct Set<'a> {
    width: u32,
    side: Side,
    fill: Option<&'a str>,
    is_bold: bool,
    /// Whether the row never ends a page.
    leads: bool,
}

/// A table with its caption and note.
pub fn table(xml: &mut Xml, setting: &Setting<'_>, table: &Table, number: usize, room: u32) {
    let caption = format!("{} {number}. {}", setting.words.table, table.caption);
    paragraph(xml, "Caption", &caption);
    let widths = widths(&table.shares(), room);
    begin(xml, &widths, "single", &caption);
    xml.raw("<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>");
    for (column, width) in table.columns.iter().zip(&widths) {
        let side = column.kind.side();
        let set = Set { width: *width, side, fill: Some(HEAD_FILL), is_bold: true, leads: true };
        cell(xml, set, 1, &column.title, None);
    }
    xml.raw("</w:tr>");
    for row in &table.rows {
        match row {
            Row::Cells(cells) => cells_row(xml, setting, table, &widths, cells, None),
            Row::Group(name) => {
                xml.raw("<w:tr><w:trPr><w:cantSplit/></w:trPr>");
                let fill = Some(SUM_FILL);
                let set = Set { width: room, side: Side::Start, fill, is_bold: true, leads: true };
                cell(xml, set, widths.len(), name, None);
                xml.raw("</w:tr>");
            }
        }
    }
    if let Some(totals) = &table.totals {
        cells_row(xml, setting, table, &widths, totals, Some(SUM_FILL));
    }
    xml.close("w:tbl");
    let nothing = table.rows.is_empty().then_some(setting.words.nothing);
    paragraph(xml, "Note", table.note.as_deref().or(nothing).unwrap_or_default());
}

/// Names and values.
pub fn facts(xml: &mut Xml, setting: &Setting<'_>, facts: &[Fact], room: u32) {
    let widths = widths(&[0.34, 0.66], room);
    begin(xml, &widths, "single", "");
    for fact in facts {
        xml.raw("<w:tr><w:trPr><w:cantSplit/></w:trPr>");
        let fill = Some(SUM_FILL);
        let set = Set { width: widths[0], side: Side::Start, fill, is_bold: false, leads: false };
        cell(xml, set, 1, &fact.name, None);
        let set = Set { width: widths[1], fill: None, ..set };
        cell(xml, set, 1, &format::cell(&fact.value, setting.language), mood_of(&fact.value));
        xml.raw("</w:tr>");
    }
    xml.close("w:tbl");
    paragraph(xml, "Note", "");
}

/// Figures as bars: the bar is an empty shaded paragraph, its indent the rest of the cell.
pub fn bars(xml: &mut Xml, setting: &Setting<'_>, bars: &Bars, room: u32) {
    paragraph(xml, "Caption", &bars.title);
    let widths = widths(&[0.32, 0.5, 0.18], room);
    begin(xml, &widths, "single", &bars.title);
    xml.raw("<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>");
    for ((title, width), side) in [bars.name.as_str(), "", bars.unit.as_str()].into_iter().zip(&widths).zip([
        Side::Start,
        Side::Start,
        Side::End,
    ]) {
        let set = Set { width: *width, side, fill: Some(HEAD_FILL), is_bold: true, leads: true };
        cell(xml, set, 1, title, None);
    }
    xml.raw("</w:tr>");
    for bar in &bars.bars {
        xml.raw("<w:tr><w:trPr><w:cantSplit/></w:trPr>");
        let set = Set { width: widths[0], side: Side::Start, fill: None, is_bold: false, leads: false };
        cell(xml, set, 1, &bar.name, None);
        let inside = f64::from(widths[1].saturating_sub(160));
        let rest = format!("{:.0}", inside * (1.0 - bars.share(&bar.value)));
        let fill = if bars.share(&bar.value) > 0.0 { "084499" } else { "auto" };
        cell_properties(xml, Set { width: widths[1], ..set }, 1);
        xml.raw("<w:p><w:pPr><w:pStyle w:val=\"Cell\"/>");
        xml.empty("w:shd", &[("w:val", "clear"), ("w:color", "auto"), ("w:fill", fill)]);
        xml.empty("w:ind", &[("w:right", &rest)]).raw("</w:pPr></w:p></w:tc>");
        cell(
            xml,
            Set { width: widths[2], side: Side::End, ..set },
            1,
            &format::cell(&bar.value, setting.language),
            None,
        );
        xml.raw("</w:tr>");
    }
    xml.close("w:tbl");
    paragraph(xml, "Note", "");
}

/// A frame without lines, one row; `fill` writes the paragraphs of a place.
pub fn borderless(xml: &mut Xml, widths: &[u32], mut fill: impl FnMut(&mut Xml, usize)) {
    begin(xml, widths, "none", "");
    xml.raw("<w:tr><w:trPr><w:cantSplit/></w:trPr>");
    for (place, width) in widths.iter().enumerate() {
        let set = Set { width: *width, side: Side::Start, fill: None, is_bold: false, leads: false };
        cell_properties(xml, set, 1);
        fill(xml, place);
        xml.raw("</w:tc>");
    }
    xml.raw("</w:tr>").close("w:tbl");
}

fn cells_row(
    xml: &mut Xml,
    setting: &Setting<'_>,
    table: &Table,
    widths: &[u32],
    cells: &[Cell],
    fill: Option<&str>,
) {
    let said: Vec<_> = cells.iter().map(|cell| format::cell(cell, setting.language)).collect();
    let is_short = said.iter().all(|said| said.chars().count() <= WHOLE_ROW_CHARS);
    xml.raw("<w:tr>");
    if is_short {
        xml.raw("<w:trPr><w:cantSplit/></w:trPr>");
    }
    for (((column, width), value), said) in table.columns.iter().zip(widths).zip(cells).zip(&said) {
        let side = column.kind.side();
        let set = Set { width: *width, side, fill, is_bold: fill.is_some(), leads: false };
        cell(xml, set, 1, said, mood_of(value));
    }
    xml.raw("</w:tr>");
}

fn begin(xml: &mut Xml, widths: &[u32], border: &str, caption: &str) {
    let room: u32 = widths.iter().sum();
    xml.open("w:tbl", &[]).raw("<w:tblPr>");
    xml.empty("w:tblW", &[("w:w", &room.to_string()), ("w:type", "dxa")]).raw("<w:tblBorders>");
    for side in ["w:top", "w:left", "w:bottom", "w:right", "w:insideH", "w:insideV"] {
        xml.empty(side, &[("w:val", border), ("w:sz", "4"), ("w:space", "0"), ("w:color", LINE)]);
    }
    xml.raw("</w:tblBorders><w:tblLayout w:type=\"fixed\"/>");
    xml.raw("<w:tblLook w:val=\"0020\" w:firstRow=\"1\" w:lastRow=\"0\" w:firstColumn=\"0\" w:lastColumn=\"0\" w:noHBand=\"1\" w:noVBand=\"1\"/>");
    if !caption.is_empty() {
        xml.empty("w:tblCaption", &[("w:val", caption)]);
    }
    xml.raw("</w:tblPr><w:tblGrid>");
    for width in widths {
        xml.empty("w:gridCol", &[("w:w", &width.to_string())]);
    }
    xml.raw("</w:tblGrid>");
}

fn cell(xml: &mut Xml, set: Set<'_>, span: usize, said: &str, mood: Option<Mood>) {
    cell_properties(xml, set, span);
    xml.raw("<w:p><w:pPr><w:pStyle w:val=\"Cell\"/>");
    if set.leads {
        xml.raw("<w:keepNext/>");
    }
    if set.side == Side::End {
        xml.raw("<w:jc w:val=\"right\"/>");
    }
    xml.raw("</w:pPr><w:r><w:rPr>");
    if set.is_bold || mood.is_some() {
        xml.raw("<w:b/>");
    }
    if let Some(mood) = mood {
        let (fill, ink) = colours(mood);
        xml.empty("w:color", &[("w:val", ink)]);
        xml.empty("w:shd", &[("w:val", "clear"), ("w:color", "auto"), ("w:fill", fill)]);
    }
    xml.raw("</w:rPr>");
    break_line(xml, said);
    xml.raw("</w:r></w:p></w:tc>");
}

fn cell_properties(xml: &mut Xml, set: Set<'_>, span: usize) {
    xml.raw("<w:tc><w:tcPr>").empty("w:tcW", &[("w:w", &set.width.to_string()), ("w:type", "dxa")]);
    if span > 1 {
        xml.empty("w:gridSpan", &[("w:val", &span.to_string())]);
    }
    if let Some(fill) = set.fill {
        xml.empty("w:shd", &[("w:val", "clear"), ("w:color", "auto"), ("w:fill", fill)]);
    }
    xml.raw("</w:tcPr>");
}

fn widths(shares: &[f64], room: u32) -> Vec<u32> {
    let width = |share: &f64| format!("{:.0}", share * f64::from(room)).parse().unwrap_or_default();
    shares.iter().map(width).collect()
}

fn mood_of(cell: &Cell) -> Option<Mood> {
    match cell {
        Cell::Status(_, mood) => Some(*mood),
        Cell::Empty
        | Cell::Text(_)
        | Cell::Whole(_)
        | Cell::Decimal(_)
        | Cell::Money(_)
        | Cell::Percent(_)
        | Cell::Date(_) => None,
    }
}

/// Ground and letters of a status.
fn colours(mood: Mood) -> (&'static str, &'static str) {
    match mood {
        Mood::Neutral => ("E9ECF1", "3D4756"),
        Mood::Info => ("E2EEFB", "0C4A8C"),
        Mood::Good => ("DEF3E8", "0B5A3E"),
        Mood::Warning => ("FCEFCF", "6B4300"),
        Mood::Bad => ("961B1B", "FFFFFF"),
    }
}
