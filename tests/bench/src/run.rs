//! The measurement: all contenders in turns, round after round, so that whatever else the machine does hits all alike.

use crate::answer;
use crate::cpu;
use crate::http::Connection;
use crate::load::{self, Figures, Plan, Repeat};
use crate::pgbench::Database;
use crate::question::{Contender, Field, Question};
use crate::report::{self, Series};
use crate::target::{self, Calitas};
use anyhow::{Context, Result, bail};
use serde_json::Value;
use sqlx::PgConnection;
use std::net::SocketAddr;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

/// Writes prepared for one measurement; more than any contender can carry out in it.
const WRITES: i64 = 40_000;

#[derive(Debug, clap::Args)]
pub struct Options {
    #[command(flatten)]
    calitas: Calitas,
    /// Where PostGraphile listens
    #[arg(long)]
    peer: SocketAddr,
    /// Where `calitas-bench raw` listens
    #[arg(long)]
    raw: SocketAddr,
    /// Processes of Calitas, PostGraphile, the raw handler and the database, for their processor time
    #[arg(long, num_args = 4, value_names = ["OURS", "PEER", "RAW", "DATABASE"])]
    processes: Vec<u32>,
    /// The database as calitas_app, for pgbench
    #[arg(long, env = "BENCH_APP_URL", hide_env_values = true)]
    app_url: String,
    /// pgbench, where the installation has one
    #[arg(long)]
    pgbench: Option<PathBuf>,
    /// A folder for scripts
    #[arg(long)]
    folder: PathBuf,
    /// Seconds of one measurement
    #[arg(long, default_value_t = 3)]
    seconds: u64,
    /// How often everything is measured
    #[arg(long, default_value_t = 5)]
    rounds: usize,
    /// Connections that ask at the same time
    #[arg(long, value_delimiter = ',', default_value = "1,16,64")]
    concurrency: Vec<usize>,
    /// Only these questions
    #[arg(long, value_enum, value_delimiter = ',')]
    questions: Vec<Question>,
}

const ALL: [Question; 7] = [
    Question::Point,
    Question::Nested,
    Question::Deep,
    Question::Sums,
    Question::Todo,
    Question::Scorecard,
    Question::Progress,
];

/// Compares, measures and prints.
pub async fn run(options: &Options) -> Result<()> {
    let mut admin = options.calitas.database().await?;
    let targets = target::read(&mut admin).await?;
    let keys = options.calitas.keys()?;
    let field = Field { ours: options.calitas.address, peer: options.peer, raw: options.raw, keys, targets };
    let questions = if options.questions.is_empty() { &ALL[..] } else { &options.questions };
    let bench = Bench { options, field, admin: tokio::sync::Mutex::new(admin) };
    for question in questions {
        bench.same(*question).await.with_context(|| format!("comparing `{}`", question.name()))?;
    }
    println!("<!-- load of the machine at the beginning: {} -->\n", cpu::load());
    let mut all = Vec::new();
    for question in questions {
        let levels: &[usize] = if *question == Question::Progress { &[16] } else { &options.concurrency };
        for concurrency in levels {
            let series = bench.series(*question, *concurrency).await?;
            println!("{}", report::series(&series));
            all.push(series);
        }
    }
    println!("{}", report::bar(&all));
    println!("<!-- load of the machine at the end: {} -->", cpu::load());
    Ok(())
}

struct Bench<'a> {
    options: &'a Options,
    field: Field,
    admin: tokio::sync::Mutex<PgConnection>,
}

