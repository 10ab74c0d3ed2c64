//! The data that lets `query!` check SQL without a database: made here on a throw-away server from the migrations,
//! kept in `crates/store/.sqlx`, compared by the gate.
//!
//! `cargo sqlx prepare` would do, but building that tool takes minutes and it rebuilds every crate above the store.

use crate::postgres::{self, Passwords, throwaway};
use crate::repo::Repo;
use crate::{process, product};
use anyhow::{Context, Result, bail};
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::SystemTime;

/// What the first migration finds when the product applies it.
const LEDGER: &str = "CREATE TABLE _sqlx_migrations (
  version bigint PRIMARY KEY, description text NOT NULL, installed_on timestamptz NOT NULL DEFAULT now(),
  success boolean NOT NULL, checksum bytea NOT NULL, execution_time bigint NOT NULL)";

/// File name to content.
type Data = BTreeMap<String, String>;

/// The command `cargo xtask prepare`.
pub fn write(repo: &Repo) -> Result<()> {
    let server = throwaway::start(repo)?;
    let fresh = fresh(repo, &server.admin_url)?;
    let folder = folder(repo);
    if read(&folder)? == fresh {
        println!("crates/store/.sqlx is current, {} queries", fresh.len());
        return Ok(());
    }
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder)?;
    for (name, content) in &fresh {
        fs::write(folder.join(name), content)?;
    }
    // The macros do not tell cargo that they read these files.
    let crate_root = fs::File::options().append(true).open(repo.path("crates/store/src/lib.rs"))?;
    crate_root.set_modified(SystemTime::now())?;
    println!("crates/store/.sqlx written, {} queries", fresh.len());
    Ok(())
}

/// Fails when the kept data is not what the code and the migrations give.
pub fn check(repo: &Repo, admin_url: &str) -> Result<()> {
    let (kept, fresh) = (read(&folder(repo))?, fresh(repo, admin_url)?);
    if kept == fresh {
        return Ok(());
    }
    let missing = fresh.keys().filter(|name| !kept.contains_key(*name)).count();
    let stale = kept.keys().filter(|name| !fresh.contains_key(*name)).count();
    let other = fresh.iter().filter(|(name, text)| kept.get(*name).is_some_and(|old| old != *text)).count();
    bail!(
        "crates/store/.sqlx is not current: {missing} queries missing, {stale} no longer used, {other} different\n\
         run `cargo xtask prepare` and commit the result"
    )
}

/// Does something with a database that was just made from the migrations, and drops it.
pub fn with_migrated<T>(repo: &Repo, admin_url: &str, work: impl FnOnce(&str) -> Result<T>) -> Result<T> {
    let database = format!("calitas_migrated_{}", std::process::id());
    postgres::remove(admin_url, &database)?;
    let urls = postgres::prepare(admin_url, &Passwords::generate()?, &database)?;
    let result = migrate(repo, &urls.owner).and_then(|()| work(&urls.owner));
    postgres::remove(admin_url, &database)?;
    result
}

fn fresh(repo: &Repo, admin_url: &str) -> Result<Data> {
    with_migrated(repo, admin_url, |owner_url| expand(repo, owner_url))
}

/// Expands the macros of the store against the database.
fn expand(repo: &Repo, database_url: &str) -> Result<Data> {
    let target = product::target(repo);
    let output = target.join("xtask-queries");
    let _ = fs::remove_dir_all(&output);
    fs::create_dir_all(&output)?;
    let started = SystemTime::now();
    // The extra argument makes this a unit of its own: the build of the store that others use stays fresh.
    let mut cargo = Command::new("cargo");
    cargo.current_dir(repo.root()).args(["rustc", "--quiet", "--package", "calitas-store", "--lib"]);
    cargo.args(["--profile", "check", "--", "--cap-lints=allow", "--cfg=calitas_prepare"]);
    cargo.env("SQLX_OFFLINE", "false").env("SQLX_OFFLINE_DIR", &output).env("DATABASE_URL", database_url);
    let expanded = process::run(&mut cargo);
    forget_unit(&target.join("debug/.fingerprint"), started)?;
    expanded.context("the store does not compile against its migrations")?;
    read(&output)
}

/// Applies the migrations as their owner, without the product's binary, which may not compile yet.
fn migrate(repo: &Repo, owner_url: &str) -> Result<()> {
    let mut owner = postgres::connect(owner_url)?;
    owner.batch_execute(LEDGER)?;
    let mut files: Vec<PathBuf> =
        fs::read_dir(repo.path("migrations"))?.flatten().map(|entry| entry.path()).collect();
    files.retain(|file| file.extension().is_some_and(|extension| extension == "sql"));
    files.sort();
    for file in files {
        let name = file.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let sql = fs::read_to_string(&file)?;
        owner
            .batch_execute(&sql)
            .map_err(postgres::plainly)
            .with_context(|| format!("migration {name} fails"))?;
    }
    Ok(())
}

/// Makes cargo forget that it built the unit, so that the next time expands the macros again.
fn forget_unit(fingerprints: &Path, started: SystemTime) -> Result<()> {
    for entry in fs::read_dir(fingerprints).into_iter().flatten().flatten() {
        let ours = entry.file_name().to_string_lossy().starts_with("calitas-store-");
        let built = entry.path().join("invoked.timestamp").metadata().and_then(|file| file.modified());
        if ours && built.is_ok_and(|built| built >= started) {
            fs::remove_dir_all(entry.path())?;
        }
    }
    Ok(())
}

fn folder(repo: &Repo) -> PathBuf {
    repo.path("crates/store/.sqlx")
}

fn read(folder: &Path) -> Result<Data> {
    let mut data = Data::new();
    for entry in fs::read_dir(folder).into_iter().flatten() {
        let entry = entry?;
        data.insert(entry.file_name().to_string_lossy().into_owned(), fs::read_to_string(entry.path())?);
    }
    Ok(data)
}
