//! One cluster of our own: made once, started as a child, stopped with us; what an earlier run left is healed.

use super::account::Account;
use super::binaries::Binaries;
use crate::process;
use crate::repo;
use anyhow::{Context, Result, bail};
use nix::sys::signal::Signal;
use std::fs;
use std::net::TcpListener;
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Stdio};
use std::time::{Duration, Instant};

/// The superuser of our clusters.
pub(super) const ADMIN: &str = "calitas_admin";
/// Recovery after a power cut may take its time.
const START_PATIENCE: Duration = Duration::from_secs(180);
const STOP_PATIENCE: Duration = Duration::from_secs(60);

/// A cluster on disk: `folder/data`, its programs and the account it belongs to.
pub struct Cluster {
    /// Where it stands; belongs to `account`.
    pub folder: PathBuf,
    /// The programs it was made with.
    pub binaries: Binaries,
    /// Who runs it.
    pub account: Account,
    /// The superuser's password.
    pub password: String,
    /// Arguments of `postgres` beyond the necessary ones.
    pub settings: &'static [&'static str],
    /// How clients prove that they know a password.
    pub auth: &'static str,
    /// How to stop it: SIGINT ends sessions and writes everything out, SIGQUIT just ends.
    pub stop: Signal,
    /// Where the server writes what it has to say.
    pub log: PathBuf,
}

/// A running cluster; dropping it stops it.
pub struct Running {
    child: Child,
    stop: Signal,
    /// How to log in as the superuser.
    pub admin_url: String,
}

impl Running {
    /// Its first process.
    pub fn process(&self) -> u32 {
        self.child.id()
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        process::stop_child(&mut self.child, self.stop, STOP_PATIENCE);
    }
}

impl Cluster {
    fn data(&self) -> PathBuf {
        self.folder.join("data")
    }

    /// Differs from cluster to cluster, also when one takes another's place.
    pub fn identity(&self) -> Result<String> {
        let born = self.data().join("PG_VERSION").metadata()?.modified()?;
        Ok(format!("{} {born:?}", self.folder.display()))
    }

    /// Makes the cluster unless it is there. An interrupted attempt leaves nothing that would be taken for one.
    pub fn make(&self) -> Result<()> {
        if self.data().is_dir() {
            return Ok(());
        }
        let draft = self.folder.join("data.draft");
        let secret = self.folder.join("password.draft");
        if draft.is_dir() {
            fs::remove_dir_all(&draft)?;
        }
        repo::write_private(&secret, &self.password)?;
        self.account.give(&secret)?;
        let ctype = if cfg!(target_os = "macos") { "UTF-8" } else { "C.UTF-8" };
        let mut initdb = self.account.command(&self.binaries.program("initdb"));
        initdb.arg("-D").arg(&draft).arg(format!("--username={ADMIN}")).current_dir(&self.folder);
        initdb.arg(format!("--pwfile={}", secret.display())).arg(format!("--lc-ctype={ctype}"));
        initdb.arg(format!("--auth={}", self.auth)).args(["--encoding=UTF8", "--lc-collate=C", "--no-sync"]);
        let made = process::output(&mut initdb).context("cannot make a database cluster");
        fs::remove_file(&secret)?;
        made?;
        fs::rename(&draft, self.data()).context("cannot put the new cluster in its place")
    }

    /// Starts it on a free port of the loopback address and waits until it answers.
    pub fn start(&self) -> Result<Running> {
        clear_leftover(&self.data())?;
        let mut attempts = 0;
        loop {
            attempts += 1;
            let port = free_port()?;
            let mut child = self.spawn(port)?;
            match self.wait_until_ready(&mut child) {
                Ok(()) => {
                    let admin_url = format!("postgres://{ADMIN}:{}@127.0.0.1:{port}/postgres", self.password);
                    return Ok(Running { child, stop: self.stop, admin_url });
                }
                Err(error) => {
                    process::stop_child(&mut child, self.stop, STOP_PATIENCE);
                    // Somebody else may have taken the free port between our look and the start.
                    if attempts == 3 || process::stopping() || child_was_fine(&self.log) {
                        return Err(error);
                    }
                }
            }
        }
    }

