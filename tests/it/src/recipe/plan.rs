//! Plans from draft to closure.

use super::{Recipe, Scene};
use calitas_domain::{id::PlanId, plan::ActionStatus};
use calitas_graphql::node::GlobalId;
use serde_json::{Value, json};

pub fn recipes() -> Vec<Recipe> {
    vec![
        Recipe::of("createPlan", |scene, _| {
            Box::pin(async move {
                let (house, number) = (&scene.stage.house, scene.number());
                json!({ "input": {
                    "tenantId": house.id.global(), "kind": "IMPROVEMENT", "title": "Plan nou",
                    "description": "De ce", "periodStart": "2027-01-01", "periodEnd": "2027-12-31",
                    "unitId": house.legal.global(), "ownerId": scene.stage.author.membership.global(),
                    "idempotencyKey": format!("plan{number}"),
                } })
            })
        }),
        Recipe::of("updatePlan", |scene, persona| {
            Box::pin(async move {
                let (plan, _) = scene.draft(persona).await;
                act(
                    scene,
                    plan,
                    json!({
                        "title": "Alt titlu", "description": "Altfel", "periodStart": "2026-12-01",
                        "periodEnd": "2028-01-31", "unitId": scene.stage.house.finance.global(),
                        "ownerId": scene.stage.approver.membership.global(),
                    }),
                )
                .await
            })
        }),
        Recipe::of("submitPlan", |scene, persona| {
            Box::pin(async move { act(scene, scene.draft(persona).await.0, json!({})).await })
        }),
        Recipe::of("approvePlan", |scene, persona| {
            Box::pin(async move {
                act(scene, scene.submitted(persona).await.0, json!({ "note": "De acord" })).await
            })
        }),
        Recipe::of("returnPlan", |scene, persona| {
            Box::pin(async move {
                act(scene, scene.submitted(persona).await.0, json!({ "remark": "Lipsește bugetul" })).await
            })
        }),
        Recipe::of("revisePlan", |scene, persona| {
            Box::pin(async move {
                act(scene, scene.active(persona).await.0, json!({ "reason": "Buget nou" })).await
            })
        }),
        Recipe::of("releasePlan", |scene, persona| {
            Box::pin(async move { act(scene, scene.active(persona).await.0, json!({})).await })
        }),
        Recipe::of("consultPlan", |scene, persona| {
            Box::pin(async move {
                let (plan, _) = scene.active(persona).await;
                scene.stage.release(plan).await;
                json!({ "input": { "id": plan.global(), "purpose": "REPORT" } })
            })
        }),
        Recipe::of("closePlan", |scene, persona| {
            Box::pin(async move {
                let (plan, action) = scene.active(persona).await;
                scene.stage.put(action, ActionStatus::Cancelled).await;
                act(scene, plan, json!({})).await
            })
        }),
        Recipe::case("cancelPlan", "a draft", |scene, persona| {
            Box::pin(async move {
                act(scene, scene.draft(persona).await.0, json!({ "reason": "Nu mai e nevoie" })).await
            })
        }),
        Recipe::case("cancelPlan", "carried out", |scene, persona| {
            Box::pin(async move {
                act(scene, scene.active(persona).await.0, json!({ "reason": "Nu mai e nevoie" })).await
            })
        }),
    ]
}

/// An act on the version of a plan that is there now.
async fn act(scene: &Scene<'_>, plan: PlanId, mut input: Value) -> Value {
    input["id"] = json!(plan.global());
    input["expectedVersion"] = json!(scene.version(plan).await);
    json!({ "input": input })
}
