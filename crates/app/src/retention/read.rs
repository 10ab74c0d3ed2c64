//! Reading selections and the documents they are about: for those who read what the documents prove.

use crate::ctx::{Ctx, page_limit};
use calitas_domain::{
    Error,
    access::Permission,
    document::Evidence,
    id::{DisposalId, TenantId},
    retention::Disposal,
};
use calitas_store::retention::disposal as rows;
use chrono::{DateTime, NaiveDate, Utc};
use uuid::Uuid;

pub use rows::Shelf;

/// A page of the selections of an institution, the newest first, and whether there is more.
///
/// # Errors
/// For the page size; [`Error::Forbidden`] without `PLAN_READ` in the whole institution.
pub async fn page(
    ctx: &Ctx,
    tenant: TenantId,
    after: Option<(DateTime<Utc>, Uuid)>,
    first: Option<i32>,
) -> Result<(Vec<Disposal>, bool), Error> {
    ctx.require(Permission::PlanRead, tenant)?;
    let limit = page_limit(first)?;
    let mut read = ctx.read(Permission::PlanRead, tenant).await?;
    Ok(cut(rows::page(&mut read, tenant, after, limit + 1).await?, limit))
}

/// How many selections an institution has.
///
/// # Errors
/// As [`page`].
pub async fn count(ctx: &Ctx, tenant: TenantId) -> Result<i64, Error> {
    ctx.require(Permission::PlanRead, tenant)?;
    Ok(rows::count(&mut *ctx.read(Permission::PlanRead, tenant).await?, tenant).await?)
}

/// Selections by id, of institutions the caller reads as a whole.
///
/// # Errors
/// When the database does not answer.
pub async fn by_ids(ctx: &Ctx, ids: &[DisposalId]) -> Result<Vec<Disposal>, Error> {
    let whole = |id: &&DisposalId| ctx.require(Permission::PlanRead, id.tenant).is_ok();
    let ids: Vec<DisposalId> = ids.iter().filter(whole).copied().collect();
    let (mut read, ids) = ctx.read_many(Permission::PlanRead, &ids).await?;
    Ok(rows::by_ids(&mut read, &ids).await?)
}

/// The documents of an institution whose term has ended and that are in no selection.
pub fn due(ctx: &Ctx, tenant: TenantId) -> Shelf {
    Shelf::Due(tenant, ctx.today())
}

/// A page of documents by the end of their term, and whether there is more.
///
/// # Errors
/// As [`page`].
pub async fn documents(
    ctx: &Ctx,
    shelf: Shelf,
    after: Option<(NaiveDate, Uuid)>,
    first: Option<i32>,
) -> Result<(Vec<Evidence>, bool), Error> {
    let tenant = tenant(shelf);
    ctx.require(Permission::PlanRead, tenant)?;
    let limit = page_limit(first)?;
    let mut read = ctx.read(Permission::PlanRead, tenant).await?;
    Ok(cut(rows::documents(&mut read, shelf, after, limit + 1).await?, limit))
}

/// How many documents a list has.
///
/// # Errors
/// As [`page`].
pub async fn document_count(ctx: &Ctx, shelf: Shelf) -> Result<i64, Error> {
    let tenant = tenant(shelf);
    ctx.require(Permission::PlanRead, tenant)?;
    Ok(rows::document_count(&mut *ctx.read(Permission::PlanRead, tenant).await?, shelf).await?)
}

fn tenant(shelf: Shelf) -> TenantId {
    match shelf {
        Shelf::In(disposal) => disposal.tenant,
        Shelf::Due(tenant, _) => tenant,
    }
}

fn cut<T>(mut found: Vec<T>, limit: i64) -> (Vec<T>, bool) {
    let limit = usize::try_from(limit).unwrap_or(usize::MAX);
    let has_next = found.len() > limit;
    found.truncate(limit);
    (found, has_next)
}
