//! Meetings of the Monitoring Commission, who was there and what was decided.

use super::commission::{self, CommissionMember};
use crate::{
    connection::{Page, caller, count, cursor, part, read_cursor},
    document::EvidenceConnection,
    identity::Membership,
    journal::{self, JournalEntryConnection},
    loader::{self, Loadable, grouped, loaded},
    node::GlobalId,
    permitted::Permitted,
    plan::{PlanAction, verdict},
    scalar::Date,
};
use async_graphql::{ComplexObject, Context, Enum, ID, Object, Result, SimpleObject};
use calitas_app::{
    Ctx,
    control::{meeting as app, resolution},
    plan,
};
use calitas_domain::{
    Error,
    access::Permission,
    control::{self as domain, may::commission as may},
    document::{self, Holder, Subject},
    id::{CommissionDecisionId, CommissionMeetingId, MembershipId, TenantId},
    plan::{Action, SourceKind},
};
use std::{collections::HashMap, sync::Arc};

/// How far a meeting is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum)]
#[graphql(remote = "domain::MeetingState")]
pub enum CommissionMeetingState {
    /// Convened.
    Planned,
    /// It took place.
    Held,
    /// It did not take place; its number stays with it.
    Cancelled,
}

/// Whether a member was there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum)]
#[graphql(remote = "domain::AttendanceStatus")]
pub enum AttendanceStatus {
    /// In person.
    Present,
    /// Not at all.
    Absent,
    /// By somebody sent in their place.
    Represented,
}

/// A meeting of the Monitoring Commission.
#[derive(Debug, Clone, SimpleObject)]
#[graphql(complex)]
pub struct CommissionMeeting {
    /// Opaque global id.
    pub id: ID,
    /// Its place among the meetings, from 1; never given twice.
    pub number: i32,
    /// How far it is.
    pub state: CommissionMeetingState,
    /// The day it is convened for, or was held on.
    pub held_on: Date,
    /// Where.
    pub place: Option<String>,
    /// What about.
    pub agenda: String,
    /// What was said; absent before it was written.
    pub minutes: Option<String>,
    /// Why it did not take place.
    pub cancel_reason: Option<String>,
    /// Counts changes; pass it as `expectedVersion`.
    pub version: i32,
    #[graphql(skip)]
    row: Arc<domain::Meeting>,
}

/// Whether somebody was at a meeting.
#[derive(Debug, Clone, SimpleObject)]
pub struct CommissionAttendance {
    /// Who.
    pub member: CommissionMember,
    /// Whether; absent before it was recorded.
    pub status: Option<AttendanceStatus>,
}

/// What a meeting decided.
#[derive(Debug, Clone, SimpleObject)]
#[graphql(complex)]
pub struct CommissionDecision {
    /// Opaque global id.
    pub id: ID,
    /// Short code, `CM-3.2`; actions name it so.
    pub code: String,
    /// What was decided.
    pub text: String,
    /// Until when.
    pub due_on: Option<Date>,
    /// Counts changes; pass it as `expectedVersion`.
    pub version: i32,
    #[graphql(skip)]
    row: CommissionDecisionId,
    #[graphql(skip)]
    meeting: CommissionMeetingId,
    #[graphql(skip)]
    responsible: Option<MembershipId>,
}

/// What the viewer may do with a decision of a meeting.
#[derive(Debug, Clone, SimpleObject)]
pub struct CommissionDecisionViewerCan {
    /// Correct it.
    pub update: Permitted,
}

/// What the viewer may do with a meeting.
#[derive(Debug, Clone, SimpleObject)]
pub struct CommissionMeetingViewerCan {
    /// Change day, place and agenda.
    pub update: Permitted,
    /// Record that it took place.
    pub hold: Permitted,
    /// Cancel it.
    pub cancel: Permitted,
    /// Record who was there, what was decided and what was said.
    pub record: Permitted,
    /// Attach its signed minutes.
    pub attach_evidence: Permitted,
}

connection! {
    /// Meetings.
    CommissionMeetingConnection, CommissionMeetingEdge, CommissionMeeting
}

