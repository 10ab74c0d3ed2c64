//! Risks.

use super::{
    alert::RiskAlert,
    enums::{RiskBand, RiskScaleCode, RiskStatus, RiskStrategy},
    load::{AlertsOf, MeasuresOf, ReviewsOf, SettingOf},
    review::RiskReview,
    target::{self, RiskTarget},
};
use crate::{
    connection::caller,
    identity::Membership,
    journal::{self, JournalEntryConnection},
    loader,
    node::GlobalId,
    permitted::Permitted,
    plan::{PlanAction, verdict},
    scalar::Date,
    tenancy::{Tenant, Unit},
};
use async_graphql::{ComplexObject, Context, ID, Result, SimpleObject};
use calitas_domain::{
    Error,
    access::Permission,
    id::{TenantId, UnitId},
    risk::{self as domain, may},
};
use chrono::{DateTime, Utc};
use std::sync::Arc;

/// A risk of the register.
#[derive(Debug, Clone, SimpleObject)]
#[graphql(complex)]
pub struct Risk {
    /// Opaque global id.
    pub id: ID,
    /// Short code, `R-1`.
    pub code: String,
    /// What may happen.
    pub title: String,
    /// What favours it; may be empty.
    pub causes: String,
    /// To what it leads; may be empty.
    pub consequences: String,
    /// The scale it is rated on.
    pub scale: RiskScaleCode,
    /// Without any measure.
    pub inherent: RiskRating,
    /// With the measures taken; absent until somebody rates it.
    pub residual: Option<RiskRating>,
    /// Why the residual exposure is above the inherent one.
    pub residual_reason: Option<String>,
    /// The exposure as it is: residual, or inherent while nobody rated what is left.
    pub exposure: i32,
    /// The band of its exposure.
    pub band: RiskBand,
    /// What is done about it.
    pub strategy: RiskStrategy,
    /// When it is looked at again.
    pub next_review_on: Date,
    /// When it was looked at last.
    pub last_review_on: Option<Date>,
    /// What else is to be known.
    pub remarks: Option<String>,
    /// Whether it is on the register.
    pub status: RiskStatus,
    /// Why it was closed or taken up again.
    pub status_reason: Option<String>,
    /// When it was entered.
    pub created_at: DateTime<Utc>,
    /// Counts changes; pass it as `expectedVersion`.
    pub version: i32,
    #[graphql(skip)]
    row: Arc<domain::Risk>,
}

/// Probability, impact and what follows from them.
#[derive(Debug, Clone, SimpleObject)]
pub struct RiskRating {
    /// How likely, from 1.
    pub probability: i32,
    /// How grave, from 1.
    pub impact: i32,
    /// Probability times impact.
    pub exposure: i32,
    /// The band of the exposure.
    pub band: RiskBand,
}

/// What the viewer may do with a risk.
#[derive(Debug, Clone, SimpleObject)]
pub struct RiskViewerCan {
    /// Change it.
    pub edit: Permitted,
    /// Look at it again.
    pub review: Permitted,
    /// Take it off the register.
    pub close: Permitted,
    /// Put it back on the register.
    pub reopen: Permitted,
}

impl RiskRating {
    /// A rating on a scale.
    pub(super) fn on(scale: domain::Scale, rating: domain::Rating) -> Self {
        let domain::Rating { probability, impact } = rating;
        Self { probability, impact, exposure: rating.exposure(), band: rating.band(scale).into() }
    }
}

impl From<domain::Risk> for Risk {
    fn from(row: domain::Risk) -> Self {
        Self {
            id: row.id.global(),
            code: row.code(),
            title: row.title.clone(),
            causes: row.causes.clone(),
            consequences: row.consequences.clone(),
            scale: row.scale.into(),
            inherent: RiskRating::on(row.scale, row.inherent),
            residual: row.residual.map(|residual| RiskRating::on(row.scale, residual)),
            residual_reason: row.residual_reason.clone(),
            exposure: row.exposure(),
            band: row.band().into(),
            strategy: row.strategy.into(),
            next_review_on: row.next_review_on.into(),
            last_review_on: row.last_review_on.map(Date),
            remarks: row.remarks.clone(),
            status: row.status.into(),
            status_reason: row.status_reason.clone(),
            created_at: row.created_at,
            version: row.version,
            row: Arc::new(row),
        }
    }
}

