//! Strengths and areas for improvement.

use super::model::CafSubcriterion;
use crate::node::GlobalId;
use async_graphql::{Enum, ID, SimpleObject};
use calitas_domain::caf as domain;

/// What a finding says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum)]
#[graphql(remote = "domain::FindingKind")]
pub enum CafFindingKind {
    /// Punct tare.
    Strength,
    /// Zonă de îmbunătățit.
    Area,
}

/// What a group finds about a subcriterion: gathered from what its members wrote alone, then worked on together.
#[derive(Debug, Clone, SimpleObject)]
pub struct CafFinding {
    /// Opaque global id.
    pub id: ID,
    /// What it is about.
    pub subcriterion: CafSubcriterion,
    /// Strength or area.
    pub kind: CafFindingKind,
    /// In words.
    pub text: String,
    /// How many lines of members' notes it was gathered from; 0 was written in the meeting.
    pub mentions: i32,
    /// Counts changes; pass it as `expectedVersion`.
    pub version: i32,
}

impl From<domain::Finding> for CafFinding {
    fn from(row: domain::Finding) -> Self {
        Self {
            id: row.id.global(),
            subcriterion: CafSubcriterion(row.subcriterion),
            kind: row.kind.into(),
            text: row.text,
            mentions: row.mentions,
            version: row.version,
        }
    }
}
