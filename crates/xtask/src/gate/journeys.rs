//! Journeys through the product in a real browser: a database with the demo, the server, Chromium.

use super::count;
use super::{Bench, Outcome};
use crate::postgres::{self, Passwords};
use crate::product::{self, Product};
use crate::{node, process};
use anyhow::{Context, Result, bail};
use nix::unistd::Uid;
use std::net::{Ipv4Addr, SocketAddr, TcpListener};
use std::path::{Path, PathBuf};
use std::process::Command;

const DATABASE: &str = "calitas_journeys";
const FOLDER: &str = "tests/e2e";
/// Names under which Chromium or Chrome is installed.
const BROWSERS: &[&str] = &["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

pub fn run(bench: &Bench<'_>) -> Result<Outcome> {
    if !bench.repo.path(FOLDER).join("package.json").is_file() {
        return Ok(Outcome::Skipped(format!("there is no {FOLDER} yet")));
    }
    node::install(bench.repo, FOLDER, &["--ignore-scripts"])?;
    let browser = browser(bench)?;
    let home = product::target(bench.repo).join("xtask-journeys");
    product::stop_leftover(bench.repo, &home)?;
    let _ = std::fs::remove_dir_all(&home);
    let admin_url = &bench.server()?.admin_url;
    postgres::remove(admin_url, DATABASE)?;
    let urls = postgres::prepare(admin_url, &Passwords::generate()?, DATABASE)?;
    let product = Product::new(bench.repo, &urls, free_address()?, &home)?;
    product.run_logged("migrate")?;
    product.run_logged("demo")?;
    let server = product.serve()?;
    let mut npm = node::npm(bench.repo, FOLDER);
    npm.arg("test").envs(product.settings().iter().map(|(key, value)| (key, value)));
    npm.env("CALITAS_BIN", product::binary(bench.repo)).env("CALITAS_URL", product.address());
    if let Some(browser) = browser {
        npm.env("CALITAS_CHROMIUM", browser);
    }
    let count =
        count::run(bench, &mut npm).with_context(|| format!("the server said:\n{}", server.last_words()));
    drop(server);
    postgres::remove(admin_url, DATABASE)?;
    Ok(Outcome::Counted(count?))
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
    let mut playwright = node::npm(bench.repo, FOLDER);
    let brought =
        process::run_logged(playwright.args(["exec", "playwright-core", "install", "chromium"]), &log);
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

fn free_address() -> Result<SocketAddr> {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).context("no free port on 127.0.0.1")?;
    Ok(listener.local_addr()?)
}
