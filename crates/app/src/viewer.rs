//! When the signed-in person should look again: at their places and rights, at what waits for them and what they
//! were told.
//!
//! To add a feature whose objects ask something of people: its kinds of events in `domain::concern`, and in
//! [`involved`] whom its objects involve.

use crate::{
    app::App,
    cache::{Actor, SessionHandle},
    ctx::Ctx,
    notification,
    stream::Heard,
};
use calitas_domain::{
    Error,
    access::Permission,
    concern::{self, Concern},
    id::{ControlCampaignId, ControlQuestionnaireId, PlanActionId, TenantId},
};
use calitas_store::{Scope, control::duty, plan::todo as rows, stream::Hint};
use futures_util::{
    FutureExt,
    stream::{BoxStream, SelectAll, StreamExt, unfold},
};
use std::{collections::HashSet, sync::Arc, time::Duration};
use tokio::{
    sync::{
        broadcast::{self, error::RecvError},
        watch,
    },
    time::{Interval, MissedTickBehavior, interval, sleep},
};
use uuid::Uuid;

/// What happens within this time is told at once.
const SETTLE: Duration = Duration::from_millis(300);
/// How often rights are looked at in case nobody told; answered from memory where the socket asked before.
const LOOK: Duration = Duration::from_secs(5);

/// Says when the caller should look again: once at the beginning, and whenever their places, their rights, what waits
/// for them or what they were told may have changed. Says nothing of what changed; that is read in a fresh scope.
///
/// # Errors
/// [`Error::Unauthenticated`]; when the database does not answer.
pub async fn changes(ctx: &Ctx) -> Result<BoxStream<'static, ()>, Error> {
    let session = ctx.session().ok_or(Error::Unauthenticated)?;
    let mut tick = interval(LOOK);
    tick.set_missed_tick_behavior(MissedTickBehavior::Delay);
    tick.reset();
    let mut lookout = Lookout {
        app: ctx.app().clone(),
        session,
        actor: ctx.actor()?,
        heard: SelectAll::new(),
        watched: HashSet::new(),
        rights: ctx.app().cache().changes(),
        hints: ctx.app().store().wake().listen(),
        tick,
    };
    lookout.listen().await?;
    let later = unfold(lookout, |mut lookout| async move {
        lookout.next().await?;
        Some(((), lookout))
    });
    Ok(futures_util::stream::once(async {}).chain(later).boxed())
}

struct Lookout {
    app: App,
    session: SessionHandle,
    actor: Arc<Actor>,
    /// What happens in the person's institutions; nothing where too much happened to be told.
    heard: SelectAll<BoxStream<'static, (TenantId, Option<Arc<Heard>>)>>,
    watched: HashSet<TenantId>,
    rights: watch::Receiver<u64>,
    /// What servers tell each other; of it, that the person was told something or read it elsewhere.
    hints: broadcast::Receiver<Hint>,
    tick: Interval,
}

impl Lookout {
    /// Waits until there is reason to look; absent when the session is over.
    async fn next(&mut self) -> Option<()> {
        loop {
            let concerns = tokio::select! {
                Some((tenant, heard)) = self.heard.next() => self.concerns(tenant, heard.as_deref()).await,
                Ok(()) = self.rights.changed() => self.look().await?,
                hint = self.hints.recv() => notification::concerns(&hint, self.actor.account),
                _ = self.tick.tick() => self.look().await?,
            };
            if concerns {
                sleep(SETTLE).await;
                while let Some(Some(_)) = self.heard.next().now_or_never() {}
                return Some(());
            }
        }
    }

    /// Whether places or rights are others than before; absent when the session is over.
    async fn look(&mut self) -> Option<bool> {
        let actor = match self.app.live(&self.session).await {
            Ok(actor) => actor,
            Err(Error::Unauthenticated) => return None,
            // Looked at again with the next tick.
            Err(_) => return Some(false),
        };
        let changed = actor.memberships != self.actor.memberships;
        self.actor = actor;
        if let Err(error) = self.listen().await {
            tracing::debug!(%error, "viewer.listen failed; trying again");
        }
        Some(changed)
    }

    /// Hears the institutions it does not hear yet.
    async fn listen(&mut self) -> Result<(), Error> {
        for place in &self.actor.memberships {
            let tenant = place.id.tenant;
            if !self.watched.contains(&tenant) {
                let receiver = self.app.hub().watch(tenant).await?.0;
                self.heard.push(entries(tenant, receiver));
                self.watched.insert(tenant);
            }
        }
        Ok(())
    }

    async fn concerns(&mut self, tenant: TenantId, heard: Option<&Heard>) -> bool {
        // An institution that was left is still heard.
        let Some(access) = self.actor.access(tenant) else { return false };
        let Some(heard) = heard else { return true };
        let person = access.membership.row;
        // Without an answer the person looks for themselves.
        let is_involved =
            async || match heard.involved.get_or_try_init(|| involved(&self.app, tenant, heard)).await {
                Ok(people) => people.contains(&person),
                Err(_) => true,
            };
        match Concern::of(&heard.entry) {
            Concern::Nobody => false,
            Concern::Author => heard.entry.actor == Some(person),
            Concern::Involved => is_involved().await,
            Concern::InvolvedAndVerifiers => {
                access.may_somewhere(Permission::ActionVerify) || is_involved().await
            }
            Concern::Compartments => {
                access.may(Permission::ControlManage)
                    || access.may_somewhere(Permission::ControlAnswer)
                    || is_involved().await
            }
            Concern::Readers => access.may_on(Permission::PlanRead, heard.entry.topic),
        }
    }
}

/// Everybody who has to do with the subject of an entry. Asked once for all who hear it.
async fn involved(app: &App, tenant: TenantId, heard: &Heard) -> Result<Vec<Uuid>, Error> {
    let mut read = app.store().read(&Scope::system(tenant)).await?;
    let subject = heard.entry.subject;
    let is_control = [ControlCampaignId::KIND, ControlQuestionnaireId::KIND]
        .iter()
        .any(|kind| kind.0 == heard.entry.subject_kind);
    let mut people = if is_control {
        duty::involved(&mut read, tenant, subject).await?
    } else {
        rows::involved(&mut read, PlanActionId::new(tenant, subject)).await?
    };
    people.extend(concern::named(&heard.entry));
    Ok(people)
}

fn entries(
    tenant: TenantId,
    receiver: broadcast::Receiver<Arc<Heard>>,
) -> BoxStream<'static, (TenantId, Option<Arc<Heard>>)> {
    unfold(receiver, move |mut receiver| async move {
        match receiver.recv().await {
            Ok(heard) => Some(((tenant, Some(heard)), receiver)),
            Err(RecvError::Lagged(_)) => Some(((tenant, None), receiver)),
            Err(RecvError::Closed) => None,
        }
    })
    .boxed()
}
