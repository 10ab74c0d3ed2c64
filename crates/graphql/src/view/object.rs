//! The saved view.

use crate::{
    connection::caller,
    journal::{self, JournalEntryConnection},
    loader::Loadable,
    node::GlobalId,
    permitted::Permitted,
};
use async_graphql::{ComplexObject, Context, Enum, ID, Result, SimpleObject};
use calitas_app::{Ctx, view};
use calitas_domain::{Error, access::Permission, id::SavedViewId, view as domain};

/// The lists whose views can be saved.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum)]
#[graphql(remote = "domain::Surface")]
pub enum ViewSurface {
    /// Actions of plans.
    PlanActions,
    /// Plans.
    Plans,
    /// Members of an institution.
    Members,
}

/// A list's filters, order and columns under a name.
#[derive(Debug, Clone, SimpleObject)]
#[graphql(complex)]
pub struct SavedView {
    /// Opaque global id.
    pub id: ID,
    /// What people call it.
    pub name: String,
    /// The list it is of.
    pub surface: ViewSurface,
    /// The page's query string; the server does not read it.
    pub query: String,
    /// Whether everybody in the institution sees it.
    pub is_shared: bool,
    /// Counts changes; pass it as `expectedVersion`.
    pub version: i32,
    #[graphql(skip)]
    row: domain::SavedView,
}

/// What the viewer may do with a saved view.
#[derive(Debug, Clone, SimpleObject)]
pub struct SavedViewViewerCan {
    /// Change it.
    pub update: Permitted,
    /// Delete it.
    pub delete: Permitted,
}

impl From<domain::SavedView> for SavedView {
    fn from(row: domain::SavedView) -> Self {
        Self {
            id: row.id.global(),
            name: row.name.clone(),
            surface: row.surface.into(),
            query: row.query.clone(),
            is_shared: row.is_shared,
            version: row.version,
            row,
        }
    }
}

impl Loadable for SavedView {
    type Key = SavedViewId;

    async fn load(ctx: &Ctx, keys: &[SavedViewId]) -> Result<Vec<(SavedViewId, Self)>, Error> {
        Ok(view::by_ids(ctx, keys).await?.into_iter().map(|row| (row.id, row.into())).collect())
    }
}

#[ComplexObject]
impl SavedView {
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
    async fn viewer_can(&self, ctx: &Context<'_>) -> SavedViewViewerCan {
        let caller = caller(ctx);
        let may = || Permitted::by_error(&caller, view::may_change(&caller, &self.row));
        SavedViewViewerCan { update: may(), delete: may() }
    }
}
