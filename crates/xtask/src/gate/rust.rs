//! The Rust side of the gate: format, lints, tests.

use super::count;
use super::{Bench, Outcome, done};
use crate::node;
use crate::postgres::throwaway;
use crate::process;
use crate::product;
use crate::repo::Repo;
use anyhow::{Context, Result};
use std::process::Command;

/// The mail server that the tests of the outbox talk to.
const MAIL_SERVER: &str = "tests/smtp";

/// Rust, the pages and the journeys.
pub fn format(bench: &Bench<'_>) -> Result<Outcome> {
    let checked = process::run(cargo(bench.repo).args(["fmt", "--all", "--", "--check", "-l"]));
    checked.context("the files above are not formatted; run `cargo fmt --all`")?;
    for (folder, arguments) in [("web", &[] as &[&str]), ("tests/e2e", &["--ignore-scripts"])] {
        node::install(bench.repo, folder, arguments)?;
        process::run(node::npm(bench.repo, folder).args(["run", "--silent", "lint"]))
            .with_context(|| format!("biome has a complaint; run `npm run fix` in {folder}"))?;
    }
    Ok(Outcome::Done)
}

pub fn lints(bench: &Bench<'_>) -> Result<Outcome> {
    let strict = ["clippy", "--workspace", "--all-targets", "--locked", "--", "-D", "warnings"];
    done(process::run(cargo(bench.repo).args(strict)))
}

/// All tests against the throw-away server; by nextest where it is installed, which runs them side by side.
pub fn tests(bench: &Bench<'_>) -> Result<Outcome> {
    node::install(bench.repo, MAIL_SERVER, &["--ignore-scripts"])?;
    let mut cargo = cargo(bench.repo);
    if process::output(Command::new("cargo").args(["nextest", "--version"])).is_ok() {
        cargo.args(["nextest", "run", "--workspace", "--locked", "--no-fail-fast", "--status-level=slow"]);
    } else {
        println!("cargo-nextest is not installed, so `cargo test` runs them");
        cargo.args(["test", "--workspace", "--locked", "--no-fail-fast", "--quiet"]);
    }
    cargo.env(throwaway::VARIABLE, &bench.server()?.admin_url);
    cargo.env("CALITAS_BIN", product::binary(bench.repo)).env("INSTA_UPDATE", "no");
    Ok(Outcome::Counted(count::run(bench, &mut cargo)?))
}

fn cargo(repo: &Repo) -> Command {
    let mut cargo = Command::new("cargo");
    cargo.current_dir(repo.root());
    cargo
}
