//! The rules of `deny.toml` (walls, bans, licences, sources), read from `cargo metadata`; and cargo-deny itself when
//! it is installed. Building cargo-deny takes as long as building the product, so it is not installed here.

use super::{Bench, Outcome, done, licence};
use crate::process;
use crate::repo::Repo;
use anyhow::{Context, Result, bail};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::process::Command;

/// Crates of rules only: nothing in them waits, speaks to a database or knows a protocol.
const PURE: &[&str] = &["calitas-domain"];
const IMPURE: &[&str] = &["async-graphql", "axum", "futures-util", "hyper", "sqlx", "tokio", "tracing"];
/// How cargo names the one registry that is allowed.
const REGISTRY: &str = "registry+https://github.com/rust-lang/crates.io-index";

/// One package as it is used here.
struct Package {
    name: String,
    version: String,
    licence: String,
    source: Option<String>,
    uses: BTreeSet<String>,
}

pub fn check(bench: &Bench<'_>) -> Result<Outcome> {
    let text = std::fs::read_to_string(bench.repo.path("deny.toml")).context("cannot read deny.toml")?;
    let rules: toml::Value = text.parse().context("deny.toml cannot be read")?;
    let packages = packages(bench.repo, &rules)?;
    let mut faults = walls(&rules, &packages);
    faults.extend(licences(&rules, &packages));
    faults.extend(sources(&packages));
    if !faults.is_empty() {
        bail!("{}", faults.join("\n"));
    }
    println!("{} packages follow deny.toml", packages.len());
    done(cargo_deny(bench.repo))
}

/// Direct use of a crate that has a wall around it, and crates that must not be there at all or not twice.
fn walls(rules: &toml::Value, packages: &[Package]) -> Vec<String> {
    let mut faults = Vec::new();
    for rule in list(rules, "bans", "deny") {
        let Some(banned) = rule.get("crate").and_then(toml::Value::as_str) else { continue };
        let versions: BTreeSet<_> = packages
            .iter()
            .filter(|package| package.name == banned)
            .map(|package| &package.version)
            .collect();
        if rule.get("deny-multiple-versions").is_some() {
            if versions.len() > 1 {
                faults.push(format!("{banned} is in the tree in {} versions: {versions:?}", versions.len()));
            }
            continue;
        }
        let wrappers = strings(rule.get("wrappers"));
        for user in packages
            .iter()
            .filter(|package| package.uses.contains(banned) && !wrappers.contains(&package.name))
        {
            faults.push(format!("{} must not depend on {banned} (deny.toml, bans)", user.name));
        }
    }
    for pure in packages.iter().filter(|package| PURE.contains(&package.name.as_str())) {
        for used in pure.uses.iter().filter(|used| IMPURE.contains(&used.as_str())) {
            faults.push(format!("{} holds rules only and must not depend on {used}", pure.name));
        }
    }
    faults
}

fn licences(rules: &toml::Value, packages: &[Package]) -> Vec<String> {
    let accepted: Vec<String> = strings(rules.get("licenses").and_then(|table| table.get("allow")));
    let refused = packages.iter().filter(|package| !licence::satisfies(&package.licence, &accepted));
    refused
        .map(|p| {
            format!(
                "{} {} has the licence `{}`, which deny.toml does not accept",
                p.name, p.version, p.licence
            )
        })
        .collect()
}

fn sources(packages: &[Package]) -> Vec<String> {
    let foreign =
        packages.iter().filter(|package| package.source.as_ref().is_some_and(|source| source != REGISTRY));
    foreign
        .map(|p| {
            format!(
                "{} comes from {}, only the registry is allowed",
                p.name,
                p.source.as_deref().unwrap_or_default()
            )
        })
        .collect()
}

/// The packages that are built for any of the targets, with their direct dependencies.
fn packages(repo: &Repo, rules: &toml::Value) -> Result<Vec<Package>> {
    let mut cargo = Command::new("cargo");
    cargo.current_dir(repo.root()).args(["metadata", "--format-version=1", "--locked"]);
    for target in strings(rules.get("graph").and_then(|table| table.get("targets"))) {
        cargo.args(["--filter-platform", &target]);
    }
    let metadata: Value = serde_json::from_str(&process::output(&mut cargo)?)?;
    let mut uses: BTreeMap<&str, BTreeSet<String>> = BTreeMap::new();
    let named = |id: &Value| {
        array(&metadata["packages"])
            .iter()
            .find(|package| package["id"] == *id)
            .map(|package| text(&package["name"]))
    };
    for node in array(&metadata["resolve"]["nodes"]) {
        let used = array(&node["deps"]).iter().filter_map(|dependency| named(&dependency["pkg"])).collect();
        uses.insert(node["id"].as_str().unwrap_or_default(), used);
    }
    let found = array(&metadata["packages"]).iter().filter_map(|package| {
        let uses = uses.remove(package["id"].as_str()?)?;
        let (name, version, licence) =
            (text(&package["name"]), text(&package["version"]), text(&package["license"]));
        Some(Package { name, version, licence, source: package["source"].as_str().map(str::to_owned), uses })
    });
    Ok(found.collect())
}

/// cargo-deny, when it is there. What it alone knows is said to be unchecked when it cannot tell.
fn cargo_deny(repo: &Repo) -> Result<()> {
    let deny = |what: &[&str]| {
        let mut command = Command::new("cargo");
        command
            .current_dir(repo.root())
            .args(["deny", "--log-level=error", "check", "--hide-inclusion-graph"])
            .args(what);
        process::output(&mut command)
    };
    let unchecked = "NOT CHECKED: security advisories of the Rust packages";
    if process::output(Command::new("cargo").args(["deny", "--version"])).is_err() {
        println!("{unchecked}; cargo-deny is not installed (`cargo install --locked cargo-deny`)");
        return Ok(());
    }
    deny(&["bans", "licenses", "sources"])?;
    match deny(&["advisories"]) {
        Ok(_) => println!("no known advisory concerns these packages"),
        Err(error) if format!("{error:#}").contains("failed to fetch advisory database") => {
            println!("{unchecked}; their list cannot be fetched from here");
        }
        Err(error) => return Err(error),
    }
    Ok(())
}

fn list<'a>(rules: &'a toml::Value, table: &str, key: &str) -> &'a [toml::Value] {
    rules
        .get(table)
        .and_then(|table| table.get(key))
        .and_then(toml::Value::as_array)
        .map_or(&[], Vec::as_slice)
}

fn strings(value: Option<&toml::Value>) -> Vec<String> {
    let items = value.and_then(toml::Value::as_array).into_iter().flatten();
    items.filter_map(|item| item.as_str().map(str::to_owned)).collect()
}

fn array(value: &Value) -> &[Value] {
    value.as_array().map_or(&[], Vec::as_slice)
}

fn text(value: &Value) -> String {
    value.as_str().unwrap_or_default().to_owned()
}
