//! `cargo xtask parts FILE`: the list of everything a release is made of (SBOM), as CycloneDX. The crates that are built
//! into the program come from cargo, the packages built into the pages from npm, which writes such lists itself.

use crate::node;
use crate::process;
use crate::repo::Repo;
use anyhow::{Context, Result};
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::process::Command;

const PRODUCT: &str = "calitas-server";

#[derive(clap::Args)]
pub struct Options {
    /// The file to write
    #[arg(default_value = "calitas.cdx.json")]
    file: PathBuf,
}

/// The command `cargo xtask parts`.
pub fn run(repo: &Repo, options: &Options) -> Result<()> {
    let (crates, packages) = write(repo, &options.file)?;
    println!("{crates} crates and {packages} packages of npm in {}", options.file.display());
    Ok(())
}

/// Writes the list; how many crates and packages of npm are in it.
pub fn write(repo: &Repo, file: &Path) -> Result<(usize, usize)> {
    let (version, crates) = crates(repo)?;
    let packages = packages(repo)?;
    let counts = (crates.len(), packages.len());
    let components: Vec<Value> = crates.into_iter().chain(packages).collect();
    let list = json!({
        "bomFormat": "CycloneDX",
        "specVersion": "1.5",
        "version": 1,
        "metadata": { "component": { "type": "application", "name": "calitas", "version": version,
            "licenses": [{ "license": { "id": "EUPL-1.2" } }] } },
        "components": components,
    });
    let text = serde_json::to_string_pretty(&list)?;
    std::fs::write(file, text).with_context(|| format!("cannot write {}", file.display()))?;
    Ok(counts)
}

/// The crates that the program is linked from, on the system it is built on.
fn crates(repo: &Repo) -> Result<(String, Vec<Value>)> {
    let host = process::output(Command::new("rustc").args(["--print", "host-tuple"]))?;
    let mut cargo = Command::new("cargo");
    cargo.current_dir(repo.root()).args(["metadata", "--format-version=1", "--locked"]);
    cargo.args(["--filter-platform", host.trim()]);
    let metadata: Value = serde_json::from_str(&process::output(&mut cargo)?)?;
    let lock: toml::Value =
        std::fs::read_to_string(repo.path("Cargo.lock"))?.parse().context("Cargo.lock")?;
    let hashes = hashes(&lock);
    let of = |value: &Value| value.as_array().cloned().unwrap_or_default();
    let nodes: BTreeMap<String, Vec<Value>> = of(&metadata["resolve"]["nodes"])
        .into_iter()
        .filter_map(|node| Some((node["id"].as_str()?.to_owned(), of(&node["deps"]))))
        .collect();
    let packages = of(&metadata["packages"]);
    let product =
        packages.iter().find(|package| package["name"] == PRODUCT).context("the product is gone")?;
    let version = product["version"].as_str().unwrap_or_default().to_owned();
    let mut waiting = vec![product["id"].as_str().unwrap_or_default().to_owned()];
    let mut linked = BTreeSet::new();
    while let Some(id) = waiting.pop() {
        let uses = nodes.get(&id).into_iter().flatten().filter(|used| {
            of(&used["dep_kinds"]).iter().any(|kind| kind["kind"].is_null() || kind["kind"] == "build")
        });
        let uses: Vec<String> = uses.filter_map(|used| Some(used["pkg"].as_str()?.to_owned())).collect();
        if linked.insert(id) {
            waiting.extend(uses);
        }
    }
    let is_linked = |package: &&Value| package["id"].as_str().is_some_and(|id| linked.contains(id));
    let component = |package: &Value| {
        let (name, version) = (&package["name"], &package["version"]);
        let key =
            (name.as_str().unwrap_or_default().to_owned(), version.as_str().unwrap_or_default().to_owned());
        let mut part = json!({ "type": "library", "name": name, "version": version,
            "purl": format!("pkg:cargo/{}@{}", key.0, key.1) });
        if let Some(licence) = package["license"].as_str() {
            part["licenses"] = json!([{ "expression": licence.replace('/', " OR ") }]);
        }
        if let Some(hash) = hashes.get(&key) {
            part["hashes"] = json!([{ "alg": "SHA-256", "content": hash }]);
        }
        part
    };
    Ok((version, packages.iter().filter(is_linked).map(component).collect()))
}

/// What cargo checks a package by, by name and version.
fn hashes(lock: &toml::Value) -> BTreeMap<(String, String), String> {
    let packages = lock.get("package").and_then(toml::Value::as_array).into_iter().flatten();
    let text = |package: &toml::Value, key: &str| package.get(key)?.as_str().map(str::to_owned);
    packages
        .filter_map(|package| {
            Some(((text(package, "name")?, text(package, "version")?), text(package, "checksum")?))
        })
        .collect()
}

/// The packages that the pages are built from.
fn packages(repo: &Repo) -> Result<Vec<Value>> {
    let mut npm = node::npm(repo, "web");
    npm.args(["sbom", "--sbom-format", "cyclonedx", "--package-lock-only", "--omit", "dev"]);
    let list: Value = serde_json::from_str(&process::output(&mut npm)?)?;
    Ok(list["components"].as_array().cloned().unwrap_or_default())
}
