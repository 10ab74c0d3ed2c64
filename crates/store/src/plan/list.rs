//! Pages of plans and of actions, in any of their orders.
//!
//! One query an order, so that each keeps the index it can use; only the sort expression differs. A place in a list is
//! the text of that expression and the row's id.

use super::{action::Row, lifecycle::plans, register};
use crate::{Conn, Result};
use calitas_domain::{
    Error, Reason,
    id::{PlanId, TenantId},
    plan::{Action, ActionStatus, Plan, PlanKind, PlanStatus, Priority, SourceKind},
};
use chrono::NaiveDate;
use uuid::Uuid;

/// Which plans to list.
#[derive(Debug, Clone, Default)]
pub struct PlanFilter {
    /// Only these statuses; empty for all.
    pub statuses: Vec<PlanStatus>,
    /// Only these kinds; empty for all.
    pub kinds: Vec<PlanKind>,
    /// A text to be found in code, title or description, folded.
    pub text: Option<String>,
    /// Only plans whose period touches this year.
    pub year: Option<i32>,
}

/// In which order to list plans.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum PlanOrder {
    /// By title, in Romanian order.
    Title,
    /// The latest period first.
    PeriodDesc,
    /// The newest first.
    #[default]
    CreatedDesc,
}

/// Which actions to list. Empty lists do not filter.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub struct ActionFilter {
    /// Only these statuses.
    pub statuses: Vec<ActionStatus>,
    /// Only actions of these units.
    pub units: Vec<Uuid>,
    /// Only actions of these responsible people.
    pub responsible: Vec<Uuid>,
    /// Only actions that one of these people answers for or contributes to.
    pub involved: Vec<Uuid>,
    /// Only actions that one of these people watches.
    pub watched_by: Vec<Uuid>,
    /// Only open actions past their due date on this day.
    pub overdue_on: Option<NaiveDate>,
    /// Due on this day or later.
    pub due_from: Option<NaiveDate>,
    /// Due on this day or earlier.
    pub due_to: Option<NaiveDate>,
    /// A text to be found in code, title, description or source, folded.
    pub text: Option<String>,
    /// Only actions that follow from these.
    pub sources: Vec<SourceKind>,
    /// Only actions in these quadrants.
    pub priorities: Vec<Priority>,
}

/// In which order to list actions.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum ActionOrder {
    /// As they were proposed.
    #[default]
    Number,
    /// The newest first.
    NumberDesc,
    /// The earliest due date first.
    Due,
    /// The latest due date first.
    DueDesc,
    /// By title, in Romanian order.
    Title,
    /// By title, backwards.
    TitleDesc,
    /// Along the workflow.
    Status,
    /// Against the workflow.
    StatusDesc,
    /// The least progress first.
    Progress,
    /// The most progress first.
    ProgressDesc,
    /// Quick wins first, actions without impact or effort last.
    PriorityDesc,
    /// The most money first.
    BudgetDesc,
    /// By function of the responsible person, in Romanian order.
    Responsible,
    /// As on the board: column by column, each from its top.
    Board,
}

/// A place in a list: after it the next page begins.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Place {
    /// The value the list is sorted by, as text.
    pub key: String,
    /// The row.
    pub id: Uuid,
}

/// A row with its place in the list.
#[derive(Debug, Clone)]
pub struct Found<T> {
    /// The row.
    pub item: T,
    /// Its place.
    pub place: Place,
}

/// Whose actions to list.
#[derive(Debug, Clone)]
pub enum Scope {
    /// Of some plans, a page of each.
    Plans(Vec<PlanId>),
    /// Of a whole institution.
    Tenant(TenantId),
}

