//! Sensitive functions and delegations.

use crate::{
    ctx::Ctx,
    merge::{self, Versions},
    referred::{unit_in_use, workers},
};
use calitas_domain::{
    Error, Event,
    access::Permission,
    control::{
        Delegation, DelegationInput, DelegationPatch, FunctionInput, FunctionPatch, SensitiveFunction,
        may::commission as may,
    },
    id::{ControlDelegationId, SensitiveFunctionId, TenantId},
    journal::{EventKind, created, difference},
};
use calitas_store::control::inventory as rows;

/// The sensitive functions of an institution, by name.
///
/// # Errors
/// [`Error::Forbidden`] without `CONTROL_READ`.
pub async fn functions(ctx: &Ctx, tenant: TenantId) -> Result<Vec<SensitiveFunction>, Error> {
    let mut read = ctx.read(Permission::ControlRead, tenant).await?;
    Ok(rows::functions(&mut read, tenant).await?)
}

/// Sensitive functions by id; others are left out.
///
/// # Errors
/// When the database does not answer.
pub async fn functions_by_ids(
    ctx: &Ctx,
    ids: &[SensitiveFunctionId],
) -> Result<Vec<SensitiveFunction>, Error> {
    let (mut read, ids) = ctx.read_many(Permission::ControlRead, ids).await?;
    Ok(rows::functions_by_ids(&mut read, &ids).await?)
}

/// The delegations of an institution, the newest first.
///
/// # Errors
/// [`Error::Forbidden`] without `CONTROL_READ`.
pub async fn delegations(ctx: &Ctx, tenant: TenantId) -> Result<Vec<Delegation>, Error> {
    let mut read = ctx.read(Permission::ControlRead, tenant).await?;
    Ok(rows::delegations(&mut read, tenant).await?)
}

/// Delegations by id; others are left out.
///
/// # Errors
/// When the database does not answer.
pub async fn delegations_by_ids(ctx: &Ctx, ids: &[ControlDelegationId]) -> Result<Vec<Delegation>, Error> {
    let (mut read, ids) = ctx.read_many(Permission::ControlRead, ids).await?;
    Ok(rows::delegations_by_ids(&mut read, &ids).await?)
}

/// Enters a sensitive function.
///
/// # Errors
/// [`Error::Forbidden`] without `CONTROL_MANAGE`; [`Error::Invalid`].
pub async fn create_function(
    ctx: &Ctx,
    tenant: TenantId,
    input: FunctionInput,
    idempotency_key: Option<&str>,
) -> Result<SensitiveFunction, Error> {
    let access = ctx.access(tenant)?;
    let mut tx = ctx.write(Permission::ControlManage, tenant).await?;
    may::manage_inventories(&access).map_err(Error::refused)?;
    let id = SensitiveFunctionId::new(tenant, ctx.new_id());
    if let Some(made) = ctx.once(&mut tx, idempotency_key, &input, id.row).await? {
        let found = rows::functions_by_ids(&mut tx, &[SensitiveFunctionId::new(tenant, made)]).await?.pop();
        return found.ok_or(Error::NotFound(SensitiveFunctionId::KIND));
    }
    unit_in_use(&mut tx, "unitId", Some(input.unit)).await?;
    workers(ctx, &mut tx, "holderId", input.holder.as_slice()).await?;
    let new = SensitiveFunction::enter(id, input, ctx.now(), ctx.today())?;
    rows::create_function(&mut tx, &new).await?;
    tx.commit(function_event(EventKind::SensitiveFunctionCreated, &new).with(created(&new))).await?;
    Ok(new)
}

