//! Simultaneous edits: loads what others stored since the caller read, and refuses only what would overwrite it.

use crate::ctx::Ctx;
use calitas_domain::{
    Change, Conflict, Error, FieldConflict, Reason,
    id::{Kind, MembershipId, TenantId, UnitId},
    journal::Actor,
    merge,
};
use calitas_store::{WriteTx, identity::membership, journal, tenancy};
use serde_json::Value;
use std::collections::BTreeMap;
use uuid::Uuid;

/// What a thing is and which version of it stands against which one the caller had read.
pub(crate) struct Versions {
    pub subject: Uuid,
    pub current: i32,
    pub expected: i32,
}

/// Lets `wished` changes pass unless somebody else stored other values in the same fields meanwhile.
///
/// # Errors
/// [`Reason::ChangedMeanwhile`] with both values of each field.
pub(crate) async fn check(
    ctx: &Ctx,
    tx: &mut WriteTx,
    versions: Versions,
    wished: &[Change],
) -> Result<(), Error> {
    if versions.expected == versions.current {
        return Ok(());
    }
    if versions.expected > versions.current {
        return Err(conflict(versions.current, Vec::new()));
    }
    let tenant = tx.tenant();
    let since = journal::since_version(tx, tenant, versions.subject, versions.expected).await?;
    let caller = Actor::Member(ctx.access(tenant)?.membership);
    let collisions = merge::collisions(wished, &since, caller);
    if collisions.is_empty() {
        return Ok(());
    }
    let names = names(tx, tenant, &collisions).await?;
    let readable = |field: &str, value: &Value| -> Value {
        let refers = Change { field: field.to_owned(), old: Value::Null, new: Value::Null }.refers_to();
        let name =
            |value: &Value| value.as_str().and_then(|id| names.get(&(refers?, id.parse().ok()?))).cloned();
        name(value).map_or_else(|| value.clone(), Value::String)
    };
    let system = "Calitas".to_owned();
    let fields = collisions.iter().map(|collision| FieldConflict {
        path: collision.field.clone(),
        yours: readable(&collision.field, &collision.yours),
        theirs: readable(&collision.field, &collision.theirs),
        changed_by: collision
            .by
            .and_then(|by| names.get(&(MembershipId::KIND, by)))
            .unwrap_or(&system)
            .clone(),
        changed_at: collision.at,
    });
    Err(conflict(versions.current, fields.collect()))
}

/// Refuses an act on anything but the version the caller has seen.
///
/// # Errors
/// [`Reason::ChangedMeanwhile`].
pub(crate) fn same(current: i32, expected: i32) -> Result<(), Error> {
    if current == expected { Ok(()) } else { Err(conflict(current, Vec::new())) }
}

fn conflict(current: i32, fields: Vec<FieldConflict>) -> Error {
    Error::Conflict(Box::new(Conflict {
        reason: Reason::ChangedMeanwhile,
        current_version: Some(current),
        fields,
    }))
}

/// Names of the people and units that collisions speak of.
async fn names(
    tx: &mut WriteTx,
    tenant: TenantId,
    collisions: &[merge::Collision],
) -> Result<BTreeMap<(Kind, Uuid), String>, Error> {
    let mut people: Vec<MembershipId> = Vec::new();
    let mut units: Vec<UnitId> = Vec::new();
    for collision in collisions {
        people.extend(collision.by.map(|by| MembershipId::new(tenant, by)));
        let change = Change {
            field: collision.field.clone(),
            old: collision.yours.clone(),
            new: collision.theirs.clone(),
        };
        let ids =
            [&change.old, &change.new].into_iter().filter_map(|value| value.as_str()?.parse::<Uuid>().ok());
        match change.refers_to() {
            Some(kind) if kind == MembershipId::KIND => {
                people.extend(ids.map(|id| MembershipId::new(tenant, id)))
            }
            Some(kind) if kind == UnitId::KIND => units.extend(ids.map(|id| UnitId::new(tenant, id))),
            Some(_) | None => {}
        }
    }
    let people = membership::by_ids(tx, &people).await?;
    let units = tenancy::units_by_ids(tx, &units).await?;
    let people = people.into_iter().map(|person| ((MembershipId::KIND, person.id.row), person.display_name));
    let units = units.into_iter().map(|unit| ((UnitId::KIND, unit.id.row), unit.name_ro));
    Ok(people.chain(units).collect())
}
