//! The protocol itself: who says what when, and which code closes the socket.

use crate::server::{Heard, Server, Socket};
use serde_json::{Value, json};
use std::time::Duration;
use tokio_tungstenite::tungstenite::Message;

fn next(id: &str, data: Value) -> Heard {
    Heard::Message(json!({"type": "next", "id": id, "payload": {
        "data": data, "extensions": {"cost": {"nodes": 0, "allowed": 10_000}}
    }}))
}

fn complete(id: &str) -> Heard {
    Heard::Message(json!({"type": "complete", "id": id}))
}

async fn closes(mut socket: Socket, message: Message) -> Heard {
    socket.say_raw(message).await;
    socket.hear().await
}

#[tokio::test]
async fn queries_and_subscriptions_run_over_one_socket() {
    let server = Server::start().await;
    let mut socket = server.signed_in("ana").await;
    socket.subscribe("q", "{ who }").await;
    assert_eq!(socket.hear().await, next("q", json!({"who": "ana"})));
    assert_eq!(socket.hear().await, complete("q"));
    socket.subscribe("m", "mutation { bump }").await;
    assert_eq!(socket.hear().await, next("m", json!({"bump": 1})));
    assert_eq!(socket.hear().await, complete("m"));
    socket.subscribe("s", "subscription { counted(to: 2) { number } }").await;
    for number in 0..2 {
        let Heard::Message(message) = socket.hear().await else { panic!("a message") };
        assert_eq!(message["payload"]["data"], json!({"counted": {"number": number}}));
    }
    assert_eq!(socket.hear().await, complete("s"));
}

#[tokio::test]
async fn pings_are_answered_before_and_after_the_session_opens() {
    let server = Server::start().await;
    let mut socket = server.socket().await;
    socket.say(json!({"type": "ping", "payload": {"a": 1}})).await;
    assert_eq!(socket.hear().await, Heard::Message(json!({"type": "pong"})));
    socket.say(json!({"type": "pong"})).await;
    let mut socket = server.signed_in("ana").await;
    socket.say(json!({"type": "ping"})).await;
    assert_eq!(socket.hear().await, Heard::Message(json!({"type": "pong"})));
}

#[tokio::test]
async fn messages_outside_the_protocol_close_4400() {
    let server = Server::start().await;
    for text in [
        "",
        "not json",
        "[]",
        "[\"ping\"]",
        "{}",
        r#"{"type":"start","id":"1"}"#,
        r#"{"type":"connection_init","payload":"x"}"#,
        r#"{"type":"subscribe","id":"1"}"#,
        r#"{"type":"subscribe","id":"","payload":{"query":"{ who }"}}"#,
        r#"{"type":"subscribe","id":1,"payload":{"query":"{ who }"}}"#,
        r#"{"type":"subscribe","id":"1","payload":{"query":1}}"#,
        r#"{"type":"subscribe","id":"1","payload":[{"query":"{ who }"}]}"#,
        r#"{"type":"complete"}"#,
        r#"{"type":"next","id":"1","payload":{}}"#,
        "\u{0}",
    ] {
        let socket = server.signed_in("ana").await;
        assert_eq!(closes(socket, Message::text(text)).await, Heard::Closed(4400), "{text}");
    }
    let socket = server.signed_in("ana").await;
    assert_eq!(closes(socket, Message::binary(vec![1, 2, 3])).await, Heard::Closed(4400));
}

#[tokio::test]
async fn the_session_opens_once_and_first() {
    let server = Server::start().await;
    let early = json!({"type": "subscribe", "id": "1", "payload": {"query": "{ who }"}}).to_string();
    assert_eq!(closes(server.socket().await, Message::text(early)).await, Heard::Closed(4401));
    let again = r#"{"type":"connection_init"}"#;
    assert_eq!(closes(server.signed_in("ana").await, Message::text(again)).await, Heard::Closed(4429));
}

#[tokio::test]
async fn nobody_gets_in_without_a_token_that_holds() {
    let server = Server::start().await;
    for payload in
        [json!(null), json!({}), json!({"authorization": "Bearer nobody"}), json!({"authorization": 7})]
    {
        let message = json!({"type": "connection_init", "payload": payload}).to_string();
        assert_eq!(
            closes(server.socket().await, Message::text(message)).await,
            Heard::Closed(4403),
            "{payload}"
        );
    }
    let mut socket =
        server.socket_with(Some("graphql-transport-ws"), &[("authorization", "Bearer ana")]).await.unwrap();
    socket.say(json!({"type": "connection_init"})).await;
    assert_eq!(socket.hear().await, Heard::Message(json!({"type": "connection_ack"})));
}

#[tokio::test]
async fn a_silent_socket_closes_4408_even_when_it_pings() {
    let server = Server::start().await;
    let mut socket = server.socket().await;
    socket.say(json!({"type": "ping"})).await;
    assert_eq!(socket.hear().await, Heard::Message(json!({"type": "pong"})));
    assert_eq!(socket.hear_within(Duration::from_secs(10)).await, Some(Heard::Closed(4408)));
}

