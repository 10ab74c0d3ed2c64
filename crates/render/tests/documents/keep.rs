//! What names the rows after it never ends a page: headings, captions, heads of tables, groups.

use crate::sample;
use calitas_domain::identity::Language;
use calitas_render::{
    Document, Format,
    document::{
        Block, Section,
        table::{Column, ColumnKind, Row, Table},
    },
    render,
};
use std::io::{Cursor, Read};

const PARTS: usize = 40;

/// Parts of two groups each, every one a little further down its page than the one before.
fn document() -> Document {
    let part = |part: usize| {
        let columns = vec![
            Column::new("Capul", ColumnKind::Code),
            Column::new("Descriere", ColumnKind::Text).width(40),
        ];
        let mut table = Table::new(format!("Legenda {part}e"), columns);
        for group in 0..2 {
            table.rows.push(Row::Group(format!("Grupul {part}-{group}e")));
            for row in 0..=part % 3 {
                let text = if row % 2 == 0 { "scurt".to_owned() } else { "lung ".repeat(60) };
                table.push(vec![format!("R{part}-{group}-{row}e").into(), text.into()]);
            }
        }
        let filler = std::iter::repeat_n(Block::Paragraph("Umplutură.".into()), part % 7);
        let blocks = std::iter::once(Block::Table(table)).chain(filler);
        Section::new(format!("Partea {part}e"), blocks.collect())
    };
    Document { sections: (0..PARTS).map(part).collect(), ..sample::plan(1, Language::Ro).document() }
}

#[test]
fn what_names_rows_stands_on_a_page_with_one_of_them() {
    let bytes = render(&document(), Format::Pdf).expect("it is set").bytes;
    let pdf = lopdf::Document::load_mem(&bytes).expect("a PDF");
    let (mut alone, mut count) = (Vec::new(), 0);
    for page in pdf.get_pages().into_keys() {
        let text: String = pdf.extract_text(&[page]).expect("text").split_whitespace().collect();
        count += 1;
        for part in 0..PARTS {
            let first = format!("R{part}-0-0e");
            for name in [format!("Partea{part}e"), format!("Legenda{part}e")] {
                if text.contains(&name) && !text.contains(&first) {
                    alone.push((page, name));
                }
            }
            for group in 0..2 {
                let name = format!("Grupul{part}-{group}e");
                if text.contains(&name) && !text.contains(&format!("R{part}-{group}-")) {
                    alone.push((page, name));
                }
            }
        }
        let heads = text.matches("Capul").count();
        let tables = (0..PARTS).filter(|part| text.contains(&format!("R{part}-"))).count();
        if heads != tables {
            alone.push((page, format!("{heads} heads over {tables} tables")));
        }
    }
    assert!(count > 8, "only {count} pages");
    assert!(alone.is_empty(), "on {count} pages: {alone:?}");
}

#[test]
fn in_a_docx_too() {
    let docx = render(&document(), Format::Docx).expect("it is set").bytes;
    let mut archive = zip::ZipArchive::new(Cursor::new(docx)).expect("a ZIP file");
    let mut body = String::new();
    archive.by_name("word/document.xml").expect("the part").read_to_string(&mut body).expect("UTF-8");
    for (named, is_kept) in [("Grupul 3-1e", true), ("Capul", true), ("R3-1-0e", false)] {
        let (before, _) = body.split_once(named).expect("it stands there");
        let (_, paragraph) = before.rsplit_once("<w:p>").expect("a paragraph");
        assert_eq!(paragraph.contains("<w:keepNext/>"), is_kept, "{named}");
    }
}
