//! Setting and changing objectives and activities.

use super::{activity::ControlActivity, objective::ControlObjective};
use crate::{
    connection::caller,
    node,
    scalar::{Date, given},
    tenancy::Tenant,
};
use async_graphql::{Context, ID, InputObject, MaybeUndefined, Object, Result, SimpleObject};
use calitas_app::control as app;
use calitas_domain::{
    control as domain,
    id::{ControlActivityId, ControlObjectiveId, TenantId},
};

/// A new objective.
#[derive(Debug, InputObject)]
pub struct CreateControlObjectiveInput {
    /// The institution.
    pub tenant_id: ID,
    /// The general objective that a specific one follows from; none of a general one.
    pub parent_id: Option<ID>,
    /// The compartment of a specific one; none of a general one.
    pub unit_id: Option<ID>,
    /// What is to be reached, 3 to 300 characters.
    pub title: String,
    /// The expected result, at most 2,000 characters.
    pub result: Option<String>,
    /// What is needed for it, at most 2,000 characters.
    pub resources: Option<String>,
    /// What it is good for, at most 2,000 characters.
    pub relevance: Option<String>,
    /// Until when.
    pub due_on: Option<Date>,
    /// Made by the client: a repeated request has one effect.
    pub idempotency_key: Option<String>,
}

/// The new objective.
#[derive(Debug, SimpleObject)]
pub struct CreateControlObjectivePayload {
    /// The objective.
    pub control_objective: ControlObjective,
    /// The institution with its objectives.
    pub tenant: Tenant,
}

/// Changes of an objective; what is left out stays.
#[derive(Debug, InputObject)]
pub struct UpdateControlObjectiveInput {
    /// The objective.
    pub id: ID,
    /// The version that was read.
    pub expected_version: i32,
    /// The compartment of a specific one.
    pub unit_id: Option<ID>,
    /// What is to be reached.
    pub title: Option<String>,
    /// The expected result; null for nothing.
    pub result: MaybeUndefined<String>,
    /// What is needed for it; null for nothing.
    pub resources: MaybeUndefined<String>,
    /// What it is good for; null for nothing.
    pub relevance: MaybeUndefined<String>,
    /// Until when; null for no day.
    pub due_on: MaybeUndefined<Date>,
    /// Takes it out of use, or back; not while something in use hangs under it.
    pub is_retired: Option<bool>,
}

/// The changed objective.
#[derive(Debug, SimpleObject)]
pub struct UpdateControlObjectivePayload {
    /// As it is now.
    pub control_objective: ControlObjective,
}

/// A new activity.
#[derive(Debug, InputObject)]
pub struct CreateControlActivityInput {
    /// The specific objective it serves.
    pub objective_id: ID,
    /// The compartment that carries it out.
    pub unit_id: ID,
    /// What is done, 3 to 300 characters.
    pub title: String,
    /// Whether it needs a documented procedure.
    pub is_procedural: bool,
    /// The code of that procedure, at most 60 characters; dropped of an activity that needs none.
    pub procedure_code: Option<String>,
    /// When the procedure was approved; needs a code.
    pub procedure_approved_on: Option<Date>,
    /// Made by the client: a repeated request has one effect.
    pub idempotency_key: Option<String>,
}

/// The new activity.
#[derive(Debug, SimpleObject)]
pub struct CreateControlActivityPayload {
    /// The activity.
    pub control_activity: ControlActivity,
    /// The institution with its coverage.
    pub tenant: Tenant,
}

/// Changes of an activity; what is left out stays.
#[derive(Debug, InputObject)]
pub struct UpdateControlActivityInput {
    /// The activity.
    pub id: ID,
    /// The version that was read.
    pub expected_version: i32,
    /// The compartment that carries it out.
    pub unit_id: Option<ID>,
    /// What is done.
    pub title: Option<String>,
    /// Whether it needs a documented procedure; without one, code and day are dropped.
    pub is_procedural: Option<bool>,
    /// The code of that procedure; null for none.
    pub procedure_code: MaybeUndefined<String>,
    /// When the procedure was approved; null for not yet.
    pub procedure_approved_on: MaybeUndefined<Date>,
    /// Takes it out of use, or back; not while indicators in use hang under it.
    pub is_retired: Option<bool>,
}

