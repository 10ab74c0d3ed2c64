//! Who is signed in and what they may do, remembered for two seconds or until somebody's rights or session change.
//!
//! Before the two seconds are over, those who are busy are looked after together: one statement for thousands of
//! sessions tells whether anything that decides on them was written, and only those are read anew. A server with ten
//! thousand sockets asks the database about one of them as often as about all. Whoever comes later than that, or after
//! somebody's rights changed, is looked at in the same way together with all who come meanwhile.

use crate::{app::App, keys::AccessToken};
use calitas_domain::{
    Error,
    access::{Access, Permission},
    calendar,
    id::{AccountId, MunicipalityId, SessionId, TenantId},
    identity::{Language, Membership, Session, second_factor},
    tenancy::RETIREMENT,
};
use calitas_store::{IdentityTx, Scope, Store, identity as rows, stream::Hint, tenancy};
use chrono::{DateTime, NaiveDate, Utc};
use std::{
    collections::{BTreeMap, HashMap},
    sync::{Arc, Mutex},
    time::{Duration, Instant},
};
use tokio::sync::watch;
use uuid::Uuid;

/// How long a server may go on without looking again. A lost hint costs no more than this.
const FRESH: Duration = Duration::from_secs(2);
/// How often those who are busy are looked after.
const ROUND: Duration = Duration::from_millis(700);
/// Who was not seen for so long is looked up again when they come back. Sockets come every two seconds.
const BUSY: Duration = Duration::from_secs(5);
/// What follows from the clock alone (an idle session, the end of a retirement) is found so often.
const WHOLE: Duration = Duration::from_secs(300);
/// Sessions asked about in one statement.
const AT_ONCE: usize = 2_000;
const CAPACITY: usize = 20_000;
/// The hint that sessions or rights changed.
const SIGNAL: &str = "access";

/// A signed-in person with everything that decides what they may do.
#[derive(Debug)]
pub struct Actor {
    /// Who.
    pub account: AccountId,
    /// On which device.
    pub session: SessionId,
    /// Language of screens and mails.
    pub language: Language,
    /// Until when the access token holds.
    pub token_expires_at: DateTime<Utc>,
    /// The first day on which an institution of the person asks for the second step of signing in.
    pub second_factor_from: Option<NaiveDate>,
    /// Places that let the person in today.
    pub memberships: Vec<Membership>,
    /// Municipalities of those places.
    pub municipalities: BTreeMap<TenantId, MunicipalityId>,
    /// Institutions whose released objects the person may read, by municipality.
    pub oversight: BTreeMap<MunicipalityId, Vec<TenantId>>,
    access: HashMap<TenantId, Arc<Access>>,
    scope: Scope,
}

/// A session as a socket holds it: enough to come back for a fresh view of who it is.
#[derive(Debug, Clone)]
pub struct SessionHandle {
    /// The token the socket was opened with.
    pub token: AccessToken,
}

impl Actor {
    /// What the person may do in an institution; absent where they have no place.
    pub fn access(&self, tenant: TenantId) -> Option<&Arc<Access>> {
        self.access.get(&tenant)
    }

    /// For whom the person uses the server: the institution of somebody who has a place in just one, otherwise the
    /// person alone.
    pub fn line(&self) -> Uuid {
        match self.memberships.as_slice() {
            [only] => only.id.tenant.0,
            _ => self.account.0,
        }
    }

    /// The rows the person's reads may touch.
    pub fn scope(&self) -> &Scope {
        &self.scope
    }

    /// The person's place in an institution.
    pub fn membership(&self, tenant: TenantId) -> Option<&Membership> {
        self.memberships.iter().find(|membership| membership.id.tenant == tenant)
    }
}

#[derive(Debug, Default)]
pub(crate) struct Cache {
    epoch: watch::Sender<u64>,
    known: Mutex<HashMap<SessionId, Known>>,
    /// Who waits to be looked at; the first to get the turn looks at all of them.
    waiting: Mutex<Vec<SessionId>>,
    turn: tokio::sync::Mutex<()>,
}

#[derive(Debug, Clone)]
struct Known {
    actor: Option<Arc<Actor>>,
    /// What it was read at; absent for nobody.
    mark: Option<String>,
    /// The day it was worked out for: places end with days.
    day: NaiveDate,
    epoch: u64,
    read: Instant,
    seen: Instant,
    used: Instant,
}

impl Known {
    fn is_comparable(&self) -> bool {
        self.mark.is_some() && self.read.elapsed() < WHOLE
    }
}

