//! What hangs on objectives, activities and indicators, loaded for a whole level at once; and how far procedures cover
//! activities.

use super::{activity::ControlActivity, indicator::ControlIndicator, objective::ControlObjective};
use crate::{
    connection::caller,
    loader::{self, Loadable, grouped, loaded},
    node::GlobalId,
    tenancy::Unit,
};
use async_graphql::{ComplexObject, Context, ID, Object, Result, SimpleObject};
use calitas_app::{Ctx, control as app, risk};
use calitas_domain::{
    Error,
    access::Permission,
    control as domain,
    id::{ControlActivityId, ControlIndicatorId, ControlObjectiveId, TenantId, UnitId},
    risk::{Risk, Target},
};

loaded! {
    /// The activities of an objective, by number.
    ActivitiesOf(Vec<domain::Activity>) by ControlObjectiveId => |ctx, keys| {
        grouped(app::activities_of(ctx, keys).await?.into_iter().map(|one| (one.objective, one)), Self)
    };
    /// The indicators of an objective, those of its activities too.
    IndicatorsOf(Vec<domain::Indicator>) by ControlObjectiveId => |ctx, keys| {
        grouped(app::indicators_of(ctx, keys).await?.into_iter().map(|one| (one.objective, one)), Self)
    };
    /// Where the indicators in force stand that count for an objective.
    CoursesOf(Vec<domain::Course>) by ControlObjectiveId => |ctx, keys| {
        grouped(app::courses(ctx, keys).await?, Self)
    };
    /// How many things in force hang under an objective.
    LivingUnder(i32) by ControlObjectiveId => |ctx, keys| {
        app::living_under(ctx, keys).await?.into_iter().map(|(id, count)| (id, Self(count))).collect()
    };
    /// The indicators of an activity.
    IndicatorsOfActivity(Vec<domain::Indicator>) by ControlActivityId => |ctx, keys| {
        let found = app::indicators_of_activities(ctx, keys).await?;
        grouped(found.into_iter().filter_map(|one| Some((one.activity?, one))), Self)
    };
    /// How many indicators in force an activity has.
    IndicatorCount(i32) by ControlActivityId => |ctx, keys| {
        app::indicator_counts(ctx, keys).await?.into_iter().map(|(id, count)| (id, Self(count))).collect()
    };
    /// The values of an indicator, the latest day first.
    MeasurementsOf(Vec<domain::Measurement>) by ControlIndicatorId => |ctx, keys| {
        grouped(app::measurements(ctx, keys).await?.into_iter().map(|one| (one.indicator, one)), Self)
    };
    /// The open risks that threaten an objective or activity.
    RisksOf(Vec<Risk>) by Target => |ctx, keys| {
        let found = risk::of_targets(ctx, keys).await?;
        grouped(found.into_iter().filter_map(|one| Some((one.target?, one))), Self)
    };
    /// How far procedures cover the activities of an institution, by unit.
    CoverageOf(Vec<(UnitId, domain::ProcedureCoverage)>) by TenantId => |ctx, keys| {
        grouped(app::coverage(ctx, keys).await?.into_iter().map(|one| (one.0.tenant, one)), Self)
    };
}

impl Loadable for ControlObjective {
    type Key = ControlObjectiveId;

    async fn load(ctx: &Ctx, keys: &[Self::Key]) -> Result<Vec<(Self::Key, Self)>, Error> {
        Ok(app::objectives_by_ids(ctx, keys).await?.into_iter().map(|row| (row.id, row.into())).collect())
    }
}

impl Loadable for ControlActivity {
    type Key = ControlActivityId;

    async fn load(ctx: &Ctx, keys: &[Self::Key]) -> Result<Vec<(Self::Key, Self)>, Error> {
        Ok(app::activities_by_ids(ctx, keys).await?.into_iter().map(|row| (row.id, row.into())).collect())
    }
}

impl Loadable for ControlIndicator {
    type Key = ControlIndicatorId;

    async fn load(ctx: &Ctx, keys: &[Self::Key]) -> Result<Vec<(Self::Key, Self)>, Error> {
        Ok(app::indicators_by_ids(ctx, keys).await?.into_iter().map(|row| (row.id, row.into())).collect())
    }
}

/// How far approved procedures cover the procedural activities in force.
#[derive(Debug, Clone, SimpleObject)]
#[graphql(complex)]
pub struct ProcedureCoverage {
    /// Inventoried procedural activities.
    pub procedural_count: i32,
    /// Those whose procedure is approved.
    pub covered_count: i32,
    /// The share of these in whole percents, rounded down; absent where nothing is inventoried.
    pub percent: Option<i32>,
    /// The same by compartment, by name; compartments without procedural activities are left out.
    pub units: Vec<UnitCoverage>,
    #[graphql(skip)]
    tenant: TenantId,
}

