//! Why something of a CAF self-assessment is refused, with its stable code and what its sentence speaks of.

/// A reason of this feature.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "the sentence of a variant explains its fields")]
pub enum CafRefusal {
    /// Members score already: the method, and what is assessed, are fixed.
    ScoringStarted,
    /// Consensus was opened already.
    ConsensusOpened,
    /// It is concluded or was given up.
    AssessmentOver,
    /// It is not being prepared any more.
    AssessmentNotInPreparation,
    /// Members do not score now.
    AssessmentNotInScoring,
    /// The group does not agree on scores now.
    AssessmentNotInConsensus,
    /// It is not concluded.
    AssessmentNotConcluded,
    /// Nobody is in the group.
    NoGroup,
    /// No member has submitted.
    NothingSubmitted,
    /// Members have not submitted and nobody said why consensus opens without them.
    MembersMissing { count: i32 },
    /// Subcriteria have no agreed score.
    SubcriteriaOpen { count: i32 },
    /// The panel belongs to the other scoring method, or to the other kind of criterion.
    OtherScoringMethod,
    /// The person is in the group already.
    AlreadyInGroup,
    /// The person is not in the group, or left it.
    NotInGroup,
    /// The member has submitted the scores.
    AlreadySubmitted,
    /// The member has not submitted the scores.
    ScoresNotSubmitted,
    /// Subcriteria have no score of the member.
    ScoresMissing { count: i32 },
    /// The step follows from what is done elsewhere and is not ticked by hand.
    StepFollows,
    /// The scores of the subcriterion are hidden still.
    ScoresHidden,
    /// The scores of the subcriterion are shown already.
    ScoresShown,
    /// The group has agreed on the subcriterion.
    AlreadyAgreed,
    /// The group has not agreed on the subcriterion.
    NotAgreed,
    /// No vote is being taken on the subcriterion, or not in that round.
    NoVote,
    /// The talk has no time that runs, or none that stands still.
    NoTimer,
    /// What is merged stands under different subcriteria or is of different kinds.
    FindingsDiffer,
    /// It is no area for improvement.
    NotAnArea,
    /// The area went into an action already.
    AreaPlanned,
    /// Some panels of the agreed score have no number.
    ScoreIncomplete,
    /// The assessment has its report already.
    CafReportExists,
    /// Its report is with the head or approved: what it is made of stays.
    AssessmentReported,
}

impl CafRefusal {
    /// Stable code for clients.
    pub fn code(self) -> &'static str {
        match self {
            Self::ScoringStarted => "SCORING_STARTED",
            Self::ConsensusOpened => "CONSENSUS_OPENED",
            Self::AssessmentOver => "ASSESSMENT_OVER",
            Self::AssessmentNotInPreparation => "ASSESSMENT_NOT_IN_PREPARATION",
            Self::AssessmentNotInScoring => "ASSESSMENT_NOT_IN_SCORING",
            Self::AssessmentNotInConsensus => "ASSESSMENT_NOT_IN_CONSENSUS",
            Self::AssessmentNotConcluded => "ASSESSMENT_NOT_CONCLUDED",
            Self::NoGroup => "NO_GROUP",
            Self::NothingSubmitted => "NOTHING_SUBMITTED",
            Self::MembersMissing { .. } => "MEMBERS_MISSING",
            Self::SubcriteriaOpen { .. } => "SUBCRITERIA_OPEN",
            Self::OtherScoringMethod => "OTHER_SCORING_METHOD",
            Self::AlreadyInGroup => "ALREADY_IN_GROUP",
            Self::NotInGroup => "NOT_IN_GROUP",
            Self::AlreadySubmitted => "ALREADY_SUBMITTED",
            Self::ScoresNotSubmitted => "SCORES_NOT_SUBMITTED",
            Self::ScoresMissing { .. } => "SCORES_MISSING",
            Self::StepFollows => "STEP_FOLLOWS",
            Self::ScoresHidden => "SCORES_HIDDEN",
            Self::ScoresShown => "SCORES_SHOWN",
            Self::AlreadyAgreed => "ALREADY_AGREED",
            Self::NotAgreed => "NOT_AGREED",
            Self::NoVote => "NO_VOTE",
            Self::NoTimer => "NO_TIMER",
            Self::FindingsDiffer => "FINDINGS_DIFFER",
            Self::NotAnArea => "NOT_AN_AREA",
            Self::AreaPlanned => "AREA_PLANNED",
            Self::ScoreIncomplete => "SCORE_INCOMPLETE",
            Self::CafReportExists => "CAF_REPORT_EXISTS",
            Self::AssessmentReported => "ASSESSMENT_REPORTED",
        }
    }

    /// The values its sentence speaks of.
    pub fn args(self) -> Vec<(&'static str, String)> {
        match self {
            Self::MembersMissing { count }
            | Self::SubcriteriaOpen { count }
            | Self::ScoresMissing { count } => vec![("count", count.to_string())],
            _ => Vec::new(),
        }
    }
}
