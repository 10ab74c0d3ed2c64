//! D6: the program of an earlier version serves under load while the migrations of this one run, and goes on serving
//! beside servers of this one. No request fails, and nobody waits long for a lock.

use super::drill::{Drill, Reply, Writer};
use super::{Finding, Ground};
use crate::postgres;
use crate::process;
use crate::product::{self, Extent, Product};
use anyhow::{Context, Result, bail};
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::thread;
use std::time::{Duration, Instant};

const LONGEST_LOCK: Duration = Duration::from_secs(2);
const BESIDE: Duration = Duration::from_secs(5);
const WRITERS: usize = 4;

pub fn run(ground: &Ground<'_>) -> Result<Finding> {
    let old = match &ground.options.old {
        Some(binary) => binary.clone(),
        None => match build(ground)? {
            Some(binary) => binary,
            None => {
                return Ok(Finding::not_checked(
                    "without the history of git there is no earlier version; use --old",
                ));
            }
        },
    };
    product::build(ground.repo, Extent::WithTests)?;
    let drill = Drill::open(ground, "migration")?;
    let earlier = Product::new(ground.repo, &drill.urls, drill.product.listen(), &drill.home)?.built_as(&old);
    earlier.run_logged("migrate")?;
    earlier.run_logged("demo")?;
    let pending = count(&drill)?;
    let serving = earlier.serve()?;
    let writer = Writer::sign_in(&earlier)?;
    let load = Load::default();
    let (longest, migrated) = thread::scope(|scope| -> Result<(Duration, Duration)> {
        for number in 0..WRITERS {
            let (load, writer) = (&load, &writer);
            scope.spawn(move || load.keep_on(writer, number));
        }
        let worked = (|| {
            load.on(earlier.listen());
            thread::sleep(BESIDE);
            let watch = Watch::start(&drill)?;
            let began = Instant::now();
            drill.product.run_logged("migrate").context("the migration of this version")?;
            let migrated = began.elapsed();
            let longest = watch.stop()?;
            // The old one beside the new one, on one database.
            let beside =
                Product::new(ground.repo, &drill.urls, product::free_address()?, &drill.home.join("new"))?;
            let mut beside = beside;
            // Behind one proxy: tokens of the one are believed by the other.
            beside.set("CALITAS_PUBLIC_URL", drill.product.address());
            beside.set("CALITAS_SECRETS", drill.home.join("secrets").display().to_string());
            let newer = beside.serve()?;
            load.on(beside.listen());
            thread::sleep(BESIDE);
            load.finish();
            drop(newer);
            Ok((longest, migrated))
        })();
        load.finish();
        worked
    })?;
    drop(serving);
    let applied = count(&drill)? - pending;
    let verified = drill.product.output(&["journal", "verify"])?;
    let (answers, faults) = (load.answers.load(Ordering::Relaxed), load.faults());
    let figure = format!(
        "{applied} migrations in {:.1} s under load, {answers} answers of old and new, {} failed, longest lock {:.2} s \
         (<= 2), {} journals intact{}",
        migrated.as_secs_f32(),
        faults.len(),
        longest.as_secs_f32(),
        verified.lines().count(),
        faults.first().map(|fault| format!("\n{fault}")).unwrap_or_default()
    );
    Ok(Finding::judged(figure, faults.is_empty() && longest <= LONGEST_LOCK && answers > 0))
}

/// Builds the commit before the newest migration came, in a folder of cargo of its own: in a shared one the crates of
/// both trees would have the same names.
fn build(ground: &Ground<'_>) -> Result<Option<PathBuf>> {
    let git = |words: &[&str]| {
        let mut git = Command::new("git");
        git.current_dir(ground.repo.root()).args(words);
        process::output(&mut git).map(|said| said.trim().to_owned())
    };
    let Ok(newest) = git(&["log", "-1", "--diff-filter=A", "--format=%H", "--", "migrations"]) else {
        return Ok(None);
    };
    let Ok(commit) = git(&["rev-parse", &format!("{newest}^")]) else { return Ok(None) };
    let kept = ground.home.join(format!("calitas-{}", &commit[..12]));
    if kept.is_file() {
        return Ok(Some(kept));
    }
    let tree = ground.home.join("old");
    let folder = tree.display().to_string();
    if tree.is_dir() {
        git(&["worktree", "remove", "--force", &folder])?;
    }
    git(&["worktree", "add", "--detach", &folder, &commit])?;
    println!("building the version before the newest migration ({})", &commit[..12]);
    let built = compile(ground, &tree, &kept);
    git(&["worktree", "remove", "--force", &folder])?;
    built.map(|()| Some(kept))
}

