//! What a trace shows of the database: a span for each transaction, from the wait for a connection to its end. Neither
//! statements nor values are in it. Without a collector these spans are switched off, and cost a look at a number.

use tracing::{Span, info_span};

/// Spans of this target go into traces, and nothing else does; logs leave them out.
pub const TARGET: &str = "calitas::trace";
/// What spans of transactions are called. Those that belong to no request are not exported.
pub const TRANSACTION: &str = "database.transaction";

macro_rules! transaction {
    ($role:literal, $access:literal) => {
        info_span!(
            target: TARGET,
            TRANSACTION,
            otel.kind = "client",
            db.system.name = "postgresql",
            db.role = $role,
            db.access = $access,
        )
    };
}

/// A read as a member.
pub(crate) fn read() -> Span {
    transaction!("app", "read")
}

/// A read of what was released.
pub(crate) fn read_released() -> Span {
    transaction!("oversight", "read")
}

/// A write.
pub(crate) fn write() -> Span {
    transaction!("app", "write")
}

/// Accounts and sessions.
pub(crate) fn identity() -> Span {
    transaction!("identity", "write")
}
