//! Scoring alone and agreeing together.

use super::{
    assessment::{self, CafAssessment},
    consensus::CafConsensus,
    member::{CafIndividualScore, CafMember},
    value::CafPanelScoreInput,
};
use crate::{connection::caller, loader, node, scalar::given};
use async_graphql::{Context, ID, InputObject, MaybeUndefined, Object, Result, SimpleObject};
use calitas_app::caf as app;
use calitas_domain::{
    Error,
    caf::{Agreement, IndividualScorePatch, Panel, PanelScore},
    id::{CafConsensusId, CafIndividualScoreId, CafMemberId},
};

/// What a member says of a subcriterion; what is left out stays, null takes back.
#[derive(Debug, InputObject)]
pub struct ScoreCafSubcriterionInput {
    /// The member's own place of the subcriterion.
    pub id: ID,
    /// The version that was read.
    pub expected_version: i32,
    /// The one number of classical scoring of an enabler.
    pub classical_enablers: MaybeUndefined<i32>,
    /// The one number of classical scoring of a result.
    pub classical_results: MaybeUndefined<i32>,
    /// Fine-tuned: planned.
    pub plan: MaybeUndefined<i32>,
    /// Fine-tuned: carried out.
    #[graphql(name = "do")]
    pub carried_out: MaybeUndefined<i32>,
    /// Fine-tuned: looked after.
    pub check: MaybeUndefined<i32>,
    /// Fine-tuned: corrected.
    pub act: MaybeUndefined<i32>,
    /// Fine-tuned: trend.
    pub trend: MaybeUndefined<i32>,
    /// Fine-tuned: targets met.
    pub target: MaybeUndefined<i32>,
    /// Strengths, at most 4,000 characters.
    pub strengths: MaybeUndefined<String>,
    /// Areas for improvement, at most 4,000 characters.
    pub areas: MaybeUndefined<String>,
    /// What it rests on, at most 4,000 characters.
    pub proof: MaybeUndefined<String>,
}

/// What the member says now.
#[derive(Debug, SimpleObject)]
pub struct ScoreCafSubcriterionPayload {
    /// The place of the subcriterion.
    pub caf_individual_score: CafIndividualScore,
    /// The member with the progress.
    pub caf_member: CafMember,
}

