//! Why we close a socket: the codes of graphql-transport-ws and of the WebSocket protocol itself.

use axum::extract::ws::CloseFrame;

/// One reason.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Close {
    /// The server stops; come back.
    GoingAway,
    /// A frame that the WebSocket protocol forbids.
    Protocol,
    /// Text that is not UTF-8.
    NotText,
    /// A frame larger than allowed.
    TooBig,
    /// A service does not answer just now; come back.
    TryAgain,
    /// Not a message of the protocol.
    BadMessage,
    /// An operation before the session was open.
    Unauthorized,
    /// Nobody signed in, or the session ended.
    Forbidden,
    /// Another protocol.
    Subprotocol,
    /// No session was opened in time.
    InitTimeout,
    /// An operation with an id that is in use.
    DuplicateId,
    /// The session was opened twice.
    TwiceInit,
    /// More messages or sockets than allowed.
    TooMany,
    /// No sign of life.
    Idle,
}

impl Close {
    /// The code on the wire.
    pub fn code(self) -> u16 {
        match self {
            Self::GoingAway => 1001,
            Self::Protocol => 1002,
            Self::NotText => 1007,
            Self::TooBig => 1009,
            Self::TryAgain => 1013,
            Self::BadMessage => 4400,
            Self::Unauthorized => 4401,
            Self::Forbidden => 4403,
            Self::Subprotocol => 4406,
            Self::InitTimeout => 4408,
            Self::DuplicateId => 4409,
            Self::TwiceInit | Self::TooMany => 4429,
            Self::Idle => 4499,
        }
    }

    fn reason(self) -> &'static str {
        match self {
            Self::GoingAway => "Server restarts",
            Self::Protocol => "Protocol error",
            Self::NotText => "Not UTF-8",
            Self::TooBig => "Message too big",
            Self::TryAgain => "Try again later",
            Self::BadMessage => "Invalid message",
            Self::Unauthorized => "Unauthorized",
            Self::Forbidden => "Forbidden",
            Self::Subprotocol => "Subprotocol not acceptable",
            Self::InitTimeout => "Connection initialisation timeout",
            Self::DuplicateId => "Subscriber already exists",
            Self::TwiceInit => "Too many initialisation requests",
            Self::TooMany => "Too many requests",
            Self::Idle => "Idle",
        }
    }
}

impl From<Close> for CloseFrame {
    fn from(close: Close) -> Self {
        Self { code: close.code(), reason: close.reason().into() }
    }
}
