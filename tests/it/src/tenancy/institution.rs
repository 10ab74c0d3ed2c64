//! The tree of institutions as the city hall runs it.

use calitas_app::journal;
use calitas_domain::{access::Role, id::TenantId};
use calitas_graphql::node::GlobalId;
use calitas_kit::{Answer, Client, World};
use chrono::Duration;
use serde_json::{Value, json};

const ADD: &str = "mutation($input: AddInstitutionInput!) { addInstitution(input: $input) {
  institution { id slug parentId version } municipality { managedInstitutions { slug } } } }";
const MOVE: &str = "mutation($input: MoveInstitutionInput!) { moveInstitution(input: $input) {
  institution { parentId version } } }";
const RETIRE: &str = "mutation($input: RetireInstitutionInput!) { retireInstitution(input: $input) {
  institution { retiredAt version viewerCan { retire { allowed } reinstate { allowed } } } } }";
const REINSTATE: &str = "mutation($input: ReinstateInstitutionInput!) { reinstateInstitution(input: $input) {
  institution { retiredAt version } } }";
const ACCEPT: &str = "mutation($input: AcceptInvitationInput!) { acceptInvitation(input: $input) {
  accessToken viewer { memberships { tenant { slug } roles { role } } } } }";
const SEEN: &str = "query($id: ID!) { tenant(id: $id) { slug retiredAt viewerCan { createUnit { allowed } readPlans { allowed } } } }";
const UNIT: &str = "mutation($input: CreateUnitInput!) { createUnit(input: $input) { unit { id } } }";

async fn add(world: &World, client: &Client<'_>, changes: Value) -> Answer {
    let mut input = json!({
        "parentId": world.hall.id.global(), "slug": "muzeu", "nameRo": "Muzeul orașului", "shortName": "MUZ",
        "kind": "CULTURAL_INSTITUTION", "administratorEmail": "admin@muzeu.test",
        "administratorFunction": "Administrator", "idempotencyKey": "muzeu",
    });
    for (name, value) in changes.as_object().into_iter().flatten() {
        input[name] = value.clone();
    }
    client.act(ADD, input).await
}

async fn kinds(world: &World, tenant: TenantId) -> Vec<String> {
    let mut read = world.app.store().read(&calitas_store::Scope::system(tenant)).await.expect("a read");
    let found = calitas_store::journal::after(&mut read, tenant, 0, 1000).await.expect("the journal");
    found.into_iter().map(|stored| stored.entry.kind).collect()
}

#[tokio::test]
async fn a_new_institution_has_its_administrator_and_stands_in_both_journals() {
    let world = World::new().await;
    let admin = world.client(&world.hall, Role::InstitutionAdmin);
    let made = add(&world, &admin, json!({})).await.ok();
    assert_eq!(
        add(&world, &admin, json!({})).await.ok()["addInstitution"]["institution"],
        made["addInstitution"]["institution"]
    );
    let institution = &made["addInstitution"]["institution"];
    let id = TenantId::read(&institution["id"].as_str().expect("an id").into()).expect("an institution");
    assert!(kinds(&world, id).await.starts_with(&["tenant_created".to_owned(), "member_invited".to_owned()]));
    assert_eq!(kinds(&world, world.hall.id).await.last().map(String::as_str), Some("tenant_created"));
    let mail = world.mail_to("admin@muzeu.test").await;
    let token =
        mail.split("/invite/").nth(1).and_then(|rest| rest.split_whitespace().next()).expect("a link");
    let accept = json!({ "token": token, "password": "toamna pe dealul cu nuci" });
    let entered = world.stranger().act(ACCEPT, accept).await.ok();
    let place = &entered["acceptInvitation"]["viewer"]["memberships"][0];
    assert_eq!(place["tenant"]["slug"], "muzeu");
    assert_eq!(place["roles"][0]["role"], "INSTITUTION_ADMIN");
    for tenant in [id, world.hall.id] {
        assert!(journal::verify(&world.app, tenant).await.expect("the journal").1.is_none());
    }
    // The city hall runs the tree, but does not see into the institution.
    let seen = admin.run(SEEN, json!({ "id": institution["id"] })).await.ok();
    assert_eq!(seen["tenant"], Value::Null);
}

#[tokio::test]
async fn bad_institutions_name_their_fields_and_leave_nothing() {
    let world = World::new().await;
    let admin = world.client(&world.hall, Role::InstitutionAdmin);
    let fields =
        |answer: Answer| -> Vec<String> { answer.fields().into_iter().map(|(path, _)| path).collect() };
    let bad = json!({ "slug": "Muzeu!", "nameRo": "", "shortName": "" });
    assert_eq!(fields(add(&world, &admin, bad).await), ["slug", "nameRo", "shortName"]);
    assert_eq!(
        fields(add(&world, &admin, json!({ "administratorEmail": "x" })).await),
        ["administratorEmail"]
    );
    let taken = add(&world, &admin, json!({ "slug": "police" })).await;
    assert_eq!(taken.fields(), [("slug".to_owned(), "CODE_TAKEN".to_owned())]);
    let foreign = add(&world, &admin, json!({ "parentId": world.foreign.id.global() })).await;
    assert_eq!(foreign.code(), "NOT_FOUND");
    let tree = "query($id: ID!) { municipality(id: $id) { managedInstitutions { slug } } }";
    let seen = admin.run(tree, json!({ "id": world.hall.municipality.global() })).await.ok();
    assert_eq!(seen["municipality"]["managedInstitutions"].as_array().map(Vec::len), Some(2));
    let below = world.client(&world.police, Role::InstitutionAdmin);
    let seen = below.run(tree, json!({ "id": world.hall.municipality.global() })).await.ok();
    assert_eq!(seen["municipality"]["managedInstitutions"], Value::Null);
    assert_eq!(add(&world, &below, json!({})).await.code(), "NOT_FOUND");
}

