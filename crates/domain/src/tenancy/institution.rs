//! The tree of institutions as the city hall runs it: adding, moving, retiring, taking back.

use super::{Tenant, TenantKind, Verification};
use crate::{
    check::Check,
    error::Error,
    id::{MunicipalityId, TenantId},
    reason::Reason,
};
use chrono::{DateTime, Duration, Utc};
use std::collections::BTreeMap;

/// How long a retired institution can be read by its people and taken back.
pub const RETIREMENT: Duration = Duration::days(30);

/// What an institution is made of when the city hall adds it.
#[derive(Debug, Clone)]
pub struct InstitutionInput {
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
}

impl InstitutionInput {
    /// Makes the values storable.
    ///
    /// # Errors
    /// [`Error::Invalid`] naming each field at fault.
    pub fn checked(self) -> Result<Self, Error> {
        let mut check = Check::new();
        let slug = check.text("slug", &self.slug, 2..=30);
        let is_plain = slug.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-');
        check.ensure("slug", is_plain && !slug.starts_with('-'), Reason::NotASlug);
        let clean = Self {
            slug,
            name_ro: check.text("nameRo", &self.name_ro, 3..=200),
            name_en: check.text("nameEn", &self.name_en, 0..=200),
            short_name: check.text("shortName", &self.short_name, 1..=30),
            kind: self.kind,
        };
        check.done()?;
        Ok(clean)
    }
}

impl Tenant {
    /// A new institution under another one.
    pub fn new(
        id: TenantId,
        municipality: MunicipalityId,
        parent: TenantId,
        input: InstitutionInput,
        now: DateTime<Utc>,
    ) -> Self {
        Self {
            id,
            municipality,
            parent: Some(parent),
            slug: input.slug,
            name_ro: input.name_ro,
            name_en: input.name_en,
            short_name: input.short_name,
            kind: input.kind,
            verification: Verification::Declared,
            note: String::new(),
            second_factor_from: None,
            created_at: now,
            retired_at: None,
            version: 1,
        }
    }

    /// The institution under another one. `parents` is the whole tree of the municipality.
    ///
    /// # Errors
    /// [`Reason::HeadStays`]; [`Reason::UnknownReference`]; [`Reason::InstitutionCycle`].
    pub fn moved(
        self,
        parent: TenantId,
        parents: &BTreeMap<TenantId, Option<TenantId>>,
    ) -> Result<Self, Error> {
        if self.parent.is_none() {
            return Err(Error::conflict(Reason::HeadStays));
        }
        let mut above = Some(parent);
        while let Some(at) = above {
            if at == self.id {
                return Err(Error::invalid("parentId", Reason::InstitutionCycle));
            }
            let Some(next) = parents.get(&at) else {
                return Err(Error::invalid("parentId", Reason::UnknownReference));
            };
            above = *next;
        }
        Ok(Self { parent: Some(parent), version: self.version + 1, ..self })
    }

    /// The institution retired: its people may read what is there for [`RETIREMENT`], nobody writes any more.
    ///
    /// # Errors
    /// [`Reason::HeadStays`]; [`Reason::TenantRetired`]; [`Reason::HasSubordinates`].
    pub fn retired(self, subordinates: usize, now: DateTime<Utc>) -> Result<Self, Error> {
        if self.parent.is_none() {
            return Err(Error::conflict(Reason::HeadStays));
        }
        if self.retired_at.is_some() {
            return Err(Error::conflict(Reason::TenantRetired));
        }
        if subordinates > 0 {
            return Err(Error::conflict(Reason::HasSubordinates));
        }
        Ok(Self { retired_at: Some(now), version: self.version + 1, ..self })
    }

    /// The institution taken back.
    ///
    /// # Errors
    /// [`Reason::TenantInUse`]; [`Reason::RetirementFinal`] when the time for it is over.
    pub fn reinstated(self, now: DateTime<Utc>) -> Result<Self, Error> {
        let Some(at) = self.retired_at else { return Err(Error::conflict(Reason::TenantInUse)) };
        if now - at > RETIREMENT {
            return Err(Error::conflict(Reason::RetirementFinal));
        }
        Ok(Self { retired_at: None, version: self.version + 1, ..self })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    fn id(number: u128) -> TenantId {
        TenantId(Uuid::from_u128(number))
    }

    fn tenant(number: u128, parent: Option<u128>) -> Tenant {
        let input = InstitutionInput {
            slug: "muzeu".into(),
            name_ro: "Muzeul orașului".into(),
            name_en: String::new(),
            short_name: "MUZ".into(),
            kind: TenantKind::CulturalInstitution,
        };
        let municipality = MunicipalityId(Uuid::from_u128(99));
        let new = Tenant::new(id(number), municipality, id(1), input, DateTime::UNIX_EPOCH);
        Tenant { parent: parent.map(id), ..new }
    }

    #[test]
    fn the_tree_keeps_its_head_and_has_no_circles() {
        let parents = BTreeMap::from([(id(1), None), (id(2), Some(id(1))), (id(3), Some(id(2)))]);
        assert!(tenant(1, None).moved(id(2), &parents).is_err());
        assert!(tenant(2, Some(1)).moved(id(3), &parents).is_err());
        assert!(tenant(2, Some(1)).moved(id(2), &parents).is_err());
        assert!(tenant(2, Some(1)).moved(id(9), &parents).is_err());
        assert_eq!(tenant(3, Some(2)).moved(id(1), &parents).expect("allowed").parent, Some(id(1)));
    }

    #[test]
    fn an_institution_is_taken_back_within_thirty_days() {
        let now = DateTime::UNIX_EPOCH;
        assert!(tenant(1, None).retired(0, now).is_err());
        assert!(tenant(2, Some(1)).retired(1, now).is_err());
        let retired = tenant(2, Some(1)).retired(0, now).expect("allowed");
        assert!(retired.clone().retired(0, now).is_err());
        assert!(retired.clone().reinstated(now + RETIREMENT).is_ok());
        assert!(retired.reinstated(now + RETIREMENT + Duration::seconds(1)).is_err());
        assert!(tenant(2, Some(1)).reinstated(now).is_err());
    }

    #[test]
    fn addresses_are_plain() {
        let input = |slug: &str| InstitutionInput { slug: slug.into(), ..plain() };
        fn plain() -> InstitutionInput {
            InstitutionInput {
                slug: String::new(),
                name_ro: "Muzeul".into(),
                name_en: String::new(),
                short_name: "M".into(),
                kind: TenantKind::Directorate,
            }
        }
        for bad in ["", "a", "Muzeu", "mu zeu", "-muzeu", "muzeu/x", "școala"] {
            assert!(input(bad).checked().is_err(), "{bad}");
        }
        assert!(input("muzeu-2").checked().is_ok());
    }
}
