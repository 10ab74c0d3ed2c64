//! A changed list of criteria: own criteria added, wording changed, criteria retired. Each change is a new version.
//!
//! A criterion keeps its code through all versions, and a code that was retired never names another criterion: people
//! speak of „9.2” over the years.

use super::{Criterion, Standard, Template};
use crate::{
    check::Check,
    error::Error,
    id::{ControlCriterionId, ControlTemplateId},
    journal::Change,
    reason::Reason,
};
use chrono::{DateTime, Utc};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use uuid::Uuid;

/// More criteria than this no compartment answers.
const CRITERIA: usize = 200;
/// Shortest and longest wording in characters.
const LABEL: std::ops::RangeInclusive<usize> = 3..=500;

/// A criterion of a changed list.
#[derive(Debug, Clone)]
pub struct CriterionInput {
    /// Its code in the version that is changed; none for one that is added.
    pub code: Option<String>,
    /// The standard of one that is added, by its code.
    pub standard: Option<String>,
    /// What is asked, in Romanian.
    pub label_ro: String,
    /// What is asked, in English; as in Romanian when left out.
    pub label_en: Option<String>,
}

/// What a list is changed from.
#[derive(Debug, Clone)]
pub struct Revision<'a> {
    /// The number of the version that is changed; 0 for the catalogue, where an institution has no list yet.
    pub number: i32,
    /// Its criteria.
    pub criteria: &'a [Criterion],
    /// The highest place under each standard that any version ever had.
    pub used: &'a BTreeMap<Standard, i32>,
}

/// A version with its criteria, and what is to be journaled of it.
pub type Revised = (Template, Vec<Criterion>, Vec<Change>);

impl Revision<'_> {
    /// The next version with its criteria, and what is to be journaled of it; nothing when the list is the same. `row`
    /// makes identities.
    ///
    /// # Errors
    /// [`Error::Invalid`] naming each field at fault: a criterion that is not on the list or stands on it twice, one
    /// without a standard or with another than before, a wording that is too short or too long, a standard without any.
    pub fn make(
        &self,
        id: ControlTemplateId,
        created_at: DateTime<Utc>,
        input: &[CriterionInput],
        mut row: impl FnMut() -> Uuid,
    ) -> Result<Option<Revised>, Error> {
        if input.len() > CRITERIA {
            return Err(Error::invalid("criteria", Reason::TooMany { max: CRITERIA }));
        }
        let mut check = Check::new();
        let (mut made, mut named, mut used) = (Vec::new(), BTreeSet::new(), self.used.clone());
        for (at, given) in input.iter().enumerate() {
            let path = |field: &str| format!("criteria.{at}.{field}");
            let label_ro = check.text(&path("labelRo"), &given.label_ro, LABEL);
            let label_en = match &given.label_en {
                Some(text) => check.text(&path("labelEn"), text, LABEL),
                None => label_ro.clone(),
            };
            let standard = given.standard.as_deref().map(Standard::from_code);
            let place = match &given.code {
                Some(code) => {
                    let found = self.criteria.iter().find(|one| one.code() == *code);
                    check.ensure(&path("code"), found.is_some(), Reason::UnknownReference);
                    check.ensure(&path("code"), named.insert(code.clone()), Reason::Repeated);
                    let is_same = standard.is_none_or(|standard| standard == found.map(|one| one.standard));
                    check.ensure(&path("standard"), found.is_none() || is_same, Reason::UnknownReference);
                    found.map(|one| (one.standard, one.ordinal, one.is_own))
                }
                None => {
                    let missing =
                        if standard.is_some() { Reason::UnknownReference } else { Reason::Required };
                    let standard = standard.flatten();
                    check.ensure(&path("standard"), standard.is_some(), missing);
                    standard.map(|standard| {
                        let last = used.entry(standard).or_default();
                        *last += 1;
                        (standard, *last, true)
                    })
                }
            };
            if let Some((standard, ordinal, is_own)) = place {
                let (id, template) = (ControlCriterionId::new(id.tenant, row()), id);
                made.push(Criterion { id, template, standard, ordinal, label_ro, label_en, is_own });
            }
        }
        for standard in Standard::all() {
            let has_any = made.iter().any(|one| one.standard == standard);
            // What is at fault in the lines is said there.
            let reason = Reason::StandardWithoutCriterion { standard: standard.number() };
            check.ensure("criteria", has_any || made.len() < input.len(), reason);
        }
        check.done()?;
        made.sort_by_key(|one| (one.standard, one.ordinal));
        let changes = self.changes(&made);
        if changes.is_empty() && self.number > 0 {
            return Ok(None);
        }
        let template = Template { id, number: self.number + 1, created_at };
        let mut all = vec![change("number", self.number.into(), template.number.into())];
        all.extend(changes);
        Ok(Some((template, made, all)))
    }

    /// Criterion by criterion, under its code.
    fn changes(&self, made: &[Criterion]) -> Vec<Change> {
        let by_code = |list: &[Criterion]| -> BTreeMap<(Standard, i32), Criterion> {
            list.iter().map(|one| ((one.standard, one.ordinal), one.clone())).collect()
        };
        let (old, new) = (by_code(self.criteria), by_code(made));
        let places: BTreeSet<_> = old.keys().chain(new.keys()).copied().collect();
        let labels = [
            ("labelRo", (|one: &Criterion| one.label_ro.clone()) as fn(&Criterion) -> String),
            ("labelEn", |one: &Criterion| one.label_en.clone()),
        ];
        let mut changes = Vec::new();
        for place in places {
            let (before, after) = (old.get(&place), new.get(&place));
            let code = before.or(after).map(Criterion::code).unwrap_or_default();
            for (field, label) in labels {
                let text = |one: Option<&Criterion>| one.map(label).map_or(Value::Null, Value::String);
                if text(before) != text(after) {
                    changes.push(change(&format!("criteria.{code}.{field}"), text(before), text(after)));
                }
            }
        }
        changes
    }
}

