//! `/uploads/<id>`: the bytes of files on their way in, chunk by chunk. `PATCH` with `Upload-Offset` brings the next
//! one, `HEAD` tells how much is here. Everything else about an upload goes by GraphQL.
//!
//! A chunk is kept whole or not at all, so a cut line costs one chunk; it may come to another server each time.

use super::{
    accept::Media,
    answer,
    caller::{CallerOf, problem},
};
use crate::{
    app_gate::meta,
    gate::Caller,
    seats::{SEATS_PER_ACCOUNT, Seats},
};
use axum::{
    Router,
    body::Body,
    extract::{Path, Request, State},
    http::{HeaderMap, HeaderName, HeaderValue, Response, StatusCode, header},
    routing::patch,
};
use bytes::{Bytes, BytesMut};
use calitas_app::{App, Ctx, document};
use calitas_domain::{
    Error, Reason,
    document::{Chunk, Upload},
    id::UploadId,
};
use calitas_graphql::node;
use http_body_util::BodyExt;
use std::{sync::Arc, time::Duration};
use tokio::{
    sync::Semaphore,
    time::{Instant, timeout, timeout_at},
};

const OFFSET: HeaderName = HeaderName::from_static("upload-offset");
/// Chunks in memory at a time, in one server: 1 MiB each.
const CHUNKS: usize = 64;
/// How long a chunk waits for room.
const ROOM_TIME: Duration = Duration::from_secs(5);
/// A sender who brings less than this in the window is cut.
const FLOOR_BYTES: usize = 16 * 1024;
const WINDOW: Duration = Duration::from_secs(20);

#[derive(Clone)]
struct Door {
    app: App,
    room: Arc<Semaphore>,
    seats: Seats,
}

/// The addresses of uploads.
pub fn router(app: App) -> Router {
    let door = Door { app, room: Arc::new(Semaphore::new(CHUNKS)), seats: Seats::default() };
    Router::new().route("/uploads/{id}", patch(receive).head(progress)).with_state(door)
}

async fn progress(
    State(door): State<Door>,
    CallerOf(caller): CallerOf,
    Path(id): Path<String>,
) -> Response<Body> {
    match door.find(&caller, &id).await {
        Ok((_, upload)) => told(StatusCode::OK, upload.received_bytes),
        Err(error) => problem(&error, &caller),
    }
}

async fn receive(
    State(door): State<Door>,
    CallerOf(caller): CallerOf,
    Path(id): Path<String>,
    request: Request,
) -> Response<Body> {
    if !is_bytes(request.headers()) {
        let message = "Send application/octet-stream.";
        return answer::refused(StatusCode::UNSUPPORTED_MEDIA_TYPE, "INVALID", message, Media::Json);
    }
    match door.receive(&caller, &id, request).await {
        Ok(answer) => answer,
        Err(error) => problem(&error, &caller),
    }
}

impl Door {
    async fn find(&self, caller: &Caller, id: &str) -> Result<(Arc<Ctx>, Upload), Error> {
        let ctx = self.app.authenticate(caller.bearer.as_deref(), meta(caller)).await?;
        ctx.actor()?;
        let id: UploadId = node::subject(&id.to_owned().into())?;
        let upload = document::find_upload(&ctx, id).await?;
        Ok((ctx, upload))
    }

    async fn receive(&self, caller: &Caller, id: &str, request: Request) -> Result<Response<Body>, Error> {
        let (ctx, upload) = self.find(caller, id).await?;
        let offset = offset(request.headers());
        let size = match offset.map(|offset| upload.chunk_at(offset)) {
            Some(Chunk::Next(size)) => usize::try_from(size).unwrap_or(usize::MAX),
            Some(Chunk::Known) => return Ok(told(StatusCode::NO_CONTENT, upload.received_bytes)),
            Some(Chunk::Misplaced) | None => return Ok(told(StatusCode::CONFLICT, upload.received_bytes)),
        };
        let busy = || Error::RateLimited { retry_after_secs: 5 };
        let _seat = self.seats.take(ctx.account()?.0).ok_or_else(busy)?;
        let _room = timeout(ROOM_TIME, self.room.acquire()).await.map_err(|_| busy())?;
        match chunk(request.into_body(), size).await {
            Ok(chunk) => {
                let received = document::receive(&ctx, &upload, offset.unwrap_or_default(), chunk).await?;
                Ok(told(StatusCode::NO_CONTENT, received))
            }
            Err(fault) => Ok(fault.answer(upload.received_bytes)),
        }
    }
}

