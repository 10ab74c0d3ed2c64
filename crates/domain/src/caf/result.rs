//! What an assessment comes to: criteria, total and percent, from the agreed scores and from the averages beside them.

use super::{
    catalogue::{Criterion, Subcriterion},
    score::{Exact, mean},
};
use std::collections::BTreeMap;

/// Scores of subcriteria with what follows from them. A criterion counts when all its subcriteria do, the total when
/// all nine criteria do.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Results {
    /// Subcriterion by subcriterion, as far as they are scored.
    pub subcriteria: BTreeMap<Subcriterion, Exact>,
}

/// How far scores lie apart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Spread {
    /// The lowest.
    pub lowest: Exact,
    /// The one in the middle, or the mean of the two in the middle.
    pub median: Exact,
    /// The highest.
    pub highest: Exact,
    /// The mean: shown beside the consensus, never in its place.
    pub mean: Exact,
    /// How many there are.
    pub count: usize,
}

impl Results {
    /// From scores of subcriteria.
    pub fn of(scores: impl IntoIterator<Item = (Subcriterion, Exact)>) -> Self {
        Self { subcriteria: scores.into_iter().collect() }
    }

    /// The plain mean of the subcriteria of a criterion, at most 100.
    pub fn criterion(&self, criterion: Criterion) -> Option<Exact> {
        let scores: Option<Vec<Exact>> =
            criterion.subcriteria().map(|one| self.subcriteria.get(&one).copied()).collect();
        mean(scores?)
    }

    /// The sum of the nine criteria, at most 900. The mean of the 28 subcriteria is something else.
    pub fn total(&self) -> Option<Exact> {
        Criterion::all().map(|one| self.criterion(one)).sum()
    }

    /// The total in percent of what can be reached.
    pub fn percent(&self) -> Option<Exact> {
        self.total().map(|total| total / i64::from(Criterion::COUNT))
    }
}

impl Spread {
    /// Of some scores; nothing of none.
    pub fn of(scores: impl IntoIterator<Item = Exact>) -> Option<Self> {
        let mut scores: Vec<Exact> = scores.into_iter().collect();
        scores.sort_unstable();
        let (lowest, highest) = (*scores.first()?, *scores.last()?);
        let count = scores.len();
        let median = mean([scores[(count - 1) / 2], scores[count / 2]])?;
        let mean = mean(scores)?;
        Some(Self { lowest, median, highest, mean, count })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn results(criterion: i32, given: &[i64]) -> Results {
        let criterion = Criterion::all().find(|one| one.number() == criterion).expect("a criterion");
        let scores = given.iter().map(|one| Exact::from_integer(*one));
        Results::of(criterion.subcriteria().zip(scores))
    }

    #[test]
    fn the_worked_examples_of_criteria_hold() {
        let first = results(1, &[40, 55, 35, 50]);
        let criterion = |number| Criterion::all().find(|one| one.number() == number).expect("a criterion");
        assert_eq!(first.criterion(criterion(1)), Some(Exact::from_integer(45)));
        let fourth = results(4, &[30, 40, 60, 50, 45, 35]);
        assert_eq!(fourth.criterion(criterion(4)), Some(Exact::new(130, 3)));
        assert_eq!(results(1, &[40, 55, 35]).criterion(criterion(1)), None, "one is missing");
        assert_eq!((first.total(), first.percent()), (None, None));
    }

    #[test]
    fn the_worked_example_of_the_total_holds() {
        let means = [45, 50, 40, 0, 55, 50, 40, 30, 60];
        let scores = Criterion::all().zip(means).flat_map(|(criterion, mean)| {
            let fourth = [30, 40, 60, 50, 45, 35];
            let given: Vec<i64> = match criterion.number() {
                4 => fourth.to_vec(),
                _ => vec![mean; criterion.subcriteria().count()],
            };
            criterion.subcriteria().zip(given).collect::<Vec<_>>()
        });
        let results = Results::of(scores.map(|(one, given)| (one, Exact::from_integer(given))));
        assert_eq!(results.total(), Some(Exact::new(1240, 3)));
        assert_eq!(results.percent(), Some(Exact::new(1240, 27)));
        let of_subcriteria = mean(results.subcriteria.values().copied());
        assert_ne!(of_subcriteria, results.percent(), "the mean of the 28 is another number");
    }

    #[test]
    fn a_spread_names_the_middle() {
        let spread = |given: &[i64]| Spread::of(given.iter().map(|one| Exact::from_integer(*one)));
        let odd = spread(&[72, 21, 48]).expect("three");
        assert_eq!((odd.lowest, odd.median, odd.highest), (21.into(), 48.into(), 72.into()));
        assert_eq!(spread(&[10, 21]).map(|two| two.median), Some(Exact::new(31, 2)));
        assert_eq!(spread(&[]), None);
    }

    proptest! {
        #[test]
        fn the_total_is_the_sum_of_exact_criterion_means(given in prop::collection::vec(0..=400_i64, 28)) {
            let quarter = |one: &i64| Exact::new(*one, 4);
            let results = Results::of(Subcriterion::all().zip(given.iter().map(quarter)));
            let sum: Exact = Criterion::all().filter_map(|one| results.criterion(one)).sum();
            prop_assert_eq!(results.total(), Some(sum));
            prop_assert!(sum <= Exact::from_integer(900));
            prop_assert_eq!(results.percent().map(|percent| percent * 9), Some(sum));
        }
    }
}
