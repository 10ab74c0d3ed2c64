//! People's places in an institution.

use super::custom_role;
use crate::{
    app::App,
    control::commission,
    ctx::{Ctx, page_limit},
};
use calitas_domain::{
    Check, Conflict, Error, Event, Reason,
    access::{Grant, Permission, Role},
    id::{AccountId, CafAssessmentId, MembershipId, PlanId, TenantId, UnitId},
    identity::{Colleague, Membership, Placement},
    journal::{Actor, EventKind, created, difference},
};
use calitas_store::{
    Scope, WriteTx,
    caf::assessment,
    identity::{account, membership},
    plan::lifecycle as plan,
    tenancy,
};
use chrono::NaiveDate;
use std::collections::BTreeSet;
use uuid::Uuid;

pub use calitas_store::identity::membership::Filter;

/// Places by id, for display beside what they did: whoever belongs to an institution may see who acts in it.
///
/// # Errors
/// When the database does not answer.
pub async fn by_ids(ctx: &Ctx, ids: &[MembershipId]) -> Result<Vec<Membership>, Error> {
    // RLS keeps to the caller's institutions; a guest sees the names on the objects they were invited to.
    Ok(membership::by_ids(&mut *ctx.open().await?, ids).await?)
}

/// Places by id as everybody sees them, as [`by_ids`].
///
/// # Errors
/// When the database does not answer.
pub async fn colleagues(ctx: &Ctx, ids: &[MembershipId]) -> Result<Vec<Colleague>, Error> {
    Ok(membership::colleagues(&mut *ctx.open().await?, ids).await?)
}

/// A page of places by function: the places, and whether there are more.
///
/// # Errors
/// [`Error::Forbidden`] without `MEMBER_READ`; [`Reason::OutOfRange`] for the page size.
pub async fn page(
    ctx: &Ctx,
    tenant: TenantId,
    filter: &Filter,
    after: Option<(&str, Uuid)>,
    first: Option<i32>,
) -> Result<(Vec<Membership>, bool), Error> {
    let limit = page_limit(first)?;
    ctx.require(Permission::MemberRead, tenant)?;
    let mut read = ctx.read(Permission::MemberRead, tenant).await?;
    let mut found = membership::page(&mut read, tenant, filter, after, limit + 1).await?;
    let more = i64::try_from(found.len()).unwrap_or(i64::MAX) > limit;
    found.truncate(usize::try_from(limit).unwrap_or(100));
    let ids: Vec<_> = found.into_iter().map(|(_, id)| id).collect();
    let mut places = membership::by_ids(&mut read, &ids).await?;
    places.sort_by_key(|place| ids.iter().position(|id| *id == place.id));
    Ok((places, more))
}

/// How many places a filter finds.
///
/// # Errors
/// [`Error::Forbidden`] without `MEMBER_READ`.
pub async fn count(ctx: &Ctx, tenant: TenantId, filter: &Filter) -> Result<i64, Error> {
    ctx.require(Permission::MemberRead, tenant)?;
    Ok(membership::count(&mut *ctx.read(Permission::MemberRead, tenant).await?, tenant, filter).await?)
}

/// Whether the caller may change a place.
///
/// # Errors
/// The refusal, as the act would answer.
pub fn may_update(ctx: &Ctx, place: &Membership) -> Result<(), Reason> {
    let missing = || Reason::MissingPermission(Permission::MemberManage);
    let access = ctx.require(Permission::MemberManage, place.id.tenant).map_err(|_| missing())?;
    if access.membership == place.id { Err(Reason::OwnRights) } else { Ok(()) }
}

