//! The self-assessment report.

use super::Recipe;
use calitas_domain::caf::CafReport;
use calitas_graphql::node::GlobalId;
use serde_json::{Value, json};

pub fn recipes() -> Vec<Recipe> {
    vec![
        Recipe::of("createCafReport", |scene, _| {
            Box::pin(async move {
                let (assessment, _) = scene.stage.opened(&[&scene.stage.author]).await;
                let key = format!("caf-report{}", scene.number());
                json!({ "input": { "assessmentId": assessment.id.global(), "idempotencyKey": key } })
            })
        }),
        Recipe::of("updateCafReport", |scene, _| {
            Box::pin(async move {
                let report = scene.stage.written_report(scene.stage.reported().await).await;
                with(&report, json!({ "context": format!("Context {}", scene.number()) }))
            })
        }),
        Recipe::of("submitCafReport", |scene, _| {
            Box::pin(async move {
                with(&scene.stage.written_report(scene.stage.reported().await).await, json!({}))
            })
        }),
        Recipe::of("approveCafReport", |scene, _| {
            Box::pin(async move {
                with(&scene.stage.handed_report(scene.stage.reported().await).await, json!({}))
            })
        }),
        Recipe::of("returnCafReport", |scene, _| {
            Box::pin(async move {
                let report = scene.stage.handed_report(scene.stage.reported().await).await;
                with(&report, json!({ "remark": scene.stage.words("Completați contextul") }))
            })
        }),
        Recipe::of("releaseCafReport", |scene, _| {
            Box::pin(
                async move { with(&scene.stage.bound_report(scene.stage.reported().await).await, json!({})) },
            )
        }),
    ]
}

fn with(report: &CafReport, more: Value) -> Value {
    let mut input = json!({ "id": report.id.global(), "expectedVersion": report.version });
    for (name, value) in more.as_object().into_iter().flatten() {
        input[name] = value.clone();
    }
    json!({ "input": input })
}
