//! The annual report: begun, written, handed in, approved and frozen, given back, handed to the superior institution.

use super::{conformities, dossier};
use crate::{
    ctx::Ctx,
    merge::{self, Versions},
};
use calitas_domain::{
    Error, Event,
    access::{Access, Permission},
    control::{AnnualReport, Campaign, ReportPatch, ReportVersion, may},
    id::{ControlCampaignId, ControlReportId, ControlReportVersionId},
    journal::{EventKind, created, difference},
};
use calitas_store::{
    WriteTx,
    control::{campaign, report as rows},
};
use std::sync::Arc;

/// Begins the report of a campaign.
///
/// # Errors
/// [`Error::Forbidden`] without `CONTROL_MANAGE`; `ReportExists`.
pub async fn create(
    ctx: &Ctx,
    id: ControlCampaignId,
    idempotency_key: Option<&str>,
) -> Result<AnnualReport, Error> {
    ctx.require(Permission::ControlManage, id.tenant)?;
    let mut tx = ctx.write(Permission::ControlManage, id.tenant).await?;
    campaign::hold(&mut tx, id).await?.ok_or(Error::NotFound(ControlCampaignId::KIND))?;
    let new = AnnualReport::new(ControlReportId::new(id.tenant, ctx.new_id()), id);
    if let Some(made) = ctx.once(&mut tx, idempotency_key, &id, new.id.row).await? {
        let found = rows::by_ids(&mut tx, &[ControlReportId::new(id.tenant, made)]).await?.pop();
        return found.ok_or(Error::NotFound(ControlReportId::KIND));
    }
    rows::create(&mut tx, &new).await?;
    tx.commit(event(EventKind::ControlReportCreated, &new).with(created(&new))).await?;
    Ok(new)
}

/// Enters something. Only fields that others changed meanwhile conflict; everything else merges.
///
/// # Errors
/// [`Error::Forbidden`] without `CONTROL_MANAGE`; `ReportNotInWork`; [`Error::Invalid`]; `ChangedMeanwhile` with both
/// values of each field.
pub async fn update(
    ctx: &Ctx,
    id: ControlReportId,
    expected_version: i32,
    patch: ReportPatch,
) -> Result<AnnualReport, Error> {
    let Held { mut tx, report: old, access, .. } = open(ctx, Permission::ControlManage, id).await?;
    may::report(&old, &access).map_err(Error::refused)?;
    let new = old.clone().patched(patch)?;
    let changes = difference(&old, &new);
    if changes.is_empty() {
        return Ok(old);
    }
    let versions = Versions { subject: id.row, current: old.version, expected: expected_version };
    merge::check(ctx, &mut tx, versions, &changes).await?;
    rows::save(&mut tx, &new).await?;
    tx.commit(event(EventKind::ControlReportUpdated, &new).with(changes)).await?;
    Ok(new)
}

/// Hands the report to the head.
///
/// # Errors
/// As [`update`]; [`Error::Invalid`] naming every section that is empty; `QuestionnairesOpen`, `StandardsUndecided`.
pub async fn submit(ctx: &Ctx, id: ControlReportId, expected_version: i32) -> Result<AnnualReport, Error> {
    let Held { mut tx, report: old, access, .. } = open(ctx, Permission::ControlManage, id).await?;
    may::report(&old, &access).map_err(Error::refused)?;
    merge::same(old.version, expected_version)?;
    let readiness = dossier::ready(&mut tx, old.campaign).await?;
    let new = old.clone().submit(access.membership, ctx.now(), readiness)?;
    save(tx, EventKind::ControlReportSubmitted, &old, new).await
}

/// Approves what somebody else handed in: everything the annexes are made of is frozen with its hash, and the campaign
/// is closed.
///
/// # Errors
/// [`Error::Forbidden`] without `CONTROL_APPROVE`; `ReportNotSubmitted`, `OwnSubmission`, `QuestionnairesOpen`,
/// `StandardsUndecided`; `ChangedMeanwhile`.
pub async fn approve(ctx: &Ctx, id: ControlReportId, expected_version: i32) -> Result<AnnualReport, Error> {
    ctx.require(Permission::ControlApprove, id.tenant)?;
    let found = reports_by_ids(ctx, &[id]).await?.pop().ok_or(Error::NotFound(ControlReportId::KIND))?;
    let subordinates = conformities(ctx, found.campaign).await?;
    let Held { mut tx, report: old, campaign, access } = open(ctx, Permission::ControlApprove, id).await?;
    may::approve(&old, &access).map_err(Error::refused)?;
    merge::same(old.version, expected_version)?;
    let readiness = dossier::ready(&mut tx, campaign.id).await?;
    let new = old.clone().approve(access.membership, ctx.now(), readiness)?;
    let frozen = dossier::living(&mut tx, &campaign, Some(&new), subordinates).await?;
    let version = ReportVersion {
        id: ControlReportVersionId::new(id.tenant, ctx.new_id()),
        report: id,
        year: campaign.year,
        number: new.number,
        hash: frozen.hash(),
        approved_by: Some(access.membership),
        approved_at: ctx.now(),
        released_at: None,
        returned_at: None,
        remark: None,
    };
    rows::save(&mut tx, &new).await?;
    rows::freeze(&mut tx, &version, &frozen.text(), &frozen.summary.text()).await?;
    let mut events = vec![event(EventKind::ControlReportApproved, &new).with(difference(&old, &new))];
    if campaign.is_open().is_ok() {
        let closed = campaign.clone().close(ctx.now())?;
        campaign::save(&mut tx, &closed).await?;
        let changes = difference(&campaign, &closed);
        events.push(super::campaign::event(EventKind::ControlCampaignClosed, &closed).with(changes));
    }
    tx.commit_all(events).await?;
    Ok(new)
}

