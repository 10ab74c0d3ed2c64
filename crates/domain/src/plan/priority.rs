//! How urgent an action is: the matrix of impact and effort.

use crate::access::coded;

coded! {
    /// Where an action lies in the matrix of impact and effort.
    Priority {
        /// High impact, bearable effort.
        QuickWin = "QUICK_WIN",
        /// High impact, high effort.
        MajorProject = "MAJOR_PROJECT",
        /// Bearable effort, little impact.
        FillIn = "FILL_IN",
        /// High effort, little impact.
        Reconsider = "RECONSIDER",
    }
}

impl Priority {
    /// The quadrant of impact and effort, both 1 to 5. Four and five are high; the middle counts as low, so that
    /// an undecided 3 and 3 does not become a major project.
    pub fn of(impact: Option<i32>, effort: Option<i32>) -> Option<Self> {
        match (impact? >= 4, effort? >= 4) {
            (true, false) => Some(Self::QuickWin),
            (true, true) => Some(Self::MajorProject),
            (false, false) => Some(Self::FillIn),
            (false, true) => Some(Self::Reconsider),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_quadrants_of_impact_and_effort() {
        for (impact, effort, expected) in [
            (5, 1, Priority::QuickWin),
            (4, 3, Priority::QuickWin),
            (4, 4, Priority::MajorProject),
            (3, 3, Priority::FillIn),
            (1, 5, Priority::Reconsider),
        ] {
            assert_eq!(Priority::of(Some(impact), Some(effort)), Some(expected), "{impact} x {effort}");
        }
        assert_eq!(Priority::of(Some(5), None), None);
    }
}
