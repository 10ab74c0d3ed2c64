//! What an institution decides about rating its risks.

use crate::{ctx::Ctx, merge};
use calitas_domain::{
    Error, Event,
    access::Permission,
    id::TenantId,
    journal::{EventKind, difference},
    risk::{Setting, SettingPatch, may},
};
use calitas_store::{
    WriteTx,
    risk::{register, setting as rows},
};

/// The decisions of several institutions, of those whose register the caller reads.
///
/// # Errors
/// When the database does not answer.
pub async fn of_tenants(ctx: &Ctx, tenants: &[TenantId]) -> Result<Vec<Setting>, Error> {
    let reads = |tenant: &&TenantId| ctx.require(Permission::RiskRead, **tenant).is_ok();
    let tenants: Vec<TenantId> = tenants.iter().filter(reads).copied().collect();
    let mut found = rows::of_tenants(&mut *ctx.open().await?, &tenants).await?;
    let undecided = tenants.into_iter().filter(|one| found.iter().all(|setting| setting.tenant != *one));
    let undecided: Vec<Setting> = undecided.map(Setting::of).collect();
    found.extend(undecided);
    Ok(found)
}

/// The decisions of an institution.
///
/// # Errors
/// [`Error::Forbidden`] without `RISK_READ`.
pub async fn of_tenant(ctx: &Ctx, tenant: TenantId) -> Result<Setting, Error> {
    ctx.require(Permission::RiskRead, tenant)?;
    Ok(rows::of_tenant(&mut *ctx.read(Permission::RiskRead, tenant).await?, tenant).await?)
}

/// Changes the decisions of an institution.
///
/// # Errors
/// [`Error::Forbidden`] without `RISK_MANAGE`; [`Error::Invalid`], with `RiskScaleInUse` while open risks are rated on
/// the scale that is left; `ChangedMeanwhile`.
pub async fn update(
    ctx: &Ctx,
    tenant: TenantId,
    expected_version: i32,
    patch: SettingPatch,
) -> Result<Setting, Error> {
    let access = ctx.access(tenant)?;
    let mut tx = ctx.write(Permission::RiskManage, tenant).await?;
    may::manage(&access).map_err(Error::refused)?;
    let old = held(&mut tx).await?;
    merge::same(old.version, expected_version)?;
    let left_behind = match patch.scale {
        Some(scale) => register::open_on_others(&mut tx, tenant, scale).await?,
        None => 0,
    };
    let new = old.patched(patch, left_behind, ctx.today())?;
    let changes = difference(&old, &new);
    if changes.is_empty() {
        return Ok(old);
    }
    rows::save(&mut tx, &new).await?;
    tx.commit(Event::new(EventKind::RiskSettingUpdated, TenantId::KIND, tenant.0).with(changes)).await?;
    Ok(new)
}

/// The decisions, locked until the write ends.
pub(super) async fn held(tx: &mut WriteTx) -> Result<Setting, Error> {
    Ok(rows::lock(tx).await?)
}
