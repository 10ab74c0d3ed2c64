//! Looking at released plans from outside, on record.

use super::read::{by_ids, overseer};
use crate::ctx::Ctx;
use calitas_domain::{
    Error, Event,
    access::Permission,
    id::{MembershipId, PlanId, TenantId},
    identity::Membership,
    journal::{Actor, EventKind, created},
    plan::{Consultation, ConsultationPurpose, Plan},
};
use calitas_store::Scope;

/// The place through which the caller looks at an institution's plans from outside.
///
/// # Errors
/// [`Error::NotFound`] for who reads them as a member, or does not oversee the institution.
pub fn may_consult(ctx: &Ctx, tenant: TenantId) -> Result<MembershipId, Error> {
    const MISSING: Error = Error::NotFound(PlanId::KIND);
    let actor = ctx.actor()?;
    if actor.access(tenant).is_some_and(|access| access.may_somewhere(Permission::PlanRead)) {
        return Err(MISSING);
    }
    let municipality = overseer(&actor.oversight, tenant).ok_or(MISSING)?;
    let is_office = |place: &&Membership| {
        actor.municipalities.get(&place.id.tenant) == Some(&municipality)
            && actor.access(place.id.tenant).is_some_and(|access| access.may(Permission::OversightRead))
    };
    actor.memberships.iter().find(is_office).map(|place| place.id).ok_or(MISSING)
}

/// Writes into the journal of a plan's institution that somebody who oversees it looks at the plan, and what for.
///
/// # Errors
/// [`Error::NotFound`] for a plan that is not released to the caller, or that the caller reads as a member.
pub async fn consult(ctx: &Ctx, id: PlanId, purpose: ConsultationPurpose) -> Result<Plan, Error> {
    let consultant = may_consult(ctx, id.tenant)?;
    let plan = by_ids(ctx, &[id]).await?.pop().ok_or(Error::NotFound(PlanId::KIND))?;
    ctx.end_read().await;
    // The caller has no place in the institution, so Calitas writes there on their behalf.
    let scope = Scope::system(id.tenant);
    let tx = ctx.app().store().write(&scope, id.tenant, Actor::System, ctx.now()).await?;
    let event = Event::new(EventKind::PlanConsulted, PlanId::KIND, id.row).under(id.tenant.0);
    tx.commit(event.with(created(&Consultation { purpose, consultant }))).await?;
    Ok(plan)
}
