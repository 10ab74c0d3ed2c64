//! XLSX, ODS and CSV: types, names, no formulas.

use crate::sample;
use calamine::{Data, DataType, Ods, Reader, Xlsx, open_workbook_from_rs};
use calitas_domain::identity::Language;
use calitas_render::{
    Format, Table, TableFormat,
    document::table::{Cell, Column, ColumnKind},
    export, render,
};
use std::io::Cursor;

const TRAPS: [&str; 8] =
    ["=1+1", "+1", "-2+3", "@SUM(A1)", "\t=1", "\r=1", "\u{FF1D}1", "=HYPERLINK(\"http://x\";\"y\")"];

fn table() -> Table {
    let kinds = [
        ("Cod", ColumnKind::Code),
        ("=Text", ColumnKind::Text),
        ("Bani", ColumnKind::Money),
        ("Procent", ColumnKind::Percent),
        ("Zi", ColumnKind::Date),
        ("Număr", ColumnKind::Whole),
    ];
    let columns = kinds.map(|(title, kind)| Column::new(title, kind)).to_vec();
    let mut table = Table::new("Registru: „capcane” [2027]", columns);
    for trap in TRAPS {
        table.push(vec![
            "A-01".into(),
            trap.into(),
            Cell::Money("-1234.50".parse().expect("a number")),
            Cell::Percent("60".parse().expect("a number")),
            Cell::Date(sample::day("2027-01-22")),
            Cell::Whole(1200),
        ]);
    }
    table
}

fn exported(format: TableFormat) -> Vec<u8> {
    let made_at = sample::issue(Language::Ro).made_at;
    let [first, second] =
        [0, 1].map(|_| export(&table(), format, Language::Ro, made_at).expect("a file").bytes);
    assert!(first == second, "{format:?} differs between two calls");
    first
}

fn assert_typed(range: &calamine::Range<Data>) {
    assert_eq!(range.get_value((0, 1)), Some(&Data::String("=Text".to_owned())));
    for (row, trap) in (1u32..).zip(TRAPS) {
        // Control characters are no text.
        let said = trap.trim_start_matches('\r');
        let Some(Data::String(found)) = range.get_value((row, 1)) else { panic!("{trap:?} is no text") };
        assert_eq!(found.trim_start(), said.trim_start());
        assert_eq!(range.get_value((row, 2)), Some(&Data::Float(-1234.5)));
        assert_eq!(range.get_value((row, 3)), Some(&Data::Float(0.6)));
        assert_eq!(range.get_value((row, 5)), Some(&Data::Float(1200.0)));
    }
}

#[test]
fn an_xlsx_has_typed_cells_and_no_formula() {
    let mut book: Xlsx<_> =
        open_workbook_from_rs(Cursor::new(exported(TableFormat::Xlsx))).expect("a workbook");
    assert_eq!(book.sheet_names(), ["Registru  „capcane”  2027"]);
    let range = book.worksheet_range_at(0).expect("a sheet").expect("cells");
    assert_typed(&range);
    let Some(Data::DateTime(date)) = range.get_value((1, 4)) else { panic!("no date") };
    assert_eq!(date.as_f64(), 46_409.0);
    assert!(book.worksheet_formula("Registru  „capcane”  2027").expect("a sheet").is_empty());
}

#[test]
fn an_ods_has_typed_cells_and_no_formula() {
    let mut book: Ods<_> =
        open_workbook_from_rs(Cursor::new(exported(TableFormat::Ods))).expect("a workbook");
    let name = book.sheet_names()[0].clone();
    let range = book.worksheet_range(&name).expect("cells");
    assert_typed(&range);
    assert_eq!(range.get_value((1, 4)), Some(&Data::DateTimeIso("2027-01-22".to_owned())));
    assert!(book.worksheet_formula(&name).expect("a sheet").is_empty());
}

#[test]
fn csv_speaks_to_excel_in_romanian_and_to_programs() {
    let text = |format| String::from_utf8(exported(format)).expect("UTF-8");
    let lines = |text: &str| text.split("\r\n").map(str::to_owned).collect::<Vec<_>>();
    let semicolon = lines(&text(TableFormat::CsvSemicolon));
    assert_eq!(semicolon[0], "\u{FEFF}Cod;'=Text;Bani;Procent;Zi;Număr");
    assert_eq!(semicolon[1], "A-01;'=1+1;-1234,50;60;22.01.2027;1200");
    assert_eq!(semicolon[8], "A-01;\"'=HYPERLINK(\"\"http://x\"\";\"\"y\"\")\";-1234,50;60;22.01.2027;1200");
    let comma = lines(&text(TableFormat::CsvComma));
    assert_eq!(comma[1], "A-01,'=1+1,-1234.50,60,2027-01-22,1200");
    for line in semicolon.iter().chain(&comma).skip(1).filter(|line| line.starts_with("A-")) {
        let cell = line.split([';', ',']).nth(1).expect("a cell").trim_start_matches('"');
        assert!(cell.starts_with('\''), "{line:?} could be a formula");
    }
}

