//! The caller's notifications in all institutions.

use super::teller::SIGNAL;
use crate::ctx::{Ctx, page_limit};
use calitas_domain::{
    Error,
    access::Permission,
    id::{AccountId, NotificationId, TenantId},
    notification::Notification,
};
use calitas_store::{
    notification::centre::{self as rows, Filter, Readable},
    stream::Hint,
};
use chrono::{DateTime, Utc};
use std::collections::BTreeMap;
use tokio::sync::broadcast::error::RecvError;
use uuid::Uuid;

/// More than this is not marked one by one.
const MARKED: usize = 100;

/// Where the caller may read what; what was told of anything else is not shown any more.
fn readable(ctx: &Ctx) -> Result<Readable, Error> {
    let actor = ctx.actor()?;
    let with = |permission| -> Vec<TenantId> {
        let may = |tenant| actor.access(tenant).is_some_and(|access| access.may_somewhere(permission));
        let places = actor.memberships.iter().map(|place| place.id.tenant);
        places.filter(|tenant| may(*tenant)).collect()
    };
    Ok(Readable::new(&with(Permission::PlanRead), &with(Permission::ControlRead)))
}

/// A page of the caller's notifications, the newest first, and whether there are more.
///
/// # Errors
/// [`Error::Unauthenticated`]; for the page size; when the database does not answer.
pub async fn page(
    ctx: &Ctx,
    filter: &Filter,
    after: Option<(DateTime<Utc>, Uuid)>,
    first: Option<i32>,
) -> Result<(Vec<Notification>, bool), Error> {
    let limit = page_limit(first)?;
    let (account, readable) = (ctx.account()?, readable(ctx)?);
    let mut read = ctx.open().await?;
    let mut found = rows::page(&mut read, account, &readable, filter, after, limit + 1).await?;
    let limit = usize::try_from(limit).unwrap_or(100);
    let more = found.len() > limit;
    found.truncate(limit);
    Ok((found, more))
}

/// How many notifications of the caller a filter finds.
///
/// # Errors
/// [`Error::Unauthenticated`]; when the database does not answer.
pub async fn count(ctx: &Ctx, filter: &Filter) -> Result<i64, Error> {
    let (account, readable) = (ctx.account()?, readable(ctx)?);
    Ok(rows::count(&mut *ctx.open().await?, account, &readable, filter).await?)
}

/// How many notifications the caller has not read.
///
/// # Errors
/// [`Error::Unauthenticated`]; when the database does not answer.
pub async fn unread_count(ctx: &Ctx) -> Result<i64, Error> {
    count(ctx, &Filter { is_unread: true, kinds: None }).await
}

/// Marks notifications of the caller as read and gives them back.
///
/// # Errors
/// [`Error::Invalid`] for too many at once; [`Error::NotFound`] when one is not there or not the caller's: then none is
/// marked; when the database does not answer.
pub async fn mark_read(ctx: &Ctx, ids: &[NotificationId]) -> Result<Vec<Notification>, Error> {
    if ids.len() > MARKED {
        return Err(Error::invalid("ids", calitas_domain::Reason::TooMany { max: MARKED }));
    }
    own(ctx, ids).await?;
    let mut by_tenant: BTreeMap<TenantId, Vec<Uuid>> = BTreeMap::new();
    for id in ids {
        by_tenant.entry(id.tenant).or_default().push(id.row);
    }
    for (tenant, rows) in by_tenant {
        mark(ctx, tenant, Some(&rows), ctx.now()).await?;
    }
    told(ctx)?;
    own(ctx, ids).await
}

/// Marks all notifications of the caller up to one of them as read: not those that came while the person was reading.
///
/// # Errors
/// [`Error::NotFound`] when it is not there or not the caller's; when the database does not answer.
pub async fn mark_all_read(ctx: &Ctx, newest: NotificationId) -> Result<(), Error> {
    let found = own(ctx, &[newest]).await?;
    let up_to = found.iter().map(|one| one.created_at).max().unwrap_or_else(|| ctx.now());
    for tenant in readable(ctx)?.tenants() {
        mark(ctx, tenant, None, up_to).await?;
    }
    told(ctx)
}

/// Notifications that are all the caller's.
async fn own(ctx: &Ctx, ids: &[NotificationId]) -> Result<Vec<Notification>, Error> {
    let readable = readable(ctx)?;
    let mut found = rows::by_ids(&mut *ctx.open().await?, ids).await?;
    found.retain(|one| readable.holds(one));
    if ids.iter().all(|id| found.iter().any(|one| one.id == *id)) {
        Ok(found)
    } else {
        Err(Error::NotFound(NotificationId::KIND))
    }
}

async fn mark(ctx: &Ctx, tenant: TenantId, rows: Option<&[Uuid]>, up_to: DateTime<Utc>) -> Result<(), Error> {
    let account = ctx.account()?;
    let reads_plans = ctx.access(tenant)?.may_somewhere(Permission::PlanRead);
    let permission = if reads_plans { Permission::PlanRead } else { Permission::ControlRead };
    let mut tx = ctx.write(permission, tenant).await?;
    rows::mark_read(&mut tx, account, rows, up_to).await?;
    Ok(tx.commit_unjournaled().await?)
}

/// Other pages of the person count anew.
fn told(ctx: &Ctx) -> Result<(), Error> {
    let account = ctx.account()?;
    ctx.app().store().wake().signal(format!("{SIGNAL}{}", account.0));
    Ok(())
}

/// Whether a hint between servers is about what an account was told, or may have been.
pub(crate) fn concerns(hint: &Result<Hint, RecvError>, account: AccountId) -> bool {
    match hint {
        Ok(Hint::Signal(text)) => text.strip_prefix(SIGNAL) == Some(&account.0.to_string()),
        Ok(Hint::Entries(_)) => false,
        // Something may have been missed.
        Ok(Hint::Gap) | Err(_) => true,
    }
}
