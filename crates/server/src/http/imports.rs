//! `POST /imports`: a sheet goes in as bytes and comes back as lines of text. Nothing of it is kept, and what becomes
//! of the lines goes by GraphQL. `GET /imports/UNITS.xlsx`: an empty sheet to be filled in.

use super::{
    accept::Media,
    answer,
    caller::{CallerOf, problem},
    uploads::{in_whole, is_bytes},
};
use crate::{app_gate::meta, seats::Seats};
use axum::{
    Json, Router,
    body::Body,
    extract::{Path, Request, State},
    http::{HeaderValue, Response, StatusCode, header},
    response::IntoResponse,
    routing::{get, post},
};
use calitas_app::{App, import};
use calitas_domain::{
    Error,
    import::{ImportKind, MAX_FILE_MIB},
};
use serde_json::json;
use std::{sync::Arc, time::Duration};
use tokio::{sync::Semaphore, time::timeout};

/// Sheets in memory at a time, in one server.
const SHEETS: usize = 8;
/// How long a sheet waits for room.
const ROOM_TIME: Duration = Duration::from_secs(5);

const XLSX: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

#[derive(Clone)]
struct Door {
    app: App,
    room: Arc<Semaphore>,
    seats: Seats,
}

/// The address of sheets.
pub fn router(app: App) -> Router {
    let door = Door { app, room: Arc::new(Semaphore::new(SHEETS)), seats: Seats::default() };
    Router::new().route("/imports", post(read)).route("/imports/{template}", get(template)).with_state(door)
}

async fn template(
    State(door): State<Door>,
    CallerOf(caller): CallerOf,
    Path(name): Path<String>,
) -> Response<Body> {
    let kind = name.strip_suffix(".xlsx").and_then(ImportKind::from_code);
    let Some(kind) = kind else { return StatusCode::NOT_FOUND.into_response() };
    let made = async {
        let ctx = door.app.authenticate(caller.bearer.as_deref(), meta(&caller)).await?;
        import::template(&ctx, kind)
    };
    match made.await {
        Ok(file) => {
            ([(header::CONTENT_TYPE, XLSX), (header::CACHE_CONTROL, "private")], file).into_response()
        }
        Err(error) => problem(&error, &caller),
    }
}

async fn read(State(door): State<Door>, CallerOf(caller): CallerOf, request: Request) -> Response<Body> {
    if !is_bytes(request.headers()) {
        let message = "Send application/octet-stream.";
        return answer::refused(StatusCode::UNSUPPORTED_MEDIA_TYPE, "INVALID", message, Media::Json);
    }
    let reading = async {
        let ctx = door.app.authenticate(caller.bearer.as_deref(), meta(&caller)).await?;
        let busy = || Error::RateLimited { retry_after_secs: 5 };
        let _seat = door.seats.take(ctx.account()?.0).ok_or_else(busy)?;
        let _room = timeout(ROOM_TIME, door.room.acquire()).await.map_err(|_| busy())?;
        let content = in_whole(request.into_body(), "file", MAX_FILE_MIB).await?;
        import::read(&ctx, content.to_vec()).await
    };
    match reading.await {
        Ok(sheet) => {
            let row =
                |line: &calitas_domain::import::Line| json!({ "number": line.number, "cells": line.cells });
            let rows: Vec<_> = sheet.rows.iter().map(row).collect();
            Json(json!({ "headings": sheet.headings, "rows": rows })).into_response()
        }
        Err(error) => {
            let mut answer = problem(&error, &caller);
            // What is left of the body is not read.
            answer.headers_mut().insert(header::CONNECTION, HeaderValue::from_static("close"));
            answer
        }
    }
}
