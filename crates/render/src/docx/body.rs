//! `word/document.xml` and the footnotes it refers to.

use super::{NAMESPACES, Paper, Setting, table};
use crate::{
    document::{
        Block, Orientation, Section, Signature, Start,
        rich::{Rich, Tone},
    },
    format,
    packed::Xml,
};

/// Signatures beside each other.
const SIGNATURES_A_ROW: usize = 3;
/// Footnote numbers 0 and 1 belong to Word.
const FIRST_NOTE: usize = 2;

struct Body<'a> {
    xml: Xml,
    setting: &'a Setting<'a>,
    notes: Vec<String>,
    tables: usize,
    room: u32,
    pages: usize,
}

/// The document and the texts of its footnotes.
pub fn write(setting: &Setting<'_>) -> (String, Vec<String>) {
    let document = setting.document;
    let mut body = Body { xml: Xml::part(), setting, notes: Vec::new(), tables: 0, room: 0, pages: 0 };
    body.xml.open("w:document", NAMESPACES).open("w:body", &[]);
    body.title();
    let mut orientation = document.sections.first().map_or(Orientation::Portrait, |first| first.orientation);
    for (index, section) in document.sections.iter().enumerate() {
        if section.orientation != orientation {
            body.xml.raw("<w:p><w:pPr>");
            body.page(orientation);
            body.xml.raw("</w:pPr></w:p>");
            orientation = section.orientation;
        } else if index > 0 && !matches!(section.start, Start::Continue) {
            body.xml.raw("<w:p><w:r><w:br w:type=\"page\"/></w:r></w:p>");
        }
        body.room = Paper::of(orientation).room();
        body.section(section);
    }
    body.page(orientation);
    body.xml.close("w:body").close("w:document");
    (body.xml.finish(), body.notes)
}

/// `word/footnotes.xml`.
pub fn footnotes(notes: &[String]) -> String {
    let mut xml = Xml::part();
    xml.open("w:footnotes", NAMESPACES);
    xml.raw("<w:footnote w:type=\"separator\" w:id=\"-1\"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>");
    xml.raw("<w:footnote w:type=\"continuationSeparator\" w:id=\"0\"><w:p><w:r><w:continuationSeparator/></w:r></w:p></w:footnote>");
    for (index, note) in notes.iter().enumerate() {
        xml.open("w:footnote", &[("w:id", &(index + FIRST_NOTE).to_string())]);
        xml.raw("<w:p><w:pPr><w:pStyle w:val=\"FootnoteText\"/></w:pPr><w:r><w:rPr><w:rStyle w:val=\"FootnoteReference\"/></w:rPr><w:footnoteRef/></w:r><w:r>");
        break_line(&mut xml, &format!(" {note}"));
        xml.raw("</w:r></w:p>").close("w:footnote");
    }
    xml.close("w:footnotes");
    xml.finish()
}

/// A paragraph of one style.
pub fn paragraph(xml: &mut Xml, style: &str, text: &str) {
    xml.raw("<w:p><w:pPr>").empty("w:pStyle", &[("w:val", style)]).raw("</w:pPr><w:r>");
    break_line(xml, text);
    xml.raw("</w:r></w:p>");
}

/// The text of a run; line ends become breaks.
pub fn break_line(xml: &mut Xml, text: &str) {
    for (index, line) in text.split('\n').enumerate() {
        if index > 0 {
            xml.raw("<w:br/>");
        }
        xml.leaf("w:t", &[("xml:space", "preserve")], line);
    }
}

