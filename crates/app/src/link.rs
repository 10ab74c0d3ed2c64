//! Addresses of pages, for mails and calendars.

use crate::app::App;
use calitas_domain::{
    control::DeadlineKind,
    id::{
        CommissionMeetingId, ControlCampaignId, ControlDeadlineId, ControlQuestionnaireId, Kind,
        PlanActionId, PlanId, TenantId,
    },
    tenancy::Tenant,
};
use data_encoding::BASE32_DNSSEC;
use uuid::Uuid;

/// The opaque form of a row of an institution, as the API gives it out.
pub fn opaque(kind: Kind, tenant: TenantId, row: Uuid) -> String {
    let bytes = [tenant.0.as_bytes().as_slice(), row.as_bytes()].concat();
    format!("{}_{}", kind.0, BASE32_DNSSEC.encode(&bytes))
}

/// The page of a thing; the institution's own when it has none. The same as `addressOf` of the pages. What belongs to the
/// self-assessment of a year is found by the year.
pub(crate) fn page(app: &App, tenant: &Tenant, kind: Kind, row: Uuid, year: Option<i32>) -> String {
    let base = format!("{}/i/{}", app.public_url(), tenant.slug);
    let id = opaque(kind, tenant.id, row);
    match (kind, year) {
        (PlanId::KIND, _) => format!("{base}/plans/{id}"),
        (PlanActionId::KIND, _) => format!("{base}/actions/{id}"),
        (ControlQuestionnaireId::KIND, Some(year)) => format!("{base}/control/{year}/questionnaires/{id}"),
        (ControlCampaignId::KIND, Some(year)) => format!("{base}/control?year={year}"),
        (CommissionMeetingId::KIND, _) => format!("{base}/control/commission/{id}"),
        (ControlDeadlineId::KIND, _) => {
            format!("{base}/{}", of_paper(ControlDeadlineId::new(tenant.id, row)))
        }
        _ => base,
    }
}

/// Where a paper is worked on.
fn of_paper(id: ControlDeadlineId) -> String {
    match id.names() {
        None => "control".to_owned(),
        Some((DeadlineKind::Programme, year)) => format!("control/{year}/forms"),
        Some((DeadlineKind::Risks, _)) => "risks".to_owned(),
        Some((DeadlineKind::Performance, _)) => "control/objectives".to_owned(),
        Some((DeadlineKind::Questionnaires, year)) => format!("control?year={year}"),
        Some((DeadlineKind::Synthesis, year)) => format!("control/{year}/synthesis"),
        Some((DeadlineKind::Report, year)) => format!("control/{year}/report"),
    }
}
