//! What hangs on assessments and members, loaded for a whole level at once.

use super::{
    assessment::CafAssessment,
    consensus::CafConsensus,
    finding::CafFinding,
    member::{CafIndividualScore, CafMember},
    report::CafReport,
};
use crate::loader::{Loadable, grouped, loaded};
use calitas_app::{Ctx, caf as app};
use calitas_domain::{
    Error, caf as domain,
    id::{
        CafAssessmentId, CafConsensusId, CafFindingId, CafIndividualScoreId, CafMemberId, CafReportId,
        PlanActionId,
    },
};
use std::sync::Arc;

loaded! {
    /// The steps of an assessment, in order.
    StepsOf(Vec<domain::AssessmentStep>) by CafAssessmentId => |ctx, keys| {
        grouped(app::steps(ctx, keys).await?.into_iter().map(|one| (one.assessment, one)), Self)
    };
    /// The group of an assessment.
    MembersOf(Arc<Vec<domain::GroupMember>>) by CafAssessmentId => |ctx, keys| {
        let found = app::members(ctx, keys).await?.into_iter().map(|one| (one.assessment, one));
        grouped(found, |members| Self(Arc::new(members)))
    };
    /// What a member says, as far as the caller may see it.
    ScoresOf(Vec<domain::IndividualScore>) by CafMemberId => |ctx, keys| {
        grouped(app::scores(ctx, keys).await?.into_iter().map(|one| (one.member, one)), Self)
    };
    /// The subcriteria before the group of an assessment.
    ConsensusOf(Arc<Vec<domain::Consensus>>) by CafAssessmentId => |ctx, keys| {
        let found = app::consensus(ctx, keys).await?.into_iter().map(|one| (one.assessment, one));
        grouped(found, |all| Self(Arc::new(all)))
    };
    /// Where the meeting of an assessment is.
    RoomOf(domain::Room) by CafAssessmentId => |ctx, keys| {
        app::rooms(ctx, keys).await?.into_iter().map(|room| (room.assessment, Self(room))).collect()
    };
    /// How the scores lie that a subcriterion shows.
    ShownOf(domain::ShownScores) by CafConsensusId => |ctx, keys| {
        app::shown(ctx, keys).await?.into_iter().map(|(id, shown)| (id, Self(shown))).collect()
    };
    /// The caller's vote in the latest round of a subcriterion.
    VotesOf(domain::Vote) by CafConsensusId => |ctx, keys| {
        app::votes(ctx, keys).await?.into_iter().map(|vote| (vote.consensus, Self(vote))).collect()
    };
    /// The areas for improvement of an assessment, in the order of their subcriteria.
    AreasOf(Vec<domain::Finding>) by CafAssessmentId => |ctx, keys| {
        grouped(app::areas(ctx, keys).await?.into_iter().map(|one| (one.assessment, one)), Self)
    };
    /// The report of an assessment.
    ReportOf(domain::CafReport) by CafAssessmentId => |ctx, keys| {
        app::reports(ctx, keys).await?.into_iter().map(|report| (report.assessment, Self(report))).collect()
    };
    /// The approved versions of a report, the newest first.
    ReportVersionsOf(Vec<domain::ReportVersion>) by CafReportId => |ctx, keys| {
        grouped(app::report_versions(ctx, keys).await?.into_iter().map(|one| (one.report, one)), Self)
    };
    /// Whether the subcriteria that an action served have moved.
    EffectsOf(Vec<domain::Effect>) by PlanActionId => |ctx, keys| {
        grouped(app::effects(ctx, keys).await?.into_iter().map(|one| (one.action, one)), Self)
    };
    /// What the group found about a subcriterion, in its order.
    FindingsOf(Vec<domain::Finding>) by CafConsensusId => |ctx, keys| {
        grouped(app::findings(ctx, keys).await?.into_iter().map(|one| (one.consensus, one)), Self)
    };
}

impl Loadable for CafFinding {
    type Key = CafFindingId;

    async fn load(ctx: &Ctx, keys: &[CafFindingId]) -> Result<Vec<(CafFindingId, Self)>, Error> {
        Ok(app::findings_by_ids(ctx, keys).await?.into_iter().map(|row| (row.id, row.into())).collect())
    }
}

impl Loadable for CafReport {
    type Key = CafReportId;

    async fn load(ctx: &Ctx, keys: &[CafReportId]) -> Result<Vec<(CafReportId, Self)>, Error> {
        Ok(app::reports_by_ids(ctx, keys).await?.into_iter().map(|row| (row.id, row.into())).collect())
    }
}

impl Loadable for CafAssessment {
    type Key = CafAssessmentId;

    async fn load(ctx: &Ctx, keys: &[CafAssessmentId]) -> Result<Vec<(CafAssessmentId, Self)>, Error> {
        Ok(app::by_ids(ctx, keys).await?.into_iter().map(|row| (row.id, row.into())).collect())
    }
}

impl Loadable for CafMember {
    type Key = CafMemberId;

    async fn load(ctx: &Ctx, keys: &[CafMemberId]) -> Result<Vec<(CafMemberId, Self)>, Error> {
        Ok(app::members_by_ids(ctx, keys).await?.into_iter().map(|row| (row.id, row.into())).collect())
    }
}

impl Loadable for CafIndividualScore {
    type Key = CafIndividualScoreId;

    async fn load(
        ctx: &Ctx,
        keys: &[CafIndividualScoreId],
    ) -> Result<Vec<(CafIndividualScoreId, Self)>, Error> {
        Ok(app::scores_by_ids(ctx, keys).await?.into_iter().map(|row| (row.id, row.into())).collect())
    }
}

impl Loadable for CafConsensus {
    type Key = CafConsensusId;

    async fn load(ctx: &Ctx, keys: &[CafConsensusId]) -> Result<Vec<(CafConsensusId, Self)>, Error> {
        Ok(app::consensus_by_ids(ctx, keys).await?.into_iter().map(|row| (row.id, row.into())).collect())
    }
}
