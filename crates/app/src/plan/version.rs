//! Approved versions and what differs between them and the living plan.

use crate::ctx::Ctx;
use calitas_domain::{
    Error, Reason,
    access::Permission,
    id::PlanId,
    plan::{ActionStatus, Difference, Plan, Snapshot, Version},
};
use calitas_store::{
    Conn,
    plan::{action, version},
};

/// The approved versions of several plans, the newest first.
///
/// # Errors
/// When the database does not answer.
pub async fn versions(ctx: &Ctx, plans: &[PlanId]) -> Result<Vec<Version>, Error> {
    let (mut read, plans) = ctx.read_many(Permission::PlanRead, plans).await?;
    Ok(version::of_plans(&mut read, &plans).await?)
}

/// The content of an approved version.
///
/// # Errors
/// When the database does not answer.
pub async fn snapshot(ctx: &Ctx, plan: PlanId, number: i32) -> Result<Option<Snapshot>, Error> {
    let mut read = ctx.read(Permission::PlanRead, plan.tenant).await?;
    Ok(version::snapshot(&mut read, plan, number).await?)
}

/// What differs from an approved version to a later one, or to the living plan.
///
/// # Errors
/// [`Reason::UnknownReference`] for a version there is none of.
pub async fn difference(ctx: &Ctx, plan: &Plan, from: i32, to: Option<i32>) -> Result<Difference, Error> {
    let mut read = ctx.read(Permission::PlanRead, plan.id.tenant).await?;
    let earlier = existing(&mut read, plan, "from", from).await?;
    let later = match to {
        Some(number) => existing(&mut read, plan, "to", number).await?,
        None => Snapshot::of(plan, &action::of_plan(&mut read, plan.id, ActionStatus::IN_PLAN).await?),
    };
    Ok(earlier.difference(&later))
}

async fn existing(conn: &mut Conn, plan: &Plan, path: &str, number: i32) -> Result<Snapshot, Error> {
    let found = version::snapshot(conn, plan.id, number).await?;
    found.ok_or_else(|| Error::invalid(path, Reason::UnknownReference))
}
