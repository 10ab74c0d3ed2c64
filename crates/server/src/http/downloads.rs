//! `/files/<pass>/<name>`: files on their way out, whole or in part. The pass holds for a minute and for one session;
//! whatever is wrong with it, there is nothing here.
//!
//! What is looked at is looked at in a frame or picture of our own pages; everything else is saved. No file is ever a
//! page of our origin: its type is one of a few, browsers are told not to guess, and it may run nothing.

use super::{
    caller::{CallerOf, cookie, problem},
    disposition::Disposition,
};
use crate::app_gate::meta;
use axum::{
    Router,
    body::Body,
    extract::{Path, State},
    http::{HeaderMap, HeaderValue, Method, Response, StatusCode, header},
    response::IntoResponse,
    routing::get,
};
use calitas_app::{
    App,
    document::{self, Opened, Proof, Purpose},
};
use calitas_domain::{Error, document::Preview};
use std::ops::Range;

/// The addresses of files.
pub fn router(app: App) -> Router {
    Router::new().route("/files/{pass}/{name}", get(send)).with_state(app)
}

async fn send(
    State(app): State<App>,
    CallerOf(caller): CallerOf,
    Path((pass, _)): Path<(String, String)>,
    method: Method,
    headers: HeaderMap,
) -> Response<Body> {
    let cookie = cookie(&headers, document::COOKIE);
    let proof = Proof { cookie: cookie.as_deref(), bearer: caller.bearer.as_deref() };
    let opened = match document::open(&app, &pass, proof, meta(&caller)).await {
        Ok(opened) => opened,
        Err(Error::NotFound(_) | Error::Unauthenticated) => return StatusCode::NOT_FOUND.into_response(),
        Err(error) => return problem(&error, &caller),
    };
    let file = &opened.file;
    let tag = format!("\"{}\"", file.sha256);
    let mut answer = Response::new(Body::empty());
    describe(answer.headers_mut(), &opened, &tag);
    if matches_tag(headers.get(header::IF_NONE_MATCH), &tag) {
        *answer.status_mut() = StatusCode::NOT_MODIFIED;
        return answer;
    }
    let size = u64::try_from(file.size_bytes).unwrap_or(0);
    let wanted = match asked_range(&headers, &tag, size) {
        Asked::Whole => 0..size,
        Asked::Part(range) => {
            *answer.status_mut() = StatusCode::PARTIAL_CONTENT;
            let stated = format!("bytes {}-{}/{size}", range.start, range.end - 1);
            insert(answer.headers_mut(), header::CONTENT_RANGE, &stated);
            range
        }
        Asked::Beyond => {
            *answer.status_mut() = StatusCode::RANGE_NOT_SATISFIABLE;
            insert(answer.headers_mut(), header::CONTENT_RANGE, &format!("bytes */{size}"));
            return answer;
        }
    };
    answer.headers_mut().insert(header::CONTENT_LENGTH, HeaderValue::from(wanted.end - wanted.start));
    if method == Method::HEAD {
        return answer;
    }
    match document::bytes(&app, file, wanted).await {
        Ok(bytes) => {
            *answer.body_mut() = Body::from_stream(bytes);
            answer
        }
        Err(Error::NotFound(_)) => {
            tracing::error!(file.id = %file.id.row, "the bytes of a file are gone");
            StatusCode::NOT_FOUND.into_response()
        }
        Err(error) => problem(&error, &caller),
    }
}

fn describe(headers: &mut HeaderMap, opened: &Opened, tag: &str) {
    let file = &opened.file;
    let preview = file.kind.preview();
    let is_shown = opened.purpose == Purpose::Look && preview != Preview::None;
    // The viewer of browsers for PDF does not start in a sandbox; it runs nothing of ours and reaches nothing of ours.
    let policy = match (is_shown, preview) {
        (true, Preview::Pdf) => {
            headers.insert(header::X_FRAME_OPTIONS, HeaderValue::from_static("SAMEORIGIN"));
            "default-src 'none'; style-src 'unsafe-inline'; object-src 'self'; frame-ancestors 'self'"
        }
        (true, Preview::Picture | Preview::None) | (false, _) => {
            "default-src 'none'; frame-ancestors 'none'; sandbox"
        }
    };
    headers.insert(header::CONTENT_SECURITY_POLICY, HeaderValue::from_static(policy));
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(file.kind.media_type()));
    headers.insert(header::ACCEPT_RANGES, HeaderValue::from_static("bytes"));
    insert(headers, header::ETAG, tag);
    let disposition = if is_shown { Disposition::Shown } else { Disposition::Saved };
    headers.insert(header::CONTENT_DISPOSITION, disposition.of(&file.name));
}

fn insert(headers: &mut HeaderMap, name: header::HeaderName, value: &str) {
    if let Ok(value) = HeaderValue::from_str(value) {
        headers.insert(name, value);
    }
}

fn matches_tag(stated: Option<&HeaderValue>, tag: &str) -> bool {
    let stated = stated.and_then(|value| value.to_str().ok()).unwrap_or_default();
    stated.split(',').any(|one| one.trim().trim_start_matches("W/") == tag || one.trim() == "*")
}

/// What part of a file is asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Asked {
    Whole,
    Part(Range<u64>),
    Beyond,
}

/// One range of bytes. Several at once, and what is not understood, is answered by the whole, as the standard allows.
fn asked_range(headers: &HeaderMap, tag: &str, size: u64) -> Asked {
    let text = |name| headers.get(name).and_then(|value: &HeaderValue| value.to_str().ok());
    if text(header::IF_RANGE).is_some_and(|stated| stated != tag) {
        return Asked::Whole;
    }
    let Some(range) = text(header::RANGE).and_then(|range| range.strip_prefix("bytes=")) else {
        return Asked::Whole;
    };
    let Some((first, last)) = range.split_once('-') else { return Asked::Whole };
    let range = match (first.trim().parse::<u64>(), last.trim().parse::<u64>()) {
        (Ok(first), Ok(last)) if first <= last => first..last.saturating_add(1).min(size),
        (Ok(first), Err(_)) if last.trim().is_empty() => first..size,
        (Err(_), Ok(count)) if first.trim().is_empty() => size.saturating_sub(count)..size,
        _ => return Asked::Whole,
    };
    if range.start < range.end { Asked::Part(range) } else { Asked::Beyond }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranges_are_read_as_the_standard_says() {
        let asked = |range: &'static str| {
            asked_range(
                &HeaderMap::from_iter([(header::RANGE, HeaderValue::from_static(range))]),
                "\"x\"",
                10,
            )
        };
        for (range, expected) in [
            ("bytes=0-3", Asked::Part(0..4)),
            ("bytes=4-", Asked::Part(4..10)),
            ("bytes=-3", Asked::Part(7..10)),
            ("bytes=-30", Asked::Part(0..10)),
            ("bytes=8-99", Asked::Part(8..10)),
            ("bytes=10-", Asked::Beyond),
            ("bytes=-0", Asked::Beyond),
            ("bytes=3-1", Asked::Whole),
            ("bytes=0-1,3-4", Asked::Whole),
            ("lines=1-2", Asked::Whole),
            ("bytes=x", Asked::Whole),
        ] {
            assert_eq!(asked(range), expected, "{range}");
        }
        let mut stale = HeaderMap::new();
        stale.insert(header::RANGE, HeaderValue::from_static("bytes=0-3"));
        stale.insert(header::IF_RANGE, HeaderValue::from_static("\"y\""));
        assert_eq!(asked_range(&stale, "\"x\"", 10), Asked::Whole);
    }
}
