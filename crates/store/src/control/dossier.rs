//! What the annexes of a campaign are made of, and how far campaigns of subordinate institutions are.

use crate::{Conn, Result};
use calitas_domain::{
    calendar,
    control::{Answer, CampaignStatus, Compartment, Finding, Standard, Subordinate},
    id::{ControlCampaignId, TenantId},
};
use std::collections::BTreeMap;
use uuid::Uuid;

/// The questionnaires of a campaign with all that was said in them, by the name of the compartment.
///
/// # Errors
/// When the database fails.
pub async fn compartments(conn: &mut Conn, campaign: ControlCampaignId) -> Result<Vec<Compartment>> {
    let heads = sqlx::query!(
        r#"SELECT asked.id, unit.name_ro, unit.name_en, asked.submitted_at, asked.status = 'LOCKED' AS "is_locked!",
             author.display_name AS "submitted_by?"
           FROM control_questionnaire AS asked
           JOIN unit ON unit.tenant_id = asked.tenant_id AND unit.id = asked.unit_id
           LEFT JOIN membership AS author ON author.tenant_id = asked.tenant_id AND author.id = asked.submitted_by
           WHERE asked.tenant_id = $1 AND asked.campaign_id = $2
           ORDER BY unit.name_ro, asked.id"#,
        campaign.tenant.0,
        campaign.row,
    )
    .fetch_all(conn.raw())
    .await?;
    let rows = sqlx::query!(
        "SELECT answer.questionnaire_id, criterion.standard, criterion.ordinal, criterion.label_ro, criterion.label_en,
           answer.answer, answer.explanation, answer.proof
         FROM control_questionnaire AS asked
         JOIN control_answer AS answer
           ON answer.tenant_id = asked.tenant_id AND answer.questionnaire_id = asked.id
         JOIN control_criterion AS criterion
           ON criterion.tenant_id = answer.tenant_id AND criterion.id = answer.criterion_id
         WHERE asked.tenant_id = $1 AND asked.campaign_id = $2
         ORDER BY answer.questionnaire_id, criterion.standard, criterion.ordinal",
        campaign.tenant.0,
        campaign.row,
    )
    .fetch_all(conn.raw())
    .await?;
    let mut findings: BTreeMap<Uuid, Vec<Finding>> = BTreeMap::new();
    for row in rows {
        // The check of the table lets in no other standard.
        let Some(standard) = Standard::from_number(row.standard) else { continue };
        findings.entry(row.questionnaire_id).or_default().push(Finding {
            standard,
            code: format!("{}.{}", row.standard, row.ordinal),
            label_ro: row.label_ro,
            label_en: row.label_en,
            answer: row.answer.as_deref().and_then(Answer::from_code),
            explanation: row.explanation,
            proof: row.proof,
        });
    }
    Ok(heads
        .into_iter()
        .map(|head| Compartment {
            questionnaire: head.id,
            name_ro: head.name_ro,
            name_en: head.name_en,
            submitted_by: head.submitted_by,
            submitted_on: head.submitted_at.map(calendar::day),
            is_locked: head.is_locked,
            findings: findings.remove(&head.id).unwrap_or_default(),
        })
        .collect())
}

/// How far the campaigns of a year are in some institutions, in numbers, as the role that oversees may read them.
/// Reports are left to [`super::report::released`].
///
/// # Errors
/// When the database fails.
pub async fn subordinates(
    conn: &mut Conn,
    tenants: &[TenantId],
    year: i32,
) -> Result<BTreeMap<TenantId, Subordinate>> {
    let tenants: Vec<Uuid> = tenants.iter().map(|tenant| tenant.0).collect();
    let rows = sqlx::query!(
        r#"SELECT campaign.tenant_id, campaign.due_on, campaign.status,
             count(asked.id)::integer AS "questionnaires!",
             (count(*) FILTER (WHERE asked.status IN ('SUBMITTED', 'LOCKED')))::integer AS "submitted!",
             coalesce(sum(done.complete), 0)::integer AS "complete!",
             coalesce(sum(done.criteria), 0)::integer AS "criteria!"
           FROM control_campaign AS campaign
           LEFT JOIN control_questionnaire AS asked
             ON asked.tenant_id = campaign.tenant_id AND asked.campaign_id = campaign.id
           LEFT JOIN LATERAL (
             SELECT count(*) FILTER (WHERE answer.is_complete) AS complete, count(*) AS criteria
             FROM control_answer AS answer
             WHERE answer.tenant_id = asked.tenant_id AND answer.questionnaire_id = asked.id
           ) AS done ON true
           WHERE campaign.tenant_id = ANY($1) AND campaign.year = $2
           GROUP BY campaign.tenant_id, campaign.due_on, campaign.status"#,
        &tenants,
        year,
    )
    .fetch_all(conn.raw())
    .await?;
    let subordinate = rows.into_iter().map(|row| {
        let found = Subordinate {
            due_on: Some(row.due_on),
            report_due_on: None,
            campaign: CampaignStatus::from_code(&row.status),
            questionnaire_count: row.questionnaires,
            submitted_count: row.submitted,
            complete_count: row.complete,
            criterion_count: row.criteria,
            is_returned: None,
        };
        (TenantId(row.tenant_id), found)
    });
    Ok(subordinate.collect())
}
