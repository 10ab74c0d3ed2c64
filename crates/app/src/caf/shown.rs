//! What of scores and votes is seen: by the group as far as the meeting got, with names where it was so agreed.

use crate::ctx::Ctx;
use calitas_domain::{
    Error,
    access::Permission,
    caf::{Consensus, Disclosure, IndividualScore, ShownScores, Vote},
    id::{CafAssessmentId, CafConsensusId},
};
use calitas_store::{
    Conn,
    caf::{assessment, consensus, individual, member, vote},
};
use std::collections::{HashMap, HashSet};

/// How the scores lie that several subcriteria show now: the votes of the latest round, or what members said alone where
/// nobody voted yet. Those that are hidden have none.
///
/// # Errors
/// When the database does not answer.
pub async fn shown(ctx: &Ctx, ids: &[CafConsensusId]) -> Result<Vec<(CafConsensusId, ShownScores)>, Error> {
    let (mut read, ids) = ctx.read_many(Permission::CafRead, ids).await?;
    let all = consensus::by_ids(&mut read, &ids).await?;
    let open: Vec<_> = all.iter().filter(|one| one.shows()).collect();
    let assessments: HashSet<_> = open.iter().map(|one| one.assessment).collect();
    let assessments: Vec<_> = assessments.into_iter().collect();
    let disclosures: HashMap<_, _> = assessment::by_ids(&mut read, &assessments)
        .await?
        .into_iter()
        .map(|one| (one.id, one.disclosure))
        .collect();
    let voted: Vec<_> = open.iter().filter(|one| one.votes > 0).map(|one| one.id).collect();
    let alone: Vec<_> = open.iter().filter(|one| one.votes == 0).copied().collect();
    let mut said: HashMap<CafConsensusId, Vec<_>> = HashMap::new();
    for vote in vote::of_consensus(&mut read, &voted).await? {
        said.entry(vote.consensus).or_default().extend(vote.score.exact().map(|value| (vote.member, value)));
    }
    let places: HashMap<_, _> =
        alone.iter().map(|one| ((one.assessment, one.score.subcriterion), one.id)).collect();
    for (assessment, one) in self::alone(&mut read, &alone).await? {
        if let Some(id) = places.get(&(assessment, one.score.subcriterion)) {
            said.entry(*id).or_default().extend(one.score.exact().map(|value| (one.member, value)));
        }
    }
    let shown = |one: &&Consensus| {
        let disclosure = disclosures.get(&one.assessment)?;
        Some((one.id, ShownScores::of(*disclosure, said.remove(&one.id)?)?))
    };
    Ok(open.iter().filter_map(shown).collect())
}

/// The caller's own votes in the latest rounds of several subcriteria.
///
/// # Errors
/// When the database does not answer.
pub async fn votes(ctx: &Ctx, ids: &[CafConsensusId]) -> Result<Vec<Vote>, Error> {
    let (mut read, ids) = ctx.read_many(Permission::CafRead, ids).await?;
    let all = vote::of_consensus(&mut read, &ids).await?;
    let members: Vec<_> = all.iter().map(|vote| vote.member).collect();
    let own: HashSet<_> = member::by_ids(&mut read, &members)
        .await?
        .into_iter()
        .filter(|one| ctx.access(one.id.tenant).is_ok_and(|access| access.membership == one.person))
        .map(|one| one.id)
        .collect();
    Ok(all.into_iter().filter(|vote| own.contains(&vote.member)).collect())
}

/// What members said alone of several subcriteria before their groups.
pub(super) async fn alone(
    conn: &mut Conn,
    all: &[&Consensus],
) -> Result<Vec<(CafAssessmentId, IndividualScore)>, Error> {
    let wanted: Vec<_> = all.iter().map(|one| (one.assessment, one.score.subcriterion)).collect();
    Ok(individual::opened(conn, &wanted).await?)
}

/// Of what members wrote that the database shows, what the caller sees: the own, and with names what the group was shown.
pub(super) async fn disclosed(
    ctx: &Ctx,
    conn: &mut Conn,
    found: Vec<IndividualScore>,
) -> Result<Vec<IndividualScore>, Error> {
    let ids: HashSet<_> = found.iter().map(|one| one.member).collect();
    let ids: Vec<_> = ids.into_iter().collect();
    let members = member::by_ids(conn, &ids).await?;
    let is_own = |id, person| ctx.access(id).is_ok_and(|access| access.membership == person);
    let (own, others): (Vec<_>, Vec<_>) =
        members.into_iter().partition(|one| is_own(one.id.tenant, one.person));
    let own: HashSet<_> = own.into_iter().map(|one| one.id).collect();
    if others.is_empty() {
        return Ok(found);
    }
    let places: HashMap<_, _> = others.into_iter().map(|one| (one.id, one.assessment)).collect();
    let assessments: HashSet<_> = places.values().copied().collect();
    let assessments: Vec<_> = assessments.into_iter().collect();
    let named: Vec<_> = assessment::by_ids(conn, &assessments)
        .await?
        .into_iter()
        .filter(|one| one.disclosure == Disclosure::Named)
        .map(|one| one.id)
        .collect();
    let seen: HashSet<_> = consensus::of_assessments(conn, &named)
        .await?
        .into_iter()
        .filter(Consensus::was_shown)
        .map(|one| (one.assessment, one.score.subcriterion))
        .collect();
    let is_shown = |one: &IndividualScore| {
        let place = places.get(&one.member).map(|assessment| (*assessment, one.score.subcriterion));
        own.contains(&one.member) || place.is_some_and(|place| seen.contains(&place))
    };
    Ok(found.into_iter().filter(is_shown).collect())
}
