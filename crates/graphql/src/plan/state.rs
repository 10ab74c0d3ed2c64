//! A plan and its actions as they stood at the end of an earlier day.

use super::{
    action::{PlanAction, people},
    enums::{PlanActionStatus, PlanKind, PlanStatus},
    parts::PlanActionSource,
};
use crate::{
    connection::caller,
    identity::Membership,
    journal::FieldChange,
    loader,
    node::GlobalId,
    scalar::{Date, Decimal},
    tenancy::Unit,
};
use async_graphql::{ComplexObject, Context, ID, Result, SimpleObject};
use calitas_app::plan as app;
use calitas_domain::{
    id::{MembershipId, PlanActionId, PlanId, UnitId},
    plan as domain,
};
use chrono::{DateTime, Utc};
use futures_util::future::try_join_all;

/// A plan as it stood at the end of a day.
#[derive(Debug, Clone, SimpleObject)]
#[graphql(complex)]
pub struct PlanState {
    /// The day.
    pub on: Date,
    /// Short code.
    pub code: String,
    /// What it was for.
    pub kind: PlanKind,
    /// Title.
    pub title: String,
    /// What it wanted to reach; may be empty.
    pub description: String,
    /// First day of its period.
    pub period_start: Date,
    /// Last day of its period.
    pub period_end: Date,
    /// Where it stood.
    pub status: PlanStatus,
    /// Why it had been returned, was being revised or had been cancelled.
    pub status_reason: Option<String>,
    /// The last version approved until then; 0 before the first approval.
    pub number: i32,
    /// When it had been handed over to the municipality.
    pub released_at: Option<DateTime<Utc>>,
    /// What changed in the plan itself since.
    pub changes: Vec<FieldChange>,
    /// Its actions then, by code.
    pub actions: Vec<PlanActionState>,
    #[graphql(skip)]
    unit: Option<UnitId>,
    #[graphql(skip)]
    owner: Option<MembershipId>,
    #[graphql(skip)]
    added: Vec<PlanActionId>,
}

/// An action as it stood at the end of a day.
#[derive(Debug, Clone, SimpleObject)]
#[graphql(complex)]
pub struct PlanActionState {
    /// Id of the action.
    pub action_id: ID,
    /// Short code inside its plan.
    pub code: String,
    /// What was to be done.
    pub title: String,
    /// How and why; may be empty.
    pub description: String,
    /// What it followed from.
    pub source: PlanActionSource,
    /// Expected effect, 1 to 5.
    pub impact: Option<i32>,
    /// Needed effort, 1 to 5.
    pub effort: Option<i32>,
    /// Money set aside, in lei.
    pub budget: Option<Decimal>,
    /// First day of work.
    pub start_on: Option<Date>,
    /// Last day of work.
    pub due_on: Option<Date>,
    /// How far it was, in percent.
    pub progress: i32,
    /// Where it stood.
    pub status: PlanActionStatus,
    /// Why it stood there, when somebody had to say.
    pub status_reason: Option<String>,
    /// Whether it was deleted since.
    pub is_deleted: bool,
    /// What changed in it since; empty when it was deleted.
    pub changes: Vec<FieldChange>,
    #[graphql(skip)]
    responsible: Option<MembershipId>,
    #[graphql(skip)]
    unit: Option<UnitId>,
    #[graphql(skip)]
    contributors: Vec<MembershipId>,
}

impl PlanState {
    /// Works out what a plan was at the end of a day.
    ///
    /// # Errors
    /// For a day that is still to come; when the plan is not the caller's to see.
    pub(super) async fn load(ctx: &Context<'_>, id: PlanId, day: Date) -> Result<Option<Self>> {
        let found = app::as_of(&caller(ctx), id, day.0).await?;
        Ok(found.map(|past| Self::new(id, past)))
    }

    fn new(id: PlanId, past: app::Past) -> Self {
        let domain::PlanState { code, kind, title, description, period_start, period_end, .. } = past.plan;
        let domain::PlanState { status, status_reason, number, unit, owner, released_at, .. } = past.plan;
        Self {
            on: past.on.into(),
            code,
            kind: kind.into(),
            title,
            description,
            period_start: period_start.into(),
            period_end: period_end.into(),
            status: status.into(),
            status_reason,
            number,
            released_at,
            changes: FieldChange::list(id.tenant, past.changes),
            actions: past.actions.into_iter().map(PlanActionState::from).collect(),
            unit,
            owner,
            added: past.added,
        }
    }
}

impl From<app::PastAction> for PlanActionState {
    fn from(past: app::PastAction) -> Self {
        let (id, state) = (past.id, past.state);
        Self {
            action_id: id.global(),
            code: state.code,
            title: state.title,
            description: state.description,
            source: PlanActionSource::new(id.tenant, state.source),
            impact: state.impact,
            effort: state.effort,
            budget: state.budget.map(Decimal),
            start_on: state.start_on.map(Date),
            due_on: state.due_on.map(Date),
            progress: state.progress,
            status: state.status.into(),
            status_reason: state.status_reason,
            is_deleted: past.changes.is_none(),
            changes: FieldChange::list(id.tenant, past.changes.unwrap_or_default()),
            responsible: state.responsible,
            unit: state.unit,
            contributors: state.contributors,
        }
    }
}

#[ComplexObject]
impl PlanState {
    /// The unit that coordinated it, as it is now.
    async fn unit(&self, ctx: &Context<'_>) -> Option<Result<Unit>> {
        loader::load::<Unit>(ctx, self.unit?).await.map_err(Into::into).transpose()
    }

    /// The person who ran it.
    async fn owner(&self, ctx: &Context<'_>) -> Option<Result<Membership>> {
        loader::load::<Membership>(ctx, self.owner?).await.map_err(Into::into).transpose()
    }

    /// Actions that were added since, as they are now.
    async fn added_actions(&self, ctx: &Context<'_>) -> Result<Vec<PlanAction>> {
        let added = self.added.iter().map(|id| loader::load::<PlanAction>(ctx, *id));
        Ok(try_join_all(added).await?.into_iter().flatten().collect())
    }
}

#[ComplexObject]
impl PlanActionState {
    /// The person who answered for it.
    async fn responsible(&self, ctx: &Context<'_>) -> Option<Result<Membership>> {
        loader::load::<Membership>(ctx, self.responsible?).await.map_err(Into::into).transpose()
    }

    /// Where it was carried out, as the unit is now.
    async fn unit(&self, ctx: &Context<'_>) -> Option<Result<Unit>> {
        loader::load::<Unit>(ctx, self.unit?).await.map_err(Into::into).transpose()
    }

    /// Who contributed, by function.
    async fn contributors(&self, ctx: &Context<'_>) -> Result<Vec<Membership>> {
        people(ctx, self.contributors.clone()).await
    }
}
