//! Styles, settings and lists: real headings, so that Word's navigation and screen readers find them.

use super::{NAMESPACES, Setting};
use crate::packed::Xml;

/// What every office suite has or replaces by one of the same widths, with all Romanian letters.
const FONT: &str = "Arial";

/// A paragraph style: id, name, outline level, size in half points, bold, colour, space before and after, next style.
struct Style(
    &'static str,
    &'static str,
    Option<&'static str>,
    &'static str,
    bool,
    &'static str,
    &'static str,
    &'static str,
);

const STYLES: &[Style] = &[
    Style("Title", "Title", None, "38", true, "1B2430", "240", "80"),
    Style("Subtitle", "Subtitle", None, "22", false, "4A5566", "0", "160"),
    Style("Heading1", "heading 1", Some("0"), "26", true, "1B2430", "320", "120"),
    Style("Heading2", "heading 2", Some("1"), "22", true, "1B2430", "240", "100"),
    Style("Caption", "caption", None, "18", true, "1B2430", "200", "80"),
    Style("Cell", "Table Text", None, "16", false, "1B2430", "20", "20"),
    Style("Note", "Note", None, "16", false, "4A5566", "60", "160"),
    Style("Header", "header", None, "16", false, "4A5566", "0", "0"),
    Style("Footer", "footer", None, "16", false, "4A5566", "0", "0"),
    Style("Draft", "Draft Mark", None, "26", true, "961B1B", "0", "0"),
    Style("FootnoteText", "footnote text", None, "16", false, "1B2430", "0", "40"),
];

/// `word/styles.xml`.
pub fn styles(setting: &Setting<'_>) -> String {
    let fonts = [("w:ascii", FONT), ("w:hAnsi", FONT), ("w:cs", FONT), ("w:eastAsia", FONT)];
    let mut xml = Xml::part();
    xml.open("w:styles", NAMESPACES).raw("<w:docDefaults><w:rPrDefault><w:rPr>");
    xml.empty("w:rFonts", &fonts)
        .raw("<w:color w:val=\"1B2430\"/><w:sz w:val=\"20\"/><w:szCs w:val=\"20\"/>");
    xml.empty(
        "w:lang",
        &[("w:val", setting.words.tag), ("w:eastAsia", setting.words.tag), ("w:bidi", "ar-SA")],
    );
    xml.raw("</w:rPr></w:rPrDefault><w:pPrDefault><w:pPr>");
    xml.raw("<w:spacing w:after=\"120\" w:line=\"264\" w:lineRule=\"auto\"/></w:pPr></w:pPrDefault></w:docDefaults>");
    xml.raw("<w:style w:type=\"paragraph\" w:default=\"1\" w:styleId=\"Normal\"><w:name w:val=\"Normal\"/><w:qFormat/></w:style>");
    xml.raw("<w:style w:type=\"table\" w:default=\"1\" w:styleId=\"TableNormal\"><w:name w:val=\"Normal Table\"/>");
    xml.raw("<w:tblPr><w:tblCellMar><w:left w:w=\"80\" w:type=\"dxa\"/><w:right w:w=\"80\" w:type=\"dxa\"/></w:tblCellMar></w:tblPr></w:style>");
    xml.raw("<w:style w:type=\"character\" w:styleId=\"FootnoteReference\"><w:name w:val=\"footnote reference\"/>");
    xml.raw("<w:rPr><w:vertAlign w:val=\"superscript\"/></w:rPr></w:style>");
    for Style(id, name, level, size, is_bold, color, before, after) in STYLES {
        xml.open("w:style", &[("w:type", "paragraph"), ("w:styleId", id)])
            .empty("w:name", &[("w:val", name)]);
        xml.raw("<w:basedOn w:val=\"Normal\"/><w:next w:val=\"Normal\"/><w:qFormat/><w:pPr>");
        if level.is_some() || *id == "Caption" {
            xml.raw("<w:keepNext/><w:keepLines/>");
        }
        xml.empty("w:spacing", &[("w:before", before), ("w:after", after)]);
        if let Some(level) = level {
            xml.empty("w:outlineLvl", &[("w:val", level)]);
        }
        xml.raw("</w:pPr><w:rPr>");
        if *is_bold {
            xml.raw("<w:b/><w:bCs/>");
        }
        xml.empty("w:color", &[("w:val", color)])
            .empty("w:sz", &[("w:val", size)])
            .empty("w:szCs", &[("w:val", size)]);
        xml.raw("</w:rPr></w:style>");
    }
    xml.close("w:styles");
    xml.finish()
}

/// `word/settings.xml`.
pub fn settings(setting: &Setting<'_>) -> String {
    let mut xml = Xml::part();
    xml.open("w:settings", NAMESPACES).raw("<w:zoom w:percent=\"100\"/><w:autoHyphenation/>");
    xml.raw("<w:footnotePr><w:footnote w:id=\"-1\"/><w:footnote w:id=\"0\"/></w:footnotePr>");
    xml.raw("<w:compat><w:compatSetting w:name=\"compatibilityMode\" w:uri=\"http://schemas.microsoft.com/office/word\" w:val=\"15\"/></w:compat>");
    xml.empty("w:themeFontLang", &[("w:val", setting.words.tag)]).close("w:settings");
    xml.finish()
}

/// `word/numbering.xml`: the one list with dots.
pub fn numbering() -> String {
    let mut xml = Xml::part();
    xml.open("w:numbering", NAMESPACES).raw("<w:abstractNum w:abstractNumId=\"0\"><w:lvl w:ilvl=\"0\">");
    xml.raw(
        "<w:start w:val=\"1\"/><w:numFmt w:val=\"bullet\"/><w:lvlText w:val=\"•\"/><w:lvlJc w:val=\"left\"/>",
    );
    xml.raw("<w:pPr><w:ind w:left=\"360\" w:hanging=\"280\"/></w:pPr></w:lvl></w:abstractNum>");
    xml.raw("<w:num w:numId=\"1\"><w:abstractNumId w:val=\"0\"/></w:num>").close("w:numbering");
    xml.finish()
}
