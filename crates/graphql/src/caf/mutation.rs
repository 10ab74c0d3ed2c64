//! Organising assessments: what they say, their steps, their group, and their way from state to state.

use super::{
    assessment::{CafAssessment, CafDisclosure},
    member::{CafGroupRole, CafMember},
    step::CafStep,
    value::CafScoringMethod,
};
use crate::{
    connection::caller,
    node,
    scalar::{Date, given},
    tenancy::Tenant,
};
use async_graphql::{Context, ID, InputObject, MaybeUndefined, Object, Result, SimpleObject};
use calitas_app::caf as app;
use calitas_domain::{
    caf::{AssessmentInput, AssessmentPatch, StepPatch},
    id::{CafAssessmentId, CafMemberId, CafStepId, TenantId, UnitId},
};

/// Defines payloads that hold the assessment.
macro_rules! payloads {
    ($($name:ident),* $(,)?) => {$(
        /// The assessment.
        #[derive(Debug, SimpleObject)]
        pub struct $name {
            /// As it is now.
            pub caf_assessment: CafAssessment,
        }
    )*};
}
payloads!(
    UpdateCafAssessmentPayload,
    StartCafScoringPayload,
    OpenCafConsensusPayload,
    ConcludeCafAssessmentPayload,
    ReopenCafAssessmentPayload,
    CancelCafAssessmentPayload,
);

/// Defines payloads that hold a member of a group with its assessment.
macro_rules! member_payloads {
    ($($name:ident),* $(,)?) => {$(
        /// A member of a group.
        #[derive(Debug, SimpleObject)]
        pub struct $name {
            /// As it is now.
            pub caf_member: CafMember,
            /// The assessment with its group.
            pub caf_assessment: CafAssessment,
        }
    )*};
}
member_payloads!(AddCafMemberPayload, UpdateCafMemberPayload, RemoveCafMemberPayload);

