//! What the database says, in the vocabulary of `domain`: by constraint name and error class, never by message.

use calitas_domain::{Error, Reason, caf::CafRefusal};

/// A failure of the database.
#[derive(Debug, thiserror::Error)]
#[error(transparent)]
pub struct StoreError(#[from] pub(crate) sqlx::Error);

impl From<StoreError> for Error {
    fn from(StoreError(error): StoreError) -> Self {
        if let Some(refusal) = error.as_database_error().and_then(|e| e.constraint()).and_then(refusal) {
            return refusal;
        }
        if is_passing(&error) { Self::Unavailable(Box::new(error)) } else { Self::Internal(Box::new(error)) }
    }
}

/// The refusal a constraint stands for. A constraint that is not listed is a fault of ours.
fn refusal(constraint: &str) -> Option<Error> {
    let invalid = |path: &str| Some(Error::invalid(path, Reason::UnknownReference));
    match constraint {
        "tenant_slug_key" | "municipality_slug_key" => Some(Error::invalid("slug", Reason::CodeTaken)),
        "unit_code_key" => Some(Error::invalid("code", Reason::CodeTaken)),
        "custom_role_name_key" => Some(Error::invalid("name", Reason::CodeTaken)),
        "membership_role_custom_role_fkey" => invalid("roles"),
        "unit_parent_fkey" => invalid("parentId"),
        "membership_account_key" => Some(Error::conflict(Reason::AlreadyMember)),
        "membership_unit_fkey" | "invitation_unit_fkey" => invalid("unitId"),
        "membership_role_unit_fkey" => invalid("roles"),
        "invitation_pending_key" => Some(Error::invalid("email", Reason::Repeated)),
        "plan_unit_fkey" | "plan_action_unit_fkey" => invalid("unitId"),
        "plan_owner_fkey" => invalid("ownerId"),
        "plan_action_responsible_fkey" => invalid("responsibleId"),
        "plan_action_contributor_membership_fkey" => invalid("membershipIds"),
        "plan_action_dependency_after_fkey" => invalid("afterId"),
        "plan_action_mention_membership_fkey" => invalid("mentionIds"),
        "calendar_feed_account_key" | "calendar_feed_tenant_key" => {
            Some(Error::conflict(Reason::ChangedMeanwhile))
        }
        "evidence_file_content_key" => Some(Error::conflict(Reason::FileAlreadyAttached)),
        "evidence_link_plan_fkey" | "evidence_link_action_fkey" | "evidence_link_meeting_fkey" => {
            invalid("subjectId")
        }
        "retention_class_code_key" => Some(Error::invalid("code", Reason::CodeTaken)),
        "retention_class_unit_fkey" => invalid("unitId"),
        "retention_policy_class_fkey" => invalid("defaultClassId"),
        "evidence_retention_class_fkey" => invalid("retentionClassId"),
        "control_campaign_year_key" => Some(Error::invalid("year", Reason::CampaignExists)),
        "control_report_campaign_key" => Some(Error::conflict(Reason::ReportExists)),
        "caf_report_assessment_key" => Some(Error::conflict(CafRefusal::CafReportExists)),
        "control_questionnaire_unit_fkey" => invalid("unitIds"),
        "control_questionnaire_delegate_fkey" => invalid("delegateId"),
        "control_objective_unit_fkey" | "control_activity_unit_fkey" => invalid("unitId"),
        "control_objective_parent_fkey" => invalid("parentId"),
        "control_indicator_activity_fkey" => invalid("activityId"),
        "control_measurement_day_key" => Some(Error::invalid("measuredOn", Reason::MeasuredAlready)),
        "commission_tenant_key" => Some(Error::conflict(Reason::ChangedMeanwhile)),
        "commission_member_person_fkey" => invalid("memberId"),
        "commission_decision_responsible_fkey" => invalid("responsibleId"),
        "sensitive_function_unit_fkey" => invalid("unitId"),
        "sensitive_function_holder_fkey" => invalid("holderId"),
        "control_delegation_delegator_fkey" => invalid("delegatorId"),
        "control_delegation_delegate_fkey" => invalid("delegateId"),
        "risk_unit_fkey" | "risk_alert_unit_fkey" => invalid("unitId"),
        "risk_owner_fkey" => invalid("ownerId"),
        "risk_objective_fkey" | "risk_activity_fkey" => invalid("targetId"),
        "risk_setting_approver_fkey" => invalid("toleranceApprovedById"),
        "saved_view_name_key" => Some(Error::invalid("name", Reason::CodeTaken)),
        _ => None,
    }
}

/// Whether the same request may succeed later: the server restarts, the pool is empty, somebody holds the row.
fn is_passing(error: &sqlx::Error) -> bool {
    match error {
        sqlx::Error::Io(_) | sqlx::Error::PoolTimedOut | sqlx::Error::PoolClosed | sqlx::Error::Tls(_) => {
            true
        }
        sqlx::Error::Database(error) => error.code().is_some_and(|code| {
            // Connection faults, serialisation and deadlock, lock not available, cancelled, shutting down.
            code.starts_with("08")
                || code.starts_with("40")
                || code.starts_with("57")
                || code == "55P03"
                || code == "53300"
        }),
        _ => false,
    }
}
