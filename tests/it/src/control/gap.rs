//! From a gap to an action of the development programme; the campaign of a year.

use super::{fill, open, text};
use calitas_domain::access::Role;
use calitas_graphql::node::GlobalId;
use calitas_kit::{Answer, Client, World};
use serde_json::{Value, json};

const SEE: &str = "query($id: ID!) { controlCampaign(id: $id) { synthesis { programme { title }
  rows { standard { code } status actions { title plan { title } source { reference standard { number titleRo } } } } } } }";
const PLAN: &str =
    "mutation($input: CreatePlanInput!) { createPlan(input: $input) { planEdge { node { id version } } } }";
const CANCEL: &str = "mutation($input: CancelPlanInput!) { cancelPlan(input: $input) { plan { status } } }";
const PROPOSE: &str = "mutation($input: CreatePlanActionInput!) { createPlanAction(input: $input) {
  planActionEdge { node { id version source { reference standard { code } } } } } }";
const UPDATE: &str =
    "mutation($input: UpdatePlanActionInput!) { updatePlanAction(input: $input) { planAction { version } } }";
const OF_YEAR: &str =
    "query($id: ID!, $year: Int!) { tenant(id: $id) { controlCampaign(year: $year) { id year } } }";

async fn programme(world: &World, title: &str, from: &str) -> String {
    let input = json!({ "tenantId": world.hall.id.global(), "kind": "CONTROL_DEVELOPMENT", "title": title,
        "periodStart": from, "periodEnd": "2027-12-31" });
    let made = world.manager().act(PLAN, input).await.ok();
    text(&made["createPlan"]["planEdge"]["node"]["id"])
}

async fn propose(client: &Client<'_>, plan: &str, title: &str, reference: Value) -> Answer {
    let source = json!({ "kind": "CONTROL_GAP", "reference": reference, "note": "Autoevaluarea 2026" });
    client.act(PROPOSE, json!({ "planId": plan, "title": title, "source": source })).await
}

async fn synthesis(client: &Client<'_>, campaign: &str) -> Value {
    client.run(SEE, json!({ "id": campaign })).await.ok()["controlCampaign"]["synthesis"].clone()
}

fn titles(synthesis: &Value, code: &str) -> Vec<String> {
    let rows = synthesis["rows"].as_array().expect("rows");
    let row = rows.iter().find(|row| row["standard"]["code"] == code).expect("a row");
    row["actions"].as_array().expect("actions").iter().map(|action| text(&action["title"])).collect()
}

#[tokio::test]
async fn a_standard_that_is_not_implemented_leads_to_its_measures_in_the_programme() {
    let world = World::new().await;
    let (campaign, id) = open(&world, &world.hall).await;
    let head = world.client(&world.hall, Role::HeadOfUnit);
    fill(&head, &id, |standard, _| if standard == 9 { "NO" } else { "YES" }).await;
    let manager = world.manager();
    assert_eq!(synthesis(&manager, &campaign).await["programme"], Value::Null);
    let older = programme(&world, "Program 2025", "2025-01-01").await;
    let newer = programme(&world, "Program 2026", "2026-01-01").await;
    assert_eq!(synthesis(&manager, &campaign).await["programme"]["title"], "Program 2026");
    propose(&manager, &older, "Registru de proceduri", json!("S09")).await.ok();
    let made = propose(&manager, &newer, "Proceduri aprobate", json!("S09")).await.ok();
    let action = &made["createPlanAction"]["planActionEdge"]["node"];
    assert_eq!(action["source"], json!({ "reference": "S09", "standard": { "code": "S09" } }));
    propose(&manager, &newer, "Alt standard", json!("S10")).await.ok();
    let seen = synthesis(&manager, &campaign).await;
    assert_eq!(
        titles(&seen, "S09"),
        ["Proceduri aprobate", "Registru de proceduri"],
        "the newest first, of all plans"
    );
    assert_eq!((titles(&seen, "S10").len(), titles(&seen, "S11").len()), (1, 0));
    let version = manager
        .run("query($id: ID!) { plan(id: $id) { version } }", json!({ "id": newer }))
        .await
        .ok()["plan"]["version"]
        .clone();
    let given_up = json!({ "id": newer, "expectedVersion": version, "reason": "Se reface programul" });
    world.client(&world.hall, Role::HeadOfInstitution).act(CANCEL, given_up).await.ok();
    assert_eq!(synthesis(&manager, &campaign).await["programme"]["title"], "Program 2025");
}

#[tokio::test]
async fn a_control_gap_is_a_gap_in_a_standard() {
    let world = World::new().await;
    let plan = programme(&world, "Program 2026", "2026-01-01").await;
    let manager = world.manager();
    for (reference, reason) in [
        (json!("S17"), "UNKNOWN_REFERENCE"),
        (json!("S9"), "UNKNOWN_REFERENCE"),
        (json!("9.2"), "UNKNOWN_REFERENCE"),
        (json!("Etica"), "UNKNOWN_REFERENCE"),
        (Value::Null, "REQUIRED"),
    ] {
        let refused = propose(&manager, &plan, "Măsură", reference.clone()).await;
        assert_eq!(refused.fields(), [("source.reference".to_owned(), reason.to_owned())], "{reference}");
    }
    let made = propose(&manager, &plan, "Măsură", json!("S16")).await.ok();
    let action = &made["createPlanAction"]["planActionEdge"]["node"];
    let change = json!({ "id": action["id"], "expectedVersion": action["version"],
        "source": { "kind": "CONTROL_GAP", "reference": "S99" } });
    assert_eq!(
        manager.act(UPDATE, change).await.fields(),
        [("source.reference".to_owned(), "UNKNOWN_REFERENCE".to_owned())]
    );
}

#[tokio::test]
async fn the_control_campaign_of_a_year_is_found_by_it() {
    let world = World::new().await;
    let (campaign, _) = open(&world, &world.hall).await;
    let reader = world.client(&world.hall, Role::Reader);
    let of = async |client: &Client<'_>, year: i32| {
        client.run(OF_YEAR, json!({ "id": world.hall.id.global(), "year": year })).await
    };
    assert_eq!(of(&reader, 2026).await.ok()["tenant"]["controlCampaign"]["id"], campaign);
    assert_eq!(of(&reader, 2024).await.ok()["tenant"]["controlCampaign"], Value::Null);
    let oversight = of(&world.client(&world.hall, Role::Oversight), 2026).await;
    assert_eq!(oversight.code(), "FORBIDDEN");
}
