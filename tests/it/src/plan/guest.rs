//! People from outside, invited to single plans.

use super::{CREATE_ACTION, Stage, UPDATE, action};
use calitas_domain::{
    access::{Grant, Role},
    id::PlanId,
    identity::Placement,
};
use calitas_graphql::node::GlobalId;
use calitas_kit::World;
use serde_json::{Value, json};

fn placement(stage: &Stage<'_>) -> Placement {
    let plan = PlanId::read(&stage.plan.as_str().into()).expect("an id");
    Placement {
        display_name: "Expert extern".to_owned(),
        unit: None,
        grants: vec![Grant { role: Role::Guest.into(), unit: None }],
        objects: [plan.row].into(),
        expires_on: "2026-12-31".parse().ok(),
    }
}

#[tokio::test]
async fn a_guest_reads_and_comments_on_the_plan_of_the_invitation_and_nothing_else() {
    let world = World::new().await;
    let (stage, id) = Stage::running(&world).await;
    let other = Stage::draft(&world).await;
    let hidden = other.add(json!({ "title": "Ascunsă" })).await;
    let person = world.add_person(&world.hall, "expert", placement(&stage)).await;
    let guest = world.client_of(&person);
    let plans = "query($id: ID!) { plans(tenantId: $id) { totalCount nodes { id } } planActions(tenantId: $id) { totalCount nodes { id } } }";
    let seen = guest.run(plans, json!({ "id": world.hall.id.global() })).await.ok();
    assert_eq!(seen["plans"], json!({ "totalCount": 1, "nodes": [{ "id": stage.plan }] }));
    assert_eq!(seen["planActions"], json!({ "totalCount": 1, "nodes": [{ "id": id }] }));
    assert_eq!(action(&guest, &hidden, "id").await, Value::Null);
    let read = action(
        &guest,
        &id,
        "title history { nodes { kind } } comments { totalCount } responsible { displayName email }",
    )
    .await;
    assert_eq!(read["responsible"], json!({ "displayName": "specialist hall", "email": null }));
    let comment = "mutation($input: AddPlanActionCommentInput!) { addPlanActionComment(input: $input) { planAction { commentCount } } }";
    guest.act(comment, json!({ "actionId": id, "body": "Recomand un termen mai scurt" })).await.ok();
    assert_eq!(guest.act(comment, json!({ "actionId": hidden, "body": "?" })).await.code(), "NOT_FOUND");
    assert_eq!(
        guest.act(UPDATE, json!({ "id": id, "expectedVersion": 1, "title": "Nu" })).await.code(),
        "NOT_FOUND"
    );
    assert_eq!(
        guest.act(CREATE_ACTION, json!({ "planId": stage.plan, "title": "Nu" })).await.code(),
        "NOT_FOUND"
    );
    let can =
        action(&guest, &id, "viewerCan { update { allowed } comment { allowed } watch { allowed } }").await;
    assert_eq!(
        can["viewerCan"],
        json!({ "update": { "allowed": false }, "comment": { "allowed": true }, "watch": { "allowed": true } })
    );
    let mention =
        json!({ "actionId": id, "body": "Ce credeți?", "mentionIds": [person.membership.global()] });
    stage.manager.act(comment, mention).await.ok();
    let elsewhere =
        json!({ "actionId": hidden, "body": "Ce credeți?", "mentionIds": [person.membership.global()] });
    assert_eq!(
        other.manager.act(comment, elsewhere).await.code(),
        "INVALID",
        "a guest of another plan is not mentioned"
    );
    let assign = json!({ "id": id, "expectedVersion": stage.action_version(&id).await, "responsibleId": person.membership.global() });
    assert_eq!(stage.manager.act(UPDATE, assign).await.code(), "INVALID", "guests take on no work");
}

#[tokio::test]
async fn a_guest_is_out_the_day_after_the_last() {
    let world = World::new().await;
    let (stage, id) = Stage::running(&world).await;
    let last_day = Placement { expires_on: "2026-11-21".parse().ok(), ..placement(&stage) };
    let person = world.add_person(&world.hall, "expert", last_day).await;
    assert_ne!(action(&world.client_of(&person), &id, "id").await, Value::Null);
    world.app.clock().advance(chrono::Duration::hours(15));
    let another_look = world.add_person(&world.hall, "other", placement(&stage)).await;
    assert_ne!(action(&world.client_of(&another_look), &id, "id").await, Value::Null);
    assert_eq!(action(&world.client_of(&person), &id, "id").await, Value::Null);
}
