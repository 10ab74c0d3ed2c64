//! Ten thousand people who look at one plan: memory of a socket, what it costs while nothing happens, and when the last
//! of them hears of a change, beside a bare WebSocket loop that sends the same text.
//!
//! Every socket has an account and a session of its own, the hardest case: nothing is shared between them.

mod busy;

use crate::cpu;
use crate::http::{self, post};
use crate::question::global;
use crate::target::{self, Calitas};
use anyhow::{Context, Result, bail};
use calitas_domain::id::{PlanActionId, PlanId, TenantId};
use futures_util::{SinkExt, StreamExt};
use serde_json::{Value, json};
use sqlx::{PgConnection, Row};
use std::net::{Ipv4Addr, SocketAddr};
use std::sync::Arc;
use std::time::{Duration, Instant};
use tokio::net::{TcpSocket, TcpStream};
use tokio::sync::{Semaphore, mpsc};
use tokio_tungstenite::tungstenite::Message;
use tokio_tungstenite::tungstenite::client::IntoClientRequest;
use tokio_tungstenite::tungstenite::http::HeaderValue;
use tokio_tungstenite::tungstenite::protocol::WebSocketConfig;
use tokio_tungstenite::{WebSocketStream, client_async_with_config};
use uuid::Uuid;

/// Sockets that are being opened at the same time.
const OPENING: usize = 64;
/// How often a socket comes again before the measurement is given up.
const ATTEMPTS: usize = 20;
/// Sockets from one loopback address; each has ports of its own.
const PER_ADDRESS: usize = 10_000;
const PROTOCOL: &str = "graphql-transport-ws";
const SUBSCRIPTION: &str = "subscription($id: ID!) { planChanged(planId: $id) { cursor refetch entry { kind }
  action { id title status progress version } } }";
const CHANGE: &str = "mutation($input: UpdatePlanActionInput!) {
  updatePlanAction(input: $input) { planAction { id version } } }";

#[derive(Debug, clap::Args)]
pub struct Options {
    #[command(flatten)]
    calitas: Calitas,
    /// Where `calitas-bench raw` listens, which has the bare loop
    #[arg(long)]
    raw: SocketAddr,
    /// Processes of Calitas, the raw handler and the database
    #[arg(long, num_args = 3, value_names = ["OURS", "RAW", "DATABASE"])]
    processes: Vec<u32>,
    /// How many sockets
    #[arg(long, default_value_t = 10_000)]
    count: usize,
    /// Changes to be heard
    #[arg(long, default_value_t = 5)]
    changes: usize,
    /// Changes a second, instead of the measurements above: how late they are heard, for twenty seconds
    #[arg(long)]
    rate: Option<u32>,
    /// Seconds of silence in which the cost of open sockets is measured
    #[arg(long, default_value_t = 20)]
    silence: u64,
}

pub(crate) type Socket = WebSocketStream<TcpStream>;

/// What is known of the people and the plan they look at.
struct Hall {
    tenant: Uuid,
    plan: Uuid,
    manager: (Uuid, Uuid),
    people: Vec<(Uuid, Uuid)>,
}

