//! The group of an assessment, and what its members say alone.

use super::{
    assessment,
    load::ScoresOf,
    model::{CafSubcriterion, count},
    value::{CafPanelScore, CafPlausibility, CafValue, panels, warnings},
};
use crate::{
    connection::caller, identity::Membership, loader, node::GlobalId, permitted::Permitted, plan::verdict,
};
use async_graphql::{ComplexObject, Context, Enum, ID, Result, SimpleObject};
use calitas_domain::{
    Error,
    caf::{self as domain, may},
    id::MembershipId,
};
use chrono::{DateTime, Utc};

/// As what somebody is in the group.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum)]
#[graphql(remote = "domain::GroupRole")]
pub enum CafGroupRole {
    /// Leads the meetings of the group.
    Facilitator,
    /// Scores.
    Member,
}

/// Somebody in the group of an assessment.
#[derive(Debug, Clone, SimpleObject)]
#[graphql(complex)]
pub struct CafMember {
    /// Opaque global id.
    pub id: ID,
    /// As what.
    pub role: CafGroupRole,
    /// When all scores were handed in.
    pub submitted_at: Option<DateTime<Utc>>,
    /// Since when somebody asks for the word in the meeting.
    pub hand_raised_at: Option<DateTime<Utc>>,
    /// When somebody came in.
    pub created_at: DateTime<Utc>,
    /// Counts changes; pass it as `expectedVersion`.
    pub version: i32,
    #[graphql(skip)]
    row: domain::GroupMember,
}

/// What the viewer may do with a member of a group.
#[derive(Debug, Clone, SimpleObject)]
pub struct CafMemberViewerCan {
    /// Give another task.
    pub update: Permitted,
    /// Let go.
    pub remove: Permitted,
}

/// What a member says of a subcriterion. Before it was submitted and consensus opened nobody else sees it.
#[derive(Debug, Clone, SimpleObject)]
pub struct CafIndividualScore {
    /// Opaque global id.
    pub id: ID,
    /// What is scored.
    pub subcriterion: CafSubcriterion,
    /// Number by number, in the order in which they are asked.
    pub panels: Vec<CafPanelScore>,
    /// What they come to; absent while a number is missing.
    pub value: Option<CafValue>,
    /// What makes it hard to believe; advice.
    pub warnings: Vec<CafPlausibility>,
    /// Puncte tari.
    pub strengths: Option<String>,
    /// Zone de îmbunătățit.
    pub areas: Option<String>,
    /// What it rests on.
    pub proof: Option<String>,
    /// Whether every number is given.
    pub is_complete: bool,
    /// Counts changes; pass it as `expectedVersion`.
    pub version: i32,
}

impl From<domain::GroupMember> for CafMember {
    fn from(row: domain::GroupMember) -> Self {
        Self {
            id: row.id.global(),
            role: row.role.into(),
            submitted_at: row.submitted_at,
            hand_raised_at: row.hand_raised_at,
            created_at: row.created_at,
            version: row.version,
            row,
        }
    }
}

impl From<domain::IndividualScore> for CafIndividualScore {
    fn from(row: domain::IndividualScore) -> Self {
        Self {
            id: row.id.global(),
            subcriterion: CafSubcriterion(row.score.subcriterion),
            panels: panels(&row.score),
            value: row.score.exact().map(CafValue::from),
            warnings: warnings(&row.score),
            is_complete: row.score.is_complete(),
            strengths: row.strengths,
            areas: row.areas,
            proof: row.proof,
            version: row.version,
        }
    }
}

impl CafMember {
    async fn said(&self, ctx: &Context<'_>) -> Result<Option<Vec<domain::IndividualScore>>> {
        Ok(loader::load::<ScoresOf>(ctx, self.row.id).await?.map(|found| found.0))
    }
}

#[ComplexObject]
impl CafMember {
    /// Who.
    async fn person(&self, ctx: &Context<'_>) -> Result<Membership> {
        let found = loader::load::<Membership>(ctx, self.row.person).await?;
        Ok(found.ok_or(Error::NotFound(MembershipId::KIND))?)
    }

    /// Whether it is the viewer.
    async fn is_viewer(&self, ctx: &Context<'_>) -> Result<bool> {
        Ok(caller(ctx).access(self.row.id.tenant)?.membership == self.row.person)
    }

    /// What the member says of each subcriterion, 28 of them: one's own, or in a meeting with names what the
    /// group was shown; none for everybody else.
    async fn scores(&self, ctx: &Context<'_>) -> Result<Vec<CafIndividualScore>> {
        let found = self.said(ctx).await?.unwrap_or_default();
        Ok(found.into_iter().map(CafIndividualScore::from).collect())
    }

    /// How many subcriteria have all their numbers, of 28; absent for whoever is not the member.
    async fn complete_count(&self, ctx: &Context<'_>) -> Option<Result<i32>> {
        if !self.is_viewer(ctx).await.ok()? {
            return None;
        }
        let found = self.said(ctx).await.transpose()?;
        Some(found.map(|all| count(all.iter().filter(|one| one.score.is_complete()).count())))
    }

    /// What the viewer may do with it.
    async fn viewer_can(&self, ctx: &Context<'_>) -> Result<CafMemberViewerCan> {
        let assessment = assessment::one(ctx, self.row.assessment).await?;
        let may = verdict(&caller(ctx), self.row.id.tenant, |access| may::group(assessment.row(), access));
        Ok(CafMemberViewerCan { update: may.clone(), remove: may })
    }
}