impl Cache {
    /// The person behind a token; absent when the session is over.
    pub(crate) async fn actor(&self, app: &App, token: AccessToken) -> Result<Option<Arc<Actor>>, Error> {
        let epoch = *self.epoch.borrow();
        let day = calendar::day(app.now());
        if let Some(actor) = self.fresh(token.session, epoch, day) {
            return Ok(actor.filter(|actor| actor.account == token.account));
        }
        if self.can_be_confirmed(token.session, day) {
            self.confirm(app, token.session).await?;
            if let Some(actor) = self.fresh(token.session, epoch, day) {
                return Ok(actor.filter(|actor| actor.account == token.account));
            }
        }
        let read = Instant::now();
        let (mark, actor) = load(app, token).await?;
        let actor = actor.map(Arc::new);
        let mut known = self.known.lock().expect("the cache does not panic");
        if known.len() >= CAPACITY {
            known.retain(|_, known| known.seen.elapsed() < FRESH);
        }
        let one = Known { actor: actor.clone(), mark, day, epoch, read, seen: read, used: read };
        known.insert(token.session, one);
        Ok(actor)
    }

    fn fresh(&self, session: SessionId, epoch: u64, day: NaiveDate) -> Option<Option<Arc<Actor>>> {
        let mut known = self.known.lock().expect("the cache does not panic");
        let known = known.get_mut(&session)?;
        let holds = known.epoch >= epoch && known.day == day && known.seen.elapsed() < FRESH;
        known.used = Instant::now();
        holds.then(|| known.actor.clone())
    }

    /// Whether all that can have changed about a session leaves a mark.
    fn can_be_confirmed(&self, session: SessionId, day: NaiveDate) -> bool {
        let known = self.known.lock().expect("the cache does not panic");
        known.get(&session).is_some_and(|known| known.is_comparable() && known.day == day)
    }

    async fn confirm(&self, app: &App, session: SessionId) -> Result<(), Error> {
        self.waiting.lock().expect("the cache does not panic").push(session);
        let _turn = self.turn.lock().await;
        let waiting = std::mem::take(&mut *self.waiting.lock().expect("the cache does not panic"));
        for part in waiting.chunks(AT_ONCE) {
            self.look(app, part).await?;
        }
        Ok(())
    }

    /// Looks after those who are busy, until it is dropped. When the database does not answer, they grow stale and are
    /// looked up one by one.
    pub(crate) async fn look_after(&self, app: &App) {
        let mut rounds = tokio::time::interval(ROUND);
        rounds.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
        loop {
            rounds.tick().await;
            for part in self.busy().chunks(AT_ONCE) {
                if let Err(error) = self.look(app, part).await {
                    tracing::debug!(%error, "access.look_after failed");
                }
            }
        }
    }

    /// Sessions that were used lately and of which something is known that can be compared.
    fn busy(&self) -> Vec<SessionId> {
        let known = self.known.lock().expect("the cache does not panic");
        let busy = known.iter().filter(|(_, known)| known.is_comparable() && known.used.elapsed() < BUSY);
        busy.map(|(session, _)| *session).collect()
    }

    async fn look(&self, app: &App, sessions: &[SessionId]) -> Result<(), Error> {
        let (seen, epoch) = (Instant::now(), *self.epoch.borrow());
        let marks = rows::session::marks(&mut app.identity().await?, sessions).await?;
        let mut known = self.known.lock().expect("the cache does not panic");
        for session in sessions {
            let Some(one) = known.get_mut(session) else { continue };
            if one.mark.as_ref() == marks.get(session) {
                one.seen = one.seen.max(seen);
                one.epoch = one.epoch.max(epoch);
            } else if one.read < seen {
                known.remove(session);
            }
        }
        Ok(())
    }

    /// Forgets everybody, here and on the other servers: sessions or rights changed.
    pub(crate) fn changed(&self, store: &Store) {
        self.forget();
        store.wake().signal(SIGNAL.to_owned());
    }

    /// Changes whenever sessions or rights may have.
    pub(crate) fn changes(&self) -> watch::Receiver<u64> {
        self.epoch.subscribe()
    }

    fn forget(&self) {
        self.epoch.send_modify(|epoch| *epoch += 1);
    }

    /// Hears of changes on other servers.
    pub(crate) async fn run(&self, store: &Store) {
        let mut hints = store.wake().listen();
        loop {
            match hints.recv().await {
                Ok(Hint::Entries(_)) => {}
                Ok(Hint::Signal(text)) if text != SIGNAL => {}
                Ok(Hint::Signal(_) | Hint::Gap)
                | Err(tokio::sync::broadcast::error::RecvError::Lagged(_)) => {
                    self.forget();
                }
                Err(tokio::sync::broadcast::error::RecvError::Closed) => return,
            }
        }
    }
}

