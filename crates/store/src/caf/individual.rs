//! What members say alone. Row-level security shows a row to its author, and to others once it is opened.

use crate::{Conn, Result, WriteTx};
use calitas_domain::{
    caf::{IndividualScore, Score, ScoringMethod, Subcriterion},
    id::{AccountId, CafAssessmentId, CafIndividualScoreId, CafMemberId, TenantId},
};
use uuid::Uuid;

/// Scores found by a query that ends in `$tail`.
macro_rules! rows {
    ($conn:expr, $tail:tt $(, $value:expr)* $(,)?) => {
        sqlx::query_as!(
            Row,
            r#"SELECT score.tenant_id, score.id, score.member_id, score.subcriterion,
               score.given AS "given: Vec<Option<i32>>", score.strengths, score.areas, score.proof, score.version,
               assessment.method
             FROM caf_individual_score AS score
             JOIN caf_assessment AS assessment
               ON assessment.tenant_id = score.tenant_id AND assessment.id = score.assessment_id "# + $tail
            $(, $value)*
        )
        .fetch_all($conn.raw())
        .await
        .map(|rows| rows.into_iter().filter_map(Row::into_score).collect::<Vec<_>>())
    };
}

/// Lays out the empty places of a member, who alone fills them.
///
/// # Errors
/// When the database fails.
pub async fn lay_out(
    tx: &mut WriteTx,
    assessment: CafAssessmentId,
    member: CafMemberId,
    account: AccountId,
    scores: &[IndividualScore],
) -> Result<()> {
    let ids: Vec<Uuid> = scores.iter().map(|score| score.id.row).collect();
    let codes: Vec<String> = scores.iter().map(|score| score.score.subcriterion.code().to_owned()).collect();
    let places: Vec<i32> = scores.iter().map(|score| panels(&score.score)).collect();
    sqlx::query!(
        "INSERT INTO caf_individual_score (tenant_id, id, assessment_id, member_id, account_id, subcriterion, given)
         SELECT $1, laid.id, $2, $3, $4, laid.code, array_fill(NULL::integer, ARRAY[laid.places])
         FROM unnest($5::uuid[], $6::text[], $7::integer[]) AS laid (id, code, places)",
        assessment.tenant.0,
        assessment.row,
        member.row,
        account.0,
        &ids,
        &codes,
        &places,
    )
    .execute(tx.raw())
    .await?;
    Ok(())
}

/// Stores what a member says. Only the member's own transaction can.
///
/// # Errors
/// When the database fails.
pub async fn save(tx: &mut WriteTx, score: &IndividualScore) -> Result<()> {
    sqlx::query!(
        "UPDATE caf_individual_score SET given = $3, strengths = $4, areas = $5, proof = $6, version = $7
         WHERE tenant_id = $1 AND id = $2",
        score.id.tenant.0,
        score.id.row,
        score.score.given() as &[Option<i32>],
        score.strengths,
        score.areas,
        score.proof,
        score.version,
    )
    .execute(tx.raw())
    .await?;
    Ok(())
}

/// One's own score, locked for changing.
///
/// # Errors
/// When the database fails.
pub async fn lock(tx: &mut WriteTx, id: CafIndividualScoreId) -> Result<Option<IndividualScore>> {
    let (tenant, row) = (id.tenant.0, id.row);
    Ok(rows!(tx, "WHERE score.tenant_id = $1 AND score.id = $2 FOR UPDATE OF score", tenant, row)?.pop())
}

/// Scores by id; those the transaction may not see are left out.
///
/// # Errors
/// When the database fails.
pub async fn by_ids(conn: &mut Conn, ids: &[CafIndividualScoreId]) -> Result<Vec<IndividualScore>> {
    let (tenants, ids): (Vec<Uuid>, Vec<Uuid>) = ids.iter().map(|id| (id.tenant.0, id.row)).unzip();
    Ok(rows!(
        conn,
        "JOIN unnest((SELECT $1::uuid[]), (SELECT $2::uuid[])) AS wanted (tenant_id, id)
           ON score.tenant_id = wanted.tenant_id AND score.id = wanted.id",
        &tenants,
        &ids,
    )?)
}

