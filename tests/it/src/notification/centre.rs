//! The centre: who is told what, reading it, hearing of it.

use super::{read_all, told, work};
use crate::plan::Stage;
use calitas_domain::access::Role;
use calitas_graphql::node::GlobalId;
use calitas_kit::{Stage as Scene, World};
use futures_util::StreamExt;
use serde_json::{Value, json};
use std::time::Duration;

const COMMENT: &str = "mutation($input: AddPlanActionCommentInput!) { addPlanActionComment(input: $input) { planAction { id } } }";
const MARK: &str = "mutation($input: MarkNotificationsReadInput!) { markNotificationsRead(input: $input) {
  notifications { readAt } viewer { unreadNotificationCount } } }";
const ALL: &str =
    "mutation($input: MarkAllNotificationsReadInput!) { markAllNotificationsRead(input: $input) {
  viewer { unreadNotificationCount } } }";
const IDS: &str = "{ viewer { notifications { nodes { id } } } }";

#[tokio::test]
async fn who_approves_by_a_composed_role_is_told_of_a_submitted_plan() {
    let world = World::new().await;
    let admin = world.client(&world.hall, Role::InstitutionAdmin);
    let compose =
        "mutation($input: CreateCustomRoleInput!) { createCustomRole(input: $input) { customRole { id } } }";
    let input = json!({ "tenantId": world.hall.id.global(), "name": "Viceprimar", "permissions": ["PLAN_READ", "PLAN_APPROVE"] });
    let role = admin.act(compose, input).await.ok()["createCustomRole"]["customRole"]["id"].clone();
    let give =
        "mutation($input: UpdateMembershipInput!) { updateMembership(input: $input) { membership { id } } }";
    let reader = &world.hall.people[&Role::Reader];
    let roles = json!([{ "role": "CUSTOM", "customRoleId": role }]);
    let input = json!({ "id": reader.membership.global(), "expectedVersion": 1, "roles": roles });
    admin.act(give, input).await.ok();
    let stage = Stage::draft(&world).await;
    stage.add(json!({ "title": "Registru unic" })).await;
    stage.submit().await.ok();
    work(&world).await;
    assert_eq!(told(&world, reader).await, ["ASSIGNED APPROVER PI-2026-01"]);
}

#[tokio::test]
async fn each_person_is_told_of_their_part_and_nobody_of_their_own_acts() {
    let world = World::new().await;
    let stage = Stage::draft(&world).await;
    let action = stage.add(json!({ "title": "Registru unic" })).await;
    work(&world).await;
    let specialist = stage.client(Role::Specialist);
    assert!(told(&world, stage.person(Role::Specialist)).await.is_empty(), "a proposal is nobody's work");
    stage.submit().await.ok();
    work(&world).await;
    assert_eq!(told(&world, stage.person(Role::HeadOfInstitution)).await, ["ASSIGNED APPROVER PI-2026-01"]);
    stage
        .act_on_plan(&stage.head, "returnPlan", "ReturnPlanInput", json!({ "remark": "Lipsește" }))
        .await
        .ok();
    work(&world).await;
    assert_eq!(told(&world, stage.person(Role::QualityManager)).await, ["RETURNED OWNER PI-2026-01"]);
    stage.submit().await.ok();
    stage.approve().await.ok();
    work(&world).await;
    assert_eq!(told(&world, stage.person(Role::Specialist)).await, ["ASSIGNED RESPONSIBLE A-01"]);
    stage.move_to(&specialist, &action, "DONE", None).await.ok();
    stage.move_to(&stage.head, &action, "IN_PROGRESS", Some("Lipsește dovada")).await.ok();
    let mention = json!({ "actionId": action, "body": "?", "mentionIds": [stage.member(Role::Reader)] });
    stage.manager.act(COMMENT, mention).await.ok();
    work(&world).await;
    assert_eq!(
        told(&world, stage.person(Role::Specialist)).await,
        ["RETURNED RESPONSIBLE A-01", "ASSIGNED RESPONSIBLE A-01"]
    );
    assert_eq!(told(&world, stage.person(Role::Reader)).await, ["MENTIONED MENTIONED A-01"]);
    assert_eq!(
        told(&world, stage.person(Role::HeadOfInstitution)).await.len(),
        2,
        "submitted twice, the head's own acts untold"
    );
}

#[tokio::test]
async fn a_days_changes_of_what_one_watches_are_one_piece_of_news() {
    let world = World::new().await;
    let (stage, action) = Stage::running(&world).await;
    let watch =
        "mutation($input: WatchPlanActionInput!) { watchPlanAction(input: $input) { planAction { id } } }";
    let reader = stage.client(Role::Reader);
    reader.act(watch, json!({ "id": action })).await.ok();
    for words in ["Unu", "Doi"] {
        stage.manager.act(COMMENT, json!({ "actionId": action, "body": words, "mentionIds": [] })).await.ok();
    }
    work(&world).await;
    assert_eq!(told(&world, stage.person(Role::Reader)).await, ["CHANGED WATCHER A-01"]);
    let ids = reader.ask(IDS).await.ok();
    let id = ids["viewer"]["notifications"]["nodes"][0]["id"].clone();
    let read = reader.act(MARK, json!({ "ids": [id] })).await.ok();
    assert_eq!(read["markNotificationsRead"]["viewer"]["unreadNotificationCount"], 0);
    work(&world).await;
    let only_unread = "{ viewer { notifications(filter: { isUnread: true }) { totalCount } } }";
    assert_eq!(reader.ask(only_unread).await.ok()["viewer"]["notifications"]["totalCount"], 0, "told once");
    stage.manager.act(COMMENT, json!({ "actionId": action, "body": "Trei", "mentionIds": [] })).await.ok();
    work(&world).await;
    assert_eq!(
        told(&world, stage.person(Role::Reader)).await,
        ["CHANGED WATCHER A-01"],
        "the same piece of news"
    );
    assert_eq!(
        reader.ask(only_unread).await.ok()["viewer"]["notifications"]["totalCount"],
        1,
        "unread again"
    );
}

