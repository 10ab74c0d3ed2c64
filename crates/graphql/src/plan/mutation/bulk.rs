//! The same change on many actions.

use super::action::{PlanActionPatchInput, shown};
use crate::{
    connection::caller,
    message,
    node::{self, GlobalId},
    plan::{PlanAction, enums::PlanActionStatus, object::Plan},
};
use async_graphql::{Context, ID, InputObject, Object, Result, SimpleObject};
use calitas_app::{Ctx, plan as app};
use calitas_domain::{
    Error, Reason,
    id::{PlanActionId, TenantId},
};

/// An action to change.
#[derive(Debug, InputObject)]
pub struct PlanActionVersionInput {
    /// The action.
    pub id: ID,
    /// The version that was read.
    pub expected_version: i32,
}

/// The same change for many actions of one institution.
#[derive(Debug, InputObject)]
pub struct UpdatePlanActionsInput {
    /// The actions, at most 100.
    pub changes: Vec<PlanActionVersionInput>,
    /// What is to change in each.
    pub patch: PlanActionPatchInput,
}

/// The same move for many actions of one institution.
#[derive(Debug, InputObject)]
pub struct MovePlanActionsInput {
    /// The actions, at most 100.
    pub changes: Vec<PlanActionVersionInput>,
    /// The status they shall have.
    pub status: PlanActionStatus,
    /// Why, where the workflow asks for it.
    pub reason: Option<String>,
}

/// An action that did not change, and why.
#[derive(Debug, SimpleObject)]
pub struct RefusedPlanAction {
    /// The action.
    pub id: ID,
    /// Error code, as in `extensions.code`.
    pub code: String,
    /// Why, as a sentence in the viewer's language.
    pub message: String,
}

/// What became of the change.
#[derive(Debug, SimpleObject)]
pub struct UpdatePlanActionsPayload {
    /// The changed actions.
    pub plan_actions: Vec<PlanAction>,
    /// The actions that did not change.
    pub refused: Vec<RefusedPlanAction>,
    /// The plans of the changed actions, with figures that changed.
    pub plans: Vec<Plan>,
}

/// What became of the move.
#[derive(Debug, SimpleObject)]
pub struct MovePlanActionsPayload {
    /// The moved actions.
    pub plan_actions: Vec<PlanAction>,
    /// The actions that did not move.
    pub refused: Vec<RefusedPlanAction>,
    /// The plans of the moved actions, with figures that changed.
    pub plans: Vec<Plan>,
}

/// Many actions at once.
#[derive(Debug, Default)]
pub struct PlanActionBulkMutation;

#[Object]
impl PlanActionBulkMutation {
    /// Changes many actions alike. What one of them refuses does not hold up the others.
    async fn update_plan_actions(
        &self,
        ctx: &Context<'_>,
        input: UpdatePlanActionsInput,
    ) -> Result<UpdatePlanActionsPayload> {
        let (tenant, changes) = named(input.changes)?;
        let caller = caller(ctx);
        let outcome = app::update_all(&caller, &changes, &input.patch.into_rows(tenant)?).await?;
        let (plan_actions, refused, plans) = told(&caller, outcome);
        Ok(UpdatePlanActionsPayload { plan_actions, refused, plans })
    }

    /// Moves many actions to a status, each to the top of its column.
    async fn move_plan_actions(
        &self,
        ctx: &Context<'_>,
        input: MovePlanActionsInput,
    ) -> Result<MovePlanActionsPayload> {
        let (_, changes) = named(input.changes)?;
        let wish = |(id, expected_version): (PlanActionId, i32)| app::Move {
            id,
            expected_version,
            status: input.status.into(),
            spot: app::Spot::Any,
            reason: input.reason.clone(),
        };
        let caller = caller(ctx);
        let outcome = app::move_all(&caller, changes.into_iter().map(wish).collect()).await?;
        let (plan_actions, refused, plans) = told(&caller, outcome);
        Ok(MovePlanActionsPayload { plan_actions, refused, plans })
    }
}

/// The named actions, all of one institution.
fn named(changes: Vec<PlanActionVersionInput>) -> Result<(TenantId, Vec<(PlanActionId, i32)>), Error> {
    let Some(first) = changes.first() else { return Err(Error::invalid("changes", Reason::Required)) };
    let tenant = node::subject::<PlanActionId>(&first.id)?.tenant;
    let read = |(index, change): (usize, &PlanActionVersionInput)| {
        let id = node::reference(&format!("changes.{index}.id"), &change.id, tenant)?;
        Ok((id, change.expected_version))
    };
    Ok((tenant, changes.iter().enumerate().map(read).collect::<Result<_, Error>>()?))
}

fn told(caller: &Ctx, outcome: app::Outcome) -> (Vec<PlanAction>, Vec<RefusedPlanAction>, Vec<Plan>) {
    let refused = |refused: app::Refused| RefusedPlanAction {
        id: refused.id.global(),
        code: refused.error.code().to_owned(),
        message: message::of_error(&refused.error, caller.language()),
    };
    (
        outcome.actions.into_iter().map(|action| shown(caller, action)).collect(),
        outcome.refused.into_iter().map(refused).collect(),
        outcome.plans.into_values().map(Into::into).collect(),
    )
}
