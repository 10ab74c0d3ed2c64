//! Municipalities, institutions and their units.

pub mod institution;
pub mod letterhead;

use crate::{app::App, control::commission, ctx::Ctx, merge};
use calitas_domain::{
    Error, Event,
    access::Permission,
    id::{MunicipalityId, TenantId, UnitId},
    journal::{Actor, EventKind, created, difference},
    tenancy::{Municipality, Tenant, Unit, UnitInput, Verification},
};
use calitas_store::{Scope, WriteTx, journal, tenancy as rows};
use chrono::NaiveDate;

/// Institutions by id, of those the caller has a place in.
///
/// # Errors
/// When the database does not answer.
pub async fn by_ids(ctx: &Ctx, ids: &[TenantId]) -> Result<Vec<Tenant>, Error> {
    Ok(rows::by_ids(&mut *ctx.open().await?, ids).await?)
}

/// Municipalities by id, of those the caller has a place in.
///
/// # Errors
/// When the database does not answer.
pub async fn municipalities(ctx: &Ctx, ids: &[MunicipalityId]) -> Result<Vec<Municipality>, Error> {
    Ok(rows::municipalities(&mut *ctx.open().await?, ids).await?)
}

/// The institutions of a municipality, for those who oversee them.
///
/// # Errors
/// [`Error::NotFound`] for everybody else.
pub async fn overseen(ctx: &Ctx, municipality: MunicipalityId) -> Result<Vec<Tenant>, Error> {
    let tenants =
        ctx.actor()?.oversight.get(&municipality).cloned().ok_or(Error::NotFound(MunicipalityId::KIND))?;
    Ok(rows::by_ids(&mut *ctx.read_released(municipality).await?, &tenants).await?)
}

/// Changes names and note of an institution.
///
/// # Errors
/// [`Error::Invalid`]; [`Reason::ChangedMeanwhile`].
pub async fn update(
    ctx: &Ctx,
    id: TenantId,
    expected_version: i32,
    change: impl FnOnce(Tenant) -> Result<Tenant, Error>,
) -> Result<Tenant, Error> {
    ctx.require(Permission::TenantManage, id)?;
    let mut tx = ctx.write(Permission::TenantManage, id).await?;
    let old = rows::lock(&mut tx, id).await?.ok_or(Error::NotFound(TenantId::KIND))?;
    merge::same(old.version, expected_version)?;
    let new = change(old.clone())?;
    rows::save(&mut tx, &new).await?;
    let event = Event::new(EventKind::TenantUpdated, TenantId::KIND, id.0).at_version(new.version);
    tx.commit(event.with(difference(&old, &new))).await?;
    Ok(new)
}

/// Decides from which day on an institution asks everybody for the second step of signing in.
///
/// # Errors
/// [`Reason::InThePast`]; [`Reason::ChangedMeanwhile`].
pub async fn set_second_factor_policy(
    ctx: &Ctx,
    id: TenantId,
    expected_version: i32,
    from: Option<NaiveDate>,
) -> Result<Tenant, Error> {
    let today = ctx.today();
    let changed = update(ctx, id, expected_version, |old| old.asking_second_factor(from, today)).await?;
    // Who has not set it up may be out, or in again, from this moment on.
    ctx.app().cache().changed(ctx.app().store());
    Ok(changed)
}

/// All units of an institution, by name.
///
/// # Errors
/// [`Error::Forbidden`] without `TENANT_READ`.
pub async fn units(ctx: &Ctx, tenant: TenantId) -> Result<Vec<Unit>, Error> {
    ctx.require(Permission::TenantRead, tenant)?;
    Ok(rows::units(&mut *ctx.read(Permission::TenantRead, tenant).await?, tenant).await?)
}

/// Units by id, for display beside what belongs to them.
///
/// # Errors
/// When the database does not answer.
pub async fn units_by_ids(ctx: &Ctx, ids: &[UnitId]) -> Result<Vec<Unit>, Error> {
    Ok(rows::units_by_ids(&mut *ctx.open().await?, ids).await?)
}

