//! Reads the body of a GraphQL request: bounded in size and time, strict in shape.

use crate::transport::Asked;
use async_graphql::{Request, Variables};
use axum::body::Body;
use bytes::Bytes;
use http_body_util::{BodyExt, LengthLimitError, Limited};
use serde::Deserialize;
use serde_json::{Map, Value};
use std::time::Duration;

/// Largest body in bytes.
pub const BODY_BYTES: usize = 1024 * 1024;
/// How long a client may take to send it.
pub const BODY_TIME: Duration = Duration::from_secs(10);

/// Why a body cannot be a GraphQL request.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BodyError {
    /// Larger than [`BODY_BYTES`].
    TooLarge,
    /// Slower than [`BODY_TIME`].
    TooSlow,
    /// Cut off or not JSON.
    NotJson,
    /// Several requests in one.
    Batch,
    /// JSON, but not of the shape of a request.
    Shape,
}

/// Reads a body within the limits.
pub async fn read(body: Body) -> Result<Bytes, BodyError> {
    let collected = tokio::time::timeout(BODY_TIME, Limited::new(body, BODY_BYTES).collect());
    match collected.await {
        Ok(Ok(body)) => Ok(body.to_bytes()),
        Ok(Err(error)) if error.is::<LengthLimitError>() => Err(BodyError::TooLarge),
        Ok(Err(_)) => Err(BodyError::NotJson),
        Err(_) => Err(BodyError::TooSlow),
    }
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Wire {
    #[serde(default)]
    query: Option<String>,
    #[serde(default)]
    document_id: Option<String>,
    #[serde(default)]
    operation_name: Option<String>,
    #[serde(default)]
    variables: Option<Map<String, Value>>,
    #[serde(default)]
    extensions: Option<Map<String, Value>>,
}

/// Understands the JSON of one request, from HTTP or from a socket.
pub fn parse(json: &[u8]) -> Result<Asked, BodyError> {
    match json.iter().find(|byte| !byte.is_ascii_whitespace()) {
        Some(b'[') => return Err(BodyError::Batch),
        Some(b'{') => {}
        _ => return Err(BodyError::NotJson),
    }
    let wire: Wire = serde_json::from_slice(json).map_err(|error| match error.classify() {
        serde_json::error::Category::Data => BodyError::Shape,
        _ => BodyError::NotJson,
    })?;
    let hash = wire.extensions.as_ref().and_then(|extensions| {
        Some(extensions.get("persistedQuery")?.get("sha256Hash")?.as_str()?.to_owned())
    });
    let document_id = wire.document_id.or(hash);
    if wire.query.is_none() && document_id.is_none() {
        return Err(BodyError::Shape);
    }
    let mut request = Request::new(wire.query.unwrap_or_default());
    request.operation_name = wire.operation_name;
    request.variables = Variables::from_json(Value::Object(wire.variables.unwrap_or_default()));
    Ok(Asked { request, document_id })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn requests_are_understood() {
        let asked = parse(br#" {"query": "{ a }", "variables": {"n": 1}, "operationName": "A"}"#).unwrap();
        assert_eq!(asked.request.query, "{ a }");
        assert_eq!(asked.request.variables.len(), 1);
        assert_eq!(parse(br#"{"documentId": "x"}"#).unwrap().document_id.as_deref(), Some("x"));
        let persisted = br#"{"extensions": {"persistedQuery": {"version": 1, "sha256Hash": "y"}}}"#;
        assert_eq!(parse(persisted).unwrap().document_id.as_deref(), Some("y"));
        assert!(
            parse(br#"{"query": "{ a }", "variables": null, "operationName": null, "extensions": null}"#)
                .is_ok()
        );
    }

    #[test]
    fn other_shapes_are_refused() {
        for (json, error) in [
            ("", BodyError::NotJson),
            ("{ \"not a JSON", BodyError::NotJson),
            ("\"text\"", BodyError::NotJson),
            ("[{\"query\": \"{ a }\"}]", BodyError::Batch),
            ("[\"{ a }\"]", BodyError::Batch),
            ("{}", BodyError::Shape),
            ("{\"query\": null}", BodyError::Shape),
            ("{\"query\": 0}", BodyError::Shape),
            ("{\"query\": \"{ a }\", \"variables\": []}", BodyError::Shape),
            ("{\"query\": \"{ a }\", \"extensions\": \"x\"}", BodyError::Shape),
            ("{\"query\": \"{ a }\", \"variables\": {\"n\": 1e400}}", BodyError::NotJson),
            ("{\"query\": \"\\ud800\"}", BodyError::NotJson),
        ] {
            assert_eq!(parse(json.as_bytes()).err(), Some(error), "{json}");
        }
        let deep = format!(
            "{{\"query\": \"a\", \"variables\": {{\"v\": {}1{}}}}}",
            "[".repeat(200),
            "]".repeat(200)
        );
        assert_eq!(parse(deep.as_bytes()).err(), Some(BodyError::NotJson));
    }
}
