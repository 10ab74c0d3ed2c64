//! The one vocabulary of refusal. Text for people is made from it in `graphql`; causes stay in the log.

use crate::{access::Permission, id::Kind, reason::Reason};
use chrono::{DateTime, Utc};
use serde_json::Value;

/// Everything that can go wrong in a use case.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// No or expired session.
    #[error("sign in first")]
    Unauthenticated,
    /// Own institution, missing right.
    #[error("permission missing: {0:?}")]
    Forbidden(Permission),
    /// Absent, or another institution's: deliberately not told apart.
    #[error("{} not found", .0.0)]
    NotFound(Kind),
    /// Input refused; every field at fault is named.
    #[error("input refused: {0:?}")]
    Invalid(Vec<FieldError>),
    /// State or uniqueness forbids it.
    #[error("conflict: {0:?}")]
    Conflict(Box<Conflict>),
    /// Too many attempts; try again later.
    #[error("too many attempts")]
    RateLimited {
        /// Seconds until the next attempt may succeed.
        retry_after_secs: u64,
    },
    /// A part we depend on does not answer; the same request may succeed later.
    #[error("a service does not answer")]
    Unavailable(#[source] Box<dyn std::error::Error + Send + Sync>),
    /// A part we depend on cannot take it now, and the caller can be told which; the same request may succeed later.
    #[error("out of service: {0:?}")]
    OutOfService(Reason),
    /// Everything else: logged once with its cause, the client sees a fixed sentence.
    #[error("internal error")]
    Internal(#[source] Box<dyn std::error::Error + Send + Sync>),
}

/// One field at fault; `path` is the GraphQL input path (`dueOn`, `roles.0.unitId`).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldError {
    /// Where in the input.
    pub path: String,
    /// What is wrong with it.
    pub reason: Reason,
}

/// Why the state forbids an act, and what the caller needs to go on.
#[derive(Debug, Clone, PartialEq)]
pub struct Conflict {
    /// The rule that refused.
    pub reason: Reason,
    /// The version to read before trying again, when versions differ.
    pub current_version: Option<i32>,
    /// Fields that somebody else changed, with both values.
    pub fields: Vec<FieldConflict>,
}

/// One field that two people changed.
#[derive(Debug, Clone, PartialEq)]
pub struct FieldConflict {
    /// Where in the input.
    pub path: String,
    /// The value the caller sent.
    pub yours: Value,
    /// The value stored now.
    pub theirs: Value,
    /// Function of the person who stored it.
    pub changed_by: String,
    /// When it was stored.
    pub changed_at: DateTime<Utc>,
}

impl Error {
    /// One field at fault.
    pub fn invalid(path: impl Into<String>, reason: impl Into<Reason>) -> Self {
        Self::Invalid(vec![FieldError { path: path.into(), reason: reason.into() }])
    }

    /// With the fields at fault standing under another one.
    #[must_use]
    pub fn under(mut self, path: &str) -> Self {
        if let Self::Invalid(faults) = &mut self {
            for fault in faults {
                fault.path = format!("{path}.{}", fault.path);
            }
        }
        self
    }

    /// A state that forbids the act.
    pub fn conflict(reason: impl Into<Reason>) -> Self {
        Self::Conflict(Box::new(Conflict {
            reason: reason.into(),
            current_version: None,
            fields: Vec::new(),
        }))
    }

    /// An act that a rule about rights and states refused: a missing right is forbidden, a state is a conflict.
    pub fn refused(reason: Reason) -> Self {
        match reason {
            Reason::MissingPermission(permission) => Self::Forbidden(permission),
            reason => Self::conflict(reason),
        }
    }

    /// Stable code for clients (`extensions.code`).
    pub fn code(&self) -> &'static str {
        match self {
            Self::Unauthenticated => "UNAUTHENTICATED",
            Self::Forbidden(_) => "FORBIDDEN",
            Self::NotFound(_) => "NOT_FOUND",
            Self::Invalid(_) => "INVALID",
            Self::Conflict(_) => "CONFLICT",
            Self::RateLimited { .. } => "RATE_LIMITED",
            Self::Unavailable(_) | Self::OutOfService(_) => "UNAVAILABLE",
            Self::Internal(_) => "INTERNAL",
        }
    }
}