#[tokio::test]
async fn notifications_are_paged_filtered_and_read_by_their_person_only() {
    let world = World::new().await;
    let (stage, action) = Stage::running(&world).await;
    let reader = stage.client(Role::Reader);
    let ask = json!({ "actionId": action, "body": "?", "mentionIds": [stage.member(Role::Reader), stage.member(Role::Specialist)] });
    for _ in 0..3 {
        stage.manager.act(COMMENT, ask.clone()).await.ok();
    }
    work(&world).await;
    let page = "query($after: String) { viewer { notifications(first: 2, after: $after, filter: { kinds: [MENTIONED] }) {
      totalCount pageInfo { hasNextPage endCursor } nodes { id } } } }";
    let first = reader.run(page, json!({ "after": null })).await.ok();
    let first = &first["viewer"]["notifications"];
    assert_eq!((&first["totalCount"], &first["pageInfo"]["hasNextPage"]), (&json!(3), &json!(true)));
    let rest = reader.run(page, json!({ "after": first["pageInfo"]["endCursor"] })).await.ok();
    assert_eq!(rest["viewer"]["notifications"]["nodes"].as_array().map(Vec::len), Some(1));
    let specialist = stage.client(Role::Specialist);
    let stolen = specialist.act(MARK, json!({ "ids": [first["nodes"][0]["id"]] })).await;
    assert_eq!(stolen.code(), "NOT_FOUND");
    assert_eq!(told(&world, stage.person(Role::Reader)).await.len(), 3);
    world.app.clock().advance(chrono::Duration::minutes(1));
    stage.manager.act(COMMENT, ask).await.ok();
    work(&world).await;
    let stolen = specialist.act(ALL, json!({ "newestId": first["nodes"][0]["id"] })).await;
    assert_eq!(stolen.code(), "NOT_FOUND");
    let left = reader.act(ALL, json!({ "newestId": first["nodes"][0]["id"] })).await.ok();
    assert_eq!(
        left["markAllNotificationsRead"]["viewer"]["unreadNotificationCount"], 1,
        "what came later stays"
    );
}

#[tokio::test]
async fn whoever_lost_the_place_or_the_plan_is_told_nothing_more() {
    let world = World::new().await;
    let scene = Scene::new(&world, &world.hall).await;
    let (plan, action) = scene.active().await;
    let (other, _) = scene.active().await;
    let guest = scene.guest("guest", &[plan]).await;
    let member = scene.specialist("plecat").await;
    scene.comment(&scene.author, action, guest.membership).await;
    scene.comment(&scene.author, action, member.membership).await;
    work(&world).await;
    assert_eq!(told(&world, &guest).await, ["MENTIONED MENTIONED A-01"]);
    assert_eq!(told(&world, &member).await, ["MENTIONED MENTIONED A-01"]);
    scene.move_guest(&guest, &[other]).await;
    assert!(told(&world, &guest).await.is_empty(), "what was told of a plan that was taken away");
    // Mentioned while still there, told of after leaving.
    scene.comment(&scene.author, action, member.membership).await;
    let end =
        "mutation($input: EndMembershipInput!) { endMembership(input: $input) { membership { isActive } } }";
    let input = json!({ "id": member.membership.global(), "expectedVersion": 1 });
    world.client_of(&scene.author).act(end, input).await.ok();
    work(&world).await;
    assert!(told(&world, &member).await.is_empty());
    super::at(&world, "2026-11-23T06:00:00Z");
    work(&world).await;
    assert_eq!(super::mails(&world, &member).await, [], "nor mailed");
}

#[tokio::test]
async fn the_counter_is_told_at_once_and_after_every_change() {
    let world = World::new().await;
    let (stage, action) = Stage::running(&world).await;
    let reader = stage.client(Role::Reader);
    let changed = "subscription { viewerChanged { viewer { unreadNotificationCount } } }";
    let mut events = reader.listen(changed, json!({})).await;
    let mut next = async || {
        let event = tokio::time::timeout(Duration::from_secs(10), events.next()).await;
        event.expect("in time").expect("an event").ok()["viewerChanged"]["viewer"]["unreadNotificationCount"]
            .clone()
    };
    assert_eq!(next().await, 0);
    let ask = json!({ "actionId": action, "body": "?", "mentionIds": [stage.member(Role::Reader)] });
    stage.manager.act(COMMENT, ask).await.ok();
    work(&world).await;
    // The comment itself may be told before what is made of it.
    while next().await != json!(1) {}
    read_all(&reader).await;
    let mut count = next().await;
    // The word of one change may come twice.
    while count != json!(0) {
        count = next().await;
    }
    assert_eq!(count, Value::from(0));
}
