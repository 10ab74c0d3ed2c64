//! What waits for the viewer.

use super::enums::{TodoGroup, TodoReason, TodoVerb};
use crate::{
    connection::{Page, caller, count, cursor, read_cursor},
    loader::{self, Loadable},
    node,
    scalar::Date,
    schema::Node,
    tenancy::{self, Tenant},
};
use async_graphql::{ComplexObject, Context, ID, Object, Result, SimpleObject};
use calitas_app::{Ctx, page_limit, plan::todo as app};
use calitas_domain::{Error, id::TenantId, todo as domain};
use std::sync::Arc;

/// Something that waits for the viewer.
#[derive(Debug, Clone, SimpleObject)]
#[graphql(complex)]
pub struct Todo {
    /// Names it among the things that wait for the viewer.
    pub id: ID,
    /// What to do.
    pub verb: TodoVerb,
    /// What it is about, in the words of its author.
    pub title: String,
    /// Short code of the object.
    pub object_code: Option<String>,
    /// Why it waits for the viewer.
    pub reason: TodoReason,
    /// Until when.
    pub due_on: Option<Date>,
    /// How pressing it is.
    pub group: TodoGroup,
    /// How far it is, in percent.
    pub progress: Option<i32>,
    /// How many others wait behind it.
    pub waiting_count: i32,
    #[graphql(skip)]
    tenant: TenantId,
    #[graphql(skip)]
    subject: ID,
}

connection! {
    /// What waits for the viewer.
    TodoConnection, TodoEdge, Todo
}

impl Todo {
    fn on(row: domain::Todo, today: chrono::NaiveDate) -> Self {
        Self {
            id: ID(row.key()),
            verb: row.verb.into(),
            group: row.group(today).into(),
            reason: row.reason.into(),
            object_code: row.code,
            due_on: row.due_on.map(Date),
            progress: row.progress,
            waiting_count: row.waiting_count,
            subject: node::of_row(row.subject_kind, row.tenant, row.subject),
            tenant: row.tenant,
            title: row.title,
        }
    }
}

#[ComplexObject]
impl Todo {
    /// The institution.
    async fn tenant(&self, ctx: &Context<'_>) -> Result<Tenant> {
        tenancy::tenant(ctx, self.tenant).await
    }

    /// The object; absent when it has gone meanwhile.
    async fn subject(&self, ctx: &Context<'_>) -> Option<Result<Node>> {
        crate::schema::node(ctx, &self.subject).await.transpose()
    }
}

/// What waits for the viewer.
#[derive(Debug, Default)]
pub struct ViewerTodos;

#[Object]
impl ViewerTodos {
    /// What waits for the viewer in all institutions, the most pressing first.
    async fn todos(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Page size, 1 to 100; 50 unless told.")] first: Option<i32>,
        #[graphql(desc = "Cursor of the item before the page.")] after: Option<String>,
    ) -> Result<TodoConnection> {
        let caller = caller(ctx);
        let limit = usize::try_from(page_limit(first)?).unwrap_or(50);
        let all = all(ctx).await?;
        let start = match read_cursor::<1>(after.as_deref())? {
            // What was there has been dealt with meanwhile: begin again rather than leave something out.
            Some([key]) => all.iter().position(|todo| todo.key() == key).map_or(0, |found| found + 1),
            None => 0,
        };
        let page = all.iter().skip(start).take(limit).cloned();
        let items = page.map(|row| (cursor(&[&row.key()]), Todo::on(row, caller.today()))).collect();
        let (has_next, total) = (start + limit < all.len(), all.len());
        let counting = count(move |_| async move { Ok(i64::try_from(total).unwrap_or(i64::MAX)) });
        Ok(TodoConnection::new(Page { items, has_next, has_previous: start > 0 }, counting))
    }

    /// How much waits for the viewer.
    async fn todo_count(&self, ctx: &Context<'_>) -> Result<i32> {
        Ok(i32::try_from(all(ctx).await?.len()).unwrap_or(i32::MAX))
    }
}

/// How much waits for the viewer in an institution.
pub(crate) async fn count_in(ctx: &Context<'_>, tenant: TenantId) -> Result<i32> {
    let count = all(ctx).await?.iter().filter(|todo| todo.tenant == tenant).count();
    Ok(i32::try_from(count).unwrap_or(i32::MAX))
}

async fn all(ctx: &Context<'_>) -> Result<Arc<Vec<domain::Todo>>> {
    Ok(loader::load::<All>(ctx, ()).await?.map(|all| all.0).unwrap_or_default())
}

/// Read once a request, however many fields ask.
#[derive(Debug, Clone)]
struct All(Arc<Vec<domain::Todo>>);

impl Loadable for All {
    type Key = ();

    async fn load(ctx: &Ctx, _: &[()]) -> Result<Vec<((), Self)>, Error> {
        Ok(vec![((), Self(Arc::new(app::all(ctx).await?)))])
    }
}
