//! Convening meetings of the Monitoring Commission, holding and cancelling them, recording what came of them.

use super::meeting::{self, AttendanceStatus, CommissionMeeting, CommissionMeetingEdge};
use crate::{
    connection::caller,
    node,
    scalar::{Date, given},
    tenancy::Tenant,
};
use async_graphql::{Context, ID, InputObject, MaybeUndefined, Object, Result, SimpleObject};
use calitas_app::control::{meeting as app, resolution};
use calitas_domain::{
    Error,
    control::{DecisionInput, DecisionPatch, MeetingInput, MeetingPatch},
    id::{CommissionDecisionId, CommissionMeetingId, TenantId},
};

/// Defines payloads that hold the meeting.
macro_rules! payloads {
    ($($name:ident),* $(,)?) => {$(
        /// The meeting.
        #[derive(Debug, SimpleObject)]
        pub struct $name {
            /// As it is now.
            pub commission_meeting: CommissionMeeting,
        }
    )*};
}
payloads!(
    UpdateCommissionMeetingPayload,
    HoldCommissionMeetingPayload,
    CancelCommissionMeetingPayload,
    AddCommissionDecisionPayload,
    UpdateCommissionDecisionPayload,
);

/// A meeting to convene; one that took place already may be entered too.
#[derive(Debug, InputObject)]
pub struct CreateCommissionMeetingInput {
    /// The institution.
    pub tenant_id: ID,
    /// The day.
    pub held_on: Date,
    /// Where, at most 300 characters.
    pub place: Option<String>,
    /// What about, 3 to 6,000 characters.
    pub agenda: String,
    /// Made by the client: a repeated request has one effect.
    pub idempotency_key: Option<String>,
}

/// The new meeting.
#[derive(SimpleObject)]
pub struct CreateCommissionMeetingPayload {
    /// The meeting with its place in the list.
    pub commission_meeting_edge: CommissionMeetingEdge,
    /// The institution with its meetings.
    pub tenant: Tenant,
}

/// Whether a member was there.
#[derive(Debug, InputObject)]
pub struct AttendanceInput {
    /// The member of the commission, not the person.
    pub member_id: ID,
    /// Whether.
    pub status: AttendanceStatus,
}

/// Changes of a meeting; what is left out stays.
#[derive(Debug, InputObject)]
pub struct UpdateCommissionMeetingInput {
    /// The meeting.
    pub id: ID,
    /// The version that was read.
    pub expected_version: i32,
    /// The day; of a held meeting not one to come.
    pub held_on: Option<Date>,
    /// Where; null for nowhere.
    pub place: MaybeUndefined<String>,
    /// What about.
    pub agenda: Option<String>,
    /// What was said, at most 50,000 characters, of a held meeting; null for nothing.
    pub minutes: MaybeUndefined<String>,
    /// Who was there, all of it, of a held meeting.
    pub attendance: Option<Vec<AttendanceInput>>,
}

/// The meeting that took place.
#[derive(Debug, InputObject)]
pub struct HoldCommissionMeetingInput {
    /// The meeting.
    pub id: ID,
    /// The version that was read.
    pub expected_version: i32,
    /// The day it was held on, if not the one it was convened for; not one to come.
    pub held_on: Option<Date>,
}

/// The meeting that will not take place.
#[derive(Debug, InputObject)]
pub struct CancelCommissionMeetingInput {
    /// The meeting.
    pub id: ID,
    /// The version that was read.
    pub expected_version: i32,
    /// Why, 3 to 1,000 characters.
    pub reason: String,
}

/// What a meeting decided.
#[derive(Debug, InputObject)]
pub struct AddCommissionDecisionInput {
    /// The meeting, a held one.
    pub meeting_id: ID,
    /// What was decided, 3 to 2,000 characters.
    pub text: String,
    /// Who carries it out.
    pub responsible_id: Option<ID>,
    /// Until when; not before the meeting.
    pub due_on: Option<Date>,
    /// Made by the client: a repeated request has one effect.
    pub idempotency_key: Option<String>,
}

/// Changes of a decision; what is left out stays.
#[derive(Debug, InputObject)]
pub struct UpdateCommissionDecisionInput {
    /// The decision.
    pub id: ID,
    /// The version that was read.
    pub expected_version: i32,
    /// What was decided, 3 to 2,000 characters.
    pub text: Option<String>,
    /// Who carries it out; null for nobody.
    pub responsible_id: MaybeUndefined<ID>,
    /// Until when, not before the meeting; null for no day.
    pub due_on: MaybeUndefined<Date>,
}

