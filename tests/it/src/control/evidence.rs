//! What proves an answer: a code or an address, the risk it names, documents.

use super::{fill, open, read, say, step};
use calitas_domain::{access::Role, document::Subject, id::ControlAnswerId};
use calitas_graphql::node::GlobalId;
use calitas_kit::{Answer, Client, Stage, World};
use serde_json::{Value, json};

const CREATE: &str =
    "mutation($input: CreateEvidenceInput!) { createEvidence(input: $input) { evidence { id version }
  subjects { __typename ... on CriterionAnswer { id evidence { totalCount } } } } }";
const UPDATE: &str =
    "mutation($input: UpdateEvidenceInput!) { updateEvidence(input: $input) { evidence { title version } } }";
const REMOVE: &str =
    "mutation($input: RemoveEvidenceInput!) { removeEvidence(input: $input) { removedEvidenceId } }";
const LINK: &str = "mutation($input: LinkEvidenceInput!) { linkEvidence(input: $input) { evidence { id } } }";
const SEE: &str = "query($id: ID!) { node(id: $id) { ... on CriterionAnswer { proof proofRisk { code }
  evidence { totalCount nodes { id title viewerCan { update { allowed } } subjects { __typename } } }
  viewerCan { answer { allowed } attachEvidence { allowed reason } } } } }";
const EVIDENCE: &str = "query($id: ID!) { evidence(id: $id) { title files { id downloadPath } } }";

async fn see(client: &Client<'_>, id: &Value) -> Value {
    client.run(SEE, json!({ "id": id })).await.ok()["node"].clone()
}

async fn attach(client: &Client<'_>, answer: &Value, title: &str) -> Answer {
    client.act(CREATE, json!({ "subjectId": answer, "title": title })).await
}

#[tokio::test]
async fn control_answers_name_what_proves_them_and_a_risk_is_found_by_its_code() {
    let world = World::new().await;
    let stage = Stage::new(&world, &world.hall).await;
    let risk = stage.risk().await;
    let (_, id) = open(&world, &world.hall).await;
    let head = world.client(&world.hall, Role::HeadOfUnit);
    let place = read(&head, &id).await["answers"][0].clone();
    say(&head, &place, json!({ "answer": "YES", "explanation": "Da", "proof": risk.code() })).await.ok();
    let seen = see(&head, &place["id"]).await;
    assert_eq!((&seen["proof"], &seen["proofRisk"]["code"]), (&json!(risk.code()), &json!(risk.code())));
    let place = read(&head, &id).await["answers"][0].clone();
    say(&head, &place, json!({ "proof": "https://intranet.ps6.example/po-12" })).await.ok();
    let seen = see(&head, &place["id"]).await;
    assert_eq!(
        (&seen["proof"], &seen["proofRisk"]),
        (&json!("https://intranet.ps6.example/po-12"), &Value::Null)
    );
    let place = read(&head, &id).await["answers"][0].clone();
    let long = say(&head, &place, json!({ "proof": "x".repeat(201) })).await;
    assert_eq!(long.fields(), [("proof".to_owned(), "TOO_LONG".to_owned())]);
    // Two people name something else: both values are shown, as with every field of an answer.
    let delegate = world.hall.people[&Role::Specialist].membership.global();
    step(&head, "delegateControlQuestionnaire", &id, json!({ "delegateId": delegate })).await.ok();
    say(&head, &place, json!({ "proof": "PO-1" })).await.ok();
    let clash = say(&world.client(&world.hall, Role::Specialist), &place, json!({ "proof": "PO-2" })).await;
    assert_eq!((clash.code(), clash.reason()), ("CONFLICT", "CHANGED_MEANWHILE"));
    assert_eq!(see(&head, &place["id"]).await["proof"], "PO-1");
    say(&head, &place, json!({ "proof": null })).await.ok();
    assert_eq!(see(&head, &place["id"]).await["proof"], Value::Null);
}

