//! HTML: the accessible reading copy of a document, for the preview beside a review. A fragment made of classes only,
//! so that it lives under a strict content policy (images as `data:`); the letterhead's sign is an image, never inline.

use crate::{
    document::{
        Bars, Block, Document, Letterhead, Section, Signature, Standing,
        rich::{Rich, Tone},
        table::{Cell, Column, ColumnKind, Mood, Row, Side, Table},
    },
    format,
    packed::Xml,
    picture,
    words::{self, Words},
};
use calitas_domain::{Error, identity::Language};
use data_encoding::BASE64;

/// The look of the fragment; every rule is inside `.document`.
pub const STYLESHEET: &str = include_str!("document.css");

/// The document as a fragment.
pub fn render(document: &Document) -> Result<String, Error> {
    let words = words::of(document.language);
    let mut page =
        Page { html: Xml::default(), language: document.language, words, notes: Vec::new(), tables: 0 };
    page.html.open("article", &[("class", "document"), ("lang", words.tag)]);
    page.letterhead(&document.letterhead)?;
    page.title(document);
    for section in &document.sections {
        page.section(section);
    }
    page.notes();
    page.html.close("article");
    Ok(page.html.finish())
}

struct Page {
    html: Xml,
    language: Language,
    words: &'static Words,
    notes: Vec<String>,
    tables: usize,
}

impl Page {
    fn letterhead(&mut self, head: &Letterhead) -> Result<(), Error> {
        self.html.open("div", &[("class", "document-letterhead")]);
        if let Some(logo) = &head.logo {
            let media_type = match picture::kind(&logo.bytes)? {
                picture::Kind::Png { .. } => "image/png",
                picture::Kind::Svg => "image/svg+xml",
            };
            let source = format!("data:{media_type};base64,{}", BASE64.encode(&logo.bytes));
            self.html.empty("img", &[("src", &source), ("alt", &logo.alt)]);
        }
        self.html.open("p", &[]);
        self.html.text(&head.municipality).raw("<br/>").leaf("strong", &[], &head.institution);
        for line in &head.address {
            self.html.raw("<br/>").text(line);
        }
        self.html.close("p").close("div");
        Ok(())
    }

    fn title(&mut self, document: &Document) {
        match &document.standing {
            Standing::Draft => {
                self.html.leaf("p", &[("class", "document-draft")], self.words.draft);
            }
            Standing::Approved { version, on, hash } => {
                let on = format::day(*on, self.language);
                let line = format!(
                    "{} {version} · {} {on} · {}: ",
                    self.words.version,
                    self.words.approved_on.to_lowercase(),
                    self.words.hash
                );
                self.html.open("p", &[("class", "document-approval")]);
                self.html.text(&line).leaf("code", &[], hash).close("p");
            }
            Standing::Statement => {}
        }
        self.html.leaf("h1", &[], &document.title);
        if let Some(subtitle) = &document.subtitle {
            self.html.leaf("p", &[("class", "document-subtitle")], subtitle);
        }
        let number = document.number.as_ref().map(|number| format!("{} {number} · ", self.words.number));
        let date = format::day(document.date, self.language);
        let line = format!("{}{}: {date}", number.unwrap_or_default(), self.words.date);
        self.html.leaf("p", &[("class", "document-number")], &line);
    }

    fn section(&mut self, section: &Section) {
        self.html.open("section", &[]);
        if let Some(title) = section.title() {
            self.html.leaf("h2", &[], &title);
        }
        for block in &section.blocks {
            self.block(block);
        }
        self.html.close("section");
    }

    fn block(&mut self, block: &Block) {
        match block {
            Block::Heading(text) => {
                self.html.leaf("h3", &[], text);
            }
            Block::Paragraph(rich) => {
                self.html.open("p", &[]);
                self.rich(rich);
                self.html.close("p");
            }
            Block::Items(items) => {
                self.html.open("ul", &[]);
                for item in items {
                    self.html.open("li", &[]);
                    self.rich(item);
                    self.html.close("li");
                }
                self.html.close("ul");
            }
            Block::Facts(facts) => {
                self.html.open("dl", &[]);
                for fact in facts {
                    self.html.leaf("dt", &[], &fact.name).open("dd", &[]);
                    self.cell(&fact.value);
                    self.html.close("dd");
                }
                self.html.close("dl");
            }
            Block::Table(table) => self.table(table),
            Block::Bars(bars) => self.bars(bars),
            Block::Signatures(signatures) => {
                self.html.open("div", &[("class", "document-signatures")]);
                for signature in signatures {
                    self.signature(signature);
                }
                self.html.close("div");
            }
        }
    }

