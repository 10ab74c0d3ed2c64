//! What an action is made of.

use super::enums::{PlanActionSourceKind, PlanActionStatus};
use crate::{
    control::{CommissionDecision, ControlStandard, DecisionOfCode},
    identity::Membership,
    loader,
    node::GlobalId,
    permitted::Permitted,
    risk::{Risk, RiskOfCode},
    scalar::{Date, Decimal},
};
use async_graphql::{ComplexObject, Context, ID, InputObject, Result, SimpleObject};
use calitas_domain::{
    control::Standard,
    id::{MembershipId, TenantId},
    plan as domain,
};
use chrono::{DateTime, Utc};

/// What an action follows from.
#[derive(Debug, Clone, SimpleObject)]
#[graphql(complex)]
pub struct PlanActionSource {
    /// What kind of thing.
    pub kind: PlanActionSourceKind,
    /// Its code there, such as `4.5`, `S09` or `NC-4`; absent for manual actions.
    pub reference: Option<String>,
    /// What is to be known about it.
    pub note: Option<String>,
    #[graphql(skip)]
    tenant: TenantId,
}

/// What an action follows from.
#[derive(Debug, Clone, InputObject)]
pub struct PlanActionSourceInput {
    /// What kind of thing.
    pub kind: PlanActionSourceKind,
    /// Its code there; needed for everything but manual actions.
    pub reference: Option<String>,
    /// What is to be known about it.
    pub note: Option<String>,
}

/// What shows the effect of an action.
#[derive(Debug, Clone, SimpleObject)]
pub struct PlanActionIndicator {
    /// What is measured.
    pub name: String,
    /// In what it is measured.
    pub unit: String,
    /// The value before.
    pub baseline: Option<Decimal>,
    /// The value to reach.
    pub target: Option<Decimal>,
    /// The measured value of the latest day.
    pub latest: Option<Decimal>,
    /// That day.
    pub latest_on: Option<Date>,
}

/// What shows the effect of an action.
#[derive(Debug, Clone, InputObject)]
pub struct PlanActionIndicatorInput {
    /// What is measured.
    pub name: String,
    /// In what it is measured, such as `%`, `zile` or `persoane`.
    pub unit: String,
    /// The value before.
    pub baseline: Option<Decimal>,
    /// The value to reach; with one, the effect is verified only after a value was measured.
    pub target: Option<Decimal>,
}

/// An item of the checklist of an action.
#[derive(Debug, Clone, SimpleObject)]
pub struct PlanActionCheck {
    /// Opaque global id.
    pub id: ID,
    /// What is to be done.
    pub title: String,
    /// Whether it is done.
    pub is_done: bool,
}

/// A measured value of an indicator.
#[derive(Debug, Clone, SimpleObject)]
#[graphql(complex)]
pub struct PlanActionMeasurement {
    /// Opaque global id.
    pub id: ID,
    /// The day the value stands for.
    pub measured_on: Date,
    /// The value.
    pub value: Decimal,
    /// How it was measured.
    pub note: Option<String>,
    /// When it was recorded.
    pub recorded_at: DateTime<Utc>,
    #[graphql(skip)]
    recorded_by: Option<MembershipId>,
}

/// A status an action may go to next.
#[derive(Debug, Clone, SimpleObject)]
pub struct PlanActionTransition {
    /// The status.
    pub status: PlanActionStatus,
    /// Whether the viewer may move it there now.
    pub allowed: bool,
    /// Why not, as a sentence in the viewer's language; absent when it is allowed.
    pub reason: Option<String>,
    /// Whether a reason must be given.
    pub needs_reason: bool,
}

