//! `graphql-transport-ws` on `GET /graphql`, with a loop of our own: the library's has no time limits, no close
//! codes and no bounds. The session is looked at every two seconds and before every event.
//!
//! `message` knows the words, `close` the codes, `operations` what runs, `connection` the loop.

pub mod close;
mod connection;
mod message;
mod operations;

use crate::{
    gate::Gate,
    http::{accept::Media, answer, caller::CallerOf, graphql},
    transport::Transport,
};
use axum::{
    body::Body,
    extract::{FromRequestParts, Request, State, ws::WebSocketUpgrade},
    http::{HeaderMap, Response, StatusCode, header},
};
use std::time::Duration;

/// The only protocol spoken.
const PROTOCOL: &str = "graphql-transport-ws";
/// Largest message in bytes.
const MESSAGE_BYTES: usize = 1024 * 1024;
/// Ten thousand idle sockets shall not hold a gigabyte: the library's buffers are 128 KiB each way.
const BUFFER_BYTES: usize = 2048;

/// The times a socket lives by.
#[derive(Debug, Clone, Copy)]
pub struct Times {
    /// Until `connection_init` has arrived and its session is found. A page renews its token meanwhile.
    pub init: Duration,
    /// Between two pings.
    pub ping: Duration,
    /// Without a sign of life.
    pub idle: Duration,
    /// For one message to leave.
    pub send: Duration,
    /// Between two looks at the session.
    pub watch: Duration,
}

impl Times {
    /// What the product lives by. Whoever is cut off without a word is let go of within a minute: at the first ping
    /// after `idle`, and a farewell that nobody hears.
    pub const PRODUCT: Self = Self {
        init: Duration::from_secs(8),
        ping: Duration::from_secs(15),
        idle: Duration::from_secs(40),
        send: Duration::from_secs(10),
        watch: Duration::from_secs(2),
    };
}

const _: () = {
    let (times, minute) = (Times::PRODUCT, 60);
    assert!(times.idle.as_secs() + times.ping.as_secs() + connection::FAREWELL.as_secs() < minute);
};

/// Opens a socket; any other GET is refused.
pub async fn upgrade<G: Gate>(
    State(transport): State<Transport<G>>,
    CallerOf(caller): CallerOf,
    request: Request,
) -> Response<Body> {
    if !wants_socket(request.headers()) {
        return graphql::only_post(request.method().clone()).await;
    }
    if !transport.origins.allow(request.headers()) {
        return answer::refused(
            StatusCode::FORBIDDEN,
            "FORBIDDEN",
            "This page may not use the API.",
            Media::Json,
        );
    }
    let (mut parts, _) = request.into_parts();
    let Ok(upgrade) = WebSocketUpgrade::from_request_parts(&mut parts, &()).await else {
        let message = "Not a WebSocket handshake.";
        return answer::refused(StatusCode::BAD_REQUEST, "INVALID", message, Media::Json);
    };
    let upgrade = upgrade
        .protocols([PROTOCOL])
        .max_message_size(MESSAGE_BYTES)
        .max_frame_size(MESSAGE_BYTES)
        .read_buffer_size(BUFFER_BYTES)
        .write_buffer_size(BUFFER_BYTES);
    let open = transport.sockets.token();
    upgrade.on_upgrade(move |socket| async move {
        let _open = open;
        connection::run(socket, transport, caller).await;
    })
}

fn wants_socket(headers: &HeaderMap) -> bool {
    headers
        .get(header::UPGRADE)
        .is_some_and(|protocol| protocol.as_bytes().eq_ignore_ascii_case(b"websocket"))
}
