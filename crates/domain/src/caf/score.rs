//! Scores: what is given in a panel, what it amounts to, and which values are hard to believe. Values are kept exact;
//! rounding is for showing them.

use super::{
    catalogue::{Subcriterion, panels},
    refusal::CafRefusal,
};
use crate::{access::coded, check::Check, reason::Reason};
use num_rational::Ratio;
use rust_decimal::Decimal;

/// A value as exact as the arithmetic of means leaves it.
pub type Exact = Ratio<i64>;

coded! {
    /// How an assessment is scored, the same for all subcriteria and all members.
    ScoringMethod {
        /// Clasică: one number a subcriterion.
        Classical = "CLASSICAL",
        /// Detaliată (fine-tuned): each phase of PDCA, or trend and target, has its number.
        FineTuned = "FINE_TUNED",
    }
}

coded! {
    /// A scale that takes one whole number from 0 to 100.
    Panel {
        /// Classical scoring of enablers: cumulative levels of PDCA.
        ClassicalEnablers = "CLASSICAL_ENABLERS",
        /// Classical scoring of results.
        ClassicalResults = "CLASSICAL_RESULTS",
        /// Fine-tuned scoring of enablers: planned.
        Plan = "PLAN",
        /// Fine-tuned scoring of enablers: carried out.
        Do = "DO",
        /// Fine-tuned scoring of enablers: looked after.
        Check = "CHECK",
        /// Fine-tuned scoring of enablers: corrected.
        Act = "ACT",
        /// Fine-tuned scoring of results: the trend of about three years.
        Trend = "TREND",
        /// Fine-tuned scoring of results: how far targets of the last year were met.
        Target = "TARGET",
    }
}

coded! {
    /// A fine-tuned score of an enabler that is hard to believe. It is said and never changes the value; the rule is that
    /// of the instructions of CAF 2006 and 2013, recalled and not confirmed for 2020.
    Plausibility {
        /// A phase is 20 or less, and the score is over 40.
        Cap40 = "CAP40",
        /// A phase is under 30, and the score is over 60.
        Cap60 = "CAP60",
    }
}

/// The highest number of every panel.
pub const HIGHEST: i32 = 100;

impl Panel {
    pub(super) fn catalogue_code(self) -> &'static str {
        match self {
            Self::ClassicalEnablers => "classical_enablers",
            Self::ClassicalResults => "classical_results",
            Self::Plan | Self::Do | Self::Check | Self::Act => "fine_tuned_enablers",
            Self::Trend | Self::Target => "fine_tuned_results",
        }
    }

    pub(super) fn phase(self) -> Option<&'static str> {
        matches!(self, Self::Plan | Self::Do | Self::Check | Self::Act).then(|| self.code())
    }

    pub(super) fn dimension(self) -> Option<&'static str> {
        matches!(self, Self::Trend | Self::Target).then(|| self.code())
    }
}

/// What is given for a subcriterion, one place a panel; some may still be open.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Score {
    /// What is scored.
    pub subcriterion: Subcriterion,
    /// How.
    pub method: ScoringMethod,
    given: Vec<Option<i32>>,
}

/// One number of a panel, or none any more.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PanelScore {
    /// The panel.
    pub panel: Panel,
    /// A whole number from 0 to 100.
    pub points: Option<i32>,
}

impl Score {
    /// Nothing given yet.
    pub fn empty(subcriterion: Subcriterion, method: ScoringMethod) -> Self {
        Self { subcriterion, method, given: vec![None; panels(subcriterion, method).len()] }
    }

    /// As it was stored: numbers in the order of the panels. Places that are missing are open.
    pub fn stored(subcriterion: Subcriterion, method: ScoringMethod, given: &[Option<i32>]) -> Self {
        let places = panels(subcriterion, method).len();
        let given = (0..places).map(|place| given.get(place).copied().flatten()).collect();
        Self { subcriterion, method, given }
    }

    /// The numbers in the order of the panels.
    pub fn given(&self) -> &[Option<i32>] {
        &self.given
    }

    /// Panel by panel.
    pub fn by_panel(&self) -> impl Iterator<Item = PanelScore> {
        let panels = panels(self.subcriterion, self.method).iter();
        panels.zip(&self.given).map(|(panel, points)| PanelScore { panel: *panel, points: *points })
    }

