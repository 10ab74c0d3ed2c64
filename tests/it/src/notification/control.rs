//! What people are told of the self-assessment: asked, delegated, handed in, given back, taken in, another day; reminders
//! before and after it; calendars.

use super::{at, fresh, mails, work};
use calitas_app::notification::read_feed;
use calitas_domain::{access::Role, id::ControlQuestionnaireId};
use calitas_graphql::node::GlobalId;
use calitas_kit::{Client, Stage, World, world::Person};
use serde_json::{Value, json};

const TOLD: &str = "{ viewer { unreadNotificationCount notifications { totalCount nodes { kind reason dueOn
  subject { __typename ... on ControlQuestionnaire { id } } } } } }";
const OPEN: &str = "mutation($input: OpenControlCampaignInput!) { openControlCampaign(input: $input) {
  controlCampaign { id version questionnaires { id } } } }";
const POSTPONE: &str =
    "mutation($input: UpdateControlCampaignInput!) { updateControlCampaign(input: $input) {
  controlCampaign { version } } }";
const POLICY: &str =
    "mutation($input: UpdateNotificationPolicyInput!) { updateNotificationPolicy(input: $input) {
  notificationPolicy { version } } }";

/// What a person was told of questionnaires, the newest first.
async fn told(world: &World, person: &Person) -> Vec<String> {
    work(world).await;
    let seen = fresh(world, person).await.ask(TOLD).await.ok();
    let nodes = seen["viewer"]["notifications"]["nodes"].as_array().cloned().expect("notifications");
    assert_eq!(seen["viewer"]["notifications"]["totalCount"], nodes.len());
    let text = |node: &Value, field: &str| node[field].as_str().unwrap_or("-").to_owned();
    nodes
        .iter()
        .filter(|node| node["subject"]["__typename"] == "ControlQuestionnaire")
        .map(|node| ["kind", "reason", "dueOn"].map(|field| text(node, field)).join(" "))
        .collect()
}

fn person(world: &World, role: Role) -> &Person {
    &world.hall.people[&role]
}

/// A campaign of the unit `legal`, due on a day; its id.
async fn opened(world: &World, due_on: &str) -> (String, String) {
    let secretary = fresh(world, person(world, Role::ControlSecretariat)).await;
    let input = json!({ "tenantId": world.hall.id.global(), "year": 2026, "dueOn": due_on,
        "unitIds": [world.hall.legal.global()] });
    let made = secretary.act(OPEN, input).await.ok();
    let campaign = &made["openControlCampaign"]["controlCampaign"];
    let text = |value: &Value| value.as_str().expect("an id").to_owned();
    (text(&campaign["id"]), text(&campaign["questionnaires"][0]["id"]))
}

async fn step(client: &Client<'_>, name: &str, id: &str, more: Value) {
    let version = "query($id: ID!) { controlQuestionnaire(id: $id) { version } }";
    let version =
        client.run(version, json!({ "id": id })).await.ok()["controlQuestionnaire"]["version"].clone();
    let mut input = json!({ "id": id, "expectedVersion": version });
    for (field, value) in more.as_object().into_iter().flatten() {
        input[field] = value.clone();
    }
    let type_name = format!("{}{}Input", name[..1].to_uppercase(), &name[1..]);
    let act = format!(
        "mutation($input: {type_name}!) {{ {name}(input: $input) {{ controlQuestionnaire {{ id }} }} }}"
    );
    client.act(&act, input).await.ok();
}

async fn answered(stage: &Stage<'_>, id: &str) {
    let id = ControlQuestionnaireId::read(&id.into()).expect("a questionnaire");
    stage.answer_all(id).await;
}

