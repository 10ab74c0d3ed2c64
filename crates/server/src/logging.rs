//! One line per event on standard output. JSON escapes control characters, so nothing a caller sends can forge a
//! line. Fields are ids, codes and figures; names, addresses, texts and tokens are never given to a log.

use crate::settings::LogFormat;
use std::io::IsTerminal;
use tracing_subscriber::{EnvFilter, filter::ParseError, fmt, prelude::*, util::TryInitError};

/// Why logging cannot start.
#[derive(Debug, thiserror::Error)]
pub enum LogError {
    /// The filter is not understood.
    #[error("log.filter: {0}")]
    Filter(#[from] ParseError),
    /// Something else logs already.
    #[error("{0}")]
    Started(#[from] TryInitError),
}

/// Starts logging.
pub fn start(format: LogFormat, filter: &str) -> Result<(), LogError> {
    let registry = tracing_subscriber::registry().with(EnvFilter::try_new(filter)?);
    match format {
        LogFormat::Json => {
            let lines = fmt::layer().json().flatten_event(true).with_current_span(true).with_span_list(false);
            registry.with(lines).try_init()?;
        }
        LogFormat::Text => {
            let lines = fmt::layer().compact().with_target(false).with_ansi(std::io::stdout().is_terminal());
            registry.with(lines).try_init()?;
        }
    }
    Ok(())
}
