//! Reviews of risks.

use super::{enums::RiskReviewKind, object::RiskRating};
use crate::{identity::Membership, loader, node::GlobalId, scalar::Date};
use async_graphql::{ComplexObject, Context, ID, Result, SimpleObject};
use calitas_domain::{Error, id::MembershipId, risk as domain};
use chrono::{DateTime, Utc};

/// A look at a risk, with its ratings before and after.
#[derive(Debug, Clone, SimpleObject)]
#[graphql(complex)]
pub struct RiskReview {
    /// Opaque global id.
    pub id: ID,
    /// Why it was looked at.
    pub kind: RiskReviewKind,
    /// On which day.
    pub reviewed_on: Date,
    /// What happened.
    pub cause: Option<String>,
    /// Whether the ratings stayed.
    pub is_confirmed: bool,
    /// Without any measure, before the review.
    pub inherent_before: RiskRating,
    /// With the measures taken, before the review.
    pub residual_before: Option<RiskRating>,
    /// Without any measure, since the review.
    pub inherent: RiskRating,
    /// With the measures taken, since the review.
    pub residual: Option<RiskRating>,
    /// When it was put on record.
    pub created_at: DateTime<Utc>,
    #[graphql(skip)]
    reviewed_by: MembershipId,
}

impl From<domain::Review> for RiskReview {
    fn from(row: domain::Review) -> Self {
        let rating = |rating: domain::Rating| RiskRating::on(row.scale, rating);
        Self {
            id: row.id.global(),
            kind: row.kind.into(),
            reviewed_on: row.reviewed_on.into(),
            is_confirmed: row.is_confirmed(),
            inherent_before: rating(row.before.0),
            residual_before: row.before.1.map(rating),
            inherent: rating(row.after.0),
            residual: row.after.1.map(rating),
            created_at: row.created_at,
            reviewed_by: row.reviewed_by,
            cause: row.cause,
        }
    }
}

#[ComplexObject]
impl RiskReview {
    /// Who looked.
    async fn reviewed_by(&self, ctx: &Context<'_>) -> Result<Membership> {
        let found = loader::load::<Membership>(ctx, self.reviewed_by).await?;
        Ok(found.ok_or(Error::NotFound(MembershipId::KIND))?)
    }
}
