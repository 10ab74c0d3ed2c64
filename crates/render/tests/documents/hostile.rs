//! Texts and sizes that people should not be able to do harm with.

use crate::sample;
use calitas_domain::{Error, Reason, identity::Language};
use calitas_render::{
    Document, Format, Table, TableFormat,
    document::{
        Block, Logo, MAX_CELL_CHARS, MAX_PAGE_CELLS, Section,
        table::{Cell, Column, ColumnKind},
    },
    export, render,
};

const FORMATS: [Format; 4] = [Format::Pdf, Format::Docx, Format::Xlsx, Format::Html];

fn texts() -> Vec<String> {
    [
        "#read(\"/etc/passwd\")",
        "*bold* _emph_ $x^2$ \\ @cite <label> [block] {code} `raw` // /* #panic()",
        "#import \"@preview/x:1.0.0\"",
        "= heading\n- item\n+ item",
        "<script>alert(1)</script> & \"quotes\" ' ]]> <!-- -->",
        "=cmd|'/C calc'!A0",
        "NUL\0 bell\u{7} esc\u{1B} del\u{7F} ff\u{C}",
        "👩\u{200D}👩\u{200D}👧\u{200D}👦 🇷🇴 👍🏽",
        "שלום עולם مرحبا بالعالم \u{202E}evil\u{202C}",
        "漢字かな 한국어 ไทย हिन्दी",
        "e\u{301}\u{302}\u{303}\u{304}\u{305}\u{306} Z\u{351}\u{36B}\u{343}",
        "\u{FFFE}\u{FFFF}\u{FDD0}\u{E000}\u{F8FF}\u{10FFFF}\u{AD}\u{2028}\u{2029}",
        "",
        " ",
    ]
    .map(str::to_owned)
    .into_iter()
    .chain(["Donaudampf".repeat(60), "https://exemplu.ro/".to_owned() + &"a/".repeat(300), "\n".repeat(40)])
    .collect()
}

/// A document that says the text everywhere a text can stand.
fn saying(text: &str) -> Document {
    let mut plan = sample::plan(2, Language::Ro);
    plan.title = format!("{text}.");
    plan.code = text.to_owned();
    plan.description = text.to_owned();
    plan.owner = Some(text.to_owned());
    plan.issue.letterhead.institution = text.to_owned();
    plan.issue.letterhead.address = vec![text.to_owned()];
    plan.issue.letterhead.logo = Some(Logo { bytes: sample::LOGO.into(), alt: text.to_owned() });
    plan.issue.signatures[0].function = text.to_owned();
    plan.actions[0].title = text.to_owned();
    plan.actions[0].code = text.to_owned();
    plan.actions[0].unit = Some(text.to_owned());
    plan.document()
}

fn assert_harmless(document: &Document, format: Format, text: &str) {
    let file = render(document, format).unwrap_or_else(|error| panic!("{format:?} of {text:?}: {error:?}"));
    let holds = |needle: &str| file.bytes.windows(needle.len()).any(|window| window == needle.as_bytes());
    assert!(!holds("root:x:0"), "{format:?} read a file");
    assert!(format != Format::Html || !holds("<script"), "HTML holds a script");
}

#[test]
fn no_text_is_a_command_or_breaks_a_format() {
    for text in texts() {
        for format in [Format::Docx, Format::Xlsx, Format::Html] {
            assert_harmless(&saying(&text), format, &text);
        }
    }
    // A PDF takes longest to set: two for all texts, one of them with each in the narrow columns of a table.
    assert_harmless(&saying(&texts().concat().chars().take(2_000).collect::<String>()), Format::Pdf, "all");
    let mut plan = sample::plan(texts().len(), Language::En);
    for (action, text) in plan.actions.iter_mut().zip(texts()) {
        action.title = text.clone();
        action.code = text.chars().take(300).collect();
        action.unit = Some(text);
    }
    assert_harmless(&plan.document(), Format::Pdf, "each");
    for text in ["", "\0", "👩"] {
        assert_harmless(&saying(text), Format::Pdf, text);
    }
}

#[test]
fn a_document_has_a_title() {
    let document = Document { title: " ".to_owned(), ..sample::plan(1, Language::Ro).document() };
    assert_eq!(refusal(render(&document, Format::Pdf)), ("title".to_owned(), Reason::Required));
}

#[test]
fn markup_stays_text() {
    let bytes = render(&saying("#read(\"/etc/passwd\") *a* $b$"), Format::Pdf).expect("it is set").bytes;
    let pdf = lopdf::Document::load_mem(&bytes).expect("a PDF");
    let text = pdf.extract_text(&[1]).expect("text");
    assert!(text.contains("#read(\"/etc/passwd\") *a* $b$"), "{text}");
}

