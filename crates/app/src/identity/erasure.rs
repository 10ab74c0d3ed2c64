//! Erasing what names a person, for the administrator of an institution the person has left; the list of it, and doing
//! it again after an old backup was restored.

use super::member::{locked, may_update};
use crate::{app::App, ctx::Ctx};
use calitas_domain::{
    Error, Event, Reason,
    access::Permission,
    id::{MembershipId, TenantId},
    identity::{Erasure, Membership},
    journal::{Actor, EventKind, created},
};
use calitas_store::{
    Scope, WriteTx,
    identity::{erasure as rows, membership},
};

/// Whether the caller may erase the person of a place.
///
/// # Errors
/// The refusal, as the act would answer.
pub fn may_erase(ctx: &Ctx, place: &Membership) -> Result<(), Reason> {
    may_update(ctx, place)?;
    place.may_be_erased(ctx.today())
}

/// Erases name and address of a person from an institution; with the last one, from the platform.
///
/// # Errors
/// [`Reason::StillMember`], [`Reason::PersonErased`], [`Reason::ChangedMeanwhile`]; [`Error::Invalid`] for the ground.
pub async fn erase(
    ctx: &Ctx,
    id: MembershipId,
    expected_version: i32,
    basis: &str,
    is_function_erased: bool,
) -> Result<Membership, Error> {
    ctx.require(Permission::MemberManage, id.tenant)?;
    let mut tx = ctx.write(Permission::MemberManage, id.tenant).await?;
    let old = locked(ctx, &mut tx, id, expected_version).await?;
    old.may_be_erased(ctx.today()).map_err(Error::conflict)?;
    let erasure = Erasure::of(&old, basis, is_function_erased, ctx.now())?;
    let new = old.clone().erased(is_function_erased, erasure.at).map_err(Error::conflict)?;
    carry_out(ctx.app(), tx, &old, &new, &erasure).await?;
    Ok(new)
}

async fn carry_out(
    app: &App,
    mut tx: WriteTx,
    old: &Membership,
    new: &Membership,
    erasure: &Erasure,
) -> Result<(), Error> {
    let mut doors = app.identity().await?;
    rows::erase_place(&mut tx, new, &old.email).await?;
    rows::record(&mut tx, erasure).await?;
    rows::erase_account(&mut doors, old.account, old.id, erasure.at).await?;
    let event = Event::new(EventKind::MemberErased, MembershipId::KIND, new.id.row).at_version(new.version);
    // The journal first: what is left undone when the second commit fails, the next reading of the list does.
    tx.commit(event.with(created(erasure))).await?;
    doors.commit().await?;
    app.cache().changed(app.store());
    Ok(())
}

/// The erasures of an institution, the latest first, for who manages its members.
///
/// # Errors
/// [`Error::Forbidden`] without `MEMBER_MANAGE`.
pub async fn of_tenant(ctx: &Ctx, tenant: TenantId) -> Result<Vec<Erasure>, Error> {
    ctx.require(Permission::MemberManage, tenant)?;
    Ok(rows::of_tenant(&mut *ctx.read(Permission::MemberManage, tenant).await?, tenant).await?)
}

/// The same for who runs the platform.
///
/// # Errors
/// When the database does not answer.
pub async fn all_of_tenant(app: &App, tenant: TenantId) -> Result<Vec<Erasure>, Error> {
    Ok(rows::of_tenant(&mut *app.store().read(&Scope::system(tenant)).await?, tenant).await?)
}

/// Does an erasure of a list again, as Calitas itself, where a restored backup brought the person back. Says whether
/// there was anything to do.
///
/// # Errors
/// When the database does not answer.
pub async fn replay(app: &App, erasure: &Erasure) -> Result<bool, Error> {
    let tenant = erasure.membership.tenant;
    let mut tx = app.store().write(&Scope::system(tenant), tenant, Actor::System, app.now()).await?;
    let Some(old) = membership::lock(&mut tx, erasure.membership).await? else { return Ok(false) };
    if old.is_erased() {
        // The account may have come back alone, or the last erasure may have been cut in the middle.
        let mut doors = app.identity().await?;
        let is_done = rows::erase_account(&mut doors, old.account, old.id, erasure.at).await?;
        doors.commit().await?;
        return Ok(is_done);
    }
    // The backup may be older than the end of the place.
    let ended = if old.ended_at.is_some() { old.clone() } else { old.clone().ended(erasure.at) };
    let new = ended.erased(erasure.is_function_erased, app.now()).map_err(Error::conflict)?;
    carry_out(app, tx, &old, &new, erasure).await?;
    Ok(true)
}
