//! The transports over the real schema: whatever ends a session ends its sockets, whatever a person loses they no
//! longer see. What the protocols themselves demand is tested in `crates/server/tests`.

use calitas_app::identity::{self, account};
use calitas_domain::{access::Role, id::PlanId, identity::Language};
use calitas_graphql::node::GlobalId;
use calitas_kit::{Stage, World};
use calitas_server::{
    app_gate::AppGate,
    http::{
        self, Site, downloads, imports,
        origin::{Loopback, Origins},
        protect::{Protection, TransportSecurity},
        uploads,
    },
    listener,
    settings::Environment,
    transport::Transport,
};
use chrono::Duration as Days;
use futures_util::{SinkExt, StreamExt};
use serde_json::{Value, json};
use sqlx::Connection;
use std::{net::SocketAddr, time::Duration};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::{TcpListener, TcpStream},
    time::timeout,
};
use tokio_tungstenite::{
    MaybeTlsStream, WebSocketStream, connect_async,
    tungstenite::{Message, client::IntoClientRequest},
};

const FIVE_SECONDS: Duration = Duration::from_secs(5);

type Socket = WebSocketStream<MaybeTlsStream<TcpStream>>;

/// Serves the world on a free port until the test ends.
pub async fn serve(world: &World, environment: Environment) -> SocketAddr {
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
    let address = listener.local_addr().expect("an address");
    let public_url = format!("http://{address}").parse().expect("an address");
    let gate = AppGate::new(world.app.clone(), world.schema.clone(), environment);
    let transport = Transport::new(gate, Origins::new(&public_url, Loopback::Refused), &[]);
    let stop = transport.stop.clone();
    let protection = Protection { socket_origin: String::new(), transport: TransportSecurity::Plain };
    let site = Site {
        sdl: "".into(),
        files: None,
        pages: uploads::router(world.app.clone())
            .merge(downloads::router(world.app.clone()))
            .merge(imports::router(world.app.clone())),
        protection,
    };
    tokio::spawn(listener::serve(listener, http::router(transport, site), 100, stop));
    address
}

