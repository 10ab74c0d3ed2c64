//! The yearly self-assessment: opened, answered by several at once, handed in, given back, locked, and what follows.

mod commission;
mod criteria;
mod deadline;
mod evidence;
mod gap;
mod inventory;
mod load;
mod objective;
mod presence;
mod todo;

use calitas_domain::access::Role;
use calitas_graphql::node::GlobalId;
use calitas_kit::{Answer, Client, House, Stage, World};
use futures_util::StreamExt;
use serde_json::{Value, json};
use std::time::Duration;
use tokio::time::timeout;

const OPEN: &str = "mutation($input: OpenControlCampaignInput!) { openControlCampaign(input: $input) {
  controlCampaign { id year referenceOn version template { number criteria { code } }
    questionnaires { id unit { nameRo } completeCount criterionCount } } } }";
const CLOSE: &str = "mutation($input: CloseControlCampaignInput!) { closeControlCampaign(input: $input) {
  controlCampaign { status version } } }";
const ANSWER: &str = "mutation($input: AnswerCriterionInput!) { answerCriterion(input: $input) {
  criterionAnswer { id answer explanation isTakenOver isComplete version answeredBy { displayName } }
  controlQuestionnaire { completeCount } } }";
const READ: &str =
    "query($id: ID!) { controlQuestionnaire(id: $id) { id status remark version completeCount streamCursor
  viewerCan { answer { allowed } submit { allowed } lock { allowed } }
  answers { id answer explanation isTakenOver version criterion { code standard { number } } } } }";
const SYNTHESIS: &str =
    "query($id: ID!) { controlCampaign(id: $id) { synthesis { compartmentCount implementedCount
  conformity isComplete rows { standard { number } applicableCount implementedCount partiallyCount
  notImplementedCount notApplicableCount pendingCount status } } } }";
const CHANGED: &str =
    "subscription($id: ID!, $after: String) { controlQuestionnaireChanged(id: $id, after: $after) {
  cursor refetch criterionAnswer { answer explanation } controlQuestionnaire { status } } }";

fn act(name: &str) -> String {
    let input = format!("{}{}", name[..1].to_uppercase(), &name[1..]);
    format!(
        "mutation($input: {input}Input!) {{ {name}(input: $input) {{
           controlQuestionnaire {{ id status remark version }} }} }}"
    )
}

/// A campaign of the year of the world's clock that asks the unit `legal`.
async fn open(world: &World, house: &House) -> (String, String) {
    let secretary = world.client(house, Role::ControlSecretariat);
    let made = secretary.act(OPEN, opening(house, 2026)).await.ok();
    let campaign = &made["openControlCampaign"]["controlCampaign"];
    (text(&campaign["id"]), text(&campaign["questionnaires"][0]["id"]))
}

fn opening(house: &House, year: i32) -> Value {
    json!({ "tenantId": house.id.global(), "year": year, "dueOn": "2027-01-15",
        "unitIds": [house.legal.global()] })
}

fn text(value: &Value) -> String {
    value.as_str().expect("a text").to_owned()
}

async fn read(client: &Client<'_>, id: &str) -> Value {
    client.run(READ, json!({ "id": id })).await.ok()["controlQuestionnaire"].clone()
}

async fn say(client: &Client<'_>, place: &Value, more: Value) -> Answer {
    let mut input = json!({ "id": place["id"], "expectedVersion": place["version"] });
    for (field, value) in more.as_object().into_iter().flatten() {
        input[field] = value.clone();
    }
    client.act(ANSWER, input).await
}

/// Answers everything, the criteria of some standards otherwise.
async fn fill(client: &Client<'_>, id: &str, otherwise: impl Fn(i64, &str) -> &'static str) {
    for place in read(client, id).await["answers"].as_array().expect("places") {
        let standard = place["criterion"]["standard"]["number"].as_i64().expect("a number");
        let code = text(&place["criterion"]["code"]);
        let answer = otherwise(standard, &code);
        say(client, place, json!({ "answer": answer, "explanation": format!("Dovada {code}") })).await.ok();
    }
}

async fn step(client: &Client<'_>, name: &str, id: &str, more: Value) -> Answer {
    let version = read(client, id).await["version"].clone();
    let mut input = json!({ "id": id, "expectedVersion": version });
    for (field, value) in more.as_object().into_iter().flatten() {
        input[field] = value.clone();
    }
    client.act(&act(name), input).await
}

