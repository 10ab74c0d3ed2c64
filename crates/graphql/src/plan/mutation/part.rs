//! What hangs on an action: people, order, checklist, measured values, watching.

use super::action::shown;
use crate::{
    connection::caller,
    node,
    plan::PlanAction,
    scalar::{Date, Decimal},
};
use async_graphql::{Context, ID, InputObject, Object, Result, SimpleObject};
use calitas_app::plan as app;
use calitas_domain::{
    Error,
    id::{MembershipId, PlanActionId, TenantId},
};

/// Defines payloads that hold the changed action.
macro_rules! payloads {
    ($($name:ident),* $(,)?) => {$(
        /// The changed action.
        #[derive(Debug, SimpleObject)]
        pub struct $name {
            /// As it is now.
            pub plan_action: PlanAction,
        }
    )*};
}

payloads! {
    SetPlanActionContributorsPayload, AddPlanActionDependencyPayload, RemovePlanActionDependencyPayload,
    AddPlanActionCheckPayload, UpdatePlanActionCheckPayload, DeletePlanActionCheckPayload,
    RecordPlanActionMeasurementPayload, WatchPlanActionPayload, UnwatchPlanActionPayload,
}

/// Who shall contribute to an action.
#[derive(Debug, InputObject)]
pub struct SetPlanActionContributorsInput {
    /// The action.
    pub id: ID,
    /// The version that was read.
    pub expected_version: i32,
    /// Everybody who shall contribute, at most 30.
    pub membership_ids: Vec<ID>,
}

/// An action that shall wait for another one.
#[derive(Debug, InputObject)]
pub struct AddPlanActionDependencyInput {
    /// The action that shall wait.
    pub id: ID,
    /// The action of the same plan it shall wait for.
    pub after_id: ID,
}

/// An action that shall no longer wait for another one.
#[derive(Debug, InputObject)]
pub struct RemovePlanActionDependencyInput {
    /// The action that waits.
    pub id: ID,
    /// The action it waits for.
    pub after_id: ID,
}

/// A new item of a checklist.
#[derive(Debug, InputObject)]
pub struct AddPlanActionCheckInput {
    /// The action.
    pub action_id: ID,
    /// What is to be done, at most 300 characters.
    pub title: String,
}

/// Changes of a checklist item; what is left out stays.
#[derive(Debug, InputObject)]
pub struct UpdatePlanActionCheckInput {
    /// The item.
    pub id: ID,
    /// What is to be done, at most 300 characters.
    pub title: Option<String>,
    /// Whether it is done.
    pub is_done: Option<bool>,
}

/// The checklist item to delete.
#[derive(Debug, InputObject)]
pub struct DeletePlanActionCheckInput {
    /// The item.
    pub id: ID,
}

/// A measured value.
#[derive(Debug, InputObject)]
pub struct RecordPlanActionMeasurementInput {
    /// The action whose indicator was measured.
    pub action_id: ID,
    /// The day the value stands for, today or earlier.
    pub measured_on: Date,
    /// The value, with at most 4 decimals.
    pub value: Decimal,
    /// How it was measured, at most 1000 characters.
    pub note: Option<String>,
    /// Made by the client: a repeated request has one effect.
    pub idempotency_key: Option<String>,
}

/// The action to watch.
#[derive(Debug, InputObject)]
pub struct WatchPlanActionInput {
    /// The action.
    pub id: ID,
}

/// The action to watch no longer.
#[derive(Debug, InputObject)]
pub struct UnwatchPlanActionInput {
    /// The action.
    pub id: ID,
}

/// What hangs on actions.
#[derive(Debug, Default)]
pub struct PlanActionPartMutation;

#[Object]
impl PlanActionPartMutation {
    /// Puts others in place of the contributors of an action.
    async fn set_plan_action_contributors(
        &self,
        ctx: &Context<'_>,
        input: SetPlanActionContributorsInput,
    ) -> Result<SetPlanActionContributorsPayload> {
        let id: PlanActionId = node::subject(&input.id)?;
        let people = people("membershipIds", &input.membership_ids, id.tenant)?;
        let caller = caller(ctx);
        let (action, _) = app::set_contributors(&caller, id, input.expected_version, &people).await?;
        Ok(SetPlanActionContributorsPayload { plan_action: shown(&caller, action) })
    }

