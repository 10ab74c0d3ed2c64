//! Who is signed in and what they may do, remembered for two seconds or until somebody's rights or session change.

use crate::{app::App, keys::AccessToken};
use calitas_domain::{
    Error,
    access::{Access, Permission},
    calendar,
    id::{AccountId, MunicipalityId, SessionId, TenantId},
    identity::{Language, Membership, second_factor},
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
}

#[derive(Debug, Clone)]
struct Known {
    actor: Option<Arc<Actor>>,
    epoch: u64,
    seen: Instant,
}

impl Cache {
    /// The person behind a token; absent when the session is over.
    pub(crate) async fn actor(&self, app: &App, token: AccessToken) -> Result<Option<Arc<Actor>>, Error> {
        let epoch = *self.epoch.borrow();
        if let Some(known) = self.fresh(token.session, epoch) {
            return Ok(known.actor.filter(|actor| actor.account == token.account));
        }
        let actor = load(app, token).await?.map(Arc::new);
        let mut known = self.known.lock().expect("the cache does not panic");
        if known.len() >= CAPACITY {
            known.retain(|_, known| known.seen.elapsed() < FRESH);
        }
        known.insert(token.session, Known { actor: actor.clone(), epoch, seen: Instant::now() });
        Ok(actor)
    }

    fn fresh(&self, session: SessionId, epoch: u64) -> Option<Known> {
        let known = self.known.lock().expect("the cache does not panic");
        known.get(&session).filter(|known| known.epoch == epoch && known.seen.elapsed() < FRESH).cloned()
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

async fn load(app: &App, token: AccessToken) -> Result<Option<Actor>, Error> {
    let mut tx = app.identity().await?;
    let session = rows::session::find(&mut tx, token.session).await?;
    let Some(session) = session else { return Ok(None) };
    if session.account != token.account || !session.is_live(app.now()) {
        return Ok(None);
    }
    of_account(app, &mut tx, token).await
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
