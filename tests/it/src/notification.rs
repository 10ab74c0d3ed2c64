//! What people are told: once, in time, and nothing they may not read.

mod calendar;
mod centre;
mod commission;
mod control;
mod feed;
mod mail;
mod policy;
mod reminder;

use calitas_app::{App, Config, document::Scanner, notification};
use calitas_domain::{access::Role, id::SessionId, identity::Session};
use calitas_kit::{Client, World, world::Person};
use calitas_store::{Addresses, Store, identity::session};
use chrono::{DateTime, Utc};
use serde_json::{Value, json};
use sqlx::{Connection, PgConnection};

/// Does what workers do, once.
pub(crate) async fn work(world: &World) {
    notification::round(&world.app).await.expect("workers work");
}

/// Another process over the same database, with the same clock.
fn another_worker(world: &World) -> App {
    let addresses = Addresses {
        app: world.database.app_url.clone(),
        identity: world.database.identity_url.clone(),
        oversight: world.database.oversight_url.clone(),
        connections: 4,
    };
    let store = Store::connect(&addresses).expect("addresses of the test database");
    let config = Config {
        public_url: "http://calitas.test".to_owned(),
        secrets: vec!["a secret that only tests use, long enough".to_owned()],
        depot: world.app.depot().clone(),
        scanner: Scanner::None,
        file_limits: world.app.file_limits(),
    };
    App::new(store, world.app.clock().clone(), &config).expect("an application")
}

/// Moves the clock to an instant.
pub(crate) fn at(world: &World, instant: &str) {
    let instant: DateTime<Utc> = instant.parse().expect("an instant");
    world.app.clock().advance(instant - world.app.now());
}

/// A person who has just signed in: however far the clock was moved, the session is young.
pub(crate) async fn fresh<'a>(world: &'a World, person: &Person) -> Client<'a> {
    let (id, now) = (SessionId(world.app.new_id()), world.app.now());
    let session = Session {
        id,
        account: person.account,
        created_at: now,
        last_seen_at: now,
        device: "kit".to_owned(),
        generation: 1,
        rotated_at: now,
        revoked_at: None,
    };
    let mut tx = world.app.store().identity().await.expect("the database answers");
    session::create(&mut tx, &session).await.expect("a new session");
    tx.commit().await.expect("committed");
    world.client_of(&Person { session: id, ..person.clone() })
}

/// What a person is told, the newest first: kind, reason, and what about.
async fn told(world: &World, person: &Person) -> Vec<String> {
    let client = fresh(world, person).await;
    let document = "{ viewer { unreadNotificationCount notifications { totalCount nodes { kind reason readAt dueOn
      actor { displayName } tenant { slug } subject { ... on PlanAction { code } ... on Plan { code } } } } } }";
    let seen = client.ask(document).await.ok();
    let nodes = seen["viewer"]["notifications"]["nodes"].as_array().cloned().expect("notifications");
    assert_eq!(seen["viewer"]["notifications"]["totalCount"], nodes.len());
    let unread = nodes.iter().filter(|node| node["readAt"].is_null()).count();
    assert_eq!(seen["viewer"]["unreadNotificationCount"], unread);
    let text =
        |node: &Value, pointer: &str| node.pointer(pointer).and_then(Value::as_str).unwrap_or("-").to_owned();
    let line = |node: &Value| {
        format!("{} {} {}", text(node, "/kind"), text(node, "/reason"), text(node, "/subject/code"))
    };
    nodes.iter().map(line).collect()
}

/// Mails to a person that nobody sent yet, the oldest first.
async fn mails(world: &World, person: &Person) -> Vec<(String, String)> {
    let mut outbox = PgConnection::connect(&world.database.identity_url).await.expect("the outbox");
    sqlx::query_as("SELECT subject, body FROM mail WHERE recipient = $1 AND sent_at IS NULL ORDER BY id")
        .bind(&person.email)
        .fetch_all(&mut outbox)
        .await
        .expect("mails")
}

/// Chooses where to be told of a kind of thing.
async fn choose(client: &Client<'_>, kind: &str, channel: &str, version: i32) {
    let update =
        "mutation($input: UpdateNotificationSettingsInput!) { updateNotificationSettings(input: $input) {
      notificationSettings { version choices { kind channel } } } }";
    let choices = json!([{ "kind": kind, "channel": channel }]);
    client.act(update, json!({ "expectedVersion": version, "choices": choices })).await.ok();
}

/// Marks everything a person was told as read.
async fn read_all(client: &Client<'_>) {
    let newest = client.ask("{ viewer { notifications(first: 1) { nodes { id } } } }").await.ok();
    let all = "mutation($input: MarkAllNotificationsReadInput!) { markAllNotificationsRead(input: $input) {
      viewer { unreadNotificationCount } } }";
    let input = json!({ "newestId": newest["viewer"]["notifications"]["nodes"][0]["id"] });
    client.act(all, input).await.ok();
}

fn specialist(world: &World) -> &Person {
    &world.hall.people[&Role::Specialist]
}
