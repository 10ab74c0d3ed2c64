//! Roles institutions compose themselves.

use super::{UPDATE, invite, link, text};
use calitas_domain::access::Role;
use calitas_graphql::node::GlobalId;
use calitas_kit::{Client, World};
use futures_util::StreamExt;
use serde_json::{Value, json};
use std::time::Duration;

const CREATE: &str = "mutation($input: CreateCustomRoleInput!) { createCustomRole(input: $input) {
  customRole { id version permissions { permission } } tenant { customRoles { name } } } }";
const CHANGE: &str = "mutation($input: UpdateCustomRoleInput!) { updateCustomRole(input: $input) {
  customRole { version permissions { permission } } } }";
const DELETE: &str =
    "mutation($input: DeleteCustomRoleInput!) { deleteCustomRole(input: $input) { deletedCustomRoleId } }";
const EFFECT: &str = "query($id: ID!, $permissions: [Permission!]!) { node(id: $id) { ... on CustomRole {
  holderCount effect(permissions: $permissions) { gainingCount losingCount } } } }";
const MAY: &str =
    "query($id: ID!) { tenant(id: $id) { viewerCan { readJournal { allowed } createPlan { allowed } } } }";

async fn compose(world: &World, admin: &Client<'_>, permissions: &[&str]) -> String {
    let input = json!({ "tenantId": world.hall.id.global(), "name": "Arhivar", "permissions": permissions });
    let made = admin.act(CREATE, input).await.ok();
    assert_eq!(made.pointer("/createCustomRole/tenant/customRoles/0/name"), Some(&json!("Arhivar")));
    text(&made, "/createCustomRole/customRole/id").to_owned()
}

async fn give(world: &World, admin: &Client<'_>, role: &str, version: i32) {
    let reader = world.hall.people[&Role::Reader].membership.global();
    let roles = json!([{ "role": "CUSTOM", "customRoleId": role }]);
    admin.act(UPDATE, json!({ "id": reader, "expectedVersion": version, "roles": roles })).await.ok();
}

async fn may(world: &World, client: &Client<'_>, what: &str) -> Value {
    let seen = client.run(MAY, json!({ "id": world.hall.id.global() })).await.ok();
    seen["tenant"]["viewerCan"][what]["allowed"].clone()
}

#[tokio::test]
async fn a_composed_role_holds_from_the_next_request_and_so_do_its_changes() {
    let world = World::new().await;
    let admin = world.client(&world.hall, Role::InstitutionAdmin);
    let reader = world.client(&world.hall, Role::Reader);
    let role = compose(&world, &admin, &["JOURNAL_READ", "PLAN_READ"]).await;
    assert_eq!(may(&world, &reader, "readJournal").await, false);
    give(&world, &admin, &role, 1).await;
    assert_eq!(may(&world, &reader, "readJournal").await, true);
    assert_eq!(may(&world, &reader, "createPlan").await, false);
    let wish = json!(["PLAN_READ", "PLAN_WRITE"]);
    let effect = admin.run(EFFECT, json!({ "id": role, "permissions": wish })).await.ok();
    assert_eq!(
        effect["node"],
        json!({ "holderCount": 1, "effect": { "gainingCount": 1, "losingCount": 1 } })
    );
    admin.act(CHANGE, json!({ "id": role, "expectedVersion": 1, "permissions": wish })).await.ok();
    assert_eq!(may(&world, &reader, "readJournal").await, false);
    assert_eq!(may(&world, &reader, "createPlan").await, true);
    let stale = json!({ "id": role, "expectedVersion": 1, "permissions": wish });
    assert_eq!(admin.act(CHANGE, stale).await.reason(), "CHANGED_MEANWHILE");
}

