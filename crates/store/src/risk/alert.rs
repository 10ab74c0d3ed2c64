//! Risk alerts.

use super::setting::scale;
use crate::{Conn, Result, WriteTx};
use calitas_domain::{
    id::{MembershipId, RiskAlertId, RiskId, TenantId, UnitId},
    risk::{Alert, AlertDecision, AlertStatus, Rating},
};
use chrono::{DateTime, Utc};
use uuid::Uuid;

/// Rows of alerts found by a query that ends in `$tail`.
macro_rules! alert_rows {
    ($conn:expr, $tail:tt $(, $value:expr)* $(,)?) => {
        sqlx::query_as!(
            Row,
            "SELECT alert.tenant_id, alert.id, alert.number, alert.unit_id, alert.title, alert.description, alert.causes,
               alert.consequences, alert.scale, alert.probability, alert.impact, alert.status, alert.analysis,
               alert.decision, alert.reason, alert.risk_id, alert.raised_by, alert.raised_at, alert.analysed_by,
               alert.analysed_at, alert.decided_by, alert.decided_at, alert.version
             FROM risk_alert AS alert " + $tail
            $(, $value)*
        )
        .fetch_all($conn.raw())
        .await
        .map(|rows| rows.into_iter().map(Alert::from).collect::<Vec<_>>())
    };
}

/// Which alerts to list. Empty lists do not filter.
#[derive(Debug, Clone, Default)]
pub struct Filter {
    /// Only these statuses.
    pub statuses: Vec<AlertStatus>,
    /// Only alerts about these units.
    pub units: Vec<Uuid>,
    /// Only alerts this person raised.
    pub raised_by: Option<Uuid>,
}

/// Whose alerts may be shown.
#[derive(Debug, Clone)]
pub enum Seen {
    /// All of the institution.
    All,
    /// Those a person raised, and those about some units.
    Of {
        /// The person.
        raised_by: Uuid,
        /// The units.
        units: Vec<Uuid>,
    },
}

impl Seen {
    fn parts(&self) -> (bool, Option<Uuid>, &[Uuid]) {
        match self {
            Self::All => (true, None, &[]),
            Self::Of { raised_by, units } => (false, Some(*raised_by), units),
        }
    }
}

impl Filter {
    fn statuses(&self) -> Option<Vec<String>> {
        let codes = self.statuses.iter().map(|status| status.code().to_owned());
        (!self.statuses.is_empty()).then(|| codes.collect())
    }

    fn units(&self) -> Option<&[Uuid]> {
        (!self.units.is_empty()).then_some(self.units.as_slice())
    }
}

/// Adds an alert.
///
/// # Errors
/// When the unit is not of the institution, or the database fails.
pub async fn create(tx: &mut WriteTx, alert: &Alert) -> Result<()> {
    sqlx::query!(
        "INSERT INTO risk_alert (tenant_id, id, number, unit_id, title, description, causes, consequences, scale,
           probability, impact, status, raised_by, raised_at, version)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)",
        alert.id.tenant.0,
        alert.id.row,
        alert.number,
        alert.unit.row,
        alert.title,
        alert.description,
        alert.causes,
        alert.consequences,
        alert.scale.code(),
        alert.rating.probability,
        alert.rating.impact,
        alert.status.code(),
        alert.raised_by.row,
        alert.raised_at,
        alert.version,
    )
    .execute(tx.raw())
    .await?;
    Ok(())
}

/// Stores a changed alert.
///
/// # Errors
/// When the database fails.
pub async fn save(tx: &mut WriteTx, alert: &Alert) -> Result<()> {
    sqlx::query!(
        "UPDATE risk_alert SET status = $3, analysis = $4, decision = $5, reason = $6, risk_id = $7, analysed_by = $8,
           analysed_at = $9, decided_by = $10, decided_at = $11, version = $12
         WHERE tenant_id = $1 AND id = $2",
        alert.id.tenant.0,
        alert.id.row,
        alert.status.code(),
        alert.analysis,
        alert.decision.map(AlertDecision::code),
        alert.reason,
        alert.risk.map(|risk| risk.row),
        alert.analysed_by.map(|by| by.row),
        alert.analysed_at,
        alert.decided_by.map(|by| by.row),
        alert.decided_at,
        alert.version,
    )
    .execute(tx.raw())
    .await?;
    Ok(())
}

/// An alert, locked for changing.
///
/// # Errors
/// When the database fails.
pub async fn lock(tx: &mut WriteTx, id: RiskAlertId) -> Result<Option<Alert>> {
    Ok(alert_rows!(tx, "WHERE tenant_id = $1 AND id = $2 FOR UPDATE", id.tenant.0, id.row)?.pop())
}