impl Body<'_> {
    fn title(&mut self) {
        let (document, words) = (self.setting.document, self.setting.words);
        let number = document.number.as_ref().map(|number| format!("{} {number}   ", words.number));
        let date = format::day(document.date, self.setting.language);
        let line = format!("{}{}: {date}", number.unwrap_or_default(), words.date);
        paragraph(&mut self.xml, "Note", &line);
        paragraph(&mut self.xml, "Title", &document.title);
        if let Some(subtitle) = &document.subtitle {
            paragraph(&mut self.xml, "Subtitle", subtitle);
        }
    }

    /// Paper, head and foot of the section that ends here. `rId5` to `rId7` are named in `document_relations`.
    fn page(&mut self, orientation: Orientation) {
        let paper = Paper::of(orientation);
        let margin = Paper::MARGIN.to_string();
        let is_first = self.pages == 0;
        self.pages += 1;
        self.xml.raw("<w:sectPr>");
        if is_first {
            self.xml.raw("<w:headerReference w:type=\"first\" r:id=\"rId5\"/>");
        }
        self.xml.raw("<w:headerReference w:type=\"default\" r:id=\"rId6\"/>");
        if is_first {
            self.xml.raw("<w:footerReference w:type=\"first\" r:id=\"rId7\"/>");
        }
        self.xml.raw("<w:footerReference w:type=\"default\" r:id=\"rId7\"/><w:type w:val=\"nextPage\"/>");
        let mut size = vec![("w:w", paper.width.to_string()), ("w:h", paper.height.to_string())];
        if orientation == Orientation::Landscape {
            size.push(("w:orient", "landscape".to_owned()));
        }
        let size: Vec<_> = size.iter().map(|(key, value)| (*key, value.as_str())).collect();
        self.xml.empty("w:pgSz", &size);
        self.xml.empty(
            "w:pgMar",
            &[
                ("w:top", "1300"),
                ("w:right", &margin),
                ("w:bottom", "1200"),
                ("w:left", &margin),
                ("w:header", "560"),
                ("w:footer", "500"),
                ("w:gutter", "0"),
            ],
        );
        if is_first {
            self.xml.raw("<w:titlePg/>");
        }
        self.xml.raw("</w:sectPr>");
    }

    fn section(&mut self, section: &Section) {
        if let Some(title) = section.title() {
            paragraph(&mut self.xml, "Heading1", &title);
        }
        for block in &section.blocks {
            self.block(block);
        }
    }

    fn block(&mut self, block: &Block) {
        let (setting, room) = (self.setting, self.room);
        match block {
            Block::Heading(text) => paragraph(&mut self.xml, "Heading2", text),
            Block::Paragraph(rich) => self.rich("", rich),
            Block::Items(items) => {
                let list = "<w:numPr><w:ilvl w:val=\"0\"/><w:numId w:val=\"1\"/></w:numPr>";
                items.iter().for_each(|item| self.rich(list, item));
            }
            Block::Facts(facts) => table::facts(&mut self.xml, setting, facts, room),
            Block::Table(table) => {
                self.tables += 1;
                table::table(&mut self.xml, setting, table, self.tables, room);
            }
            Block::Bars(bars) => table::bars(&mut self.xml, setting, bars, room),
            Block::Signatures(signatures) => {
                let heading = format!("{} {}", setting.words.signed, setting.document.name());
                self.xml.raw("<w:p><w:pPr><w:pStyle w:val=\"Note\"/><w:keepNext/></w:pPr><w:r>");
                break_line(&mut self.xml, &heading);
                self.xml.raw("</w:r></w:p>");
                for row in signatures.chunks(SIGNATURES_A_ROW) {
                    self.signatures(row);
                }
            }
        }
    }

    fn rich(&mut self, properties: &str, rich: &Rich) {
        self.xml.raw("<w:p><w:pPr>").raw(properties).raw("</w:pPr>");
        for piece in &rich.0 {
            let look = match piece.tone {
                Tone::Plain => "",
                Tone::Strong => "<w:rPr><w:b/></w:rPr>",
                Tone::Emphasis => "<w:rPr><w:i/></w:rPr>",
                Tone::Footnote => {
                    let id = (self.notes.len() + FIRST_NOTE).to_string();
                    self.notes.push(piece.text.clone());
                    self.xml.raw("<w:r><w:rPr><w:rStyle w:val=\"FootnoteReference\"/></w:rPr>");
                    self.xml.empty("w:footnoteReference", &[("w:id", &id)]).raw("</w:r>");
                    continue;
                }
            };
            self.xml.raw("<w:r>").raw(look);
            break_line(&mut self.xml, &piece.text);
            self.xml.raw("</w:r>");
        }
        self.xml.raw("</w:p>");
    }

    /// Signers beside each other; every line but the last holds on to the next, so the block stays on one page.
    fn signatures(&mut self, signatures: &[Signature]) {
        let (words, language) = (self.setting.words, self.setting.language);
        let count = u32::try_from(signatures.len()).unwrap_or(1).max(1);
        let widths = vec![self.room / count; signatures.len()];
        table::borderless(&mut self.xml, &widths, |xml, place| {
            let signature = &signatures[place];
            let date = signature.date.map(|date| format::day(date, language));
            let blank = "…………………………";
            let field =
                |name: &str, value: Option<String>| format!("{name}: {}", value.as_deref().unwrap_or(blank));
            xml.raw(
                "<w:p><w:pPr><w:keepNext/><w:spacing w:before=\"360\"/></w:pPr><w:r><w:rPr><w:b/></w:rPr>",
            );
            break_line(xml, &signature.act);
            xml.raw("</w:r></w:p>");
            for line in [
                signature.function.clone(),
                field(words.name, signature.name.clone()),
                field(words.date, date),
                field(words.signature, None),
            ] {
                xml.raw("<w:p><w:pPr><w:keepNext/></w:pPr><w:r>");
                break_line(xml, &line);
                xml.raw("</w:r></w:p>");
            }
        });
        paragraph(&mut self.xml, "Note", "");
    }
}
