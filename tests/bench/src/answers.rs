//! The yearly self-assessment of a large institution: everybody answers at once, in a closed loop, beside as many changes
//! of a plan's title by the same people. What was acknowledged is there afterwards, once; anything else is a failure.

pub(crate) mod people;
mod tally;

use crate::cpu;
use crate::http::{Connection, Request, post};
use crate::question::global;
use crate::target::{self, Calitas};
use anyhow::{Context, Result, bail};
use calitas_app::Keys;
use calitas_domain::id::{ControlAnswerId, PlanId, TenantId, UnitId};
use chrono::{Datelike, Days, Utc};
use people::{Answerer, House};
use serde_json::{Value, json};
use sqlx::PgConnection;
use std::net::SocketAddr;
use std::time::{Duration, Instant};
use uuid::Uuid;

const OPEN: &str = "mutation($input: OpenControlCampaignInput!) {
  openControlCampaign(input: $input) { controlCampaign { id } } }";
const ANSWER: &str = "mutation($input: AnswerCriterionInput!) {
  answerCriterion(input: $input) { criterionAnswer { id version } } }";
const RENAME: &str =
    "mutation($input: UpdatePlanInput!) { updatePlan(input: $input) { plan { id version } } }";
/// What the catalogue asks.
const CRITERIA: usize = 45;
/// How often somebody who is told to come again does.
const PATIENCE: usize = 1_000;

#[derive(Debug, clap::Args)]
pub struct Options {
    #[command(flatten)]
    calitas: Calitas,
    /// People, each with a compartment and a plan
    #[arg(long, default_value_t = 150)]
    people: u16,
    /// How often it is measured, each time in an institution of its own
    #[arg(long, default_value_t = 5)]
    rounds: usize,
}

/// What a closed loop took.
struct Taken {
    /// Of each act, the shortest first.
    times: Vec<Duration>,
    whole: Duration,
    /// How often somebody was told to come again.
    again: usize,
}

impl Taken {
    fn millis(&self, part: usize) -> f64 {
        self.times.get(self.times.len() * part / 100).map_or(0.0, |time| time.as_secs_f64() * 1000.0)
    }

    fn per_second(&self) -> f64 {
        self.times.len() as f64 / self.whole.as_secs_f64()
    }
}

/// What is done in a closed loop.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Act {
    Rename,
    Answer,
}

/// Measures and prints; fails when an answer was lost or counted twice.
pub async fn run(options: &Options) -> Result<()> {
    let mut admin = options.calitas.database().await?;
    let keys = options.calitas.keys()?;
    println!("### {} people with {CRITERIA} criteria each\n", options.people);
    println!("<!-- load of the machine at the beginning: {} -->\n", cpu::load());
    let mut rounds = Vec::new();
    for number in 0..options.rounds.max(1) {
        let run = format!("answers {}", Utc::now().timestamp_micros());
        let house = people::settle(&mut admin, &run, options.people).await?;
        let answerers = ask_all(options.calitas.address, &mut admin, &keys, &house).await?;
        // In turns, so that neither always comes first.
        let order = if number % 2 == 0 { [Act::Rename, Act::Answer] } else { [Act::Answer, Act::Rename] };
        let mut taken = Vec::new();
        for act in order {
            let rows = answerers.iter().map(|one| requests(one, &house, act));
            taken.push((act, closed_loop(options.calitas.address, rows.collect()).await?));
        }
        let told = tally::read(&mut admin, &house, &answerers).await?;
        told.check()?;
        taken.sort_by_key(|(act, _)| *act == Act::Answer);
        let [(_, rename), (_, answer)] =
            taken.try_into().map_err(|_| anyhow::anyhow!("two acts are measured"))?;
        rounds.push((rename, answer));
    }
    print(&rounds, usize::from(options.people) * CRITERIA);
    println!("\n<!-- load of the machine at the end: {} -->", cpu::load());
    Ok(())
}

fn print(rounds: &[(Taken, Taken)], acts: usize) {
    let median = |figure: &dyn Fn(&(Taken, Taken)) -> f64| {
        let mut all: Vec<f64> = rounds.iter().map(figure).collect();
        all.sort_unstable_by(f64::total_cmp);
        all[all.len() / 2]
    };
    println!("| median of {} rounds | change of a title | answer | answer to title |", rounds.len());
    println!("|---|---|---|---|");
    let line = |name: &str, of: &dyn Fn(&Taken) -> f64, digits: usize| {
        let (title, answer) = (median(&|round| of(&round.0)), median(&|round| of(&round.1)));
        let ratio = median(&|round| of(&round.1) / of(&round.0));
        println!("| {name} | {title:.digits$} | {answer:.digits$} | {ratio:.2} |");
    };
    line("acknowledged a second", &Taken::per_second, 0);
    line("p50 ms", &|one| one.millis(50), 1);
    line("p99 ms", &|one| one.millis(99), 1);
    let again: (usize, usize) =
        rounds.iter().fold((0, 0), |sum, (rename, answer)| (sum.0 + rename.again, sum.1 + answer.again));
    println!("| told to come again, all rounds | {} | {} | |", again.0, again.1);
    println!("| lost or doubled, of {acts} in each round | – | 0 | |");
}

