//! The cluster of `cargo xtask bench`: durable like that of an installation, kept in cargo's folder, with memory set for
//! a database larger than the defaults are made for.

use super::account::Account;
use super::bootstrap::{self, Passwords};
use super::cluster::{Cluster, Running};
use super::{Wish, npm, programs};
use crate::repo::{self, Repo};
use anyhow::Result;
use nix::sys::signal::Signal;
use std::fs;
use std::path::{Path, PathBuf};

/// Writes reach the disk as in an installation; memory and costs are those of a small server with a fast disk.
const SETTINGS: &[&str] = &[
    "max_connections=200",
    "shared_buffers=1GB",
    "effective_cache_size=4GB",
    "work_mem=16MB",
    "maintenance_work_mem=256MB",
    "max_wal_size=8GB",
    "checkpoint_timeout=15min",
    "random_page_cost=1.1",
];

/// The running cluster. It stops when this is dropped, its data stays.
pub struct BenchCluster {
    running: Running,
    programs: PathBuf,
    log: PathBuf,
    password: String,
}

impl BenchCluster {
    /// Makes it unless it is there, and starts it.
    pub fn start(repo: &Repo, home: &Path, passwords: &Passwords) -> Result<Self> {
        let account = Account::for_new_data()?;
        let folder = folder(repo, home, account)?;
        let major = fs::read_to_string(folder.join("data/PG_VERSION")).ok();
        let found =
            programs(repo, Wish::from_environment()?, major.and_then(|text| text.trim().parse().ok()))?;
        let binaries = npm::within_reach(found, account, &folder)?;
        let (programs, log) = (binaries.folder.clone(), home.join("postgres.log"));
        let password = passwords.of("admin").to_owned();
        let cluster = Cluster {
            folder,
            binaries,
            account,
            password: password.clone(),
            settings: SETTINGS,
            auth: "scram-sha-256",
            stop: Signal::SIGINT,
            log: log.clone(),
        };
        cluster.make()?;
        println!("- PostgreSQL {} in {}", cluster.binaries.major, cluster.folder.display());
        Ok(Self { running: cluster.start()?, programs, log, password })
    }

    /// The address of the superuser.
    pub fn server_url(&self) -> &str {
        &self.running.admin_url
    }

    /// The superuser's address of a database.
    pub fn database_url(&self, name: &str) -> Result<String> {
        bootstrap::address(self.server_url(), super::cluster::ADMIN, &self.password, name)
    }

    /// What the server logs.
    pub fn log(&self) -> &Path {
        &self.log
    }

    /// Its first process.
    pub fn process(&self) -> u32 {
        self.running.process()
    }

    /// A program of the installation or of the path, if it is there.
    pub fn program(&self, name: &str) -> Option<PathBuf> {
        let path = std::env::var_os("PATH").unwrap_or_default();
        let folders = std::iter::once(self.programs.clone()).chain(std::env::split_paths(&path));
        folders.map(|folder| folder.join(name)).find(|program| program.is_file())
    }
}

/// In cargo's folder, or where the database's account can go.
fn folder(repo: &Repo, home: &Path, account: Account) -> Result<PathBuf> {
    account.let_through(home)?;
    let inside = home.join("postgres");
    let folder = if account.can_enter(home) {
        inside
    } else {
        let outside = [PathBuf::from("/var/lib"), std::env::temp_dir(), PathBuf::from("/var/tmp")];
        account.first_reachable(&outside)?.join(format!("calitas-bench-{}", repo.nickname()))
    };
    repo::private_folder(&folder)?;
    account.give(&folder)?;
    Ok(folder)
}
