//! What the viewer is told, and the viewer's calendar.

use super::{
    calendar::Calendar,
    enums::NotificationKind,
    object::{Notification, NotificationConnection},
    settings::{CalendarFeed, NotificationSettings},
};
use crate::{
    connection::{Page, caller, count, cursor, part, read_cursor},
    node,
    scalar::Date,
};
use async_graphql::{Context, ID, InputObject, Object, Result};
use calitas_app::notification as app;
use calitas_domain::{Error, id::TenantId, notification as domain};

/// Which notifications; all unless told.
#[derive(Debug, Default, InputObject)]
pub struct NotificationFilter {
    /// Only those the viewer has not read.
    #[graphql(default)]
    pub is_unread: bool,
    /// Only of these kinds.
    pub kinds: Option<Vec<NotificationKind>>,
}

impl From<NotificationFilter> for app::Filter {
    fn from(filter: NotificationFilter) -> Self {
        let kinds = filter.kinds.map(|kinds| kinds.into_iter().map(domain::NotificationKind::from).collect());
        Self { is_unread: filter.is_unread, kinds }
    }
}

/// What the viewer is told.
#[derive(Debug, Default)]
pub struct ViewerNotifications;

#[Object]
impl ViewerNotifications {
    /// What the viewer is told in all institutions, the newest first.
    async fn notifications(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which notifications; all unless told.")] filter: Option<NotificationFilter>,
        #[graphql(desc = "Page size, 1 to 100; 50 unless told.")] first: Option<i32>,
        #[graphql(desc = "Cursor of the item before the page.")] after: Option<String>,
    ) -> Result<NotificationConnection> {
        let caller = caller(ctx);
        let filter = app::Filter::from(filter.unwrap_or_default());
        let place = read_cursor::<2>(after.as_deref())?;
        let place = place.map(|[at, id]| Ok::<_, Error>((part(&at)?, part(&id)?))).transpose()?;
        let (found, has_next) = app::page(&caller, &filter, place, first).await?;
        let item = |row: domain::Notification| {
            let place = cursor(&[&row.created_at.to_rfc3339(), &row.id.row.to_string()]);
            (place, Notification::from(row))
        };
        let items = found.into_iter().map(item).collect();
        let counting = count(move |ctx| {
            let filter = filter.clone();
            async move { app::count(&ctx, &filter).await }
        });
        Ok(NotificationConnection::new(Page { items, has_next, has_previous: after.is_some() }, counting))
    }

    /// How much the viewer was told and has not read.
    async fn unread_notification_count(&self, ctx: &Context<'_>) -> Result<i32> {
        Ok(i32::try_from(app::unread_count(&caller(ctx)).await?).unwrap_or(i32::MAX))
    }

    /// How the viewer wants to be told.
    async fn notification_settings(&self, ctx: &Context<'_>) -> Result<NotificationSettings> {
        Ok(app::own_settings(&caller(ctx)).await?.into())
    }

    /// The viewer's calendar for other programs; absent while it has no address.
    async fn calendar_feed(&self, ctx: &Context<'_>) -> Option<Result<CalendarFeed>> {
        let since = app::feed_since(&caller(ctx), None).await.transpose()?;
        Some(since.map(|created_at| CalendarFeed { created_at }).map_err(Into::into))
    }

    /// Deadlines and special days: the viewer's own in all institutions, or all of one institution.
    async fn calendar(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "First day.")] from: Date,
        #[graphql(desc = "Last day, at most 400 days later.")] to: Date,
        #[graphql(desc = "All deadlines of this institution; the viewer's own unless told.")]
        tenant_id: Option<ID>,
    ) -> Result<Calendar> {
        let caller = caller(ctx);
        let tenant = tenant_id.map(|id| node::subject::<TenantId>(&id)).transpose()?;
        let (deadlines, marks) = app::calendar(&caller, tenant, from.0, to.0).await?;
        Ok(Calendar::new(deadlines, marks, caller.today()))
    }
}
