//! Risks.

use super::setting::scale;
use crate::{Conn, Result, WriteTx};
use calitas_domain::{
    id::{ControlActivityId, ControlObjectiveId, MembershipId, RiskId, TenantId, UnitId},
    risk::{Rating, Risk, RiskStatus, Scale, Strategy, Target, number_of},
};
use chrono::{DateTime, NaiveDate, Utc};
use uuid::Uuid;

/// Rows of risks found by a query that ends in `$tail`.
macro_rules! risk_rows {
    ($conn:expr, $tail:tt $(+ $more:tt)* $(, $value:expr)* $(,)?) => {
        sqlx::query_as!(
            crate::risk::register::Row,
            "SELECT risk.tenant_id, risk.id, risk.number, risk.unit_id, risk.objective_id, risk.activity_id, risk.title,
               risk.causes, risk.consequences, risk.owner_id, risk.scale, risk.inherent_probability,
               risk.inherent_impact, risk.residual_probability, risk.residual_impact, risk.residual_reason,
               risk.strategy, risk.next_review_on, risk.last_review_on, risk.remarks, risk.status, risk.status_reason,
               risk.created_at, risk.version
             FROM risk " + $tail $(+ $more)*
            $(, $value)*
        )
        .fetch_all($conn.raw())
        .await
        .map(|rows| rows.into_iter().map(calitas_domain::risk::Risk::from).collect::<Vec<_>>())
    };
}
pub(super) use risk_rows;

/// Adds a risk.
///
/// # Errors
/// When unit, owner or target are not of the institution, or the database fails.
pub async fn create(tx: &mut WriteTx, risk: &Risk) -> Result<()> {
    let (objective, activity) = columns(risk.target);
    sqlx::query!(
        "INSERT INTO risk (tenant_id, id, number, unit_id, objective_id, activity_id, title, causes, consequences,
           owner_id, scale, inherent_probability, inherent_impact, residual_probability, residual_impact,
           residual_reason, exposure, band, strategy, next_review_on, last_review_on, remarks, status, status_reason,
           search_text, created_at, version)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22,
           $23, $24, $25, $26, $27)",
        risk.id.tenant.0,
        risk.id.row,
        risk.number,
        risk.unit.row,
        objective,
        activity,
        risk.title,
        risk.causes,
        risk.consequences,
        risk.owner.map(|owner| owner.row),
        risk.scale.code(),
        risk.inherent.probability,
        risk.inherent.impact,
        risk.residual.map(|residual| residual.probability),
        risk.residual.map(|residual| residual.impact),
        risk.residual_reason,
        risk.exposure(),
        risk.band().code(),
        risk.strategy.code(),
        risk.next_review_on,
        risk.last_review_on,
        risk.remarks,
        risk.status.code(),
        risk.status_reason,
        risk.search_text(),
        risk.created_at,
        risk.version,
    )
    .execute(tx.raw())
    .await?;
    Ok(())
}

/// Stores a changed risk.
///
/// # Errors
/// When unit, owner or target are not of the institution, or the database fails.
pub async fn save(tx: &mut WriteTx, risk: &Risk) -> Result<()> {
    let (objective, activity) = columns(risk.target);
    sqlx::query!(
        "UPDATE risk SET unit_id = $3, objective_id = $4, activity_id = $5, title = $6, causes = $7,
           consequences = $8, owner_id = $9, inherent_probability = $10, inherent_impact = $11,
           residual_probability = $12, residual_impact = $13, residual_reason = $14, exposure = $15, band = $16,
           strategy = $17, next_review_on = $18, last_review_on = $19, remarks = $20, status = $21, status_reason = $22,
           search_text = $23, version = $24
         WHERE tenant_id = $1 AND id = $2",
        risk.id.tenant.0,
        risk.id.row,
        risk.unit.row,
        objective,
        activity,
        risk.title,
        risk.causes,
        risk.consequences,
        risk.owner.map(|owner| owner.row),
        risk.inherent.probability,
        risk.inherent.impact,
        risk.residual.map(|residual| residual.probability),
        risk.residual.map(|residual| residual.impact),
        risk.residual_reason,
        risk.exposure(),
        risk.band().code(),
        risk.strategy.code(),
        risk.next_review_on,
        risk.last_review_on,
        risk.remarks,
        risk.status.code(),
        risk.status_reason,
        risk.search_text(),
        risk.version,
    )
    .execute(tx.raw())
    .await?;
    Ok(())
}

/// A risk, locked for changing.
///
/// # Errors
/// When the database fails.
pub async fn lock(tx: &mut WriteTx, id: RiskId) -> Result<Option<Risk>> {
    Ok(risk_rows!(tx, "WHERE tenant_id = $1 AND id = $2 FOR UPDATE", id.tenant.0, id.row)?.pop())
}

/// Risks by id; those out of scope are left out.
///
/// # Errors
/// When the database fails.
pub async fn by_ids(conn: &mut Conn, ids: &[RiskId]) -> Result<Vec<Risk>> {
    let (tenants, rows): (Vec<Uuid>, Vec<Uuid>) = ids.iter().map(|id| (id.tenant.0, id.row)).unzip();
    Ok(risk_rows!(
        conn,
        "JOIN unnest((SELECT $1::uuid[]), (SELECT $2::uuid[])) AS wanted (tenant_id, id)
           ON risk.tenant_id = wanted.tenant_id AND risk.id = wanted.id",
        &tenants,
        &rows,
    )?)
}

