//! What the mayor's office sees: what institutions have released.

use super::{Stage, text};
use calitas_domain::access::Role;
use calitas_graphql::node::GlobalId;
use calitas_kit::World;
use serde_json::{Value, json};

const RELEASED: &str = "query($id: ID!) { municipality(id: $id) { releasedPlans(first: 5) { totalCount nodes { id code title progress actionCount
    tenant { slug } institution { slug nameRo } owner { id } unit { id } versions { number } history(first: 2) { nodes { kind } } streamCursor
    statusCounts { status count } viewerCan { update { allowed } } actions(first: 5) { totalCount nodes { id code status responsible { id } unit { id }
    contributors { id } checklist { id } comments { totalCount } watchers { id } nextStatuses { allowed } viewerCan { update { allowed } } } } } } } }";

#[tokio::test]
async fn drafts_and_proposals_stay_inside_and_released_plans_are_seen_as_they_run() {
    let world = World::new().await;
    let stage = Stage::draft_in(&world, &world.police).await;
    let action = stage.add(json!({ "title": "Patrule pietonale" })).await;
    let mayor = world.client(&world.hall, Role::Oversight);
    let municipality = json!({ "id": world.hall.municipality.global() });
    let released = |answer: Value| answer["municipality"]["releasedPlans"].clone();
    stage.submit().await.ok();
    stage.approve().await.ok();
    assert_eq!(released(mayor.run(RELEASED, municipality.clone()).await.ok())["totalCount"], 0);
    let plan = "query($id: ID!) { plan(id: $id) { id } }";
    assert_eq!(mayor.run(plan, json!({ "id": stage.plan })).await.ok()["plan"], Value::Null);

    let release = |client| stage.act_on_plan(client, "releasePlan", "ReleasePlanInput", json!({}));
    assert_eq!(release(&stage.manager).await.code(), "FORBIDDEN");
    release(&stage.head).await.ok();
    assert_eq!(release(&stage.head).await.reason(), "NOTHING_TO_RELEASE");
    stage.add(json!({ "title": "Numai o propunere" })).await;
    stage.move_to(&stage.manager, &action, "IN_PROGRESS", None).await.ok();

    let seen = released(mayor.run(RELEASED, municipality.clone()).await.ok());
    let node = &seen["nodes"][0];
    assert_eq!(seen["totalCount"], 1);
    assert_eq!(node["institution"], json!({ "slug": "police", "nameRo": "Instituția police" }));
    assert_eq!(node["statusCounts"], json!([{ "status": "IN_PROGRESS", "count": 1 }]));
    let seen = &node["actions"];
    assert_eq!(seen["totalCount"], 1);
    assert_eq!(
        (&seen["nodes"][0]["code"], &seen["nodes"][0]["status"]),
        (&json!("A-01"), &json!("IN_PROGRESS"))
    );
    let of_one = "query($id: ID!, $institution: String) { municipality(id: $id) {
        releasedPlans(institution: $institution) { totalCount nodes { institution { slug } } } } }";
    for (slug, expected) in [("police", vec!["police"]), ("hall", vec![]), ("nicăieri", vec![])] {
        let asked = json!({ "id": world.hall.municipality.global(), "institution": slug });
        let found = released(mayor.run(of_one, asked).await.ok());
        assert_eq!(found["totalCount"], expected.len(), "{slug}");
        let slugs: Vec<_> = expected.iter().map(|slug| json!({ "institution": { "slug": slug } })).collect();
        assert_eq!(found["nodes"], json!(slugs), "{slug}");
    }
    for private in ["tenant", "owner", "unit", "streamCursor"] {
        assert_eq!(node[private], Value::Null, "{private}");
    }
    assert_eq!(node["versions"], json!([]));
    assert_eq!(node["history"]["nodes"], json!([]));
    assert_eq!(node["viewerCan"]["update"]["allowed"], false);
    let inner = &seen["nodes"][0];
    assert_eq!(
        (&inner["responsible"], &inner["contributors"], &inner["checklist"], &inner["watchers"]),
        (&Value::Null, &json!([]), &json!([]), &json!([]))
    );
    assert_eq!(mayor.run(plan, json!({ "id": stage.plan })).await.ok()["plan"]["id"], json!(stage.plan));
    let orders = "query($id: ID!) { plan(id: $id) { a: actions(orderBy: RESPONSIBLE_ASC) { totalCount } b: actions(orderBy: BOARD, filter: { mine: false, text: \"patrule\" }) { totalCount }
        difference(from: 1) { from } workload { openCount } } }";
    let seen = mayor.run(orders, json!({ "id": stage.plan })).await;
    assert_eq!(
        (&seen.data["plan"]["a"]["totalCount"], &seen.data["plan"]["b"]["totalCount"]),
        (&json!(1), &json!(1))
    );
    assert_eq!(seen.data["plan"]["difference"], Value::Null);

    for (house, role) in [(&world.hall, Role::QualityManager), (&world.foreign, Role::Oversight)] {
        let other = world.client(house, role);
        assert_eq!(other.run(plan, json!({ "id": stage.plan })).await.ok()["plan"], Value::Null, "{role:?}");
    }
    assert_eq!(
        world.client(&world.hall, Role::QualityManager).run(RELEASED, municipality).await.code(),
        "NOT_FOUND"
    );
}

