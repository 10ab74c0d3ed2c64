//! The register as it stood at the end of an earlier day.

use super::{
    enums::{RiskBand, RiskScaleCode, RiskStrategy},
    object::RiskRating,
    register::unit_rows,
    setting::RiskScale,
    target::{self, RiskTarget},
};
use crate::{
    connection::{Page, caller, count, cursor, part, read_cursor},
    identity::Membership,
    loader,
    node::GlobalId,
    scalar::Date,
    tenancy::Unit,
};
use async_graphql::{ComplexObject, Context, ID, Result, SimpleObject};
use calitas_app::{page_limit, risk as app};
use calitas_domain::{
    id::{RiskId, TenantId},
    risk as domain,
};
use std::sync::Arc;

/// The register of an institution as it stood at the end of a day.
#[derive(Debug, Clone, SimpleObject)]
#[graphql(complex)]
pub struct RiskRegister {
    /// The day.
    pub on: Date,
    /// The scale in use then.
    pub scale: RiskScale,
    /// The highest exposure that was tolerated then.
    pub tolerance: Option<i32>,
    #[graphql(skip)]
    setting: domain::Setting,
    #[graphql(skip)]
    risks: Arc<Vec<(RiskId, domain::RiskState)>>,
}

/// A risk as it stood at the end of a day.
#[derive(Debug, Clone, SimpleObject)]
#[graphql(complex)]
pub struct RiskState {
    /// Id of the risk.
    pub risk_id: ID,
    /// Short code, `R-1`.
    pub code: String,
    /// What might happen.
    pub title: String,
    /// What favoured it; may be empty.
    pub causes: String,
    /// To what it led; may be empty.
    pub consequences: String,
    /// The scale it was rated on.
    pub scale: RiskScaleCode,
    /// Without any measure.
    pub inherent: RiskRating,
    /// With the measures taken then.
    pub residual: Option<RiskRating>,
    /// Why the residual exposure was above the inherent one.
    pub residual_reason: Option<String>,
    /// The exposure as it was.
    pub exposure: i32,
    /// The band of its exposure.
    pub band: RiskBand,
    /// Whether its exposure was above what the institution tolerated.
    pub is_above_tolerance: bool,
    /// What was done about it.
    pub strategy: RiskStrategy,
    /// When it was to be looked at.
    pub next_review_on: Date,
    /// When it had been looked at last.
    pub last_review_on: Option<Date>,
    /// What else was known.
    pub remarks: Option<String>,
    #[graphql(skip)]
    row: Arc<domain::RiskState>,
}

connection! {
    /// Risks at an earlier moment, the largest exposure first.
    RiskStateConnection, RiskStateEdge, RiskState
}

impl RiskState {
    fn new(id: RiskId, row: domain::RiskState, setting: &domain::Setting) -> Self {
        let exposure = row.exposure();
        Self {
            risk_id: id.global(),
            code: row.code.clone(),
            title: row.title.clone(),
            causes: row.causes.clone(),
            consequences: row.consequences.clone(),
            scale: row.scale.into(),
            inherent: RiskRating::on(row.scale, row.inherent),
            residual: row.residual.map(|residual| RiskRating::on(row.scale, residual)),
            residual_reason: row.residual_reason.clone(),
            exposure,
            band: row.band().into(),
            is_above_tolerance: setting.is_above(row.scale, exposure),
            strategy: row.strategy.into(),
            next_review_on: row.next_review_on.into(),
            last_review_on: row.last_review_on.map(Date),
            remarks: row.remarks.clone(),
            row: Arc::new(row),
        }
    }
}

#[ComplexObject]
impl RiskState {
    /// The compartment whose risk it was.
    async fn unit(&self, ctx: &Context<'_>) -> Option<Result<Unit>> {
        loader::load::<Unit>(ctx, self.row.unit).await.map_err(Into::into).transpose()
    }

    /// What it threatened, by its name today.
    async fn target(&self, ctx: &Context<'_>) -> Option<Result<RiskTarget>> {
        target::one(ctx, self.row.target).await
    }

    /// Who answered for it.
    async fn owner(&self, ctx: &Context<'_>) -> Option<Result<Membership>> {
        loader::load::<Membership>(ctx, self.row.owner?).await.map_err(Into::into).transpose()
    }
}

#[ComplexObject]
impl RiskRegister {
    /// The risks that were open, the largest exposure first.
    async fn risks(
        &self,
        #[graphql(desc = "Page size, 1 to 100; 50 unless told.")] first: Option<i32>,
        #[graphql(desc = "Cursor of the item before the page.")] after: Option<String>,
    ) -> Result<RiskStateConnection> {
        let limit = usize::try_from(page_limit(first)?).unwrap_or(usize::MAX);
        let from = read_cursor::<1>(after.as_deref())?.map(|[at]| part::<usize>(&at)).transpose()?;
        let from = from.map_or(0, |at| at.saturating_add(1));
        let shown = self.risks.iter().enumerate().skip(from).take(limit);
        let item = |(at, (id, row)): (usize, &(RiskId, domain::RiskState))| {
            (cursor(&[&at.to_string()]), RiskState::new(*id, row.clone(), &self.setting))
        };
        let items = shown.map(item).collect();
        let (all, has_previous) = (self.risks.len(), after.is_some());
        let has_next = from.saturating_add(limit) < all;
        let counting = count(move |_| async move { Ok(i64::try_from(all).unwrap_or(i64::MAX)) });
        Ok(RiskStateConnection::new(Page { items, has_next, has_previous }, counting))
    }
}

/// The register of an institution, or of some of its units, at the end of a day.
pub async fn as_of(
    ctx: &Context<'_>,
    tenant: TenantId,
    on: Date,
    unit_ids: Option<Vec<ID>>,
) -> Result<RiskRegister> {
    let units = unit_rows("unitIds", unit_ids, tenant)?;
    let mut past = app::as_of(&caller(ctx), tenant, on.0).await?;
    past.risks.retain(|(_, risk)| units.is_empty() || units.contains(&risk.unit.row));
    Ok(RiskRegister {
        on: past.on.into(),
        scale: past.setting.scale.into(),
        tolerance: past.setting.tolerance.map(|tolerance| tolerance.limit),
        setting: past.setting,
        risks: Arc::new(past.risks),
    })
}
