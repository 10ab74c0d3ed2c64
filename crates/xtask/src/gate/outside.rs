//! The product seen from outside: GraphQL over HTTP as the specification has it, and journeys in a real browser.

use super::count;
use super::{Bench, Outcome, done};
use crate::{node, process};
use anyhow::{Context, Result, bail};
use nix::unistd::Uid;
use std::path::{Path, PathBuf};
use std::process::Command;

const AUDIT: &str = "tests/http";
const JOURNEYS: &str = "tests/e2e";
/// Names under which Chromium or Chrome is installed.
const BROWSERS: &[&str] = &["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

/// All audits of the npm package graphql-http.
pub fn audit(bench: &Bench<'_>) -> Result<Outcome> {
    if !bench.repo.path(AUDIT).join("package.json").is_file() {
        return Ok(Outcome::Skipped(format!("there is no {AUDIT} yet")));
    }
    node::install(bench.repo, AUDIT, &["--ignore-scripts"])?;
    let stage = bench.stage()?;
    let mut npm = node::npm(bench.repo, AUDIT);
    npm.args(["run", "--silent", "audit", "--"]).arg(format!("{}/graphql", stage.address()));
    done(stage.explain(process::run(&mut npm)))
}

/// The journeys, with the demo's data.
pub fn journeys(bench: &Bench<'_>) -> Result<Outcome> {
    if !bench.repo.path(JOURNEYS).join("package.json").is_file() {
        return Ok(Outcome::Skipped(format!("there is no {JOURNEYS} yet")));
    }
    node::install(bench.repo, JOURNEYS, &["--ignore-scripts"])?;
    let browser = browser(bench)?;
    let stage = bench.stage()?;
    let mut npm = node::npm(bench.repo, JOURNEYS);
    stage.introduce(npm.arg("test"));
    if let Some(browser) = browser {
        npm.env("CALITAS_CHROMIUM", browser);
    }
    Ok(Outcome::Counted(stage.explain(count::run(bench, &mut npm))?))
}

/// The installed browser; where there is none, Debian's package for root, or else the download of Playwright,
/// which finds its own.
fn browser(bench: &Bench<'_>) -> Result<Option<PathBuf>> {
    if let Some(found) = installed() {
        return Ok(Some(found));
    }
    if Uid::effective().is_root() && Path::new("/etc/debian_version").is_file() {
        println!("installing Chromium from the system's packages");
        let log = bench.repo.data("chromium-install.log")?;
        let apt = |words: &[&str]| {
            process::run_logged(
                Command::new("apt-get").args(words).env("DEBIAN_FRONTEND", "noninteractive"),
                &log,
            )
        };
        apt(&["update"])?;
        apt(&["install", "-y", "--no-install-recommends", "chromium", "fonts-dejavu-core"])?;
        return installed().map(Some).context("Chromium was installed but is not found");
    }
    println!("no Chromium is installed; Playwright downloads its own");
    let log = bench.repo.data("chromium-install.log")?;
    let mut playwright = node::npm(bench.repo, JOURNEYS);
    let brought =
        process::run_logged(playwright.args(["exec", "--", "playwright-core", "install", "chromium"]), &log);
    if brought.is_err() {
        bail!("no browser for the journeys: install Chromium (the log is in .data/chromium-install.log)");
    }
    Ok(None)
}

fn installed() -> Option<PathBuf> {
    if let Some(named) = std::env::var_os("CALITAS_CHROMIUM") {
        return Some(PathBuf::from(named));
    }
    let path = std::env::var_os("PATH").unwrap_or_default();
    let folders: Vec<PathBuf> = std::env::split_paths(&path).collect();
    BROWSERS
        .iter()
        .flat_map(|name| folders.iter().map(move |folder| folder.join(name)))
        .find(|file| file.is_file())
}
