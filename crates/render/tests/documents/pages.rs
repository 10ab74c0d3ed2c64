//! PDF, DOCX and HTML: what stands in them, how they are marked up, that the same input gives the same bytes.

use crate::sample;
use calitas_domain::identity::Language;
use calitas_render::{
    Document, Format,
    document::{
        Block, Section, Standing,
        rich::{Rich, Tone},
    },
    render,
};
use lopdf::{Object, ObjectId};
use std::io::{Cursor, Read};

fn small() -> Document {
    sample::plan(4, Language::Ro).document()
}

fn pdf(document: &Document) -> Vec<u8> {
    render(document, Format::Pdf).expect("it is set").bytes
}

fn part(docx: &[u8], path: &str) -> String {
    let mut archive = zip::ZipArchive::new(Cursor::new(docx)).expect("a ZIP file");
    let mut text = String::new();
    archive.by_name(path).expect("the part").read_to_string(&mut text).expect("UTF-8");
    text
}

/// Roles of the structure tree, in the order of reading.
fn roles(pdf: &lopdf::Document, id: ObjectId, found: &mut Vec<String>) {
    let Ok(element) = pdf.get_dictionary(id) else { return };
    if let Ok(role) = element.get(b"S").and_then(Object::as_name) {
        found.push(String::from_utf8_lossy(role).into_owned());
    }
    let Ok(kids) = element.get(b"K") else { return };
    let kids = match kids {
        Object::Array(kids) => kids.clone(),
        other => vec![other.clone()],
    };
    for kid in kids.iter().filter_map(|kid| kid.as_reference().ok()) {
        roles(pdf, kid, found);
    }
}

#[test]
fn a_pdf_is_for_the_archive_and_for_screen_readers() {
    let bytes = pdf(&small());
    let pdf = lopdf::Document::load_mem(&bytes).expect("a PDF");
    let catalog = pdf.catalog().expect("a catalogue");
    assert_eq!(catalog.get(b"Lang").and_then(Object::as_str).expect("a language"), b"ro-RO");
    let metadata = catalog.get(b"Metadata").and_then(Object::as_reference).expect("metadata");
    let stream = pdf.get_object(metadata).and_then(Object::as_stream).expect("a stream");
    let metadata = String::from_utf8(stream.get_plain_content().expect("plain")).expect("UTF-8");
    for expected in [
        "<pdfaid:part>2</pdfaid:part>",
        "<pdfaid:conformance>A</pdfaid:conformance>",
        "<pdfuaid:part>1</pdfuaid:part>",
        "Planul de îmbunătățire 2027",
        "<xmp:CreateDate>2027-01-22T12:05:00+00:00</xmp:CreateDate>",
    ] {
        assert!(metadata.contains(expected), "{expected} is missing in {metadata}");
    }
    let root = catalog.get(b"StructTreeRoot").and_then(Object::as_reference).expect("a structure");
    let mut found = Vec::new();
    roles(&pdf, root, &mut found);
    for role in ["H1", "Figure", "Table", "TH", "TD", "Caption", "L", "LI", "P"] {
        assert!(found.iter().any(|name| name == role), "{role} is missing in {found:?}");
    }
    // Nine columns and four rows of actions, the facts, and the indicators: header cells of columns and of rows.
    assert!(found.iter().filter(|name| *name == "TH").count() >= 9 + 4 + 5);
    let dictionaries = pdf.objects.values().filter_map(|object| object.as_dict().ok());
    let alternatives = dictionaries.filter_map(|dict| lopdf::decode_text_string(dict.get(b"Alt").ok()?).ok());
    let has_alt = alternatives.into_iter().any(|text| text == "Stema instituției");
    assert!(has_alt, "the sign of the institution has no alternative text");
}

#[test]
fn a_pdf_says_what_the_plan_says() {
    let bytes = pdf(&small());
    let pdf = lopdf::Document::load_mem(&bytes).expect("a PDF");
    let pages: Vec<u32> = pdf.get_pages().into_keys().collect();
    let text = pdf.extract_text(&pages).expect("text");
    let text: String = text.split_whitespace().collect::<Vec<_>>().join(" ");
    for expected in ["Primăria Sectorului 6", "CIORNĂ", "A-04", "Scopul planului", "20.02.2027", "pag. 1 din"]
    {
        assert!(text.contains(expected), "{expected} is missing in {text}");
    }
}

