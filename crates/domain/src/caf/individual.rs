//! What one member says of one subcriterion, alone. Nobody else reads it before it was submitted and consensus opened;
//! the journal names that something was said, never what.

use super::score::{PanelScore, Score};
use crate::{
    check::Check,
    error::Error,
    id::{CafIndividualScoreId, CafMemberId},
};

/// Longest text in characters.
const TEXT: usize = 4_000;

/// The place of a subcriterion among the scores of a member.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IndividualScore {
    /// Identity.
    pub id: CafIndividualScoreId,
    /// Whose.
    pub member: CafMemberId,
    /// What is given, panel by panel.
    pub score: Score,
    /// Puncte tari.
    pub strengths: Option<String>,
    /// Zone de îmbunătățit.
    pub areas: Option<String>,
    /// What it rests on, in words: acts, figures, addresses.
    pub proof: Option<String>,
    /// Counts changes, from 1.
    pub version: i32,
}

/// Changes; what is absent stays, `Some(None)` clears.
#[derive(Debug, Clone, Default)]
pub struct IndividualScorePatch {
    /// Numbers of some panels.
    pub scores: Vec<PanelScore>,
    /// Strengths.
    pub strengths: Option<Option<String>>,
    /// Areas for improvement.
    pub areas: Option<Option<String>>,
    /// What it rests on.
    pub proof: Option<Option<String>>,
}

impl IndividualScore {
    /// Said otherwise.
    ///
    /// # Errors
    /// [`Error::Invalid`] for a number outside its panel, a panel of the other method or a text that is too long.
    pub fn patched(self, patch: IndividualScorePatch) -> Result<Self, Error> {
        let mut check = Check::new();
        let score = self.score.with("scores", &patch.scores, &mut check);
        let mut text = |path: &str, new: Option<Option<String>>, old: Option<String>| match new {
            Some(text) => check.optional_text(path, text.as_deref(), TEXT),
            None => old,
        };
        let strengths = text("strengths", patch.strengths, self.strengths);
        let areas = text("areas", patch.areas, self.areas);
        let proof = text("proof", patch.proof, self.proof);
        check.done()?;
        Ok(Self { score, strengths, areas, proof, version: self.version + 1, ..self })
    }
}
