//! ODS, read here: cells and lines say how often they are repeated, and what repeats a million times is not unrolled.

use super::{Grid, number};
use calitas_domain::{
    Reason,
    import::{MAX_COLUMNS, MAX_ROWS},
};
use roxmltree::{Document, Node, ParsingOptions};
use std::io::{Cursor, Read};
use zip::ZipArchive;

const TABLE: &str = "urn:oasis:names:tc:opendocument:xmlns:table:1.0";
const OFFICE: &str = "urn:oasis:names:tc:opendocument:xmlns:office:1.0";
const TEXT: &str = "urn:oasis:names:tc:opendocument:xmlns:text:1.0";
/// Most elements and texts of a document: each takes some hundred bytes here.
const NODES: u32 = 400_000;

pub(super) fn read(content: &[u8]) -> Result<Grid, Reason> {
    let damaged = || Reason::FileDamaged;
    let mut archive = ZipArchive::new(Cursor::new(content)).map_err(|_| damaged())?;
    let entry = archive.by_name("content.xml").map_err(|_| damaged())?;
    let mut xml = String::new();
    entry.take(super::UNPACKED_BYTES).read_to_string(&mut xml).map_err(|_| damaged())?;
    let options = ParsingOptions { nodes_limit: NODES, ..ParsingOptions::default() };
    let document = Document::parse_with_options(&xml, options).map_err(|error| match error {
        roxmltree::Error::NodesLimitReached => Reason::FileUnpacksTooLarge,
        _ => damaged(),
    })?;
    let is = |node: &Node<'_, '_>, name: &str| node.has_tag_name((TABLE, name));
    let table = document.descendants().find(|node| is(node, "table")).ok_or_else(damaged)?;
    let mut grid = Grid::default();
    let mut line = 0_u32;
    for row in table.descendants().filter(|node| is(node, "table-row")) {
        let repeats = repeats(&row, "number-rows-repeated");
        let cells = cells(&row);
        if !cells.is_empty() {
            for copy in 0..repeats.min(u32::try_from(MAX_ROWS).unwrap_or(0) + 2) {
                for (column, text) in &cells {
                    grid.put(line.saturating_add(copy), *column, text)?;
                }
            }
        }
        line = line.saturating_add(repeats);
    }
    Ok(grid)
}

/// The cells of a line that hold something; of what repeats beyond the last column, one more, to be refused.
fn cells(row: &Node<'_, '_>) -> Vec<(usize, String)> {
    let mut found = Vec::new();
    let mut column = 0_usize;
    let is_cell = |node: &Node<'_, '_>| {
        node.has_tag_name((TABLE, "table-cell")) || node.has_tag_name((TABLE, "covered-table-cell"))
    };
    for cell in row.children().filter(is_cell) {
        let repeats = usize::try_from(repeats(&cell, "number-columns-repeated")).unwrap_or(usize::MAX);
        let text = text(&cell);
        if !text.is_empty() {
            let end = column.saturating_add(repeats).min(MAX_COLUMNS + 1).max(column + 1);
            found.extend((column..end).map(|at| (at, text.clone())));
        }
        column = column.saturating_add(repeats);
        if column > MAX_COLUMNS && !text.is_empty() {
            break;
        }
    }
    found
}

fn repeats(node: &Node<'_, '_>, name: &str) -> u32 {
    node.attribute((TABLE, name)).and_then(|count| count.parse().ok()).unwrap_or(1)
}

fn text(cell: &Node<'_, '_>) -> String {
    let value = |name: &str| cell.attribute((OFFICE, name));
    match value("value-type") {
        Some("float" | "percentage" | "currency") => {
            value("value").and_then(|text| text.parse().ok()).map(number).unwrap_or_default()
        }
        Some("date") => value("date-value").unwrap_or_default().to_owned(),
        Some("boolean") => if value("boolean-value") == Some("true") { "1" } else { "0" }.to_owned(),
        _ => match value("string-value") {
            Some(text) => text.to_owned(),
            None => paragraphs(cell),
        },
    }
}

