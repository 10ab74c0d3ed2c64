//! Plans as they change, and who looks at them.

use super::{Plan, PlanAction};
use crate::{
    connection::{caller, cursor, part, read_cursor},
    identity::Membership,
    journal::JournalEntry,
    loader,
    node::{self, GlobalId},
};
use async_graphql::{
    ComplexObject, Context, ID, Result, SimpleObject, Subscription,
    futures_util::{Stream, StreamExt, stream},
};
use calitas_app::{
    Ctx, plan as app,
    presence::Present,
    stream::{Heard, Signal},
};
use calitas_domain::{
    Error,
    id::{MembershipId, PlanActionId, PlanId},
};
use std::sync::Arc;

/// Something that happened to a plan. What it shows is read when it is delivered, with the rights of that moment.
#[derive(Debug, SimpleObject)]
#[graphql(complex)]
pub struct PlanChange {
    /// Stands for this place in the stream; pass it as `after` to go on from here.
    pub cursor: String,
    /// Whether too much happened to be told one by one: read everything again.
    pub refetch: bool,
    #[graphql(skip)]
    plan: PlanId,
    #[graphql(skip)]
    heard: Option<Arc<Heard>>,
}

/// Somebody who looks at a plan right now.
#[derive(Debug, SimpleObject)]
#[graphql(complex)]
pub struct PresentMember {
    #[graphql(skip)]
    membership: MembershipId,
    /// The action the person has open, if any.
    pub action_id: Option<ID>,
}

/// Everybody who looks at a plan right now.
#[derive(Debug, SimpleObject)]
#[graphql(complex)]
pub struct PlanPresence {
    /// The plan.
    pub plan_id: ID,
    #[graphql(skip)]
    plan: PlanId,
    #[graphql(skip)]
    present: Vec<Present>,
}

#[ComplexObject]
impl PlanChange {
    /// The plan as it is now.
    async fn plan(&self, ctx: &Context<'_>) -> Result<Plan> {
        self.readable(ctx).await
    }

    /// What happened; absent when everything is to be read again.
    async fn entry(&self, ctx: &Context<'_>) -> Option<Result<JournalEntry>> {
        let heard = self.heard.as_ref()?;
        Some(self.readable(ctx).await.map(|_| JournalEntry::new(self.plan.tenant, &heard.entry)))
    }

    /// The action it happened to, as it is now; absent when it happened to the plan itself or the action was deleted.
    async fn action(&self, ctx: &Context<'_>) -> Option<Result<PlanAction>> {
        let (heard, id) = (self.heard.as_ref()?, self.action_id()?);
        let caller = caller(ctx);
        let found = match Box::pin(app::action_heard(&caller, heard, id)).await {
            Ok(found) => found.map(|row| PlanAction::at(row, caller.today())),
            Err(error) => return Some(Err(error.into())),
        };
        loader::know(ctx, id, found.clone());
        found.map(Ok)
    }

    /// Id of the action that was deleted.
    async fn deleted_action_id(&self) -> Option<ID> {
        let deleted = self.heard.as_ref()?.entry.kind == "plan_action_deleted";
        self.action_id().filter(|_| deleted).map(|id| id.global())
    }
}

impl PlanChange {
    fn new(plan: PlanId, signal: Signal) -> Self {
        match signal {
            Signal::Entry(heard) => Self {
                cursor: cursor(&[&heard.entry.position.to_string()]),
                refetch: false,
                plan,
                heard: Some(heard),
            },
            Signal::Refetch(position) => {
                Self { cursor: cursor(&[&position.to_string()]), refetch: true, plan, heard: None }
            }
        }
    }

    fn action_id(&self) -> Option<PlanActionId> {
        let entry = &self.heard.as_ref()?.entry;
        let is_action = entry.subject_kind == PlanActionId::KIND.0;
        is_action.then(|| PlanActionId::new(self.plan.tenant, entry.subject))
    }

    async fn readable(&self, ctx: &Context<'_>) -> Result<Plan> {
        let Some(heard) = &self.heard else { return readable(ctx, self.plan).await };
        let found = Box::pin(app::plan_heard(&caller(ctx), heard, self.plan)).await?.map(Plan::from);
        loader::know(ctx, self.plan, found.clone());
        Ok(found.ok_or(Error::NotFound(PlanId::KIND))?)
    }
}

#[ComplexObject]
impl PlanPresence {
    /// The people, each once.
    async fn members(&self, ctx: &Context<'_>) -> Result<Vec<PresentMember>> {
        readable(ctx, self.plan).await?;
        let member = |present: &Present| PresentMember {
            membership: present.membership,
            action_id: present.part.map(|row| PlanActionId::new(self.plan.tenant, row).global()),
        };
        Ok(self.present.iter().map(member).collect())
    }
}

#[ComplexObject]
impl PresentMember {
    /// Who.
    async fn membership(&self, ctx: &Context<'_>) -> Result<Membership> {
        let found = loader::load::<Membership>(ctx, self.membership).await?;
        Ok(found.ok_or(Error::NotFound(MembershipId::KIND))?)
    }
}

/// Plans as they change.
#[derive(Debug, Default)]
pub struct PlanSubscription;

#[Subscription]
impl PlanSubscription {
    /// What happens to a plan and its actions: each change once and in order, after a cursor or from now on.
    async fn plan_changed(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Global id of the plan.")] plan_id: ID,
        #[graphql(desc = "`streamCursor` of a plan or `cursor` of the last change that was seen.")]
        after: Option<String>,
    ) -> Result<impl Stream<Item = PlanChange> + use<>> {
        let plan: PlanId = node::subject(&plan_id)?;
        let after = read_cursor::<1>(after.as_deref())?.map(|[position]| part(&position)).transpose()?;
        // Kept apart: the stream is there for as long as somebody listens, its beginning is not.
        let signals = Box::pin(async { app::changes(&*opening(ctx).await?, plan, after).await }).await?;
        Ok(signals.map(move |signal| PlanChange::new(plan, signal)))
    }

    /// Who looks at a plan, told at every coming and going. Whoever listens is counted as looking.
    async fn plan_presence(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Global id of the plan.")] plan_id: ID,
        #[graphql(desc = "The action the viewer has open.")] action_id: Option<ID>,
    ) -> Result<impl Stream<Item = PlanPresence> + use<>> {
        let plan: PlanId = node::subject(&plan_id)?;
        let action =
            action_id.map(|id| node::reference::<PlanActionId>("actionId", &id, plan.tenant)).transpose()?;
        let seat = app::sit(&*opening(ctx).await?, plan, action.map(|action| action.row)).await?;
        Ok(stream::unfold((seat, Told::Never), move |(mut seat, told)| async move {
            if told == Told::Before {
                seat.present.changed().await.ok()?;
            }
            let present = seat.present.borrow_and_update().clone();
            Some((PlanPresence { plan_id: plan.global(), plan, present }, (seat, Told::Before)))
        }))
    }
}

/// Whether a watcher has heard who is there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Told {
    Never,
    Before,
}

/// The caller in a request that ends with the opening of a stream. The subscription's own lives as long as somebody
/// listens, and whatever it had read with would hold a connection as long.
async fn opening(ctx: &Context<'_>) -> Result<Arc<Ctx>, Error> {
    caller(ctx).renewed().await
}

async fn readable(ctx: &Context<'_>, plan: PlanId) -> Result<Plan> {
    let found = loader::load::<Plan>(ctx, plan).await?;
    Ok(found.ok_or(Error::NotFound(PlanId::KIND))?)
}