/// Measures and prints.
pub async fn run(options: &Options) -> Result<()> {
    let [ours, raw, database] = options.processes[..] else { bail!("three processes are needed") };
    let mut admin = options.calitas.database().await?;
    let hall = crowd(&mut admin, options.count).await?;
    if let Some(rate) = options.rate {
        return busy::run(options, &mut admin, &hall, rate).await;
    }
    println!("### {} sockets\n\n<!-- load of the machine: {} -->\n", options.count, cpu::load());

    let bare = Ears::open(options, raw, |number| bare(options.raw, number)).await?;
    let told =
        post("/tell", &[], &json!({ "type": "next", "id": "1", "payload": "x".repeat(300) }).to_string());
    let told = String::from_utf8(told)?
        .replace("application/json\r\ncontent-length", "text/plain\r\ncontent-length");
    let mut delivery = bare.delivery;
    let mut connection = http::Connection::open(options.raw).await?;
    let mut bare_last = Vec::new();
    for _ in 0..options.changes {
        let asked = Instant::now();
        connection.ask(told.as_bytes()).await?;
        bare_last.push(last(&mut delivery, options.count, asked).await?);
    }
    drop(delivery);
    tokio::time::sleep(Duration::from_secs(2)).await;

    let keys = Arc::new(options.calitas.keys()?);
    let plan = global(&PlanId::new(TenantId(hall.tenant), hall.plan));
    let people = Arc::new(hall.people.clone());
    let open = |number: usize| {
        let (keys, plan, person) = (Arc::clone(&keys), plan.clone(), people[number]);
        let address = options.calitas.address;
        async move { subscribed(address, number, &target::token(&keys, person.0, person.1)?, &plan).await }
    };
    let ears = Ears::open(options, ours, open).await?;
    tokio::time::sleep(Duration::from_secs(4)).await;
    let (transactions, used, began) =
        (transactions(&mut admin).await?, [cpu::seconds(&[ours]), cpu::seconds(&[database])], Instant::now());
    tokio::time::sleep(Duration::from_secs(options.silence)).await;
    let silence = began.elapsed().as_secs_f64();
    let transactions_now = self::transactions(&mut admin).await?;
    let memory_after = cpu::resident(ours);
    let cores =
        [cpu::seconds(&[ours]) - used[0], cpu::seconds(&[database]) - used[1]].map(|used| used / silence);

    let mut delivery = ears.delivery;
    let mut our_last = Vec::new();
    for _ in 0..options.changes {
        let token = target::token(&keys, hall.manager.0, hall.manager.1)?;
        let request = change(&mut admin, &hall, &token).await?;
        let mut connection = http::Connection::open(options.calitas.address).await?;
        let asked = Instant::now();
        connection.ask(&request).await?;
        anyhow::ensure!(
            !connection.body().starts_with(b"{\"errors"),
            "{:?}",
            String::from_utf8_lossy(connection.body())
        );
        our_last.push(last(&mut delivery, options.count, asked).await?);
    }
    let per_socket = |ears: u64| ears as f64 / 1024.0 / options.count as f64;
    let (ours_last, bare_last) = (median(our_last), median(bare_last));
    println!("| | Calitas | bare loop | |\n|---|---|---|---|");
    println!(
        "| memory of a socket with its subscription, KiB | {:.1} | {:.1} | wanted ≤ 16 |",
        per_socket(memory_after.saturating_sub(ears.before)),
        per_socket(bare.after.saturating_sub(bare.before)),
    );
    println!(
        "| last delivery of a change, ms | {:.0} | {:.0} | ratio {:.2}, wanted ≤ 1.5 |",
        ours_last * 1000.0,
        bare_last * 1000.0,
        ours_last / bare_last
    );
    println!("| cores of the server while nothing happens | {:.2} | | |", cores[0]);
    println!("| cores of the database while nothing happens | {:.2} | | |", cores[1]);
    let rate = (transactions_now - transactions) as f64 / silence;
    println!("| transactions a second while nothing happens | {rate:.0} | | |");
    println!("| time to open all, s | {:.1} | {:.1} | |", ears.took.as_secs_f64(), bare.took.as_secs_f64());
    Ok(())
}

/// Open sockets, each of which says when it hears something.
struct Ears {
    delivery: mpsc::UnboundedReceiver<Instant>,
    before: u64,
    after: u64,
    took: Duration,
}

impl Ears {
    async fn open<F: Future<Output = Result<Socket>> + Send + 'static>(
        options: &Options,
        process: u32,
        open: impl Fn(usize) -> F,
    ) -> Result<Self> {
        let before = cpu::resident(process);
        let began = Instant::now();
        let (hear, delivery) = mpsc::unbounded_channel();
        let (ready, mut opened) = mpsc::unbounded_channel();
        let turns = Arc::new(Semaphore::new(OPENING));
        for number in 0..options.count {
            let (turns, ready, hear, opening) =
                (Arc::clone(&turns), ready.clone(), hear.clone(), open(number));
            tokio::spawn(async move {
                let turn = turns.acquire_owned().await;
                let socket = opening.await;
                drop(turn);
                match socket {
                    Ok(socket) => {
                        let _ = ready.send(None);
                        listen(socket, hear).await;
                    }
                    Err(error) => {
                        let _ = ready.send(Some(error));
                    }
                }
            });
        }
        for number in 0..options.count {
            if let Some(error) = opened.recv().await.context("a socket was lost")? {
                bail!("after {number} sockets: {error:#}");
            }
        }
        let took = began.elapsed();
        tokio::time::sleep(Duration::from_secs(1)).await;
        Ok(Self { delivery, before, after: cpu::resident(process), took })
    }
}

