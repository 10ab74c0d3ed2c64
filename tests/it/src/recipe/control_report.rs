//! The annual report on internal control, and what a superior institution does.

use super::Recipe;
use calitas_domain::control::AnnualReport;
use calitas_graphql::node::GlobalId;
use serde_json::{Value, json};

pub fn recipes() -> Vec<Recipe> {
    vec![
        Recipe::of("reopenControlCampaign", |scene, _| {
            Box::pin(async move {
                let campaign = scene.stage.closed_campaign().await;
                json!({ "input": { "id": campaign.id.global(), "expectedVersion": campaign.version } })
            })
        }),
        Recipe::of("decideControlStandard", |scene, _| {
            Box::pin(async move {
                let report = scene.stage.report().await;
                let reason = format!("Hotărârea {}", scene.number());
                json!({ "input": {
                    "campaignId": report.campaign.global(), "standard": "S16", "reason": reason,
                } })
            })
        }),
        Recipe::of("createAnnualControlReport", |scene, _| {
            Box::pin(async move {
                let campaign = scene.stage.spare_campaign().await;
                let key = format!("report{}", scene.number());
                json!({ "input": { "campaignId": campaign.id.global(), "idempotencyKey": key } })
            })
        }),
        Recipe::of("updateAnnualControlReport", |scene, _| {
            Box::pin(async move {
                let count = scene.number() % 64;
                with(&scene.stage.report().await, json!({ "assurance": "PARTIAL", "procedureCount": count }))
            })
        }),
        Recipe::of("submitAnnualControlReport", |scene, _| {
            Box::pin(async move { with(&scene.stage.report().await, json!({})) })
        }),
        Recipe::of("approveAnnualControlReport", |scene, _| {
            Box::pin(async move { with(&scene.stage.submitted_report().await, json!({})) })
        }),
        Recipe::of("returnAnnualControlReport", |scene, _| {
            Box::pin(async move {
                let remark = scene.stage.words("Refaceți secțiunea 7");
                with(&scene.stage.submitted_report().await, json!({ "remark": remark }))
            })
        }),
        Recipe::of("releaseAnnualControlReport", |scene, _| {
            Box::pin(async move { with(&scene.stage.approved_report().await, json!({})) })
        }),
        Recipe::of("openSubordinateControlCampaigns", |scene, _| {
            Box::pin(async move {
                let (under, _) = scene.stage.subordinate_report().await;
                json!({ "input": {
                    "tenantId": scene.stage.house.id.global(), "year": 2026, "dueOn": "2027-01-15",
                    "institutionIds": [under.id.global()],
                } })
            })
        }),
        Recipe::of("returnSubordinateControlReport", |scene, _| {
            Box::pin(async move {
                let (_, report) = scene.stage.subordinate_report().await;
                json!({ "input": {
                    "tenantId": scene.stage.house.id.global(), "reportId": report.id.global(),
                    "remark": scene.stage.words("Corectați secțiunea 7"),
                } })
            })
        }),
    ]
}

fn with(report: &AnnualReport, more: Value) -> Value {
    let mut input = json!({ "id": report.id.global(), "expectedVersion": report.version });
    for (name, value) in more.as_object().into_iter().flatten() {
        input[name] = value.clone();
    }
    json!({ "input": input })
}