/// Alerts by id; those out of scope are left out.
///
/// # Errors
/// When the database fails.
pub async fn by_ids(conn: &mut Conn, ids: &[RiskAlertId]) -> Result<Vec<Alert>> {
    let (tenants, rows): (Vec<Uuid>, Vec<Uuid>) = ids.iter().map(|id| (id.tenant.0, id.row)).unzip();
    Ok(alert_rows!(
        conn,
        "JOIN unnest((SELECT $1::uuid[]), (SELECT $2::uuid[])) AS wanted (tenant_id, id)
           ON alert.tenant_id = wanted.tenant_id AND alert.id = wanted.id",
        &tenants,
        &rows,
    )?)
}

/// The alerts that went into several risks, as they were raised.
///
/// # Errors
/// When the database fails.
pub async fn of_risks(conn: &mut Conn, risks: &[RiskId]) -> Result<Vec<Alert>> {
    let (tenants, rows): (Vec<Uuid>, Vec<Uuid>) = risks.iter().map(|id| (id.tenant.0, id.row)).unzip();
    Ok(alert_rows!(
        conn,
        "JOIN unnest((SELECT $1::uuid[]), (SELECT $2::uuid[])) AS wanted (tenant_id, id)
           ON alert.tenant_id = wanted.tenant_id AND alert.risk_id = wanted.id
         ORDER BY alert.number",
        &tenants,
        &rows,
    )?)
}

/// Alerts of an institution that may be shown, the newest first: up to `limit` before a number.
///
/// # Errors
/// When the database fails.
pub async fn page(
    conn: &mut Conn,
    tenant: TenantId,
    filter: &Filter,
    seen: &Seen,
    before: Option<i32>,
    limit: i64,
) -> Result<Vec<Alert>> {
    let ((all, raised_by, units), statuses) = (seen.parts(), filter.statuses());
    Ok(alert_rows!(
        conn,
        "WHERE tenant_id = $1 AND ($2::text[] IS NULL OR status = ANY($2))
           AND ($3::uuid[] IS NULL OR unit_id = ANY($3)) AND ($4::uuid IS NULL OR raised_by = $4)
           AND ($5 OR raised_by = $6 OR unit_id = ANY($7)) AND ($8::integer IS NULL OR number < $8)
         ORDER BY number DESC LIMIT $9",
        tenant.0,
        statuses.as_deref(),
        filter.units(),
        filter.raised_by,
        all,
        raised_by,
        units,
        before,
        limit,
    )?)
}

/// How many alerts of an institution a filter finds that may be shown.
///
/// # Errors
/// When the database fails.
pub async fn count(conn: &mut Conn, tenant: TenantId, filter: &Filter, seen: &Seen) -> Result<i64> {
    let ((all, raised_by, units), statuses) = (seen.parts(), filter.statuses());
    let count = sqlx::query_scalar!(
        r#"SELECT count(*) AS "count!" FROM risk_alert
           WHERE tenant_id = $1 AND ($2::text[] IS NULL OR status = ANY($2))
             AND ($3::uuid[] IS NULL OR unit_id = ANY($3)) AND ($4::uuid IS NULL OR raised_by = $4)
             AND ($5 OR raised_by = $6 OR unit_id = ANY($7))"#,
        tenant.0,
        statuses.as_deref(),
        filter.units(),
        filter.raised_by,
        all,
        raised_by,
        units,
    )
    .fetch_one(conn.raw())
    .await?;
    Ok(count)
}

struct Row {
    tenant_id: Uuid,
    id: Uuid,
    number: i32,
    unit_id: Uuid,
    title: String,
    description: String,
    causes: String,
    consequences: String,
    scale: String,
    probability: i32,
    impact: i32,
    status: String,
    analysis: Option<String>,
    decision: Option<String>,
    reason: Option<String>,
    risk_id: Option<Uuid>,
    raised_by: Uuid,
    raised_at: DateTime<Utc>,
    analysed_by: Option<Uuid>,
    analysed_at: Option<DateTime<Utc>>,
    decided_by: Option<Uuid>,
    decided_at: Option<DateTime<Utc>>,
    version: i32,
}

impl From<Row> for Alert {
    fn from(row: Row) -> Self {
        let tenant = TenantId(row.tenant_id);
        let member = |row: Uuid| MembershipId::new(tenant, row);
        Self {
            id: RiskAlertId::new(tenant, row.id),
            number: row.number,
            unit: UnitId::new(tenant, row.unit_id),
            title: row.title,
            description: row.description,
            causes: row.causes,
            consequences: row.consequences,
            scale: scale(&row.scale),
            rating: Rating { probability: row.probability, impact: row.impact },
            status: AlertStatus::from_code(&row.status).expect("a CHECK holds the column to the codes"),
            analysis: row.analysis,
            decision: row.decision.as_deref().and_then(AlertDecision::from_code),
            reason: row.reason,
            risk: row.risk_id.map(|risk| RiskId::new(tenant, risk)),
            raised_by: member(row.raised_by),
            raised_at: row.raised_at,
            analysed_by: row.analysed_by.map(member),
            analysed_at: row.analysed_at,
            decided_by: row.decided_by.map(member),
            decided_at: row.decided_at,
            version: row.version,
        }
    }
}
