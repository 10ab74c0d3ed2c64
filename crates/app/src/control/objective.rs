//! Setting and changing objectives. Entries of the journal about activities and indicators are filed under the objective.

use crate::{
    ctx::Ctx,
    merge::{self, Versions},
    referred::unit_in_use,
};
use calitas_domain::{
    Error, Event, Reason,
    access::Permission,
    control::{Kin, Objective, ObjectiveInput, ObjectivePatch, may::chain as may},
    id::{ControlObjectiveId, TenantId},
    journal::{EventKind, created, difference},
};
use calitas_store::{WriteTx, control::objective as rows};

/// Sets an objective: a general one, or a specific one under it.
///
/// # Errors
/// [`Error::Forbidden`]; `NotAGeneralObjective`, `ControlRetired`; [`Error::Invalid`].
pub async fn create_objective(
    ctx: &Ctx,
    tenant: TenantId,
    input: ObjectiveInput,
    idempotency_key: Option<&str>,
) -> Result<Objective, Error> {
    let access = ctx.access(tenant)?;
    let mut tx = ctx.write(Permission::ControlRead, tenant).await?;
    let general = match input.parent {
        None => None,
        Some(parent) => {
            let found = rows::lock(&mut tx, parent).await?;
            Some(found.ok_or_else(|| Error::invalid("parentId", Reason::UnknownReference))?)
        }
    };
    let id = ControlObjectiveId::new(tenant, ctx.new_id());
    let may = match &general {
        None => may::add_general(&access),
        Some(general) => may::add_specific(general, input.unit, &access),
    };
    // Who lost the right may not learn what an earlier request made; a parent that was retired since is no reason.
    if let Err(Reason::MissingPermission(missing)) = may {
        return Err(Error::Forbidden(missing));
    }
    if let Some(made) = ctx.once(&mut tx, idempotency_key, &input, id.row).await? {
        let found = rows::by_ids(&mut tx, &[ControlObjectiveId::new(tenant, made)]).await?.pop();
        return found.ok_or(Error::NotFound(ControlObjectiveId::KIND));
    }
    may.map_err(Error::refused)?;
    unit_in_use(&mut tx, "unitId", input.unit).await?;
    let number = rows::next_number(&mut tx, input.parent).await?;
    let new = Objective::set(id, number, input, general.as_ref(), ctx.now())?;
    rows::create(&mut tx, &new).await?;
    tx.commit(objective_event(EventKind::ControlObjectiveCreated, &new).with(created(&new))).await?;
    Ok(new)
}

/// Changes an objective, takes it out of use or back. Only fields that others changed meanwhile conflict; everything
/// else merges.
///
/// # Errors
/// [`Error::Forbidden`]; `ControlRetired`, `ControlHasChildren`, `ControlParentRetired`; [`Error::Invalid`];
/// `ChangedMeanwhile` with both values of each field.
pub async fn update_objective(
    ctx: &Ctx,
    id: ControlObjectiveId,
    expected_version: i32,
    patch: ObjectivePatch,
) -> Result<Objective, Error> {
    let access = ctx.access(id.tenant)?;
    let mut tx = ctx.write(Permission::ControlRead, id.tenant).await?;
    let old = rows::lock(&mut tx, id).await?.ok_or(Error::NotFound(ControlObjectiveId::KIND))?;
    let is_turned = patch.is_retired.is_some_and(|wish| wish != old.retired_at.is_some());
    let may = match is_turned {
        true => may::retire_objective(&old, kin(&mut tx, &old).await?, &access),
        false => may::update_objective(&old, &access),
    };
    may.map_err(Error::refused)?;
    let new = old.clone().patched(patch, ctx.now())?;
    if new.unit() != old.unit() {
        // Nobody hands an objective to a compartment they do not answer for.
        may::write_in(new.unit(), &access).map_err(Error::refused)?;
        unit_in_use(&mut tx, "unitId", new.unit()).await?;
    }
    let changes = difference(&old, &new);
    if changes.is_empty() {
        return Ok(old);
    }
    let versions = Versions { subject: id.row, current: old.version, expected: expected_version };
    merge::check(ctx, &mut tx, versions, &changes).await?;
    rows::save(&mut tx, &new).await?;
    tx.commit(objective_event(EventKind::ControlObjectiveUpdated, &new).with(changes)).await?;
    Ok(new)
}

/// What stands above and under an objective that is locked; what is above is locked too.
async fn kin(tx: &mut WriteTx, objective: &Objective) -> Result<Kin, Error> {
    let above = match objective.under {
        None => None,
        Some(under) => rows::lock(tx, under.general).await?.map(|general| general.standing()),
    };
    let living = rows::living(tx, &[objective.id]).await?.pop();
    Ok(Kin { above, living_count: living.map_or(0, |(_, count)| count) })
}

pub(crate) fn objective_event(kind: EventKind, objective: &Objective) -> Event {
    Event::new(kind, ControlObjectiveId::KIND, objective.id.row).at_version(objective.version)
}