/// A page of an institution's plans.
///
/// # Errors
/// [`Reason::BadCursor`]; when the database fails.
pub async fn plans(
    conn: &mut Conn,
    tenant: TenantId,
    filter: &PlanFilter,
    order: PlanOrder,
    after: Option<&Place>,
    limit: i64,
) -> std::result::Result<Vec<Found<Plan>>, Error> {
    let statuses = codes(&filter.statuses, |status| status.code());
    let kinds = codes(&filter.kinds, |kind| kind.code());
    macro_rules! page {
        ($sort:tt, $compare:tt, $direction:tt, $type:ty) => {{
            let key: Option<$type> = key_of(after)?;
            plans!(
                conn,
                "WHERE tenant_id = $1 AND ($2::text[] IS NULL OR status = ANY($2))
                   AND ($3::text[] IS NULL OR kind = ANY($3))
                   AND ($4::text IS NULL OR position($4 IN search_text) > 0)
                   AND ($5::integer IS NULL OR (period_start < make_date($5 + 1, 1, 1)
                     AND period_end >= make_date($5, 1, 1)))
                   AND ($7::uuid IS NULL OR ("
                    + $sort
                    + ", plan.id) "
                    + $compare
                    + " ($6, $7))
                 ORDER BY "
                    + $sort
                    + " "
                    + $direction
                    + ", plan.id "
                    + $direction
                    + " LIMIT $8",
                tenant.0,
                statuses.as_deref(),
                kinds.as_deref(),
                filter.text,
                filter.year,
                key,
                after.map(|place| place.id),
                limit,
            )
        }};
    }
    let found = match order {
        PlanOrder::Title => page!("plan.title COLLATE romanian", ">", "ASC", String),
        PlanOrder::PeriodDesc => page!("plan.period_start", "<", "DESC", NaiveDate),
        PlanOrder::CreatedDesc => page!("plan.created_at", "<", "DESC", chrono::DateTime<chrono::Utc>),
    };
    let place = |plan: &Plan| Place {
        key: match order {
            PlanOrder::Title => plan.title.clone(),
            PlanOrder::PeriodDesc => plan.period_start.to_string(),
            PlanOrder::CreatedDesc => plan.created_at.to_rfc3339(),
        },
        id: plan.id.row,
    };
    let found = found.map_err(crate::StoreError::from)?;
    Ok(found.into_iter().map(|plan| Found { place: place(&plan), item: plan }).collect())
}

/// How many plans of an institution a filter finds.
///
/// # Errors
/// When the database fails.
pub async fn count_plans(conn: &mut Conn, tenant: TenantId, filter: &PlanFilter) -> Result<i64> {
    let statuses = codes(&filter.statuses, |status| status.code());
    let kinds = codes(&filter.kinds, |kind| kind.code());
    let count = sqlx::query_scalar!(
        r#"SELECT count(*) AS "count!" FROM plan
           WHERE tenant_id = $1 AND ($2::text[] IS NULL OR status = ANY($2))
             AND ($3::text[] IS NULL OR kind = ANY($3))
             AND ($4::text IS NULL OR position($4 IN search_text) > 0)
             AND ($5::integer IS NULL OR (period_start < make_date($5 + 1, 1, 1)
               AND period_end >= make_date($5, 1, 1)))"#,
        tenant.0,
        statuses.as_deref(),
        kinds.as_deref(),
        filter.text,
        filter.year,
    )
    .fetch_one(conn.raw())
    .await?;
    Ok(count)
}

/// What a filter of actions says to the database.
struct Bound {
    statuses: Option<Vec<String>>,
    units: Option<Vec<Uuid>>,
    responsible: Option<Vec<Uuid>>,
    involved: Option<Vec<Uuid>>,
    watched_by: Option<Vec<Uuid>>,
    open: Vec<String>,
    sources: Option<Vec<String>>,
    priorities: Option<Vec<i32>>,
}

impl Bound {
    fn of(filter: &ActionFilter) -> Self {
        let ids = |ids: &[Uuid]| (!ids.is_empty()).then(|| ids.to_vec());
        let priorities: Vec<i32> =
            filter.priorities.iter().map(|priority| super::action::priority_order(Some(*priority))).collect();
        Self {
            statuses: codes(&filter.statuses, |status| status.code()),
            units: ids(&filter.units),
            responsible: ids(&filter.responsible),
            involved: ids(&filter.involved),
            watched_by: ids(&filter.watched_by),
            open: ActionStatus::codes(ActionStatus::OPEN),
            sources: codes(&filter.sources, |source| source.code()),
            priorities: (!priorities.is_empty()).then_some(priorities),
        }
    }
}

/// Pages of actions: the first `limit` after a place, of each plan of the scope, or of the institution.
///
/// # Errors
/// [`Reason::BadCursor`]; when the database fails.
pub async fn actions(
    conn: &mut Conn,
    scope: &Scope,
    filter: &ActionFilter,
    order: ActionOrder,
    after: Option<&Place>,
    limit: i64,
) -> std::result::Result<Vec<Found<Action>>, Error> {
    if let (Scope::Plans(plans), ActionOrder::Number) = (scope, order)
        && *filter == ActionFilter::default()
    {
        let number: Option<i32> = key_of(after)?;
        let place = number.zip(after.map(|place| place.id));
        return Ok(register::page(conn, plans, place, limit).await?);
    }
    let bound = Bound::of(filter);
    let (tenants, plans): (Vec<Uuid>, Vec<Uuid>) = match scope {
        Scope::Plans(plans) => plans.iter().map(|plan| (plan.tenant.0, plan.row)).unzip(),
        Scope::Tenant(tenant) => (vec![tenant.0], vec![Uuid::nil()]),
    };
    macro_rules! page {
        ($scope:tt, $sort:tt, $compare:tt, $direction:tt, $type:ty) => {{
            let key: Option<$type> = key_of(after)?;
            sqlx::query_as!(
                Row,
                r#"SELECT found.tenant_id, found.id, found.plan_id, found.number, found.title, found.description,
                     found.source_kind, found.source_reference, found.source_note, found.responsible_id,
                     found.unit_id, found.impact, found.effort, found.budget, found.start_on, found.due_on,
                     found.progress, found.reported_progress, found.status, found.status_reason,
                     found.indicator_name, found.indicator_unit, found.indicator_baseline, found.indicator_target,
                     found.indicator_latest, found.indicator_latest_on, found.board_rank, found.approved_at,
                     found.done_at, found.released_at, found.created_at, found.updated_at, found.version,
                     found.sort_value::text AS "sort_key!"
                   FROM unnest((SELECT $1::uuid[]), (SELECT $2::uuid[])) AS scope (tenant_id, plan_id)
                   CROSS JOIN LATERAL (
                     SELECT action.tenant_id, action.id, action.plan_id, action.number, action.title,
                       action.description, action.source_kind, action.source_reference, action.source_note,
                       action.responsible_id, action.unit_id, action.impact, action.effort, action.budget,
                       action.start_on, action.due_on, action.progress, action.reported_progress, action.status,
                       action.status_reason, action.indicator_name, action.indicator_unit,
                       action.indicator_baseline, action.indicator_target, action.indicator_latest,
                       action.indicator_latest_on, action.board_rank, action.approved_at, action.done_at,
                       action.released_at, action.created_at, action.updated_at, action.version,
                       "# + $sort + r#" AS sort_value
                     FROM plan_action AS action
                     WHERE action.tenant_id = scope.tenant_id AND "# + $scope + r#"
                       AND ($3::text[] IS NULL OR action.status = ANY($3))
                       AND ($4::uuid[] IS NULL OR action.unit_id = ANY($4))
                       AND ($5::uuid[] IS NULL OR action.responsible_id = ANY($5))
                       AND ($6::uuid[] IS NULL OR action.responsible_id = ANY($6) OR EXISTS (
                         SELECT FROM plan_action_contributor AS contributor
                         WHERE contributor.tenant_id = action.tenant_id AND contributor.action_id = action.id
                           AND contributor.membership_id = ANY($6)))
                       AND ($7::uuid[] IS NULL OR EXISTS (
                         SELECT FROM plan_action_watcher AS watcher
                         WHERE watcher.tenant_id = action.tenant_id AND watcher.action_id = action.id
                           AND watcher.membership_id = ANY($7)))
                       AND ($8::date IS NULL OR (action.due_on < $8 AND action.status = ANY($9)))
                       AND ($10::date IS NULL OR action.due_on >= $10)
                       AND ($11::date IS NULL OR action.due_on <= $11)
                       AND ($12::text IS NULL OR position($12 IN action.search_text) > 0)
                       AND ($13::text[] IS NULL OR action.source_kind = ANY($13))
                       AND ($14::integer[] IS NULL OR action.priority_order = ANY($14))
                       AND ($16::uuid IS NULL OR ("# + $sort + ", action.id) " + $compare + r#" ($15, $16))
                     ORDER BY "# + $sort + " " + $direction + ", action.id " + $direction + r#" LIMIT $17
                   ) AS found
                   ORDER BY found.sort_value "# + $direction + ", found.id " + $direction,
                &tenants,
                &plans,
                bound.statuses.as_deref(),
                bound.units.as_deref(),
                bound.responsible.as_deref(),
                bound.involved.as_deref(),
                bound.watched_by.as_deref(),
                filter.overdue_on,
                &bound.open,
                filter.due_from,
                filter.due_to,
                filter.text,
                bound.sources.as_deref(),
                bound.priorities.as_deref(),
                key,
                after.map(|place| place.id),
                limit,
            )
            .fetch_all(conn.raw())
            .await
        }};
    }
    macro_rules! in_order {
        ($scope:tt) => {
            match order {
                ActionOrder::Number => page!($scope, "action.number", ">", "ASC", i32),
                ActionOrder::NumberDesc => page!($scope, "action.number", "<", "DESC", i32),
                ActionOrder::Due => page!($scope, "action.due_order", ">", "ASC", NaiveDate),
                // Without a due date comes last here too.
                ActionOrder::DueDesc => {
                    page!($scope, "COALESCE(action.due_on, DATE '0001-01-01')", "<", "DESC", NaiveDate)
                }
                ActionOrder::Title => page!($scope, "action.title COLLATE romanian", ">", "ASC", String),
                ActionOrder::TitleDesc => page!($scope, "action.title COLLATE romanian", "<", "DESC", String),
                ActionOrder::Status => page!($scope, "action.status_order", ">", "ASC", i32),
                ActionOrder::StatusDesc => page!($scope, "action.status_order", "<", "DESC", i32),
                ActionOrder::Progress => page!($scope, "action.progress", ">", "ASC", i32),
                ActionOrder::ProgressDesc => page!($scope, "action.progress", "<", "DESC", i32),
                ActionOrder::PriorityDesc => page!($scope, "action.priority_order", ">", "ASC", i32),
                ActionOrder::BudgetDesc => page!($scope, "action.budget_order", "<", "DESC", i64),
                // U+FFFF sorts behind every letter: nobody responsible comes last.
                ActionOrder::Responsible => page!(
                    $scope,
                    "COALESCE((SELECT display_name FROM membership AS member WHERE member.tenant_id = action.tenant_id
                       AND member.id = action.responsible_id), U&'\\FFFF') COLLATE romanian",
                    ">",
                    "ASC",
                    String
                ),
                ActionOrder::Board => page!($scope, "action.board_order", ">", "ASC", String),
            }
        };
    }
    let rows = match scope {
        Scope::Plans(_) => in_order!("action.plan_id = scope.plan_id"),
        Scope::Tenant(_) => in_order!("scope.plan_id IS NOT NULL"),
    };
    let found =
        |row: Row| Found { place: Place { key: row.sort_key.clone(), id: row.id }, item: Action::from(row) };
    Ok(rows.map_err(crate::StoreError::from)?.into_iter().map(found).collect())
}

