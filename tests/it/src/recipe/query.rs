//! Questions.

use super::{Recipe, caf, document, door, retention};
use calitas_domain::document::Subject;
use calitas_graphql::node::GlobalId;
use serde_json::json;

pub fn recipes() -> Vec<Recipe> {
    vec![
        Recipe::case("node", "a unit", |scene, _| {
            Box::pin(async move { json!({ "id": scene.stage.house.legal.global() }) })
        }),
        Recipe::case("node", "a plan", |scene, persona| {
            Box::pin(async move { json!({ "id": scene.draft(persona).await.0.global() }) })
        }),
        Recipe::case("node", "an invitation", |scene, _| {
            Box::pin(async move { json!({ "id": scene.stage.invitation().await.global() }) })
        }),
        Recipe::case("node", "a file", |scene, persona| {
            Box::pin(async move { json!({ "id": document::file(scene, persona).await.global() }) })
        }),
        Recipe::case("evidence", "of a draft", |scene, persona| {
            Box::pin(async move { json!({ "id": document::evidence(scene, persona).await.1.global() }) })
        }),
        Recipe::case("evidence", "of an answer", |scene, _| {
            Box::pin(async move { json!({ "id": scene.stage.proved_answer().await.1.global() }) })
        }),
        Recipe::case("evidence", "of a released plan", |scene, persona| {
            Box::pin(async move {
                let (plan, action) = scene.active(persona).await;
                let evidence = scene.stage.evidence(&scene.stage.author, Subject::Action(action)).await;
                scene.stage.release(plan).await;
                json!({ "id": evidence.global() })
            })
        }),
        Recipe::of("disposal", |scene, _| {
            Box::pin(async move { json!({ "id": retention::draft(scene).await.0.global() }) })
        }),
        Recipe::of("controlCampaign", |scene, _| {
            Box::pin(async move { json!({ "id": scene.stage.campaign().await.id.global() }) })
        }),
        Recipe::of("controlQuestionnaire", |scene, _| {
            Box::pin(async move { json!({ "id": scene.stage.questionnaire().await.id.global() }) })
        }),
        Recipe::of("commissionMeeting", |scene, _| {
            Box::pin(async move { json!({ "id": scene.stage.meeting().await.id.global() }) })
        }),
        Recipe::case("evidence", "of a meeting", |scene, _| {
            Box::pin(async move { json!({ "id": scene.stage.signed_meeting().await.1.global() }) })
        }),
        Recipe::of("cafAssessment", |scene, _| {
            Box::pin(async move { json!({ "id": caf::stream(scene).await.global() }) })
        }),
        Recipe::of("cafModel", |_, _| Box::pin(async { json!({}) })),
        Recipe::of("risk", |scene, _| {
            Box::pin(async move { json!({ "id": scene.stage.risk().await.id.global() }) })
        }),
        Recipe::of("riskAlert", |scene, _| {
            Box::pin(async move { json!({ "id": scene.stage.alert().await.id.global() }) })
        }),
        Recipe::of("annualControlReport", |scene, _| {
            Box::pin(async move { json!({ "id": scene.stage.report().await.id.global() }) })
        }),
        Recipe::of("controlObjective", |scene, _| {
            Box::pin(async move { json!({ "id": scene.stage.specific_objective().await.id.global() }) })
        }),
        Recipe::of("controlActivity", |scene, _| {
            Box::pin(async move { json!({ "id": scene.stage.activity().await.global() }) })
        }),
        Recipe::of("controlIndicator", |scene, _| {
            Box::pin(async move { json!({ "id": scene.stage.control_indicator().await.id.global() }) })
        }),
        Recipe::of("controlStandards", |_, _| Box::pin(async { json!({}) })),
        Recipe::of("importForm", |_, _| {
            Box::pin(async { json!({ "kind": "UNITS", "headings": ["Cod", "Denumire"] }) })
        }),
        Recipe::of("fileRules", |_, _| Box::pin(async { json!({}) })),
        Recipe::of("nodes", |scene, _| {
            Box::pin(async move {
                json!({ "ids": [scene.stage.house.id.global(), scene.stage.author.membership.global()] })
            })
        }),
        Recipe::of("viewer", |_, _| Box::pin(async { json!({}) })),
        Recipe::case("search", "everywhere", |_, _| Box::pin(async { json!({ "text": "plan" }) })),
        Recipe::case("search", "in an institution", |scene, _| {
            Box::pin(async move { json!({ "text": "plan", "tenantId": scene.stage.house.id.global() }) })
        }),
        Recipe::of("roleDescriptions", |_, _| Box::pin(async { json!({}) })),
        Recipe::of("invitation", |scene, _| {
            Box::pin(async move { json!({ "token": door::invitation_token(scene).await }) })
        }),
        Recipe::of("tenant", |scene, _| {
            Box::pin(async move { json!({ "id": scene.stage.house.id.global() }) })
        }),
        Recipe::of("municipality", |scene, _| {
            Box::pin(async move { json!({ "id": scene.stage.house.municipality.global() }) })
        }),
        Recipe::case("plan", "a draft", |scene, persona| {
            Box::pin(async move { json!({ "id": scene.draft(persona).await.0.global() }) })
        }),
        Recipe::case("plan", "released", |scene, persona| {
            Box::pin(async move {
                let (plan, _) = scene.active(persona).await;
                scene.stage.release(plan).await;
                json!({ "id": plan.global() })
            })
        }),
        Recipe::of("plans", |scene, persona| {
            Box::pin(async move {
                scene.draft(persona).await;
                json!({ "tenantId": scene.stage.house.id.global() })
            })
        }),
        Recipe::case("planAction", "of a draft", |scene, persona| {
            Box::pin(async move { json!({ "id": scene.draft(persona).await.1.global() }) })
        }),
        Recipe::case("planAction", "released", |scene, persona| {
            Box::pin(async move {
                let (plan, action) = scene.active(persona).await;
                scene.stage.release(plan).await;
                json!({ "id": action.global() })
            })
        }),
        Recipe::of("planActions", |scene, persona| {
            Box::pin(async move {
                scene.draft(persona).await;
                json!({ "tenantId": scene.stage.house.id.global() })
            })
        }),
    ]
}