#[test]
fn a_workbook_has_a_sheet_for_the_text_and_one_for_each_table() {
    let document = sample::report(12, Language::Ro).document();
    let bytes = render(&document, Format::Xlsx).expect("a workbook").bytes;
    let mut book: Xlsx<_> = open_workbook_from_rs(Cursor::new(bytes)).expect("a workbook");
    let names = book.sheet_names();
    assert_eq!(
        names,
        [
            "Document",
            "Acțiuni deschise al căror terme",
            "Acțiunile pe compartimente",
            "Toate acțiunile planului",
            "Valorile măsurate ale indicator"
        ]
    );
    for name in &names {
        assert!(book.worksheet_formula(name).expect("a sheet").is_empty(), "{name}");
    }
    let cover = book.worksheet_range("Document").expect("cells");
    let texts: Vec<_> = cover.used_cells().filter_map(|(_, _, cell)| cell.as_string()).collect();
    assert!(texts.iter().any(|text| text == "Raport de monitorizare"));
}

/// Twelve, with those that name programs and addresses.
const PAYLOADS: [&str; 12] = [
    "=1+41",
    "+1+41",
    "-1+43",
    "@SUM(1;41)",
    "\t=1+41",
    "\r=1+41",
    "\n=1+41",
    "\u{FF1D}1+41",
    "=HYPERLINK(\"http://127.0.0.1:9\";\"42\")",
    "=WEBSERVICE(\"http://127.0.0.1:9\")",
    "=cmd|' /C calc'!A0",
    "=DDE(\"soffice\";\"/etc/passwd\";\"A1\")",
];

#[test]
#[ignore = "starts LibreOffice, where it is installed: cargo xtask harden B2"]
fn a_spreadsheet_program_computes_none_of_twelve_payloads() {
    let mut table = Table::new("Registru", vec![Column::new("Text", ColumnKind::Text)]);
    for payload in PAYLOADS {
        table.push(vec![payload.into()]);
    }
    let made_at = sample::issue(Language::Ro).made_at;
    let folder = std::env::temp_dir().join(format!("calitas-payloads-{}", std::process::id()));
    let mut opened = 0;
    for (format, ending) in
        [(TableFormat::Xlsx, "xlsx"), (TableFormat::Ods, "ods"), (TableFormat::CsvSemicolon, "csv")]
    {
        let bytes = export(&table, format, Language::Ro, made_at).expect("a file").bytes;
        let place = folder.join(ending);
        std::fs::create_dir_all(&place).expect("a folder");
        let file = place.join(format!("payloads.{ending}"));
        std::fs::write(&file, bytes).expect("a file");
        // What the program shows, not what the file holds: formulas would stand there by their results.
        let ran = std::process::Command::new("soffice")
            .arg(format!("-env:UserInstallation=file://{}", folder.join("profile").display()))
            .args(["--headless", "--norestore", "--convert-to", "txt:Text - txt - csv (StarCalc):59,34,76"])
            .args(if ending == "csv" { &["--infilter=CSV:59,34,76"][..] } else { &[] })
            .arg("--outdir")
            .arg(&place)
            .arg(&file)
            .output();
        let Ok(ran) = ran else { break };
        assert!(ran.status.success(), "{ending}: {}", String::from_utf8_lossy(&ran.stderr));
        let shown = std::fs::read_to_string(place.join("payloads.txt")).expect("what is shown");
        assert!(!shown.lines().any(|line| line.trim_matches('"') == "42"), "{ending} computes: {shown}");
        for word in ["1+41", "HYPERLINK", "WEBSERVICE", "cmd|", "DDE("] {
            assert!(shown.contains(word), "{ending} does not show {word}: {shown}");
        }
        opened += PAYLOADS.len();
    }
    std::fs::remove_dir_all(&folder).expect("our own folder");
    println!("figure: {opened} payloads opened; 0 computed");
}
