//! Activities of compartments (order 600/2018, standard 9): how many of those that need a procedure have an approved one.

/// Procedural activities of a compartment or of the whole institution.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct ProcedureCoverage {
    /// Inventoried procedural activities.
    pub procedural_count: i32,
    /// Those whose procedure is approved.
    pub covered_count: i32,
}

impl ProcedureCoverage {
    /// Whole percents, rounded down so that 100 means all of them; `None` where nothing is inventoried.
    pub fn percent(self) -> Option<i32> {
        (100 * self.covered_count).checked_div(self.procedural_count)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn coverage_counts_approved_procedures() {
        for (procedural_count, covered_count, percent) in
            [(0, 0, None), (4, 0, Some(0)), (3, 2, Some(66)), (200, 199, Some(99)), (5, 5, Some(100))]
        {
            assert_eq!(ProcedureCoverage { procedural_count, covered_count }.percent(), percent);
        }
    }
}
