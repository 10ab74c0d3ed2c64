//! Having a journal verified.

use super::check::JournalCheck;
use crate::{connection::caller, node, tenancy::Tenant};
use async_graphql::{Context, ID, InputObject, Object, Result, SimpleObject};
use calitas_app::journal;
use calitas_domain::id::TenantId;

/// Whose journal is to be verified.
#[derive(Debug, InputObject)]
pub struct VerifyJournalInput {
    /// The institution.
    pub tenant_id: ID,
}

/// What came of it.
#[derive(Debug, SimpleObject)]
pub struct VerifyJournalPayload {
    /// The verification.
    pub check: JournalCheck,
    /// The institution with its journal.
    pub tenant: Tenant,
}

/// What is done with journals.
#[derive(Debug, Default)]
pub struct JournalMutation;

#[Object]
impl JournalMutation {
    /// Goes through an institution's journal, compares it with its signed heads and puts on record what came of it.
    async fn verify_journal(
        &self,
        ctx: &Context<'_>,
        input: VerifyJournalInput,
    ) -> Result<VerifyJournalPayload> {
        let tenant: TenantId = node::subject(&input.tenant_id)?;
        let check = journal::check(&caller(ctx), tenant).await?.into();
        Ok(VerifyJournalPayload { check, tenant: crate::tenancy::tenant(ctx, tenant).await? })
    }
}
