//! Answers, one a criterion of a questionnaire.

use crate::{Conn, Result, WriteTx};
use calitas_domain::{
    control::{Answer, CriterionAnswer},
    id::{ControlAnswerId, ControlCriterionId, ControlQuestionnaireId, MembershipId, TenantId},
};
use chrono::{DateTime, Utc};
use uuid::Uuid;

/// Stores a changed answer.
///
/// # Errors
/// When the database fails.
pub async fn save(tx: &mut WriteTx, answer: &CriterionAnswer) -> Result<()> {
    sqlx::query!(
        "UPDATE control_answer SET answer = $3, explanation = $4, proof = $5, is_taken_over = $6, answered_by = $7,
           answered_at = $8, version = $9
         WHERE tenant_id = $1 AND id = $2",
        answer.id.tenant.0,
        answer.id.row,
        answer.answer.map(Answer::code),
        answer.explanation,
        answer.proof,
        answer.is_taken_over,
        answer.answered_by.map(|by| by.row),
        answer.answered_at,
        answer.version,
    )
    .execute(tx.raw())
    .await?;
    Ok(())
}

/// An answer, locked for changing.
///
/// # Errors
/// When the database fails.
pub async fn lock(tx: &mut WriteTx, id: ControlAnswerId) -> Result<Option<CriterionAnswer>> {
    let row = sqlx::query_as!(
        Row,
        "SELECT tenant_id, id, questionnaire_id, criterion_id, answer, explanation, proof, is_taken_over,
           answered_by, answered_at, version
         FROM control_answer WHERE tenant_id = $1 AND id = $2 FOR UPDATE",
        id.tenant.0,
        id.row,
    )
    .fetch_optional(tx.raw())
    .await?;
    Ok(row.map(CriterionAnswer::from))
}

/// The questionnaire an answer stands in.
///
/// # Errors
/// When the database fails.
pub async fn questionnaire(conn: &mut Conn, id: ControlAnswerId) -> Result<Option<ControlQuestionnaireId>> {
    let row = sqlx::query_scalar!(
        "SELECT questionnaire_id FROM control_answer WHERE tenant_id = $1 AND id = $2",
        id.tenant.0,
        id.row,
    )
    .fetch_optional(conn.raw())
    .await?;
    Ok(row.map(|row| ControlQuestionnaireId::new(id.tenant, row)))
}

/// Answers by id; those out of scope are left out.
///
/// # Errors
/// When the database fails.
pub async fn by_ids(conn: &mut Conn, ids: &[ControlAnswerId]) -> Result<Vec<CriterionAnswer>> {
    let (tenants, rows): (Vec<Uuid>, Vec<Uuid>) = ids.iter().map(|id| (id.tenant.0, id.row)).unzip();
    let rows = sqlx::query_as!(
        Row,
        "SELECT answer.tenant_id, answer.id, questionnaire_id, criterion_id, answer, explanation, proof, is_taken_over,
           answered_by, answered_at, version
         FROM unnest((SELECT $1::uuid[]), (SELECT $2::uuid[])) AS wanted (tenant_id, id)
         JOIN control_answer AS answer ON answer.tenant_id = wanted.tenant_id AND answer.id = wanted.id",
        &tenants,
        &rows,
    )
    .fetch_all(conn.raw())
    .await?;
    Ok(rows.into_iter().map(CriterionAnswer::from).collect())
}

