//! Whether the caller may do something, with the reason that stands beside a disabled button.

use crate::message;
use async_graphql::SimpleObject;
use calitas_app::Ctx;
use calitas_domain::{Error, Reason};

/// Whether the caller may do something now.
#[derive(Debug, Clone, SimpleObject)]
pub struct Permitted {
    /// Whether the act would be accepted.
    pub allowed: bool,
    /// Why not, as a sentence in the caller's language; absent when it is allowed.
    pub reason: Option<String>,
}

impl Permitted {
    /// From what the rule says.
    pub fn by(ctx: &Ctx, verdict: Result<(), Reason>) -> Self {
        match verdict {
            Ok(()) => Self { allowed: true, reason: None },
            Err(reason) => Self { allowed: false, reason: Some(message::of_reason(&reason, ctx.language())) },
        }
    }

    /// From what the use case would answer.
    pub fn by_error<T>(ctx: &Ctx, verdict: Result<T, Error>) -> Self {
        match verdict {
            Ok(_) => Self { allowed: true, reason: None },
            Err(error) => Self { allowed: false, reason: Some(message::of_error(&error, ctx.language())) },
        }
    }
}
