//! What is there of the papers of a year.

use crate::{Conn, Result};
use calitas_domain::{
    id::TenantId,
    plan::{PlanKind, PlanStatus},
};
use chrono::NaiveDate;
use uuid::Uuid;

/// Whether a development programme that was approved runs between two days.
///
/// # Errors
/// When the database fails.
pub async fn has_programme(
    conn: &mut Conn,
    tenant: TenantId,
    from: NaiveDate,
    to: NaiveDate,
) -> Result<bool> {
    let approved = [PlanStatus::Active, PlanStatus::UnderRevision, PlanStatus::Closed];
    let approved = approved.map(|status| status.code().to_owned());
    let found = sqlx::query_scalar!(
        r#"SELECT EXISTS (SELECT FROM plan WHERE tenant_id = $1 AND kind = $2 AND status = ANY($3)
             AND period_start <= $5 AND period_end >= $4) AS "found!""#,
        tenant.0,
        PlanKind::ControlDevelopment.code(),
        &approved,
        from,
        to,
    );
    Ok(found.fetch_one(conn.raw()).await?)
}

/// The units with open risks, and whether each of these was looked at, or entered, after a day.
///
/// # Errors
/// When the database fails.
pub async fn risks(conn: &mut Conn, tenant: TenantId, after: NaiveDate) -> Result<Vec<(Uuid, bool)>> {
    let rows = sqlx::query!(
        r#"SELECT unit_id, bool_and(
             coalesce(last_review_on, (created_at AT TIME ZONE 'Europe/Bucharest')::date) > $2) AS "is_done!"
           FROM risk WHERE tenant_id = $1 AND status = 'OPEN' GROUP BY unit_id ORDER BY unit_id"#,
        tenant.0,
        after,
    )
    .fetch_all(conn.raw())
    .await?;
    Ok(rows.into_iter().map(|row| (row.unit_id, row.is_done)).collect())
}

/// The units with indicators in force (none for those of the whole institution), and whether each was measured after a
/// day.
///
/// # Errors
/// When the database fails.
pub async fn performance(
    conn: &mut Conn,
    tenant: TenantId,
    after: NaiveDate,
) -> Result<Vec<(Option<Uuid>, bool)>> {
    let rows = sqlx::query!(
        r#"SELECT coalesce(activity.unit_id, objective.unit_id) AS "unit_id?", bool_and(EXISTS (
             SELECT FROM control_measurement AS measured
             WHERE measured.tenant_id = indicator.tenant_id AND measured.indicator_id = indicator.id
               AND measured.measured_on > $2)) AS "is_done!"
           FROM control_indicator AS indicator
           JOIN control_objective AS objective
             ON objective.tenant_id = indicator.tenant_id AND objective.id = indicator.objective_id
           LEFT JOIN control_activity AS activity
             ON activity.tenant_id = indicator.tenant_id AND activity.id = indicator.activity_id
           WHERE indicator.tenant_id = $1 AND indicator.retired_at IS NULL AND objective.retired_at IS NULL
             AND activity.retired_at IS NULL
           GROUP BY coalesce(activity.unit_id, objective.unit_id)"#,
        tenant.0,
        after,
    )
    .fetch_all(conn.raw())
    .await?;
    Ok(rows.into_iter().map(|row| (row.unit_id, row.is_done)).collect())
}
