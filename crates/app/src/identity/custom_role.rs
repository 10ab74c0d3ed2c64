//! Roles an institution composes itself. Who holds one may what it says from the next request on.

use crate::{app::App, ctx::Ctx};
use calitas_domain::{
    Conflict, Error, Event, Reason,
    access::{Access, Grant, Held, Permission, PermissionSet},
    id::{CustomRoleId, TenantId},
    identity::{CustomRole, CustomRoleInput, Membership},
    journal::{Actor, EventKind, created, difference, removed},
};
use calitas_store::{
    Scope, WriteTx,
    identity::{custom_role as rows, membership},
};

/// How many people a change gives something and takes something from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Effect {
    /// People who may more.
    pub gaining: usize,
    /// People who may less.
    pub losing: usize,
}

/// The roles of an institution, by name.
///
/// # Errors
/// [`Error::Forbidden`] without `MEMBER_READ`.
pub async fn of_tenant(ctx: &Ctx, tenant: TenantId) -> Result<Vec<CustomRole>, Error> {
    ctx.require(Permission::MemberRead, tenant)?;
    Ok(rows::of_tenant(&mut *ctx.read(Permission::MemberRead, tenant).await?, tenant).await?)
}

/// Roles by id, of institutions whose members the caller may see.
///
/// # Errors
/// When the database does not answer.
pub async fn by_ids(ctx: &Ctx, ids: &[CustomRoleId]) -> Result<Vec<CustomRole>, Error> {
    let (mut read, ids) = ctx.read_many(Permission::MemberRead, ids).await?;
    Ok(rows::by_ids(&mut read, &ids).await?)
}

/// How many people hold a role now.
///
/// # Errors
/// [`Error::Forbidden`] without `MEMBER_READ`.
pub async fn holder_count(ctx: &Ctx, id: CustomRoleId) -> Result<usize, Error> {
    ctx.require(Permission::MemberRead, id.tenant)?;
    let today = ctx.today();
    Ok(membership::holders(&mut *ctx.read(Permission::MemberRead, id.tenant).await?, id, today).await?.len())
}

/// What composing a role otherwise would give and take, before it is done.
///
/// # Errors
/// [`Error::Forbidden`] without `MEMBER_MANAGE`.
pub async fn effect(ctx: &Ctx, id: CustomRoleId, permissions: PermissionSet) -> Result<Effect, Error> {
    ctx.require(Permission::MemberManage, id.tenant)?;
    let mut read = ctx.read(Permission::MemberManage, id.tenant).await?;
    let holders = membership::holders(&mut read, id, ctx.today()).await?;
    let mut effect = Effect::default();
    for holder in &holders {
        let before = permissions_of(holder, |grant| grant.role.permissions());
        let after = permissions_of(holder, |grant| match grant.role {
            Held::Custom(role, _) if role == id => permissions,
            Held::Custom(..) | Held::BuiltIn(_) => grant.role.permissions(),
        });
        effect.gaining += usize::from(!after.without(before).is_empty());
        effect.losing += usize::from(!before.without(after).is_empty());
    }
    Ok(effect)
}

fn permissions_of(holder: &Membership, of: impl Fn(&Grant) -> PermissionSet) -> PermissionSet {
    holder.grants.iter().map(of).fold(PermissionSet::default(), PermissionSet::with)
}

/// Composes a role.
///
/// # Errors
/// [`Error::Invalid`]; [`Reason::CodeTaken`] for the name; [`Reason::CannotGive`].
pub async fn create(
    ctx: &Ctx,
    tenant: TenantId,
    input: CustomRoleInput,
    idempotency_key: Option<&str>,
) -> Result<CustomRole, Error> {
    let access = ctx.require(Permission::MemberManage, tenant)?;
    let input = input.checked()?;
    may_give(&access, "permissions", input.permissions)?;
    let mut tx = ctx.write(Permission::MemberManage, tenant).await?;
    let id = CustomRoleId::new(tenant, ctx.new_id());
    if let Some(made) = ctx.once(&mut tx, idempotency_key, &input, id.row).await? {
        let found = rows::by_ids(&mut tx, &[CustomRoleId::new(tenant, made)]).await?.pop();
        return found.ok_or(Error::NotFound(CustomRoleId::KIND));
    }
    let role = CustomRole::new(id, input);
    rows::create(&mut tx, &role).await?;
    let event = Event::new(EventKind::CustomRoleCreated, CustomRoleId::KIND, id.row).at_version(1);
    tx.commit(event.with(created(&role))).await?;
    Ok(role)
}

