//! The page of the journal, histories of things, and verifying from a page.

use super::tamper;
use calitas_domain::access::Role;
use calitas_graphql::node::GlobalId;
use calitas_kit::{Stage, World};
use chrono::Duration;
use serde_json::{Value, json};

const PAGE: &str = "query($id: ID!, $filter: JournalFilter, $first: Int, $after: String) { tenant(id: $id) {
  journal(filter: $filter, first: $first, after: $after) { totalCount pageInfo { hasNextPage endCursor }
    nodes { position kind summary subjectKind subjectId actorFunction subject { __typename id } } } } }";
const VERIFY: &str = "mutation($input: VerifyJournalInput!) { verifyJournal(input: $input) {
  check { position fault actor { displayName } } tenant { journalCheck { position fault } } } }";

async fn page(world: &World, role: Role, filter: Value, first: i32, after: Value) -> Value {
    let asked = json!({ "id": world.hall.id.global(), "filter": filter, "first": first, "after": after });
    world.client(&world.hall, role).run(PAGE, asked).await.ok()["tenant"]["journal"].clone()
}

fn positions(page: &Value) -> Vec<String> {
    let nodes = page["nodes"].as_array().expect("entries");
    nodes.iter().map(|node| node["position"].as_str().expect("a position").to_owned()).collect()
}

#[tokio::test]
async fn pages_hold_every_entry_once_the_newest_first() {
    let world = World::new().await;
    let whole = page(&world, Role::InstitutionAdmin, json!({}), 100, Value::Null).await;
    let all = positions(&whole);
    assert_eq!(whole["totalCount"], json!(all.len()));
    let (mut found, mut after) = (Vec::new(), Value::Null);
    loop {
        let part = page(&world, Role::HeadOfInstitution, json!({}), 3, after).await;
        found.extend(positions(&part));
        after = part["pageInfo"]["endCursor"].clone();
        if part["pageInfo"]["hasNextPage"] == json!(false) {
            break;
        }
    }
    assert_eq!(found, all);
    let descending = all.iter().map(|position| position.parse().expect("a number")).collect::<Vec<i64>>();
    assert!(descending.is_sorted_by(|one, next| one > next), "{descending:?}");
}

#[tokio::test]
async fn filters_find_by_day_person_kind_and_thing() {
    let world = World::new().await;
    let stage = Stage::new(&world, &world.hall).await;
    let before = world.app.now();
    world.app.clock().advance(Duration::days(2));
    let (plan, action) = stage.draft().await;
    stage.check(action).await;
    let day = |at: chrono::DateTime<chrono::Utc>| at.date_naive().to_string();
    let count = async |filter: Value| -> i64 {
        let found = page(&world, Role::InstitutionAdmin, filter, 100, Value::Null).await;
        found["totalCount"].as_i64().expect("a number")
    };
    let all = count(json!({})).await;
    let (old, new) =
        (count(json!({ "to": day(before) })).await, count(json!({ "from": day(world.app.now()) })).await);
    assert!(old > 0 && new >= 3 && old + new == all, "{old} + {new} = {all}");
    assert_eq!(count(json!({ "kinds": ["plan_created", "plan_action_checked"] })).await, 2);
    assert_eq!(count(json!({ "subjectKinds": ["plan"] })).await, 1);
    assert_eq!(count(json!({ "thingId": plan.global() })).await, new, "with what belongs to the plan");
    assert_eq!(count(json!({ "thingId": action.global() })).await, new - 1);
    assert_eq!(count(json!({ "actorId": stage.author.membership.global() })).await, new);
    let admin = world.client(&world.hall, Role::InstitutionAdmin);
    let refused = [
        (json!({ "kinds": ["Nothing"] }), "filter.kinds", "UNKNOWN_REFERENCE"),
        (json!({ "thingId": world.police.archive.global() }), "filter.thingId", "UNKNOWN_REFERENCE"),
        (json!({ "from": "2026-02-01", "to": "2026-01-31" }), "filter.to", "END_BEFORE_START"),
    ];
    for (filter, path, code) in refused {
        let asked = json!({ "id": world.hall.id.global(), "filter": filter });
        let answer = admin.run(PAGE, asked).await;
        assert_eq!(answer.fields(), [(path.to_owned(), code.to_owned())]);
    }
}

