//! The Common Assessment Framework 2020 (CAF): a group assesses its organisation by 28 subcriteria, each member alone and
//! then together, and agrees on scores and on what to improve.

mod assessment;
mod catalogue;
mod consensus;
mod dossier;
mod effect;
mod finding;
mod group;
mod individual;
pub mod may;
mod refusal;
mod report;
mod result;
mod room;
mod score;
mod standing;
mod step;

pub use crate::review::ReportStatus;
pub use assessment::{Assessment, AssessmentInput, AssessmentPatch, AssessmentStatus, Disclosure};
pub use catalogue::{
    Band, Criterion, CriterionKind, GroupSize, Phase, Step, Subcriterion, group_size, interval_years, panels,
    phases, steps,
};
pub use consensus::{Agreement, Consensus, ConsensusState};
pub use dossier::{
    Dossier, DossierArea, DossierMember, DossierScore, DossierStep, Fraction, Previous, ReportSummary,
    ReportVersion,
};
pub use effect::{AreaGroup, Effect, action_input};
pub use finding::{Finding, FindingKind, Gathered, gather};
pub use group::{GroupMember, GroupRole};
pub use individual::{IndividualScore, IndividualScorePatch};
pub use refusal::CafRefusal;
pub use report::{CafReport, ReportContent, ReportPatch};
pub use result::{Results, Spread};
pub use room::{Room, Shown, ShownScores, Vote};
pub use score::{
    Exact, HIGHEST, Panel, PanelScore, Plausibility, Score, ScoringMethod, band, mean, shown, whole,
};
pub use standing::{InstitutionStanding, KnownStep, Others};
pub use step::{AssessmentStep, Progress, StepPatch, StepState};
