//! Signed daily heads.

use crate::{
    connection::{Page, caller, count, cursor, part, read_cursor},
    scalar::Date,
};
use async_graphql::{Context, Result, SimpleObject};
use calitas_app::journal::heads as app;
use calitas_domain::{id::TenantId, journal as domain};
use chrono::{DateTime, Utc};

/// Where the journal ended once on a day, signed by Calitas.
#[derive(Debug, Clone, SimpleObject)]
pub struct JournalHead {
    /// The day.
    pub day: Date,
    /// When it was taken.
    pub at: DateTime<Utc>,
    /// Place of the last entry in the journal.
    pub position: String,
    /// The head with its signature as one line of JSON, for keeping it elsewhere.
    pub line: String,
}

connection! {
    /// Signed heads of a journal, the latest first.
    JournalHeadConnection, JournalHeadEdge, JournalHead
}

/// A page of the signed heads of an institution's journal.
///
/// # Errors
/// Without `JOURNAL_READ`; for page size and cursor.
pub async fn heads(
    ctx: &Context<'_>,
    tenant: TenantId,
    slug: &str,
    first: Option<i32>,
    after: Option<String>,
) -> Result<JournalHeadConnection> {
    let before = read_cursor::<1>(after.as_deref())?.map(|[day]| part(&day)).transpose()?;
    let (found, has_next) = app::page(&caller(ctx), tenant, before, first).await?;
    let item = |signed: domain::SignedHead| {
        let head = JournalHead {
            day: signed.head.day.into(),
            at: signed.head.at,
            position: signed.head.position.to_string(),
            line: signed.line(slug),
        };
        (cursor(&[&signed.head.day.to_string()]), head)
    };
    let items = found.into_iter().map(item).collect();
    let counting = count(move |ctx| async move { app::count(&ctx, tenant).await });
    Ok(JournalHeadConnection::new(Page { items, has_next, has_previous: after.is_some() }, counting))
}
