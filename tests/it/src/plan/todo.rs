//! What waits for people.

use super::Stage;
use calitas_app::identity::member;
use calitas_domain::{
    access::{Grant, Role},
    identity::Placement,
};
use calitas_graphql::node::GlobalId;
use calitas_kit::{Answer, Client, World};
use futures_util::{StreamExt, stream::BoxStream};
use serde_json::{Value, json};
use std::time::Duration;
use tokio::time::timeout;

async fn todos(client: &Client<'_>) -> Vec<Value> {
    let document = "{ viewer { todoCount todos { totalCount nodes { verb reason objectCode title dueOn group waitingCount tenant { slug } subject { id } } } } }";
    let seen = client.ask(document).await.ok();
    let nodes = seen["viewer"]["todos"]["nodes"].as_array().cloned().expect("todos");
    assert_eq!(seen["viewer"]["todoCount"], nodes.len());
    assert_eq!(seen["viewer"]["todos"]["totalCount"], nodes.len());
    nodes
}

fn told(todos: &[Value]) -> Vec<String> {
    let text = |todo: &Value, field: &str| todo[field].as_str().unwrap_or("-").to_owned();
    todos
        .iter()
        .map(|todo| {
            format!(
                "{} {} {} {}",
                text(todo, "verb"),
                text(todo, "reason"),
                text(todo, "objectCode"),
                text(todo, "group")
            )
        })
        .collect()
}

#[tokio::test]
async fn a_plan_asks_each_person_for_their_part() {
    let world = World::new().await;
    let stage = Stage::draft(&world).await;
    let own =
        json!({ "ownerId": stage.member(Role::QualityManager), "id": stage.plan, "expectedVersion": 1 });
    stage
        .manager
        .act("mutation($input: UpdatePlanInput!) { updatePlan(input: $input) { plan { id } } }", own)
        .await
        .ok();
    let first = stage.add(json!({ "title": "Prima", "dueOn": "2026-11-25" })).await;
    let specialist = stage.client(Role::Specialist);
    assert!(todos(&specialist).await.is_empty(), "a proposal is nobody's work");
    stage.submit().await.ok();
    assert_eq!(told(&todos(&stage.head).await), ["APPROVE APPROVER PI-2026-01 LATER"]);
    stage
        .act_on_plan(&stage.head, "returnPlan", "ReturnPlanInput", json!({ "remark": "Lipsește bugetul" }))
        .await
        .ok();
    assert_eq!(told(&todos(&stage.manager).await), ["COMPLETE RESPONSIBLE PI-2026-01 LATER"]);
    stage.submit().await.ok();
    assert!(todos(&stage.manager).await.is_empty());
    stage.approve().await.ok();
    let waiting = todos(&specialist).await;
    assert_eq!(told(&waiting), ["CARRY_OUT RESPONSIBLE A-01 SOON"]);
    assert_eq!(
        (&waiting[0]["tenant"]["slug"], &waiting[0]["subject"]["id"]),
        (&json!("hall"), &json!(first))
    );
    stage.move_to(&specialist, &first, "DONE", None).await.ok();
    assert!(todos(&specialist).await.is_empty());
    for role in [Role::QualityManager, Role::HeadOfInstitution, Role::ControlSecretariat] {
        assert_eq!(told(&todos(&stage.client(role)).await), ["VERIFY VERIFIER A-01 LATER"], "{role:?}");
    }
    stage.move_to(&stage.head, &first, "VERIFIED_EFFECTIVE", None).await.ok();
    assert!(todos(&stage.manager).await.is_empty());
}

#[tokio::test]
async fn what_was_passed_on_and_dealt_with_stays_in_sight() {
    let world = World::new().await;
    let (stage, id) = Stage::running(&world).await;
    let specialist = stage.client(Role::Specialist);
    assert_eq!(traces(&specialist, "todosSent").await, [""; 0]);
    stage.move_to(&specialist, &id, "IN_PROGRESS", None).await.ok();
    assert_eq!(traces(&specialist, "todosResolved").await, [""; 0]);
    stage.move_to(&specialist, &id, "DONE", None).await.ok();
    assert_eq!(traces(&specialist, "todosSent").await, ["VERIFY A-01"]);
    assert_eq!(traces(&specialist, "todosResolved").await, ["CARRY_OUT A-01"]);
    stage.move_to(&stage.head, &id, "VERIFIED_EFFECTIVE", None).await.ok();
    assert_eq!(traces(&specialist, "todosSent").await, [""; 0]);
    assert_eq!(traces(&specialist, "todosResolved").await, ["CARRY_OUT A-01"]);
    assert_eq!(traces(&stage.head, "todosResolved").await, ["VERIFY A-01", "APPROVE PI-2026-01"]);
    assert_eq!(traces(&stage.manager, "todosResolved").await, ["COMPLETE PI-2026-01"]);
}

