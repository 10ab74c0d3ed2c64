//! Inventories of internal control: sensitive functions and delegations.

use super::commission::{named, person};
use crate::{
    connection::caller,
    identity::Membership,
    journal::{self, JournalEntryConnection},
    loader::{self, Loadable},
    node::GlobalId,
    permitted::Permitted,
    plan::verdict,
    scalar::Date,
    tenancy::Unit,
};
use async_graphql::{ComplexObject, Context, Enum, ID, Result, SimpleObject};
use calitas_app::{Ctx, control::inventory as app};
use calitas_domain::{
    Error,
    access::Permission,
    control::{self as domain, Standing, may::commission as may},
    id::{ControlDelegationId, SensitiveFunctionId, TenantId, UnitId},
};
use std::sync::Arc;

/// How exposed a sensitive function is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum)]
#[graphql(remote = "domain::ExposureLevel")]
pub enum ExposureLevel {
    /// A little.
    Low,
    /// Noticeably.
    Medium,
    /// Very much.
    High,
}

/// A function whose holder could do the institution great harm.
#[derive(Debug, Clone, SimpleObject)]
#[graphql(complex)]
pub struct SensitiveFunction {
    /// Opaque global id.
    pub id: ID,
    /// What it is called.
    pub name: String,
    /// What makes it sensitive.
    pub factors: String,
    /// How exposed it is.
    pub exposure: ExposureLevel,
    /// Since when its holder holds it.
    pub held_since: Option<Date>,
    /// What is done about it: rotation, separation, supervision.
    pub measures: String,
    /// Until when.
    pub due_on: Option<Date>,
    /// Whether it is out of the inventory.
    pub is_retired: bool,
    /// Counts changes; pass it as `expectedVersion`.
    pub version: i32,
    #[graphql(skip)]
    row: Arc<domain::SensitiveFunction>,
}

/// What the viewer may do with a sensitive function.
#[derive(Debug, Clone, SimpleObject)]
pub struct SensitiveFunctionViewerCan {
    /// Change it, take it out of the inventory or back.
    pub update: Permitted,
}

/// Powers that somebody gave to somebody else.
#[derive(Debug, Clone, SimpleObject)]
#[graphql(complex)]
pub struct ControlDelegation {
    /// Opaque global id.
    pub id: ID,
    /// Its place in the register, from 1; never given twice.
    pub number: i32,
    /// What may be done.
    pub powers: String,
    /// The act by which it was given.
    pub act: String,
    /// The first day.
    pub valid_from: Date,
    /// The last day; absent while it is open.
    pub valid_until: Option<Date>,
    /// What may not be done.
    pub limits: Option<String>,
    /// Whether it was revoked; it stays in the register as it was.
    pub is_revoked: bool,
    /// Counts changes; pass it as `expectedVersion`.
    pub version: i32,
    #[graphql(skip)]
    row: Arc<domain::Delegation>,
}

/// What the viewer may do with a delegation.
#[derive(Debug, Clone, SimpleObject)]
pub struct ControlDelegationViewerCan {
    /// Change it or revoke it.
    pub update: Permitted,
}

impl Loadable for SensitiveFunction {
    type Key = SensitiveFunctionId;

    async fn load(
        ctx: &Ctx,
        keys: &[SensitiveFunctionId],
    ) -> Result<Vec<(SensitiveFunctionId, Self)>, Error> {
        Ok(app::functions_by_ids(ctx, keys).await?.into_iter().map(|row| (row.id, row.into())).collect())
    }
}

impl Loadable for ControlDelegation {
    type Key = ControlDelegationId;

    async fn load(
        ctx: &Ctx,
        keys: &[ControlDelegationId],
    ) -> Result<Vec<(ControlDelegationId, Self)>, Error> {
        Ok(app::delegations_by_ids(ctx, keys).await?.into_iter().map(|row| (row.id, row.into())).collect())
    }
}

