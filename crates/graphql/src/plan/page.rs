//! Pages of actions. The pages of all plans of a level that ask the same are read together.

use super::{
    PlanAction,
    enums::{PlanActionOrder, PlanActionPriority, PlanActionSourceKind, PlanActionStatus},
    load,
    object::search_words,
};
use crate::{
    connection::{PageInfo, caller, cursor, part, read_cursor},
    identity::Membership,
    loader::{self, Loadable},
    node,
    scalar::Date,
};
use async_graphql::{ComplexObject, Context, ID, InputObject, Result, SimpleObject};
use calitas_app::{Ctx, plan as app};
use calitas_domain::{
    Error, Reason,
    id::{MembershipId, PlanActionId, PlanId, TenantId, UnitId},
    identity::Colleague,
    plan as domain,
};
use std::{
    collections::{BTreeSet, HashMap},
    sync::Arc,
};

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
    /// Where the page stands in its list.
    pub page_info: PageInfo,
    #[graphql(skip)]
    page: Vec<Row>,
    #[graphql(skip)]
    order: PlanActionOrder,
    #[graphql(skip)]
    whole: Whole,
}

/// An action with its place in the list, shared by all who show it.
type Row = app::Found<Arc<domain::Action>>;

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
    let (order_by, with_people) = (order.into(), names_people(ctx));
    let asked = Asked { filter: Arc::clone(&filter), order: order_by, after: place, first, with_people };
    let found = loader::load::<Rows>(ctx, (plan, asked)).await?;
    let page = found.map(|found| found.known_to(ctx)).unwrap_or_default();
    Ok(connection(page, order, first, after.is_some(), Whole::Plan(plan, filter)))
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
    let page: Vec<Row> = found.into_iter().map(shared).collect();
    let around = Around::of(&caller, &page, names_people(ctx)).await?;
    let page = Rows { page: page.into(), around }.known_to(ctx);
    Ok(connection(page, order, first, after.is_some(), Whole::Tenant(tenant, Arc::new(filter))))
}

/// Whether the document asks for people beside the actions of a page: then they are read together with it.
fn names_people(ctx: &Context<'_>) -> bool {
    let asked = ctx.look_ahead();
    [asked.field("nodes"), asked.field("edges").field("node")]
        .iter()
        .any(|action| action.field("responsible").exists() || action.field("contributors").exists())
}

fn shared(row: app::Found<domain::Action>) -> Row {
    Row { item: Arc::new(row.item), place: row.place }
}

fn connection(
    mut page: Vec<Row>,
    order: PlanActionOrder,
    first: Option<i32>,
    has_previous_page: bool,
    whole: Whole,
) -> PlanActionConnection {
    let limit = usize::try_from(first.unwrap_or(50)).unwrap_or(50);
    let has_next_page = page.len() > limit;
    page.truncate(limit);
    let page_info = PageInfo {
        has_next_page,
        has_previous_page,
        start_cursor: page.first().map(|row| cursor_of(&order, &row.place)),
        end_cursor: page.last().map(|row| cursor_of(&order, &row.place)),
    };
    PlanActionConnection { page_info, page, order, whole }
}

#[ComplexObject]
impl PlanActionConnection {
    /// The items with their cursors.
    async fn edges(&self, ctx: &Context<'_>) -> Vec<PlanActionEdge> {
        let today = caller(ctx).today();
        let edge = |row: &Row| PlanActionEdge {
            cursor: cursor_of(&self.order, &row.place),
            node: PlanAction::at(Arc::clone(&row.item), today),
        };
        self.page.iter().map(edge).collect()
    }

    /// The items without their cursors.
    async fn nodes(&self, ctx: &Context<'_>) -> Vec<PlanAction> {
        let today = caller(ctx).today();
        self.page.iter().map(|row| PlanAction::at(Arc::clone(&row.item), today)).collect()
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
    with_people: bool,
}

/// A page with who is named beside its actions.
#[derive(Debug, Clone)]
struct Rows {
    page: Arc<[Row]>,
    around: Arc<Around>,
}

/// Who contributes to the actions of a page, and everybody named beside them.
#[derive(Debug, Default)]
struct Around {
    contributors: HashMap<PlanActionId, Vec<MembershipId>>,
    people: Vec<Colleague>,
}

impl Around {
    async fn of(ctx: &Ctx, page: &[Row], is_wanted: bool) -> Result<Arc<Self>, Error> {
        if !is_wanted || page.is_empty() {
            return Ok(Arc::default());
        }
        let actions: Vec<_> = page.iter().map(|row| row.item.id).collect();
        let responsible: BTreeSet<_> = page.iter().filter_map(|row| row.item.responsible).collect();
        let responsible: Vec<_> = responsible.into_iter().collect();
        let mut around =
            Self { contributors: actions.iter().map(|id| (*id, Vec::new())).collect(), ..Self::default() };
        for (person, contributes_to) in app::around(ctx, &actions, &responsible).await? {
            for action in contributes_to {
                around.contributors.entry(action).or_default().push(person.id);
            }
            around.people.push(person);
        }
        Ok(Arc::new(around))
    }
}

impl Rows {
    /// The page; what came with it need not be loaded any more.
    fn known_to(&self, ctx: &Context<'_>) -> Vec<Row> {
        let today = caller(ctx).today();
        loader::know_all(
            ctx,
            self.around.people.iter().map(|person| (person.id, Membership::of(person.clone(), today))),
        );
        let contributors = self.around.contributors.iter();
        loader::know_all(
            ctx,
            contributors.map(|(action, people)| (*action, load::ContributorsOf(people.clone()))),
        );
        self.page.to_vec()
    }
}

impl Loadable for Rows {
    type Key = (PlanId, Asked);

    async fn load(ctx: &Ctx, keys: &[Self::Key]) -> Result<Vec<(Self::Key, Self)>, Error> {
        let mut answers = Vec::new();
        for (asked, plans) in alike(keys) {
            let scope = app::Scope::Plans(plans);
            let (order, after) = (asked.order, asked.after.as_ref());
            let found = app::action_page(ctx, &scope, &asked.filter, order, after, asked.first).await?;
            let found: Vec<Row> = found.into_iter().map(shared).collect();
            let around = Around::of(ctx, &found, asked.with_people).await?;
            let mut of_plans: HashMap<PlanId, Vec<_>> = HashMap::new();
            for row in found {
                of_plans.entry(row.item.plan).or_default().push(row);
            }
            answers.extend(of_plans.into_iter().map(|(plan, page)| {
                let rows = Self { page: page.into(), around: Arc::clone(&around) };
                ((plan, asked.clone()), rows)
            }));
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
