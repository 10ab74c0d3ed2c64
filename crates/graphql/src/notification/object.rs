//! A notification.

use super::enums::{NotificationKind, NotificationReason};
use crate::{
    identity::Membership,
    loader,
    node::{self, GlobalId},
    scalar::Date,
    schema::Node,
    tenancy::{self, Tenant},
};
use async_graphql::{ComplexObject, Context, ID, Result, SimpleObject};
use calitas_domain::notification as domain;
use chrono::{DateTime, Utc};

/// Something the viewer is told.
#[derive(Debug, Clone, SimpleObject)]
#[graphql(complex)]
pub struct Notification {
    /// Opaque global id.
    pub id: ID,
    /// What the viewer is told.
    pub kind: NotificationKind,
    /// Why the viewer is told.
    pub reason: NotificationReason,
    /// The deadline it speaks of.
    pub due_on: Option<Date>,
    /// When it happened.
    pub created_at: DateTime<Utc>,
    /// When the viewer read it.
    pub read_at: Option<DateTime<Utc>>,
    #[graphql(skip)]
    row: domain::Notification,
}

connection! {
    /// What the viewer is told.
    NotificationConnection, NotificationEdge, Notification
}

impl From<domain::Notification> for Notification {
    fn from(row: domain::Notification) -> Self {
        Self {
            id: row.id.global(),
            kind: row.kind.into(),
            reason: row.reason.into(),
            due_on: row.due_on.map(Date),
            created_at: row.created_at,
            read_at: row.read_at,
            row,
        }
    }
}

#[ComplexObject]
impl Notification {
    /// Who did it; absent for Calitas itself.
    async fn actor(&self, ctx: &Context<'_>) -> Option<Result<Membership>> {
        loader::load::<Membership>(ctx, self.row.actor?).await.map_err(Into::into).transpose()
    }

    /// The institution.
    async fn tenant(&self, ctx: &Context<'_>) -> Result<Tenant> {
        tenancy::tenant(ctx, self.row.id.tenant).await
    }

    /// The object; absent when it is not there or not the viewer's to see any more.
    async fn subject(&self, ctx: &Context<'_>) -> Option<Result<Node>> {
        let id = node::of_row(self.row.subject_kind, self.row.id.tenant, self.row.subject);
        crate::schema::node(ctx, &id).await.transpose()
    }
}
