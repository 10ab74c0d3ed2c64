//! What meetings of the Monitoring Commission decide. Decisions are told under the meeting that took them.

use super::meeting::open;
use crate::{ctx::Ctx, merge, referred::workers};
use calitas_domain::{
    Error, Event, Reason,
    access::Permission,
    control::{Bound, CommissionDecision, DecisionInput, DecisionPatch, Meeting, may::commission as may},
    id::{CommissionDecisionId, CommissionMeetingId, TenantId},
    journal::{EventKind, created, difference},
};
use calitas_store::control::resolution as rows;

/// What several meetings decided.
///
/// # Errors
/// When the database does not answer.
pub async fn of_meetings(ctx: &Ctx, ids: &[CommissionMeetingId]) -> Result<Vec<CommissionDecision>, Error> {
    let (mut read, ids) = ctx.read_many(Permission::ControlRead, ids).await?;
    Ok(rows::of_meetings(&mut read, &ids).await?)
}

/// Decisions by their codes, of institutions whose internal control the caller reads.
///
/// # Errors
/// When the database does not answer.
pub async fn by_codes(ctx: &Ctx, codes: &[(TenantId, String)]) -> Result<Vec<CommissionDecision>, Error> {
    let reads = |tenant: TenantId| ctx.require(Permission::ControlRead, tenant).is_ok();
    let codes: Vec<_> = codes.iter().filter(|(tenant, _)| reads(*tenant)).cloned().collect();
    Ok(rows::by_codes(&mut *ctx.open().await?, &codes).await?)
}

/// What already rests on several decisions.
///
/// # Errors
/// When the database does not answer.
pub async fn bounds(
    ctx: &Ctx,
    ids: &[CommissionDecisionId],
) -> Result<Vec<(CommissionDecisionId, Bound)>, Error> {
    let (mut read, ids) = ctx.read_many(Permission::ControlRead, ids).await?;
    Ok(rows::bounds(&mut read, &ids).await?)
}

/// Records what a meeting decided.
///
/// # Errors
/// [`Error::Forbidden`]; `MeetingNotHeld`, `MeetingCancelled`; [`Error::Invalid`].
pub async fn decide(
    ctx: &Ctx,
    id: CommissionMeetingId,
    input: DecisionInput,
    idempotency_key: Option<&str>,
) -> Result<Meeting, Error> {
    let (mut tx, meeting, access) = open(ctx, id).await?;
    let may = may::record(&meeting, &access);
    if let Err(Reason::MissingPermission(missing)) = may {
        return Err(Error::Forbidden(missing));
    }
    let decision = CommissionDecisionId::new(id.tenant, ctx.new_id());
    if ctx.once(&mut tx, idempotency_key, &(id, &input), decision.row).await?.is_some() {
        return Ok(meeting);
    }
    may.map_err(Error::refused)?;
    workers(ctx, &mut tx, "responsibleId", input.responsible.as_slice()).await?;
    let number = rows::next_number(&mut tx, id).await?;
    let new = CommissionDecision::take(decision, &meeting, number, input, ctx.now())?;
    rows::create(&mut tx, &new).await?;
    tx.commit(decision_event(EventKind::CommissionDecisionTaken, &new).with(created(&new))).await?;
    Ok(meeting)
}

/// Corrects what a meeting decided, until an action follows from it or the minutes are signed.
///
/// # Errors
/// [`Error::Forbidden`]; [`Error::NotFound`]; `DecisionCarriedOut`, `MinutesSigned`; [`Error::Invalid`];
/// `ChangedMeanwhile`.
pub async fn update(
    ctx: &Ctx,
    id: CommissionDecisionId,
    expected_version: i32,
    patch: DecisionPatch,
) -> Result<Meeting, Error> {
    let absent = || Error::NotFound(CommissionDecisionId::KIND);
    ctx.require(Permission::ControlManage, id.tenant)?;
    let found = rows::by_id(&mut *ctx.read(Permission::ControlRead, id.tenant).await?, id).await?;
    let of = found.ok_or_else(absent)?.meeting;
    ctx.end_read().await;
    let (mut tx, meeting, access) = open(ctx, of).await?;
    let old = rows::by_id(&mut tx, id).await?.ok_or_else(absent)?;
    let bound = rows::bounds(&mut tx, &[id]).await?.pop().map(|(_, bound)| bound).unwrap_or_default();
    may::correct(&meeting, bound, &access).map_err(Error::refused)?;
    merge::same(old.version, expected_version)?;
    if let Some(Some(who)) = patch.responsible.filter(|who| *who != old.responsible) {
        workers(ctx, &mut tx, "responsibleId", &[who]).await?;
    }
    let new = old.clone().patched(patch, &meeting, bound)?;
    let changes = difference(&old, &new);
    if changes.is_empty() {
        return Ok(meeting);
    }
    rows::save(&mut tx, &new).await?;
    tx.commit(decision_event(EventKind::CommissionDecisionUpdated, &new).with(changes)).await?;
    Ok(meeting)
}

/// What was decided belongs to the history of the meeting, and is no change of the meeting itself.
pub(crate) fn decision_event(kind: EventKind, decision: &CommissionDecision) -> Event {
    Event::new(kind, CommissionMeetingId::KIND, decision.meeting.row)
}
