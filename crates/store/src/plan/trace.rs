//! What people passed on to others in plans.

use super::{action::action_rows, lifecycle::plans};
use crate::{Conn, Result};
use calitas_domain::{
    id::MembershipId,
    plan::{Action, ActionStatus, Plan, PlanStatus},
};
use chrono::{DateTime, Utc};
use uuid::Uuid;

/// More than this nobody follows from a list.
const LIMIT: i64 = 100;

/// Actions that one of some people answers for, done and not yet verified, the longest waiting first.
///
/// # Errors
/// When the database fails.
pub async fn to_be_verified(conn: &mut Conn, people: &[MembershipId]) -> Result<Vec<Action>> {
    let (tenants, rows): (Vec<Uuid>, Vec<Uuid>) = people.iter().map(|id| (id.tenant.0, id.row)).unzip();
    Ok(action_rows!(
        conn,
        "JOIN unnest((SELECT $1::uuid[]), (SELECT $2::uuid[])) AS person (tenant_id, id)
           ON action.tenant_id = person.tenant_id AND action.responsible_id = person.id
         WHERE action.status = $3
           AND EXISTS (SELECT FROM plan WHERE plan.tenant_id = action.tenant_id AND plan.id = action.plan_id
             AND plan.status <> ALL($4))
         ORDER BY action.done_at, action.id LIMIT $5",
        &tenants,
        &rows,
        ActionStatus::Done.code(),
        &[PlanStatus::Closed.code().to_owned(), PlanStatus::Cancelled.code().to_owned()],
        LIMIT,
    )?)
}

/// Plans that one of some people sent for approval and that wait for it, and since when, the longest waiting first.
///
/// # Errors
/// When the database fails.
pub async fn to_be_approved(conn: &mut Conn, people: &[MembershipId]) -> Result<Vec<(Plan, DateTime<Utc>)>> {
    let (tenants, rows): (Vec<Uuid>, Vec<Uuid>) = people.iter().map(|id| (id.tenant.0, id.row)).unzip();
    let found = plans!(
        conn,
        "JOIN unnest((SELECT $1::uuid[]), (SELECT $2::uuid[])) AS person (tenant_id, id)
           ON plan.tenant_id = person.tenant_id AND plan.submitted_by = person.id
         WHERE plan.status = $3 ORDER BY plan.updated_at, plan.id LIMIT $4",
        &tenants,
        &rows,
        PlanStatus::InApproval.code(),
        LIMIT,
    )?;
    super::todo::with_change(conn, found).await
}
