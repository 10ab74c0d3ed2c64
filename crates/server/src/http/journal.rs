//! Addresses of the journal beside the API: its entries as a file, and the keys that vouch for its ends.

use super::{
    caller::{CallerOf, problem},
    csv::{BYTE_ORDER_MARK, line},
    disposition::Disposition,
};
use crate::app_gate::meta;
use async_graphql::ID;
use axum::{
    Json, Router,
    body::Body,
    extract::{Query, State, rejection::QueryRejection},
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
    routing::get,
};
use calitas_app::{
    App,
    journal::{self, Export, Readable},
};
use calitas_domain::{Error, id::TenantId, identity::Language};
use calitas_graphql::{journal::JournalFilter, message, node::GlobalId, scalar::Date};
use chrono::NaiveDate;
use chrono_tz::Europe::Bucharest;
use futures_util::stream;
use serde::Deserialize;
use serde_json::{Value, json};
use std::io;

/// The addresses.
pub fn router(app: App) -> Router {
    Router::new()
        .route("/exports/journal.csv", get(send))
        .route("/.well-known/calitas-journal-keys.json", get(public_keys))
        .with_state(app)
}

/// Apart from the keys of access tokens: a program that checks tokens must not take these for its own.
async fn public_keys(State(app): State<App>) -> impl IntoResponse {
    let keys = app.keys().head_keys().into_iter();
    let keys: Vec<Value> = keys.map(|key| json!({"kty": "OKP", "crv": "Ed25519", "x": key})).collect();
    ([(header::CACHE_CONTROL, "public, max-age=300")], Json(json!({ "keys": keys })))
}

/// Which entries, as the page of the journal has them in its own address.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct Asked {
    tenant: String,
    from: Option<NaiveDate>,
    to: Option<NaiveDate>,
    actor: Option<String>,
    kinds: Option<String>,
    subject_kinds: Option<String>,
    thing: Option<String>,
}

impl Asked {
    fn filter(self) -> JournalFilter {
        let codes = |text: String| text.split(',').map(str::to_owned).collect();
        JournalFilter {
            from: self.from.map(Date),
            to: self.to.map(Date),
            actor_id: self.actor.map(ID),
            kinds: self.kinds.map(codes),
            subject_kinds: self.subject_kinds.map(codes),
            thing_id: self.thing.map(ID),
        }
    }
}

/// Sends what is filtered. The token comes in the header, as for the API: the address alone opens nothing.
async fn send(
    State(app): State<App>,
    CallerOf(caller): CallerOf,
    asked: Result<Query<Asked>, QueryRejection>,
) -> Response {
    let Ok(Query(asked)) = asked else { return StatusCode::BAD_REQUEST.into_response() };
    let begun = async {
        let ctx = app.authenticate(caller.bearer.as_deref(), meta(&caller)).await?;
        let language = ctx.language();
        let tenant = TenantId::read(&ID(asked.tenant.clone())).ok_or(Error::NotFound(TenantId::KIND))?;
        ctx.actor()?;
        // Who has no place there learns nothing of what may be asked.
        ctx.access(tenant)?;
        let filter = asked.filter().into_rows(tenant)?;
        Ok((journal::export(ctx, tenant, filter).await?, language))
    };
    match begun.await {
        Ok((export, language)) => file(export, language),
        Err(error) => problem(&error, &caller),
    }
}

fn file(export: Export, language: Language) -> Response {
    let mut head = String::from(BYTE_ORDER_MARK);
    line(titles(language), language, &mut head);
    let parts = stream::try_unfold((Some(head), export), move |(head, mut export)| async move {
        if let Some(head) = head {
            return Ok(Some((head, (None, export))));
        }
        match export.next().await {
            Ok(Some(page)) => Ok(Some((lines(&page, language), (None, export)))),
            Ok(None) => Ok(None),
            // The answer has begun: all that is left is to break it off, which clients notice.
            Err(error) => {
                tracing::warn!(error.cause = %error, "journal.export broke off");
                Err(io::Error::other("broken off"))
            }
        }
    });
    let name = match language {
        Language::Ro => "jurnal.csv",
        Language::En => "journal.csv",
    };
    let mut answer = Response::new(Body::from_stream(parts));
    let headers = answer.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("text/csv; charset=utf-8"));
    headers.insert(header::CONTENT_DISPOSITION, Disposition::Saved.of(name));
    answer
}

fn titles(language: Language) -> [&'static str; 10] {
    match language {
        Language::Ro => [
            "Poziție",
            "Data și ora",
            "Funcția",
            "Ce s-a întâmplat",
            "Cod",
            "Tip",
            "Obiect",
            "Câmp",
            "Înainte",
            "După",
        ],
        Language::En => [
            "Position",
            "Date and time",
            "Function",
            "What happened",
            "Code",
            "Kind",
            "Thing",
            "Field",
            "Before",
            "After",
        ],
    }
}

/// A line for each field that changed; one for an entry without any.
fn lines(page: &[Readable], language: Language) -> String {
    let mut text = String::new();
    let format = match language {
        Language::Ro => "%d.%m.%Y %H:%M:%S",
        Language::En => "%Y-%m-%d %H:%M:%S",
    };
    for Readable { entry, function, thing, values } in page {
        let position = entry.position.to_string();
        let at = entry.at.with_timezone(&Bucharest).format(format).to_string();
        let start = [
            position.as_str(),
            at.as_str(),
            function.as_deref().unwrap_or("Calitas"),
            message::of_event(&entry.kind, language),
            &entry.kind,
            &entry.subject_kind,
            thing.as_deref().unwrap_or_default(),
        ];
        if entry.changes.is_empty() {
            line(start.into_iter().chain(["", "", ""]), language, &mut text);
        }
        for (change, (old, new)) in entry.changes.iter().zip(values) {
            let words = |value| message::of_value(&change.field, value, language);
            let (in_words, now_in_words) = (words(&change.old), words(&change.new));
            let old = in_words.as_ref().unwrap_or(old);
            let new = now_in_words.as_ref().unwrap_or(new);
            line(start.into_iter().chain([change.field.as_str(), old, new]), language, &mut text);
        }
    }
    text
}