/// Changes function, unit, roles, end date or objects of a place.
///
/// # Errors
/// [`Reason::OwnRights`], [`Reason::LastAdministrator`], [`Reason::ChangedMeanwhile`]; [`Error::Invalid`].
pub async fn update(
    ctx: &Ctx,
    id: MembershipId,
    expected_version: i32,
    change: impl FnOnce(Placement) -> Placement,
) -> Result<Membership, Error> {
    let access = ctx.require(Permission::MemberManage, id.tenant)?;
    let mut tx = ctx.write(Permission::MemberManage, id.tenant).await?;
    let old = locked(ctx, &mut tx, id, expected_version).await?;
    let placement = Placement {
        display_name: old.display_name.clone(),
        unit: old.unit,
        grants: old.grants.clone(),
        objects: old.objects.clone(),
        expires_on: old.expires_on,
    };
    let mut placement = change(placement).checked(ctx.today())?;
    placement.grants = custom_role::known(&mut tx, placement.grants).await?;
    custom_role::may_give_all(&access, &old.grants, &placement.grants)?;
    let tenant =
        tenancy::by_ids(&mut tx, &[id.tenant]).await?.pop().ok_or(Error::NotFound(TenantId::KIND))?;
    check_oversight(&placement.grants, tenant.parent.is_none())?;
    check_references(&mut tx, &placement).await?;
    let new = old.clone().placed(placement);
    if old.is_administrator() && !(new.is_administrator() && new.expires_on.is_none()) {
        keep_an_administrator(ctx, &mut tx, id).await?;
    }
    membership::save(&mut tx, &new).await?;
    if (new.unit, &new.grants) != (old.unit, &old.grants) {
        commission::release_auditors(&mut tx, ctx.today()).await?;
    }
    let event = Event::new(EventKind::MembershipUpdated, MembershipId::KIND, id.row).at_version(new.version);
    tx.commit(event.with(difference(&old, &new))).await?;
    ctx.app().cache().changed(ctx.app().store());
    Ok(new)
}

/// Ends a place. What the person did stays.
///
/// # Errors
/// [`Reason::OwnRights`], [`Reason::LastAdministrator`], [`Reason::ChangedMeanwhile`].
pub async fn end(ctx: &Ctx, id: MembershipId, expected_version: i32) -> Result<Membership, Error> {
    ctx.require(Permission::MemberManage, id.tenant)?;
    let mut tx = ctx.write(Permission::MemberManage, id.tenant).await?;
    let old = locked(ctx, &mut tx, id, expected_version).await?;
    if old.is_administrator() {
        keep_an_administrator(ctx, &mut tx, id).await?;
    }
    let new = old.clone().ended(ctx.now());
    membership::save(&mut tx, &new).await?;
    let event = Event::new(EventKind::MembershipEnded, MembershipId::KIND, id.row).at_version(new.version);
    tx.commit(event.with(difference(&old, &new))).await?;
    ctx.app().cache().changed(ctx.app().store());
    Ok(new)
}

/// A place the caller may change, as it was read, locked.
pub(super) async fn locked(
    ctx: &Ctx,
    tx: &mut WriteTx,
    id: MembershipId,
    expected_version: i32,
) -> Result<Membership, Error> {
    let place = membership::lock(tx, id).await?.ok_or(Error::NotFound(MembershipId::KIND))?;
    may_update(ctx, &place).map_err(Error::conflict)?;
    if place.version != expected_version {
        let current_version = Some(place.version);
        let reason = Reason::ChangedMeanwhile;
        return Err(Error::Conflict(Box::new(Conflict { reason, current_version, fields: Vec::new() })));
    }
    Ok(place)
}

async fn keep_an_administrator(ctx: &Ctx, tx: &mut WriteTx, id: MembershipId) -> Result<(), Error> {
    let others = membership::other_administrators(tx, id, ctx.today()).await?;
    if others == 0 { Err(Error::conflict(Reason::LastAdministrator)) } else { Ok(()) }
}

/// Gives an account a place, or another one, as Calitas itself: for accepted invitations, commands and the
/// demonstration. Calling it twice changes nothing the second time.
///
/// # Errors
/// [`Error::Invalid`] for the placement.
pub async fn establish(
    app: &App,
    tenant: TenantId,
    account_id: AccountId,
    placement: Placement,
) -> Result<MembershipId, Error> {
    let placement = placement.checked(calitas_domain::calendar::day(app.now()))?;
    let email = account::find(&mut app.identity().await?, account_id)
        .await?
        .ok_or(Error::NotFound(AccountId::KIND))?
        .account
        .email;
    let mut tx = app.store().write(&Scope::system(tenant), tenant, Actor::System, app.now()).await?;
    let (id, event) = place(app, &mut tx, account_id, email, placement).await?;
    tx.commit_all(event.into_iter().collect()).await?;
    app.cache().changed(app.store());
    Ok(id)
}

