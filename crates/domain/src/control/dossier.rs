//! Everything the annexes of a year are made of, in one value: read live for a draft, frozen with its hash when the
//! report is approved, so that what was signed can be shown forever.

use super::{
    Answer, Conformity, ImplementationStatus, Pending, ReportContent, Standard, Synthesis, status_of,
};
use crate::{
    id::{ControlReportId, ControlReportVersionId, MembershipId},
    review,
};
use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

/// What the superior institution gets: annexes 4.2 and 4.3.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReportSummary {
    /// The year that is reported.
    pub year: i32,
    /// The institution as it was called, in Romanian.
    pub institution_ro: String,
    /// The same in English.
    pub institution_en: String,
    /// Function of whoever handed the report in.
    pub prepared_by: Option<String>,
    /// Function of whoever approved it.
    pub approved_by: Option<String>,
    /// Annex 4.2.
    pub synthesis: Synthesis,
    /// What the chair decided on standards that apply nowhere.
    pub decisions: Vec<(Standard, String)>,
    /// What is entered in annex 4.3.
    pub content: ReportContent,
    /// Subordinate institutions by degree of conformity, from their released reports (section 10).
    pub subordinates: Vec<(Conformity, i32)>,
}

/// The annexes of a year.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Dossier {
    /// Annexes 4.2 and 4.3.
    pub summary: ReportSummary,
    /// Annex 4.1 of each compartment, by name.
    pub compartments: Vec<Compartment>,
}

/// Annex 4.1 of a compartment.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Compartment {
    /// The row of its questionnaire, to find it by.
    pub questionnaire: uuid::Uuid,
    /// Its name in Romanian.
    pub name_ro: String,
    /// Its name in English; empty where there is none.
    pub name_en: String,
    /// The function of whoever handed it in.
    pub submitted_by: Option<String>,
    /// When.
    pub submitted_on: Option<NaiveDate>,
    /// Whether it was taken in and is fixed.
    pub is_locked: bool,
    /// Its answers, in the order of the criteria.
    pub findings: Vec<Finding>,
}

/// A criterion and what was said of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Finding {
    /// The standard it is about.
    pub standard: Standard,
    /// How people name it (`1.2`).
    pub code: String,
    /// What is asked, in Romanian.
    pub label_ro: String,
    /// What is asked, in English.
    pub label_en: String,
    /// What is said; nothing yet.
    pub answer: Option<Answer>,
    /// Why, and by what it is proved.
    pub explanation: Option<String>,
    /// Code or address of what proves it. Left out where there is none: what was frozen before keeps its text.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub proof: Option<String>,
}

impl Finding {
    /// What annex 4.1 says of it: the explanation, then what proves it.
    pub fn reasons(&self, proved_by: &str) -> Option<String> {
        let proof = self.proof.as_ref().map(|proof| format!("{proved_by}: {proof}"));
        match (&self.explanation, proof) {
            (Some(explanation), Some(proof)) => Some(format!("{explanation}\n{proof}")),
            (Some(explanation), None) => Some(explanation.clone()),
            (None, proof) => proof,
        }
    }
}

/// An approved version of a report.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReportVersion {
    /// Identity.
    pub id: ControlReportVersionId,
    /// The report.
    pub report: ControlReportId,
    /// The year that is reported.
    pub year: i32,
    /// 1 for the first approval.
    pub number: i32,
    /// Hash of the frozen dossier.
    pub hash: String,
    /// Who approved it; hidden from those outside.
    pub approved_by: Option<MembershipId>,
    /// When.
    pub approved_at: DateTime<Utc>,
    /// When it was handed to the superior institution.
    pub released_at: Option<DateTime<Utc>>,
    /// When the superior institution gave it back.
    pub returned_at: Option<DateTime<Utc>>,
    /// Why.
    pub remark: Option<String>,
}

impl Compartment {
    /// The status of a standard, on what is answered.
    ///
    /// # Errors
    /// [`Pending`] while a criterion has no answer.
    pub fn status(&self, standard: Standard) -> Result<ImplementationStatus, Pending> {
        let mine = self.findings.iter().filter(|finding| finding.standard == standard);
        status_of(mine.map(|finding| finding.answer))
    }
}