/// Changes a sensitive function, takes it out of the inventory or back. Only fields that others changed meanwhile
/// conflict; everything else merges.
///
/// # Errors
/// [`Error::Forbidden`]; `ControlRetired`; [`Error::Invalid`]; `ChangedMeanwhile` with both values of each field.
pub async fn update_function(
    ctx: &Ctx,
    id: SensitiveFunctionId,
    expected_version: i32,
    patch: FunctionPatch,
) -> Result<SensitiveFunction, Error> {
    let access = ctx.access(id.tenant)?;
    let mut tx = ctx.write(Permission::ControlManage, id.tenant).await?;
    may::manage_inventories(&access).map_err(Error::refused)?;
    let found = rows::lock_function(&mut tx, id).await?;
    let old = found.ok_or(Error::NotFound(SensitiveFunctionId::KIND))?;
    let new = old.clone().patched(patch, ctx.now(), ctx.today())?;
    if new.unit != old.unit {
        unit_in_use(&mut tx, "unitId", Some(new.unit)).await?;
    }
    if new.holder != old.holder {
        workers(ctx, &mut tx, "holderId", new.holder.as_slice()).await?;
    }
    let changes = difference(&old, &new);
    if changes.is_empty() {
        return Ok(old);
    }
    let versions = Versions { subject: id.row, current: old.version, expected: expected_version };
    merge::check(ctx, &mut tx, versions, &changes).await?;
    rows::save_function(&mut tx, &new).await?;
    tx.commit(function_event(EventKind::SensitiveFunctionUpdated, &new).with(changes)).await?;
    Ok(new)
}

/// Enters a delegation.
///
/// # Errors
/// [`Error::Forbidden`] without `CONTROL_MANAGE`; [`Error::Invalid`].
pub async fn create_delegation(
    ctx: &Ctx,
    tenant: TenantId,
    input: DelegationInput,
    idempotency_key: Option<&str>,
) -> Result<Delegation, Error> {
    let access = ctx.access(tenant)?;
    let mut tx = ctx.write(Permission::ControlManage, tenant).await?;
    may::manage_inventories(&access).map_err(Error::refused)?;
    let id = ControlDelegationId::new(tenant, ctx.new_id());
    if let Some(made) = ctx.once(&mut tx, idempotency_key, &input, id.row).await? {
        let found = rows::delegations_by_ids(&mut tx, &[ControlDelegationId::new(tenant, made)]).await?.pop();
        return found.ok_or(Error::NotFound(ControlDelegationId::KIND));
    }
    workers(ctx, &mut tx, "delegatorId", &[input.delegator]).await?;
    workers(ctx, &mut tx, "delegateId", &[input.delegate]).await?;
    let number = rows::next_number(&mut tx).await?;
    let new = Delegation::enter(id, number, input, ctx.now())?;
    rows::create_delegation(&mut tx, &new).await?;
    tx.commit(delegation_event(EventKind::ControlDelegationCreated, &new).with(created(&new))).await?;
    Ok(new)
}

/// Changes a delegation or revokes it; a revoked one stays in the register as it was. Only fields that others changed
/// meanwhile conflict; everything else merges.
///
/// # Errors
/// [`Error::Forbidden`]; `DelegationRevoked`; [`Error::Invalid`]; `ChangedMeanwhile` with both values of each field.
pub async fn update_delegation(
    ctx: &Ctx,
    id: ControlDelegationId,
    expected_version: i32,
    patch: DelegationPatch,
) -> Result<Delegation, Error> {
    let access = ctx.access(id.tenant)?;
    let mut tx = ctx.write(Permission::ControlManage, id.tenant).await?;
    let found = rows::lock_delegation(&mut tx, id).await?;
    let old = found.ok_or(Error::NotFound(ControlDelegationId::KIND))?;
    may::update_delegation(&old, &access).map_err(Error::refused)?;
    let new = old.clone().patched(patch, ctx.now())?;
    let changes = difference(&old, &new);
    if changes.is_empty() {
        return Ok(old);
    }
    let versions = Versions { subject: id.row, current: old.version, expected: expected_version };
    merge::check(ctx, &mut tx, versions, &changes).await?;
    rows::save_delegation(&mut tx, &new).await?;
    tx.commit(delegation_event(EventKind::ControlDelegationUpdated, &new).with(changes)).await?;
    Ok(new)
}

pub(crate) fn function_event(kind: EventKind, function: &SensitiveFunction) -> Event {
    Event::new(kind, SensitiveFunctionId::KIND, function.id.row).at_version(function.version)
}

pub(crate) fn delegation_event(kind: EventKind, delegation: &Delegation) -> Event {
    Event::new(kind, ControlDelegationId::KIND, delegation.id.row).at_version(delegation.version)
}