#[tokio::test]
async fn a_submitted_plan_is_passed_on_until_it_comes_back() {
    let world = World::new().await;
    let stage = Stage::draft(&world).await;
    stage.add(json!({ "title": "Prima", "dueOn": "2026-11-25" })).await;
    stage.submit().await.ok();
    assert_eq!(traces(&stage.manager, "todosSent").await, ["APPROVE PI-2026-01"]);
    let remark = json!({ "remark": "Lipsește bugetul" });
    stage.act_on_plan(&stage.head, "returnPlan", "ReturnPlanInput", remark).await.ok();
    assert_eq!(traces(&stage.manager, "todosSent").await, [""; 0]);
    assert_eq!(traces(&stage.head, "todosResolved").await, ["APPROVE PI-2026-01"]);
}

async fn traces(client: &Client<'_>, list: &str) -> Vec<String> {
    let document = format!(
        "{{ viewer {{ {list} {{ verb objectCode title at tenant {{ slug }} subject {{ id }} }} }} }}"
    );
    let seen = client.ask(&document).await.ok();
    let told = |trace: &Value| {
        assert_eq!(trace["tenant"]["slug"], "hall");
        assert!(trace["subject"]["id"].is_string());
        format!(
            "{} {}",
            trace["verb"].as_str().unwrap_or_default(),
            trace["objectCode"].as_str().unwrap_or_default()
        )
    };
    seen["viewer"][list].as_array().expect("traces").iter().map(told).collect()
}

#[tokio::test]
async fn a_mention_waits_until_it_is_read_or_answered() {
    let world = World::new().await;
    let (stage, id) = Stage::running(&world).await;
    let comment = "mutation($input: AddPlanActionCommentInput!) { addPlanActionComment(input: $input) { planAction { id } } }";
    let reader = stage.client(Role::Reader);
    let ask = || {
        stage.manager.act(comment, json!({ "actionId": id, "body": "?", "mentionIds": [stage.member(Role::Reader), stage.member(Role::Specialist)] }))
    };
    ask().await.ok();
    ask().await.ok();
    let waiting = todos(&reader).await;
    assert_eq!(told(&waiting), ["ANSWER MENTIONED A-01 LATER"]);
    assert_eq!(waiting[0]["waitingCount"], 2);
    let read = "mutation($input: ReadPlanActionCommentsInput!) { readPlanActionComments(input: $input) { planAction { id } } }";
    reader.act(read, json!({ "actionId": id })).await.ok();
    assert!(todos(&reader).await.is_empty());
    let specialist = stage.client(Role::Specialist);
    assert_eq!(todos(&specialist).await.len(), 2);
    specialist.act(comment, json!({ "actionId": id, "body": "Gata" })).await.ok();
    assert_eq!(told(&todos(&specialist).await), ["CARRY_OUT RESPONSIBLE A-01 LATER"]);
}

#[tokio::test]
async fn todos_are_ordered_paged_and_of_all_institutions_of_a_person() {
    let world = World::new().await;
    let (stage, _) = Stage::running(&world).await;
    for (title, due) in [("Întârziată", "2026-11-20"), ("Curând", "2026-11-28"), ("Altădată", "2026-11-29")]
    {
        let id = stage.add(json!({ "title": title, "dueOn": due })).await;
        stage.move_to(&stage.manager, &id, "APPROVED", None).await.ok();
    }
    let specialist = stage.client(Role::Specialist);
    let expected = [
        "CARRY_OUT RESPONSIBLE A-02 OVERDUE",
        "CARRY_OUT RESPONSIBLE A-03 SOON",
        "CARRY_OUT RESPONSIBLE A-04 LATER",
        "CARRY_OUT RESPONSIBLE A-01 LATER",
    ];
    assert_eq!(told(&todos(&specialist).await), expected);
    let page = "query($after: String) { viewer { todos(first: 3, after: $after) { pageInfo { hasNextPage endCursor } nodes { objectCode } } } }";
    let first = specialist.run(page, json!({ "after": null })).await.ok();
    assert_eq!(first["viewer"]["todos"]["pageInfo"]["hasNextPage"], true);
    let rest = specialist
        .run(page, json!({ "after": first["viewer"]["todos"]["pageInfo"]["endCursor"] }))
        .await
        .ok();
    assert_eq!(rest["viewer"]["todos"]["nodes"], json!([{ "objectCode": "A-01" }]));
    let tenant = "query($id: ID!) { tenant(id: $id) { viewerTodoCount } }";
    let seen = specialist.run(tenant, json!({ "id": world.hall.id.global() })).await.ok();
    assert_eq!(seen["tenant"]["viewerTodoCount"], 4);
}