    fn table(&mut self, table: &Table) {
        self.tables += 1;
        let caption = format!("{} {}. {}", self.words.table, self.tables, table.caption);
        // A region that takes the focus: wide tables scroll by keyboard too.
        self.html.open(
            "div",
            &[("class", "document-table"), ("role", "region"), ("tabindex", "0"), ("aria-label", &caption)],
        );
        self.html.open("table", &[]).leaf("caption", &[], &caption).raw("<thead><tr>");
        for column in &table.columns {
            self.html.leaf("th", &[("scope", "col"), ("class", side(column))], &column.title);
        }
        self.html.raw("</tr></thead><tbody>");
        for row in &table.rows {
            match row {
                Row::Cells(cells) => self.row(&table.columns, cells, "th"),
                Row::Group(name) => {
                    let span = table.columns.len().to_string();
                    self.html.open("tr", &[]);
                    self.html.leaf(
                        "th",
                        &[("colspan", &span), ("scope", "rowgroup"), ("class", "start")],
                        name,
                    );
                    self.html.close("tr");
                }
            }
        }
        self.html.raw("</tbody>");
        if let Some(totals) = &table.totals {
            self.html.raw("<tfoot>");
            self.row(&table.columns, totals, "td");
            self.html.raw("</tfoot>");
        }
        self.html.raw("</table></div>");
        let nothing = table.rows.is_empty().then_some(self.words.nothing);
        if let Some(note) = table.note.as_deref().or(nothing) {
            self.html.leaf("p", &[("class", "document-note")], note);
        }
    }

    fn row(&mut self, columns: &[Column], cells: &[Cell], first: &str) {
        self.html.open("tr", &[]);
        for (place, (column, cell)) in columns.iter().zip(cells).enumerate() {
            let name = if place == 0 { first } else { "td" };
            let scope: &[(&str, &str)] = if name == "th" { &[("scope", "row")] } else { &[] };
            self.html.open(name, &[&[("class", side(column))], scope].concat());
            self.cell(cell);
            self.html.close(name);
        }
        self.html.close("tr");
    }

    fn bars(&mut self, bars: &Bars) {
        self.html.raw("<table class=\"document-bars\">").leaf("caption", &[], &bars.title).raw("<thead><tr>");
        self.html.leaf("th", &[("scope", "col")], &bars.name);
        self.html.leaf("th", &[("scope", "col"), ("colspan", "2")], &bars.unit).raw("</tr></thead><tbody>");
        for bar in &bars.bars {
            let share = format!("{:.4}", bars.share(&bar.value));
            self.html.raw("<tr>").leaf("th", &[("scope", "row")], &bar.name).raw("<td class=\"end\">");
            self.cell(&bar.value);
            self.html
                .raw("</td><td aria-hidden=\"true\">")
                .open("progress", &[("value", &share), ("max", "1")]);
            self.html.close("progress").raw("</td></tr>");
        }
        self.html.raw("</tbody></table>");
    }

    fn signature(&mut self, signature: &Signature) {
        self.html.open("p", &[]).leaf("strong", &[], &signature.act).raw("<br/>").text(&signature.function);
        let date = signature.date.map(|date| format::day(date, self.language));
        for (name, value) in
            [(self.words.name, signature.name.clone()), (self.words.date, date), (self.words.signature, None)]
        {
            self.html.raw("<br/>").text(&format!("{name}: {}", value.as_deref().unwrap_or("…………………")));
        }
        self.html.close("p");
    }

    fn cell(&mut self, cell: &Cell) {
        let said = format::cell(cell, self.language);
        match cell {
            Cell::Status(_, mood) => {
                self.html.leaf("span", &[("class", chip(*mood))], &said);
            }
            Cell::Empty
            | Cell::Text(_)
            | Cell::Whole(_)
            | Cell::Decimal(_)
            | Cell::Money(_)
            | Cell::Percent(_)
            | Cell::Date(_) => self.lines(&said),
        }
    }

    fn rich(&mut self, rich: &Rich) {
        for piece in &rich.0 {
            let name = match piece.tone {
                Tone::Plain => {
                    self.lines(&piece.text);
                    continue;
                }
                Tone::Strong => "strong",
                Tone::Emphasis => "em",
                Tone::Footnote => {
                    self.notes.push(piece.text.clone());
                    self.html.leaf("sup", &[], &format!("[{}]", self.notes.len()));
                    continue;
                }
            };
            self.html.open(name, &[]);
            self.lines(&piece.text);
            self.html.close(name);
        }
    }

    fn lines(&mut self, text: &str) {
        for (index, line) in text.split('\n').enumerate() {
            if index > 0 {
                self.html.raw("<br/>");
            }
            self.html.text(line);
        }
    }

    fn notes(&mut self) {
        if self.notes.is_empty() {
            return;
        }
        self.html.open("ol", &[("class", "document-notes")]);
        for note in std::mem::take(&mut self.notes) {
            self.html.leaf("li", &[], &note);
        }
        self.html.close("ol");
    }
}

/// Where a column stands; codes and days are not broken.
fn side(column: &Column) -> &'static str {
    match (column.kind.side(), column.kind) {
        (Side::End, _) => "end",
        (Side::Start, ColumnKind::Code | ColumnKind::Date) => "start unbroken",
        (Side::Start, _) => "start",
    }
}

fn chip(mood: Mood) -> &'static str {
    match mood {
        Mood::Neutral => "chip neutral",
        Mood::Info => "chip info",
        Mood::Good => "chip good",
        Mood::Warning => "chip warning",
        Mood::Bad => "chip bad",
    }
}