/// How many actions a filter finds, by plan.
///
/// # Errors
/// When the database fails.
pub async fn count_actions(
    conn: &mut Conn,
    scope: &Scope,
    filter: &ActionFilter,
) -> Result<Vec<(PlanId, i64)>> {
    let bound = Bound::of(filter);
    let (tenants, plans): (Vec<Uuid>, Option<Vec<Uuid>>) = match scope {
        Scope::Plans(plans) => (
            plans.iter().map(|plan| plan.tenant.0).collect(),
            Some(plans.iter().map(|plan| plan.row).collect()),
        ),
        Scope::Tenant(tenant) => (vec![tenant.0], None),
    };
    let rows = sqlx::query!(
        r#"SELECT action.tenant_id, action.plan_id, count(*) AS "count!" FROM plan_action AS action
           WHERE action.tenant_id = ANY($1) AND ($2::uuid[] IS NULL OR action.plan_id = ANY($2))
             AND ($3::text[] IS NULL OR action.status = ANY($3))
             AND ($4::uuid[] IS NULL OR action.unit_id = ANY($4))
             AND ($5::uuid[] IS NULL OR action.responsible_id = ANY($5))
             AND ($6::uuid[] IS NULL OR action.responsible_id = ANY($6) OR EXISTS (
               SELECT FROM plan_action_contributor AS contributor
               WHERE contributor.tenant_id = action.tenant_id AND contributor.action_id = action.id
                 AND contributor.membership_id = ANY($6)))
             AND ($7::uuid[] IS NULL OR EXISTS (
               SELECT FROM plan_action_watcher AS watcher
               WHERE watcher.tenant_id = action.tenant_id AND watcher.action_id = action.id
                 AND watcher.membership_id = ANY($7)))
             AND ($8::date IS NULL OR (action.due_on < $8 AND action.status = ANY($9)))
             AND ($10::date IS NULL OR action.due_on >= $10)
             AND ($11::date IS NULL OR action.due_on <= $11)
             AND ($12::text IS NULL OR position($12 IN action.search_text) > 0)
             AND ($13::text[] IS NULL OR action.source_kind = ANY($13))
             AND ($14::integer[] IS NULL OR action.priority_order = ANY($14))
           GROUP BY action.tenant_id, action.plan_id"#,
        &tenants,
        plans.as_deref(),
        bound.statuses.as_deref(),
        bound.units.as_deref(),
        bound.responsible.as_deref(),
        bound.involved.as_deref(),
        bound.watched_by.as_deref(),
        filter.overdue_on,
        &bound.open,
        filter.due_from,
        filter.due_to,
        filter.text,
        bound.sources.as_deref(),
        bound.priorities.as_deref(),
    )
    .fetch_all(conn.raw())
    .await?;
    Ok(rows.into_iter().map(|row| (PlanId::new(TenantId(row.tenant_id), row.plan_id), row.count)).collect())
}

fn codes<T: Copy>(values: &[T], code: impl Fn(T) -> &'static str) -> Option<Vec<String>> {
    (!values.is_empty()).then(|| values.iter().map(|value| code(*value).to_owned()).collect())
}

/// The sort value of a place; whoever made it up, gets a refusal and no query.
fn key_of<T: std::str::FromStr>(after: Option<&Place>) -> std::result::Result<Option<T>, Error> {
    let bad = |_| Error::invalid("after", Reason::BadCursor);
    after.map(|place| place.key.parse().map_err(bad)).transpose()
}
