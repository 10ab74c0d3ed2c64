//! Calendars for other programs (RFC 5545), each at an address of its own. The secret in it is all there is to show, so
//! it stands in no log: the route is logged, not the path.

use super::caller::ClientAddress;
use axum::{
    Extension, Router,
    extract::{Path, State},
    http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
    routing::get,
};
use calitas_app::{
    App,
    notification::{self, Document},
};
use calitas_domain::Error;

/// The address.
pub fn router(app: App) -> Router {
    Router::new().route("/calendar/{file}", get(read)).with_state(app)
}

async fn read(
    State(app): State<App>,
    Path(file): Path<String>,
    address: Option<Extension<ClientAddress>>,
    headers: HeaderMap,
) -> Response {
    let Some(secret) = file.strip_suffix(".ics") else { return StatusCode::NOT_FOUND.into_response() };
    let address = address.and_then(|Extension(address)| address.0);
    match notification::read_feed(&app, secret, address).await {
        Ok(document) => answer(document, &headers),
        Err(Error::NotFound(_)) => StatusCode::NOT_FOUND.into_response(),
        Err(Error::RateLimited { retry_after_secs }) => {
            (StatusCode::TOO_MANY_REQUESTS, [(header::RETRY_AFTER, retry_after_secs.to_string())])
                .into_response()
        }
        Err(error) => {
            tracing::warn!(error.cause = %error, "calendar.read failed");
            (StatusCode::SERVICE_UNAVAILABLE, [(header::RETRY_AFTER, "60")]).into_response()
        }
    }
}

/// The text, or word that it is the one the program has.
fn answer(document: Document, headers: &HeaderMap) -> Response {
    let tag = format!("\"{}\"", document.fingerprint);
    let known = headers.get(header::IF_NONE_MATCH).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let is_known = known == "*" || known.split(',').any(|one| one.trim().trim_start_matches("W/") == tag);
    let fixed: [(HeaderName, HeaderValue); 2] = [
        (header::CACHE_CONTROL, HeaderValue::from_static("private, no-cache")),
        (header::ETAG, HeaderValue::from_str(&tag).unwrap_or(HeaderValue::from_static("\"\""))),
    ];
    if is_known {
        return (StatusCode::NOT_MODIFIED, fixed).into_response();
    }
    (fixed, [(header::CONTENT_TYPE, "text/calendar; charset=utf-8")], document.text).into_response()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_program_that_has_the_text_is_told_so() {
        let document =
            |text: &str| Document { text: text.to_owned(), fingerprint: format!("hash of {text}") };
        let first = answer(document("a"), &HeaderMap::new());
        assert_eq!(first.status(), StatusCode::OK);
        let mut again = HeaderMap::new();
        again.insert(header::IF_NONE_MATCH, first.headers()[header::ETAG].clone());
        assert_eq!(answer(document("a"), &again).status(), StatusCode::NOT_MODIFIED);
        assert_eq!(answer(document("b"), &again).status(), StatusCode::OK);
    }
}
