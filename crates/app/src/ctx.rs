//! One request: who asks, when, and the only ways to rows.

use crate::{
    app::App,
    cache::{Actor, SessionHandle},
    keys::AccessToken,
};
use arc_swap::ArcSwapOption;
use calitas_domain::{
    Error, Reason,
    access::{Access, Permission},
    calendar,
    id::{AccountId, MunicipalityId, TenantId},
    identity::Language,
    journal::Actor as JournalActor,
};
use calitas_store::{Once, ReadTx, Scope, WriteTx};
use chrono::{DateTime, NaiveDate, Utc};
use sha2::{Digest, Sha256};
use std::{
    net::IpAddr,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
};
use tokio::sync::{MappedMutexGuard, Mutex, MutexGuard};
use uuid::Uuid;

/// What is known of a request besides its document.
#[derive(Debug, Clone)]
pub struct RequestMeta {
    /// Names the request in logs and answers.
    pub request_id: String,
    /// Where it comes from, for throttling.
    pub address: Option<IpAddr>,
    /// Browser and system, as the browser says.
    pub device: String,
    /// The refresh token of the cookie.
    pub refresh_token: Option<String>,
    /// Language for people who are not signed in.
    pub language: Language,
}

/// The request's read transaction. Take it, query, let it go: holding it while calling another use case waits forever.
pub type ReadGuard<'a> = MappedMutexGuard<'a, ReadTx>;

/// One request. Everything below it shares one read transaction, opened on first use.
#[derive(Debug)]
pub struct Ctx {
    app: App,
    actor: ArcSwapOption<Actor>,
    meta: RequestMeta,
    now: DateTime<Utc>,
    read: Mutex<Option<ReadTx>>,
    wrote: AtomicBool,
    released: Mutex<Option<(MunicipalityId, ReadTx)>>,
}

impl Ctx {
    pub(crate) fn new(app: App, actor: Option<Arc<Actor>>, meta: RequestMeta) -> Self {
        let now = app.now();
        let actor = ArcSwapOption::new(actor);
        Self {
            app,
            actor,
            meta,
            now,
            read: Mutex::new(None),
            wrote: AtomicBool::new(false),
            released: Mutex::new(None),
        }
    }

    /// The application.
    pub fn app(&self) -> &App {
        &self.app
    }

    /// What is known of the request.
    pub fn meta(&self) -> &RequestMeta {
        &self.meta
    }

    /// When the request happens.
    pub fn now(&self) -> DateTime<Utc> {
        self.now
    }

    /// The day in Romania on which it happens.
    pub fn today(&self) -> NaiveDate {
        calendar::day(self.now)
    }

    /// A new id.
    pub fn new_id(&self) -> Uuid {
        self.app.new_id()
    }

    /// Language of the answer.
    pub fn language(&self) -> Language {
        self.actor.load().as_ref().map_or(self.meta.language, |actor| actor.language)
    }

    /// Who asks.
    ///
    /// # Errors
    /// [`Error::Unauthenticated`] when nobody is signed in.
    pub fn actor(&self) -> Result<Arc<Actor>, Error> {
        self.actor.load_full().ok_or(Error::Unauthenticated)
    }

    /// Goes on as somebody who has just signed in, or as nobody.
    pub(crate) fn set_actor(&self, actor: Option<Arc<Actor>>) {
        self.actor.store(actor);
    }

    /// The session, for a socket to come back with.
    pub fn session(&self) -> Option<SessionHandle> {
        let actor = self.actor.load_full()?;
        let token = AccessToken {
            account: actor.account,
            session: actor.session,
            expires_at: actor.token_expires_at,
        };
        Some(SessionHandle { token })
    }

    /// The same person in a fresh request: rights and rows as they are now. Used before each event of a subscription.
    ///
    /// # Errors
    /// [`Error::Unauthenticated`] when the session is over or the token has expired.
    pub async fn renewed(&self) -> Result<Arc<Self>, Error> {
        let session = self.session().ok_or(Error::Unauthenticated)?;
        let actor = self.app.live(&session).await?;
        Ok(Arc::new(Self::new(self.app.clone(), Some(actor), self.meta.clone())))
    }