/// Meetings of the Monitoring Commission.
#[derive(Debug, Default)]
pub struct CommissionMeetingMutation;

#[Object]
impl CommissionMeetingMutation {
    /// Convenes a meeting of the Monitoring Commission.
    async fn create_commission_meeting(
        &self,
        ctx: &Context<'_>,
        input: CreateCommissionMeetingInput,
    ) -> Result<CreateCommissionMeetingPayload> {
        let tenant: TenantId = node::subject(&input.tenant_id)?;
        let new = MeetingInput { held_on: input.held_on.0, place: input.place, agenda: input.agenda };
        let made = app::create(&caller(ctx), tenant, new, input.idempotency_key.as_deref()).await?;
        let tenant = crate::tenancy::tenant(ctx, tenant).await?;
        Ok(CreateCommissionMeetingPayload { commission_meeting_edge: meeting::edge(made), tenant })
    }

    /// Changes day, place, agenda, attendance or minutes of a meeting. Only fields that others changed meanwhile conflict.
    async fn update_commission_meeting(
        &self,
        ctx: &Context<'_>,
        input: UpdateCommissionMeetingInput,
    ) -> Result<UpdateCommissionMeetingPayload> {
        let id: CommissionMeetingId = node::subject(&input.id)?;
        let one = |(at, one): (usize, AttendanceInput)| -> Result<_, Error> {
            let path = format!("attendance.{at}.memberId");
            Ok((node::reference(&path, &one.member_id, id.tenant)?, one.status.into()))
        };
        let all = |given: Vec<AttendanceInput>| given.into_iter().enumerate().map(one).collect();
        let attendance = input.attendance.map(all).transpose()?;
        let patch = MeetingPatch {
            held_on: input.held_on.map(|day| day.0),
            place: given(input.place),
            agenda: input.agenda,
            minutes: given(input.minutes),
            attendance,
        };
        let new = app::update(&caller(ctx), id, input.expected_version, patch).await?;
        Ok(UpdateCommissionMeetingPayload { commission_meeting: new.into() })
    }

    /// Records that a meeting took place.
    async fn hold_commission_meeting(
        &self,
        ctx: &Context<'_>,
        input: HoldCommissionMeetingInput,
    ) -> Result<HoldCommissionMeetingPayload> {
        let (id, on) = (node::subject(&input.id)?, input.held_on.map(|day| day.0));
        let new = app::hold(&caller(ctx), id, input.expected_version, on).await?;
        Ok(HoldCommissionMeetingPayload { commission_meeting: new.into() })
    }

    /// Cancels a meeting that was convened.
    async fn cancel_commission_meeting(
        &self,
        ctx: &Context<'_>,
        input: CancelCommissionMeetingInput,
    ) -> Result<CancelCommissionMeetingPayload> {
        let id = node::subject(&input.id)?;
        let new = app::cancel(&caller(ctx), id, input.expected_version, &input.reason).await?;
        Ok(CancelCommissionMeetingPayload { commission_meeting: new.into() })
    }

    /// Records what a meeting decided.
    async fn add_commission_decision(
        &self,
        ctx: &Context<'_>,
        input: AddCommissionDecisionInput,
    ) -> Result<AddCommissionDecisionPayload> {
        let id: CommissionMeetingId = node::subject(&input.meeting_id)?;
        let responsible = input.responsible_id.map(|who| node::reference("responsibleId", &who, id.tenant));
        let new = DecisionInput {
            text: input.text,
            responsible: responsible.transpose()?,
            due_on: input.due_on.map(|day| day.0),
        };
        let made = resolution::decide(&caller(ctx), id, new, input.idempotency_key.as_deref()).await?;
        Ok(AddCommissionDecisionPayload { commission_meeting: made.into() })
    }
    /// Corrects what a meeting decided, until an action follows from it or the minutes are signed.
    async fn update_commission_decision(
        &self,
        ctx: &Context<'_>,
        input: UpdateCommissionDecisionInput,
    ) -> Result<UpdateCommissionDecisionPayload> {
        let id: CommissionDecisionId = node::subject(&input.id)?;
        let patch = DecisionPatch {
            text: input.text,
            responsible: node::changed("responsibleId", input.responsible_id, id.tenant)?,
            due_on: given(input.due_on).map(|day| day.map(|day| day.0)),
        };
        let new = resolution::update(&caller(ctx), id, input.expected_version, patch).await?;
        Ok(UpdateCommissionDecisionPayload { commission_meeting: new.into() })
    }
}
