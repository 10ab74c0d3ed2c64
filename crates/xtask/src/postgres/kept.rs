//! The cluster of `cargo xtask up`: durable, one per checkout, kept from run to run.

use super::account::Account;
use super::binaries::Binaries;
use super::bootstrap::{self, Passwords, Urls};
use super::cluster::{Cluster, Running};
use super::{Source, npm, source};
use crate::repo::{self, Repo};
use crate::stamp;
use anyhow::{Context, Result};
use nix::sys::signal::Signal;
use std::fs;
use std::path::{Path, PathBuf};

/// Its name.
const DATABASE: &str = "calitas";

/// The product's database, ready to be migrated. Our own server stops when this is dropped.
pub struct Database {
    /// Addresses by role.
    pub urls: Urls,
    /// What it is, for people.
    pub description: String,
    /// What tells it from other databases that this checkout was run on.
    pub identity: String,
    _server: Option<Running>,
}

/// Finds PostgreSQL, starts it when it is ours, and prepares roles and database.
pub fn open(repo: &Repo) -> Result<Database> {
    let passwords = Passwords::kept_in(&repo.data("passwords.json")?)?;
    let existing = existing_folder(repo)?;
    let major = existing.as_deref().and_then(version_of);
    match source(repo, major)? {
        Source::Server(url) => {
            let urls = bootstrap::prepare(&url, &passwords, DATABASE)
                .context("the server of DATABASE_URL cannot be used")?;
            let (description, identity) = ("the server of DATABASE_URL".to_owned(), stamp::text(&url));
            Ok(Database { urls, description, identity, _server: None })
        }
        Source::Programs(binaries) => {
            let cluster = cluster(repo, existing, binaries, &passwords)?;
            cluster.make()?;
            let description =
                format!("PostgreSQL {} in {}", cluster.binaries.major, cluster.folder.display());
            let identity = cluster.identity()?;
            let server = cluster.start()?;
            let urls = bootstrap::prepare(&server.admin_url, &passwords, DATABASE)?;
            Ok(Database { urls, description, identity, _server: Some(server) })
        }
    }
}

fn cluster(
    repo: &Repo,
    existing: Option<PathBuf>,
    binaries: Binaries,
    passwords: &Passwords,
) -> Result<Cluster> {
    let folder = match existing {
        Some(folder) => folder,
        None => new_folder(repo)?,
    };
    let account = Account::of_data(&folder)?;
    let binaries = npm::within_reach(binaries, account, &folder)?;
    let password = passwords.of("admin").to_owned();
    let log = repo.data("postgres.log")?;
    Ok(Cluster {
        folder,
        binaries,
        account,
        password,
        settings: &["max_connections=200"],
        auth: "scram-sha-256",
        stop: Signal::SIGINT,
        log,
    })
}

/// `.data/postgres`, or for a checkout that the database's account cannot enter, a folder outside of it whose
/// path is kept in `.data/postgres-folder`.
fn existing_folder(repo: &Repo) -> Result<Option<PathBuf>> {
    let pointer = repo.data("postgres-folder")?;
    let folder = match fs::read_to_string(&pointer) {
        Ok(path) => PathBuf::from(path.trim()),
        Err(_) => repo.data("postgres")?,
    };
    Ok(folder.is_dir().then_some(folder))
}

fn new_folder(repo: &Repo) -> Result<PathBuf> {
    let account = Account::for_new_data()?;
    let inside = repo.data("postgres")?;
    let folder = if account.can_enter(repo.root()) {
        account.let_through(&repo.data("")?)?;
        inside
    } else {
        let outside =
            [Path::new("/var/lib"), &std::env::temp_dir(), Path::new("/var/tmp")].map(Path::to_owned);
        let folder = account.first_reachable(&outside)?.join(format!("calitas-up-{}", repo.nickname()));
        repo::write_private(&repo.data("postgres-folder")?, &folder.to_string_lossy())?;
        folder
    };
    set_aside(&folder)?;
    repo::private_folder(&folder)?;
    account.give(&folder)?;
    Ok(folder)
}

/// Data outside of a checkout whose `.data` was removed: a fresh start was asked for, but nothing is destroyed.
fn set_aside(folder: &Path) -> Result<()> {
    let mut number = 1;
    while folder.exists() {
        let aside = folder.with_extension(format!("old{number}"));
        number += 1;
        if !aside.exists() {
            println!("earlier data of this checkout is now in {}", aside.display());
            fs::rename(folder, &aside).context("cannot set earlier data aside")?;
        }
    }
    Ok(())
}

fn version_of(folder: &Path) -> Option<u32> {
    fs::read_to_string(folder.join("data/PG_VERSION")).ok()?.trim().parse().ok()
}
