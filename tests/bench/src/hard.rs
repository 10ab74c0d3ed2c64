//! Bars of `security.md` for load, each printed as a line that `cargo xtask harden` reads: `verdict: holds` or
//! `verdict: missed`, then the figures. Questions come at a fixed pace, whether earlier ones were answered or not, so
//! that a server that stands still for a while does not look fast.

use crate::http::{Connection, Request};
use crate::load::{self, Plan, Repeat};
use crate::pgbench::Database;
use crate::question::{Contender, Field, Question};
use crate::target::{self, Calitas};
use anyhow::{Context, Result, bail};
use std::net::SocketAddr;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

/// Connections over which paced questions go.
const HANDS: usize = 64;
/// How many ask without a pause for the noisy institution.
const NOISE: usize = 16;

#[derive(Debug, clap::Args)]
pub struct Options {
    /// What is measured
    #[arg(value_enum)]
    bar: Bar,
    #[command(flatten)]
    calitas: Calitas,
    /// Seconds of one measurement
    #[arg(long, default_value_t = 10)]
    seconds: u64,
    /// Questions in a second
    #[arg(long, default_value_t = 200)]
    rate: u32,
    /// pgbench, where the installation has one
    #[arg(long)]
    pgbench: Option<PathBuf>,
    /// A folder for scripts
    #[arg(long)]
    folder: Option<PathBuf>,
    /// The database as calitas_app
    #[arg(long, env = "BENCH_APP_URL", hide_env_values = true)]
    app_url: String,
    /// The database as a superuser, beyond every policy
    #[arg(long, env = "BENCH_ADMIN_URL", hide_env_values = true)]
    superuser_url: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Bar {
    /// L1: the sums of a plan and what a person has to do, at a pace
    Rate,
    /// L3: what others notice of one institution that asks without a pause
    Noisy,
    /// L4: the same statement under the policies and beyond them
    Policies,
}

/// Measures and prints.
pub async fn run(options: &Options) -> Result<()> {
    let mut admin = options.calitas.database().await?;
    let targets = target::read(&mut admin).await?;
    let address = options.calitas.address;
    let field = Field { ours: address, peer: address, raw: address, keys: options.calitas.keys()?, targets };
    match options.bar {
        Bar::Rate => rate(options, &field).await,
        Bar::Noisy => noisy(options, &field).await,
        Bar::Policies => policies(options, &field).await,
    }
}

async fn rate(options: &Options, field: &Field) -> Result<()> {
    let mut requests = field.requests(Question::Sums, Contender::Ours, &[]).await?;
    requests.extend(field.requests(Question::Todo, Contender::Ours, &[]).await?);
    let times = paced(field.ours, requests, options.rate, options.seconds).await?;
    let (p50, p95, p99) = (at(&times, 50), at(&times, 95), at(&times, 99));
    tell(
        p95 <= 300.0 && p99 <= 1000.0,
        &format!(
            "{} answers at {}/s: p50 {p50:.0}, p95 {p95:.0} (<= 300), p99 {p99:.0} ms (<= 1000)",
            times.len(),
            options.rate
        ),
    );
    Ok(())
}

async fn noisy(options: &Options, field: &Field) -> Result<()> {
    let all = field.requests(Question::Sums, Contender::Ours, &[]).await?;
    let (Some(_), others) = (all.first(), all.iter().skip(1).cloned().collect::<Vec<_>>()) else {
        bail!("two institutions are needed")
    };
    let pace = (options.rate / 4).max(1);
    let quiet = paced(field.ours, others.clone(), pace, options.seconds).await?;
    let noise = field.requests(Question::Deep, Contender::Ours, &[]).await?;
    let plan = Plan {
        address: field.ours,
        requests: Arc::new(noise.into_iter().take(1).collect()),
        repeat: Repeat::Forever,
        concurrency: NOISE,
        warm_up: Duration::from_secs(1),
        measured: Duration::from_secs(options.seconds),
        processes: Vec::new(),
    };
    let making = tokio::spawn(async move { load::measure(&plan).await });
    tokio::time::sleep(Duration::from_secs(1)).await;
    let beside = paced(field.ours, others, pace, options.seconds.saturating_sub(1).max(1)).await?;
    let noise = making.await.context("the noise broke off")??;
    let (quiet, beside) = (at(&quiet, 95), at(&beside, 95));
    let ratio = beside / quiet.max(0.1);
    tell(
        ratio <= 2.0,
        &format!(
            "p95 of the others {quiet:.0} ms alone, {beside:.0} ms beside {:.0} questions a second of one: {ratio:.1} (<= 2)",
            noise.per_second
        ),
    );
    Ok(())
}

async fn policies(options: &Options, field: &Field) -> Result<()> {
    let (Some(program), Some(folder)) = (&options.pgbench, &options.folder) else {
        println!("verdict: unknown\nthis PostgreSQL came without pgbench");
        return Ok(());
    };
    let measured = Duration::from_secs(options.seconds.div_ceil(3).max(1));
    let mut text = Vec::new();
    let mut worst = 0.0_f64;
    for question in [Question::Point, Question::Nested, Question::Sums] {
        let mut ratios = Vec::new();
        for _ in 0..3 {
            let mut means = Vec::new();
            for url in [&options.app_url, &options.superuser_url] {
                let database = Database { program, url, folder, process: std::process::id() };
                means.push(database.measure(question, &field.targets, 1, measured).await?.p50);
            }
            ratios.push(means[0] / means[1]);
        }
        ratios.sort_unstable_by(f64::total_cmp);
        worst = worst.max(ratios[1]);
        text.push(format!("{} {:+.0} %", question.name(), (ratios[1] - 1.0) * 100.0));
    }
    tell(worst <= 1.2, &format!("row-level security adds to the mean: {} (<= 20 %)", text.join(", ")));
    Ok(())
}

/// Asks at a pace and gives back how long each answer took from when it was due, the shortest first.
async fn paced(address: SocketAddr, requests: Vec<Request>, rate: u32, seconds: u64) -> Result<Vec<f64>> {
    let (requests, next) = (Arc::new(requests), Arc::new(AtomicUsize::new(0)));
    let count = rate as usize * usize::try_from(seconds)?;
    let begin = Instant::now() + Duration::from_millis(200);
    let hands = (0..HANDS).map(|_| {
        let (requests, next) = (Arc::clone(&requests), Arc::clone(&next));
        tokio::spawn(async move {
            let mut connection = Connection::open(address).await?;
            let mut times = Vec::new();
            loop {
                let number = next.fetch_add(1, Ordering::Relaxed);
                if number >= count {
                    return anyhow::Ok(times);
                }
                let due = begin + Duration::from_secs(1) * u32::try_from(number)? / rate;
                tokio::time::sleep_until(due.into()).await;
                connection.ask(&requests[number % requests.len()]).await?;
                if connection.body().starts_with(b"{\"errors\"") {
                    bail!("{}", String::from_utf8_lossy(connection.body()));
                }
                times.push(due.elapsed().as_secs_f64() * 1000.0);
            }
        })
    });
    let mut times = Vec::new();
    for hand in hands.collect::<Vec<_>>() {
        times.extend(hand.await.context("a connection broke off")??);
    }
    times.sort_unstable_by(f64::total_cmp);
    Ok(times)
}

fn at(times: &[f64], part: usize) -> f64 {
    times.get(times.len() * part / 100).or(times.last()).copied().unwrap_or(f64::MAX)
}

fn tell(holds: bool, text: &str) {
    println!("verdict: {}\n{text}", if holds { "holds" } else { "missed" });
}
