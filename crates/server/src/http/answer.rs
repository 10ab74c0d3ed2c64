//! Turns answers into HTTP: status, media type, body. The mapping of codes to statuses stands only here.

use super::{accept::Media, body::BodyError};
use async_graphql::{ErrorExtensionValues, Response as GraphqlResponse, ServerError, Value};
use axum::{
    body::Body,
    http::{HeaderValue, Response, StatusCode, header},
};
use serde::Serialize;
use std::collections::BTreeMap;

/// The JSON of an answer: a request that never ran has no `data` at all.
#[derive(Serialize)]
pub struct Wire<'a> {
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    errors: &'a [ServerError],
    #[serde(skip_serializing_if = "Option::is_none")]
    data: Option<&'a Value>,
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    extensions: &'a BTreeMap<String, Value>,
}

impl<'a> From<&'a GraphqlResponse> for Wire<'a> {
    fn from(response: &'a GraphqlResponse) -> Self {
        let data = (!is_request_error(response)).then_some(&response.data);
        Self { errors: &response.errors, data, extensions: &response.extensions }
    }
}

/// Whether nothing was executed: errors of execution have a path, all others have not.
fn is_request_error(response: &GraphqlResponse) -> bool {
    response.data == Value::Null
        && !response.errors.is_empty()
        && response.errors.iter().all(|error| error.path.is_empty())
}

/// The HTTP answer to something that reached GraphQL.
pub fn graphql(mut response: GraphqlResponse, media: Media) -> Response<Body> {
    let status = status(&response, media);
    let headers = std::mem::take(&mut response.http_headers);
    let mut answer = json(status, media, &Wire::from(&response));
    answer.headers_mut().extend(headers);
    if let Some(seconds) = retry_after(&response) {
        answer.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(seconds));
    }
    answer
}

/// The HTTP answer to something that did not reach GraphQL.
pub fn refused(status: StatusCode, code: &'static str, message: &str, media: Media) -> Response<Body> {
    let mut error = ServerError::new(message, None);
    error.extensions = Some(code_of(code));
    json(status, media, &Wire::from(&GraphqlResponse::from_errors(vec![error])))
}

/// The HTTP answer to a body that is no request.
pub fn bad_body(error: BodyError, media: Media) -> Response<Body> {
    let (status, code, message) = match error {
        BodyError::TooLarge => {
            (StatusCode::PAYLOAD_TOO_LARGE, "TOO_COMPLEX", "The request is larger than 1 MiB.")
        }
        BodyError::TooSlow => (StatusCode::REQUEST_TIMEOUT, "INVALID", "The request arrived too slowly."),
        BodyError::NotJson => (StatusCode::BAD_REQUEST, "INVALID", "The body is not valid JSON."),
        BodyError::Batch => (StatusCode::BAD_REQUEST, "INVALID", "Send one request at a time."),
        BodyError::Shape => (
            StatusCode::BAD_REQUEST,
            "INVALID",
            "The body needs a query or a documentId as text; variables and extensions are objects.",
        ),
    };
    refused(status, code, message, media)
}

fn json(status: StatusCode, media: Media, body: &Wire<'_>) -> Response<Body> {
    let media = match media {
        Media::EventStream => Media::GraphqlResponse, // a refusal before the stream began
        known => known,
    };
    let body = serde_json::to_vec(body).expect("an answer is made of texts, numbers and lists");
    let mut answer = Response::new(Body::from(body));
    *answer.status_mut() = status;
    answer.headers_mut().insert(header::CONTENT_TYPE, media.content_type());
    answer
}

