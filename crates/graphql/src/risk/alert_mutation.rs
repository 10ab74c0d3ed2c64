//! Alerts from whoever notices something to whoever decides about it.

use super::{
    alert::{RiskAlert, RiskAlertEdge, edge},
    enums::{RiskAlertDecision, RiskStrategy},
    object::Risk,
    target,
};
use crate::{connection::caller, node, scalar::Date, tenancy::Tenant};
use async_graphql::{Context, ID, InputObject, Object, Result, SimpleObject};
use calitas_app::risk as app;
use calitas_domain::{
    Error, Reason,
    id::{RiskAlertId, TenantId, UnitId},
    risk as domain,
};

/// A new alert.
#[derive(Debug, InputObject)]
pub struct RaiseRiskAlertInput {
    /// The compartment it is about.
    pub unit_id: ID,
    /// What may happen, 3 to 300 characters.
    pub title: String,
    /// How it was noticed, 3 to 4,000 characters.
    pub description: String,
    /// What favours it, at most 4,000 characters.
    pub causes: Option<String>,
    /// To what it leads, at most 4,000 characters.
    pub consequences: Option<String>,
    /// How likely it is, from 1.
    pub probability: i32,
    /// How grave it is, from 1.
    pub impact: i32,
    /// Made by the client: a repeated request has one effect.
    pub idempotency_key: Option<String>,
}

/// The new alert.
#[derive(SimpleObject)]
pub struct RaiseRiskAlertPayload {
    /// The alert with its place in the list.
    pub risk_alert_edge: RiskAlertEdge,
    /// The institution with its alerts.
    pub tenant: Tenant,
}

/// What the analysis of an alert found.
#[derive(Debug, InputObject)]
pub struct AnalyseRiskAlertInput {
    /// The alert.
    pub id: ID,
    /// The version that was read.
    pub expected_version: i32,
    /// What was found, 3 to 4,000 characters.
    pub analysis: String,
    /// What is proposed.
    pub decision: RiskAlertDecision,
}

/// The analysed alert.
#[derive(Debug, SimpleObject)]
pub struct AnalyseRiskAlertPayload {
    /// The alert as it is now.
    pub risk_alert: RiskAlert,
}

/// The alert to take into the register: into a risk that is there, or into a new one.
#[derive(Debug, InputObject)]
pub struct AcceptRiskAlertInput {
    /// The alert.
    pub id: ID,
    /// The version that was read.
    pub expected_version: i32,
    /// The open risk it goes into; left out when a new one is entered.
    pub risk_id: Option<ID>,
    /// The risk it becomes; left out when it goes into one that is there.
    pub risk: Option<AcceptedRiskInput>,
}

/// The risk an alert becomes; what is left out comes from the alert.
#[derive(Debug, InputObject)]
pub struct AcceptedRiskInput {
    /// What may happen.
    pub title: Option<String>,
    /// What favours it.
    pub causes: Option<String>,
    /// To what it leads.
    pub consequences: Option<String>,
    /// How likely it is without any measure.
    pub inherent_probability: Option<i32>,
    /// How grave it is without any measure.
    pub inherent_impact: Option<i32>,
    /// What is done about it.
    pub strategy: RiskStrategy,
    /// Who answers for it.
    pub owner_id: Option<ID>,
    /// The objective or activity it threatens.
    pub target_id: Option<ID>,
    /// When it is looked at; a year from today unless told.
    pub next_review_on: Option<Date>,
}

/// The accepted alert.
#[derive(Debug, SimpleObject)]
pub struct AcceptRiskAlertPayload {
    /// The alert as it is now.
    pub risk_alert: RiskAlert,
    /// The risk it went into.
    pub risk: Risk,
    /// The institution with its register.
    pub tenant: Tenant,
}

/// The alert to reject.
#[derive(Debug, InputObject)]
pub struct RejectRiskAlertInput {
    /// The alert.
    pub id: ID,
    /// The version that was read.
    pub expected_version: i32,
    /// Why, 3 to 1,000 characters.
    pub reason: String,
}

