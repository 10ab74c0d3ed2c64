//! Erasing what names a person, and the list of it.

use super::object::Membership;
use crate::{
    connection::caller,
    loader, node,
    tenancy::{self, Tenant},
};
use async_graphql::{ComplexObject, Context, ID, InputObject, Object, Result, SimpleObject};
use calitas_app::identity::erasure;
use calitas_domain::{
    id::{MembershipId, TenantId},
    identity as domain,
};
use chrono::{DateTime, Utc};

/// That name and address of a person were erased from an institution.
#[derive(Debug, Clone, SimpleObject)]
#[graphql(complex)]
pub struct Erasure {
    /// When.
    pub erased_at: DateTime<Utc>,
    /// On what ground: the request and its registry number.
    pub basis: String,
    /// Whether the function named the person and went too.
    pub is_function_erased: bool,
    #[graphql(skip)]
    place: MembershipId,
}

#[ComplexObject]
impl Erasure {
    /// The place of the person, without a name.
    async fn membership(&self, ctx: &Context<'_>) -> Result<Option<Membership>> {
        Ok(loader::load::<Membership>(ctx, self.place).await?)
    }
}

impl From<domain::Erasure> for Erasure {
    fn from(row: domain::Erasure) -> Self {
        Self {
            erased_at: row.at,
            basis: row.basis,
            is_function_erased: row.is_function_erased,
            place: row.membership,
        }
    }
}

/// The erasures of an institution, the latest first; for those who manage members.
pub async fn of_tenant(ctx: &Context<'_>, tenant: TenantId) -> Result<Vec<Erasure>> {
    let found = erasure::of_tenant(&caller(ctx), tenant).await?;
    Ok(found.into_iter().map(Erasure::from).collect())
}

/// The person to erase from an institution they have left.
#[derive(Debug, InputObject)]
pub struct EraseMemberInput {
    /// The place of the person.
    pub id: ID,
    /// The version that was read.
    pub expected_version: i32,
    /// On what ground: the request and its registry number.
    pub basis: String,
    /// Whether the function names the person and shall go too; otherwise what the person did stays under it.
    #[graphql(default)]
    pub is_function_erased: bool,
}

/// The erased person.
#[derive(Debug, SimpleObject)]
pub struct EraseMemberPayload {
    /// The place, without a name.
    pub membership: Membership,
    /// The institution with its list of erasures.
    pub tenant: Tenant,
}

/// Erasing what names a person.
#[derive(Debug, Default)]
pub struct ErasureMutation;

#[Object]
impl ErasureMutation {
    /// Erases name and address of a person who has left the institution; with the last institution the account goes,
    /// too. What the person did stays, under the function. Cannot be undone.
    async fn erase_member(&self, ctx: &Context<'_>, input: EraseMemberInput) -> Result<EraseMemberPayload> {
        let id: MembershipId = node::subject(&input.id)?;
        let caller = caller(ctx);
        let row = erasure::erase(&caller, id, input.expected_version, &input.basis, input.is_function_erased)
            .await?;
        Ok(EraseMemberPayload {
            membership: Membership::at(row, caller.today()),
            tenant: tenancy::tenant(ctx, id.tenant).await?,
        })
    }
}
