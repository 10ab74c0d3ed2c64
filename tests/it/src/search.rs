//! Finding things by words of their code and name.

use crate::plan::{Stage, UPDATE};
use calitas_domain::{
    access::{Grant, Role},
    id::PlanId,
    identity::Placement,
};
use calitas_graphql::node::GlobalId;
use calitas_kit::{Client, World};
use serde_json::{Value, json};

const SEARCH: &str = "query($text: String!, $tenant: ID, $first: Int) {
  search(text: $text, tenantId: $tenant, first: $first) { subjectId kind code title tenant { slug } subject { id } } }";

/// Kind and title of what is found, in order.
async fn find(client: &Client<'_>, text: &str) -> Vec<(String, String)> {
    let found = client.run(SEARCH, json!({ "text": text })).await.ok();
    let hits = found["search"].as_array().expect("a list").clone();
    let word = |hit: &Value, name: &str| hit[name].as_str().expect("a text").to_owned();
    for hit in &hits {
        assert_eq!(hit["subject"]["id"], hit["subjectId"], "whatever is found is there to be read");
    }
    hits.iter().map(|hit| (word(hit, "kind"), word(hit, "title"))).collect()
}

fn of(kind: &str, title: &str) -> (String, String) {
    (kind.to_owned(), title.to_owned())
}

#[tokio::test]
async fn things_are_found_by_beginnings_of_words_whatever_the_diacritics() {
    let world = World::new().await;
    let stage = Stage::draft(&world).await;
    let id = stage.add(json!({ "title": "Înființarea registrului ședințelor" })).await;
    stage.add(json!({ "title": "Registrul petițiilor", "description": "despre ședințe" })).await;
    let found = [of("PLAN_ACTION", "Înființarea registrului ședințelor")];
    for text in ["sedinte", "ŞEDIN", "registru infiint", "ședințelor Înființarea", "a-01 sedin"] {
        assert_eq!(find(&stage.manager, text).await, found, "{text}");
    }
    for text in ["edintelor", "sedinte petitii", "s", "", "despre", "%", "sedin_elor"] {
        assert_eq!(find(&stage.manager, text).await, [], "{text}");
    }
    assert_eq!(find(&stage.manager, "registru").await.len(), 2);
    let change =
        json!({ "id": id, "expectedVersion": stage.action_version(&id).await, "title": "Lista comisiilor" });
    stage.manager.act(UPDATE, change).await.ok();
    assert_eq!(find(&stage.manager, "sedintelor").await, []);
    assert_eq!(find(&stage.manager, "lista").await, [of("PLAN_ACTION", "Lista comisiilor")]);
    let delete = "mutation($input: DeletePlanActionInput!) { deletePlanAction(input: $input) { deletedPlanActionId } }";
    stage
        .manager
        .act(delete, json!({ "id": id, "expectedVersion": stage.action_version(&id).await }))
        .await
        .ok();
    assert_eq!(find(&stage.manager, "lista").await, []);
}

#[tokio::test]
async fn people_units_and_institutions_are_found_by_those_who_may_know_them() {
    let world = World::new().await;
    let manager = world.manager();
    assert_eq!(find(&manager, "specialist").await, [of("MEMBERSHIP", "specialist hall")]);
    let units = find(&manager, "jurid").await;
    assert!(units.iter().any(|(kind, _)| kind == "UNIT"), "{units:?}");
    let houses = find(&manager, "institutia").await;
    assert!(houses.iter().any(|(kind, _)| kind == "TENANT"), "{houses:?}");
    assert_eq!(find(&manager, "specialist calitas.test").await, [], "addresses are the administrators'");
}

#[tokio::test]
async fn nothing_of_another_institution_is_found_and_asking_for_it_is_asking_for_nothing() {
    let world = World::new().await;
    let stage = Stage::draft(&world).await;
    stage.add(json!({ "title": "Zimbru" })).await;
    let police = world.client(&world.police, Role::QualityManager);
    assert_eq!(find(&police, "zimbru").await, []);
    let elsewhere = json!({ "text": "zimbru", "tenant": world.hall.id.global() });
    assert_eq!(police.run(SEARCH, elsewhere.clone()).await.code(), "NOT_FOUND");
    assert_eq!(stage.manager.run(SEARCH, elsewhere).await.ok()["search"][0]["tenant"]["slug"], "hall");
    assert_eq!(world.stranger().run(SEARCH, json!({ "text": "zimbru" })).await.code(), "UNAUTHENTICATED");
}

#[tokio::test]
async fn a_guest_finds_what_hangs_on_the_plan_of_the_invitation() {
    let world = World::new().await;
    let (stage, other) = (Stage::draft(&world).await, Stage::draft(&world).await);
    stage.add(json!({ "title": "Zimbru la vedere" })).await;
    other.add(json!({ "title": "Zimbru ascuns" })).await;
    let placement = Placement {
        display_name: "Expert extern".to_owned(),
        unit: None,
        grants: vec![Grant { role: Role::Guest.into(), unit: None }],
        objects: [PlanId::read(&stage.plan.as_str().into()).expect("an id").row].into(),
        expires_on: "2026-12-31".parse().ok(),
    };
    let person = world.add_person(&world.hall, "expert", placement).await;
    let guest = world.client_of(&person);
    assert_eq!(find(&guest, "zimbru").await, [of("PLAN_ACTION", "Zimbru la vedere")]);
    assert_eq!(find(&guest, "specialist").await, []);
    assert_eq!(find(&guest, "hall").await, []);
}

#[tokio::test]
async fn bad_questions_name_the_field() {
    let world = World::new().await;
    let manager = world.manager();
    let long = manager.run(SEARCH, json!({ "text": "a".repeat(201) })).await;
    assert_eq!(long.fields(), [("text".to_owned(), "TOO_LONG".to_owned())]);
}
