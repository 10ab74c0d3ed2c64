//! Finding things by words of their code and name, over everything a person may read.

use crate::{access::coded, check::Check, error::Error, id::TenantId, text};
use std::cmp::Reverse;
use uuid::Uuid;

/// More words than these narrow nothing down.
const MOST_WORDS: usize = 8;
/// One letter finds too much to be of use.
const SHORTEST: usize = 2;

coded! {
    /// What can be found.
    SearchKind {
        /// A person in an institution.
        Membership = "MEMBERSHIP",
        /// A plan.
        Plan = "PLAN",
        /// An action of a plan.
        PlanAction = "PLAN_ACTION",
        /// A unit.
        Unit = "UNIT",
        /// An institution.
        Tenant = "TENANT",
    }
}

/// Something that was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hit {
    /// What it is.
    pub kind: SearchKind,
    /// Its institution.
    pub tenant: TenantId,
    /// The row; of an institution its own id.
    pub row: Uuid,
    /// Its short code.
    pub code: Option<String>,
    /// Its name.
    pub title: String,
}

/// The words somebody looks for, folded; each is the beginning of a word of what is found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Words(Vec<String>);

impl Words {
    /// Reads what was typed. Absent when there is no word of at least two letters.
    ///
    /// # Errors
    /// [`Error::Invalid`] at `text`: over 200 characters, or characters that no text has.
    pub fn read(typed: &str) -> Result<Option<Self>, Error> {
        let mut check = Check::new();
        let typed = check.text("text", typed, 0..=200);
        check.done()?;
        let mut words: Vec<String> = split(&text::fold(&typed)).map(str::to_owned).collect();
        // The longest first: it finds the least.
        words.sort_by_key(|word| Reverse(word.chars().count()));
        words.dedup();
        words.truncate(MOST_WORDS);
        let is_enough = words.first().is_some_and(|word| word.chars().count() >= SHORTEST);
        Ok(is_enough.then_some(Self(words)))
    }

    /// Every word, the longest first; there is at least one.
    pub fn all(&self) -> &[String] {
        &self.0
    }

    /// Whether every word begins a word of the text.
    pub fn find(&self, text: &str) -> bool {
        let folded = text::fold(text);
        self.0.iter().all(|word| split(&folded).any(|other| other.starts_with(word.as_str())))
    }

    /// Orders what was found: where more of the words stand whole first, then by kind, then shorter names first.
    pub fn sort(&self, hits: &mut [Hit]) {
        hits.sort_by_cached_key(|hit| {
            let folded = text::fold(&format!("{} {}", hit.code.as_deref().unwrap_or_default(), hit.title));
            let whole = self.0.iter().filter(|word| split(&folded).any(|other| other == **word)).count();
            (Reverse(whole), hit.kind, folded.chars().count(), folded, hit.row)
        });
    }
}

/// The words of a folded text.
fn split(folded: &str) -> impl Iterator<Item = &str> {
    folded.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(typed: &str) -> Words {
        Words::read(typed).expect("valid").expect("words")
    }

    #[test]
    fn words_are_blind_to_case_and_diacritics_and_begin_words() {
        let words = words("ŞEDIN  Cons");
        assert_eq!(words.all(), ["sedin", "cons"]);
        assert!(words.find("Ședința consiliului"));
        assert!(!words.find("Ședința comisiei"));
        assert!(!words.find("Reședința consiliului"));
    }

    #[test]
    fn codes_are_words() {
        assert!(words("PI-2027").find("PI-2027-01 Plan de îmbunătățire"));
        assert!(words("a-07").find("A-07 Registru unic"));
    }

    #[test]
    fn too_little_finds_nothing_and_too_much_is_told() {
        for typed in ["a -", ""] {
            assert_eq!(Words::read(typed).expect("valid"), None, "{typed}");
        }
        assert!(matches!(Words::read(&"a".repeat(201)), Err(Error::Invalid(_))));
        assert!(matches!(Words::read("a\0b"), Err(Error::Invalid(_))));
        assert_eq!(
            words(&"unu doi trei patru cinci sase sapte opt noua zece".repeat(2)).all().len(),
            MOST_WORDS
        );
    }

    #[test]
    fn whole_words_come_first_then_kinds_then_short_names() {
        let hit = |kind, title: &str| Hit {
            kind,
            tenant: TenantId(Uuid::nil()),
            row: Uuid::nil(),
            code: None,
            title: title.to_owned(),
        };
        let mut hits = vec![
            hit(SearchKind::PlanAction, "Auditare"),
            hit(SearchKind::PlanAction, "Audit intern, raport"),
            hit(SearchKind::PlanAction, "Audit intern"),
            hit(SearchKind::Membership, "Auditor"),
        ];
        words("audit").sort(&mut hits);
        let order: Vec<&str> = hits.iter().map(|hit| hit.title.as_str()).collect();
        assert_eq!(order, ["Audit intern", "Audit intern, raport", "Auditor", "Auditare"]);
    }
}
