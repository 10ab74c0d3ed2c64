//! The model of CAF 2020, the same for everybody.

use super::value::{CafPanel, CafScoringMethod};
use async_graphql::{Enum, Object, SimpleObject};
use calitas_domain::{Error, Reason, caf as domain};

/// What a criterion is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum)]
#[graphql(remote = "domain::CriterionKind")]
pub enum CafCriterionKind {
    /// Factor determinant: what the organisation does.
    Enabler,
    /// Rezultat: what it achieves.
    Result,
}

/// The Common Assessment Framework, edition 2020.
#[derive(Debug, Clone, Copy)]
pub struct CafModel;

/// One of the nine criteria.
#[derive(Debug, Clone, SimpleObject)]
pub struct CafCriterion {
    /// 1 to 9.
    pub number: i32,
    /// Enabler or result.
    pub kind: CafCriterionKind,
    /// Name in Romanian.
    pub title_ro: String,
    /// Name in English.
    pub title_en: String,
}

/// A criterion of the model with its subcriteria.
#[derive(Debug, Clone, Copy)]
pub struct CafModelCriterion(domain::Criterion);

/// One of the 28 subcriteria.
#[derive(Debug, Clone, Copy)]
pub struct CafSubcriterion(pub(super) domain::Subcriterion);

/// The subcriterion that an input names by its code.
///
/// # Errors
/// `UnknownReference` at `path`.
pub(super) fn subcriterion(path: &str, code: &str) -> Result<domain::Subcriterion, Error> {
    let found = domain::Subcriterion::from_code(code);
    found.ok_or_else(|| Error::invalid(path, Reason::UnknownReference))
}

/// A scale with what its intervals mean.
#[derive(Debug, Clone, SimpleObject)]
pub struct CafPanelModel {
    /// Which.
    pub panel: CafPanel,
    /// What it asks, in Romanian; absent where the subcriterion itself is the question.
    pub question_ro: Option<String>,
    /// What it asks, in English.
    pub question_en: Option<String>,
    /// How it is used, in Romanian.
    pub principle_ro: String,
    /// How it is used, in English.
    pub principle_en: String,
    /// Its intervals, the lowest first.
    pub bands: Vec<CafBand>,
}

/// An interval of a scale.
#[derive(Debug, Clone, SimpleObject)]
pub struct CafBand {
    /// Its place, from 0.
    pub ordinal: i32,
    /// The lowest number in it.
    pub min: i32,
    /// The highest number in it.
    pub max: i32,
    /// Stable name inside its panel.
    pub code: String,
    /// What it means, in Romanian.
    pub description_ro: String,
    /// What it means, in English.
    pub description_en: String,
}

/// One of the three phases of an assessment.
#[derive(Debug, Clone, SimpleObject)]
pub struct CafPhase {
    /// `P1` to `P3`.
    pub code: String,
    /// 1 to 3.
    pub ordinal: i32,
    /// Name in Romanian.
    pub title_ro: String,
    /// Name in English.
    pub title_en: String,
}

/// One of the ten steps of an assessment.
#[derive(Debug, Clone, SimpleObject)]
pub struct CafStepModel {
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

/// The Common Assessment Framework, edition 2020.
#[Object]
impl CafModel {
    /// The nine criteria, in order.
    async fn criteria(&self) -> Vec<CafModelCriterion> {
        domain::Criterion::all().map(CafModelCriterion).collect()
    }

    /// The three phases of an assessment.
    async fn phases(&self) -> Vec<CafPhase> {
        let phase = |one: &domain::Phase| CafPhase {
            code: one.code.clone(),
            ordinal: one.ordinal,
            title_ro: one.title_ro.clone(),
            title_en: one.title_en.clone(),
        };
        domain::phases().iter().map(phase).collect()
    }

    /// The ten steps of an assessment.
    async fn steps(&self) -> Vec<CafStepModel> {
        domain::steps().iter().map(CafStepModel::from).collect()
    }

    /// How many people a good group has at least; advice.
    async fn group_size_min(&self) -> i32 {
        count(domain::group_size().min)
    }

