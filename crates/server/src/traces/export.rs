//! What carries spans to the collector: the HTTP client that files in buckets travel by too, on the runtime of the
//! program, because the thread that gathers spans has none.

use async_trait::async_trait;
use axum::http::{Request, Response};
use bytes::Bytes;
use opentelemetry_http::{HttpClient, HttpError};
use std::{
    sync::atomic::{AtomicBool, Ordering},
    time::Duration,
};
use tokio::runtime::Handle;

/// How long the collector may take.
const TIME: Duration = Duration::from_secs(5);
/// Most of an answer that is read.
const ANSWER_BYTES: usize = 64 * 1024;

/// The client.
#[derive(Debug)]
pub(super) struct Client {
    runtime: Handle,
    http: reqwest::Client,
    is_silent: AtomicBool,
}

impl Client {
    /// A client on the runtime it is made in.
    pub(super) fn new() -> Result<Self, reqwest::Error> {
        // Where the collector is, the operator says: nobody else may send spans elsewhere.
        let http =
            reqwest::Client::builder().timeout(TIME).redirect(reqwest::redirect::Policy::none()).build()?;
        Ok(Self { runtime: Handle::current(), http, is_silent: AtomicBool::new(false) })
    }

    /// Says it once when the collector falls silent, and once when it is back.
    fn note(&self, sent: Result<(), &HttpError>) {
        match (sent, self.is_silent.swap(sent.is_err(), Ordering::Relaxed)) {
            (Err(error), false) => {
                tracing::warn!(%error, "traces.export failed; spans are dropped until it works")
            }
            (Ok(()), true) => tracing::info!("traces.export works again"),
            (Err(_), true) | (Ok(()), false) => {}
        }
    }
}

#[async_trait]
impl HttpClient for Client {
    async fn send_bytes(&self, request: Request<Bytes>) -> Result<Response<Bytes>, HttpError> {
        let (head, body) = request.into_parts();
        let asking = self.http.request(head.method, head.uri.to_string()).headers(head.headers).body(body);
        // Sending sets a timer, which only the runtime has.
        let asked = self.runtime.spawn(async move { read(asking.send().await?).await }).await;
        let answer = asked.map_err(HttpError::from).and_then(|answer| answer);
        let refused = |answer: &Response<Bytes>| {
            let status = answer.status();
            if status.is_success() { Ok(()) } else { Err(HttpError::from(format!("the answer is {status}"))) }
        };
        match &answer {
            Ok(answer) => self.note(refused(answer).as_ref().copied()),
            Err(error) => self.note(Err(error)),
        }
        answer
    }
}

async fn read(mut answer: reqwest::Response) -> Result<Response<Bytes>, HttpError> {
    let mut body = Vec::new();
    while let Some(chunk) = answer.chunk().await? {
        body.extend_from_slice(&chunk);
        if body.len() > ANSWER_BYTES {
            return Err("the answer is too long".into());
        }
    }
    let mut read = Response::new(Bytes::from(body));
    *read.status_mut() = answer.status();
    *read.headers_mut() = answer.headers().clone();
    Ok(read)
}