/// Gives the report back, also after it was approved. What was approved stays readable.
///
/// # Errors
/// [`Error::Forbidden`] without `CONTROL_APPROVE`; `ReportNotSubmitted`; [`Error::Invalid`] without a remark.
pub async fn send_back(
    ctx: &Ctx,
    id: ControlReportId,
    expected_version: i32,
    remark: &str,
) -> Result<AnnualReport, Error> {
    let Held { tx, report: old, access, .. } = open(ctx, Permission::ControlApprove, id).await?;
    may::return_report(&old, &access).map_err(Error::refused)?;
    merge::same(old.version, expected_version)?;
    let new = old.clone().send_back(remark)?;
    save(tx, EventKind::ControlReportReturned, &old, new).await
}

/// Hands the version in force to the superior institution.
///
/// # Errors
/// [`Error::Forbidden`] without `CONTROL_APPROVE`; `ReportNotApproved`; `ChangedMeanwhile`.
pub async fn release(ctx: &Ctx, id: ControlReportId, expected_version: i32) -> Result<AnnualReport, Error> {
    let Held { mut tx, report: old, access, .. } = open(ctx, Permission::ControlApprove, id).await?;
    let newest = rows::versions(&mut tx, &[id]).await?.into_iter().next();
    may::release(&old, newest.as_ref(), &access).map_err(Error::refused)?;
    merge::same(old.version, expected_version)?;
    let version = newest.ok_or(Error::NotFound(ControlReportId::KIND))?;
    rows::mark(&mut tx, &ReportVersion { released_at: Some(ctx.now()), ..version }).await?;
    let new = AnnualReport { version: old.version + 1, ..old.clone() };
    save(tx, EventKind::ControlReportReleased, &old, new).await
}

/// Reports by id; others are left out.
///
/// # Errors
/// When the database does not answer.
pub async fn reports_by_ids(ctx: &Ctx, ids: &[ControlReportId]) -> Result<Vec<AnnualReport>, Error> {
    let (mut read, ids) = ctx.read_many(Permission::ControlRead, ids).await?;
    Ok(rows::by_ids(&mut read, &ids).await?)
}

/// The reports of several campaigns; one each at most.
///
/// # Errors
/// When the database does not answer.
pub async fn of_campaigns(ctx: &Ctx, ids: &[ControlCampaignId]) -> Result<Vec<AnnualReport>, Error> {
    let (mut read, ids) = ctx.read_many(Permission::ControlRead, ids).await?;
    Ok(rows::of_campaigns(&mut read, &ids).await?)
}

/// The approved versions of several reports, the newest first.
///
/// # Errors
/// When the database does not answer.
pub async fn versions(ctx: &Ctx, ids: &[ControlReportId]) -> Result<Vec<ReportVersion>, Error> {
    let (mut read, ids) = ctx.read_many(Permission::ControlRead, ids).await?;
    Ok(rows::versions(&mut read, &ids).await?)
}

/// A report under change.
struct Held {
    tx: WriteTx,
    report: AnnualReport,
    campaign: Campaign,
    access: Arc<Access>,
}

async fn open(ctx: &Ctx, permission: Permission, id: ControlReportId) -> Result<Held, Error> {
    let absent = || Error::NotFound(ControlReportId::KIND);
    let access = ctx.require(permission, id.tenant)?;
    let mut tx = ctx.write(permission, id.tenant).await?;
    let report = rows::lock(&mut tx, id).await?.ok_or_else(absent)?;
    let campaign = campaign::lock(&mut tx, report.campaign).await?.ok_or_else(absent)?;
    Ok(Held { tx, report, campaign, access })
}

async fn save(
    mut tx: WriteTx,
    kind: EventKind,
    old: &AnnualReport,
    new: AnnualReport,
) -> Result<AnnualReport, Error> {
    rows::save(&mut tx, &new).await?;
    tx.commit(event(kind, &new).with(difference(old, &new))).await?;
    Ok(new)
}

pub(crate) fn event(kind: EventKind, report: &AnnualReport) -> Event {
    let event = Event::new(kind, ControlReportId::KIND, report.id.row);
    event.under(report.campaign.row).at_version(report.version)
}