#[tokio::test]
async fn an_action_joins_what_is_released_with_the_next_version() {
    let world = World::new().await;
    let stage = Stage::draft_in(&world, &world.police).await;
    stage.add(json!({ "title": "Prima" })).await;
    stage.submit().await.ok();
    stage.approve().await.ok();
    stage.act_on_plan(&stage.head, "releasePlan", "ReleasePlanInput", json!({})).await.ok();
    let second = stage.add(json!({ "title": "A doua" })).await;
    stage.move_to(&stage.manager, &second, "APPROVED", None).await.ok();
    let mayor = world.client(&world.hall, Role::Oversight);
    let count = "query($id: ID!) { plan(id: $id) { number actions { nodes { title } } } }";
    let seen = mayor.run(count, json!({ "id": stage.plan })).await.ok();
    assert_eq!(seen["plan"]["actions"]["nodes"], json!([{ "title": "Prima" }]));
    stage
        .act_on_plan(&stage.manager, "revisePlan", "RevisePlanInput", json!({ "reason": "Acțiune nouă" }))
        .await
        .ok();
    stage.submit().await.ok();
    stage.approve().await.ok();
    let seen = mayor.run(count, json!({ "id": stage.plan })).await.ok();
    assert_eq!(seen["plan"]["number"], 2);
    assert_eq!(seen["plan"]["actions"]["nodes"], json!([{ "title": "Prima" }, { "title": "A doua" }]));
    let node =
        mayor.run("query($id: ID!) { node(id: $id) { __typename id } }", json!({ "id": second })).await.ok();
    assert_eq!(text(&node, "/node/__typename"), "PlanAction");
}

#[tokio::test]
async fn looking_at_a_released_plan_is_written_into_the_journal_of_its_institution() {
    let world = World::new().await;
    let stage = Stage::draft_in(&world, &world.police).await;
    stage.add(json!({ "title": "Patrule pietonale" })).await;
    stage.submit().await.ok();
    stage.approve().await.ok();
    let mayor = world.client(&world.hall, Role::Oversight);
    let consult = "mutation($input: ConsultPlanInput!) { consultPlan(input: $input) { plan { id code } } }";
    let input = json!({ "id": stage.plan, "purpose": "VERIFICATION" });
    assert_eq!(mayor.act(consult, input.clone()).await.code(), "NOT_FOUND");
    stage.act_on_plan(&stage.head, "releasePlan", "ReleasePlanInput", json!({})).await.ok();
    assert_eq!(mayor.act(consult, input.clone()).await.ok()["consultPlan"]["plan"]["id"], json!(stage.plan));
    assert_eq!(stage.head.act(consult, input).await.code(), "NOT_FOUND");
    let may = "query($id: ID!) { plan(id: $id) { viewerCan { consult { allowed } } } }";
    for (client, allowed) in [(&mayor, true), (&stage.head, false)] {
        let seen = client.run(may, json!({ "id": stage.plan })).await.ok();
        assert_eq!(seen["plan"]["viewerCan"]["consult"]["allowed"], allowed);
    }

    let history = "query($id: ID!) { plan(id: $id) { history(first: 1) { nodes { kind actor { id } changes { field new } } } } }";
    let seen = stage.head.run(history, json!({ "id": stage.plan })).await.ok();
    let entry = &seen["plan"]["history"]["nodes"][0];
    assert_eq!((&entry["kind"], &entry["actor"]), (&json!("plan_consulted"), &Value::Null));
    assert_eq!(entry["changes"][0], json!({ "field": "purpose", "new": "VERIFICATION" }));
    let office = world.hall.people[&Role::Oversight].membership;
    assert_eq!(entry["changes"][1]["new"], json!(office.row));
    assert_eq!(entry["changes"][2]["new"], json!(office.tenant.0));
}
