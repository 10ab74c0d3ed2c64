//! Objectives.

use super::{
    activity::ControlActivity,
    chain::{ActivitiesOf, CoursesOf, IndicatorsOf, LivingUnder, RisksOf},
    indicator::ControlIndicator,
};
use crate::{
    connection::caller,
    journal::{self, JournalEntryConnection},
    loader,
    node::GlobalId,
    permitted::Permitted,
    plan::verdict,
    risk::Risk,
    scalar::Date,
    tenancy::Unit,
};
use async_graphql::{ComplexObject, Context, Enum, ID, Result, SimpleObject};
use calitas_app::control as app;
use calitas_domain::{
    Error,
    access::Permission,
    control::{self as domain, Kin, Standing, may::chain as may},
    id::{ControlObjectiveId, TenantId, UnitId},
    risk::Target,
};
use std::sync::Arc;

/// Whose objective it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum)]
#[graphql(remote = "domain::ObjectiveKind")]
pub enum ControlObjectiveKind {
    /// Of the whole institution.
    General,
    /// Of a compartment, following from a general one.
    Specific,
}

/// What an objective has to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum)]
#[graphql(remote = "domain::SmartCriterion")]
pub enum SmartCriterion {
    /// It says what is to be reached.
    Specific,
    /// An indicator shows how far it is reached.
    Measurable,
    /// The resources for it are named.
    Achievable,
    /// It is said what it is good for.
    Relevant,
    /// It has a day.
    TimeBound,
}

/// An objective of internal control.
#[derive(Debug, Clone, SimpleObject)]
#[graphql(complex)]
pub struct ControlObjective {
    /// Opaque global id.
    pub id: ID,
    /// Whose it is.
    pub kind: ControlObjectiveKind,
    /// Its place among those beside it, from 1; never given twice.
    pub number: i32,
    /// Short code, `O1` or `O1.2`.
    pub code: String,
    /// What is to be reached.
    pub title: String,
    /// The expected result.
    pub result: Option<String>,
    /// What is needed for it.
    pub resources: Option<String>,
    /// What it is good for.
    pub relevance: Option<String>,
    /// Until when.
    pub due_on: Option<Date>,
    /// Whether it is out of use.
    pub is_retired: bool,
    /// Counts changes; pass it as `expectedVersion`.
    pub version: i32,
    #[graphql(skip)]
    row: Arc<domain::Objective>,
}

/// What the viewer may do with an objective.
#[derive(Debug, Clone, SimpleObject)]
pub struct ControlObjectiveViewerCan {
    /// Change it.
    pub update: Permitted,
    /// Take it out of use, or back.
    pub retire: Permitted,
    /// Set specific objectives that follow from it.
    pub add_specific: Permitted,
    /// Enter activities that serve it.
    pub add_activity: Permitted,
    /// Enter indicators that show how far it is reached.
    pub add_indicator: Permitted,
}

impl From<domain::Objective> for ControlObjective {
    fn from(row: domain::Objective) -> Self {
        Self {
            id: row.id.global(),
            kind: row.kind().into(),
            number: row.number,
            code: row.code(),
            title: row.title.clone(),
            result: row.result.clone(),
            resources: row.resources.clone(),
            relevance: row.relevance.clone(),
            due_on: row.due_on.map(Date),
            is_retired: row.standing() == Standing::Retired,
            version: row.version,
            row: Arc::new(row),
        }
    }
}

impl ControlObjective {
    pub(super) fn standing(&self) -> Standing {
        self.row.standing()
    }

    async fn all_indicators(&self, ctx: &Context<'_>) -> Result<Vec<domain::Indicator>> {
        let found = loader::load::<IndicatorsOf>(ctx, self.row.id).await?;
        Ok(found.map(|found| found.0).unwrap_or_default())
    }

    async fn general(&self, ctx: &Context<'_>) -> Result<Option<Self>> {
        let Some(under) = self.row.under else { return Ok(None) };
        Ok(loader::load::<Self>(ctx, under.general).await?)
    }
}

#[ComplexObject]
impl ControlObjective {
    /// The general objective that a specific one follows from.
    async fn parent(&self, ctx: &Context<'_>) -> Option<Result<ControlObjective>> {
        self.general(ctx).await.transpose()
    }

