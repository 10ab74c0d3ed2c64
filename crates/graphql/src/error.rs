//! Errors as clients see them: one place that turns the vocabulary of `domain` into codes, fields and sentences of
//! the caller's language. Resolvers only write `?`.

use crate::message;
use async_graphql::{
    Data, ErrorExtensionValues, Executor, Request, Response, ServerError, Value,
    futures_util::{StreamExt, stream::BoxStream},
    value,
};
use calitas_app::Ctx;
use calitas_domain::{Conflict, Error, FieldConflict, FieldError, identity::Language};
use std::{any::TypeId, fmt, sync::Arc};

/// An error that several fields of one batch share.
#[derive(Debug, Clone)]
pub struct Shared(pub Arc<Error>);

impl fmt::Display for Shared {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// An executor whose errors speak the caller's language.
#[derive(Debug, Clone)]
pub struct Localised<E>(pub E);

impl<E: Executor> Executor for Localised<E> {
    async fn execute(&self, request: Request) -> Response {
        let ctx = caller(&request.data);
        let mut response = self.0.execute(request).await;
        localise(&mut response, ctx.as_deref());
        response
    }

    fn execute_stream(&self, request: Request, data: Option<Arc<Data>>) -> BoxStream<'static, Response> {
        let ctx = caller(&request.data);
        let localised = move |mut response: Response| {
            localise(&mut response, ctx.as_deref());
            response
        };
        self.0.execute_stream(request, data).map(localised).boxed()
    }
}

fn caller(data: &Data) -> Option<Arc<Ctx>> {
    data.get(&TypeId::of::<Arc<Ctx>>())?.downcast_ref::<Arc<Ctx>>().cloned()
}

fn localise(response: &mut Response, ctx: Option<&Ctx>) {
    let language = ctx.map_or(Language::Ro, Ctx::language);
    for error in &mut response.errors {
        let source = error.source.clone();
        let Some(source) = source else { continue };
        if let Some(cause) = source.downcast_ref::<Error>() {
            speak(error, cause, language, ctx);
        } else if let Some(Shared(cause)) = source.downcast_ref::<Shared>() {
            speak(error, cause, language, ctx);
        }
    }
}

/// Our error outside a resolver, for transports: who asks could not be found out.
pub fn server_error(cause: &Error, language: Language) -> ServerError {
    let mut error = ServerError::new(String::new(), None);
    speak(&mut error, cause, language, None);
    error
}

fn speak(error: &mut ServerError, cause: &Error, language: Language, ctx: Option<&Ctx>) {
    error.message = message::of_error(cause, language);
    let mut values = ErrorExtensionValues::default();
    values.set("code", cause.code());
    match cause {
        Error::Unauthenticated | Error::NotFound(_) => {}
        Error::Forbidden(permission) => values.set("permission", permission.code()),
        Error::Invalid(fields) => {
            values.set("fields", fields.iter().map(|field| of_field(field, language)).collect::<Vec<_>>());
        }
        Error::Conflict(conflict) => of_conflict(&mut values, conflict),
        Error::RateLimited { retry_after_secs } => values.set("retryAfterSecs", *retry_after_secs),
        Error::Unavailable(source) => {
            tracing::warn!(error.cause = %source, "a service does not answer");
            values.set("retryable", true);
        }
        Error::OutOfService(reason) => {
            values.set("reason", reason.code());
            values.set("retryable", true);
        }
        Error::Internal(source) => {
            let request_id = ctx.map(|ctx| ctx.meta().request_id.clone()).unwrap_or_default();
            tracing::error!(error.cause = %source, request.id = %request_id, "use case failed");
            values.set("requestId", request_id);
        }
    }
    error.extensions = Some(values);
}

fn of_field(field: &FieldError, language: Language) -> Value {
    let args: async_graphql::indexmap::IndexMap<_, _> = field
        .reason
        .args()
        .into_iter()
        .map(|(name, value)| (async_graphql::Name::new(name), Value::from(value)))
        .collect();
    value!({
        "path": field.path.as_str(),
        "code": field.reason.code(),
        "args": Value::Object(args),
        "message": message::of_reason(&field.reason, language),
    })
}

fn of_conflict(values: &mut ErrorExtensionValues, conflict: &Conflict) {
    values.set("reason", conflict.reason.code());
    if let Some(version) = conflict.current_version {
        values.set("currentVersion", version);
    }
    if !conflict.fields.is_empty() {
        values.set("fields", conflict.fields.iter().map(of_field_conflict).collect::<Vec<_>>());
    }
}

fn of_field_conflict(field: &FieldConflict) -> Value {
    let json = |value: &serde_json::Value| Value::from_json(value.clone()).unwrap_or(Value::Null);
    value!({
        "path": field.path.as_str(),
        "yours": json(&field.yours),
        "theirs": json(&field.theirs),
        "changedBy": field.changed_by.as_str(),
        "changedAt": field.changed_at.to_rfc3339(),
    })
}
