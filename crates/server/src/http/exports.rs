//! `GET /exports/plan.pdf?plan=…&report=VERSION&version=2`: documents of plans, as PDF, DOCX or XLSX; `GET
//! /exports/disposal.pdf?disposal=…`: the record of a selection in the same formats; `GET
//! /exports/risk-register.pdf?institution=…&unit=…&on=…`: the register of risks. `POST
//! /exports/table.xlsx`: a table, in the rows somebody sees, as XLSX, ODS or CSV. `GET /exports/me.zip`: everything kept
//! of who asks. The token comes in the header, as for
//! the API: the address alone opens nothing.

mod caf;
mod control;

use super::{
    accept::{self, Media},
    answer,
    caller::{CallerOf, problem},
    disposition::Disposition,
    uploads::in_whole,
};
use crate::{
    app_gate::meta,
    gate::Caller,
    seats::{Seat, Seats},
};
use async_graphql::ID;
use axum::{
    Router,
    body::Body,
    extract::{Path, Query, Request, State, rejection::QueryRejection},
    http::{HeaderValue, Response, StatusCode, header},
    response::IntoResponse,
    routing::get,
};
use calitas_app::{
    App, Ctx,
    report::{self, Format, Named, PlanReport, Sheet, TableFormat},
};
use calitas_domain::{
    Error, Reason,
    id::{DisposalId, PlanId, TenantId, UnitId},
    identity::Language,
};
use calitas_graphql::node::GlobalId;
use chrono::NaiveDate;
use serde::Deserialize;
use std::{sync::Arc, time::Duration};
use tokio::{sync::Semaphore, time::timeout};

/// Largest table on its way in, in MiB.
const TABLE_MIB: u32 = 16;
/// Tables in memory at a time, in one server.
const TABLES: usize = 8;
/// How long a table waits for room.
const ROOM_TIME: Duration = Duration::from_secs(5);
/// When to ask again.
const RETRY_SECS: u64 = 10;

#[derive(Clone)]
pub(super) struct Door {
    app: App,
    room: Arc<Semaphore>,
    seats: Seats,
}

/// The address of documents and tables.
pub fn router(app: App) -> Router {
    let door = Door { app, room: Arc::new(Semaphore::new(TABLES)), seats: Seats::default() };
    Router::new()
        .merge(caf::routes())
        .merge(control::routes())
        .route("/exports/me.zip", get(person))
        .route("/exports/disposal.pdf", get(disposal_pdf))
        .route("/exports/disposal.docx", get(disposal_docx))
        .route("/exports/disposal.xlsx", get(disposal_xlsx))
        .route("/exports/risk-register.pdf", get(risks_pdf))
        .route("/exports/risk-register.docx", get(risks_docx))
        .route("/exports/risk-register.xlsx", get(risks_xlsx))
        .route("/exports/{file}", get(document).post(table))
        .with_state(door)
}

/// What is wanted of which plan.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct Asked {
    plan: String,
    report: Wanted,
    version: Option<i32>,
    language: Option<String>,
}

#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
enum Wanted {
    Draft,
    Version,
    Monitoring,
    Programme,
}

impl Asked {
    fn report(&self) -> Result<PlanReport, Error> {
        match (self.report, self.version) {
            (Wanted::Draft, _) => Ok(PlanReport::Draft),
            (Wanted::Monitoring, _) => Ok(PlanReport::Monitoring),
            (Wanted::Programme, _) => Ok(PlanReport::Programme),
            (Wanted::Version, Some(number)) => Ok(PlanReport::Version(number)),
            (Wanted::Version, None) => Err(Error::invalid("version", Reason::Required)),
        }
    }
}

async fn document(
    State(door): State<Door>,
    CallerOf(caller): CallerOf,
    Path(file): Path<String>,
    asked: Result<Query<Asked>, QueryRejection>,
) -> Response<Body> {
    let format = match file.as_str() {
        "plan.pdf" => Format::Pdf,
        "plan.docx" => Format::Docx,
        "plan.xlsx" => Format::Xlsx,
        _ => return StatusCode::NOT_FOUND.into_response(),
    };
    let Ok(Query(asked)) = asked else { return StatusCode::BAD_REQUEST.into_response() };
    let made = async {
        let (ctx, _seat) = door.enter(&caller).await?;
        let plan = PlanId::read(&ID(asked.plan.clone())).ok_or(Error::NotFound(PlanId::KIND))?;
        let language = asked.language.as_deref().and_then(Language::from_code).unwrap_or(ctx.language());
        report::of_plan(&ctx, plan, asked.report()?, format, language).await
    };
    made.await.map_or_else(|error| problem(&error, &caller), saved)
}

/// Of which institution or compartment, and as of which day.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct Register {
    institution: String,
    unit: Option<String>,
    on: Option<NaiveDate>,
    language: Option<String>,
}

type Registered = Result<Query<Register>, QueryRejection>;

async fn risks_pdf(door: State<Door>, caller: CallerOf, asked: Registered) -> Response<Body> {
    risks(door.0, caller, asked, Format::Pdf).await
}

async fn risks_docx(door: State<Door>, caller: CallerOf, asked: Registered) -> Response<Body> {
    risks(door.0, caller, asked, Format::Docx).await
}

async fn risks_xlsx(door: State<Door>, caller: CallerOf, asked: Registered) -> Response<Body> {
    risks(door.0, caller, asked, Format::Xlsx).await
}

