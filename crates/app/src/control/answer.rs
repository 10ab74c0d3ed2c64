//! Answering criteria, one at a time.

use crate::{
    ctx::Ctx,
    merge::{self, Versions},
};
use calitas_domain::{
    Error, Event,
    access::Permission,
    control::{AnswerPatch, CriterionAnswer, may},
    id::ControlAnswerId,
    journal::{EventKind, difference},
};
use calitas_store::control::{answer as rows, campaign, questionnaire};

/// Answers a criterion. Only fields that others changed meanwhile conflict; everything else merges.
///
/// # Errors
/// [`Error::Forbidden`] for whoever neither heads the compartment nor was let; `QuestionnaireNotInWork`,
/// `CampaignClosed`; [`Error::Invalid`]; `ChangedMeanwhile` with both values of each field.
pub async fn answer(
    ctx: &Ctx,
    id: ControlAnswerId,
    expected_version: i32,
    patch: AnswerPatch,
) -> Result<CriterionAnswer, Error> {
    let absent = || Error::NotFound(ControlAnswerId::KIND);
    let access = ctx.access(id.tenant)?;
    let mut tx = ctx.write(Permission::ControlRead, id.tenant).await?;
    let owner = rows::questionnaire(&mut tx, id).await?.ok_or_else(absent)?;
    let questionnaire = questionnaire::hold(&mut tx, owner).await?.ok_or_else(absent)?;
    let campaign = campaign::hold(&mut tx, questionnaire.campaign).await?.ok_or_else(absent)?;
    may::answer(&questionnaire, &campaign, &access).map_err(Error::refused)?;
    let old = rows::lock(&mut tx, id).await?.ok_or_else(absent)?;
    let new = old.clone().patched(patch, access.membership, ctx.now())?;
    let changes = difference(&old, &new);
    if changes.is_empty() {
        return Ok(old);
    }
    let versions = Versions { subject: id.row, current: old.version, expected: expected_version };
    merge::check(ctx, &mut tx, versions, &changes).await?;
    rows::save(&mut tx, &new).await?;
    let event = Event::new(EventKind::ControlAnswerGiven, ControlAnswerId::KIND, id.row);
    tx.commit(event.under(owner.row).at_version(new.version).with(changes)).await?;
    Ok(new)
}
