//! The days for the papers of a year: the institution at the head decides them for all under it.

use crate::notification::{at, fresh, work};
use calitas_domain::access::Role;
use calitas_graphql::node::GlobalId;
use calitas_kit::{Client, House, Stage, World};
use serde_json::{Value, json};

const UPDATE: &str = "mutation($input: UpdateControlCalendarInput!) { updateControlCalendar(input: $input) {
  tenant { controlCalendar(year: 2026) { version deadlines { kind dueOn isConvention } } } } }";
const SEE: &str =
    "query($id: ID!, $year: Int!) { tenant(id: $id) { controlCalendar(year: $year) { version isInherited
  viewerCanUpdate { allowed reason } deadlines { kind titleRo month day dueOn isConvention } } } }";

async fn see(client: &Client<'_>, house: &House, year: i32) -> Value {
    let seen = client.run(SEE, json!({ "id": house.id.global(), "year": year })).await.ok();
    seen["tenant"]["controlCalendar"].clone()
}

/// The day of a paper.
fn due(calendar: &Value, kind: &str) -> String {
    let all = calendar["deadlines"].as_array().expect("deadlines");
    let found = all.iter().find(|one| one["kind"] == kind).expect("a kind");
    found["dueOn"].as_str().expect("a day").to_owned()
}

fn input(house: &House, version: i32, deadlines: &Value) -> Value {
    json!({ "tenantId": house.id.global(), "expectedVersion": version, "deadlines": deadlines })
}

#[tokio::test]
async fn the_head_of_a_municipality_decides_the_deadlines_of_control_for_all() {
    let world = World::new().await;
    let secretary = world.client(&world.hall, Role::ControlSecretariat);
    let before = see(&secretary, &world.hall, 2025).await;
    assert_eq!(
        (due(&before, "QUESTIONNAIRES"), due(&before, "REPORT")),
        ("2026-01-20".into(), "2026-01-31".into())
    );
    assert_eq!((&before["version"], &before["isInherited"]), (&json!(0), &json!(false)));
    let days = json!([
        { "kind": "QUESTIONNAIRES", "month": 2, "day": 1 },
        { "kind": "SYNTHESIS", "month": 2, "day": 10 },
        { "kind": "REPORT", "month": 2, "day": 29 },
    ]);
    let made = secretary.act(UPDATE, input(&world.hall, 0, &days)).await.ok();
    let decided = &made["updateControlCalendar"]["tenant"]["controlCalendar"];
    assert_eq!((&decided["version"], due(decided, "REPORT")), (&json!(1), "2027-02-28".into()));
    assert_eq!(due(decided, "RISKS"), "2027-01-15", "what is left out is a convention");
    assert_eq!(secretary.act(UPDATE, input(&world.hall, 0, &json!([]))).await.code(), "CONFLICT");
    // The same days under it, where nobody else decides.
    let below = world.client(&world.police, Role::ControlSecretariat);
    let seen = see(&below, &world.police, 2026).await;
    assert_eq!((due(&seen, "REPORT"), &seen["isInherited"]), ("2027-02-28".into(), &json!(true)));
    assert_eq!(seen["viewerCanUpdate"]["allowed"], false);
    let refused = below.act(UPDATE, input(&world.police, 0, &json!([]))).await;
    assert_eq!((refused.code(), refused.reason()), ("CONFLICT", "SUPERIOR_DECIDES"));
    // Another municipality has its own, and sees none of this.
    let foreign = world.client(&world.foreign, Role::ControlSecretariat);
    assert_eq!(due(&see(&foreign, &world.foreign, 2026).await, "REPORT"), "2027-01-31");
    assert_eq!(foreign.act(UPDATE, input(&world.hall, 1, &json!([]))).await.code(), "NOT_FOUND");
    for role in [Role::Reader, Role::HeadOfUnit, Role::InstitutionAdmin] {
        let client = world.client(&world.hall, role);
        assert_eq!(due(&see(&client, &world.hall, 2026).await, "REPORT"), "2027-02-28", "{role:?}");
        assert_eq!(
            client.act(UPDATE, input(&world.hall, 1, &json!([]))).await.code(),
            "FORBIDDEN",
            "{role:?}"
        );
    }
}

#[tokio::test]
async fn wrong_days_of_the_control_calendar_name_their_field_and_change_nothing() {
    let world = World::new().await;
    let secretary = world.client(&world.hall, Role::ControlSecretariat);
    let day = |kind: &str, month: i32, day: i32| json!({ "kind": kind, "month": month, "day": day });
    for (days, path) in [
        (json!([day("RISKS", 2, 30)]), "deadlines.0.day"),
        (json!([day("RISKS", 1, 2), day("RISKS", 1, 3)]), "deadlines.1.kind"),
        (json!([day("RISKS", 1, 2), day("REPORT", 1, 2)]), "deadlines.1.day"),
    ] {
        let refused = secretary.act(UPDATE, input(&world.hall, 0, &days)).await;
        let fields = refused.fields();
        assert_eq!(fields.iter().map(|(path, _)| path.as_str()).collect::<Vec<_>>(), [path], "{days}");
    }
    assert_eq!(see(&secretary, &world.hall, 2026).await["version"], 0);
    let wrong = secretary.run(SEE, json!({ "id": world.hall.id.global(), "year": 1900 })).await;
    assert_eq!(wrong.fields()[0].0, "year");
}

#[tokio::test]
async fn the_secretariat_is_reminded_of_the_control_report_until_it_is_approved() {
    const TOLD: &str = "{ viewer { notifications { nodes { kind reason dueOn subject { __typename } } } } }";
    const DAYS: &str = "{ viewer { calendar(from: \"2021-12-01\", to: \"2021-12-31\") {
      deadlines { dueOn objectCode title } } } }";
    let world = World::new().await;
    let stage = Stage::new(&world, &world.hall).await;
    stage.reported_campaign().await;
    let people = &world.hall.people;
    let secretary = &people[&Role::ControlSecretariat];
    let told = async |role: Role| {
        work(&world).await;
        let seen = fresh(&world, &people[&role]).await.ask(TOLD).await.ok();
        let all = seen["viewer"]["notifications"]["nodes"].as_array().cloned().expect("notifications");
        let of_report = |one: &Value| one["subject"]["__typename"] == "ControlCampaign";
        all.into_iter().filter(of_report).map(|one| one["kind"].clone()).collect::<Vec<_>>()
    };
    let days = json!([{ "kind": "REPORT", "month": 12, "day": 2 }]);
    world.client_of(secretary).act(UPDATE, input(&world.hall, 0, &days)).await.ok();
    let seen = fresh(&world, secretary).await.ask(DAYS).await.ok();
    assert_eq!(
        seen["viewer"]["calendar"]["deadlines"],
        json!([{ "dueOn": "2021-12-02", "objectCode": "SCIM-2020", "title": "Annual report (annex 4.3) approved and handed over" }])
    );
    work(&world).await;
    at(&world, "2026-12-02T06:00:00Z");
    assert!(told(Role::ControlSecretariat).await.contains(&json!("OVERDUE")));
    assert!(told(Role::Reader).await.is_empty());
}
