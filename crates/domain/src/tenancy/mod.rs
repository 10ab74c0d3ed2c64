//! Municipalities, institutions (tenants) and their units.

mod institution;
mod letterhead;

use crate::{
    access::coded,
    check::Check,
    error::Error,
    id::{MunicipalityId, TenantId, UnitId},
    journal::Journaled,
    reason::Reason,
};
use chrono::{DateTime, NaiveDate, Utc};
use serde_json::Value;
use std::collections::BTreeMap;
use uuid::Uuid;

pub use institution::{InstitutionInput, RETIREMENT};
pub use letterhead::{Letterhead, LetterheadPatch, Logo, MAX_LOGO_KIB};

coded! {
    /// What an institution is.
    TenantKind {
        /// City hall (primărie).
        CityHall = "CITY_HALL",
        /// General directorate (direcție generală).
        GeneralDirectorate = "GENERAL_DIRECTORATE",
        /// Directorate (direcție).
        Directorate = "DIRECTORATE",
        /// Public administration of local interest (administrație).
        Administration = "ADMINISTRATION",
        /// Public service (serviciu public).
        PublicService = "PUBLIC_SERVICE",
        /// Local police (poliție locală).
        LocalPolice = "LOCAL_POLICE",
        /// Cultural institution (instituție de cultură).
        CulturalInstitution = "CULTURAL_INSTITUTION",
    }
}

coded! {
    /// What a unit is.
    UnitKind {
        /// Directorate (direcție).
        Directorate = "DIRECTORATE",
        /// Service (serviciu).
        Service = "SERVICE",
        /// Office (birou).
        Office = "OFFICE",
        /// Compartment (compartiment).
        Compartment = "COMPARTMENT",
        /// Internal public audit (audit public intern), which is not in the Monitoring Commission.
        InternalAudit = "INTERNAL_AUDIT",
    }
}

coded! {
    /// How certain a name from the catalogue is.
    Verification {
        /// Found in a public source.
        Confirmed = "CONFIRMED",
        /// Known, not found again.
        Recalled = "RECALLED",
        /// Typical, added for the demonstration.
        Demo = "DEMO",
        /// Entered by the institution itself.
        Declared = "DECLARED",
    }
}

/// A customer: the municipality whose institutions share an installation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Municipality {
    /// Identity.
    pub id: MunicipalityId,
    /// Address in the application, unique in the installation.
    pub slug: String,
    /// Romanian name.
    pub name_ro: String,
    /// English name.
    pub name_en: String,
    /// County, Romanian.
    pub county_ro: String,
}

/// An institution.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tenant {
    /// Identity.
    pub id: TenantId,
    /// The customer it belongs to.
    pub municipality: MunicipalityId,
    /// The institution it is subordinate to.
    pub parent: Option<TenantId>,
    /// Address in the application, unique in the installation.
    pub slug: String,
    /// Romanian name.
    pub name_ro: String,
    /// English name.
    pub name_en: String,
    /// Abbreviation.
    pub short_name: String,
    /// What it is.
    pub kind: TenantKind,
    /// How certain its name is.
    pub verification: Verification,
    /// What is to be known about the name.
    pub note: String,
    /// From which day on nobody comes in without the second step of signing in; absent when it is left to people.
    pub second_factor_from: Option<NaiveDate>,
    /// When it was set up.
    pub created_at: DateTime<Utc>,
    /// When it was retired.
    pub retired_at: Option<DateTime<Utc>>,
    /// Counts changes, from 1.
    pub version: i32,
}

/// A compartment of an institution.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unit {
    /// Identity.
    pub id: UnitId,
    /// The unit it lies under.
    pub parent: Option<Uuid>,
    /// Short code, unique in the institution.
    pub code: String,
    /// Romanian name.
    pub name_ro: String,
    /// English name; empty when not given.
    pub name_en: String,
    /// What it is.
    pub kind: UnitKind,
    /// Whether its head sits in the Monitoring Commission (order 600/2018, art. 3), except internal audit.
    pub is_first_level: bool,
    /// How certain its name is.
    pub verification: Verification,
    /// When it ceased to exist.
    pub retired_at: Option<DateTime<Utc>>,
    /// Counts changes, from 1.
    pub version: i32,
}

/// What a unit is made of when somebody enters or changes it.
#[derive(Debug, Clone)]
pub struct UnitInput {
    /// The unit it lies under.
    pub parent: Option<Uuid>,
    /// Short code.
    pub code: String,
    /// Romanian name.
    pub name_ro: String,
    /// English name.
    pub name_en: String,
    /// What it is.
    pub kind: UnitKind,
    /// Whether its head sits in the Monitoring Commission.
    pub is_first_level: bool,
}

impl UnitInput {
    /// Makes the values storable.
    ///
    /// # Errors
    /// [`Error::Invalid`] naming each field at fault.
    pub fn checked(self) -> Result<Self, Error> {
        let mut check = Check::new();
        let clean = Self {
            code: check.text("code", &self.code, 1..=40),
            name_ro: check.text("nameRo", &self.name_ro, 2..=200),
            name_en: check.text("nameEn", &self.name_en, 0..=200),
            ..self
        };
        check.done()?;
        Ok(clean)
    }
}

