//! The places of people in institutions.

use crate::{
    access::{Grant, Permission, Role},
    check::Check,
    error::Error,
    id::{AccountId, MembershipId, UnitId},
    journal::Journaled,
    reason::Reason,
};
use chrono::{DateTime, NaiveDate, Utc};
use serde_json::{Value, json};
use std::collections::BTreeSet;
use uuid::Uuid;

/// An account's place in an institution.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Membership {
    /// Identity.
    pub id: MembershipId,
    /// Whose.
    pub account: AccountId,
    /// The person's function there („Șef serviciu, Direcția Juridică”).
    pub display_name: String,
    /// Address, for the institution's administrators.
    pub email: String,
    /// The unit the person works in.
    pub unit: Option<UnitId>,
    /// Roles given.
    pub grants: Vec<Grant>,
    /// What a guest may see: rows of plans.
    pub objects: BTreeSet<Uuid>,
    /// Last day; a guest must have one.
    pub expires_on: Option<NaiveDate>,
    /// When the membership was ended.
    pub ended_at: Option<DateTime<Utc>>,
    /// Counts changes, from 1.
    pub version: i32,
}

/// A place as everybody sees it beside what its person did; what the person may do there is not in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Colleague {
    /// Identity.
    pub id: MembershipId,
    /// Whose.
    pub account: AccountId,
    /// Function.
    pub display_name: String,
    /// Address, for the institution's administrators; empty once it was erased.
    pub email: String,
    /// The unit the person works in.
    pub unit: Option<UnitId>,
    /// Last day.
    pub expires_on: Option<NaiveDate>,
    /// When the membership was ended.
    pub ended_at: Option<DateTime<Utc>>,
    /// Counts changes.
    pub version: i32,
}

/// What an administrator decides about a person's place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Placement {
    /// Function.
    pub display_name: String,
    /// Unit.
    pub unit: Option<UnitId>,
    /// Roles.
    pub grants: Vec<Grant>,
    /// What a guest may see.
    pub objects: BTreeSet<Uuid>,
    /// Last day.
    pub expires_on: Option<NaiveDate>,
}

impl Placement {
    /// Makes the values storable.
    ///
    /// # Errors
    /// [`Error::Invalid`]: no role, the same role twice, institution-wide roles given for a unit, a guest without end
    /// date or objects or with other roles, objects for somebody who is no guest, an end date that has passed.
    pub fn checked(self, today: NaiveDate) -> Result<Self, Error> {
        let mut check = Check::new();
        let display_name = check.text("displayName", &self.display_name, 2..=160);
        check.ensure("roles", !self.grants.is_empty(), Reason::Required);
        check.ensure("roles", self.grants.len() <= 20, Reason::TooMany { max: 20 });
        let distinct: BTreeSet<_> = self.grants.iter().collect();
        check.ensure("roles", distinct.len() == self.grants.len(), Reason::Repeated);
        for (at, grant) in self.grants.iter().enumerate() {
            let misplaced = grant.unit.is_some() && grant.role.is_institution_wide();
            check.ensure(&format!("roles.{at}.unitId"), !misplaced, Reason::UnknownReference);
        }
        let is_guest = self.grants.iter().any(|grant| grant.role.is(Role::Guest));
        if is_guest {
            check.ensure("roles", self.grants.len() == 1, Reason::Repeated);
            check.ensure("expiresOn", self.expires_on.is_some(), Reason::GuestNeedsScope);
            check.ensure("objectIds", !self.objects.is_empty(), Reason::GuestNeedsScope);
        } else {
            check.ensure("objectIds", self.objects.is_empty(), Reason::ScopeOnlyForGuests);
        }
        if let Some(last) = self.expires_on {
            check.ensure("expiresOn", last >= today, Reason::InThePast);
        }
        check.done()?;
        Ok(Self { display_name, ..self })
    }
}

impl Colleague {
    /// Whether the place lets the person in on a day.
    pub fn is_active(&self, today: NaiveDate) -> bool {
        lets_in(self.ended_at, self.expires_on, today)
    }

