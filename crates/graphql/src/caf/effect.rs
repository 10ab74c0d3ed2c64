//! Whether actions moved the subcriteria they served.

use super::{assessment::CafAssessment, load::EffectsOf, model::CafSubcriterion, value::CafValue};
use crate::{loader, scalar::Decimal};
use async_graphql::{Context, Result, SimpleObject};
use calitas_domain::{caf as domain, id::PlanActionId};

/// What became of a subcriterion that an action served.
#[derive(Debug, Clone, SimpleObject)]
pub struct CafEffect {
    /// The subcriterion.
    pub subcriterion: CafSubcriterion,
    /// The assessment that found the area for improvement.
    pub caf_assessment: CafAssessment,
    /// The score there.
    pub before: CafValue,
    /// The next assessment of the same units that was concluded; absent until there is one.
    pub later: Option<CafAssessment>,
    /// The score there.
    pub after: Option<CafValue>,
    /// By how many points it moved, with one decimal.
    pub change: Option<Decimal>,
}

impl From<domain::Effect> for CafEffect {
    fn from(effect: domain::Effect) -> Self {
        let change = effect.change().map(|change| Decimal(domain::shown(change)));
        Self {
            subcriterion: CafSubcriterion(effect.subcriterion),
            caf_assessment: effect.assessment.into(),
            before: effect.before.into(),
            later: effect.later.map(CafAssessment::from),
            after: effect.after.map(CafValue::from),
            change,
        }
    }
}

/// The effects of an action: one for every subcriterion whose areas it took up; none for whoever does not read CAF.
pub async fn effects(ctx: &Context<'_>, id: PlanActionId) -> Result<Vec<CafEffect>> {
    let found = loader::load::<EffectsOf>(ctx, id).await?.map(|found| found.0).unwrap_or_default();
    Ok(found.into_iter().map(CafEffect::from).collect())
}
