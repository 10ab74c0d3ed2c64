//! Entering and changing activities of compartments.

use crate::{
    ctx::Ctx,
    merge::{self, Versions},
    referred::unit_in_use,
};
use calitas_domain::{
    Error, Event, Reason,
    access::Permission,
    control::{Activity, ActivityInput, ActivityPatch, Kin, may::chain as may},
    id::{ControlActivityId, ControlObjectiveId},
    journal::{EventKind, created, difference},
};
use calitas_store::{
    WriteTx,
    control::{activity as rows, indicator, objective},
};

/// Enters an activity under a specific objective.
///
/// # Errors
/// [`Error::Forbidden`]; `NotASpecificObjective`, `ControlRetired`; [`Error::Invalid`].
pub async fn create_activity(
    ctx: &Ctx,
    under: ControlObjectiveId,
    input: ActivityInput,
    idempotency_key: Option<&str>,
) -> Result<Activity, Error> {
    let access = ctx.access(under.tenant)?;
    let mut tx = ctx.write(Permission::ControlRead, under.tenant).await?;
    let found = objective::lock(&mut tx, under).await?;
    let objective = found.ok_or(Error::NotFound(ControlObjectiveId::KIND))?;
    let may = may::add_activity(&objective, &access);
    if let Err(Reason::MissingPermission(missing)) = may {
        return Err(Error::Forbidden(missing));
    }
    // Nobody gives work to a compartment they do not answer for.
    may::write_in(Some(input.unit), &access).map_err(Error::refused)?;
    let id = ControlActivityId::new(under.tenant, ctx.new_id());
    if let Some(made) = ctx.once(&mut tx, idempotency_key, &(under, &input), id.row).await? {
        let found = rows::by_ids(&mut tx, &[ControlActivityId::new(under.tenant, made)]).await?.pop();
        return found.ok_or(Error::NotFound(ControlActivityId::KIND));
    }
    may.map_err(Error::refused)?;
    unit_in_use(&mut tx, "unitId", Some(input.unit)).await?;
    let number = rows::next_number(&mut tx, under).await?;
    let new = Activity::enter(id, number, input, &objective, ctx.now(), ctx.today())?;
    rows::create(&mut tx, &new).await?;
    tx.commit(activity_event(EventKind::ControlActivityCreated, &new).with(created(&new))).await?;
    Ok(new)
}

/// Changes an activity, takes it out of use or back. Only fields that others changed meanwhile conflict; everything
/// else merges.
///
/// # Errors
/// [`Error::Forbidden`]; `ControlRetired`, `ControlHasChildren`, `ControlParentRetired`; [`Error::Invalid`];
/// `ChangedMeanwhile` with both values of each field.
pub async fn update_activity(
    ctx: &Ctx,
    id: ControlActivityId,
    expected_version: i32,
    patch: ActivityPatch,
) -> Result<Activity, Error> {
    let access = ctx.access(id.tenant)?;
    let mut tx = ctx.write(Permission::ControlRead, id.tenant).await?;
    let old = rows::lock(&mut tx, id).await?.ok_or(Error::NotFound(ControlActivityId::KIND))?;
    let is_turned = patch.is_retired.is_some_and(|wish| wish != old.retired_at.is_some());
    let may = match is_turned {
        true => may::retire_activity(&old, kin(&mut tx, &old).await?, &access),
        false => may::update_activity(&old, &access),
    };
    may.map_err(Error::refused)?;
    let new = old.clone().patched(patch, ctx.now(), ctx.today())?;
    if new.unit != old.unit {
        may::write_in(Some(new.unit), &access).map_err(Error::refused)?;
        unit_in_use(&mut tx, "unitId", Some(new.unit)).await?;
    }
    let changes = difference(&old, &new);
    if changes.is_empty() {
        return Ok(old);
    }
    let versions = Versions { subject: id.row, current: old.version, expected: expected_version };
    merge::check(ctx, &mut tx, versions, &changes).await?;
    rows::save(&mut tx, &new).await?;
    tx.commit(activity_event(EventKind::ControlActivityUpdated, &new).with(changes)).await?;
    Ok(new)
}

/// What stands above and under an activity that is locked; what is above is locked too.
async fn kin(tx: &mut WriteTx, activity: &Activity) -> Result<Kin, Error> {
    let above = objective::lock(tx, activity.objective).await?.map(|above| above.standing());
    let living = indicator::living(tx, &[activity.id]).await?.pop();
    Ok(Kin { above, living_count: living.map_or(0, |(_, count)| count) })
}

pub(crate) fn activity_event(kind: EventKind, activity: &Activity) -> Event {
    let event = Event::new(kind, ControlActivityId::KIND, activity.id.row);
    event.under(activity.objective.row).at_version(activity.version)
}
