//! Pages of actions. The pages of all plans of a level that ask the same are read together.

use super::{
    PlanAction,
    enums::{PlanActionOrder, PlanActionPriority, PlanActionSourceKind, PlanActionStatus},
    object::search_words,
};
use crate::{
    connection::{PageInfo, caller, cursor, part, read_cursor},
    loader::{self, Loadable},
    node,
    scalar::Date,
};
use async_graphql::{ComplexObject, Context, ID, InputObject, Result, SimpleObject};
use calitas_app::{Ctx, plan as app};
use calitas_domain::{
    Error, Reason,
    id::{MembershipId, PlanId, TenantId, UnitId},
    plan as domain,
};
use std::{collections::HashMap, sync::Arc};

/// Which actions to list.
#[derive(Debug, Default, InputObject)]
pub struct PlanActionFilter {
    /// Only actions of this plan.
    pub plan_id: Option<ID>,
    /// Only these statuses.
    pub status: Option<Vec<PlanActionStatus>>,
    /// Only actions of these units.
    pub unit_ids: Option<Vec<ID>>,
    /// Only actions of these responsible people.
    pub responsible_ids: Option<Vec<ID>>,
    /// `true`: only actions the viewer answers for or contributes to.
    pub mine: Option<bool>,
    /// `true`: only open actions past their due date.
    pub overdue: Option<bool>,
    /// Due on this day or later.
    pub due_from: Option<Date>,
    /// Due on this day or earlier.
    pub due_to: Option<Date>,
    /// A text to be found in code, title, description or source; letters with and without diacritics are the same.
    pub text: Option<String>,
    /// Only actions that follow from these.
    pub source_kind: Option<Vec<PlanActionSourceKind>>,
    /// Only actions in these quadrants.
    pub priority: Option<Vec<PlanActionPriority>>,
    /// `true`: only actions the viewer watches.
    pub watched: Option<bool>,
}

/// Actions.
#[derive(Debug, SimpleObject)]
#[graphql(complex)]
pub struct PlanActionConnection {
    /// The items with their cursors.
    pub edges: Vec<PlanActionEdge>,
    /// Where the page stands in its list.
    pub page_info: PageInfo,
    #[graphql(skip)]
    whole: Whole,
}

/// An item of a connection with its cursor.
#[derive(Debug, Clone, SimpleObject)]
pub struct PlanActionEdge {
    /// Stands for the place of the item in this list and order.
    pub cursor: String,
    /// The item.
    pub node: PlanAction,
}

/// The list a page is of.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
enum Whole {
    Plan(PlanId, Arc<app::ActionFilter>),
    Tenant(TenantId, Arc<app::ActionFilter>),
}

impl PlanActionFilter {
    /// As the use case reads it; ids of other institutions are refused.
    pub(super) fn into_rows(self, caller: &Ctx, tenant: TenantId) -> Result<app::ActionFilter, Error> {
        let own = || caller.access(tenant).map(|access| access.membership.row);
        let viewer = |wanted: Option<bool>| match wanted {
            Some(true) => own().map(|row| vec![row]),
            Some(false) | None => Ok(Vec::new()),
        };
        let units = rows::<UnitId>("filter.unitIds", self.unit_ids, tenant)?;
        let responsible = rows::<MembershipId>("filter.responsibleIds", self.responsible_ids, tenant)?;
        Ok(app::ActionFilter {
            statuses: self.status.unwrap_or_default().into_iter().map(Into::into).collect(),
            units,
            responsible,
            involved: viewer(self.mine)?,
            watched_by: viewer(self.watched)?,
            overdue_on: self.overdue.unwrap_or(false).then(|| caller.today()),
            due_from: self.due_from.map(|date| date.0),
            due_to: self.due_to.map(|date| date.0),
            text: search_words(self.text)?,
            sources: self.source_kind.unwrap_or_default().into_iter().map(Into::into).collect(),
            priorities: self.priority.unwrap_or_default().into_iter().map(Into::into).collect(),
        })
    }
}

/// Rows of ids of one institution, at most a page of them.
fn rows<T: calitas_domain::id::TenantRow>(
    path: &str,
    ids: Option<Vec<ID>>,
    tenant: TenantId,
) -> Result<Vec<uuid::Uuid>, Error> {
    let ids = ids.unwrap_or_default();
    if ids.len() > 100 {
        return Err(Error::invalid(path, Reason::TooMany { max: 100 }));
    }
    ids.iter().map(|id| node::reference::<T>(path, id, tenant).map(|id| id.row())).collect()
}

/// A page of the actions of a plan, read together with the same pages of other plans.
pub(super) async fn of_plan(
    ctx: &Context<'_>,
    plan: PlanId,
    filter: app::ActionFilter,
    order: PlanActionOrder,
    first: Option<i32>,
    after: Option<String>,
) -> Result<PlanActionConnection> {
    let filter = Arc::new(filter);
    let place = place(&order, after.as_deref())?;
    let asked = Asked { filter: Arc::clone(&filter), order: order.into(), after: place, first };
    let found = loader::load::<Rows>(ctx, (plan, asked)).await?.map(|rows| rows.0).unwrap_or_default();
    let whole = Whole::Plan(plan, filter);
    Ok(connection(&caller(ctx), found, order, first, after.is_some(), whole))
}