/// What the viewer may do with an action.
#[derive(Debug, Clone, SimpleObject)]
pub struct PlanActionViewerCan {
    /// Change something of it.
    pub update: Permitted,
    /// Change what it is: its words, people, dates, money, what it waits for.
    pub define: Permitted,
    /// Report progress.
    pub report: Permitted,
    /// Work with its checklist.
    pub check: Permitted,
    /// Put it at another place of the board.
    pub place: Permitted,
    /// Delete it.
    pub delete: Permitted,
    /// Comment on it.
    pub comment: Permitted,
    /// Record a measured value of its indicator.
    pub measure: Permitted,
    /// Watch it.
    pub watch: Permitted,
    /// Attach evidence to it.
    pub attach_evidence: Permitted,
}

impl PlanActionSource {
    /// What an action of an institution follows from.
    pub(super) fn new(tenant: TenantId, source: domain::Source) -> Self {
        Self { kind: source.kind.into(), reference: source.reference, note: source.note, tenant }
    }
}

#[ComplexObject]
impl PlanActionSource {
    /// The risk it is a measure against; absent for other kinds, and for whoever does not read the register.
    async fn risk(&self, ctx: &Context<'_>) -> Option<Result<Risk>> {
        if self.kind != PlanActionSourceKind::Risk {
            return None;
        }
        let key = (self.tenant, self.reference.clone()?);
        let found = loader::load::<RiskOfCode>(ctx, key).await;
        found.map(|found| found.map(|found| found.0.into())).map_err(Into::into).transpose()
    }

    /// The standard of internal control whose gap it closes; absent for other kinds.
    async fn standard(&self) -> Option<ControlStandard> {
        let code = self.reference.as_deref().filter(|_| self.kind == PlanActionSourceKind::ControlGap)?;
        Some(Standard::from_code(code)?.into())
    }

    /// The decision of the Monitoring Commission it carries out; absent for other kinds, and for whoever does not read
    /// internal control.
    async fn commission_decision(&self, ctx: &Context<'_>) -> Option<Result<CommissionDecision>> {
        if self.kind != PlanActionSourceKind::CommissionDecision {
            return None;
        }
        let key = (self.tenant, self.reference.clone()?);
        let found = loader::load::<DecisionOfCode>(ctx, key).await;
        found.map(|found| found.map(|found| found.0.into())).map_err(Into::into).transpose()
    }
}

impl From<PlanActionSourceInput> for domain::Source {
    fn from(input: PlanActionSourceInput) -> Self {
        Self { kind: input.kind.into(), reference: input.reference, note: input.note }
    }
}

impl From<domain::Indicator> for PlanActionIndicator {
    fn from(indicator: domain::Indicator) -> Self {
        let short = |value: Option<rust_decimal::Decimal>| value.map(|value| Decimal(value.normalize()));
        Self {
            name: indicator.name,
            unit: indicator.unit,
            baseline: short(indicator.baseline),
            target: short(indicator.target),
            latest: short(indicator.latest),
            latest_on: indicator.latest_on.map(Date),
        }
    }
}

impl From<PlanActionIndicatorInput> for domain::IndicatorInput {
    fn from(input: PlanActionIndicatorInput) -> Self {
        let PlanActionIndicatorInput { name, unit, baseline, target } = input;
        Self { name, unit, baseline: baseline.map(|value| value.0), target: target.map(|value| value.0) }
    }
}

impl From<domain::ChecklistItem> for PlanActionCheck {
    fn from(item: domain::ChecklistItem) -> Self {
        Self { id: item.id.global(), title: item.title, is_done: item.is_done }
    }
}

impl From<domain::Measurement> for PlanActionMeasurement {
    fn from(row: domain::Measurement) -> Self {
        Self {
            id: row.id.global(),
            measured_on: row.measured_on.into(),
            value: row.value.into(),
            note: row.note,
            recorded_at: row.recorded_at,
            recorded_by: row.recorded_by,
        }
    }
}

#[ComplexObject]
impl PlanActionMeasurement {
    /// Who recorded it.
    async fn recorded_by(&self, ctx: &Context<'_>) -> Option<Result<Membership>> {
        loader::load::<Membership>(ctx, self.recorded_by?).await.map_err(Into::into).transpose()
    }
}
