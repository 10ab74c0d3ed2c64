//! What the self-assessment asks of people, and what left their lists.

use super::{fill, open, read, say, step};
use calitas_app::identity::member;
use calitas_domain::{
    access::{Grant, Role},
    identity::Placement,
};
use calitas_graphql::node::GlobalId;
use calitas_kit::{Client, Stage, World};
use futures_util::StreamExt;
use serde_json::{Value, json};
use std::time::Duration;
use tokio::time::timeout;

const TODOS: &str = "{ viewer { todoCount todos { totalCount nodes { verb reason objectCode title dueOn group progress
  waitingCount tenant { slug } subject { __typename ... on ControlQuestionnaire { id completeCount criterionCount } } } } } }";

async fn todos(client: &Client<'_>) -> Vec<Value> {
    let seen = client.ask(TODOS).await.ok();
    let nodes = seen["viewer"]["todos"]["nodes"].as_array().cloned().expect("todos");
    assert_eq!(seen["viewer"]["todoCount"], nodes.len());
    nodes
}

fn told(todos: &[Value]) -> Vec<String> {
    let text = |todo: &Value, field: &str| todo[field].as_str().unwrap_or("-").to_owned();
    let line = |todo: &Value| {
        ["verb", "reason", "objectCode", "dueOn", "group"].map(|field| text(todo, field)).join(" ")
    };
    todos.iter().map(line).collect()
}

async fn traces(client: &Client<'_>, list: &str) -> Vec<String> {
    let document = format!("{{ viewer {{ {list} {{ verb objectCode subject {{ id }} }} }} }}");
    let seen = client.ask(&document).await.ok();
    let told = |trace: &Value| {
        assert!(trace["subject"]["id"].is_string());
        format!(
            "{} {}",
            trace["verb"].as_str().unwrap_or_default(),
            trace["objectCode"].as_str().unwrap_or_default()
        )
    };
    seen["viewer"][list].as_array().expect("traces").iter().map(told).collect()
}

#[tokio::test]
async fn a_control_questionnaire_waits_for_each_person_in_turn() {
    let world = World::new().await;
    let client = |role| world.client(&world.hall, role);
    let (head, specialist) = (client(Role::HeadOfUnit), client(Role::Specialist));
    let secretary = client(Role::ControlSecretariat);
    assert!(todos(&head).await.is_empty());
    let (_, id) = open(&world, &world.hall).await;
    let mine = "COMPLETE HEAD_OF_UNIT SCIM-2026 2027-01-15 LATER";
    let waiting = todos(&head).await;
    assert_eq!(told(&waiting), [mine]);
    assert_eq!((&waiting[0]["progress"], &waiting[0]["tenant"]["slug"]), (&json!(0), &json!("hall")));
    let subject =
        json!({ "__typename": "ControlQuestionnaire", "id": id, "completeCount": 0, "criterionCount": 45 });
    assert_eq!(waiting[0]["subject"], subject);
    let title = waiting[0]["title"].as_str().expect("a title");
    assert!(
        title.starts_with("Self-assessment questionnaire, ")
            || title.starts_with("Chestionar de autoevaluare, ")
    );
    for role in [Role::QualityManager, Role::HeadOfInstitution, Role::Reader, Role::InstitutionAdmin] {
        assert!(todos(&client(role)).await.is_empty(), "{role:?}");
    }
    let delegate = world.hall.people[&Role::Specialist].membership.global();
    step(&head, "delegateControlQuestionnaire", &id, json!({ "delegateId": delegate })).await.ok();
    assert_eq!(told(&todos(&specialist).await), ["COMPLETE DELEGATE SCIM-2026 2027-01-15 LATER"]);
    fill(&specialist, &id, |_, _| "YES").await;
    assert_eq!(todos(&head).await[0]["progress"], 100);
    step(&head, "submitControlQuestionnaire", &id, json!({})).await.ok();
    assert!(todos(&head).await.is_empty() && todos(&specialist).await.is_empty());
    assert_eq!(told(&todos(&secretary).await), ["VERIFY SECRETARIAT SCIM-2026 - LATER"]);
    assert_eq!(traces(&head, "todosSent").await, ["VERIFY SCIM-2026"]);
    assert_eq!(traces(&head, "todosResolved").await, ["COMPLETE SCIM-2026"]);
    step(&secretary, "returnControlQuestionnaire", &id, json!({ "remark": "Lipsește dovada" })).await.ok();
    assert!(todos(&secretary).await.is_empty());
    assert_eq!(traces(&secretary, "todosResolved").await, ["VERIFY SCIM-2026"]);
    assert_eq!(told(&todos(&head).await), [mine]);
    assert_eq!(traces(&head, "todosSent").await, [""; 0]);
    step(&head, "submitControlQuestionnaire", &id, json!({})).await.ok();
    step(&secretary, "lockControlQuestionnaire", &id, json!({})).await.ok();
    assert!(todos(&head).await.is_empty() && todos(&secretary).await.is_empty());
    // What is given back after it was locked was on nobody's list; nothing new is told as dealt with.
    step(&secretary, "returnControlQuestionnaire", &id, json!({ "remark": "Se corectează 3.2" })).await.ok();
    assert_eq!(traces(&secretary, "todosResolved").await, ["VERIFY SCIM-2026"]);
    assert_eq!(told(&todos(&head).await), [mine]);
}

