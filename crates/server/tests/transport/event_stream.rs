use crate::server::{JSON, Server};
use serde_json::json;
use std::time::Duration;
use tokio::time::{Instant, timeout};

const STREAM: (&str, &str) = ("Accept", "text/event-stream");

fn ask(query: &str) -> String {
    json!({"query": query}).to_string()
}

#[tokio::test]
async fn an_operation_streams_until_it_completes() {
    let server = Server::start().await;
    let headers = [JSON, STREAM, ("Authorization", "Bearer ana")];
    let answer = server.post(&headers, &ask("subscription { counted(to: 2) { number } }")).await;
    assert_eq!((answer.status(), answer.header("content-type")), (200, Some("text/event-stream")));
    assert!(answer.text().contains("event: next\ndata: {\"data\":{\"counted\":{\"number\":1}}"));
    assert!(answer.text().contains("event: complete\ndata:\n\n"));
    let answer = server.post(&headers, &ask("{ echo(text: \"a\") }")).await;
    assert!(
        answer.text().contains("data: {\"data\":{\"echo\":\"a\"}")
            && answer.text().contains("event: complete")
    );
}

#[tokio::test]
async fn the_guard_stands_before_streams_too() {
    let server = Server::start().await;
    let headers = [JSON, STREAM, ("Authorization", "Bearer ana")];
    let answer = server.post(&headers, &ask(&format!("{{ many(values: {} }}", "[".repeat(1_500)))).await;
    assert!(answer.text().contains("TOO_COMPLEX") && answer.text().contains("event: complete"));
    assert!(server.is_alive().await);
}

#[tokio::test]
async fn streams_need_a_session() {
    let server = Server::start().await;
    let answer = server.post(&[JSON, STREAM], &ask("{ echo }")).await;
    assert_eq!((answer.status(), answer.code().as_str()), (401, "UNAUTHENTICATED"));
}

#[tokio::test]
async fn a_revoked_session_ends_its_streams_within_five_seconds() {
    let server = Server::start().await;
    let headers = [JSON, STREAM, ("Authorization", "Bearer ana")];
    let body = ask("subscription { changed { number } }");
    let answer = server.post(&headers, &body);
    let revoke = async {
        tokio::time::sleep(Duration::from_millis(300)).await;
        server.gate.revoke("ana");
        Instant::now()
    };
    let (answer, revoked) = tokio::join!(answer, revoke);
    assert!(revoked.elapsed() < Duration::from_secs(5));
    assert!(answer.text().contains("UNAUTHENTICATED"));
}

#[tokio::test]
async fn a_stopping_server_ends_streams_without_completing_them() {
    let server = Server::start().await;
    let headers = [JSON, STREAM, ("Authorization", "Bearer ana")];
    let body = ask("subscription { changed { number } }");
    let stop = async {
        tokio::time::sleep(Duration::from_millis(300)).await;
        server.stop.cancel();
    };
    let (answer, ()) = tokio::join!(server.post(&headers, &body), stop);
    assert!(!answer.text().contains("complete"));
    timeout(Duration::from_secs(5), server.ended).await.unwrap().unwrap();
}
