//! DOCX: WordprocessingML written part by part. docx-rs was looked at and cannot repeat header rows, name a language,
//! describe a picture or set title and language in the properties, all of which are needed here.

mod body;
mod head;
mod style;
mod table;

use crate::{
    document::{Document, Orientation},
    packed::{Archive, Xml},
    picture,
    words::{self, Words},
};
use calitas_domain::{Error, identity::Language};

const WORD: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
const RELATIONS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006";
const MAIN_TYPE: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml";
const NAMESPACES: &[(&str, &str)] = &[
    ("xmlns:w", WORD),
    ("xmlns:r", RELATIONS),
    ("xmlns:wp", "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"),
    ("xmlns:a", "http://schemas.openxmlformats.org/drawingml/2006/main"),
    ("xmlns:pic", "http://schemas.openxmlformats.org/drawingml/2006/picture"),
    ("xmlns:v", "urn:schemas-microsoft-com:vml"),
    ("xmlns:o", "urn:schemas-microsoft-com:office:office"),
];

/// Parts of `word/` beside the document, with their type and, where it differs, their relation.
const PARTS: &[(&str, &str)] = &[
    ("styles", "styles"),
    ("settings", "settings"),
    ("numbering", "numbering"),
    ("footnotes", "footnotes"),
    ("header1", "header"),
    ("header2", "header"),
    ("footer1", "footer"),
];

/// Widths in twentieths of a point.
#[derive(Debug, Clone, Copy)]
struct Paper {
    width: u32,
    height: u32,
}

impl Paper {
    const MARGIN: u32 = 1134;

    fn of(orientation: Orientation) -> Self {
        match orientation {
            Orientation::Portrait => Self { width: 11_906, height: 16_838 },
            Orientation::Landscape => Self { width: 16_838, height: 11_906 },
        }
    }

    /// Room between the margins.
    fn room(self) -> u32 {
        self.width - 2 * Self::MARGIN
    }
}

/// What the parts are written with.
struct Setting<'a> {
    document: &'a Document,
    words: &'static Words,
    language: Language,
}

/// The document as a file.
pub fn render(document: &Document) -> Result<Vec<u8>, Error> {
    let setting = Setting { document, words: words::of(document.language), language: document.language };
    let logo = document.letterhead.logo.as_ref().map(|logo| picture::png(&logo.bytes)).transpose()?;
    let size = logo.as_ref().map(|(_, width, height)| (*width, *height));
    let (body, notes) = body::write(&setting);
    let mut archive = Archive::default();
    archive.part("[Content_Types].xml", content_types())?;
    archive.part("_rels/.rels", package_relations())?;
    archive.part("docProps/core.xml", core(&setting))?;
    archive.part("docProps/app.xml", app())?;
    archive.part("word/document.xml", body)?;
    archive.part("word/_rels/document.xml.rels", document_relations())?;
    archive.part("word/styles.xml", style::styles(&setting))?;
    archive.part("word/settings.xml", style::settings(&setting))?;
    archive.part("word/numbering.xml", style::numbering())?;
    archive.part("word/footnotes.xml", body::footnotes(&notes))?;
    archive.part("word/header1.xml", head::letterhead(&setting, size))?;
    archive.part("word/header2.xml", head::running(&setting))?;
    archive.part("word/footer1.xml", head::footer(&setting))?;
    if let Some((png, ..)) = &logo {
        archive.part("word/_rels/header1.xml.rels", logo_relation())?;
        archive.stored("word/media/logo.png", png)?;
    }
    archive.finish()
}

fn content_types() -> String {
    let mut xml = Xml::part();
    xml.open("Types", &[("xmlns", &format!("{PACKAGE}/content-types"))]);
    for (extension, media_type) in [
        ("rels", "application/vnd.openxmlformats-package.relationships+xml"),
        ("xml", "application/xml"),
        ("png", "image/png"),
    ] {
        xml.empty("Default", &[("Extension", extension), ("ContentType", media_type)]);
    }
    let mut part = |path: &str, media_type: &str| {
        xml.empty("Override", &[("PartName", path), ("ContentType", media_type)]);
    };
    part("/word/document.xml", &format!("{MAIN_TYPE}.document.main+xml"));
    part("/docProps/core.xml", "application/vnd.openxmlformats-package.core-properties+xml");
    part("/docProps/app.xml", "application/vnd.openxmlformats-officedocument.extended-properties+xml");
    for (name, kind) in PARTS {
        part(&format!("/word/{name}.xml"), &format!("{MAIN_TYPE}.{kind}+xml"));
    }
    xml.close("Types");
    xml.finish()
}

fn relations(entries: &[(String, String)]) -> String {
    let mut xml = Xml::part();
    xml.open("Relationships", &[("xmlns", &format!("{PACKAGE}/relationships"))]);
    for (number, (kind, target)) in entries.iter().enumerate() {
        let id = format!("rId{}", number + 1);
        xml.empty("Relationship", &[("Id", &id), ("Type", kind), ("Target", target)]);
    }
    xml.close("Relationships");
    xml.finish()
}

fn package_relations() -> String {
    relations(&[
        (format!("{RELATIONS}/officeDocument"), "word/document.xml".to_owned()),
        (format!("{PACKAGE}/relationships/metadata/core-properties"), "docProps/core.xml".to_owned()),
        (format!("{RELATIONS}/extended-properties"), "docProps/app.xml".to_owned()),
    ])
}

/// In the order of [`PARTS`], so that `rId5` to `rId7` are headers and footer.
fn document_relations() -> String {
    let entries: Vec<_> =
        PARTS.iter().map(|(name, kind)| (format!("{RELATIONS}/{kind}"), format!("{name}.xml"))).collect();
    relations(&entries)
}

fn logo_relation() -> String {
    relations(&[(format!("{RELATIONS}/image"), "media/logo.png".to_owned())])
}

fn core(setting: &Setting<'_>) -> String {
    let document = setting.document;
    let made_at = document.made_at.format("%Y-%m-%dT%H:%M:%SZ").to_string();
    let instant = [("xsi:type", "dcterms:W3CDTF")];
    let mut xml = Xml::part();
    xml.open(
        "cp:coreProperties",
        &[
            ("xmlns:cp", &format!("{PACKAGE}/metadata/core-properties")),
            ("xmlns:dc", "http://purl.org/dc/elements/1.1/"),
            ("xmlns:dcterms", "http://purl.org/dc/terms/"),
            ("xmlns:xsi", "http://www.w3.org/2001/XMLSchema-instance"),
        ],
    );
    xml.leaf("dc:title", &[], &document.name()).leaf("dc:creator", &[], &document.letterhead.institution);
    xml.leaf("dc:language", &[], setting.words.tag);
    xml.leaf("dcterms:created", &instant, &made_at).leaf("dcterms:modified", &instant, &made_at);
    xml.close("cp:coreProperties");
    xml.finish()
}

fn app() -> String {
    let mut xml = Xml::part();
    let namespace = "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties";
    xml.open("Properties", &[("xmlns", namespace)]).leaf("Application", &[], "Calitas").close("Properties");
    xml.finish()
}
