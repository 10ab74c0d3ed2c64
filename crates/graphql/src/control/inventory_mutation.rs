//! Keeping the inventories of internal control.

use super::inventory::{ControlDelegation, ExposureLevel, SensitiveFunction};
use crate::{
    connection::caller,
    node,
    scalar::{Date, given},
    tenancy::Tenant,
};
use async_graphql::{Context, ID, InputObject, MaybeUndefined, Object, Result, SimpleObject};
use calitas_app::control::inventory as app;
use calitas_domain::{
    control::{DelegationInput, DelegationPatch, FunctionInput, FunctionPatch},
    id::{ControlDelegationId, SensitiveFunctionId, TenantId},
};

/// A new sensitive function.
#[derive(Debug, InputObject)]
pub struct CreateSensitiveFunctionInput {
    /// The institution.
    pub tenant_id: ID,
    /// What it is called, 3 to 300 characters.
    pub name: String,
    /// Where it is.
    pub unit_id: ID,
    /// What makes it sensitive, 3 to 2,000 characters.
    pub factors: String,
    /// How exposed it is.
    pub exposure: ExposureLevel,
    /// Who holds it.
    pub holder_id: Option<ID>,
    /// Since when; dropped without a holder.
    pub held_since: Option<Date>,
    /// What is done about it, 3 to 2,000 characters.
    pub measures: String,
    /// Until when.
    pub due_on: Option<Date>,
    /// Made by the client: a repeated request has one effect.
    pub idempotency_key: Option<String>,
}

/// Changes of a sensitive function; what is left out stays.
#[derive(Debug, InputObject)]
pub struct UpdateSensitiveFunctionInput {
    /// The function.
    pub id: ID,
    /// The version that was read.
    pub expected_version: i32,
    /// What it is called.
    pub name: Option<String>,
    /// Where it is.
    pub unit_id: Option<ID>,
    /// What makes it sensitive.
    pub factors: Option<String>,
    /// How exposed it is.
    pub exposure: Option<ExposureLevel>,
    /// Who holds it; null for nobody.
    pub holder_id: MaybeUndefined<ID>,
    /// Since when; null for not known.
    pub held_since: MaybeUndefined<Date>,
    /// What is done about it.
    pub measures: Option<String>,
    /// Until when; null for no day.
    pub due_on: MaybeUndefined<Date>,
    /// Takes it out of the inventory, or back.
    pub is_retired: Option<bool>,
}

/// A new delegation.
#[derive(Debug, InputObject)]
pub struct CreateControlDelegationInput {
    /// The institution.
    pub tenant_id: ID,
    /// What may be done, 3 to 2,000 characters.
    pub powers: String,
    /// Who gives it.
    pub delegator_id: ID,
    /// Who gets it, somebody else.
    pub delegate_id: ID,
    /// The act by which it is given, at most 300 characters.
    pub act: String,
    /// The first day.
    pub valid_from: Date,
    /// The last day.
    pub valid_until: Option<Date>,
    /// What may not be done, at most 2,000 characters.
    pub limits: Option<String>,
    /// Made by the client: a repeated request has one effect.
    pub idempotency_key: Option<String>,
}

/// Changes of a delegation; what is left out stays. Who gave it to whom never changes.
#[derive(Debug, InputObject)]
pub struct UpdateControlDelegationInput {
    /// The delegation.
    pub id: ID,
    /// The version that was read.
    pub expected_version: i32,
    /// What may be done.
    pub powers: Option<String>,
    /// The act by which it was given.
    pub act: Option<String>,
    /// The first day.
    pub valid_from: Option<Date>,
    /// The last day; null for an open end.
    pub valid_until: MaybeUndefined<Date>,
    /// What may not be done; null for nothing.
    pub limits: MaybeUndefined<String>,
    /// `true` revokes it, for good.
    pub is_revoked: Option<bool>,
}

/// Defines payloads that hold something of an inventory and its institution.
macro_rules! payloads {
    ($($name:ident { $field:ident: $of:ty })*) => {$(
        /// What was entered or changed.
        #[derive(Debug, SimpleObject)]
        pub struct $name {
            /// As it is now.
            pub $field: $of,
            /// The institution with its inventories.
            pub tenant: Tenant,
        }
    )*};
}
payloads! {
    CreateSensitiveFunctionPayload { sensitive_function: SensitiveFunction }
    UpdateSensitiveFunctionPayload { sensitive_function: SensitiveFunction }
    CreateControlDelegationPayload { control_delegation: ControlDelegation }
    UpdateControlDelegationPayload { control_delegation: ControlDelegation }
}

