//! Comments on actions.

use super::{Persona, Recipe, Scene};
use calitas_domain::id::PlanActionCommentId;
use calitas_graphql::node::GlobalId;
use serde_json::{Value, json};

pub fn recipes() -> Vec<Recipe> {
    vec![
        Recipe::of("addPlanActionComment", |scene, persona| {
            Box::pin(async move {
                let (_, action) = scene.draft(persona).await;
                json!({ "input": {
                    "actionId": action.global(), "body": "Când e gata?",
                    "mentionIds": [scene.stage.author.membership.global()],
                    "idempotencyKey": format!("comment{}", scene.number()),
                } })
            })
        }),
        Recipe::case("updatePlanActionComment", "own", |scene, persona| {
            Box::pin(async move { updated(scene, own(scene, persona).await) })
        })
        .personal(),
        Recipe::case("updatePlanActionComment", "of another person", |scene, persona| {
            Box::pin(async move { updated(scene, anothers(scene, persona).await) })
        }),
        Recipe::case("deletePlanActionComment", "own", |scene, persona| {
            Box::pin(async move { json!({ "input": { "id": own(scene, persona).await.global() } }) })
        })
        .personal(),
        Recipe::case("deletePlanActionComment", "of another person", |scene, persona| {
            Box::pin(async move { json!({ "input": { "id": anothers(scene, persona).await.global() } }) })
        }),
        Recipe::of("readPlanActionComments", |scene, persona| {
            Box::pin(async move {
                let (_, action) = scene.draft(persona).await;
                let reader = scene.member_or_author(persona);
                scene.stage.comment(&scene.stage.approver, action, reader.membership).await;
                json!({ "input": { "actionId": action.global() } })
            })
        })
        .personal(),
    ]
}

fn updated(scene: &Scene<'_>, comment: PlanActionCommentId) -> Value {
    let mentions = [scene.stage.approver.membership.global()];
    json!({ "input": {
        "id": comment.global(), "expectedVersion": 1, "body": "Altfel spus", "mentionIds": mentions,
    } })
}

/// A comment of the persona; of the author for those who may not comment.
async fn own(scene: &Scene<'_>, persona: &Persona) -> PlanActionCommentId {
    let (_, action) = scene.draft(persona).await;
    let writer = match &persona.person {
        Some(guest) if persona.is_guest() => guest,
        _ if persona.name == "reader" => &scene.stage.author,
        _ => scene.member_or_author(persona),
    };
    scene.stage.comment(writer, action, scene.stage.author.membership).await
}

async fn anothers(scene: &Scene<'_>, persona: &Persona) -> PlanActionCommentId {
    let (_, action) = scene.draft(persona).await;
    scene.stage.comment(&scene.stage.author, action, scene.assignee().membership).await
}
