//! The days institutions decided for the papers of internal control.

use crate::{Conn, Result, WriteTx};
use calitas_domain::{
    control::{ControlCalendar, DayOfYear, DeadlineKind},
    id::TenantId,
};
use serde_json::{Value, json};

/// The calendar of an institution; that of the catalogue when it decided nothing.
///
/// # Errors
/// When the database fails.
pub async fn of_tenant(conn: &mut Conn, tenant: TenantId) -> Result<ControlCalendar> {
    let row = sqlx::query!("SELECT days, version FROM control_calendar WHERE tenant_id = $1", tenant.0)
        .fetch_optional(conn.raw())
        .await?;
    let undecided = ControlCalendar::of(tenant);
    Ok(row.map_or(undecided, |row| calendar(tenant, &row.days, row.version)))
}

/// An institution's calendar, locked until the write ends, also where nothing was decided before.
///
/// # Errors
/// When the database fails.
pub async fn lock(tx: &mut WriteTx) -> Result<ControlCalendar> {
    let tenant = tx.tenant();
    sqlx::query!(
        "INSERT INTO control_calendar (tenant_id, days, version) VALUES ($1, '{}', 0) ON CONFLICT (tenant_id) DO NOTHING",
        tenant.0,
    )
    .execute(tx.raw())
    .await?;
    let row =
        sqlx::query!("SELECT days, version FROM control_calendar WHERE tenant_id = $1 FOR UPDATE", tenant.0)
            .fetch_one(tx.raw())
            .await?;
    Ok(calendar(tenant, &row.days, row.version))
}

/// Stores an institution's calendar.
///
/// # Errors
/// When the database fails.
pub async fn save(tx: &mut WriteTx, calendar: &ControlCalendar) -> Result<()> {
    let days = calendar.days.iter().map(|(kind, day)| (kind.code().to_owned(), json!([day.month, day.day])));
    sqlx::query!(
        "UPDATE control_calendar SET days = $2, version = $3 WHERE tenant_id = $1",
        calendar.tenant.0,
        Value::Object(days.collect()),
        calendar.version,
    )
    .execute(tx.raw())
    .await?;
    Ok(())
}

fn calendar(tenant: TenantId, days: &Value, version: i32) -> ControlCalendar {
    let number = |value: &Value| value.as_i64().and_then(|number| i32::try_from(number).ok());
    let decided = |kind: &DeadlineKind| {
        let day = days.get(kind.code())?;
        Some((*kind, DayOfYear { month: number(&day[0])?, day: number(&day[1])? }))
    };
    ControlCalendar { tenant, days: DeadlineKind::ALL.iter().filter_map(decided).collect(), version }
}
