//! Actions by what they follow from.

use super::{action::action_rows, lifecycle::plans};
use crate::{Conn, Result};
use calitas_domain::{
    id::TenantId,
    plan::{Action, Plan, PlanKind, PlanStatus, SourceKind},
};
use uuid::Uuid;

/// Actions that follow from things of one kind with these codes, in whatever plan, the oldest first.
///
/// # Errors
/// When the database fails.
pub async fn of_sources(
    conn: &mut Conn,
    kind: SourceKind,
    references: &[(TenantId, String)],
) -> Result<Vec<Action>> {
    let (tenants, codes): (Vec<Uuid>, Vec<String>) =
        references.iter().map(|(tenant, code)| (tenant.0, code.clone())).unzip();
    Ok(action_rows!(
        conn,
        "JOIN unnest((SELECT $1::uuid[]), (SELECT $2::text[])) AS wanted (tenant_id, reference)
           ON action.tenant_id = wanted.tenant_id AND action.source_reference = wanted.reference
         WHERE action.source_kind = $3 ORDER BY action.created_at, action.id",
        &tenants,
        &codes,
        kind.code(),
    )?)
}

/// Plans of one kind that have not ended, of several institutions, the one begun latest first.
///
/// # Errors
/// When the database fails.
pub async fn not_ended(conn: &mut Conn, tenants: &[TenantId], kind: PlanKind) -> Result<Vec<Plan>> {
    let tenants: Vec<Uuid> = tenants.iter().map(|tenant| tenant.0).collect();
    let ended = [PlanStatus::Closed, PlanStatus::Cancelled].map(|status| status.code().to_owned());
    Ok(plans!(
        conn,
        "WHERE plan.tenant_id = ANY($1) AND plan.kind = $2 AND plan.status <> ALL($3)
         ORDER BY plan.period_start DESC, plan.created_at DESC, plan.id DESC",
        &tenants,
        kind.code(),
        &ended,
    )?)
}
