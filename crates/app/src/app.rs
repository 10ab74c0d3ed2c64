//! What lives as long as the server.

use crate::{
    cache::{Actor, Cache, SessionHandle},
    clock::Clock,
    ctx::{Ctx, RequestMeta},
    document::{FileLimits, Turns},
    keys::{AccessToken, Keys},
    presence::Presence,
    report::Press,
    stream::Hub,
};
use calitas_depot::{Depot, Scanner};
use calitas_domain::Error;
use calitas_store::{IdentityTx, Store};
use chrono::{DateTime, Utc};
use std::sync::Arc;
use tokio::sync::Semaphore;
use uuid::{ContextV7, Timestamp, Uuid};

/// What an application needs to know about where it runs.
#[derive(Debug, Clone)]
pub struct Config {
    /// Address people reach it under, without a slash at the end; also the issuer of tokens.
    pub public_url: String,
    /// Secrets, the one in use first.
    pub secrets: Vec<String>,
    /// Where files lie.
    pub depot: Depot,
    /// Who looks for viruses in them.
    pub scanner: Scanner,
    /// What files are taken.
    pub file_limits: FileLimits,
}

/// The application. Cheap to clone.
#[derive(Debug, Clone)]
pub struct App(Arc<Inner>);

#[derive(Debug)]
struct Inner {
    store: Store,
    clock: Clock,
    keys: Keys,
    public_url: String,
    cache: Cache,
    hub: Hub,
    presence: Presence,
    hashing: Semaphore,
    depot: Depot,
    scanner: Scanner,
    file_limits: FileLimits,
    turns: Turns,
    press: Press,
}

impl App {
    /// Puts an application together. Nothing runs yet: see [`App::run`].
    ///
    /// # Errors
    /// [`Error::Internal`] when the secrets cannot be used.
    pub fn new(store: Store, clock: Clock, config: &Config) -> Result<Self, Error> {
        let keys = Keys::new(&config.public_url, &config.secrets)?;
        let hub = Hub::new(store.clone());
        let presence = Presence::new(new_id(&clock), store.wake().clone());
        Ok(Self(Arc::new(Inner {
            store,
            clock,
            keys,
            public_url: config.public_url.clone(),
            cache: Cache::default(),
            hub,
            presence,
            // Argon2id takes 19 MiB and a core for some ms: two at a time leave the rest of the server its share.
            hashing: Semaphore::new(2),
            depot: config.depot.clone(),
            scanner: config.scanner.clone(),
            file_limits: config.file_limits,
            turns: Turns::default(),
            press: Press::default(),
        })))
    }

    /// Runs what happens in the background until it is dropped: the stream of journal entries, presence, and word
    /// from other servers, heard at `listen_address` (as calitas_app).
    pub async fn run(&self, listen_address: String) {
        let relay = async {
            loop {
                if let Err(error) = self.0.store.wake().relay(&listen_address).await {
                    tracing::warn!(%error, "stream.relay failed; polling goes on");
                }
                tokio::time::sleep(std::time::Duration::from_secs(2)).await;
            }
        };
        tokio::join!(
            relay,
            self.0.hub.run(),
            self.0.presence.run(self.clock()),
            self.0.cache.run(&self.0.store),
            self.0.cache.look_after(self)
        );
    }

    /// Recognises who asks. Without a token nobody is signed in, which is enough for the door.
    ///
    /// # Errors
    /// [`Error::Unauthenticated`] for a token that does not hold.
    pub async fn authenticate(&self, bearer: Option<&str>, meta: RequestMeta) -> Result<Arc<Ctx>, Error> {
        let Some(token) = bearer else { return Ok(Arc::new(Ctx::new(self.clone(), None, meta))) };
        let token = self.keys().read_access_token(token, self.now())?;
        let actor = self.0.cache.actor(self, token).await?.ok_or(Error::Unauthenticated)?;
        Ok(Arc::new(Ctx::new(self.clone(), Some(actor), meta)))
    }

    /// A request of a session that was proved by other means than its token; absent when the session is over.
    pub(crate) async fn enter(&self, token: AccessToken, meta: RequestMeta) -> Result<Option<Ctx>, Error> {
        let actor = self.0.cache.actor(self, token).await?;
        Ok(actor.map(|actor| Ctx::new(self.clone(), Some(actor), meta)))
    }

    /// Now.
    pub fn now(&self) -> DateTime<Utc> {
        self.0.clock.now()
    }

    /// A new id that sorts by time.
    pub fn new_id(&self) -> Uuid {
        new_id(&self.0.clock)
    }

    /// The clock.
    pub fn clock(&self) -> &Clock {
        &self.0.clock
    }

    /// The keys.
    pub fn keys(&self) -> &Keys {
        &self.0.keys
    }

    /// The store, for what has no caller: health, workers, commands. Use cases go through [`Ctx`].
    pub fn store(&self) -> &Store {
        &self.0.store
    }

    /// Address people reach the application under.
    pub fn public_url(&self) -> &str {
        &self.0.public_url
    }

    pub(crate) fn press(&self) -> &Press {
        &self.0.press
    }

    pub(crate) fn cache(&self) -> &Cache {
        &self.0.cache
    }

    pub(crate) fn hub(&self) -> &Hub {
        &self.0.hub
    }

    pub(crate) fn presence(&self) -> &Presence {
        &self.0.presence
    }

    /// Where files lie, for workers and commands. Use cases decide who may.
    pub fn depot(&self) -> &Depot {
        &self.0.depot
    }

    pub(crate) fn scanner(&self) -> &Scanner {
        &self.0.scanner
    }

    /// What files are taken.
    pub fn file_limits(&self) -> FileLimits {
        self.0.file_limits
    }

    pub(crate) fn turns(&self) -> &Turns {
        &self.0.turns
    }

    pub(crate) fn hashing(&self) -> &Semaphore {
        &self.0.hashing
    }

    pub(crate) async fn identity(&self) -> Result<IdentityTx, Error> {
        Ok(self.0.store.identity().await?)
    }
}

impl App {
    /// The person behind a session as they are now: rights and end of session included. What a socket asks every two
    /// seconds and before every event.
    ///
    /// # Errors
    /// [`Error::Unauthenticated`] when the session is over or its token has expired.
    pub async fn live(&self, session: &SessionHandle) -> Result<Arc<Actor>, Error> {
        if session.token.expires_at <= self.now() {
            return Err(Error::Unauthenticated);
        }
        self.0.cache.actor(self, session.token).await?.ok_or(Error::Unauthenticated)
    }
}

fn new_id(clock: &Clock) -> Uuid {
    static CONTEXT: std::sync::Mutex<ContextV7> = std::sync::Mutex::new(ContextV7::new());
    let now = clock.now();
    let context = CONTEXT.lock().expect("making an id does not panic");
    let secs = u64::try_from(now.timestamp()).expect("the clock is after 1970");
    Uuid::new_v7(Timestamp::from_unix(&*context, secs, now.timestamp_subsec_nanos()))
}
