//! L1 to L4, measured by `calitas-bench` on a generated database: a small one and the build for development to try
//! them, the volume of the requirements and the product's own build with `--full`.

use super::{Finding, Ground, Verdict};
use crate::bench::{self, Bar, Volume};
use anyhow::Result;

pub fn rate(ground: &Ground<'_>) -> Result<Finding> {
    measured(ground, Bar::Rate)
}

pub fn sockets(ground: &Ground<'_>) -> Result<Finding> {
    measured(ground, Bar::Sockets)
}

pub fn noisy(ground: &Ground<'_>) -> Result<Finding> {
    measured(ground, Bar::Noisy)
}

/// Also has every plan of the server judged first.
pub fn policies(ground: &Ground<'_>) -> Result<Finding> {
    measured(ground, Bar::Policies)
}

fn measured(ground: &Ground<'_>, bar: Bar) -> Result<Finding> {
    let seconds = u32::try_from(ground.time().as_secs()).unwrap_or(60).clamp(5, 60);
    let is_full = ground.options.full;
    let (tenants, actions) = if is_full { (100, 1_000_000) } else { (20, 40_000) };
    let volume = Volume { tenants, actions, seconds, is_full };
    let said = bench::hard(ground.repo, &volume, bar)?;
    let (word, text) = said.lines().skip_while(|line| !line.starts_with("verdict: ")).fold(
        (String::new(), String::new()),
        |(word, text), line| match line.strip_prefix("verdict: ") {
            Some(said) => (said.to_owned(), text),
            None => (word, format!("{text}{}{line}", if text.is_empty() { "" } else { "; " })),
        },
    );
    let build = if is_full { "the product's own build" } else { "the build for development" };
    let figure = format!("{text}; {tenants} institutions, {actions} actions, {build}");
    // What an unoptimised build misses on a small machine says nothing of the product.
    let verdict = match word.as_str() {
        "holds" => Verdict::Holds,
        "missed" if is_full => Verdict::Fault,
        _ => Verdict::NotChecked,
    };
    Ok(Finding { figure, verdict })
}
