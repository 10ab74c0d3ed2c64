//! Entering and changing indicators, and recording what was measured.

use crate::{
    ctx::Ctx,
    merge::{self, Versions},
};
use calitas_domain::{
    Error, Event, Reason,
    access::{Access, Permission},
    control::{
        Indicator, IndicatorInput, IndicatorPatch, Kin, Measurement, MeasurementInput, Standing,
        may::chain as may,
    },
    id::{ControlIndicatorId, ControlMeasurementId, ControlObjectiveId},
    journal::{EventKind, created, difference, removed},
};
use calitas_store::{
    WriteTx,
    control::{activity, indicator as rows, measurement, objective},
};
use std::sync::Arc;

/// Enters an indicator of an objective, or of an activity under it.
///
/// # Errors
/// [`Error::Forbidden`]; `ControlRetired`; [`Error::Invalid`], also for an activity of another objective.
pub async fn create_indicator(
    ctx: &Ctx,
    of: ControlObjectiveId,
    input: IndicatorInput,
    idempotency_key: Option<&str>,
) -> Result<Indicator, Error> {
    let access = ctx.access(of.tenant)?;
    let mut tx = ctx.write(Permission::ControlRead, of.tenant).await?;
    // Locks go from below to above, here as everywhere in the chain.
    let activity = match input.activity {
        None => None,
        Some(id) => {
            let found = activity::lock(&mut tx, id).await?.filter(|activity| activity.objective == of);
            Some(found.ok_or_else(|| Error::invalid("activityId", Reason::UnknownReference))?)
        }
    };
    let absent = Error::NotFound(ControlObjectiveId::KIND);
    let objective = objective::lock(&mut tx, of).await?.ok_or(absent)?;
    let may = match &activity {
        None => may::add_indicator(&objective, &access),
        Some(activity) => may::add_indicator_of(activity, &access),
    };
    if let Err(Reason::MissingPermission(missing)) = may {
        return Err(Error::Forbidden(missing));
    }
    let id = ControlIndicatorId::new(of.tenant, ctx.new_id());
    if let Some(made) = ctx.once(&mut tx, idempotency_key, &(of, &input), id.row).await? {
        return again(&mut tx, ControlIndicatorId::new(of.tenant, made)).await;
    }
    may.map_err(Error::refused)?;
    let new = Indicator::enter(id, input, &objective, activity.as_ref(), ctx.now())?;
    rows::create(&mut tx, &new).await?;
    tx.commit(indicator_event(EventKind::ControlIndicatorCreated, &new).with(created(&new))).await?;
    Ok(new)
}

/// Changes an indicator, takes it out of use or back. Only fields that others changed meanwhile conflict; everything
/// else merges.
///
/// # Errors
/// [`Error::Forbidden`]; `ControlRetired`, `ControlParentRetired`; [`Error::Invalid`]; `ChangedMeanwhile` with both
/// values of each field.
pub async fn update_indicator(
    ctx: &Ctx,
    id: ControlIndicatorId,
    expected_version: i32,
    patch: IndicatorPatch,
) -> Result<Indicator, Error> {
    let (mut tx, old, access) = open(ctx, id).await?;
    let is_turned = patch.is_retired.is_some_and(|wish| wish != old.retired_at.is_some());
    let may = match is_turned {
        true => may::retire_indicator(&old, kin(&mut tx, &old).await?, &access),
        false => may::update_indicator(&old, &access),
    };
    may.map_err(Error::refused)?;
    let new = old.clone().patched(patch, ctx.now())?;
    let changes = difference(&old, &new);
    if changes.is_empty() {
        return Ok(old);
    }
    let versions = Versions { subject: id.row, current: old.version, expected: expected_version };
    merge::check(ctx, &mut tx, versions, &changes).await?;
    rows::save(&mut tx, &new).await?;
    tx.commit(indicator_event(EventKind::ControlIndicatorUpdated, &new).with(changes)).await?;
    Ok(new)
}

