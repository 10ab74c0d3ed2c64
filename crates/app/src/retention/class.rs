//! Entries of the nomenclature.

use crate::{app::App, ctx::Ctx, merge};
use calitas_domain::{
    Error, Event, Reason,
    access::Permission,
    id::{RetentionClassId, TenantId, UnitId},
    journal::{Actor, EventKind, created, difference, removed},
    retention::{RetentionClass, RetentionClassInput, RetentionClassPatch},
};
use calitas_store::{
    Scope, WriteTx,
    retention::{class as rows, policy},
    tenancy,
};
use uuid::Uuid;

/// Entries of one institution, at most; the largest nomenclatures have some hundreds.
const MAX_CLASSES: usize = 1_000;

/// The nomenclature of an institution, by code, for its members.
///
/// # Errors
/// [`Error::Forbidden`] without `TENANT_READ`.
pub async fn of_tenant(ctx: &Ctx, tenant: TenantId) -> Result<Vec<RetentionClass>, Error> {
    ctx.require(Permission::TenantRead, tenant)?;
    Ok(rows::of_tenant(&mut *ctx.read(Permission::TenantRead, tenant).await?, tenant).await?)
}

/// Entries by id, of institutions the caller belongs to.
///
/// # Errors
/// When the database does not answer.
pub async fn by_ids(ctx: &Ctx, ids: &[RetentionClassId]) -> Result<Vec<RetentionClass>, Error> {
    let (mut read, ids) = ctx.read_many(Permission::TenantRead, ids).await?;
    Ok(rows::by_ids(&mut read, &ids).await?)
}

/// Adds an entry.
///
/// # Errors
/// [`Error::Invalid`]; [`Error::Forbidden`] without `RETENTION_MANAGE`; [`Reason::CodeTaken`].
pub async fn create(
    ctx: &Ctx,
    tenant: TenantId,
    input: RetentionClassInput,
    idempotency_key: Option<&str>,
) -> Result<RetentionClass, Error> {
    ctx.require(Permission::RetentionManage, tenant)?;
    let mut tx = ctx.write(Permission::RetentionManage, tenant).await?;
    let id = RetentionClassId::new(tenant, ctx.new_id());
    if let Some(made) = ctx.once(&mut tx, idempotency_key, &input, id.row).await? {
        let found = rows::by_ids(&mut tx, &[RetentionClassId::new(tenant, made)]).await?.pop();
        return found.ok_or(Error::NotFound(RetentionClassId::KIND));
    }
    let class = RetentionClass::new(id, input, ctx.now())?;
    unit_in_use(&mut tx, class.unit).await?;
    if usize::try_from(rows::count(&mut tx, tenant).await?).unwrap_or(usize::MAX) >= MAX_CLASSES {
        return Err(Error::conflict(Reason::TooMany { max: MAX_CLASSES }));
    }
    rows::create(&mut tx, &class).await?;
    tx.commit(event(EventKind::RetentionClassCreated, &class).with(created(&class))).await?;
    Ok(class)
}

/// Changes or ends an entry.
///
/// # Errors
/// As [`create`]; [`Reason::ClassInUse`]; [`Reason::ChangedMeanwhile`].
pub async fn update(
    ctx: &Ctx,
    id: RetentionClassId,
    expected_version: i32,
    patch: RetentionClassPatch,
) -> Result<RetentionClass, Error> {
    let (mut tx, old) = open(ctx, id, expected_version).await?;
    let new = old.clone().patched(patch)?;
    if new.unit != old.unit {
        unit_in_use(&mut tx, new.unit).await?;
    }
    let changes = difference(&old, &new);
    if changes.is_empty() {
        return Ok(old);
    }
    rows::save(&mut tx, &new).await?;
    tx.commit(event(EventKind::RetentionClassUpdated, &new).with(changes)).await?;
    Ok(new)
}

/// Deletes an entry that no document and no decision uses.
///
/// # Errors
/// [`Error::Forbidden`] without `RETENTION_MANAGE`; [`Reason::ClassInUse`]; [`Reason::ChangedMeanwhile`].
pub async fn delete(ctx: &Ctx, id: RetentionClassId, expected_version: i32) -> Result<(), Error> {
    let (mut tx, old) = open(ctx, id, expected_version).await?;
    old.unused()?;
    if policy::of_tenant(&mut tx, id.tenant).await?.default_class == Some(id) {
        return Err(Error::conflict(Reason::ClassInUse { count: 1 }));
    }
    rows::delete(&mut tx, id).await?;
    Ok(tx.commit(event(EventKind::RetentionClassDeleted, &old).with(removed(&old))).await?)
}

/// Adds entries as Calitas itself, for the demonstration; an institution that has any keeps them as they are.
///
/// # Errors
/// When the database does not answer.
pub async fn establish(
    app: &App,
    tenant: TenantId,
    entries: &[(Uuid, RetentionClassInput)],
) -> Result<(), Error> {
    let mut tx = app.store().write(&Scope::system(tenant), tenant, Actor::System, app.now()).await?;
    if rows::count(&mut tx, tenant).await? > 0 {
        return Ok(());
    }
    let mut events = Vec::new();
    for (row, input) in entries {
        let class = RetentionClass::new(RetentionClassId::new(tenant, *row), input.clone(), app.now())?;
        rows::create(&mut tx, &class).await?;
        events.push(event(EventKind::RetentionClassCreated, &class).with(created(&class)));
    }
    Ok(tx.commit_all(events).await?)
}

async fn open(
    ctx: &Ctx,
    id: RetentionClassId,
    expected_version: i32,
) -> Result<(WriteTx, RetentionClass), Error> {
    ctx.require(Permission::RetentionManage, id.tenant)?;
    let mut tx = ctx.write(Permission::RetentionManage, id.tenant).await?;
    let old = rows::lock(&mut tx, id).await?.ok_or(Error::NotFound(RetentionClassId::KIND))?;
    merge::same(old.version, expected_version)?;
    Ok((tx, old))
}

async fn unit_in_use(tx: &mut WriteTx, unit: Option<UnitId>) -> Result<(), Error> {
    let Some(unit) = unit else { return Ok(()) };
    match tenancy::units_by_ids(tx, &[unit]).await?.pop() {
        Some(found) if found.retired_at.is_some() => Err(Error::invalid("unitId", Reason::UnitRetired)),
        Some(_) => Ok(()),
        None => Err(Error::invalid("unitId", Reason::UnknownReference)),
    }
}

fn event(kind: EventKind, class: &RetentionClass) -> Event {
    Event::new(kind, RetentionClassId::KIND, class.id.row).at_version(class.version)
}