/// A page of the actions of an institution.
pub(super) async fn of_tenant(
    ctx: &Context<'_>,
    tenant: TenantId,
    filter: app::ActionFilter,
    order: PlanActionOrder,
    first: Option<i32>,
    after: Option<String>,
) -> Result<PlanActionConnection> {
    let caller = caller(ctx);
    let place = place(&order, after.as_deref())?;
    let scope = app::Scope::Tenant(tenant);
    let found = app::action_page(&caller, &scope, &filter, order.into(), place.as_ref(), first).await?;
    let whole = Whole::Tenant(tenant, Arc::new(filter));
    Ok(connection(&caller, found, order, first, after.is_some(), whole))
}

fn connection(
    caller: &Ctx,
    mut found: Vec<app::Found<domain::Action>>,
    order: PlanActionOrder,
    first: Option<i32>,
    has_previous_page: bool,
    whole: Whole,
) -> PlanActionConnection {
    let limit = usize::try_from(first.unwrap_or(50)).unwrap_or(50);
    let has_next_page = found.len() > limit;
    found.truncate(limit);
    let today = caller.today();
    let edge = |row: app::Found<domain::Action>| PlanActionEdge {
        cursor: cursor_of(&order, &row.place),
        node: PlanAction::at(row.item, today),
    };
    let edges: Vec<_> = found.into_iter().map(edge).collect();
    let page_info = PageInfo {
        has_next_page,
        has_previous_page,
        start_cursor: edges.first().map(|edge| edge.cursor.clone()),
        end_cursor: edges.last().map(|edge| edge.cursor.clone()),
    };
    PlanActionConnection { edges, page_info, whole }
}

#[ComplexObject]
impl PlanActionConnection {
    /// The items without their cursors.
    async fn nodes(&self) -> Vec<PlanAction> {
        self.edges.iter().map(|edge| edge.node.clone()).collect()
    }

    /// How many items the list has in all, over every page.
    async fn total_count(&self, ctx: &Context<'_>) -> Result<i32> {
        let count = match &self.whole {
            Whole::Plan(plan, filter) => {
                let found = loader::load::<Count>(ctx, (*plan, Arc::clone(filter))).await?;
                found.map_or(0, |count| count.0)
            }
            Whole::Tenant(tenant, filter) => {
                let scope = app::Scope::Tenant(*tenant);
                let counts = app::count_actions(&caller(ctx), &scope, filter).await?;
                counts.iter().map(|(_, count)| count).sum()
            }
        };
        Ok(i32::try_from(count).unwrap_or(i32::MAX))
    }
}

/// What a page is asked with; plans that ask the same are read together.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
struct Asked {
    filter: Arc<app::ActionFilter>,
    order: app::ActionOrder,
    after: Option<app::Place>,
    first: Option<i32>,
}

#[derive(Debug, Clone)]
struct Rows(Vec<app::Found<domain::Action>>);

impl Loadable for Rows {
    type Key = (PlanId, Asked);

    async fn load(ctx: &Ctx, keys: &[Self::Key]) -> Result<Vec<(Self::Key, Self)>, Error> {
        let mut answers = Vec::new();
        for (asked, plans) in alike(keys) {
            let scope = app::Scope::Plans(plans);
            let (order, after) = (asked.order, asked.after.as_ref());
            let found = app::action_page(ctx, &scope, &asked.filter, order, after, asked.first).await?;
            let mut of_plans: HashMap<PlanId, Vec<_>> = HashMap::new();
            for row in found {
                of_plans.entry(row.item.plan).or_default().push(row);
            }
            answers.extend(of_plans.into_iter().map(|(plan, rows)| ((plan, asked.clone()), Self(rows))));
        }
        Ok(answers)
    }
}

#[derive(Debug, Clone)]
struct Count(i64);

impl Loadable for Count {
    type Key = (PlanId, Arc<app::ActionFilter>);

    async fn load(ctx: &Ctx, keys: &[Self::Key]) -> Result<Vec<(Self::Key, Self)>, Error> {
        let mut answers = Vec::new();
        for (filter, plans) in alike(keys) {
            let counts = app::count_actions(ctx, &app::Scope::Plans(plans), &filter).await?;
            answers.extend(counts.into_iter().map(|(plan, count)| ((plan, filter.clone()), Self(count))));
        }
        Ok(answers)
    }
}

/// Plans by what is asked of them.
fn alike<T: Clone + Eq + std::hash::Hash>(keys: &[(PlanId, T)]) -> HashMap<T, Vec<PlanId>> {
    let mut groups: HashMap<T, Vec<PlanId>> = HashMap::new();
    for (plan, asked) in keys {
        groups.entry(asked.clone()).or_default().push(*plan);
    }
    groups
}

/// The cursor of a place in a list of this order.
pub(super) fn cursor_of(order: &impl std::fmt::Debug, place: &app::Place) -> String {
    cursor(&[&format!("{order:?}"), &place.key, &place.id.to_string()])
}

/// The place a cursor stands for.
///
/// # Errors
/// For a cursor of another list or order.
pub(super) fn place(order: &impl std::fmt::Debug, after: Option<&str>) -> Result<Option<app::Place>, Error> {
    let Some([made_for, key, id]) = read_cursor::<3>(after)? else { return Ok(None) };
    if made_for != format!("{order:?}") {
        return Err(Error::invalid("after", Reason::BadCursor));
    }
    Ok(Some(app::Place { key, id: part(&id)? }))
}

/// An action with its place in the list in which they were proposed.
pub(super) fn numbered_edge(caller: &Ctx, row: domain::Action) -> PlanActionEdge {
    let place = app::Place { key: row.number.to_string(), id: row.id.row };
    PlanActionEdge {
        cursor: cursor_of(&PlanActionOrder::NumberAsc, &place),
        node: PlanAction::at(row, caller.today()),
    }
}
