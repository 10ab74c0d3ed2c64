//! Entering and changing indicators, and recording what was measured.

use super::indicator::{ControlIndicator, IndicatorDirection};
use crate::{
    connection::caller,
    node,
    scalar::{Date, Decimal, given},
};
use async_graphql::{Context, ID, InputObject, MaybeUndefined, Object, Result, SimpleObject};
use calitas_app::control as app;
use calitas_domain::{
    control as domain,
    id::{ControlIndicatorId, ControlMeasurementId, ControlObjectiveId},
};

/// A new indicator.
#[derive(Debug, InputObject)]
pub struct CreateControlIndicatorInput {
    /// The objective whose reaching it shows.
    pub objective_id: ID,
    /// The activity under that objective that it measures.
    pub activity_id: Option<ID>,
    /// What is measured, 3 to 300 characters.
    pub name: String,
    /// In what it is measured, at most 60 characters.
    pub measured_in: String,
    /// Where its values are to go.
    pub direction: IndicatorDirection,
    /// The value before, with at most four decimals.
    pub baseline: Option<Decimal>,
    /// The value to reach, with at most four decimals.
    pub target: Decimal,
    /// Until when.
    pub due_on: Option<Date>,
    /// Made by the client: a repeated request has one effect.
    pub idempotency_key: Option<String>,
}

/// The new indicator.
#[derive(Debug, SimpleObject)]
pub struct CreateControlIndicatorPayload {
    /// The indicator.
    pub control_indicator: ControlIndicator,
}

/// Changes of an indicator; what is left out stays.
#[derive(Debug, InputObject)]
pub struct UpdateControlIndicatorInput {
    /// The indicator.
    pub id: ID,
    /// The version that was read.
    pub expected_version: i32,
    /// What is measured.
    pub name: Option<String>,
    /// In what it is measured.
    pub measured_in: Option<String>,
    /// Where its values are to go.
    pub direction: Option<IndicatorDirection>,
    /// The value before; null for none.
    pub baseline: MaybeUndefined<Decimal>,
    /// The value to reach.
    pub target: Option<Decimal>,
    /// Until when; null for no day.
    pub due_on: MaybeUndefined<Date>,
    /// Takes it out of use, or back.
    pub is_retired: Option<bool>,
}

/// The changed indicator.
#[derive(Debug, SimpleObject)]
pub struct UpdateControlIndicatorPayload {
    /// As it is now.
    pub control_indicator: ControlIndicator,
}

/// What was measured.
#[derive(Debug, InputObject)]
pub struct RecordControlMeasurementInput {
    /// The indicator.
    pub indicator_id: ID,
    /// The day the value stands for; not one to come, and once a day.
    pub measured_on: Date,
    /// The value, with at most four decimals.
    pub value: Decimal,
    /// How it was measured, at most 1,000 characters.
    pub note: Option<String>,
    /// Made by the client: a repeated request has one effect.
    pub idempotency_key: Option<String>,
}

/// The indicator that was measured.
#[derive(Debug, SimpleObject)]
pub struct RecordControlMeasurementPayload {
    /// As it is now.
    pub control_indicator: ControlIndicator,
}

/// A value to take out.
#[derive(Debug, InputObject)]
pub struct DeleteControlMeasurementInput {
    /// The measured value.
    pub id: ID,
}

/// The indicator without the value.
#[derive(Debug, SimpleObject)]
pub struct DeleteControlMeasurementPayload {
    /// The value that is gone.
    pub deleted_control_measurement_id: ID,
    /// As it is now.
    pub control_indicator: ControlIndicator,
}

/// Indicators and their values.
#[derive(Debug, Default)]
pub struct ControlIndicatorMutation;

#[Object]
impl ControlIndicatorMutation {
    /// Enters an indicator of an objective, or of an activity under it.
    async fn create_control_indicator(
        &self,
        ctx: &Context<'_>,
        input: CreateControlIndicatorInput,
    ) -> Result<CreateControlIndicatorPayload> {
        let objective: ControlObjectiveId = node::subject(&input.objective_id)?;
        let activity =
            input.activity_id.map(|id| node::reference("activityId", &id, objective.tenant)).transpose()?;
        let new = domain::IndicatorInput {
            activity,
            name: input.name,
            measured_in: input.measured_in,
            direction: input.direction.into(),
            baseline: input.baseline.map(|value| value.0),
            target: input.target.0,
            due_on: input.due_on.map(|on| on.0),
        };
        let made =
            app::create_indicator(&caller(ctx), objective, new, input.idempotency_key.as_deref()).await?;
        Ok(CreateControlIndicatorPayload { control_indicator: made.into() })
    }

    /// Changes an indicator, takes it out of use or back. Only fields that others changed meanwhile conflict.
    async fn update_control_indicator(
        &self,
        ctx: &Context<'_>,
        input: UpdateControlIndicatorInput,
    ) -> Result<UpdateControlIndicatorPayload> {
        let id: ControlIndicatorId = node::subject(&input.id)?;
        let patch = domain::IndicatorPatch {
            name: input.name,
            measured_in: input.measured_in,
            direction: input.direction.map(Into::into),
            baseline: given(input.baseline).map(|value| value.map(|value| value.0)),
            target: input.target.map(|value| value.0),
            due_on: given(input.due_on).map(|on| on.map(|on| on.0)),
            is_retired: input.is_retired,
        };
        let new = app::update_indicator(&caller(ctx), id, input.expected_version, patch).await?;
        Ok(UpdateControlIndicatorPayload { control_indicator: new.into() })
    }

    /// Records what was measured on a day.
    async fn record_control_measurement(
        &self,
        ctx: &Context<'_>,
        input: RecordControlMeasurementInput,
    ) -> Result<RecordControlMeasurementPayload> {
        let id: ControlIndicatorId = node::subject(&input.indicator_id)?;
        let new = domain::MeasurementInput {
            measured_on: input.measured_on.0,
            value: input.value.0,
            note: input.note,
        };
        let now = app::record_measurement(&caller(ctx), id, new, input.idempotency_key.as_deref()).await?;
        Ok(RecordControlMeasurementPayload { control_indicator: now.into() })
    }

    /// Takes a wrong value out; the journal keeps it.
    async fn delete_control_measurement(
        &self,
        ctx: &Context<'_>,
        input: DeleteControlMeasurementInput,
    ) -> Result<DeleteControlMeasurementPayload> {
        let id: ControlMeasurementId = node::subject(&input.id)?;
        let now = app::delete_measurement(&caller(ctx), id).await?;
        Ok(DeleteControlMeasurementPayload {
            deleted_control_measurement_id: input.id,
            control_indicator: now.into(),
        })
    }
}
