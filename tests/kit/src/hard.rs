//! The same tests, longer: `cargo xtask harden` says how long, and gathers the figures that tests print.

use std::{fmt::Display, time::Duration};

const SECONDS: &str = "CALITAS_HARDEN_SECONDS";

/// For how long a test should go on that is left to chance; absent in the suite, where it does a fixed amount.
pub fn time() -> Option<Duration> {
    let seconds = std::env::var(SECONDS).ok()?.parse().ok()?;
    Some(Duration::from_secs(seconds))
}

/// Tells figures, parted by semicolons: `6400 answers`, or `longest recovery 1.2 s`.
pub fn figure(figures: impl Display) {
    println!("figure: {figures}");
}
