//! `cargo xtask harden`: the hard cases of the requirements, longer than `cargo xtask test` can wait for. Each prints
//! one line (what was done, its figure, the verdict), a table closes the run, and a fault makes it fail.
//!
//! What the suite tests already is repeated by nextest for as long as asked; what needs whole programs, a second
//! database or another build stands in a file for its letter. To add a case: a line in [`CASES`], with a function when
//! no filter of tests does it. Everything that is started is stopped by its process id when the case ends.

mod backup;
mod drill;
mod figure;
mod input;
mod load;
mod migration;
mod suite;
mod supply;

use crate::process::{self, bold, red};
use crate::repo::{self, Repo};
use anyhow::{Result, bail};
use std::path::PathBuf;
use std::process::ExitCode;
use std::time::{Duration, Instant};
use suite::Repeat;

const CASES: &[Case] = &[
    suite("I6", "people of two institutions on four connections, requests given up anywhere", Repeat::Inside, "test(pool::)"),
    suite(
        "I10",
        "files, feeds, mails, journals and earlier states of others",
        Repeat::Once,
        "test(document::download) | test(document::standing) | test(document::upload) | test(notification::feed)
         | test(notification::centre) | test(journal::page) | test(journal::export) | test(journal::as_of) | test(import::)",
    ),
    suite(
        "N2",
        "tokens whose key is unknown; no key is ever fetched, as no issuer but the server itself is believed",
        Repeat::Once,
        "test(keys::)",
    ),
    suite("N3", "a new secret, with servers of the old and the new one", Repeat::Time, "test(serve::a_new_secret)"),
    suite(
        "D1",
        "edits of one thing at once",
        Repeat::Time,
        "test(merge::a_hundred_edits) | test(concurrency::of_many_edits) | test(concurrency::of_fifty_changes)",
    ),
    suite(
        "D2",
        "one request with a key, many times at once and across kills",
        Repeat::Time,
        "test(concurrency::fifty_tries) | test(faults::killing_the_program) | test(a_repeated_)",
    ),
    suite(
        "D3",
        "writers at once with a relay that is killed; watchers hear each change once, in order",
        Repeat::Time,
        "test(hard::a_relay_that_is_killed) | test(journal::writers_at_the_same_time) | test(live::a_watcher)
         | test(workers_that_work_at_once) | test(two_workers_deliver)",
    ),
    suite(
        "D4",
        "journals changed, cut, reordered and rewritten; writers at once",
        Repeat::Time,
        "test(journal::any_edit) | test(journal::only_signed) | test(journal::heads_are_only) | test(journal::writers)",
    ),
    suite(
        "D5",
        "dates, money, percentages, letters and their order there and back",
        Repeat::Once,
        "test(round_trip::) | test(text::) | test(calendar::)",
    ),
    own("D6", "migrating under load, old and new program side by side", migration::run),
    own("D7", "saving under load, restoring to an empty server", backup::run),
    suite("F1", "the database crashes under load", Repeat::Time, "test(faults::a_crash_of_the_database)"),
    suite(
        "F2",
        "the program is killed at any moment, also between two answers of a questionnaire",
        Repeat::Time,
        "test(faults::killing_the_program) | test(faults::answers)",
    ),
    suite(
        "F3",
        "the network is cut without a word, with the times of the product",
        Repeat::Once,
        "test(faults::a_network_cut) | test(hard::the_network_is_cut)",
    ),
    suite(
        "F4",
        "full disks, cut uploads, leftovers",
        Repeat::Time,
        "test(document::store) | test(document::upload::a_cut) | test(document::sweep)",
    ),
    suite(
        "F5",
        "clients that read or write slowly or not at all",
        Repeat::Once,
        "binary(transport) & (test(listener::) | test(socket_session::)) | test(uploads::)",
    ),
    suite(
        "F6",
        "clocks that change and differ, leap days, month ends",
        Repeat::Once,
        "test(notification::reminder) | test(calendar) | test(reminder::) | test(keys::) | test(setting::)
         | test(identity::a_token_ends)",
    ),
    suite(
        "F7",
        "pools used up, mail server and antivirus down",
        Repeat::Once,
        "test(faults::a_pool_that_is_used_up) | test(notification::mail::) | test(document::examined::)",
    ),
    suite(
        "F8",
        "stopping under load, again and again",
        Repeat::Time,
        "test(serve::it_stops) | test(faults::stopping_under_load) | test(a_stopping_server)",
    ),
    suite(
        "C1",
        "150 people answer 45 criteria each in one institution at once, against a bare change of as many",
        Repeat::Once,
        "test(control::load::a_hundred_and_fifty)",
    ),
    own("L1", "200 questions a second at volume", load::rate),
    own("L2", "2000 sockets, 100 changes a second", load::sockets),
    own("L3", "one noisy institution beside others", load::noisy),
    own("L4", "plans of statements, and what row-level security costs", load::policies),
    own("B2", "twelve payloads in exports, opened by a spreadsheet", input::formulas),
    suite(
        "B3",
        "uploads that are not what they say, bombs, hostile sheets",
        Repeat::Once,
        "test(sniff::) | test(office::) | test(strip::) | test(sheet::) | test(document::examined) | test(document::download::browsers)
         | test(document::upload::what_is_not_taken) | test(import::)",
    ),
    own("B4", "who could be made to call an address", input::outbound),
    suite(
        "P1",
        "a person's data exported and erased",
        Repeat::Once,
        "test(person_data)",
    ),
    suite("P2", "what logs, figures and traces say of people", Repeat::Once, "test(serve::its_log) | test(traces::)"),
    suite("P3", "retention and disposal", Repeat::Once, "test(retention) | test(disposal)"),
    own("S1", "advisories, licences, list of parts", supply::parts),
    own("S2", "versions with known faults", supply::versions),
];

