//! Proposing, changing, moving and deleting actions.

use super::plan::optional;
use crate::{
    connection::caller,
    node,
    plan::{
        PlanAction,
        enums::PlanActionStatus,
        object::Plan,
        page::{PlanActionEdge, numbered_edge},
        parts::{PlanActionIndicatorInput, PlanActionSourceInput},
    },
    scalar::{Date, Decimal, given},
};
use async_graphql::{Context, ID, InputObject, MaybeUndefined, Object, Result, SimpleObject};
use calitas_app::{Ctx, plan as app};
use calitas_domain::{
    Error,
    id::{MembershipId, PlanActionId, PlanId, TenantId, UnitId},
    plan as domain,
};

/// A new proposal.
#[derive(Debug, InputObject)]
pub struct CreatePlanActionInput {
    /// The plan.
    pub plan_id: ID,
    /// What is to be done, 3 to 300 characters.
    pub title: String,
    /// How and why, at most 10000 characters.
    pub description: Option<String>,
    /// What it follows from; manual unless told.
    pub source: Option<PlanActionSourceInput>,
    /// Who answers for it.
    pub responsible_id: Option<ID>,
    /// Where it is carried out; decides who may change it.
    pub unit_id: Option<ID>,
    /// Expected effect, 1 to 5.
    pub impact: Option<i32>,
    /// Needed effort, 1 to 5.
    pub effort: Option<i32>,
    /// Money set aside, in lei.
    pub budget: Option<Decimal>,
    /// First day of work, within the plan.
    pub start_on: Option<Date>,
    /// Last day of work, within the plan.
    pub due_on: Option<Date>,
    /// What shows its effect.
    pub indicator: Option<PlanActionIndicatorInput>,
    /// Made by the client: a repeated request has one effect.
    pub idempotency_key: Option<String>,
}

/// The new proposal.
#[derive(Debug, SimpleObject)]
pub struct CreatePlanActionPayload {
    /// The action, for lists by number.
    pub plan_action_edge: PlanActionEdge,
    /// Its plan, with figures that changed.
    pub plan: Plan,
}

/// What is to change in an action; what is left out stays, null clears.
#[derive(Debug, Default, Clone, InputObject)]
pub struct PlanActionPatchInput {
    /// What is to be done, 3 to 300 characters.
    pub title: Option<String>,
    /// How and why, at most 10000 characters.
    pub description: Option<String>,
    /// What it follows from.
    pub source: Option<PlanActionSourceInput>,
    /// Who answers for it.
    pub responsible_id: MaybeUndefined<ID>,
    /// Where it is carried out.
    pub unit_id: MaybeUndefined<ID>,
    /// Expected effect, 1 to 5.
    pub impact: MaybeUndefined<i32>,
    /// Needed effort, 1 to 5.
    pub effort: MaybeUndefined<i32>,
    /// Money set aside, in lei.
    pub budget: MaybeUndefined<Decimal>,
    /// First day of work.
    pub start_on: MaybeUndefined<Date>,
    /// Last day of work.
    pub due_on: MaybeUndefined<Date>,
    /// What shows its effect; measured values stay with it.
    pub indicator: MaybeUndefined<PlanActionIndicatorInput>,
    /// How far it is, 0 to 100, while it is in progress.
    pub progress: Option<i32>,
}

/// Changes of an action; what is left out stays, null clears.
#[derive(Debug, InputObject)]
pub struct UpdatePlanActionInput {
    /// The action.
    pub id: ID,
    /// The version that was read. Only fields that others changed since conflict.
    pub expected_version: i32,
    /// What is to change.
    #[graphql(flatten)]
    pub patch: PlanActionPatchInput,
}

/// The changed action.
#[derive(Debug, SimpleObject)]
pub struct UpdatePlanActionPayload {
    /// As it is now.
    pub plan_action: PlanAction,
    /// Its plan, with figures that changed.
    pub plan: Plan,
}

/// Where an action shall go.
#[derive(Debug, InputObject)]
pub struct MovePlanActionInput {
    /// The action.
    pub id: ID,
    /// The version that was read.
    pub expected_version: i32,
    /// The status it shall have; the one it has for a move inside its column.
    pub status: PlanActionStatus,
    /// The card of that column after which it shall stand; null for the first place. Left out, it stays where it is,
    /// or comes first in another column.
    pub board_after_id: MaybeUndefined<ID>,
    /// Why, where the workflow asks for it, at most 1000 characters.
    pub reason: Option<String>,
}

/// The moved action.
#[derive(Debug, SimpleObject)]
pub struct MovePlanActionPayload {
    /// As it is now.
    pub plan_action: PlanAction,
    /// Its plan, with figures that changed.
    pub plan: Plan,
}