impl Dossier {
    /// As it is frozen. The order of fields is that of the types, so the same content gives the same text.
    pub fn text(&self) -> String {
        serde_json::to_string(self).expect("a dossier has text keys only")
    }

    /// SHA-256 over the frozen text, hexadecimal.
    pub fn hash(&self) -> String {
        review::fingerprint_of(&self.text())
    }

    /// The dossier of a frozen text; nothing for a text that is not the one that was hashed.
    pub fn read(text: &str, hash: &str) -> Option<Self> {
        serde_json::from_str(text).ok().filter(|_| review::fingerprint_of(text) == hash)
    }
}

impl ReportSummary {
    /// As it is kept.
    pub fn text(&self) -> String {
        serde_json::to_string(self).expect("a summary has text keys only")
    }

    /// The summary of a kept text; nothing for another text.
    pub fn read(text: &str) -> Option<Self> {
        serde_json::from_str(text).ok()
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::{super::report::tests::full, *};

    pub(in super::super) fn summary(statuses: [ImplementationStatus; 16]) -> ReportSummary {
        ReportSummary {
            year: 2025,
            institution_ro: "Primăria Sectorului 6".to_owned(),
            institution_en: "Sector 6 City Hall".to_owned(),
            prepared_by: Some("Secretar al Comisiei de monitorizare".to_owned()),
            approved_by: None,
            synthesis: Synthesis::of([&statuses.map(Ok)]),
            decisions: Vec::new(),
            content: full(),
            subordinates: vec![(Conformity::Conform, 2)],
        }
    }

    fn dossier() -> Dossier {
        Dossier {
            summary: summary([ImplementationStatus::Implemented; 16]),
            compartments: vec![Compartment {
                questionnaire: uuid::Uuid::nil(),
                name_ro: "Serviciul Juridic".to_owned(),
                name_en: String::new(),
                submitted_by: Some("Șef serviciu".to_owned()),
                submitted_on: NaiveDate::from_ymd_opt(2026, 1, 12),
                is_locked: true,
                findings: vec![Finding {
                    standard: Standard::all().next().expect("the first"),
                    code: "1.1".to_owned(),
                    label_ro: "Cod de conduită".to_owned(),
                    label_en: "Code of conduct".to_owned(),
                    answer: Some(Answer::Yes),
                    explanation: Some("Ordinul 12/2025".to_owned()),
                    proof: None,
                }],
            }],
        }
    }

    #[test]
    fn what_was_frozen_is_read_as_it_was() {
        let frozen = dossier();
        assert_eq!(Dossier::read(&frozen.text(), &frozen.hash()), Some(frozen.clone()));
        assert_eq!(Dossier::read(&frozen.text().replace("12/2025", "13/2025"), &frozen.hash()), None);
        assert_eq!(ReportSummary::read(&frozen.summary.text()), Some(frozen.summary.clone()));
        assert_eq!(Dossier::read("{}", &review::fingerprint_of("{}")), None);
    }

    #[test]
    fn what_proves_an_answer_stands_under_its_explanation() {
        let mut frozen = dossier();
        assert!(!frozen.text().contains("proof"), "what was frozen before keeps its text");
        let finding = &mut frozen.compartments[0].findings[0];
        assert_eq!(finding.reasons("Dovada").as_deref(), Some("Ordinul 12/2025"));
        finding.proof = Some("PO-12".to_owned());
        assert_eq!(finding.reasons("Dovada").as_deref(), Some("Ordinul 12/2025\nDovada: PO-12"));
        finding.explanation = None;
        assert_eq!(finding.reasons("Dovada").as_deref(), Some("Dovada: PO-12"));
        assert_eq!(Dossier::read(&frozen.text(), &frozen.hash()), Some(frozen.clone()));
    }

    #[test]
    fn a_letter_changes_the_hash() {
        let (frozen, mut other) = (dossier(), dossier());
        assert_eq!(frozen.hash(), dossier().hash());
        other.compartments[0].findings[0].explanation = Some("Ordinul 13/2025".to_owned());
        assert_ne!(frozen.hash(), other.hash());
    }

    #[test]
    fn a_compartment_has_a_status_for_what_it_answered() {
        let compartment = &dossier().compartments[0];
        let mut standards = Standard::all();
        let first = standards.next().expect("the first");
        assert_eq!(compartment.status(first), Ok(ImplementationStatus::Implemented));
    }
}
