//! The model of CAF 2020 as the catalogue writes it: 9 criteria, 28 subcriteria, the scoring panels and the 10 steps.

use super::score::{Panel, ScoringMethod};
use crate::access::coded;
use serde::{Deserialize, Serialize};
use std::sync::LazyLock;

static CATALOGUE: LazyLock<Catalogue> = LazyLock::new(|| {
    let text = include_str!("../../catalogues/caf-2020.json");
    serde_json::from_str(text).expect("the catalogue has the shape its README tells; a test reads it")
});

#[derive(Debug, Deserialize)]
struct Catalogue {
    criteria: Vec<CriterionEntry>,
    scoring: Scoring,
    application: Application,
}

#[derive(Debug, Deserialize)]
struct CriterionEntry {
    kind: String,
    title_ro: String,
    title_en: String,
    subcriteria: Vec<SubcriterionEntry>,
}

#[derive(Debug, Deserialize)]
struct SubcriterionEntry {
    code: String,
    title_ro: String,
    title_en: String,
    hint_ro: String,
    hint_en: String,
}

#[derive(Debug, Deserialize)]
struct Scoring {
    panels: Vec<PanelEntry>,
}

#[derive(Debug, Deserialize)]
struct PanelEntry {
    panel: String,
    principle_ro: String,
    principle_en: String,
    #[serde(default)]
    bands: Vec<Band>,
    #[serde(default)]
    phases: Vec<PhaseEntry>,
    #[serde(default)]
    dimensions: Vec<DimensionEntry>,
}

#[derive(Debug, Deserialize)]
struct PhaseEntry {
    code: String,
    question_ro: String,
    question_en: String,
}

#[derive(Debug, Deserialize)]
struct DimensionEntry {
    code: String,
    bands: Vec<Band>,
}

#[derive(Debug, Deserialize)]
struct Application {
    phases: Vec<Phase>,
    steps: Vec<Step>,
    recommended_interval_years: u32,
    self_assessment_group_size: GroupSize,
}

/// How many people make a good self-assessment group; advice, never a rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
pub struct GroupSize {
    /// At least.
    pub min: usize,
    /// At most.
    pub max: usize,
}

/// An interval of a scoring panel with what it means.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Band {
    /// Its place, from 0 for the lowest.
    pub ordinal: i32,
    /// The lowest score in it.
    pub min: i32,
    /// The highest score in it.
    pub max: i32,
    /// Stable name inside its panel.
    pub code: String,
    /// What it means, in Romanian.
    pub description_ro: String,
    /// What it means, in English.
    pub description_en: String,
}

/// One of the three phases of a self-assessment.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Phase {
    /// `P1` to `P3`.
    pub code: String,
    /// 1 to 3.
    pub ordinal: i32,
    /// Name in Romanian.
    pub title_ro: String,
    /// Name in English.
    pub title_en: String,
}

/// One of the ten steps.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Step {
    /// 1 to 10.
    pub ordinal: i32,
    /// The code of its phase.
    pub phase: String,
    /// Name in Romanian.
    pub title_ro: String,
    /// Name in English.
    pub title_en: String,
    /// What it leaves behind, in Romanian.
    pub deliverable_ro: String,
    /// What it leaves behind, in English.
    pub deliverable_en: String,
}

coded! {
    /// What a criterion is about.
    CriterionKind {
        /// Factor determinant: what the organisation does.
        Enabler = "ENABLER",
        /// Rezultat: what it achieves.
        Result = "RESULT",
    }
}

/// A criterion, 1 to 9.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Criterion(u8);

/// A subcriterion, by its place among the 28.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Subcriterion {
    criterion: u8,
    ordinal: u8,
}

impl TryFrom<String> for Subcriterion {
    type Error = &'static str;

    fn try_from(code: String) -> Result<Self, Self::Error> {
        Self::from_code(&code).ok_or("no subcriterion has this code")
    }
}

impl From<Subcriterion> for String {
    fn from(subcriterion: Subcriterion) -> Self {
        subcriterion.code().to_owned()
    }
}

impl Criterion {
    /// How many there are.
    pub const COUNT: u8 = 9;

    /// All of them, in order.
    pub fn all() -> impl Iterator<Item = Self> {
        (1..=Self::COUNT).map(Self)
    }

    /// 1 to 9.
    pub fn number(self) -> i32 {
        i32::from(self.0)
    }

    /// Enabler (1 to 5) or result (6 to 9).
    pub fn kind(self) -> CriterionKind {
        match self.entry().kind.as_str() {
            "enabler" => CriterionKind::Enabler,
            _ => CriterionKind::Result,
        }
    }

    /// Name in Romanian.
    pub fn title_ro(self) -> &'static str {
        &self.entry().title_ro
    }

    /// Name in English.
    pub fn title_en(self) -> &'static str {
        &self.entry().title_en
    }

    /// Its subcriteria, in order: 4, 4, 3, 6, 3, 2, 2, 2, 2 of them.
    pub fn subcriteria(self) -> impl Iterator<Item = Subcriterion> {
        let ordinals = 1_u8..;
        let criterion = self.0;
        ordinals.zip(&self.entry().subcriteria).map(move |(ordinal, _)| Subcriterion { criterion, ordinal })
    }

    fn entry(self) -> &'static CriterionEntry {
        &CATALOGUE.criteria[usize::from(self.0) - 1]
    }
}

impl Subcriterion {
    /// How many there are.
    pub const COUNT: usize = 28;

