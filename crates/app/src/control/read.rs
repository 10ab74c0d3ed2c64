//! Reading campaigns, questionnaires, answers and the synthesis.

use crate::{
    ctx::Ctx,
    presence::{self, Seat},
    stream::{self, Signal},
};
use calitas_domain::{
    Error,
    access::Permission,
    control::{Campaign, Criterion, CriterionAnswer, Questionnaire, Synthesis, Template},
    id::{ControlAnswerId, ControlCampaignId, ControlQuestionnaireId, ControlTemplateId, TenantId},
};
use calitas_store::control::{answer, campaign, questionnaire, template};
use futures_util::stream::BoxStream;
use uuid::Uuid;

/// The campaigns of an institution, the newest year first.
///
/// # Errors
/// [`Error::Forbidden`] without `CONTROL_READ`.
pub async fn of_tenant(ctx: &Ctx, tenant: TenantId) -> Result<Vec<Campaign>, Error> {
    let mut read = ctx.read(Permission::ControlRead, tenant).await?;
    Ok(campaign::of_tenant(&mut read, tenant).await?)
}

/// The campaign of a year of an institution, if there is one.
///
/// # Errors
/// [`Error::Forbidden`] without `CONTROL_READ`.
pub async fn of_year(ctx: &Ctx, tenant: TenantId, year: i32) -> Result<Option<Campaign>, Error> {
    let mut read = ctx.read(Permission::ControlRead, tenant).await?;
    Ok(campaign::of_year(&mut read, tenant, year).await?)
}

/// Campaigns by id; others are left out.
///
/// # Errors
/// When the database does not answer.
pub async fn campaigns(ctx: &Ctx, ids: &[ControlCampaignId]) -> Result<Vec<Campaign>, Error> {
    let (mut read, ids) = ctx.read_many(Permission::ControlRead, ids).await?;
    Ok(campaign::by_ids(&mut read, &ids).await?)
}

/// Questionnaires by id; others are left out.
///
/// # Errors
/// When the database does not answer.
pub async fn by_ids(ctx: &Ctx, ids: &[ControlQuestionnaireId]) -> Result<Vec<Questionnaire>, Error> {
    let (mut read, ids) = ctx.read_many(Permission::ControlRead, ids).await?;
    Ok(questionnaire::by_ids(&mut read, &ids).await?)
}

/// The questionnaires of several campaigns, by the name of the compartment.
///
/// # Errors
/// When the database does not answer.
pub async fn questionnaires(ctx: &Ctx, ids: &[ControlCampaignId]) -> Result<Vec<Questionnaire>, Error> {
    let (mut read, ids) = ctx.read_many(Permission::ControlRead, ids).await?;
    Ok(questionnaire::of_campaigns(&mut read, &ids).await?)
}

/// Answers by id; others are left out.
///
/// # Errors
/// When the database does not answer.
pub async fn answers_by_ids(ctx: &Ctx, ids: &[ControlAnswerId]) -> Result<Vec<CriterionAnswer>, Error> {
    let (mut read, ids) = ctx.read_many(Permission::ControlRead, ids).await?;
    Ok(answer::by_ids(&mut read, &ids).await?)
}

/// The answers of several questionnaires, in the order of the criteria.
///
/// # Errors
/// When the database does not answer.
pub async fn answers(ctx: &Ctx, ids: &[ControlQuestionnaireId]) -> Result<Vec<CriterionAnswer>, Error> {
    let (mut read, ids) = ctx.read_many(Permission::ControlRead, ids).await?;
    Ok(answer::of_questionnaires(&mut read, &ids).await?)
}

/// How many criteria of several questionnaires are complete, and how many there are.
///
/// # Errors
/// When the database does not answer.
pub async fn progress(
    ctx: &Ctx,
    ids: &[ControlQuestionnaireId],
) -> Result<Vec<(ControlQuestionnaireId, i32, i32)>, Error> {
    let (mut read, ids) = ctx.read_many(Permission::ControlRead, ids).await?;
    Ok(answer::progress(&mut read, &ids).await?)
}

/// Versions of the list of criteria by id; others are left out.
///
/// # Errors
/// When the database does not answer.
pub async fn templates(ctx: &Ctx, ids: &[ControlTemplateId]) -> Result<Vec<Template>, Error> {
    let (mut read, ids) = ctx.read_many(Permission::ControlRead, ids).await?;
    Ok(template::by_ids(&mut read, &ids).await?)
}

/// The criteria of several versions, in the order of the questionnaire.
///
/// # Errors
/// When the database does not answer.
pub async fn criteria(ctx: &Ctx, ids: &[ControlTemplateId]) -> Result<Vec<Criterion>, Error> {
    let (mut read, ids) = ctx.read_many(Permission::ControlRead, ids).await?;
    Ok(template::criteria(&mut read, &ids).await?)
}

/// The syntheses of several campaigns (Annex 4.2), on what is answered now.
///
/// # Errors
/// When the database does not answer.
pub async fn syntheses(
    ctx: &Ctx,
    ids: &[ControlCampaignId],
) -> Result<Vec<(ControlCampaignId, Synthesis)>, Error> {
    let (mut read, ids) = ctx.read_many(Permission::ControlRead, ids).await?;
    let statuses = questionnaire::statuses(&mut read, &ids).await?;
    let of = |id: ControlCampaignId| {
        let mine = statuses.iter().filter(move |((campaign, _), _)| *campaign == id);
        (id, Synthesis::of(mine.map(|(_, statuses)| statuses)))
    };
    Ok(ids.into_iter().map(of).collect())
}

/// What happens to a questionnaire and its answers after a position, or from now on. Rights are asked again by whoever
/// resolves an event.
///
/// # Errors
/// [`Error::NotFound`] for a questionnaire the caller may not read.
pub async fn changes(
    ctx: &Ctx,
    id: ControlQuestionnaireId,
    after: Option<i64>,
) -> Result<BoxStream<'static, Signal>, Error> {
    readable(ctx, id).await?;
    stream::entries(ctx, id.tenant, id.row, after).await
}

/// Sits down in front of a questionnaire, with one of its answers open.
///
/// # Errors
/// [`Error::NotFound`] for a questionnaire the caller may not read.
pub async fn sit(ctx: &Ctx, id: ControlQuestionnaireId, answer: Option<Uuid>) -> Result<Seat, Error> {
    readable(ctx, id).await?;
    presence::sit(ctx, id.tenant, id.row, answer)
}

/// What follows lasts longer than a request: the connection is given back.
async fn readable(ctx: &Ctx, id: ControlQuestionnaireId) -> Result<(), Error> {
    let found = by_ids(ctx, &[id]).await?;
    ctx.end_read().await;
    if found.is_empty() { Err(Error::NotFound(ControlQuestionnaireId::KIND)) } else { Ok(()) }
}
