//! The journal of an institution.

use super::{
    filter::JournalFilter,
    object::{JournalEntry, JournalEntryConnection},
};
use crate::{
    connection::{Page, caller, count, cursor, part, read_cursor},
    message,
};
use async_graphql::{Context, Result, SimpleObject};
use calitas_app::journal;
use calitas_domain::{Error, Reason, id::TenantId, journal as domain};
use chrono::DateTime;

/// A kind of events.
#[derive(Debug, Clone, SimpleObject)]
pub struct JournalKind {
    /// Stable code.
    pub code: &'static str,
    /// What happened, as a sentence in the viewer's language.
    pub summary: &'static str,
}

/// Every kind of events, in the order of the catalogue.
pub fn kinds(ctx: &Context<'_>) -> Vec<JournalKind> {
    let language = caller(ctx).language();
    let kind = |kind: &domain::EventKind| JournalKind {
        code: kind.code(),
        summary: message::of_event(kind.code(), language),
    };
    domain::EventKind::ALL.iter().map(kind).collect()
}

/// A page of an institution's journal, the newest first.
///
/// # Errors
/// Without `JOURNAL_READ`; for filter, page size and cursor.
pub async fn page(
    ctx: &Context<'_>,
    tenant: TenantId,
    filter: JournalFilter,
    first: Option<i32>,
    after: Option<String>,
) -> Result<JournalEntryConnection> {
    let filter = filter.into_rows(tenant)?;
    let place = read_cursor::<2>(after.as_deref())?;
    let place = place.map(|[at, position]| Ok::<_, Error>((instant(&at)?, part(&position)?))).transpose()?;
    let (entries, has_next) = journal::page(&caller(ctx), tenant, &filter, place, first).await?;
    let item = |entry: domain::Entry| {
        let place = [entry.at.timestamp_micros().to_string(), entry.position.to_string()];
        (cursor(&[&place[0], &place[1]]), JournalEntry::new(tenant, &entry))
    };
    let items = entries.into_iter().map(item).collect();
    let counting = count(move |ctx| {
        let filter = filter.clone();
        async move { journal::count(&ctx, tenant, &filter).await }
    });
    Ok(JournalEntryConnection::new(Page { items, has_next, has_previous: after.is_some() }, counting))
}

fn instant(micros: &str) -> Result<DateTime<chrono::Utc>, Error> {
    DateTime::from_timestamp_micros(part(micros)?).ok_or_else(|| Error::invalid("after", Reason::BadCursor))
}
