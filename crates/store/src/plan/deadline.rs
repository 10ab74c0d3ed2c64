//! Deadlines of open actions, for reminders and calendars.

use super::action::action_rows;
use crate::{Conn, Result};
use calitas_domain::{
    id::{MembershipId, TenantId},
    plan::{Action, ActionStatus, PlanStatus},
};
use chrono::NaiveDate;
use uuid::Uuid;

/// More open deadlines than this an institution does not have.
const LIMIT: i64 = 20_000;

/// Deadlines of open actions of some institutions between two days, in their order.
///
/// # Errors
/// When the database fails.
pub async fn of_tenants(
    conn: &mut Conn,
    tenants: &[TenantId],
    from: NaiveDate,
    to: NaiveDate,
) -> Result<Vec<Action>> {
    let tenants: Vec<Uuid> = tenants.iter().map(|tenant| tenant.0).collect();
    Ok(action_rows!(
        conn,
        "WHERE action.tenant_id = ANY($1) AND action.status = ANY($2) AND action.due_on BETWEEN $3 AND $4
           AND EXISTS (SELECT FROM plan WHERE plan.tenant_id = action.tenant_id AND plan.id = action.plan_id
             AND plan.status <> ALL($5))
         ORDER BY action.due_order, action.id LIMIT $6",
        &tenants,
        &ActionStatus::codes(ActionStatus::OPEN),
        from,
        to,
        &[PlanStatus::Closed.code().to_owned(), PlanStatus::Cancelled.code().to_owned()],
        LIMIT,
    )?)
}

/// Deadlines of open actions that one of some people (the places of one person) answers for or contributes to.
///
/// # Errors
/// When the database fails.
pub async fn of_people(
    conn: &mut Conn,
    people: &[MembershipId],
    from: NaiveDate,
    to: NaiveDate,
) -> Result<Vec<Action>> {
    let (tenants, rows): (Vec<Uuid>, Vec<Uuid>) = people.iter().map(|id| (id.tenant.0, id.row)).unzip();
    Ok(action_rows!(
        conn,
        "JOIN unnest((SELECT $1::uuid[]), (SELECT $2::uuid[])) AS person (tenant_id, id) ON action.tenant_id = person.tenant_id
         WHERE action.status = ANY($3) AND action.due_on BETWEEN $4 AND $5
           AND (action.responsible_id = person.id OR EXISTS (
             SELECT FROM plan_action_contributor AS contributor
             WHERE contributor.tenant_id = action.tenant_id AND contributor.action_id = action.id
               AND contributor.membership_id = person.id))
         ORDER BY action.due_order, action.id LIMIT $6",
        &tenants,
        &rows,
        &ActionStatus::codes(ActionStatus::OPEN),
        from,
        to,
        LIMIT,
    )?)
}