/// Hears until nobody waits for it any more.
async fn listen(mut socket: Socket, hear: mpsc::UnboundedSender<Instant>) {
    loop {
        let message = tokio::select! {
            message = socket.next() => message,
            () = hear.closed() => return,
        };
        match message {
            Some(Ok(Message::Text(text))) if text.contains("\"next\"") => {
                let _ = hear.send(Instant::now());
            }
            Some(Ok(Message::Close(why))) => {
                eprintln!("a socket was closed: {why:?}");
                return;
            }
            Some(Ok(_)) => {}
            Some(Err(_)) | None => return,
        }
    }
}

/// Seconds from the question until the last of all has heard.
async fn last(delivery: &mut mpsc::UnboundedReceiver<Instant>, count: usize, asked: Instant) -> Result<f64> {
    let mut latest = asked;
    for heard in 0..count {
        let next = tokio::time::timeout(Duration::from_secs(60), delivery.recv()).await;
        let Ok(Some(at)) = next else {
            bail!("only {heard} of {count} sockets heard of a change within a minute")
        };
        latest = latest.max(at);
    }
    Ok((latest - asked).as_secs_f64())
}

async fn stream(address: SocketAddr, number: usize) -> Result<TcpStream> {
    let socket = TcpSocket::new_v4()?;
    let from = Ipv4Addr::new(127, 0, 1, u8::try_from(1 + number / PER_ADDRESS)?);
    socket.bind(SocketAddr::from((from, 0)))?;
    Ok(socket.connect(address).await?)
}

fn small() -> WebSocketConfig {
    WebSocketConfig::default().read_buffer_size(1024).write_buffer_size(0)
}

async fn bare(address: SocketAddr, number: usize) -> Result<Socket> {
    let request = format!("ws://{address}/socket").into_client_request()?;
    Ok(client_async_with_config(request, stream(address, number).await?, Some(small())).await?.0)
}

/// Opens a socket that watches the plan. As a page does, it comes again when the server is too busy to let it in.
async fn subscribed(address: SocketAddr, number: usize, token: &str, plan: &str) -> Result<Socket> {
    let payload = watching(plan);
    let mut attempt = 0;
    loop {
        match enter(address, number, token, &payload).await {
            Ok(socket) => return Ok(socket),
            Err(error) if attempt == ATTEMPTS => return Err(error),
            Err(_) => tokio::time::sleep(Duration::from_millis(500)).await,
        }
        attempt += 1;
    }
}

/// What a socket that watches the plan asks for.
fn watching(plan: &str) -> Value {
    json!({ "query": SUBSCRIPTION, "variables": { "id": plan } })
}

/// Opens a socket that listens to what `payload` asks for, once.
pub(crate) async fn enter(
    address: SocketAddr,
    number: usize,
    token: &str,
    payload: &Value,
) -> Result<Socket> {
    let mut request = format!("ws://{address}/graphql").into_client_request()?;
    request.headers_mut().insert("sec-websocket-protocol", HeaderValue::from_static(PROTOCOL));
    let (mut socket, _) =
        client_async_with_config(request, stream(address, number).await?, Some(small())).await?;
    let say = |value: Value| Message::text(value.to_string());
    let init =
        json!({ "type": "connection_init", "payload": { "authorization": format!("Bearer {token}") } });
    socket.send(say(init)).await?;
    let answer = socket.next().await.context("closed")??;
    anyhow::ensure!(answer.to_text()?.contains("connection_ack"), "refused: {answer}");
    socket.send(say(json!({ "type": "subscribe", "id": "1", "payload": payload }))).await?;
    Ok(socket)
}

