//! Invitations and places.

use super::{Recipe, door};
use calitas_app::identity::member;
use calitas_domain::access::Role;
use calitas_graphql::node::GlobalId;
use serde_json::json;

pub fn recipes() -> Vec<Recipe> {
    vec![
        Recipe::of("inviteMember", |scene, _| {
            Box::pin(async move {
                let (house, number) = (&scene.stage.house, scene.number());
                let (plan, _) = scene.stage.draft().await;
                json!({ "input": {
                    "tenantId": house.id.global(), "email": format!("nou{number}@zimbru.test"),
                    "displayName": "Auditor extern", "unitId": house.legal.global(),
                    "roles": [{ "role": "GUEST" }], "expiresOn": "2027-12-31", "objectIds": [plan.global()],
                    "idempotencyKey": format!("invite{number}"),
                } })
            })
        }),
        Recipe::case("inviteMember", "of a unit", |scene, _| {
            Box::pin(async move {
                let (house, number) = (&scene.stage.house, scene.number());
                json!({ "input": {
                    "tenantId": house.id.global(), "email": format!("nou{number}@zimbru.test"),
                    "displayName": "Consilier", "unitId": house.legal.global(),
                    "roles": [{ "role": "SPECIALIST", "unitId": house.legal.global() }],
                } })
            })
        }),
        Recipe::of("resendInvitation", |scene, _| {
            Box::pin(async move { json!({ "input": { "id": scene.stage.invitation().await.global() } }) })
        }),
        Recipe::of("revokeInvitation", |scene, _| {
            Box::pin(async move { json!({ "input": { "id": scene.stage.invitation().await.global() } }) })
        }),
        Recipe::of("updateMembership", |scene, _| {
            Box::pin(async move {
                let house = &scene.stage.house;
                json!({ "input": {
                    "id": scene.stage.member().await.global(), "expectedVersion": 1, "displayName": "Consilier",
                    "unitId": house.finance.global(),
                    "roles": [{ "role": "SPECIALIST", "unitId": house.finance.global() }],
                    "expiresOn": "2027-12-31",
                } })
            })
        }),
        Recipe::case("updateMembership", "of a guest", |scene, _| {
            Box::pin(async move {
                let (plan, _) = scene.stage.draft().await;
                let guest = scene.stage.guest(&format!("guest{}", scene.number()), &[plan]).await;
                let (other, _) = scene.stage.draft().await;
                json!({ "input": {
                    "id": guest.membership.global(), "expectedVersion": 1, "objectIds": [other.global()],
                } })
            })
        }),
        Recipe::of("resetMemberSecondFactor", |scene, _| {
            Box::pin(async move {
                let name = format!("enrolled{}", scene.number());
                let person = scene.world().add_holder(&scene.stage.house, &name, &[Role::Reader]).await;
                door::enrol(scene, Some(&person)).await;
                json!({ "input": { "id": person.membership.global() } })
            })
        }),
        Recipe::of("createCustomRole", |scene, _| {
            Box::pin(async move {
                let (house, number) = (&scene.stage.house, scene.number());
                json!({ "input": {
                    "tenantId": house.id.global(), "name": scene.stage.words("Rol"), "description": "Cui i se dă",
                    "permissions": ["PLAN_READ", "COMMENT_WRITE"], "idempotencyKey": format!("role{number}"),
                } })
            })
        }),
        Recipe::of("updateCustomRole", |scene, _| {
            Box::pin(async move {
                json!({ "input": {
                    "id": scene.stage.custom_role().await.global(), "expectedVersion": 1,
                    "name": scene.stage.words("Alt rol"), "description": "Cui i se dă", "permissions": ["JOURNAL_READ"],
                } })
            })
        }),
        Recipe::of("deleteCustomRole", |scene, _| {
            Box::pin(async move {
                json!({ "input": { "id": scene.stage.custom_role().await.global(), "expectedVersion": 1 } })
            })
        }),
        Recipe::of("eraseMember", |scene, _| {
            Box::pin(async move {
                let place = scene.stage.member().await;
                let author = scene.stage.ctx(&scene.stage.author).await;
                member::end(&author, place, 1).await.expect("ended");
                json!({ "input": {
                    "id": place.global(), "expectedVersion": 2, "basis": scene.stage.words("Cererea 7"),
                } })
            })
        }),
        Recipe::of("endMembership", |scene, _| {
            Box::pin(async move {
                json!({ "input": { "id": scene.stage.member().await.global(), "expectedVersion": 1 } })
            })
        }),
    ]
}
