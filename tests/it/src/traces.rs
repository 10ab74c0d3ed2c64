//! Traces, switched on by a setting: what a collector is told of requests, operations and transactions, and that it is
//! told nothing of people.

use crate::program::{Program, ask};
use calitas_app::identity::account;
use calitas_domain::{access::Role, identity::Language};
use calitas_graphql::node::GlobalId;
use calitas_kit::{World, hard};
use opentelemetry_proto::tonic::{
    collector::trace::v1::ExportTraceServiceRequest,
    common::v1::{KeyValue, any_value::Value as Any},
    trace::v1::Span,
};
use prost::Message;
use serde_json::json;
use std::{
    sync::{Arc, Mutex},
    time::{Duration, Instant},
};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::{TcpListener, TcpStream},
    process::Command,
    time::{sleep, timeout},
};

const PASSWORD: &str = "zorile deasupra dealului";
const CREATE: &str =
    "mutation Popescu($input: CreateUnitInput!) { createUnit(input: $input) { unit { nameRo } } }";

/// A collector that keeps what it is sent.
struct Collector {
    address: String,
    taken: Arc<Mutex<Vec<Vec<u8>>>>,
}

impl Collector {
    async fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
        let address = format!("http://{}/v1/traces", listener.local_addr().expect("an address"));
        let taken = Arc::new(Mutex::new(Vec::new()));
        let keeping = Arc::clone(&taken);
        tokio::spawn(async move {
            while let Ok((mut stream, _)) = listener.accept().await {
                let taken = Arc::clone(&keeping);
                tokio::spawn(async move {
                    while let Some(body) = take(&mut stream).await {
                        taken.lock().expect("the bodies").push(body);
                        let answer = b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n";
                        if stream.write_all(answer).await.is_err() {
                            return;
                        }
                    }
                });
            }
        });
        Self { address, taken }
    }

    fn bodies(&self) -> Vec<Vec<u8>> {
        self.taken.lock().expect("the bodies").clone()
    }

    fn spans(&self) -> Vec<Span> {
        let read = |body: Vec<u8>| ExportTraceServiceRequest::decode(body.as_slice()).expect("OTLP");
        let resources = self.bodies().into_iter().flat_map(|body| read(body).resource_spans);
        let scopes = resources.flat_map(|resource| resource.scope_spans);
        scopes.flat_map(|scope| scope.spans).collect()
    }
}

/// The body of one request.
async fn take(stream: &mut TcpStream) -> Option<Vec<u8>> {
    let (mut read, mut chunk) = (Vec::new(), [0; 4096]);
    loop {
        let count = stream.read(&mut chunk).await.ok().filter(|count| *count > 0)?;
        read.extend_from_slice(&chunk[..count]);
        let Some(end) = read.windows(4).position(|four| four == b"\r\n\r\n") else { continue };
        let head = String::from_utf8_lossy(&read[..end]).to_ascii_lowercase();
        assert!(head.contains("content-type: application/x-protobuf"), "{head}");
        let length: usize =
            head.lines().find_map(|line| line.strip_prefix("content-length: "))?.trim().parse().ok()?;
        while read.len() < end + 4 + length {
            let count = stream.read(&mut chunk).await.ok().filter(|count| *count > 0)?;
            read.extend_from_slice(&chunk[..count]);
        }
        return Some(read[end + 4..].to_vec());
    }
}

fn text<'a>(attributes: &'a [KeyValue], key: &str) -> &'a str {
    let found =
        attributes.iter().find(|one| one.key == key).and_then(|one| one.value.as_ref()?.value.as_ref());
    match found {
        Some(Any::StringValue(text)) => text,
        _ => "",
    }
}