    /// Makes an action wait for another one of its plan; circles are refused.
    async fn add_plan_action_dependency(
        &self,
        ctx: &Context<'_>,
        input: AddPlanActionDependencyInput,
    ) -> Result<AddPlanActionDependencyPayload> {
        let id: PlanActionId = node::subject(&input.id)?;
        let after = node::reference("afterId", &input.after_id, id.tenant)?;
        let caller = caller(ctx);
        let (action, _) = app::add_dependency(&caller, id, after).await?;
        Ok(AddPlanActionDependencyPayload { plan_action: shown(&caller, action) })
    }

    /// Ends the waiting of an action for another.
    async fn remove_plan_action_dependency(
        &self,
        ctx: &Context<'_>,
        input: RemovePlanActionDependencyInput,
    ) -> Result<RemovePlanActionDependencyPayload> {
        let id: PlanActionId = node::subject(&input.id)?;
        let after = node::reference("afterId", &input.after_id, id.tenant)?;
        let caller = caller(ctx);
        let (action, _) = app::remove_dependency(&caller, id, after).await?;
        Ok(RemovePlanActionDependencyPayload { plan_action: shown(&caller, action) })
    }

    /// Adds an item at the end of the checklist of an action.
    async fn add_plan_action_check(
        &self,
        ctx: &Context<'_>,
        input: AddPlanActionCheckInput,
    ) -> Result<AddPlanActionCheckPayload> {
        let caller = caller(ctx);
        let action = app::add_check(&caller, node::subject(&input.action_id)?, &input.title).await?;
        Ok(AddPlanActionCheckPayload { plan_action: shown(&caller, action) })
    }

    /// Changes the words of a checklist item or its tick.
    async fn update_plan_action_check(
        &self,
        ctx: &Context<'_>,
        input: UpdatePlanActionCheckInput,
    ) -> Result<UpdatePlanActionCheckPayload> {
        let caller = caller(ctx);
        let (id, title) = (node::subject(&input.id)?, input.title.as_deref());
        let action = app::update_check(&caller, id, title, input.is_done).await?;
        Ok(UpdatePlanActionCheckPayload { plan_action: shown(&caller, action) })
    }

    /// Deletes a checklist item.
    async fn delete_plan_action_check(
        &self,
        ctx: &Context<'_>,
        input: DeletePlanActionCheckInput,
    ) -> Result<DeletePlanActionCheckPayload> {
        let caller = caller(ctx);
        let action = app::delete_check(&caller, node::subject(&input.id)?).await?;
        Ok(DeletePlanActionCheckPayload { plan_action: shown(&caller, action) })
    }

    /// Records a measured value of the indicator of an action.
    async fn record_plan_action_measurement(
        &self,
        ctx: &Context<'_>,
        input: RecordPlanActionMeasurementInput,
    ) -> Result<RecordPlanActionMeasurementPayload> {
        let caller = caller(ctx);
        let (id, key) = (node::subject(&input.action_id)?, input.idempotency_key.as_deref());
        let action = app::record(&caller, id, input.measured_on.0, input.value.0, input.note, key).await?;
        Ok(RecordPlanActionMeasurementPayload { plan_action: shown(&caller, action) })
    }

    /// Makes the viewer watch an action.
    async fn watch_plan_action(
        &self,
        ctx: &Context<'_>,
        input: WatchPlanActionInput,
    ) -> Result<WatchPlanActionPayload> {
        let caller = caller(ctx);
        let action = app::watch(&caller, node::subject(&input.id)?).await?;
        Ok(WatchPlanActionPayload { plan_action: shown(&caller, action) })
    }

    /// Ends the viewer's watching of an action.
    async fn unwatch_plan_action(
        &self,
        ctx: &Context<'_>,
        input: UnwatchPlanActionInput,
    ) -> Result<UnwatchPlanActionPayload> {
        let caller = caller(ctx);
        let action = app::unwatch(&caller, node::subject(&input.id)?).await?;
        Ok(UnwatchPlanActionPayload { plan_action: shown(&caller, action) })
    }
}

/// People an input names, each with its place in the input.
pub(super) fn people(path: &str, ids: &[ID], tenant: TenantId) -> Result<Vec<MembershipId>, Error> {
    ids.iter()
        .enumerate()
        .map(|(index, id)| node::reference(&format!("{path}.{index}"), id, tenant))
        .collect()
}
