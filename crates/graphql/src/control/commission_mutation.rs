//! Setting the Monitoring Commission up and saying who is in it.

use super::commission::{Commission, CommissionRole};
use crate::{
    connection::caller,
    node,
    scalar::{Date, given},
    tenancy::Tenant,
};
use async_graphql::{Context, ID, InputObject, MaybeUndefined, Object, Result, SimpleObject};
use calitas_app::control::commission as app;
use calitas_domain::{
    control::{CommissionInput, MemberInput, MemberPatch},
    id::{CommissionMemberId, TenantId},
};

/// Defines payloads that hold the commission and its institution.
macro_rules! payloads {
    ($($name:ident),* $(,)?) => {$(
        /// The commission.
        #[derive(Debug, SimpleObject)]
        pub struct $name {
            /// As it is now, with everybody in it.
            pub commission: Commission,
            /// The institution.
            pub tenant: Tenant,
        }
    )*};
}
payloads!(SaveCommissionPayload, AddCommissionMemberPayload, UpdateCommissionMemberPayload);

/// The act that set the commission up, or the one that stands in its place.
#[derive(Debug, InputObject)]
pub struct SaveCommissionInput {
    /// The institution.
    pub tenant_id: ID,
    /// The version that was read; absent while there is no commission.
    pub expected_version: Option<i32>,
    /// Number of the act, at most 100 characters.
    pub decision_number: String,
    /// Day of the act; not one to come.
    pub decision_on: Date,
}

/// Somebody for the commission.
#[derive(Debug, InputObject)]
pub struct AddCommissionMemberInput {
    /// The institution.
    pub tenant_id: ID,
    /// Who; nobody of internal audit, and nobody who is in it in that time.
    pub member_id: ID,
    /// As what; there is one chair at a time.
    pub role: CommissionRole,
    /// The first day.
    pub valid_from: Date,
    /// The last day.
    pub valid_until: Option<Date>,
    /// Made by the client: a repeated request has one effect.
    pub idempotency_key: Option<String>,
}

/// Changes of a member; what is left out stays.
#[derive(Debug, InputObject)]
pub struct UpdateCommissionMemberInput {
    /// The member of the commission.
    pub id: ID,
    /// The version that was read.
    pub expected_version: i32,
    /// As what.
    pub role: Option<CommissionRole>,
    /// The first day.
    pub valid_from: Option<Date>,
    /// The last day; null for an open end.
    pub valid_until: MaybeUndefined<Date>,
}

/// The Monitoring Commission.
#[derive(Debug, Default)]
pub struct CommissionMutation;

#[Object]
impl CommissionMutation {
    /// Records the act that set the Monitoring Commission up, or the one that stands in its place.
    async fn save_commission(
        &self,
        ctx: &Context<'_>,
        input: SaveCommissionInput,
    ) -> Result<SaveCommissionPayload> {
        let tenant: TenantId = node::subject(&input.tenant_id)?;
        let act =
            CommissionInput { decision_number: input.decision_number, decision_on: input.decision_on.0 };
        let made = app::save(&caller(ctx), tenant, input.expected_version, act).await?;
        let tenant = crate::tenancy::tenant(ctx, tenant).await?;
        Ok(SaveCommissionPayload { commission: made.into(), tenant })
    }

    /// Takes somebody into the Monitoring Commission.
    async fn add_commission_member(
        &self,
        ctx: &Context<'_>,
        input: AddCommissionMemberInput,
    ) -> Result<AddCommissionMemberPayload> {
        let tenant: TenantId = node::subject(&input.tenant_id)?;
        let new = MemberInput {
            person: node::reference("memberId", &input.member_id, tenant)?,
            role: input.role.into(),
            valid_from: input.valid_from.0,
            valid_until: input.valid_until.map(|day| day.0),
        };
        let made = app::add_member(&caller(ctx), tenant, new, input.idempotency_key.as_deref()).await?;
        let tenant = crate::tenancy::tenant(ctx, tenant).await?;
        Ok(AddCommissionMemberPayload { commission: made.into(), tenant })
    }

    /// Changes as what and for how long somebody is in the Monitoring Commission.
    async fn update_commission_member(
        &self,
        ctx: &Context<'_>,
        input: UpdateCommissionMemberInput,
    ) -> Result<UpdateCommissionMemberPayload> {
        let id: CommissionMemberId = node::subject(&input.id)?;
        let patch = MemberPatch {
            role: input.role.map(Into::into),
            valid_from: input.valid_from.map(|day| day.0),
            valid_until: given(input.valid_until).map(|day| day.map(|day| day.0)),
        };
        let made = app::update_member(&caller(ctx), id, input.expected_version, patch).await?;
        let tenant = crate::tenancy::tenant(ctx, id.tenant).await?;
        Ok(UpdateCommissionMemberPayload { commission: made.into(), tenant })
    }
}
