//! `GET /exports/control.pdf?campaign=…&annex=SYNTHESIS&version=1`: annexes 4.1 to 4.3 of internal control; `GET
//! /exports/control-statement.pdf?institution=…&year=2026`: annex 3. As PDF, DOCX or XLSX.

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
use calitas_app::report::{self, ControlAnnex, Format};
use calitas_domain::{
    Error, Reason,
    id::{ControlCampaignId, ControlQuestionnaireId, TenantId},
    identity::Language,
};
use calitas_graphql::node::GlobalId;
use serde::Deserialize;

/// The addresses of the annexes.
pub fn routes() -> Router<Door> {
    let annex = |format| get(move |door, caller, asked| annex(door, caller, asked, format));
    let statement = |format| get(move |door, caller, asked| statement(door, caller, asked, format));
    Router::new()
        .route("/exports/control.pdf", annex(Format::Pdf))
        .route("/exports/control.docx", annex(Format::Docx))
        .route("/exports/control.xlsx", annex(Format::Xlsx))
        .route("/exports/control-statement.pdf", statement(Format::Pdf))
        .route("/exports/control-statement.docx", statement(Format::Docx))
        .route("/exports/control-statement.xlsx", statement(Format::Xlsx))
}

/// Which annex of which campaign; without a version that in force, or what is there while none is.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct Asked {
    campaign: String,
    annex: Wanted,
    questionnaire: Option<String>,
    version: Option<i32>,
    language: Option<String>,
}

#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
enum Wanted {
    /// 4.1, of one compartment or of all.
    Questionnaire,
    /// 4.2.
    Synthesis,
    /// 4.3.
    Report,
}

impl Asked {
    fn annex(&self) -> Result<ControlAnnex, Error> {
        let of = |id: &String| {
            ControlQuestionnaireId::read(&ID(id.clone()))
                .ok_or(Error::NotFound(ControlQuestionnaireId::KIND))
                .map(ControlAnnex::Questionnaire)
        };
        match (self.annex, &self.questionnaire) {
            (Wanted::Questionnaire, Some(id)) => of(id),
            (Wanted::Questionnaire, None) => Ok(ControlAnnex::Questionnaires),
            (Wanted::Synthesis, None) => Ok(ControlAnnex::Synthesis),
            (Wanted::Report, None) => Ok(ControlAnnex::Report),
            (Wanted::Synthesis | Wanted::Report, Some(_)) => {
                Err(Error::invalid("questionnaire", Reason::UnknownReference))
            }
        }
    }
}

async fn annex(
    State(door): State<Door>,
    CallerOf(caller): CallerOf,
    asked: Result<Query<Asked>, QueryRejection>,
    format: Format,
) -> Response<Body> {
    let Ok(Query(asked)) = asked else { return StatusCode::BAD_REQUEST.into_response() };
    let made = async {
        let (ctx, _seat) = door.enter(&caller).await?;
        let campaign = ControlCampaignId::read(&ID(asked.campaign.clone()));
        let campaign = campaign.ok_or(Error::NotFound(ControlCampaignId::KIND))?;
        let language = asked.language.as_deref().and_then(Language::from_code).unwrap_or(ctx.language());
        report::of_control(&ctx, campaign, asked.annex()?, asked.version, format, language).await
    };
    made.await.map_or_else(|error| problem(&error, &caller), saved)
}

/// Of which institution and year.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct Centralised {
    institution: String,
    year: i32,
    language: Option<String>,
}

async fn statement(
    State(door): State<Door>,
    CallerOf(caller): CallerOf,
    asked: Result<Query<Centralised>, QueryRejection>,
    format: Format,
) -> Response<Body> {
    let Ok(Query(asked)) = asked else { return StatusCode::BAD_REQUEST.into_response() };
    let made = async {
        let (ctx, _seat) = door.enter(&caller).await?;
        let tenant = TenantId::read(&ID(asked.institution)).ok_or(Error::NotFound(TenantId::KIND))?;
        let language = asked.language.as_deref().and_then(Language::from_code).unwrap_or(ctx.language());
        report::of_statement(&ctx, tenant, asked.year, format, language).await
    };
    made.await.map_or_else(|error| problem(&error, &caller), saved)
}