/// The rejected alert.
#[derive(Debug, SimpleObject)]
pub struct RejectRiskAlertPayload {
    /// The alert as it is now.
    pub risk_alert: RiskAlert,
}

impl AcceptedRiskInput {
    fn into_acceptance(self, tenant: TenantId) -> Result<domain::Acceptance, Error> {
        let owner = self.owner_id.map(|id| node::reference("risk.ownerId", &id, tenant)).transpose()?;
        let target = self.target_id.map(|id| target::reference("risk.targetId", &id, tenant)).transpose()?;
        Ok(domain::Acceptance {
            title: self.title,
            causes: self.causes,
            consequences: self.consequences,
            inherent_probability: self.inherent_probability,
            inherent_impact: self.inherent_impact,
            strategy: self.strategy.into(),
            owner,
            target,
            next_review_on: self.next_review_on.map(|on| on.0),
        })
    }
}

/// Raising and deciding alerts.
#[derive(Debug, Default)]
pub struct RiskAlertMutation;

#[Object]
impl RiskAlertMutation {
    /// Says that something may happen in a compartment.
    async fn raise_risk_alert(
        &self,
        ctx: &Context<'_>,
        input: RaiseRiskAlertInput,
    ) -> Result<RaiseRiskAlertPayload> {
        let unit: UnitId = node::subject(&input.unit_id)?;
        let new = domain::AlertInput {
            unit,
            title: input.title,
            description: input.description,
            causes: input.causes.unwrap_or_default(),
            consequences: input.consequences.unwrap_or_default(),
            rating: domain::Rating { probability: input.probability, impact: input.impact },
        };
        let key = input.idempotency_key.as_deref();
        let made = app::raise(&caller(ctx), unit.tenant, new, key).await?;
        let tenant = crate::tenancy::tenant(ctx, unit.tenant).await?;
        Ok(RaiseRiskAlertPayload { risk_alert_edge: edge(made), tenant })
    }

    /// Says what the analysis of an alert found, and what it proposes.
    async fn analyse_risk_alert(
        &self,
        ctx: &Context<'_>,
        input: AnalyseRiskAlertInput,
    ) -> Result<AnalyseRiskAlertPayload> {
        let id = node::subject(&input.id)?;
        let (version, decision) = (input.expected_version, input.decision.into());
        let new = app::analyse(&caller(ctx), id, version, &input.analysis, decision).await?;
        Ok(AnalyseRiskAlertPayload { risk_alert: new.into() })
    }

    /// Takes an alert into the register.
    async fn accept_risk_alert(
        &self,
        ctx: &Context<'_>,
        input: AcceptRiskAlertInput,
    ) -> Result<AcceptRiskAlertPayload> {
        let id: RiskAlertId = node::subject(&input.id)?;
        let into = match (input.risk_id, input.risk) {
            (Some(risk), None) => app::Into::Existing(node::reference("riskId", &risk, id.tenant)?),
            (None, Some(risk)) => app::Into::New(Box::new(risk.into_acceptance(id.tenant)?)),
            (None, None) => return Err(Error::invalid("riskId", Reason::Required).into()),
            (Some(_), Some(_)) => return Err(Error::invalid("riskId", Reason::Repeated).into()),
        };
        let (alert, risk) = app::accept(&caller(ctx), id, input.expected_version, into).await?;
        let tenant = crate::tenancy::tenant(ctx, id.tenant).await?;
        Ok(AcceptRiskAlertPayload { risk_alert: alert.into(), risk: risk.into(), tenant })
    }

    /// Rejects an alert with a reason.
    async fn reject_risk_alert(
        &self,
        ctx: &Context<'_>,
        input: RejectRiskAlertInput,
    ) -> Result<RejectRiskAlertPayload> {
        let id = node::subject(&input.id)?;
        let new = app::reject(&caller(ctx), id, input.expected_version, &input.reason).await?;
        Ok(RejectRiskAlertPayload { risk_alert: new.into() })
    }
}
