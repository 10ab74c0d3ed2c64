//! Writes the reports in every format and language into a folder, to be looked at after a change of the template:
//! `cargo run -p calitas-render --example look -- /tmp/look`.

#[path = "../tests/documents/sample.rs"]
mod sample;

use calitas_domain::{Error, identity::Language};
use calitas_render::{
    Document, Format, TableFormat,
    document::{Block, Standing},
    export, render,
};
use std::{path::Path, time::Instant};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let folder = std::env::args().nth(1).unwrap_or_else(|| "/tmp/look".to_owned());
    let count = std::env::args().nth(2).map_or(Ok(60), |count| count.parse())?;
    std::fs::create_dir_all(&folder)?;
    for (tag, language) in [("ro", Language::Ro), ("en", Language::En)] {
        let plan = sample::plan(count, language);
        let hash = "9f3a1c".repeat(11)[..64].to_owned();
        let approved = Standing::Approved { version: 2, on: sample::day("2027-01-20"), hash };
        let binding = sample::plan(count, language);
        write(&folder, &format!("plan-{tag}"), &plan.document())?;
        write(&folder, &format!("approved-{tag}"), &Document { standing: approved, ..binding.document() })?;
        write(&folder, &format!("monitoring-{tag}"), &sample::report(count, language).document())?;
    }
    let document = sample::plan(count, Language::Ro).document();
    let tables = document.sections.iter().flat_map(|section| &section.blocks);
    let table =
        tables.into_iter().find_map(|block| if let Block::Table(table) = block { Some(table) } else { None });
    let table = table.ok_or("a plan has a table")?;
    for format in [TableFormat::Xlsx, TableFormat::Ods, TableFormat::CsvSemicolon, TableFormat::CsvComma] {
        let started = Instant::now();
        let file = export(table, format, Language::Ro, document.made_at)?;
        println!("table {format:?}: {} bytes in {:?}", file.bytes.len(), started.elapsed());
        std::fs::write(Path::new(&folder).join(format!("table-{format:?}.{}", file.extension)), file.bytes)?;
    }
    Ok(())
}

fn write(folder: &str, name: &str, document: &Document) -> Result<(), Box<dyn std::error::Error>> {
    for format in [Format::Pdf, Format::Docx, Format::Xlsx, Format::Html] {
        let started = Instant::now();
        let file = render(document, format).map_err(cause)?;
        println!("{name} {format:?}: {} bytes in {:?}", file.bytes.len(), started.elapsed());
        std::fs::write(Path::new(folder).join(format!("{name}.{}", file.extension)), file.bytes)?;
    }
    Ok(())
}

/// What really went wrong; people never see it.
fn cause(error: Error) -> Box<dyn std::error::Error> {
    match error {
        Error::Internal(source) | Error::Unavailable(source) => source,
        Error::Unauthenticated
        | Error::Forbidden(_)
        | Error::NotFound(_)
        | Error::Invalid(_)
        | Error::Conflict(_)
        | Error::RateLimited { .. }
        | Error::OutOfService(_) => format!("{error:?}").into(),
    }
}