#[tokio::test]
async fn whoever_answers_a_control_criterion_attaches_and_whoever_reads_it_reads() {
    let world = World::new().await;
    let (_, id) = open(&world, &world.hall).await;
    let client = |role| world.client(&world.hall, role);
    let (head, specialist) = (client(Role::HeadOfUnit), client(Role::Specialist));
    let place = read(&head, &id).await["answers"][0]["id"].clone();
    assert_eq!(attach(&specialist, &place, "Codul de conduită").await.code(), "FORBIDDEN");
    assert_eq!(attach(&client(Role::Reader), &place, "Codul de conduită").await.code(), "FORBIDDEN");
    let foreign = world.client(&world.foreign, Role::ControlSecretariat);
    assert_eq!(attach(&foreign, &place, "Codul de conduită").await.code(), "NOT_FOUND");
    let made = attach(&head, &place, "Codul de conduită").await.ok();
    let proved = json!([{ "__typename": "CriterionAnswer", "id": place, "evidence": { "totalCount": 1 } }]);
    assert_eq!(made["createEvidence"]["subjects"], proved);
    let evidence = made["createEvidence"]["evidence"]["id"].clone();
    for role in [Role::Reader, Role::Specialist, Role::ControlSecretariat, Role::HeadOfInstitution] {
        let seen = see(&client(role), &place).await;
        assert_eq!(seen["evidence"]["totalCount"], 1, "{role:?}");
        assert_eq!(seen["evidence"]["nodes"][0]["viewerCan"]["update"]["allowed"], false, "{role:?}");
        assert_eq!(seen["viewerCan"]["attachEvidence"]["allowed"], false, "{role:?}");
        let read = client(role).run(EVIDENCE, json!({ "id": evidence })).await.ok();
        assert_eq!(read["evidence"]["title"], "Codul de conduită", "{role:?}");
    }
    assert_eq!(foreign.run(EVIDENCE, json!({ "id": evidence })).await.ok()["evidence"], Value::Null);
    let delegate = world.hall.people[&Role::Specialist].membership.global();
    step(&head, "delegateControlQuestionnaire", &id, json!({ "delegateId": delegate })).await.ok();
    attach(&specialist, &place, "Procesul-verbal").await.ok();
    assert_eq!(see(&head, &place).await["evidence"]["totalCount"], 2);
    let change = json!({ "id": evidence, "expectedVersion": 1, "title": "Codul" });
    assert_eq!(specialist.act(UPDATE, change.clone()).await.reason(), "NOT_YOUR_EVIDENCE");
    head.act(UPDATE, change).await.ok();
}

#[tokio::test]
async fn what_a_control_answer_rests_on_stays_once_it_was_handed_in() {
    let world = World::new().await;
    let stage = Stage::new(&world, &world.hall).await;
    let (_, action) = stage.active().await;
    let (_, id) = open(&world, &world.hall).await;
    let head = world.client(&world.hall, Role::HeadOfUnit);
    let place = read(&head, &id).await["answers"][0]["id"].clone();
    let made = attach(&head, &place, "Codul de conduită").await.ok();
    let evidence = made["createEvidence"]["evidence"]["id"].clone();
    // It proves an action too, whose people might change it.
    let manager = world.client_of(&stage.author);
    manager.act(LINK, json!({ "id": evidence, "subjectId": action.global() })).await.ok();
    fill(&head, &id, |_, _| "YES").await;
    step(&head, "submitControlQuestionnaire", &id, json!({})).await.ok();
    assert_eq!(attach(&head, &place, "Încă una").await.reason(), "QUESTIONNAIRE_NOT_IN_WORK");
    let change = json!({ "id": evidence, "expectedVersion": 1, "title": "Altceva" });
    assert_eq!(manager.act(UPDATE, change.clone()).await.reason(), "QUESTIONNAIRE_NOT_IN_WORK");
    assert_eq!(manager.act(REMOVE, json!({ "id": evidence })).await.reason(), "QUESTIONNAIRE_NOT_IN_WORK");
    let secretary = world.client(&world.hall, Role::ControlSecretariat);
    step(&secretary, "lockControlQuestionnaire", &id, json!({})).await.ok();
    assert_eq!(attach(&head, &place, "Încă una").await.reason(), "QUESTIONNAIRE_NOT_IN_WORK");
    let seen = see(&head, &place).await;
    assert_eq!(seen["viewerCan"]["attachEvidence"]["allowed"], false);
    assert_eq!(seen["evidence"]["totalCount"], 1);
    step(&secretary, "returnControlQuestionnaire", &id, json!({ "remark": "Se corectează 1.1" })).await.ok();
    head.act(UPDATE, change).await.ok();
}

#[tokio::test]
async fn guests_of_a_plan_never_see_what_proves_a_control_answer() {
    let world = World::new().await;
    let stage = Stage::new(&world, &world.hall).await;
    let (plan, _) = stage.active().await;
    let guest = world.client_of(&stage.guest("guest", &[plan]).await);
    let (_, id) = open(&world, &world.hall).await;
    let head = &world.hall.people[&Role::HeadOfUnit];
    let place = read(&world.client_of(head), &id).await["answers"][0]["id"].clone();
    let answer = ControlAnswerId::read(&place.as_str().expect("an id").into()).expect("an answer");
    let evidence = stage.evidence(head, Subject::Answer(answer)).await;
    let file = stage.file(head, evidence).await;
    for id in [place, json!(evidence.global()), json!(file.global())] {
        let seen = guest.run("query($id: ID!) { node(id: $id) { id } }", json!({ "id": id })).await.ok();
        assert_eq!(seen["node"], Value::Null, "{id}");
    }
    // Members who read the self-assessment get the file.
    let reader = world.client(&world.hall, Role::Reader);
    let read = reader.run(EVIDENCE, json!({ "id": evidence.global() })).await.ok();
    assert!(read["evidence"]["files"][0]["downloadPath"].is_string());
}