/// The proposal to delete.
#[derive(Debug, InputObject)]
pub struct DeletePlanActionInput {
    /// The action.
    pub id: ID,
    /// The version that was read.
    pub expected_version: i32,
}

/// The deleted proposal.
#[derive(Debug, SimpleObject)]
pub struct DeletePlanActionPayload {
    /// Its id.
    pub deleted_plan_action_id: ID,
    /// Its plan, with figures that changed.
    pub plan: Plan,
}

impl PlanActionPatchInput {
    /// As the use case reads it.
    pub(super) fn into_rows(self, tenant: TenantId) -> Result<domain::ActionPatch, Error> {
        Ok(domain::ActionPatch {
            title: self.title,
            description: self.description,
            source: self.source.map(Into::into),
            responsible: node::changed::<MembershipId>("responsibleId", self.responsible_id, tenant)?,
            unit: node::changed::<UnitId>("unitId", self.unit_id, tenant)?,
            impact: given(self.impact),
            effort: given(self.effort),
            budget: given(self.budget).map(|value| value.map(|value| value.0)),
            start_on: given(self.start_on).map(|value| value.map(|value| value.0)),
            due_on: given(self.due_on).map(|value| value.map(|value| value.0)),
            indicator: given(self.indicator).map(|value| value.map(Into::into)),
            progress: self.progress,
        })
    }
}

/// Actions.
#[derive(Debug, Default)]
pub struct PlanActionMutation;

#[Object]
impl PlanActionMutation {
    /// Proposes an action.
    async fn create_plan_action(
        &self,
        ctx: &Context<'_>,
        input: CreatePlanActionInput,
    ) -> Result<CreatePlanActionPayload> {
        let plan: PlanId = node::subject(&input.plan_id)?;
        let row = domain::ActionInput {
            title: input.title,
            description: input.description.unwrap_or_default(),
            source: input.source.map_or_else(domain::Source::manual, Into::into),
            responsible: optional::<MembershipId>(
                "responsibleId",
                input.responsible_id.as_ref(),
                plan.tenant,
            )?,
            unit: optional::<UnitId>("unitId", input.unit_id.as_ref(), plan.tenant)?,
            impact: input.impact,
            effort: input.effort,
            budget: input.budget.map(|value| value.0),
            start_on: input.start_on.map(|date| date.0),
            due_on: input.due_on.map(|date| date.0),
            indicator: input.indicator.map(Into::into),
        };
        let caller = caller(ctx);
        let (action, plan) = app::create_action(&caller, plan, row, input.idempotency_key.as_deref()).await?;
        Ok(CreatePlanActionPayload { plan_action_edge: numbered_edge(&caller, action), plan: plan.into() })
    }

    /// Changes an action: what it is with the right to write in its unit, its progress by those who carry it out.
    async fn update_plan_action(
        &self,
        ctx: &Context<'_>,
        input: UpdatePlanActionInput,
    ) -> Result<UpdatePlanActionPayload> {
        let id: PlanActionId = node::subject(&input.id)?;
        let patch = input.patch.into_rows(id.tenant)?;
        let caller = caller(ctx);
        let (action, plan) = app::update_action(&caller, id, input.expected_version, patch).await?;
        Ok(UpdatePlanActionPayload { plan_action: shown(&caller, action), plan: plan.into() })
    }

    /// Moves an action along the workflow, to a place on the board, or both.
    async fn move_plan_action(
        &self,
        ctx: &Context<'_>,
        input: MovePlanActionInput,
    ) -> Result<MovePlanActionPayload> {
        let id: PlanActionId = node::subject(&input.id)?;
        let spot = match input.board_after_id {
            MaybeUndefined::Undefined => app::Spot::Any,
            MaybeUndefined::Null => app::Spot::Top,
            MaybeUndefined::Value(after) => {
                app::Spot::After(node::reference("boardAfterId", &after, id.tenant)?)
            }
        };
        let wish = app::Move {
            id,
            expected_version: input.expected_version,
            status: input.status.into(),
            spot,
            reason: input.reason,
        };
        let caller = caller(ctx);
        let (action, plan) = app::move_action(&caller, wish).await?;
        Ok(MovePlanActionPayload { plan_action: shown(&caller, action), plan: plan.into() })
    }

    /// Deletes a proposal with everything that hangs on it.
    async fn delete_plan_action(
        &self,
        ctx: &Context<'_>,
        input: DeletePlanActionInput,
    ) -> Result<DeletePlanActionPayload> {
        let id: PlanActionId = node::subject(&input.id)?;
        let plan = app::delete_action(&caller(ctx), id, input.expected_version).await?;
        Ok(DeletePlanActionPayload { deleted_plan_action_id: input.id, plan: plan.into() })
    }
}

/// An action as it is today.
pub(super) fn shown(caller: &Ctx, action: domain::Action) -> PlanAction {
    PlanAction::at(action, caller.today())
}
