//! The kept cluster of the benchmark and what is generated into it.

use crate::postgres::{self, BenchCluster, Passwords, Urls};
use crate::process;
use crate::product::Product;
use crate::repo::Repo;
use crate::stamp;
use anyhow::{Context, Result};
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::time::Instant;

const NAME: &str = "calitas_bench";
const SETUP: &str = include_str!("../../../../tests/bench/generate/setup.sql");
const INSTITUTION: &str = include_str!("../../../../tests/bench/generate/institution.sql");
/// Institutions are made on so many connections at once.
const HANDS: u32 = 2;

/// The running database, generated. It stops when this is dropped, its data stays.
pub struct Database {
    /// Addresses by role.
    pub urls: Urls,
    /// As a superuser.
    pub admin_url: String,
    cluster: BenchCluster,
}

impl Database {
    /// Starts the cluster, and generates unless the wanted volume is there. A kept database takes new migrations in;
    /// one that cannot is made anew.
    pub fn open(repo: &Repo, product: &Path, home: &Path, tenants: u32, actions: u32) -> Result<Self> {
        let passwords = Passwords::kept_in(&home.join("passwords.json"))?;
        let cluster = BenchCluster::start(repo, home, &passwords)?;
        let wanted =
            format!("{tenants} {actions} {}", stamp::paths(&[repo.path("tests/bench/generate")], &[])?);
        let admin_url = cluster.database_url(NAME)?;
        let found = postgres::connect(&admin_url).and_then(|mut admin| {
            Ok(admin.query_one("SELECT shape FROM bench.volume", &[])?.get::<_, String>(0))
        });
        let is_there = found.is_ok_and(|found| found == wanted);
        if !is_there {
            postgres::remove(cluster.server_url(), NAME)?;
        }
        let urls = postgres::prepare(cluster.server_url(), &passwords, NAME)?;
        let database = Self { urls, admin_url, cluster };
        let address = SocketAddr::from(([127, 0, 0, 1], 0));
        let product = Product::new(repo, &database.urls, address, home)?.built_as(product);
        if !is_there || product.run_logged("migrate").is_err() {
            postgres::remove(database.cluster.server_url(), NAME)?;
            postgres::prepare(database.cluster.server_url(), &passwords, NAME)?;
            product.run_logged("migrate")?;
            database.generate(tenants, actions, &wanted)?;
        }
        // The background work of an installation, which rests while something is measured.
        product.run_logged("rollup")?;
        Ok(database)
    }

    fn generate(&self, tenants: u32, actions: u32, shape: &str) -> Result<()> {
        let started = Instant::now();
        let mut admin = postgres::connect(&self.admin_url)?;
        for part in [SETUP, INSTITUTION, "SELECT bench.municipalities()"] {
            admin.batch_execute(part).map_err(postgres::plainly).context("the generator does not run")?;
        }
        let each = i32::try_from(actions / tenants.max(1))?;
        let all = i32::try_from(tenants)?;
        // The city halls first: the other institutions stand under them.
        let (halls, others): (Vec<i32>, Vec<i32>) = {
            let heads =
                "SELECT min(k) FROM generate_series(0, $1 - 1) AS k GROUP BY bench.municipality_of(k, $1)";
            let heads: Vec<i32> = admin.query(heads, &[&all])?.iter().map(|row| row.get(0)).collect();
            (0..all).partition(|number| heads.contains(number))
        };
        self.institutions(&halls, all, each)?;
        std::thread::scope(|scope| {
            let hands: Vec<_> = (0..HANDS as usize)
                .map(|hand| {
                    let mine: Vec<i32> = others.iter().copied().skip(hand).step_by(HANDS as usize).collect();
                    scope.spawn(move || self.institutions(&mine, all, each))
                })
                .collect();
            hands.into_iter().try_for_each(|hand| hand.join().expect("a hand does not panic"))
        })?;
        println!("- {:.0} s; statistics and the visibility map", started.elapsed().as_secs_f32());
        admin.batch_execute("VACUUM (ANALYZE)")?;
        admin.batch_execute("CREATE TABLE bench.volume (shape text NOT NULL)")?;
        admin.execute("INSERT INTO bench.volume VALUES ($1)", &[&shape])?;
        let size =
            "SELECT pg_size_pretty(pg_database_size(current_database())), (SELECT count(*) FROM journal),
          (SELECT count(*) FROM plan_action)";
        let row = admin.query_one(size, &[])?;
        let (size, entries, made): (String, i64, i64) = (row.get(0), row.get(1), row.get(2));
        let took = started.elapsed().as_secs_f32();
        println!("- {tenants} institutions, {made} actions, {entries} journal entries: {size}, {took:.0} s");
        Ok(())
    }

    /// Makes some institutions one after the other. What is made follows its own references, so the triggers that
    /// would look them up rest; the test of the generator runs with them.
    fn institutions(&self, numbers: &[i32], all: i32, actions: i32) -> Result<()> {
        let mut hand = postgres::connect(&self.admin_url)?;
        hand.batch_execute(
            "SET session_replication_role = replica; SET synchronous_commit = off; SET work_mem = '64MB'",
        )?;
        for (place, number) in numbers.iter().enumerate() {
            process::go_on()?;
            hand.execute("SELECT bench.institution($1, $2, $3)", &[number, &all, &actions])
                .map_err(postgres::plainly)
                .with_context(|| format!("institution {number}"))?;
            if place % 10 == 9 {
                println!("- institution {number} of {all}");
            }
        }
        Ok(())
    }

    /// From now on new connections of the product log the plan of every statement.
    pub fn log_plans(&self) -> Result<()> {
        let set = ["calitas_app", "calitas_oversight"].map(|role| {
            format!(
                "ALTER ROLE {role} SET session_preload_libraries = 'auto_explain';
                 ALTER ROLE {role} SET auto_explain.log_min_duration = 0;
                 ALTER ROLE {role} SET auto_explain.log_format = 'json'"
            )
        });
        let set = set.join(";");
        // The settings are known once the library is loaded.
        let text = format!("LOAD 'auto_explain'; {set}");
        postgres::connect(&self.admin_url)?.batch_execute(&text).map_err(postgres::plainly)
    }

    /// The opposite of [`Database::log_plans`].
    pub fn log_plans_no_more(&self) -> Result<()> {
        let text =
            "LOAD 'auto_explain'; ALTER ROLE calitas_app RESET ALL; ALTER ROLE calitas_oversight RESET ALL";
        postgres::connect(&self.admin_url)?.batch_execute(text).map_err(postgres::plainly)
    }

    /// What the server logs.
    pub fn log(&self) -> &Path {
        self.cluster.log()
    }

    /// Its first process.
    pub fn process(&self) -> u32 {
        self.cluster.process()
    }

    /// pgbench, when it came with the installation.
    pub fn pgbench(&self) -> Option<PathBuf> {
        self.cluster.program("pgbench")
    }
}