/// As [`establish`], inside a write of the caller.
pub(super) async fn place(
    app: &App,
    tx: &mut WriteTx,
    account_id: AccountId,
    email: String,
    placement: Placement,
) -> Result<(MembershipId, Option<Event>), Error> {
    let tenant = tx.tenant();
    match membership::of_account(tx, account_id).await? {
        Some(old) => {
            let mut new = old.clone().placed(placement);
            new.ended_at = None;
            // It may have been erased while the person worked elsewhere.
            new.email = email;
            let changes = difference(&old, &new);
            if changes.is_empty() {
                return Ok((old.id, None));
            }
            membership::save(tx, &new).await?;
            commission::release_auditors(tx, calitas_domain::calendar::day(app.now())).await?;
            let event = Event::new(EventKind::MembershipUpdated, MembershipId::KIND, new.id.row);
            Ok((new.id, Some(event.at_version(new.version).with(changes))))
        }
        None => {
            let id = MembershipId::new(tenant, app.new_id());
            let new = Membership::new(id, account_id, email, placement);
            membership::create(tx, &new).await?;
            let event = Event::new(EventKind::MembershipStarted, MembershipId::KIND, id.row);
            Ok((id, Some(event.at_version(new.version).with(created(&new)))))
        }
    }
}

/// Whether an address belongs to somebody who is a member today.
pub(super) async fn is_member(tx: &mut WriteTx, email: &str, today: NaiveDate) -> Result<bool, Error> {
    Ok(membership::has_address(tx, email, today).await?)
}

/// Those of the objects of guests that are self-assessments.
///
/// # Errors
/// When the database does not answer.
pub async fn assessments_among(ctx: &Ctx, ids: &[CafAssessmentId]) -> Result<Vec<CafAssessmentId>, Error> {
    let mut read = ctx.open().await?;
    Ok(assessment::by_ids(&mut read, ids).await?.into_iter().map(|one| one.id).collect())
}

/// Whether everything a place names is there: its unit, the units of its roles, the plans and self-assessments a guest
/// is invited to.
///
/// # Errors
/// [`Reason::UnknownReference`] at each that is not.
pub(super) async fn check_references(tx: &mut WriteTx, placement: &Placement) -> Result<(), Error> {
    let tenant = tx.tenant();
    let of_roles = placement.grants.iter().map(|grant| grant.unit);
    let named: Vec<UnitId> = of_roles.chain([placement.unit]).flatten().collect();
    let objects = &placement.objects;
    let plans: Vec<PlanId> = objects.iter().map(|row| PlanId::new(tenant, *row)).collect();
    let assessments: Vec<_> = objects.iter().map(|row| CafAssessmentId::new(tenant, *row)).collect();
    let units: BTreeSet<UnitId> =
        tenancy::units_by_ids(tx, &named).await?.into_iter().map(|unit| unit.id).collect();
    let found = if objects.is_empty() {
        0
    } else {
        plan::by_ids(tx, &plans).await?.len() + assessment::by_ids(tx, &assessments).await?.len()
    };
    let mut check = Check::new();
    let is_there = |unit: Option<UnitId>| unit.is_none_or(|unit| units.contains(&unit));
    check.ensure("unitId", is_there(placement.unit), Reason::UnknownReference);
    for (at, grant) in placement.grants.iter().enumerate() {
        check.ensure(&format!("roles.{at}.unitId"), is_there(grant.unit), Reason::UnknownReference);
    }
    check.ensure("objectIds", found == objects.len(), Reason::UnknownReference);
    check.done()
}

/// Whether a set of roles may be given at all in an institution; oversight is held in a city hall only.
///
/// # Errors
/// [`Reason::UnknownReference`].
pub(super) fn check_oversight(grants: &[Grant], is_head: bool) -> Result<(), Error> {
    let misplaced = grants.iter().any(|grant| grant.role.is(Role::Oversight)) && !is_head;
    if misplaced { Err(Error::invalid("roles", Reason::UnknownReference)) } else { Ok(()) }
}
