//! Saved views of lists.

use crate::ctx::Ctx;
use calitas_domain::{
    Conflict, Error, Event, Reason,
    access::Permission,
    id::{SavedViewId, TenantId},
    journal::{EventKind, created, difference, removed},
    view::{SavedView, Surface},
};
use calitas_store::view as rows;

/// Whether a view is for everybody in the institution.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sharing {
    /// For its owner.
    Own,
    /// For everybody.
    Shared,
}

/// The views of a list the caller may use, by name.
///
/// # Errors
/// [`Error::NotFound`] without a place in the institution.
pub async fn of_surface(ctx: &Ctx, tenant: TenantId, surface: Surface) -> Result<Vec<SavedView>, Error> {
    let access = ctx.require(Permission::TenantRead, tenant)?;
    Ok(rows::of_surface(&mut *ctx.open().await?, access.membership, surface).await?)
}

/// Views by id, of those the caller may use.
///
/// # Errors
/// When the database does not answer.
pub async fn by_ids(ctx: &Ctx, ids: &[SavedViewId]) -> Result<Vec<SavedView>, Error> {
    let actor = ctx.actor()?;
    let mut found = Vec::new();
    for membership in &actor.memberships {
        // Guests see the plans they were invited to, not how the institution looks at its lists.
        if ctx.require(Permission::TenantRead, membership.id.tenant).is_err() {
            continue;
        }
        let own: Vec<_> = ids.iter().copied().filter(|id| id.tenant == membership.id.tenant).collect();
        if !own.is_empty() {
            found.extend(rows::by_ids(&mut *ctx.open().await?, membership.id, &own).await?);
        }
    }
    Ok(found)
}

/// Saves a view.
///
/// # Errors
/// [`Error::Invalid`]; [`Reason::CodeTaken`] for a name in use; [`Error::Forbidden`] for sharing without `VIEW_SHARE`.
pub async fn create(
    ctx: &Ctx,
    tenant: TenantId,
    surface: Surface,
    name: &str,
    query: &str,
    sharing: Sharing,
    idempotency_key: Option<&str>,
) -> Result<SavedView, Error> {
    let access = ctx.require(Permission::TenantRead, tenant)?;
    may_share(ctx, tenant, sharing)?;
    let id = SavedViewId::new(tenant, ctx.new_id());
    let (name, query) = (name.to_owned(), query.to_owned());
    let is_shared = sharing == Sharing::Shared;
    let view =
        SavedView { id, owner: access.membership, surface, name, query, is_shared, version: 1 }.checked()?;
    let mut tx = ctx.write(Permission::TenantRead, tenant).await?;
    let fingerprint = (view.surface, &view.name, &view.query, view.is_shared);
    if let Some(made) = ctx.once(&mut tx, idempotency_key, &fingerprint, id.row).await? {
        let found = rows::lock(&mut tx, SavedViewId::new(tenant, made)).await?;
        return found.ok_or(Error::NotFound(SavedViewId::KIND));
    }
    rows::create(&mut tx, &view).await?;
    let event = Event::new(EventKind::SavedViewCreated, SavedViewId::KIND, id.row).at_version(1);
    tx.commit(event.with(created(&view))).await?;
    Ok(view)
}

/// What changes of a view.
#[derive(Debug, Clone, Default)]
pub struct Patch {
    /// What people call it.
    pub name: Option<String>,
    /// The page's query string.
    pub query: Option<String>,
    /// For whom it is.
    pub sharing: Option<Sharing>,
}

/// Changes a view.
///
/// # Errors
/// [`Error::NotFound`] for somebody else's own view; as [`create`]; [`Reason::ChangedMeanwhile`].
pub async fn update(
    ctx: &Ctx,
    id: SavedViewId,
    expected_version: i32,
    patch: Patch,
) -> Result<SavedView, Error> {
    ctx.require(Permission::TenantRead, id.tenant)?;
    let mut tx = ctx.write(Permission::TenantRead, id.tenant).await?;
    let old = rows::lock(&mut tx, id).await?.ok_or(Error::NotFound(SavedViewId::KIND))?;
    may_change(ctx, &old)?;
    may_share(ctx, id.tenant, patch.sharing.unwrap_or(Sharing::Own))?;
    if old.version != expected_version {
        let current_version = Some(old.version);
        let reason = Reason::ChangedMeanwhile;
        return Err(Error::Conflict(Box::new(Conflict { reason, current_version, fields: Vec::new() })));
    }
    let new = SavedView {
        name: patch.name.unwrap_or_else(|| old.name.clone()),
        query: patch.query.unwrap_or_else(|| old.query.clone()),
        is_shared: patch.sharing.map_or(old.is_shared, |sharing| sharing == Sharing::Shared),
        version: old.version + 1,
        ..old.clone()
    }
    .checked()?;
    rows::save(&mut tx, &new).await?;
    let event = Event::new(EventKind::SavedViewUpdated, SavedViewId::KIND, id.row).at_version(new.version);
    tx.commit(event.with(difference(&old, &new))).await?;
    Ok(new)
}

/// Deletes a view.
///
/// # Errors
/// [`Error::NotFound`] for somebody else's own view; [`Error::Forbidden`] for a shared one without `VIEW_SHARE`.
pub async fn delete(ctx: &Ctx, id: SavedViewId) -> Result<(), Error> {
    ctx.require(Permission::TenantRead, id.tenant)?;
    let mut tx = ctx.write(Permission::TenantRead, id.tenant).await?;
    let view = rows::lock(&mut tx, id).await?.ok_or(Error::NotFound(SavedViewId::KIND))?;
    may_change(ctx, &view)?;
    rows::delete(&mut tx, id).await?;
    let event = Event::new(EventKind::SavedViewDeleted, SavedViewId::KIND, id.row);
    Ok(tx.commit(event.with(removed(&view))).await?)
}

/// Whether the caller may change or delete a view: one's own, or a shared one with `VIEW_SHARE`.
///
/// # Errors
/// [`Error::NotFound`] for somebody else's own view; [`Error::Forbidden`] for a shared one without the right.
pub fn may_change(ctx: &Ctx, view: &SavedView) -> Result<(), Error> {
    let access = ctx.access(view.id.tenant)?;
    if view.owner == access.membership {
        Ok(())
    } else if !view.is_shared {
        Err(Error::NotFound(SavedViewId::KIND))
    } else if access.may(Permission::ViewShare) {
        Ok(())
    } else {
        Err(Error::Forbidden(Permission::ViewShare))
    }
}

fn may_share(ctx: &Ctx, tenant: TenantId, sharing: Sharing) -> Result<(), Error> {
    match sharing {
        Sharing::Own => Ok(()),
        Sharing::Shared => ctx.require(Permission::ViewShare, tenant).map(|_| ()),
    }
}
