//! The words of graphql-transport-ws, read and written. What breaks the grammar is `None`: the socket closes 4400.

use crate::{
    http::{answer::Wire, body},
    transport::Asked,
};
use async_graphql::{Response, ServerError};
use axum::extract::ws::Utf8Bytes;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, value::RawValue};

/// Longest id of an operation.
const ID_BYTES: usize = 128;

/// What a client may say.
#[derive(Debug)]
pub enum Incoming {
    /// Opens the session; may bring the token.
    Init(Map<String, Value>),
    /// Starts an operation.
    Subscribe(String, Box<Asked>),
    /// Ends an operation.
    Complete(String),
    /// Asks whether we live.
    Ping,
    /// Says that it lives.
    Pong,
}

#[derive(Deserialize)]
struct Frame<'a> {
    #[serde(rename = "type")]
    kind: &'a str,
    #[serde(default)]
    id: Option<String>,
    #[serde(default, borrow)]
    payload: Option<&'a RawValue>,
}

impl Incoming {
    /// Understands one text frame.
    pub fn parse(text: &str) -> Option<Self> {
        // A list would be read as the fields in order.
        if !text.trim_start().starts_with('{') {
            return None;
        }
        let frame: Frame<'_> = serde_json::from_str(text).ok()?;
        let id = frame.id.filter(|id| !id.is_empty() && id.len() <= ID_BYTES);
        match frame.kind {
            "connection_init" => Some(Self::Init(details(frame.payload)?)),
            "ping" => details(frame.payload).map(|_| Self::Ping),
            "pong" => details(frame.payload).map(|_| Self::Pong),
            "complete" => Some(Self::Complete(id?)),
            "subscribe" => {
                let asked = body::parse(frame.payload?.get().as_bytes()).ok()?;
                Some(Self::Subscribe(id?, Box::new(asked)))
            }
            _ => None,
        }
    }
}

/// An optional object; anything else breaks the grammar.
fn details(payload: Option<&RawValue>) -> Option<Map<String, Value>> {
    match payload {
        None => Some(Map::new()),
        Some(payload) => {
            Some(serde_json::from_str::<Option<Map<_, _>>>(payload.get()).ok()?.unwrap_or_default())
        }
    }
}

/// What we say.
#[derive(Serialize)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum Outgoing<'a> {
    /// The session is open.
    ConnectionAck,
    /// We live.
    Pong,
    /// One answer of an operation.
    Next {
        /// Which operation.
        id: &'a str,
        /// The answer.
        payload: Wire<'a>,
    },
    /// The operation ended with errors.
    Error {
        /// Which operation.
        id: &'a str,
        /// Why.
        payload: &'a [ServerError],
    },
    /// The operation is over.
    Complete {
        /// Which operation.
        id: &'a str,
    },
}

impl<'a> Outgoing<'a> {
    /// An answer: as `error` when nothing but errors came of it.
    pub fn answer(id: &'a str, response: &'a Response) -> Self {
        if crate::transport::is_last(response) {
            Self::Error { id, payload: &response.errors }
        } else {
            Self::Next { id, payload: Wire::from(response) }
        }
    }

    /// The text frame.
    pub fn text(&self) -> Utf8Bytes {
        serde_json::to_string(self).expect("a message is made of texts, numbers and lists").into()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use async_graphql::value;

    #[test]
    fn the_grammar_is_read() {
        assert!(matches!(Incoming::parse(r#"{"type":"connection_init"}"#), Some(Incoming::Init(_))));
        assert!(matches!(
            Incoming::parse(r#"{"type":"connection_init","payload":null}"#),
            Some(Incoming::Init(_))
        ));
        assert!(matches!(Incoming::parse(r#" {"type":"ping","payload":{"a":1}}"#), Some(Incoming::Ping)));
        assert!(matches!(Incoming::parse(r#"{"id":"1","type":"complete"}"#), Some(Incoming::Complete(_))));
        let subscribe = r#"{"id":"a\"b","type":"subscribe","payload":{"query":"{ a }"}}"#;
        assert!(matches!(Incoming::parse(subscribe), Some(Incoming::Subscribe(id, _)) if id == "a\"b"));
    }

    #[test]
    fn everything_else_is_not() {
        let long = format!(r#"{{"id":"{}","type":"complete"}}"#, "x".repeat(129));
        for text in [
            "",
            "null",
            "[\"ping\"]",
            "{}",
            r#"{"type":"start"}"#,
            r#"{"type":1}"#,
            r#"{"type":"connection_init","payload":[]}"#,
            r#"{"type":"ping","payload":"x"}"#,
            r#"{"type":"complete"}"#,
            r#"{"type":"complete","id":""}"#,
            r#"{"type":"complete","id":7}"#,
            r#"{"type":"subscribe","id":"1"}"#,
            r#"{"type":"subscribe","payload":{"query":"{ a }"}}"#,
            r#"{"type":"subscribe","id":"1","payload":{"query":7}}"#,
            r#"{"type":"subscribe","id":"1","payload":{}}"#,
            &long,
        ] {
            assert!(Incoming::parse(text).is_none(), "{text}");
        }
    }

    #[test]
    fn answers_are_written() {
        let next = Response::new(value!({"a": 1}));
        assert_eq!(
            Outgoing::answer("1", &next).text().as_str(),
            r#"{"type":"next","id":"1","payload":{"data":{"a":1}}}"#
        );
        let error = Response::from_errors(vec![ServerError::new("x", None)]);
        assert_eq!(
            Outgoing::answer("1", &error).text().as_str(),
            r#"{"type":"error","id":"1","payload":[{"message":"x"}]}"#
        );
        assert_eq!(Outgoing::ConnectionAck.text().as_str(), r#"{"type":"connection_ack"}"#);
    }
}
