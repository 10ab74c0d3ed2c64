//! `/health/live` says that the process answers, `/health/ready` that it should be sent work.

use crate::{gate::Gate, transport::Transport};
use axum::{Json, extract::State, http::StatusCode};
use serde_json::{Value, json};
use std::time::Duration;

/// Who has no connection for so long is sent no more work.
const READY_TIME: Duration = Duration::from_secs(1);

/// The process answers.
pub async fn live() -> Json<Value> {
    Json(json!({ "status": "live" }))
}

/// The parts we depend on answer, and the server is not about to stop.
pub async fn ready<G: Gate>(State(transport): State<Transport<G>>) -> (StatusCode, Json<Value>) {
    let state = if transport.stop.is_cancelled() {
        Err("stopping")
    } else {
        tokio::time::timeout(READY_TIME, transport.gate.readiness()).await.unwrap_or(Err("database"))
    };
    match state {
        Ok(()) => (StatusCode::OK, Json(json!({ "status": "ready" }))),
        Err(missing) => {
            (StatusCode::SERVICE_UNAVAILABLE, Json(json!({ "status": "not ready", "missing": missing })))
        }
    }
}
