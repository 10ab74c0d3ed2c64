//! What somebody's function was when they did something.

use crate::ctx::Ctx;
use calitas_domain::{
    Error,
    id::{MembershipId, TenantId},
    journal,
};
use calitas_store::{identity::membership, journal::rewind};
use std::collections::{BTreeMap, BTreeSet};
use uuid::Uuid;

/// Functions of people at positions of their institution's journal.
///
/// # Errors
/// When the database does not answer.
pub async fn functions_at(
    ctx: &Ctx,
    asked: &[(MembershipId, i64)],
) -> Result<BTreeMap<(MembershipId, i64), String>, Error> {
    let tenants: BTreeSet<TenantId> = asked.iter().map(|(person, _)| person.tenant).collect();
    let mut found = BTreeMap::new();
    for tenant in tenants {
        ctx.access(tenant)?;
        let mine: Vec<_> = asked.iter().filter(|(person, _)| person.tenant == tenant).copied().collect();
        let people: BTreeSet<MembershipId> = mine.iter().map(|(person, _)| *person).collect();
        let people: Vec<_> = people.into_iter().collect();
        let rows: Vec<Uuid> = people.iter().map(|person| person.row).collect();
        let earliest = mine.iter().map(|(_, position)| *position).min().unwrap_or_default();
        let mut read = ctx.open().await?;
        let now = membership::by_ids(&mut read, &people).await?;
        let later = rewind::of_members_after(&mut read, tenant, &rows, earliest).await?;
        drop(read);
        for (person, position) in mine {
            let Some(place) = now.iter().find(|place| place.id == person) else { continue };
            let mut then = Some(journal::fields(place));
            let since = |entry: &&journal::Entry| entry.subject == person.row && entry.position > position;
            for entry in later.iter().filter(since) {
                then = journal::undo(then, entry);
            }
            let function = then.as_ref().and_then(|fields| fields.get("displayName")?.as_str());
            found.extend(function.map(|function| ((person, position), function.to_owned())));
        }
    }
    Ok(found)
}
