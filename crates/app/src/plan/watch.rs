//! Watching a plan: what happens to it, and who else looks at it.

use crate::{
    ctx::Ctx,
    presence::{self, Seat},
    stream::{self, Signal},
};
use calitas_domain::{Error, access::Permission, id::PlanId};
use futures_util::stream::BoxStream;
use uuid::Uuid;

/// What happens to a plan and its actions after a position, or from now on. Rights are asked again by whoever resolves
/// an event: the objects of an event are read in a fresh scope.
///
/// # Errors
/// [`Error::NotFound`] for a plan the caller may not read.
pub async fn changes(
    ctx: &Ctx,
    plan: PlanId,
    after: Option<i64>,
) -> Result<BoxStream<'static, Signal>, Error> {
    readable(ctx, plan).await?;
    ctx.end_read().await;
    stream::entries(ctx, plan.tenant, plan.row, after).await
}

/// Sits down in front of a plan, with an action of it open or not.
///
/// # Errors
/// [`Error::NotFound`] for a plan the caller may not read.
pub async fn sit(ctx: &Ctx, plan: PlanId, action: Option<Uuid>) -> Result<Seat, Error> {
    readable(ctx, plan).await?;
    presence::sit(ctx, plan.tenant, plan.row, action)
}

/// A plan that is there and the caller's to read.
async fn readable(ctx: &Ctx, plan: PlanId) -> Result<(), Error> {
    ctx.require_on(Permission::PlanRead, plan.tenant, plan.row)?;
    let found = super::by_ids(ctx, &[plan]).await?;
    if found.is_empty() { Err(Error::NotFound(PlanId::KIND)) } else { Ok(()) }
}
