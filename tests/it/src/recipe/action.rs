//! Actions: proposed, changed, moved, deleted.

use super::{Persona, Recipe, Scene};
use calitas_domain::{
    id::PlanActionId,
    plan::ActionStatus::{self, Approved, Done, InProgress, Proposed},
};
use calitas_graphql::node::GlobalId;
use serde_json::{Value, json};

pub fn recipes() -> Vec<Recipe> {
    vec![
        Recipe::of("createPlanAction", |scene, persona| {
            Box::pin(async move {
                let (plan, _) = scene.draft(persona).await;
                let mut input = words(scene).await;
                input["planId"] = json!(plan.global());
                input["unitId"] = json!(scene.stage.house.legal.global());
                input["idempotencyKey"] = json!(format!("action{}", scene.number()));
                json!({ "input": input })
            })
        }),
        Recipe::of("updatePlanAction", |scene, persona| {
            Box::pin(async move {
                let (_, action) = scene.draft(persona).await;
                let mut input = words(scene).await;
                input["id"] = json!(action.global());
                input["expectedVersion"] = json!(1);
                json!({ "input": input })
            })
        }),
        Recipe::case("updatePlanAction", "to another unit", |scene, persona| {
            Box::pin(async move {
                let (_, action) = scene.draft(persona).await;
                let unit = scene.stage.house.finance.global();
                json!({ "input": { "id": action.global(), "expectedVersion": 1, "unitId": unit } })
            })
        }),
        Recipe::case("updatePlanAction", "progress", |scene, persona| {
            Box::pin(async move {
                let action = at(scene, persona, InProgress).await;
                let version = scene.action_version(action).await;
                json!({ "input": { "id": action.global(), "expectedVersion": version, "progress": 60 } })
            })
        }),
        Recipe::case("movePlanAction", "approve", |scene, persona| {
            Box::pin(async move {
                let (plan, _) = scene.active(persona).await;
                scene.stage.revise(plan).await;
                let action = scene.stage.action(plan, scene.assignee().membership).await;
                to(scene, action, "APPROVED", json!({})).await
            })
        }),
        Recipe::case("movePlanAction", "reject", |scene, persona| {
            Box::pin(async move {
                let (_, action) = scene.draft(persona).await;
                to(scene, action, "REJECTED", json!({ "reason": "Prea scump" })).await
            })
        }),
        Recipe::case("movePlanAction", "begin", |scene, persona| {
            Box::pin(async move {
                let action = at(scene, persona, Approved).await;
                to(scene, action, "IN_PROGRESS", json!({})).await
            })
        }),
        Recipe::case("movePlanAction", "finish", |scene, persona| {
            Box::pin(async move {
                let action = at(scene, persona, InProgress).await;
                to(scene, action, "DONE", json!({})).await
            })
        }),
        Recipe::case("movePlanAction", "verify", |scene, persona| {
            Box::pin(async move {
                let action = at(scene, persona, Done).await;
                to(scene, action, "VERIFIED_EFFECTIVE", json!({})).await
            })
        }),
        Recipe::case("movePlanAction", "cancel", |scene, persona| {
            Box::pin(async move {
                let action = at(scene, persona, Approved).await;
                to(scene, action, "CANCELLED", json!({ "reason": "Nu mai e nevoie" })).await
            })
        }),
        Recipe::case("movePlanAction", "inside its column", |scene, persona| {
            Box::pin(async move {
                let (plan, action) = scene.draft(persona).await;
                let other = scene.stage.action(plan, scene.assignee().membership).await;
                to(scene, action, "PROPOSED", json!({ "boardAfterId": other.global() })).await
            })
        }),
        Recipe::of("updatePlanActions", |scene, persona| {
            Box::pin(async move {
                let (_, action) = scene.draft(persona).await;
                let mut patch = words(scene).await;
                patch["unitId"] = json!(scene.stage.house.legal.global());
                json!({ "input": {
                    "changes": [{ "id": action.global(), "expectedVersion": 1 }], "patch": patch,
                } })
            })
        }),
        Recipe::of("movePlanActions", |scene, persona| {
            Box::pin(async move {
                let action = at(scene, persona, Approved).await;
                let version = scene.action_version(action).await;
                json!({ "input": {
                    "changes": [{ "id": action.global(), "expectedVersion": version }], "status": "IN_PROGRESS",
                } })
            })
        }),
        Recipe::of("deletePlanAction", |scene, persona| {
            Box::pin(async move {
                let (_, action) = scene.draft(persona).await;
                json!({ "input": { "id": action.global(), "expectedVersion": 1 } })
            })
        }),
    ]
}

/// What an action can say, without its unit.
async fn words(scene: &Scene<'_>) -> Value {
    json!({
        "title": "Ghișeu unic", "description": "Cum",
        "source": { "kind": "RISK", "reference": scene.stage.risk().await.code(), "note": "Din registru" },
        "responsibleId": scene.stage.author.membership.global(), "impact": 5, "effort": 1, "budget": "12.50",
        "startOn": "2027-03-01", "dueOn": "2027-05-31",
        "indicator": { "name": "Timp de răspuns", "unit": "zile", "baseline": "30", "target": "10" },
    })
}

/// An action of a plan that is carried out, at a status.
async fn at(scene: &Scene<'_>, persona: &Persona, status: ActionStatus) -> PlanActionId {
    let (_, action) = scene.active(persona).await;
    let way = [Proposed, Approved, InProgress, Done];
    let steps = way.iter().skip_while(|step| **step != Approved).skip(1);
    let end = way.iter().position(|step| *step == status).expect("a status on the way");
    for step in steps.take(end - 1) {
        if *step == Done {
            scene.stage.measurement(action).await;
        }
        scene.stage.put(action, *step).await;
    }
    action
}

/// A move of an action as it is now.
async fn to(scene: &Scene<'_>, action: PlanActionId, status: &str, mut input: Value) -> Value {
    input["id"] = json!(action.global());
    input["expectedVersion"] = json!(scene.action_version(action).await);
    input["status"] = json!(status);
    json!({ "input": input })
}
