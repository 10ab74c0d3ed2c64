//! An action of a plan.

use super::{
    comment::{self, PlanActionCommentConnection},
    enums::{PlanActionPriority, PlanActionStatus},
    load,
    object::{Plan, history, verdict},
    parts::{
        PlanActionCheck, PlanActionIndicator, PlanActionMeasurement, PlanActionSource, PlanActionTransition,
        PlanActionViewerCan,
    },
};
use crate::{
    caf::CafEffect,
    connection::caller,
    document::EvidenceConnection,
    identity::Membership,
    journal::JournalEntryConnection,
    loader, message,
    node::GlobalId,
    scalar::{Date, Decimal},
    tenancy::Unit,
};
use async_graphql::{ComplexObject, Context, ID, Result, SimpleObject};
use calitas_domain::{
    Error, Reason,
    access::Access,
    calendar,
    document::{self, Holder, Subject},
    id::{MembershipId, PlanActionId, PlanId},
    plan::{self as domain, ActionFacts, Involvement, may},
};
use chrono::{DateTime, NaiveDate, Utc};
use futures_util::future::try_join_all;
use std::sync::Arc;

/// An action of an improvement plan.
#[derive(Debug, Clone, SimpleObject)]
#[graphql(complex)]
pub struct PlanAction {
    /// Opaque global id.
    pub id: ID,
    /// Short code inside its plan.
    pub code: String,
    /// What is to be done.
    pub title: String,
    /// How and why; may be empty.
    pub description: String,
    /// What it follows from.
    pub source: PlanActionSource,
    /// Expected effect, 1 to 5.
    pub impact: Option<i32>,
    /// Needed effort, 1 to 5.
    pub effort: Option<i32>,
    /// Quadrant of impact and effort; absent when either is missing.
    pub priority: Option<PlanActionPriority>,
    /// Money set aside, in lei.
    pub budget: Option<Decimal>,
    /// First day of work.
    pub start_on: Option<Date>,
    /// Last day of work.
    pub due_on: Option<Date>,
    /// Whether it is open and past its due date.
    pub is_overdue: bool,
    /// How many days it is late; 0 when it is not.
    pub days_overdue: i32,
    /// How far it is, in percent; 100 when it is done.
    pub progress: i32,
    /// Where it stands.
    pub status: PlanActionStatus,
    /// Why it stands there, when somebody had to say.
    pub status_reason: Option<String>,
    /// What shows its effect.
    pub indicator: Option<PlanActionIndicator>,
    /// Its place on the board: texts that sort by their bytes.
    pub board_rank: String,
    /// When it was carried out.
    pub done_at: Option<DateTime<Utc>>,
    /// When it last changed.
    pub updated_at: DateTime<Utc>,
    /// Counts changes; pass it as `expectedVersion`.
    pub version: i32,
    #[graphql(skip)]
    pub(super) row: Arc<domain::Action>,
}

impl PlanAction {
    /// The action as it is on a day.
    pub fn at(row: impl Into<Arc<domain::Action>>, today: NaiveDate) -> Self {
        let row = row.into();
        let is_overdue = row.is_overdue(today);
        let late_by = row.due_on.filter(|_| is_overdue);
        Self {
            id: row.id.global(),
            code: row.code(),
            title: row.title.clone(),
            description: row.description.clone(),
            source: PlanActionSource::new(row.id.tenant, row.source.clone()),
            impact: row.impact,
            effort: row.effort,
            priority: row.priority().map(Into::into),
            budget: row.budget.map(Decimal),
            start_on: row.start_on.map(Date),
            due_on: row.due_on.map(Date),
            is_overdue,
            days_overdue: late_by.map_or(0, |due| calendar::days_overdue(due, today)),
            progress: row.progress,
            status: row.status.into(),
            status_reason: row.status_reason.clone(),
            indicator: row.indicator.clone().map(Into::into),
            board_rank: row.board_rank.clone(),
            done_at: row.done_at,
            updated_at: row.updated_at,
            version: row.version,
            row,
        }
    }

    async fn parent(&self, ctx: &Context<'_>) -> Result<Plan> {
        let found = loader::load::<Plan>(ctx, self.row.plan).await?;
        Ok(found.ok_or(Error::NotFound(PlanId::KIND))?)
    }

