//! `cargo xtask bench`: the database of a large installation, everybody who answers from it, and the measurements of
//! `calitas-bench`. What is measured and how to read it stands in `tests/bench/README.md`.
//!
//! The database is kept under `target/bench`, since making it takes minutes; whatever shapes it (the numbers asked for,
//! the generator) is remembered beside it, and another shape makes it anew. New migrations run on the kept one.

mod contender;
mod database;

use crate::process;
use crate::product;
use crate::repo::{self, Repo};
use anyhow::{Context, Result};
use contender::{Contenders, Peer};
use database::Database;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Connections to the database that every contender has.
const CONNECTIONS: u32 = 16;

#[derive(clap::Args)]
pub struct Options {
    /// What to do; everything when nothing is named
    #[arg(value_enum, default_value_t = Part::All)]
    part: Part,
    /// Institutions
    #[arg(long, default_value_t = 200)]
    tenants: u32,
    /// Actions, shared among them
    #[arg(long, default_value_t = 1_000_000)]
    actions: u32,
    /// Seconds of one measurement
    #[arg(long, default_value_t = 3)]
    seconds: u32,
    /// How often everything is measured
    #[arg(long, default_value_t = 5)]
    rounds: u32,
    /// Sockets
    #[arg(long, default_value_t = 10_000)]
    sockets: u32,
    /// People who answer at once
    #[arg(long, default_value_t = 150)]
    people: u16,
    /// Only these questions, separated by commas: point, nested, deep, sums, todo, search, scorecard, progress
    #[arg(long)]
    questions: Option<String>,
    /// How many ask at the same time, separated by commas
    #[arg(long, default_value = "1,16,64")]
    concurrency: String,
    /// Measure the build for development, to try the benchmark out
    #[arg(long)]
    debug: bool,
}

#[derive(Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Part {
    /// Make the database and nothing else
    Generate,
    /// Questions, asked of all contenders in turns
    Run,
    /// Sockets: memory and last delivery
    Sockets,
    /// A large institution answers its self-assessment at once: what is kept, and what it takes beside a bare change
    Answers,
    /// A consensus meeting: when the last screen sees the scores, and whether any vote goes unheard
    Room,
    /// Plans of the statements that the server sends
    Explain,
    /// All of it
    All,
}

/// A bar of the requirements for load.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Bar {
    /// Questions at a pace.
    Rate,
    /// Many sockets, many changes.
    Sockets,
    /// One noisy institution.
    Noisy,
    /// What policies cost.
    Policies,
}

impl Bar {
    fn word(self) -> &'static str {
        match self {
            Self::Rate => "rate",
            Self::Sockets => "sockets",
            Self::Noisy => "noisy",
            Self::Policies => "policies",
        }
    }
}