#[tokio::test]
async fn a_collector_is_told_of_requests_operations_and_transactions_and_nothing_of_people() {
    let world = World::new().await;
    let admin = world.add_holder(&world.hall, "ioana", &[Role::InstitutionAdmin]).await;
    account::establish(&world.app, &admin.email, "Ioana", PASSWORD, Language::En).await.expect("a password");
    let collector = Collector::start().await;
    let settings = [("CALITAS_TRACES__ENDPOINT", collector.address.clone())];
    let mut server = Program::start_with(&world.database, &settings).await;
    let token = server.sign_in(&admin.email, PASSWORD).await;
    let input = json!({ "tenantId": world.hall.id.global(), "code": "cod-secret", "nameRo": "Biroul secret",
        "kind": "OFFICE", "isFirstLevel": false });
    let made =
        ask(&server.address, Some(&token), CREATE, &json!({ "input": input })).await.expect("an answer");
    assert_eq!(made.status, 200, "{made:?}");
    server.get("/cale-secreta?nume=Popescu").await;
    let id = server.child.id().expect("running").to_string();
    assert!(Command::new("kill").args(["-TERM", &id]).status().await.expect("ran").success());
    timeout(Duration::from_secs(20), server.child.wait()).await.expect("in time").expect("ended");

    let spans = collector.spans();
    assert!(!spans.is_empty(), "{} bodies came; the log: {}", collector.bodies().len(), server.log());
    let named = |name: &str| spans.iter().filter(|span| span.name == name).collect::<Vec<_>>();
    let [operation] = named("mutation other")
        .into_iter()
        .filter(|span| text(&span.attributes, "calitas.code") == "OK")
        .collect::<Vec<_>>()[1..]
    else {
        panic!("signing in and the new unit: {spans:#?}")
    };
    let requests = named("POST /graphql");
    assert_eq!(requests.len(), 2, "{spans:#?}");
    let request = requests.iter().find(|span| span.span_id == operation.parent_span_id).expect("its request");
    assert_eq!((request.kind, text(&request.attributes, "http.route")), (2, "/graphql"));
    assert!(!text(&request.attributes, "request.id").is_empty());
    let parts: Vec<_> = spans.iter().filter(|span| span.trace_id == request.trace_id).collect();
    let writes = parts.iter().filter(|span| text(&span.attributes, "db.access") == "write");
    assert!(writes.clone().any(|span| span.parent_span_id == operation.span_id), "{parts:#?}");
    assert!(spans.iter().all(|span| span.events.is_empty()), "nothing of the log: {spans:#?}");
    let lonely =
        spans.iter().filter(|span| span.parent_span_id.is_empty() && span.name.starts_with("database"));
    assert_eq!(lonely.count(), 0, "what no request asked for is no trace");

    let bodies = collector.bodies();
    let words = [
        admin.email.as_str(),
        "ioana",
        "Ioana",
        "Popescu",
        "secret",
        PASSWORD,
        &token,
        "127.0.0.1",
        "INSERT",
    ];
    for body in &bodies {
        let said = String::from_utf8_lossy(body);
        for word in words {
            assert!(!said.contains(word), "a span says {word}");
        }
    }
    let (count, bytes) = (spans.len(), bodies.iter().map(Vec::len).sum::<usize>());
    hard::figure(format_args!("{count} spans; {bytes} bytes of traces; 0 words of people in them"));
}

#[tokio::test]
async fn a_collector_that_does_not_answer_slows_nobody_down() {
    let world = World::new().await;
    let silent = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
    let address = format!("http://{}/v1/traces", silent.local_addr().expect("an address"));
    let mut server = Program::start_with(&world.database, &[("CALITAS_TRACES__ENDPOINT", address)]).await;
    let began = Instant::now();
    for _ in 0..50 {
        assert!(server.get("/health/ready").await.starts_with("HTTP/1.1 200"));
    }
    assert!(began.elapsed() < Duration::from_secs(10), "{:?}", began.elapsed());
    sleep(Duration::from_millis(100)).await;
    let id = server.child.id().expect("running").to_string();
    assert!(Command::new("kill").args(["-TERM", &id]).status().await.expect("ran").success());
    let ended = timeout(Duration::from_secs(20), server.child.wait()).await.expect("in time").expect("ended");
    assert_eq!(ended.code(), Some(0));
}
