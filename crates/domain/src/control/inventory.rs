//! Inventories of internal control: sensitive functions with what is done about them (order 600/2018, standard 2), and
//! delegations by their acts (standard 4).

use super::{
    objective::TITLE,
    standing::{Standing, retired_at},
};
use crate::{
    access::coded,
    check::Check,
    error::Error,
    id::{ControlDelegationId, MembershipId, SensitiveFunctionId, UnitId},
    journal::Journaled,
    reason::Reason,
};
use chrono::{DateTime, NaiveDate, Utc};
use serde_json::Value;

/// Length of what is said of a function or delegation.
const TEXT: std::ops::RangeInclusive<usize> = 3..=2_000;
/// Length of the name of an act.
const ACT: std::ops::RangeInclusive<usize> = 1..=300;

coded! {
    /// How exposed a function is.
    ExposureLevel {
        /// A little.
        Low = "LOW",
        /// Noticeably.
        Medium = "MEDIUM",
        /// Very much.
        High = "HIGH",
    }
}

/// A function whose holder could do the institution great harm.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SensitiveFunction {
    /// Identity.
    pub id: SensitiveFunctionId,
    /// What it is called.
    pub name: String,
    /// Where it is.
    pub unit: UnitId,
    /// What makes it sensitive.
    pub factors: String,
    /// How exposed it is.
    pub exposure: ExposureLevel,
    /// Who holds it.
    pub holder: Option<MembershipId>,
    /// Since when.
    pub held_since: Option<NaiveDate>,
    /// What is done about it.
    pub measures: String,
    /// Until when.
    pub due_on: Option<NaiveDate>,
    /// Since when it is out of the inventory.
    pub retired_at: Option<DateTime<Utc>>,
    /// When it was entered.
    pub created_at: DateTime<Utc>,
    /// Counts changes, from 1.
    pub version: i32,
}

/// What a sensitive function is entered with.
#[derive(Debug, Clone)]
pub struct FunctionInput {
    /// What it is called.
    pub name: String,
    /// Where it is.
    pub unit: UnitId,
    /// What makes it sensitive.
    pub factors: String,
    /// How exposed it is.
    pub exposure: ExposureLevel,
    /// Who holds it.
    pub holder: Option<MembershipId>,
    /// Since when.
    pub held_since: Option<NaiveDate>,
    /// What is done about it.
    pub measures: String,
    /// Until when.
    pub due_on: Option<NaiveDate>,
}

/// Changes; what is absent stays, `Some(None)` clears.
#[derive(Debug, Clone, Default)]
pub struct FunctionPatch {
    /// What it is called.
    pub name: Option<String>,
    /// Where it is.
    pub unit: Option<UnitId>,
    /// What makes it sensitive.
    pub factors: Option<String>,
    /// How exposed it is.
    pub exposure: Option<ExposureLevel>,
    /// Who holds it.
    pub holder: Option<Option<MembershipId>>,
    /// Since when.
    pub held_since: Option<Option<NaiveDate>>,
    /// What is done about it.
    pub measures: Option<String>,
    /// Until when.
    pub due_on: Option<Option<NaiveDate>>,
    /// Whether it is out of the inventory.
    pub is_retired: Option<bool>,
}

/// Powers that somebody gave to somebody else.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Delegation {
    /// Identity.
    pub id: ControlDelegationId,
    /// Its place in the register, from 1; never given twice.
    pub number: i32,
    /// What may be done.
    pub powers: String,
    /// Who gave it.
    pub delegator: MembershipId,
    /// Who got it.
    pub delegate: MembershipId,
    /// The act by which it was given.
    pub act: String,
    /// The first day.
    pub valid_from: NaiveDate,
    /// The last day; open without one.
    pub valid_until: Option<NaiveDate>,
    /// What may not be done.
    pub limits: Option<String>,
    /// Since when it is revoked.
    pub revoked_at: Option<DateTime<Utc>>,
    /// When it was entered.
    pub created_at: DateTime<Utc>,
    /// Counts changes, from 1.
    pub version: i32,
}

/// What a delegation is entered with.
#[derive(Debug, Clone)]
pub struct DelegationInput {
    /// What may be done.
    pub powers: String,
    /// Who gives it.
    pub delegator: MembershipId,
    /// Who gets it.
    pub delegate: MembershipId,
    /// The act by which it is given.
    pub act: String,
    /// The first day.
    pub valid_from: NaiveDate,
    /// The last day.
    pub valid_until: Option<NaiveDate>,
    /// What may not be done.
    pub limits: Option<String>,
}

/// Changes; what is absent stays, `Some(None)` clears. Who gave it to whom never changes: that is another delegation.
#[derive(Debug, Clone, Default)]
pub struct DelegationPatch {
    /// What may be done.
    pub powers: Option<String>,
    /// The act by which it was given.
    pub act: Option<String>,
    /// The first day.
    pub valid_from: Option<NaiveDate>,
    /// The last day.
    pub valid_until: Option<Option<NaiveDate>>,
    /// What may not be done.
    pub limits: Option<Option<String>>,
    /// `true` revokes it, for good.
    pub is_revoked: Option<bool>,
}

