//! What an institution decides about keeping documents.

use crate::{ctx::Ctx, merge};
use calitas_domain::{
    Error, Event, Reason,
    access::Permission,
    id::TenantId,
    journal::{EventKind, difference},
    retention::{RetentionPolicy, RetentionPolicyPatch},
};
use calitas_store::retention::{class, policy as rows};

/// An institution's decisions, for its members.
///
/// # Errors
/// [`Error::Forbidden`] without `TENANT_READ`.
pub async fn of_tenant(ctx: &Ctx, tenant: TenantId) -> Result<RetentionPolicy, Error> {
    ctx.require(Permission::TenantRead, tenant)?;
    Ok(rows::of_tenant(&mut *ctx.read(Permission::TenantRead, tenant).await?, tenant).await?)
}

/// Changes an institution's decisions.
///
/// # Errors
/// [`Error::Invalid`]; [`Error::Forbidden`] without `RETENTION_MANAGE`; [`Reason::ChangedMeanwhile`].
pub async fn update(
    ctx: &Ctx,
    tenant: TenantId,
    expected_version: i32,
    patch: RetentionPolicyPatch,
) -> Result<RetentionPolicy, Error> {
    ctx.require(Permission::RetentionManage, tenant)?;
    let mut tx = ctx.write(Permission::RetentionManage, tenant).await?;
    let old = rows::lock(&mut tx).await?;
    merge::same(old.version, expected_version)?;
    let new = old.clone().patched(patch);
    if let Some(id) = new.default_class {
        let found = class::hold(&mut tx, id).await?;
        let found = found.ok_or_else(|| Error::invalid("defaultClassId", Reason::UnknownReference))?;
        if !found.takes(ctx.today(), ctx.today()) {
            return Err(Error::invalid("defaultClassId", Reason::ClassNotInForce));
        }
    }
    let changes = difference(&old, &new);
    if changes.is_empty() {
        return Ok(old);
    }
    rows::save(&mut tx, &new).await?;
    tx.commit(Event::new(EventKind::RetentionPolicyUpdated, TenantId::KIND, tenant.0).with(changes)).await?;
    Ok(new)
}