/// Sensitive functions and delegations.
#[derive(Debug, Default)]
pub struct InventoryMutation;

#[Object]
impl InventoryMutation {
    /// Enters a sensitive function.
    async fn create_sensitive_function(
        &self,
        ctx: &Context<'_>,
        input: CreateSensitiveFunctionInput,
    ) -> Result<CreateSensitiveFunctionPayload> {
        let tenant: TenantId = node::subject(&input.tenant_id)?;
        let new = FunctionInput {
            name: input.name,
            unit: node::reference("unitId", &input.unit_id, tenant)?,
            factors: input.factors,
            exposure: input.exposure.into(),
            holder: input.holder_id.map(|who| node::reference("holderId", &who, tenant)).transpose()?,
            held_since: input.held_since.map(|day| day.0),
            measures: input.measures,
            due_on: input.due_on.map(|day| day.0),
        };
        let made = app::create_function(&caller(ctx), tenant, new, input.idempotency_key.as_deref()).await?;
        let tenant = crate::tenancy::tenant(ctx, tenant).await?;
        Ok(CreateSensitiveFunctionPayload { sensitive_function: made.into(), tenant })
    }

    /// Changes a sensitive function, takes it out of the inventory or back. Only fields that others changed meanwhile
    /// conflict.
    async fn update_sensitive_function(
        &self,
        ctx: &Context<'_>,
        input: UpdateSensitiveFunctionInput,
    ) -> Result<UpdateSensitiveFunctionPayload> {
        let id: SensitiveFunctionId = node::subject(&input.id)?;
        let patch = FunctionPatch {
            name: input.name,
            unit: input.unit_id.map(|unit| node::reference("unitId", &unit, id.tenant)).transpose()?,
            factors: input.factors,
            exposure: input.exposure.map(Into::into),
            holder: node::changed("holderId", input.holder_id, id.tenant)?,
            held_since: given(input.held_since).map(|day| day.map(|day| day.0)),
            measures: input.measures,
            due_on: given(input.due_on).map(|day| day.map(|day| day.0)),
            is_retired: input.is_retired,
        };
        let new = app::update_function(&caller(ctx), id, input.expected_version, patch).await?;
        let tenant = crate::tenancy::tenant(ctx, id.tenant).await?;
        Ok(UpdateSensitiveFunctionPayload { sensitive_function: new.into(), tenant })
    }

    /// Enters a delegation.
    async fn create_control_delegation(
        &self,
        ctx: &Context<'_>,
        input: CreateControlDelegationInput,
    ) -> Result<CreateControlDelegationPayload> {
        let tenant: TenantId = node::subject(&input.tenant_id)?;
        let new = DelegationInput {
            powers: input.powers,
            delegator: node::reference("delegatorId", &input.delegator_id, tenant)?,
            delegate: node::reference("delegateId", &input.delegate_id, tenant)?,
            act: input.act,
            valid_from: input.valid_from.0,
            valid_until: input.valid_until.map(|day| day.0),
            limits: input.limits,
        };
        let made =
            app::create_delegation(&caller(ctx), tenant, new, input.idempotency_key.as_deref()).await?;
        let tenant = crate::tenancy::tenant(ctx, tenant).await?;
        Ok(CreateControlDelegationPayload { control_delegation: made.into(), tenant })
    }

    /// Changes a delegation or revokes it. Only fields that others changed meanwhile conflict.
    async fn update_control_delegation(
        &self,
        ctx: &Context<'_>,
        input: UpdateControlDelegationInput,
    ) -> Result<UpdateControlDelegationPayload> {
        let id: ControlDelegationId = node::subject(&input.id)?;
        let patch = DelegationPatch {
            powers: input.powers,
            act: input.act,
            valid_from: input.valid_from.map(|day| day.0),
            valid_until: given(input.valid_until).map(|day| day.map(|day| day.0)),
            limits: given(input.limits),
            is_revoked: input.is_revoked,
        };
        let new = app::update_delegation(&caller(ctx), id, input.expected_version, patch).await?;
        let tenant = crate::tenancy::tenant(ctx, id.tenant).await?;
        Ok(UpdateControlDelegationPayload { control_delegation: new.into(), tenant })
    }
}
