//! Where the time comes from, so that tests can move it.

use chrono::{DateTime, Duration, SubsecRound, Utc};
use std::sync::{Arc, Mutex};

/// The clock of an application.
#[derive(Debug, Clone, Default)]
pub enum Clock {
    /// The machine's.
    #[default]
    System,
    /// One that stands still until it is moved.
    Manual(Arc<Mutex<DateTime<Utc>>>),
}

impl Clock {
    /// A clock that stands at an instant.
    pub fn manual(at: DateTime<Utc>) -> Self {
        Self::Manual(Arc::new(Mutex::new(at)))
    }

    /// Now, to the microsecond: what the database keeps.
    #[expect(clippy::disallowed_methods, reason = "the one place where the machine's clock is read")]
    pub fn now(&self) -> DateTime<Utc> {
        match self {
            Self::System => Utc::now(),
            Self::Manual(at) => *at.lock().expect("nobody panics while moving the clock"),
        }
        .trunc_subsecs(6)
    }

    /// Moves a manual clock; the system's stays.
    pub fn advance(&self, by: Duration) {
        if let Self::Manual(at) = self {
            *at.lock().expect("nobody panics while moving the clock") += by;
        }
    }
}
