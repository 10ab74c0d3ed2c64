//! What goes in comes out: days, money, percentages, letters and their order, through the API and the database.

use calitas_domain::access::Role;
use calitas_graphql::node::GlobalId;
use calitas_kit::{Stage, World, hard};
use serde_json::{Value, json};

const CREATE: &str = "mutation($input: CreatePlanActionInput!) { createPlanAction(input: $input) {
  planActionEdge { node { id title budget startOn dueOn indicator { baseline target unit } } } } }";
const READ: &str = "query($id: ID!) { planAction(id: $id) {
  title budget startOn dueOn indicator { baseline target unit } } }";

/// What is written, and how it must be read.
const TITLES: [(&str, &str); 5] = [
    ("Instruirea tuturor șefilor și țintelor", "Instruirea tuturor șefilor și țintelor"),
    // Cedilla becomes comma below.
    ("Instruirea \u{15F}efilor \u{163}intei", "Instruirea șefilor țintei"),
    // Letters put together of parts are composed.
    ("Inca\u{306}perea s\u{326}i a\u{302}ncora", "Incăperea și âncora"),
    ("ÎNCEPUT Ș Ț Ă Â Î „da” – §", "ÎNCEPUT Ș Ț Ă Â Î „da” – §"),
    ("Măsura 日本 😀 Ω", "Măsura 日本 😀 Ω"),
];
const MONEY: [&str; 5] = ["0.00", "0.01", "1234567.89", "999999999999.99", "10.10"];
const DAYS: [(&str, &str); 3] =
    [("2028-02-28", "2028-02-29"), ("2028-03-25", "2028-03-26"), ("2028-10-28", "2028-12-31")];

#[tokio::test]
async fn days_money_percentages_and_letters_come_back_as_they_were() {
    let world = World::new().await;
    let stage = Stage::new(&world, &world.hall).await;
    let author = world.client_of(&stage.author);
    let create =
        "mutation($input: CreatePlanInput!) { createPlan(input: $input) { planEdge { node { id } } } }";
    let plan = json!({ "tenantId": world.hall.id.global(), "kind": "IMPROVEMENT", "title": "Plan 2028",
        "periodStart": "2028-01-01", "periodEnd": "2028-12-31" });
    let made = author.act(create, plan).await.ok();
    let plan = made["createPlan"]["planEdge"]["node"]["id"].clone();
    let mut count = 0;
    for (written, read) in TITLES {
        for money in MONEY {
            let (start, due) = DAYS[count % DAYS.len()];
            let target = format!("{}.{}", 10 + count, count % 10);
            let input = json!({ "planId": plan, "title": written, "budget": money, "startOn": start, "dueOn": due,
                "indicator": { "name": "Rata", "unit": "%", "baseline": "0.5", "target": target } });
            let made = author.act(CREATE, input).await.ok();
            let node = &made["createPlanAction"]["planActionEdge"]["node"];
            let again = author.run(READ, json!({ "id": node["id"] })).await.ok();
            for seen in [node, &again["planAction"]] {
                assert_eq!(seen["title"], read);
                assert_eq!(decimal(&seen["budget"]), money);
                assert_eq!((&seen["startOn"], &seen["dueOn"]), (&json!(start), &json!(due)));
                let indicator = &seen["indicator"];
                assert_eq!(
                    (decimal(&indicator["baseline"]), decimal(&indicator["target"])),
                    ("0.50".to_owned(), padded(&target))
                );
            }
            count += 1;
        }
    }
    hard::figure(format_args!("{count} things there and back; 0 changed"));
}

/// Names in Romanian order: ă and â after a, ș after s, ț after t, capitals beside small letters.
#[tokio::test]
async fn names_stand_in_romanian_order() {
    let world = World::new().await;
    let order = ["Ană", "Anghel", "Ăla", "Ânca", "Barbu", "Sava", "Szabo", "Șerban", "Tudor", "Țepeș", "Zoe"];
    for name in ["Țepeș", "Szabo", "Ânca", "Zoe", "Anghel", "Șerban", "Barbu", "Ăla", "Tudor", "Sava", "Ană"]
    {
        world.add_holder(&world.hall, name, &[Role::Reader]).await;
    }
    let client = world.client(&world.hall, Role::InstitutionAdmin);
    let document = "query($id: ID!) { tenant(id: $id) { members(first: 100) { nodes { displayName } } } }";
    let seen = client.run(document, json!({ "id": world.hall.id.global() })).await.ok();
    let nodes = seen["tenant"]["members"]["nodes"].as_array().cloned().unwrap_or_default();
    let names = nodes.iter().filter_map(|node| node["displayName"].as_str()?.strip_suffix(" hall"));
    let found: Vec<&str> = names.filter(|name| order.contains(name)).collect();
    assert_eq!(found, order);
}

/// Money as text with two places, however it was written.
fn decimal(value: &Value) -> String {
    padded(value.as_str().unwrap_or_default())
}

fn padded(text: &str) -> String {
    let (whole, part) = text.split_once('.').unwrap_or((text, ""));
    format!("{whole}.{part:0<2}")
}
