//! The tree of institutions, run by the administrator of the city hall. Each act stands in two journals: of the
//! institution concerned and of the city hall.

use crate::{
    ctx::Ctx,
    identity::invitation::{self, Invited},
};
use calitas_domain::{
    Conflict, Error, Event, Reason,
    access::{Grant, Permission, Role},
    id::{MunicipalityId, TenantId},
    identity::{self, Placement},
    journal::{Actor, EventKind, created, difference},
    tenancy::{InstitutionInput, Tenant},
};
use calitas_store::{Scope, WriteTx, journal, tenancy as rows};
use std::collections::{BTreeMap, BTreeSet};

/// The city hall of a municipality that the caller administers.
fn head(ctx: &Ctx, municipality: MunicipalityId) -> Result<TenantId, Error> {
    let actor = ctx.actor()?;
    let mut halls = actor.municipalities.iter().filter(|(_, of)| **of == municipality);
    let hall = halls.find(|(tenant, _)| {
        actor.access(**tenant).is_some_and(|access| access.may(Permission::MunicipalityManage))
    });
    hall.map(|(tenant, _)| *tenant).ok_or(Error::NotFound(MunicipalityId::KIND))
}

/// All institutions of a municipality, for who administers its tree.
///
/// # Errors
/// [`Error::NotFound`] for everybody else.
pub async fn tree(ctx: &Ctx, municipality: MunicipalityId) -> Result<Vec<Tenant>, Error> {
    head(ctx, municipality)?;
    let tenants = rows::tenants_of(&mut ctx.app().identity().await?, municipality).await?;
    ctx.end_read().await;
    let mut read = ctx.app().store().read_latest(&Scope::system_of(tenants.clone())).await?;
    Ok(rows::by_ids(&mut read, &tenants).await?)
}

/// Adds an institution and invites its first administrator.
///
/// # Errors
/// [`Error::Invalid`]; [`Reason::CodeTaken`] for an address in use; [`Error::NotFound`] for a superior institution of
/// another municipality.
pub async fn add(
    ctx: &Ctx,
    parent: TenantId,
    input: InstitutionInput,
    administrator: (&str, &str),
    idempotency_key: Option<&str>,
) -> Result<Tenant, Error> {
    let (municipality, head) = managed(ctx, parent).await?;
    let id = TenantId(ctx.new_id());
    let mut tx = across(ctx, municipality, head, &[id]).await?;
    if let Some(made) = ctx.once(&mut tx, idempotency_key, &(&input, administrator.0), id.0).await? {
        let found = rows::by_ids(&mut tx, &[TenantId(made)]).await?.pop();
        return found.ok_or(Error::NotFound(TenantId::KIND));
    }
    let tree = rows::lock_tree(&mut tx, municipality).await?;
    let Added { tenant, event, invited } =
        enter(ctx, &mut tx, &tree, id, parent, input, administrator).await?;
    invitation::send(ctx, &mut tx, &tenant, &invited.invitation).await?;
    tx.record_in(id, &event).await?;
    tx.record_in(id, &invited.event).await?;
    tx.commit(event).await?;
    Ok(tenant)
}

/// An institution that was stored in a write that goes on, with what is to be journaled in both institutions.
#[derive(Debug)]
pub(crate) struct Added {
    pub tenant: Tenant,
    pub event: Event,
    pub invited: Invited,
}

/// Stores an institution inside a write across the municipality; its administrator's link is still to be sent.
pub(crate) async fn enter(
    ctx: &Ctx,
    tx: &mut WriteTx,
    tree: &[Tenant],
    id: TenantId,
    parent: TenantId,
    input: InstitutionInput,
    (email, function): (&str, &str),
) -> Result<Added, Error> {
    let input = input.checked()?;
    let email = identity::email(email).map_err(|reason| Error::invalid("administratorEmail", reason))?;
    let placement = Placement {
        display_name: function.to_owned(),
        unit: None,
        grants: vec![Grant { role: Role::InstitutionAdmin.into(), unit: None }],
        objects: BTreeSet::new(),
        expires_on: None,
    };
    let placement = placement
        .checked(ctx.today())
        .map_err(|_| Error::invalid("administratorFunction", Reason::TooShort { min: 2 }))?;
    in_use(tree, parent)?;
    let above = tree.iter().find(|tenant| tenant.id == parent).ok_or(Error::NotFound(TenantId::KIND))?;
    let tenant = Tenant::new(id, above.municipality, parent, input, ctx.now());
    rows::create(tx, &tenant).await?;
    journal::open(tx, id).await?;
    let invited = invitation::store(ctx, tx, id, email, placement).await?;
    let event = Event::new(EventKind::TenantCreated, TenantId::KIND, id.0).at_version(1);
    let event = event.with(created(&tenant));
    Ok(Added { tenant, event, invited })
}

