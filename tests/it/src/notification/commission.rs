//! What the Monitoring Commission brings people: meetings convened, put off and called off, papers that are due and not
//! there; in the centre, by mail and in calendars.

use super::{at, fresh, mails, work};
use calitas_app::notification::read_feed;
use calitas_domain::access::Role;
use calitas_graphql::node::GlobalId;
use calitas_kit::{Client, Stage, World, world::Person};
use serde_json::{Value, json};

const TOLD: &str = "{ viewer { notifications(first: 100) { nodes { kind reason dueOn subject { __typename
  ... on CommissionMeeting { number } ... on ControlDeadline { paper: kind year } } } } } }";
const CALENDAR: &str =
    "query($tenantId: ID, $from: Date!, $to: Date!) { viewer { calendar(tenantId: $tenantId, from: $from, to: $to) {
      deadlines { dueOn objectCode isOwn subject { __typename ... on ControlDeadline { paper: kind } } } } } }";
const RENEW: &str =
    "mutation($input: RenewCalendarFeedInput!) { renewCalendarFeed(input: $input) { address } }";
const CONVENE: &str =
    "mutation($input: CreateCommissionMeetingInput!) { createCommissionMeeting(input: $input) {
  commissionMeetingEdge { node { id } } } }";
const UPDATE: &str =
    "mutation($input: UpdateCommissionMeetingInput!) { updateCommissionMeeting(input: $input) {
  commissionMeeting { version } } }";
const CANCEL: &str =
    "mutation($input: CancelCommissionMeetingInput!) { cancelCommissionMeeting(input: $input) {
  commissionMeeting { version } } }";

fn person(world: &World, role: Role) -> &Person {
    &world.hall.people[&role]
}

/// What a role was told of things of a type, the newest first.
async fn told(world: &World, role: Role, of: &str, field: &str) -> Vec<String> {
    work(world).await;
    let seen = fresh(world, person(world, role)).await.ask(TOLD).await.ok();
    let nodes = seen["viewer"]["notifications"]["nodes"].as_array().cloned().expect("notifications");
    let text = |value: &Value| value.as_str().map_or_else(|| value.to_string(), str::to_owned);
    let of_type = nodes.iter().filter(|node| node["subject"]["__typename"] == of);
    let line = |node: &Value| [&node["kind"], &node["reason"], &node["subject"][field]].map(text).join(" ");
    of_type.map(line).collect()
}

/// Day and code (or paper) of what stands in a calendar.
async fn calendar(client: &Client<'_>, tenant: Value, from: &str, to: &str) -> Vec<String> {
    let seen = client.run(CALENDAR, json!({ "tenantId": tenant, "from": from, "to": to })).await.ok();
    let all = seen["viewer"]["calendar"]["deadlines"].as_array().cloned().expect("deadlines");
    let line = |one: &Value| {
        let what = one["subject"]["paper"].as_str().or(one["objectCode"].as_str()).unwrap_or("-");
        let own = if one["isOwn"] == true { "" } else { " (others)" };
        format!("{} {what}{own}", one["dueOn"].as_str().unwrap_or("-"))
    };
    all.iter().map(line).collect()
}

/// The text of a calendar for other programs.
async fn feed(world: &World, role: Role, tenant: Value) -> String {
    let client = fresh(world, person(world, role)).await;
    let renewed = client.act(RENEW, json!({ "tenantId": tenant })).await.ok();
    let address = renewed["renewCalendarFeed"]["address"].as_str().expect("an address").to_owned();
    let secret =
        address.rsplit('/').next().and_then(|name| name.strip_suffix(".ics")).expect("a calendar").to_owned();
    read_feed(&world.app, &secret, None).await.expect("a calendar").text.replace("\r\n ", "")
}

