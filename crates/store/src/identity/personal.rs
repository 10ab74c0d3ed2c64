//! Everything that is kept of a person (GDPR, art. 15): rows as JSON, by table. Secrets and their hashes stay out.
//!
//! A new table that names accounts or memberships: its rows here, or the reason against it in the catalogue's test.

use crate::{Conn, IdentityTx, Result};
use calitas_domain::id::{AccountId, MembershipId, TenantId};
use serde_json::Value;
use uuid::Uuid;

/// What one table holds of a person.
#[derive(Debug, Clone)]
pub struct Part {
    /// The table.
    pub table: &'static str,
    /// Its rows, the newest first where they have a time.
    pub rows: Vec<Value>,
}

macro_rules! parts {
    ($conn:expr, $($table:literal: $sql:literal ($($argument:expr),*);)*) => {
        vec![$(Part {
            table: $table,
            rows: sqlx::query_scalar!(
                r#"SELECT to_jsonb(found) AS "row!" FROM ("# + $sql + ") AS found",
                $($argument),*
            )
            .fetch_all($conn.raw())
            .await?,
        }),*]
    };
}

/// What is kept of an account itself.
///
/// # Errors
/// When the database fails.
pub async fn of_account(tx: &mut IdentityTx, account: AccountId) -> Result<Vec<Part>> {
    let id = account.0;
    Ok(parts! { tx,
        "account": "SELECT email, display_name AS name, language, created_at FROM account WHERE id = $1" (id);
        "session": "SELECT device, created_at, last_seen_at, revoked_at AS ended_at FROM session
            WHERE account_id = $1 ORDER BY created_at DESC" (id);
        "identity_journal": "SELECT kind, at FROM identity_journal WHERE account_id = $1 ORDER BY at DESC" (id);
        "second_factor": "SELECT state, created_at FROM second_factor WHERE account_id = $1" (id);
        "recovery_code": "SELECT used_at FROM recovery_code WHERE account_id = $1 ORDER BY used_at" (id);
        "ticket": "SELECT kind, expires_at, used_at FROM ticket WHERE account_id = $1 ORDER BY expires_at DESC" (id);
        "notification_setting": "SELECT channels, rhythm, is_quiet_on_free_days, due_soon_days
            FROM notification_setting WHERE account_id = $1" (id);
        "notification_mail": "SELECT due_at FROM notification_mail WHERE account_id = $1 ORDER BY due_at DESC" (id);
        "calendar_feed": "SELECT created_at FROM calendar_feed WHERE account_id = $1" (id);
        "mail": "SELECT subject, body, created_at, sent_at FROM mail
            WHERE recipient = (SELECT email FROM account WHERE id = $1) ORDER BY created_at DESC" (id);
    })
}

/// The places of an account, ended ones too.
///
/// # Errors
/// When the database fails.
pub async fn places(tx: &mut IdentityTx, account: AccountId) -> Result<Vec<MembershipId>> {
    let rows = sqlx::query!(
        "SELECT tenant_id, id FROM membership WHERE account_id = $1 ORDER BY created_at",
        account.0
    )
    .fetch_all(tx.raw())
    .await?;
    Ok(rows.into_iter().map(|row| MembershipId::new(TenantId(row.tenant_id), row.id)).collect())
}