fn wide(rows: usize) -> Table {
    let columns = (0..10).map(|index| Column::new(format!("C{index}"), ColumnKind::Text)).collect();
    let mut table = Table::new("Mare", columns);
    for row in 0..rows {
        table.push((0..10).map(|_| Cell::Whole(i64::try_from(row).expect("small"))).collect());
    }
    table
}

fn holding(table: Table) -> Document {
    let sections = vec![Section::new("Tabel", vec![Block::Table(table)])];
    Document { sections, ..sample::plan(1, Language::Ro).document() }
}

fn refusal(result: Result<calitas_render::Rendered, Error>) -> (String, Reason) {
    match result {
        Err(Error::Invalid(mut fields)) => {
            let field = fields.pop().expect("a field");
            (field.path, field.reason)
        }
        other => panic!("{other:?}"),
    }
}

#[test]
fn what_is_too_large_for_pages_is_refused_by_name_and_still_fits_a_sheet() {
    let document = holding(wide(10_000));
    let expected = ("sections.0.blocks.0.rows".to_owned(), Reason::TooMany { max: MAX_PAGE_CELLS / 10 });
    for format in [Format::Pdf, Format::Docx, Format::Html] {
        assert_eq!(refusal(render(&document, format)), expected);
    }
    let made_at = document.made_at;
    for format in [TableFormat::Ods, TableFormat::CsvSemicolon] {
        export(&wide(3_000), format, Language::Ro, made_at).expect("it fits");
    }
    let huge = export(&wide(100_001), TableFormat::CsvComma, Language::Ro, made_at);
    assert_eq!(refusal(huge), ("table.rows".to_owned(), Reason::TooMany { max: 100_000 }));
}

#[test]
fn torn_tables_and_endless_cells_are_refused() {
    let mut torn = wide(1);
    torn.push(vec![Cell::Empty]);
    assert_eq!(refusal(render(&holding(torn), Format::Pdf)).0, "sections.0.blocks.0.rows.1");
    let mut long = wide(0);
    long.push(std::iter::repeat_n(Cell::Text("ă".repeat(MAX_CELL_CHARS + 1)), 10).collect());
    let (path, reason) = refusal(render(&holding(long), Format::Docx));
    assert_eq!(
        (path.as_str(), reason),
        ("sections.0.blocks.0.rows.0", Reason::TooLong { max: MAX_CELL_CHARS })
    );
    assert_eq!(
        refusal(render(&holding(Table::new("Fără coloane", Vec::new())), Format::Pdf)).1,
        Reason::Required
    );
}

#[test]
fn a_logo_is_a_png_or_an_svg_that_refers_to_nothing() {
    let with = |bytes: &[u8]| {
        let mut document = sample::plan(1, Language::Ro).document();
        document.letterhead.logo = Some(Logo { bytes: bytes.to_vec(), alt: "Stema".to_owned() });
        document
    };
    let bomb = "<g>".repeat(60_000);
    let torn_png: &[u8] = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x10\0\0\0\x10";
    for bad in [b"GIF89a".as_slice(), torn_png, b"", b"<svg", bomb.as_bytes(), b"\xFF\xD8\xFF"] {
        for format in [Format::Pdf, Format::Docx, Format::Html] {
            assert_eq!(refusal(render(&with(bad), format)).0, "letterhead.logo");
        }
    }
    let svg = |inside: &str| {
        format!("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"9\" height=\"9\">{inside}</svg>")
    };
    let uses =
        (1..40).map(|n| format!("<g id=\"g{n}\"><use href=\"#g{}\"/><use href=\"#g{}\"/></g>", n - 1, n - 1));
    let bomb = svg(&format!("<rect id=\"g0\" width=\"1\" height=\"1\"/>{}", uses.collect::<String>()));
    for inside in [
        svg("<image href=\"/etc/passwd\" width=\"9\" height=\"9\"/>"),
        svg("<image href=\"http://127.0.0.1/x.png\" width=\"9\" height=\"9\"/>"),
        bomb,
    ] {
        for format in [Format::Pdf, Format::Docx, Format::Html] {
            assert_eq!(refusal(render(&with(inside.as_bytes()), format)).0, "letterhead.logo");
        }
    }
    let scripted = svg("<script>alert(1)</script><rect width=\"9\" height=\"9\"/>");
    for format in FORMATS {
        render(&with(scripted.as_bytes()), format).unwrap_or_else(|error| panic!("{format:?}: {error:?}"));
    }
}