/// The changed activity.
#[derive(Debug, SimpleObject)]
pub struct UpdateControlActivityPayload {
    /// As it is now.
    pub control_activity: ControlActivity,
    /// The institution with its coverage.
    pub tenant: Tenant,
}

/// Objectives and activities.
#[derive(Debug, Default)]
pub struct ControlObjectiveMutation;

#[Object]
impl ControlObjectiveMutation {
    /// Sets an objective: a general one, or a specific one of a compartment under it.
    async fn create_control_objective(
        &self,
        ctx: &Context<'_>,
        input: CreateControlObjectiveInput,
    ) -> Result<CreateControlObjectivePayload> {
        let tenant: TenantId = node::subject(&input.tenant_id)?;
        let parent = input.parent_id.map(|id| node::reference("parentId", &id, tenant)).transpose()?;
        let unit = input.unit_id.map(|id| node::reference("unitId", &id, tenant)).transpose()?;
        let new = domain::ObjectiveInput {
            parent,
            unit,
            title: input.title,
            result: input.result,
            resources: input.resources,
            relevance: input.relevance,
            due_on: input.due_on.map(|on| on.0),
        };
        let made = app::create_objective(&caller(ctx), tenant, new, input.idempotency_key.as_deref()).await?;
        let tenant = crate::tenancy::tenant(ctx, tenant).await?;
        Ok(CreateControlObjectivePayload { control_objective: made.into(), tenant })
    }

    /// Changes an objective, takes it out of use or back. Only fields that others changed meanwhile conflict.
    async fn update_control_objective(
        &self,
        ctx: &Context<'_>,
        input: UpdateControlObjectiveInput,
    ) -> Result<UpdateControlObjectivePayload> {
        let id: ControlObjectiveId = node::subject(&input.id)?;
        let unit = input.unit_id.map(|unit| node::reference("unitId", &unit, id.tenant)).transpose()?;
        let patch = domain::ObjectivePatch {
            unit,
            title: input.title,
            result: given(input.result),
            resources: given(input.resources),
            relevance: given(input.relevance),
            due_on: given(input.due_on).map(|on| on.map(|on| on.0)),
            is_retired: input.is_retired,
        };
        let new = app::update_objective(&caller(ctx), id, input.expected_version, patch).await?;
        Ok(UpdateControlObjectivePayload { control_objective: new.into() })
    }

    /// Enters an activity of a compartment that serves a specific objective.
    async fn create_control_activity(
        &self,
        ctx: &Context<'_>,
        input: CreateControlActivityInput,
    ) -> Result<CreateControlActivityPayload> {
        let objective: ControlObjectiveId = node::subject(&input.objective_id)?;
        let new = domain::ActivityInput {
            unit: node::reference("unitId", &input.unit_id, objective.tenant)?,
            title: input.title,
            is_procedural: input.is_procedural,
            procedure_code: input.procedure_code,
            procedure_approved_on: input.procedure_approved_on.map(|on| on.0),
        };
        let made =
            app::create_activity(&caller(ctx), objective, new, input.idempotency_key.as_deref()).await?;
        let tenant = crate::tenancy::tenant(ctx, objective.tenant).await?;
        Ok(CreateControlActivityPayload { control_activity: made.into(), tenant })
    }

    /// Changes an activity or its procedure, takes it out of use or back. Only fields that others changed meanwhile
    /// conflict.
    async fn update_control_activity(
        &self,
        ctx: &Context<'_>,
        input: UpdateControlActivityInput,
    ) -> Result<UpdateControlActivityPayload> {
        let id: ControlActivityId = node::subject(&input.id)?;
        let unit = input.unit_id.map(|unit| node::reference("unitId", &unit, id.tenant)).transpose()?;
        let patch = domain::ActivityPatch {
            unit,
            title: input.title,
            is_procedural: input.is_procedural,
            procedure_code: given(input.procedure_code),
            procedure_approved_on: given(input.procedure_approved_on).map(|on| on.map(|on| on.0)),
            is_retired: input.is_retired,
        };
        let new = app::update_activity(&caller(ctx), id, input.expected_version, patch).await?;
        let tenant = crate::tenancy::tenant(ctx, id.tenant).await?;
        Ok(UpdateControlActivityPayload { control_activity: new.into(), tenant })
    }
}
