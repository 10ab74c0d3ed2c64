//! Entering, changing, reviewing and closing risks.

use super::{
    enums::{RiskReviewKind, RiskStrategy},
    object::Risk,
    register::{RiskEdge, edge},
    review::RiskReview,
    target,
};
use crate::{
    connection::caller,
    node,
    scalar::{Date, given},
    tenancy::Tenant,
};
use async_graphql::{Context, ID, InputObject, MaybeUndefined, Object, Result, SimpleObject};
use calitas_app::risk as app;
use calitas_domain::{
    id::{MembershipId, RiskId, UnitId},
    risk as domain,
};

/// A new risk.
#[derive(Debug, InputObject)]
pub struct CreateRiskInput {
    /// The compartment whose risk it is.
    pub unit_id: ID,
    /// What may happen, 3 to 300 characters.
    pub title: String,
    /// What favours it, at most 4,000 characters.
    pub causes: Option<String>,
    /// To what it leads, at most 4,000 characters.
    pub consequences: Option<String>,
    /// The objective or activity it threatens.
    pub target_id: Option<ID>,
    /// Who answers for it.
    pub owner_id: Option<ID>,
    /// How likely it is without any measure, from 1.
    pub inherent_probability: i32,
    /// How grave it is without any measure, from 1.
    pub inherent_impact: i32,
    /// How likely it is with the measures taken.
    pub residual_probability: Option<i32>,
    /// How grave it is with the measures taken.
    pub residual_impact: Option<i32>,
    /// Why the residual exposure is above the inherent one; needed then.
    pub residual_reason: Option<String>,
    /// What is done about it.
    pub strategy: RiskStrategy,
    /// When it is looked at; a year from today unless told.
    pub next_review_on: Option<Date>,
    /// What else is to be known, at most 4,000 characters.
    pub remarks: Option<String>,
    /// Made by the client: a repeated request has one effect.
    pub idempotency_key: Option<String>,
}

/// The new risk.
#[derive(SimpleObject)]
pub struct CreateRiskPayload {
    /// The risk with its place in the list of largest exposures.
    pub risk_edge: RiskEdge,
    /// The institution with its register.
    pub tenant: Tenant,
}

/// Changes of a risk; what is left out stays.
#[derive(Debug, InputObject)]
pub struct UpdateRiskInput {
    /// The risk.
    pub id: ID,
    /// The version that was read.
    pub expected_version: i32,
    /// The compartment whose risk it is.
    pub unit_id: Option<ID>,
    /// What may happen.
    pub title: Option<String>,
    /// What favours it.
    pub causes: Option<String>,
    /// To what it leads.
    pub consequences: Option<String>,
    /// The objective or activity it threatens; null for none.
    pub target_id: MaybeUndefined<ID>,
    /// Who answers for it; null for nobody.
    pub owner_id: MaybeUndefined<ID>,
    /// How likely it is without any measure.
    pub inherent_probability: Option<i32>,
    /// How grave it is without any measure.
    pub inherent_impact: Option<i32>,
    /// How likely it is with the measures taken; null takes the rating away, together with the impact.
    pub residual_probability: MaybeUndefined<i32>,
    /// How grave it is with the measures taken.
    pub residual_impact: MaybeUndefined<i32>,
    /// Why the residual exposure is above the inherent one; needed then.
    pub residual_reason: MaybeUndefined<String>,
    /// What is done about it.
    pub strategy: Option<RiskStrategy>,
    /// When it is looked at again.
    pub next_review_on: Option<Date>,
    /// What else is to be known; null for nothing.
    pub remarks: MaybeUndefined<String>,
}

/// The changed risk.
#[derive(Debug, SimpleObject)]
pub struct UpdateRiskPayload {
    /// The risk as it is now.
    pub risk: Risk,
}

/// A look at a risk. Levels that are left out are confirmed.
#[derive(Debug, InputObject)]
pub struct ReviewRiskInput {
    /// The risk.
    pub id: ID,
    /// The version that was read.
    pub expected_version: i32,
    /// Why it is looked at.
    pub kind: RiskReviewKind,
    /// On which day.
    pub reviewed_on: Date,
    /// What happened; needed when something did.
    pub cause: Option<String>,
    /// How likely it is without any measure.
    pub inherent_probability: Option<i32>,
    /// How grave it is without any measure.
    pub inherent_impact: Option<i32>,
    /// How likely it is with the measures taken.
    pub residual_probability: Option<i32>,
    /// How grave it is with the measures taken.
    pub residual_impact: Option<i32>,
    /// Why the residual exposure is above the inherent one; needed then.
    pub residual_reason: Option<String>,
    /// When it is looked at again; a year after this review unless told.
    pub next_review_on: Option<Date>,
    /// Made by the client: a repeated request has one effect.
    pub idempotency_key: Option<String>,
}

/// The risk that was looked at.
#[derive(Debug, SimpleObject)]
pub struct ReviewRiskPayload {
    /// The risk as it is now.
    pub risk: Risk,
    /// The review.
    pub risk_review: RiskReview,
}

