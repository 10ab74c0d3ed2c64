//! A consensus meeting of CAF: how long after the facilitator shows the scores the last member's screen has them, and
//! whether anybody misses a vote, or hears one twice, while lines break at random.

mod ear;
mod group;

use crate::answers::{people, request};
use crate::cpu;
use crate::http::Connection;
use crate::target::{self, Calitas};
use anyhow::{Context, Result, ensure};
use chrono::Utc;
use ear::Ear;
use group::Group;
use rand::{RngExt, SeedableRng, rngs::StdRng};
use serde_json::{Value, json};
use std::net::SocketAddr;
use std::time::{Duration, Instant};

const REVEAL: &str = "mutation($input: RevealCafScoresInput!) { revealCafScores(input: $input) {
  cafConsensus { id version state } } }";
const REVOTE: &str = "mutation($input: RevoteCafSubcriterionInput!) { revoteCafSubcriterion(input: $input) {
  cafConsensus { id version round } } }";
const VOTE: &str = "mutation($input: CastCafVoteInput!) { castCafVote(input: $input) {
  cafConsensus { id voteCount } } }";
/// Points of the votes, so that they lie apart.
const POINTS: std::ops::Range<i32> = 30..70;

#[derive(Debug, clap::Args)]
pub struct Options {
    #[command(flatten)]
    calitas: Calitas,
    /// Members, each with a screen
    #[arg(long, default_value_t = 60)]
    members: u16,
    /// Votes to be given
    #[arg(long, default_value_t = 10_000)]
    votes: usize,
    /// Of a hundred screens, how many lose their line in a round
    #[arg(long, default_value_t = 10)]
    breaks: u32,
}

/// Measures and prints; fails when a screen missed something or heard it twice.
pub async fn run(options: &Options) -> Result<()> {
    let mut admin = options.calitas.database().await?;
    let keys = options.calitas.keys()?;
    let address = options.calitas.address;
    println!("### A meeting of {} members\n", options.members);
    println!("<!-- load of the machine at the beginning: {} -->\n", cpu::load());
    let run = format!("room {}", Utc::now().timestamp_micros());
    let house = people::settle(&mut admin, &run, options.members).await?;
    let token = |person: (uuid::Uuid, uuid::Uuid)| target::token(&keys, person.0, person.1);
    let mut tokens = Vec::new();
    for head in &house.heads {
        tokens.push(token((head.account, head.session))?);
    }
    let mut leader = Connection::open(address).await?;
    let group = Group::gather(&mut admin, &mut leader, &house, &tokens[0]).await?;
    let mut ears = Vec::new();
    for (number, token) in tokens.iter().enumerate() {
        ears.push(Ear::open(address, number, token, &group.assessment, &group.cursor).await?);
    }

    let (mut shown, mut acknowledged) = (Vec::new(), Vec::new());
    let mut subcriteria = group.subcriteria.clone();
    for one in &mut subcriteria {
        let asked = Instant::now();
        let revealed = ask(&mut leader, REVEAL, &of(one), &tokens[0]).await?;
        acknowledged.push(asked.elapsed());
        *one = revealed["revealCafScores"]["cafConsensus"].clone();
        let mut last = asked;
        for ear in &mut ears {
            last = last.max(ear.until(one["id"].as_str().context("an id")?, "REVEALED").await?);
        }
        shown.push(last - asked);
    }
    println!("| from „show” to | p50 ms | p99 ms |\n|---|---|---|");
    let (p50, p99) = (millis(&mut shown, 50), millis(&mut shown, 99));
    println!("| the last of {} screens | {p50:.0} | {p99:.0} |", ears.len());
    let (own, late) = (millis(&mut acknowledged, 50), millis(&mut acknowledged, 99));
    println!("| the facilitator's own answer | {own:.0} | {late:.0} |");
    println!("| ratio | {:.2} | {:.2} |\n", p50 / own, p99 / late);

    let began = Instant::now();
    let mut chance = StdRng::seed_from_u64(60);
    let (mut given, mut broken) = (0, 0);
    let mut place = 0;
    while given < options.votes {
        let one = &mut subcriteria[place];
        let voting = ask(&mut leader, REVOTE, &of(one), &tokens[0]).await?;
        let voting = voting["revoteCafSubcriterion"]["cafConsensus"].clone();
        for ear in &mut ears {
            if chance.random_range(0..100) < options.breaks {
                ear.cut();
                broken += 1;
            }
        }
        let votes = tokens.iter().map(|token| {
            let points = chance.random_range(POINTS);
            let scores = json!([{ "panel": group.panels[place], "points": points }]);
            json!({ "id": voting["id"], "round": voting["round"], "scores": scores, "token": token })
        });
        given += cast(address, votes.collect()).await?;
        for ear in &mut ears {
            ear.mend(address).await?;
        }
        let state = json!({ "id": voting["id"], "version": voting["version"] });
        let revealed = ask(&mut leader, REVEAL, &of(&state), &tokens[0]).await?;
        *one = revealed["revealCafScores"]["cafConsensus"].clone();
        let (id, round) = (one["id"].as_str().context("an id")?, voting["round"].as_i64());
        for ear in &mut ears {
            ear.until_round(id, round.context("a round")?).await?;
        }
        place = (place + 1) % subcriteria.len();
    }
    let took = began.elapsed();
    let told = group.told(&mut admin).await?;
    let (mut lost, mut twice, mut again) = (0, 0, 0);
    for ear in &ears {
        let heard = ear.heard();
        lost += told.iter().filter(|position| !heard.contains(position)).count();
        twice += ear.repeated();
        again += ear.refetched();
    }
    println!("| {given} votes, {broken} broken lines | |\n|---|---|");
    println!("| votes a second | {:.0} |", given as f64 / took.as_secs_f64());
    println!("| events of the meeting | {} |", told.len());
    println!("| unheard, all screens | {lost} |");
    println!("| heard twice | {twice} |");
    println!("| told to read anew | {again} |");
    println!("\n<!-- load of the machine at the end: {} -->", cpu::load());
    ensure!(lost == 0 && twice == 0, "{lost} events went unheard and {twice} were heard twice");
    Ok(())
}