    /// With other numbers in some panels. What is wrong is noted under the place of the number in the input.
    #[must_use]
    pub fn with(mut self, path: &str, changes: &[PanelScore], check: &mut Check) -> Self {
        let panels = panels(self.subcriterion, self.method);
        for (place, PanelScore { panel, points }) in changes.iter().enumerate() {
            let path = format!("{path}.{place}");
            let Some(at) = panels.iter().position(|one| one == panel) else {
                check.refuse(format!("{path}.panel"), CafRefusal::OtherScoringMethod);
                continue;
            };
            if changes[..place].iter().any(|earlier| earlier.panel == *panel) {
                check.refuse(format!("{path}.panel"), Reason::Repeated);
            }
            self.given[at] =
                points.map(|points| check.number(&format!("{path}.points"), points, 0..=HIGHEST));
        }
        self
    }

    /// Whether every panel has its number.
    pub fn is_complete(&self) -> bool {
        self.given.iter().all(Option::is_some)
    }

    /// Whether no panel has a number.
    pub fn is_empty(&self) -> bool {
        self.given.iter().all(Option::is_none)
    }

    /// The score of the subcriterion: the number itself, `(PLAN + DO + CHECK + ACT) / 4` or `(TREND + TARGET) / 2`;
    /// nothing while a number is missing.
    pub fn exact(&self) -> Option<Exact> {
        let given: Option<Vec<i32>> = self.given.iter().copied().collect();
        mean(given?.into_iter().map(|one| Exact::from_integer(one.into())))
    }

    /// What makes it hard to believe.
    pub fn warnings(&self) -> Vec<Plausibility> {
        let is_of_phases = self.by_panel().all(|one| one.panel.phase().is_some());
        let (Some(score), Some(lowest)) = (self.exact(), self.given.iter().flatten().min()) else {
            return Vec::new();
        };
        if !is_of_phases {
            return Vec::new();
        }
        let over = |limit: i64| score > Exact::from_integer(limit);
        let mut found = Vec::new();
        if *lowest <= 20 && over(40) {
            found.push(Plausibility::Cap40);
        }
        if *lowest < 30 && over(60) {
            found.push(Plausibility::Cap60);
        }
        found
    }
}

/// The plain mean; nothing of nothing.
pub fn mean(values: impl IntoIterator<Item = Exact>) -> Option<Exact> {
    let (sum, count) = values
        .into_iter()
        .fold((Exact::from_integer(0), 0_i64), |(sum, count), value| (sum + value, count + 1));
    (count > 0).then(|| sum / count)
}

/// For showing: one decimal, half up.
pub fn shown(value: Exact) -> Decimal {
    let tenths = (value * 10 + Exact::new(1, 2)).floor().to_integer();
    Decimal::new(tenths, 1)
}

/// For naming a band: a whole number, half up. A mean may fall between bands, which are stated in whole numbers.
pub fn whole(value: Exact) -> i32 {
    let rounded = (value + Exact::new(1, 2)).floor().to_integer();
    i32::try_from(rounded).unwrap_or(HIGHEST)
}