/// The risk to take off the register.
#[derive(Debug, InputObject)]
pub struct CloseRiskInput {
    /// The risk.
    pub id: ID,
    /// The version that was read.
    pub expected_version: i32,
    /// Why, 3 to 1,000 characters.
    pub reason: String,
}

/// The risk that was taken off the register.
#[derive(Debug, SimpleObject)]
pub struct CloseRiskPayload {
    /// The risk as it is now.
    pub risk: Risk,
}

/// The risk to put back on the register.
#[derive(Debug, InputObject)]
pub struct ReopenRiskInput {
    /// The risk.
    pub id: ID,
    /// The version that was read.
    pub expected_version: i32,
    /// Why, 3 to 1,000 characters.
    pub reason: String,
}

/// The risk that was put back on the register.
#[derive(Debug, SimpleObject)]
pub struct ReopenRiskPayload {
    /// The risk as it is now.
    pub risk: Risk,
}

/// Keeping the register.
#[derive(Debug, Default)]
pub struct RiskMutation;

#[Object]
impl RiskMutation {
    /// Enters a risk into the register of a compartment.
    async fn create_risk(&self, ctx: &Context<'_>, input: CreateRiskInput) -> Result<CreateRiskPayload> {
        let unit: UnitId = node::subject(&input.unit_id)?;
        let tenant = unit.tenant;
        let target = input.target_id.map(|id| target::reference("targetId", &id, tenant)).transpose()?;
        let owner = input.owner_id.map(|id| node::reference("ownerId", &id, tenant)).transpose()?;
        let new = domain::RiskInput {
            unit,
            target,
            title: input.title,
            causes: input.causes.unwrap_or_default(),
            consequences: input.consequences.unwrap_or_default(),
            owner,
            inherent: domain::Rating {
                probability: input.inherent_probability,
                impact: input.inherent_impact,
            },
            residual_probability: input.residual_probability,
            residual_impact: input.residual_impact,
            residual_reason: input.residual_reason,
            strategy: input.strategy.into(),
            next_review_on: input.next_review_on.map(|on| on.0),
            remarks: input.remarks,
        };
        let made = app::create(&caller(ctx), tenant, new, input.idempotency_key.as_deref()).await?;
        let tenant = crate::tenancy::tenant(ctx, tenant).await?;
        Ok(CreateRiskPayload { risk_edge: edge(made), tenant })
    }

    /// Changes a risk. Only fields that others changed meanwhile conflict.
    async fn update_risk(&self, ctx: &Context<'_>, input: UpdateRiskInput) -> Result<UpdateRiskPayload> {
        let id: RiskId = node::subject(&input.id)?;
        let unit = input.unit_id.map(|unit| node::reference("unitId", &unit, id.tenant)).transpose()?;
        let patch = domain::RiskPatch {
            unit,
            target: target::changed("targetId", input.target_id, id.tenant)?,
            title: input.title,
            causes: input.causes,
            consequences: input.consequences,
            owner: node::changed::<MembershipId>("ownerId", input.owner_id, id.tenant)?,
            inherent_probability: input.inherent_probability,
            inherent_impact: input.inherent_impact,
            residual_probability: given(input.residual_probability),
            residual_impact: given(input.residual_impact),
            residual_reason: given(input.residual_reason),
            strategy: input.strategy.map(Into::into),
            next_review_on: input.next_review_on.map(|on| on.0),
            remarks: given(input.remarks),
        };
        let new = app::update(&caller(ctx), id, input.expected_version, patch).await?;
        Ok(UpdateRiskPayload { risk: new.into() })
    }

    /// Puts a look at a risk on record; what it was rated before is kept.
    async fn review_risk(&self, ctx: &Context<'_>, input: ReviewRiskInput) -> Result<ReviewRiskPayload> {
        let id = node::subject(&input.id)?;
        let review = domain::ReviewInput {
            kind: input.kind.into(),
            reviewed_on: input.reviewed_on.0,
            cause: input.cause,
            inherent_probability: input.inherent_probability,
            inherent_impact: input.inherent_impact,
            residual_probability: input.residual_probability,
            residual_impact: input.residual_impact,
            residual_reason: input.residual_reason,
            next_review_on: input.next_review_on.map(|on| on.0),
        };
        let key = input.idempotency_key.as_deref();
        let (risk, review) = app::review(&caller(ctx), id, input.expected_version, review, key).await?;
        Ok(ReviewRiskPayload { risk: risk.into(), risk_review: review.into() })
    }

    /// Takes a risk off the register.
    async fn close_risk(&self, ctx: &Context<'_>, input: CloseRiskInput) -> Result<CloseRiskPayload> {
        let id = node::subject(&input.id)?;
        let new = app::close(&caller(ctx), id, input.expected_version, &input.reason).await?;
        Ok(CloseRiskPayload { risk: new.into() })
    }

    /// Puts a risk back on the register.
    async fn reopen_risk(&self, ctx: &Context<'_>, input: ReopenRiskInput) -> Result<ReopenRiskPayload> {
        let id = node::subject(&input.id)?;
        let new = app::reopen(&caller(ctx), id, input.expected_version, &input.reason).await?;
        Ok(ReopenRiskPayload { risk: new.into() })
    }
}
