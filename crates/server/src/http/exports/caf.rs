//! `GET /exports/caf-report.pdf?assessment=…&version=1`: the self-assessment report as PDF, DOCX or XLSX.

use super::{Door, saved};
use crate::http::caller::{CallerOf, problem};
use async_graphql::ID;
use axum::{
    Router,
    body::Body,
    extract::{Query, State, rejection::QueryRejection},
    http::{Response, StatusCode},
    response::IntoResponse,
    routing::get,
};
use calitas_app::report::{self, Format};
use calitas_domain::{Error, id::CafAssessmentId, identity::Language};
use calitas_graphql::node::GlobalId;
use serde::Deserialize;

/// The addresses of the report.
pub fn routes() -> Router<Door> {
    let file = |format| get(move |door, caller, asked| file(door, caller, asked, format));
    Router::new()
        .route("/exports/caf-report.pdf", file(Format::Pdf))
        .route("/exports/caf-report.docx", file(Format::Docx))
        .route("/exports/caf-report.xlsx", file(Format::Xlsx))
}

/// Of which assessment; without a version that in force, or what is there while none is.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct Asked {
    assessment: String,
    version: Option<i32>,
    language: Option<String>,
}

async fn file(
    State(door): State<Door>,
    CallerOf(caller): CallerOf,
    asked: Result<Query<Asked>, QueryRejection>,
    format: Format,
) -> Response<Body> {
    let Ok(Query(asked)) = asked else { return StatusCode::BAD_REQUEST.into_response() };
    let made = async {
        let (ctx, _seat) = door.enter(&caller).await?;
        let assessment = CafAssessmentId::read(&ID(asked.assessment));
        let assessment = assessment.ok_or(Error::NotFound(CafAssessmentId::KIND))?;
        let language = asked.language.as_deref().and_then(Language::from_code).unwrap_or(ctx.language());
        report::of_caf(&ctx, assessment, asked.version, format, language).await
    };
    made.await.map_or_else(|error| problem(&error, &caller), saved)
}
