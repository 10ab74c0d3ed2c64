//! A closed loop: each of some connections asks, waits for the answer and asks again, for a while.

use crate::cpu;
use crate::http::{Connection, Request};
use anyhow::{Context, Result, bail};
use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

/// How a contender is loaded.
#[derive(Clone)]
pub struct Plan {
    /// Where it listens.
    pub address: SocketAddr,
    /// What is asked, in turns.
    pub requests: Arc<Vec<Request>>,
    /// Whether a request may be asked again.
    pub repeat: Repeat,
    /// Connections.
    pub concurrency: usize,
    /// Before it counts.
    pub warm_up: Duration,
    /// While it counts.
    pub measured: Duration,
    /// Whose processor time is counted: the contender and the database.
    pub processes: Vec<u32>,
}

/// Whether the requests are used up.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Repeat {
    /// Reads are asked again and again.
    Forever,
    /// A write says which version it changes and fits once.
    Once,
}

/// What came out.
#[derive(Debug, Clone, Default)]
pub struct Figures {
    /// Answers in a second.
    pub per_second: f64,
    /// Milliseconds that half of the answers took at most.
    pub p50: f64,
    /// Milliseconds that 95 of 100 took at most.
    pub p95: f64,
    /// Milliseconds that 99 of 100 took at most.
    pub p99: f64,
    /// Milliseconds of processor time for one answer, contender and database together.
    pub cpu: f64,
    /// The contender's part of it.
    pub own_cpu: f64,
}

/// Loads a contender. An answer that is not 200 or carries GraphQL errors ends the measurement.
pub async fn measure(plan: &Plan) -> Result<Figures> {
    let next = Arc::new(AtomicUsize::new(0));
    let begin = Instant::now() + plan.warm_up;
    let end = begin + plan.measured;
    let mut workers = Vec::new();
    for _ in 0..plan.concurrency {
        workers.push(tokio::spawn(worker(plan.clone(), Arc::clone(&next), begin, end)));
    }
    tokio::time::sleep_until(begin.into()).await;
    let own = &plan.processes[..plan.processes.len().min(1)];
    let seconds = || (cpu::seconds(&plan.processes), cpu::seconds(own));
    let before = seconds();
    tokio::time::sleep_until(end.into()).await;
    let after = seconds();
    let mut times = Vec::new();
    for worker in workers {
        times.extend(worker.await.context("a connection broke off")??);
    }
    if times.is_empty() {
        bail!("no answer came in time");
    }
    if plan.repeat == Repeat::Once && next.load(Ordering::Relaxed) >= plan.requests.len() {
        bail!("the {} prepared writes were used up before the time was over", plan.requests.len());
    }
    Ok(figures(times, plan.measured, (after.0 - before.0, after.1 - before.1)))
}

async fn worker(plan: Plan, next: Arc<AtomicUsize>, begin: Instant, end: Instant) -> Result<Vec<Duration>> {
    let mut connection = Connection::open(plan.address).await?;
    let mut times = Vec::new();
    loop {
        let number = next.fetch_add(1, Ordering::Relaxed);
        let request = match plan.repeat {
            Repeat::Forever => &plan.requests[number % plan.requests.len()],
            Repeat::Once => match plan.requests.get(number) {
                Some(request) => request,
                None => return Ok(times),
            },
        };
        let asked = Instant::now();
        connection.ask(request).await?;
        let answered = Instant::now();
        // Looked for in the first bytes only: errors stand before or instead of data.
        if connection.body().starts_with(b"{\"errors\"") {
            bail!("{}", String::from_utf8_lossy(connection.body()));
        }
        if answered > end {
            return Ok(times);
        }
        if asked >= begin {
            times.push(answered - asked);
        }
    }
}

fn figures(mut times: Vec<Duration>, measured: Duration, (used, own): (f64, f64)) -> Figures {
    times.sort_unstable();
    let at = |part: usize| times[(times.len() * part / 100).min(times.len() - 1)].as_secs_f64() * 1000.0;
    let count = f64::from(u32::try_from(times.len()).unwrap_or(u32::MAX));
    Figures {
        per_second: count / measured.as_secs_f64(),
        p50: at(50),
        p95: at(95),
        p99: at(99),
        cpu: used * 1000.0 / count,
        own_cpu: own * 1000.0 / count,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_name_the_slow_ones() {
        let times = (1..=100).map(Duration::from_millis).rev().collect();
        let found = figures(times, Duration::from_secs(2), (0.5, 0.3));
        assert!((found.per_second - 50.0).abs() < 1e-9 && (found.cpu - 5.0).abs() < 1e-9);
        assert!((found.own_cpu - 3.0).abs() < 1e-9);
        assert!((found.p50 - 51.0).abs() < 1e-9 && (found.p99 - 100.0).abs() < 1e-9);
    }
}