/// Defines inputs that name something and its version.
macro_rules! named {
    ($($(#[$doc:meta])* $name:ident of $what:literal,)*) => {$(
        $(#[$doc])*
        #[derive(Debug, InputObject)]
        pub struct $name {
            #[doc = $what]
            pub id: ID,
            /// The version that was read.
            pub expected_version: i32,
        }
    )*};
}
named! {
    /// The scores to hand in.
    SubmitCafScoresInput of "The viewer's own place in the group.",
    /// The scores to take back.
    TakeBackCafScoresInput of "The viewer's own place in the group.",
    /// The scores to show.
    RevealCafScoresInput of "The subcriterion before the group.",
    /// The agreed score to take up again.
    ReopenCafScoreInput of "The subcriterion before the group.",
}

/// Defines payloads that hold the viewer's place in a group with its assessment.
macro_rules! own_payloads {
    ($($name:ident),* $(,)?) => {$(
        /// The viewer's own place in the group.
        #[derive(Debug, SimpleObject)]
        pub struct $name {
            /// As it is now.
            pub caf_member: CafMember,
            /// The assessment with its group.
            pub caf_assessment: CafAssessment,
        }
    )*};
}
own_payloads!(SubmitCafScoresPayload, TakeBackCafScoresPayload);

/// Defines payloads that hold a subcriterion before the group with its assessment.
macro_rules! consensus_payloads {
    ($($name:ident),* $(,)?) => {$(
        /// A subcriterion before the group.
        #[derive(Debug, SimpleObject)]
        pub struct $name {
            /// As it is now.
            pub caf_consensus: CafConsensus,
            /// The assessment with what it comes to.
            pub caf_assessment: CafAssessment,
        }
    )*};
}
consensus_payloads!(RevealCafScoresPayload, AgreeCafScorePayload, ReopenCafScorePayload);

/// What the group agrees on.
#[derive(Debug, InputObject)]
pub struct AgreeCafScoreInput {
    /// The subcriterion before the group.
    pub id: ID,
    /// The version that was read.
    pub expected_version: i32,
    /// A number for every panel of the method.
    pub scores: Vec<CafPanelScoreInput>,
    /// Why, 3 to 2,000 characters.
    pub reason: String,
}

/// Scores of CAF.
#[derive(Debug, Default)]
pub struct CafScoreMutation;

#[Object]
impl CafScoreMutation {
    /// Writes something of one's own assessment of a subcriterion. Nobody else sees it before it was submitted and
    /// consensus opened.
    async fn score_caf_subcriterion(
        &self,
        ctx: &Context<'_>,
        input: ScoreCafSubcriterionInput,
    ) -> Result<ScoreCafSubcriterionPayload> {
        let id: CafIndividualScoreId = node::subject(&input.id)?;
        let numbers = [
            (Panel::ClassicalEnablers, "classicalEnablers", input.classical_enablers),
            (Panel::ClassicalResults, "classicalResults", input.classical_results),
            (Panel::Plan, "plan", input.plan),
            (Panel::Do, "do", input.carried_out),
            (Panel::Check, "check", input.check),
            (Panel::Act, "act", input.act),
            (Panel::Trend, "trend", input.trend),
            (Panel::Target, "target", input.target),
        ];
        let numbers = numbers
            .into_iter()
            .filter_map(|(panel, field, number)| Some((field, PanelScore { panel, points: given(number)? })));
        let (fields, scores): (Vec<_>, Vec<_>) = numbers.unzip();
        let patch = IndividualScorePatch {
            scores,
            strengths: given(input.strengths),
            areas: given(input.areas),
            proof: given(input.proof),
        };
        let new = app::score(&caller(ctx), id, input.expected_version, patch).await;
        let new = new.map_err(|error| at_fields(error, &fields))?;
        let member = loader::load::<CafMember>(ctx, new.member).await?;
        let caf_member = member.ok_or(Error::NotFound(CafMemberId::KIND))?;
        Ok(ScoreCafSubcriterionPayload { caf_individual_score: new.into(), caf_member })
    }

    /// Hands all one's scores in.
    async fn submit_caf_scores(
        &self,
        ctx: &Context<'_>,
        input: SubmitCafScoresInput,
    ) -> Result<SubmitCafScoresPayload> {
        let id: CafMemberId = node::subject(&input.id)?;
        let (assessment, member) = app::submit(&caller(ctx), id, input.expected_version).await?;
        Ok(SubmitCafScoresPayload { caf_member: member.into(), caf_assessment: assessment.into() })
    }

    /// Takes one's scores back to change something, before anybody has seen them.
    async fn take_back_caf_scores(
        &self,
        ctx: &Context<'_>,
        input: TakeBackCafScoresInput,
    ) -> Result<TakeBackCafScoresPayload> {
        let id: CafMemberId = node::subject(&input.id)?;
        let (assessment, member) = app::take_back(&caller(ctx), id, input.expected_version).await?;
        Ok(TakeBackCafScoresPayload { caf_member: member.into(), caf_assessment: assessment.into() })
    }

    /// Shows the scores of a subcriterion to the group.
    async fn reveal_caf_scores(
        &self,
        ctx: &Context<'_>,
        input: RevealCafScoresInput,
    ) -> Result<RevealCafScoresPayload> {
        let id: CafConsensusId = node::subject(&input.id)?;
        let (assessment, consensus) = app::reveal(&caller(ctx), id, input.expected_version).await?;
        Ok(RevealCafScoresPayload { caf_consensus: consensus.into(), caf_assessment: assessment.into() })
    }

    /// Records the score the group agrees on. The average of the members is kept beside it.
    async fn agree_caf_score(
        &self,
        ctx: &Context<'_>,
        input: AgreeCafScoreInput,
    ) -> Result<AgreeCafScorePayload> {
        let id: CafConsensusId = node::subject(&input.id)?;
        let scores = input.scores.into_iter().map(PanelScore::from).collect();
        let agreement = Agreement { scores, reason: input.reason };
        let (assessment, consensus) =
            app::agree(&caller(ctx), id, input.expected_version, &agreement).await?;
        Ok(AgreeCafScorePayload { caf_consensus: consensus.into(), caf_assessment: assessment.into() })
    }

    /// Takes an agreed score up again.
    async fn reopen_caf_score(
        &self,
        ctx: &Context<'_>,
        input: ReopenCafScoreInput,
    ) -> Result<ReopenCafScorePayload> {
        let id: CafConsensusId = node::subject(&input.id)?;
        let (assessment, consensus) = app::reopen_score(&caller(ctx), id, input.expected_version).await?;
        // What it was part of is read anew.
        let caf_assessment = assessment::one(ctx, assessment.id).await?;
        Ok(ReopenCafScorePayload { caf_consensus: consensus.into(), caf_assessment })
    }
}

/// Names the fields of the input instead of the places in the list they make.
fn at_fields(error: Error, fields: &[&str]) -> Error {
    let Error::Invalid(mut faults) = error else { return error };
    for fault in &mut faults {
        let mut parts = fault.path.splitn(3, '.');
        let place = (parts.next() == Some("scores")).then(|| parts.next()?.parse::<usize>().ok()).flatten();
        if let Some(field) = place.and_then(|place| fields.get(place)) {
            fault.path = (*field).to_owned();
        }
    }
    Error::Invalid(faults)
}
