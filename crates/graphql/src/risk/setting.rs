//! On which scale an institution rates its risks, and which exposure it tolerates.

use super::enums::{RiskBand, RiskScaleCode};
use crate::{
    connection::caller,
    identity::Membership,
    loader, node,
    permitted::Permitted,
    plan::verdict,
    scalar::{Date, given},
    tenancy::Tenant,
};
use async_graphql::{ComplexObject, Context, ID, InputObject, MaybeUndefined, Object, Result, SimpleObject};
use calitas_app::risk as app;
use calitas_domain::{
    Error,
    id::{MembershipId, TenantId},
    risk::{self as domain, may},
};

/// What an institution decides about rating its risks.
#[derive(Debug, Clone, SimpleObject)]
#[graphql(complex)]
pub struct RiskSetting {
    /// The scale in use.
    pub scale: RiskScale,
    /// The scales to choose from.
    pub scales: Vec<RiskScale>,
    /// The exposure that is tolerated; absent until one is approved.
    pub tolerance: Option<RiskTolerance>,
    /// Counts changes; pass it as `expectedVersion`.
    pub version: i32,
    #[graphql(skip)]
    tenant: TenantId,
}

/// A scale of probability and impact, with what their product means.
#[derive(Debug, Clone, SimpleObject)]
pub struct RiskScale {
    /// Which one.
    pub code: RiskScaleCode,
    /// The highest level.
    pub points: i32,
    /// The highest exposure.
    pub max_exposure: i32,
    /// Levels of probability and of impact, the lowest first.
    pub levels: Vec<RiskLevel>,
    /// Bands of exposure, the lowest first.
    pub bands: Vec<RiskExposureBand>,
}

/// A level of probability or impact.
#[derive(Debug, Clone, SimpleObject)]
pub struct RiskLevel {
    /// From 1.
    pub value: i32,
    /// Name in Romanian.
    pub label_ro: String,
    /// Name in English.
    pub label_en: String,
}

/// The exposures that make a band.
#[derive(Debug, Clone, SimpleObject)]
pub struct RiskExposureBand {
    /// Which band.
    pub band: RiskBand,
    /// Name in Romanian.
    pub label_ro: String,
    /// Name in English.
    pub label_en: String,
    /// Lowest exposure.
    pub min: i32,
    /// Highest exposure.
    pub max: i32,
}

/// A limit of tolerance: a risk whose exposure is above it is significant.
#[derive(Debug, Clone, SimpleObject)]
#[graphql(complex)]
pub struct RiskTolerance {
    /// The highest exposure that is tolerated.
    pub limit: i32,
    /// When it was approved.
    pub approved_on: Date,
    #[graphql(skip)]
    approved_by: MembershipId,
}

impl From<domain::Scale> for RiskScale {
    fn from(scale: domain::Scale) -> Self {
        let level = |level: &domain::Level| RiskLevel {
            value: level.value,
            label_ro: level.label_ro.clone(),
            label_en: level.label_en.clone(),
        };
        let band = |range: &domain::BandRange| RiskExposureBand {
            band: range.band().into(),
            label_ro: range.label_ro.clone(),
            label_en: range.label_en.clone(),
            min: range.min,
            max: range.max,
        };
        Self {
            code: scale.into(),
            points: scale.points(),
            max_exposure: scale.max_exposure(),
            levels: scale.levels().iter().map(level).collect(),
            bands: scale.bands().iter().map(band).collect(),
        }
    }
}

impl From<domain::Setting> for RiskSetting {
    fn from(row: domain::Setting) -> Self {
        let tolerance = row.tolerance.map(|one| RiskTolerance {
            limit: one.limit,
            approved_on: one.approved_on.into(),
            approved_by: one.approved_by,
        });
        Self {
            scale: row.scale.into(),
            scales: domain::Scale::ALL.iter().map(|scale| RiskScale::from(*scale)).collect(),
            tolerance,
            version: row.version,
            tenant: row.tenant,
        }
    }
}

#[ComplexObject]
impl RiskSetting {
    /// Whether the viewer may change it.
    async fn viewer_can_manage(&self, ctx: &Context<'_>) -> Permitted {
        verdict(&caller(ctx), self.tenant, may::manage)
    }
}

#[ComplexObject]
impl RiskTolerance {
    /// Who approved it.
    async fn approved_by(&self, ctx: &Context<'_>) -> Result<Membership> {
        let found = loader::load::<Membership>(ctx, self.approved_by).await?;
        Ok(found.ok_or(Error::NotFound(MembershipId::KIND))?)
    }
}

/// The decisions of an institution.
pub async fn setting(ctx: &Context<'_>, tenant: TenantId) -> Result<RiskSetting> {
    Ok(app::setting(&caller(ctx), tenant).await?.into())
}

/// Changes of the decisions; what is left out stays.
#[derive(Debug, InputObject)]
pub struct UpdateRiskSettingInput {
    /// The institution.
    pub tenant_id: ID,
    /// The version that was read.
    pub expected_version: i32,
    /// The scale; it changes only while no open risk is rated on the other one.
    pub scale: Option<RiskScaleCode>,
    /// The highest exposure that is tolerated; null takes the limit away.
    pub tolerance_limit: MaybeUndefined<i32>,
    /// Who approved the limit; needed with one.
    pub tolerance_approved_by_id: MaybeUndefined<ID>,
    /// When it was approved; needed with a limit.
    pub tolerance_approved_on: MaybeUndefined<Date>,
}

/// The changed decisions.
#[derive(Debug, SimpleObject)]
pub struct UpdateRiskSettingPayload {
    /// The decisions as they are now.
    pub risk_setting: RiskSetting,
    /// The institution.
    pub tenant: Tenant,
}

/// Deciding about rating.
#[derive(Debug, Default)]
pub struct RiskSettingMutation;

#[Object]
impl RiskSettingMutation {
    /// Decides on which scale risks are rated, and which exposure is tolerated.
    async fn update_risk_setting(
        &self,
        ctx: &Context<'_>,
        input: UpdateRiskSettingInput,
    ) -> Result<UpdateRiskSettingPayload> {
        let tenant: TenantId = node::subject(&input.tenant_id)?;
        let approver = input.tolerance_approved_by_id;
        let patch = domain::SettingPatch {
            scale: input.scale.map(Into::into),
            limit: given(input.tolerance_limit),
            approved_by: node::changed("toleranceApprovedById", approver, tenant)?,
            approved_on: given(input.tolerance_approved_on).map(|on| on.map(|on| on.0)),
        };
        let new = app::update_setting(&caller(ctx), tenant, input.expected_version, patch).await?;
        let tenant = crate::tenancy::tenant(ctx, tenant).await?;
        Ok(UpdateRiskSettingPayload { risk_setting: new.into(), tenant })
    }
}
