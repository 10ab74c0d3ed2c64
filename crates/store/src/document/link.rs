//! What evidence proves. Evidence and its files remember the plans of their links, so that guests are held to them, and
//! whether an answer of the self-assessment is among them.

use crate::{Conn, Result, WriteTx};
use calitas_domain::{
    document::{Subject, Whole},
    id::{CommissionMeetingId, ControlAnswerId, EvidenceId, PlanActionId, PlanId, TenantId},
};
use uuid::Uuid;

/// Links evidence to a subject; twice is once. Says whether it was new.
///
/// # Errors
/// When the subject is gone, or the database fails.
pub async fn add(tx: &mut WriteTx, evidence: EvidenceId, subject: Subject, whole: Whole) -> Result<bool> {
    let now = tx.now();
    let (kind, action, answer) = match subject {
        Subject::Plan(_) => ("PLAN", None, None),
        Subject::Action(action) => ("PLAN_ACTION", Some(action.row), None),
        Subject::Answer(answer) => ("CONTROL_ANSWER", None, Some(answer.row)),
        Subject::Meeting(_) => ("COMMISSION_MEETING", None, None),
    };
    let (plan, questionnaire, meeting) = match whole {
        Whole::Plan(plan) => (Some(plan.row), None, None),
        Whole::Questionnaire(questionnaire) => (None, Some(questionnaire.row), None),
        Whole::Meeting(meeting) => (None, None, Some(meeting.row)),
    };
    let added = sqlx::query!(
        "INSERT INTO evidence_link (tenant_id, evidence_id, subject_kind, subject_id, plan_id, action_id,
           questionnaire_id, answer_id, meeting_id, linked_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) ON CONFLICT DO NOTHING",
        evidence.tenant.0,
        evidence.row,
        kind,
        subject.row(),
        plan,
        action,
        questionnaire,
        answer,
        meeting,
        now,
    )
    .execute(tx.raw())
    .await?;
    remember(tx, evidence).await?;
    Ok(added.rows_affected() == 1)
}

/// Takes evidence off a subject.
///
/// # Errors
/// When the database fails.
pub async fn remove(tx: &mut WriteTx, evidence: EvidenceId, subject: Subject) -> Result<()> {
    sqlx::query!(
        "DELETE FROM evidence_link WHERE tenant_id = $1 AND subject_id = $2 AND evidence_id = $3",
        evidence.tenant.0,
        subject.row(),
        evidence.row,
    )
    .execute(tx.raw())
    .await?;
    remember(tx, evidence).await
}

/// Notes the plans of the links, and whether there are others, on the evidence and on its files.
async fn remember(tx: &mut WriteTx, evidence: EvidenceId) -> Result<()> {
    sqlx::query!(
        "WITH linked AS (
           SELECT coalesce(array_agg(DISTINCT plan_id) FILTER (WHERE plan_id IS NOT NULL), '{}') AS plan_ids,
             coalesce(bool_or(answer_id IS NOT NULL OR meeting_id IS NOT NULL), false) AS is_of_control
           FROM evidence_link WHERE tenant_id = $1 AND evidence_id = $2
         ), files AS (
           UPDATE evidence_file SET plan_ids = linked.plan_ids, is_of_control = linked.is_of_control FROM linked
           WHERE evidence_file.tenant_id = $1 AND evidence_file.evidence_id = $2
         )
         UPDATE evidence SET plan_ids = linked.plan_ids, is_of_control = linked.is_of_control FROM linked
         WHERE evidence.tenant_id = $1 AND evidence.id = $2",
        evidence.tenant.0,
        evidence.row,
    )
    .execute(tx.raw())
    .await?;
    Ok(())
}

/// What several pieces of evidence prove, in the order it was linked.
///
/// # Errors
/// When the database fails.
pub async fn of_evidence(conn: &mut Conn, evidence: &[EvidenceId]) -> Result<Vec<(EvidenceId, Subject)>> {
    let (tenants, rows): (Vec<Uuid>, Vec<Uuid>) = evidence.iter().map(|id| (id.tenant.0, id.row)).unzip();
    let rows = sqlx::query!(
        "SELECT link.tenant_id, link.evidence_id, link.plan_id, link.action_id, link.answer_id,
           link.meeting_id
         FROM unnest((SELECT $1::uuid[]), (SELECT $2::uuid[])) AS wanted (tenant_id, id)
         JOIN evidence_link AS link ON link.tenant_id = wanted.tenant_id AND link.evidence_id = wanted.id
         ORDER BY link.linked_at, link.subject_id",
        &tenants,
        &rows,
    )
    .fetch_all(conn.raw())
    .await?;
    // The check of the table lets in nothing else.
    let link =
        |tenant, plan: Option<Uuid>, action: Option<Uuid>, answer: Option<Uuid>, meeting: Option<Uuid>| {
            let answer = answer.map(|row| Subject::Answer(ControlAnswerId::new(tenant, row)));
            let meeting = meeting.map(|row| Subject::Meeting(CommissionMeetingId::new(tenant, row)));
            let action = action.map(|row| Subject::Action(PlanActionId::new(tenant, row)));
            let plan = plan.map(|row| Subject::Plan(PlanId::new(tenant, row)));
            answer.or(meeting).or(action).or(plan)
        };
    Ok(rows
        .into_iter()
        .filter_map(|row| {
            let tenant = TenantId(row.tenant_id);
            let subject = link(tenant, row.plan_id, row.action_id, row.answer_id, row.meeting_id)?;
            Some((EvidenceId::new(tenant, row.evidence_id), subject))
        })
        .collect())
}
