//! What left the viewer's list.

use super::enums::TodoVerb;
use crate::{
    connection::caller,
    node,
    schema::Node,
    tenancy::{self, Tenant},
};
use async_graphql::{ComplexObject, Context, ID, Object, Result, SimpleObject};
use calitas_app::plan::trace as app;
use calitas_domain::{id::TenantId, todo as domain};
use chrono::{DateTime, Utc};

/// Something that left the viewer's list: passed on to others, or dealt with.
#[derive(Debug, Clone, SimpleObject)]
#[graphql(complex)]
pub struct TodoTrace {
    /// Names it in its list.
    pub id: ID,
    /// What others have to do now, or what the viewer did.
    pub verb: TodoVerb,
    /// What it is about, in the words of its author.
    pub title: String,
    /// Short code of the object.
    pub object_code: String,
    /// When the viewer passed it on or dealt with it.
    pub at: DateTime<Utc>,
    #[graphql(skip)]
    tenant: TenantId,
    #[graphql(skip)]
    subject: ID,
}

impl From<domain::Trace> for TodoTrace {
    fn from(row: domain::Trace) -> Self {
        Self {
            id: ID(row.key()),
            verb: row.verb.into(),
            object_code: row.code,
            at: row.at,
            subject: node::of_row(row.subject_kind, row.tenant, row.subject),
            tenant: row.tenant,
            title: row.title,
        }
    }
}

#[ComplexObject]
impl TodoTrace {
    /// The institution.
    async fn tenant(&self, ctx: &Context<'_>) -> Result<Tenant> {
        tenancy::tenant(ctx, self.tenant).await
    }

    /// The object; absent when it has gone meanwhile.
    async fn subject(&self, ctx: &Context<'_>) -> Option<Result<Node>> {
        crate::schema::node(ctx, &self.subject).await.transpose()
    }
}

/// What left the viewer's list.
#[derive(Debug, Default)]
pub struct ViewerTraces;

#[Object]
impl ViewerTraces {
    /// What the viewer passed on and others have to deal with now, the longest waiting first; at most 100.
    async fn todos_sent(&self, ctx: &Context<'_>) -> Result<Vec<TodoTrace>> {
        Ok(app::passed_on(&caller(ctx)).await?.into_iter().map(Into::into).collect())
    }

    /// What the viewer dealt with in the last 30 days, the latest first; at most 100.
    async fn todos_resolved(&self, ctx: &Context<'_>) -> Result<Vec<TodoTrace>> {
        Ok(app::resolved(&caller(ctx)).await?.into_iter().map(Into::into).collect())
    }
}
