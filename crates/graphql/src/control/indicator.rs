//! Indicators and what was measured.

use super::{
    activity::ControlActivity,
    chain::MeasurementsOf,
    objective::{self, ControlObjective},
};
use crate::{
    connection::caller,
    identity::Membership,
    journal::{self, JournalEntryConnection},
    loader,
    node::GlobalId,
    permitted::Permitted,
    plan::verdict,
    scalar::{Date, Decimal},
};
use async_graphql::{ComplexObject, Context, Enum, ID, Result, SimpleObject};
use calitas_domain::{
    Error,
    access::Permission,
    control::{self as domain, Kin, Standing, may::chain as may},
    id::MembershipId,
};
use std::sync::Arc;

/// Where the values of an indicator are to go.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum)]
#[graphql(remote = "domain::IndicatorDirection")]
pub enum IndicatorDirection {
    /// More is better.
    Up,
    /// Less is better.
    Down,
}

/// What shows how far an objective is reached.
#[derive(Debug, Clone, SimpleObject)]
#[graphql(complex)]
pub struct ControlIndicator {
    /// Opaque global id.
    pub id: ID,
    /// What is measured.
    pub name: String,
    /// In what it is measured, such as `%` or `zile`.
    pub measured_in: String,
    /// Where its values are to go.
    pub direction: IndicatorDirection,
    /// The value before.
    pub baseline: Option<Decimal>,
    /// The value to reach.
    pub target: Decimal,
    /// Until when.
    pub due_on: Option<Date>,
    /// Whether it is out of use.
    pub is_retired: bool,
    /// The value of the latest day that was measured.
    pub latest: Option<Decimal>,
    /// That day.
    pub latest_on: Option<Date>,
    /// How much of the way from the baseline to the target was made, in whole percents; absent while nothing was measured.
    pub achieved_percent: Option<i32>,
    /// Counts changes; pass it as `expectedVersion`.
    pub version: i32,
    #[graphql(skip)]
    row: Arc<domain::Indicator>,
}

/// A measured value.
#[derive(Debug, Clone, SimpleObject)]
#[graphql(complex)]
pub struct ControlMeasurement {
    /// Opaque global id.
    pub id: ID,
    /// The day the value stands for.
    pub measured_on: Date,
    /// The value.
    pub value: Decimal,
    /// How it was measured.
    pub note: Option<String>,
    #[graphql(skip)]
    by: MembershipId,
}

/// What the viewer may do with an indicator.
#[derive(Debug, Clone, SimpleObject)]
pub struct ControlIndicatorViewerCan {
    /// Change it.
    pub update: Permitted,
    /// Take it out of use, or back.
    pub retire: Permitted,
    /// Record what was measured, and take a wrong value out.
    pub measure: Permitted,
}

impl From<domain::Indicator> for ControlIndicator {
    fn from(row: domain::Indicator) -> Self {
        let domain::Course { direction, baseline, target, latest } = row.course;
        Self {
            id: row.id.global(),
            name: row.name.clone(),
            measured_in: row.measured_in.clone(),
            direction: direction.into(),
            baseline: baseline.map(Decimal),
            target: Decimal(target),
            due_on: row.due_on.map(Date),
            is_retired: row.standing() == Standing::Retired,
            latest: latest.map(Decimal),
            latest_on: row.latest_on.map(Date),
            achieved_percent: row.course.percent(),
            version: row.version,
            row: Arc::new(row),
        }
    }
}

impl From<domain::Measurement> for ControlMeasurement {
    fn from(row: domain::Measurement) -> Self {
        Self {
            id: row.id.global(),
            measured_on: Date(row.measured_on),
            value: Decimal(row.value),
            note: row.note,
            by: row.measured_by,
        }
    }
}

#[ComplexObject]
impl ControlMeasurement {
    /// Who recorded it.
    async fn measured_by(&self, ctx: &Context<'_>) -> Result<Membership> {
        let found = loader::load::<Membership>(ctx, self.by).await?;
        Ok(found.ok_or(Error::NotFound(MembershipId::KIND))?)
    }
}

impl ControlIndicator {
    async fn measured_activity(&self, ctx: &Context<'_>) -> Result<Option<ControlActivity>> {
        let Some(id) = self.row.activity else { return Ok(None) };
        Ok(loader::load::<ControlActivity>(ctx, id).await?)
    }
}

#[ComplexObject]
impl ControlIndicator {
    /// The objective whose reaching it shows.
    async fn objective(&self, ctx: &Context<'_>) -> Result<ControlObjective> {
        objective::one(ctx, self.row.objective).await
    }

    /// The activity under that objective that it measures.
    async fn activity(&self, ctx: &Context<'_>) -> Option<Result<ControlActivity>> {
        self.measured_activity(ctx).await.transpose()
    }

    /// What was measured, the latest day first.
    async fn measurements(&self, ctx: &Context<'_>) -> Result<Vec<ControlMeasurement>> {
        let found = loader::load::<MeasurementsOf>(ctx, self.row.id).await?;
        let measurements = found.map(|found| found.0).unwrap_or_default();
        Ok(measurements.into_iter().map(ControlMeasurement::from).collect())
    }

    /// What happened to it, the newest first.
    async fn history(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Page size, 1 to 100; 50 unless told.")] first: Option<i32>,
        #[graphql(desc = "Cursor of the item before the page.")] after: Option<String>,
    ) -> Result<JournalEntryConnection> {
        let (tenant, row) = (self.row.id.tenant, self.row.id.row);
        journal::history_with(ctx, Permission::ControlRead, tenant, row, first, after).await
    }

    /// What the viewer may do with it.
    async fn viewer_can(&self, ctx: &Context<'_>) -> Result<ControlIndicatorViewerCan> {
        let activity = self.measured_activity(ctx).await?.map(|activity| activity.row().standing());
        let objective = objective::one(ctx, self.row.objective).await?.standing();
        let kin = Kin {
            above: activity.filter(|one| *one == Standing::Retired).or(Some(objective)),
            living_count: 0,
        };
        let (caller, tenant, row) = (caller(ctx), self.row.id.tenant, &*self.row);
        Ok(ControlIndicatorViewerCan {
            update: verdict(&caller, tenant, |access| may::update_indicator(row, access)),
            retire: verdict(&caller, tenant, |access| may::retire_indicator(row, kin, access)),
            measure: verdict(&caller, tenant, |access| may::measure(row, access)),
        })
    }
}
