//! Many people at once: a step is taken once, a change is never lost, a repeated request has one effect.

use calitas_domain::access::Role;
use calitas_graphql::node::GlobalId;
use calitas_kit::{Answer, Client, Stage, World, world::Person};
use futures_util::future::join_all;
use serde_json::{Value, json};
use std::collections::BTreeMap;

const APPROVE: &str =
    "mutation($input: ApprovePlanInput!) { approvePlan(input: $input) { plan { version number } } }";
const MOVE: &str =
    "mutation($input: MovePlanActionInput!) { movePlanAction(input: $input) { planAction { version } } }";
const REVOKE: &str =
    "mutation($input: InvitationInput!) { revokeInvitation(input: $input) { invitation { status } } }";
const UPDATE_TENANT: &str =
    "mutation($input: UpdateTenantInput!) { updateTenant(input: $input) { tenant { version } } }";
const UPDATE_PLAN: &str =
    "mutation($input: UpdatePlanInput!) { updatePlan(input: $input) { plan { version title } } }";
const PROPOSE: &str = "mutation($input: CreatePlanActionInput!) { createPlanAction(input: $input) {
  planActionEdge { node { id code } } } }";

async fn stage(world: &World) -> Stage<'_> {
    Stage::new(world, &world.hall).await
}

/// A client per request of people in turn, so that nothing but the database stands between them.
async fn together(
    world: &World,
    people: &[&Person],
    count: usize,
    mutation: &str,
    input: impl Fn(usize) -> Value,
) -> Vec<Answer> {
    let acts = (0..count).map(|n| {
        let (client, input) = (world.client_of(people[n % people.len()]), input(n));
        async move { client.act(mutation, input).await }
    });
    join_all(acts).await
}

fn codes(answers: &[Answer]) -> BTreeMap<&str, usize> {
    let mut codes = BTreeMap::new();
    for answer in answers {
        *codes.entry(answer.code()).or_default() += 1;
    }
    codes
}

/// Kinds of the entries in the history of a plan or an action.
async fn history(client: &Client<'_>, id: &str) -> Vec<String> {
    let question = "query($id: ID!) { node(id: $id) {
      ... on Plan { history(first: 100) { nodes { kind } } } ... on PlanAction { history(first: 100) { nodes { kind } } } } }";
    let read = client.run(question, json!({ "id": id })).await.ok();
    let entries = read["node"]["history"]["nodes"].as_array().expect("a history").iter();
    entries.map(|entry| entry["kind"].as_str().expect("a kind").to_owned()).collect()
}

fn count(kinds: &[String], kind: &str) -> usize {
    kinds.iter().filter(|known| *known == kind).count()
}

#[tokio::test]
async fn of_fifty_approvals_at_once_one_succeeds() {
    let world = World::new().await;
    let stage = stage(&world).await;
    let (plan, _) = stage.submitted().await;
    let version = stage.plan(plan).await.version;
    let approve = |_| json!({ "id": plan.global(), "expectedVersion": version });
    let answers = together(&world, &[&stage.approver], 50, APPROVE, approve).await;
    assert_eq!(codes(&answers), BTreeMap::from([("", 1), ("CONFLICT", 49)]));
    let approved = stage.plan(plan).await;
    assert_eq!((approved.number, approved.version), (1, version + 1));
    let kinds = history(&world.client_of(&stage.author), plan.global().as_str()).await;
    assert_eq!(count(&kinds, "plan_approved"), 1);
}

#[tokio::test]
async fn of_twenty_five_approvals_and_twenty_five_rejections_of_an_action_one_is_the_decision() {
    let world = World::new().await;
    let stage = stage(&world).await;
    let (_, action) = stage.draft().await;
    let decide = |n: usize| match n % 2 {
        0 => json!({ "id": action.global(), "expectedVersion": 1, "status": "APPROVED" }),
        _ => {
            json!({ "id": action.global(), "expectedVersion": 1, "status": "REJECTED", "reason": "Prea scump" })
        }
    };
    let answers = together(&world, &[&stage.approver], 50, MOVE, decide).await;
    // Who wished what was already decided is told so without another change.
    let refused = answers.iter().filter(|answer| answer.code() == "CONFLICT").count();
    assert_eq!(refused, 25, "{:?}", codes(&answers));
    assert_eq!(stage.stored_action(action).await.version, 2);
    let kinds = history(&world.client_of(&stage.author), action.global().as_str()).await;
    assert_eq!(count(&kinds, "plan_action_moved"), 1);
}

#[tokio::test]
async fn of_fifty_withdrawals_of_an_invitation_one_succeeds() {
    let world = World::new().await;
    let stage = stage(&world).await;
    let invitation = stage.invitation().await;
    let revoke = |_| json!({ "id": invitation.global() });
    let answers = together(&world, &[&stage.author], 50, REVOKE, revoke).await;
    assert_eq!(codes(&answers), BTreeMap::from([("", 1), ("CONFLICT", 49)]));
}