#[tokio::test]
async fn whoever_loses_a_right_with_a_composed_role_hears_nothing_more() {
    let world = World::new().await;
    let admin = world.client(&world.hall, Role::InstitutionAdmin);
    let role = compose(&world, &admin, &["PLAN_READ"]).await;
    give(&world, &admin, &role, 1).await;
    let plan = json!({ "tenantId": world.hall.id.global(), "kind": "IMPROVEMENT", "title": "Plan",
        "periodStart": "2026-01-01", "periodEnd": "2026-12-31" });
    let create = "mutation($input: CreatePlanInput!) { createPlan(input: $input) { planEdge { node { id streamCursor } } } }";
    let made = world.manager().act(create, plan).await.ok();
    let id = text(&made, "/createPlan/planEdge/node/id");
    let after = text(&made, "/createPlan/planEdge/node/streamCursor");
    let listen = "subscription($id: ID!, $after: String) { planChanged(planId: $id, after: $after) { plan { title } } }";
    let reader = world.client(&world.hall, Role::Reader);
    let mut events = reader.listen(listen, json!({ "id": id, "after": after })).await;
    let rename = "mutation($input: UpdatePlanInput!) { updatePlan(input: $input) { plan { title } } }";
    let named = |version: i32, title: &str| json!({ "id": id, "expectedVersion": version, "title": title });
    world.manager().act(rename, named(1, "Told")).await.ok();
    let within = Duration::from_secs(10);
    let event = tokio::time::timeout(within, events.next()).await.expect("in time").expect("an event").ok();
    assert_eq!(event.pointer("/planChanged/plan/title"), Some(&json!("Told")));
    let less = json!({ "id": role, "expectedVersion": 1, "permissions": ["MEMBER_READ"] });
    admin.act(CHANGE, less).await.ok();
    world.manager().act(rename, named(2, "Secret")).await.ok();
    let event = tokio::time::timeout(within, events.next()).await.expect("in time").expect("an end");
    assert!(matches!(event.code(), "NOT_FOUND" | "FORBIDDEN"), "{}", event.code());
    assert!(!event.data.to_string().contains("Secret"));
}

#[tokio::test]
async fn an_invitation_promises_a_composed_role_and_keeps_it_from_being_deleted() {
    let world = World::new().await;
    let admin = world.client(&world.hall, Role::InstitutionAdmin);
    let role = compose(&world, &admin, &["JOURNAL_READ"]).await;
    invite(&world, json!({ "roles": [{ "role": "CUSTOM", "customRoleId": role }] })).await.ok();
    let delete = json!({ "id": role, "expectedVersion": 1 });
    assert_eq!(admin.act(DELETE, delete.clone()).await.reason(), "ROLE_IN_USE");
    let token = link(&world, "nou@hall.test").await;
    let accept = json!({ "token": token, "password": super::PASSWORD });
    let signed_in = world.stranger().act(super::ACCEPT, accept).await.ok();
    let client = Client::new(&world, Some(text(&signed_in, "/acceptInvitation/accessToken").to_owned()));
    assert_eq!(may(&world, &client, "readJournal").await, true);
    assert_eq!(admin.act(DELETE, delete).await.reason(), "ROLE_IN_USE");
}

#[tokio::test]
async fn a_role_nobody_holds_is_deleted() {
    let world = World::new().await;
    let admin = world.client(&world.hall, Role::InstitutionAdmin);
    let role = compose(&world, &admin, &["JOURNAL_READ"]).await;
    admin.act(DELETE, json!({ "id": role, "expectedVersion": 1 })).await.ok();
    let gone = admin.run(EFFECT, json!({ "id": role, "permissions": [] })).await.ok();
    assert_eq!(gone["node"], Value::Null);
}

