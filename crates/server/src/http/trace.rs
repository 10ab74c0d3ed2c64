//! Around every request: an id, one log line, two figures. No path, address, token or text of a person is logged:
//! the route is the pattern, not what was typed.

use super::caller::{ClientAddress, Peer, RequestId, client_address};
use crate::{measure, traces};
use axum::{
    body::Body,
    extract::{MatchedPath, Request, State},
    http::{HeaderValue, Response, header},
    middleware::Next,
};
use ipnet::IpNet;
use std::{sync::Arc, time::Instant};
use tracing::Instrument;

/// The middleware.
pub async fn request(
    State(proxies): State<Arc<[IpNet]>>,
    mut request: Request,
    next: Next,
) -> Response<Body> {
    let started = Instant::now();
    let id = RequestId::random();
    let peer = request.extensions().get::<Peer>().map(|peer| peer.0.ip());
    let address = client_address(peer, request.headers(), &proxies);
    request.extensions_mut().insert(ClientAddress(address));
    request.extensions_mut().insert(id.clone());
    let route = request.extensions().get::<MatchedPath>().map_or("files", MatchedPath::as_str).to_owned();
    let method = request.method().clone();
    let is_proxied = peer.is_some_and(|peer| proxies.iter().any(|net| net.contains(&peer.to_canonical())));
    let span = traces::request(&id.0, &method, &route, is_proxied.then(|| request.headers()));
    let is_chunked = request.headers().contains_key(header::TRANSFER_ENCODING);

    let mut response = next.run(request).instrument(span.clone()).await;

    let took = started.elapsed();
    let status = response.status().as_u16();
    tracing::info!(
        request.id = %id.0,
        http.method = %method,
        http.route = %route,
        http.status = status,
        took_ms = took.as_millis() as u64,
        "request"
    );
    measure::http(&route, status, took);
    traces::answered(&span, response.status());
    if let Ok(id) = HeaderValue::from_str(&id.0) {
        response.headers_mut().insert("x-request-id", id);
    }
    if is_chunked {
        // What follows a chunked body may be framed otherwise by a proxy before us: nothing is read after it.
        response.headers_mut().insert(header::CONNECTION, HeaderValue::from_static("close"));
    }
    response
}
