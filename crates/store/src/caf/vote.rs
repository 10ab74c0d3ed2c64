//! Votes of consensus meetings. Row-level security shows a vote to its author, and to others once its round is shown.

use crate::{Conn, Result, WriteTx};
use calitas_domain::{
    caf::{Score, ScoringMethod, Subcriterion, Vote},
    id::{AccountId, CafAssessmentId, CafConsensusId, CafMemberId, TenantId},
};
use chrono::{DateTime, Utc};
use uuid::Uuid;

/// Stores a vote in the place of the one the member gave before in the round; tells whether there was none.
///
/// # Errors
/// When the database fails.
pub async fn cast(
    tx: &mut WriteTx,
    assessment: CafAssessmentId,
    account: AccountId,
    vote: &Vote,
) -> Result<bool> {
    let is_known = sqlx::query_scalar!(
        r#"SELECT EXISTS (SELECT FROM caf_vote
           WHERE tenant_id = $1 AND consensus_id = $2 AND round = $3 AND member_id = $4) AS "is_known!""#,
        vote.consensus.tenant.0,
        vote.consensus.row,
        vote.round,
        vote.member.row,
    )
    .fetch_one(tx.raw())
    .await?;
    sqlx::query!(
        "INSERT INTO caf_vote (tenant_id, assessment_id, consensus_id, member_id, account_id, round, given, cast_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
         ON CONFLICT (tenant_id, consensus_id, round, member_id)
           DO UPDATE SET given = excluded.given, cast_at = excluded.cast_at",
        vote.consensus.tenant.0,
        assessment.row,
        vote.consensus.row,
        vote.member.row,
        account.0,
        vote.round,
        vote.score.given() as &[Option<i32>],
        vote.cast_at,
    )
    .execute(tx.raw())
    .await?;
    Ok(!is_known)
}

/// The votes of the latest round of several subcriteria, as far as the transaction may see them; without those of members
/// who left.
///
/// # Errors
/// When the database fails.
pub async fn of_consensus(conn: &mut Conn, ids: &[CafConsensusId]) -> Result<Vec<Vote>> {
    let (tenants, ids): (Vec<Uuid>, Vec<Uuid>) = ids.iter().map(|id| (id.tenant.0, id.row)).unzip();
    let found = sqlx::query_as!(
        Row,
        r#"SELECT vote.tenant_id, vote.consensus_id, vote.member_id, vote.round,
           vote.given AS "given: Vec<Option<i32>>", vote.cast_at, consensus.subcriterion, assessment.method
         FROM unnest($1::uuid[], $2::uuid[]) AS wanted (tenant_id, id)
         JOIN caf_consensus AS consensus ON consensus.tenant_id = wanted.tenant_id AND consensus.id = wanted.id
         JOIN caf_assessment AS assessment
           ON assessment.tenant_id = consensus.tenant_id AND assessment.id = consensus.assessment_id
         JOIN caf_vote AS vote ON vote.tenant_id = consensus.tenant_id AND vote.consensus_id = consensus.id
           AND vote.round = consensus.round
         JOIN caf_member AS member ON member.tenant_id = vote.tenant_id AND member.id = vote.member_id
         WHERE member.removed_at IS NULL
         ORDER BY vote.consensus_id, vote.member_id"#,
        &tenants,
        &ids,
    )
    .fetch_all(conn.raw())
    .await?;
    Ok(found.into_iter().filter_map(Row::into_vote).collect())
}

struct Row {
    tenant_id: Uuid,
    consensus_id: Uuid,
    member_id: Uuid,
    round: i32,
    given: Vec<Option<i32>>,
    cast_at: DateTime<Utc>,
    subcriterion: String,
    method: String,
}

impl Row {
    fn into_vote(self) -> Option<Vote> {
        let tenant = TenantId(self.tenant_id);
        let method = ScoringMethod::from_code(&self.method)?;
        Some(Vote {
            consensus: CafConsensusId::new(tenant, self.consensus_id),
            member: CafMemberId::new(tenant, self.member_id),
            round: self.round,
            score: Score::stored(Subcriterion::from_code(&self.subcriterion)?, method, &self.given),
            cast_at: self.cast_at,
        })
    }
}
