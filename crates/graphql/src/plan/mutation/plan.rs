//! Plans from draft to closure.

use crate::{
    connection::caller,
    node,
    plan::{
        enums::{PlanConsultationPurpose, PlanKind},
        object::{Plan, PlanEdge, newest_edge},
    },
    scalar::Date,
};
use async_graphql::{Context, ID, InputObject, MaybeUndefined, Object, Result, SimpleObject};
use calitas_app::plan as app;
use calitas_domain::{
    Error,
    id::{MembershipId, PlanId, TenantId, TenantRow, UnitId},
    plan as domain,
};

/// A new plan.
#[derive(Debug, InputObject)]
pub struct CreatePlanInput {
    /// The institution.
    pub tenant_id: ID,
    /// What it is for.
    pub kind: PlanKind,
    /// Title, 3 to 200 characters.
    pub title: String,
    /// What it wants to reach, at most 5000 characters.
    pub description: Option<String>,
    /// First day.
    pub period_start: Date,
    /// Last day.
    pub period_end: Date,
    /// The unit that coordinates it.
    pub unit_id: Option<ID>,
    /// The person who runs it.
    pub owner_id: Option<ID>,
    /// Made by the client: a repeated request has one effect.
    pub idempotency_key: Option<String>,
}

/// The new plan.
#[derive(SimpleObject)]
pub struct CreatePlanPayload {
    /// The plan, for lists of the newest first.
    pub plan_edge: PlanEdge,
}

/// Changes of a plan; what is left out stays.
#[derive(Debug, InputObject)]
pub struct UpdatePlanInput {
    /// The plan.
    pub id: ID,
    /// The version that was read. Only fields that others changed since conflict.
    pub expected_version: i32,
    /// Title, 3 to 200 characters.
    pub title: Option<String>,
    /// What it wants to reach, at most 5000 characters.
    pub description: Option<String>,
    /// First day.
    pub period_start: Option<Date>,
    /// Last day.
    pub period_end: Option<Date>,
    /// The unit that coordinates it; null for none.
    pub unit_id: MaybeUndefined<ID>,
    /// The person who runs it; null for nobody.
    pub owner_id: MaybeUndefined<ID>,
}

/// The changed plan.
#[derive(Debug, SimpleObject)]
pub struct UpdatePlanPayload {
    /// As it is now.
    pub plan: Plan,
}

