//! Addresses of pages, for mails and calendars.

use crate::app::App;
use calitas_domain::{
    id::{ControlCampaignId, ControlQuestionnaireId, Kind, PlanActionId, PlanId, TenantId},
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
        _ => base,
    }
}
