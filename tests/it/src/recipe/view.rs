//! Saved views.

use super::{Persona, Recipe, Scene};
use calitas_app::view::Sharing;
use calitas_domain::id::SavedViewId;
use calitas_graphql::node::GlobalId;
use serde_json::{Value, json};

pub fn recipes() -> Vec<Recipe> {
    vec![
        Recipe::case("createSavedView", "own", |scene, _| Box::pin(async move { created(scene, false) })),
        Recipe::case("createSavedView", "shared", |scene, _| Box::pin(async move { created(scene, true) })),
        Recipe::case("updateSavedView", "own", |scene, persona| {
            Box::pin(async move { updated(scene, own(scene, persona).await) })
        })
        .personal(),
        Recipe::case("updateSavedView", "shared", |scene, _| {
            Box::pin(async move { updated(scene, shared(scene).await) })
        }),
        Recipe::case("deleteSavedView", "own", |scene, persona| {
            Box::pin(async move { json!({ "input": { "id": own(scene, persona).await.global() } }) })
        })
        .personal(),
        Recipe::case("deleteSavedView", "shared", |scene, _| {
            Box::pin(async move { json!({ "input": { "id": shared(scene).await.global() } }) })
        }),
    ]
}

fn created(scene: &Scene<'_>, is_shared: bool) -> Value {
    let number = scene.number();
    json!({ "input": {
        "tenantId": scene.stage.house.id.global(), "surface": "PLANS", "name": format!("Vedere {number}"),
        "query": "stare=ACTIVE", "isShared": is_shared, "idempotencyKey": format!("view{number}"),
    } })
}

fn updated(scene: &Scene<'_>, view: SavedViewId) -> Value {
    let name = format!("Altă vedere {}", scene.number());
    json!({ "input": { "id": view.global(), "expectedVersion": 1, "name": name, "query": "stare=DRAFT" } })
}

async fn own(scene: &Scene<'_>, persona: &Persona) -> SavedViewId {
    scene.stage.saved_view(scene.member_or_author(persona), Sharing::Own).await
}

async fn shared(scene: &Scene<'_>) -> SavedViewId {
    scene.stage.saved_view(&scene.stage.author, Sharing::Shared).await
}
