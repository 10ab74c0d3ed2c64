//! From answers to the synthesis of Annex 4.2: the status of each standard in a compartment, in the entity, and the
//! degree of conformity. Whole numbers only: a share is compared, never rounded.

use super::{Answer, Standard};
use crate::access::coded;
use serde::{Deserialize, Serialize};

coded! {
    /// How far a standard is put into practice.
    ImplementationStatus {
        /// Implemented (I).
        Implemented = "IMPLEMENTED",
        /// Partially implemented (PI).
        PartiallyImplemented = "PARTIALLY_IMPLEMENTED",
        /// Not implemented (NI).
        NotImplemented = "NOT_IMPLEMENTED",
        /// Not applicable: no criterion of it applies, in a compartment or in any.
        NotApplicable = "NOT_APPLICABLE",
    }
}

coded! {
    /// The degree of conformity of the control system with the standards.
    Conformity {
        /// All 16 standards are implemented.
        Conform = "CONFORM",
        /// 13 to 15 are.
        PartiallyConform = "PARTIALLY_CONFORM",
        /// 9 to 12 are.
        PartiallyConformLimited = "PARTIALLY_CONFORM_LIMITED",
        /// Fewer than 9 are.
        NotConform = "NOT_CONFORM",
    }
}

/// A standard of a compartment has criteria without an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Pending;

/// The status of a standard in a compartment, from the answers to its criteria (Annex 4.1): all that apply are met, none
/// is, or some are.
///
/// # Errors
/// [`Pending`] while a criterion has no answer.
pub fn status_of(answers: impl IntoIterator<Item = Option<Answer>>) -> Result<ImplementationStatus, Pending> {
    let (mut met, mut unmet) = (false, false);
    for answer in answers {
        match answer.ok_or(Pending)? {
            Answer::Yes => met = true,
            Answer::No => unmet = true,
            Answer::NotApplicable => {}
        }
    }
    Ok(match (met, unmet) {
        (true, false) => ImplementationStatus::Implemented,
        (true, true) => ImplementationStatus::PartiallyImplemented,
        (false, true) => ImplementationStatus::NotImplemented,
        (false, false) => ImplementationStatus::NotApplicable,
    })
}

/// The status of a standard in the entity (Annex 4.2): of the compartments where it applies, only those that implement it
/// fully count. At least 90 % is implemented, at most 40 % is not, anything between is partial. Where it applies nowhere
/// nothing follows: the chair of the commission decides, with reasons.
pub fn entity_status(applicable: i32, implemented: i32) -> ImplementationStatus {
    let (applicable, implemented) = (i64::from(applicable), i64::from(implemented));
    if applicable == 0 {
        ImplementationStatus::NotApplicable
    } else if 100 * implemented >= 90 * applicable {
        ImplementationStatus::Implemented
    } else if 100 * implemented <= 40 * applicable {
        ImplementationStatus::NotImplemented
    } else {
        ImplementationStatus::PartiallyImplemented
    }
}

/// A row of Annex 4.2.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct StandardRow {
    /// The standard (column 1).
    pub standard: Standard,
    /// Compartments where it applies (column 2): the sum of the next three.
    pub applicable: i32,
    /// Of these, where it is implemented (column 3).
    pub implemented: i32,
    /// Of these, where it is partially implemented (column 4).
    pub partially: i32,
    /// Of these, where it is not implemented (column 5).
    pub not_implemented: i32,
    /// Compartments where it does not apply; in no column.
    pub not_applicable: i32,
    /// Compartments that have not answered all of it yet; in no column.
    pub pending: i32,
}

impl StandardRow {
    /// The row before any answer.
    pub fn empty(standard: Standard) -> Self {
        Self {
            standard,
            applicable: 0,
            implemented: 0,
            partially: 0,
            not_implemented: 0,
            not_applicable: 0,
            pending: 0,
        }
    }

    /// Counts one compartment.
    pub fn count(&mut self, status: Result<ImplementationStatus, Pending>) {
        let column = match status {
            Ok(ImplementationStatus::Implemented) => &mut self.implemented,
            Ok(ImplementationStatus::PartiallyImplemented) => &mut self.partially,
            Ok(ImplementationStatus::NotImplemented) => &mut self.not_implemented,
            Ok(ImplementationStatus::NotApplicable) => &mut self.not_applicable,
            Err(Pending) => &mut self.pending,
        };
        *column += 1;
        self.applicable = self.implemented + self.partially + self.not_implemented;
    }

