//! The 16 standards in five groups, as the catalogue writes them.

use crate::access::coded;
use serde::{Deserialize, Serialize};
use std::sync::LazyLock;

static CATALOGUE: LazyLock<Catalogue> = LazyLock::new(|| {
    let text = include_str!("../../catalogues/scim-osgg-600-2018.json");
    serde_json::from_str(text).expect("the catalogue has the shape its README tells; a test reads it")
});

/// The part of the catalogue that the questionnaire is made of.
#[derive(Debug, Deserialize)]
pub(super) struct Catalogue {
    groups: Vec<GroupEntry>,
    pub standards: Vec<StandardEntry>,
    pub calendar: Vec<super::deadline::CalendarEntry>,
}

#[derive(Debug, Deserialize)]
struct GroupEntry {
    code: String,
    title_ro: String,
    title_en: String,
}

#[derive(Debug, Deserialize)]
pub(super) struct StandardEntry {
    group: String,
    title_ro: String,
    title_en: String,
    hint_ro: String,
    hint_en: String,
    typical_applicability: String,
    pub questions: Vec<QuestionEntry>,
}

#[derive(Debug, Deserialize)]
pub(super) struct QuestionEntry {
    pub label_ro: String,
    pub label_en: String,
}

pub(super) fn catalogue() -> &'static Catalogue {
    &CATALOGUE
}

/// A standard of internal control, by its number: 1 to 16.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "i32", into = "i32")]
pub struct Standard(u8);

impl TryFrom<i32> for Standard {
    type Error = &'static str;

    fn try_from(number: i32) -> Result<Self, Self::Error> {
        Self::from_number(number).ok_or("standards are numbered 1 to 16")
    }
}

impl From<Standard> for i32 {
    fn from(standard: Standard) -> Self {
        standard.number()
    }
}

coded! {
    /// Where a standard usually applies; advice for who fills in, never a rule.
    Applicability {
        /// In every compartment.
        AllCompartments = "ALL_COMPARTMENTS",
        /// In finance and accounting.
        FinanceAccountingOnly = "FINANCE_ACCOUNTING_ONLY",
        /// In internal audit.
        InternalAuditOnly = "INTERNAL_AUDIT_ONLY",
    }
}

/// A criterion of the catalogue.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Question {
    /// How people name it: `1.2` is the second criterion of the first standard.
    pub code: String,
    /// What is asked, in Romanian.
    pub label_ro: &'static str,
    /// What is asked, in English.
    pub label_en: &'static str,
}

/// One of the five groups of standards.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct StandardGroup {
    /// Roman number.
    pub code: &'static str,
    /// Name in Romanian.
    pub title_ro: &'static str,
    /// Name in English.
    pub title_en: &'static str,
}

impl Standard {
    /// How many there are.
    pub const COUNT: u8 = 16;

    /// All of them, in the order of the order.
    pub fn all() -> impl Iterator<Item = Self> {
        (1..=Self::COUNT).map(Self)
    }

    /// The standard of a number.
    pub fn from_number(number: i32) -> Option<Self> {
        u8::try_from(number).ok().filter(|number| (1..=Self::COUNT).contains(number)).map(Self)
    }

    /// The standard of a code, `S01` to `S16`.
    pub fn from_code(code: &str) -> Option<Self> {
        let digits = code.strip_prefix('S').filter(|digits| digits.len() == 2)?;
        Self::from_number(digits.parse().ok()?)
    }

    /// 1 to 16.
    pub fn number(self) -> i32 {
        i32::from(self.0)
    }

    /// `S01` to `S16`.
    pub fn code(self) -> String {
        format!("S{:02}", self.0)
    }

    /// Name in Romanian.
    pub fn title_ro(self) -> &'static str {
        &self.entry().title_ro
    }

    /// Name in English.
    pub fn title_en(self) -> &'static str {
        &self.entry().title_en
    }

    /// What it is about, in Romanian.
    pub fn hint_ro(self) -> &'static str {
        &self.entry().hint_ro
    }

    /// What it is about, in English.
    pub fn hint_en(self) -> &'static str {
        &self.entry().hint_en
    }

    /// Where it usually applies.
    pub fn applicability(self) -> Applicability {
        let code = self.entry().typical_applicability.to_ascii_uppercase();
        Applicability::from_code(&code).unwrap_or(Applicability::AllCompartments)
    }

    /// The criteria the catalogue lists under it, in order.
    pub fn questions(self) -> impl Iterator<Item = Question> {
        let ordinals = 1..;
        ordinals.zip(&self.entry().questions).map(move |(ordinal, question)| Question {
            code: format!("{}.{ordinal}", self.number()),
            label_ro: &question.label_ro,
            label_en: &question.label_en,
        })
    }

    /// Its group.
    pub fn group(self) -> StandardGroup {
        let code = &self.entry().group;
        let groups = &catalogue().groups;
        let group = groups.iter().find(|group| group.code == *code).unwrap_or(&groups[0]);
        StandardGroup { code: &group.code, title_ro: &group.title_ro, title_en: &group.title_en }
    }

    pub(super) fn entry(self) -> &'static StandardEntry {
        &catalogue().standards[usize::from(self.0) - 1]
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn the_catalogue_has_sixteen_standards_in_five_groups() {
        assert_eq!(catalogue().standards.len(), usize::from(Standard::COUNT));
        for standard in Standard::all() {
            assert_eq!(Standard::from_code(&standard.code()), Some(standard));
            assert!(catalogue().groups.iter().any(|group| group.code == standard.entry().group));
            let code = standard.entry().typical_applicability.to_ascii_uppercase();
            assert!(Applicability::from_code(&code).is_some(), "{code}");
        }
        let groups: BTreeSet<_> = Standard::all().map(|standard| standard.group().code).collect();
        assert_eq!(groups.len(), 5);
        assert_eq!(Standard::all().map(|one| one.entry().questions.len()).sum::<usize>(), 45);
        assert_eq!(Standard::from_number(1).map(Standard::title_ro), Some("Etica și integritatea"));
        let codes: Vec<_> = Standard::from_number(16).into_iter().flat_map(Standard::questions).collect();
        assert!(codes.iter().zip(1..).all(|(one, at)| one.code == format!("16.{at}")));
        for wrong in ["S00", "S17", "S1", "16", "", "SS1"] {
            assert_eq!(Standard::from_code(wrong), None, "{wrong}");
        }
        assert_eq!(
            Standard::from_number(16).map(Standard::applicability),
            Some(Applicability::InternalAuditOnly)
        );
    }
}