#[tokio::test]
async fn institutions_move_without_circles() {
    let world = World::new().await;
    let admin = world.client(&world.hall, Role::InstitutionAdmin);
    let museum = world.add_house("muzeu", "muzeu", Some(&world.hall)).await;
    let below = |id: TenantId, version: i32, parent: TenantId| json!({ "id": id.global(), "expectedVersion": version, "parentId": parent.global() });
    admin.act(MOVE, below(museum.id, 1, world.police.id)).await.ok();
    let circle = admin.act(MOVE, below(world.police.id, 1, museum.id)).await;
    assert_eq!(circle.fields(), [("parentId".to_owned(), "INSTITUTION_CYCLE".to_owned())]);
    assert_eq!(admin.act(MOVE, below(world.hall.id, 1, museum.id)).await.reason(), "HEAD_STAYS");
    assert_eq!(admin.act(MOVE, below(museum.id, 1, world.hall.id)).await.reason(), "CHANGED_MEANWHILE");
    assert_eq!(admin.act(MOVE, below(world.foreign.id, 1, world.hall.id)).await.code(), "NOT_FOUND");
    let foreign = admin.act(MOVE, below(museum.id, 2, world.foreign.id)).await;
    assert_eq!(foreign.fields(), [("parentId".to_owned(), "UNKNOWN_REFERENCE".to_owned())]);
    assert_eq!(kinds(&world, museum.id).await.last().map(String::as_str), Some("tenant_moved"));
}

#[tokio::test]
async fn a_retired_institution_is_read_for_thirty_days_and_can_be_taken_back() {
    let world = World::new().await;
    let hall = world.client(&world.hall, Role::InstitutionAdmin);
    let police = world.client(&world.police, Role::InstitutionAdmin);
    let id = world.police.id.global();
    let version = |version: i32| json!({ "id": id, "expectedVersion": version });
    let done = hall.act(RETIRE, version(1)).await.ok();
    assert_eq!(
        done.pointer("/retireInstitution/institution/viewerCan/reinstate/allowed"),
        Some(&json!(true))
    );
    let seen = police.run(SEEN, json!({ "id": id })).await.ok();
    assert_eq!(
        seen["tenant"]["viewerCan"],
        json!({ "createUnit": { "allowed": false }, "readPlans": { "allowed": true } })
    );
    let unit = json!({ "tenantId": id, "code": "x", "nameRo": "Serviciul X", "kind": "SERVICE", "isFirstLevel": true });
    assert_eq!(police.act(UNIT, unit.clone()).await.code(), "FORBIDDEN");
    assert_eq!(hall.act(RETIRE, version(2)).await.reason(), "TENANT_RETIRED");
    hall.act(REINSTATE, version(2)).await.ok();
    police.act(UNIT, unit).await.ok();
    hall.act(RETIRE, version(3)).await.ok();
    world.app.clock().advance(Duration::days(31));
    let police = &world.police.people[&Role::InstitutionAdmin];
    let renewed = world.renewed(police).await;
    assert_eq!(renewed.run(SEEN, json!({ "id": id })).await.ok()["tenant"], Value::Null);
    let hall = world.renewed(&world.hall.people[&Role::InstitutionAdmin]).await;
    assert_eq!(hall.act(REINSTATE, version(4)).await.reason(), "RETIREMENT_FINAL");
}

#[tokio::test]
async fn nobody_is_let_into_a_retired_institution() {
    let world = World::new().await;
    let hall = world.client(&world.hall, Role::InstitutionAdmin);
    let made = add(&world, &hall, json!({})).await.ok();
    let retire = json!({ "id": made["addInstitution"]["institution"]["id"], "expectedVersion": 1 });
    hall.act(RETIRE, retire).await.ok();
    let mail = world.mail_to("admin@muzeu.test").await;
    let token =
        mail.split("/invite/").nth(1).and_then(|rest| rest.split_whitespace().next()).expect("a link");
    let accept = json!({ "token": token, "password": "toamna pe dealul cu nuci" });
    let refused = world.stranger().act(ACCEPT, accept).await;
    assert_eq!(refused.fields(), [("token".to_owned(), "LINK_EXPIRED".to_owned())]);
}

#[tokio::test]
async fn an_institution_with_subordinates_stays() {
    let world = World::new().await;
    let admin = world.client(&world.hall, Role::InstitutionAdmin);
    world.add_house("muzeu", "muzeu", Some(&world.police)).await;
    let retire = json!({ "id": world.police.id.global(), "expectedVersion": 1 });
    assert_eq!(admin.act(RETIRE, retire).await.reason(), "HAS_SUBORDINATES");
    let head = json!({ "id": world.hall.id.global(), "expectedVersion": 1 });
    assert_eq!(admin.act(RETIRE, head).await.reason(), "HEAD_STAYS");
}
