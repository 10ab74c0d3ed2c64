//! Watching a plan: what happens to it, and who else looks at it.

use crate::{
    ctx::Ctx,
    presence::{self, Seat},
    stream::{self, Heard, Signal},
};
use calitas_domain::{
    Error,
    access::Permission,
    id::{PlanActionId, PlanId, TenantId},
    plan::{Action, Plan},
};
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

/// The plan that an entry tells of, as it is when it is first heard of; absent where the caller may not read it. Read
/// once for all members who may read every plan of the institution, as their rows are the same; for others by
/// themselves.
///
/// # Errors
/// When the database does not answer.
pub async fn plan_heard(ctx: &Ctx, heard: &Heard, plan: PlanId) -> Result<Option<Plan>, Error> {
    let read = async { Ok(super::by_ids(ctx, &[plan]).await?.pop()) };
    if reads_all(ctx, plan.tenant) { heard.once(read).await } else { read.await }
}

/// The action that an entry tells of, as [`plan_heard`].
///
/// # Errors
/// When the database does not answer.
pub async fn action_heard(ctx: &Ctx, heard: &Heard, action: PlanActionId) -> Result<Option<Action>, Error> {
    let read = async { Ok(super::actions_by_ids(ctx, &[action]).await?.pop()) };
    if reads_all(ctx, action.tenant) { heard.once(read).await } else { read.await }
}

fn reads_all(ctx: &Ctx, tenant: TenantId) -> bool {
    ctx.access(tenant).is_ok_and(|access| !access.is_guest() && access.may(Permission::PlanRead))
}
