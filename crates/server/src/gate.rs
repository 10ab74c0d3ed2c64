//! What the transports ask of the application about the person behind a connection, and nothing more: who it is,
//! whether the session still holds, and the data its resolvers run with.
//!
//! Two implementations: [`crate::app_gate::AppGate`] over the application, and the double of the transport tests.

use async_graphql::{Data, Executor, ServerError};
use calitas_graphql::{Guarded, trusted::DocumentRule};
use std::{fmt, future::Future, net::IpAddr, sync::Arc, time::Duration};
use uuid::Uuid;

/// The door between the transports and the application.
pub trait Gate: Clone + Send + Sync + 'static {
    /// The schema behind the guard.
    type Executor: Executor;
    /// What the application knows a session by.
    type Handle: Clone + Send + Sync + 'static;

    /// The executor every transport uses.
    fn executor(&self) -> &Guarded<Self::Executor>;

    /// Finds out who asks. No bearer is an anonymous visitor; a bearer that does not hold is UNAUTHENTICATED.
    fn enter(
        &self,
        caller: &Caller,
    ) -> impl Future<Output = Result<Admission<Self::Handle>, ServerError>> + Send;

    /// Opens fresh data for one more operation or event of a session that entered before.
    fn reenter(
        &self,
        session: &Session<Self::Handle>,
        caller: &Caller,
    ) -> impl Future<Output = Result<Admission<Self::Handle>, ServerError>> + Send;

    /// Whether the session was neither ended nor revoked. May answer from a memory of at most two seconds.
    fn is_live(&self, session: &Session<Self::Handle>) -> impl Future<Output = bool> + Send;

    /// Whether the parts we depend on answer; the text names the first that does not.
    fn readiness(&self) -> impl Future<Output = Result<(), &'static str>> + Send;

    /// The public keys of our tokens, as a JSON Web Key Set.
    fn public_keys(&self) -> serde_json::Value;
}

/// What a request says of itself.
#[derive(Clone, Default)]
pub struct Caller(Arc<Credentials>);

/// The parts of a [`Caller`]. Not printable in full: it holds tokens.
#[derive(Clone, Default)]
pub struct Credentials {
    /// The token of `Authorization: Bearer`.
    pub bearer: Option<String>,
    /// The refresh token of the cookie.
    pub refresh_cookie: Option<String>,
    /// Names the request in logs and in INTERNAL errors.
    pub request_id: String,
    /// Where the request comes from, behind the trusted proxies.
    pub address: Option<IpAddr>,
    /// The program that asks, as it calls itself.
    pub user_agent: Option<String>,
    /// The languages the caller reads.
    pub accept_language: Option<String>,
}

impl From<Credentials> for Caller {
    fn from(credentials: Credentials) -> Self {
        Self(Arc::new(credentials))
    }
}

impl std::ops::Deref for Caller {
    type Target = Credentials;

    fn deref(&self) -> &Credentials {
        &self.0
    }
}

impl fmt::Debug for Caller {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Caller").field("request_id", &self.request_id).finish_non_exhaustive()
    }
}

/// Leave to run one operation.
pub struct Admission<H> {
    /// What the resolvers find in their context.
    pub data: Data,
    /// The session, unless the visitor is anonymous.
    pub session: Option<Session<H>>,
    /// Which documents may run.
    pub rule: DocumentRule,
    /// Whether the schema may be read through the API.
    pub introspection: Introspection,
    /// In whose line the operation waits for its turn; a visitor waits in none.
    pub line: Option<Uuid>,
}

/// Whether the schema may be read through the API.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Introspection {
    /// Signed in, outside production.
    Open,
    /// Everywhere else; the schema is published as text.
    Closed,
}

/// A session as the transports see it.
#[derive(Debug, Clone)]
pub struct Session<H> {
    /// Whose it is.
    pub account_id: Uuid,
    /// How long the token holds from the moment of entering.
    pub ends_in: Duration,
    /// How the application finds it again.
    pub handle: H,
}
