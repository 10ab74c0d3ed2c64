//! The self-assessment report: begun, written, handed in, approved and frozen, given back, handed to the city hall.

use super::{Held, dossier, open, part};
use crate::{
    ctx::Ctx,
    merge::{self, Versions},
};
use calitas_domain::{
    Error, Event,
    access::Permission,
    caf::{Assessment, CafReport, ReportPatch, ReportVersion, may},
    id::{CafAssessmentId, CafReportId, CafReportVersionId},
    journal::{EventKind, created, difference},
};
use calitas_store::{WriteTx, caf::report as rows};

/// Begins the report of an assessment.
///
/// # Errors
/// [`Error::Forbidden`] for whoever neither manages assessments nor coordinates this one; `AssessmentNotInConsensus`;
/// `CafReportExists`.
pub async fn create(
    ctx: &Ctx,
    id: CafAssessmentId,
    idempotency_key: Option<&str>,
) -> Result<(Assessment, CafReport), Error> {
    let mut held = open(ctx, id).await?;
    let made = CafReportId::new(id.tenant, ctx.new_id());
    if let Some(made) = ctx.once(&mut held.tx, idempotency_key, &id, made.row).await? {
        let found = rows::by_ids(&mut held.tx, &[CafReportId::new(id.tenant, made)]).await?.pop();
        return Ok((held.assessment, found.ok_or(Error::NotFound(CafReportId::KIND))?));
    }
    let known = rows::of_assessments(&mut held.tx, &[id]).await?.pop();
    may::begin_report(&held.assessment, known.as_ref(), &held.access).map_err(Error::refused)?;
    let new = CafReport::begin(made, &held.assessment)?;
    rows::create(&mut held.tx, &new).await?;
    held.tx.commit(event(EventKind::CafReportCreated, &new).with(created(&new))).await?;
    Ok((held.assessment, new))
}

/// Writes something. Only fields that others changed meanwhile conflict; everything else merges.
///
/// # Errors
/// [`Error::Forbidden`] for whoever neither manages assessments nor coordinates this one; `ReportNotInWork`;
/// [`Error::Invalid`]; `ChangedMeanwhile` with both values of each field.
pub async fn update(
    ctx: &Ctx,
    id: CafReportId,
    expected_version: i32,
    patch: ReportPatch,
) -> Result<(Assessment, CafReport), Error> {
    let (mut held, old) = held(ctx, id).await?;
    may::report(&old, &held.assessment, &held.access).map_err(Error::refused)?;
    let new = old.clone().patched(patch)?;
    let changes = difference(&old, &new);
    if changes.is_empty() {
        return Ok((held.assessment, old));
    }
    let versions = Versions { subject: id.row, current: old.version, expected: expected_version };
    merge::check(ctx, &mut held.tx, versions, &changes).await?;
    save(held.tx, EventKind::CafReportUpdated, &old, new).await.map(|new| (held.assessment, new))
}

/// Hands the report to the head.
///
/// # Errors
/// As [`update`]; [`Error::Invalid`] naming every part that is empty; `AssessmentNotConcluded`.
pub async fn submit(
    ctx: &Ctx,
    id: CafReportId,
    expected_version: i32,
) -> Result<(Assessment, CafReport), Error> {
    let (held, old) = held(ctx, id).await?;
    may::report(&old, &held.assessment, &held.access).map_err(Error::refused)?;
    merge::same(old.version, expected_version)?;
    let new = old.clone().submit(&held.assessment, held.access.membership, ctx.now())?;
    save(held.tx, EventKind::CafReportSubmitted, &old, new).await.map(|new| (held.assessment, new))
}

/// Approves what somebody else handed in: everything the report is made of is frozen with its hash.
///
/// # Errors
/// [`Error::Forbidden`] without `CAF_APPROVE`; `ReportNotSubmitted`, `OwnSubmission`; `ChangedMeanwhile`.
pub async fn approve(
    ctx: &Ctx,
    id: CafReportId,
    expected_version: i32,
) -> Result<(Assessment, CafReport), Error> {
    let (mut held, old) = held(ctx, id).await?;
    may::approve(&old, &held.access).map_err(Error::refused)?;
    merge::same(old.version, expected_version)?;
    let new = old.clone().approve(held.access.membership, ctx.now())?;
    let frozen = dossier::living(&mut held.tx, &held.assessment, Some(&new)).await?;
    let version = ReportVersion {
        id: CafReportVersionId::new(id.tenant, ctx.new_id()),
        report: id,
        assessment: new.assessment,
        number: new.review.number,
        hash: frozen.hash(),
        approved_by: Some(held.access.membership),
        approved_at: ctx.now(),
        released_at: None,
    };
    rows::freeze(&mut held.tx, &version, &frozen.text(), &frozen.summary.text()).await?;
    save(held.tx, EventKind::CafReportApproved, &old, new).await.map(|new| (held.assessment, new))
}

