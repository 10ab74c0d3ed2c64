//! Entries of the nomenclature.

use crate::{
    connection::caller,
    loader::{self, Loadable},
    node::GlobalId,
    permitted::Permitted,
    scalar::Date,
    tenancy::Unit,
};
use async_graphql::{ComplexObject, Context, Enum, ID, Result, SimpleObject};
use calitas_app::{Ctx, retention as app};
use calitas_domain::{
    Error,
    access::Permission,
    id::{RetentionClassId, TenantId},
    retention as domain,
};

/// What holds for the documents of an entry of the nomenclature.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum)]
#[graphql(remote = "domain::RetentionRule")]
pub enum RetentionRule {
    /// They may go after so many years.
    Years,
    /// After so many years the commission of selection decides on each (C.S.).
    Commission,
    /// They are kept for ever.
    Permanent,
}

/// An entry of the nomenclature of an institution: a kind of documents and how long they are kept.
#[derive(Debug, Clone, SimpleObject)]
#[graphql(complex)]
pub struct RetentionClass {
    /// Opaque global id.
    pub id: ID,
    /// Its place in the nomenclature, such as II.B.3.
    pub code: String,
    /// Which documents.
    pub name: String,
    /// What holds for them.
    pub rule: RetentionRule,
    /// How many years, counted from 1 January after the year of the document; absent when for ever.
    pub years: Option<i32>,
    /// First day on which documents are classified by it.
    pub in_force_from: Date,
    /// Last day; open when absent.
    pub in_force_until: Option<Date>,
    /// How many documents are classified by it; while there are any, code and term stay as they are.
    pub document_count: i32,
    /// Counts changes; pass it as `expectedVersion`.
    pub version: i32,
    #[graphql(skip)]
    row: domain::RetentionClass,
}

/// What the viewer may do with an entry.
#[derive(Debug, Clone, SimpleObject)]
pub struct RetentionClassViewerCan {
    /// Change it or end it.
    pub update: Permitted,
    /// Delete it: only what nothing was classified by.
    pub delete: Permitted,
}

impl From<domain::RetentionClass> for RetentionClass {
    fn from(row: domain::RetentionClass) -> Self {
        Self {
            id: row.id.global(),
            code: row.code.clone(),
            name: row.name.clone(),
            rule: row.term.rule().into(),
            years: row.term.years(),
            in_force_from: Date(row.in_force_from),
            in_force_until: row.in_force_until.map(Date),
            document_count: i32::try_from(row.document_count).unwrap_or(i32::MAX),
            version: row.version,
            row,
        }
    }
}

impl Loadable for RetentionClass {
    type Key = RetentionClassId;

    async fn load(ctx: &Ctx, keys: &[RetentionClassId]) -> Result<Vec<(RetentionClassId, Self)>, Error> {
        Ok(app::classes_by_ids(ctx, keys).await?.into_iter().map(|row| (row.id, row.into())).collect())
    }
}

#[ComplexObject]
impl RetentionClass {
    /// The unit whose documents they are; absent when all units have such documents.
    async fn unit(&self, ctx: &Context<'_>) -> Option<Result<Unit>> {
        loader::load::<Unit>(ctx, self.row.unit?).await.map_err(Into::into).transpose()
    }

    /// What the viewer may do with it.
    async fn viewer_can(&self, ctx: &Context<'_>) -> RetentionClassViewerCan {
        let caller = caller(ctx);
        let may = || caller.require(Permission::RetentionManage, self.row.id.tenant);
        RetentionClassViewerCan {
            update: Permitted::by_error(&caller, may()),
            delete: Permitted::by_error(&caller, may().and_then(|_| self.row.unused())),
        }
    }
}

/// The nomenclature of an institution.
pub async fn of_tenant(ctx: &Context<'_>, tenant: TenantId) -> Result<Vec<RetentionClass>> {
    Ok(app::of_tenant(&caller(ctx), tenant).await?.into_iter().map(Into::into).collect())
}