loaded! {
    /// What a meeting decided, by number.
    DecisionsOf(Vec<domain::CommissionDecision>) by CommissionMeetingId => |ctx, keys| {
        grouped(resolution::of_meetings(ctx, keys).await?.into_iter().map(|one| (one.meeting, one)), Self)
    };
    /// What already rests on a decision.
    BoundOf(domain::Bound) by CommissionDecisionId => |ctx, keys| {
        resolution::bounds(ctx, keys).await?.into_iter().map(|(id, bound)| (id, Self(bound))).collect()
    };
    /// The decision of a code.
    DecisionOfCode(domain::CommissionDecision) by (TenantId, String) => |ctx, keys| {
        let found = resolution::by_codes(ctx, keys).await?;
        found.into_iter().map(|one| ((one.id.tenant, one.code()), Self(one))).collect()
    };
    /// The actions that carry a decision out, by its code.
    ActionsOf(Vec<Action>) by (TenantId, String) => |ctx, keys| {
        let mut found: HashMap<(TenantId, String), Vec<Action>> = HashMap::new();
        for action in plan::measures(ctx, SourceKind::CommissionDecision, keys).await? {
            let code = action.source.reference.clone().unwrap_or_default();
            found.entry((action.id.tenant, code)).or_default().push(action);
        }
        found.into_iter().map(|(key, actions)| (key, Self(actions))).collect()
    };
}

impl Loadable for CommissionMeeting {
    type Key = CommissionMeetingId;

    async fn load(
        ctx: &Ctx,
        keys: &[CommissionMeetingId],
    ) -> Result<Vec<(CommissionMeetingId, Self)>, Error> {
        Ok(app::by_ids(ctx, keys).await?.into_iter().map(|row| (row.id, row.into())).collect())
    }
}

impl From<domain::Meeting> for CommissionMeeting {
    fn from(row: domain::Meeting) -> Self {
        Self {
            id: row.id.global(),
            number: row.number,
            state: row.state.into(),
            held_on: Date(row.held_on),
            place: row.place.clone(),
            agenda: row.agenda.clone(),
            minutes: row.minutes.clone(),
            cancel_reason: row.cancel_reason.clone(),
            version: row.version,
            row: Arc::new(row),
        }
    }
}

impl From<domain::CommissionDecision> for CommissionDecision {
    fn from(row: domain::CommissionDecision) -> Self {
        Self {
            id: row.id.global(),
            code: row.code(),
            text: row.text,
            due_on: row.due_on.map(Date),
            version: row.version,
            row: row.id,
            meeting: row.meeting,
            responsible: row.responsible,
        }
    }
}

impl CommissionMeeting {
    /// The meeting as something that evidence may prove.
    pub(crate) fn holder(&self) -> Holder {
        Holder::Meeting(Box::new(self.row.as_ref().clone()))
    }
}

#[ComplexObject]
impl CommissionMeeting {
    /// Everybody who was in the commission on the day, and whether they were there.
    async fn attendance(&self, ctx: &Context<'_>) -> Result<Vec<CommissionAttendance>> {
        let members = commission::members(ctx, self.row.commission).await?;
        let seen = self.row.expected(&members).into_iter();
        let seen = seen.map(|(member, status)| CommissionAttendance {
            member: member.clone().into(),
            status: status.map(Into::into),
        });
        Ok(seen.collect())
    }

    /// What was decided, by number.
    async fn decisions(&self, ctx: &Context<'_>) -> Result<Vec<CommissionDecision>> {
        let found = loader::load::<DecisionsOf>(ctx, self.row.id).await?;
        let decisions = found.map(|found| found.0).unwrap_or_default();
        Ok(decisions.into_iter().map(CommissionDecision::from).collect())
    }

    /// Its signed minutes, the newest first.
    async fn evidence(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Page size, 1 to 100; 50 unless told.")] first: Option<i32>,
        #[graphql(desc = "Cursor of the item before the page.")] after: Option<String>,
    ) -> Result<EvidenceConnection> {
        Box::pin(crate::document::page(ctx, Subject::Meeting(self.row.id), first, after)).await
    }

