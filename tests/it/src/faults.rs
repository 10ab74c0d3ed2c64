//! What breaks around the program: the database stops in the middle of its work, the program is killed, a network is
//! cut without a word. Nothing is half written, nothing is lost, and everything goes on by itself.

mod answers;
mod pool;
mod relay;
mod stopping;

use crate::program::{Program, Reply, ask};
use calitas_app::{identity::account, journal};
use calitas_domain::{access::Role, id::PlanId, identity::Language};
use calitas_graphql::node::GlobalId;
use calitas_kit::{Client, Cluster, Stage, World, hard};
use calitas_server::{
    app_gate::AppGate,
    http::{
        self, Site,
        origin::{Loopback, Origins},
        protect::{Protection, TransportSecurity},
    },
    listener,
    settings::Environment,
    socket::Times,
    transport::Transport,
};
use futures_util::{SinkExt, StreamExt};
use serde_json::{Value, json};
use sqlx::{Connection, PgConnection};
use std::{
    collections::BTreeSet,
    hash::{BuildHasher, RandomState},
    net::SocketAddr,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    time::{Duration, Instant},
};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::{TcpListener, TcpStream, tcp},
    sync::watch,
    time::{sleep, timeout},
};
use tokio_tungstenite::{
    MaybeTlsStream, WebSocketStream, connect_async,
    tungstenite::{Message, client::IntoClientRequest},
};

const CREATE: &str =
    "mutation($input: CreatePlanInput!) { createPlan(input: $input) { planEdge { node { id } } } }";
const INVITE: &str = "mutation($input: InviteMemberInput!) { inviteMember(input: $input) { __typename } }";
const RENAME: &str = "mutation($input: UpdatePlanInput!) { updatePlan(input: $input) { plan { version } } }";
const SEE: &str = "query($id: ID!) { plan(id: $id) { version title } }";
const CHANGED: &str = "subscription($id: ID!, $after: String) { planChanged(planId: $id, after: $after) {
  cursor refetch entry { changes { field new } } } }";
const PASSWORD: &str = "zorile deasupra dealului";
/// How soon everything must go on after the database is back.
const RECOVERY: Duration = Duration::from_secs(10);

/// Somebody who may do everything here, signed in by password: the program has a clock of its own.
async fn sign_in(world: &World, server: &Program) -> String {
    let all = [Role::InstitutionAdmin, Role::QualityManager];
    let person = world.add_holder(&world.hall, "everything", &all).await;
    account::establish(&world.app, &person.email, "Everything", PASSWORD, Language::En)
        .await
        .expect("a password");
    server.sign_in(&person.email, PASSWORD).await
}

/// One write that may be repeated: the key makes sure that it has one effect.
#[derive(Debug, Clone)]
struct Act {
    document: &'static str,
    variables: Value,
    /// The id that a first answer gave.
    made: Option<Value>,
}

impl Act {
    /// The `number`-th write of a writer: plans and invitations take turns.
    fn new(world: &World, writer: usize, number: usize) -> Self {
        let (tenant, key) = (world.hall.id.global(), format!("w{writer}-{number}"));
        let (document, input) = if number.is_multiple_of(2) {
            let title = format!("Plan {key}");
            let input = json!({ "tenantId": tenant, "kind": "IMPROVEMENT", "title": title,
                "periodStart": "2027-01-01", "periodEnd": "2027-12-31", "idempotencyKey": key });
            (CREATE, input)
        } else {
            let input = json!({ "tenantId": tenant, "email": format!("{key}@fault.test"), "displayName": "Membru",
                "roles": [{ "role": "QUALITY_MANAGER" }], "idempotencyKey": key });
            (INVITE, input)
        };
        Self { document, variables: json!({ "input": input }), made: None }
    }

    /// Asks once more. A repeated creation gives what the first one made.
    async fn ask(&mut self, address: &str, token: &str) -> std::io::Result<Reply> {
        let reply = ask(address, Some(token), self.document, &self.variables).await?;
        if reply.status == 200 {
            assert!(reply.body.get("errors").is_none(), "{self:?}: {reply:?}");
            let id = reply.body.pointer("/data/createPlan/planEdge/node/id").cloned();
            assert!(self.made.is_none() || self.made == id, "{self:?} had a second effect: {reply:?}");
            self.made = id;
        }
        Ok(reply)
    }
}

