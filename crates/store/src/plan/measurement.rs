//! Measured values of indicators.

use crate::{Conn, Result, WriteTx};
use calitas_domain::{
    id::{MembershipId, PlanActionId, PlanActionMeasurementId, TenantId},
    plan::{Action, Measurement},
};
use chrono::{DateTime, NaiveDate, Utc};
use rust_decimal::Decimal;
use uuid::Uuid;

/// Records a value.
///
/// # Errors
/// When the database fails.
pub async fn create(tx: &mut WriteTx, action: &Action, measurement: &Measurement) -> Result<()> {
    sqlx::query!(
        "INSERT INTO plan_action_measurement (tenant_id, id, plan_id, action_id, measured_on, value, note, recorded_by,
           recorded_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        measurement.id.tenant.0,
        measurement.id.row,
        action.plan.row,
        action.id.row,
        measurement.measured_on,
        measurement.value,
        measurement.note,
        measurement.recorded_by.map(|member| member.row),
        measurement.recorded_at,
    )
    .execute(tx.raw())
    .await?;
    Ok(())
}

/// Recorded values of several actions, the latest day first.
///
/// # Errors
/// When the database fails.
pub async fn of_actions(conn: &mut Conn, actions: &[PlanActionId]) -> Result<Vec<Measurement>> {
    let (tenants, rows): (Vec<Uuid>, Vec<Uuid>) = actions.iter().map(|id| (id.tenant.0, id.row)).unzip();
    let rows = sqlx::query_as!(
        Row,
        "SELECT value.tenant_id, value.id, value.action_id, value.measured_on, value.value, value.note,
           value.recorded_by, value.recorded_at
         FROM unnest((SELECT $1::uuid[]), (SELECT $2::uuid[])) AS wanted (tenant_id, id)
         JOIN plan_action_measurement AS value ON value.tenant_id = wanted.tenant_id AND value.action_id = wanted.id
         ORDER BY value.measured_on DESC, value.recorded_at DESC, value.id DESC",
        &tenants,
        &rows,
    )
    .fetch_all(conn.raw())
    .await?;
    Ok(rows.into_iter().map(Measurement::from).collect())
}

struct Row {
    tenant_id: Uuid,
    id: Uuid,
    action_id: Uuid,
    measured_on: NaiveDate,
    value: Decimal,
    note: Option<String>,
    recorded_by: Option<Uuid>,
    recorded_at: DateTime<Utc>,
}

impl From<Row> for Measurement {
    fn from(row: Row) -> Self {
        let tenant = TenantId(row.tenant_id);
        Self {
            id: PlanActionMeasurementId::new(tenant, row.id),
            action: PlanActionId::new(tenant, row.action_id),
            measured_on: row.measured_on,
            value: row.value.normalize(),
            note: row.note,
            recorded_by: row.recorded_by.map(|member| MembershipId::new(tenant, member)),
            recorded_at: row.recorded_at,
        }
    }
}
