//! Everything the self-assessment report is made of, in one value: read live for a draft, frozen with its hash when the
//! report is approved, so that what was signed can be shown forever.

use super::{
    assessment::Disclosure,
    catalogue::{Criterion, Subcriterion},
    group::GroupRole,
    report::ReportContent,
    result::Results,
    score::{Exact, Score, ScoringMethod},
};
use crate::{
    id::{CafAssessmentId, CafReportId, CafReportVersionId, MembershipId},
    review,
};
use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

/// An exact number as it is kept: numerator and denominator.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fraction(pub i64, pub i64);

/// What the city hall gets: agreed scores, no text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReportSummary {
    /// The year that was assessed.
    pub year: i32,
    /// The name of the assessment.
    pub title: String,
    /// The institution as it was called, in Romanian.
    pub institution_ro: String,
    /// The same in English.
    pub institution_en: String,
    /// How it was scored.
    pub method: ScoringMethod,
    /// Whether it covers the whole institution.
    pub is_whole: bool,
    /// The agreed score of each subcriterion, in order.
    pub scores: Vec<(Subcriterion, Fraction)>,
    /// The total of the assessment of the same units before it.
    pub previous_total: Option<Fraction>,
}

/// The report of an assessment.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Dossier {
    /// What the city hall gets of it.
    pub summary: ReportSummary,
    /// What was written.
    pub content: ReportContent,
    /// Why and how it was done, as the assessment says.
    pub note: Option<String>,
    /// The units in the scope, Romanian and English; none means the whole institution.
    pub units: Vec<(String, String)>,
    /// Whether the meeting saw who gave which score.
    pub disclosure: Disclosure,
    /// Function of whoever coordinated it.
    pub coordinator: Option<String>,
    /// Function of whoever handed the report in.
    pub prepared_by: Option<String>,
    /// Function of whoever approved it.
    pub approved_by: Option<String>,
    /// Who was in the group, facilitators first.
    pub members: Vec<DossierMember>,
    /// Why consensus opened without some of them.
    pub missing_reason: Option<String>,
    /// When members began to score.
    pub scoring_on: Option<NaiveDate>,
    /// When consensus was opened.
    pub consensus_on: Option<NaiveDate>,
    /// When the group concluded.
    pub concluded_on: Option<NaiveDate>,
    /// What was recorded of the steps, in order.
    pub steps: Vec<DossierStep>,
    /// Subcriterion by subcriterion, in order.
    pub subcriteria: Vec<DossierScore>,
    /// The assessment of the same units before it.
    pub previous: Option<Previous>,
}

/// A member of the group.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DossierMember {
    /// The function.
    pub function: String,
    /// The place in the group.
    pub role: GroupRole,
    /// Whether the scores were handed in.
    pub has_submitted: bool,
}

/// A step.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DossierStep {
    /// 1 to 10.
    pub ordinal: i32,
    /// When it was done, as somebody recorded it.
    pub done_on: Option<NaiveDate>,
    /// What was done.
    pub note: Option<String>,
}

/// What the group agreed on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DossierScore {
    /// Which subcriterion.
    pub subcriterion: Subcriterion,
    /// Numbers in the order of the panels of the method; open ones are empty.
    pub given: Vec<Option<i32>>,
    /// The mean of what members gave alone.
    pub average: Option<Fraction>,
    /// Why the group agreed on it.
    pub reason: Option<String>,
    /// Strengths.
    pub strengths: Vec<String>,
    /// Areas for improvement.
    pub areas: Vec<DossierArea>,
}

/// An area for improvement.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DossierArea {
    /// What it says.
    pub text: String,
    /// 1 to 5.
    pub impact: Option<i32>,
    /// 1 to 5.
    pub effort: Option<i32>,
}

/// An earlier assessment of the same units.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Previous {
    /// The year it assessed.
    pub year: i32,
    /// Its name.
    pub title: String,
    /// Its agreed scores.
    pub scores: Vec<(Subcriterion, Fraction)>,
}

/// An approved version of a report.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReportVersion {
    /// Identity.
    pub id: CafReportVersionId,
    /// The report.
    pub report: CafReportId,
    /// The assessment.
    pub assessment: CafAssessmentId,
    /// 1 for the first approval.
    pub number: i32,
    /// Hash of the frozen dossier.
    pub hash: String,
    /// Who approved it; hidden from those outside.
    pub approved_by: Option<MembershipId>,
    /// When.
    pub approved_at: DateTime<Utc>,
    /// When it was handed to the city hall.
    pub released_at: Option<DateTime<Utc>>,
}