/// Defines input and payload of an act on the version of a plan that was read.
macro_rules! acts {
    ($($(#[$doc:meta])* $input:ident { $($(#[$field_doc:meta])* $field:ident: $type:ty),* } => $payload:ident;)*) => {$(
        $(#[$doc])*
        #[derive(Debug, InputObject)]
        pub struct $input {
            /// The plan.
            pub id: ID,
            /// The version that was read.
            pub expected_version: i32,
            $($(#[$field_doc])* pub $field: $type,)*
        }

        /// The changed plan.
        #[derive(Debug, SimpleObject)]
        pub struct $payload {
            /// As it is now.
            pub plan: Plan,
        }
    )*};
}

acts! {
    /// The plan to send for approval.
    SubmitPlanInput {} => SubmitPlanPayload;
    /// The plan to approve.
    ApprovePlanInput {
        /// What the approver wants to note, at most 1000 characters.
        note: Option<String>
    } => ApprovePlanPayload;
    /// The plan to give back to its authors.
    ReturnPlanInput {
        /// What is to be done before it is submitted again, 3 to 1000 characters.
        remark: String
    } => ReturnPlanPayload;
    /// The plan to revise.
    RevisePlanInput {
        /// Why it is revised, 3 to 1000 characters.
        reason: String
    } => RevisePlanPayload;
    /// The plan to hand over to the municipality.
    ReleasePlanInput {} => ReleasePlanPayload;
    /// The plan to close.
    ClosePlanInput {} => ClosePlanPayload;
    /// The plan to give up.
    CancelPlanInput {
        /// Why it is given up, 3 to 1000 characters.
        reason: String
    } => CancelPlanPayload;
}

/// A released plan that is looked at from outside.
#[derive(Debug, InputObject)]
pub struct ConsultPlanInput {
    /// The plan.
    pub id: ID,
    /// What for.
    pub purpose: PlanConsultationPurpose,
}

/// The consulted plan.
#[derive(Debug, SimpleObject)]
pub struct ConsultPlanPayload {
    /// As it is now.
    pub plan: Plan,
}

/// Plans.
#[derive(Debug, Default)]
pub struct PlanMutation;

#[Object]
impl PlanMutation {
    /// Begins a plan as a draft.
    async fn create_plan(&self, ctx: &Context<'_>, input: CreatePlanInput) -> Result<CreatePlanPayload> {
        let tenant: TenantId = node::subject(&input.tenant_id)?;
        let row = domain::PlanInput {
            kind: input.kind.into(),
            title: input.title,
            description: input.description.unwrap_or_default(),
            period_start: input.period_start.0,
            period_end: input.period_end.0,
            unit: optional::<UnitId>("unitId", input.unit_id.as_ref(), tenant)?,
            owner: optional::<MembershipId>("ownerId", input.owner_id.as_ref(), tenant)?,
        };
        let plan = app::create(&caller(ctx), tenant, row, input.idempotency_key.as_deref()).await?;
        Ok(CreatePlanPayload { plan_edge: newest_edge(plan) })
    }

    /// Changes what a plan says about itself.
    async fn update_plan(&self, ctx: &Context<'_>, input: UpdatePlanInput) -> Result<UpdatePlanPayload> {
        let id: PlanId = node::subject(&input.id)?;
        let patch = domain::PlanPatch {
            title: input.title,
            description: input.description,
            period_start: input.period_start.map(|date| date.0),
            period_end: input.period_end.map(|date| date.0),
            unit: node::changed::<UnitId>("unitId", input.unit_id, id.tenant)?,
            owner: node::changed::<MembershipId>("ownerId", input.owner_id, id.tenant)?,
        };
        let plan = app::update(&caller(ctx), id, input.expected_version, patch).await?;
        Ok(UpdatePlanPayload { plan: plan.into() })
    }

    /// Sends a draft or a revision for approval. Its actions need a responsible person and a due date.
    async fn submit_plan(&self, ctx: &Context<'_>, input: SubmitPlanInput) -> Result<SubmitPlanPayload> {
        let plan = app::submit(&caller(ctx), node::subject(&input.id)?, input.expected_version).await?;
        Ok(SubmitPlanPayload { plan: plan.into() })
    }

    /// Approves a submitted plan with its proposals as the next version. Nobody approves their own submission.
    async fn approve_plan(&self, ctx: &Context<'_>, input: ApprovePlanInput) -> Result<ApprovePlanPayload> {
        let note = input.note.unwrap_or_default();
        let id = node::subject(&input.id)?;
        let plan = app::approve(&caller(ctx), id, input.expected_version, &note).await?;
        Ok(ApprovePlanPayload { plan: plan.into() })
    }

    /// Gives a submitted plan back to its authors, or takes back one's own submission.
    async fn return_plan(&self, ctx: &Context<'_>, input: ReturnPlanInput) -> Result<ReturnPlanPayload> {
        let id = node::subject(&input.id)?;
        let plan = app::send_back(&caller(ctx), id, input.expected_version, &input.remark).await?;
        Ok(ReturnPlanPayload { plan: plan.into() })
    }

    /// Starts a revision of an active plan; the last approved version stays in force.
    async fn revise_plan(&self, ctx: &Context<'_>, input: RevisePlanInput) -> Result<RevisePlanPayload> {
        let id = node::subject(&input.id)?;
        let plan = app::revise(&caller(ctx), id, input.expected_version, &input.reason).await?;
        Ok(RevisePlanPayload { plan: plan.into() })
    }

    /// Hands an approved plan and its approved actions over to the municipality.
    async fn release_plan(&self, ctx: &Context<'_>, input: ReleasePlanInput) -> Result<ReleasePlanPayload> {
        let plan = app::release(&caller(ctx), node::subject(&input.id)?, input.expected_version).await?;
        Ok(ReleasePlanPayload { plan: plan.into() })
    }

    /// Records in the institution's journal that the viewer, who oversees it, looks at a released plan, and what for.
    /// Asked once a sitting for each plan.
    async fn consult_plan(&self, ctx: &Context<'_>, input: ConsultPlanInput) -> Result<ConsultPlanPayload> {
        let plan = app::consult(&caller(ctx), node::subject(&input.id)?, input.purpose.into()).await?;
        Ok(ConsultPlanPayload { plan: plan.into() })
    }

    /// Closes an active plan whose actions are settled.
    async fn close_plan(&self, ctx: &Context<'_>, input: ClosePlanInput) -> Result<ClosePlanPayload> {
        let plan = app::close(&caller(ctx), node::subject(&input.id)?, input.expected_version).await?;
        Ok(ClosePlanPayload { plan: plan.into() })
    }

    /// Gives a plan up, with its open actions.
    async fn cancel_plan(&self, ctx: &Context<'_>, input: CancelPlanInput) -> Result<CancelPlanPayload> {
        let id = node::subject(&input.id)?;
        let plan = app::cancel(&caller(ctx), id, input.expected_version, &input.reason).await?;
        Ok(CancelPlanPayload { plan: plan.into() })
    }
}

/// The id of something an input may refer to.
pub(super) fn optional<T: TenantRow>(
    path: &str,
    id: Option<&ID>,
    tenant: TenantId,
) -> Result<Option<T>, Error> {
    id.map(|id| node::reference(path, id, tenant)).transpose()
}
