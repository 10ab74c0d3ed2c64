//! The annexes of internal control: the columns that the order asks for, and pages with something on each.

use crate::sample;
use calitas_domain::{
    control::{
        Answer, Compartment, Conformity, Dossier, Finding, ReportContent, ReportSummary, Standard, Statement,
        Synthesis,
    },
    identity::Language,
};
use calitas_render::{
    Document, Format,
    document::{
        Block, Standing,
        table::{Cell, Row, Table},
    },
    render,
    report::control::{Annex, ControlForm, StatementForm},
};

const UNITS: [&str; 3] = ["Direcția Economică", "Serviciul Juridic", "Serviciul Resurse Umane și Salarizare"];

/// Three compartments: the first says yes to everything, the second no to the first criterion of each standard, to the
/// third internal audit does not apply.
fn dossier() -> Dossier {
    let findings = |at: usize| {
        let of_standard = move |standard: Standard| {
            (1..=3).map(move |ordinal| Finding {
                standard,
                code: format!("{}.{ordinal}", standard.number()),
                label_ro: format!("Criteriul {ordinal}: {}", standard.hint_ro()),
                label_en: format!("Criterion {ordinal}: {}", standard.hint_en()),
                answer: Some(match (at, ordinal, standard.number()) {
                    (1, 1, _) => Answer::No,
                    (2, _, 16) => Answer::NotApplicable,
                    _ => Answer::Yes,
                }),
                explanation: Some("=SUM(A1:A9) este un text: șțăîâ, dispoziția 12/2025.".to_owned()),
                proof: (at == 0 && ordinal == 1).then(|| "PO-12".to_owned()),
            })
        };
        Standard::all().flat_map(of_standard).collect()
    };
    let compartments: Vec<Compartment> = UNITS
        .iter()
        .enumerate()
        .map(|(at, name)| Compartment {
            questionnaire: Default::default(),
            name_ro: (*name).to_owned(),
            name_en: String::new(),
            submitted_by: Some("șef serviciu".to_owned()),
            submitted_on: Some(sample::day("2027-01-12")),
            is_locked: true,
            findings: findings(at),
        })
        .collect();
    let statuses: Vec<_> = compartments
        .iter()
        .map(|one| std::array::from_fn(|at| one.status(Standard::all().nth(at).expect("a standard"))))
        .collect();
    Dossier {
        summary: ReportSummary {
            year: 2026,
            institution_ro: "Primăria Sectorului 6".to_owned(),
            institution_en: "Sector 6 City Hall".to_owned(),
            prepared_by: Some("secretar al Comisiei de monitorizare".to_owned()),
            approved_by: Some("primar".to_owned()),
            synthesis: Synthesis::of(&statuses),
            decisions: Vec::new(),
            content: ReportContent {
                basis: Some("Autoevaluarea compartimentelor.".to_owned()),
                procedural_activity_count: Some(64),
                procedure_count: Some(41),
                has_monitoring: Some(true),
                measures: Some("Finalizarea procedurilor rămase.".to_owned()),
                ..ReportContent::default()
            },
            subordinates: vec![(Conformity::Conform, 2), (Conformity::NotConform, 1)],
        },
        compartments,
    }
}

pub fn form(annex: Annex, language: Language) -> Document {
    let standing = Standing::Approved { version: 1, on: sample::day("2027-01-25"), hash: "ab".repeat(32) };
    ControlForm { issue: sample::issue(language), standing, annex, dossier: dossier() }.document()
}

pub fn statement() -> Document {
    let summary = dossier().summary;
    let statement = Statement::of(2026, Some(&summary), std::slice::from_ref(&summary), 1);
    StatementForm { issue: sample::issue(Language::Ro), standing: Standing::Statement, statement }.document()
}

fn tables(document: &Document) -> Vec<Table> {
    let blocks = document.sections.iter().flat_map(|section| &section.blocks);
    let table = |block: &Block| match block {
        Block::Table(table) => Some(table.clone()),
        _ => None,
    };
    blocks.filter_map(table).collect()
}

fn cells(row: &Row) -> Option<&Vec<Cell>> {
    match row {
        Row::Cells(cells) => Some(cells),
        Row::Group(_) => None,
    }
}

