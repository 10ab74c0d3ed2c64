//! Looking at released plans from outside, on record.

use super::read::{by_ids, overseer};
use crate::ctx::Ctx;
use calitas_domain::{
    Error, Event,
    access::Permission,
    id::{Kind, PlanId},
    identity::Membership,
    journal::{Actor, EventKind, created},
    plan::{Consultation, ConsultationPurpose, Plan},
};
use calitas_store::Scope;

/// Writes into the journal of a plan's institution that somebody who oversees it looks at the plan, and what for.
///
/// # Errors
/// [`Error::NotFound`] for a plan that is not released to the caller, or that the caller reads as a member.
pub async fn consult(ctx: &Ctx, id: PlanId, purpose: ConsultationPurpose) -> Result<Plan, Error> {
    const MISSING: Kind = PlanId::KIND;
    let actor = ctx.actor()?;
    let tenant = id.tenant;
    let as_member = actor.access(tenant).is_some_and(|access| access.may_somewhere(Permission::PlanRead));
    let municipality = overseer(&actor.oversight, tenant).filter(|_| !as_member);
    let municipality = municipality.ok_or(Error::NotFound(MISSING))?;
    let office = |place: &&Membership| {
        actor.municipalities.get(&place.id.tenant) == Some(&municipality)
            && actor.access(place.id.tenant).is_some_and(|access| access.may(Permission::OversightRead))
    };
    let consultant = actor.memberships.iter().find(office).ok_or(Error::NotFound(MISSING))?.id;
    let plan = by_ids(ctx, &[id]).await?.pop().ok_or(Error::NotFound(MISSING))?;
    ctx.end_read().await;
    // The caller has no place in the institution, so Calitas writes there on their behalf.
    let tx = ctx.app().store().write(&Scope::system(tenant), tenant, Actor::System, ctx.now()).await?;
    let event = Event::new(EventKind::PlanConsulted, MISSING, id.row).under(tenant.0);
    tx.commit(event.with(created(&Consultation { purpose, consultant }))).await?;
    Ok(plan)
}
