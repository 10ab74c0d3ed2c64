//! Meetings of the Monitoring Commission.

use crate::{
    ctx::{Ctx, page_limit},
    merge::{self, Versions},
};
use calitas_domain::{
    Error, Event, Reason,
    access::{Access, Permission},
    control::{Meeting, MeetingInput, MeetingPatch, may::commission as may},
    id::{CommissionMeetingId, TenantId},
    journal::{EventKind, created, difference},
};
pub use calitas_store::control::meeting::Place;
use calitas_store::{
    WriteTx,
    control::{commission, meeting as rows},
};
use std::sync::Arc;

/// A page of the meetings of an institution, the latest first, and whether there is more.
///
/// # Errors
/// For the page size; [`Error::Forbidden`] without `CONTROL_READ`.
pub async fn page(
    ctx: &Ctx,
    tenant: TenantId,
    after: Option<Place>,
    first: Option<i32>,
) -> Result<(Vec<Meeting>, bool), Error> {
    let limit = page_limit(first)?;
    let mut read = ctx.read(Permission::ControlRead, tenant).await?;
    let mut found = rows::page(&mut read, tenant, after, limit + 1).await?;
    let limit = usize::try_from(limit).unwrap_or(usize::MAX);
    let has_next = found.len() > limit;
    found.truncate(limit);
    Ok((found, has_next))
}

/// How many meetings an institution has.
///
/// # Errors
/// [`Error::Forbidden`] without `CONTROL_READ`.
pub async fn count(ctx: &Ctx, tenant: TenantId) -> Result<i64, Error> {
    Ok(rows::count(&mut *ctx.read(Permission::ControlRead, tenant).await?, tenant).await?)
}

/// Meetings by id; others are left out.
///
/// # Errors
/// When the database does not answer.
pub async fn by_ids(ctx: &Ctx, ids: &[CommissionMeetingId]) -> Result<Vec<Meeting>, Error> {
    let (mut read, ids) = ctx.read_many(Permission::ControlRead, ids).await?;
    Ok(rows::by_ids(&mut read, &ids).await?)
}

/// Convenes a meeting.
///
/// # Errors
/// [`Error::Forbidden`]; `NoCommission`; [`Error::Invalid`].
pub async fn create(
    ctx: &Ctx,
    tenant: TenantId,
    input: MeetingInput,
    idempotency_key: Option<&str>,
) -> Result<Meeting, Error> {
    let access = ctx.access(tenant)?;
    let mut tx = ctx.write(Permission::ControlManage, tenant).await?;
    may::manage_commission(&access).map_err(Error::refused)?;
    let commission = commission::lock(&mut tx).await?.ok_or_else(|| Error::conflict(Reason::NoCommission))?;
    let id = CommissionMeetingId::new(tenant, ctx.new_id());
    if let Some(made) = ctx.once(&mut tx, idempotency_key, &input, id.row).await? {
        let found = rows::by_ids(&mut tx, &[CommissionMeetingId::new(tenant, made)]).await?.pop();
        return found.ok_or(Error::NotFound(CommissionMeetingId::KIND));
    }
    let number = rows::next_number(&mut tx, commission.id).await?;
    let new = Meeting::convene(id, commission.id, number, input, ctx.now())?;
    rows::create(&mut tx, &new).await?;
    tx.commit(meeting_event(EventKind::CommissionMeetingConvened, &new).with(created(&new))).await?;
    Ok(new)
}

/// Changes day, place, agenda, attendance or minutes. Only fields that others changed meanwhile conflict; everything else
/// merges.
///
/// # Errors
/// [`Error::Forbidden`]; `MeetingCancelled`, `MeetingNotHeld`; [`Error::Invalid`]; `ChangedMeanwhile` with both values of
/// each field.
pub async fn update(
    ctx: &Ctx,
    id: CommissionMeetingId,
    expected_version: i32,
    patch: MeetingPatch,
) -> Result<Meeting, Error> {
    let (mut tx, old, access) = open(ctx, id).await?;
    may::update(&old, &access).map_err(Error::refused)?;
    let members = commission::members(&mut tx, &[old.commission]).await?;
    let new = old.clone().patched(patch, &members, ctx.today())?;
    let changes = difference(&old, &new);
    if changes.is_empty() {
        return Ok(old);
    }
    let versions = Versions { subject: id.row, current: old.version, expected: expected_version };
    merge::check(ctx, &mut tx, versions, &changes).await?;
    rows::save(&mut tx, &new).await?;
    tx.commit(meeting_event(EventKind::CommissionMeetingUpdated, &new).with(changes)).await?;
    Ok(new)
}

/// Records that a meeting took place, on the day it was convened for unless another is told.
///
/// # Errors
/// [`Error::Forbidden`]; `MeetingHeld`, `MeetingCancelled`; [`Error::Invalid`] for a day to come; `ChangedMeanwhile`.
pub async fn hold(
    ctx: &Ctx,
    id: CommissionMeetingId,
    expected_version: i32,
    on: Option<chrono::NaiveDate>,
) -> Result<Meeting, Error> {
    let today = ctx.today();
    settle(ctx, id, expected_version, EventKind::CommissionMeetingHeld, |old| old.held(on, today)).await
}

/// Cancels a meeting; its number stays with it.
///
/// # Errors
/// [`Error::Forbidden`]; `MeetingHeld`, `MeetingCancelled`; [`Error::Invalid`] for the reason; `ChangedMeanwhile`.
pub async fn cancel(
    ctx: &Ctx,
    id: CommissionMeetingId,
    expected_version: i32,
    reason: &str,
) -> Result<Meeting, Error> {
    settle(ctx, id, expected_version, EventKind::CommissionMeetingCancelled, |old| old.cancelled(reason))
        .await
}

async fn settle(
    ctx: &Ctx,
    id: CommissionMeetingId,
    expected_version: i32,
    kind: EventKind,
    step: impl FnOnce(Meeting) -> Result<Meeting, Error>,
) -> Result<Meeting, Error> {
    let (mut tx, old, access) = open(ctx, id).await?;
    may::settle(&old, &access).map_err(Error::refused)?;
    merge::same(old.version, expected_version)?;
    let new = step(old.clone())?;
    rows::save(&mut tx, &new).await?;
    tx.commit(meeting_event(kind, &new).with(difference(&old, &new))).await?;
    Ok(new)
}

pub(super) async fn open(
    ctx: &Ctx,
    id: CommissionMeetingId,
) -> Result<(WriteTx, Meeting, Arc<Access>), Error> {
    let access = ctx.access(id.tenant)?;
    let mut tx = ctx.write(Permission::ControlManage, id.tenant).await?;
    let found = rows::lock(&mut tx, id).await?.ok_or(Error::NotFound(CommissionMeetingId::KIND))?;
    Ok((tx, found, access))
}

pub(crate) fn meeting_event(kind: EventKind, meeting: &Meeting) -> Event {
    Event::new(kind, CommissionMeetingId::KIND, meeting.id.row).at_version(meeting.version)
}
