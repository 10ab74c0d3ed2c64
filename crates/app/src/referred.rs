//! What inputs refer to: people who can take on work, and units in use.

use crate::ctx::Ctx;
use calitas_domain::{
    Error, Reason,
    access::Role,
    id::{MembershipId, UnitId},
};
use calitas_store::{WriteTx, identity::membership, tenancy};

/// Refuses people who cannot take on work: not of the institution, gone, or guests.
pub(crate) async fn workers(
    ctx: &Ctx,
    tx: &mut WriteTx,
    path: &str,
    people: &[MembershipId],
) -> Result<(), Error> {
    if people.is_empty() {
        return Ok(());
    }
    let found = membership::by_ids(tx, people).await?;
    let works = |id: &MembershipId| {
        found.iter().any(|member| {
            let is_guest = member.grants.iter().all(|grant| grant.role.is(Role::Guest));
            member.id == *id && member.is_active(ctx.today()) && !is_guest
        })
    };
    if people.iter().all(works) { Ok(()) } else { Err(Error::invalid(path, Reason::UnknownReference)) }
}

/// Refuses a unit that is not of the institution or out of use.
pub(crate) async fn unit_in_use(tx: &mut WriteTx, path: &str, unit: Option<UnitId>) -> Result<(), Error> {
    let Some(unit) = unit else { return Ok(()) };
    match tenancy::units_by_ids(tx, &[unit]).await?.pop() {
        None => Err(Error::invalid(path, Reason::UnknownReference)),
        Some(unit) if unit.retired_at.is_some() => Err(Error::invalid(path, Reason::UnitRetired)),
        Some(_) => Ok(()),
    }
}