#[derive(clap::Args)]
pub struct Options {
    /// Only these requirements, by id; all when none is named
    #[arg(value_name = "ID", ignore_case = true)]
    only: Vec<String>,
    /// How long each case that repeats itself goes on; the requirements want 10 for I6
    #[arg(long, default_value_t = 1.0)]
    minutes: f64,
    /// The program of an earlier version for D6; without it, it is built from the commit before the newest migration
    #[arg(long, value_name = "FILE")]
    old: Option<PathBuf>,
    /// Measure L1 to L4 at the volume and with the build that the requirements name; takes long
    #[arg(long)]
    full: bool,
}

/// One requirement.
struct Case {
    id: &'static str,
    title: &'static str,
    how: How,
}

enum How {
    /// Tests of the suite.
    Suite(Repeat, &'static str),
    /// Its own drill.
    Own(fn(&Ground<'_>) -> Result<Finding>),
}

const fn suite(id: &'static str, title: &'static str, repeat: Repeat, filter: &'static str) -> Case {
    Case { id, title, how: How::Suite(repeat, filter) }
}

const fn own(id: &'static str, title: &'static str, run: fn(&Ground<'_>) -> Result<Finding>) -> Case {
    Case { id, title, how: How::Own(run) }
}

/// What came of a case that did not break off.
struct Finding {
    figure: String,
    verdict: Verdict,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Verdict {
    Holds,
    Fault,
    NotChecked,
}

/// What cases are run with.
struct Ground<'a> {
    repo: &'a Repo,
    options: &'a Options,
    home: PathBuf,
}

impl Ground<'_> {
    fn time(&self) -> Duration {
        Duration::from_secs_f64(self.options.minutes.clamp(0.05, 600.0) * 60.0)
    }
}

impl Finding {
    /// A figure beside its bar.
    fn judged(figure: String, holds: bool) -> Self {
        Self { figure, verdict: if holds { Verdict::Holds } else { Verdict::Fault } }
    }

    fn not_checked(why: impl Into<String>) -> Self {
        Self { figure: why.into(), verdict: Verdict::NotChecked }
    }
}

impl Verdict {
    fn word(self) -> &'static str {
        match self {
            Self::Holds => "holds",
            Self::Fault => "FAULT",
            Self::NotChecked => "NOT CHECKED",
        }
    }
}

/// Runs the chosen cases, all of them whatever the earlier ones find.
pub fn run(repo: &Repo, options: &Options) -> Result<ExitCode> {
    let is_named = |case: &Case| options.only.iter().any(|id| id.eq_ignore_ascii_case(case.id));
    if let Some(unknown) =
        options.only.iter().find(|id| CASES.iter().all(|case| !id.eq_ignore_ascii_case(case.id)))
    {
        let ids: Vec<_> = CASES.iter().map(|case| case.id).collect();
        bail!("there is no hard case of `{unknown}`; there are {}", ids.join(" "));
    }
    let home = crate::product::target(repo).join("harden");
    repo::private_folder(&home)?;
    let ground = Ground { repo, options, home };
    let mut table = Vec::new();
    for case in CASES.iter().filter(|case| options.only.is_empty() || is_named(case)) {
        process::go_on()?;
        let started = Instant::now();
        let found = match case.how {
            How::Suite(repeat, filter) => suite::run(&ground, case.id, repeat, filter),
            How::Own(run) => run(&ground),
        };
        process::go_on()?;
        let found =
            found.unwrap_or_else(|error| Finding { figure: format!("{error:#}"), verdict: Verdict::Fault });
        let (word, took) = (found.verdict.word(), started.elapsed().as_secs());
        let word = if found.verdict == Verdict::Fault { red(word) } else { bold(word) };
        println!("{:4} {}: {} - {word}, {took} s", case.id, case.title, found.figure);
        table.push((case, found));
    }
    Ok(report(&table))
}

fn report(table: &[(&Case, Finding)]) -> ExitCode {
    println!("\n| id | what was done | figure | verdict |\n|---|---|---|---|");
    for (case, found) in table {
        let figure = found.figure.lines().next().unwrap_or_default().replace('|', "/");
        println!("| {} | {} | {figure} | {} |", case.id, case.title, found.verdict.word());
    }
    let count = |verdict| table.iter().filter(|(_, found)| found.verdict == verdict).count();
    let faults = count(Verdict::Fault);
    println!("\n{} hold, {faults} faults, {} not checked", count(Verdict::Holds), count(Verdict::NotChecked));
    if faults == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}