/// Risks by code; what is no code of a risk, or out of scope, is left out.
///
/// # Errors
/// When the database fails.
pub async fn by_codes(conn: &mut Conn, codes: &[(TenantId, String)]) -> Result<Vec<Risk>> {
    let wanted = codes.iter().filter_map(|(tenant, code)| Some((tenant.0, number_of(code)?)));
    let (tenants, numbers): (Vec<Uuid>, Vec<i32>) = wanted.unzip();
    Ok(risk_rows!(
        conn,
        "JOIN unnest((SELECT $1::uuid[]), (SELECT $2::integer[])) AS wanted (tenant_id, number)
           ON risk.tenant_id = wanted.tenant_id AND risk.number = wanted.number",
        &tenants,
        &numbers,
    )?)
}

/// The open risks that threaten several objectives and activities, the largest exposure first.
///
/// # Errors
/// When the database fails.
pub async fn of_targets(conn: &mut Conn, targets: &[Target]) -> Result<Vec<Risk>> {
    let row = |target: &Target| match target {
        Target::Objective(id) => (id.tenant.0, id.row),
        Target::Activity(id) => (id.tenant.0, id.row),
    };
    let (tenants, rows): (Vec<Uuid>, Vec<Uuid>) = targets.iter().map(row).unzip();
    Ok(risk_rows!(
        conn,
        "JOIN unnest((SELECT $1::uuid[]), (SELECT $2::uuid[])) AS wanted (tenant_id, id)
           ON risk.tenant_id = wanted.tenant_id
             AND (risk.objective_id = wanted.id OR risk.activity_id = wanted.id)
         WHERE risk.status = 'OPEN' ORDER BY risk.exposure DESC, risk.number",
        &tenants,
        &rows,
    )?)
}

/// All risks of an institution, by number.
///
/// # Errors
/// When the database fails.
pub async fn of_tenant(conn: &mut Conn, tenant: TenantId) -> Result<Vec<Risk>> {
    Ok(risk_rows!(conn, "WHERE tenant_id = $1 ORDER BY number", tenant.0)?)
}

/// How many open risks are rated on another scale than this.
///
/// # Errors
/// When the database fails.
pub async fn open_on_others(conn: &mut Conn, tenant: TenantId, scale: Scale) -> Result<i32> {
    let count = sqlx::query_scalar!(
        r#"SELECT count(*) AS "count!" FROM risk WHERE tenant_id = $1 AND status = 'OPEN' AND scale <> $2"#,
        tenant.0,
        scale.code(),
    )
    .fetch_one(conn.raw())
    .await?;
    Ok(i32::try_from(count).unwrap_or(i32::MAX))
}

fn columns(target: Option<Target>) -> (Option<Uuid>, Option<Uuid>) {
    match target {
        Some(Target::Objective(id)) => (Some(id.row), None),
        Some(Target::Activity(id)) => (None, Some(id.row)),
        None => (None, None),
    }
}

pub(super) struct Row {
    pub tenant_id: Uuid,
    pub id: Uuid,
    pub number: i32,
    pub unit_id: Uuid,
    pub objective_id: Option<Uuid>,
    pub activity_id: Option<Uuid>,
    pub title: String,
    pub causes: String,
    pub consequences: String,
    pub owner_id: Option<Uuid>,
    pub scale: String,
    pub inherent_probability: i32,
    pub inherent_impact: i32,
    pub residual_probability: Option<i32>,
    pub residual_impact: Option<i32>,
    pub residual_reason: Option<String>,
    pub strategy: String,
    pub next_review_on: NaiveDate,
    pub last_review_on: Option<NaiveDate>,
    pub remarks: Option<String>,
    pub status: String,
    pub status_reason: Option<String>,
    pub created_at: DateTime<Utc>,
    pub version: i32,
}

impl From<Row> for Risk {
    fn from(row: Row) -> Self {
        let tenant = TenantId(row.tenant_id);
        let objective = row.objective_id.map(|id| Target::Objective(ControlObjectiveId::new(tenant, id)));
        let activity = row.activity_id.map(|id| Target::Activity(ControlActivityId::new(tenant, id)));
        Self {
            id: RiskId::new(tenant, row.id),
            number: row.number,
            unit: UnitId::new(tenant, row.unit_id),
            target: objective.or(activity),
            title: row.title,
            causes: row.causes,
            consequences: row.consequences,
            owner: row.owner_id.map(|owner| MembershipId::new(tenant, owner)),
            scale: scale(&row.scale),
            inherent: Rating { probability: row.inherent_probability, impact: row.inherent_impact },
            residual: rating(row.residual_probability, row.residual_impact),
            residual_reason: row.residual_reason,
            strategy: Strategy::from_code(&row.strategy).expect("a CHECK holds the column to the codes"),
            next_review_on: row.next_review_on,
            last_review_on: row.last_review_on,
            remarks: row.remarks,
            status: RiskStatus::from_code(&row.status).expect("a CHECK holds the column to the codes"),
            status_reason: row.status_reason,
            created_at: row.created_at,
            version: row.version,
        }
    }
}

pub(super) fn rating(probability: Option<i32>, impact: Option<i32>) -> Option<Rating> {
    probability.zip(impact).map(|(probability, impact)| Rating { probability, impact })
}
