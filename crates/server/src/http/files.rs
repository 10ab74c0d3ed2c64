//! The SPA: files of the web build, precompressed, and its first page for every address that is a screen.
//!
//! Hashed files live in `assets/` and never change; everything else is asked for again. A missing file is 404, not
//! the first page: only addresses without a dot and outside the API are screens.

use axum::{
    body::Body,
    extract::{Request, State},
    http::{HeaderValue, Method, Response, StatusCode, header},
    response::IntoResponse,
};
use std::{path::PathBuf, sync::Arc};
use tower::ServiceExt;
use tower_http::services::{ServeDir, ServeFile};

/// The folder of the web build.
#[derive(Debug, Clone)]
pub struct Files {
    folder: Arc<PathBuf>,
    explorer: Explorer,
}

/// Whether the pages under `/explorer/` are served.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Explorer {
    /// Outside production.
    Served,
    /// Production: as if they did not exist.
    Hidden,
}

impl Files {
    /// Serves the files of a folder.
    pub fn new(folder: PathBuf, explorer: Explorer) -> Self {
        Self { folder: Arc::new(folder), explorer }
    }
}

/// Answers with a file, the first page or 404.
pub async fn serve(State(files): State<Files>, request: Request) -> Response<Body> {
    if !matches!(*request.method(), Method::GET | Method::HEAD) {
        return StatusCode::METHOD_NOT_ALLOWED.into_response();
    }
    let path = request.uri().path().to_owned();
    match files.explorer {
        Explorer::Hidden if path.starts_with("/explorer") => return not_found(),
        Explorer::Hidden | Explorer::Served => {}
    }
    let folder = ServeDir::new(files.folder.as_path()).precompressed_br().precompressed_gzip();
    let response = if is_screen(&path) {
        let first_page =
            ServeFile::new(files.folder.join("index.html")).precompressed_br().precompressed_gzip();
        first_page.oneshot(request).await.map(IntoResponse::into_response)
    } else {
        folder.oneshot(request).await.map(IntoResponse::into_response)
    };
    let Ok(mut response) = response; // the service turns its own failures into 500
    if response.status() == StatusCode::NOT_FOUND {
        return not_found();
    }
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static(caching(&path)));
    response.headers_mut().append(header::VARY, HeaderValue::from_static("accept-encoding"));
    response
}

/// An address of the router in the browser: no file name at its end. `1.2` is a subcriterion.
fn is_screen(path: &str) -> bool {
    let last = path.rsplit('/').next().unwrap_or_default();
    let is_number = |end: &str| !end.is_empty() && end.bytes().all(|byte| byte.is_ascii_digit());
    let is_file = last.rsplit_once('.').is_some_and(|(_, end)| !is_number(end));
    !is_file && !path.starts_with("/assets/") && !path.starts_with("/explorer")
}

fn caching(path: &str) -> &'static str {
    if path.starts_with("/assets/") {
        "public, max-age=31536000, immutable"
    } else if is_screen(path) || path.ends_with(".html") {
        "no-store"
    } else {
        "no-cache"
    }
}

fn not_found() -> Response<Body> {
    (StatusCode::NOT_FOUND, "404\n").into_response()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn screens_are_told_from_files() {
        for screen in ["/", "/plan/7kq", "/institution/a/members"] {
            assert!(is_screen(screen), "{screen}");
        }
        for file in ["/assets/x", "/sw.js", "/icon.svg", "/assets/index-3f.js", "/explorer/"] {
            assert!(!is_screen(file), "{file}");
        }
        assert_eq!(caching("/assets/index-3f.js"), "public, max-age=31536000, immutable");
        assert_eq!(caching("/plan"), "no-store");
        assert_eq!(caching("/config.js"), "no-cache");
    }
}
