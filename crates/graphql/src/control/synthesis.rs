//! The synthesis of Annex 4.2.

use super::standard::ControlStandard;
use async_graphql::{Enum, SimpleObject};
use calitas_domain::control as domain;

/// How far a standard is put into practice.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum)]
#[graphql(remote = "domain::ImplementationStatus")]
pub enum ImplementationStatus {
    /// Implemented (I).
    Implemented,
    /// Partially implemented (PI).
    PartiallyImplemented,
    /// Not implemented (NI).
    NotImplemented,
    /// Not applicable: no criterion of it applies, in a compartment or in any.
    NotApplicable,
}

/// The degree of conformity of the control system with the standards.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum)]
#[graphql(remote = "domain::Conformity")]
pub enum ControlConformity {
    /// All 16 standards are implemented.
    Conform,
    /// 13 to 15 are.
    PartiallyConform,
    /// 9 to 12 are.
    PartiallyConformLimited,
    /// Fewer than 9 are.
    NotConform,
}

/// The synthesis of an institution (Annex 4.2), on what is answered now.
#[derive(Debug, Clone, SimpleObject)]
pub struct ControlSynthesis {
    /// Compartments that are asked.
    pub compartment_count: i32,
    /// How many of the 16 standards are implemented.
    pub implemented_count: i32,
    /// The degree of conformity.
    pub conformity: ControlConformity,
    /// Whether every compartment has answered everything.
    pub is_complete: bool,
    /// One row a standard, in order.
    pub rows: Vec<ControlSynthesisRow>,
}

/// A row of the synthesis.
#[derive(Debug, Clone, SimpleObject)]
pub struct ControlSynthesisRow {
    /// The standard (column 1).
    pub standard: ControlStandard,
    /// Compartments where it applies (column 2): the sum of the next three.
    pub applicable_count: i32,
    /// Of these, where it is implemented (column 3).
    pub implemented_count: i32,
    /// Of these, where it is partially implemented (column 4).
    pub partially_count: i32,
    /// Of these, where it is not implemented (column 5).
    pub not_implemented_count: i32,
    /// Compartments where it does not apply; in no column.
    pub not_applicable_count: i32,
    /// Compartments that have not answered all of it yet; in no column.
    pub pending_count: i32,
    /// The status in the institution (column 6): implemented from 90 % of the compartments where it applies, not
    /// implemented up to 40 %.
    pub status: ImplementationStatus,
}

impl From<&domain::Synthesis> for ControlSynthesis {
    fn from(synthesis: &domain::Synthesis) -> Self {
        let row = |row: &domain::StandardRow| ControlSynthesisRow {
            standard: row.standard.into(),
            applicable_count: row.applicable,
            implemented_count: row.implemented,
            partially_count: row.partially,
            not_implemented_count: row.not_implemented,
            not_applicable_count: row.not_applicable,
            pending_count: row.pending,
            status: row.status().into(),
        };
        Self {
            compartment_count: synthesis.compartment_count,
            implemented_count: synthesis.implemented_count(),
            conformity: synthesis.conformity().into(),
            is_complete: synthesis.is_complete(),
            rows: synthesis.rows.iter().map(row).collect(),
        }
    }
}
