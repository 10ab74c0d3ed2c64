//! The institution and its units.

use super::{Recipe, Scene};
use calitas_app::tenancy::letterhead;
use calitas_domain::access::Role;
use calitas_graphql::node::GlobalId;
use calitas_kit::House;
use serde_json::{Value, json};

pub fn recipes() -> Vec<Recipe> {
    vec![
        Recipe::of("updateTenant", |scene, _| {
            Box::pin(async move {
                json!({ "input": {
                    "id": scene.stage.house.id.global(), "expectedVersion": tenant_version(scene).await,
                    "nameRo": "Muzeul orașului", "nameEn": "City museum", "shortName": "MUZ",
                    "note": scene.stage.words("Notă"),
                } })
            })
        }),
        Recipe::of("setSecondFactorPolicy", |scene, _| {
            Box::pin(async move {
                json!({ "input": {
                    "id": scene.stage.house.id.global(), "expectedVersion": tenant_version(scene).await,
                    "requiredFrom": "2027-03-01",
                } })
            })
        }),
        Recipe::of("updateLetterhead", |scene, _| {
            Box::pin(async move {
                let ctx = scene.stage.ctx(&scene.stage.author).await;
                let letterhead = letterhead::of_tenant(&ctx, scene.stage.house.id).await;
                json!({ "input": {
                    "tenantId": scene.stage.house.id.global(),
                    "expectedVersion": letterhead.expect("a letterhead").version,
                    "contact": scene.stage.words("Str. Lungă"),
                } })
            })
        }),
        Recipe::of("addInstitution", |scene, _| {
            Box::pin(async move {
                let (number, above) = (scene.number(), &scene.stage.house.slug);
                json!({ "input": {
                    "parentId": scene.stage.house.id.global(), "slug": format!("{above}-nou{number}"),
                    "nameRo": "Muzeul nou", "nameEn": "New museum", "shortName": "MN", "kind": "CULTURAL_INSTITUTION",
                    "administratorEmail": format!("admin{number}@zimbru.test"),
                    "administratorFunction": "Administrator", "idempotencyKey": format!("institution{number}"),
                } })
            })
        }),
        Recipe::of("moveInstitution", |scene, _| {
            Box::pin(async move {
                json!({ "input": {
                    "id": institution(scene).await.id.global(), "expectedVersion": 1,
                    "parentId": scene.stage.house.id.global(),
                } })
            })
        }),
        Recipe::of("retireInstitution", |scene, _| {
            Box::pin(async move {
                json!({ "input": { "id": institution(scene).await.id.global(), "expectedVersion": 1 } })
            })
        }),
        Recipe::of("reinstateInstitution", |scene, _| {
            Box::pin(async move {
                let house = institution(scene).await;
                let admin = scene.world().client(&scene.world().hall, Role::InstitutionAdmin);
                let retire = "mutation($input: RetireInstitutionInput!) { retireInstitution(input: $input) { institution { id } } }";
                let input = json!({ "id": house.id.global(), "expectedVersion": 1 });
                admin.act(retire, input).await.ok();
                json!({ "input": { "id": house.id.global(), "expectedVersion": 2 } })
            })
        }),
        Recipe::of("createUnit", |scene, _| {
            Box::pin(async move {
                let (house, number) = (&scene.stage.house, scene.number());
                json!({ "input": {
                    "tenantId": house.id.global(), "parentId": house.legal.global(), "code": format!("nou{number}"),
                    "nameRo": "Biroul nou", "nameEn": "New office", "kind": "OFFICE", "isFirstLevel": false,
                    "idempotencyKey": format!("unit{number}"),
                } })
            })
        }),
        Recipe::of("updateUnit", |scene, _| {
            Box::pin(async move {
                let unit = scene.stage.unit().await;
                json!({ "input": {
                    "id": unit.global(), "expectedVersion": 1, "parentId": scene.stage.house.finance.global(),
                    "code": format!("alt{}", scene.number()), "nameRo": "Alt birou", "nameEn": "Other office",
                    "kind": "SERVICE", "isFirstLevel": true, "isRetired": true,
                } })
            })
        }),
    ]
}

/// A fresh institution under the city hall.
async fn institution(scene: &Scene<'_>) -> House {
    let slug = format!("{}-sub{}", scene.stage.house.slug, scene.number());
    scene.world().add_house(&slug, &slug, Some(&scene.world().hall)).await
}

async fn tenant_version(scene: &Scene<'_>) -> Value {
    let question = "query($id: ID!) { tenant(id: $id) { version } }";
    let author = scene.world().client_of(&scene.stage.author);
    let seen = author.run(question, json!({ "id": scene.stage.house.id.global() })).await.ok();
    seen["tenant"]["version"].clone()
}
