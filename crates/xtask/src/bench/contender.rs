//! Those who answer: the product, PostGraphile and the hand-written handler, each started as a child on a free port and
//! stopped by its process id.

use super::{CONNECTIONS, Programs, database::Database};
use crate::node;
use crate::process;
use crate::product::{self, Product, Server};
use crate::repo::{self, Repo};
use anyhow::{Context, Result, bail};
use nix::sys::signal::Signal;
use std::fs::File;
use std::net::{SocketAddr, TcpStream};
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

const PEER: &str = "tests/bench/peer";
/// Ten thousand sockets and what else a process has open; the limit of a login session is often a tenth of that.
const OPEN_FILES: u32 = 65_536;

/// Whether PostGraphile takes part.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Peer {
    /// It does.
    Wanted,
    /// Nobody asks it.
    NotNeeded,
}

/// All who answer, until this is dropped.
pub struct Contenders<'a> {
    bench: PathBuf,
    database: &'a Database,
    product: Product,
    server: Server,
    peer: Option<Helper>,
    raw: Helper,
    home: PathBuf,
}

/// A program beside the product.
struct Helper {
    child: Child,
    address: SocketAddr,
    log: PathBuf,
}

impl Drop for Helper {
    fn drop(&mut self) {
        process::stop_child(&mut self.child, Signal::SIGTERM, Duration::from_secs(5));
    }
}

impl<'a> Contenders<'a> {
    /// Starts them and waits until they listen.
    pub fn start(
        repo: &Repo,
        programs: &Programs,
        database: &'a Database,
        home: &Path,
        peer: Peer,
    ) -> Result<Self> {
        let home = home.to_owned();
        product::stop_leftover(repo, &home)?;
        let mut product =
            Product::new(repo, &database.urls, product::free_address()?, &home)?.built_as(&programs.product);
        product.set("CALITAS_WORKERS", "false".to_owned());
        product.set("CALITAS_LOG__FILTER", "warn".to_owned());
        product.set("CALITAS_DATABASE__CONNECTIONS", CONNECTIONS.to_string());
        product.open_files(OPEN_FILES);
        let server = product.serve()?;
        let peer = match peer {
            Peer::Wanted => Some(start_peer(repo, database, &home)?),
            Peer::NotNeeded => None,
        };
        let address = product::free_address()?;
        let mut raw = limited(&programs.bench);
        raw.arg("raw").arg("--listen").arg(address.to_string());
        let raw = Helper::start(introduce(&mut raw, database), address, home.join("raw.log"))?;
        let bench = programs.bench.clone();
        Ok(Self { bench, database, product, server, peer, raw, home })
    }

    /// A command of `calitas-bench` that knows the product and the processes of these contenders.
    pub fn bench(&self, name: &str, processes: &[&str]) -> Result<Command> {
        let mut command = limited(&self.bench);
        command.arg(name).arg("--ours").arg(self.product.listen().to_string());
        command.arg("--issuer").arg(self.product.address()).arg("--secrets").arg(self.home.join("secrets"));
        if !processes.is_empty() {
            command.arg("--processes");
        }
        for process in processes {
            let id = match *process {
                "ours" => self.server.process(),
                "peer" => self.peer.as_ref().context("the peer does not run")?.child.id(),
                "raw" => self.raw.child.id(),
                "database" => self.database.process(),
                other => bail!("nobody is called {other}"),
            };
            command.arg(id.to_string());
        }
        introduce(&mut command, self.database);
        Ok(command)
    }

    /// Where PostGraphile listens.
    pub fn peer_address(&self) -> String {
        self.peer.as_ref().map_or_else(String::new, |peer| peer.address.to_string())
    }

    /// Where the hand-written handler listens.
    pub fn raw_address(&self) -> String {
        self.raw.address.to_string()
    }

    /// A folder for the scripts of pgbench.
    pub fn scripts(&self) -> Result<PathBuf> {
        let folder = self.home.join("scripts");
        repo::private_folder(&folder)?;
        Ok(folder)
    }

    /// Adds what the contenders said last to an error.
    pub fn explain<T>(&self, result: Result<T>) -> Result<T> {
        let Err(error) = result else { return result };
        process::go_on()?;
        let logs = self.peer.iter().chain([&self.raw]).map(|helper| process::tail(&helper.log, 10));
        let logs: Vec<String> = logs.chain([self.server.last_words()]).collect();
        bail!("{error:#}\nthe contenders said:\n{}", logs.join("\n"))
    }
}

impl Helper {
    fn start(command: &mut Command, address: SocketAddr, log: PathBuf) -> Result<Self> {
        let file = File::create(&log).with_context(|| format!("cannot write {}", log.display()))?;
        command.stdin(Stdio::null()).stdout(file.try_clone()?).stderr(file).process_group(0);
        let child = command.spawn().context("a contender cannot be started")?;
        let mut helper = Self { child, address, log };
        let deadline = Instant::now() + Duration::from_secs(60);
        while TcpStream::connect_timeout(&address, Duration::from_secs(1)).is_err() {
            process::go_on()?;
            if helper.child.try_wait()?.is_some() || Instant::now() > deadline {
                bail!("a contender does not listen:\n{}", process::tail(&helper.log, 20));
            }
            std::thread::sleep(Duration::from_millis(100));
        }
        Ok(helper)
    }
}

/// PostGraphile on the Node of its own that its packages bring: it needs 22.
fn start_peer(repo: &Repo, database: &Database, home: &Path) -> Result<Helper> {
    node::install(repo, PEER, &["--ignore-scripts"])?;
    let address = product::free_address()?;
    let mut peer = Command::new(repo.path(PEER).join("node_modules/.bin/node"));
    peer.current_dir(repo.path(PEER)).arg("server.mjs").env("NODE_ENV", "production");
    peer.env("BENCH_PORT", address.port().to_string());
    Helper::start(introduce(&mut peer, database), address, home.join("peer.log"))
}

/// Tells a program where the database is.
fn introduce<'a>(command: &'a mut Command, database: &Database) -> &'a mut Command {
    command.env("BENCH_APP_URL", &database.urls.app).env("BENCH_ADMIN_URL", &database.admin_url);
    command.env("BENCH_CONNECTIONS", CONNECTIONS.to_string())
}

/// A program that may open many files, as far as this machine allows.
fn limited(program: &Path) -> Command {
    process::with_open_files(program, OPEN_FILES)
}