fn change(field: &str, old: Value, new: Value) -> Change {
    Change { field: field.to_owned(), old, new }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::id::TenantId;

    fn id(row: u128) -> ControlTemplateId {
        ControlTemplateId::new(TenantId(Uuid::nil()), Uuid::from_u128(row))
    }

    fn catalogue() -> Vec<Criterion> {
        Template::of_catalogue(id(1), DateTime::UNIX_EPOCH, Uuid::nil).1
    }

    fn kept(criteria: &[Criterion]) -> Vec<CriterionInput> {
        let kept = |one: &Criterion| CriterionInput {
            code: Some(one.code()),
            standard: None,
            label_ro: one.label_ro.clone(),
            label_en: Some(one.label_en.clone()),
        };
        criteria.iter().map(kept).collect()
    }

    fn own(standard: Option<&str>, label_ro: &str) -> CriterionInput {
        let (standard, label_ro) = (standard.map(str::to_owned), label_ro.to_owned());
        CriterionInput { code: None, standard, label_ro, label_en: None }
    }

    fn used(criteria: &[Criterion]) -> BTreeMap<Standard, i32> {
        let mut used = BTreeMap::new();
        for one in criteria {
            let last = used.entry(one.standard).or_insert(0);
            *last = one.ordinal.max(*last);
        }
        used
    }

    fn made(
        number: i32,
        criteria: &[Criterion],
        used: &BTreeMap<Standard, i32>,
        input: &[CriterionInput],
    ) -> Result<Option<Revised>, Error> {
        Revision { number, criteria, used }.make(id(2), DateTime::UNIX_EPOCH, input, Uuid::nil)
    }

    #[test]
    fn codes_stay_and_a_retired_one_never_names_another_criterion() {
        let first = catalogue();
        let mut input = kept(&first);
        let retired = input.iter().position(|one| one.code.as_deref() == Some("9.2")).expect("9.2");
        input.remove(retired);
        input[0].label_ro = "Cod de etică propriu".to_owned();
        input.push(own(Some("S09"), "Ghișeu unic"));
        let (template, second, changes) =
            made(1, &first, &used(&first), &input).expect("valid").expect("a new version");
        assert_eq!((template.number, second.len()), (2, 45));
        let last = first.iter().filter(|one| one.standard.number() == 9).count() + 1;
        let added = second.iter().find(|one| one.is_own).expect("an own criterion");
        assert_eq!((added.code(), &*added.label_ro), (format!("9.{last}"), "Ghișeu unic"));
        assert_eq!(added.label_en, "Ghișeu unic", "as in Romanian");
        assert!(second.iter().all(|one| one.code() != "9.2"));
        let fields: Vec<_> = changes.iter().map(|change| change.field.clone()).collect();
        let of_added = |field: &str| format!("criteria.9.{last}.{field}");
        let expected = ["number", "criteria.1.1.labelRo", "criteria.9.2.labelRo", "criteria.9.2.labelEn"]
            .map(str::to_owned);
        assert_eq!(fields[..4], expected);
        assert_eq!(fields[4..], [of_added("labelRo"), of_added("labelEn")]);
        // Retired and added once more: the next number, not that of the retired one.
        let mut again = kept(&second);
        again.retain(|one| one.code != Some(added.code()));
        again.push(own(Some("S09"), "Ghișeu unic"));
        let (_, third, _) = made(2, &second, &used(&second), &again).expect("valid").expect("a new version");
        assert_eq!(third.iter().find(|one| one.is_own).map(Criterion::code), Some(format!("9.{}", last + 1)));
    }

    #[test]
    fn the_same_list_is_no_new_version_unless_there_is_none_yet() {
        let first = catalogue();
        let (input, used) = (kept(&first), used(&first));
        assert_eq!(made(1, &first, &used, &input).expect("valid"), None);
        let (template, ..) = made(0, &first, &used, &input).expect("valid").expect("the first version");
        assert_eq!(template.number, 1);
    }

    #[test]
    fn names_every_line_at_fault() {
        let first = catalogue();
        let mut input = kept(&first);
        input[0].code = Some("1.99".into());
        input[2].code = input[1].code.clone();
        input[3].standard = Some("S16".into());
        input[4].label_ro = " ".into();
        input.push(own(None, "Ghișeu unic"));
        input.push(own(Some("S17"), "Ghișeu unic"));
        let Err(Error::Invalid(faults)) = made(1, &first, &used(&first), &input) else {
            panic!("must refuse")
        };
        let found: Vec<_> = faults.iter().map(|fault| (fault.path.as_str(), fault.reason.code())).collect();
        let expected = [
            ("criteria.0.code", "UNKNOWN_REFERENCE"),
            ("criteria.2.code", "REPEATED"),
            ("criteria.3.standard", "UNKNOWN_REFERENCE"),
            ("criteria.4.labelRo", "REQUIRED"),
            ("criteria.45.standard", "REQUIRED"),
            ("criteria.46.standard", "UNKNOWN_REFERENCE"),
        ];
        assert_eq!(found, expected);
    }

    #[test]
    fn every_standard_keeps_a_criterion() {
        let first = catalogue();
        let input: Vec<_> = kept(&first)
            .into_iter()
            .filter(|one| !one.code.as_ref().expect("a code").starts_with("16."))
            .collect();
        let refused = made(1, &first, &used(&first), &input);
        assert!(
            matches!(refused, Err(Error::Invalid(faults)) if faults.len() == 1 && faults[0].path == "criteria"
                && faults[0].reason == Reason::StandardWithoutCriterion { standard: 16 })
        );
        let many = vec![own(Some("S01"), "Ghișeu unic"); 201];
        assert!(
            matches!(made(1, &first, &used(&first), &many), Err(Error::Invalid(faults)) if faults[0].path == "criteria")
        );
    }
}
