//! What the product is made of: its parts as a list for every release and their known faults (S1), and versions that
//! must not be older than named ones (S2). What cannot be looked up from here is said to be unchecked, never passed.

use super::{Finding, Ground, Verdict};
use crate::postgres::throwaway;
use crate::{parts, postgres, process};
use anyhow::Result;
use serde_json::Value;
use std::process::Command;

/// Packages of npm whose advisories are asked for: what is shipped, and what builds and tests it.
const NPM: &[&str] = &["web", "tests/e2e", "tests/http", "tests/smtp", "deploy/postgres"];
/// Crates and the first version without a fault that concerns us (security.md 1.3 and 1.5).
const LEAST: &[(&str, [u32; 3])] = &[
    ("jsonwebtoken", [10, 3, 0]),
    ("sqlx", [0, 8, 1]),
    ("async-graphql", [7, 0, 10]),
    ("rustls", [0, 23, 18]),
    ("tungstenite", [0, 20, 1]),
    ("h2", [0, 4, 4]),
    ("idna", [1, 0, 0]),
];

/// S1: the list of parts is written; advisories as far as their lists can be reached.
pub fn parts(ground: &Ground<'_>) -> Result<Finding> {
    let file = ground.home.join("calitas.cdx.json");
    let counts = parts::write(ground.repo, &file)?;
    let place = file.strip_prefix(ground.repo.root()).unwrap_or(&file).display();
    let mut notes = vec![format!("{} crates and {} packages of npm listed in {place}", counts.0, counts.1)];
    let (mut faults, mut unknown) = (0, Vec::new());
    for folder in NPM {
        match audit(ground, folder) {
            Some(0) => {}
            Some(count) => {
                faults += count;
                notes.push(format!("{count} advisories of npm in {folder}"));
            }
            None => unknown.push(*folder),
        }
    }
    if !unknown.is_empty() {
        notes.push(format!("advisories of npm NOT CHECKED in {}", unknown.join(", ")));
    }
    let deny = |words: &[&str]| {
        let mut cargo = Command::new("cargo");
        cargo.current_dir(ground.repo.root()).arg("deny").args(words);
        process::output(&mut cargo)
    };
    if deny(&["--version"]).is_err() {
        unknown.push("crates");
        notes.push("advisories of crates NOT CHECKED: cargo-deny is not installed".to_owned());
    } else if let Err(error) = deny(&["--log-level=error", "check", "--hide-inclusion-graph", "advisories"]) {
        let said = format!("{error:#}");
        if said.contains("failed to fetch advisory database") {
            unknown.push("crates");
            notes.push("advisories of crates NOT CHECKED: their list cannot be fetched".to_owned());
        } else {
            faults += 1;
            notes.push(said);
        }
    }
    let verdict = match (faults, unknown.is_empty()) {
        (0, true) => Verdict::Holds,
        (0, false) => Verdict::NotChecked,
        _ => Verdict::Fault,
    };
    Ok(Finding { figure: notes.join("; "), verdict })
}

/// How many advisories npm knows for the packages of a folder; nothing when it cannot be asked.
fn audit(ground: &Ground<'_>, folder: &str) -> Option<u64> {
    let mut npm = crate::node::npm(ground.repo, folder);
    // It fails when there are some, so only what it says counts.
    let said = npm.args(["audit", "--json", "--package-lock-only"]).output().ok()?;
    let said: Value = serde_json::from_slice(&said.stdout).ok()?;
    said.pointer("/metadata/vulnerabilities/total")?.as_u64()
}

/// S2: versions in the lockfile, and whether PostgreSQL is the newest this system offers.
pub fn versions(ground: &Ground<'_>) -> Result<Finding> {
    let lock = std::fs::read_to_string(ground.repo.path("Cargo.lock"))?;
    let mut notes = Vec::new();
    let mut holds = true;
    for (name, least) in LEAST {
        for version in locked(&lock, name) {
            let is_new = parse(&version).is_some_and(|found| found >= *least);
            holds &= is_new;
            let [major, minor, patch] = least;
            notes.push(format!(
                "{name} {version}{}",
                if is_new { String::new() } else { format!(" < {major}.{minor}.{patch}") }
            ));
        }
    }
    let server = throwaway::start(ground.repo)?;
    let mut admin = postgres::connect(&server.admin_url)?;
    let running: String = admin.query_one("SHOW server_version", &[])?.get(0);
    let running = running.split(' ').next().unwrap_or_default().to_owned();
    let major = running.split('.').next().unwrap_or_default();
    match offered(major) {
        Some(newest) if newest.starts_with(&running) => {
            notes.push(format!("PostgreSQL {running}, the newest offered here"))
        }
        Some(newest) => {
            holds = false;
            notes.push(format!("PostgreSQL {running}, offered is {newest}"));
        }
        None => {
            notes.push(format!("PostgreSQL {running}; whether it is the newest is NOT CHECKED"));
            let verdict = if holds { Verdict::NotChecked } else { Verdict::Fault };
            return Ok(Finding { figure: notes.join(", "), verdict });
        }
    }
    Ok(Finding::judged(notes.join(", "), holds))
}

/// The version of the server that the system's packages would install now.
fn offered(major: &str) -> Option<String> {
    let said =
        process::output(Command::new("apt-cache").args(["policy", &format!("postgresql-{major}")])).ok()?;
    let line = said.lines().find_map(|line| line.trim().strip_prefix("Candidate: "))?;
    (line != "(none)").then(|| line.to_owned())
}

/// Versions of a crate in the lockfile.
fn locked(lock: &str, name: &str) -> Vec<String> {
    let head = format!("name = \"{name}\"");
    let lines: Vec<&str> = lock.lines().collect();
    let versions = lines.windows(2).filter(|pair| pair[0] == head);
    versions
        .filter_map(|pair| Some(pair[1].strip_prefix("version = \"")?.trim_end_matches('"').to_owned()))
        .collect()
}

fn parse(version: &str) -> Option<[u32; 3]> {
    let plain = version.split(['-', '+']).next()?;
    let mut numbers = plain.split('.').map(|part| part.parse().ok());
    Some([numbers.next()??, numbers.next()??, numbers.next()??])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_are_compared_by_number() {
        assert_eq!(parse("8.0.0-rc.5"), Some([8, 0, 0]));
        assert!(parse("0.10.0") > parse("0.8.1"));
        let lock = "[[package]]\nname = \"sqlx\"\nversion = \"0.9.0\"\n\n[[package]]\nname = \"sqlx-core\"\nversion = \"0.1.0\"\n";
        assert_eq!(locked(lock, "sqlx"), ["0.9.0"]);
    }
}