    /// Whether name and address of the person are gone.
    pub fn is_erased(&self) -> bool {
        self.email.is_empty()
    }
}

impl From<&Membership> for Colleague {
    fn from(place: &Membership) -> Self {
        Self {
            id: place.id,
            account: place.account,
            display_name: place.display_name.clone(),
            email: place.email.clone(),
            unit: place.unit,
            expires_on: place.expires_on,
            ended_at: place.ended_at,
            version: place.version,
        }
    }
}

fn lets_in(ended_at: Option<DateTime<Utc>>, last: Option<NaiveDate>, today: NaiveDate) -> bool {
    ended_at.is_none() && last.is_none_or(|last| today <= last)
}

impl Membership {
    /// A new place.
    pub fn new(id: MembershipId, account: AccountId, email: String, placement: Placement) -> Self {
        Self {
            id,
            account,
            display_name: placement.display_name,
            email,
            unit: placement.unit,
            grants: placement.grants,
            objects: placement.objects,
            expires_on: placement.expires_on,
            ended_at: None,
            version: 1,
        }
    }

    /// The place with other decisions about it.
    pub fn placed(self, placement: Placement) -> Self {
        Self {
            display_name: placement.display_name,
            unit: placement.unit,
            grants: placement.grants,
            objects: placement.objects,
            expires_on: placement.expires_on,
            version: self.version + 1,
            ..self
        }
    }

    /// The place given up.
    pub fn ended(self, at: DateTime<Utc>) -> Self {
        Self { ended_at: Some(at), version: self.version + 1, ..self }
    }

    /// Whether it lets the person in on a day.
    pub fn is_active(&self, today: NaiveDate) -> bool {
        lets_in(self.ended_at, self.expires_on, today)
    }

    /// Whether the person may do this with an object, by a role or as a guest invited to it. What is bound to a unit is
    /// not asked here.
    pub fn may_on(&self, permission: Permission, object: Uuid) -> bool {
        self.grants.iter().any(|grant| {
            let is_invited = !grant.role.is(Role::Guest) || self.objects.contains(&object);
            is_invited && grant.role.permissions().contains(permission)
        })
    }

    /// Whether the person administers the institution.
    pub fn is_administrator(&self) -> bool {
        self.grants.iter().any(|grant| grant.role.is(Role::InstitutionAdmin))
    }
}

impl Journaled for Membership {
    fn fields(&self) -> Vec<(&'static str, Value)> {
        vec![
            ("displayName", self.display_name.as_str().into()),
            ("unitId", self.unit.map(|unit| unit.row.to_string()).into()),
            ("roles", grants_value(&self.grants)),
            ("objectIds", json!(self.objects)),
            ("expiresOn", self.expires_on.map(|day| day.to_string()).into()),
            ("isEnded", self.ended_at.is_some().into()),
        ]
    }
}

/// Roles as the journal keeps them.
pub(super) fn grants_value(grants: &[Grant]) -> Value {
    let value = |grant: &Grant| {
        let unit = grant.unit.map(|unit| unit.row);
        match grant.role.custom() {
            None => json!([grant.role.code(), unit]),
            Some(custom) => json!([grant.role.code(), unit, custom.row]),
        }
    };
    grants.iter().map(value).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_guest_needs_an_end_and_objects() {
        let today = NaiveDate::from_ymd_opt(2026, 11, 21).expect("a date");
        let guest = Placement {
            display_name: "Evaluator extern".into(),
            unit: None,
            grants: vec![Grant { role: Role::Guest.into(), unit: None }],
            objects: BTreeSet::new(),
            expires_on: None,
        };
        let Err(Error::Invalid(errors)) = guest.checked(today) else { panic!("must refuse") };
        let paths: Vec<_> = errors.iter().map(|error| error.path.as_str()).collect();
        assert_eq!(paths, ["expiresOn", "objectIds"]);
    }
}