#[tokio::test]
async fn control_campaigns_ask_every_compartment_of_the_first_level_once_a_year() {
    let world = World::new().await;
    let (house, secretary) = (&world.hall, world.client(&world.hall, Role::ControlSecretariat));
    let everybody = json!({ "tenantId": house.id.global(), "year": 2026, "dueOn": "2027-01-15" });
    let made = secretary.act(OPEN, everybody.clone()).await.ok();
    let campaign = &made["openControlCampaign"]["controlCampaign"];
    assert_eq!(campaign["referenceOn"], "2026-12-31");
    assert_eq!(campaign["template"]["number"], 1);
    assert_eq!(campaign["template"]["criteria"].as_array().map(Vec::len), Some(45));
    let asked = campaign["questionnaires"].as_array().expect("questionnaires");
    assert!(asked.len() >= 2, "first-level units: {asked:?}");
    assert!(asked.iter().all(|one| one["criterionCount"] == 45 && one["completeCount"] == 0));
    assert!(asked.iter().all(|one| one["unit"]["nameRo"] != "Compartimentul Arhivă"), "a unit beneath");
    let twice = secretary.act(OPEN, everybody).await;
    assert_eq!(twice.fields(), [("year".to_owned(), "CAMPAIGN_EXISTS".to_owned())]);
    for (more, path, reason) in [
        (json!({ "year": 2027 }), "year", "OUT_OF_RANGE"),
        (json!({ "year": 2017 }), "year", "OUT_OF_RANGE"),
        (json!({ "year": 2025, "dueOn": "2020-01-01" }), "dueOn", "IN_THE_PAST"),
        (json!({ "year": 2025, "unitIds": [] }), "unitIds", "NO_COMPARTMENTS"),
        (json!({ "year": 2025, "unitIds": [world.police.legal.global()] }), "unitIds", "UNKNOWN_REFERENCE"),
    ] {
        let mut input = opening(house, 2025);
        for (field, value) in more.as_object().into_iter().flatten() {
            input[field] = value.clone();
        }
        assert_eq!(secretary.act(OPEN, input).await.fields(), [(path.to_owned(), reason.to_owned())]);
    }
    let later = secretary.act(OPEN, opening(house, 2025)).await.ok();
    let template = &later["openControlCampaign"]["controlCampaign"]["template"];
    assert_eq!(template["number"], 1, "the list is made once");
}

#[tokio::test]
async fn two_people_answer_one_control_questionnaire_and_lose_nothing() {
    let world = World::new().await;
    let (_, id) = open(&world, &world.hall).await;
    let head = world.client(&world.hall, Role::HeadOfUnit);
    let specialist = world.client(&world.hall, Role::Specialist);
    let place = read(&head, &id).await["answers"][0].clone();
    assert_eq!(say(&specialist, &place, json!({ "answer": "YES" })).await.code(), "FORBIDDEN");
    let delegate = world.hall.people[&Role::Specialist].membership.global();
    step(&head, "delegateControlQuestionnaire", &id, json!({ "delegateId": delegate })).await.ok();
    let cursor = read(&head, &id).await["streamCursor"].clone();
    let mut heard = head.listen(CHANGED, json!({ "id": id, "after": cursor })).await;
    // One says, the other explains, both on the version they read: the two merge.
    say(&specialist, &place, json!({ "answer": "YES" })).await.ok();
    let both = say(&head, &place, json!({ "explanation": "HCL 12/2025" })).await.ok();
    let now = &both["answerCriterion"]["criterionAnswer"];
    assert_eq!((&now["answer"], &now["explanation"]), (&json!("YES"), &json!("HCL 12/2025")));
    assert_eq!(both["answerCriterion"]["controlQuestionnaire"]["completeCount"], 1);
    // The same field from an old version shows both values and changes nothing.
    let clash = say(&specialist, &place, json!({ "explanation": "Altceva" })).await;
    assert_eq!((clash.code(), clash.reason()), ("CONFLICT", "CHANGED_MEANWHILE"));
    assert_eq!(read(&head, &id).await["answers"][0]["explanation"], "HCL 12/2025");
    for explanation in [Value::Null, json!("HCL 12/2025")] {
        let change = timeout(Duration::from_secs(10), heard.next()).await.expect("told").expect("a change");
        let change = change.ok()["controlQuestionnaireChanged"].clone();
        assert_eq!(change["refetch"], false);
        assert!(explanation.is_null() || change["criterionAnswer"]["explanation"] == explanation);
    }
    assert_eq!(step(&specialist, "submitControlQuestionnaire", &id, json!({})).await.code(), "FORBIDDEN");
}

