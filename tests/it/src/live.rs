//! Plans as they change: every change once and in order, also after an absence; who looks.

use calitas_domain::access::Role;
use calitas_graphql::node::GlobalId;
use calitas_kit::{Answer, Client, World};
use futures_util::{StreamExt, stream::BoxStream};
use serde_json::{Value, json};
use std::time::Duration;

const CREATE_PLAN: &str = "mutation($input: CreatePlanInput!) { createPlan(input: $input) {
  planEdge { node { id version streamCursor } } } }";
const UPDATE_PLAN: &str =
    "mutation($input: UpdatePlanInput!) { updatePlan(input: $input) { plan { version title } } }";
const CHANGED: &str = "subscription($id: ID!, $after: String) { planChanged(planId: $id, after: $after) {
  cursor refetch plan { title } entry { kind changes { field new } actor { displayName } } } }";
const PRESENCE: &str =
    "subscription($id: ID!) { planPresence(planId: $id) { members { membership { displayName } } } }";
const END: &str =
    "mutation($input: EndMembershipInput!) { endMembership(input: $input) { membership { isActive } } }";

async fn plan(world: &World) -> (String, String) {
    let input = json!({ "tenantId": world.hall.id.global(), "kind": "IMPROVEMENT", "title": "Plan",
        "periodStart": "2026-01-01", "periodEnd": "2026-12-31" });
    let made = world.manager().act(CREATE_PLAN, input).await.ok();
    let text = |name: &str| {
        let node = &made["createPlan"]["planEdge"]["node"];
        node[name].as_str().expect("a text").to_owned()
    };
    (text("id"), text("streamCursor"))
}

async fn rename(client: &Client<'_>, id: &str, version: i32, title: &str) {
    client.act(UPDATE_PLAN, json!({ "id": id, "expectedVersion": version, "title": title })).await.ok();
}

async fn next(events: &mut BoxStream<'static, Answer>) -> Answer {
    tokio::time::timeout(Duration::from_secs(10), events.next()).await.expect("in time").expect("an event")
}

fn title(event: &Value) -> &str {
    event.pointer("/planChanged/entry/changes/0/new").and_then(Value::as_str).unwrap_or_default()
}

#[tokio::test]
async fn a_watcher_hears_every_change_once_and_in_order() {
    let world = World::new().await;
    let (id, cursor) = plan(&world).await;
    let reader = world.client(&world.hall, Role::Reader);
    let mut events = reader.listen(CHANGED, json!({ "id": id, "after": cursor })).await;
    for version in 1..=20 {
        rename(&world.manager(), &id, version, &format!("Plan {version}")).await;
    }
    for version in 1..=20 {
        let event = next(&mut events).await.ok();
        assert_eq!(title(&event), format!("Plan {version}"));
        assert_eq!(event.pointer("/planChanged/entry/kind"), Some(&json!("plan_updated")));
        assert_eq!(
            event.pointer("/planChanged/entry/actor/displayName"),
            Some(&json!("quality manager hall"))
        );
    }
}

#[tokio::test]
async fn a_watcher_who_was_away_goes_on_where_they_stopped() {
    let world = World::new().await;
    let (id, cursor) = plan(&world).await;
    let reader = world.client(&world.hall, Role::Reader);
    let mut events = reader.listen(CHANGED, json!({ "id": id, "after": cursor })).await;
    rename(&world.manager(), &id, 1, "Plan 1").await;
    let seen = next(&mut events).await.ok();
    let cursor = seen["planChanged"]["cursor"].clone();
    drop(events);
    for version in 2..=5 {
        rename(&world.manager(), &id, version, &format!("Plan {version}")).await;
    }
    let mut events = reader.listen(CHANGED, json!({ "id": id, "after": cursor })).await;
    rename(&world.manager(), &id, 6, "Plan 6").await;
    for version in 2..=6 {
        assert_eq!(title(&next(&mut events).await.ok()), format!("Plan {version}"));
    }
}

#[tokio::test]
async fn a_cursor_from_nowhere_asks_to_read_everything_again() {
    let world = World::new().await;
    let (id, _) = plan(&world).await;
    let future = calitas_graphql::connection::cursor(&["999999"]);
    let mut events = world.manager().listen(CHANGED, json!({ "id": id, "after": future })).await;
    assert_eq!(next(&mut events).await.ok()["planChanged"]["refetch"], true);
    let bad = world
        .manager()
        .listen(CHANGED, json!({ "id": id, "after": "%" }))
        .await
        .next()
        .await
        .expect("an answer");
    assert_eq!(bad.fields(), [("after".to_owned(), "BAD_CURSOR".to_owned())]);
}

#[tokio::test]
async fn who_loses_the_place_hears_nothing_more() {
    let world = World::new().await;
    let (id, cursor) = plan(&world).await;
    let specialist = world.client(&world.hall, Role::Specialist);
    let mut events = specialist.listen(CHANGED, json!({ "id": id, "after": cursor })).await;
    rename(&world.manager(), &id, 1, "Plan 1").await;
    next(&mut events).await.ok();
    let place = world.hall.people[&Role::Specialist].membership.global();
    let admin = world.client(&world.hall, Role::InstitutionAdmin);
    admin.act(END, json!({ "id": place, "expectedVersion": 1 })).await.ok();
    rename(&world.manager(), &id, 2, "Secret").await;
    let event = next(&mut events).await;
    assert_eq!(event.code(), "NOT_FOUND");
    assert!(!event.data.to_string().contains("Secret"));
}

#[tokio::test]
async fn nobody_watches_the_plan_of_another_institution() {
    let world = World::new().await;
    let (id, _) = plan(&world).await;
    for house in [&world.police, &world.foreign] {
        let outsider = world.client(house, Role::QualityManager);
        for document in [CHANGED, PRESENCE] {
            let answer =
                outsider.listen(document, json!({ "id": id })).await.next().await.expect("an answer");
            assert_eq!(answer.code(), "NOT_FOUND");
        }
    }
}

#[tokio::test]
async fn who_looks_is_seen_and_who_leaves_is_not() {
    let world = World::new().await;
    let (id, _) = plan(&world).await;
    let names = |answer: Answer| {
        let members = answer.ok()["planPresence"]["members"].as_array().cloned().unwrap_or_default();
        let name =
            |member: &Value| member["membership"]["displayName"].as_str().unwrap_or_default().to_owned();
        let mut names: Vec<_> = members.iter().map(name).collect();
        names.sort();
        names
    };
    let mut mine = world.manager().listen(PRESENCE, json!({ "id": id })).await;
    assert_eq!(names(next(&mut mine).await), ["quality manager hall"]);
    let mut other = world.client(&world.hall, Role::Reader).listen(PRESENCE, json!({ "id": id })).await;
    assert_eq!(names(next(&mut other).await), ["quality manager hall", "reader hall"]);
    assert_eq!(names(next(&mut mine).await), ["quality manager hall", "reader hall"]);
    drop(other);
    assert_eq!(names(next(&mut mine).await), ["quality manager hall"]);
}
