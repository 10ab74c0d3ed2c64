//! Measured values of indicators.

use crate::{Conn, Result, WriteTx};
use calitas_domain::{
    control::Measurement,
    id::{ControlIndicatorId, ControlMeasurementId, MembershipId, TenantId},
};
use chrono::{DateTime, NaiveDate, Utc};
use rust_decimal::Decimal;
use uuid::Uuid;

/// Adds a value.
///
/// # Errors
/// When the day has one or the database fails.
pub async fn create(tx: &mut WriteTx, measurement: &Measurement) -> Result<()> {
    sqlx::query!(
        "INSERT INTO control_measurement (tenant_id, id, indicator_id, measured_on, value, note, measured_by, created_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
        measurement.id.tenant.0,
        measurement.id.row,
        measurement.indicator.row,
        measurement.measured_on,
        measurement.value,
        measurement.note,
        measurement.measured_by.row,
        measurement.created_at,
    )
    .execute(tx.raw())
    .await?;
    Ok(())
}

/// Takes a value out.
///
/// # Errors
/// When the database fails.
pub async fn delete(tx: &mut WriteTx, id: ControlMeasurementId) -> Result<()> {
    sqlx::query!("DELETE FROM control_measurement WHERE tenant_id = $1 AND id = $2", id.tenant.0, id.row)
        .execute(tx.raw())
        .await?;
    Ok(())
}

/// A value by its row.
///
/// # Errors
/// When the database fails.
pub async fn by_id(conn: &mut Conn, id: ControlMeasurementId) -> Result<Option<Measurement>> {
    let row = sqlx::query_as!(
        Row,
        "SELECT tenant_id, id, indicator_id, measured_on, value, note, measured_by, created_at
         FROM control_measurement WHERE tenant_id = $1 AND id = $2",
        id.tenant.0,
        id.row,
    )
    .fetch_optional(conn.raw())
    .await?;
    Ok(row.map(Measurement::from))
}

/// The values of several indicators, the latest day first.
///
/// # Errors
/// When the database fails.
pub async fn of_indicators(conn: &mut Conn, ids: &[ControlIndicatorId]) -> Result<Vec<Measurement>> {
    let (tenants, rows): (Vec<Uuid>, Vec<Uuid>) = ids.iter().map(|id| (id.tenant.0, id.row)).unzip();
    let rows = sqlx::query_as!(
        Row,
        "SELECT measured.tenant_id, measured.id, indicator_id, measured_on, value, note, measured_by, created_at
         FROM unnest((SELECT $1::uuid[]), (SELECT $2::uuid[])) AS wanted (tenant_id, id)
         JOIN control_measurement AS measured
           ON measured.tenant_id = wanted.tenant_id AND measured.indicator_id = wanted.id
         ORDER BY measured.measured_on DESC",
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
    indicator_id: Uuid,
    measured_on: NaiveDate,
    value: Decimal,
    note: Option<String>,
    measured_by: Uuid,
    created_at: DateTime<Utc>,
}

impl From<Row> for Measurement {
    fn from(row: Row) -> Self {
        let tenant = TenantId(row.tenant_id);
        Self {
            id: ControlMeasurementId::new(tenant, row.id),
            indicator: ControlIndicatorId::new(tenant, row.indicator_id),
            measured_on: row.measured_on,
            value: row.value.normalize(),
            note: row.note,
            measured_by: MembershipId::new(tenant, row.measured_by),
            created_at: row.created_at,
        }
    }
}
