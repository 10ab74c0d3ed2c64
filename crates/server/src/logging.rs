//! One line per event on standard output. JSON escapes control characters, so nothing a caller sends can forge a
//! line. Fields are ids, codes and figures; names, addresses, texts and tokens are never given to a log.

use crate::{settings::LogFormat, traces::Traces};
use calitas_store::trace::TARGET;
use std::io::IsTerminal;
use tracing_subscriber::{
    EnvFilter, Layer, Registry, filter::ParseError, fmt, prelude::*, util::TryInitError,
};

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

/// Starts logging, and gathering spans where there is a collector for them.
pub fn start(format: LogFormat, filter: &str, traces: &Traces) -> Result<(), LogError> {
    match format {
        LogFormat::Json => {
            let lines = fmt::layer().json().flatten_event(true).with_current_span(true).with_span_list(false);
            install(lines, filter, traces)
        }
        LogFormat::Text => {
            let lines = fmt::layer().compact().with_target(false).with_ansi(std::io::stdout().is_terminal());
            install(lines, filter, traces)
        }
    }
}

fn install(lines: impl Layer<Registry> + Send + Sync, filter: &str, traces: &Traces) -> Result<(), LogError> {
    // Spans of traces are not for lines: each would repeat what the line of the request says.
    let shown = EnvFilter::try_new(filter)?.add_directive(format!("{TARGET}=off").parse()?);
    // A filter of its own for each layer is asked about every span; without a collector one for all is enough.
    match traces.layer() {
        None => tracing_subscriber::registry().with(lines).with(shown).try_init()?,
        Some(spans) => {
            tracing_subscriber::registry().with(lines.with_filter(shown)).with(spans).try_init()?
        }
    }
    Ok(())
}
