//! L2: sockets spread over the plans of an institution, and many changes a second: how late each is heard.

use super::{CHANGE, Hall, Options, PROTOCOL, enter, global};
use crate::cpu;
use crate::http::{self, post};
use crate::target;
use anyhow::{Context, Result, ensure};
use calitas_domain::id::{PlanActionId, PlanId, TenantId};
use futures_util::StreamExt;
use serde_json::{Value, json};
use sqlx::{PgConnection, Row};
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};
use tokio::sync::Semaphore;
use tokio_tungstenite::tungstenite::Message;

const LENGTH: Duration = Duration::from_secs(20);
/// How long after the last change the last word may come.
const PATIENCE: Duration = Duration::from_secs(10);
const OPENING: usize = 32;

/// When each version of an action was asked for, and how long its words took.
#[derive(Default)]
struct Board {
    asked: BTreeMap<(String, i64), Instant>,
    heard: Vec<Duration>,
}

/// Measures and prints.
pub async fn run(options: &Options, admin: &mut PgConnection, hall: &Hall, rate: u32) -> Result<()> {
    let ours = *options.processes.first().context("a process is needed")?;
    let keys = Arc::new(options.calitas.keys()?);
    let (tenant, address) = (TenantId(hall.tenant), options.calitas.address);
    let rows = sqlx::query(
        "SELECT DISTINCT ON (plan.id) plan.id AS plan, action.id AS action, action.version, action.progress FROM plan
         JOIN plan_action AS action ON action.tenant_id = plan.tenant_id AND action.plan_id = plan.id
           AND action.status = 'IN_PROGRESS'
         WHERE plan.tenant_id = $1 ORDER BY plan.id, action.number",
    )
    .bind(hall.tenant)
    .fetch_all(&mut *admin)
    .await?;
    ensure!(!rows.is_empty(), "no plan is carried out");
    let plans: Vec<String> = rows
        .iter()
        .map(|row| Ok(global(&PlanId::new(tenant, row.try_get("plan")?))))
        .collect::<Result<_>>()?;
    let board = Arc::new(Mutex::new(Board::default()));
    let turns = Arc::new(Semaphore::new(OPENING));
    let mut opening = Vec::new();
    for number in 0..options.count {
        let (keys, plan, person) =
            (Arc::clone(&keys), plans[number % plans.len()].clone(), hall.people[number]);
        let (turns, board) = (Arc::clone(&turns), Arc::clone(&board));
        opening.push(tokio::spawn(async move {
            let turn = turns.acquire_owned().await;
            let mut attempts = 0;
            let mut socket = loop {
                let token = target::token(&keys, person.0, person.1)?;
                match enter(address, number, &token, &super::watching(&plan)).await {
                    Ok(socket) => break socket,
                    Err(error) if attempts == super::ATTEMPTS => return Err(error),
                    Err(_) => tokio::time::sleep(Duration::from_millis(500)).await,
                }
                attempts += 1;
            };
            drop(turn);
            tokio::spawn(async move {
                while let Some(Ok(message)) = socket.next().await {
                    let Message::Text(text) = message else { continue };
                    let now = Instant::now();
                    let Ok(said) = serde_json::from_str::<Value>(&text) else { continue };
                    let action = &said["payload"]["data"]["planChanged"]["action"];
                    let (Some(id), Some(version)) = (action["id"].as_str(), action["version"].as_i64())
                    else {
                        continue;
                    };
                    let mut board = board.lock().expect("the board");
                    if let Some(asked) = board.asked.get(&(id.to_owned(), version)) {
                        let took = now - *asked;
                        board.heard.push(took);
                    }
                }
            });
            Ok(())
        }));
    }
    for socket in opening {
        socket.await.context(PROTOCOL)??;
    }
    let hands = rows.into_iter().enumerate().map(|(place, row)| {
        let (keys, board, manager) = (Arc::clone(&keys), Arc::clone(&board), hall.manager);
        let count = plans.len();
        tokio::spawn(async move {
            let id = global(&PlanActionId::new(tenant, row.try_get("action")?));
            let (mut version, mut progress): (i32, i32) = (row.try_get("version")?, row.try_get("progress")?);
            let token = target::token(&keys, manager.0, manager.1)?;
            let mut connection = http::Connection::open(address).await?;
            let pause = Duration::from_secs(1) * u32::try_from(count)? / rate;
            let begin = Instant::now() + pause * u32::try_from(place)? / u32::try_from(count)?;
            let mut done = 0_u32;
            while begin.elapsed() < LENGTH {
                tokio::time::sleep_until((begin + pause * done).into()).await;
                progress = (progress + 1) % 100;
                let input = json!({ "id": id, "expectedVersion": version, "progress": progress });
                let body = json!({ "query": CHANGE, "variables": { "input": input } }).to_string();
                version += 1;
                let asked = Instant::now();
                board.lock().expect("the board").asked.insert((id.clone(), i64::from(version)), asked);
                connection
                    .ask(&post("/graphql", &[("authorization", &format!("Bearer {token}"))], &body))
                    .await?;
                ensure!(
                    !connection.body().starts_with(b"{\"errors"),
                    "{}",
                    String::from_utf8_lossy(connection.body())
                );
                done += 1;
            }
            anyhow::Ok(done)
        })
    });
    let mut changes = 0;
    for hand in hands.collect::<Vec<_>>() {
        changes += hand.await.context("a writer broke off")??;
    }
    let wanted = options.count / plans.len() * changes as usize;
    let waited = Instant::now();
    while board.lock().expect("the board").heard.len() < wanted && waited.elapsed() < PATIENCE {
        tokio::time::sleep(Duration::from_millis(200)).await;
    }
    let mut heard = std::mem::take(&mut board.lock().expect("the board").heard);
    heard.sort_unstable();
    let p95 = heard.get(heard.len() * 95 / 100).copied().unwrap_or(Duration::MAX).as_secs_f64();
    let memory = cpu::resident(ours) / 1024 / 1024;
    let per_second = f64::from(changes) / LENGTH.as_secs_f64();
    let holds = p95 <= 1.0 && memory <= 1024 && per_second >= f64::from(rate) * 0.95 && heard.len() >= wanted;
    println!(
        "verdict: {}\n{} sockets on {} plans, {per_second:.0} changes a second (wanted {rate}), {} words heard of {wanted}, \
         p95 {p95:.2} s (<= 1), server {memory} MiB (<= 1024)",
        if holds { "holds" } else { "missed" },
        options.count,
        plans.len(),
        heard.len(),
    );
    Ok(())
}