/// Whether rows, journal and outbox tell the same story, and every key had exactly one effect.
async fn is_whole(world: &World, acts: &[Act]) {
    let (_, fault) = journal::verify(&world.app, world.hall.id).await.expect("read");
    assert_eq!(fault, None);
    let mut admin = PgConnection::connect(&world.database.admin_url).await.expect("the superuser");
    let faults: Vec<String> = sqlx::query_scalar(
        "SELECT 'plan without its journal: ' || plan.id FROM plan
           WHERE plan.version IS DISTINCT FROM (SELECT max(subject_version) FROM journal
             WHERE journal.tenant_id = plan.tenant_id AND journal.subject_id = plan.id)
         UNION ALL SELECT 'journal without its plan: ' || subject_id FROM journal
           WHERE kind = 'plan_created' AND NOT EXISTS (SELECT FROM plan WHERE plan.id = journal.subject_id)
         UNION ALL SELECT 'invitation without its mail: ' || email FROM invitation
           WHERE (SELECT count(*) FROM mail WHERE mail.recipient = invitation.email) <> 1
         UNION ALL SELECT 'mail without its invitation: ' || recipient FROM mail
           WHERE NOT EXISTS (SELECT FROM invitation WHERE invitation.email = mail.recipient)
         UNION ALL SELECT 'invitation without its journal: ' || email FROM invitation
           WHERE (SELECT count(*) FROM journal WHERE subject_id = invitation.id AND kind = 'member_invited') <> 1
         UNION ALL SELECT 'key without its effect: ' || key FROM idempotency
           WHERE NOT EXISTS (SELECT FROM plan WHERE plan.id = idempotency.subject_id)
             AND NOT EXISTS (SELECT FROM invitation WHERE invitation.id = idempotency.subject_id)",
    )
    .fetch_all(&mut admin)
    .await
    .expect("looked");
    assert!(faults.is_empty(), "{faults:#?}");
    let plans: i64 = sqlx::query_scalar("SELECT count(*) FROM plan WHERE title LIKE 'Plan w%'")
        .fetch_one(&mut admin)
        .await
        .expect("a count");
    let invitations: i64 =
        sqlx::query_scalar("SELECT count(*) FROM invitation WHERE email LIKE '%@fault.test'")
            .fetch_one(&mut admin)
            .await
            .expect("a count");
    let created = acts.iter().filter(|act| act.document == CREATE);
    let ids: BTreeSet<String> =
        created.clone().filter_map(|act| act.made.as_ref()?.as_str()).map(str::to_owned).collect();
    assert_eq!((i64::try_from(ids.len()), i64::try_from(created.count())), (Ok(plans), Ok(plans)));
    assert_eq!(i64::try_from(acts.len()), Ok(plans + invitations));
}

/// Whether the journal holds and has an entry for each of so many answers to criteria.
async fn is_journaled(world: &World, answers: usize) {
    let (_, fault) = journal::verify(&world.app, world.hall.id).await.expect("read");
    assert_eq!(fault, None);
    let mut admin = PgConnection::connect(&world.database.admin_url).await.expect("the superuser");
    let journaled: i64 =
        sqlx::query_scalar("SELECT count(*) FROM journal WHERE kind = 'control_answer_given'")
            .fetch_one(&mut admin)
            .await
            .expect("a count");
    assert_eq!(i64::try_from(answers), Ok(journaled));
}

/// A plan of the city hall for watching; its id.
async fn watched(world: &World) -> PlanId {
    Stage::new(world, &world.hall).await.empty_plan("plan").await
}

type Socket = WebSocketStream<MaybeTlsStream<TcpStream>>;

/// A socket that listens to a plan after a cursor; absent when the server does not let it in just now.
async fn listen(address: &str, token: &str, plan: PlanId, after: &Value) -> Option<Socket> {
    let mut request = format!("ws://{address}/graphql").into_client_request().ok()?;
    request.headers_mut().insert("sec-websocket-protocol", "graphql-transport-ws".parse().ok()?);
    let (mut socket, _) = connect_async(request).await.ok()?;
    let init =
        json!({ "type": "connection_init", "payload": { "authorization": format!("Bearer {token}") } });
    socket.send(Message::text(init.to_string())).await.ok()?;
    let Some(Ok(Message::Text(_))) = socket.next().await else { return None };
    let payload = json!({ "query": CHANGED, "variables": { "id": plan.global(), "after": after } });
    let subscribe = json!({ "type": "subscribe", "id": "1", "payload": payload });
    socket.send(Message::text(subscribe.to_string())).await.ok()?;
    Some(socket)
}