impl From<domain::SensitiveFunction> for SensitiveFunction {
    fn from(row: domain::SensitiveFunction) -> Self {
        Self {
            id: row.id.global(),
            name: row.name.clone(),
            factors: row.factors.clone(),
            exposure: row.exposure.into(),
            held_since: row.held_since.map(Date),
            measures: row.measures.clone(),
            due_on: row.due_on.map(Date),
            is_retired: row.standing() == Standing::Retired,
            version: row.version,
            row: Arc::new(row),
        }
    }
}

impl From<domain::Delegation> for ControlDelegation {
    fn from(row: domain::Delegation) -> Self {
        Self {
            id: row.id.global(),
            number: row.number,
            powers: row.powers.clone(),
            act: row.act.clone(),
            valid_from: Date(row.valid_from),
            valid_until: row.valid_until.map(Date),
            limits: row.limits.clone(),
            is_revoked: row.revoked_at.is_some(),
            version: row.version,
            row: Arc::new(row),
        }
    }
}

#[ComplexObject]
impl SensitiveFunction {
    /// Where it is.
    async fn unit(&self, ctx: &Context<'_>) -> Result<Unit> {
        let found = loader::load::<Unit>(ctx, self.row.unit).await?;
        Ok(found.ok_or(Error::NotFound(UnitId::KIND))?)
    }

    /// Who holds it.
    async fn holder(&self, ctx: &Context<'_>) -> Option<Result<Membership>> {
        named(ctx, self.row.holder).await
    }

    /// What happened to it, the newest first.
    async fn history(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Page size, 1 to 100; 50 unless told.")] first: Option<i32>,
        #[graphql(desc = "Cursor of the item before the page.")] after: Option<String>,
    ) -> Result<JournalEntryConnection> {
        let (tenant, row) = (self.row.id.tenant, self.row.id.row);
        journal::history_with(ctx, Permission::ControlRead, tenant, row, first, after).await
    }

    /// What the viewer may do with it.
    async fn viewer_can(&self, ctx: &Context<'_>) -> SensitiveFunctionViewerCan {
        let update = verdict(&caller(ctx), self.row.id.tenant, may::manage_inventories);
        SensitiveFunctionViewerCan { update }
    }
}

#[ComplexObject]
impl ControlDelegation {
    /// Who gave it.
    async fn delegator(&self, ctx: &Context<'_>) -> Result<Membership> {
        person(ctx, self.row.delegator).await
    }

    /// Who got it.
    async fn delegate(&self, ctx: &Context<'_>) -> Result<Membership> {
        person(ctx, self.row.delegate).await
    }

    /// What happened to it, the newest first.
    async fn history(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Page size, 1 to 100; 50 unless told.")] first: Option<i32>,
        #[graphql(desc = "Cursor of the item before the page.")] after: Option<String>,
    ) -> Result<JournalEntryConnection> {
        let (tenant, row) = (self.row.id.tenant, self.row.id.row);
        journal::history_with(ctx, Permission::ControlRead, tenant, row, first, after).await
    }

    /// What the viewer may do with it.
    async fn viewer_can(&self, ctx: &Context<'_>) -> ControlDelegationViewerCan {
        let row = &*self.row;
        let update = verdict(&caller(ctx), row.id.tenant, |access| may::update_delegation(row, access));
        ControlDelegationViewerCan { update }
    }
}

/// The sensitive functions of an institution, by name.
pub async fn functions(ctx: &Context<'_>, tenant: TenantId) -> Result<Vec<SensitiveFunction>> {
    let found = app::functions(&caller(ctx), tenant).await?;
    Ok(found.into_iter().map(SensitiveFunction::from).collect())
}

/// The delegations of an institution, the newest first.
pub async fn delegations(ctx: &Context<'_>, tenant: TenantId) -> Result<Vec<ControlDelegation>> {
    let found = app::delegations(&caller(ctx), tenant).await?;
    Ok(found.into_iter().map(ControlDelegation::from).collect())
}
