//! Institutions and units.

mod institution;
mod letterhead;

use calitas_domain::access::Role;
use calitas_graphql::node::GlobalId;
use calitas_kit::World;
use serde_json::{Value, json};

const CREATE: &str =
    "mutation($input: CreateUnitInput!) { createUnit(input: $input) { unit { id code version } } }";
const UPDATE: &str = "mutation($input: UpdateUnitInput!) { updateUnit(input: $input) { unit { version isRetired parent { code } } } }";

#[tokio::test]
async fn units_make_a_tree_without_circles() {
    let world = World::new().await;
    let admin = world.client(&world.hall, Role::InstitutionAdmin);
    let input = json!({ "tenantId": world.hall.id.global(), "code": "it", "nameRo": "Serviciul IT",
        "kind": "SERVICE", "isFirstLevel": true, "idempotencyKey": "unit-it" });
    let made = admin.act(CREATE, input.clone()).await.ok();
    assert_eq!(admin.act(CREATE, input).await.ok(), made);
    let again = json!({ "tenantId": world.hall.id.global(), "code": "it", "nameRo": "Alt serviciu",
        "kind": "SERVICE", "isFirstLevel": true });
    assert_eq!(admin.act(CREATE, again).await.fields(), [("code".to_owned(), "CODE_TAKEN".to_owned())]);
    let circle = json!({ "id": world.hall.legal.global(), "expectedVersion": 1, "parentId": world.hall.archive.global() });
    assert_eq!(admin.act(UPDATE, circle).await.fields(), [("parentId".to_owned(), "UNIT_CYCLE".to_owned())]);
    let moved = json!({ "id": world.hall.archive.global(), "expectedVersion": 1, "parentId": world.hall.finance.global() });
    let moved = admin.act(UPDATE, moved).await.ok();
    assert_eq!(moved.pointer("/updateUnit/unit/parent/code"), Some(&json!("finance")));
    let cleared = json!({ "id": world.hall.archive.global(), "expectedVersion": 2, "parentId": null, "isRetired": true });
    let cleared = admin.act(UPDATE, cleared).await.ok();
    assert_eq!(cleared.pointer("/updateUnit/unit/parent"), Some(&Value::Null));
    assert_eq!(cleared.pointer("/updateUnit/unit/isRetired"), Some(&json!(true)));
}

#[tokio::test]
async fn a_parent_of_another_institution_is_unknown() {
    let world = World::new().await;
    let admin = world.client(&world.hall, Role::InstitutionAdmin);
    for parent in [world.foreign.legal, world.police.legal] {
        let input = json!({ "tenantId": world.hall.id.global(), "parentId": parent.global(), "code": "x",
            "nameRo": "Serviciul X", "kind": "SERVICE", "isFirstLevel": true });
        let refused = admin.act(CREATE, input).await;
        assert_eq!(refused.fields(), [("parentId".to_owned(), "UNKNOWN_REFERENCE".to_owned())]);
    }
}

#[tokio::test]
async fn the_city_hall_does_not_see_into_its_subordinates_and_nobody_sees_a_foreign_one() {
    let world = World::new().await;
    let question = "query($id: ID!) { tenant(id: $id) { slug } node(id: $id) { id } }";
    for (house, other) in
        [(&world.hall, &world.police), (&world.police, &world.hall), (&world.hall, &world.foreign)]
    {
        let admin = world.client(house, Role::InstitutionAdmin);
        let seen = admin.run(question, json!({ "id": other.id.global() })).await.ok();
        assert_eq!(seen, json!({ "tenant": null, "node": null }));
    }
}

#[tokio::test]
async fn oversight_sees_the_names_of_its_institutions_and_only_those() {
    let world = World::new().await;
    let question = "query($id: ID!) { municipality(id: $id) { institutions { slug parentSlug } } }";
    let own = json!({ "id": world.hall.municipality.global() });
    let seen = world.client(&world.hall, Role::Oversight).run(question, own.clone()).await.ok();
    let institutions =
        json!([{ "slug": "hall", "parentSlug": null }, { "slug": "police", "parentSlug": "hall" }]);
    assert_eq!(seen["municipality"]["institutions"], institutions);
    let seen = world.manager().run(question, own.clone()).await.ok();
    assert_eq!(seen["municipality"]["institutions"], Value::Null);
    let seen = world.client(&world.foreign, Role::Oversight).run(question, own).await.ok();
    assert_eq!(seen["municipality"], Value::Null);
}

#[tokio::test]
async fn names_of_an_institution_are_changed_with_the_version_that_was_read() {
    let world = World::new().await;
    let mutation = "mutation($input: UpdateTenantInput!) { updateTenant(input: $input) { tenant { nameRo nameEn version } } }";
    let admin = world.client(&world.hall, Role::InstitutionAdmin);
    let input = json!({ "id": world.hall.id.global(), "expectedVersion": 1, "nameRo": "Primăria Oraşului" });
    let changed = admin.act(mutation, input.clone()).await.ok();
    let expected = json!({ "nameRo": "Primăria Orașului", "nameEn": "Institution hall", "version": 2 });
    assert_eq!(changed["updateTenant"]["tenant"], expected);
    let stale = admin.act(mutation, input).await;
    assert_eq!((stale.code(), stale.reason()), ("CONFLICT", "CHANGED_MEANWHILE"));
    let foreign = json!({ "id": world.foreign.id.global(), "expectedVersion": 1, "nameRo": "Altceva" });
    assert_eq!(admin.act(mutation, foreign).await.code(), "NOT_FOUND");
    let reader = world.client(&world.hall, Role::Reader);
    let input = json!({ "id": world.hall.id.global(), "expectedVersion": 2, "nameRo": "Altceva" });
    assert_eq!(reader.act(mutation, input).await.code(), "FORBIDDEN");
}
