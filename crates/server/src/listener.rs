//! Accepts connections and serves them by hand, because the comfortable way has no time limit for headers: a client
//! that says one byte a minute would hold a connection for ever.
//!
//! HTTP/1.1 only; a proxy in front speaks HTTP/2 and TLS with browsers.

use crate::{http::caller::Peer, paced::Paced};
use axum::{Router, body::Body, extract::Request};
use hyper::{body::Incoming, server::conn::http1, service::service_fn};
use hyper_util::rt::{TokioIo, TokioTimer};
use socket2::{SockRef, TcpKeepalive};
use std::{net::SocketAddr, pin::pin, sync::Arc, time::Duration};
use tokio::{
    net::{TcpListener, TcpStream},
    sync::Semaphore,
    time::timeout,
};
use tokio_util::{sync::CancellationToken, task::TaskTracker};
use tower::ServiceExt;

/// How long headers may take, and how long a connection may idle between two requests.
const HEADER_TIME: Duration = Duration::from_secs(15);
/// Longest head of a request.
const HEADER_BYTES: usize = 32 * 1024;
/// After this long without a receipt the system gives a connection up.
const RECEIPT_TIME: Duration = Duration::from_secs(30);
/// How long running requests may take to finish when the server stops.
pub const GRACE: Duration = Duration::from_secs(30);

/// Serves until `stop`, then lets running requests finish.
pub async fn serve(listener: TcpListener, router: Router, connections: usize, stop: CancellationToken) {
    let running = TaskTracker::new();
    let places = Arc::new(Semaphore::new(connections));
    loop {
        let accepted = tokio::select! { biased;
            () = stop.cancelled() => break,
            accepted = accept(&listener, &places) => accepted,
        };
        let Some((stream, peer, place)) = accepted else { continue };
        let (router, stop) = (router.clone(), stop.clone());
        running.spawn(async move {
            let _place = place;
            connection(stream, peer, router, stop).await;
        });
    }
    drop(listener);
    running.close();
    if timeout(GRACE, running.wait()).await.is_err() {
        tracing::warn!(connections = running.len(), "connections did not finish in time");
    }
}

type Place = tokio::sync::OwnedSemaphorePermit;

async fn accept(listener: &TcpListener, places: &Arc<Semaphore>) -> Option<(TcpStream, SocketAddr, Place)> {
    let place = Arc::clone(places).acquire_owned().await.ok()?;
    match listener.accept().await {
        Ok((stream, peer)) => Some((stream, peer, place)),
        Err(error) => {
            // Out of file handles, or a client that was gone before we came: waiting helps, ending does not.
            tracing::warn!(error.cause = %error, "accept failed");
            tokio::time::sleep(Duration::from_millis(100)).await;
            None
        }
    }
}

async fn connection(stream: TcpStream, peer: SocketAddr, router: Router, stop: CancellationToken) {
    if let Err(error) = prepare(&stream) {
        tracing::debug!(error.cause = %error, "socket options");
    }
    let service = service_fn(move |request: Request<Incoming>| {
        let mut request = request.map(Body::new);
        request.extensions_mut().insert(Peer(peer));
        router.clone().oneshot(request)
    });
    let mut builder = http1::Builder::new();
    builder.timer(TokioTimer::new()).header_read_timeout(HEADER_TIME).max_header_size(HEADER_BYTES);
    let connection = builder.serve_connection(TokioIo::new(Paced::new(stream)), service).with_upgrades();
    let mut connection = pin!(connection);
    let ended = tokio::select! { biased;
        ended = connection.as_mut() => ended,
        () = stop.cancelled() => {
            connection.as_mut().graceful_shutdown();
            connection.await
        }
    };
    if let Err(error) = ended {
        tracing::debug!(error.cause = %error, "connection ended");
    }
}

/// Small answers leave at once; a client that vanished is noticed.
fn prepare(stream: &TcpStream) -> std::io::Result<()> {
    stream.set_nodelay(true)?;
    let socket = SockRef::from(stream);
    socket.set_tcp_keepalive(&TcpKeepalive::new().with_time(Duration::from_secs(60)))?;
    #[cfg(target_os = "linux")]
    socket.set_tcp_user_timeout(Some(RECEIPT_TIME))?;
    Ok(())
}