async fn risks(door: Door, CallerOf(caller): CallerOf, asked: Registered, format: Format) -> Response<Body> {
    let Ok(Query(asked)) = asked else { return StatusCode::BAD_REQUEST.into_response() };
    let made = async {
        let (ctx, _seat) = door.enter(&caller).await?;
        let tenant = TenantId::read(&ID(asked.institution)).ok_or(Error::NotFound(TenantId::KIND))?;
        let unit = asked.unit.map(|unit| UnitId::read(&ID(unit)).ok_or(Error::NotFound(UnitId::KIND)));
        let language = asked.language.as_deref().and_then(Language::from_code).unwrap_or(ctx.language());
        report::of_risks(&ctx, tenant, unit.transpose()?, asked.on, format, language).await
    };
    made.await.map_or_else(|error| problem(&error, &caller), saved)
}

/// Of which selection.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct Selected {
    disposal: String,
    language: Option<String>,
}

type Selection = Result<Query<Selected>, QueryRejection>;

async fn disposal_pdf(door: State<Door>, caller: CallerOf, asked: Selection) -> Response<Body> {
    disposal(door.0, caller, asked, Format::Pdf).await
}

async fn disposal_docx(door: State<Door>, caller: CallerOf, asked: Selection) -> Response<Body> {
    disposal(door.0, caller, asked, Format::Docx).await
}

async fn disposal_xlsx(door: State<Door>, caller: CallerOf, asked: Selection) -> Response<Body> {
    disposal(door.0, caller, asked, Format::Xlsx).await
}

async fn disposal(
    door: Door,
    CallerOf(caller): CallerOf,
    asked: Selection,
    format: Format,
) -> Response<Body> {
    let Ok(Query(asked)) = asked else { return StatusCode::BAD_REQUEST.into_response() };
    let made = async {
        let (ctx, _seat) = door.enter(&caller).await?;
        let id = DisposalId::read(&ID(asked.disposal.clone())).ok_or(Error::NotFound(DisposalId::KIND))?;
        let language = asked.language.as_deref().and_then(Language::from_code).unwrap_or(ctx.language());
        report::of_disposal(&ctx, id, format, language).await
    };
    made.await.map_or_else(|error| problem(&error, &caller), saved)
}

async fn person(
    State(door): State<Door>,
    CallerOf(caller): CallerOf,
    Query(InLanguage { language }): Query<InLanguage>,
) -> Response<Body> {
    let made = async {
        let (ctx, _seat) = door.enter(&caller).await?;
        let language = language.as_deref().and_then(Language::from_code).unwrap_or(ctx.language());
        report::of_person(&ctx, language).await
    };
    made.await.map_or_else(|error| problem(&error, &caller), saved)
}

#[derive(Debug, Deserialize)]
struct InLanguage {
    language: Option<String>,
}

async fn table(
    State(door): State<Door>,
    CallerOf(caller): CallerOf,
    Path(file): Path<String>,
    request: Request,
) -> Response<Body> {
    let (ro, en) = match file.as_str() {
        "table.xlsx" => (TableFormat::Xlsx, TableFormat::Xlsx),
        "table.ods" => (TableFormat::Ods, TableFormat::Ods),
        "table.csv" => (TableFormat::CsvSemicolon, TableFormat::CsvComma),
        _ => return StatusCode::NOT_FOUND.into_response(),
    };
    if !accept::is_json(request.headers()) {
        let message = "Send application/json.";
        return answer::refused(StatusCode::UNSUPPORTED_MEDIA_TYPE, "INVALID", message, Media::Json);
    }
    let made = async {
        let (ctx, _seat) = door.enter(&caller).await?;
        let room = timeout(ROOM_TIME, door.room.acquire()).await;
        let _room = room.map_err(|_| busy())?;
        let sheet = sheet(request.into_body()).await?;
        let language = sheet.language.as_deref().and_then(Language::from_code).unwrap_or(ctx.language());
        let format = match language {
            Language::Ro => ro,
            Language::En => en,
        };
        Ok(report::of_table(&ctx, sheet, format, language).await?)
    };
    match made.await {
        Ok(named) => saved(named),
        Err(refused) => {
            let mut answer = match refused {
                Refused::Error(error) => problem(&error, &caller),
                Refused::Shape(message) => {
                    answer::refused(StatusCode::BAD_REQUEST, "INVALID", &message, Media::Json)
                }
            };
            // What is left of the body is not read.
            answer.headers_mut().insert(header::CONNECTION, HeaderValue::from_static("close"));
            answer
        }
    }
}

/// Why a table becomes no file.
enum Refused {
    Error(Error),
    /// No JSON, or JSON of another shape; said to whoever writes a program.
    Shape(String),
}

impl From<Error> for Refused {
    fn from(error: Error) -> Self {
        Self::Error(error)
    }
}

async fn sheet(body: Body) -> Result<Sheet, Refused> {
    let content = in_whole(body, "rows", TABLE_MIB).await?;
    serde_json::from_slice(&content).map_err(|error| Refused::Shape(error.to_string()))
}

impl Door {
    /// Who asks, and one of the turns that an account has at a time.
    async fn enter(&self, caller: &Caller) -> Result<(Arc<Ctx>, Seat), Error> {
        let ctx = self.app.authenticate(caller.bearer.as_deref(), meta(caller)).await?;
        let seat = self.seats.take(ctx.account()?.0).ok_or_else(busy)?;
        Ok((ctx, seat))
    }
}

fn busy() -> Error {
    Error::RateLimited { retry_after_secs: RETRY_SECS }
}

fn saved(Named { name, file }: Named) -> Response<Body> {
    let mut answer = Response::new(Body::from(file.bytes));
    let headers = answer.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(file.media_type));
    headers.insert(header::CONTENT_DISPOSITION, Disposition::Saved.of(&name));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("private, no-store"));
    answer
}