fn paragraphs(cell: &Node<'_, '_>) -> String {
    // Remarks on a cell have paragraphs too; they are not its children.
    let own = cell.children().filter(|node| node.has_tag_name((TEXT, "p")));
    let lines: Vec<String> = own
        .map(|paragraph| {
            let spaced = |node: Node<'_, '_>| match node.text() {
                Some(text) if node.is_text() => text.to_owned(),
                _ if node.has_tag_name((TEXT, "s")) || node.has_tag_name((TEXT, "tab")) => " ".to_owned(),
                _ => String::new(),
            };
            paragraph.descendants().map(spaced).collect()
        })
        .collect();
    lines.join("\n").trim().to_owned()
}

#[cfg(test)]
mod tests {
    use crate::sheet::{read, tests::archive};
    use calitas_domain::{Reason, import::MAX_COLUMNS};

    fn sheet(rows: &str) -> Vec<u8> {
        let content = format!(
            "<office:document-content xmlns:office=\"{}\" xmlns:table=\"{}\" xmlns:text=\"{}\"><office:body>\
             <office:spreadsheet><table:table table:name=\"A\">{rows}</table:table></office:spreadsheet>\
             </office:body></office:document-content>",
            super::OFFICE,
            super::TABLE,
            super::TEXT
        );
        archive(&[("mimetype", "application/vnd.oasis.opendocument.spreadsheet"), ("content.xml", &content)])
    }

    fn cell(attributes: &str, content: &str) -> String {
        format!("<table:table-cell {attributes}>{content}</table:table-cell>")
    }

    fn row(attributes: &str, cells: &[String]) -> String {
        format!("<table:table-row {attributes}>{}</table:table-row>", cells.concat())
    }

    #[test]
    fn values_are_read_and_formulas_are_not_computed() {
        let text = |text: &str| cell("office:value-type=\"string\"", &format!("<text:p>{text}</text:p>"));
        let rest = cell("table:number-columns-repeated=\"16380\"", "");
        let rows = [
            row("", &[text("Cod"), text("Buget"), text("Termen"), rest.clone()]),
            row("table:number-rows-repeated=\"3\"", std::slice::from_ref(&rest)),
            row(
                "",
                &[
                    cell(
                        "office:value-type=\"string\" table:formula=\"of:=1+1\"",
                        "<office:annotation><text:p>notă</text:p></office:annotation>\
                         <text:p>A<text:s/>B</text:p><text:p>C</text:p>",
                    ),
                    cell("office:value-type=\"float\" office:value=\"1250.5\"", "<text:p>1.250,50</text:p>"),
                    cell(
                        "office:value-type=\"date\" office:date-value=\"2027-03-31\"",
                        "<text:p>31 mar</text:p>",
                    ),
                ],
            ),
            row("table:number-rows-repeated=\"1048000\"", std::slice::from_ref(&rest)),
        ];
        let read = read(&sheet(&rows.concat())).expect("a sheet");
        assert_eq!(read.headings, ["Cod", "Buget", "Termen"]);
        assert_eq!(read.rows.len(), 1);
        assert_eq!(read.rows[0].number, 5);
        assert_eq!(read.rows[0].cells, ["A B\nC", "1250,5", "2027-03-31"]);
    }

    #[test]
    fn what_repeats_a_million_times_is_refused_at_once() {
        let wide = cell(
            "office:value-type=\"string\" table:number-columns-repeated=\"16384\"",
            "<text:p>x</text:p>",
        );
        let bomb = row("table:number-rows-repeated=\"1048576\"", std::slice::from_ref(&wide));
        assert_eq!(read(&sheet(&bomb)), Err(Reason::TooMany { max: MAX_COLUMNS }));
        let narrow = row(
            "table:number-rows-repeated=\"1048576\"",
            &[cell("office:value-type=\"string\"", "<text:p>x</text:p>")],
        );
        assert!(matches!(read(&sheet(&narrow)), Err(Reason::TooMany { .. })));
    }
}
