//! What is done in a consensus meeting.

use super::{
    assessment::CafAssessment,
    consensus::CafConsensus,
    finding::{CafFinding, CafFindingKind},
    member::CafMember,
    model::subcriterion,
    room::CafVote,
    value::CafPanelScoreInput,
};
use crate::{connection::caller, node};
use async_graphql::{Context, ID, InputObject, Object, Result, SimpleObject};
use calitas_app::caf as app;
use calitas_domain::{
    caf::PanelScore,
    id::{CafAssessmentId, CafConsensusId, CafFindingId, CafMemberId},
};

/// Defines inputs that name a subcriterion before the group and its version.
macro_rules! named {
    ($($(#[$doc:meta])* $name:ident,)*) => {$(
        $(#[$doc])*
        #[derive(Debug, InputObject)]
        pub struct $name {
            /// The subcriterion before the group.
            pub id: ID,
            /// The version that was read.
            pub expected_version: i32,
        }
    )*};
}
named! {
    /// The talk whose time stands still.
    PauseCafDiscussionInput,
    /// The talk whose time runs on.
    ResumeCafDiscussionInput,
    /// The subcriterion to vote on once more.
    RevoteCafSubcriterionInput,
}

/// Defines inputs that name a member of a group.
macro_rules! of_member {
    ($($(#[$doc:meta])* $name:ident,)*) => {$(
        $(#[$doc])*
        #[derive(Debug, InputObject)]
        pub struct $name {
            /// The place in the group.
            pub id: ID,
        }
    )*};
}
of_member! {
    /// Who asks for the word.
    RaiseCafHandInput,
    /// Who has had it, or wants it no more.
    LowerCafHandInput,
}

/// Defines payloads that hold a subcriterion before the group with its assessment.
macro_rules! consensus_payloads {
    ($($name:ident),* $(,)?) => {$(
        /// A subcriterion before the group.
        #[derive(Debug, SimpleObject)]
        pub struct $name {
            /// As it is now.
            pub caf_consensus: CafConsensus,
            /// The assessment.
            pub caf_assessment: CafAssessment,
        }
    )*};
}
consensus_payloads!(
    DiscussCafSubcriterionPayload,
    PauseCafDiscussionPayload,
    ResumeCafDiscussionPayload,
    RevoteCafSubcriterionPayload,
);

/// Defines payloads that hold a member of a group with the assessment.
macro_rules! hand_payloads {
    ($($name:ident),* $(,)?) => {$(
        /// Who asks for the word.
        #[derive(Debug, SimpleObject)]
        pub struct $name {
            /// The member as it is now.
            pub caf_member: CafMember,
            /// The assessment with its meeting.
            pub caf_assessment: CafAssessment,
        }
    )*};
}
hand_payloads!(RaiseCafHandPayload, LowerCafHandPayload);

/// Defines payloads that hold a finding with the subcriterion it is about.
macro_rules! finding_payloads {
    ($($name:ident),* $(,)?) => {$(
        /// What the group finds.
        #[derive(Debug, SimpleObject)]
        pub struct $name {
            /// As it is now, or as it was when it was taken out.
            pub caf_finding: CafFinding,
            /// The subcriterion with all its findings.
            pub caf_consensus: CafConsensus,
        }
    )*};
}
finding_payloads!(
    AddCafFindingPayload,
    UpdateCafFindingPayload,
    RemoveCafFindingPayload,
    MergeCafFindingsPayload,
);

/// Where the meeting goes.
#[derive(Debug, InputObject)]
pub struct MoveCafRoomInput {
    /// The assessment.
    pub assessment_id: ID,
    /// Code of the subcriterion, such as `1.2`.
    pub subcriterion: String,
}

/// The meeting.
#[derive(Debug, SimpleObject)]
pub struct MoveCafRoomPayload {
    /// The assessment with its meeting.
    pub caf_assessment: CafAssessment,
}

/// Time to talk about a subcriterion.
#[derive(Debug, InputObject)]
pub struct DiscussCafSubcriterionInput {
    /// The subcriterion before the group.
    pub id: ID,
    /// The version that was read.
    pub expected_version: i32,
    /// For how long, or how much longer: 1 to 60.
    pub minutes: i32,
}

/// A vote.
#[derive(Debug, InputObject)]
pub struct CastCafVoteInput {
    /// The subcriterion before the group.
    pub id: ID,
    /// The round the vote is for; one that is over takes none.
    pub round: i32,
    /// A number for every panel of the method.
    pub scores: Vec<CafPanelScoreInput>,
}

/// The vote that counts.
#[derive(Debug, SimpleObject)]
pub struct CastCafVotePayload {
    /// As it was received.
    pub caf_vote: CafVote,
    /// The subcriterion with the number of votes.
    pub caf_consensus: CafConsensus,
}

/// Something to write down.
#[derive(Debug, InputObject)]
pub struct AddCafFindingInput {
    /// The subcriterion before the group.
    pub consensus_id: ID,
    /// Strength or area.
    pub kind: CafFindingKind,
    /// In words, 2 to 4,000 characters.
    pub text: String,
    /// Made by the client: a repeated request has one effect.
    pub idempotency_key: Option<String>,
}

/// Other words.
#[derive(Debug, InputObject)]
pub struct UpdateCafFindingInput {
    /// The finding.
    pub id: ID,
    /// The version that was read.
    pub expected_version: i32,
    /// In words, 2 to 4,000 characters.
    pub text: String,
}

/// Something to take out.
#[derive(Debug, InputObject)]
pub struct RemoveCafFindingInput {
    /// The finding.
    pub id: ID,
    /// The version that was read.
    pub expected_version: i32,
}

/// Several to become one.
#[derive(Debug, InputObject)]
pub struct MergeCafFindingsInput {
    /// Two to 100 of one subcriterion and of one kind; the one that stands first keeps its place.
    pub ids: Vec<ID>,
    /// What they say together, 2 to 4,000 characters.
    pub text: String,
}

/// Meetings of CAF.
#[derive(Debug, Default)]
pub struct CafRoomMutation;

#[Object]
impl CafRoomMutation {
    /// Takes the meeting, with all screens that follow it, to a subcriterion.
    async fn move_caf_room(&self, ctx: &Context<'_>, input: MoveCafRoomInput) -> Result<MoveCafRoomPayload> {
        let id: CafAssessmentId = node::subject(&input.assessment_id)?;
        let current = subcriterion("subcriterion", &input.subcriterion)?;
        let new = app::move_to(&caller(ctx), id, current).await?;
        Ok(MoveCafRoomPayload { caf_assessment: new.into() })
    }

    /// Lets the group talk for some minutes, or for so many more. The time locks nothing.
    async fn discuss_caf_subcriterion(
        &self,
        ctx: &Context<'_>,
        input: DiscussCafSubcriterionInput,
    ) -> Result<DiscussCafSubcriterionPayload> {
        let id: CafConsensusId = node::subject(&input.id)?;
        let changed = app::discuss(&caller(ctx), id, input.expected_version, input.minutes).await?;
        let (caf_assessment, caf_consensus) = (changed.0.into(), changed.1.into());
        Ok(DiscussCafSubcriterionPayload { caf_consensus, caf_assessment })
    }

    /// Lets the time of the talk stand still.
    async fn pause_caf_discussion(
        &self,
        ctx: &Context<'_>,
        input: PauseCafDiscussionInput,
    ) -> Result<PauseCafDiscussionPayload> {
        let id: CafConsensusId = node::subject(&input.id)?;
        let changed = app::pause(&caller(ctx), id, input.expected_version).await?;
        let (caf_assessment, caf_consensus) = (changed.0.into(), changed.1.into());
        Ok(PauseCafDiscussionPayload { caf_consensus, caf_assessment })
    }

    /// Lets the time of the talk run on.
    async fn resume_caf_discussion(
        &self,
        ctx: &Context<'_>,
        input: ResumeCafDiscussionInput,
    ) -> Result<ResumeCafDiscussionPayload> {
        let id: CafConsensusId = node::subject(&input.id)?;
        let changed = app::resume(&caller(ctx), id, input.expected_version).await?;
        let (caf_assessment, caf_consensus) = (changed.0.into(), changed.1.into());
        Ok(ResumeCafDiscussionPayload { caf_consensus, caf_assessment })
    }

    /// Asks the members to vote once more, each alone; showing the scores ends the vote.
    async fn revote_caf_subcriterion(
        &self,
        ctx: &Context<'_>,
        input: RevoteCafSubcriterionInput,
    ) -> Result<RevoteCafSubcriterionPayload> {
        let id: CafConsensusId = node::subject(&input.id)?;
        let changed = app::revote(&caller(ctx), id, input.expected_version).await?;
        let (caf_assessment, caf_consensus) = (changed.0.into(), changed.1.into());
        Ok(RevoteCafSubcriterionPayload { caf_consensus, caf_assessment })
    }

    /// Gives the viewer's vote; until the round ends a later one takes its place.
    async fn cast_caf_vote(&self, ctx: &Context<'_>, input: CastCafVoteInput) -> Result<CastCafVotePayload> {
        let id: CafConsensusId = node::subject(&input.id)?;
        let scores: Vec<_> = input.scores.into_iter().map(PanelScore::from).collect();
        let (consensus, vote) = app::cast_vote(&caller(ctx), id, input.round, &scores).await?;
        Ok(CastCafVotePayload { caf_vote: vote.into(), caf_consensus: consensus.into() })
    }

    /// Asks for the word.
    async fn raise_caf_hand(
        &self,
        ctx: &Context<'_>,
        input: RaiseCafHandInput,
    ) -> Result<RaiseCafHandPayload> {
        let id: CafMemberId = node::subject(&input.id)?;
        let (assessment, member) = app::raise_hand(&caller(ctx), id).await?;
        Ok(RaiseCafHandPayload { caf_member: member.into(), caf_assessment: assessment.into() })
    }

    /// Takes one's hand down, or that of a member who has had the word.
    async fn lower_caf_hand(
        &self,
        ctx: &Context<'_>,
        input: LowerCafHandInput,
    ) -> Result<LowerCafHandPayload> {
        let id: CafMemberId = node::subject(&input.id)?;
        let (assessment, member) = app::lower_hand(&caller(ctx), id).await?;
        Ok(LowerCafHandPayload { caf_member: member.into(), caf_assessment: assessment.into() })
    }

    /// Writes a strength or an area for improvement down.
    async fn add_caf_finding(
        &self,
        ctx: &Context<'_>,
        input: AddCafFindingInput,
    ) -> Result<AddCafFindingPayload> {
        let id: CafConsensusId = node::subject(&input.consensus_id)?;
        let key = input.idempotency_key.as_deref();
        let (consensus, finding) =
            app::add_finding(&caller(ctx), id, input.kind.into(), &input.text, key).await?;
        Ok(AddCafFindingPayload { caf_finding: finding.into(), caf_consensus: consensus.into() })
    }

    /// Says a strength or an area for improvement in other words.
    async fn update_caf_finding(
        &self,
        ctx: &Context<'_>,
        input: UpdateCafFindingInput,
    ) -> Result<UpdateCafFindingPayload> {
        let id: CafFindingId = node::subject(&input.id)?;
        let changed = app::update_finding(&caller(ctx), id, input.expected_version, &input.text).await?;
        Ok(UpdateCafFindingPayload { caf_consensus: changed.0.into(), caf_finding: changed.1.into() })
    }

    /// Takes a strength or an area for improvement out.
    async fn remove_caf_finding(
        &self,
        ctx: &Context<'_>,
        input: RemoveCafFindingInput,
    ) -> Result<RemoveCafFindingPayload> {
        let id: CafFindingId = node::subject(&input.id)?;
        let changed = app::remove_finding(&caller(ctx), id, input.expected_version).await?;
        Ok(RemoveCafFindingPayload { caf_consensus: changed.0.into(), caf_finding: changed.1.into() })
    }

    /// Makes one of several strengths or of several areas for improvement.
    async fn merge_caf_findings(
        &self,
        ctx: &Context<'_>,
        input: MergeCafFindingsInput,
    ) -> Result<MergeCafFindingsPayload> {
        let ids = input.ids.iter().map(node::subject).collect::<Result<Vec<CafFindingId>, _>>()?;
        let changed = app::merge_findings(&caller(ctx), &ids, &input.text).await?;
        Ok(MergeCafFindingsPayload { caf_consensus: changed.0.into(), caf_finding: changed.1.into() })
    }
}
