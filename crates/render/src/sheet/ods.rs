//! ODS: one sheet with typed cells, header row kept in view and on each printed page, filter buttons. Written part by
//! part: the format is small, and the libraries for it bring a second set of ZIP and XML crates.

use super::{exact, sheet_name};
use crate::{
    document::table::{Cell, Row, Side, Table},
    format,
    packed::{Archive, Xml},
    words::{self, Words},
};
use calitas_domain::{Error, identity::Language};
use chrono::{DateTime, Utc};
use rust_decimal::Decimal;

const ROW: &[(&str, &str)] = &[("table:style-name", "ro")];
const TYPE: &str = "application/vnd.oasis.opendocument.spreadsheet";
const NAMESPACES: &[(&str, &str)] = &[
    ("xmlns:office", "urn:oasis:names:tc:opendocument:xmlns:office:1.0"),
    ("xmlns:style", "urn:oasis:names:tc:opendocument:xmlns:style:1.0"),
    ("xmlns:text", "urn:oasis:names:tc:opendocument:xmlns:text:1.0"),
    ("xmlns:table", "urn:oasis:names:tc:opendocument:xmlns:table:1.0"),
    ("xmlns:fo", "urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0"),
    ("xmlns:number", "urn:oasis:names:tc:opendocument:xmlns:datastyle:1.0"),
    ("xmlns:meta", "urn:oasis:names:tc:opendocument:xmlns:meta:1.0"),
    ("xmlns:dc", "http://purl.org/dc/elements/1.1/"),
    ("xmlns:config", "urn:oasis:names:tc:opendocument:xmlns:config:1.0"),
    ("office:version", "1.3"),
];

/// The table as a file.
pub fn table(table: &Table, language: Language, made_at: DateTime<Utc>) -> Result<Vec<u8>, Error> {
    let words = words::of(language);
    let name = sheet_name(&table.caption, &mut Vec::new(), words.table);
    let mut archive = Archive::default();
    archive.stored("mimetype", TYPE.as_bytes())?;
    archive.part("META-INF/manifest.xml", manifest())?;
    archive.part("meta.xml", meta(table, words, made_at))?;
    archive.part("settings.xml", settings(&name))?;
    archive.part("styles.xml", styles(words))?;
    archive.part("content.xml", content(table, &name, language, words))?;
    archive.finish()
}

fn manifest() -> String {
    let mut xml = Xml::part();
    let entry = "manifest:file-entry";
    xml.open(
        "manifest:manifest",
        &[
            ("xmlns:manifest", "urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"),
            ("manifest:version", "1.3"),
        ],
    );
    xml.empty(entry, &[("manifest:full-path", "/"), ("manifest:media-type", TYPE)]);
    for path in ["content.xml", "styles.xml", "meta.xml", "settings.xml"] {
        xml.empty(entry, &[("manifest:full-path", path), ("manifest:media-type", "text/xml")]);
    }
    xml.close("manifest:manifest");
    xml.finish()
}

fn meta(table: &Table, words: &Words, made_at: DateTime<Utc>) -> String {
    let mut xml = Xml::part();
    let made_at = made_at.format("%Y-%m-%dT%H:%M:%SZ").to_string();
    xml.open("office:document-meta", NAMESPACES).open("office:meta", &[]);
    xml.leaf("meta:generator", &[], "Calitas").leaf("dc:title", &[], &table.caption);
    xml.leaf("meta:creation-date", &[], &made_at).leaf("dc:date", &[], &made_at);
    xml.leaf("dc:language", &[], words.tag).close("office:meta").close("office:document-meta");
    xml.finish()
}

/// The header row stays in view.
fn settings(name: &str) -> String {
    let item = |xml: &mut Xml, name: &str, kind: &str, value: &str| {
        xml.leaf("config:config-item", &[("config:name", name), ("config:type", kind)], value);
    };
    let mut xml = Xml::part();
    xml.open("office:document-settings", NAMESPACES).open("office:settings", &[]);
    xml.open("config:config-item-set", &[("config:name", "ooo:view-settings")]);
    xml.open("config:config-item-map-indexed", &[("config:name", "Views")]);
    xml.open("config:config-item-map-entry", &[]);
    item(&mut xml, "ViewId", "string", "view1");
    xml.open("config:config-item-map-named", &[("config:name", "Tables")]);
    xml.open("config:config-item-map-entry", &[("config:name", name)]);
    item(&mut xml, "VerticalSplitMode", "short", "2");
    item(&mut xml, "VerticalSplitPosition", "int", "1");
    item(&mut xml, "PositionBottom", "int", "1");
    item(&mut xml, "ActiveSplitRange", "short", "2");
    xml.close("config:config-item-map-entry").close("config:config-item-map-named");
    item(&mut xml, "ActiveTable", "string", name);
    xml.close("config:config-item-map-entry").close("config:config-item-map-indexed");
    xml.close("config:config-item-set").close("office:settings").close("office:document-settings");
    xml.finish()
}