#[test]
fn the_same_input_gives_the_same_bytes() {
    let document = small();
    for format in [Format::Pdf, Format::Docx, Format::Xlsx, Format::Html] {
        let [first, second] = [0, 1].map(|_| render(&document, format).expect("it is set").bytes);
        assert!(first == second, "{format:?} differs");
    }
}

#[test]
fn a_docx_has_headings_repeated_header_rows_page_numbers_and_a_language() {
    let docx = render(&small(), Format::Docx).expect("it is set").bytes;
    let body = part(&docx, "word/document.xml");
    for expected in [
        "<w:pStyle w:val=\"Heading1\"/>",
        "<w:tblHeader/>",
        "<w:tblCaption w:val=\"Tabelul 1. Acțiuni, responsabili, termene și buget\"/>",
        "w:orient=\"landscape\"",
        "Planul de îmbunătățire 2027",
        "424.130,28\u{A0}lei",
    ] {
        assert!(body.contains(expected), "{expected} is missing");
    }
    assert!(part(&docx, "word/footer1.xml").contains(" NUMPAGES "));
    assert!(part(&docx, "word/styles.xml").contains("<w:lang w:val=\"ro-RO\""));
    assert!(part(&docx, "word/header1.xml").contains("descr=\"Stema instituției\""));
    for header in ["word/header1.xml", "word/header2.xml"] {
        assert!(part(&docx, header).contains("CIORNĂ"), "{header} has no draft mark");
    }
    let core = part(&docx, "docProps/core.xml");
    assert!(core.contains("<dc:language>ro-RO</dc:language>") && core.contains("2027-01-22T12:05:00Z"));
}

#[test]
fn every_part_of_a_docx_is_well_formed() {
    let docx = render(&small(), Format::Docx).expect("it is set").bytes;
    let mut archive = zip::ZipArchive::new(Cursor::new(&docx)).expect("a ZIP file");
    let paths: Vec<String> = archive.file_names().map(|name| name.expect("a name").into_owned()).collect();
    for path in paths.iter().filter(|path| !path.ends_with(".png")) {
        let mut text = String::new();
        archive.by_name(path).expect("the part").read_to_string(&mut text).expect("UTF-8");
        roxmltree::Document::parse(&text).unwrap_or_else(|error| panic!("{path}: {error}"));
    }
}

#[test]
fn what_is_approved_bears_version_and_hash_instead_of_the_draft_mark() {
    let hash = "9f3a".repeat(16);
    let standing = Standing::Approved { version: 2, on: sample::day("2027-01-20"), hash: hash.clone() };
    let document = Document { standing, ..small() };
    let docx = render(&document, Format::Docx).expect("it is set").bytes;
    let html = String::from_utf8(render(&document, Format::Html).expect("it is set").bytes).expect("UTF-8");
    for text in [part(&docx, "word/footer1.xml"), html] {
        assert!(text.contains(&hash) && text.contains("Versiunea 2 · aprobată la 20.01.2027"));
        assert!(!text.contains("CIORNĂ"));
    }
    assert!(!part(&docx, "word/header1.xml").contains("CIORNĂ"));
}

#[test]
fn notes_annexes_and_plain_documents_are_set_in_every_format() {
    let rich =
        Rich::plain("Conform ").and(Tone::Strong, "Ordinului 600/2018").and(Tone::Footnote, "M. Of. 387.");
    let annex = calitas_render::document::Start::Annex("Anexa 4.1".to_owned());
    let noted = Section::new("Temei", vec![Block::Paragraph(rich.clone()), Block::Items(vec![rich])]);
    let plain =
        Section { heading: None, ..Section::new("", vec![Block::Heading("Fără titlu".to_owned())]) };
    let letterhead =
        calitas_render::document::Letterhead { logo: None, address: Vec::new(), ..small().letterhead };
    for sections in [vec![], vec![plain], vec![noted.clone().landscape(), noted.starting(annex)]] {
        let document =
            Document { sections, letterhead: letterhead.clone(), number: None, subtitle: None, ..small() };
        for format in [Format::Pdf, Format::Docx, Format::Xlsx, Format::Html] {
            render(&document, format).unwrap_or_else(|error| panic!("{format:?}: {error:?}"));
        }
    }
}

#[test]
fn a_report_without_actions_says_so() {
    let report = sample::report(0, Language::En).document();
    let html = String::from_utf8(render(&report, Format::Html).expect("it is set").bytes).expect("UTF-8");
    assert!(html.contains("No action is overdue.") && html.contains("There is nothing to show."));
    pdf(&report);
}
