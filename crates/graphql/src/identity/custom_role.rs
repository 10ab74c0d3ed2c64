//! Roles institutions compose themselves.

use super::role::{Permission, PermissionDescription};
use crate::{
    connection::caller,
    loader::Loadable,
    node::{self, GlobalId},
    permitted::Permitted,
    tenancy::Tenant,
};
use async_graphql::{ComplexObject, Context, ID, InputObject, Object, Result, SimpleObject};
use calitas_app::{Ctx, identity::custom_role};
use calitas_domain::{
    Error, access,
    id::{CustomRoleId, TenantId},
    identity::{self as domain, CustomRoleInput},
};

/// A role an institution composed itself.
#[derive(Debug, Clone, SimpleObject)]
#[graphql(complex)]
pub struct CustomRole {
    /// Opaque global id.
    pub id: ID,
    /// What people call it.
    pub name: String,
    /// Who it is for.
    pub description: String,
    /// Counts changes; pass it as `expectedVersion`.
    pub version: i32,
    #[graphql(skip)]
    row: domain::CustomRole,
}

/// What the viewer may do with a role.
#[derive(Debug, Clone, SimpleObject)]
pub struct CustomRoleViewerCan {
    /// Compose it otherwise or delete it.
    pub update: Permitted,
}

/// What composing a role otherwise would do to the people who hold it.
#[derive(Debug, Clone, Copy, SimpleObject)]
pub struct CustomRoleEffect {
    /// People who would be allowed more.
    pub gaining_count: i32,
    /// People who would be allowed less.
    pub losing_count: i32,
}

/// A new role.
#[derive(Debug, InputObject)]
pub struct CreateCustomRoleInput {
    /// The institution.
    pub tenant_id: ID,
    /// What people call it.
    pub name: String,
    /// Who it is for.
    pub description: Option<String>,
    /// What it may do.
    pub permissions: Vec<Permission>,
    /// Made by the client: a repeated request has one effect.
    pub idempotency_key: Option<String>,
}

/// The new role.
#[derive(Debug, SimpleObject)]
pub struct CreateCustomRolePayload {
    /// The role.
    pub custom_role: CustomRole,
    /// The institution with its roles.
    pub tenant: Tenant,
}

/// Changes of a role; what is left out stays.
#[derive(Debug, InputObject)]
pub struct UpdateCustomRoleInput {
    /// The role.
    pub id: ID,
    /// The version that was read.
    pub expected_version: i32,
    /// What people call it.
    pub name: Option<String>,
    /// Who it is for.
    pub description: Option<String>,
    /// Everything it may do.
    pub permissions: Option<Vec<Permission>>,
}

/// The changed role.
#[derive(Debug, SimpleObject)]
pub struct UpdateCustomRolePayload {
    /// As it is now.
    pub custom_role: CustomRole,
}

/// The role to delete.
#[derive(Debug, InputObject)]
pub struct DeleteCustomRoleInput {
    /// The role.
    pub id: ID,
    /// The version that was read.
    pub expected_version: i32,
}

/// The deleted role.
#[derive(Debug, SimpleObject)]
pub struct DeleteCustomRolePayload {
    /// Its id.
    pub deleted_custom_role_id: ID,
    /// The institution with its roles.
    pub tenant: Tenant,
}

impl From<domain::CustomRole> for CustomRole {
    fn from(row: domain::CustomRole) -> Self {
        Self {
            id: row.id.global(),
            name: row.name.clone(),
            description: row.description.clone(),
            version: row.version,
            row,
        }
    }
}

impl Loadable for CustomRole {
    type Key = CustomRoleId;

    async fn load(ctx: &Ctx, keys: &[CustomRoleId]) -> Result<Vec<(CustomRoleId, Self)>, Error> {
        Ok(custom_role::by_ids(ctx, keys).await?.into_iter().map(|row| (row.id, row.into())).collect())
    }
}

#[ComplexObject]
impl CustomRole {
    /// What it may do, in words.
    async fn permissions(&self, ctx: &Context<'_>) -> Vec<PermissionDescription> {
        let caller = caller(ctx);
        self.row.permissions.iter().map(|one| PermissionDescription::of(one, &caller)).collect()
    }

    /// How many people hold it.
    async fn holder_count(&self, ctx: &Context<'_>) -> Result<i32> {
        let count = custom_role::holder_count(&caller(ctx), self.row.id).await?;
        Ok(i32::try_from(count).unwrap_or(i32::MAX))
    }

    /// What composing it otherwise would do to the people who hold it; for those who manage members.
    async fn effect(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Everything it would be allowed.")] permissions: Vec<Permission>,
    ) -> Option<Result<CustomRoleEffect>> {
        match custom_role::effect(&caller(ctx), self.row.id, set(permissions)).await {
            Ok(effect) => Some(Ok(CustomRoleEffect {
                gaining_count: i32::try_from(effect.gaining).unwrap_or(i32::MAX),
                losing_count: i32::try_from(effect.losing).unwrap_or(i32::MAX),
            })),
            Err(Error::Forbidden(_)) => None,
            Err(error) => Some(Err(error.into())),
        }
    }

    /// What the viewer may do with it.
    async fn viewer_can(&self, ctx: &Context<'_>) -> CustomRoleViewerCan {
        let caller = caller(ctx);
        CustomRoleViewerCan { update: Permitted::by(&caller, custom_role::may_change(&caller, self.row.id)) }
    }
}

/// Roles institutions compose themselves.
#[derive(Debug, Default)]
pub struct CustomRoleMutation;

#[Object]
impl CustomRoleMutation {
    /// Composes a role for an institution.
    async fn create_custom_role(
        &self,
        ctx: &Context<'_>,
        input: CreateCustomRoleInput,
    ) -> Result<CreateCustomRolePayload> {
        let tenant: TenantId = node::subject(&input.tenant_id)?;
        let key = input.idempotency_key.as_deref();
        let wish = CustomRoleInput {
            name: input.name,
            description: input.description.unwrap_or_default(),
            permissions: set(input.permissions),
        };
        let role = custom_role::create(&caller(ctx), tenant, wish, key).await?;
        let tenant = crate::tenancy::tenant(ctx, tenant).await?;
        Ok(CreateCustomRolePayload { custom_role: role.into(), tenant })
    }

    /// Composes a role otherwise: who holds it may more or less from the next request on.
    async fn update_custom_role(
        &self,
        ctx: &Context<'_>,
        input: UpdateCustomRoleInput,
    ) -> Result<UpdateCustomRolePayload> {
        let id: CustomRoleId = node::subject(&input.id)?;
        let change = |old: CustomRoleInput| CustomRoleInput {
            name: input.name.unwrap_or(old.name),
            description: input.description.unwrap_or(old.description),
            permissions: input.permissions.map_or(old.permissions, set),
        };
        let role = custom_role::update(&caller(ctx), id, input.expected_version, change).await?;
        Ok(UpdateCustomRolePayload { custom_role: role.into() })
    }

    /// Deletes a role that nobody holds.
    async fn delete_custom_role(
        &self,
        ctx: &Context<'_>,
        input: DeleteCustomRoleInput,
    ) -> Result<DeleteCustomRolePayload> {
        let id: CustomRoleId = node::subject(&input.id)?;
        custom_role::delete(&caller(ctx), id, input.expected_version).await?;
        let tenant = crate::tenancy::tenant(ctx, id.tenant).await?;
        Ok(DeleteCustomRolePayload { deleted_custom_role_id: input.id, tenant })
    }
}

fn set(permissions: Vec<Permission>) -> access::PermissionSet {
    permissions.into_iter().map(access::Permission::from).collect()
}
