//! Plans that institutions have released, for those who oversee a municipality.

use super::{
    lifecycle::plans,
    list::{Found, Place},
};
use crate::{Conn, Result};
use calitas_domain::{id::TenantId, plan::Plan};
use chrono::NaiveDate;
use uuid::Uuid;

/// A page of the released plans of some institutions, the latest period first.
///
/// # Errors
/// When the database fails.
pub async fn page(
    conn: &mut Conn,
    tenants: &[TenantId],
    after: Option<(NaiveDate, Uuid)>,
    limit: i64,
) -> Result<Vec<Found<Plan>>> {
    let tenants: Vec<Uuid> = tenants.iter().map(|tenant| tenant.0).collect();
    let found = plans!(
        conn,
        "WHERE tenant_id = ANY($1) AND released_at IS NOT NULL
           AND ($3::uuid IS NULL OR (plan.period_start, plan.id) < ($2, $3))
         ORDER BY plan.period_start DESC, plan.id DESC LIMIT $4",
        &tenants,
        after.map(|(start, _)| start),
        after.map(|(_, id)| id),
        limit,
    )?;
    let place = |plan: &Plan| Place { key: plan.period_start.to_string(), id: plan.id.row };
    Ok(found.into_iter().map(|plan| Found { place: place(&plan), item: plan }).collect())
}

/// How many plans some institutions have released.
///
/// # Errors
/// When the database fails.
pub async fn count(conn: &mut Conn, tenants: &[TenantId]) -> Result<i64> {
    let tenants: Vec<Uuid> = tenants.iter().map(|tenant| tenant.0).collect();
    let count = sqlx::query_scalar!(
        r#"SELECT count(*) AS "count!" FROM plan WHERE tenant_id = ANY($1) AND released_at IS NOT NULL"#,
        &tenants,
    )
    .fetch_one(conn.raw())
    .await?;
    Ok(count)
}
