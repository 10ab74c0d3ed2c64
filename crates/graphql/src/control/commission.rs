//! The Monitoring Commission and who is in it.

use crate::{
    connection::caller,
    identity::Membership,
    journal::{self, JournalEntryConnection},
    loader::{self, Loadable, grouped, loaded},
    node::GlobalId,
    scalar::Date,
};
use async_graphql::{ComplexObject, Context, Enum, ID, Result, SimpleObject};
use calitas_app::{Ctx, control::commission as app};
use calitas_domain::{
    Error,
    access::Permission,
    control as domain,
    id::{CommissionId, MembershipId, TenantId},
};

/// As what somebody is in the Monitoring Commission.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum)]
#[graphql(remote = "domain::CommissionRole")]
pub enum CommissionRole {
    /// Leads it; somebody with a leading post, named by the head of the institution.
    Chair,
    /// Keeps its papers.
    Secretary,
    /// Heads a compartment of the first level.
    Member,
}

/// The Monitoring Commission of an institution (order 600/2018, art. 3).
#[derive(Debug, Clone, SimpleObject)]
#[graphql(complex)]
pub struct Commission {
    /// Opaque global id.
    pub id: ID,
    /// The number of the act that set it up.
    pub decision_number: String,
    /// The day of that act.
    pub decision_on: Date,
    /// Counts changes; pass it as `expectedVersion`.
    pub version: i32,
    #[graphql(skip)]
    row: CommissionId,
}

/// Somebody in the Monitoring Commission for a time.
#[derive(Debug, Clone, SimpleObject)]
#[graphql(complex)]
pub struct CommissionMember {
    /// Opaque global id.
    pub id: ID,
    /// As what.
    pub role: CommissionRole,
    /// The first day.
    pub valid_from: Date,
    /// The last day; absent while it is open.
    pub valid_until: Option<Date>,
    /// Counts changes; pass it as `expectedVersion`.
    pub version: i32,
    #[graphql(skip)]
    person: MembershipId,
}

loaded! {
    /// The commission of an institution.
    CommissionOf(domain::Commission) by TenantId => |ctx, keys| {
        app::of_tenants(ctx, keys).await?.into_iter().map(|one| (one.id.tenant, Self(one))).collect()
    };
    /// Everybody who is or was in a commission.
    MembersOf(Vec<domain::CommissionMember>) by CommissionId => |ctx, keys| {
        grouped(app::members(ctx, keys).await?.into_iter().map(|one| (one.commission, one)), Self)
    };
}

impl Loadable for Commission {
    type Key = CommissionId;

    async fn load(ctx: &Ctx, keys: &[CommissionId]) -> Result<Vec<(CommissionId, Self)>, Error> {
        Ok(app::by_ids(ctx, keys).await?.into_iter().map(|row| (row.id, row.into())).collect())
    }
}

impl From<domain::Commission> for Commission {
    fn from(row: domain::Commission) -> Self {
        Self {
            id: row.id.global(),
            decision_number: row.decision_number,
            decision_on: Date(row.decision_on),
            version: row.version,
            row: row.id,
        }
    }
}

impl From<domain::CommissionMember> for CommissionMember {
    fn from(row: domain::CommissionMember) -> Self {
        Self {
            id: row.id.global(),
            role: row.role.into(),
            valid_from: Date(row.valid_from),
            valid_until: row.valid_until.map(Date),
            version: row.version,
            person: row.person,
        }
    }
}

#[ComplexObject]
impl Commission {
    /// Everybody who is or was in it, as they came in.
    async fn members(&self, ctx: &Context<'_>) -> Result<Vec<CommissionMember>> {
        Ok(members(ctx, self.row).await?.into_iter().map(CommissionMember::from).collect())
    }

    /// What happened to it and to its members, the newest first.
    async fn history(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Page size, 1 to 100; 50 unless told.")] first: Option<i32>,
        #[graphql(desc = "Cursor of the item before the page.")] after: Option<String>,
    ) -> Result<JournalEntryConnection> {
        let (tenant, row) = (self.row.tenant, self.row.row);
        journal::history_with(ctx, Permission::ControlRead, tenant, row, first, after).await
    }
}

#[ComplexObject]
impl CommissionMember {
    /// Who.
    async fn member(&self, ctx: &Context<'_>) -> Result<Membership> {
        person(ctx, self.person).await
    }
}

/// The commission of an institution; nothing before one was set up.
pub async fn commission_of(ctx: &Context<'_>, tenant: TenantId) -> Result<Option<Commission>> {
    caller(ctx).require(Permission::ControlRead, tenant)?;
    Ok(loader::load::<CommissionOf>(ctx, tenant).await?.map(|found| found.0.into()))
}

/// Everybody who is or was in a commission.
pub(super) async fn members(ctx: &Context<'_>, id: CommissionId) -> Result<Vec<domain::CommissionMember>> {
    Ok(loader::load::<MembersOf>(ctx, id).await?.map(|found| found.0).unwrap_or_default())
}

/// Somebody that something names.
pub(super) async fn person(ctx: &Context<'_>, id: MembershipId) -> Result<Membership> {
    let found = loader::load::<Membership>(ctx, id).await?;
    Ok(found.ok_or(Error::NotFound(MembershipId::KIND))?)
}

/// Somebody that something may name.
pub(super) async fn named(ctx: &Context<'_>, id: Option<MembershipId>) -> Option<Result<Membership>> {
    loader::load::<Membership>(ctx, id?).await.map_err(Into::into).transpose()
}