/// What several members say, in the order of the subcriteria, as far as the transaction may see it.
///
/// # Errors
/// When the database fails.
pub async fn of_members(conn: &mut Conn, ids: &[CafMemberId]) -> Result<Vec<IndividualScore>> {
    let (tenants, ids): (Vec<Uuid>, Vec<Uuid>) = ids.iter().map(|id| (id.tenant.0, id.row)).unzip();
    Ok(rows!(
        conn,
        "JOIN unnest((SELECT $1::uuid[]), (SELECT $2::uuid[])) AS wanted (tenant_id, id)
           ON score.tenant_id = wanted.tenant_id AND score.member_id = wanted.id
         ORDER BY score.member_id, score.subcriterion",
        &tenants,
        &ids,
    )?)
}

/// What the members of groups said of subcriteria, once it is opened; without those who left. Wanted are pairs of an
/// assessment and a subcriterion.
///
/// # Errors
/// When the database fails.
pub async fn opened(
    conn: &mut Conn,
    wanted: &[(CafAssessmentId, Subcriterion)],
) -> Result<Vec<(CafAssessmentId, IndividualScore)>> {
    let tenants: Vec<Uuid> = wanted.iter().map(|(id, _)| id.tenant.0).collect();
    let assessments: Vec<Uuid> = wanted.iter().map(|(id, _)| id.row).collect();
    let codes: Vec<String> = wanted.iter().map(|(_, one)| one.code().to_owned()).collect();
    let found = sqlx::query_as!(
        OpenedRow,
        r#"SELECT score.assessment_id, score.tenant_id, score.id, score.member_id, score.subcriterion,
           score.given AS "given: Vec<Option<i32>>", score.strengths, score.areas, score.proof, score.version,
           assessment.method
         FROM unnest($1::uuid[], $2::uuid[], $3::text[]) AS wanted (tenant_id, assessment_id, subcriterion)
         JOIN caf_individual_score AS score ON score.tenant_id = wanted.tenant_id
           AND score.assessment_id = wanted.assessment_id AND score.subcriterion = wanted.subcriterion
         JOIN caf_assessment AS assessment
           ON assessment.tenant_id = score.tenant_id AND assessment.id = score.assessment_id
         JOIN caf_member AS member ON member.tenant_id = score.tenant_id AND member.id = score.member_id
         WHERE member.opened_at IS NOT NULL AND member.removed_at IS NULL
         ORDER BY score.assessment_id, score.subcriterion, score.member_id"#,
        &tenants,
        &assessments,
        &codes,
    )
    .fetch_all(conn.raw())
    .await?;
    Ok(found.into_iter().filter_map(OpenedRow::into_score).collect())
}

fn panels(score: &Score) -> i32 {
    i32::try_from(score.given().len()).unwrap_or(1)
}

struct OpenedRow {
    assessment_id: Uuid,
    tenant_id: Uuid,
    id: Uuid,
    member_id: Uuid,
    subcriterion: String,
    given: Vec<Option<i32>>,
    strengths: Option<String>,
    areas: Option<String>,
    proof: Option<String>,
    version: i32,
    method: String,
}

impl OpenedRow {
    fn into_score(self) -> Option<(CafAssessmentId, IndividualScore)> {
        let Self {
            tenant_id,
            id,
            member_id,
            subcriterion,
            given,
            strengths,
            areas,
            proof,
            version,
            method,
            ..
        } = self;
        let assessment = CafAssessmentId::new(TenantId(tenant_id), self.assessment_id);
        let row =
            Row { tenant_id, id, member_id, subcriterion, given, strengths, areas, proof, version, method };
        Some((assessment, row.into_score()?))
    }
}

struct Row {
    tenant_id: Uuid,
    id: Uuid,
    member_id: Uuid,
    subcriterion: String,
    given: Vec<Option<i32>>,
    strengths: Option<String>,
    areas: Option<String>,
    proof: Option<String>,
    version: i32,
    method: String,
}

impl Row {
    fn into_score(self) -> Option<IndividualScore> {
        let tenant = TenantId(self.tenant_id);
        let method = ScoringMethod::from_code(&self.method)?;
        Some(IndividualScore {
            id: CafIndividualScoreId::new(tenant, self.id),
            member: CafMemberId::new(tenant, self.member_id),
            score: Score::stored(Subcriterion::from_code(&self.subcriterion)?, method, &self.given),
            strengths: self.strengths,
            areas: self.areas,
            proof: self.proof,
            version: self.version,
        })
    }
}
