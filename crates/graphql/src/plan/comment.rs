//! Comments on actions.

use super::{
    action::PlanAction,
    load,
    object::{Plan, verdict},
};
use crate::{
    connection::{PageInfo, caller, cursor, part, read_cursor},
    identity::Membership,
    loader::{self, Loadable},
    node::GlobalId,
    permitted::Permitted,
};
use async_graphql::{ComplexObject, Context, ID, Result, SimpleObject};
use calitas_app::{Ctx, plan as app};
use calitas_domain::{
    Error,
    id::{MembershipId, PlanActionId, PlanId},
    plan::{self as domain, may},
};
use chrono::{DateTime, Utc};
use futures_util::future::try_join_all;
use std::collections::HashMap;
use uuid::Uuid;

/// A comment on an action.
#[derive(Debug, Clone, SimpleObject)]
#[graphql(complex)]
pub struct PlanActionComment {
    /// Opaque global id.
    pub id: ID,
    /// What it says.
    pub body: String,
    /// When it was written.
    pub created_at: DateTime<Utc>,
    /// When its words last changed.
    pub edited_at: Option<DateTime<Utc>>,
    /// Counts changes; pass it as `expectedVersion`.
    pub version: i32,
    #[graphql(skip)]
    row: domain::Comment,
}

/// What the viewer may do with a comment.
#[derive(Debug, Clone, SimpleObject)]
pub struct PlanActionCommentViewerCan {
    /// Change its words.
    pub update: Permitted,
    /// Delete it.
    pub delete: Permitted,
}

/// Comments on an action.
#[derive(Debug, SimpleObject)]
#[graphql(complex)]
pub struct PlanActionCommentConnection {
    /// The items with their cursors.
    pub edges: Vec<PlanActionCommentEdge>,
    /// Where the page stands in its list.
    pub page_info: PageInfo,
    #[graphql(skip)]
    action: PlanActionId,
}

/// An item of a connection with its cursor.
#[derive(Debug, Clone, SimpleObject)]
pub struct PlanActionCommentEdge {
    /// Stands for the place of the item in this list and order.
    pub cursor: String,
    /// The item.
    pub node: PlanActionComment,
}

impl From<domain::Comment> for PlanActionComment {
    fn from(row: domain::Comment) -> Self {
        Self {
            id: row.id.global(),
            body: row.body.clone(),
            created_at: row.created_at,
            edited_at: row.edited_at,
            version: row.version,
            row,
        }
    }
}

impl From<domain::Comment> for PlanActionCommentEdge {
    fn from(row: domain::Comment) -> Self {
        let cursor = cursor(&[&row.created_at.to_rfc3339(), &row.id.row.to_string()]);
        Self { cursor, node: row.into() }
    }
}

#[ComplexObject]
impl PlanActionComment {
    /// Who wrote it.
    async fn author(&self, ctx: &Context<'_>) -> Result<Membership> {
        let found = loader::load::<Membership>(ctx, self.row.author).await?;
        Ok(found.ok_or(Error::NotFound(MembershipId::KIND))?)
    }

    /// The action it is about.
    async fn action(&self, ctx: &Context<'_>) -> Result<PlanAction> {
        let found = loader::load::<PlanAction>(ctx, self.row.action).await?;
        Ok(found.ok_or(Error::NotFound(PlanActionId::KIND))?)
    }

    /// Who is mentioned.
    async fn mentions(&self, ctx: &Context<'_>) -> Result<Vec<Membership>> {
        let people = self.row.mentions.iter().map(|person| loader::load::<Membership>(ctx, *person));
        Ok(try_join_all(people).await?.into_iter().flatten().collect())
    }

    /// What the viewer may do with it.
    async fn viewer_can(&self, ctx: &Context<'_>) -> Result<PlanActionCommentViewerCan> {
        let caller = caller(ctx);
        let plan = loader::load::<Plan>(ctx, self.row.plan).await?.ok_or(Error::NotFound(PlanId::KIND))?;
        let tenant = self.row.id.tenant;
        Ok(PlanActionCommentViewerCan {
            update: verdict(&caller, tenant, |access| may::edit_comment(&self.row, &plan.row, access)),
            delete: verdict(&caller, tenant, |access| may::delete_comment(&self.row, &plan.row, access)),
        })
    }
}

#[ComplexObject]
impl PlanActionCommentConnection {
    /// The items without their cursors.
    async fn nodes(&self) -> Vec<PlanActionComment> {
        self.edges.iter().map(|edge| edge.node.clone()).collect()
    }

    /// How many items the list has in all, over every page.
    async fn total_count(&self, ctx: &Context<'_>) -> Result<i32> {
        total(ctx, self.action).await
    }
}

/// How many comments an action has.
pub(super) async fn total(ctx: &Context<'_>, action: PlanActionId) -> Result<i32> {
    let count = loader::load::<load::CommentCountOf>(ctx, action).await?.map_or(0, |found| found.0);
    Ok(i32::try_from(count).unwrap_or(i32::MAX))
}

/// A page of the comments on an action, read together with the same pages of other actions.
pub(super) async fn page(
    ctx: &Context<'_>,
    action: PlanActionId,
    first: Option<i32>,
    after: Option<String>,
) -> Result<PlanActionCommentConnection> {
    let place = read_cursor::<2>(after.as_deref())?;
    let place = place.map(|[at, id]| Ok::<_, Error>((part(&at)?, part(&id)?))).transpose()?;
    let found = loader::load::<Rows>(ctx, (action, place, first)).await?;
    let mut found = found.map(|found| found.0).unwrap_or_default();
    let limit = usize::try_from(first.unwrap_or(50)).unwrap_or(50);
    let has_next_page = found.len() > limit;
    found.truncate(limit);
    let edges: Vec<PlanActionCommentEdge> = found.into_iter().map(Into::into).collect();
    let page_info = PageInfo {
        has_next_page,
        has_previous_page: after.is_some(),
        start_cursor: edges.first().map(|edge| edge.cursor.clone()),
        end_cursor: edges.last().map(|edge| edge.cursor.clone()),
    };
    Ok(PlanActionCommentConnection { edges, page_info, action })
}

type After = Option<(DateTime<Utc>, Uuid)>;

#[derive(Debug, Clone)]
struct Rows(Vec<domain::Comment>);

impl Loadable for Rows {
    type Key = (PlanActionId, After, Option<i32>);

    async fn load(ctx: &Ctx, keys: &[Self::Key]) -> Result<Vec<(Self::Key, Self)>, Error> {
        let mut alike: HashMap<(After, Option<i32>), Vec<PlanActionId>> = HashMap::new();
        for (action, after, first) in keys {
            alike.entry((*after, *first)).or_default().push(*action);
        }
        let mut answers = Vec::new();
        for ((after, first), actions) in alike {
            let mut of_actions: HashMap<PlanActionId, Vec<domain::Comment>> = HashMap::new();
            for row in app::comment_page(ctx, &actions, after, first).await? {
                of_actions.entry(row.action).or_default().push(row);
            }
            answers.extend(of_actions.into_iter().map(|(action, rows)| ((action, after, first), Self(rows))));
        }
        Ok(answers)
    }
}
