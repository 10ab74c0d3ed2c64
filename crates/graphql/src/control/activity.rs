//! Activities of compartments.

use super::{
    chain::{IndicatorCount, IndicatorsOfActivity},
    indicator::ControlIndicator,
    objective::{self, ControlObjective},
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
use async_graphql::{ComplexObject, Context, ID, Result, SimpleObject};
use calitas_domain::{
    Error,
    access::Permission,
    control::{self as domain, Kin, Standing, may::chain as may},
    id::UnitId,
    risk::Target,
};
use std::sync::Arc;

/// An activity of a compartment that serves a specific objective.
#[derive(Debug, Clone, SimpleObject)]
#[graphql(complex)]
pub struct ControlActivity {
    /// Opaque global id.
    pub id: ID,
    /// Its place under the objective, from 1; never given twice.
    pub number: i32,
    /// Short code, `A1.2.3`.
    pub code: String,
    /// What is done.
    pub title: String,
    /// Whether it needs a documented procedure.
    pub is_procedural: bool,
    /// The code of that procedure, until procedures have a register of their own.
    pub procedure_code: Option<String>,
    /// When the procedure was approved; it covers the activity from then on.
    pub procedure_approved_on: Option<Date>,
    /// Whether it is out of use.
    pub is_retired: bool,
    /// Counts changes; pass it as `expectedVersion`.
    pub version: i32,
    #[graphql(skip)]
    row: Arc<domain::Activity>,
}

/// What the viewer may do with an activity.
#[derive(Debug, Clone, SimpleObject)]
pub struct ControlActivityViewerCan {
    /// Change it.
    pub update: Permitted,
    /// Take it out of use, or back.
    pub retire: Permitted,
    /// Enter indicators that measure it.
    pub add_indicator: Permitted,
}

impl From<domain::Activity> for ControlActivity {
    fn from(row: domain::Activity) -> Self {
        Self {
            id: row.id.global(),
            number: row.number,
            code: row.code(),
            title: row.title.clone(),
            is_procedural: row.is_procedural,
            procedure_code: row.procedure_code.clone(),
            procedure_approved_on: row.procedure_approved_on.map(Date),
            is_retired: row.standing() == Standing::Retired,
            version: row.version,
            row: Arc::new(row),
        }
    }
}

impl ControlActivity {
    pub(super) fn row(&self) -> &domain::Activity {
        &self.row
    }

    /// The objective it serves, for other features.
    pub async fn served(&self, ctx: &Context<'_>) -> Result<ControlObjective> {
        objective::one(ctx, self.row.objective).await
    }
}

#[ComplexObject]
impl ControlActivity {
    /// The specific objective it serves.
    async fn objective(&self, ctx: &Context<'_>) -> Result<ControlObjective> {
        self.served(ctx).await
    }

    /// The compartment that carries it out.
    async fn unit(&self, ctx: &Context<'_>) -> Result<Unit> {
        let found = loader::load::<Unit>(ctx, self.row.unit).await?;
        Ok(found.ok_or(Error::NotFound(UnitId::KIND))?)
    }

    /// The indicators that measure it, those out of use too, as they were entered.
    async fn indicators(&self, ctx: &Context<'_>) -> Result<Vec<ControlIndicator>> {
        let found = loader::load::<IndicatorsOfActivity>(ctx, self.row.id).await?;
        let indicators = found.map(|found| found.0).unwrap_or_default();
        Ok(indicators.into_iter().map(ControlIndicator::from).collect())
    }

    /// The open risks that threaten it, the largest exposure first; none for whoever does not read the register.
    async fn risks(&self, ctx: &Context<'_>) -> Result<Vec<Risk>> {
        objective::risks(ctx, Target::Activity(self.row.id)).await
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
    async fn viewer_can(&self, ctx: &Context<'_>) -> Result<ControlActivityViewerCan> {
        let above = self.served(ctx).await?.standing();
        let living = loader::load::<IndicatorCount>(ctx, self.row.id).await?;
        let kin = Kin { above: Some(above), living_count: living.map_or(0, |found| found.0) };
        let (caller, tenant, row) = (caller(ctx), self.row.id.tenant, &*self.row);
        Ok(ControlActivityViewerCan {
            update: verdict(&caller, tenant, |access| may::update_activity(row, access)),
            retire: verdict(&caller, tenant, |access| may::retire_activity(row, kin, access)),
            add_indicator: verdict(&caller, tenant, |access| may::add_indicator_of(row, access)),
        })
    }
}