async fn listen(client: &Client<'_>) -> BoxStream<'static, Answer> {
    let document = "subscription { viewerChanged { viewer { todoCount memberships { displayName } } } }";
    client.listen(document, json!({})).await
}

/// How much waits, as the next event says.
async fn told_count(events: &mut BoxStream<'static, Answer>) -> i64 {
    let event = timeout(Duration::from_secs(5), events.next()).await.expect("in time").expect("an event");
    event.ok()["viewerChanged"]["viewer"]["todoCount"].as_i64().expect("a count")
}

async fn is_silent(events: &mut BoxStream<'static, Answer>) -> bool {
    timeout(Duration::from_millis(1_500), events.next()).await.is_err()
}

#[tokio::test]
async fn what_waits_is_told_live_to_those_it_concerns_and_to_nobody_else() {
    let world = World::new().await;
    let (stage, id) = Stage::running(&world).await;
    let specialist = stage.client(Role::Specialist);
    let reader = stage.client(Role::Reader);
    let outsider = world.client(&world.police, Role::QualityManager);
    let mut worker = listen(&specialist).await;
    let mut verifier = listen(&stage.manager).await;
    let mut others = [listen(&reader).await, listen(&outsider).await];
    assert_eq!((told_count(&mut worker).await, told_count(&mut verifier).await), (1, 0));
    for other in &mut others {
        assert_eq!(told_count(other).await, 0);
    }
    stage.move_to(&specialist, &id, "DONE", None).await.ok();
    assert_eq!((told_count(&mut worker).await, told_count(&mut verifier).await), (0, 1));
    for other in &mut others {
        assert!(is_silent(other).await);
    }
    let comment = "mutation($input: AddPlanActionCommentInput!) { addPlanActionComment(input: $input) { planAction { id } } }";
    let mention = json!({ "actionId": id, "body": "?", "mentionIds": [stage.member(Role::Reader)] });
    stage.manager.act(comment, mention).await.ok();
    assert_eq!(told_count(&mut others[0]).await, 1);
    assert!(is_silent(&mut others[1]).await);
    let read = "mutation($input: ReadPlanActionCommentsInput!) { readPlanActionComments(input: $input) { planAction { id } } }";
    reader.act(read, json!({ "actionId": id })).await.ok();
    assert_eq!(told_count(&mut others[0]).await, 0);
}

#[tokio::test]
async fn new_and_lost_places_are_told_live_and_bring_what_waits_there() {
    let world = World::new().await;
    let person = world.hall.people[&Role::Reader].clone();
    let mut events = listen(&world.client_of(&person)).await;
    let mut places = async || {
        let event = timeout(Duration::from_secs(5), events.next()).await.expect("in time").expect("an event");
        let places = event.ok()["viewerChanged"]["viewer"]["memberships"].clone();
        places.as_array().expect("a list").len()
    };
    assert_eq!(places().await, 1);
    let placement = Placement {
        display_name: "Auditor".into(),
        unit: None,
        grants: vec![Grant { role: Role::QualityManager.into(), unit: None }],
        objects: [].into(),
        expires_on: None,
    };
    member::establish(&world.app, world.police.id, person.account, placement).await.expect("a place");
    assert_eq!(places().await, 2);
    let stage = Stage::draft_in(&world, &world.police).await;
    stage.add(json!({ "title": "Prima" })).await;
    stage.submit().await.ok();
    stage.approve().await.ok();
    assert_eq!(places().await, 2);
    let end =
        "mutation($input: EndMembershipInput!) { endMembership(input: $input) { membership { isActive } } }";
    let admin = world.client(&world.hall, Role::InstitutionAdmin);
    admin.act(end, json!({ "id": person.membership.global(), "expectedVersion": 1 })).await.ok();
    assert_eq!(places().await, 1);
}
