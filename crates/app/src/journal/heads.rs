//! Signed daily heads: made by workers, listed for who reads the journal, exported by the operator.

use crate::{
    app::App,
    ctx::{Ctx, page_limit},
};
use calitas_domain::{
    Error,
    access::Permission,
    calendar,
    id::TenantId,
    journal::{Actor, Head, SignedHead},
};
use calitas_store::{
    Scope,
    journal::{self, head as rows},
};
use chrono::NaiveDate;

/// Signs where an institution's journal ends, once a day. Of two workers at the same time the faster one does.
///
/// # Errors
/// When the database does not answer.
pub async fn take(app: &App, tenant: TenantId) -> Result<(), Error> {
    let now = app.now();
    let mut tx = app.store().write(&Scope::system(tenant), tenant, Actor::System, now).await?;
    let Some((position, hash)) = journal::head(&mut tx, tenant).await? else { return Ok(()) };
    let head = Head { tenant, day: calendar::day(now), position, hash, at: now };
    rows::add(&mut tx, &app.keys().sign_head(head)).await?;
    // It follows from the journal; an entry of it would need a head of its own.
    Ok(tx.commit_unjournaled().await?)
}

/// All heads of an institution, the earliest first.
///
/// # Errors
/// When the database does not answer.
pub async fn all(app: &App, tenant: TenantId) -> Result<Vec<SignedHead>, Error> {
    let mut read = app.store().read(&Scope::system(tenant)).await?;
    let mut found: Vec<SignedHead> = Vec::new();
    loop {
        let page = rows::before(&mut read, tenant, found.last().map(|signed| signed.head.day), 1000).await?;
        if page.is_empty() {
            found.reverse();
            return Ok(found);
        }
        found.extend(page);
    }
}

/// A page of the heads of an institution, the latest first, and whether there are more.
///
/// # Errors
/// [`Error::Forbidden`] without `JOURNAL_READ`; for the page size.
pub async fn page(
    ctx: &Ctx,
    tenant: TenantId,
    before: Option<NaiveDate>,
    first: Option<i32>,
) -> Result<(Vec<SignedHead>, bool), Error> {
    let limit = page_limit(first)?;
    ctx.require(Permission::JournalRead, tenant)?;
    let mut read = ctx.read(Permission::JournalRead, tenant).await?;
    let mut found = rows::before(&mut read, tenant, before, limit + 1).await?;
    let more = i64::try_from(found.len()).unwrap_or(i64::MAX) > limit;
    found.truncate(usize::try_from(limit).unwrap_or(100));
    Ok((found, more))
}

/// How many heads an institution has.
///
/// # Errors
/// [`Error::Forbidden`] without `JOURNAL_READ`.
pub async fn count(ctx: &Ctx, tenant: TenantId) -> Result<i64, Error> {
    ctx.require(Permission::JournalRead, tenant)?;
    Ok(rows::count(&mut *ctx.read(Permission::JournalRead, tenant).await?, tenant).await?)
}