fn of(one: &Value) -> Value {
    json!({ "id": one["id"], "expectedVersion": one["version"] })
}

/// Asks and gives the data of the answer.
async fn ask(connection: &mut Connection, document: &str, input: &Value, token: &str) -> Result<Value> {
    connection.ask(&request(document, input, token)).await?;
    let answer: Value = serde_json::from_slice(connection.body())?;
    ensure!(answer.get("errors").is_none(), "{answer}");
    Ok(answer["data"].clone())
}

/// Everybody votes at once, on a line of their own; who is told to come again does.
async fn cast(address: SocketAddr, votes: Vec<Value>) -> Result<usize> {
    let hands: Vec<_> = votes
        .into_iter()
        .map(|mut vote| {
            tokio::spawn(async move {
                let token = vote["token"].as_str().unwrap_or_default().to_owned();
                vote.as_object_mut().map(|vote| vote.remove("token"));
                let request = request(VOTE, &vote, &token);
                loop {
                    let mut connection = Connection::open(address).await?;
                    match connection.send(&request).await? {
                        200 => return crate::answers::said(connection.body()),
                        503 => tokio::time::sleep(Duration::from_millis(20)).await,
                        status => anyhow::bail!("{status}: {}", String::from_utf8_lossy(connection.body())),
                    }
                }
            })
        })
        .collect();
    let count = hands.len();
    for hand in hands {
        hand.await.context("a hand broke off")??;
    }
    Ok(count)
}

fn millis(times: &mut [Duration], part: usize) -> f64 {
    times.sort_unstable();
    times.get(times.len() * part / 100).map_or(0.0, |time| time.as_secs_f64() * 1000.0)
}
