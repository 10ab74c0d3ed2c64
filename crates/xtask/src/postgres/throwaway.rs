//! A PostgreSQL for tests: fast, not durable, gone afterwards.

use super::account::Account;
use super::bootstrap::Passwords;
use super::cluster::{Cluster, Running, clear_leftover};
use super::{Wish, npm, programs};
use crate::process;
use crate::repo::{self, Repo};
use anyhow::{Context, Result, bail};
use nix::fcntl::{Flock, FlockArg};
use nix::sys::signal::Signal;
use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

/// The variable that the tests read: the address of a superuser of a server made for tests.
pub const VARIABLE: &str = "CALITAS_TEST_DATABASE_URL";

/// Nothing here survives a crash, and nothing needs to.
const SETTINGS: &[&str] = &[
    "fsync=off",
    "synchronous_commit=off",
    "full_page_writes=off",
    "wal_level=minimal",
    "max_wal_senders=0",
    "max_connections=300",
    "shared_buffers=256MB",
    "checkpoint_timeout=1h",
    "max_wal_size=8GB",
];

/// In clear, but only over the loopback address: proving it by SCRAM costs an unoptimised client 70 ms for each of
/// the thousands of connections that tests make.
const AUTH: &str = "password";

/// Servers that this process has started.
static COUNT: AtomicU32 = AtomicU32::new(0);

#[derive(clap::Args)]
pub struct Options {
    /// A command to run with CALITAS_TEST_DATABASE_URL set, for instance: cargo nextest run plan
    #[arg(trailing_var_arg = true, allow_hyphen_values = true)]
    command: Vec<String>,
}

/// A running throw-away server. It and its data go when this is dropped.
pub struct Throwaway {
    /// The superuser's address.
    pub admin_url: String,
    /// What it is, for people.
    pub description: String,
    server: Option<Running>,
    folder: Option<(PathBuf, Flock<File>)>,
}

impl Drop for Throwaway {
    fn drop(&mut self) {
        drop(self.server.take());
        if let Some((folder, _lock)) = self.folder.take() {
            let _ = fs::remove_dir_all(folder);
        }
    }
}

/// The command `cargo xtask postgres`.
pub fn run(repo: &Repo, options: &Options) -> Result<()> {
    let server = start(repo)?;
    let Some((program, arguments)) = options.command.split_first() else {
        println!("{}, until Ctrl-C:\n\nexport {VARIABLE}={}", server.description, server.admin_url);
        while !process::stopping() {
            std::thread::sleep(Duration::from_millis(100));
        }
        return Ok(());
    };
    let status =
        process::wait_for_step(Command::new(program).args(arguments).env(VARIABLE, &server.admin_url))?;
    if status.success() { Ok(()) } else { bail!("`{program}` failed ({status})") }
}

/// Starts one. With `CALITAS_POSTGRES=url` it is the server of `DATABASE_URL`, on which the tests then make
/// and drop databases of their own.
pub fn start(repo: &Repo) -> Result<Throwaway> {
    let wish = Wish::from_environment()?;
    if wish == Wish::Url {
        let admin_url = std::env::var("DATABASE_URL")
            .context("CALITAS_POSTGRES is `url`, but DATABASE_URL is not set")?;
        let description = "the server of DATABASE_URL".to_owned();
        return Ok(Throwaway { admin_url, description, server: None, folder: None });
    }
    let found = programs(repo, wish, None)?;
    let account = Account::for_new_data()?;
    let temporary = [std::env::temp_dir(), PathBuf::from("/tmp"), PathBuf::from("/var/tmp")];
    let parent = account.first_reachable(&temporary)?;
    let prefix = format!("calitas-test-{}-", repo.nickname());
    sweep(&parent, &prefix)?;
    // Some drills need two.
    let number = COUNT.fetch_add(1, Ordering::Relaxed);
    let folder = parent.join(format!("{prefix}{}-{number}", std::process::id()));
    repo::private_folder(&folder)?;
    let lock = lock(&folder)?.context("another run holds the folder for its test database")?;
    account.give(&folder)?;
    let binaries = npm::within_reach(found, account, &folder)?;
    let description =
        format!("a throw-away PostgreSQL {} from {}", binaries.major, binaries.folder.display());
    let log = folder.join("postgres.log");
    let password = Passwords::generate()?.of("admin").to_owned();
    let cluster = Cluster {
        folder: folder.clone(),
        binaries,
        account,
        password,
        settings: SETTINGS,
        auth: AUTH,
        stop: Signal::SIGQUIT,
        log,
    };
    let mut made =
        Throwaway { admin_url: String::new(), description, server: None, folder: Some((folder, lock)) };
    cluster.make()?;
    let server = cluster.start()?;
    made.admin_url.clone_from(&server.admin_url);
    made.server = Some(server);
    Ok(made)
}

/// Removes what killed runs left: folders whose lock nobody holds.
fn sweep(parent: &Path, prefix: &str) -> Result<()> {
    for entry in fs::read_dir(parent)?.flatten() {
        let folder = entry.path();
        let ours = entry.file_name().to_string_lossy().starts_with(prefix);
        if ours && folder.join("lock").is_file() && lock(&folder)?.is_some() {
            clear_leftover(&folder.join("data"))?;
            fs::remove_dir_all(&folder).with_context(|| format!("cannot remove {}", folder.display()))?;
        }
    }
    Ok(())
}

fn lock(folder: &Path) -> Result<Option<Flock<File>>> {
    let file =
        File::create(folder.join("lock")).with_context(|| format!("cannot write in {}", folder.display()))?;
    Ok(Flock::lock(file, FlockArg::LockExclusiveNonblock).ok())
}
