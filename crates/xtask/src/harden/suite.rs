//! Tests of the suite, run again and again by nextest against a throw-away database.

use super::{Finding, Ground, Verdict, figure};
use crate::node;
use crate::postgres::throwaway;
use crate::process;
use crate::product::{self, Extent};
use anyhow::{Context, Result};
use std::fs;
use std::process::Command;

/// What nextest says when a filter finds nothing.
const NO_TESTS: &str = "no tests to run";

/// How long a case goes on.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Repeat {
    /// Once: nothing in it is left to chance.
    Once,
    /// Again and again for the time asked for.
    Time,
    /// The tests themselves go on for that time.
    Inside,
}

/// Runs them; the figure is what they print, and how many there were.
pub fn run(ground: &Ground<'_>, id: &str, repeat: Repeat, filter: &str) -> Result<Finding> {
    if process::output(Command::new("cargo").args(["nextest", "--version"])).is_err() {
        return Ok(Finding::not_checked("cargo-nextest is not installed"));
    }
    node::install(ground.repo, "tests/smtp", &["--ignore-scripts"])?;
    product::build(ground.repo, Extent::WithTests)?;
    let server = throwaway::start(ground.repo)?;
    let mut cargo = Command::new("cargo");
    cargo.current_dir(ground.repo.root()).args(["nextest", "run", "--workspace", "--profile", "harden"]);
    cargo.args(["--run-ignored", "all", "--color", "never", "-E", filter]);
    let seconds = ground.time().as_secs().max(3);
    match repeat {
        Repeat::Once => {}
        Repeat::Time => {
            cargo.args(["--stress-duration", &format!("{seconds}s")]);
        }
        Repeat::Inside => {
            cargo.env("CALITAS_HARDEN_SECONDS", seconds.to_string());
        }
    }
    cargo.env(throwaway::VARIABLE, &server.admin_url).env("CALITAS_BIN", product::binary(ground.repo));
    cargo.env("INSTA_UPDATE", "no");
    let log = ground.home.join(format!("{id}.log"));
    let ran = process::run_logged(&mut cargo, &log);
    process::go_on()?;
    let said = fs::read(&log).with_context(|| log.display().to_string())?;
    let said = String::from_utf8_lossy(&said);
    if said.contains(NO_TESTS) {
        let figure = format!("no test is called so yet ({filter}): the product part is not built");
        return Ok(Finding { figure, verdict: Verdict::Fault });
    }
    let count = |word: &str| said.lines().filter(|line| line.trim_start().starts_with(word)).count();
    let failed = failures(&said);
    let mut text = format!("{} tests passed", count("PASS ["));
    let figures = figure::sum(&said);
    if !figures.is_empty() {
        text = format!("{figures}; {text}");
    }
    match ran {
        Ok(()) => Ok(Finding { figure: text, verdict: Verdict::Holds }),
        Err(error) if failed.is_empty() => Err(error),
        Err(_) => {
            let figure = format!("{text}, failed: {}; see {}", failed.join(", "), log.display());
            Ok(Finding { figure, verdict: Verdict::Fault })
        }
    }
}

/// Names of the tests that failed, each once.
fn failures(said: &str) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for line in said.lines().map(str::trim_start) {
        let is_failure = ["FAIL [", "TIMEOUT [", "SIGABRT ["].iter().any(|word| line.starts_with(word));
        let Some(name) = line.split_whitespace().last().filter(|_| is_failure) else { continue };
        if !names.iter().any(|known| known == name) {
            names.push(name.to_owned());
        }
    }
    names
}