#[tokio::test]
async fn people_are_told_of_their_part_of_a_control_campaign() {
    let world = World::new().await;
    let stage = Stage::new(&world, &world.hall).await;
    let (campaign, id) = opened(&world, "2027-01-15").await;
    let (head, specialist) = (person(&world, Role::HeadOfUnit), person(&world, Role::Specialist));
    let secretary = person(&world, Role::ControlSecretariat);
    assert_eq!(told(&world, head).await, ["ASSIGNED HEAD_OF_UNIT 2027-01-15"]);
    for role in [Role::Reader, Role::Specialist, Role::QualityManager, Role::ControlSecretariat] {
        assert!(told(&world, person(&world, role)).await.is_empty(), "{role:?}");
    }
    let client = world.client_of(head);
    let delegate = json!({ "delegateId": specialist.membership.global() });
    step(&client, "delegateControlQuestionnaire", &id, delegate).await;
    assert_eq!(told(&world, specialist).await, ["ASSIGNED DELEGATE 2027-01-15"]);
    let postponed = json!({ "id": campaign, "expectedVersion": 1, "dueOn": "2027-01-31" });
    world.client_of(secretary).act(POSTPONE, postponed).await.ok();
    assert_eq!(told(&world, specialist).await[0], "CHANGED DELEGATE 2027-01-31");
    assert_eq!(told(&world, head).await[0], "CHANGED HEAD_OF_UNIT 2027-01-31");
    answered(&stage, &id).await;
    step(&client, "submitControlQuestionnaire", &id, json!({})).await;
    assert_eq!(told(&world, secretary).await, ["ASSIGNED SECRETARIAT -"]);
    let office = world.client_of(secretary);
    step(&office, "returnControlQuestionnaire", &id, json!({ "remark": "Lipsește dovada" })).await;
    assert_eq!(told(&world, head).await[0], "RETURNED HEAD_OF_UNIT 2027-01-31");
    assert_eq!(told(&world, specialist).await[0], "RETURNED DELEGATE 2027-01-31");
    step(&client, "submitControlQuestionnaire", &id, json!({})).await;
    step(&office, "lockControlQuestionnaire", &id, json!({})).await;
    assert_eq!(told(&world, head).await[0], "CHANGED HEAD_OF_UNIT -", "taken in");
    assert_eq!(told(&world, secretary).await.len(), 2, "handed in twice");
    // Who works again tells nothing twice.
    let before = told(&world, head).await;
    assert_eq!(told(&world, head).await, before);
    at(&world, "2026-11-23T06:00:00Z");
    work(&world).await;
    let mailed = mails(&world, head).await;
    let (subject, body) = mailed.last().expect("a mail");
    assert!(subject.contains(&before.len().to_string()), "{subject}");
    assert!(body.contains("SCIM-2026"), "{body}");
    assert!(body.contains(&format!("/i/hall/control/2026/questionnaires/{id}")), "{body}");
}

#[tokio::test]
async fn a_head_of_several_compartments_is_told_of_each_control_questionnaire() {
    let world = World::new().await;
    let stage = Stage::new(&world, &world.hall).await;
    stage.questionnaire().await;
    stage.questionnaire().await;
    // Of `legal`, and of two units under it without a head of their own.
    let all = told(&world, person(&world, Role::HeadOfUnit)).await;
    assert_eq!(all, ["ASSIGNED HEAD_OF_UNIT 2027-01-15"; 3]);
}