    /// All of them, in order.
    pub fn all() -> impl Iterator<Item = Self> {
        Criterion::all().flat_map(Criterion::subcriteria)
    }

    /// The subcriterion of a code, `1.1` to `9.2`.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::all().find(|one| one.code() == code)
    }

    /// `1.1` to `9.2`.
    pub fn code(self) -> &'static str {
        &self.entry().code
    }

    /// The criterion it belongs to.
    pub fn criterion(self) -> Criterion {
        Criterion(self.criterion)
    }

    /// Name in Romanian.
    pub fn title_ro(self) -> &'static str {
        &self.entry().title_ro
    }

    /// Name in English.
    pub fn title_en(self) -> &'static str {
        &self.entry().title_en
    }

    /// What to look for, in Romanian.
    pub fn hint_ro(self) -> &'static str {
        &self.entry().hint_ro
    }

    /// What to look for, in English.
    pub fn hint_en(self) -> &'static str {
        &self.entry().hint_en
    }

    fn entry(self) -> &'static SubcriterionEntry {
        &self.criterion().entry().subcriteria[usize::from(self.ordinal) - 1]
    }
}

impl Panel {
    /// The intervals a number of this panel falls into, the lowest first.
    pub fn bands(self) -> &'static [Band] {
        let entry = self.entry();
        match self.dimension() {
            None => &entry.bands,
            Some(code) => entry.dimensions.iter().find(|one| one.code == code).map_or(&[], |one| &one.bands),
        }
    }

    /// How the panel is to be used, in Romanian and English.
    pub fn principle(self) -> (&'static str, &'static str) {
        let entry = self.entry();
        (&entry.principle_ro, &entry.principle_en)
    }

    /// What a phase of fine-tuned scoring asks, in Romanian and English; other panels ask nothing of their own.
    pub fn question(self) -> Option<(&'static str, &'static str)> {
        let phase = self.entry().phases.iter().find(|phase| Some(phase.code.as_str()) == self.phase())?;
        Some((&phase.question_ro, &phase.question_en))
    }

    fn entry(self) -> &'static PanelEntry {
        let code = self.catalogue_code();
        let panels = &CATALOGUE.scoring.panels;
        panels.iter().find(|panel| panel.panel == code).unwrap_or(&panels[0])
    }
}

/// The three phases of a self-assessment.
pub fn phases() -> &'static [Phase] {
    &CATALOGUE.application.phases
}

/// The ten steps of a self-assessment.
pub fn steps() -> &'static [Step] {
    &CATALOGUE.application.steps
}

/// After how many years an organisation assesses itself again.
pub fn interval_years() -> u32 {
    CATALOGUE.application.recommended_interval_years
}

/// How many people make a good group.
pub fn group_size() -> GroupSize {
    CATALOGUE.application.self_assessment_group_size
}

/// The panels by which a subcriterion is scored, in the order in which they are asked.
pub fn panels(subcriterion: Subcriterion, method: ScoringMethod) -> &'static [Panel] {
    match (method, subcriterion.criterion().kind()) {
        (ScoringMethod::Classical, CriterionKind::Enabler) => &[Panel::ClassicalEnablers],
        (ScoringMethod::Classical, CriterionKind::Result) => &[Panel::ClassicalResults],
        (ScoringMethod::FineTuned, CriterionKind::Enabler) => {
            &[Panel::Plan, Panel::Do, Panel::Check, Panel::Act]
        }
        (ScoringMethod::FineTuned, CriterionKind::Result) => &[Panel::Trend, Panel::Target],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_model_has_nine_criteria_and_twenty_eight_subcriteria() {
        assert_eq!(CATALOGUE.criteria.len(), usize::from(Criterion::COUNT));
        assert_eq!(Subcriterion::all().count(), Subcriterion::COUNT);
        let sizes: Vec<_> = Criterion::all().map(|one| one.subcriteria().count()).collect();
        assert_eq!(sizes, [4, 4, 3, 6, 3, 2, 2, 2, 2]);
        for criterion in Criterion::all() {
            let is_enabler = criterion.number() <= 5;
            assert_eq!(criterion.kind() == CriterionKind::Enabler, is_enabler);
            for (ordinal, one) in (1..).zip(criterion.subcriteria()) {
                assert_eq!(one.code(), format!("{}.{ordinal}", criterion.number()));
                assert_eq!(Subcriterion::from_code(one.code()), Some(one));
            }
        }
        for wrong in ["", "1", "1.5", "10.1", "1.1 ", "9.3"] {
            assert_eq!(Subcriterion::from_code(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn every_panel_has_six_bands_without_a_gap() {
        for panel in Panel::ALL {
            let limits: Vec<_> =
                panel.bands().iter().map(|band| (band.ordinal, band.min, band.max)).collect();
            let expected = [(0, 0, 10), (1, 11, 30), (2, 31, 50), (3, 51, 70), (4, 71, 90), (5, 91, 100)];
            assert_eq!(limits, expected, "{panel:?}");
            assert!(!panel.principle().0.is_empty() && !panel.principle().1.is_empty());
        }
        assert_eq!(Panel::ALL.iter().filter(|panel| panel.question().is_some()).count(), 4);
    }

    #[test]
    fn ten_steps_in_three_phases() {
        assert_eq!((phases().len(), steps().len(), interval_years()), (3, 10, 2));
        assert_eq!(group_size(), GroupSize { min: 5, max: 12 });
        assert!(steps().iter().all(|step| phases().iter().any(|phase| phase.code == step.phase)));
    }
}
