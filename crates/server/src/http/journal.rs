//! Addresses of the journal beside the API: the keys that vouch for its ends.

use axum::{Json, Router, extract::State, http::header, response::IntoResponse, routing::get};
use calitas_app::App;
use serde_json::{Value, json};

/// The addresses.
pub fn router(app: App) -> Router {
    Router::new().route("/.well-known/calitas-journal-keys.json", get(public_keys)).with_state(app)
}

/// Apart from the keys of access tokens: a program that checks tokens must not take these for its own.
async fn public_keys(State(app): State<App>) -> impl IntoResponse {
    let keys = app.keys().head_keys().into_iter();
    let keys: Vec<Value> = keys.map(|key| json!({"kty": "OKP", "crv": "Ed25519", "x": key})).collect();
    ([(header::CACHE_CONTROL, "public, max-age=300")], Json(json!({ "keys": keys })))
}