/// The answers of several questionnaires, in the order of the criteria.
///
/// # Errors
/// When the database fails.
pub async fn of_questionnaires(
    conn: &mut Conn,
    questionnaires: &[ControlQuestionnaireId],
) -> Result<Vec<CriterionAnswer>> {
    let (tenants, rows): (Vec<Uuid>, Vec<Uuid>) =
        questionnaires.iter().map(|id| (id.tenant.0, id.row)).unzip();
    let rows = sqlx::query_as!(
        Row,
        "SELECT answer.tenant_id, answer.id, questionnaire_id, criterion_id, answer, explanation, proof, is_taken_over,
           answered_by, answered_at, version
         FROM unnest((SELECT $1::uuid[]), (SELECT $2::uuid[])) AS wanted (tenant_id, id)
         JOIN control_answer AS answer
           ON answer.tenant_id = wanted.tenant_id AND answer.questionnaire_id = wanted.id
         JOIN control_criterion AS criterion
           ON criterion.tenant_id = answer.tenant_id AND criterion.id = answer.criterion_id
         ORDER BY questionnaire_id, criterion.standard, criterion.ordinal",
        &tenants,
        &rows,
    )
    .fetch_all(conn.raw())
    .await?;
    Ok(rows.into_iter().map(CriterionAnswer::from).collect())
}

/// The answers of a questionnaire, locked for changing.
///
/// # Errors
/// When the database fails.
pub async fn lock_all(
    tx: &mut WriteTx,
    questionnaire: ControlQuestionnaireId,
) -> Result<Vec<CriterionAnswer>> {
    let rows = sqlx::query_as!(
        Row,
        "SELECT tenant_id, id, questionnaire_id, criterion_id, answer, explanation, proof, is_taken_over,
           answered_by, answered_at, version
         FROM control_answer WHERE tenant_id = $1 AND questionnaire_id = $2 ORDER BY id FOR UPDATE",
        questionnaire.tenant.0,
        questionnaire.row,
    )
    .fetch_all(tx.raw())
    .await?;
    Ok(rows.into_iter().map(CriterionAnswer::from).collect())
}

/// How many criteria of several questionnaires are answered and explained, and how many there are.
///
/// # Errors
/// When the database fails.
pub async fn progress(
    conn: &mut Conn,
    questionnaires: &[ControlQuestionnaireId],
) -> Result<Vec<(ControlQuestionnaireId, i32, i32)>> {
    let (tenants, rows): (Vec<Uuid>, Vec<Uuid>) =
        questionnaires.iter().map(|id| (id.tenant.0, id.row)).unzip();
    let rows = sqlx::query!(
        r#"SELECT answer.tenant_id, answer.questionnaire_id, count(*)::integer AS "all!",
             (count(*) FILTER (WHERE answer.answer IS NOT NULL AND answer.explanation IS NOT NULL
               AND NOT answer.is_taken_over))::integer AS "complete!"
           FROM unnest((SELECT $1::uuid[]), (SELECT $2::uuid[])) AS wanted (tenant_id, id)
           JOIN control_answer AS answer
             ON answer.tenant_id = wanted.tenant_id AND answer.questionnaire_id = wanted.id
           GROUP BY answer.tenant_id, answer.questionnaire_id"#,
        &tenants,
        &rows,
    )
    .fetch_all(conn.raw())
    .await?;
    let id = |tenant: Uuid, row: Uuid| ControlQuestionnaireId::new(TenantId(tenant), row);
    Ok(rows.into_iter().map(|row| (id(row.tenant_id, row.questionnaire_id), row.complete, row.all)).collect())
}

struct Row {
    tenant_id: Uuid,
    id: Uuid,
    questionnaire_id: Uuid,
    criterion_id: Uuid,
    answer: Option<String>,
    explanation: Option<String>,
    proof: Option<String>,
    is_taken_over: bool,
    answered_by: Option<Uuid>,
    answered_at: Option<DateTime<Utc>>,
    version: i32,
}

impl From<Row> for CriterionAnswer {
    fn from(row: Row) -> Self {
        let tenant = TenantId(row.tenant_id);
        Self {
            id: ControlAnswerId::new(tenant, row.id),
            questionnaire: ControlQuestionnaireId::new(tenant, row.questionnaire_id),
            criterion: ControlCriterionId::new(tenant, row.criterion_id),
            answer: row.answer.as_deref().and_then(Answer::from_code),
            explanation: row.explanation,
            proof: row.proof,
            is_taken_over: row.is_taken_over,
            answered_by: row.answered_by.map(|by| MembershipId::new(tenant, by)),
            answered_at: row.answered_at,
            version: row.version,
        }
    }
}
