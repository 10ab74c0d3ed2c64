//! What groups agree on.

use crate::{Conn, Result, WriteTx};
use calitas_domain::{
    caf::{Consensus, ConsensusState, Exact, Score, ScoringMethod, Subcriterion},
    id::{CafAssessmentId, CafConsensusId, MembershipId, TenantId},
};
use chrono::{DateTime, Utc};
use uuid::Uuid;

/// Subcriteria before a group, found by a query that ends in `$tail`.
macro_rules! rows {
    ($conn:expr, $tail:tt $(, $value:expr)* $(,)?) => {
        sqlx::query_as!(
            Row,
            r#"SELECT consensus.tenant_id, consensus.id, consensus.assessment_id, consensus.subcriterion, consensus.state,
               consensus.round, consensus.votes, consensus.discussion_until, consensus.discussion_left,
               consensus.given AS "given: Vec<Option<i32>>",
               consensus.reason, consensus.average_numerator, consensus.average_denominator, consensus.agreed_by,
               consensus.agreed_at, consensus.version, assessment.method
             FROM caf_consensus AS consensus
             JOIN caf_assessment AS assessment
               ON assessment.tenant_id = consensus.tenant_id AND assessment.id = consensus.assessment_id "# + $tail
            $(, $value)*
        )
        .fetch_all($conn.raw())
        .await
        .map(|rows| rows.into_iter().filter_map(Row::into_consensus).collect::<Vec<_>>())
    };
}

/// Lays out the subcriteria of an assessment whose consensus is opened.
///
/// # Errors
/// When it was opened before, or the database fails.
pub async fn create(tx: &mut WriteTx, assessment: CafAssessmentId, all: &[Consensus]) -> Result<()> {
    let ids: Vec<Uuid> = all.iter().map(|one| one.id.row).collect();
    let codes: Vec<String> = all.iter().map(|one| one.score.subcriterion.code().to_owned()).collect();
    let places: Vec<i32> =
        all.iter().map(|one| i32::try_from(one.score.given().len()).unwrap_or(1)).collect();
    sqlx::query!(
        "INSERT INTO caf_consensus (tenant_id, id, assessment_id, subcriterion, state, given)
         SELECT $1, laid.id, $2, laid.code, 'HIDDEN', array_fill(NULL::integer, ARRAY[laid.places])
         FROM unnest($3::uuid[], $4::text[], $5::integer[]) AS laid (id, code, places)",
        assessment.tenant.0,
        assessment.row,
        &ids,
        &codes,
        &places,
    )
    .execute(tx.raw())
    .await?;
    Ok(())
}

/// Stores where the group stands with a subcriterion.
///
/// # Errors
/// When the database fails.
pub async fn save(tx: &mut WriteTx, consensus: &Consensus) -> Result<()> {
    sqlx::query!(
        "UPDATE caf_consensus SET state = $3, round = $4, discussion_until = $5, given = $6, reason = $7,
           average_numerator = $8, average_denominator = $9, agreed_by = $10, agreed_at = $11, version = $12,
           votes = $13, discussion_left = $14
         WHERE tenant_id = $1 AND id = $2",
        consensus.id.tenant.0,
        consensus.id.row,
        consensus.state.code(),
        consensus.round,
        consensus.discussion_until,
        consensus.score.given() as &[Option<i32>],
        consensus.reason,
        consensus.average.map(|average| *average.numer()),
        consensus.average.map(|average| *average.denom()),
        consensus.agreed_by.map(|by| by.row),
        consensus.agreed_at,
        consensus.version,
        consensus.votes,
        consensus.discussion_left,
    )
    .execute(tx.raw())
    .await?;
    Ok(())
}

/// A subcriterion, locked for changing.
///
/// # Errors
/// When the database fails.
pub async fn lock(tx: &mut WriteTx, id: CafConsensusId) -> Result<Option<Consensus>> {
    let (tenant, row) = (id.tenant.0, id.row);
    Ok(rows!(
        tx,
        "WHERE consensus.tenant_id = $1 AND consensus.id = $2 FOR UPDATE OF consensus",
        tenant,
        row
    )?
    .pop())
}

/// Subcriteria by id; those out of scope are left out.
///
/// # Errors
/// When the database fails.
pub async fn by_ids(conn: &mut Conn, ids: &[CafConsensusId]) -> Result<Vec<Consensus>> {
    let (tenants, ids): (Vec<Uuid>, Vec<Uuid>) = ids.iter().map(|id| (id.tenant.0, id.row)).unzip();
    Ok(rows!(
        conn,
        "JOIN unnest((SELECT $1::uuid[]), (SELECT $2::uuid[])) AS wanted (tenant_id, id)
           ON consensus.tenant_id = wanted.tenant_id AND consensus.id = wanted.id",
        &tenants,
        &ids,
    )?)
}

/// The subcriteria of several assessments, in order; none before consensus is opened.
///
/// # Errors
/// When the database fails.
pub async fn of_assessments(conn: &mut Conn, ids: &[CafAssessmentId]) -> Result<Vec<Consensus>> {
    let (tenants, ids): (Vec<Uuid>, Vec<Uuid>) = ids.iter().map(|id| (id.tenant.0, id.row)).unzip();
    Ok(rows!(
        conn,
        "JOIN unnest((SELECT $1::uuid[]), (SELECT $2::uuid[])) AS wanted (tenant_id, id)
           ON consensus.tenant_id = wanted.tenant_id AND consensus.assessment_id = wanted.id
         ORDER BY consensus.assessment_id, consensus.subcriterion",
        &tenants,
        &ids,
    )?)
}

struct Row {
    tenant_id: Uuid,
    id: Uuid,
    assessment_id: Uuid,
    subcriterion: String,
    state: String,
    round: i32,
    votes: i32,
    discussion_until: Option<DateTime<Utc>>,
    discussion_left: Option<i32>,
    given: Vec<Option<i32>>,
    reason: Option<String>,
    average_numerator: Option<i64>,
    average_denominator: Option<i64>,
    agreed_by: Option<Uuid>,
    agreed_at: Option<DateTime<Utc>>,
    version: i32,
    method: String,
}

impl Row {
    fn into_consensus(self) -> Option<Consensus> {
        let tenant = TenantId(self.tenant_id);
        let method = ScoringMethod::from_code(&self.method)?;
        let average = self.average_numerator.zip(self.average_denominator);
        Some(Consensus {
            id: CafConsensusId::new(tenant, self.id),
            assessment: CafAssessmentId::new(tenant, self.assessment_id),
            state: ConsensusState::from_code(&self.state)?,
            round: self.round,
            votes: self.votes,
            discussion_until: self.discussion_until,
            discussion_left: self.discussion_left,
            score: Score::stored(Subcriterion::from_code(&self.subcriterion)?, method, &self.given),
            reason: self.reason,
            average: average.map(|(numerator, denominator)| Exact::new(numerator, denominator)),
            agreed_by: self.agreed_by.map(|by| MembershipId::new(tenant, by)),
            agreed_at: self.agreed_at,
            version: self.version,
        })
    }
}
