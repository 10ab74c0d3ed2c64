//! A gate without a database: tokens are names, sessions end when a test says so.

use async_graphql::{
    Context, Data, Error, ErrorExtensionValues, Object, Schema, ServerError, SimpleObject, Subscription,
    futures_util::{Stream, StreamExt, stream},
};
use calitas_graphql::{
    Guarded,
    event_scope::FreshScope,
    trusted::{DocumentRule, TrustedDocuments},
};
use calitas_server::gate::{Admission, Caller, Gate, Introspection, Session};
use std::{
    collections::HashSet,
    sync::{
        Arc, Mutex,
        atomic::{AtomicU32, Ordering},
    },
    time::Duration,
};
use tokio::sync::broadcast;
use uuid::Uuid;

pub type TestSchema = Schema<Query, Mutation, Events>;

/// The double. Bearers: any name signs in; `short` ends after two seconds; `nobody` does not hold.
#[derive(Clone)]
pub struct TestGate(Arc<Inner>);

struct Inner {
    executor: Guarded<TestSchema>,
    rule: DocumentRule,
    revoked: Mutex<HashSet<Uuid>>,
    entries: AtomicU32,
}

/// What resolvers see of the caller.
pub struct Who(pub Option<String>);

/// How often somebody entered before this data was made.
pub struct Entry(u32);

impl TestGate {
    pub fn new(rule: DocumentRule, changes: broadcast::Sender<u32>) -> Self {
        let schema = |fresh: bool| {
            let builder = Schema::build(Query, Mutation, Events { changes: changes.clone() });
            if fresh { builder.extension(FreshScope).finish() } else { builder.finish() }
        };
        let listed = br#"{"echo-1": "query Echo($text: String) { echo(text: $text) }"}"#;
        let documents = TrustedDocuments::read(listed).unwrap();
        let sdl = schema(false).sdl();
        let executor = Guarded::new(schema(false), schema(true), &sdl, documents).unwrap();
        Self(Arc::new(Inner { executor, rule, revoked: Mutex::default(), entries: AtomicU32::new(0) }))
    }

    pub fn sdl(&self) -> String {
        Schema::new(Query, Mutation, Events { changes: broadcast::channel(1).0 }).sdl()
    }

    /// Ends every session of a name.
    pub fn revoke(&self, name: &str) {
        self.0.revoked.lock().unwrap().insert(account(name));
    }

    fn admission(&self, name: Option<&str>) -> Admission<String> {
        let mut data = Data::default();
        data.insert(Who(name.map(str::to_owned)));
        data.insert(Entry(self.0.entries.fetch_add(1, Ordering::Relaxed)));
        let ends_in = Duration::from_secs(if name == Some("short") { 2 } else { 600 });
        let session =
            name.map(|name| Session { account_id: account(name), ends_in, handle: name.to_owned() });
        let introspection = if session.is_some() { Introspection::Open } else { Introspection::Closed };
        Admission { data, session, rule: self.0.rule, introspection, line: name.map(account) }
    }
}

fn account(name: &str) -> Uuid {
    let mut bytes = [0; 16];
    bytes[..name.len().min(16)].copy_from_slice(&name.as_bytes()[..name.len().min(16)]);
    Uuid::from_bytes(bytes)
}

fn unauthenticated() -> ServerError {
    let mut values = ErrorExtensionValues::default();
    values.set("code", "UNAUTHENTICATED");
    let mut error = ServerError::new("Sign in first.", None);
    error.extensions = Some(values);
    error
}

impl Gate for TestGate {
    type Executor = TestSchema;
    type Handle = String;

    fn executor(&self) -> &Guarded<TestSchema> {
        &self.0.executor
    }

    async fn enter(&self, caller: &Caller) -> Result<Admission<String>, ServerError> {
        match caller.bearer.as_deref() {
            Some("nobody" | "") => Err(unauthenticated()),
            name => Ok(self.admission(name)),
        }
    }

    async fn reenter(&self, session: &Session<String>, _: &Caller) -> Result<Admission<String>, ServerError> {
        if self.is_live(session).await {
            Ok(self.admission(Some(&session.handle)))
        } else {
            Err(unauthenticated())
        }
    }

    async fn is_live(&self, session: &Session<String>) -> bool {
        !self.0.revoked.lock().unwrap().contains(&session.account_id)
    }

    async fn readiness(&self) -> Result<(), &'static str> {
        Ok(())
    }

    fn public_keys(&self) -> serde_json::Value {
        serde_json::json!({ "keys": [] })
    }
}

pub struct Query;
pub struct Mutation;
pub struct Events {
    changes: broadcast::Sender<u32>,
}

#[derive(SimpleObject)]
struct ItemConnection {
    nodes: Vec<Item>,
}

#[derive(SimpleObject)]
struct Item {
    name: String,
}

#[Object]
impl Query {
    async fn echo(&self, text: Option<String>) -> String {
        text.unwrap_or_default()
    }

    async fn many(&self, values: Option<Vec<Vec<i32>>>, n: Option<i32>, x: Option<f64>) -> usize {
        values.map_or(0, |values| values.len()) + n.map_or(0, |_| 1) + x.map_or(0, |_| 1)
    }

    async fn who(&self, ctx: &Context<'_>) -> Option<String> {
        ctx.data_unchecked::<Who>().0.clone()
    }

    async fn items(&self, first: Option<i32>) -> ItemConnection {
        ItemConnection { nodes: (0..first.unwrap_or(1)).map(|at| Item { name: at.to_string() }).collect() }
    }

    async fn me(&self) -> &Self {
        self
    }

    async fn large(&self, kib: u32) -> String {
        "x".repeat(kib as usize * 1024)
    }

    async fn wait(&self, ms: u64) -> bool {
        tokio::time::sleep(Duration::from_millis(ms)).await;
        true
    }

    async fn broken(&self) -> Result<bool, Error> {
        Err(Error::new_with_source(std::io::Error::other("geheim")))
    }
}

#[Object]
impl Mutation {
    async fn sign_in(&self, ctx: &Context<'_>) -> bool {
        ctx.append_http_header("set-cookie", "calitas_refresh=r; HttpOnly; SameSite=Strict; Path=/graphql");
        true
    }

    async fn bump(&self) -> i32 {
        1
    }
}

/// An event that tells how fresh its scope is.
struct Change(u32);

#[Object]
impl Change {
    async fn number(&self) -> u32 {
        self.0
    }

    async fn entry(&self, ctx: &Context<'_>) -> u32 {
        ctx.data_unchecked::<Entry>().0
    }
}

#[Subscription]
impl Events {
    async fn counted(&self, to: u32) -> impl Stream<Item = Change> {
        stream::iter((0..to).map(Change))
    }

    async fn changed(&self) -> impl Stream<Item = Change> {
        let receiver = self.changes.subscribe();
        stream::unfold(receiver, |mut receiver| async { Some((receiver.recv().await.ok()?, receiver)) })
            .map(Change)
    }

    async fn refused(&self) -> Result<stream::Empty<Change>, Error> {
        let mut error = Error::new("No.");
        let mut values = ErrorExtensionValues::default();
        values.set("code", "FORBIDDEN");
        error.extensions = Some(values);
        Err(error)
    }

    async fn unavailable(&self) -> Result<stream::Empty<Change>, Error> {
        let mut error = Error::new("Later.");
        let mut values = ErrorExtensionValues::default();
        values.set("code", "UNAVAILABLE");
        error.extensions = Some(values);
        Err(error)
    }

    async fn large(&self) -> impl Stream<Item = String> {
        stream::repeat_with(|| "x".repeat(256 * 1024))
    }
}
