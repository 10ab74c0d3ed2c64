//! Measures Calitas against its peer and its limit on a generated database. `cargo xtask bench` prepares everything
//! and calls this program; `README.md` beside it says what is measured and how to read it.
//!
//! One more question: a variant of [`question::Question`], how each contender is asked in `question/`, its SQL in
//! `sql/`, and a handler in `raw`.

#![expect(clippy::disallowed_methods, reason = "a measurement asks the real clock")]

mod answer;
mod answers;
mod cpu;
mod explain;
#[cfg(test)]
mod generator;
mod hard;
mod http;
mod load;
mod pgbench;
mod question;
mod raw;
mod report;
mod room;
mod run;
mod sockets;
mod target;

use clap::{Parser, Subcommand};

#[derive(Debug, Parser)]
#[command(name = "calitas-bench", about = "Measures Calitas on a generated database.")]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Serve the answers by hand-written SQL, without GraphQL, rights or layers: the limit
    Raw(raw::Options),
    /// Compare the answers of all contenders, then measure them in turns
    Run(run::Options),
    /// Ask every question of the server and judge the plans that PostgreSQL logged
    Explain(explain::Options),
    /// Open many sockets and measure their memory and the last delivery of a change
    Sockets(sockets::Options),
    /// Have a large institution answer its self-assessment at once, and count what was kept
    Answers(answers::Options),
    /// Hold a consensus meeting: when the last screen sees the scores, and whether any vote goes unheard
    Room(room::Options),
    /// Say whether a bar of the requirements for load holds
    Hard(hard::Options),
}

#[tokio::main]
async fn main() -> anyhow::Result<()> {
    match Cli::parse().command {
        Command::Raw(options) => raw::serve(&options).await,
        Command::Run(options) => run::run(&options).await,
        Command::Explain(options) => explain::run(&options).await,
        Command::Sockets(options) => sockets::run(&options).await,
        Command::Answers(options) => answers::run(&options).await,
        Command::Room(options) => room::run(&options).await,
        Command::Hard(options) => hard::run(&options).await,
    }
}