impl From<Exact> for Fraction {
    fn from(value: Exact) -> Self {
        Self(*value.numer(), *value.denom())
    }
}

impl Fraction {
    /// The number; nothing for one that was kept without a denominator.
    pub fn exact(self) -> Option<Exact> {
        (self.1 > 0).then(|| Exact::new(self.0, self.1))
    }
}

fn results(scores: &[(Subcriterion, Fraction)]) -> Results {
    Results::of(scores.iter().filter_map(|(subcriterion, score)| Some((*subcriterion, score.exact()?))))
}

impl ReportSummary {
    /// What the scores come to.
    pub fn results(&self) -> Results {
        results(&self.scores)
    }

    /// As it is kept.
    pub fn text(&self) -> String {
        serde_json::to_string(self).expect("a summary has text keys only")
    }

    /// The summary of a kept text; nothing for another text.
    pub fn read(text: &str) -> Option<Self> {
        serde_json::from_str(text).ok()
    }
}

impl Previous {
    /// What its scores came to.
    pub fn results(&self) -> Results {
        results(&self.scores)
    }
}

impl DossierScore {
    /// The agreed score.
    pub fn score(&self, method: ScoringMethod) -> Score {
        Score::stored(self.subcriterion, method, &self.given)
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

    /// The subcriteria of a criterion.
    pub fn of_criterion(&self, criterion: Criterion) -> impl Iterator<Item = &DossierScore> {
        self.subcriteria.iter().filter(move |one| one.subcriterion.criterion() == criterion)
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;

    pub(in super::super) fn summary(points: i32) -> ReportSummary {
        let given = i64::from(points);
        let scores = Subcriterion::all().map(|one| (one, Fraction(given, 1))).collect();
        ReportSummary { scores, ..dossier().summary }
    }

    fn dossier() -> Dossier {
        let given = |subcriterion: Subcriterion| DossierScore {
            subcriterion,
            given: vec![Some(40)],
            average: Some(Fraction(125, 3)),
            reason: Some("Dovezile sunt din trei compartimente".to_owned()),
            strengths: vec!["Strategie aprobată".to_owned()],
            areas: vec![DossierArea { text: "Indicatori".to_owned(), impact: Some(5), effort: None }],
        };
        let subcriteria: Vec<_> = Subcriterion::all().map(given).collect();
        let method = ScoringMethod::Classical;
        let scores = subcriteria
            .iter()
            .filter_map(|one| Some((one.subcriterion, one.score(method).exact()?.into())))
            .collect();
        Dossier {
            summary: ReportSummary {
                year: 2026,
                title: "Autoevaluare CAF 2026".to_owned(),
                institution_ro: "Primăria Sectorului 6".to_owned(),
                institution_en: "Sector 6 City Hall".to_owned(),
                method,
                is_whole: true,
                scores,
                previous_total: Some(Fraction(800, 3)),
            },
            content: ReportContent::default(),
            note: None,
            units: Vec::new(),
            disclosure: Disclosure::Anonymous,
            coordinator: None,
            prepared_by: None,
            approved_by: None,
            members: Vec::new(),
            missing_reason: None,
            scoring_on: None,
            consensus_on: None,
            concluded_on: None,
            steps: Vec::new(),
            subcriteria,
            previous: None,
        }
    }

    #[test]
    fn what_was_frozen_is_read_back_and_nothing_else() {
        let frozen = dossier();
        let (text, hash) = (frozen.text(), frozen.hash());
        assert_eq!(Dossier::read(&text, &hash), Some(frozen.clone()));
        assert_eq!(Dossier::read(&text.replace("Indicatori", "Indicator"), &hash), None);
        assert_eq!(frozen.clone().hash(), hash);
        assert_eq!(ReportSummary::read(&frozen.summary.text()), Some(frozen.summary));
        assert_eq!(ReportSummary::read("{}"), None);
    }

    #[test]
    fn the_city_hall_gets_numbers_that_come_to_the_same() {
        let frozen = dossier();
        assert_eq!(frozen.summary.results().total(), Some(Exact::from_integer(360)));
        assert!(!frozen.summary.text().contains("Indicatori"), "no text leaves");
        assert_eq!(Fraction(1, 0).exact(), None);
        let first = Criterion::all().next().expect("a criterion");
        assert_eq!(frozen.of_criterion(first).count(), first.subcriteria().count());
    }
}