/// Composes a role otherwise. Nobody changes a role they hold themselves: it would be their own rights.
///
/// # Errors
/// [`Error::Invalid`]; [`Reason::OwnRights`]; [`Reason::CannotGive`] for what is added; [`Reason::ChangedMeanwhile`].
pub async fn update(
    ctx: &Ctx,
    id: CustomRoleId,
    expected_version: i32,
    change: impl FnOnce(CustomRoleInput) -> CustomRoleInput,
) -> Result<CustomRole, Error> {
    let access = ctx.require(Permission::MemberManage, id.tenant)?;
    let mut tx = ctx.write(Permission::MemberManage, id.tenant).await?;
    let old = locked(&mut tx, id, expected_version).await?;
    may_change(ctx, id).map_err(Error::conflict)?;
    let CustomRole { name, description, permissions, .. } = old.clone();
    let input = change(CustomRoleInput { name, description, permissions }).checked()?;
    may_give(&access, "permissions", input.permissions.without(old.permissions))?;
    let new = old.clone().changed(input);
    rows::save(&mut tx, &new).await?;
    let event = Event::new(EventKind::CustomRoleUpdated, CustomRoleId::KIND, id.row).at_version(new.version);
    tx.commit(event.with(difference(&old, &new))).await?;
    ctx.app().cache().changed(ctx.app().store());
    Ok(new)
}

/// Deletes a role that nobody holds.
///
/// # Errors
/// [`Reason::RoleInUse`]; [`Reason::ChangedMeanwhile`].
pub async fn delete(ctx: &Ctx, id: CustomRoleId, expected_version: i32) -> Result<(), Error> {
    ctx.require(Permission::MemberManage, id.tenant)?;
    let mut tx = ctx.write(Permission::MemberManage, id.tenant).await?;
    let old = locked(&mut tx, id, expected_version).await?;
    let holders = membership::holders(&mut tx, id, ctx.today()).await?.len();
    let promised = rows::promised(&mut tx, id).await?;
    let count =
        i32::try_from(holders).unwrap_or(i32::MAX).saturating_add(i32::try_from(promised).unwrap_or(0));
    if count > 0 {
        return Err(Error::conflict(Reason::RoleInUse { count }));
    }
    rows::delete(&mut tx, id).await?;
    let event = Event::new(EventKind::CustomRoleDeleted, CustomRoleId::KIND, id.row).at_version(old.version);
    Ok(tx.commit(event.with(removed(&old))).await?)
}

/// Composes a role as Calitas itself, for the demonstration; one that is there stays as it is.
///
/// # Errors
/// [`Reason::CodeTaken`] for the name.
pub async fn establish(app: &App, role: &CustomRole) -> Result<(), Error> {
    let tenant = role.id.tenant;
    let mut tx = app.store().write(&Scope::system(tenant), tenant, Actor::System, app.now()).await?;
    if rows::lock(&mut tx, role.id).await?.is_some() {
        return Ok(());
    }
    rows::create(&mut tx, role).await?;
    let event = Event::new(EventKind::CustomRoleCreated, CustomRoleId::KIND, role.id.row).at_version(1);
    Ok(tx.commit(event.with(created(role))).await?)
}

/// Whether the caller may compose a role otherwise.
///
/// # Errors
/// The refusal, as the act would answer.
pub fn may_change(ctx: &Ctx, id: CustomRoleId) -> Result<(), Reason> {
    let missing = |_| Reason::MissingPermission(Permission::MemberManage);
    ctx.require(Permission::MemberManage, id.tenant).map_err(missing)?;
    let actor = ctx.actor().map_err(missing)?;
    let own = actor.membership(id.tenant);
    let holds = own.is_some_and(|own| own.grants.iter().any(|grant| grant.role.custom() == Some(id)));
    if holds { Err(Reason::OwnRights) } else { Ok(()) }
}

/// Refuses grants that were added and amount to more than the caller may hand on.
pub(super) fn may_give_all(access: &Access, before: &[Grant], after: &[Grant]) -> Result<(), Error> {
    after
        .iter()
        .filter(|grant| !before.contains(grant))
        .try_for_each(|grant| may_give(access, "roles", grant.role.permissions()))
}

/// Grants with what the roles of the institution among them may do now.
pub(super) async fn known(tx: &mut WriteTx, grants: Vec<Grant>) -> Result<Vec<Grant>, Error> {
    let ids: Vec<_> = grants.iter().filter_map(|grant| grant.role.custom()).collect();
    if ids.is_empty() {
        return Ok(grants);
    }
    let found = rows::by_ids(tx, &ids).await?;
    let known = |grant: Grant| match grant.role {
        Held::BuiltIn(_) => Ok(grant),
        Held::Custom(id, _) => {
            let role = found.iter().find(|role| role.id == id);
            let role = role.ok_or_else(|| Error::invalid("roles", Reason::UnknownReference))?;
            Ok(Grant { role: Held::Custom(id, role.permissions), ..grant })
        }
    };
    grants.into_iter().map(known).collect()
}

fn may_give(access: &Access, path: &str, permissions: PermissionSet) -> Result<(), Error> {
    match access.cannot_give(permissions).iter().next() {
        Some(permission) => Err(Error::invalid(path, Reason::CannotGive(permission))),
        None => Ok(()),
    }
}

async fn locked(tx: &mut WriteTx, id: CustomRoleId, expected_version: i32) -> Result<CustomRole, Error> {
    let role = rows::lock(tx, id).await?.ok_or(Error::NotFound(CustomRoleId::KIND))?;
    if role.version == expected_version {
        return Ok(role);
    }
    let (reason, current_version) = (Reason::ChangedMeanwhile, Some(role.version));
    Err(Error::Conflict(Box::new(Conflict { reason, current_version, fields: Vec::new() })))
}