/// What an institution keeps of a person who has, or had, a place in it.
///
/// # Errors
/// When the database fails.
pub async fn of_place(conn: &mut Conn, place: MembershipId, account: AccountId) -> Result<Vec<Part>> {
    let (tenant, id): (Uuid, Uuid) = (place.tenant.0, place.row);
    Ok(parts! { conn,
        "membership": "SELECT tenant.name_ro AS institution, membership.display_name AS function, email,
              unit.name_ro AS unit, expires_on, ended_at, membership.created_at
            FROM membership JOIN tenant ON tenant.id = membership.tenant_id
            LEFT JOIN unit ON unit.tenant_id = membership.tenant_id AND unit.id = membership.unit_id
            WHERE membership.tenant_id = $1 AND membership.id = $2" (tenant, id);
        "membership_role": "SELECT role, unit.name_ro AS unit, custom_role.name AS custom_role
            FROM membership_role AS given
            LEFT JOIN unit ON unit.tenant_id = given.tenant_id AND unit.id = given.unit_id
            LEFT JOIN custom_role
              ON custom_role.tenant_id = given.tenant_id AND custom_role.id = given.custom_role_id
            WHERE given.tenant_id = $1 AND membership_id = $2" (tenant, id);
        "membership_object": "SELECT plan.code, plan.title FROM membership_object AS granted
            JOIN plan ON plan.tenant_id = granted.tenant_id AND plan.id = granted.object_id
            WHERE granted.tenant_id = $1 AND membership_id = $2" (tenant, id);
        "invitation": "SELECT email, display_name AS function, status, created_at, expires_at FROM invitation
            WHERE tenant_id = $1 AND email <> ''
              AND email = (SELECT email FROM membership WHERE tenant_id = $1 AND id = $2)
            ORDER BY created_at DESC" (tenant, id);
        "plan": "SELECT code, title, status, owner_id = $2 AS is_owner, submitted_by = $2 AS is_submitter,
              approved_by = $2 AS is_approver, created_at FROM plan
            WHERE tenant_id = $1 AND (owner_id = $2 OR submitted_by = $2 OR approved_by = $2)
            ORDER BY created_at DESC" (tenant, id);
        "plan_version": "SELECT plan.code, plan_version.number, plan_version.approved_at,
              plan_version.owner_id = $2 AS is_owner, plan_version.approved_by = $2 AS is_approver
            FROM plan_version
            JOIN plan ON plan.tenant_id = plan_version.tenant_id AND plan.id = plan_version.plan_id
            WHERE plan_version.tenant_id = $1 AND (plan_version.owner_id = $2 OR plan_version.approved_by = $2)
            ORDER BY plan_version.approved_at DESC" (tenant, id);
        "plan_version_action": "SELECT plan.code, action.version_number AS number, action.title
            FROM plan_version_action AS action
            JOIN plan ON plan.tenant_id = action.tenant_id AND plan.id = action.plan_id
            WHERE action.tenant_id = $1 AND action.responsible_id = $2
            ORDER BY plan.code, action.version_number" (tenant, id);
        "plan_action": "SELECT plan.code, action.number, action.title, action.status, action.due_on, action.progress
            FROM plan_action AS action JOIN plan ON plan.tenant_id = action.tenant_id AND plan.id = action.plan_id
            WHERE action.tenant_id = $1 AND action.responsible_id = $2 ORDER BY plan.code, action.number" (tenant, id);
        "plan_action_contributor": "SELECT action.title FROM plan_action_contributor AS helped
            JOIN plan_action AS action ON action.tenant_id = helped.tenant_id AND action.id = helped.action_id
            WHERE helped.tenant_id = $1 AND membership_id = $2" (tenant, id);
        "plan_action_watcher": "SELECT action.title, watched.created_at FROM plan_action_watcher AS watched
            JOIN plan_action AS action ON action.tenant_id = watched.tenant_id AND action.id = watched.action_id
            WHERE watched.tenant_id = $1 AND membership_id = $2 ORDER BY watched.created_at DESC" (tenant, id);
        "plan_action_comment": "SELECT action.title, comment.body, comment.created_at, comment.edited_at
            FROM plan_action_comment AS comment
            JOIN plan_action AS action ON action.tenant_id = comment.tenant_id AND action.id = comment.action_id
            WHERE comment.tenant_id = $1 AND author_id = $2 ORDER BY comment.created_at DESC" (tenant, id);
        "plan_action_mention": "SELECT action.title, mention.created_at, mention.read_at
            FROM plan_action_mention AS mention
            JOIN plan_action AS action ON action.tenant_id = mention.tenant_id AND action.id = mention.action_id
            WHERE mention.tenant_id = $1 AND membership_id = $2 ORDER BY mention.created_at DESC" (tenant, id);
        "plan_action_measurement": "SELECT action.title, measured_on, value, note, recorded_at
            FROM plan_action_measurement AS measured
            JOIN plan_action AS action ON action.tenant_id = measured.tenant_id AND action.id = measured.action_id
            WHERE measured.tenant_id = $1 AND recorded_by = $2 ORDER BY recorded_at DESC" (tenant, id);
        "evidence": "SELECT title, description, effective_on, created_at, removed_at FROM evidence
            WHERE tenant_id = $1 AND author_id = $2 ORDER BY created_at DESC" (tenant, id);
        "evidence_file": "SELECT name, kind, size_bytes, sha256, uploaded_at, removed_at FROM evidence_file
            WHERE tenant_id = $1 AND uploaded_by = $2 ORDER BY uploaded_at DESC" (tenant, id);
        "disposal": "SELECT title, status, created_by = $2 AS is_author, submitted_by = $2 AS is_submitter,
              approved_by = $2 AS is_approver, created_at, approved_at FROM disposal
            WHERE tenant_id = $1 AND (created_by = $2 OR submitted_by = $2 OR approved_by = $2)
            ORDER BY created_at DESC" (tenant, id);
        "control_campaign": "SELECT year, status, opened_at, closed_at FROM control_campaign
            WHERE tenant_id = $1 AND opened_by = $2 ORDER BY year DESC" (tenant, id);
        "control_questionnaire": "SELECT campaign.year, unit.name_ro AS unit, asked.status,
              delegate_id = $2 AS is_delegate, submitted_by = $2 AS is_submitter, locked_by = $2 AS is_approver,
              submitted_at, locked_at
            FROM control_questionnaire AS asked
            JOIN control_campaign AS campaign
              ON campaign.tenant_id = asked.tenant_id AND campaign.id = asked.campaign_id
            JOIN unit ON unit.tenant_id = asked.tenant_id AND unit.id = asked.unit_id
            WHERE asked.tenant_id = $1 AND (delegate_id = $2 OR submitted_by = $2 OR locked_by = $2)
            ORDER BY campaign.year DESC, unit.name_ro" (tenant, id);
        "control_answer": "SELECT criterion.label_ro AS criterion, answer.answer, explanation, answered_at
            FROM control_answer AS answer
            JOIN control_criterion AS criterion
              ON criterion.tenant_id = answer.tenant_id AND criterion.id = answer.criterion_id
            WHERE answer.tenant_id = $1 AND answered_by = $2 ORDER BY answered_at DESC" (tenant, id);
        "risk_setting": "SELECT tolerance_limit AS value, approved_on FROM risk_setting
            WHERE tenant_id = $1 AND approved_by = $2" (tenant, id);
        "risk": "SELECT 'R-' || number AS code, title, status, created_at FROM risk
            WHERE tenant_id = $1 AND owner_id = $2 ORDER BY number" (tenant, id);
        "risk_review": "SELECT 'R-' || risk.number AS code, kind, reviewed_on, cause, review.created_at
            FROM risk_review AS review
            JOIN risk ON risk.tenant_id = review.tenant_id AND risk.id = review.risk_id
            WHERE review.tenant_id = $1 AND reviewed_by = $2 ORDER BY review.created_at DESC" (tenant, id);
        "risk_alert": "SELECT 'FAR-' || number AS code, title, description, status, raised_by = $2 AS is_author,
              analysed_by = $2 AS is_analyst, decided_by = $2 AS is_approver, raised_at, decided_at FROM risk_alert
            WHERE tenant_id = $1 AND (raised_by = $2 OR analysed_by = $2 OR decided_by = $2)
            ORDER BY number DESC" (tenant, id);
        "control_decision": "SELECT campaign.year, standard, reason, decided_at FROM control_decision AS decision
            JOIN control_campaign AS campaign
              ON campaign.tenant_id = decision.tenant_id AND campaign.id = decision.campaign_id
            WHERE decision.tenant_id = $1 AND decided_by = $2 ORDER BY decided_at DESC" (tenant, id);
        "control_report": "SELECT campaign.year, report.status, submitted_by = $2 AS is_submitter,
              approved_by = $2 AS is_approver, submitted_at, approved_at
            FROM control_report AS report
            JOIN control_campaign AS campaign
              ON campaign.tenant_id = report.tenant_id AND campaign.id = report.campaign_id
            WHERE report.tenant_id = $1 AND (submitted_by = $2 OR approved_by = $2) ORDER BY campaign.year DESC" (tenant, id);
        "control_report_version": "SELECT year, number, approved_at, released_at FROM control_report_version
            WHERE tenant_id = $1 AND approved_by = $2 ORDER BY approved_at DESC" (tenant, id);
        "control_measurement": "SELECT indicator.name AS title, measured_on, value, note, measured.created_at AS recorded_at
            FROM control_measurement AS measured
            JOIN control_indicator AS indicator
              ON indicator.tenant_id = measured.tenant_id AND indicator.id = measured.indicator_id
            WHERE measured.tenant_id = $1 AND measured_by = $2 ORDER BY measured_on DESC" (tenant, id);
        "commission_member": "SELECT role, valid_from, valid_until FROM commission_member
            WHERE tenant_id = $1 AND person_id = $2 ORDER BY valid_from DESC" (tenant, id);
        "commission_attendance": "SELECT meeting.number, meeting.held_on, attended.status
            FROM commission_attendance AS attended
            JOIN commission_member AS member
              ON member.tenant_id = attended.tenant_id AND member.id = attended.member_id
            JOIN commission_meeting AS meeting
              ON meeting.tenant_id = attended.tenant_id AND meeting.id = attended.meeting_id
            WHERE attended.tenant_id = $1 AND member.person_id = $2 ORDER BY meeting.held_on DESC" (tenant, id);
        "commission_decision": "SELECT 'CM-' || meeting.number || '.' || decision.number AS code,
              decision.text AS description, decision.due_on
            FROM commission_decision AS decision
            JOIN commission_meeting AS meeting
              ON meeting.tenant_id = decision.tenant_id AND meeting.id = decision.meeting_id
            WHERE decision.tenant_id = $1 AND decision.responsible_id = $2
            ORDER BY meeting.number DESC, decision.number" (tenant, id);
        "sensitive_function": "SELECT name AS title, exposure, held_since FROM sensitive_function
            WHERE tenant_id = $1 AND holder_id = $2 ORDER BY name" (tenant, id);
        "control_delegation": "SELECT number, powers, act, delegator_id = $2 AS is_delegator, delegate_id = $2 AS has_powers,
              valid_from, valid_until, revoked_at
            FROM control_delegation
            WHERE tenant_id = $1 AND (delegator_id = $2 OR delegate_id = $2) ORDER BY number DESC" (tenant, id);
        "caf_assessment": "SELECT year, title, status, created_at FROM caf_assessment
            WHERE tenant_id = $1 AND coordinator_id = $2 ORDER BY year DESC" (tenant, id);
        "caf_step": "SELECT assessment.year, step.ordinal AS number, step.due_on, step.done_on, step.note
            FROM caf_step AS step
            JOIN caf_assessment AS assessment
              ON assessment.tenant_id = step.tenant_id AND assessment.id = step.assessment_id
            WHERE step.tenant_id = $1 AND step.responsible_id = $2 ORDER BY assessment.year DESC, step.ordinal" (tenant, id);
        "caf_member": "SELECT assessment.year, assessment.title, member.role, member.created_at, member.submitted_at,
              member.removed_at
            FROM caf_member AS member
            JOIN caf_assessment AS assessment
              ON assessment.tenant_id = member.tenant_id AND assessment.id = member.assessment_id
            WHERE member.tenant_id = $1 AND member.person_id = $2 ORDER BY assessment.year DESC" (tenant, id);
        "caf_individual_score": "SELECT assessment.year, score.subcriterion AS code, score.given AS value,
              score.strengths, score.areas, score.proof
            FROM caf_individual_score AS score
            JOIN caf_member AS member ON member.tenant_id = score.tenant_id AND member.id = score.member_id
            JOIN caf_assessment AS assessment
              ON assessment.tenant_id = score.tenant_id AND assessment.id = score.assessment_id
            WHERE score.tenant_id = $1 AND member.person_id = $2
            ORDER BY assessment.year DESC, score.subcriterion" (tenant, id);
        "caf_vote": "SELECT assessment.year, consensus.subcriterion AS code, vote.round, vote.given AS value, vote.cast_at AS at
            FROM caf_vote AS vote
            JOIN caf_member AS member ON member.tenant_id = vote.tenant_id AND member.id = vote.member_id
            JOIN caf_consensus AS consensus
              ON consensus.tenant_id = vote.tenant_id AND consensus.id = vote.consensus_id
            JOIN caf_assessment AS assessment
              ON assessment.tenant_id = vote.tenant_id AND assessment.id = vote.assessment_id
            WHERE vote.tenant_id = $1 AND member.person_id = $2
            ORDER BY assessment.year DESC, consensus.subcriterion, vote.round" (tenant, id);
        "caf_consensus": "SELECT assessment.year, consensus.subcriterion AS code, consensus.given AS value,
              consensus.reason, consensus.agreed_at
            FROM caf_consensus AS consensus
            JOIN caf_assessment AS assessment
              ON assessment.tenant_id = consensus.tenant_id AND assessment.id = consensus.assessment_id
            WHERE consensus.tenant_id = $1 AND consensus.agreed_by = $2 ORDER BY consensus.agreed_at DESC" (tenant, id);
        "caf_report": "SELECT assessment.year, report.status, report.submitted_by = $2 AS is_submitter,
              report.approved_by = $2 AS is_approver, report.submitted_at, report.approved_at
            FROM caf_report AS report
            JOIN caf_assessment AS assessment
              ON assessment.tenant_id = report.tenant_id AND assessment.id = report.assessment_id
            WHERE report.tenant_id = $1 AND $2 IN (report.submitted_by, report.approved_by)
            ORDER BY assessment.year DESC" (tenant, id);
        "caf_report_version": "SELECT assessment.year, version.number, version.approved_at
            FROM caf_report_version AS version
            JOIN caf_assessment AS assessment
              ON assessment.tenant_id = version.tenant_id AND assessment.id = version.assessment_id
            WHERE version.tenant_id = $1 AND version.approved_by = $2 ORDER BY version.approved_at DESC" (tenant, id);
        "upload": "SELECT name, kind, size_bytes, received_bytes, expires_at FROM upload
            WHERE tenant_id = $1 AND started_by = $2 ORDER BY expires_at DESC" (tenant, id);
        "saved_view": "SELECT surface, name, query, is_shared, created_at FROM saved_view
            WHERE tenant_id = $1 AND owner_id = $2 ORDER BY created_at DESC" (tenant, id);
        "notification": "SELECT kind, reason, due_on, created_at, read_at FROM notification
            WHERE tenant_id = $1 AND account_id = $2 ORDER BY created_at DESC" (tenant, account.0);
        "journal": "SELECT position, at, kind, subject_kind, changes FROM journal
            WHERE tenant_id = $1 AND actor_id = $2 ORDER BY position DESC" (tenant, id);
    })
}
