//! Everything kept of a person, for that person (GDPR, art. 15 and 20): one archive with a page to read and the same
//! for programs.

use super::{Named, in_turn, labels};
use crate::ctx::Ctx;
use calitas_domain::{Error, identity::Language};
use calitas_render::{
    Archive, Document, Format, Rendered, STYLESHEET,
    document::{
        Block, Letterhead, Section, Standing,
        rich::Rich,
        table::{Cell, Column, ColumnKind, Table},
    },
    render,
};
use calitas_store::{
    Scope,
    identity::personal::{self, Part},
};
use serde_json::{Map, Value, json};
use std::collections::BTreeSet;

/// Rows of one table on the page to read; the other file has all of them.
const READ_ROWS: usize = 500;

/// Puts together what is kept of the caller, in every institution the caller belongs or belonged to.
///
/// # Errors
/// [`Error::Unauthenticated`]; [`Error::RateLimited`] when too many others wait.
pub async fn of_person(ctx: &Ctx, language: Language) -> Result<Named, Error> {
    let account = ctx.account()?;
    let mut doors = ctx.app().identity().await?;
    let own = personal::of_account(&mut doors, account).await?;
    let places = personal::places(&mut doors, account).await?;
    drop(doors);
    ctx.end_read().await;
    let mut institutions = Vec::with_capacity(places.len());
    for place in places {
        let scope = Scope::system(place.tenant);
        let mut read = ctx.app().store().read(&scope).await?;
        institutions.push(personal::of_place(&mut read, place, account).await?);
    }
    let (day, made_at) = (ctx.today(), ctx.now());
    let page = Document {
        letterhead: Letterhead {
            municipality: "Calitas".to_owned(),
            institution: labels::of("my_data", language).to_owned(),
            address: Vec::new(),
            logo: None,
        },
        language,
        title: labels::of("my_data", language).to_owned(),
        subtitle: None,
        number: None,
        date: day,
        made_at,
        standing: Standing::Statement,
        sections: sections(&own, &institutions, language),
    };
    let all = json!({ "account": object(&own), "institutions": institutions.iter().map(|parts| object(parts)).collect::<Vec<_>>() });
    let file = in_turn(ctx, move || archive(&page, &all, language)).await?;
    let name = format!("{} {day}.zip", labels::of("my_data", language));
    Ok(Named { name, file })
}

fn archive(page: &Document, all: &Value, language: Language) -> Result<Rendered, Error> {
    let body = String::from_utf8_lossy(&render(page, Format::Html)?.bytes).into_owned();
    let (tag, title) = (language.code().to_lowercase(), &page.title);
    let html = format!(
        "<!DOCTYPE html>\n<html lang=\"{tag}\"><head><meta charset=\"utf-8\">\
         <meta name=\"viewport\" content=\"width=device-width\"><title>{title}</title>\
         <style>{STYLESHEET}</style></head><body><main>{body}</main></body></html>\n"
    );
    let data = serde_json::to_vec_pretty(all).map_err(|error| Error::Internal(Box::new(error)))?;
    let mut archive = Archive::default();
    archive.part(labels::of("file", language), html)?;
    archive.part("data.json", data)?;
    let bytes = archive.finish()?;
    Ok(Rendered { bytes, media_type: "application/zip", extension: "zip" })
}

fn object(parts: &[Part]) -> Map<String, Value> {
    parts.iter().map(|part| (part.table.to_owned(), Value::Array(part.rows.clone()))).collect()
}

fn sections(own: &[Part], institutions: &[Vec<Part>], language: Language) -> Vec<Section> {
    let tables = |parts: &[Part]| -> Vec<Block> {
        parts
            .iter()
            .filter(|part| !part.rows.is_empty())
            .map(|part| Block::Table(table(part, language)))
            .collect()
    };
    let mut sections = vec![Section::new(labels::of("account", language), tables(own))];
    for parts in institutions {
        let place = parts.first().and_then(|part| part.rows.first());
        let name = place.and_then(|row| row["institution"].as_str()).unwrap_or_default();
        sections.push(Section::new(name, tables(parts)));
    }
    let intro = Block::Paragraph(Rich::plain(labels::of("intro", language)));
    sections[0].blocks.insert(0, intro);
    sections
}

fn table(part: &Part, language: Language) -> Table {
    let keys: BTreeSet<&String> =
        part.rows.iter().filter_map(Value::as_object).flat_map(|row| row.keys()).collect();
    let columns = keys.iter().map(|key| Column::new(labels::of(key, language), ColumnKind::Text));
    let mut table = Table::new(labels::of(part.table, language), columns.collect());
    for row in part.rows.iter().take(READ_ROWS) {
        table.push(keys.iter().map(|key| cell(&row[key.as_str()], language)).collect());
    }
    if part.rows.len() > READ_ROWS {
        table.note = Some(labels::of("more", language).replace("{}", &part.rows.len().to_string()));
    }
    table
}

fn cell(value: &Value, language: Language) -> Cell {
    match value {
        Value::Null => Cell::Empty,
        Value::Bool(is_so) => labels::of(if *is_so { "yes" } else { "no" }, language).into(),
        Value::String(text) if text.is_empty() => Cell::Empty,
        Value::String(text) => text.as_str().into(),
        other => other.to_string().into(),
    }
}