#[tokio::test]
async fn other_protocols_close_4406() {
    let server = Server::start().await;
    for protocol in [None, Some("graphql-ws"), Some("mqtt")] {
        let Some(mut socket) = server.socket_with(protocol, &[]).await else { continue }; // the client refused first
        assert_eq!(socket.hear().await, Heard::Closed(4406), "{protocol:?}");
    }
}

#[tokio::test]
async fn foreign_pages_open_no_socket() {
    let server = Server::start().await;
    for origin in ["https://evil.example", "null"] {
        assert!(server.socket_with(Some("graphql-transport-ws"), &[("origin", origin)]).await.is_none());
    }
    let own = format!("http://{}", server.address);
    assert!(server.socket_with(Some("graphql-transport-ws"), &[("origin", &own)]).await.is_some());
}

#[tokio::test]
async fn an_id_in_use_closes_4409_and_a_free_one_does_not() {
    let server = Server::start().await;
    let mut socket = server.signed_in("ana").await;
    for _ in 0..2 {
        socket.subscribe("1", "{ who }").await;
        assert_eq!(socket.hear().await, next("1", json!({"who": "ana"})));
        assert_eq!(socket.hear().await, complete("1"));
    }
    socket.subscribe("1", "subscription { changed { number } }").await;
    socket.say(json!({"type": "complete", "id": "1"})).await;
    socket.subscribe("1", "subscription { changed { number } }").await;
    socket.subscribe("1", "{ who }").await;
    assert_eq!(socket.hear().await, Heard::Closed(4409));
}

#[tokio::test]
async fn an_ended_operation_is_silent() {
    let server = Server::start().await;
    let mut socket = server.signed_in("ana").await;
    socket.subscribe("1", "subscription { changed { number } }").await;
    socket.subscribe("q", "{ wait(ms: 100) }").await;
    assert_eq!(socket.hear().await, next("q", json!({"wait": true})));
    assert_eq!(socket.hear().await, complete("q"));
    server.changes.send(7).unwrap();
    let Heard::Message(message) = socket.hear().await else { panic!("an event") };
    assert_eq!(message["payload"]["data"]["changed"]["number"], 7);
    socket.say(json!({"type": "complete", "id": "1"})).await;
    socket.subscribe("q", "{ wait(ms: 100) }").await;
    assert_eq!(socket.hear().await, next("q", json!({"wait": true})));
    let _ = server.changes.send(8);
    assert_eq!(socket.hear().await, complete("q"));
    assert_eq!(socket.hear_within(Duration::from_millis(300)).await, None);
}

#[tokio::test]
async fn refused_operations_end_with_an_error_and_leave_the_socket_open() {
    let server = Server::start().await;
    let mut socket = server.signed_in("ana").await;
    for (query, code) in [
        ("{", "INVALID"),
        ("{ nothing }", "INVALID"),
        ("subscription { a: counted(to: 1) { number } b: counted(to: 1) { number } }", "INVALID"),
        ("subscription { refused { number } }", "FORBIDDEN"),
        (&format!("{{ many(values: {} }}", "[".repeat(1_500)), "TOO_COMPLEX"),
    ] {
        socket.subscribe("1", query).await;
        let Heard::Message(message) = socket.hear().await else { panic!("{query}") };
        assert_eq!((message["type"].as_str(), message["id"].as_str()), (Some("error"), Some("1")), "{query}");
        assert_eq!(message["payload"][0]["extensions"]["code"], code, "{query}");
    }
    socket.subscribe("1", "{ who }").await;
    assert_eq!(socket.hear().await, next("1", json!({"who": "ana"})));
}

#[tokio::test]
async fn a_service_that_does_not_answer_breaks_the_socket_off_so_that_clients_come_back() {
    let server = Server::start().await;
    let mut socket = server.signed_in("ana").await;
    socket.subscribe("1", "subscription { unavailable { number } }").await;
    assert_eq!(socket.hear().await, Heard::Closed(1013));
}

#[tokio::test]
async fn messages_over_a_mebibyte_close_1009() {
    let server = Server::start().await;
    let socket = server.signed_in("ana").await;
    let large = json!({"type": "ping", "payload": {"x": "x".repeat(1024 * 1024)}}).to_string();
    assert_eq!(closes(socket, Message::text(large)).await, Heard::Closed(1009));
}

#[tokio::test]
async fn a_flood_of_messages_closes_4429() {
    let server = Server::start().await;
    let mut socket = server.signed_in("ana").await;
    for _ in 0..600 {
        socket.say(json!({"type": "pong"})).await;
    }
    assert_eq!(socket.hear().await, Heard::Closed(4429));
}

#[tokio::test]
async fn only_fifty_operations_run_on_one_socket() {
    let server = Server::start().await;
    let mut socket = server.signed_in("ana").await;
    for at in 0..51 {
        socket.subscribe(&at.to_string(), "subscription { changed { number } }").await;
    }
    let Heard::Message(message) = socket.hear().await else { panic!("an error") };
    assert_eq!((message["type"].as_str(), message["id"].as_str()), (Some("error"), Some("50")));
    assert_eq!(message["payload"][0]["extensions"]["code"], "RATE_LIMITED");
}