#[tokio::test]
async fn reminders_of_control_questionnaires_come_before_and_after_the_day_until_they_are_handed_in() {
    let world = World::new().await;
    let stage = Stage::new(&world, &world.hall).await;
    let escalations = json!([{ "afterDays": 3, "recipient": "HEAD_OF_INSTITUTION" }]);
    let policy =
        json!({ "tenantId": world.hall.id.global(), "expectedVersion": 0, "escalations": escalations });
    world.client(&world.hall, Role::InstitutionAdmin).act(POLICY, policy).await.ok();
    // A Wednesday; 30 November and 1 December are free.
    let (_, id) = opened(&world, "2026-12-02").await;
    answered(&stage, &id).await;
    let head = person(&world, Role::HeadOfUnit);
    let reminders = async |head: &Person| -> Vec<String> {
        let all = told(&world, head).await.into_iter();
        all.filter(|line| !line.starts_with("ASSIGNED")).collect()
    };
    at(&world, "2026-11-23T06:00:00Z");
    assert_eq!(reminders(head).await, ["DUE_SOON HEAD_OF_UNIT 2026-12-02"]);
    at(&world, "2026-11-27T06:00:00Z");
    assert_eq!(reminders(head).await.len(), 2, "five working days and one before it");
    at(&world, "2026-12-03T06:00:00Z");
    assert_eq!(reminders(head).await[0], "OVERDUE HEAD_OF_UNIT 2026-12-02");
    let chief = person(&world, Role::HeadOfInstitution);
    assert!(reminders(chief).await.is_empty());
    at(&world, "2026-12-07T06:00:00Z");
    assert_eq!(reminders(chief).await, ["ESCALATED HEAD_OF_INSTITUTION 2026-12-02"]);
    at(&world, "2026-12-10T06:00:00Z");
    let late = reminders(head).await;
    assert_eq!(late.iter().filter(|line| line.starts_with("OVERDUE")).count(), 2, "weekly");
    step(&fresh(&world, head).await, "submitControlQuestionnaire", &id, json!({})).await;
    at(&world, "2026-12-18T06:00:00Z");
    assert_eq!(reminders(head).await, late, "nobody is reminded of what was handed in");
}

#[tokio::test]
async fn calendars_hold_the_day_of_a_control_campaign() {
    const CALENDAR: &str = "query($tenantId: ID, $from: Date!, $to: Date!) { viewer { calendar(tenantId: $tenantId, from: $from, to: $to) {
      deadlines { dueOn objectCode isOwn subject { __typename } } } } }";
    const RENEW: &str =
        "mutation($input: RenewCalendarFeedInput!) { renewCalendarFeed(input: $input) { address } }";
    let world = World::new().await;
    let (_, id) = opened(&world, "2027-01-15").await;
    let ask = async |role: Role, tenant: Value| {
        let days = json!({ "tenantId": tenant, "from": "2027-01-01", "to": "2027-01-31" });
        let seen = world.client(&world.hall, role).run(CALENDAR, days).await.ok();
        seen["viewer"]["calendar"]["deadlines"].as_array().cloned().expect("deadlines")
    };
    let line = |kind: &str, is_own: bool| json!({ "dueOn": "2027-01-15", "objectCode": "SCIM-2026", "isOwn": is_own, "subject": { "__typename": kind } });
    assert_eq!(ask(Role::HeadOfUnit, Value::Null).await, [line("ControlQuestionnaire", true)]);
    assert!(ask(Role::Reader, Value::Null).await.is_empty());
    let tenant = json!(world.hall.id.global());
    let mut report = line("ControlCampaign", false);
    report["dueOn"] = json!("2027-01-31");
    let all = ask(Role::HeadOfUnit, tenant.clone()).await;
    assert_eq!(all, [line("ControlCampaign", true), report.clone()]);
    assert_eq!(ask(Role::Reader, tenant.clone()).await, [line("ControlCampaign", false), report]);
    for (role, tenant, page) in [
        (Role::HeadOfUnit, Value::Null, format!("/i/hall/control/2026/questionnaires/{id}")),
        (Role::InstitutionAdmin, tenant, "/i/hall/control?year=2026".to_owned()),
    ] {
        let renewed = world.client(&world.hall, role).act(RENEW, json!({ "tenantId": tenant })).await.ok();
        let address = renewed["renewCalendarFeed"]["address"].as_str().expect("an address").to_owned();
        let secret =
            address.rsplit('/').next().and_then(|name| name.strip_suffix(".ics")).expect("a calendar");
        let text = read_feed(&world.app, secret, None).await.expect("a calendar").text.replace("\r\n ", "");
        assert!(text.contains("DTSTART;VALUE=DATE:20270115"), "{text}");
        assert!(text.contains("SCIM-2026") && text.contains(&page), "{text}");
    }
}