impl Unit {
    /// A new unit.
    pub fn new(id: UnitId, input: UnitInput, verification: Verification) -> Self {
        Self {
            id,
            parent: input.parent,
            code: input.code,
            name_ro: input.name_ro,
            name_en: input.name_en,
            kind: input.kind,
            is_first_level: input.is_first_level,
            verification,
            retired_at: None,
            version: 1,
        }
    }

    /// The unit with other values. `parents` gives the parent of every unit of the institution.
    ///
    /// # Errors
    /// [`Reason::UnitCycle`] when it would lie under itself.
    pub fn changed(self, input: UnitInput, parents: &BTreeMap<Uuid, Option<Uuid>>) -> Result<Self, Error> {
        let mut above = input.parent;
        while let Some(unit) = above {
            if unit == self.id.row {
                return Err(Error::invalid("parentId", Reason::UnitCycle));
            }
            above = parents.get(&unit).copied().flatten();
        }
        Ok(Self {
            parent: input.parent,
            code: input.code,
            name_ro: input.name_ro,
            name_en: input.name_en,
            kind: input.kind,
            is_first_level: input.is_first_level,
            version: self.version + 1,
            ..self
        })
    }

    /// The unit out of use, or back in use.
    pub fn retired(self, at: Option<DateTime<Utc>>) -> Self {
        Self { retired_at: at, version: self.version + 1, ..self }
    }
}

impl Tenant {
    /// The institution with other names.
    ///
    /// # Errors
    /// [`Error::Invalid`] naming each field at fault.
    pub fn renamed(self, name_ro: &str, name_en: &str, short_name: &str, note: &str) -> Result<Self, Error> {
        let mut check = Check::new();
        let changed = Self {
            name_ro: check.text("nameRo", name_ro, 3..=200),
            name_en: check.text("nameEn", name_en, 0..=200),
            short_name: check.text("shortName", short_name, 1..=30),
            note: check.text("note", note, 0..=1000),
            version: self.version + 1,
            ..self
        };
        check.done()?;
        Ok(changed)
    }

    /// The institution asking for the second step of signing in from a day on, or no longer.
    ///
    /// # Errors
    /// [`Reason::InThePast`] for another day that has passed: people need the time to set it up.
    pub fn asking_second_factor(self, from: Option<NaiveDate>, today: NaiveDate) -> Result<Self, Error> {
        let is_passed = from.is_some_and(|from| from < today) && from != self.second_factor_from;
        if is_passed {
            return Err(Error::invalid("requiredFrom", Reason::InThePast));
        }
        Ok(Self { second_factor_from: from, version: self.version + 1, ..self })
    }
}

impl Journaled for Tenant {
    fn fields(&self) -> Vec<(&'static str, Value)> {
        vec![
            ("nameRo", self.name_ro.as_str().into()),
            ("nameEn", self.name_en.as_str().into()),
            ("shortName", self.short_name.as_str().into()),
            ("kind", self.kind.code().into()),
            ("verification", self.verification.code().into()),
            ("note", self.note.as_str().into()),
            ("superiorId", self.parent.map(|tenant| tenant.0.to_string()).into()),
            ("isRetired", self.retired_at.is_some().into()),
            ("secondFactorFrom", self.second_factor_from.map(|day| day.to_string()).into()),
        ]
    }
}

impl Journaled for Unit {
    fn fields(&self) -> Vec<(&'static str, Value)> {
        vec![
            ("parentId", self.parent.map(|id| id.to_string()).into()),
            ("code", self.code.as_str().into()),
            ("nameRo", self.name_ro.as_str().into()),
            ("nameEn", self.name_en.as_str().into()),
            ("kind", self.kind.code().into()),
            ("isFirstLevel", self.is_first_level.into()),
            ("isRetired", self.retired_at.is_some().into()),
        ]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_unit_cannot_lie_under_itself() {
        let tenant = TenantId(Uuid::from_u128(1));
        let input = |parent: Option<u128>| UnitInput {
            parent: parent.map(Uuid::from_u128),
            code: "a".into(),
            name_ro: "Serviciul A".into(),
            name_en: String::new(),
            kind: UnitKind::Service,
            is_first_level: true,
        };
        let unit = Unit::new(UnitId::new(tenant, Uuid::from_u128(1)), input(None), Verification::Declared);
        let parents = BTreeMap::from([
            (Uuid::from_u128(1), None),
            (Uuid::from_u128(2), Some(Uuid::from_u128(1))),
            (Uuid::from_u128(3), Some(Uuid::from_u128(2))),
        ]);
        assert!(unit.clone().changed(input(Some(3)), &parents).is_err());
        assert!(unit.clone().changed(input(Some(1)), &parents).is_err());
        assert_eq!(unit.changed(input(None), &parents).expect("allowed").version, 2);
    }
}