    /// What the caller may do in an institution.
    ///
    /// # Errors
    /// [`Error::Unauthenticated`]; [`Error::NotFound`] without a place there.
    pub fn access(&self, tenant: TenantId) -> Result<Arc<Access>, Error> {
        self.actor()?.access(tenant).cloned().ok_or(Error::NotFound(TenantId::KIND))
    }

    /// Whether the caller may do this in the whole institution.
    ///
    /// # Errors
    /// As [`Ctx::access`]; [`Error::Forbidden`] without the right.
    pub fn require(&self, permission: Permission, tenant: TenantId) -> Result<Arc<Access>, Error> {
        let access = self.access(tenant)?;
        if access.may(permission) { Ok(access) } else { Err(refusal(&access, permission)) }
    }

    /// Whether the caller may do this in a unit (or, without one, in the whole institution).
    ///
    /// # Errors
    /// As [`Ctx::require`].
    pub fn require_in(
        &self,
        permission: Permission,
        tenant: TenantId,
        unit: Option<Uuid>,
    ) -> Result<(), Error> {
        let access = self.access(tenant)?;
        if access.may_in(permission, unit) { Ok(()) } else { Err(refusal(&access, permission)) }
    }

    /// Whether the caller may do this with an object that guests can be invited to. A guest asking for another object
    /// gets the answer of a missing one.
    ///
    /// # Errors
    /// As [`Ctx::require`].
    pub fn require_on(&self, permission: Permission, tenant: TenantId, object: Uuid) -> Result<(), Error> {
        let access = self.access(tenant)?;
        if access.may_on(permission, object) { Ok(()) } else { Err(refusal(&access, permission)) }
    }

