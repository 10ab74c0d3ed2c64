//! Erasing what names a person (GDPR, art. 17), where the law keeps the record of what was done (art. 17(3)(b)): what
//! the institution decided stays under the function; name and address go.

use super::Membership;
use crate::{
    calendar,
    check::Check,
    error::Error,
    id::{AccountId, MembershipId},
    journal::Journaled,
    reason::Reason,
};
use chrono::{DateTime, NaiveDate, Utc};
use serde_json::Value;

/// What stands in place of a function that names the person.
const ERASED: &str = "Persoană ștearsă";

/// That a person was erased from an institution. Kept, so that it can be done again after an old backup was restored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Erasure {
    /// The place.
    pub membership: MembershipId,
    /// Whose it was.
    pub account: AccountId,
    /// When.
    pub at: DateTime<Utc>,
    /// On what ground: the request and its registry number.
    pub basis: String,
    /// Whether the function named the person and went too.
    pub is_function_erased: bool,
}

impl Erasure {
    /// An erasure of a place.
    ///
    /// # Errors
    /// [`Error::Invalid`] for the ground.
    pub fn of(
        place: &Membership,
        basis: &str,
        is_function_erased: bool,
        at: DateTime<Utc>,
    ) -> Result<Self, Error> {
        let mut check = Check::new();
        let basis = check.text("basis", basis, 3..=300);
        check.done()?;
        Ok(Self { membership: place.id, account: place.account, at, basis, is_function_erased })
    }
}

impl Membership {
    /// Whether name and address of the person are gone.
    pub fn is_erased(&self) -> bool {
        self.email.is_empty()
    }

    /// The place without what names the person.
    ///
    /// # Errors
    /// [`Reason::StillMember`] while the place lets the person in; [`Reason::PersonErased`].
    pub fn erased(self, is_function_erased: bool, at: DateTime<Utc>) -> Result<Self, Reason> {
        self.may_be_erased(calendar::day(at))?;
        let display_name = if is_function_erased { ERASED.to_owned() } else { self.display_name };
        // A place that only ran out must not be prolonged for nobody.
        let ended_at = self.ended_at.or(Some(at));
        Ok(Self { display_name, email: String::new(), ended_at, version: self.version + 1, ..self })
    }

    /// Whether it can be erased on a day: it was ended, or ran out.
    ///
    /// # Errors
    /// As [`Membership::erased`].
    pub fn may_be_erased(&self, today: NaiveDate) -> Result<(), Reason> {
        match (self.is_erased(), self.is_active(today)) {
            (true, _) => Err(Reason::PersonErased),
            (false, true) => Err(Reason::StillMember),
            (false, false) => Ok(()),
        }
    }
}

impl Journaled for Erasure {
    fn fields(&self) -> Vec<(&'static str, Value)> {
        vec![("basis", self.basis.as_str().into()), ("isFunctionErased", self.is_function_erased.into())]
    }
}