impl Bench<'_> {
    fn contenders(&self, question: Question) -> Vec<Contender> {
        let present = |one: &Contender| *one != Contender::Database || self.options.pgbench.is_some();
        question.contenders().iter().copied().filter(present).collect()
    }

    /// Fails unless all contenders answer a question the same, about every target.
    async fn same(&self, question: Question) -> Result<()> {
        if question == Question::Progress {
            return self.same_write().await;
        }
        let mut first: Option<Vec<Vec<Vec<String>>>> = None;
        for contender in self.contenders(question) {
            let Some(address) = self.field.address(contender) else { continue };
            let mut connection = Connection::open(address).await?;
            let mut answers = Vec::new();
            for request in self.field.requests(question, contender, &[]).await? {
                connection.ask(&request).await.with_context(|| contender.name().to_owned())?;
                answers.push(read(connection.body(), contender)?);
            }
            match &first {
                None => first = Some(answers),
                Some(known) if *known == answers => {}
                Some(known) => {
                    let at =
                        known.iter().zip(&answers).position(|(one, other)| one != other).unwrap_or_default();
                    bail!("{} answers otherwise:\n{:?}\n{:?}", contender.name(), known[at], answers[at]);
                }
            }
        }
        Ok(())
    }

    /// Fails unless each contender's write makes the next version and says so.
    async fn same_write(&self) -> Result<()> {
        for contender in self.contenders(Question::Progress) {
            let Some(address) = self.field.address(contender) else { continue };
            let changes = self.changes(1).await?;
            let requests = self.field.requests(Question::Progress, contender, &changes).await?;
            let mut connection = Connection::open(address).await?;
            connection.ask(&requests[0]).await.with_context(|| contender.name().to_owned())?;
            let mut expected = vec![(changes[0].version + 1).to_string(), changes[0].progress.to_string()];
            expected.sort_unstable();
            let said = read(connection.body(), contender)?;
            anyhow::ensure!(said == [expected], "{} says {said:?} after {:?}", contender.name(), changes[0]);
        }
        Ok(())
    }

    async fn changes(&self, count: i64) -> Result<Vec<target::Change>> {
        target::changes(&mut *self.admin.lock().await, &self.field.targets, count).await
    }

    async fn series(&self, question: Question, concurrency: usize) -> Result<Series> {
        let contenders = self.contenders(question);
        let mut rounds = Vec::new();
        for _ in 0..self.options.rounds {
            let mut round = Vec::new();
            for contender in &contenders {
                let figures = self.measure(question, *contender, concurrency).await;
                let what = || format!("measuring `{}` of {}", question.name(), contender.name());
                round.push(figures.with_context(what)?);
            }
            rounds.push(round);
        }
        Ok(Series { question, concurrency, contenders, rounds })
    }

    async fn measure(&self, question: Question, contender: Contender, concurrency: usize) -> Result<Figures> {
        let (field, measured) = (&self.field, Duration::from_secs(self.options.seconds));
        let [ours, peer, raw, database] = self.options.processes[..] else {
            bail!("four processes are needed")
        };
        let process = match contender {
            Contender::Ours => ours,
            Contender::Peer => peer,
            Contender::Raw => raw,
            Contender::Database => {
                let program = self.options.pgbench.as_deref().context("there is no pgbench")?;
                let (url, folder) = (&*self.options.app_url, &*self.options.folder);
                let pgbench = Database { program, url, folder, process: database };
                return pgbench.measure(question, &field.targets, concurrency, measured).await;
            }
        };
        let is_write = question == Question::Progress;
        let changes = if is_write { self.changes(WRITES).await? } else { Vec::new() };
        let plan = Plan {
            address: field.address(contender).context("it listens somewhere")?,
            requests: Arc::new(field.requests(question, contender, &changes).await?),
            repeat: if is_write { Repeat::Once } else { Repeat::Forever },
            concurrency,
            warm_up: Duration::from_millis(400),
            measured,
            processes: vec![process, database],
        };
        load::measure(&plan).await
    }
}

/// The values of an answer without errors.
fn read(body: &[u8], contender: Contender) -> Result<Vec<Vec<String>>> {
    let answer: Value = serde_json::from_slice(body)?;
    if answer.get("errors").is_some() {
        bail!("{} refuses: {answer}", contender.name());
    }
    // Beside the data Calitas tells what the answer cost.
    Ok(answer::values(answer.get("data").unwrap_or(&answer)))
}