fn styles(words: &Words) -> String {
    let (language, country) = words.locale;
    let mut xml = Xml::part();
    xml.open("office:document-styles", NAMESPACES).open("office:styles", &[]);
    xml.open("style:default-style", &[("style:family", "table-cell")]);
    xml.empty(
        "style:text-properties",
        &[("fo:language", language), ("fo:country", country), ("fo:font-size", "10pt")],
    );
    xml.close("style:default-style").close("office:styles").open("office:automatic-styles", &[]);
    xml.open("style:page-layout", &[("style:name", "pm")]);
    xml.empty(
        "style:page-layout-properties",
        &[
            ("fo:page-width", "297mm"),
            ("fo:page-height", "210mm"),
            ("style:print-orientation", "landscape"),
            ("style:scale-to-X", "1"),
        ],
    );
    xml.close("style:page-layout").close("office:automatic-styles").open("office:master-styles", &[]);
    xml.open("style:master-page", &[("style:name", "Default"), ("style:page-layout-name", "pm")]);
    xml.open("style:footer", &[]).open("text:p", &[]).text(words.page.0).raw(" ").leaf(
        "text:page-number",
        &[],
        "1",
    );
    xml.text(&format!(" {} ", words.page.1)).leaf("text:page-count", &[], "1").close("text:p");
    xml.close("style:footer").close("style:master-page").close("office:master-styles");
    xml.close("office:document-styles");
    xml.finish()
}

fn content(table: &Table, name: &str, language: Language, words: &Words) -> String {
    let mut xml = Xml::part();
    xml.open("office:document-content", NAMESPACES).open("office:automatic-styles", &[]);
    automatic_styles(table, &mut xml, words);
    xml.close("office:automatic-styles").open("office:body", &[]).open("office:spreadsheet", &[]);
    xml.open("table:table", &[("table:name", name), ("table:style-name", "ta")]);
    for index in 0..table.columns.len() {
        xml.empty("table:table-column", &[("table:style-name", &format!("co{index}"))]);
    }
    xml.open("table:table-header-rows", &[]).open("table:table-row", ROW);
    for column in &table.columns {
        let style = match column.kind.side() {
            Side::Start => "head",
            Side::End => "head-end",
        };
        text_cell(&mut xml, style, &column.title);
    }
    xml.close("table:table-row").close("table:table-header-rows");
    let sides: Vec<_> = table.columns.iter().map(|column| column.kind.side()).collect();
    for row in &table.rows {
        xml.open("table:table-row", ROW);
        match row {
            Row::Cells(cells) => {
                cells.iter().zip(&sides).for_each(|(value, side)| cell(&mut xml, value, *side, "", language));
            }
            Row::Group(name) => text_cell(&mut xml, "text-strong", name),
        }
        xml.close("table:table-row");
    }
    if let Some(totals) = &table.totals {
        xml.open("table:table-row", ROW);
        totals.iter().zip(&sides).for_each(|(value, side)| cell(&mut xml, value, *side, "-strong", language));
        xml.close("table:table-row");
    }
    xml.close("table:table").open("table:database-ranges", &[]);
    let last = column_name(table.columns.len() - 1);
    // Quotes around the name are doubled inside.
    let range = format!("'{}'.A1:'{0}'.{last}{}", name.replace('\'', "''"), table.rows.len() + 1);
    let attributes = [
        ("table:name", "__Anonymous_Sheet_DB__0"),
        ("table:target-range-address", range.as_str()),
        ("table:display-filter-buttons", "true"),
    ];
    xml.empty("table:database-range", &attributes).close("table:database-ranges");
    xml.close("office:spreadsheet").close("office:body").close("office:document-content");
    xml.finish()
}