/// Puts an institution under another one of the municipality.
///
/// # Errors
/// [`Reason::InstitutionCycle`]; [`Reason::HeadStays`]; [`Reason::TenantRetired`]; [`Reason::ChangedMeanwhile`].
pub async fn relocate(
    ctx: &Ctx,
    id: TenantId,
    expected_version: i32,
    parent: TenantId,
) -> Result<Tenant, Error> {
    change(ctx, id, expected_version, EventKind::TenantMoved, |old, tree| {
        in_use(tree, old.id)?;
        let parents: BTreeMap<_, _> = tree.iter().map(|tenant| (tenant.id, tenant.parent)).collect();
        let new = old.moved(parent, &parents)?;
        in_use(tree, parent)?;
        Ok(new)
    })
    .await
}

/// Retires an institution: nobody writes in it any more, its people read for thirty days.
///
/// # Errors
/// [`Reason::HeadStays`]; [`Reason::HasSubordinates`]; [`Reason::TenantRetired`]; [`Reason::ChangedMeanwhile`].
pub async fn retire(ctx: &Ctx, id: TenantId, expected_version: i32) -> Result<Tenant, Error> {
    let now = ctx.now();
    change(ctx, id, expected_version, EventKind::TenantRetired, |old, tree| {
        let is_below = |tenant: &&Tenant| tenant.parent == Some(old.id) && tenant.retired_at.is_none();
        let subordinates = tree.iter().filter(is_below).count();
        old.retired(subordinates, now)
    })
    .await
}

/// Takes a retired institution back.
///
/// # Errors
/// [`Reason::TenantInUse`]; [`Reason::RetirementFinal`]; [`Reason::TenantRetired`] when the one above is retired;
/// [`Reason::ChangedMeanwhile`].
pub async fn reinstate(ctx: &Ctx, id: TenantId, expected_version: i32) -> Result<Tenant, Error> {
    let now = ctx.now();
    change(ctx, id, expected_version, EventKind::TenantReinstated, |old, tree| {
        let parent = old.parent;
        let new = old.reinstated(now)?;
        parent.map_or(Ok(()), |parent| in_use(tree, parent))?;
        Ok(new)
    })
    .await
}

async fn change(
    ctx: &Ctx,
    id: TenantId,
    expected_version: i32,
    kind: EventKind,
    decide: impl FnOnce(Tenant, &[Tenant]) -> Result<Tenant, Error>,
) -> Result<Tenant, Error> {
    let (municipality, head) = managed(ctx, id).await?;
    let mut tx = across(ctx, municipality, head, &[]).await?;
    let tree = rows::lock_tree(&mut tx, municipality).await?;
    let found = tree.iter().find(|tenant| tenant.id == id).cloned();
    let old = found.ok_or(Error::NotFound(TenantId::KIND))?;
    if old.version != expected_version {
        let (reason, current_version) = (Reason::ChangedMeanwhile, Some(old.version));
        return Err(Error::Conflict(Box::new(Conflict { reason, current_version, fields: Vec::new() })));
    }
    let new = decide(old.clone(), &tree)?;
    rows::save(&mut tx, &new).await?;
    let event = Event::new(kind, TenantId::KIND, id.0).at_version(new.version).with(difference(&old, &new));
    tx.record_in(id, &event).await?;
    tx.commit(event).await?;
    // Oversight and places follow the tree.
    ctx.app().cache().changed(ctx.app().store());
    Ok(new)
}

/// The municipality of an institution and its city hall, if the caller administers the tree it stands in.
pub(crate) async fn managed(ctx: &Ctx, id: TenantId) -> Result<(MunicipalityId, TenantId), Error> {
    ctx.actor()?;
    let gates = rows::gates(&mut ctx.app().identity().await?, &[id]).await?;
    let missing = || Error::NotFound(TenantId::KIND);
    let municipality = gates.get(&id).ok_or_else(missing)?.municipality;
    Ok((municipality, head(ctx, municipality).map_err(|_| missing())?))
}

pub(crate) async fn across(
    ctx: &Ctx,
    municipality: MunicipalityId,
    head: TenantId,
    new: &[TenantId],
) -> Result<WriteTx, Error> {
    let access = ctx.require(Permission::MunicipalityManage, head)?;
    let mut tenants = rows::tenants_of(&mut ctx.app().identity().await?, municipality).await?;
    tenants.extend_from_slice(new);
    let scope = Scope { account: Some(ctx.account()?), ..Scope::system_of(tenants) };
    let actor = Actor::Member(access.membership);
    ctx.wrote().await;
    Ok(ctx.app().store().write_across(&scope, head, actor, ctx.now()).await?)
}

fn in_use(tree: &[Tenant], id: TenantId) -> Result<(), Error> {
    match tree.iter().find(|tenant| tenant.id == id) {
        None => Err(Error::NotFound(TenantId::KIND)),
        Some(tenant) if tenant.retired_at.is_some() => Err(Error::conflict(Reason::TenantRetired)),
        Some(_) => Ok(()),
    }
}
