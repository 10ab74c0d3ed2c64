//! Saving, changing and deleting views.

use super::{SavedView, ViewSurface};
use crate::{connection::caller, node};
use async_graphql::{Context, ID, InputObject, Object, Result, SimpleObject};
use calitas_app::view::{self, Patch, Sharing};
use calitas_domain::id::{SavedViewId, TenantId};

/// A new saved view.
#[derive(Debug, InputObject)]
pub struct CreateSavedViewInput {
    /// The institution.
    pub tenant_id: ID,
    /// The list it is of.
    pub surface: ViewSurface,
    /// What people will call it.
    pub name: String,
    /// The page's query string.
    pub query: String,
    /// Whether everybody in the institution shall see it.
    pub is_shared: bool,
    /// Made by the client: a repeated request has one effect.
    pub idempotency_key: Option<String>,
}

/// The new saved view.
#[derive(Debug, SimpleObject)]
pub struct CreateSavedViewPayload {
    /// The view.
    pub saved_view: SavedView,
}

/// Changes of a saved view; what is left out stays.
#[derive(Debug, InputObject)]
pub struct UpdateSavedViewInput {
    /// The view.
    pub id: ID,
    /// The version that was read.
    pub expected_version: i32,
    /// What people call it.
    pub name: Option<String>,
    /// The page's query string.
    pub query: Option<String>,
    /// Whether everybody in the institution sees it.
    pub is_shared: Option<bool>,
}

/// The changed saved view.
#[derive(Debug, SimpleObject)]
pub struct UpdateSavedViewPayload {
    /// As it is now.
    pub saved_view: SavedView,
}

/// The view to delete.
#[derive(Debug, InputObject)]
pub struct DeleteSavedViewInput {
    /// The view.
    pub id: ID,
}

/// The deleted view.
#[derive(Debug, SimpleObject)]
pub struct DeleteSavedViewPayload {
    /// Its id.
    pub deleted_saved_view_id: ID,
}

/// Saved views.
#[derive(Debug, Default)]
pub struct ViewMutation;

#[Object]
impl ViewMutation {
    /// Saves a view of a list, for oneself or for the institution.
    async fn create_saved_view(
        &self,
        ctx: &Context<'_>,
        input: CreateSavedViewInput,
    ) -> Result<CreateSavedViewPayload> {
        let tenant: TenantId = node::subject(&input.tenant_id)?;
        let key = input.idempotency_key.as_deref();
        let sharing = sharing(input.is_shared);
        let caller = caller(ctx);
        let view =
            view::create(&caller, tenant, input.surface.into(), &input.name, &input.query, sharing, key)
                .await?;
        Ok(CreateSavedViewPayload { saved_view: view.into() })
    }

    /// Changes a saved view.
    async fn update_saved_view(
        &self,
        ctx: &Context<'_>,
        input: UpdateSavedViewInput,
    ) -> Result<UpdateSavedViewPayload> {
        let id: SavedViewId = node::subject(&input.id)?;
        let patch = Patch { name: input.name, query: input.query, sharing: input.is_shared.map(sharing) };
        let view = view::update(&caller(ctx), id, input.expected_version, patch).await?;
        Ok(UpdateSavedViewPayload { saved_view: view.into() })
    }

    /// Deletes a saved view.
    async fn delete_saved_view(
        &self,
        ctx: &Context<'_>,
        input: DeleteSavedViewInput,
    ) -> Result<DeleteSavedViewPayload> {
        let id: SavedViewId = node::subject(&input.id)?;
        view::delete(&caller(ctx), id).await?;
        Ok(DeleteSavedViewPayload { deleted_saved_view_id: input.id })
    }
}

fn sharing(is_shared: bool) -> Sharing {
    if is_shared { Sharing::Shared } else { Sharing::Own }
}