    /// The action as something that evidence may prove, with what the viewer has to do with it.
    pub(crate) async fn holder(&self, ctx: &Context<'_>) -> Result<Holder> {
        let (plan, facts) = (self.parent(ctx).await?, self.facts(ctx).await?);
        let access = caller(ctx).access(self.row.id.tenant);
        let involved = |access: &Access| Involvement::of(&self.row, &facts.contributors, access);
        Ok(Holder::Action {
            action: Box::new(domain::Action::clone(&self.row)),
            plan: domain::Plan::clone(&plan.row),
            involvement: access.map_or(Involvement::None, |access| involved(&access)),
        })
    }

    async fn facts(&self, ctx: &Context<'_>) -> Result<ActionFacts> {
        Ok(loader::load::<load::FactsOf>(ctx, self.row.id).await?.map(|found| found.0).unwrap_or_default())
    }

    // Kept apart from their fields: every field of an object has room for the largest of them.
    async fn transitions(&self, ctx: &Context<'_>) -> Result<Vec<PlanActionTransition>> {
        let caller = caller(ctx);
        let (plan, facts) = (self.parent(ctx).await?, self.facts(ctx).await?);
        let access = caller.access(self.row.id.tenant).ok();
        let next = domain::next_statuses(&self.row, &plan.row, access.as_deref(), &facts);
        let transition = |next: domain::NextStatus| PlanActionTransition {
            status: next.status.into(),
            allowed: next.refusal.is_none(),
            reason: next.refusal.map(|reason| message::of_reason(&reason, caller.language())),
            needs_reason: next.needs_reason,
        };
        Ok(next.into_iter().map(transition).collect())
    }

    async fn permitted(&self, ctx: &Context<'_>) -> Result<PlanActionViewerCan> {
        let caller = caller(ctx);
        let holder = self.holder(ctx).await?;
        let (plan, facts) = (self.parent(ctx).await?.row, self.facts(ctx).await?);
        let tenant = self.row.id.tenant;
        type Rule = fn(&domain::Action, &domain::Plan, &Access, Involvement) -> Result<(), Reason>;
        let involved = |rule: Rule| {
            verdict(&caller, tenant, |access| {
                rule(&self.row, &plan, access, Involvement::of(&self.row, &facts.contributors, access))
            })
        };
        Ok(PlanActionViewerCan {
            update: involved(may::update_action),
            define: verdict(&caller, tenant, |access| may::define(&self.row, &plan, access)),
            report: involved(may::report),
            check: involved(may::check_off),
            place: involved(may::place),
            delete: verdict(&caller, tenant, |access| may::delete(&self.row, &plan, access)),
            comment: verdict(&caller, tenant, |access| may::comment(&plan, access)),
            measure: involved(may::measure),
            watch: verdict(&caller, tenant, |access| may::watch(&plan, access)),
            attach_evidence: verdict(&caller, tenant, |access| document::may::attach(&holder, access)),
        })
    }

    /// Other actions, in the order of their numbers; those the viewer may not see are left out.
    async fn others(ctx: &Context<'_>, ids: Vec<PlanActionId>) -> Result<Vec<Self>> {
        let found = try_join_all(ids.into_iter().map(|id| loader::load::<Self>(ctx, id))).await?;
        let mut found: Vec<Self> = found.into_iter().flatten().collect();
        found.sort_by_key(|action| action.row.number);
        Ok(found)
    }
}

/// People by their memberships, by function.
pub(super) async fn people(ctx: &Context<'_>, ids: Vec<MembershipId>) -> Result<Vec<Membership>> {
    let found = try_join_all(ids.into_iter().map(|id| loader::load::<Membership>(ctx, id))).await?;
    let mut found: Vec<Membership> = found.into_iter().flatten().collect();
    found.sort_by(|a, b| a.display_name.cmp(&b.display_name));
    Ok(found)
}

#[ComplexObject]
impl PlanAction {
    /// The plan it belongs to.
    async fn plan(&self, ctx: &Context<'_>) -> Result<Plan> {
        self.parent(ctx).await
    }

    /// Whether the subcriteria of CAF have moved whose areas for improvement it took up: one for each of them.
    async fn caf_effects(&self, ctx: &Context<'_>) -> Result<Vec<CafEffect>> {
        crate::caf::effects(ctx, self.row.id).await
    }

    /// Who answers for it.
    async fn responsible(&self, ctx: &Context<'_>) -> Option<Result<Membership>> {
        loader::load::<Membership>(ctx, self.row.responsible?).await.map_err(Into::into).transpose()
    }

