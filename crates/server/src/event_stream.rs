//! GraphQL over server-sent events, "distinct connections": one POST, one operation, events until it completes. For
//! networks where no socket gets through; the same limits as for sockets.

use crate::{
    gate::{Caller, Gate, Session},
    http::{
        accept::Media,
        answer::{self, Wire},
    },
    measure::Live,
    running::{Running, Said},
    seats::Seat,
    transport::{self, Asked, Transport},
};
use async_graphql::{Response as GraphqlResponse, ServerError};
use axum::{
    body::Body,
    http::{HeaderValue, Response, header},
};
use bytes::Bytes;
use futures_util::Stream;
use std::{convert::Infallible, time::Duration};
use tokio::{
    sync::mpsc,
    time::{Instant, sleep_until},
};

/// How often a silent stream shows that it lives, so that both ends notice when the other is gone.
const BEAT: Duration = Duration::from_secs(12);
/// How often the session is looked at.
const WATCH: Duration = Duration::from_secs(2);

/// Answers with a stream, or refuses before it begins.
pub async fn answer<G: Gate>(
    transport: Transport<G>,
    asked: Asked,
    session: Option<Session<G::Handle>>,
    caller: Caller,
) -> Response<Body> {
    let Some(session) = session else {
        return answer::graphql(refusal("UNAUTHENTICATED", "Sign in first."), Media::GraphqlResponse);
    };
    let Some(seat) = transport.seats.take(session.account_id) else {
        return answer::graphql(
            refusal("RATE_LIMITED", "Too many live connections."),
            Media::GraphqlResponse,
        );
    };
    // Data of its own: what `enter` made must not live as long as the stream.
    let admission = match transport.gate.reenter(&session, &caller).await {
        Ok(admission) => admission,
        Err(error) => return answer::graphql(transport::closed(error), Media::GraphqlResponse),
    };
    let answers = transport.stream(asked, admission, session.clone(), &caller);
    let (said, heard) = mpsc::channel(1);
    let running = Running::start((), std::future::ready(answers), said);
    let body = Body::from_stream(events(transport, session, (seat, running), heard));
    let mut response = Response::new(body);
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, Media::EventStream.content_type());
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    headers.insert("x-accel-buffering", HeaderValue::from_static("no"));
    response
}

fn events<G: Gate>(
    transport: Transport<G>,
    session: Session<G::Handle>,
    held: (Seat, Running),
    mut answers: mpsc::Receiver<Said<()>>,
) -> impl Stream<Item = Result<Bytes, Infallible>> + Send {
    async_stream::stream! {
        let (_held, _live) = (held, Live::begin());
        let ends = Instant::now() + session.ends_in;
        let mut beat = Instant::now() + BEAT;
        let mut watch = Instant::now() + WATCH;
        yield Ok(Bytes::from_static(b":\n\n"));
        loop {
            tokio::select! { biased;
                // Without `complete`: the client comes back, to another server or to this one restarted.
                () = transport.stop.cancelled() => return,
                () = sleep_until(ends) => break,
                () = sleep_until(watch) => {
                    watch = Instant::now() + WATCH;
                    if !transport.gate.is_live(&session).await {
                        break;
                    }
                }
                () = sleep_until(beat) => {
                    beat = Instant::now() + BEAT;
                    yield Ok(Bytes::from_static(b":\n\n"));
                }
                said = answers.recv() => {
                    let Some(event) = said.and_then(|said| said.answer) else {
                        yield Ok(Bytes::from_static(COMPLETE));
                        return;
                    };
                    if transport::is_passing(&event) {
                        return;
                    }
                    if !transport.gate.is_live(&session).await {
                        break;
                    }
                    beat = Instant::now() + BEAT;
                    yield Ok(next(&event));
                    if transport::is_last(&event) {
                        yield Ok(Bytes::from_static(COMPLETE));
                        return;
                    }
                }
            }
        }
        yield Ok(next(&refusal("UNAUTHENTICATED", "The session has ended.")));
        yield Ok(Bytes::from_static(COMPLETE));
    }
}

const COMPLETE: &[u8] = b"event: complete\ndata:\n\n";

/// One answer as an event; JSON without line breaks needs no escaping.
fn next(response: &GraphqlResponse) -> Bytes {
    let mut event = b"event: next\ndata: ".to_vec();
    serde_json::to_writer(&mut event, &Wire::from(response))
        .expect("an answer is made of texts, numbers and lists");
    event.extend_from_slice(b"\n\n");
    event.into()
}

fn refusal(code: &'static str, message: &'static str) -> GraphqlResponse {
    let mut error = ServerError::new(message, None);
    error.extensions = Some(answer::code_of(code));
    GraphqlResponse::from_errors(vec![error])
}
