//! What stands at the head of the documents of an institution.

use crate::{ctx::Ctx, merge};
use calitas_domain::{
    Error, Event, Reason,
    access::Permission,
    id::TenantId,
    journal::{EventKind, difference},
    tenancy::{Letterhead, LetterheadPatch, MAX_LOGO_KIB},
};
use calitas_render::check_picture;
use calitas_store::tenancy::letterhead as rows;
use tokio::task::spawn_blocking;

/// The letterhead of an institution, for its members.
///
/// # Errors
/// [`Error::Forbidden`] without `TENANT_READ`.
pub async fn of_tenant(ctx: &Ctx, tenant: TenantId) -> Result<Letterhead, Error> {
    ctx.require(Permission::TenantRead, tenant)?;
    let mut read = ctx.read(Permission::TenantRead, tenant).await?;
    Ok(rows::of_tenant(&mut read, tenant).await?.unwrap_or_else(|| Letterhead::of(tenant)))
}

/// Changes the letterhead of an institution.
///
/// # Errors
/// [`Error::Invalid`]; [`Error::Forbidden`] without `TENANT_MANAGE`; [`Reason::ChangedMeanwhile`].
pub async fn update(
    ctx: &Ctx,
    tenant: TenantId,
    expected_version: i32,
    patch: LetterheadPatch,
) -> Result<Letterhead, Error> {
    ctx.require(Permission::TenantManage, tenant)?;
    if let Some(Some(logo)) = &patch.logo {
        usable(logo.bytes.clone()).await?;
    }
    let mut tx = ctx.write(Permission::TenantManage, tenant).await?;
    let old = rows::lock(&mut tx).await?;
    merge::same(old.version, expected_version)?;
    let new = old.clone().patched(patch)?;
    rows::save(&mut tx, &new).await?;
    let event = Event::new(EventKind::LetterheadUpdated, TenantId::KIND, tenant.0);
    tx.commit(event.with(difference(&old, &new))).await?;
    Ok(new)
}

/// Refuses a picture that no document can hold; one that is too large is not even looked at.
async fn usable(logo: Vec<u8>) -> Result<(), Error> {
    if logo.len() > MAX_LOGO_KIB * 1024 {
        return Err(Error::invalid("logo.content", Reason::PictureTooLarge { kib: MAX_LOGO_KIB }));
    }
    let checked = spawn_blocking(move || check_picture(&logo)).await;
    let checked = checked.map_err(|error| Error::Internal(Box::new(error)))?;
    checked.map_err(|_| Error::invalid("logo.content", Reason::PictureUnusable))
}