/// Why a body is no chunk.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Fault {
    /// Longer or shorter than the chunk.
    Size,
    /// Too slow.
    Slow,
    /// Cut off.
    Cut,
}

impl Fault {
    fn answer(self, received: i64) -> Response<Body> {
        let mut answer = told(
            match self {
                Self::Size => StatusCode::BAD_REQUEST,
                Self::Slow => StatusCode::REQUEST_TIMEOUT,
                Self::Cut => StatusCode::BAD_REQUEST,
            },
            received,
        );
        // What is left of the body is not read.
        answer.headers_mut().insert(header::CONNECTION, HeaderValue::from_static("close"));
        answer
    }
}

/// Reads exactly one chunk, from senders who are fast enough.
async fn chunk(body: Body, size: usize) -> Result<Bytes, Fault> {
    let chunk = at_most(body, size).await?;
    if chunk.len() == size { Ok(chunk) } else { Err(Fault::Size) }
}

/// Reads a body of at most so many MiB, or says of the field what is wrong with it.
pub(super) async fn in_whole(body: Body, field: &str, mib: u32) -> Result<Bytes, Error> {
    let most = usize::try_from(mib).unwrap_or(0) * 1024 * 1024;
    at_most(body, most).await.map_err(|fault| {
        Error::invalid(
            field,
            match fault {
                Fault::Size => Reason::FileTooLarge { mib },
                Fault::Slow | Fault::Cut => Reason::UploadIncomplete,
            },
        )
    })
}

/// Reads a body of at most so many bytes, from senders who are fast enough.
async fn at_most(mut body: Body, size: usize) -> Result<Bytes, Fault> {
    let mut chunk = BytesMut::new();
    let (mut deadline, mut brought) = (Instant::now() + WINDOW, 0);
    loop {
        let frame = timeout_at(deadline, body.frame()).await.map_err(|_| Fault::Slow)?;
        let Some(frame) = frame else { break };
        let Ok(data) = frame.map_err(|_| Fault::Cut)?.into_data() else { continue };
        if chunk.len() + data.len() > size {
            return Err(Fault::Size);
        }
        chunk.extend_from_slice(&data);
        brought += data.len();
        if brought >= FLOOR_BYTES {
            (deadline, brought) = (Instant::now() + WINDOW, 0);
        }
    }
    Ok(chunk.freeze())
}

fn offset(headers: &HeaderMap) -> Option<i64> {
    headers.get(OFFSET)?.to_str().ok()?.parse().ok()
}

/// A foreign page cannot send this without asking first.
pub(super) fn is_bytes(headers: &HeaderMap) -> bool {
    headers.get(header::CONTENT_TYPE).is_some_and(|kind| kind == "application/octet-stream")
}

fn told(status: StatusCode, received: i64) -> Response<Body> {
    let mut answer = Response::new(Body::empty());
    *answer.status_mut() = status;
    answer.headers_mut().insert(OFFSET, HeaderValue::from(received));
    answer
}

const _: () = assert!(SEATS_PER_ACCOUNT as usize <= CHUNKS, "one person cannot take all the room");

#[cfg(test)]
mod tests {
    use super::*;
    use futures_util::stream;

    #[tokio::test]
    async fn a_chunk_is_exactly_as_long_as_it_should_be() {
        assert_eq!(chunk(Body::from("abc"), 3).await, Ok(Bytes::from("abc")));
        assert_eq!(chunk(Body::from("abcd"), 3).await, Err(Fault::Size));
        assert_eq!(chunk(Body::from("ab"), 3).await, Err(Fault::Size));
    }

    #[tokio::test(start_paused = true)]
    async fn a_sender_who_drips_is_cut_within_thirty_seconds() {
        let drip = stream::unfold((), |()| async {
            tokio::time::sleep(Duration::from_secs(1)).await;
            Some((Ok::<_, std::io::Error>(Bytes::from("a")), ()))
        });
        let started = Instant::now();
        assert_eq!(chunk(Body::from_stream(drip), 1000).await, Err(Fault::Slow));
        assert!(started.elapsed() < Duration::from_secs(30));
    }
}
