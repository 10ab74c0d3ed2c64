//! Units of an institution.

use super::Verification;
use crate::{
    connection::caller,
    journal::{self, JournalEntryConnection},
    loader::{self, Loadable},
    node::GlobalId,
    permitted::Permitted,
};
use async_graphql::{ComplexObject, Context, Enum, ID, Result, SimpleObject};
use calitas_app::{Ctx, tenancy};
use calitas_domain::{Error, access::Permission, id::UnitId, identity::Language, tenancy as domain};

/// What a unit is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum)]
#[graphql(remote = "domain::UnitKind")]
pub enum UnitKind {
    /// Directorate (direcție).
    Directorate,
    /// Service (serviciu).
    Service,
    /// Office (birou).
    Office,
    /// Compartment (compartiment).
    Compartment,
    /// Internal public audit (audit public intern), which is not in the Monitoring Commission.
    InternalAudit,
}

/// A compartment of an institution.
#[derive(Debug, Clone, SimpleObject)]
#[graphql(complex)]
pub struct Unit {
    /// Opaque global id.
    pub id: ID,
    /// Short code, unique in the institution.
    pub code: String,
    /// Romanian name.
    pub name_ro: String,
    /// English name; empty when not given.
    pub name_en: String,
    /// What it is.
    pub kind: UnitKind,
    /// Whether its head sits in the Monitoring Commission (order 600/2018), except internal audit.
    pub is_first_level: bool,
    /// How certain its name is.
    pub verification: Verification,
    /// Whether it is out of use.
    pub is_retired: bool,
    /// Counts changes; pass it as `expectedVersion`.
    pub version: i32,
    #[graphql(skip)]
    pub(crate) row: domain::Unit,
}

/// What the viewer may do with a unit.
#[derive(Debug, Clone, SimpleObject)]
pub struct UnitViewerCan {
    /// Change it, move it, take it out of use.
    pub update: Permitted,
}

impl From<domain::Unit> for Unit {
    fn from(row: domain::Unit) -> Self {
        Self {
            id: row.id.global(),
            code: row.code.clone(),
            name_ro: row.name_ro.clone(),
            name_en: row.name_en.clone(),
            kind: row.kind.into(),
            is_first_level: row.is_first_level,
            verification: row.verification.into(),
            is_retired: row.retired_at.is_some(),
            version: row.version,
            row,
        }
    }
}

impl Loadable for Unit {
    type Key = UnitId;

    async fn load(ctx: &Ctx, keys: &[UnitId]) -> Result<Vec<(UnitId, Self)>, Error> {
        Ok(tenancy::units_by_ids(ctx, keys).await?.into_iter().map(|row| (row.id, row.into())).collect())
    }
}

#[ComplexObject]
impl Unit {
    /// The unit it lies under.
    async fn parent(&self, ctx: &Context<'_>) -> Option<Result<Unit>> {
        let parent = UnitId::new(self.row.id.tenant, self.row.parent?);
        loader::load::<Unit>(ctx, parent).await.map_err(Into::into).transpose()
    }

    /// What happened to it, the newest first.
    async fn history(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Page size, 1 to 100; 50 unless told.")] first: Option<i32>,
        #[graphql(desc = "Cursor of the item before the page.")] after: Option<String>,
    ) -> Result<JournalEntryConnection> {
        journal::history_with(ctx, Permission::TenantRead, self.row.id.tenant, self.row.id.row, first, after)
            .await
    }

    /// What the viewer may do with it.
    async fn viewer_can(&self, ctx: &Context<'_>) -> UnitViewerCan {
        let caller = caller(ctx);
        let verdict = caller.require(Permission::TenantManage, self.row.id.tenant);
        UnitViewerCan { update: Permitted::by_error(&caller, verdict) }
    }
}

impl Unit {
    /// Its name in a language; the Romanian one when no other was given.
    pub(crate) fn name_in(&self, language: Language) -> String {
        language.name(&self.name_ro, &self.name_en).to_owned()
    }
}
