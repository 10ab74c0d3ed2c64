//! `POST /graphql` after the GraphQL-over-HTTP specification. Only POST, only JSON, one request a body: nothing a
//! foreign page can make a browser send without asking first.

use super::{
    accept::{self, Media},
    answer, body,
    caller::CallerOf,
};
use crate::{
    event_stream,
    gate::Gate,
    transport::{self, Transport},
};
use axum::{
    body::Body,
    extract::{Request, State},
    http::{HeaderValue, Method, Response, StatusCode, header},
};
use std::time::Duration;

/// How long finding out who asks may take.
const ENTER_TIME: Duration = Duration::from_secs(5);

/// Answers one request.
pub async fn post<G: Gate>(
    State(transport): State<Transport<G>>,
    CallerOf(caller): CallerOf,
    request: Request,
) -> Response<Body> {
    let Some(media) = accept::preferred(request.headers()) else { return answer::not_acceptable() };
    if !accept::is_json(request.headers()) {
        let message = "Send application/json in UTF-8.";
        return answer::refused(StatusCode::UNSUPPORTED_MEDIA_TYPE, "INVALID", message, media);
    }
    if !transport.origins.allow(request.headers()) {
        return answer::refused(StatusCode::FORBIDDEN, "FORBIDDEN", "This page may not use the API.", media);
    }
    let json = match body::read(request.into_body()).await {
        Ok(json) => json,
        Err(error) => return closing(answer::bad_body(error, media)),
    };
    let asked = match body::parse(&json) {
        Ok(asked) => asked,
        Err(error) => return answer::bad_body(error, media),
    };
    drop(json);
    let admission = match tokio::time::timeout(ENTER_TIME, transport.gate.enter(&caller)).await {
        Ok(Ok(admission)) => admission,
        Ok(Err(error)) => {
            return entry_refused(answer::graphql(transport::closed(error), Media::GraphqlResponse), media);
        }
        Err(_) => {
            let message = "A service does not answer; try again.";
            return answer::refused(StatusCode::SERVICE_UNAVAILABLE, "UNAVAILABLE", message, media);
        }
    };
    match media {
        Media::EventStream => event_stream::answer(transport, asked, admission.session, caller).await,
        Media::GraphqlResponse | Media::Json => match transport.answer(asked, admission, &caller).await {
            Ok(response) => answer::graphql(response, media),
            Err(refusal) => answer::graphql(refusal.into_response(), media),
        },
    }
}

/// Any other method.
pub async fn only_post(method: Method) -> Response<Body> {
    let message = "GraphQL is asked by POST.";
    let mut answer = answer::refused(StatusCode::METHOD_NOT_ALLOWED, "INVALID", message, Media::Json);
    answer.headers_mut().insert(header::ALLOW, HeaderValue::from_static("POST"));
    if method == Method::HEAD {
        *answer.body_mut() = Body::empty();
    }
    answer
}

/// A token that does not hold is refused by status also for older clients: nothing of GraphQL was asked.
fn entry_refused(mut answer: Response<Body>, media: Media) -> Response<Body> {
    answer.headers_mut().insert(header::CONTENT_TYPE, media.content_type());
    if answer.status() == StatusCode::UNAUTHORIZED {
        answer.headers_mut().insert(header::WWW_AUTHENTICATE, HeaderValue::from_static("Bearer"));
    }
    answer
}

/// The rest of the body is not read: the connection cannot be used again.
fn closing(mut answer: Response<Body>) -> Response<Body> {
    answer.headers_mut().insert(header::CONNECTION, HeaderValue::from_static("close"));
    answer
}
