//! `cargo xtask test`: everything CI runs, in steps that say what they do and how long they took.
//!
//! Cheap steps come first, so that a slip is told in seconds. To add a check: a function that fails with a sentence
//! a newcomer understands, and a line in [`STEPS`].

mod count;
mod licence;
mod migrations;
mod outside;
mod rust;
mod stage;
mod tree;
mod walls;

use crate::process::{self, bold, red};
use crate::product::{self, Extent};
use crate::repo::Repo;
use crate::{prepare, schema, web};
use anyhow::{Result, bail};
use count::Count;
use stage::Stage;
use std::cell::{Cell, OnceCell};
use std::process::ExitCode;
use std::time::{Duration, Instant};

use crate::postgres::throwaway::{self, Throwaway};

#[derive(clap::Args)]
pub struct Options {
    /// Only these steps, by name; all of them when none is named
    #[arg(value_name = "STEP")]
    only: Vec<String>,
}

/// How a step that did not fail ended.
enum Outcome {
    /// It holds.
    Done,
    /// Tests ran.
    Counted(Count),
    /// There was nothing to do, for the reason given.
    Skipped(String),
}

/// One check.
struct Step {
    name: &'static str,
    title: &'static str,
    run: fn(&Bench) -> Result<Outcome>,
}

const STEPS: &[Step] = &[
    Step { name: "format", title: "Rust, pages and journeys are formatted", run: rust::format },
    Step { name: "migrations", title: "migrations follow the rules", run: migrations::check },
    Step {
        name: "walls",
        title: "crates depend only downwards, licences and sources are allowed",
        run: walls::check,
    },
    Step { name: "lints", title: "clippy has no complaint", run: rust::lints },
    Step {
        name: "queries",
        title: "offline query data is current",
        run: |bench| done(prepare::check(bench.repo, &bench.server()?.admin_url)),
    },
    Step {
        name: "build",
        title: "the product and its tests build",
        run: |bench| done(product::build(bench.repo, Extent::WithTests)),
    },
    Step {
        name: "schema",
        title: "schema.graphql is current, valid, and breaks nobody unannounced",
        run: |bench| done(schema::check(bench.repo)),
    },
    Step { name: "pages", title: "the pages are checked, tested and built", run: pages },
    Step { name: "rust", title: "Rust tests", run: rust::tests },
    Step { name: "http", title: "GraphQL over HTTP follows its specification", run: outside::audit },
    Step { name: "journeys", title: "journeys in a real browser", run: outside::journeys },
];

/// What the steps share: the checkout, and what starts when first needed: a throw-away database server and the
/// product running on it.
struct Bench<'a> {
    repo: &'a Repo,
    stage: OnceCell<Stage>,
    // After the stage, which needs it until its end.
    server: OnceCell<Throwaway>,
    count: Cell<Count>,
}

impl Bench<'_> {
    fn server(&self) -> Result<&Throwaway> {
        if self.server.get().is_none() {
            let server = throwaway::start(self.repo)?;
            println!("using {}", server.description);
            let _ = self.server.set(server);
        }
        Ok(self.server.get().expect("it was set just above"))
    }

    fn stage(&self) -> Result<&Stage> {
        if self.stage.get().is_none() {
            let _ = self.stage.set(Stage::open(self)?);
        }
        Ok(self.stage.get().expect("it was set just above"))
    }
}

/// Runs the steps in order up to the first that fails, and closes with the count of all tests.
pub fn run(repo: &Repo, options: &Options) -> Result<ExitCode> {
    if let Some(unknown) = options.only.iter().find(|name| STEPS.iter().all(|step| step.name != **name)) {
        let names: Vec<_> = STEPS.iter().map(|step| step.name).collect();
        bail!("there is no step `{unknown}`; the steps are {}", names.join(", "));
    }
    let chosen = || {
        STEPS
            .iter()
            .filter(|step| options.only.is_empty() || options.only.iter().any(|name| name == step.name))
    };
    let tree = tree::Tree::look(repo);
    let bench = Bench { repo, stage: OnceCell::new(), server: OnceCell::new(), count: Cell::default() };
    let (started, total) = (Instant::now(), chosen().count() + 1);
    let mut times = Vec::new();
    let mut outcome = Ok(());
    for (number, step) in chosen().enumerate() {
        outcome = one(&bench, step, number + 1, total, &mut times);
        if outcome.is_err() {
            break;
        }
    }
    let mut count = bench.count.get();
    drop(bench);
    if outcome.is_ok() {
        let unchanged =
            Step { name: "tree", title: "nothing was left in the checkout", run: |_| Ok(Outcome::Done) };
        heading(&unchanged, total, total);
        outcome = tree.unchanged(repo);
    }
    report(&times, started.elapsed());
    if let Err(error) = outcome {
        count.failed = count.failed.max(1);
        println!("\n{} {error:#}\n\ncalitas: {count}", red("failed:"));
        return Ok(ExitCode::FAILURE);
    }
    println!("\ncalitas: {count}");
    Ok(ExitCode::SUCCESS)
}

fn one(
    bench: &Bench<'_>,
    step: &'static Step,
    number: usize,
    total: usize,
    times: &mut Vec<(&'static str, Duration)>,
) -> Result<()> {
    process::go_on()?;
    heading(step, number, total);
    let started = Instant::now();
    let outcome = (step.run)(bench);
    times.push((step.name, started.elapsed()));
    match outcome? {
        Outcome::Done => println!("ok, {:.1} s", started.elapsed().as_secs_f32()),
        Outcome::Counted(tests) => {
            println!("{tests}, {:.1} s", started.elapsed().as_secs_f32());
        }
        Outcome::Skipped(reason) => println!("skipped: {reason}"),
    }
    Ok(())
}

fn heading(step: &Step, number: usize, total: usize) {
    println!("\n{}", bold(&format!("[{number}/{total}] {}: {}", step.name, step.title)));
}

fn report(times: &[(&'static str, Duration)], whole: Duration) {
    let each: Vec<_> =
        times.iter().map(|(name, time)| format!("{name} {:.0} s", time.as_secs_f32())).collect();
    println!("\n{}; together {:.0} s", each.join(", "), whole.as_secs_f32());
}

fn done(result: Result<()>) -> Result<Outcome> {
    result.map(|()| Outcome::Done)
}

fn pages(bench: &Bench<'_>) -> Result<Outcome> {
    if !bench.repo.path("web/package.json").is_file() {
        return Ok(Outcome::Skipped("there is no web/ yet".to_owned()));
    }
    let count = count::run(bench, &mut web::check(bench.repo)?)?;
    web::build(bench.repo)?;
    Ok(Outcome::Counted(count))
}