impl SensitiveFunction {
    /// Enters a function.
    ///
    /// # Errors
    /// [`Error::Invalid`] naming each field at fault.
    pub fn enter(
        id: SensitiveFunctionId,
        input: FunctionInput,
        at: DateTime<Utc>,
        today: NaiveDate,
    ) -> Result<Self, Error> {
        let new = Self {
            id,
            name: input.name,
            unit: input.unit,
            factors: input.factors,
            exposure: input.exposure,
            holder: input.holder,
            held_since: input.held_since,
            measures: input.measures,
            due_on: input.due_on,
            retired_at: None,
            created_at: at,
            version: 1,
        };
        new.checked(today)
    }

    /// Described anew, with another holder, out of the inventory or back.
    ///
    /// # Errors
    /// [`Reason::ControlRetired`] unless it comes back; [`Error::Invalid`] naming each field at fault.
    pub fn patched(self, patch: FunctionPatch, at: DateTime<Utc>, today: NaiveDate) -> Result<Self, Error> {
        let retired_at = retired_at(self.retired_at, patch.is_retired, at).map_err(Error::conflict)?;
        let new = Self {
            name: patch.name.unwrap_or(self.name),
            unit: patch.unit.unwrap_or(self.unit),
            factors: patch.factors.unwrap_or(self.factors),
            exposure: patch.exposure.unwrap_or(self.exposure),
            holder: patch.holder.unwrap_or(self.holder),
            held_since: patch.held_since.unwrap_or(self.held_since),
            measures: patch.measures.unwrap_or(self.measures),
            due_on: patch.due_on.unwrap_or(self.due_on),
            retired_at,
            version: self.version + 1,
            ..self
        };
        new.checked(today)
    }

    /// Whether it is in the inventory.
    pub fn standing(&self) -> Standing {
        Standing::of(self.retired_at)
    }

    fn checked(mut self, today: NaiveDate) -> Result<Self, Error> {
        let mut check = Check::new();
        self.name = check.text("name", &self.name, TITLE);
        self.factors = check.text("factors", &self.factors, TEXT);
        self.measures = check.text("measures", &self.measures, TEXT);
        // A function that nobody holds is held since no day.
        self.held_since = self.held_since.filter(|_| self.holder.is_some());
        let has_come = self.held_since.is_none_or(|since| since <= today);
        check.ensure("heldSince", has_come, Reason::InTheFuture);
        check.done()?;
        Ok(self)
    }
}

impl Delegation {
    /// Enters a delegation.
    ///
    /// # Errors
    /// [`Error::Invalid`] naming each field at fault.
    pub fn enter(
        id: ControlDelegationId,
        number: i32,
        input: DelegationInput,
        at: DateTime<Utc>,
    ) -> Result<Self, Error> {
        let new = Self {
            id,
            number,
            powers: input.powers,
            delegator: input.delegator,
            delegate: input.delegate,
            act: input.act,
            valid_from: input.valid_from,
            valid_until: input.valid_until,
            limits: input.limits,
            revoked_at: None,
            created_at: at,
            version: 1,
        };
        new.checked()
    }

    /// Described anew, for another time, or revoked.
    ///
    /// # Errors
    /// [`Reason::DelegationRevoked`]; [`Error::Invalid`] naming each field at fault.
    pub fn patched(self, patch: DelegationPatch, at: DateTime<Utc>) -> Result<Self, Error> {
        self.is_in_force().map_err(Error::conflict)?;
        let new = Self {
            powers: patch.powers.unwrap_or(self.powers),
            act: patch.act.unwrap_or(self.act),
            valid_from: patch.valid_from.unwrap_or(self.valid_from),
            valid_until: patch.valid_until.unwrap_or(self.valid_until),
            limits: patch.limits.unwrap_or(self.limits),
            revoked_at: (patch.is_revoked == Some(true)).then_some(at),
            version: self.version + 1,
            ..self
        };
        new.checked()
    }

    /// Whether it was not revoked.
    ///
    /// # Errors
    /// [`Reason::DelegationRevoked`].
    pub fn is_in_force(&self) -> Result<(), Reason> {
        if self.revoked_at.is_none() { Ok(()) } else { Err(Reason::DelegationRevoked) }
    }

    fn checked(mut self) -> Result<Self, Error> {
        let mut check = Check::new();
        self.powers = check.text("powers", &self.powers, TEXT);
        check.ensure("delegateId", self.delegate != self.delegator, Reason::SamePerson);
        self.act = check.text("act", &self.act, ACT);
        check.period("validUntil", Some(self.valid_from), self.valid_until);
        self.limits = check.optional_text("limits", self.limits.as_deref(), *TEXT.end());
        check.done()?;
        Ok(self)
    }
}