#[test]
fn the_questionnaire_has_the_columns_of_annex_4_1() {
    let tables = tables(&form(Annex::Questionnaires, Language::Ro));
    assert_eq!(tables.len(), UNITS.len());
    let titles: Vec<_> = tables[1].columns.iter().map(|column| column.title.as_str()).collect();
    assert_eq!(
        titles,
        [
            "Nr.",
            "Criterii generale de evaluare",
            "Răspuns",
            "Explicația asociată răspunsului",
            "Statutul standardului"
        ]
    );
    let rows: Vec<_> = tables[1].rows.iter().filter_map(cells).collect();
    assert_eq!(rows.len(), 48);
    assert_eq!(rows[0][2], "Nu".into());
    assert!(matches!(&rows[0][4], Cell::Status(word, _) if word == "PI"));
    assert!(matches!(&tables[1].rows[0], Row::Group(name) if name == "Standardul 1 – Etica și integritatea"));
}

#[test]
fn the_synthesis_counts_in_the_columns_of_annex_4_2() {
    let document = form(Annex::Synthesis, Language::Ro);
    assert_eq!(document.number.as_deref(), Some("Anexa 4.2"));
    assert_eq!(document.subtitle.as_deref(), Some("la data de 31 decembrie 2026"));
    let table = &tables(&document)[0];
    let rows: Vec<_> = table.rows.iter().filter_map(cells).collect();
    assert_eq!(rows.len(), 16);
    let counts =
        |row: &[Cell]| row[1..5].iter().filter_map(Cell::number).map(|n| n.to_string()).collect::<Vec<_>>();
    // Where it applies, I, PI, NI: of three compartments one is partial; of internal audit one of two.
    assert_eq!(counts(rows[0]), ["3", "2", "1", "0"]);
    assert_eq!(counts(rows[15]), ["2", "1", "1", "0"]);
    assert!(matches!(&rows[0][5], Cell::Status(word, _) if word == "PI"), "2 of 3 is between 40 and 90 %");
    let groups = table.rows.iter().filter(|row| matches!(row, Row::Group(_))).count();
    assert_eq!(groups, 5);
}

#[test]
fn the_report_has_its_ten_sections_and_the_statement_two_chapters() {
    let report = form(Annex::Report, Language::Ro);
    let headings: Vec<_> = report.sections.iter().filter_map(|section| section.heading.clone()).collect();
    assert_eq!(headings.len(), 10);
    assert_eq!(
        (headings[0].as_str(), headings[9].as_str()),
        ("1. Declarație privind asigurarea rezonabilă", "10. Entități subordonate")
    );
    let statement = statement();
    let tables = tables(&statement);
    assert_eq!((tables[0].rows.len(), tables[1].rows.len()), (8, 16));
}

#[test]
fn every_annex_is_set_in_every_format_with_something_on_each_page() {
    let annexes = [
        (form(Annex::Questionnaire(1), Language::Ro), 3..=6, "Serviciul Juridic"),
        (form(Annex::Questionnaires, Language::Ro), 9..=18, "Direcția Economică"),
        (form(Annex::Synthesis, Language::Ro), 1..=3, "Neconform"),
        (form(Annex::Report, Language::Ro), 1..=4, "64,1"),
        (form(Annex::Report, Language::En), 1..=4, "Basis of the statement"),
        (statement(), 1..=3, "Aparat propriu"),
    ];
    for (document, count, expected) in annexes {
        let bytes = render(&document, Format::Pdf).expect("it is set").bytes;
        let pdf = lopdf::Document::load_mem(&bytes).expect("a PDF");
        let pages: Vec<u32> = pdf.get_pages().into_keys().collect();
        assert!(count.contains(&pages.len()), "{}: {} pages", document.name(), pages.len());
        for page in &pages {
            let text = pdf.extract_text(&[*page]).expect("text");
            assert!(text.trim().len() > 100, "{}: page {page} is nearly blank", document.name());
        }
        let text = pdf.extract_text(&pages).expect("text");
        let text: String = text.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(text.contains(expected), "{expected} is missing in {}", document.name());
        for format in [Format::Docx, Format::Xlsx, Format::Html] {
            assert!(!render(&document, format).expect("it is set").bytes.is_empty());
        }
    }
}
