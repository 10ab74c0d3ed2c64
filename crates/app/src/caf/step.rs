//! The ten steps of an assessment.

use super::{open, part};
use crate::{
    ctx::Ctx,
    merge::{self, Versions},
    referred::workers,
};
use calitas_domain::{
    Error,
    access::Permission,
    caf::{Assessment, AssessmentStep, CafReport, Progress, StepPatch, may},
    id::{CafAssessmentId, CafStepId},
    journal::{EventKind, difference},
};
use calitas_store::caf::{report, step as rows};

/// Plans a step, notes what was done or that it is done. Only fields that others changed meanwhile conflict.
///
/// # Errors
/// [`Error::Forbidden`] for whoever neither manages assessments nor coordinates this one; [`Error::Invalid`];
/// `ChangedMeanwhile`.
pub async fn update(
    ctx: &Ctx,
    id: CafStepId,
    expected_version: i32,
    patch: StepPatch,
) -> Result<(Assessment, AssessmentStep), Error> {
    let absent = || Error::NotFound(CafStepId::KIND);
    let assessment = {
        let mut read = ctx.read(Permission::CafRead, id.tenant).await?;
        rows::assessment(&mut read, id).await?.ok_or_else(absent)?
    };
    let mut held = open(ctx, assessment).await?;
    may::steps(&held.assessment, &held.access).map_err(Error::refused)?;
    if let Some(person) = patch.responsible.flatten() {
        workers(ctx, &mut held.tx, "responsibleId", &[person]).await?;
    }
    let old = rows::lock(&mut held.tx, id).await?.ok_or_else(absent)?;
    let reported = report::of_assessments(&mut held.tx, &[assessment]).await?.pop();
    let progress = Progress::of(&held.assessment, reported.as_ref().map(CafReport::status));
    let new = old.clone().patched(patch, progress, ctx.today())?;
    let changes = difference(&old, &new);
    if changes.is_empty() {
        return Ok((held.assessment, old));
    }
    let versions = Versions { subject: id.row, current: old.version, expected: expected_version };
    merge::check(ctx, &mut held.tx, versions, &changes).await?;
    rows::save(&mut held.tx, &new).await?;
    let under: CafAssessmentId = held.assessment.id;
    let event = part(EventKind::CafStepUpdated, (CafStepId::KIND, id.row), new.version, under);
    held.tx.commit(event.with(changes)).await?;
    Ok((held.assessment, new))
}