#[tokio::test]
async fn what_reaches_beyond_the_institution_is_not_given() {
    let world = World::new().await;
    let admin = world.client(&world.hall, Role::InstitutionAdmin);
    let input = |permissions: Value| json!({ "tenantId": world.hall.id.global(), "name": "Arhivar", "permissions": permissions });
    let refused = admin.act(CREATE, input(json!(["OVERSIGHT_READ"]))).await;
    assert_eq!(refused.fields(), [("permissions".to_owned(), "UNKNOWN_REFERENCE".to_owned())]);
    let refused = admin.act(CREATE, input(json!([]))).await;
    assert_eq!(refused.fields(), [("permissions".to_owned(), "REQUIRED".to_owned())]);
    admin.act(CREATE, input(json!(["PLAN_READ"]))).await.ok();
    let twice = admin.act(CREATE, input(json!(["PLAN_READ"]))).await;
    assert_eq!(twice.fields(), [("name".to_owned(), "CODE_TAKEN".to_owned())]);
}

#[tokio::test]
async fn oversight_stays_in_the_city_hall_however_it_is_given() {
    let world = World::new().await;
    let admin = world.client(&world.police, Role::InstitutionAdmin);
    let reader = world.police.people[&Role::Reader].membership.global();
    let input = json!({ "id": reader, "expectedVersion": 1, "roles": [{ "role": "OVERSIGHT" }] });
    let refused = admin.act(UPDATE, input).await;
    assert_eq!(refused.fields(), [("roles".to_owned(), "UNKNOWN_REFERENCE".to_owned())]);
}

#[tokio::test]
async fn nobody_climbs_by_a_friend_or_by_the_role_they_hold() {
    let world = World::new().await;
    let admin = world.client(&world.hall, Role::InstitutionAdmin);
    let role = compose(&world, &admin, &["MEMBER_READ", "MEMBER_MANAGE"]).await;
    give(&world, &admin, &role, 1).await;
    let reader = world.client(&world.hall, Role::Reader);
    let own = json!({ "id": role, "expectedVersion": 1, "permissions": ["PLAN_APPROVE", "MEMBER_MANAGE"] });
    assert_eq!(reader.act(CHANGE, own).await.reason(), "OWN_RIGHTS");
    let friend = world.hall.people[&Role::Specialist].membership.global();
    let promote = json!({ "id": friend, "expectedVersion": 1, "roles": [{ "role": "INSTITUTION_ADMIN" }] });
    let refused = reader.act(UPDATE, promote).await;
    assert_eq!(refused.fields(), [("roles".to_owned(), "CANNOT_GIVE".to_owned())]);
    let input =
        json!({ "tenantId": world.hall.id.global(), "name": "Alt rol", "permissions": ["PLAN_APPROVE"] });
    let refused = reader.act(CREATE, input).await;
    assert_eq!(refused.fields(), [("permissions".to_owned(), "CANNOT_GIVE".to_owned())]);
    let question = "query($id: ID!) { tenant(id: $id) { grantablePermissions { permission } } }";
    let seen = reader.run(question, json!({ "id": world.hall.id.global() })).await.ok();
    let codes: Vec<_> = seen["tenant"]["grantablePermissions"].as_array().expect("a list").iter().collect();
    assert_eq!(codes.len(), 3, "{codes:?}");
}

#[tokio::test]
async fn a_role_of_another_institution_is_not_there() {
    let world = World::new().await;
    let admin = world.client(&world.hall, Role::InstitutionAdmin);
    let role = compose(&world, &admin, &["JOURNAL_READ"]).await;
    let foreign = world.client(&world.foreign, Role::InstitutionAdmin);
    let reader = world.foreign.people[&Role::Reader].membership.global();
    let roles = json!([{ "role": "CUSTOM", "customRoleId": role }]);
    let refused = foreign.act(UPDATE, json!({ "id": reader, "expectedVersion": 1, "roles": roles })).await;
    assert_eq!(refused.fields(), [("roles.0.customRoleId".to_owned(), "UNKNOWN_REFERENCE".to_owned())]);
    let delete = foreign.act(DELETE, json!({ "id": role, "expectedVersion": 1 })).await;
    assert_eq!(delete.code(), "NOT_FOUND");
}
