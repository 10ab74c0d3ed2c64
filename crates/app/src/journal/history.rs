//! The history of one thing.

use crate::ctx::{Ctx, page_limit};
use calitas_domain::{Error, id::TenantId, journal::Entry};
use calitas_store::journal as rows;
use uuid::Uuid;

/// A page of the history of one thing, the newest first, and whether there is more. The caller has read the thing,
/// so may read its history.
///
/// # Errors
/// When the database does not answer.
pub async fn history(
    ctx: &Ctx,
    tenant: TenantId,
    subject: Uuid,
    before: Option<i64>,
    first: Option<i32>,
) -> Result<(Vec<Entry>, bool), Error> {
    let limit = page_limit(first)?;
    ctx.access(tenant)?;
    let mut read = ctx.open().await?;
    let mut found = rows::of_subject_before(&mut read, tenant, subject, before, limit + 1).await?;
    let more = i64::try_from(found.len()).unwrap_or(i64::MAX) > limit;
    found.truncate(usize::try_from(limit).unwrap_or(100));
    Ok((found, more))
}

/// How long the history of one thing is.
///
/// # Errors
/// When the database does not answer.
pub async fn history_count(ctx: &Ctx, tenant: TenantId, subject: Uuid) -> Result<i64, Error> {
    ctx.access(tenant)?;
    Ok(rows::count_of_subject(&mut *ctx.open().await?, tenant, subject).await?)
}
