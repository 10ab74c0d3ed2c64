//! What a risk is rated: probability and impact, whose product is the exposure.

use super::{Band, Scale};
use crate::{access::coded, check::Check, reason::Reason};

coded! {
    /// Before or after the measures of control.
    Stage {
        /// Inherent: without any measure.
        Inherent = "INHERENT",
        /// Residual: with the measures taken.
        Residual = "RESIDUAL",
    }
}

/// Probability and impact.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rating {
    /// How likely, from 1.
    pub probability: i32,
    /// How grave, from 1.
    pub impact: i32,
}

impl Rating {
    /// Probability times impact.
    pub fn exposure(self) -> i32 {
        self.probability.saturating_mul(self.impact)
    }

    /// The band of its exposure.
    pub fn band(self, scale: Scale) -> Band {
        scale.band(self.exposure())
    }

    /// Looks whether it is of a scale, naming the fields `{prefix}Probability` and `{prefix}Impact`.
    pub(super) fn checked(self, check: &mut Check, paths: (&str, &str), scale: Scale) -> Self {
        check.number(paths.0, self.probability, 1..=scale.points());
        check.number(paths.1, self.impact, 1..=scale.points());
        self
    }

    /// A rating that may be left out, but not by half.
    pub(super) fn of_halves(
        check: &mut Check,
        paths: (&str, &str),
        probability: Option<i32>,
        impact: Option<i32>,
    ) -> Option<Self> {
        match (probability, impact) {
            (Some(probability), Some(impact)) => Some(Self { probability, impact }),
            (None, None) => None,
            (Some(_), None) => {
                check.refuse(paths.1, Reason::Required);
                None
            }
            (None, Some(_)) => {
                check.refuse(paths.0, Reason::Required);
                None
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn exposure_and_band_never_fall_when_a_level_rises(
            is_fine in any::<bool>(),
            probability in 1..=5_i32,
            impact in 1..=5_i32,
        ) {
            let scale = if is_fine { Scale::Scale5 } else { Scale::Scale3 };
            let (probability, impact) = (probability.min(scale.points()), impact.min(scale.points()));
            let rating = Rating { probability, impact };
            prop_assert_eq!(rating.exposure(), probability * impact);
            prop_assert!(rating.exposure() <= scale.max_exposure());
            let turned = Rating { probability: impact, impact: probability };
            prop_assert_eq!(rating.exposure(), turned.exposure());
            if probability < scale.points() {
                let higher = Rating { probability: probability + 1, ..rating };
                prop_assert!(higher.exposure() > rating.exposure());
                prop_assert!(higher.band(scale) >= rating.band(scale));
            }
        }
    }
}
