use crate::server::{JSON, Server};
use serde_json::json;
use std::time::Duration;
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
    time::{Instant, timeout},
};

/// How long the server bears a client that sends these bytes and then one more a second.
async fn patience(server: &Server, start: &str, drip: u8) -> Duration {
    let began = Instant::now();
    let (mut read, mut write) = TcpStream::connect(server.address).await.unwrap().into_split();
    write.write_all(start.as_bytes()).await.unwrap();
    let dripping = tokio::spawn(async move {
        while write.write_all(&[drip]).await.is_ok() {
            tokio::time::sleep(Duration::from_secs(1)).await;
        }
    });
    let mut rest = Vec::new();
    let _ = timeout(Duration::from_secs(40), read.read_to_end(&mut rest)).await;
    dripping.abort();
    began.elapsed()
}

#[tokio::test]
async fn slow_heads_and_slow_bodies_are_cut() {
    let server = Server::start().await;
    let head = "POST /graphql HTTP/1.1\r\nHost: x\r\n";
    let body = format!("{head}Content-Type: application/json\r\nContent-Length: 500\r\n\r\n{{");
    let head = format!("{head}X-Slow: ");
    let (head, body) = tokio::join!(patience(&server, &head, b'a'), patience(&server, &body, b' '));
    assert!(head < Duration::from_secs(20), "{head:?}");
    assert!(body < Duration::from_secs(20), "{body:?}");
    assert!(server.is_alive().await);
}

#[tokio::test]
async fn a_reader_that_stands_still_is_cut() {
    let server = Server::start().await;
    let request = json!({"query": "{ large(kib: 32768) }"}).to_string();
    let mut stream = TcpStream::connect(server.address).await.unwrap();
    let head = format!(
        "POST /graphql HTTP/1.1\r\nHost: x\r\n{}: {}\r\nContent-Length: {}\r\n\r\n{request}",
        JSON.0,
        JSON.1,
        request.len()
    );
    stream.write_all(head.as_bytes()).await.unwrap();
    stream.readable().await.unwrap();
    tokio::time::sleep(Duration::from_secs(25)).await;
    let mut taken = 0;
    let mut buffer = vec![0; 64 * 1024];
    while let Ok(Ok(count @ 1..)) = timeout(Duration::from_secs(5), stream.read(&mut buffer)).await {
        taken += count;
    }
    assert!(taken < 32 * 1024 * 1024, "the answer was cut: {taken}");
}

#[tokio::test]
async fn ambiguous_framing_gets_one_answer() {
    let server = Server::start().await;
    let hidden = "GET /health/live HTTP/1.1\r\nHost: x\r\n\r\n";
    for framing in [
        format!("Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n{hidden}"),
        format!("Transfer-Encoding: chunked\r\nContent-Length: 5\r\n\r\n0\r\n\r\n{hidden}"),
        format!("Content-Length: 5\r\nContent-Length: 6\r\n\r\n{hidden}"),
        format!("Transfer-Encoding: identity\r\nContent-Length: 0\r\n\r\n{hidden}"),
        format!("Transfer-Encoding: chunked, identity\r\n\r\n0\r\n\r\n{hidden}"),
        format!("Transfer-Encoding : chunked\r\n\r\n0\r\n\r\n{hidden}"),
        format!("Content-Length: +5\r\n\r\n{hidden}"),
    ] {
        let raw = format!("POST /graphql HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n{framing}");
        let answer = server.send(raw.as_bytes()).await;
        assert_eq!(answer.raw.matches("HTTP/1.1 ").count(), 1, "{framing}\n{}", answer.raw);
        assert!((400..500).contains(&answer.status()), "{framing}\n{}", answer.raw);
    }
}

#[tokio::test]
async fn a_stopping_server_finishes_what_runs_and_takes_nothing_new() {
    let server = Server::start().await;
    let request = json!({"query": "{ wait(ms: 800) }"});
    let running = server.ask(&request);
    let stop = async {
        tokio::time::sleep(Duration::from_millis(300)).await;
        server.stop.cancel();
        tokio::time::sleep(Duration::from_millis(100)).await;
        assert!(TcpStream::connect(server.address).await.is_err());
    };
    let (answer, ()) = tokio::join!(running, stop);
    assert_eq!(answer.json()["data"], json!({"wait": true}));
    timeout(Duration::from_secs(5), server.ended).await.unwrap().unwrap();
}
