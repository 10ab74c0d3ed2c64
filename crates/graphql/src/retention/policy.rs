//! What an institution decides about keeping documents.

use super::class::RetentionClass;
use crate::{connection::caller, loader, node, permitted::Permitted, tenancy::Tenant};
use async_graphql::{ComplexObject, Context, ID, InputObject, MaybeUndefined, Object, Result, SimpleObject};
use calitas_app::retention as app;
use calitas_domain::{
    access::Permission,
    id::{RetentionClassId, TenantId},
    retention as domain,
};

/// What an institution decides about keeping documents.
#[derive(Debug, Clone, SimpleObject)]
#[graphql(complex)]
pub struct RetentionPolicy {
    /// Whether a selection waits for the confirmation of the National Archives.
    pub needs_confirmation: bool,
    /// Counts changes; pass it as `expectedVersion`.
    pub version: i32,
    #[graphql(skip)]
    row: domain::RetentionPolicy,
}

/// What the viewer may do with the decisions.
#[derive(Debug, Clone, SimpleObject)]
pub struct RetentionPolicyViewerCan {
    /// Change them.
    pub update: Permitted,
}

impl From<domain::RetentionPolicy> for RetentionPolicy {
    fn from(row: domain::RetentionPolicy) -> Self {
        Self { needs_confirmation: row.needs_confirmation, version: row.version, row }
    }
}

#[ComplexObject]
impl RetentionPolicy {
    /// The entry that documents get when nothing else is said.
    async fn default_class(&self, ctx: &Context<'_>) -> Option<Result<RetentionClass>> {
        let id = self.row.default_class?;
        loader::load::<RetentionClass>(ctx, id).await.map_err(Into::into).transpose()
    }

    /// What the viewer may do with it.
    async fn viewer_can(&self, ctx: &Context<'_>) -> RetentionPolicyViewerCan {
        let caller = caller(ctx);
        let verdict = caller.require(Permission::RetentionManage, self.row.tenant);
        RetentionPolicyViewerCan { update: Permitted::by_error(&caller, verdict) }
    }
}

/// The decisions of an institution.
pub async fn policy(ctx: &Context<'_>, tenant: TenantId) -> Result<RetentionPolicy> {
    Ok(app::policy(&caller(ctx), tenant).await?.into())
}

/// Changes of the decisions; what is left out stays.
#[derive(Debug, InputObject)]
pub struct UpdateRetentionPolicyInput {
    /// The institution.
    pub tenant_id: ID,
    /// The version that was read.
    pub expected_version: i32,
    /// The entry that documents get when nothing else is said; null leaves them without.
    pub default_class_id: MaybeUndefined<ID>,
    /// Whether a selection waits for the confirmation of the National Archives.
    pub needs_confirmation: Option<bool>,
}

/// The changed decisions.
#[derive(Debug, SimpleObject)]
pub struct UpdateRetentionPolicyPayload {
    /// As they are now.
    pub retention_policy: RetentionPolicy,
    /// The institution.
    pub tenant: Tenant,
}

/// Deciding about keeping documents.
#[derive(Debug, Default)]
pub struct RetentionPolicyMutation;

#[Object]
impl RetentionPolicyMutation {
    /// Decides which entry documents get, and whether selections wait for the National Archives.
    async fn update_retention_policy(
        &self,
        ctx: &Context<'_>,
        input: UpdateRetentionPolicyInput,
    ) -> Result<UpdateRetentionPolicyPayload> {
        let tenant: TenantId = node::subject(&input.tenant_id)?;
        let patch = domain::RetentionPolicyPatch {
            default_class: node::changed::<RetentionClassId>(
                "defaultClassId",
                input.default_class_id,
                tenant,
            )?,
            needs_confirmation: input.needs_confirmation,
        };
        let new = app::update_policy(&caller(ctx), tenant, input.expected_version, patch).await?;
        let tenant = crate::tenancy::tenant(ctx, tenant).await?;
        Ok(UpdateRetentionPolicyPayload { retention_policy: new.into(), tenant })
    }
}