/// Adds a unit.
///
/// # Errors
/// [`Error::Invalid`]; [`Reason::CodeTaken`]; [`Reason::UnknownReference`] for a parent of another institution.
pub async fn create_unit(
    ctx: &Ctx,
    tenant: TenantId,
    input: UnitInput,
    idempotency_key: Option<&str>,
) -> Result<Unit, Error> {
    ctx.require(Permission::TenantManage, tenant)?;
    let input = input.checked()?;
    let mut tx = ctx.write(Permission::TenantManage, tenant).await?;
    let id = UnitId::new(tenant, ctx.new_id());
    if let Some(made) = ctx.once(&mut tx, idempotency_key, &input, id.row).await? {
        let found = rows::units_by_ids(&mut tx, &[UnitId::new(tenant, made)]).await?.pop();
        return found.ok_or(Error::NotFound(UnitId::KIND));
    }
    let (unit, event) = add_unit(&mut tx, id, input).await?;
    tx.commit(event).await?;
    if unit.parent.is_some() {
        // Who heads the unit above heads this one too.
        ctx.app().cache().changed(ctx.app().store());
    }
    Ok(unit)
}

/// Stores a unit inside a write, with what is to be journaled of it.
pub(crate) async fn add_unit(tx: &mut WriteTx, id: UnitId, input: UnitInput) -> Result<(Unit, Event), Error> {
    let unit = Unit::new(id, input, Verification::Declared);
    rows::create_unit(tx, &unit).await?;
    let event = Event::new(EventKind::UnitCreated, UnitId::KIND, id.row).at_version(1);
    let event = event.with(created(&unit));
    Ok((unit, event))
}

/// What becomes of a unit's use.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Retirement {
    /// In use.
    InUse,
    /// Out of use; what belongs to it stays.
    Retired,
}

/// Changes a unit.
///
/// # Errors
/// [`Error::Invalid`]; [`Reason::UnitCycle`]; [`Reason::CodeTaken`]; [`Reason::ChangedMeanwhile`].
pub async fn update_unit(
    ctx: &Ctx,
    id: UnitId,
    expected_version: i32,
    change: impl FnOnce(UnitInput) -> UnitInput,
    retirement: Option<Retirement>,
) -> Result<Unit, Error> {
    ctx.require(Permission::TenantManage, id.tenant)?;
    let mut tx = ctx.write(Permission::TenantManage, id.tenant).await?;
    let parents = rows::lock_unit_tree(&mut tx).await?;
    let old = rows::units_by_ids(&mut tx, &[id]).await?.pop().ok_or(Error::NotFound(UnitId::KIND))?;
    merge::same(old.version, expected_version)?;
    let input = UnitInput {
        parent: old.parent,
        code: old.code.clone(),
        name_ro: old.name_ro.clone(),
        name_en: old.name_en.clone(),
        kind: old.kind,
        is_first_level: old.is_first_level,
    };
    let mut new = old.clone().changed(change(input).checked()?, &parents)?;
    match retirement {
        Some(Retirement::Retired) => new.retired_at = new.retired_at.or(Some(ctx.now())),
        Some(Retirement::InUse) => new.retired_at = None,
        None => {}
    }
    rows::save_unit(&mut tx, &new).await?;
    if (new.kind, new.parent) != (old.kind, old.parent) {
        commission::release_auditors(&mut tx, ctx.today()).await?;
    }
    let event = Event::new(EventKind::UnitUpdated, UnitId::KIND, id.row).at_version(new.version);
    tx.commit(event.with(difference(&old, &new))).await?;
    // Rights by unit follow the tree.
    ctx.app().cache().changed(ctx.app().store());
    Ok(new)
}

/// Sets up an institution with its units, as Calitas itself; a head (without parent) sets up its municipality too.
/// Calling it again for the same id changes nothing.
///
/// # Errors
/// [`Reason::CodeTaken`] for an address in use.
pub async fn found(
    app: &App,
    municipality: &Municipality,
    tenant: &Tenant,
    units: &[Unit],
) -> Result<(), Error> {
    let scope = Scope::system_of(tenant.parent.into_iter().chain([tenant.id]).collect());
    if rows::by_ids(&mut *app.store().read(&scope).await?, &[tenant.id]).await?.len() == 1 {
        return Ok(());
    }
    let mut tx = app.store().write(&Scope::system(tenant.id), tenant.id, Actor::System, app.now()).await?;
    if tenant.parent.is_none() {
        rows::create_municipality(&mut tx, municipality).await?;
    }
    rows::create(&mut tx, tenant).await?;
    journal::open(&mut tx, tenant.id).await?;
    let event = Event::new(EventKind::TenantCreated, TenantId::KIND, tenant.id.0).at_version(1);
    let mut events = vec![event.with(created(tenant))];
    for unit in units {
        rows::create_unit(&mut tx, unit).await?;
        let event = Event::new(EventKind::UnitCreated, UnitId::KIND, unit.id.row).at_version(1);
        events.push(event.with(created(unit)));
    }
    Ok(tx.commit_all(events).await?)
}
