//! Objectives, activities, indicators and measured values.

use super::Recipe;
use calitas_graphql::node::GlobalId;
use serde_json::json;

pub fn recipes() -> Vec<Recipe> {
    vec![
        Recipe::case("createControlObjective", "a general one", |scene, _| {
            Box::pin(async move {
                let stage = scene.stage;
                json!({ "input": {
                    "tenantId": stage.house.id.global(), "title": stage.words("Obiectiv general"),
                    "result": stage.words("Rezultat"), "resources": stage.words("Resurse"),
                    "relevance": stage.words("Importanță"), "dueOn": "2027-12-31",
                    "idempotencyKey": format!("general{}", stage.number()),
                } })
            })
        }),
        Recipe::case("createControlObjective", "of one's unit", |scene, _| {
            Box::pin(async move {
                let stage = scene.stage;
                json!({ "input": {
                    "tenantId": stage.house.id.global(), "parentId": stage.general_objective().await.id.global(),
                    "unitId": stage.house.legal.global(), "title": stage.words("Obiectiv specific"),
                    "idempotencyKey": format!("specific{}", stage.number()),
                } })
            })
        }),
        Recipe::of("updateControlObjective", |scene, _| {
            Box::pin(async move {
                let (stage, objective) = (scene.stage, scene.stage.specific_objective().await);
                json!({ "input": {
                    "id": objective.id.global(), "expectedVersion": objective.version,
                    "unitId": stage.house.legal.global(), "title": stage.words("Alt obiectiv"),
                    "result": stage.words("Alt rezultat"), "resources": stage.words("Alte resurse"),
                    "relevance": stage.words("Altă importanță"), "dueOn": "2027-06-30", "isRetired": false,
                } })
            })
        }),
        Recipe::of("createControlActivity", |scene, _| {
            Box::pin(async move {
                let stage = scene.stage;
                json!({ "input": {
                    "objectiveId": stage.specific_objective().await.id.global(),
                    "unitId": stage.house.legal.global(), "title": stage.words("Activitate"), "isProcedural": true,
                    "procedureCode": stage.words("PO-1"), "procedureApprovedOn": "2026-03-01",
                    "idempotencyKey": format!("activity{}", stage.number()),
                } })
            })
        }),
        Recipe::of("updateControlActivity", |scene, _| {
            Box::pin(async move {
                let (stage, activity) = (scene.stage, scene.stage.control_activity().await);
                json!({ "input": {
                    "id": activity.id.global(), "expectedVersion": activity.version,
                    "unitId": stage.house.legal.global(), "title": stage.words("Altă activitate"),
                    "isProcedural": true, "procedureCode": stage.words("PO-2"),
                    "procedureApprovedOn": "2026-04-01", "isRetired": false,
                } })
            })
        }),
        Recipe::of("createControlIndicator", |scene, _| {
            Box::pin(async move {
                let (stage, activity) = (scene.stage, scene.stage.control_activity().await);
                json!({ "input": {
                    "objectiveId": activity.objective.global(), "activityId": activity.id.global(),
                    "name": stage.words("Indicator"), "measuredIn": stage.words("%"), "direction": "UP",
                    "baseline": "10.5", "target": "90", "dueOn": "2027-12-31",
                    "idempotencyKey": format!("indicator{}", stage.number()),
                } })
            })
        }),
        Recipe::of("updateControlIndicator", |scene, _| {
            Box::pin(async move {
                let (stage, indicator) = (scene.stage, scene.stage.control_indicator().await);
                json!({ "input": {
                    "id": indicator.id.global(), "expectedVersion": indicator.version,
                    "name": stage.words("Alt indicator"), "measuredIn": stage.words("zile"), "direction": "DOWN",
                    "baseline": "30", "target": "10", "dueOn": "2027-06-30", "isRetired": false,
                } })
            })
        }),
        Recipe::of("recordControlMeasurement", |scene, _| {
            Box::pin(async move {
                let stage = scene.stage;
                json!({ "input": {
                    "indicatorId": stage.control_indicator().await.id.global(), "measuredOn": "2026-10-02",
                    "value": "75.25", "note": stage.words("Din registru"),
                    "idempotencyKey": format!("measured{}", stage.number()),
                } })
            })
        }),
        Recipe::of("deleteControlMeasurement", |scene, _| {
            Box::pin(async move {
                json!({ "input": { "id": scene.stage.control_measurement().await.id.global() } })
            })
        }),
    ]
}