#[tokio::test]
async fn control_questionnaires_are_handed_in_whole_given_back_and_locked() {
    let world = World::new().await;
    let (campaign, id) = open(&world, &world.hall).await;
    let head = world.client(&world.hall, Role::HeadOfUnit);
    let secretary = world.client(&world.hall, Role::ControlSecretariat);
    let early = step(&head, "submitControlQuestionnaire", &id, json!({})).await;
    assert_eq!(early.reason(), "QUESTIONNAIRE_INCOMPLETE");
    assert_eq!(
        step(&secretary, "lockControlQuestionnaire", &id, json!({})).await.reason(),
        "QUESTIONNAIRE_NOT_SUBMITTED"
    );
    // Standard 3 in part, standard 4 not at all, standard 16 does not apply.
    fill(&head, &id, |standard, code| match (standard, code) {
        (3, "3.1") | (4, _) => "NO",
        (16, _) => "NOT_APPLICABLE",
        _ => "YES",
    })
    .await;
    step(&head, "submitControlQuestionnaire", &id, json!({})).await.ok();
    let place = read(&head, &id).await["answers"][0].clone();
    assert_eq!(say(&head, &place, json!({ "answer": "NO" })).await.reason(), "QUESTIONNAIRE_NOT_IN_WORK");
    let wordless = step(&secretary, "returnControlQuestionnaire", &id, json!({ "remark": " " })).await;
    assert_eq!(wordless.fields(), [("remark".to_owned(), "REQUIRED".to_owned())]);
    step(&secretary, "returnControlQuestionnaire", &id, json!({ "remark": "Lipsește dovada la 2.1" }))
        .await
        .ok();
    let returned = read(&head, &id).await;
    assert_eq!(
        (&returned["status"], &returned["remark"]),
        (&json!("RETURNED"), &json!("Lipsește dovada la 2.1"))
    );
    step(&head, "submitControlQuestionnaire", &id, json!({})).await.ok();
    step(&secretary, "lockControlQuestionnaire", &id, json!({})).await.ok();
    assert_eq!(read(&head, &id).await["status"], "LOCKED");
    let found = secretary.run(SYNTHESIS, json!({ "id": campaign })).await.ok();
    let synthesis = &found["controlCampaign"]["synthesis"];
    assert_eq!(synthesis["compartmentCount"], 1);
    assert_eq!(
        (&synthesis["implementedCount"], &synthesis["conformity"]),
        (&json!(13), &json!("PARTIALLY_CONFORM"))
    );
    let row = |number: usize| &synthesis["rows"][number - 1];
    assert_eq!(row(3)["status"], "NOT_IMPLEMENTED", "only what is implemented counts");
    assert_eq!((&row(3)["partiallyCount"], &row(3)["applicableCount"]), (&json!(1), &json!(1)));
    assert_eq!(row(4)["notImplementedCount"], 1);
    assert_eq!((&row(16)["status"], &row(16)["notApplicableCount"]), (&json!("NOT_APPLICABLE"), &json!(1)));
    let closing = json!({ "id": campaign, "expectedVersion": 1 });
    secretary.act(CLOSE, closing).await.ok();
    let late = step(&secretary, "returnControlQuestionnaire", &id, json!({ "remark": "Încă o dată" })).await;
    assert_eq!(late.reason(), "CAMPAIGN_CLOSED");
}

#[tokio::test]
async fn control_answers_of_the_year_before_wait_to_be_confirmed() {
    let world = World::new().await;
    let stage = Stage::new(&world, &world.hall).await;
    let questionnaire = stage.with_earlier_answers().await;
    let head = world.client(&world.hall, Role::HeadOfUnit);
    let id = questionnaire.id.global().to_string();
    let own = read(&head, &id).await["answers"][0].clone();
    say(&head, &own, json!({ "answer": "NO", "explanation": "Anul acesta nu" })).await.ok();
    let take = act("takeOverControlAnswers");
    head.act(&take, json!({ "id": id })).await.ok();
    let filled = read(&head, &id).await;
    assert_eq!(filled["answers"][0]["answer"], "NO", "what was said this year stays");
    assert_eq!(
        (&filled["answers"][1]["answer"], &filled["answers"][1]["isTakenOver"]),
        (&json!("YES"), &json!(true))
    );
    assert_eq!(filled["completeCount"], 1);
    let early = step(&head, "submitControlQuestionnaire", &id, json!({})).await;
    assert_eq!(early.reason(), "QUESTIONNAIRE_INCOMPLETE");
    let confirmed = say(&head, &filled["answers"][1], json!({ "answer": "YES" })).await.ok();
    assert_eq!(confirmed["answerCriterion"]["criterionAnswer"]["isComplete"], true);
    assert_eq!(head.act(&take, json!({ "id": id })).await.reason(), "NOTHING_TO_TAKE_OVER");
}
