//! What hangs on an action: people, order, checklist, measured values.

use super::{Persona, Recipe, Scene};
use calitas_domain::id::PlanActionCheckId;
use calitas_graphql::node::GlobalId;
use serde_json::json;

pub fn recipes() -> Vec<Recipe> {
    vec![
        Recipe::of("setPlanActionContributors", |scene, persona| {
            Box::pin(async move {
                let (_, action) = scene.draft(persona).await;
                let people =
                    [scene.stage.author.membership.global(), scene.stage.approver.membership.global()];
                json!({ "input": { "id": action.global(), "expectedVersion": 1, "membershipIds": people } })
            })
        }),
        Recipe::of("addPlanActionDependency", |scene, persona| {
            Box::pin(async move {
                let (plan, action) = scene.draft(persona).await;
                let other = scene.stage.action(plan, scene.assignee().membership).await;
                json!({ "input": { "id": action.global(), "afterId": other.global() } })
            })
        }),
        Recipe::of("removePlanActionDependency", |scene, persona| {
            Box::pin(async move {
                let (plan, action) = scene.draft(persona).await;
                let other = scene.stage.action(plan, scene.assignee().membership).await;
                scene.stage.depend(action, other).await;
                json!({ "input": { "id": action.global(), "afterId": other.global() } })
            })
        }),
        Recipe::of("addPlanActionCheck", |scene, persona| {
            Box::pin(async move {
                let (_, action) = scene.active(persona).await;
                json!({ "input": { "actionId": action.global(), "title": "Pas nou" } })
            })
        }),
        Recipe::of("updatePlanActionCheck", |scene, persona| {
            Box::pin(async move {
                json!({ "input": { "id": check(scene, persona).await.global(), "title": "Alt pas", "isDone": true } })
            })
        }),
        Recipe::of("deletePlanActionCheck", |scene, persona| {
            Box::pin(async move { json!({ "input": { "id": check(scene, persona).await.global() } }) })
        }),
        Recipe::of("recordPlanActionMeasurement", |scene, persona| {
            Box::pin(async move {
                let (_, action) = scene.active(persona).await;
                json!({ "input": {
                    "actionId": action.global(), "measuredOn": "2026-11-20", "value": "42.5", "note": "Sondaj",
                    "idempotencyKey": format!("value{}", scene.number()),
                } })
            })
        }),
        Recipe::of("watchPlanAction", |scene, persona| {
            Box::pin(async move { json!({ "input": { "id": scene.draft(persona).await.1.global() } }) })
        }),
        Recipe::of("unwatchPlanAction", |scene, persona| {
            Box::pin(async move { json!({ "input": { "id": scene.draft(persona).await.1.global() } }) })
        }),
    ]
}

async fn check(scene: &Scene<'_>, persona: &Persona) -> PlanActionCheckId {
    scene.stage.check(scene.active(persona).await.1).await
}