#[tokio::test]
async fn nothing_of_a_closed_control_campaign_waits_for_anybody() {
    let world = World::new().await;
    let (campaign, _) = open(&world, &world.hall).await;
    let (head, secretary) =
        (world.client(&world.hall, Role::HeadOfUnit), world.client(&world.hall, Role::ControlSecretariat));
    assert_eq!(todos(&head).await.len(), 1);
    secretary.act(super::CLOSE, json!({ "id": campaign, "expectedVersion": 1 })).await.ok();
    assert!(todos(&head).await.is_empty());
}

#[tokio::test]
async fn a_compartment_without_a_head_waits_for_the_one_above_until_it_has_its_own() {
    let world = World::new().await;
    let stage = Stage::new(&world, &world.hall).await;
    let questionnaire = stage.questionnaire().await;
    let head = world.client(&world.hall, Role::HeadOfUnit);
    // That of `legal`, and that of the unit under it.
    assert_eq!(todos(&head).await.len(), 2);
    let place = Placement {
        display_name: "Șef birou".into(),
        unit: Some(questionnaire.unit),
        grants: vec![Grant { role: Role::HeadOfUnit.into(), unit: Some(questionnaire.unit) }],
        objects: [].into(),
        expires_on: None,
    };
    let own = world.add_person(&world.hall, "own-head", place).await;
    assert_eq!(
        told(&todos(&world.client_of(&own)).await),
        ["COMPLETE HEAD_OF_UNIT SCIM-2026 2027-01-15 LATER"]
    );
    assert_eq!(todos(&head).await.len(), 1);
}

#[tokio::test]
async fn control_todos_of_all_institutions_of_a_person_stand_in_one_list() {
    let world = World::new().await;
    let (_, _) = open(&world, &world.hall).await;
    let person = world.hall.people[&Role::HeadOfUnit].clone();
    let placement = Placement {
        display_name: "Șef serviciu".into(),
        unit: Some(world.police.legal),
        grants: vec![Grant { role: Role::HeadOfUnit.into(), unit: Some(world.police.legal) }],
        objects: [].into(),
        expires_on: None,
    };
    member::establish(&world.app, world.police.id, person.account, placement).await.expect("a place");
    let client = world.client_of(&person);
    assert_eq!(todos(&client).await.len(), 1);
    // The police have a head of that unit already: both answer for it.
    open(&world, &world.police).await;
    let slugs: Vec<_> = todos(&client).await.iter().map(|todo| todo["tenant"]["slug"].clone()).collect();
    assert_eq!(slugs.len(), 2, "{slugs:?}");
}

#[tokio::test]
async fn control_duties_are_told_live_to_those_they_concern() {
    let world = World::new().await;
    let (_, id) = open(&world, &world.hall).await;
    let client = |role| world.client(&world.hall, role);
    let listen = "subscription { viewerChanged { viewer { todoCount } } }";
    let mut events = client(Role::ControlSecretariat).listen(listen, json!({})).await;
    let mut reader = client(Role::Reader).listen(listen, json!({})).await;
    let next = async |events: &mut futures_util::stream::BoxStream<'static, calitas_kit::Answer>| {
        let event = timeout(Duration::from_secs(5), events.next()).await.expect("in time").expect("an event");
        event.ok()["viewerChanged"]["viewer"]["todoCount"].as_i64().expect("a count")
    };
    assert_eq!((next(&mut events).await, next(&mut reader).await), (0, 0));
    let head = client(Role::HeadOfUnit);
    fill(&head, &id, |_, _| "YES").await;
    step(&head, "submitControlQuestionnaire", &id, json!({})).await.ok();
    assert_eq!(next(&mut events).await, 1);
    assert!(timeout(Duration::from_millis(1_500), reader.next()).await.is_err(), "nobody else's");
    let place = read(&head, &id).await["answers"][0].clone();
    assert_eq!(say(&head, &place, json!({ "proof": "PO-12" })).await.reason(), "QUESTIONNAIRE_NOT_IN_WORK");
}