/// A change of an action of the plan that fits its present version.
async fn change(admin: &mut PgConnection, hall: &Hall, token: &str) -> Result<http::Request> {
    let row = sqlx::query(
        "SELECT id, version, progress FROM plan_action
         WHERE tenant_id = $1 AND plan_id = $2 AND status = 'IN_PROGRESS' ORDER BY version, number LIMIT 1",
    )
    .bind(hall.tenant)
    .bind(hall.plan)
    .fetch_one(admin)
    .await?;
    let id = global(&PlanActionId::new(TenantId(hall.tenant), row.try_get("id")?));
    let progress = (row.try_get::<i32, _>("progress")? + 1) % 100;
    let input =
        json!({ "id": id, "expectedVersion": row.try_get::<i32, _>("version")?, "progress": progress });
    let body = json!({ "query": CHANGE, "variables": { "input": input } }).to_string();
    Ok(post("/graphql", &[("authorization", &format!("Bearer {token}"))], &body))
}

async fn transactions(admin: &mut PgConnection) -> Result<i64> {
    let counted =
        "SELECT xact_commit + xact_rollback FROM pg_stat_database WHERE datname = current_database()";
    Ok(sqlx::query_scalar(counted).fetch_one(admin).await?)
}

/// Gives the first institution as many readers as there are to be sockets.
async fn crowd(admin: &mut PgConnection, count: usize) -> Result<Hall> {
    let target =
        sqlx::query("SELECT tenant_id, plan_id, account_id, session_id FROM bench.target WHERE n = 0");
    let target = target.fetch_one(&mut *admin).await.context("the database was not generated")?;
    let (tenant, plan): (Uuid, Uuid) = (target.try_get("tenant_id")?, target.try_get("plan_id")?);
    let count = i32::try_from(count)?;
    for sql in [
        "INSERT INTO account (id, email, display_name, language, created_at)
         SELECT bench.id('2026-01-06 08:00+02', 'crowd account ' || p), 'crowd' || p || '@bench.example', 'Cititor ' || p,
           'RO', now() FROM generate_series(1, $1) AS p WHERE $2::uuid IS NOT NULL ON CONFLICT DO NOTHING",
        "INSERT INTO session (id, account_id, created_at, last_seen_at, device, rotated_at)
         SELECT bench.id('2026-01-06 08:00+02', 'crowd session ' || p),
           bench.id('2026-01-06 08:00+02', 'crowd account ' || p), now(), now(), 'bench', now()
         FROM generate_series(1, $1) AS p WHERE $2::uuid IS NOT NULL ON CONFLICT DO NOTHING",
        "INSERT INTO membership (tenant_id, id, account_id, display_name, email, created_at, search_text)
         SELECT $2, bench.id('2026-01-06 08:00+02', 'crowd member ' || p),
           bench.id('2026-01-06 08:00+02', 'crowd account ' || p), 'Cititor ' || p, 'crowd' || p || '@bench.example',
           now(), 'cititor ' || p FROM generate_series(1, $1) AS p ON CONFLICT DO NOTHING",
        "INSERT INTO membership_role (tenant_id, membership_id, role)
         SELECT $2, bench.id('2026-01-06 08:00+02', 'crowd member ' || p), 'READER'
         FROM generate_series(1, $1) AS p ON CONFLICT DO NOTHING",
        "UPDATE session SET created_at = now(), last_seen_at = now()
         WHERE device = 'bench' AND $1 > 0 AND $2::uuid IS NOT NULL",
    ] {
        sqlx::query(sql).bind(count).bind(tenant).execute(&mut *admin).await?;
    }
    for table in ["account", "session", "membership", "membership_role"] {
        sqlx::query(sqlx::AssertSqlSafe(format!("ANALYZE {table}"))).execute(&mut *admin).await?;
    }
    let people = sqlx::query(
        "SELECT bench.id('2026-01-06 08:00+02', 'crowd account ' || p) AS account,
           bench.id('2026-01-06 08:00+02', 'crowd session ' || p) AS session FROM generate_series(1, $1) AS p",
    )
    .bind(count)
    .fetch_all(admin)
    .await?;
    let people = people.iter().map(|row| Ok((row.try_get("account")?, row.try_get("session")?)));
    Ok(Hall {
        tenant,
        plan,
        manager: (target.try_get("account_id")?, target.try_get("session_id")?),
        people: people.collect::<Result<_>>()?,
    })
}

fn median(mut seconds: Vec<f64>) -> f64 {
    seconds.sort_unstable_by(f64::total_cmp);
    seconds.get(seconds.len() / 2).copied().unwrap_or_default()
}