    /// What happened to it and what it decided, the newest first.
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
    async fn viewer_can(&self, ctx: &Context<'_>) -> CommissionMeetingViewerCan {
        let (caller, tenant, row) = (caller(ctx), self.row.id.tenant, &*self.row);
        CommissionMeetingViewerCan {
            update: verdict(&caller, tenant, |access| may::update(row, access)),
            hold: verdict(&caller, tenant, |access| may::settle(row, access)),
            cancel: verdict(&caller, tenant, |access| may::settle(row, access)),
            record: verdict(&caller, tenant, |access| may::record(row, access)),
            attach_evidence: verdict(&caller, tenant, |access| document::may::attach(&self.holder(), access)),
        }
    }
}

#[ComplexObject]
impl CommissionDecision {
    /// The meeting that decided it.
    async fn meeting(&self, ctx: &Context<'_>) -> Result<CommissionMeeting> {
        let found = loader::load::<CommissionMeeting>(ctx, self.meeting).await?;
        Ok(found.ok_or(Error::NotFound(CommissionMeetingId::KIND))?)
    }

    /// Who carries it out.
    async fn responsible(&self, ctx: &Context<'_>) -> Option<Result<Membership>> {
        commission::named(ctx, self.responsible).await
    }

    /// What the viewer may do with it.
    async fn viewer_can(&self, ctx: &Context<'_>) -> Result<CommissionDecisionViewerCan> {
        let meeting = self.meeting(ctx).await?.row;
        let bound = loader::load::<BoundOf>(ctx, self.row).await?.map(|found| found.0).unwrap_or_default();
        let update = verdict(&caller(ctx), self.row.tenant, |access| may::correct(&meeting, bound, access));
        Ok(CommissionDecisionViewerCan { update })
    }

    /// The actions that carry it out, in whatever plan; none for whoever does not read plans.
    async fn actions(&self, ctx: &Context<'_>) -> Result<Vec<PlanAction>> {
        let found = loader::load::<ActionsOf>(ctx, (self.meeting.tenant, self.code.clone())).await?;
        let actions = found.map(|found| found.0).unwrap_or_default();
        let today = caller(ctx).today();
        Ok(actions.into_iter().map(|action| PlanAction::at(action, today)).collect())
    }
}

/// A page of the meetings of an institution, the latest first.
pub async fn meetings(
    ctx: &Context<'_>,
    tenant: TenantId,
    first: Option<i32>,
    after: Option<String>,
) -> Result<CommissionMeetingConnection> {
    let after = match read_cursor::<2>(after.as_deref())? {
        None => None,
        Some([held_on, number]) => Some(app::Place { held_on: part(&held_on)?, number: part(&number)? }),
    };
    let has_previous = after.is_some();
    let (rows, has_next) = app::page(&caller(ctx), tenant, after, first).await?;
    let items = rows.into_iter().map(|row| (place(&row), row.into())).collect();
    let counting = count(move |ctx| async move { app::count(&ctx, tenant).await });
    Ok(CommissionMeetingConnection::new(Page { items, has_next, has_previous }, counting))
}

/// A meeting with its place in the list.
pub(super) fn edge(row: domain::Meeting) -> CommissionMeetingEdge {
    CommissionMeetingEdge { cursor: place(&row), node: row.into() }
}

fn place(row: &domain::Meeting) -> String {
    cursor(&[&row.held_on.to_string(), &row.number.to_string()])
}

/// Meetings.
#[derive(Debug, Default)]
pub struct CommissionMeetingQuery;

#[Object]
impl CommissionMeetingQuery {
    /// A meeting of a Monitoring Commission; absent when it is not there or not the viewer's to see.
    async fn commission_meeting(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Global id of the meeting.")] id: ID,
    ) -> Result<Option<CommissionMeeting>> {
        caller(ctx).actor()?;
        let Some(id) = CommissionMeetingId::read(&id) else { return Ok(None) };
        Ok(loader::load::<CommissionMeeting>(ctx, id).await?)
    }
}
