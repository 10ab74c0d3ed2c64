//! The session under a socket: how long it lasts, how many there are, what happens to those who do not read.

use crate::server::{Heard, Server};
use serde_json::json;
use std::time::Duration;
use tokio::time::{Instant, sleep, timeout};

const FIVE_SECONDS: Duration = Duration::from_secs(5);

#[tokio::test]
async fn each_event_opens_a_scope_of_its_own() {
    let server = Server::start().await;
    let mut socket = server.signed_in("ana").await;
    socket.subscribe("1", "subscription { counted(to: 3) { entry } }").await;
    let mut entries = Vec::new();
    for _ in 0..3 {
        let Heard::Message(message) = socket.hear().await else { panic!("an event") };
        entries.push(message["payload"]["data"]["counted"]["entry"].as_u64().unwrap());
    }
    assert!(entries[0] < entries[1] && entries[1] < entries[2], "{entries:?}");
}

#[tokio::test]
async fn the_socket_ends_with_its_token() {
    let server = Server::start().await;
    let began = Instant::now();
    let mut socket = server.signed_in("short").await;
    assert_eq!(socket.hear_within(FIVE_SECONDS).await, Some(Heard::Closed(4403)));
    assert!(began.elapsed() >= Duration::from_secs(2));
}

#[tokio::test]
async fn a_revoked_session_closes_within_five_seconds_and_sees_no_event_after() {
    let server = Server::start().await;
    let mut idle = server.signed_in("ana").await;
    let mut busy = server.signed_in("ana").await;
    busy.subscribe("1", "subscription { changed { number } }").await;
    sleep(Duration::from_millis(300)).await;
    server.gate.revoke("ana");
    server.changes.send(1).unwrap();
    assert_eq!(busy.hear_within(FIVE_SECONDS).await, Some(Heard::Closed(4403)));
    assert_eq!(idle.hear_within(FIVE_SECONDS).await, Some(Heard::Closed(4403)));
    let mut other = server.signed_in("ion").await;
    other.subscribe("1", "{ who }").await;
    assert!(matches!(other.hear().await, Heard::Message(_)));
}

#[tokio::test]
async fn an_account_has_twenty_sockets_and_gets_them_back() {
    let server = Server::start().await;
    let mut sockets = Vec::new();
    for _ in 0..20 {
        sockets.push(server.signed_in("ana").await);
    }
    let mut more = server.socket().await;
    let init = json!({"type": "connection_init", "payload": {"authorization": "Bearer ana"}});
    more.say(init.clone()).await;
    assert_eq!(more.hear().await, Heard::Closed(4429));
    server.signed_in("ion").await;
    drop(sockets);
    sleep(Duration::from_millis(300)).await;
    server.signed_in("ana").await;
}

#[tokio::test]
async fn a_stopping_server_says_1001() {
    let server = Server::start().await;
    let mut open = server.signed_in("ana").await;
    let mut silent = server.socket().await;
    server.stop.cancel();
    assert_eq!(open.hear().await, Heard::Closed(1001));
    assert_eq!(silent.hear().await, Heard::Closed(1001));
    timeout(FIVE_SECONDS, server.ended).await.unwrap().unwrap();
}

#[tokio::test]
async fn a_client_that_does_not_read_is_cut_within_thirty_seconds() {
    let server = Server::start().await;
    let mut socket = server.signed_in("ana").await;
    socket.subscribe("1", "subscription { large }").await;
    let stream = socket.into_inner();
    let began = Instant::now();
    // The seats of the account tell when the server has let go.
    for _ in 0..19 {
        std::mem::forget(server.signed_in("ana").await);
    }
    loop {
        let mut probe = server.socket().await;
        probe.say(json!({"type": "connection_init", "payload": {"authorization": "Bearer ana"}})).await;
        match probe.hear().await {
            Heard::Closed(4429) => sleep(Duration::from_secs(1)).await,
            Heard::Message(_) => break,
            other => panic!("{other:?}"),
        }
        assert!(began.elapsed() < Duration::from_secs(30));
    }
    drop(stream);
}