#[ComplexObject]
impl Risk {
    /// Whether its exposure is above what the institution tolerates.
    async fn is_above_tolerance(&self, ctx: &Context<'_>) -> Result<bool> {
        let setting = loader::load::<SettingOf>(ctx, self.row.id.tenant).await?;
        Ok(setting.is_some_and(|setting| setting.0.is_above(self.row.scale, self.exposure)))
    }

    /// Whether it should have been looked at by now.
    async fn is_review_overdue(&self, ctx: &Context<'_>) -> bool {
        self.row.is_review_overdue(caller(ctx).today())
    }

    /// The institution.
    async fn tenant(&self, ctx: &Context<'_>) -> Result<Tenant> {
        crate::tenancy::tenant(ctx, self.row.id.tenant).await
    }

    /// The compartment whose risk it is.
    async fn unit(&self, ctx: &Context<'_>) -> Result<Unit> {
        let found = loader::load::<Unit>(ctx, self.row.unit).await?;
        Ok(found.ok_or(Error::NotFound(UnitId::KIND))?)
    }

    /// What it threatens.
    async fn target(&self, ctx: &Context<'_>) -> Option<Result<RiskTarget>> {
        target::one(ctx, self.row.target).await
    }

    /// Who answers for it.
    async fn owner(&self, ctx: &Context<'_>) -> Option<Result<Membership>> {
        loader::load::<Membership>(ctx, self.row.owner?).await.map_err(Into::into).transpose()
    }

    /// Measures of control: actions of plans that follow from it, the oldest first; none for whoever does not read
    /// plans.
    async fn measures(&self, ctx: &Context<'_>) -> Result<Vec<PlanAction>> {
        let key: (TenantId, String) = (self.row.id.tenant, self.code.clone());
        let found = loader::load::<MeasuresOf>(ctx, key).await?;
        let today = caller(ctx).today();
        let actions = found.map(|found| found.0).unwrap_or_default();
        Ok(actions.into_iter().map(|action| PlanAction::at(action, today)).collect())
    }

    /// When it was looked at, the newest first.
    async fn reviews(&self, ctx: &Context<'_>) -> Result<Vec<RiskReview>> {
        let found = loader::load::<ReviewsOf>(ctx, self.row.id).await?;
        let reviews = found.map(|found| found.0).unwrap_or_default();
        Ok(reviews.into_iter().map(RiskReview::from).collect())
    }

    /// The alerts that went into it, those the viewer may see.
    async fn alerts(&self, ctx: &Context<'_>) -> Result<Vec<RiskAlert>> {
        let found = loader::load::<AlertsOf>(ctx, self.row.id).await?;
        let alerts = found.map(|found| found.0).unwrap_or_default();
        Ok(alerts.into_iter().map(RiskAlert::from).collect())
    }

    /// What happened to it, the newest first.
    async fn history(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Page size, 1 to 100; 50 unless told.")] first: Option<i32>,
        #[graphql(desc = "Cursor of the item before the page.")] after: Option<String>,
    ) -> Result<JournalEntryConnection> {
        let (tenant, row) = (self.row.id.tenant, self.row.id.row);
        journal::history_with(ctx, Permission::RiskRead, tenant, row, first, after).await
    }

    /// What the viewer may do with it.
    async fn viewer_can(&self, ctx: &Context<'_>) -> RiskViewerCan {
        let (caller, tenant, row) = (caller(ctx), self.row.id.tenant, &*self.row);
        RiskViewerCan {
            edit: verdict(&caller, tenant, |access| may::edit(row, access)),
            review: verdict(&caller, tenant, |access| may::review(row, access)),
            close: verdict(&caller, tenant, |access| may::close(row, access)),
            reopen: verdict(&caller, tenant, |access| may::reopen(row, access)),
        }
    }
}