    /// How many people a good group has at most; advice.
    async fn group_size_max(&self) -> i32 {
        count(domain::group_size().max)
    }

    /// After how many years an organisation assesses itself again.
    async fn interval_years(&self) -> i32 {
        i32::try_from(domain::interval_years()).unwrap_or(2)
    }
}

/// A criterion of the model with its subcriteria.
#[Object]
impl CafModelCriterion {
    /// 1 to 9.
    async fn number(&self) -> i32 {
        self.0.number()
    }

    /// Enabler or result.
    async fn kind(&self) -> CafCriterionKind {
        self.0.kind().into()
    }

    /// Name in Romanian.
    async fn title_ro(&self) -> &'static str {
        self.0.title_ro()
    }

    /// Name in English.
    async fn title_en(&self) -> &'static str {
        self.0.title_en()
    }

    /// Its subcriteria, in order.
    async fn subcriteria(&self) -> Vec<CafSubcriterion> {
        self.0.subcriteria().map(CafSubcriterion).collect()
    }
}

/// One of the 28 subcriteria.
#[Object]
impl CafSubcriterion {
    /// `1.1` to `9.2`.
    async fn code(&self) -> &'static str {
        self.0.code()
    }

    /// Name in Romanian.
    async fn title_ro(&self) -> &'static str {
        self.0.title_ro()
    }

    /// Name in English.
    async fn title_en(&self) -> &'static str {
        self.0.title_en()
    }

    /// What to look for, in Romanian.
    async fn hint_ro(&self) -> &'static str {
        self.0.hint_ro()
    }

    /// What to look for, in English.
    async fn hint_en(&self) -> &'static str {
        self.0.hint_en()
    }

    /// The criterion it belongs to.
    async fn criterion(&self) -> CafCriterion {
        self.0.criterion().into()
    }

    /// The scales by which it is scored, in the order in which they are asked.
    async fn panels(
        &self,
        #[graphql(
            desc = "How the assessment is scored; classical unless told.",
            default_with = "CafScoringMethod::Classical"
        )]
        method: CafScoringMethod,
    ) -> Vec<CafPanelModel> {
        domain::panels(self.0, method.into()).iter().copied().map(CafPanelModel::from).collect()
    }
}

impl From<domain::Criterion> for CafCriterion {
    fn from(criterion: domain::Criterion) -> Self {
        Self {
            number: criterion.number(),
            kind: criterion.kind().into(),
            title_ro: criterion.title_ro().to_owned(),
            title_en: criterion.title_en().to_owned(),
        }
    }
}

impl From<domain::Panel> for CafPanelModel {
    fn from(panel: domain::Panel) -> Self {
        let (principle_ro, principle_en) = panel.principle();
        let question = panel.question();
        Self {
            panel: panel.into(),
            question_ro: question.map(|(ro, _)| ro.to_owned()),
            question_en: question.map(|(_, en)| en.to_owned()),
            principle_ro: principle_ro.to_owned(),
            principle_en: principle_en.to_owned(),
            bands: panel.bands().iter().map(CafBand::from).collect(),
        }
    }
}

impl From<&domain::Band> for CafBand {
    fn from(band: &domain::Band) -> Self {
        Self {
            ordinal: band.ordinal,
            min: band.min,
            max: band.max,
            code: band.code.clone(),
            description_ro: band.description_ro.clone(),
            description_en: band.description_en.clone(),
        }
    }
}

impl From<&domain::Step> for CafStepModel {
    fn from(step: &domain::Step) -> Self {
        Self {
            ordinal: step.ordinal,
            phase: step.phase.clone(),
            title_ro: step.title_ro.clone(),
            title_en: step.title_en.clone(),
            deliverable_ro: step.deliverable_ro.clone(),
            deliverable_en: step.deliverable_en.clone(),
        }
    }
}

/// A number of things.
pub(super) fn count(count: usize) -> i32 {
    i32::try_from(count).unwrap_or(i32::MAX)
}
