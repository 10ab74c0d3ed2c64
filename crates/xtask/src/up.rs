//! `cargo xtask up`: from a checkout to a page in the browser, and back to nothing running.

use crate::postgres::kept::{self, Database};
use crate::process::{self, bold};
use crate::product::{self, Extent, Product, Server};
use crate::repo::Repo;
use crate::{node, stamp, web};
use anyhow::{Context, Result, bail};
use nix::fcntl::{Flock, FlockArg};
use std::fs::{self, File};
use std::io::Write;
use std::net::{SocketAddr, TcpListener};
use std::time::{Duration, Instant};

/// Held by whoever runs, with where.
const LOCK: &str = "up.lock";

#[derive(clap::Args)]
pub struct Options {
    /// Address and port to serve on
    #[arg(long, env = "CALITAS_LISTEN", default_value = "127.0.0.1:8080")]
    listen: SocketAddr,
}

/// A server of the demonstration with its database; both stop when this is dropped, the server first.
pub struct Started {
    server: Server,
    /// What runs.
    pub product: Product,
    database: Database,
    _lock: Flock<File>,
}

impl Started {
    /// Builds and starts everything.
    pub fn begin(repo: &Repo, listen: SocketAddr) -> Result<Self> {
        let lock = only_one(repo, listen)?;
        product::stop_leftover(repo, &repo.data("")?)?;
        if let Err(error) = TcpListener::bind(listen) {
            bail!("cannot listen on {listen} ({error}); choose another with `--listen 127.0.0.1:8090`");
        }
        node::check()?;
        build(repo)?;

        say("starting the database");
        let database = kept::open(repo)?;
        let product = Product::new(repo, &database.urls, listen, &repo.data("")?)?;
        product.run_logged("migrate")?;
        let demo = format!("{} {}", database.identity, product.identity()?);
        stamp::unless_same(&repo.data("demo.stamp")?, &demo, || {
            say("loading the demo, or what a new version adds to it");
            product.run_logged("demo")
        })?;

        say("starting the server");
        let server = product.serve()?;
        Ok(Self { server, product, database, _lock: lock })
    }
}

/// Builds, starts everything, waits for Ctrl-C and stops everything.
pub fn run(repo: &Repo, options: &Options) -> Result<()> {
    let began = Instant::now();
    let mut started = Started::begin(repo, options.listen)?;
    println!("{}", welcome(&started.product, &started.database, began.elapsed())?);
    while !process::stopping() {
        started.server.check()?;
        std::thread::sleep(Duration::from_millis(100));
    }
    println!("\nstopping");
    drop(started);
    println!("stopped; the data is kept");
    Ok(())
}

/// Where this checkout runs Calitas at this moment, if it does.
pub fn running(repo: &Repo) -> Option<SocketAddr> {
    let file = repo.data(LOCK).ok()?;
    let open = File::options().read(true).write(true).open(&file).ok()?;
    // Who holds the lock runs; the text alone may be left from a run that was killed.
    Flock::lock(open, FlockArg::LockExclusiveNonblock).err()?;
    let holder = fs::read_to_string(&file).ok()?;
    holder.split("http://").nth(1)?.split_whitespace().next()?.parse().ok()
}

/// Server and pages at the same time: cargo shows its progress, npm works quietly beside it.
fn build(repo: &Repo) -> Result<()> {
    say("building the server and the pages (the first time takes some minutes)");
    std::thread::scope(|scope| {
        let pages = scope.spawn(|| web::build(repo));
        let server = product::build(repo, Extent::Binary);
        let pages = pages.join().unwrap_or_else(|_| bail!("building the pages broke off"));
        server.and(pages)
    })
}

fn welcome(product: &Product, database: &Database, took: Duration) -> Result<String> {
    let logins = product.output(&["demo", "--list-logins"])?;
    let address = bold(&product.address());
    let (logins, seconds, place) = (logins.trim_end(), took.as_secs_f32(), &database.description);
    Ok(format!(
        "\nCalitas runs at {address}\n\n{logins}\n\n\
         ready after {seconds:.1} s; data: {place}; log: .data/server.log\n\
         Ctrl-C stops everything, the data stays."
    ))
}

/// Holds `.data` for this run. The lock goes with the process, however it ends.
fn only_one(repo: &Repo, listen: SocketAddr) -> Result<Flock<File>> {
    let file = repo.data(LOCK)?;
    let open = File::options().create(true).truncate(false).read(true).write(true).open(&file);
    let open = open.with_context(|| format!("cannot write {}", file.display()))?;
    let Ok(mut lock) = Flock::lock(open, FlockArg::LockExclusiveNonblock) else {
        let holder = fs::read_to_string(&file).unwrap_or_default();
        bail!("this checkout already runs Calitas{holder}; stop that one first");
    };
    lock.set_len(0)?;
    write!(lock, " at http://{listen} (process {})", std::process::id())?;
    Ok(lock)
}

fn say(what: &str) {
    println!("- {what}");
}
