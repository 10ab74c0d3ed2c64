//! The plans of the demonstration.

use super::text;
use calitas_app::{demo, journal};
use calitas_kit::{Client, World};
use serde_json::{Value, json};

async fn sign_in<'a>(world: &'a World, name: &str) -> Client<'a> {
    let document = "mutation($input: SignInInput!) { signIn(input: $input) { accessToken } }";
    let input = json!({ "email": name, "password": demo::PASSWORD });
    let signed_in = world.stranger().act(document, input).await.ok();
    Client::new(world, Some(text(&signed_in, "/signIn/accessToken")))
}

#[tokio::test]
async fn the_demonstration_is_in_the_middle_of_its_work_and_loads_once() {
    let world = World::new().await;
    demo::load(&world.app).await.expect("loaded");
    let ps6 = demo::tenant("ps6");
    let (entries, fault) = journal::verify(&world.app, ps6).await.expect("read");
    assert_eq!(fault, None);
    demo::load(&world.app).await.expect("loaded again");
    assert_eq!(journal::verify(&world.app, ps6).await.expect("read"), (entries, None));

    let head = sign_in(&world, "primar@ps6.example").await;
    let plans = "query($id: ID!) { plans(tenantId: $id, orderBy: TITLE_ASC) { nodes { code status number progress
        actionCount overdueCount budgetTotal versions { number hash } difference(from: 1) { added { code } } } } }";
    let id = json!({ "id": calitas_graphql::node::GlobalId::global(&ps6) });
    let seen = head.run(plans, id.clone()).await;
    let nodes = seen.data["plans"]["nodes"].as_array().cloned().expect("plans");
    let statuses: Vec<_> = nodes.iter().map(|plan| (plan["code"].clone(), plan["status"].clone())).collect();
    assert_eq!(statuses.len(), 3, "{statuses:?}");
    let project = nodes
        .iter()
        .find(|plan| plan["code"].as_str().is_some_and(|code| code.starts_with("PR")))
        .expect("a project");
    assert_eq!((&project["number"], &project["budgetTotal"]), (&json!(2), &json!("424130.28")));
    assert!(project["overdueCount"].as_i64() >= Some(1) && project["progress"].as_i64() > Some(50));
    assert_ne!(project["versions"][0]["hash"], project["versions"][1]["hash"]);

    let todos = "{ viewer { todos { nodes { verb group objectCode } } } }";
    let waiting = head.ask(todos).await.ok();
    let verbs: Vec<_> = waiting["viewer"]["todos"]["nodes"]
        .as_array()
        .expect("todos")
        .iter()
        .map(|t| t["verb"].clone())
        .collect();
    assert!(verbs.contains(&json!("APPROVE")) && verbs.contains(&json!("VERIFY")), "{verbs:?}");
    let specialist = sign_in(&world, "consilier.it@ps6.example").await;
    let waiting = specialist.ask(todos).await.ok();
    assert!(waiting["viewer"]["todos"]["nodes"].as_array().is_some_and(|todos| todos.len() >= 2));

    let bacau = sign_in(&world, "primar@pmbc.example").await;
    let actions = "query($id: ID!) { planActions(tenantId: $id, first: 100) { totalCount nodes { status measurements { id } } } }";
    let id = json!({ "id": calitas_graphql::node::GlobalId::global(&demo::tenant("pmbc")) });
    let seen = bacau.run(actions, id).await.ok();
    assert_eq!(seen["planActions"]["totalCount"], 60);
    let measured = seen["planActions"]["nodes"]
        .as_array()
        .expect("actions")
        .iter()
        .filter(|a| a["measurements"] != json!([]));
    assert_eq!(measured.count(), 0, "nothing is known to be achieved");

    let mayor = sign_in(&world, "cabinet@ps6.example").await;
    let released = "query($id: ID!) { municipality(id: $id) { releasedPlans(first: 20) { nodes { institution { shortName } } } } }";
    let id = json!({ "id": calitas_graphql::node::GlobalId::global(&demo::municipality("sector-6")) });
    let seen = mayor.run(released, id).await.ok();
    let institutions = seen["municipality"]["releasedPlans"]["nodes"].as_array().cloned().unwrap_or_default();
    assert_eq!(institutions.len(), 4, "{institutions:?}");
    assert!(institutions.iter().all(|plan| plan["institution"]["shortName"] != Value::Null));

    let chain = "query($id: ID!) { tenant(id: $id) { controlObjectives { kind activities { id } indicators { latest } }
        procedureCoverage { proceduralCount coveredCount } risks(first: 100) { nodes { target { code } } } } }";
    let id = json!({ "id": calitas_graphql::node::GlobalId::global(&ps6) });
    let seen = head.run(chain, id).await.ok()["tenant"].clone();
    let objectives = seen["controlObjectives"].as_array().cloned().unwrap_or_default();
    assert_eq!(objectives.iter().filter(|one| one["kind"] == "GENERAL").count(), 3);
    assert!(objectives.len() >= 3 + 14, "each compartment has one");
    let (all, covered) =
        (&seen["procedureCoverage"]["proceduralCount"], &seen["procedureCoverage"]["coveredCount"]);
    assert!(all.as_i64() > covered.as_i64() && covered.as_i64() > Some(0), "{covered} of {all}");
    let linked =
        seen["risks"]["nodes"].as_array().expect("risks").iter().filter(|risk| risk["target"] != Value::Null);
    assert!(linked.count() >= 6, "risks name what they threaten");
}
