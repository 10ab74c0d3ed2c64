//! The synthesis of Annex 4.2.

use super::{
    load::{DecisionsOf, GapsOf, ProgrammeOf, ReportOf},
    standard::ControlStandard,
};
use crate::{
    connection::caller,
    identity::Membership,
    loader,
    permitted::Permitted,
    plan::{Plan, PlanAction, verdict},
};
use async_graphql::{ComplexObject, Context, Enum, Result, SimpleObject};
use calitas_domain::{
    control::{self as domain, may},
    id::ControlCampaignId,
};
use chrono::{DateTime, Utc};

/// More measures for one standard than this nobody looks through here; the list of actions shows the rest.
const ACTIONS: usize = 50;

/// How far a standard is put into practice.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum)]
#[graphql(remote = "domain::ImplementationStatus")]
pub enum ImplementationStatus {
    /// Implemented (I).
    Implemented,
    /// Partially implemented (PI).
    PartiallyImplemented,
    /// Not implemented (NI).
    NotImplemented,
    /// Not applicable: no criterion of it applies, in a compartment or in any.
    NotApplicable,
}

/// The degree of conformity of the control system with the standards.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum)]
#[graphql(remote = "domain::Conformity")]
pub enum ControlConformity {
    /// All 16 standards are implemented.
    Conform,
    /// 13 to 15 are.
    PartiallyConform,
    /// 9 to 12 are.
    PartiallyConformLimited,
    /// Fewer than 9 are.
    NotConform,
}

/// The synthesis of an institution (Annex 4.2), on what is answered now.
#[derive(Debug, Clone, SimpleObject)]
#[graphql(complex)]
pub struct ControlSynthesis {
    /// Compartments that are asked.
    pub compartment_count: i32,
    /// How many of the 16 standards are implemented.
    pub implemented_count: i32,
    /// The degree of conformity.
    pub conformity: ControlConformity,
    /// Whether every compartment has answered everything.
    pub is_complete: bool,
    /// One row a standard, in order.
    pub rows: Vec<ControlSynthesisRow>,
    /// Whose it is; nobody's where it was frozen and handed over.
    #[graphql(skip)]
    campaign: Option<ControlCampaignId>,
}

/// What the chair of the Monitoring Commission decided on a standard that applies nowhere.
#[derive(Debug, Clone, SimpleObject)]
#[graphql(complex)]
pub struct ControlStandardDecision {
    /// Why.
    pub reason: String,
    /// When.
    pub decided_at: DateTime<Utc>,
    #[graphql(skip)]
    row: domain::StandardDecision,
}

#[ComplexObject]
impl ControlStandardDecision {
    /// Who decided.
    async fn decided_by(&self, ctx: &Context<'_>) -> Option<Result<Membership>> {
        loader::load::<Membership>(ctx, self.row.decided_by).await.map_err(Into::into).transpose()
    }
}

#[ComplexObject]
impl ControlSynthesis {
    /// Whether the viewer may decide as the chair on standards that apply nowhere.
    async fn viewer_can_decide(&self, ctx: &Context<'_>) -> Result<Option<Permitted>> {
        let Some(campaign) = self.campaign else { return Ok(None) };
        let report = loader::load::<ReportOf>(ctx, campaign).await?;
        let report = report.and_then(|found| found.0.into_iter().next());
        let (caller, tenant) = (caller(ctx), campaign.tenant);
        Ok(Some(verdict(&caller, tenant, |access| may::decide(report.as_ref(), access))))
    }

    /// The development programme that takes measures: of the institution's plans of that kind that have not ended, the one
    /// begun latest; absent without one and for whoever does not read plans.
    async fn programme(&self, ctx: &Context<'_>) -> Option<Result<Plan>> {
        let found = loader::load::<ProgrammeOf>(ctx, self.campaign?.tenant).await;
        found.map(|found| found.map(|found| found.0.into())).map_err(Into::into).transpose()
    }
}

#[ComplexObject]
impl ControlSynthesisRow {
    /// What the chair decided, where the standard applies nowhere.
    async fn decision(&self, ctx: &Context<'_>) -> Result<Option<ControlStandardDecision>> {
        let Some(campaign) = self.campaign else { return Ok(None) };
        let found = loader::load::<DecisionsOf>(ctx, campaign).await?;
        let found = found.and_then(|all| all.0.iter().find(|one| one.standard == self.row).cloned());
        Ok(found.map(|row| ControlStandardDecision {
            reason: row.reason.clone(),
            decided_at: row.decided_at,
            row,
        }))
    }

    /// The measures for it: actions whose source is a gap in the standard, the newest first, at most 50.
    async fn actions(&self, ctx: &Context<'_>) -> Result<Vec<PlanAction>> {
        let Some(campaign) = self.campaign else { return Ok(Vec::new()) };
        let found = loader::load::<GapsOf>(ctx, (campaign.tenant, self.row)).await?;
        let today = caller(ctx).today();
        let found = found.map(|found| found.0).unwrap_or_default();
        Ok(found.into_iter().rev().take(ACTIONS).map(|row| PlanAction::at(row, today)).collect())
    }
}

/// A row of the synthesis.
#[derive(Debug, Clone, SimpleObject)]
#[graphql(complex)]
pub struct ControlSynthesisRow {
    /// The standard (column 1).
    pub standard: ControlStandard,
    /// Compartments where it applies (column 2): the sum of the next three.
    pub applicable_count: i32,
    /// Of these, where it is implemented (column 3).
    pub implemented_count: i32,
    /// Of these, where it is partially implemented (column 4).
    pub partially_count: i32,
    /// Of these, where it is not implemented (column 5).
    pub not_implemented_count: i32,
    /// Compartments where it does not apply; in no column.
    pub not_applicable_count: i32,
    /// Compartments that have not answered all of it yet; in no column.
    pub pending_count: i32,
    /// The status in the institution (column 6): implemented from 90 % of the compartments where it applies, not
    /// implemented up to 40 %.
    pub status: ImplementationStatus,
    #[graphql(skip)]
    row: domain::Standard,
    #[graphql(skip)]
    campaign: Option<ControlCampaignId>,
}

impl ControlSynthesis {
    /// What was handed over, without the campaign behind it.
    pub(super) fn frozen(synthesis: &domain::Synthesis) -> Self {
        Self::of(synthesis, None)
    }

    /// Of a campaign, as it is now.
    pub(super) fn living(synthesis: &domain::Synthesis, campaign: ControlCampaignId) -> Self {
        Self::of(synthesis, Some(campaign))
    }

    fn of(synthesis: &domain::Synthesis, campaign: Option<ControlCampaignId>) -> Self {
        let row = |row: &domain::StandardRow| ControlSynthesisRow {
            standard: row.standard.into(),
            applicable_count: row.applicable,
            implemented_count: row.implemented,
            partially_count: row.partially,
            not_implemented_count: row.not_implemented,
            not_applicable_count: row.not_applicable,
            pending_count: row.pending,
            status: row.status().into(),
            row: row.standard,
            campaign,
        };
        Self {
            compartment_count: synthesis.compartment_count,
            implemented_count: synthesis.implemented_count(),
            conformity: synthesis.conformity().into(),
            is_complete: synthesis.is_complete(),
            rows: synthesis.rows.iter().map(row).collect(),
            campaign,
        }
    }
}