/// What a watcher has seen: cursor and titles, one by one.
#[derive(Debug)]
struct Seen {
    cursor: Value,
    titles: Vec<String>,
}

impl Seen {
    /// Hears one event; absent when the socket is over. A session that holds is never refused.
    async fn hear(&mut self, socket: &mut Socket) -> Option<()> {
        loop {
            match socket.next().await {
                Some(Ok(Message::Text(text))) => {
                    let message: Value = serde_json::from_str(&text).expect("JSON");
                    assert_eq!(message["type"], "next", "{message}");
                    let event = &message["payload"]["data"]["planChanged"];
                    assert_eq!(event["refetch"], false, "{message}");
                    self.cursor = event["cursor"].clone();
                    let title = event.pointer("/entry/changes/0/new").and_then(Value::as_str);
                    self.titles.push(title.unwrap_or_default().to_owned());
                    return Some(());
                }
                Some(Ok(Message::Close(frame))) => {
                    let code = frame.map(|frame| u16::from(frame.code));
                    assert_ne!(code, Some(4403), "the session still holds");
                    return None;
                }
                Some(Ok(_)) => {}
                Some(Err(_)) | None => return None,
            }
        }
    }
}

/// Where a plan stands before anything happens to it.
async fn cursor(client: &Client<'_>, plan: PlanId) -> Value {
    let document = "query($id: ID!) { plan(id: $id) { streamCursor } }";
    client.run(document, json!({ "id": plan.global() })).await.ok()["plan"]["streamCursor"].clone()
}

fn titles(count: usize) -> Vec<String> {
    (1..=count).map(|number| format!("Titlul {number}")).collect()
}

