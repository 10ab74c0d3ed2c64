//! The signed-in person, as their work and rights change.

use super::Viewer;
use crate::connection::caller;
use async_graphql::{
    Context, Result, SimpleObject, Subscription,
    futures_util::{Stream, StreamExt},
};
use calitas_app::viewer;

/// The signed-in person may find something changed: their places, their rights, what waits for them or what they were
/// told.
#[derive(SimpleObject)]
pub struct ViewerChange {
    /// The signed-in person as they are now.
    pub viewer: Viewer,
}

/// The signed-in person, as their work and rights change.
#[derive(Debug, Default)]
pub struct ViewerSubscription;

#[Subscription]
impl ViewerSubscription {
    /// Tells the signed-in person at once, and then whenever their places, their rights, what waits for them or
    /// what they were told may have changed. Each time says how things are now, so whoever was away misses nothing.
    async fn viewer_changed(&self, ctx: &Context<'_>) -> Result<impl Stream<Item = ViewerChange> + use<>> {
        let changes = viewer::changes(&caller(ctx)).await?;
        Ok(changes.map(|()| ViewerChange { viewer: Viewer::default() }))
    }
}