/// Opens a campaign that asks every compartment, as its secretariat would, and finds what each head has to answer.
async fn ask_all(
    address: SocketAddr,
    admin: &mut PgConnection,
    keys: &Keys,
    house: &House,
) -> Result<Vec<Answerer>> {
    let tenant = TenantId(house.tenant);
    let units: Vec<String> = house.heads.iter().map(|head| global(&UnitId::new(tenant, head.unit))).collect();
    let today = Utc::now().date_naive();
    let input = json!({ "tenantId": global(&tenant), "year": today.year(), "dueOn": today + Days::new(30),
        "unitIds": units });
    let (account, session) = house.secretary;
    let token = target::token(keys, account, session)?;
    let mut connection = Connection::open(address).await?;
    connection.ask(&request(OPEN, &input, &token)).await?;
    said(connection.body()).context("opening the campaign")?;
    let places = people::places(admin, house).await?;
    let answerers = house.heads.iter().map(|head| {
        let places: Vec<Uuid> =
            places.iter().filter(|(unit, _)| *unit == head.unit).map(|(_, place)| *place).collect();
        anyhow::ensure!(places.len() == CRITERIA, "{} criteria are asked", places.len());
        let token = target::token(keys, head.account, head.session)?;
        Ok(Answerer { token, places, plan: head.plan })
    });
    answerers.collect()
}

/// What somebody does, one act after the other.
fn requests(answerer: &Answerer, house: &House, act: Act) -> Vec<Request> {
    let tenant = TenantId(house.tenant);
    let plan = global(&PlanId::new(tenant, answerer.plan));
    let input = |(number, place): (usize, &Uuid)| match act {
        Act::Rename => (
            RENAME,
            json!({ "id": plan, "expectedVersion": number + 1, "title": format!("Planul {number}") }),
        ),
        Act::Answer => {
            let id = global(&ControlAnswerId::new(tenant, *place));
            let explanation = tally::explanation(*place, number);
            (ANSWER, json!({ "id": id, "expectedVersion": 1, "answer": "YES", "explanation": explanation }))
        }
    };
    let asked = answerer.places.iter().enumerate().map(input);
    asked.map(|(document, input)| request(document, &input, &answerer.token)).collect()
}

/// A mutation with its input.
pub(crate) fn request(document: &str, input: &Value, token: &str) -> Request {
    let body = json!({ "query": document, "variables": { "input": input } }).to_string();
    post("/graphql", &[("authorization", &format!("Bearer {token}"))], &body)
}

/// Everybody acts without a pause; who is told to come again does, and the waiting counts.
async fn closed_loop(address: SocketAddr, rows: Vec<Vec<Request>>) -> Result<Taken> {
    let mut connections = Vec::new();
    for _ in &rows {
        connections.push(Connection::open(address).await?);
    }
    let began = Instant::now();
    let hands: Vec<_> = rows
        .into_iter()
        .zip(connections)
        .map(|(row, connection)| tokio::spawn(hand(address, row, connection)))
        .collect();
    let (mut times, mut again) = (Vec::new(), 0);
    for hand in hands {
        let (mine, told) = hand.await.context("a hand broke off")??;
        times.extend(mine);
        again += told;
    }
    let whole = began.elapsed();
    times.sort_unstable();
    Ok(Taken { times, whole, again })
}

async fn hand(
    address: SocketAddr,
    row: Vec<Request>,
    mut connection: Connection,
) -> Result<(Vec<Duration>, usize)> {
    let (mut times, mut again) = (Vec::new(), 0);
    for request in row {
        let asked = Instant::now();
        loop {
            match connection.send(&request).await? {
                200 => break said(connection.body())?,
                // Too many at once: nothing was done, the page comes again by itself.
                503 if again < PATIENCE => {
                    again += 1;
                    connection = Connection::open(address).await?;
                }
                status => bail!("{status}: {}", String::from_utf8_lossy(connection.body())),
            }
        }
        times.push(asked.elapsed());
    }
    Ok((times, again))
}

/// Fails for an answer that carries errors.
pub(crate) fn said(body: &[u8]) -> Result<()> {
    let answer: Value = serde_json::from_slice(body)?;
    match answer.get("errors") {
        Some(errors) => bail!("{errors}"),
        None => Ok(()),
    }
}
