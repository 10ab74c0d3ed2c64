//! What an objective lacks to be SMART (order 600/2018, standard 5). What is missing is shown, it never stops anybody.

use crate::access::coded;
use chrono::NaiveDate;

coded! {
    /// What an objective of an institution or a compartment has to be.
    SmartCriterion {
        /// It says what is to be reached.
        Specific = "SPECIFIC",
        /// An indicator shows how far it is reached.
        Measurable = "MEASURABLE",
        /// The resources for it are named.
        Achievable = "ACHIEVABLE",
        /// It is said what it is good for.
        Relevant = "RELEVANT",
        /// It has a day.
        TimeBound = "TIME_BOUND",
    }
}

/// What an objective says about itself, as far as SMART asks for it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SmartContent<'a> {
    /// The expected result.
    pub result: Option<&'a str>,
    /// What is needed for it.
    pub resources: Option<&'a str>,
    /// What it is good for.
    pub relevance: Option<&'a str>,
    /// Until when.
    pub due_on: Option<NaiveDate>,
    /// How many indicators in force it has.
    pub indicator_count: usize,
}

impl SmartContent<'_> {
    /// What is missing, in the order of the word.
    pub fn gaps(&self) -> Vec<SmartCriterion> {
        let is_met = |criterion: &SmartCriterion| match criterion {
            SmartCriterion::Specific => self.result.is_some(),
            SmartCriterion::Measurable => self.indicator_count > 0,
            SmartCriterion::Achievable => self.resources.is_some(),
            SmartCriterion::Relevant => self.relevance.is_some(),
            SmartCriterion::TimeBound => self.due_on.is_some(),
        };
        SmartCriterion::ALL.iter().filter(|criterion| !is_met(criterion)).copied().collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_objective_says_what_it_lacks() {
        let full = SmartContent {
            result: Some("Dosare soluționate în termen"),
            resources: Some("Doi inspectori"),
            relevance: Some("Serviciu mai bun pentru cetățeni"),
            due_on: NaiveDate::from_ymd_opt(2026, 12, 31),
            indicator_count: 1,
        };
        for (content, missing) in [
            (full, vec![]),
            (SmartContent { result: None, ..full }, vec![SmartCriterion::Specific]),
            (SmartContent { indicator_count: 0, ..full }, vec![SmartCriterion::Measurable]),
            (
                SmartContent { resources: None, relevance: None, due_on: None, ..full },
                vec![SmartCriterion::Achievable, SmartCriterion::Relevant, SmartCriterion::TimeBound],
            ),
        ] {
            assert_eq!(content.gaps(), missing, "{content:?}");
        }
    }
}
