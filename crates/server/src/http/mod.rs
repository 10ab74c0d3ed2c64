//! The addresses of the server and what stands around each of them.
//!
//! To add an address: a handler in a module of its own and a route in [`router`]. Whatever is private goes through the
//! gate.

pub mod accept;
pub mod answer;
pub mod body;
pub mod calendar;
pub mod caller;
pub mod csv;
pub mod disposition;
pub mod downloads;
pub mod exports;
pub mod files;
pub mod graphql;
pub mod health;
pub mod imports;
pub mod journal;
pub mod mailbox;
pub mod origin;
pub mod plain;
pub mod protect;
pub mod trace;
pub mod unsubscribe;
pub mod uploads;

use crate::{gate::Gate, socket, transport::Transport};
use axum::{
    Json, Router,
    extract::State,
    http::{HeaderName, header},
    middleware::from_fn_with_state,
    routing::{get, post},
};
use files::Files;
use metrics_exporter_prometheus::PrometheusHandle;
use protect::Protection;
use std::sync::Arc;

/// What the public addresses serve besides the API.
#[derive(Debug, Clone)]
pub struct Site {
    /// The published schema.
    pub sdl: Arc<str>,
    /// The SPA, when a web build is at hand.
    pub files: Option<Files>,
    /// Addresses of our own beside the API: calendars, turning mails off, the development mailbox.
    pub pages: Router,
    /// Headers for browsers.
    pub protection: Protection,
}

/// The public addresses.
pub fn router<G: Gate>(transport: Transport<G>, site: Site) -> Router {
    let proxies = Arc::clone(&transport.proxies);
    let sdl = site.sdl;
    let router = Router::new()
        .route("/graphql", post(graphql::post::<G>).get(socket::upgrade::<G>).fallback(graphql::only_post))
        .route("/schema.graphql", get(move || async move { (TEXT, HOURLY, sdl.to_string()) }))
        .route("/.well-known/jwks.json", get(public_keys::<G>))
        .route("/health/live", get(health::live))
        .route("/health/ready", get(health::ready::<G>))
        .route(plain::STYLE_PATH, get(plain::style))
        .with_state(transport)
        .merge(site.pages);
    let router = match site.files {
        Some(files) => router.fallback_service(axum::routing::any(files::serve).with_state(files)),
        None => router,
    };
    router
        .layer(from_fn_with_state(Arc::new(site.protection), protect::headers))
        .layer(from_fn_with_state(proxies, trace::request))
}

/// The addresses of the operator, on a listener of their own.
pub fn operator_router(metrics: PrometheusHandle) -> Router {
    Router::new().route("/metrics", get(move || async move { (TEXT, metrics.render()) }))
}

type Fixed = [(HeaderName, &'static str); 1];
const TEXT: Fixed = [(header::CONTENT_TYPE, "text/plain; charset=utf-8")];
const HOURLY: Fixed = [(header::CACHE_CONTROL, "public, max-age=3600")];

async fn public_keys<G: Gate>(State(transport): State<Transport<G>>) -> (Fixed, Json<serde_json::Value>) {
    ([(header::CACHE_CONTROL, "public, max-age=300")], Json(transport.gate.public_keys()))
}