/// Records what was measured on a day.
///
/// # Errors
/// [`Error::Forbidden`]; `ControlRetired`; [`Error::Invalid`], also for a day that has a value.
pub async fn record_measurement(
    ctx: &Ctx,
    id: ControlIndicatorId,
    input: MeasurementInput,
    idempotency_key: Option<&str>,
) -> Result<Indicator, Error> {
    let (mut tx, indicator, access) = open(ctx, id).await?;
    let may = may::measure(&indicator, &access);
    if let Err(Reason::MissingPermission(missing)) = may {
        return Err(Error::Forbidden(missing));
    }
    let measured = ControlMeasurementId::new(id.tenant, ctx.new_id());
    if ctx.once(&mut tx, idempotency_key, &(id, &input), measured.row).await?.is_some() {
        return Ok(indicator);
    }
    may.map_err(Error::refused)?;
    let new = Measurement::record(measured, id, input, access.membership, ctx.now(), ctx.today())?;
    measurement::create(&mut tx, &new).await?;
    let now = again(&mut tx, id).await?;
    tx.commit(measured_event(EventKind::ControlMeasurementRecorded, &now).with(created(&new))).await?;
    Ok(now)
}

/// Takes a wrong value out.
///
/// # Errors
/// [`Error::NotFound`]; [`Error::Forbidden`]; `ControlRetired`.
pub async fn delete_measurement(ctx: &Ctx, id: ControlMeasurementId) -> Result<Indicator, Error> {
    let absent = || Error::NotFound(ControlMeasurementId::KIND);
    let access = ctx.access(id.tenant)?;
    let mut tx = ctx.write(Permission::ControlRead, id.tenant).await?;
    let found = measurement::by_id(&mut tx, id).await?.ok_or_else(absent)?;
    let indicator = rows::lock(&mut tx, found.indicator).await?.ok_or_else(absent)?;
    may::measure(&indicator, &access).map_err(Error::refused)?;
    // Somebody else may have taken it out while this one waited.
    let old = measurement::by_id(&mut tx, id).await?.ok_or_else(absent)?;
    measurement::delete(&mut tx, id).await?;
    let now = again(&mut tx, old.indicator).await?;
    tx.commit(measured_event(EventKind::ControlMeasurementDeleted, &now).with(removed(&old))).await?;
    Ok(now)
}

async fn open(ctx: &Ctx, id: ControlIndicatorId) -> Result<(WriteTx, Indicator, Arc<Access>), Error> {
    let access = ctx.access(id.tenant)?;
    let mut tx = ctx.write(Permission::ControlRead, id.tenant).await?;
    let found = rows::lock(&mut tx, id).await?.ok_or(Error::NotFound(ControlIndicatorId::KIND))?;
    Ok((tx, found, access))
}

/// The indicator as it is now, with its latest value.
async fn again(tx: &mut WriteTx, id: ControlIndicatorId) -> Result<Indicator, Error> {
    rows::by_ids(tx, &[id]).await?.pop().ok_or(Error::NotFound(ControlIndicatorId::KIND))
}

/// What stands above an indicator; it is locked until the write ends.
async fn kin(tx: &mut WriteTx, indicator: &Indicator) -> Result<Kin, Error> {
    let activity = match indicator.activity {
        None => None,
        Some(id) => activity::lock(tx, id).await?.map(|above| above.standing()),
    };
    let objective = objective::lock(tx, indicator.objective).await?.map(|above| above.standing());
    let retired = [objective, activity].into_iter().flatten().find(|above| *above == Standing::Retired);
    Ok(Kin { above: retired.or(objective), living_count: 0 })
}

pub(crate) fn indicator_event(kind: EventKind, indicator: &Indicator) -> Event {
    measured_event(kind, indicator).at_version(indicator.version)
}

/// What was measured is no change of the indicator itself.
pub(crate) fn measured_event(kind: EventKind, indicator: &Indicator) -> Event {
    Event::new(kind, ControlIndicatorId::KIND, indicator.id.row).under(indicator.objective.row)
}