async fn socket(address: SocketAddr, token: &str) -> Socket {
    let mut request = format!("ws://{address}/graphql").into_client_request().expect("an address");
    request.headers_mut().insert("sec-websocket-protocol", "graphql-transport-ws".parse().expect("a name"));
    let (mut socket, _) = connect_async(request).await.expect("a handshake");
    let init = json!({"type": "connection_init", "payload": {"authorization": format!("Bearer {token}")}});
    socket.send(Message::text(init.to_string())).await.expect("sent");
    let Some(Ok(Message::Text(ack))) = socket.next().await else { panic!("no answer") };
    assert_eq!(ack.as_str(), r#"{"type":"connection_ack"}"#);
    socket
}

/// The code the server closes with, within five seconds.
async fn close_code(socket: &mut Socket) -> Option<u16> {
    timeout(FIVE_SECONDS, async {
        loop {
            match socket.next().await {
                Some(Ok(Message::Close(frame))) => return frame.map(|frame| frame.code.into()),
                Some(Ok(_)) => {}
                Some(Err(_)) | None => return None,
            }
        }
    })
    .await
    .ok()
    .flatten()
}

async fn post(address: SocketAddr, headers: &str, body: &Value) -> (u16, String) {
    let body = body.to_string();
    let mut stream = TcpStream::connect(address).await.expect("a connection");
    let request = format!(
        "POST /graphql HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\nContent-Type: application/json\r\n\
         {headers}Content-Length: {}\r\n\r\n{body}",
        body.len()
    );
    stream.write_all(request.as_bytes()).await.expect("sent");
    let mut answer = String::new();
    stream.read_to_string(&mut answer).await.expect("an answer");
    let status = answer.split(' ').nth(1).and_then(|status| status.parse().ok()).unwrap_or_default();
    (status, answer)
}

#[tokio::test]
async fn signing_out_closes_the_sockets_of_the_session_and_no_others() {
    let world = World::new().await;
    let address = serve(&world, Environment::Development).await;
    let person = &world.hall.people[&Role::QualityManager];
    let other = &world.hall.people[&Role::Specialist];
    let token = world.token(person);
    let mut mine = socket(address, &token).await;
    let mut theirs = socket(address, &world.token(other)).await;
    let client = world.client(&world.hall, Role::QualityManager);
    client
        .act("mutation($input: SignOutInput!) { signOut(input: $input) { __typename } }", json!({}))
        .await
        .ok();
    assert_eq!(close_code(&mut mine).await, Some(4403));
    assert_eq!(close_code(&mut theirs).await, None);
    let (status, _) =
        post(address, &format!("Authorization: Bearer {token}\r\n"), &json!({"query": "{ __typename }"}))
            .await;
    assert_eq!(status, 401);
}

#[tokio::test]
async fn a_closed_account_and_a_new_password_close_sockets() {
    let world = World::new().await;
    let address = serve(&world, Environment::Development).await;
    let person = &world.hall.people[&Role::QualityManager];
    let mut closed = socket(address, &world.token(person)).await;
    account::set_disabled(&world.app, &person.email, true).await.expect("closed");
    assert_eq!(close_code(&mut closed).await, Some(4403));

    let other = &world.hall.people[&Role::Specialist];
    account::establish(&world.app, &other.email, "Specialist", "toamna pe dealul cu nuci", Language::En)
        .await
        .expect("a password");
    let mut changed = socket(address, &world.token(other)).await;
    let (ctx, _) = world.data(Some(&world.token(other))).await.expect("a session");
    identity::door::sign_out_everywhere(&ctx).await.expect("signed out");
    assert_eq!(close_code(&mut changed).await, Some(4403));
}

#[tokio::test]
async fn a_socket_ends_with_its_token() {
    let world = World::new().await;
    let address = serve(&world, Environment::Development).await;
    let mut socket = socket(address, &world.token(&world.hall.people[&Role::Reader])).await;
    world.app.clock().advance(Days::minutes(11));
    assert_eq!(close_code(&mut socket).await, Some(4403));
}

/// The next message that is no ping of the protocol.
async fn hear(socket: &mut Socket) -> Value {
    let heard = timeout(FIVE_SECONDS, async {
        loop {
            match socket.next().await {
                Some(Ok(Message::Text(text))) => return serde_json::from_str(&text).expect("JSON"),
                Some(Ok(Message::Close(frame))) => panic!("closed: {frame:?}"),
                Some(Ok(_)) => {}
                Some(Err(error)) => panic!("{error}"),
                None => panic!("cut"),
            }
        }
    });
    heard.await.expect("a message within five seconds")
}

async fn subscribe(socket: &mut Socket, plan: PlanId) {
    let query =
        "subscription($id: ID!) { planChanged(planId: $id) { cursor plan { title } action { title } } }";
    let payload = json!({"query": query, "variables": {"id": plan.global()}});
    let message = json!({"type": "subscribe", "id": "1", "payload": payload});
    socket.send(Message::text(message.to_string())).await.expect("sent");
}

#[tokio::test]
async fn listeners_hold_no_transaction_while_they_wait() {
    let world = World::new().await;
    let address = serve(&world, Environment::Development).await;
    let stage = Stage::new(&world, &world.hall).await;
    let plan = stage.empty_plan("plan").await;
    let mut sockets = Vec::new();
    for _ in 0..15 {
        let mut socket = socket(address, &world.token(&stage.author)).await;
        subscribe(&mut socket, plan).await;
        sockets.push(socket);
    }
    tokio::time::sleep(Duration::from_millis(500)).await;
    let mut admin = sqlx::PgConnection::connect(&world.database.admin_url).await.expect("the superuser");
    for round in 0..2 {
        stage.action(plan, stage.author.membership).await;
        for socket in &mut sockets {
            let message = hear(socket).await;
            assert_eq!(message["type"], "next", "round {round}: {message}");
        }
    }
    let waiting: i64 = sqlx::query_scalar(
        "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND state LIKE 'idle in transaction%'",
    )
    .fetch_one(&mut admin)
    .await
    .expect("a count");
    assert_eq!(waiting, 0);
}

#[tokio::test]
async fn whoever_loses_the_right_hears_nothing_more() {
    let world = World::new().await;
    let address = serve(&world, Environment::Development).await;
    let stage = Stage::new(&world, &world.hall).await;
    let plan = stage.empty_plan("plan").await;
    let person = stage.specialist("ascultător").await;
    let mut socket = socket(address, &world.token(&person)).await;
    subscribe(&mut socket, plan).await;
    tokio::time::sleep(Duration::from_millis(500)).await;
    stage.action(plan, stage.author.membership).await;
    assert_eq!(hear(&mut socket).await["type"], "next");
    let administrator = world.client(&world.hall, Role::InstitutionAdmin);
    let input = json!({"id": person.membership.global(), "expectedVersion": 1});
    let end = "mutation($input: EndMembershipInput!) { endMembership(input: $input) { __typename } }";
    administrator.act(end, input).await.ok();
    stage.action(plan, stage.author.membership).await;
    let message = hear(&mut socket).await;
    assert_eq!(
        (message["type"].as_str(), &message["payload"][0]["extensions"]["code"]),
        (Some("error"), &json!("NOT_FOUND"))
    );
    stage.action(plan, stage.author.membership).await;
    assert!(timeout(Duration::from_secs(2), socket.next()).await.is_err(), "nothing comes after the end");
}

#[tokio::test]
async fn the_cookie_of_signing_in_brings_the_next_token_over_http() {
    let world = World::new().await;
    let address = serve(&world, Environment::Production).await;
    let email = &world.hall.people[&Role::QualityManager].email;
    account::establish(&world.app, email, "Quality manager", "toamna pe dealul cu nuci", Language::En)
        .await
        .expect("a password");
    let development = serve(&world, Environment::Development).await;
    let sign_in = json!({
        "query": "mutation($input: SignInInput!) { signIn(input: $input) { accessToken } }",
        "variables": {"input": {"email": email, "password": "toamna pe dealul cu nuci"}},
    });
    let (status, answer) = post(address, "", &sign_in).await;
    assert!(status == 200 && answer.contains("FORBIDDEN"), "production runs listed documents only: {answer}");
    let (_, answer) = post(development, "", &sign_in).await;
    let cookie = answer.lines().find_map(|line| line.strip_prefix("set-cookie: ")).expect("a cookie");
    for part in ["HttpOnly", "SameSite=Strict", "Path=/graphql"] {
        assert!(cookie.contains(part), "{cookie}");
    }
    let cookie = cookie.split(';').next().expect("a name and a value");
    let refresh = json!({
        "query": "mutation($input: RefreshSessionInput!) { refreshSession(input: $input) { accessToken } }",
        "variables": {"input": {}},
    });
    let (_, answer) = post(development, &format!("Cookie: a=b; {cookie}\r\n"), &refresh).await;
    assert!(answer.contains("accessToken\":\"ey"), "{answer}");
    let (_, answer) = post(development, "", &refresh).await;
    assert!(answer.contains("UNAUTHENTICATED"), "{answer}");
}

#[tokio::test]
async fn sentences_of_refusal_follow_the_language_of_the_caller() {
    let world = World::new().await;
    let address = serve(&world, Environment::Development).await;
    let body = json!({"query": "{ __typename }"});
    let (_, romanian) = post(address, "Authorization: Bearer x\r\n", &body).await;
    let (_, english) = post(address, "Authorization: Bearer x\r\nAccept-Language: en\r\n", &body).await;
    assert!(romanian.contains("UNAUTHENTICATED") && english.contains("UNAUTHENTICATED"));
    assert_ne!(romanian.split("\r\n\r\n").nth(1), english.split("\r\n\r\n").nth(1));
}