#[tokio::test]
async fn members_of_the_commission_are_told_of_a_meeting_and_when_it_is_moved_or_called_off() {
    let world = World::new().await;
    let stage = Stage::new(&world, &world.hall).await;
    stage.commission().await;
    let chair = Role::HeadOfInstitution;
    let told = async |role: Role| told(&world, role, "CommissionMeeting", "number").await;
    let days = async |role: Role, tenant: Value| {
        calendar(&fresh(&world, person(&world, role)).await, tenant, "2026-12-01", "2026-12-31").await
    };
    let secretary = fresh(&world, person(&world, Role::ControlSecretariat)).await;
    let hall = json!(world.hall.id.global());
    let past = json!({ "tenantId": hall, "heldOn": "2026-11-02", "agenda": "1. Riscuri" });
    secretary.act(CONVENE, past).await.ok();
    let input = json!({ "tenantId": hall, "heldOn": "2026-12-10", "agenda": "1. Riscuri" });
    let made = secretary.act(CONVENE, input).await.ok();
    let id = made["createCommissionMeeting"]["commissionMeetingEdge"]["node"]["id"].clone();
    assert_eq!(told(chair).await, ["ASSIGNED COMMISSION 2"], "what took place long ago is no news");
    for role in [Role::Reader, Role::HeadOfUnit, Role::ControlSecretariat] {
        assert!(told(role).await.is_empty(), "{role:?}");
    }
    assert_eq!(days(chair, Value::Null).await, ["2026-12-10 CM-2"]);
    assert!(days(Role::Reader, Value::Null).await.is_empty());
    assert_eq!(days(Role::Reader, hall.clone()).await, ["2026-12-10 CM-2 (others)"]);
    let moved = json!({ "id": id, "expectedVersion": 1, "heldOn": "2026-12-11" });
    secretary.act(UPDATE, moved).await.ok();
    let agenda = json!({ "id": id, "expectedVersion": 2, "agenda": "1. Riscuri; 2. Diverse" });
    secretary.act(UPDATE, agenda).await.ok();
    assert_eq!(told(chair).await, ["CHANGED COMMISSION 2", "ASSIGNED COMMISSION 2"]);
    assert_eq!(days(chair, Value::Null).await, ["2026-12-11 CM-2"]);
    for (role, tenant) in [(chair, Value::Null), (Role::InstitutionAdmin, hall.clone())] {
        let text = feed(&world, role, tenant).await;
        assert!(text.contains("DTSTART;VALUE=DATE:20261211") && text.contains("CM-2"), "{role:?} {text}");
        assert!(text.contains("/i/hall/control/commission/commission_meeting_"), "{text}");
    }
    let gone = json!({ "id": id, "expectedVersion": 3, "reason": "Lipsă cvorum" });
    secretary.act(CANCEL, gone).await.ok();
    let all = told(chair).await;
    assert_eq!(all, ["CHANGED COMMISSION 2", "CHANGED COMMISSION 2", "ASSIGNED COMMISSION 2"]);
    assert!(days(chair, Value::Null).await.is_empty());
    assert!(!feed(&world, chair, Value::Null).await.contains("CM-2"));
    at(&world, "2026-11-24T06:30:00Z");
    work(&world).await;
    let mailed = mails(&world, person(&world, chair)).await;
    let (_, body) = mailed.last().expect("a mail");
    assert!(body.contains("CM-2") && body.contains("11"), "{body}");
    assert!(body.contains("anulată") || body.contains("cancelled"), "{body}");
}

#[tokio::test]
async fn whoever_produces_a_paper_of_control_is_reminded_of_it_until_it_is_there() {
    let world = World::new().await;
    let stage = Stage::new(&world, &world.hall).await;
    stage.commission().await;
    let (office, chair) = (Role::ControlSecretariat, Role::HeadOfInstitution);
    let told = async |role: Role| told(&world, role, "ControlDeadline", "paper").await;
    let days = async |role: Role, tenant: Value| {
        calendar(&fresh(&world, person(&world, role)).await, tenant, "2027-01-01", "2027-01-31").await
    };
    work(&world).await;
    assert_eq!(
        days(office, Value::Null).await,
        [
            "2027-01-15 RISKS",
            "2027-01-15 PERFORMANCE",
            "2027-01-20 QUESTIONNAIRES",
            "2027-01-25 SYNTHESIS",
            "2027-01-31 PROGRAMME"
        ]
    );
    assert_eq!(days(chair, Value::Null).await, ["2027-01-25 SYNTHESIS", "2027-01-31 PROGRAMME"]);
    assert!(days(Role::Reader, Value::Null).await.is_empty());
    let all = days(Role::Reader, json!(world.hall.id.global())).await;
    assert_eq!((all.len(), all[0].as_str()), (5, "2027-01-15 RISKS (others)"));
    // A Friday, five working days before.
    at(&world, "2027-01-08T06:00:00Z");
    assert_eq!(told(office).await.len(), 2);
    assert!(told(office).await.contains(&"DUE_SOON SECRETARIAT RISKS".to_owned()));
    assert!(told(chair).await.is_empty() && told(Role::Reader).await.is_empty());
    stage.risk_of(world.hall.legal, None).await;
    stage.campaign().await;
    // A Monday: the first working day after, and five before the synthesis.
    at(&world, "2027-01-18T06:00:00Z");
    let late: Vec<_> = told(office).await.into_iter().filter(|line| line.starts_with("OVERDUE")).collect();
    assert_eq!(late, ["OVERDUE SECRETARIAT PERFORMANCE"], "the register is there");
    assert!(told(office).await.contains(&"DUE_SOON SECRETARIAT SYNTHESIS".to_owned()));
    assert!(!told(office).await.iter().any(|line| line.ends_with("QUESTIONNAIRES")), "they were asked");
    assert_eq!(told(chair).await, ["DUE_SOON COMMISSION SYNTHESIS"]);
    let text = feed(&world, office, Value::Null).await;
    assert!(text.contains("/i/hall/control/2026/synthesis") && !text.contains("/i/hall/risks"), "{text}");
    let mailed = mails(&world, person(&world, office)).await;
    assert!(mailed.iter().any(|(_, body)| body.contains("/i/hall/control/objectives")), "{mailed:?}");
    // Without a commission nobody produces anything.
    let elsewhere = fresh(&world, &world.police.people[&office]).await;
    let found = calendar(&elsewhere, Value::Null, "2027-01-01", "2027-01-31").await;
    assert!(found.is_empty(), "{found:?}");
}
