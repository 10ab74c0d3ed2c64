//! Functions of people and names of units, as documents print them.

use crate::ctx::Ctx;
use calitas_domain::{
    Error,
    id::{MembershipId, UnitId},
    identity::Language,
};
use calitas_store::{identity::membership, tenancy};
use std::collections::{BTreeSet, HashMap};

/// The names that a document needs, read at once.
pub struct Names {
    people: HashMap<MembershipId, String>,
    units: HashMap<UnitId, String>,
}

impl Names {
    /// Those of some people and units, of whoever the caller may see.
    pub async fn read(
        ctx: &Ctx,
        people: impl IntoIterator<Item = Option<MembershipId>>,
        units: impl IntoIterator<Item = Option<UnitId>>,
        language: Language,
    ) -> Result<Self, Error> {
        let people: BTreeSet<_> = people.into_iter().flatten().collect();
        let units: BTreeSet<_> = units.into_iter().flatten().collect();
        let mut read = ctx.open().await?;
        let people = membership::by_ids(&mut read, &people.into_iter().collect::<Vec<_>>()).await?;
        let units = tenancy::units_by_ids(&mut read, &units.into_iter().collect::<Vec<_>>()).await?;
        Ok(Self {
            people: people.into_iter().map(|place| (place.id, place.display_name)).collect(),
            units: units
                .into_iter()
                .map(|unit| match language {
                    Language::En if !unit.name_en.is_empty() => (unit.id, unit.name_en),
                    _ => (unit.id, unit.name_ro),
                })
                .collect(),
        })
    }

    /// A person's function.
    pub fn person(&self, id: Option<MembershipId>) -> Option<String> {
        self.people.get(&id?).cloned()
    }

    /// A unit's name.
    pub fn unit(&self, id: Option<UnitId>) -> Option<String> {
        self.units.get(&id?).cloned()
    }
}
