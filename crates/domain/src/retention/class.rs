//! Entries of the nomenclature of an institution.

use super::{RetentionRule, Term};
use crate::{
    check::Check,
    error::Error,
    id::{RetentionClassId, UnitId},
    journal::Journaled,
    reason::Reason,
};
use chrono::{DateTime, NaiveDate, Utc};
use serde_json::Value;

/// An entry: a kind of documents and how long they are kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RetentionClass {
    /// Identity.
    pub id: RetentionClassId,
    /// Its place in the nomenclature: `II.B.3`.
    pub code: String,
    /// Which documents.
    pub name: String,
    /// How long.
    pub term: Term,
    /// The unit whose documents they are; all units when absent.
    pub unit: Option<UnitId>,
    /// First day on which documents are classified by it.
    pub in_force_from: NaiveDate,
    /// Last day; open when absent.
    pub in_force_until: Option<NaiveDate>,
    /// When it was entered.
    pub created_at: DateTime<Utc>,
    /// How many documents are classified by it.
    pub document_count: i64,
    /// Counts changes, from 1.
    pub version: i32,
}

/// What a form says about an entry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RetentionClassInput {
    /// Its place in the nomenclature.
    pub code: String,
    /// Which documents.
    pub name: String,
    /// What holds for them.
    pub rule: RetentionRule,
    /// How many years; absent when permanent.
    pub years: Option<i32>,
    /// The unit.
    pub unit: Option<UnitId>,
    /// First day.
    pub in_force_from: NaiveDate,
    /// Last day.
    pub in_force_until: Option<NaiveDate>,
}

/// Changes; what is absent stays, `Some(None)` clears.
#[derive(Debug, Clone, Default)]
pub struct RetentionClassPatch {
    /// Its place in the nomenclature.
    pub code: Option<String>,
    /// Which documents.
    pub name: Option<String>,
    /// What holds for them.
    pub rule: Option<RetentionRule>,
    /// How many years.
    pub years: Option<Option<i32>>,
    /// The unit.
    pub unit: Option<Option<UnitId>>,
    /// First day.
    pub in_force_from: Option<NaiveDate>,
    /// Last day.
    pub in_force_until: Option<Option<NaiveDate>>,
}

impl RetentionClass {
    /// A new entry.
    ///
    /// # Errors
    /// [`Error::Invalid`] naming each field at fault.
    pub fn new(
        id: RetentionClassId,
        input: RetentionClassInput,
        created_at: DateTime<Utc>,
    ) -> Result<Self, Error> {
        let mut check = Check::new();
        let RetentionClassInput { code, name, rule, years, unit, in_force_from, in_force_until } = input;
        let code = check.text("code", &code, 1..=30);
        let is_line = !code.contains(['\n', '\t', ' ']);
        check.ensure("code", is_line, Reason::ForbiddenCharacter);
        let name = check.text("name", &name, 2..=300);
        let term = Term::checked(&mut check, rule, years);
        check.period("inForceUntil", Some(in_force_from), in_force_until);
        check.done()?;
        let (document_count, version) = (0, 1);
        Ok(Self {
            id,
            code,
            name,
            term,
            unit,
            in_force_from,
            in_force_until,
            created_at,
            document_count,
            version,
        })
    }

    /// The entry said otherwise. Code and term stay once documents were classified by it: it is ended and another
    /// takes its place.
    ///
    /// # Errors
    /// [`Error::Invalid`]; [`Reason::ClassInUse`].
    pub fn patched(self, patch: RetentionClassPatch) -> Result<Self, Error> {
        let rule = patch.rule.unwrap_or(self.term.rule());
        let years = match (rule, patch.years) {
            // Without a word about years a permanent entry has none.
            (RetentionRule::Permanent, None) => None,
            (_, given) => given.unwrap_or(self.term.years()),
        };
        let input = RetentionClassInput {
            code: patch.code.unwrap_or_else(|| self.code.clone()),
            name: patch.name.unwrap_or_else(|| self.name.clone()),
            rule,
            years,
            unit: patch.unit.unwrap_or(self.unit),
            in_force_from: patch.in_force_from.unwrap_or(self.in_force_from),
            in_force_until: patch.in_force_until.unwrap_or(self.in_force_until),
        };
        let new = Self::new(self.id, input, self.created_at)?;
        if (&new.code, new.term) != (&self.code, self.term) {
            self.unused()?;
        }
        Ok(Self { document_count: self.document_count, version: self.version + 1, ..new })
    }

    /// Refuses while documents are classified by it.
    ///
    /// # Errors
    /// [`Reason::ClassInUse`].
    pub fn unused(&self) -> Result<(), Error> {
        let count = i32::try_from(self.document_count).unwrap_or(i32::MAX);
        if count == 0 { Ok(()) } else { Err(Error::conflict(Reason::ClassInUse { count })) }
    }

    /// Whether a document of a day may be classified by it today.
    pub fn takes(&self, of: NaiveDate, today: NaiveDate) -> bool {
        let holds = |day| self.in_force_from <= day && self.in_force_until.is_none_or(|until| day <= until);
        holds(of) || holds(today)
    }
}

impl Journaled for RetentionClass {
    fn fields(&self) -> Vec<(&'static str, Value)> {
        vec![
            ("code", self.code.as_str().into()),
            ("name", self.name.as_str().into()),
            ("retentionTerm", self.term.short().into()),
            ("unitId", self.unit.map(|unit| unit.row.to_string()).into()),
            ("inForceFrom", self.in_force_from.to_string().into()),
            ("inForceUntil", self.in_force_until.map(|day| day.to_string()).into()),
        ]
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use crate::id::TenantId;
    use uuid::Uuid;

    pub(in super::super) fn class(rule: RetentionRule, years: Option<i32>) -> Result<RetentionClass, Error> {
        let id = RetentionClassId::new(TenantId(Uuid::nil()), Uuid::from_u128(1));
        let input = RetentionClassInput {
            code: "II.B.3".into(),
            name: "Planuri de acțiuni".into(),
            rule,
            years,
            unit: None,
            in_force_from: "2020-01-01".parse().expect("a day"),
            in_force_until: None,
        };
        RetentionClass::new(id, input, DateTime::UNIX_EPOCH)
    }

    #[test]
    fn retention_needs_years_unless_it_is_permanent() {
        for (rule, years, is_good) in [
            (RetentionRule::Years, Some(5), true),
            (RetentionRule::Years, None, false),
            (RetentionRule::Years, Some(0), false),
            (RetentionRule::Commission, Some(10), true),
            (RetentionRule::Commission, None, false),
            (RetentionRule::Permanent, None, true),
            (RetentionRule::Permanent, Some(5), false),
        ] {
            assert_eq!(class(rule, years).is_ok(), is_good, "{rule:?} {years:?}");
        }
    }

    #[test]
    fn retention_of_an_entry_in_use_stays_and_its_end_may_come() {
        let used =
            RetentionClass { document_count: 2, ..class(RetentionRule::Years, Some(5)).expect("an entry") };
        let shorter = RetentionClassPatch { years: Some(Some(3)), ..Default::default() };
        assert!(matches!(used.clone().patched(shorter), Err(Error::Conflict(_))));
        let end =
            RetentionClassPatch { in_force_until: Some("2026-12-31".parse().ok()), ..Default::default() };
        let ended = used.patched(end).expect("ended");
        let day = |text: &str| text.parse().expect("a day");
        assert!(ended.takes(day("2026-05-01"), day("2027-02-01")));
        assert!(!ended.takes(day("2027-01-01"), day("2027-02-01")));
    }
}
