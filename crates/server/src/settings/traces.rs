//! Where traces go.

use super::SettingsError;
use axum::http::Uri;
use serde::{Deserialize, Serialize};

/// Where traces go and how many.
#[derive(Debug, Clone, Serialize, Deserialize, PartialEq)]
#[serde(default, deny_unknown_fields)]
pub struct Traces {
    /// The collector's address for traces.
    pub endpoint: Option<String>,
    /// How many of the traces that begin here are kept: 1 all, 0.1 one in ten.
    pub ratio: f64,
}

impl Traces {
    /// Where to, if anywhere.
    pub fn endpoint(&self) -> Result<Option<&str>, SettingsError> {
        if !(0.0..=1.0).contains(&self.ratio) {
            return Err(SettingsError::Wrong("traces.ratio", "a number from 0 to 1".to_owned()));
        }
        let Some(endpoint) = self.endpoint.as_deref().filter(|endpoint| !endpoint.is_empty()) else {
            return Ok(None);
        };
        let uri = endpoint.parse::<Uri>().ok();
        match uri.as_ref().and_then(Uri::scheme_str) {
            Some("http" | "https") => Ok(Some(endpoint)),
            Some(_) | None => {
                let why = "an address like http://127.0.0.1:4318/v1/traces";
                Err(SettingsError::Wrong("traces.endpoint", why.to_owned()))
            }
        }
    }
}

impl Default for Traces {
    fn default() -> Self {
        Self { endpoint: None, ratio: 1.0 }
    }
}
