//! The project's own tool: `cargo xtask up` runs Calitas, `cargo xtask test` checks everything.
//!
//! It is the first thing built on a fresh machine, so it stays small and knows no other crate of the workspace;
//! what needs the product goes through the `calitas` binary. A new command is a variant of [`Command`] and a module.

mod bench;
mod forms;
mod gate;
mod harden;
mod node;
mod parts;
mod postgres;
mod prepare;
mod process;
mod product;
mod repo;
mod schema;
mod stamp;
mod up;
mod web;

use clap::{Parser, Subcommand};
use repo::Repo;
use std::process::ExitCode;

const POSTGRES: &str = "\
PostgreSQL: `up` takes the server of DATABASE_URL (a superuser's address) when that is set; everything else runs one of
its own, from installed programs (15 or newer) or from the npm package pinned in deploy/postgres.
CALITAS_POSTGRES=url, installed or npm allows only that one.";

#[derive(Parser)]
#[command(name = "cargo xtask", about = "Runs and checks Calitas.", after_help = POSTGRES, disable_help_subcommand = true)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Build Calitas and run it here with its demo; Ctrl-C stops everything, data stays in .data
    Up(up::Options),
    /// Write every annex of the demonstration's finished year of internal control into a folder, as PDF, DOCX and XLSX
    DemoForms(forms::Options),
    /// Run every check that CI runs
    Test(gate::Options),
    /// Run the long tests of hard cases: crashes, kills, cuts, restores, load; CI does not
    Harden(harden::Options),
    /// Measure the product on a large generated database, beside its peer and its limit
    Bench(bench::Options),
    /// Write the list of everything a release is made of (SBOM, CycloneDX)
    Parts(parts::Options),
    /// Write the data that lets SQL be checked without a database (crates/store/.sqlx)
    Prepare,
    /// Write schema.graphql from the code
    Schema(schema::Options),
    /// Run a throw-away PostgreSQL until Ctrl-C, or for the length of a command, for tests
    Postgres(postgres::throwaway::Options),
}

fn main() -> ExitCode {
    let cli = Cli::parse();
    let outcome = process::watch_signals().and_then(|()| Repo::find()).and_then(|repo| {
        let done = |()| ExitCode::SUCCESS;
        match cli.command {
            Command::Up(options) => up::run(&repo, &options).map(done),
            Command::DemoForms(options) => forms::run(&repo, &options).map(done),
            Command::Test(options) => gate::run(&repo, &options),
            Command::Harden(options) => harden::run(&repo, &options),
            Command::Bench(options) => bench::run(&repo, &options).map(done),
            Command::Parts(options) => parts::run(&repo, &options).map(done),
            Command::Prepare => prepare::write(&repo).map(done),
            Command::Schema(options) => schema::run(&repo, &options).map(done),
            Command::Postgres(options) => postgres::throwaway::run(&repo, &options).map(done),
        }
    });
    match outcome {
        Ok(code) => code,
        Err(_) if process::stopping() => ExitCode::from(130),
        Err(error) => {
            eprintln!("\n{} {error:#}", process::red("error:"));
            ExitCode::FAILURE
        }
    }
}
