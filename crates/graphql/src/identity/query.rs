//! Roots about people.

use super::{role::RoleDescription, viewer::Viewer};
use crate::connection::caller;
use async_graphql::{Context, Object, Result, SimpleObject};
use calitas_app::identity::invitation;
use chrono::{DateTime, Utc};

/// What somebody sees who opens an invitation's link.
#[derive(Debug, SimpleObject)]
pub struct InvitationPreview {
    /// Romanian name of the institution.
    pub tenant_name_ro: String,
    /// English name of the institution.
    pub tenant_name_en: String,
    /// Who is invited.
    pub email: String,
    /// The function the person will have.
    pub display_name: String,
    /// Whether the address has an account, whose password then opens the invitation.
    pub has_account: bool,
    /// When the link stops working.
    pub expires_at: DateTime<Utc>,
}

/// People.
#[derive(Debug, Default)]
pub struct IdentityQuery;

#[Object]
impl IdentityQuery {
    /// The signed-in person; absent when nobody is signed in.
    async fn viewer(&self, ctx: &Context<'_>) -> Option<Viewer> {
        caller(ctx).actor().ok().map(|_| Viewer::default())
    }

    /// What each role may do.
    async fn role_descriptions(&self, ctx: &Context<'_>) -> Result<Vec<RoleDescription>> {
        let caller = caller(ctx);
        caller.actor()?;
        Ok(RoleDescription::all(&caller))
    }

    /// What an invitation's link invites to; for everybody who has the link.
    async fn invitation(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The last part of the link.")] token: String,
    ) -> Option<Result<InvitationPreview>> {
        let preview = invitation::preview(&caller(ctx), &token).await;
        Some(preview.map_err(Into::into).map(|preview| InvitationPreview {
            tenant_name_ro: preview.tenant.name_ro,
            tenant_name_en: preview.tenant.name_en,
            email: preview.invitation.email,
            display_name: preview.invitation.placement.display_name,
            has_account: preview.has_account,
            expires_at: preview.invitation.expires_at,
        }))
    }
}
