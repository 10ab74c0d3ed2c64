//! The journal of the institution.

use super::Recipe;
use calitas_graphql::node::GlobalId;
use serde_json::json;

pub fn recipes() -> Vec<Recipe> {
    vec![Recipe::of("verifyJournal", |scene, _| {
        Box::pin(async move { json!({ "input": { "tenantId": scene.stage.house.id.global() } }) })
    })]
}