/// The place of the band a value falls into, from 0; the same in every panel.
pub fn band(value: Exact) -> i32 {
    let value = whole(value);
    let bands = Panel::ClassicalEnablers.bands();
    bands.iter().find(|band| (band.min..=band.max).contains(&value)).map_or(0, |band| band.ordinal)
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;
    use crate::error::Error;
    use proptest::prelude::*;
    use serde_json::Value;

    pub(crate) fn score(code: &str, method: ScoringMethod, given: &[i32]) -> Score {
        let given: Vec<_> = given.iter().copied().map(Some).collect();
        Score::stored(Subcriterion::from_code(code).expect("a subcriterion"), method, &given)
    }

    fn examples(of: &str) -> Vec<Value> {
        let text = include_str!("../../catalogues/caf-2020.json");
        let catalogue: Value = serde_json::from_str(text).expect("JSON");
        let all = catalogue["scoring"]["arithmetic"]["worked_examples"].as_array().expect("a list").clone();
        all.into_iter().filter(|one| one["panel"] == of).collect()
    }

    #[test]
    fn the_worked_examples_of_fine_tuned_scoring_hold() {
        let panels = [("fine_tuned_enablers", "1.1"), ("fine_tuned_results", "6.1")];
        let mut seen = 0;
        for (panel, code) in panels {
            for example in examples(panel) {
                let empty = score(code, ScoringMethod::FineTuned, &[]);
                let given: Vec<_> = empty
                    .by_panel()
                    .map(|one| example["input"][one.panel.code()].as_i64().expect("a number") as i32)
                    .collect();
                let score = score(code, ScoringMethod::FineTuned, &given);
                let expected: Decimal = example["score"].as_str().expect("text").parse().expect("a decimal");
                let exact = score.exact().expect("complete");
                assert_eq!(Decimal::from(*exact.numer()) / Decimal::from(*exact.denom()), expected);
                let breached: Vec<_> = score.warnings().iter().map(|one| one.code().to_owned()).collect();
                let expected = example["breached"].as_array().cloned().unwrap_or_default();
                assert_eq!(Value::from(breached), Value::from(expected));
                seen += 1;
            }
        }
        assert_eq!(seen, 4);
    }

    #[test]
    fn the_worked_example_of_classical_scoring_holds() {
        for example in examples("classical_enablers") {
            let given = example["input"]["score"].as_i64().expect("a number");
            let score = score("1.1", ScoringMethod::Classical, &[i32::try_from(given).expect("small")]);
            let band = band(score.exact().expect("complete"));
            let found = Panel::ClassicalEnablers.bands().iter().find(|one| one.ordinal == band);
            assert_eq!(found.map(|one| one.code.as_str()), example["band"].as_str());
        }
    }

    #[test]
    fn a_value_between_two_bands_is_rounded_half_up_first() {
        for (value, expected) in [
            (Exact::new(41, 4), 0),
            (Exact::new(21, 2), 1),
            (Exact::new(61, 2), 2),
            (Exact::new(121, 4), 1),
            (Exact::from_integer(100), 5),
        ] {
            assert_eq!(band(value), expected, "{value}");
        }
        assert_eq!(shown(Exact::new(185, 4)), Decimal::new(463, 1));
        assert_eq!(shown(Exact::new(130, 3)), Decimal::new(433, 1));
        assert_eq!(shown(Exact::new(1240, 27)), Decimal::new(459, 1));
    }

    #[test]
    fn methods_are_not_mixed_and_numbers_stay_in_the_panel() {
        let refused = |code: &str, method, changes: &[PanelScore]| {
            let mut check = Check::new();
            let empty = Score::empty(Subcriterion::from_code(code).expect("a subcriterion"), method);
            let _ = empty.with("scores", changes, &mut check);
            match check.done() {
                Err(Error::Invalid(errors)) => {
                    errors.into_iter().map(|one| (one.path, one.reason.code())).collect::<Vec<_>>()
                }
                _ => Vec::new(),
            }
        };
        let one = |panel, points| PanelScore { panel, points: Some(points) };
        let other = ("scores.0.panel".to_owned(), "OTHER_SCORING_METHOD");
        let classical = ScoringMethod::Classical;
        assert_eq!(refused("1.1", classical, &[one(Panel::Plan, 40)]), std::slice::from_ref(&other));
        assert_eq!(refused("1.1", classical, &[one(Panel::ClassicalResults, 40)]), [other]);
        let outside = refused("1.1", classical, &[one(Panel::ClassicalEnablers, 101)]);
        assert_eq!(outside, [("scores.0.points".to_owned(), "OUT_OF_RANGE")]);
        let twice = [one(Panel::Plan, 1), one(Panel::Plan, 2)];
        let repeated = refused("1.1", ScoringMethod::FineTuned, &twice);
        assert_eq!(repeated, [("scores.1.panel".to_owned(), "REPEATED")]);
        assert!(refused("6.1", ScoringMethod::FineTuned, &[one(Panel::Trend, 0)]).is_empty());
    }

    proptest! {
        #[test]
        fn a_warning_never_changes_the_value(given in prop::array::uniform4(0..=100_i32)) {
            let score = score("3.2", ScoringMethod::FineTuned, &given);
            let sum: i64 = given.iter().map(|one| i64::from(*one)).sum();
            prop_assert_eq!(score.exact(), Some(Exact::new(sum, 4)));
            let lowest = *given.iter().min().expect("four");
            let has = |one| score.warnings().contains(&one);
            prop_assert_eq!(has(Plausibility::Cap40), lowest <= 20 && sum > 160);
            prop_assert_eq!(has(Plausibility::Cap60), lowest < 30 && sum > 240);
        }

        #[test]
        fn the_order_of_members_changes_nothing(mut given in prop::collection::vec(0..=100_i64, 1..40)) {
            let mean_of = |given: &[i64]| mean(given.iter().map(|one| Exact::from_integer(*one)));
            let before = mean_of(&given);
            given.reverse();
            given.rotate_left(1);
            prop_assert_eq!(before, mean_of(&given));
        }
    }
}