fn status(response: &GraphqlResponse, media: Media) -> StatusCode {
    let code = response.errors.first().map_or("", error_code);
    let by_code = match code {
        "UNAUTHENTICATED" => StatusCode::UNAUTHORIZED,
        "FORBIDDEN" => StatusCode::FORBIDDEN,
        "NOT_FOUND" => StatusCode::NOT_FOUND,
        "CONFLICT" => StatusCode::CONFLICT,
        "RATE_LIMITED" => StatusCode::TOO_MANY_REQUESTS,
        "UNAVAILABLE" => StatusCode::SERVICE_UNAVAILABLE,
        "INTERNAL" => StatusCode::INTERNAL_SERVER_ERROR,
        _ => StatusCode::BAD_REQUEST,
    };
    match media {
        // Older clients read the status as the health of the transport.
        Media::Json if by_code.is_server_error() && response.data == Value::Null && !code.is_empty() => {
            by_code
        }
        Media::Json => StatusCode::OK,
        Media::GraphqlResponse | Media::EventStream if is_request_error(response) => by_code,
        Media::GraphqlResponse | Media::EventStream
            if response.data == Value::Null && by_code.is_server_error() && !code.is_empty() =>
        {
            by_code
        }
        Media::GraphqlResponse | Media::EventStream => StatusCode::OK,
    }
}

/// The code of an error, or nothing.
pub fn error_code(error: &ServerError) -> &str {
    match error.extensions.as_ref().and_then(|values| values.get("code")) {
        Some(Value::String(code)) => code,
        _ => "",
    }
}

fn retry_after(response: &GraphqlResponse) -> Option<u64> {
    let values = response.errors.first()?.extensions.as_ref()?;
    match values.get("retryAfterSecs")? {
        Value::Number(seconds) => seconds.as_u64(),
        _ => None,
    }
}

/// Extension values that hold only a code.
pub fn code_of(code: &str) -> ErrorExtensionValues {
    let mut values = ErrorExtensionValues::default();
    values.set("code", code);
    values
}

/// The answer to an operation whose turn did not come.
pub fn busy() -> GraphqlResponse {
    let mut error = ServerError::new("The server has too much to do; try again.", None);
    let mut values = code_of("UNAVAILABLE");
    values.set("retryAfterSecs", 1);
    error.extensions = Some(values);
    GraphqlResponse::from_errors(vec![error])
}

/// The refusal of a transport that offers nothing the client can read.
pub fn not_acceptable() -> Response<Body> {
    let message = "Answers are application/graphql-response+json, application/json or text/event-stream.";
    refused(StatusCode::NOT_ACCEPTABLE, "INVALID", message, Media::Json)
}

#[cfg(test)]
mod tests {
    use super::*;
    use async_graphql::{PathSegment, value};

    fn failed(code: &str, path: &[&str]) -> GraphqlResponse {
        let mut error = ServerError::new("x", None);
        error.extensions = Some(code_of(code));
        error.path = path.iter().map(|name| PathSegment::Field((*name).into())).collect();
        GraphqlResponse::from_errors(vec![error])
    }

    #[test]
    fn the_status_follows_the_code_only_where_nothing_ran() {
        for (code, path, strict, lenient) in [
            ("INVALID", &[][..], 400, 200),
            ("TOO_COMPLEX", &[], 400, 200),
            ("UNAUTHENTICATED", &[], 401, 200),
            ("FORBIDDEN", &[], 403, 200),
            ("UNAVAILABLE", &[], 503, 503),
            ("INVALID", &["signIn"], 200, 200),
            ("RATE_LIMITED", &["signIn"], 200, 200),
            ("INTERNAL", &["viewer"], 500, 500),
        ] {
            let response = failed(code, path);
            assert_eq!(status(&response, Media::GraphqlResponse).as_u16(), strict, "{code}");
            assert_eq!(status(&response, Media::Json).as_u16(), lenient, "{code}");
        }
        assert_eq!(status(&GraphqlResponse::new(value!({"a": 1})), Media::GraphqlResponse), StatusCode::OK);
    }

    #[test]
    fn a_request_that_never_ran_has_no_data() {
        let text = |response: &GraphqlResponse| serde_json::to_string(&Wire::from(response)).unwrap();
        assert!(!text(&failed("INVALID", &[])).contains("data"));
        assert!(text(&failed("INVALID", &["a"])).contains("\"data\":null"));
    }
}