    fn spawn(&self, port: u16) -> Result<Child> {
        let log =
            fs::File::create(&self.log).with_context(|| format!("cannot write {}", self.log.display()))?;
        let mut postgres = self.account.command(&self.binaries.program("postgres"));
        postgres.arg("-D").arg(self.data()).arg("-p").arg(port.to_string()).current_dir(&self.folder);
        // No socket file: one way in less, and no folder that has to be short and writable.
        let fixed = ["listen_addresses=127.0.0.1", "unix_socket_directories=", "logging_collector=off"];
        for setting in fixed.iter().chain(self.settings) {
            postgres.arg("-c").arg(setting);
        }
        postgres.process_group(0).stdin(Stdio::null()).stdout(log.try_clone()?).stderr(log);
        postgres.spawn().context("cannot start PostgreSQL")
    }

    fn wait_until_ready(&self, child: &mut Child) -> Result<()> {
        let deadline = Instant::now() + START_PATIENCE;
        let said = || process::tail(&self.log, 15);
        while Instant::now() < deadline {
            process::go_on()?;
            if let Some(status) = child.try_wait()? {
                bail!("PostgreSQL did not start ({status}):\n{}", said());
            }
            let state = fs::read_to_string(self.data().join("postmaster.pid")).unwrap_or_default();
            let mut lines = state.lines();
            let ours = lines.next().is_some_and(|first| first.trim() == child.id().to_string());
            if ours && lines.nth(6).is_some_and(|status| status.trim() == "ready") {
                return Ok(());
            }
            std::thread::sleep(Duration::from_millis(30));
        }
        bail!("PostgreSQL was not ready after {} seconds:\n{}", START_PATIENCE.as_secs(), said())
    }
}

/// Stops a server that a killed run left on this data, and clears a lock that no server holds any more.
pub fn clear_leftover(data: &Path) -> Result<()> {
    let lock = data.join("postmaster.pid");
    let Ok(text) = fs::read_to_string(&lock) else { return Ok(()) };
    let Some(process) = text.lines().next().and_then(|line| line.trim().parse::<u32>().ok()) else {
        return Ok(());
    };
    if !process::is_alive(process) {
        return release(data, &lock);
    }
    let command = process::command_line(process);
    if command.is_empty() {
        bail!("cannot tell whether process {process} still runs PostgreSQL on {}; stop it", data.display());
    }
    if !command.contains(&*data.to_string_lossy()) {
        // The number was given to another program since; PostgreSQL would take that one for a server.
        return fs::remove_file(&lock).with_context(|| format!("cannot clear {}", lock.display()));
    }
    let ways = [
        (Signal::SIGINT, STOP_PATIENCE),
        (Signal::SIGQUIT, Duration::from_secs(10)),
        (Signal::SIGKILL, Duration::from_secs(5)),
    ];
    if process::stop_stranger(process, &ways) {
        return release(data, &lock);
    }
    bail!("a PostgreSQL left by an earlier run (process {process}) cannot be stopped")
}

/// Removes the lock of a server that is gone, once none of its helpers works on the data any more. PostgreSQL would
/// do that itself, but takes a dead process that nobody has collected yet, as happens in containers, for a live one.
fn release(data: &Path, lock: &Path) -> Result<()> {
    let deadline = Instant::now() + Duration::from_secs(20);
    while process::works_in(data) {
        if Instant::now() > deadline {
            bail!("processes of an earlier PostgreSQL still work in {}; stop them", data.display());
        }
        std::thread::sleep(Duration::from_millis(50));
    }
    match fs::remove_file(lock) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
            Err(error).with_context(|| format!("cannot clear {}", lock.display()))
        }
        Ok(()) | Err(_) => Ok(()),
    }
}

fn child_was_fine(log: &Path) -> bool {
    !process::tail(log, 30).contains("could not bind")
}

/// A port that nobody listens on at this moment.
fn free_port() -> Result<u16> {
    let listener = TcpListener::bind(("127.0.0.1", 0)).context("no free port on 127.0.0.1")?;
    Ok(listener.local_addr()?.port())
}
