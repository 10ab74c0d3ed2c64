//! Subscriptions.

use super::{Recipe, caf};
use calitas_domain::id::PlanId;
use calitas_graphql::{connection::cursor, node::GlobalId};
use serde_json::{Value, json};

pub fn recipes() -> Vec<Recipe> {
    vec![
        Recipe::case("planChanged", "a draft", |scene, persona| {
            Box::pin(async move { from_the_beginning(scene.draft(persona).await.0) })
        }),
        Recipe::case("planChanged", "released", |scene, persona| {
            Box::pin(async move {
                let (plan, _) = scene.active(persona).await;
                scene.stage.release(plan).await;
                from_the_beginning(plan)
            })
        }),
        Recipe::of("planPresence", |scene, persona| {
            Box::pin(async move {
                let (plan, action) = scene.draft(persona).await;
                json!({ "planId": plan.global(), "actionId": action.global() })
            })
        }),
        Recipe::of("controlQuestionnaireChanged", |scene, _| {
            Box::pin(async move {
                let questionnaire = scene.stage.handed_in().await;
                json!({ "id": questionnaire.id.global(), "after": cursor(&["0"]) })
            })
        }),
        Recipe::of("controlQuestionnairePresence", |scene, _| {
            Box::pin(async move {
                let questionnaire = scene.stage.questionnaire().await;
                let answer = scene.stage.answers(questionnaire.id).await.remove(0).id;
                json!({ "id": questionnaire.id.global(), "answerId": answer.global() })
            })
        }),
        Recipe::of("cafAssessmentChanged", |scene, _| {
            Box::pin(
                async move { json!({ "id": caf::stream(scene).await.global(), "after": cursor(&["0"]) }) },
            )
        }),
        Recipe::of("cafRoomPresence", |scene, _| {
            Box::pin(async move { json!({ "id": caf::stream(scene).await.global(), "subcriterion": "1.2" }) })
        }),
        Recipe::of("risksChanged", |scene, _| {
            Box::pin(async move {
                scene.stage.risk().await;
                json!({ "tenantId": scene.stage.house.id.global(), "after": cursor(&["0"]) })
            })
        }),
        Recipe::of("viewerChanged", |_, _| Box::pin(async { json!({}) })),
    ]
}

/// A plan's stream with all that has happened, so that there is something to hear.
fn from_the_beginning(plan: PlanId) -> Value {
    json!({ "planId": plan.global(), "after": cursor(&["0"]) })
}
