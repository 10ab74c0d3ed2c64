//! The way of a selection: submitted, given back or approved by somebody else, carried out, given up.

use super::disposal::Disposal;
use crate::{connection::caller, node, tenancy::Tenant};
use async_graphql::{Context, ID, InputObject, Object, Result, SimpleObject};
use calitas_app::retention as app;
use calitas_domain::id::DisposalId;

/// Defines inputs that name a selection and payloads that give it back.
macro_rules! steps {
    ($($input:ident => $payload:ident),* $(,)?) => {$(
        /// The selection.
        #[derive(Debug, InputObject)]
        pub struct $input {
            /// The selection.
            pub id: ID,
            /// The version that was read.
            pub expected_version: i32,
        }

        /// The selection.
        #[derive(Debug, SimpleObject)]
        pub struct $payload {
            /// As it is now.
            pub disposal: Disposal,
            /// The institution with its selections and the documents whose term has ended.
            pub tenant: Tenant,
        }
    )*};
}

steps! {
    SubmitDisposalInput => SubmitDisposalPayload,
    ApproveDisposalInput => ApproveDisposalPayload,
    CarryOutDisposalInput => CarryOutDisposalPayload,
    CancelDisposalInput => CancelDisposalPayload,
}

/// The selection to give back.
#[derive(Debug, InputObject)]
pub struct ReturnDisposalInput {
    /// The selection.
    pub id: ID,
    /// The version that was read.
    pub expected_version: i32,
    /// What is to be done, 3 to 1000 characters.
    pub remark: String,
}

/// The selection that was given back.
#[derive(Debug, SimpleObject)]
pub struct ReturnDisposalPayload {
    /// As it is now.
    pub disposal: Disposal,
    /// The institution with its selections.
    pub tenant: Tenant,
}

/// The way of a selection.
#[derive(Debug, Default)]
pub struct DisposalActMutation;

#[Object]
impl DisposalActMutation {
    /// Sends a selection for approval.
    async fn submit_disposal(
        &self,
        ctx: &Context<'_>,
        input: SubmitDisposalInput,
    ) -> Result<SubmitDisposalPayload> {
        let id: DisposalId = node::subject(&input.id)?;
        let disposal = app::submit(&caller(ctx), id, input.expected_version).await?.into();
        let tenant = crate::tenancy::tenant(ctx, id.tenant).await?;
        Ok(SubmitDisposalPayload { disposal, tenant })
    }

    /// Approves a selection that somebody else submitted, and freezes its list.
    async fn approve_disposal(
        &self,
        ctx: &Context<'_>,
        input: ApproveDisposalInput,
    ) -> Result<ApproveDisposalPayload> {
        let id: DisposalId = node::subject(&input.id)?;
        let disposal = app::approve(&caller(ctx), id, input.expected_version).await?.into();
        let tenant = crate::tenancy::tenant(ctx, id.tenant).await?;
        Ok(ApproveDisposalPayload { disposal, tenant })
    }

    /// Gives a selection back with a remark, also after it was approved, as long as nothing has gone.
    async fn return_disposal(
        &self,
        ctx: &Context<'_>,
        input: ReturnDisposalInput,
    ) -> Result<ReturnDisposalPayload> {
        let id: DisposalId = node::subject(&input.id)?;
        let disposal = app::send_back(&caller(ctx), id, input.expected_version, &input.remark).await?.into();
        let tenant = crate::tenancy::tenant(ctx, id.tenant).await?;
        Ok(ReturnDisposalPayload { disposal, tenant })
    }

    /// Carries an approved selection out: the content of its documents goes for good, their names and hashes stay.
    async fn carry_out_disposal(
        &self,
        ctx: &Context<'_>,
        input: CarryOutDisposalInput,
    ) -> Result<CarryOutDisposalPayload> {
        let id: DisposalId = node::subject(&input.id)?;
        let disposal = app::carry_out(&caller(ctx), id, input.expected_version).await?.into();
        let tenant = crate::tenancy::tenant(ctx, id.tenant).await?;
        Ok(CarryOutDisposalPayload { disposal, tenant })
    }

    /// Gives a selection up; its documents stay and may be proposed again.
    async fn cancel_disposal(
        &self,
        ctx: &Context<'_>,
        input: CancelDisposalInput,
    ) -> Result<CancelDisposalPayload> {
        let id: DisposalId = node::subject(&input.id)?;
        let disposal = app::cancel(&caller(ctx), id, input.expected_version).await?.into();
        let tenant = crate::tenancy::tenant(ctx, id.tenant).await?;
        Ok(CancelDisposalPayload { disposal, tenant })
    }
}