    /// The status in the entity (column 6), on what is answered.
    pub fn status(&self) -> ImplementationStatus {
        entity_status(self.applicable, self.implemented)
    }
}

/// The synthesis of an entity (Annex 4.2) on what is answered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Synthesis {
    /// Compartments that are asked.
    pub compartment_count: i32,
    /// One row a standard, in order.
    pub rows: Vec<StandardRow>,
}

impl Synthesis {
    /// Adds up compartments: for each, the status of each standard.
    pub fn of<'a>(
        compartments: impl IntoIterator<
            Item = &'a [Result<ImplementationStatus, Pending>; Standard::COUNT as usize],
        >,
    ) -> Self {
        let mut rows: Vec<StandardRow> = Standard::all().map(StandardRow::empty).collect();
        let mut compartment_count = 0;
        for statuses in compartments {
            compartment_count += 1;
            for (row, status) in rows.iter_mut().zip(statuses) {
                row.count(*status);
            }
        }
        Self { compartment_count, rows }
    }

    /// How many of the 16 standards are implemented.
    pub fn implemented_count(&self) -> i32 {
        let implemented = |row: &&StandardRow| row.status() == ImplementationStatus::Implemented;
        i32::try_from(self.rows.iter().filter(implemented).count()).unwrap_or(i32::MAX)
    }

    /// The degree of conformity.
    pub fn conformity(&self) -> Conformity {
        match self.implemented_count() {
            16.. => Conformity::Conform,
            13..=15 => Conformity::PartiallyConform,
            9..=12 => Conformity::PartiallyConformLimited,
            ..=8 => Conformity::NotConform,
        }
    }

    /// Whether every compartment has answered everything.
    pub fn is_complete(&self) -> bool {
        self.rows.iter().all(|row| row.pending == 0)
    }

    /// Standards that apply nowhere and so need a reasoned decision of the chair.
    pub fn undecided(&self) -> impl Iterator<Item = Standard> + '_ {
        self.rows.iter().filter(|row| row.pending == 0 && row.applicable == 0).map(|row| row.standard)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use ImplementationStatus::{Implemented, NotApplicable, NotImplemented, PartiallyImplemented};
    use proptest::prelude::*;

    const SIXTEEN: usize = Standard::COUNT as usize;

    #[test]
    fn a_compartment_implements_what_it_meets_wholly() {
        use Answer::{No, NotApplicable as Na, Yes};
        for (answers, status) in [
            (vec![Some(Yes), Some(Yes), Some(Na)], Ok(Implemented)),
            (vec![Some(No), Some(Na)], Ok(NotImplemented)),
            (vec![Some(Yes), Some(No)], Ok(PartiallyImplemented)),
            (vec![Some(Na), Some(Na)], Ok(NotApplicable)),
            (vec![Some(Yes), None], Err(Pending)),
            (vec![None], Err(Pending)),
        ] {
            assert_eq!(status_of(answers.clone()), status, "{answers:?}");
        }
    }

    #[test]
    fn shares_are_compared_as_whole_numbers() {
        let catalogue: serde_json::Value =
            serde_json::from_str(include_str!("../../catalogues/scim-osgg-600-2018.json")).expect("JSON");
        let examples = &catalogue["synthesis"]["entity_status"]["worked_examples"];
        let of_catalogue = examples.as_array().expect("examples").iter().map(|example| {
            let number = |name: &str| i32::try_from(example[name].as_i64().expect(name)).expect(name);
            let status = match example["status"].as_str().expect("a status") {
                "I" => Implemented,
                "PI" => PartiallyImplemented,
                "NI" => NotImplemented,
                other => panic!("{other}"),
            };
            (number("col2"), number("col3"), status)
        });
        // 89.47 %, 88.89 %, 90 %, 40 %, 41 %, 40.9 %, all partial, nowhere
        let ours = [
            (19, 17, PartiallyImplemented),
            (9, 8, PartiallyImplemented),
            (10, 9, Implemented),
            (100, 89, PartiallyImplemented),
            (100, 90, Implemented),
            (5, 2, NotImplemented),
            (100, 40, NotImplemented),
            (100, 41, PartiallyImplemented),
            (22, 9, PartiallyImplemented),
            (7, 0, NotImplemented),
            (1, 1, Implemented),
            (0, 0, NotApplicable),
        ];
        for (applicable, implemented, status) in of_catalogue.chain(ours) {
            assert_eq!(entity_status(applicable, implemented), status, "{implemented} of {applicable}");
        }
    }

    #[test]
    fn an_entity_whose_compartments_are_all_partial_implements_nothing() {
        let compartments = [[Ok(PartiallyImplemented); SIXTEEN]; 8];
        let synthesis = Synthesis::of(&compartments);
        assert_eq!(synthesis.compartment_count, 8);
        assert!(synthesis.rows.iter().all(|row| row.status() == NotImplemented && row.applicable == 8));
        assert_eq!(synthesis.conformity(), Conformity::NotConform);
    }

    #[test]
    fn only_compartments_where_it_applies_are_counted() {
        let mut compartments = vec![[Ok(NotApplicable); SIXTEEN]; 20];
        compartments[0] = [Ok(Implemented); SIXTEEN];
        let synthesis = Synthesis::of(&compartments);
        assert_eq!((synthesis.rows[0].applicable, synthesis.rows[0].not_applicable), (1, 19));
        assert_eq!(synthesis.conformity(), Conformity::Conform);
    }

    #[test]
    fn a_standard_that_applies_nowhere_waits_for_the_chair() {
        let mut compartment = [Ok(Implemented); SIXTEEN];
        compartment[15] = Ok(NotApplicable);
        let synthesis = Synthesis::of([&compartment]);
        assert_eq!(synthesis.undecided().map(Standard::number).collect::<Vec<_>>(), [16]);
        assert_eq!(synthesis.conformity(), Conformity::PartiallyConform);
        compartment[15] = Err(Pending);
        let synthesis = Synthesis::of([&compartment]);
        assert_eq!((synthesis.undecided().count(), synthesis.is_complete()), (0, false));
    }

    #[test]
    fn conformity_counts_implemented_standards() {
        for (implemented, conformity) in [
            (16, Conformity::Conform),
            (15, Conformity::PartiallyConform),
            (13, Conformity::PartiallyConform),
            (12, Conformity::PartiallyConformLimited),
            (9, Conformity::PartiallyConformLimited),
            (8, Conformity::NotConform),
            (0, Conformity::NotConform),
        ] {
            let mut compartment = [Ok(NotImplemented); SIXTEEN];
            compartment[..implemented].fill(Ok(Implemented));
            assert_eq!(Synthesis::of([&compartment]).conformity(), conformity, "{implemented}");
        }
    }

    fn status() -> impl Strategy<Value = ImplementationStatus> {
        prop_oneof![Just(Implemented), Just(PartiallyImplemented), Just(NotImplemented), Just(NotApplicable)]
    }

    fn falls(from: ImplementationStatus) -> Option<ImplementationStatus> {
        match from {
            Implemented => Some(PartiallyImplemented),
            PartiallyImplemented => Some(NotImplemented),
            NotImplemented | NotApplicable => None,
        }
    }

    fn rank(conformity: Conformity) -> usize {
        Conformity::ALL.iter().position(|one| *one == conformity).expect("listed")
    }

    proptest! {
        #[test]
        fn conformity_never_rises_when_a_status_falls(
            compartments in proptest::collection::vec(proptest::array::uniform16(status()), 1..12),
            who in any::<proptest::sample::Index>(),
            standard in 0..SIXTEEN,
        ) {
            let of = |compartments: &[[ImplementationStatus; SIXTEEN]]| {
                let statuses: Vec<_> = compartments.iter().map(|one| one.map(Ok)).collect();
                Synthesis::of(&statuses)
            };
            let before = of(&compartments);
            let mut lower = compartments.clone();
            let place = who.index(lower.len());
            prop_assume!(falls(lower[place][standard]).is_some());
            lower[place][standard] = falls(lower[place][standard]).expect("assumed");
            let after = of(&lower);
            prop_assert!(rank(after.conformity()) >= rank(before.conformity()));
            for row in &after.rows {
                prop_assert_eq!(row.applicable, row.implemented + row.partially + row.not_implemented);
                prop_assert!(row.applicable <= after.compartment_count);
            }
        }
    }
}