#[tokio::test]
async fn an_entry_keeps_the_function_of_who_did_it_then() {
    let world = World::new().await;
    let stage = Stage::new(&world, &world.hall).await;
    stage.unit().await;
    let author = stage.author.membership;
    let update =
        "mutation($input: UpdateMembershipInput!) { updateMembership(input: $input) { membership { id } } }";
    let input = json!({ "id": author.global(), "expectedVersion": 1, "displayName": "Șef serviciu nou" });
    world.client_of(&stage.approver).act(update, input).await.ok();
    stage.unit().await;
    let by = json!({ "actorId": author.global(), "kinds": ["unit_created"] });
    let found = page(&world, Role::InstitutionAdmin, by, 10, Value::Null).await;
    let functions: Vec<_> =
        found["nodes"].as_array().expect("entries").iter().map(|e| &e["actorFunction"]).collect();
    assert_eq!(functions[0], "Șef serviciu nou");
    assert!(functions[1].is_string() && functions[1] != functions[0], "{functions:?}");
    assert_eq!(found["nodes"][0]["summary"], "The unit was added");
    assert_eq!(found["nodes"][0]["subject"]["__typename"], "Unit");
    let history = "query($id: ID!) { node(id: $id) { ... on Membership { history { nodes { kind } } } } }";
    let seen =
        world.client(&world.hall, Role::QualityManager).run(history, json!({ "id": author.global() })).await;
    assert_eq!(seen.ok()["node"]["history"]["nodes"][0]["kind"], "membership_updated");
}

#[tokio::test]
async fn verifying_is_put_on_record_with_what_came_of_it() {
    let world = World::new().await;
    let admin = world.client(&world.hall, Role::InstitutionAdmin);
    let input = json!({ "tenantId": world.hall.id.global() });
    let first = admin.act(VERIFY, input.clone()).await.ok();
    let check = &first["verifyJournal"]["check"];
    assert_eq!(check["fault"], Value::Null);
    assert!(check["actor"]["displayName"].is_string());
    assert_eq!(first["verifyJournal"]["tenant"]["journalCheck"]["position"], check["position"]);
    // At once again: the same answer, and nothing new on record.
    assert_eq!(admin.act(VERIFY, input.clone()).await.ok()["verifyJournal"]["check"], *check);
    let recorded =
        page(&world, Role::InstitutionAdmin, json!({ "kinds": ["journal_verified"] }), 10, Value::Null);
    assert_eq!(recorded.await["totalCount"], 1);
    world.app.clock().advance(Duration::minutes(1));
    tamper(&world, "UPDATE journal SET kind = 'unit_updated' WHERE tenant_id = $1 AND position = 4").await;
    let broken = admin.act(VERIFY, input).await.ok();
    assert_eq!(broken["verifyJournal"]["check"]["fault"], "CHANGED");
    assert_eq!(broken["verifyJournal"]["check"]["position"], "4");
}

#[tokio::test]
async fn the_journal_of_an_institution_is_read_by_its_own_only() {
    let world = World::new().await;
    let asked = json!({ "id": world.hall.id.global() });
    for role in [Role::QualityManager, Role::Specialist, Role::Reader] {
        assert_eq!(
            world.client(&world.hall, role).run(PAGE, asked.clone()).await.code(),
            "FORBIDDEN",
            "{role:?}"
        );
    }
    let outside = world.client(&world.police, Role::InstitutionAdmin).run(PAGE, asked.clone()).await;
    assert_eq!(outside.ok()["tenant"], Value::Null);
    let heads = "query($id: ID!) { tenant(id: $id) { journalHeads { nodes { day line position } } } }";
    calitas_app::notification::round(&world.app).await.expect("work");
    let seen = world.client(&world.hall, Role::InstitutionAdmin).run(heads, asked.clone()).await.ok();
    let line = seen["tenant"]["journalHeads"]["nodes"][0]["line"].as_str().expect("a line");
    let head = calitas_domain::journal::SignedHead::read(line).expect("a signed head");
    assert_eq!(head.head.tenant, world.hall.id);
    let refused = world.client(&world.hall, Role::Reader).run(heads, asked).await;
    assert_eq!(refused.code(), "FORBIDDEN");
}