    /// The compartment of a specific objective.
    async fn unit(&self, ctx: &Context<'_>) -> Option<Result<Unit>> {
        loader::load::<Unit>(ctx, self.row.unit()?).await.map_err(Into::into).transpose()
    }

    /// What it lacks to be SMART; shown, it forbids nothing.
    async fn smart_gaps(&self, ctx: &Context<'_>) -> Result<Vec<SmartCriterion>> {
        let indicators = self.all_indicators(ctx).await?;
        let count = indicators.iter().filter(|one| one.standing() == Standing::InForce).count();
        Ok(self.row.smart_gaps(count).into_iter().map(SmartCriterion::from).collect())
    }

    /// How far its indicators in force are together, in whole percents; those of the specific objectives count for the
    /// general one, what was not measured counts as nothing achieved. Absent while nothing was measured.
    async fn achieved_percent(&self, ctx: &Context<'_>) -> Result<Option<i32>> {
        let found = loader::load::<CoursesOf>(ctx, self.row.id).await?;
        let courses = found.map(|found| found.0).unwrap_or_default();
        let percents: Vec<Option<i32>> = courses.into_iter().map(domain::Course::percent).collect();
        Ok(domain::mean_percent(&percents))
    }

    /// The activities that serve it, by number; those out of use too.
    async fn activities(&self, ctx: &Context<'_>) -> Result<Vec<ControlActivity>> {
        let found = loader::load::<ActivitiesOf>(ctx, self.row.id).await?;
        let activities = found.map(|found| found.0).unwrap_or_default();
        Ok(activities.into_iter().map(ControlActivity::from).collect())
    }

    /// Its indicators, those of its activities and those out of use too, as they were entered.
    async fn indicators(&self, ctx: &Context<'_>) -> Result<Vec<ControlIndicator>> {
        Ok(self.all_indicators(ctx).await?.into_iter().map(ControlIndicator::from).collect())
    }

    /// The open risks that threaten it, the largest exposure first; none for whoever does not read the register.
    async fn risks(&self, ctx: &Context<'_>) -> Result<Vec<Risk>> {
        risks(ctx, Target::Objective(self.row.id)).await
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
    async fn viewer_can(&self, ctx: &Context<'_>) -> Result<ControlObjectiveViewerCan> {
        let above = self.general(ctx).await?.map(|general| general.standing());
        let living = loader::load::<LivingUnder>(ctx, self.row.id).await?;
        let kin = Kin { above, living_count: living.map_or(0, |found| found.0) };
        let (caller, tenant, row) = (caller(ctx), self.row.id.tenant, &*self.row);
        Ok(ControlObjectiveViewerCan {
            update: verdict(&caller, tenant, |access| may::update_objective(row, access)),
            retire: verdict(&caller, tenant, |access| may::retire_objective(row, kin, access)),
            add_specific: verdict(&caller, tenant, |access| may::add_specific(row, None, access)),
            add_activity: verdict(&caller, tenant, |access| may::add_activity(row, access)),
            add_indicator: verdict(&caller, tenant, |access| may::add_indicator(row, access)),
        })
    }
}

/// The objectives of an institution, each general one before its specific ones.
pub async fn objectives(
    ctx: &Context<'_>,
    tenant: TenantId,
    unit: Option<UnitId>,
) -> Result<Vec<ControlObjective>> {
    let found = app::objectives(&caller(ctx), tenant, unit).await?;
    Ok(found.into_iter().map(ControlObjective::from).collect())
}

/// An objective that something belongs to.
pub async fn one(ctx: &Context<'_>, id: ControlObjectiveId) -> Result<ControlObjective> {
    let found = loader::load::<ControlObjective>(ctx, id).await?;
    Ok(found.ok_or(Error::NotFound(ControlObjectiveId::KIND))?)
}

/// The open risks that threaten something.
pub(super) async fn risks(ctx: &Context<'_>, target: Target) -> Result<Vec<Risk>> {
    let found = loader::load::<RisksOf>(ctx, target).await?;
    let risks = found.map(|found| found.0).unwrap_or_default();
    Ok(risks.into_iter().map(Risk::from).collect())
}
