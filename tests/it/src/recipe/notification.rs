//! Notifications, settings, calendars.

use super::{Persona, Recipe, Scene};
use calitas_app::notification as app;
use calitas_domain::id::TenantId;
use calitas_graphql::node::GlobalId;
use serde_json::{Value, json};

pub fn recipes() -> Vec<Recipe> {
    vec![
        Recipe::of("markNotificationsRead", |scene, persona| {
            Box::pin(async move { json!({ "input": { "ids": [told(scene, persona).await] } }) })
        })
        .personal(),
        Recipe::of("markAllNotificationsRead", |scene, persona| {
            Box::pin(async move { json!({ "input": { "newestId": told(scene, persona).await } }) })
        })
        .personal(),
        Recipe::twin("updateNotificationSettings", |_, _| {
            Box::pin(async {
                let choices = json!([{ "kind": "CHANGED", "channel": "IN_APP" }]);
                json!({ "input": { "expectedVersion": 0, "choices": choices, "rhythm": "WEEKLY", "dueSoonDays": [3] } })
            })
        }),
        Recipe::case("renewCalendarFeed", "own", |_, _| Box::pin(async { json!({ "input": {} }) })),
        Recipe::case("renewCalendarFeed", "of the institution", |scene, _| {
            Box::pin(async move { json!({ "input": { "tenantId": tenant(scene).global() } }) })
        }),
        Recipe::case("revokeCalendarFeed", "own", |_, _| Box::pin(async { json!({ "input": {} }) })),
        Recipe::case("revokeCalendarFeed", "of the institution", |scene, _| {
            Box::pin(async move { json!({ "input": { "tenantId": tenant(scene).global() } }) })
        }),
        Recipe::of("updateNotificationPolicy", |scene, _| {
            Box::pin(async move {
                let ctx = scene.stage.ctx(&scene.stage.author).await;
                let version = app::policy_of(&ctx, tenant(scene)).await.expect("a policy").version;
                json!({ "input": { "tenantId": tenant(scene).global(), "expectedVersion": version,
                  "dueSoonDays": [7, 2], "escalations": [{ "afterDays": 3, "recipient": "HEAD_OF_UNIT" }] } })
            })
        }),
        Recipe::of("setCalendarDay", |scene, _| {
            Box::pin(async move {
                json!({ "input": { "tenantId": tenant(scene).global(), "day": "2027-01-08", "kind": "FREE",
                  "note": scene.stage.words("Punte") } })
            })
        }),
        Recipe::of("removeCalendarDay", |scene, _| {
            Box::pin(async move {
                json!({ "input": { "tenantId": tenant(scene).global(), "day": "2027-01-08" } })
            })
        }),
    ]
}

fn tenant(scene: &Scene<'_>) -> TenantId {
    scene.stage.house.id
}

/// A notification of the persona, or of the author where that is nobody of the institution.
async fn told(scene: &Scene<'_>, persona: &Persona) -> Value {
    let (_, action) = scene.active(persona).await;
    let stage = &scene.stage;
    let person = match &persona.person {
        Some(person) if person.membership.tenant == stage.house.id => person,
        Some(_) | None => &stage.author,
    };
    stage.comment(&stage.approver, action, person.membership).await;
    app::round(&scene.world().app).await.expect("workers work");
    let ctx = stage.ctx(person).await;
    let (found, _) = app::page(&ctx, &app::Filter::default(), None, Some(1)).await.expect("notifications");
    json!(found[0].id.global())
}