/// The mark comes first: what is written while the rest is read shows at the next look.
async fn load(app: &App, token: AccessToken) -> Result<(Option<String>, Option<Actor>), Error> {
    let mut tx = app.identity().await?;
    let mark = rows::session::marks(&mut tx, &[token.session]).await?.remove(&token.session);
    let session = rows::session::find(&mut tx, token.session).await?;
    let is_live = |session: &Session| session.account == token.account && session.is_live(app.now());
    if !session.as_ref().is_some_and(is_live) {
        return Ok((None, None));
    }
    Ok((mark, of_account(app, &mut tx, token).await?))
}

/// An account as it may act now, for what Calitas does in its name without a session: mails and calendars hold no
/// more than the person could read.
pub(crate) async fn without_session(app: &App, account: AccountId) -> Result<Option<Actor>, Error> {
    let nobody = AccessToken { account, session: SessionId(Uuid::nil()), expires_at: app.now() };
    of_account(app, &mut app.identity().await?, nobody).await
}

async fn of_account(app: &App, tx: &mut IdentityTx, token: AccessToken) -> Result<Option<Actor>, Error> {
    let now = app.now();
    let known = rows::account::find(&mut *tx, token.account).await?;
    let Some(known) = known else { return Ok(None) };
    let (account, has_second_factor) = (known.account, known.has_second_factor);
    if account.disabled_at.is_some() {
        return Ok(None);
    }
    let today = calendar::day(now);
    let (mut memberships, units) = rows::membership::places(&mut *tx, account.id, today).await?;
    let tenants: Vec<_> = memberships.iter().map(|membership| membership.id.tenant).collect();
    let gates = tenancy::gates(&mut *tx, &tenants).await?;
    let second_factor_from = gates.values().filter_map(|gate| gate.second_factor_from).min();
    // A retired institution is read for a while, then closed.
    memberships.retain(|place| {
        let retired_at = gates.get(&place.id.tenant).and_then(|gate| gate.retired_at);
        retired_at.is_none_or(|at| now - at <= RETIREMENT)
    });
    // An institution that asks for the second step does not exist for who has not set it up.
    if !has_second_factor {
        memberships.retain(|place| {
            let from = gates.get(&place.id.tenant).and_then(|gate| gate.second_factor_from);
            !second_factor::is_demanded(from, today)
        });
    }
    let tenants: Vec<_> = memberships.iter().map(|membership| membership.id.tenant).collect();
    let municipalities: BTreeMap<_, _> =
        tenants.iter().filter_map(|tenant| Some((*tenant, gates.get(tenant)?.municipality))).collect();
    let access: HashMap<_, _> = memberships
        .iter()
        .map(|m| (m.id.tenant, Arc::new(access_of(m, &units, &gates[&m.id.tenant]))))
        .collect();
    let mut oversight = BTreeMap::new();
    for (tenant, access) in &access {
        if access.may(Permission::OversightRead)
            && let Some(municipality) = municipalities.get(tenant)
        {
            oversight.insert(*municipality, tenancy::tenants_of(&mut *tx, *municipality).await?);
        }
    }
    let scope = Scope {
        account: Some(account.id),
        full_tenants: tenants.iter().copied().filter(|tenant| !access[tenant].is_guest()).collect(),
        objects: access
            .values()
            .filter(|access| access.is_guest())
            .flat_map(|access| access.objects())
            .collect(),
        tenants,
    };
    Ok(Some(Actor {
        account: account.id,
        session: token.session,
        language: account.language,
        token_expires_at: token.expires_at,
        second_factor_from,
        memberships,
        municipalities,
        oversight,
        access,
        scope,
    }))
}

fn access_of(
    membership: &Membership,
    units: &[(TenantId, Uuid, Option<Uuid>)],
    gate: &tenancy::Gate,
) -> Access {
    let tenant = membership.id.tenant;
    let subtree = |root: Uuid| {
        let mut found = vec![root];
        let mut at = 0;
        while let Some(above) = found.get(at).copied() {
            let below = units.iter().filter(|(owner, _, parent)| *owner == tenant && *parent == Some(above));
            let below: Vec<_> =
                below.map(|(_, unit, _)| *unit).filter(|unit| !found.contains(unit)).collect();
            found.extend(below);
            at += 1;
        }
        found
    };
    let mut access = Access::new(membership.id, &membership.grants, subtree, membership.objects.clone());
    if gate.is_subordinate {
        access = access.beneath();
    }
    if gate.retired_at.is_some() { access.reading() } else { access }
}