#[tokio::test]
async fn a_crash_of_the_database_is_answered_by_unavailable_and_leaves_nothing_half_done() {
    let mut cluster = Cluster::start().await.expect("a cluster");
    let world = World::over(cluster.database().await.expect("a database")).await;
    let server = Program::start(&world.database).await;
    let token: Arc<str> = sign_in(&world, &server).await.into();
    let (plan, done) = (watched(&world).await, Arc::new(AtomicBool::new(false)));
    let start = cursor(&world.manager(), plan).await;
    let address: Arc<str> = server.address.as_str().into();
    let (last_failure, failures) = (Arc::new(watch::Sender::new(Instant::now())), watch::Sender::new(0_u32));
    let failures = Arc::new(failures);

    let writers = (0..3).map(|writer| {
        let (world, address, token, done) =
            (&world, Arc::clone(&address), Arc::clone(&token), Arc::clone(&done));
        let (last_failure, failures) = (Arc::clone(&last_failure), Arc::clone(&failures));
        async move {
            let mut acts = Vec::new();
            while !done.load(Ordering::Relaxed) {
                let mut act = Act::new(world, writer, acts.len());
                loop {
                    let reply = act.ask(&address, &token).await.expect("the server itself answers");
                    if reply.status == 200 {
                        break;
                    }
                    assert_eq!((reply.status, reply.code()), (503, "UNAVAILABLE"), "{reply:?}");
                    last_failure.send_replace(Instant::now());
                    failures.send_modify(|count| *count += 1);
                    sleep(Duration::from_millis(50)).await;
                }
                acts.push(act);
            }
            acts
        }
    });
    let renaming = async {
        let (mut version, mut count) = (1, 0);
        while !done.load(Ordering::Relaxed) {
            let title = format!("Titlul {}", count + 1);
            let input =
                json!({ "input": { "id": plan.global(), "expectedVersion": version, "title": title } });
            let reply = ask(&address, Some(&token), RENAME, &input).await.expect("the server itself answers");
            // Without an answer it may have happened or not: the plan knows.
            loop {
                let seen = ask(&address, Some(&token), SEE, &json!({ "id": plan.global() }))
                    .await
                    .expect("answered");
                if let Some(found) = seen.body.pointer("/data/plan/version").and_then(Value::as_i64) {
                    let happened = seen.body["data"]["plan"]["title"] == *title;
                    assert_eq!(found, version + i64::from(happened), "{seen:?}");
                    assert!(happened || reply.status == 503, "{reply:?}");
                    (version, count) = (found, count + usize::from(happened));
                    break;
                }
                assert_eq!((seen.status, seen.code()), (503, "UNAVAILABLE"), "{seen:?}");
                sleep(Duration::from_millis(50)).await;
            }
            sleep(Duration::from_millis(20)).await;
        }
        count
    };
    let watching = async {
        let mut seen = Seen { cursor: start, titles: Vec::new() };
        let mut quiet = 0;
        // Until everything was said and nothing more comes.
        while quiet < 3 {
            let Some(mut socket) = listen(&address, &token, plan, &seen.cursor).await else {
                sleep(Duration::from_millis(200)).await;
                continue;
            };
            loop {
                match timeout(Duration::from_millis(700), seen.hear(&mut socket)).await {
                    Ok(Some(())) => quiet = 0,
                    Ok(None) => break,
                    Err(_) if done.load(Ordering::Relaxed) => {
                        quiet += 1;
                        break;
                    }
                    Err(_) => {}
                }
            }
        }
        seen
    };
    let breaking = async {
        sleep(Duration::from_secs(1)).await;
        cluster.crash().await.expect("it stops");
        let ready = server.get("/health/ready").await;
        assert!(ready.starts_with("HTTP/1.1 503") && ready.contains(r#""missing":"database""#), "{ready}");
        assert!(server.get("/health/live").await.starts_with("HTTP/1.1 200"));
        sleep(Duration::from_secs(1)).await;
        cluster.resume().await.expect("it starts");
        let back = Instant::now();
        while !server.get("/health/ready").await.starts_with("HTTP/1.1 200") {
            assert!(back.elapsed() < RECOVERY, "ready again within {RECOVERY:?}");
            sleep(Duration::from_millis(100)).await;
        }
        sleep(Duration::from_secs(3)).await;
        done.store(true, Ordering::Relaxed);
        back
    };
    let (acts, renamed, seen, back) =
        tokio::join!(futures_util::future::join_all(writers), renaming, watching, breaking);
    assert!(*failures.borrow() > 0, "requests met the crash");
    let recovered = last_failure.borrow().saturating_duration_since(back);
    assert!(recovered < RECOVERY, "{recovered:?}");
    let (failures, recovered) = (*failures.borrow(), recovered.as_secs_f32());
    hard::figure(format_args!("{failures} requests told of a crash; longest recovery {recovered:.1} s"));
    assert!(renamed > 0);
    assert_eq!(seen.titles, titles(renamed));
    let acts: Vec<Act> = acts.into_iter().flatten().collect();
    is_whole(&world, &acts).await;
    drop(world);
    server.kill().await;
}

#[tokio::test]
async fn killing_the_program_at_any_moment_leaves_nothing_half_done() {
    const ROUNDS: usize = 5;
    let world = World::new().await;
    let server = Program::start(&world.database).await;
    let token = sign_in(&world, &server).await;
    server.kill().await;
    let random = RandomState::new();
    let mut acts: Vec<Act> = Vec::new();
    for round in 0..ROUNDS {
        let server = Program::start(&world.database).await;
        let address = server.address.clone();
        let life = Duration::from_millis(100 + random.hash_one(round) % 500);
        let writers = (0..4).map(|writer| {
            let (world, token, address) = (&world, &token, &address);
            async move {
                let mut acts: Vec<Act> = Vec::new();
                loop {
                    let mut act = Act::new(world, round * 10 + writer, acts.len());
                    let answered = act.ask(address, token).await;
                    acts.push(act);
                    match answered {
                        Ok(reply) => assert_eq!(reply.status, 200, "{reply:?}"),
                        // Killed: whether this one happened nobody knows yet.
                        Err(_) => return acts,
                    }
                }
            }
        });
        let killing = async {
            sleep(life).await;
            server.kill().await;
        };
        let (done, ()) = tokio::join!(futures_util::future::join_all(writers), killing);
        assert!(TcpStream::connect(&address).await.is_err());
        acts.extend(done.into_iter().flatten());
    }
    let unanswered = acts.iter().filter(|act| act.document == CREATE && act.made.is_none()).count();
    let count = acts.len();
    hard::figure(format_args!("{ROUNDS} kills; {count} acts; {unanswered} creations without an answer"));
    // Every client repeats what it was not answered, and to be sure, everything else too.
    let server = Program::start(&world.database).await;
    for act in &mut acts {
        let reply = act.ask(&server.address, &token).await.expect("an answer");
        assert_eq!(reply.status, 200, "{reply:?}");
    }
    is_whole(&world, &acts).await;
    server.kill().await;
}

/// Forwards to an address until it is cut: then nothing passes any more, and nobody is told.
struct Wire {
    address: SocketAddr,
    cut: watch::Sender<bool>,
}

impl Wire {
    async fn to(target: SocketAddr) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
        let address = listener.local_addr().expect("an address");
        let (cut, is_cut) = watch::channel(false);
        tokio::spawn(async move {
            while let Ok((near, _)) = listener.accept().await {
                let far = TcpStream::connect(target).await.expect("the server listens");
                let ((near_in, near_out), (far_in, far_out)) = (near.into_split(), far.into_split());
                tokio::spawn(carry(near_in, far_out, is_cut.clone()));
                tokio::spawn(carry(far_in, near_out, is_cut.clone()));
            }
        });
        Self { address, cut }
    }
}

async fn until(is_cut: &mut watch::Receiver<bool>) {
    let _over = is_cut.wait_for(|cut| *cut).await.is_ok();
}

async fn carry(mut from: tcp::OwnedReadHalf, mut to: tcp::OwnedWriteHalf, mut is_cut: watch::Receiver<bool>) {
    let mut buffer = [0; 4096];
    loop {
        tokio::select! { biased;
            // Both ends stay open and silent for as long as the test lasts.
            () = until(&mut is_cut) => std::future::pending::<()>().await,
            read = from.read(&mut buffer) => match read {
                Ok(count) if count > 0 && to.write_all(&buffer[..count]).await.is_ok() => {}
                Ok(_) | Err(_) => return,
            },
        }
    }
}

#[tokio::test]
async fn a_network_cut_without_a_word_frees_the_socket_and_the_client_misses_nothing() {
    let second = Duration::from_secs(1);
    cut(Times { ping: second, idle: second * 2, ..Times::PRODUCT }, second * 8).await;
}

#[tokio::test]
#[ignore = "takes a minute: cargo xtask harden F3"]
async fn a_network_cut_is_noticed_within_a_minute_by_the_times_of_the_product() {
    cut(Times::PRODUCT, Duration::from_secs(60)).await;
}

/// Cuts the way to a socket, and goes on once the server has let go of it.
async fn cut(times: Times, patience: Duration) {
    let world = World::new().await;
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
    let address = listener.local_addr().expect("an address");
    let gate = AppGate::new(world.app.clone(), world.schema.clone(), Environment::Development);
    let public_url = format!("http://{address}").parse().expect("an address");
    let mut transport = Transport::new(gate, Origins::new(&public_url, Loopback::Refused), &[]);
    let second = Duration::from_secs(1);
    transport.times = times;
    let (stop, sockets) = (transport.stop.clone(), transport.sockets.clone());
    let protection = Protection { socket_origin: String::new(), transport: TransportSecurity::Plain };
    let site = Site { sdl: "".into(), files: None, pages: Default::default(), protection };
    tokio::spawn(listener::serve(listener, http::router(transport, site), 100, stop));

    let wire = Wire::to(address).await;
    let plan = watched(&world).await;
    let manager = world.manager();
    let token = world.token(&world.hall.people[&Role::Reader]);
    let rename = async |number: usize| {
        let title = format!("Titlul {number}");
        let input = json!({ "id": plan.global(), "expectedVersion": number, "title": title });
        manager.act(RENAME, input).await.ok();
    };
    let mut seen = Seen { cursor: cursor(&manager, plan).await, titles: Vec::new() };
    let mut socket = listen(&wire.address.to_string(), &token, plan, &seen.cursor).await.expect("a socket");
    rename(1).await;
    timeout(second * 5, seen.hear(&mut socket)).await.expect("in time").expect("an event");
    wire.cut.send_replace(true);
    for number in 2..=5 {
        rename(number).await;
    }
    let began = Instant::now();
    while !sockets.is_empty() {
        assert!(began.elapsed() < patience, "the server lets go of a silent socket");
        sleep(second / 10).await;
    }
    hard::figure(format_args!("longest hold of a silent socket {:.1} s", began.elapsed().as_secs_f32()));
    let mut socket = listen(&address.to_string(), &token, plan, &seen.cursor).await.expect("a socket");
    rename(6).await;
    for _ in 2..=6 {
        timeout(second * 5, seen.hear(&mut socket)).await.expect("in time").expect("an event");
    }
    assert_eq!(seen.titles, titles(6));
}
