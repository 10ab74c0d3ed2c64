//! What institutions decide about reminders, and the days they work otherwise than the law says.

use crate::{Conn, Result, WriteTx};
use calitas_domain::{
    calendar::{CalendarDay, DayOff},
    id::TenantId,
    notification::{Escalation, EscalationRecipient, Policy},
};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use sqlx::types::Json;
use uuid::Uuid;

/// Decisions of several institutions; those that decided nothing are left out.
///
/// # Errors
/// When the database fails.
pub async fn of_tenants(conn: &mut Conn, tenants: &[TenantId]) -> Result<Vec<Policy>> {
    let tenants: Vec<Uuid> = tenants.iter().map(|tenant| tenant.0).collect();
    let rows = sqlx::query_as!(
        Row,
        r#"SELECT tenant_id, due_soon_days, is_mail_paused, escalations AS "escalations: Json<Vec<Rule>>", version
           FROM notification_policy WHERE tenant_id = ANY($1)"#,
        &tenants,
    )
    .fetch_all(conn.raw())
    .await?;
    Ok(rows.into_iter().map(Policy::from).collect())
}

/// An institution's decisions, locked for changing.
///
/// # Errors
/// When the database fails.
pub async fn lock(tx: &mut WriteTx) -> Result<Policy> {
    let tenant = tx.tenant();
    let undecided = Policy::of(tenant);
    // A row to be locked, also the first time; rolled back with the rest.
    sqlx::query!(
        "INSERT INTO notification_policy (tenant_id, due_soon_days, is_mail_paused, escalations, version)
         VALUES ($1, $2, $3, '[]', $4) ON CONFLICT (tenant_id) DO NOTHING",
        tenant.0,
        &undecided.due_soon_days,
        undecided.is_mail_paused,
        undecided.version,
    )
    .execute(tx.raw())
    .await?;
    let row = sqlx::query_as!(
        Row,
        r#"SELECT tenant_id, due_soon_days, is_mail_paused, escalations AS "escalations: Json<Vec<Rule>>", version
           FROM notification_policy WHERE tenant_id = $1 FOR UPDATE"#,
        tenant.0,
    )
    .fetch_one(tx.raw())
    .await?;
    Ok(row.into())
}

/// Stores an institution's decisions.
///
/// # Errors
/// When the database fails.
pub async fn save(tx: &mut WriteTx, policy: &Policy) -> Result<()> {
    let rule =
        |rule: &Escalation| Rule { after_days: rule.after_days, recipient: rule.recipient.code().to_owned() };
    let rules: Vec<Rule> = policy.escalations.iter().map(rule).collect();
    sqlx::query!(
        "UPDATE notification_policy SET due_soon_days = $2, is_mail_paused = $3, escalations = $4, version = $5
         WHERE tenant_id = $1",
        policy.tenant.0,
        &policy.due_soon_days,
        policy.is_mail_paused,
        Json(rules) as _,
        policy.version,
    )
    .execute(tx.raw())
    .await?;
    Ok(())
}

/// The days on which some institutions work otherwise, in order.
///
/// # Errors
/// When the database fails.
pub async fn days(
    conn: &mut Conn,
    tenants: &[TenantId],
    from: NaiveDate,
    to: NaiveDate,
) -> Result<Vec<CalendarDay>> {
    let tenants: Vec<Uuid> = tenants.iter().map(|tenant| tenant.0).collect();
    let rows = sqlx::query!(
        "SELECT tenant_id, day, kind, note FROM calendar_day
         WHERE tenant_id = ANY($1) AND day BETWEEN $2 AND $3 ORDER BY day, tenant_id",
        &tenants,
        from,
        to,
    )
    .fetch_all(conn.raw())
    .await?;
    Ok(rows.into_iter().map(|row| day(row.tenant_id, row.day, &row.kind, row.note)).collect())
}

/// A day on which the institution works otherwise, locked for changing.
///
/// # Errors
/// When the database fails.
pub async fn lock_day(tx: &mut WriteTx, on: NaiveDate) -> Result<Option<CalendarDay>> {
    let tenant = tx.tenant();
    let row = sqlx::query!(
        "SELECT tenant_id, day, kind, note FROM calendar_day WHERE tenant_id = $1 AND day = $2 FOR UPDATE",
        tenant.0,
        on,
    )
    .fetch_optional(tx.raw())
    .await?;
    Ok(row.map(|row| day(row.tenant_id, row.day, &row.kind, row.note)))
}

/// Sets a day.
///
/// # Errors
/// When the database fails.
pub async fn set_day(tx: &mut WriteTx, day: &CalendarDay) -> Result<()> {
    sqlx::query!(
        "INSERT INTO calendar_day (tenant_id, day, kind, note) VALUES ($1, $2, $3, $4)
         ON CONFLICT (tenant_id, day) DO UPDATE SET kind = excluded.kind, note = excluded.note",
        day.tenant.0,
        day.day,
        day.kind.code(),
        day.note,
    )
    .execute(tx.raw())
    .await?;
    Ok(())
}

/// Makes a day what the law says.
///
/// # Errors
/// When the database fails.
pub async fn remove_day(tx: &mut WriteTx, on: NaiveDate) -> Result<()> {
    let tenant = tx.tenant();
    sqlx::query!("DELETE FROM calendar_day WHERE tenant_id = $1 AND day = $2", tenant.0, on)
        .execute(tx.raw())
        .await?;
    Ok(())
}

fn day(tenant: Uuid, day: NaiveDate, kind: &str, note: String) -> CalendarDay {
    let kind = DayOff::from_code(kind).expect("a CHECK holds the column to the codes");
    CalendarDay { tenant: TenantId(tenant), day, kind, note }
}

struct Row {
    tenant_id: Uuid,
    due_soon_days: Vec<i32>,
    is_mail_paused: bool,
    escalations: Json<Vec<Rule>>,
    version: i32,
}

#[derive(Serialize, Deserialize)]
struct Rule {
    after_days: i32,
    recipient: String,
}

impl From<Row> for Policy {
    fn from(row: Row) -> Self {
        let rule = |rule: Rule| Escalation {
            after_days: rule.after_days,
            recipient: EscalationRecipient::from_code(&rule.recipient).expect("only codes are stored"),
        };
        Self {
            tenant: TenantId(row.tenant_id),
            due_soon_days: row.due_soon_days,
            is_mail_paused: row.is_mail_paused,
            escalations: row.escalations.0.into_iter().map(rule).collect(),
            version: row.version,
        }
    }
}