    /// Opens the request's read, if there is anything in the institution the caller may do this with. What exactly is
    /// decided per object.
    ///
    /// # Errors
    /// As [`Ctx::require`]; when the database does not answer.
    pub async fn read(&self, permission: Permission, tenant: TenantId) -> Result<ReadGuard<'_>, Error> {
        let access = self.access(tenant)?;
        if !access.may_somewhere(permission) {
            return Err(refusal(&access, permission));
        }
        self.open().await
    }

    /// Opens the request's read for rows of several institutions, of which only those are kept where the caller may
    /// do this with something.
    ///
    /// # Errors
    /// [`Error::Unauthenticated`]; when the database does not answer.
    pub async fn read_many<I: calitas_domain::id::TenantRow>(
        &self,
        permission: Permission,
        ids: &[I],
    ) -> Result<(ReadGuard<'_>, Vec<I>), Error> {
        let actor = self.actor()?;
        let may = |tenant| actor.access(tenant).is_some_and(|access| access.may_somewhere(permission));
        let ids = ids.iter().copied().filter(|id| may(id.tenant())).collect();
        Ok((self.open().await?, ids))
    }

    /// Opens the request's read over whatever the caller has a place in.
    ///
    /// # Errors
    /// [`Error::Unauthenticated`]; when the database does not answer.
    pub async fn open(&self) -> Result<ReadGuard<'_>, Error> {
        let actor = self.actor()?;
        let mut read = self.read.lock().await;
        if read.is_none() {
            // After a write the answer must show it, whenever the read was opened.
            let store = self.app.store();
            *read = Some(match self.wrote.load(Ordering::Acquire) {
                true => store.read_latest(actor.scope()).await?,
                false => store.read(actor.scope()).await?,
            });
        }
        Ok(MutexGuard::map(read, |read| read.as_mut().expect("opened above")))
    }

    /// Gives the connection of the request's read back. Called before waiting for another one: requests that hold one
    /// each and want a second starve each other as soon as there are as many of them as connections.
    pub(crate) async fn end_read(&self) {
        *self.read.lock().await = None;
    }

    /// Opens the request's read over what the institutions of a municipality have released.
    ///
    /// # Errors
    /// [`Error::NotFound`] when the caller has nothing to oversee there; when the database does not answer.
    pub async fn read_released(&self, municipality: MunicipalityId) -> Result<ReadGuard<'_>, Error> {
        let actor = self.actor()?;
        let tenants = actor.oversight.get(&municipality).ok_or(Error::NotFound(MunicipalityId::KIND))?;
        let mut read = self.released.lock().await;
        if read.as_ref().is_none_or(|(open, _)| *open != municipality) {
            let scope = Scope { account: Some(actor.account), ..Scope::system_of(tenants.clone()) };
            *read = Some((municipality, self.app.store().read_released(&scope).await?));
        }
        Ok(MutexGuard::map(read, |read| &mut read.as_mut().expect("opened above").1))
    }

    /// Opens a write in one institution, if there is anything there the caller may do this with.
    ///
    /// # Errors
    /// As [`Ctx::require`]; when the database does not answer.
    pub async fn write(&self, permission: Permission, tenant: TenantId) -> Result<WriteTx, Error> {
        let actor = self.actor()?;
        let access = self.access(tenant)?;
        if !access.may_somewhere(permission) {
            return Err(refusal(&access, permission));
        }
        let (full_tenants, objects) = if access.is_guest() {
            (Vec::new(), access.objects().collect())
        } else {
            (vec![tenant], Vec::new())
        };
        let scope = Scope { account: Some(actor.account), tenants: vec![tenant], full_tenants, objects };
        let journal_actor = JournalActor::Member(access.membership);
        self.wrote().await;
        Ok(self.app.store().write(&scope, tenant, journal_actor, self.now).await?)
    }

    /// Makes reads of this request that come after a write see it.
    pub(crate) async fn wrote(&self) {
        self.wrote.store(true, Ordering::Release);
        self.end_read().await;
    }

    /// Claims an idempotency key for the thing about to be made under `subject`. `Some(id)` means that the same
    /// request made that thing before.
    ///
    /// # Errors
    /// [`Reason::KeyReused`] when the key was used for something else; [`Reason::TooLong`] for a key over 100 characters.
    pub async fn once(
        &self,
        tx: &mut WriteTx,
        key: Option<&str>,
        fingerprint: &impl std::fmt::Debug,
        subject: Uuid,
    ) -> Result<Option<Uuid>, Error> {
        let Some(key) = key else { return Ok(None) };
        if key.is_empty() || key.len() > 100 {
            return Err(Error::invalid("idempotencyKey", Reason::TooLong { max: 100 }));
        }
        if key.chars().any(char::is_control) {
            return Err(Error::invalid("idempotencyKey", Reason::ForbiddenCharacter));
        }
        let fingerprint = Sha256::digest(format!("{fingerprint:?}"));
        match tx.once(self.actor()?.account, key, fingerprint.as_slice(), subject).await? {
            Once::First => Ok(None),
            Once::Done(made) => Ok(Some(made)),
            Once::Other => Err(Error::conflict(Reason::KeyReused)),
        }
    }

    /// Account of the caller.
    ///
    /// # Errors
    /// [`Error::Unauthenticated`].
    pub fn account(&self) -> Result<AccountId, Error> {
        Ok(self.actor()?.account)
    }
}

/// What a missing right sounds like: to a guest the thing does not exist.
fn refusal(access: &Access, permission: Permission) -> Error {
    if access.is_guest() { Error::NotFound(TenantId::KIND) } else { Error::Forbidden(permission) }
}

/// Size of a page: 50 unless told, from 1 to 100.
///
/// # Errors
/// [`Reason::OutOfRange`].
pub fn page_limit(first: Option<i32>) -> Result<i64, Error> {
    let first = first.unwrap_or(50);
    if (1..=100).contains(&first) {
        Ok(i64::from(first))
    } else {
        Err(Error::invalid("first", Reason::OutOfRange { min: "1".into(), max: "100".into() }))
    }
}