/// Gives the report back, also after it was approved. What was approved stays readable.
///
/// # Errors
/// [`Error::Forbidden`] without `CAF_APPROVE`; `ReportNotSubmitted`; [`Error::Invalid`] without a remark.
pub async fn send_back(
    ctx: &Ctx,
    id: CafReportId,
    expected_version: i32,
    remark: &str,
) -> Result<(Assessment, CafReport), Error> {
    let (held, old) = held(ctx, id).await?;
    may::return_report(&old, &held.access).map_err(Error::refused)?;
    merge::same(old.version, expected_version)?;
    let new = old.clone().send_back(remark)?;
    save(held.tx, EventKind::CafReportReturned, &old, new).await.map(|new| (held.assessment, new))
}

/// Hands the version in force to the city hall: agreed scores, no text.
///
/// # Errors
/// [`Error::Forbidden`] without `CAF_APPROVE`; `ReportNotApproved`; `ChangedMeanwhile`.
pub async fn release(
    ctx: &Ctx,
    id: CafReportId,
    expected_version: i32,
) -> Result<(Assessment, CafReport), Error> {
    let (mut held, old) = held(ctx, id).await?;
    let newest = rows::versions(&mut held.tx, &[id]).await?.into_iter().next();
    may::release(&old, newest.as_ref(), &held.access).map_err(Error::refused)?;
    merge::same(old.version, expected_version)?;
    let version = newest.ok_or(Error::NotFound(CafReportId::KIND))?;
    rows::mark(&mut held.tx, &ReportVersion { released_at: Some(ctx.now()), ..version }).await?;
    let new = CafReport { version: old.version + 1, ..old.clone() };
    save(held.tx, EventKind::CafReportReleased, &old, new).await.map(|new| (held.assessment, new))
}

/// Reports by id; others are left out.
///
/// # Errors
/// When the database does not answer.
pub async fn by_ids(ctx: &Ctx, ids: &[CafReportId]) -> Result<Vec<CafReport>, Error> {
    let (mut read, ids) = ctx.read_many(Permission::CafRead, ids).await?;
    Ok(rows::by_ids(&mut read, &ids).await?)
}

/// The reports of several assessments; one each at most.
///
/// # Errors
/// When the database does not answer.
pub async fn of_assessments(ctx: &Ctx, ids: &[CafAssessmentId]) -> Result<Vec<CafReport>, Error> {
    let (mut read, ids) = ctx.read_many(Permission::CafRead, ids).await?;
    Ok(rows::of_assessments(&mut read, &ids).await?)
}

/// The approved versions of several reports, the newest first.
///
/// # Errors
/// When the database does not answer.
pub async fn versions(ctx: &Ctx, ids: &[CafReportId]) -> Result<Vec<ReportVersion>, Error> {
    let (mut read, ids) = ctx.read_many(Permission::CafRead, ids).await?;
    Ok(rows::versions(&mut read, &ids).await?)
}

/// A report under change, with its assessment.
async fn held(ctx: &Ctx, id: CafReportId) -> Result<(Held, CafReport), Error> {
    let absent = || Error::NotFound(CafReportId::KIND);
    let known = by_ids(ctx, &[id]).await?.pop().ok_or_else(absent)?;
    let mut held = open(ctx, known.assessment).await?;
    let report = rows::lock(&mut held.tx, id).await?.ok_or_else(absent)?;
    Ok((held, report))
}

async fn save(mut tx: WriteTx, kind: EventKind, old: &CafReport, new: CafReport) -> Result<CafReport, Error> {
    rows::save(&mut tx, &new).await?;
    tx.commit(event(kind, &new).with(difference(old, &new))).await?;
    Ok(new)
}

fn event(kind: EventKind, report: &CafReport) -> Event {
    part(kind, (CafReportId::KIND, report.id.row), report.version, report.assessment)
}
