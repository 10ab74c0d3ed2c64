//! The headers that tell browsers what our pages may do. No inline script or style, no foreign source, no
//! frame but of our own files, which are looked at in one.

use axum::{
    body::Body,
    extract::{Request, State},
    http::{HeaderName, HeaderValue, Response, header},
    middleware::Next,
};
use std::sync::Arc;

/// What does not change from answer to answer.
#[derive(Debug, Clone)]
pub struct Protection {
    /// Where the page may open sockets besides its own origin, for browsers that do not count them as their own.
    pub socket_origin: String,
    /// Whether browsers are told to use TLS only.
    pub transport: TransportSecurity,
}

/// Whether the public address is served over TLS.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TransportSecurity {
    /// Browsers shall never come back without TLS.
    Strict,
    /// Plain HTTP on this machine.
    Plain,
}

/// The middleware.
pub async fn headers(
    State(protection): State<Arc<Protection>>,
    request: Request,
    next: Next,
) -> Response<Body> {
    let mut response = next.run(request).await;
    let policy = policy(&protection.socket_origin);
    let headers = response.headers_mut();
    // Files that people brought have a policy of their own.
    headers.entry(header::CONTENT_SECURITY_POLICY).or_insert(policy);
    for (name, value) in FIXED {
        headers.entry(name).or_insert(HeaderValue::from_static(value));
    }
    if !headers.contains_key(header::CACHE_CONTROL) {
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    }
    match protection.transport {
        TransportSecurity::Strict => {
            let year = HeaderValue::from_static("max-age=31536000; includeSubDomains");
            headers.insert(header::STRICT_TRANSPORT_SECURITY, year);
        }
        TransportSecurity::Plain => {}
    }
    response
}

const FIXED: [(HeaderName, &str); 6] = [
    (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (header::X_FRAME_OPTIONS, "DENY"),
    (header::REFERRER_POLICY, "same-origin"),
    (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
    (HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
    (
        HeaderName::from_static("permissions-policy"),
        "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    ),
];

fn policy(socket_origin: &str) -> HeaderValue {
    let policy = format!(
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; \
         font-src 'self'; connect-src 'self' {socket_origin}; manifest-src 'self'; frame-src 'self'; worker-src 'self'; \
         base-uri 'none'; form-action 'self'; frame-ancestors 'none'; object-src 'none'"
    );
    HeaderValue::from_str(&policy).unwrap_or(HeaderValue::from_static("default-src 'none'"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_policy_allows_nothing_inline_and_nothing_foreign() {
        let policy = policy("wss://a.example");
        let policy = policy.to_str().unwrap();
        assert!(!policy.contains("unsafe") && policy.contains("script-src 'self';"));
        assert!(policy.contains("connect-src 'self' wss://a.example;"));
    }
}