/// Defines inputs that name an assessment and its version.
macro_rules! named {
    ($($(#[$doc:meta])* $name:ident,)*) => {$(
        $(#[$doc])*
        #[derive(Debug, InputObject)]
        pub struct $name {
            /// The assessment.
            pub id: ID,
            /// The version that was read.
            pub expected_version: i32,
        }
    )*};
}
named! {
    /// The assessment to conclude.
    ConcludeCafAssessmentInput,
    /// The concluded assessment to take up again.
    ReopenCafAssessmentInput,
}

/// A self-assessment to begin.
#[derive(Debug, InputObject)]
pub struct CreateCafAssessmentInput {
    /// The institution.
    pub tenant_id: ID,
    /// The year it assesses.
    pub year: i32,
    /// Its name, 3 to 200 characters.
    pub title: String,
    /// Why and how it is done, at most 4,000 characters.
    pub note: Option<String>,
    /// The units it covers; none means the whole institution.
    pub unit_ids: Option<Vec<ID>>,
    /// How it is scored; it can change until members score.
    pub method: CafScoringMethod,
    /// Whether the meeting sees who gave which score; it can change until consensus is opened.
    pub disclosure: CafDisclosure,
    /// Who leads it.
    pub coordinator_id: ID,
    /// Until when members submit.
    pub due_on: Option<Date>,
    /// Made by the client: a repeated request has one effect.
    pub idempotency_key: Option<String>,
}

/// The self-assessment that was begun.
#[derive(Debug, SimpleObject)]
pub struct CreateCafAssessmentPayload {
    /// As it is now, with its ten steps.
    pub caf_assessment: CafAssessment,
    /// The institution with its assessments.
    pub tenant: Tenant,
}

/// Changes of an assessment; what is left out stays.
#[derive(Debug, InputObject)]
pub struct UpdateCafAssessmentInput {
    /// The assessment.
    pub id: ID,
    /// The version that was read.
    pub expected_version: i32,
    /// The year it assesses.
    pub year: Option<i32>,
    /// Its name.
    pub title: Option<String>,
    /// Why and how it is done.
    pub note: MaybeUndefined<String>,
    /// The units it covers; none means the whole institution.
    pub unit_ids: Option<Vec<ID>>,
    /// How it is scored.
    pub method: Option<CafScoringMethod>,
    /// Whether the meeting sees who gave which score.
    pub disclosure: Option<CafDisclosure>,
    /// Who leads it.
    pub coordinator_id: Option<ID>,
    /// Until when members submit.
    pub due_on: MaybeUndefined<Date>,
}

/// Changes of a step; what is left out stays.
#[derive(Debug, InputObject)]
pub struct UpdateCafStepInput {
    /// The step.
    pub id: ID,
    /// The version that was read.
    pub expected_version: i32,
    /// By when.
    pub due_on: MaybeUndefined<Date>,
    /// Who sees to it.
    pub responsible_id: MaybeUndefined<ID>,
    /// When it was done; not to come, and of no step that follows from something else.
    pub done_on: MaybeUndefined<Date>,
    /// What was done, at most 4,000 characters.
    pub note: MaybeUndefined<String>,
}

/// The changed step.
#[derive(Debug, SimpleObject)]
pub struct UpdateCafStepPayload {
    /// As it is now.
    pub caf_step: CafStep,
    /// The assessment with its steps.
    pub caf_assessment: CafAssessment,
}

/// Somebody for the group.
#[derive(Debug, InputObject)]
pub struct AddCafMemberInput {
    /// The assessment.
    pub assessment_id: ID,
    /// Who; a guest must have been invited to this assessment.
    pub member_id: ID,
    /// As what.
    pub role: CafGroupRole,
    /// Made by the client: a repeated request has one effect.
    pub idempotency_key: Option<String>,
}

/// Another task for a member.
#[derive(Debug, InputObject)]
pub struct UpdateCafMemberInput {
    /// The member of the group.
    pub id: ID,
    /// The version that was read.
    pub expected_version: i32,
    /// As what.
    pub role: CafGroupRole,
}

/// The member to let go.
#[derive(Debug, InputObject)]
pub struct RemoveCafMemberInput {
    /// The member of the group.
    pub id: ID,
    /// The version that was read.
    pub expected_version: i32,
}

/// When members score.
#[derive(Debug, InputObject)]
pub struct StartCafScoringInput {
    /// The assessment.
    pub id: ID,
    /// The version that was read.
    pub expected_version: i32,
    /// Until when members submit.
    pub due_on: Date,
}

/// The consensus to open.
#[derive(Debug, InputObject)]
pub struct OpenCafConsensusInput {
    /// The assessment.
    pub id: ID,
    /// The version that was read.
    pub expected_version: i32,
    /// Why it opens although members have not submitted; needed then, and kept.
    pub reason: Option<String>,
}

/// The assessment to give up.
#[derive(Debug, InputObject)]
pub struct CancelCafAssessmentInput {
    /// The assessment.
    pub id: ID,
    /// The version that was read.
    pub expected_version: i32,
    /// Why, 3 to 1,000 characters.
    pub reason: String,
}

/// CAF self-assessments.
#[derive(Debug, Default)]
pub struct CafMutation;

#[Object]
impl CafMutation {
    /// Begins a CAF self-assessment with its ten steps.
    async fn create_caf_assessment(
        &self,
        ctx: &Context<'_>,
        input: CreateCafAssessmentInput,
    ) -> Result<CreateCafAssessmentPayload> {
        let tenant: TenantId = node::subject(&input.tenant_id)?;
        let new = AssessmentInput {
            year: input.year,
            title: input.title,
            note: input.note,
            units: units(&input.unit_ids.unwrap_or_default(), tenant)?,
            method: input.method.into(),
            disclosure: input.disclosure.into(),
            coordinator: node::reference("coordinatorId", &input.coordinator_id, tenant)?,
            due_on: input.due_on.map(|day| day.0),
        };
        let made = app::create(&caller(ctx), tenant, new, input.idempotency_key.as_deref()).await?;
        let tenant = crate::tenancy::tenant(ctx, tenant).await?;
        Ok(CreateCafAssessmentPayload { caf_assessment: made.into(), tenant })
    }

    /// Changes a CAF self-assessment. Only fields that others changed meanwhile conflict.
    async fn update_caf_assessment(
        &self,
        ctx: &Context<'_>,
        input: UpdateCafAssessmentInput,
    ) -> Result<UpdateCafAssessmentPayload> {
        let id: CafAssessmentId = node::subject(&input.id)?;
        let coordinator = input.coordinator_id.map(|one| node::reference("coordinatorId", &one, id.tenant));
        let patch = AssessmentPatch {
            year: input.year,
            title: input.title,
            note: given(input.note),
            units: input.unit_ids.map(|ids| units(&ids, id.tenant)).transpose()?,
            method: input.method.map(Into::into),
            disclosure: input.disclosure.map(Into::into),
            coordinator: coordinator.transpose()?,
            due_on: given(input.due_on).map(|day| day.map(|day| day.0)),
        };
        let new = app::update(&caller(ctx), id, input.expected_version, patch).await?;
        Ok(UpdateCafAssessmentPayload { caf_assessment: new.into() })
    }

    /// Plans a step, notes what was done or that it is done. Only fields that others changed meanwhile conflict.
    async fn update_caf_step(
        &self,
        ctx: &Context<'_>,
        input: UpdateCafStepInput,
    ) -> Result<UpdateCafStepPayload> {
        let id: CafStepId = node::subject(&input.id)?;
        let patch = StepPatch {
            due_on: given(input.due_on).map(|day| day.map(|day| day.0)),
            responsible: node::changed("responsibleId", input.responsible_id, id.tenant)?,
            done_on: given(input.done_on).map(|day| day.map(|day| day.0)),
            note: given(input.note),
        };
        let caller = caller(ctx);
        let (assessment, step) = app::update_step(&caller, id, input.expected_version, patch).await?;
        let caf_assessment = CafAssessment::from(assessment);
        let caf_step = CafStep::new(step, caf_assessment.progress(ctx).await?, caller.today());
        Ok(UpdateCafStepPayload { caf_step, caf_assessment })
    }

    /// Takes somebody into the group of an assessment.
    async fn add_caf_member(
        &self,
        ctx: &Context<'_>,
        input: AddCafMemberInput,
    ) -> Result<AddCafMemberPayload> {
        let id: CafAssessmentId = node::subject(&input.assessment_id)?;
        let person = node::reference("memberId", &input.member_id, id.tenant)?;
        let key = input.idempotency_key.as_deref();
        let (assessment, member) = app::add_member(&caller(ctx), id, person, input.role.into(), key).await?;
        Ok(AddCafMemberPayload { caf_member: member.into(), caf_assessment: assessment.into() })
    }

    /// Gives a member of a group another task.
    async fn update_caf_member(
        &self,
        ctx: &Context<'_>,
        input: UpdateCafMemberInput,
    ) -> Result<UpdateCafMemberPayload> {
        let id: CafMemberId = node::subject(&input.id)?;
        let role = input.role.into();
        let (assessment, member) = app::update_member(&caller(ctx), id, input.expected_version, role).await?;
        Ok(UpdateCafMemberPayload { caf_member: member.into(), caf_assessment: assessment.into() })
    }

    /// Lets a member of a group go: what was written is kept, and neither shown nor counted any more.
    async fn remove_caf_member(
        &self,
        ctx: &Context<'_>,
        input: RemoveCafMemberInput,
    ) -> Result<RemoveCafMemberPayload> {
        let id: CafMemberId = node::subject(&input.id)?;
        let (assessment, member) = app::remove_member(&caller(ctx), id, input.expected_version).await?;
        Ok(RemoveCafMemberPayload { caf_member: member.into(), caf_assessment: assessment.into() })
    }

    /// Lets members score, each alone; the method is fixed from now on.
    async fn start_caf_scoring(
        &self,
        ctx: &Context<'_>,
        input: StartCafScoringInput,
    ) -> Result<StartCafScoringPayload> {
        let id = node::subject(&input.id)?;
        let new = app::start_scoring(&caller(ctx), id, input.expected_version, input.due_on.0).await?;
        Ok(StartCafScoringPayload { caf_assessment: new.into() })
    }

    /// Opens consensus: what was submitted shows to the group, nothing is scored alone any more.
    async fn open_caf_consensus(
        &self,
        ctx: &Context<'_>,
        input: OpenCafConsensusInput,
    ) -> Result<OpenCafConsensusPayload> {
        let (id, reason) = (node::subject(&input.id)?, input.reason.as_deref());
        let new = app::open_consensus(&caller(ctx), id, input.expected_version, reason).await?;
        Ok(OpenCafConsensusPayload { caf_assessment: new.into() })
    }

    /// Concludes an assessment: all 28 subcriteria have their agreed score.
    async fn conclude_caf_assessment(
        &self,
        ctx: &Context<'_>,
        input: ConcludeCafAssessmentInput,
    ) -> Result<ConcludeCafAssessmentPayload> {
        let new = app::conclude(&caller(ctx), node::subject(&input.id)?, input.expected_version).await?;
        Ok(ConcludeCafAssessmentPayload { caf_assessment: new.into() })
    }

    /// Takes a concluded assessment up again, so that a score can be corrected.
    async fn reopen_caf_assessment(
        &self,
        ctx: &Context<'_>,
        input: ReopenCafAssessmentInput,
    ) -> Result<ReopenCafAssessmentPayload> {
        let new = app::reopen(&caller(ctx), node::subject(&input.id)?, input.expected_version).await?;
        Ok(ReopenCafAssessmentPayload { caf_assessment: new.into() })
    }

    /// Gives an assessment up; what was written stays.
    async fn cancel_caf_assessment(
        &self,
        ctx: &Context<'_>,
        input: CancelCafAssessmentInput,
    ) -> Result<CancelCafAssessmentPayload> {
        let id = node::subject(&input.id)?;
        let new = app::cancel(&caller(ctx), id, input.expected_version, &input.reason).await?;
        Ok(CancelCafAssessmentPayload { caf_assessment: new.into() })
    }
}

fn units(ids: &[ID], tenant: TenantId) -> Result<Vec<UnitId>> {
    let unit = |id: &ID| node::reference("unitIds", id, tenant);
    Ok(ids.iter().map(unit).collect::<Result<_, _>>()?)
}