/// On how large a database a bar is tried, and with which build.
pub struct Volume {
    /// Institutions.
    pub tenants: u32,
    /// Actions, shared among them.
    pub actions: u32,
    /// Seconds of one measurement.
    pub seconds: u32,
    /// Whether it is the volume that is wanted, with the product's own build.
    pub is_full: bool,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Build {
    Release,
    Development,
}

/// Programs as they were built for the measurement.
struct Programs {
    product: PathBuf,
    bench: PathBuf,
}

/// Does what was asked for and stops everything again.
pub fn run(repo: &Repo, options: &Options) -> Result<()> {
    let home = product::target(repo).join("bench");
    repo::private_folder(&home)?;
    let programs = programs(repo, if options.debug { Build::Development } else { Build::Release })?;
    let database = Database::open(repo, &programs.product, &home, options.tenants, options.actions)?;
    if options.part == Part::Generate {
        return Ok(());
    }
    if options.part == Part::Answers {
        let contenders = Contenders::start(repo, &programs, &database, &home, Peer::NotNeeded)?;
        let mut command = contenders.bench("answers", &[])?;
        command.arg("--people").arg(options.people.to_string());
        command.arg("--rounds").arg(options.rounds.to_string());
        return contenders.explain(process::run(&mut command));
    }
    if options.part == Part::Room {
        let contenders = Contenders::start(repo, &programs, &database, &home, Peer::NotNeeded)?;
        return contenders.explain(process::run(&mut contenders.bench("room", &[])?));
    }
    if matches!(options.part, Part::Explain | Part::All) {
        explain(repo, options, &programs, &database, &home)?;
    }
    if matches!(options.part, Part::Run | Part::All) {
        let contenders = Contenders::start(repo, &programs, &database, &home, Peer::Wanted)?;
        let mut command = contenders.bench("run", &["ours", "peer", "raw", "database"])?;
        command.arg("--peer").arg(contenders.peer_address()).arg("--raw").arg(contenders.raw_address());
        command.arg("--folder").arg(contenders.scripts()?).arg("--seconds").arg(options.seconds.to_string());
        command
            .arg("--rounds")
            .arg(options.rounds.to_string())
            .arg("--concurrency")
            .arg(&options.concurrency);
        if let Some(pgbench) = database.pgbench() {
            command.arg("--pgbench").arg(pgbench);
        }
        if let Some(questions) = &options.questions {
            command.arg("--questions").arg(questions);
        }
        contenders.explain(process::run(&mut command))?;
    }
    if matches!(options.part, Part::Sockets | Part::All) {
        let contenders = Contenders::start(repo, &programs, &database, &home, Peer::NotNeeded)?;
        let mut command = contenders.bench("sockets", &["ours", "raw", "database"])?;
        command.arg("--raw").arg(contenders.raw_address()).arg("--count").arg(options.sockets.to_string());
        contenders.explain(process::run(&mut command))?;
    }
    Ok(())
}

/// One bar for load, on a database of this size: what `calitas-bench` says of it.
pub fn hard(repo: &Repo, volume: &Volume, bar: Bar) -> Result<String> {
    let home = if volume.is_full {
        product::target(repo).join("bench")
    } else {
        product::target(repo).join("harden/bench")
    };
    repo::private_folder(&home)?;
    let programs = programs(repo, if volume.is_full { Build::Release } else { Build::Development })?;
    let database = Database::open(repo, &programs.product, &home, volume.tenants, volume.actions)?;
    if bar == Bar::Policies {
        plans(repo, &programs, &database, &home)?;
    }
    let contenders = Contenders::start(repo, &programs, &database, &home, Peer::NotNeeded)?;
    let seconds = volume.seconds.to_string();
    let mut command = match bar {
        Bar::Sockets => {
            let mut command = contenders.bench("sockets", &["ours", "raw", "database"])?;
            command.arg("--raw").arg(contenders.raw_address()).args(["--count", "2000", "--rate", "100"]);
            command
        }
        Bar::Rate | Bar::Noisy | Bar::Policies => {
            let mut command = contenders.bench("hard", &[])?;
            command.args([bar.word(), "--seconds", &seconds]).arg("--folder").arg(contenders.scripts()?);
            if let Some(pgbench) = database.pgbench() {
                command.arg("--pgbench").arg(pgbench);
            }
            command
        }
    };
    contenders.explain(process::output(&mut command))
}

/// Has the roles log the plans of their statements for as long as it takes.
fn explain(
    repo: &Repo,
    options: &Options,
    programs: &Programs,
    database: &Database,
    home: &Path,
) -> Result<()> {
    if options.questions.is_some() {
        return Ok(());
    }
    plans(repo, programs, database, home)
}

fn plans(repo: &Repo, programs: &Programs, database: &Database, home: &Path) -> Result<()> {
    database.log_plans()?;
    let judged = || -> Result<()> {
        let contenders = Contenders::start(repo, programs, database, home, Peer::NotNeeded)?;
        let mut command = contenders.bench("explain", &[])?;
        command.arg("--log").arg(database.log());
        contenders.explain(process::run(&mut command))
    };
    let outcome = judged();
    database.log_plans_no_more()?;
    outcome
}

/// Builds with the profile of the product, whose figures alone count.
fn programs(repo: &Repo, build: Build) -> Result<Programs> {
    let folder = if build == Build::Development { "debug" } else { "release" };
    for binary in ["calitas", "calitas-bench"] {
        let mut cargo = Command::new("cargo");
        cargo.current_dir(repo.root()).args(["build", "--workspace", "--bin", binary]);
        if build == Build::Release {
            cargo.arg("--release");
        }
        process::run(&mut cargo).with_context(|| format!("cannot build {binary}"))?;
    }
    let folder = product::target(repo).join(folder);
    Ok(Programs { product: folder.join("calitas"), bench: folder.join("calitas-bench") })
}