fn compile(ground: &Ground<'_>, tree: &Path, kept: &Path) -> Result<()> {
    let target = ground.home.join("old-target");
    let mut cargo = Command::new("cargo");
    cargo
        .current_dir(tree)
        .args(["build", "--workspace", "--locked", "--bin", "calitas", "--target-dir"])
        .arg(&target);
    process::run_logged(&mut cargo, &ground.home.join("old.log"))?;
    std::fs::copy(target.join("debug/calitas"), kept).context("the old program cannot be kept")?;
    Ok(())
}

fn count(drill: &Drill) -> Result<i64> {
    let mut admin = postgres::connect(&drill.admin_url())?;
    Ok(admin.query_one("SELECT count(*) FROM _sqlx_migrations", &[])?.get(0))
}

/// People who read and write, until told to finish.
#[derive(Default)]
struct Load {
    addresses: Mutex<Vec<SocketAddr>>,
    is_over: AtomicBool,
    answers: AtomicUsize,
    faults: Mutex<Vec<String>>,
}

impl Load {
    /// From now on also there.
    fn on(&self, address: SocketAddr) {
        self.addresses.lock().unwrap_or_else(std::sync::PoisonError::into_inner).push(address);
    }

    fn finish(&self) {
        self.is_over.store(true, Ordering::Relaxed);
    }

    fn faults(&self) -> Vec<String> {
        self.faults.lock().unwrap_or_else(std::sync::PoisonError::into_inner).clone()
    }

    fn keep_on(&self, writer: &Writer, number: usize) {
        let mut count = 0;
        while !self.is_over.load(Ordering::Relaxed) {
            let known = self.addresses.lock().unwrap_or_else(std::sync::PoisonError::into_inner).clone();
            let Some(address) = known.get(count % known.len().max(1)) else {
                thread::sleep(Duration::from_millis(20));
                continue;
            };
            let asked = if count % 2 == 0 {
                writer.read(*address)
            } else {
                writer.write(*address, &format!("m{number}-{count}"))
            };
            count += 1;
            match asked {
                Ok(reply) if reply.is_good() => {
                    self.answers.fetch_add(1, Ordering::Relaxed);
                }
                Ok(Reply { status, body }) => self.fault(format!("{status} {body}")),
                Err(error) => self.fault(format!("{error:#}")),
            }
        }
    }

    fn fault(&self, what: String) {
        self.faults.lock().unwrap_or_else(std::sync::PoisonError::into_inner).push(what);
    }
}

/// Looks for people who wait for a lock.
struct Watch {
    hand: thread::JoinHandle<Result<Duration>>,
    is_over: std::sync::Arc<AtomicBool>,
}

impl Watch {
    fn start(drill: &Drill) -> Result<Self> {
        let mut admin = postgres::connect(&drill.admin_url())?;
        let is_over = std::sync::Arc::new(AtomicBool::new(false));
        let over = std::sync::Arc::clone(&is_over);
        let hand = thread::spawn(move || {
            let mut longest = 0.0_f64;
            let look = "SELECT coalesce(extract(epoch FROM max(clock_timestamp() - query_start)), 0)::float8
              FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database()";
            while !over.load(Ordering::Relaxed) {
                longest = longest.max(admin.query_one(look, &[])?.get(0));
                thread::sleep(Duration::from_millis(20));
            }
            Ok(Duration::from_secs_f64(longest.max(0.0)))
        });
        Ok(Self { hand, is_over })
    }

    fn stop(self) -> Result<Duration> {
        self.is_over.store(true, Ordering::Relaxed);
        self.hand.join().unwrap_or_else(|_| bail!("the watch broke off"))
    }
}
