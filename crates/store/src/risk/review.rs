//! Reviews of risks.

use super::{register::rating, setting::scale};
use crate::{Conn, Result, WriteTx};
use calitas_domain::{
    id::{MembershipId, RiskId, RiskReviewId, TenantId},
    risk::{Rating, Review, ReviewKind},
};
use chrono::{DateTime, NaiveDate, Utc};
use uuid::Uuid;

/// Adds a review.
///
/// # Errors
/// When the database fails.
pub async fn create(tx: &mut WriteTx, review: &Review) -> Result<()> {
    let ((inherent_before, residual_before), (inherent, residual)) = (review.before, review.after);
    sqlx::query!(
        "INSERT INTO risk_review (tenant_id, id, risk_id, kind, reviewed_on, cause, reviewed_by, scale,
           inherent_probability_before, inherent_impact_before, residual_probability_before, residual_impact_before,
           inherent_probability, inherent_impact, residual_probability, residual_impact, created_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17)",
        review.id.tenant.0,
        review.id.row,
        review.risk.row,
        review.kind.code(),
        review.reviewed_on,
        review.cause,
        review.reviewed_by.row,
        review.scale.code(),
        inherent_before.probability,
        inherent_before.impact,
        residual_before.map(|one| one.probability),
        residual_before.map(|one| one.impact),
        inherent.probability,
        inherent.impact,
        residual.map(|one| one.probability),
        residual.map(|one| one.impact),
        review.created_at,
    )
    .execute(tx.raw())
    .await?;
    Ok(())
}

/// The reviews of several risks, the newest first. There are a few a year.
///
/// # Errors
/// When the database fails.
pub async fn of_risks(conn: &mut Conn, risks: &[RiskId]) -> Result<Vec<Review>> {
    let (tenants, rows): (Vec<Uuid>, Vec<Uuid>) = risks.iter().map(|id| (id.tenant.0, id.row)).unzip();
    let rows = sqlx::query_as!(
        Row,
        "SELECT review.tenant_id, review.id, risk_id, kind, reviewed_on, cause, reviewed_by, scale,
           inherent_probability_before, inherent_impact_before, residual_probability_before, residual_impact_before,
           inherent_probability, inherent_impact, residual_probability, residual_impact, created_at
         FROM unnest((SELECT $1::uuid[]), (SELECT $2::uuid[])) AS wanted (tenant_id, id)
         JOIN risk_review AS review ON review.tenant_id = wanted.tenant_id AND review.risk_id = wanted.id
         ORDER BY review.reviewed_on DESC, review.created_at DESC, review.id",
        &tenants,
        &rows,
    )
    .fetch_all(conn.raw())
    .await?;
    Ok(rows.into_iter().map(Review::from).collect())
}

/// A review by its row; for a request that is repeated.
///
/// # Errors
/// When the database fails.
pub async fn by_id(conn: &mut Conn, id: RiskReviewId) -> Result<Option<Review>> {
    let row = sqlx::query_as!(
        Row,
        "SELECT tenant_id, id, risk_id, kind, reviewed_on, cause, reviewed_by, scale, inherent_probability_before,
           inherent_impact_before, residual_probability_before, residual_impact_before, inherent_probability,
           inherent_impact, residual_probability, residual_impact, created_at
         FROM risk_review WHERE tenant_id = $1 AND id = $2",
        id.tenant.0,
        id.row,
    )
    .fetch_optional(conn.raw())
    .await?;
    Ok(row.map(Review::from))
}

struct Row {
    tenant_id: Uuid,
    id: Uuid,
    risk_id: Uuid,
    kind: String,
    reviewed_on: NaiveDate,
    cause: Option<String>,
    reviewed_by: Uuid,
    scale: String,
    inherent_probability_before: i32,
    inherent_impact_before: i32,
    residual_probability_before: Option<i32>,
    residual_impact_before: Option<i32>,
    inherent_probability: i32,
    inherent_impact: i32,
    residual_probability: Option<i32>,
    residual_impact: Option<i32>,
    created_at: DateTime<Utc>,
}

impl From<Row> for Review {
    fn from(row: Row) -> Self {
        let tenant = TenantId(row.tenant_id);
        let inherent_before =
            Rating { probability: row.inherent_probability_before, impact: row.inherent_impact_before };
        let inherent = Rating { probability: row.inherent_probability, impact: row.inherent_impact };
        let residual_before = rating(row.residual_probability_before, row.residual_impact_before);
        Self {
            id: RiskReviewId::new(tenant, row.id),
            risk: RiskId::new(tenant, row.risk_id),
            kind: ReviewKind::from_code(&row.kind).expect("a CHECK holds the column to the codes"),
            reviewed_on: row.reviewed_on,
            cause: row.cause,
            reviewed_by: MembershipId::new(tenant, row.reviewed_by),
            scale: scale(&row.scale),
            before: (inherent_before, residual_before),
            after: (inherent, rating(row.residual_probability, row.residual_impact)),
            created_at: row.created_at,
        }
    }
}
