//! Saved views.

use calitas_domain::access::Role;
use calitas_graphql::node::GlobalId;
use calitas_kit::{Client, World};
use serde_json::{Value, json};

const CREATE: &str =
    "mutation($input: CreateSavedViewInput!) { createSavedView(input: $input) { savedView { id } } }";
const UPDATE: &str =
    "mutation($input: UpdateSavedViewInput!) { updateSavedView(input: $input) { savedView { name } } }";
const DELETE: &str =
    "mutation($input: DeleteSavedViewInput!) { deleteSavedView(input: $input) { deletedSavedViewId } }";
const LIST: &str = "query($id: ID!) { tenant(id: $id) { savedViews(surface: PLAN_ACTIONS) { name } } }";

async fn create(client: &Client<'_>, world: &World, name: &str, is_shared: bool) -> String {
    let input = json!({ "tenantId": world.hall.id.global(), "surface": "PLAN_ACTIONS", "name": name,
        "query": "stare=OVERDUE", "isShared": is_shared });
    let made = client.act(CREATE, input).await.ok();
    made.pointer("/createSavedView/savedView/id").and_then(Value::as_str).expect("an id").to_owned()
}

#[tokio::test]
async fn own_views_are_private_and_shared_ones_are_everybodys() {
    let world = World::new().await;
    let manager = world.manager();
    let own = create(&manager, &world, "Ale mele", false).await;
    create(&manager, &world, "Întârziate", true).await;
    let id = json!({ "id": world.hall.id.global() });
    let reader = world.client(&world.hall, Role::Reader);
    let seen = reader.run(LIST, id.clone()).await.ok();
    assert_eq!(seen["tenant"]["savedViews"], json!([{ "name": "Întârziate" }]));
    let seen = reader.run("query($id: ID!) { node(id: $id) { id } }", json!({ "id": own })).await.ok();
    assert_eq!(seen["node"], Value::Null);
    assert_eq!(reader.act(DELETE, json!({ "id": own })).await.code(), "NOT_FOUND");
    let update = json!({ "id": own, "expectedVersion": 1, "name": "Altfel" });
    assert_eq!(reader.act(UPDATE, update.clone()).await.code(), "NOT_FOUND");
    manager.act(UPDATE, update).await.ok();
    manager.act(DELETE, json!({ "id": own })).await.ok();
    assert_eq!(manager.act(DELETE, json!({ "id": own })).await.code(), "NOT_FOUND");
}

#[tokio::test]
async fn sharing_needs_the_right_and_names_are_used_once() {
    let world = World::new().await;
    let reader = world.client(&world.hall, Role::Reader);
    let shared = json!({ "tenantId": world.hall.id.global(), "surface": "PLANS", "name": "Toate", "query": "",
        "isShared": true });
    assert_eq!(reader.act(CREATE, shared).await.code(), "FORBIDDEN");
    create(&reader, &world, "Ale mele", false).await;
    let again = json!({ "tenantId": world.hall.id.global(), "surface": "PLAN_ACTIONS", "name": "Ale mele",
        "query": "", "isShared": false });
    assert_eq!(reader.act(CREATE, again).await.fields(), [("name".to_owned(), "CODE_TAKEN".to_owned())]);
}