/// Reads the version, then writes with it; a hundred at once, three times.
async fn edits(world: &World, people: &[&Person], id: &str, mutation: &str, change: impl Fn(usize) -> Value) {
    let version = "query($id: ID!) { node(id: $id) { ... on Tenant { version } ... on Plan { version } } }";
    let read = async || -> i64 {
        loop {
            let answer = world.client_of(people[0]).run(version, json!({ "id": id })).await;
            // A hundred ask at once; who is told to come again does.
            if answer.code() != "UNAVAILABLE" {
                return answer.ok()["node"]["version"].as_i64().expect("a version");
            }
        }
    };
    let (before, mut succeeded) = (read().await, 0);
    for round in 0..3 {
        let edit = async |n: usize| {
            let mut input = change(100 * round + n);
            input["id"] = json!(id);
            input["expectedVersion"] = json!(read().await);
            world.client_of(people[n % people.len()]).act(mutation, input).await
        };
        let answers = join_all((0..100).map(edit)).await;
        let codes = codes(&answers);
        // A hundred wait for one row; who waits too long is told to come again, and nothing has happened.
        assert!(codes.keys().all(|code| ["", "CONFLICT", "UNAVAILABLE"].contains(code)), "{codes:?}");
        succeeded += codes.get("").copied().unwrap_or_default();
    }
    assert!(succeeded > 0);
    assert_eq!(
        i64::try_from(succeeded),
        Ok(read().await - before),
        "every success is a version, none is lost"
    );
}

#[tokio::test]
async fn of_many_edits_of_an_institution_each_success_is_a_version() {
    let world = World::new().await;
    let stage = stage(&world).await;
    let id = world.hall.id.global();
    let people = [&stage.author, &stage.approver];
    edits(&world, &people, &id, UPDATE_TENANT, |n| json!({ "note": format!("Nota {n}") })).await;
}

#[tokio::test]
async fn of_many_edits_of_a_plan_each_success_is_a_version() {
    let world = World::new().await;
    let stage = stage(&world).await;
    let (plan, _) = stage.draft().await;
    let people = [&stage.author, &stage.approver];
    edits(&world, &people, &plan.global(), UPDATE_PLAN, |n| json!({ "title": format!("Titlul {n}") })).await;
}

#[tokio::test]
async fn of_fifty_changes_of_one_title_by_ten_people_those_of_one_person_are_kept() {
    let world = World::new().await;
    let stage = stage(&world).await;
    let (plan, _) = stage.draft().await;
    let mut people = Vec::new();
    for n in 0..10 {
        people.push(world.add_holder(&world.hall, &format!("editor{n}"), &[Role::QualityManager]).await);
    }
    let people: Vec<&Person> = people.iter().collect();
    let version = stage.plan(plan).await.version;
    let change =
        |n| json!({ "id": plan.global(), "expectedVersion": version, "title": format!("Titlul {n}") });
    let answers = together(&world, &people, 50, UPDATE_PLAN, change).await;
    // A person's own late changes are theirs to make (the queue of one browser); anybody else's would be lost.
    assert_eq!(codes(&answers), BTreeMap::from([("", 5), ("CONFLICT", 45)]));
    let kept: Vec<usize> = (0..50).filter(|n| answers[*n].errors.is_empty()).collect();
    assert!(kept.iter().all(|n| n % people.len() == kept[0] % people.len()), "of one person: {kept:?}");
    let stored = stage.plan(plan).await;
    assert_eq!(stored.version, version + 5);
    let newest = answers.iter().find(|answer| answer.data["updatePlan"]["plan"]["version"] == stored.version);
    assert_eq!(newest.expect("the newest").data["updatePlan"]["plan"]["title"], stored.title);
}

#[tokio::test]
async fn fifty_tries_of_one_request_with_a_key_make_one_action() {
    let world = World::new().await;
    let stage = stage(&world).await;
    let plan = stage.empty_plan("încercat").await;
    let propose =
        |_| json!({ "planId": plan.global(), "title": "O singură dată", "idempotencyKey": "o-data" });
    let answers = together(&world, &[&stage.author], 50, PROPOSE, propose).await;
    assert_eq!(codes(&answers), BTreeMap::from([("", 50)]));
    assert!(answers.iter().all(|answer| answer.data == answers[0].data), "the same answer");
    let question = "query($id: ID!) { plan(id: $id) { actionCount } }";
    let read = world.client_of(&stage.author).run(question, json!({ "id": plan.global() })).await.ok();
    assert_eq!(read["plan"]["actionCount"], 1);
}