    /// Where it is carried out.
    async fn unit(&self, ctx: &Context<'_>) -> Option<Result<Unit>> {
        loader::load::<Unit>(ctx, self.row.unit?).await.map_err(Into::into).transpose()
    }

    /// Who helps to carry it out, by function.
    async fn contributors(&self, ctx: &Context<'_>) -> Result<Vec<Membership>> {
        let found = loader::load::<load::ContributorsOf>(ctx, self.row.id).await?;
        people(ctx, found.map(|found| found.0).unwrap_or_default()).await
    }

    /// Its checklist.
    async fn checklist(&self, ctx: &Context<'_>) -> Result<Vec<PlanActionCheck>> {
        let found = loader::load::<load::ChecklistOf>(ctx, self.row.id).await?;
        Ok(found.map(|found| found.0).unwrap_or_default().into_iter().map(Into::into).collect())
    }

    /// The actions it waits for.
    async fn dependencies(&self, ctx: &Context<'_>) -> Result<Vec<PlanAction>> {
        let found = loader::load::<load::DependenciesOf>(ctx, self.row.id).await?;
        Self::others(ctx, found.map(|found| found.0).unwrap_or_default()).await
    }

    /// The actions that wait for it.
    async fn dependents(&self, ctx: &Context<'_>) -> Result<Vec<PlanAction>> {
        let found = loader::load::<load::DependentsOf>(ctx, self.row.id).await?;
        Self::others(ctx, found.map(|found| found.0).unwrap_or_default()).await
    }

    /// Measured values of its indicator, the latest first.
    async fn measurements(&self, ctx: &Context<'_>) -> Result<Vec<PlanActionMeasurement>> {
        let found = loader::load::<load::MeasurementsOf>(ctx, self.row.id).await?;
        Ok(found.map(|found| found.0).unwrap_or_default().into_iter().map(Into::into).collect())
    }

    /// Comments on it, the oldest first.
    async fn comments(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Page size, 1 to 100; 50 unless told.")] first: Option<i32>,
        #[graphql(desc = "Cursor of the item before the page.")] after: Option<String>,
    ) -> Result<PlanActionCommentConnection> {
        Box::pin(comment::page(ctx, self.row.id, first, after)).await
    }

    /// How many comments it has.
    async fn comment_count(&self, ctx: &Context<'_>) -> Result<i32> {
        comment::total(ctx, self.row.id).await
    }

    /// Evidence attached to it, the newest first.
    async fn evidence(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Page size, 1 to 100; 50 unless told.")] first: Option<i32>,
        #[graphql(desc = "Cursor of the item before the page.")] after: Option<String>,
    ) -> Result<EvidenceConnection> {
        Box::pin(crate::document::page(ctx, Subject::Action(self.row.id), first, after)).await
    }

    /// Who watches it, by function.
    async fn watchers(&self, ctx: &Context<'_>) -> Result<Vec<Membership>> {
        let found = loader::load::<load::WatchersOf>(ctx, self.row.id).await?;
        people(ctx, found.map(|found| found.0).unwrap_or_default()).await
    }

    /// Whether the viewer watches it.
    async fn is_watched_by_viewer(&self, ctx: &Context<'_>) -> Result<bool> {
        let found = loader::load::<load::WatchersOf>(ctx, self.row.id).await?;
        let viewer = caller(ctx).access(self.row.id.tenant).ok().map(|access| access.membership);
        Ok(viewer.is_some_and(|viewer| found.is_some_and(|found| found.0.contains(&viewer))))
    }

    /// Where it may go next, along the workflow, with the reason why not now.
    async fn next_statuses(&self, ctx: &Context<'_>) -> Result<Vec<PlanActionTransition>> {
        Box::pin(self.transitions(ctx)).await
    }
    /// What happened to it, the newest first.
    async fn history(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Page size, 1 to 100; 50 unless told.")] first: Option<i32>,
        #[graphql(desc = "Cursor of the item before the page.")] after: Option<String>,
    ) -> Result<JournalEntryConnection> {
        history(ctx, self.row.id.tenant, self.row.id.row, first, after).await
    }

    /// What the viewer may do with it.
    async fn viewer_can(&self, ctx: &Context<'_>) -> Result<PlanActionViewerCan> {
        Box::pin(self.permitted(ctx)).await
    }
}