/// How far approved procedures cover the procedural activities of a compartment.
#[derive(Debug, Clone, SimpleObject)]
#[graphql(complex)]
pub struct UnitCoverage {
    /// Inventoried procedural activities.
    pub procedural_count: i32,
    /// Those whose procedure is approved.
    pub covered_count: i32,
    /// The share of these in whole percents, rounded down.
    pub percent: Option<i32>,
    #[graphql(skip)]
    id: UnitId,
}

/// What the inventory of activities counts for section 7 of the annual report, as of now.
#[derive(Debug, Clone, Copy, SimpleObject)]
pub struct CountedProcedures {
    /// Inventoried procedural activities.
    pub procedural_count: i32,
    /// Those whose procedure is approved.
    pub covered_count: i32,
}

#[ComplexObject]
impl ProcedureCoverage {
    /// The inventory: all activities in force, from the first objective to the last.
    async fn activities(&self, ctx: &Context<'_>) -> Result<Vec<ControlActivity>> {
        let found = app::activities(&caller(ctx), self.tenant).await?;
        Ok(found.into_iter().map(ControlActivity::from).collect())
    }
}

#[ComplexObject]
impl UnitCoverage {
    /// The compartment.
    async fn unit(&self, ctx: &Context<'_>) -> Result<Unit> {
        let found = loader::load::<Unit>(ctx, self.id).await?;
        Ok(found.ok_or(Error::NotFound(UnitId::KIND))?)
    }
}

/// How far procedures cover the activities of an institution.
pub async fn coverage(ctx: &Context<'_>, tenant: TenantId) -> Result<ProcedureCoverage> {
    caller(ctx).require(Permission::ControlRead, tenant)?;
    let units = by_unit(ctx, tenant).await?;
    let whole = together(&units);
    let unit = |(id, of): (UnitId, domain::ProcedureCoverage)| UnitCoverage {
        procedural_count: of.procedural_count,
        covered_count: of.covered_count,
        percent: of.percent(),
        id,
    };
    Ok(ProcedureCoverage {
        procedural_count: whole.procedural_count,
        covered_count: whole.covered_count,
        percent: whole.percent(),
        units: units.into_iter().map(unit).collect(),
        tenant,
    })
}

/// What the inventory counts for the annual report of an institution.
pub(super) async fn counted(ctx: &Context<'_>, tenant: TenantId) -> Result<CountedProcedures> {
    let domain::ProcedureCoverage { procedural_count, covered_count } =
        together(&by_unit(ctx, tenant).await?);
    Ok(CountedProcedures { procedural_count, covered_count })
}

async fn by_unit(ctx: &Context<'_>, tenant: TenantId) -> Result<Vec<(UnitId, domain::ProcedureCoverage)>> {
    let found = loader::load::<CoverageOf>(ctx, tenant).await?;
    Ok(found.map(|found| found.0).unwrap_or_default())
}

fn together(units: &[(UnitId, domain::ProcedureCoverage)]) -> domain::ProcedureCoverage {
    units.iter().fold(domain::ProcedureCoverage::default(), |sum, (_, of)| sum.and(*of))
}

/// Objectives, activities and indicators.
#[derive(Debug, Default)]
pub struct ControlChainQuery;

#[Object]
impl ControlChainQuery {
    /// An objective; absent when it is not there or not the viewer's to see.
    async fn control_objective(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Global id of the objective.")] id: ID,
    ) -> Result<Option<ControlObjective>> {
        caller(ctx).actor()?;
        let Some(id) = ControlObjectiveId::read(&id) else { return Ok(None) };
        Ok(loader::load::<ControlObjective>(ctx, id).await?)
    }

    /// An activity; absent when it is not there or not the viewer's to see.
    async fn control_activity(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Global id of the activity.")] id: ID,
    ) -> Result<Option<ControlActivity>> {
        caller(ctx).actor()?;
        let Some(id) = ControlActivityId::read(&id) else { return Ok(None) };
        Ok(loader::load::<ControlActivity>(ctx, id).await?)
    }

    /// An indicator; absent when it is not there or not the viewer's to see.
    async fn control_indicator(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Global id of the indicator.")] id: ID,
    ) -> Result<Option<ControlIndicator>> {
        caller(ctx).actor()?;
        let Some(id) = ControlIndicatorId::read(&id) else { return Ok(None) };
        Ok(loader::load::<ControlIndicator>(ctx, id).await?)
    }
}