impl Journaled for SensitiveFunction {
    fn fields(&self) -> Vec<(&'static str, Value)> {
        vec![
            ("name", self.name.as_str().into()),
            ("unitId", self.unit.row.to_string().into()),
            ("factors", self.factors.as_str().into()),
            ("exposureLevel", self.exposure.code().into()),
            ("holderId", self.holder.map(|who| who.row.to_string()).into()),
            ("heldSince", self.held_since.map(|day| day.to_string()).into()),
            ("measures", self.measures.as_str().into()),
            ("dueOn", self.due_on.map(|day| day.to_string()).into()),
            ("isRetired", self.retired_at.is_some().into()),
        ]
    }
}

impl Journaled for Delegation {
    fn fields(&self) -> Vec<(&'static str, Value)> {
        vec![
            ("number", self.number.into()),
            ("powers", self.powers.as_str().into()),
            ("delegatorId", self.delegator.row.to_string().into()),
            ("delegateId", self.delegate.row.to_string().into()),
            ("act", self.act.as_str().into()),
            ("validFrom", self.valid_from.to_string().into()),
            ("validUntil", self.valid_until.map(|day| day.to_string()).into()),
            ("limits", self.limits.as_deref().into()),
            ("isRevoked", self.revoked_at.is_some().into()),
        ]
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::{
        super::{
            commission::tests::{day, person},
            objective::tests::{faults, tenant, unit},
        },
        *,
    };
    use uuid::Uuid;

    fn input() -> FunctionInput {
        FunctionInput {
            name: " Casier ".to_owned(),
            unit: unit(7),
            factors: "Numerar".to_owned(),
            exposure: ExposureLevel::High,
            holder: None,
            held_since: Some(day("2030-01-01")),
            measures: "Inventar inopinat".to_owned(),
            due_on: None,
        }
    }

    fn function(input: FunctionInput) -> Result<SensitiveFunction, Error> {
        let id = SensitiveFunctionId::new(tenant(), Uuid::from_u128(70));
        SensitiveFunction::enter(id, input, DateTime::UNIX_EPOCH, day("2026-11-23"))
    }

    pub(in super::super) fn delegation() -> Delegation {
        entered(1, 2, None).expect("a delegation")
    }

    fn entered(delegator: u128, delegate: u128, until: Option<&str>) -> Result<Delegation, Error> {
        let input = DelegationInput {
            powers: "Semnează comenzi".to_owned(),
            delegator: person(delegator),
            delegate: person(delegate),
            act: " Dispoziția 14/2026 ".to_owned(),
            valid_from: day("2026-02-01"),
            valid_until: until.map(day),
            limits: Some(" ".to_owned()),
        };
        let id = ControlDelegationId::new(tenant(), Uuid::from_u128(71));
        Delegation::enter(id, 1, input, DateTime::UNIX_EPOCH)
    }

    #[test]
    fn a_function_that_nobody_holds_is_held_since_no_day() {
        let found = function(input()).expect("a function");
        assert_eq!((found.name.as_str(), found.held_since), ("Casier", None));
        let held = function(FunctionInput { holder: Some(person(1)), measures: String::new(), ..input() });
        let expected = [("measures", "REQUIRED"), ("heldSince", "IN_THE_FUTURE")];
        assert_eq!(faults(held), expected.map(|(path, code)| (path.to_owned(), code)));
        let (at, today) = (DateTime::UNIX_EPOCH, day("2026-11-23"));
        let gone = FunctionPatch { is_retired: Some(true), ..FunctionPatch::default() };
        let gone = found.patched(gone, at, today).expect("out of the inventory");
        assert_eq!(gone.standing(), Standing::Retired);
        let Err(Error::Conflict(refused)) = gone.patched(FunctionPatch::default(), at, today) else {
            panic!("must refuse")
        };
        assert_eq!(refused.reason, Reason::ControlRetired);
    }

    #[test]
    fn nobody_delegates_to_themselves_or_until_before_it_begins() {
        assert_eq!((delegation().act.as_str(), delegation().limits), ("Dispoziția 14/2026", None));
        let wrong = faults(entered(1, 1, Some("2026-01-31")));
        let expected = [("delegateId", "SAME_PERSON"), ("validUntil", "END_BEFORE_START")];
        assert_eq!(wrong, expected.map(|(path, code)| (path.to_owned(), code)));
    }

    #[test]
    fn a_revoked_delegation_stays_as_it_was() {
        let revoke = DelegationPatch { is_revoked: Some(true), ..DelegationPatch::default() };
        let revoked = delegation().patched(revoke, DateTime::UNIX_EPOCH).expect("revoked");
        assert_eq!((revoked.number, revoked.is_in_force()), (1, Err(Reason::DelegationRevoked)));
        let back = DelegationPatch { is_revoked: Some(false), ..DelegationPatch::default() };
        let Err(Error::Conflict(refused)) = revoked.patched(back, DateTime::UNIX_EPOCH) else {
            panic!("must refuse")
        };
        assert_eq!(refused.reason, Reason::DelegationRevoked);
    }
}