fn automatic_styles(table: &Table, xml: &mut Xml, words: &Words) {
    let locale = [("number:language", words.locale.0), ("number:country", words.locale.1)];
    let number = [("number:min-integer-digits", "1"), ("number:grouping", "true")];
    for (index, column) in table.columns.iter().enumerate() {
        let width = format!("{:.1}mm", f64::from(column.width) * 2.1 + 3.0);
        xml.open("style:style", &[("style:name", &format!("co{index}")), ("style:family", "table-column")]);
        xml.empty("style:table-column-properties", &[("style:column-width", &width)]).close("style:style");
    }
    xml.open(
        "style:style",
        &[("style:name", "ta"), ("style:family", "table"), ("style:master-page-name", "Default")],
    );
    xml.empty("style:table-properties", &[("table:display", "true")]).close("style:style");
    xml.open("style:style", &[("style:name", "ro"), ("style:family", "table-row")]);
    xml.empty("style:table-row-properties", &[("style:use-optimal-row-height", "true")]).close("style:style");
    xml.open("number:number-style", &[&[("style:name", "n-whole")], &locale[..]].concat());
    xml.empty("number:number", &[&[("number:decimal-places", "0")], &number[..]].concat())
        .close("number:number-style");
    xml.open("number:number-style", &[&[("style:name", "n-decimal")], &locale[..]].concat());
    let loose = [("number:decimal-places", "4"), ("number:min-decimal-places", "0")];
    xml.empty("number:number", &[&loose[..], &number[..]].concat()).close("number:number-style");
    xml.open("number:number-style", &[&[("style:name", "n-money")], &locale[..]].concat());
    let cents = [("number:decimal-places", "2"), ("number:min-decimal-places", "2")];
    xml.empty("number:number", &[&cents[..], &number[..]].concat());
    xml.leaf("number:text", &[], "\u{A0}lei").close("number:number-style");
    xml.open("number:percentage-style", &[&[("style:name", "n-percent")], &locale[..]].concat());
    let share = [
        ("number:decimal-places", "2"),
        ("number:min-decimal-places", "0"),
        ("number:min-integer-digits", "1"),
    ];
    xml.empty("number:number", &share).leaf("number:text", &[], "\u{A0}%").close("number:percentage-style");
    xml.open("number:date-style", &[&[("style:name", "n-date")], &locale[..]].concat());
    xml.empty("number:day", &[("number:style", "long")]).leaf("number:text", &[], ".");
    xml.empty("number:month", &[("number:style", "long")]).leaf("number:text", &[], ".");
    xml.empty("number:year", &[("number:style", "long")]).close("number:date-style");
    for (kind, align) in [
        ("text", "start"),
        ("end", "end"),
        ("whole", "end"),
        ("decimal", "end"),
        ("money", "end"),
        ("percent", "end"),
        ("date", "start"),
    ] {
        cell_style(xml, kind, kind, align, false);
        cell_style(xml, &format!("{kind}-strong"), kind, align, true);
    }
    cell_style(xml, "head", "text", "start", true);
    cell_style(xml, "head-end", "end", "end", true);
}

fn cell_style(xml: &mut Xml, name: &str, kind: &str, align: &str, is_strong: bool) {
    let data_style = format!("n-{kind}");
    let mut attributes = vec![("style:name", name), ("style:family", "table-cell")];
    if !matches!(kind, "text" | "end") {
        attributes.push(("style:data-style-name", &data_style));
    }
    xml.open("style:style", &attributes);
    let fill = if name.starts_with("head") { "#e4eefa" } else { "transparent" };
    xml.empty(
        "style:table-cell-properties",
        &[
            ("fo:wrap-option", "wrap"),
            ("style:vertical-align", "top"),
            ("fo:border", "0.5pt solid #9aa5b4"),
            ("fo:background-color", fill),
        ],
    );
    xml.empty("style:paragraph-properties", &[("fo:text-align", align)]);
    if is_strong {
        xml.empty("style:text-properties", &[("fo:font-weight", "bold")]);
    }
    xml.close("style:style");
}

fn cell(xml: &mut Xml, value: &Cell, side: Side, strength: &str, language: Language) {
    let said = format::cell(value, language);
    let number = |xml: &mut Xml, kind: &str, value_type: &str, number: Option<f64>| match number {
        Some(number) => {
            let attributes = [
                ("table:style-name", format!("{kind}{strength}")),
                ("office:value-type", value_type.to_owned()),
                ("office:value", number.to_string()),
            ];
            let borrowed: Vec<_> = attributes.iter().map(|(key, value)| (*key, value.as_str())).collect();
            xml.open("table:table-cell", &borrowed).leaf("text:p", &[], &said).close("table:table-cell");
        }
        None => text_cell(xml, &format!("end{strength}"), &said),
    };
    match value {
        Cell::Empty => {
            let kind = match side {
                Side::Start => "text",
                Side::End => "end",
            };
            xml.empty("table:table-cell", &[("table:style-name", &format!("{kind}{strength}"))]);
        }
        Cell::Text(text) | Cell::Status(text, _) => text_cell(xml, &format!("text{strength}"), text),
        Cell::Whole(whole) => number(xml, "whole", "float", exact(Decimal::from(*whole))),
        Cell::Decimal(value) => number(xml, "decimal", "float", exact(*value)),
        Cell::Money(amount) => number(xml, "money", "float", exact(*amount)),
        Cell::Percent(share) => {
            let share = share.checked_div(Decimal::ONE_HUNDRED).and_then(exact);
            number(xml, "percent", "percentage", share);
        }
        Cell::Date(date) => {
            let iso = date.format("%Y-%m-%d").to_string();
            let attributes = [
                ("table:style-name", &*format!("date{strength}")),
                ("office:value-type", "date"),
                ("office:date-value", &iso),
            ];
            xml.open("table:table-cell", &attributes).leaf("text:p", &[], &said).close("table:table-cell");
        }
    }
}

fn text_cell(xml: &mut Xml, style: &str, text: &str) {
    xml.open("table:table-cell", &[("table:style-name", style), ("office:value-type", "string")]);
    for line in text.split('\n') {
        xml.leaf("text:p", &[], line);
    }
    xml.close("table:table-cell");
}

/// The letters of a column, from 0: `A`, `Z`, `AA`.
fn column_name(mut index: usize) -> String {
    let mut name = String::new();
    loop {
        let letter = u8::try_from(index % 26).unwrap_or_default();
        name.insert(0, char::from(b'A' + letter));
        if index < 26 {
            return name;
        }
        index = index / 26 - 1;
    }
}
