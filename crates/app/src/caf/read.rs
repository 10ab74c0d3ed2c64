//! Reading assessments, groups, scores and what is agreed.

use super::shown;
use crate::{
    ctx::Ctx,
    presence::{self, Seat},
    stream::{self, Signal},
};
use calitas_domain::{
    Error,
    access::Permission,
    caf::{
        Assessment, AssessmentStatus, AssessmentStep, Consensus, GroupMember, IndividualScore, Subcriterion,
    },
    id::{CafAssessmentId, CafConsensusId, CafIndividualScoreId, CafMemberId, TenantId},
};
use calitas_store::caf::{assessment, consensus as agreed, individual, member, step};
use futures_util::stream::BoxStream;

/// Whether the caller reads any assessment of an institution.
///
/// # Errors
/// [`Error::Forbidden`] without `CAF_READ`.
pub fn reads(ctx: &Ctx, tenant: TenantId) -> Result<(), Error> {
    let access = ctx.access(tenant)?;
    if access.may_somewhere(Permission::CafRead) {
        Ok(())
    } else {
        Err(Error::Forbidden(Permission::CafRead))
    }
}

/// The assessments of an institution, the newest year first; for a guest those the invitation names.
///
/// # Errors
/// [`Error::Forbidden`] without `CAF_READ`.
pub async fn of_tenant(ctx: &Ctx, tenant: TenantId) -> Result<Vec<Assessment>, Error> {
    let mut read = ctx.read(Permission::CafRead, tenant).await?;
    Ok(assessment::of_tenant(&mut read, tenant).await?)
}

/// Assessments by id; others are left out.
///
/// # Errors
/// When the database does not answer.
pub async fn by_ids(ctx: &Ctx, ids: &[CafAssessmentId]) -> Result<Vec<Assessment>, Error> {
    let (mut read, ids) = ctx.read_many(Permission::CafRead, ids).await?;
    Ok(assessment::by_ids(&mut read, &ids).await?)
}

/// The latest assessment that was concluded before another one and covers the same units; absent where there is none.
///
/// # Errors
/// When the database does not answer.
pub async fn before(ctx: &Ctx, assessment: &Assessment) -> Result<Option<Assessment>, Error> {
    let all = of_tenant(ctx, assessment.id.tenant).await?;
    let is_before =
        |one: &Assessment| one.status == AssessmentStatus::Concluded && one.comes_before(assessment);
    Ok(all.into_iter().find(is_before))
}

/// The steps of several assessments, in order.
///
/// # Errors
/// When the database does not answer.
pub async fn steps(ctx: &Ctx, ids: &[CafAssessmentId]) -> Result<Vec<AssessmentStep>, Error> {
    let (mut read, ids) = ctx.read_many(Permission::CafRead, ids).await?;
    Ok(step::of_assessments(&mut read, &ids).await?)
}

/// The groups of several assessments.
///
/// # Errors
/// When the database does not answer.
pub async fn members(ctx: &Ctx, ids: &[CafAssessmentId]) -> Result<Vec<GroupMember>, Error> {
    let (mut read, ids) = ctx.read_many(Permission::CafRead, ids).await?;
    Ok(member::of_assessments(&mut read, &ids).await?)
}

/// Members of groups by id; others are left out.
///
/// # Errors
/// When the database does not answer.
pub async fn members_by_ids(ctx: &Ctx, ids: &[CafMemberId]) -> Result<Vec<GroupMember>, Error> {
    let (mut read, ids) = ctx.read_many(Permission::CafRead, ids).await?;
    Ok(member::by_ids(&mut read, &ids).await?)
}

/// What several members say, as far as the caller may see it: one's own, and in a meeting with names what the group was
/// shown.
///
/// # Errors
/// When the database does not answer.
pub async fn scores(ctx: &Ctx, ids: &[CafMemberId]) -> Result<Vec<IndividualScore>, Error> {
    let (mut read, ids) = ctx.read_many(Permission::CafRead, ids).await?;
    let found = individual::of_members(&mut read, &ids).await?;
    shown::disclosed(ctx, &mut read, found).await
}

/// The same by id.
///
/// # Errors
/// When the database does not answer.
pub async fn scores_by_ids(ctx: &Ctx, ids: &[CafIndividualScoreId]) -> Result<Vec<IndividualScore>, Error> {
    let (mut read, ids) = ctx.read_many(Permission::CafRead, ids).await?;
    let found = individual::by_ids(&mut read, &ids).await?;
    shown::disclosed(ctx, &mut read, found).await
}

/// The subcriteria before the groups of several assessments.
///
/// # Errors
/// When the database does not answer.
pub async fn consensus(ctx: &Ctx, ids: &[CafAssessmentId]) -> Result<Vec<Consensus>, Error> {
    let (mut read, ids) = ctx.read_many(Permission::CafRead, ids).await?;
    Ok(agreed::of_assessments(&mut read, &ids).await?)
}

/// The same by id; others are left out.
///
/// # Errors
/// When the database does not answer.
pub async fn consensus_by_ids(ctx: &Ctx, ids: &[CafConsensusId]) -> Result<Vec<Consensus>, Error> {
    let (mut read, ids) = ctx.read_many(Permission::CafRead, ids).await?;
    Ok(agreed::by_ids(&mut read, &ids).await?)
}

/// What happens to an assessment, its group and what it agrees on after a position, or from now on. Rights are asked again
/// by whoever resolves an event.
///
/// # Errors
/// [`Error::NotFound`] for an assessment the caller may not read.
pub async fn changes(
    ctx: &Ctx,
    id: CafAssessmentId,
    after: Option<i64>,
) -> Result<BoxStream<'static, Signal>, Error> {
    readable(ctx, id).await?;
    stream::entries(ctx, id.tenant, id.row, after).await
}

/// Sits down in the meeting of an assessment, in front of one of its subcriteria; dropping the seat leaves.
///
/// # Errors
/// [`Error::NotFound`] for an assessment the caller may not read.
pub async fn sit(ctx: &Ctx, id: CafAssessmentId, subcriterion: Option<Subcriterion>) -> Result<Seat, Error> {
    let all = consensus(ctx, &[id]).await?;
    readable(ctx, id).await?;
    let is_open = |one: &&Consensus| Some(one.score.subcriterion) == subcriterion;
    presence::sit(ctx, id.tenant, id.row, all.iter().find(is_open).map(|one| one.id.row))
}

/// What follows lasts longer than a request: the connection is given back.
async fn readable(ctx: &Ctx, id: CafAssessmentId) -> Result<(), Error> {
    let found = by_ids(ctx, &[id]).await?;
    ctx.end_read().await;
    if found.is_empty() { Err(Error::NotFound(CafAssessmentId::KIND)) } else { Ok(()) }
}
