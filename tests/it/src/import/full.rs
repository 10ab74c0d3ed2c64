//! Sheets as long as they may be, in a time that somebody waits for.

use super::{APPLY, CHECK, count, sheet};
use calitas_domain::{access::Role, import::MAX_ROWS};
use calitas_kit::{Client, Stage, World};
use serde_json::{Value, json};
use std::time::{Duration, Instant};

/// A request may take ten seconds.
const PATIENCE: Duration = Duration::from_secs(8);

/// Looks at the lines and takes them over.
async fn take(client: &Client<'_>, what: &str, mut input: Value) {
    let began = Instant::now();
    let found = client.act(CHECK, input.clone()).await.ok();
    let looked = began.elapsed();
    assert_eq!(found["checkImport"], json!({ "rowCount": MAX_ROWS, "problems": [] }));
    input["idempotencyKey"] = json!(what);
    let began = Instant::now();
    let done = client.act(APPLY, input).await.ok();
    let taken = began.elapsed();
    assert_eq!(done["applyImport"]["importedCount"], json!(MAX_ROWS));
    println!("{what}: {} ms to look, {} ms to take over", looked.as_millis(), taken.as_millis());
    assert!(looked < PATIENCE && taken < PATIENCE, "{what}: {looked:?}, {taken:?}");
}

fn lines(kind: &str, world: &World, columns: &[&str], line: impl Fn(usize) -> Vec<String>) -> Value {
    let all: Vec<Vec<String>> = (1..=MAX_ROWS).map(line).collect();
    let all: Vec<Vec<&str>> = all.iter().map(|line| line.iter().map(String::as_str).collect()).collect();
    let all: Vec<&[&str]> = all.iter().map(Vec::as_slice).collect();
    sheet(kind, world.hall.id, columns, &all)
}

#[tokio::test]
async fn a_thousand_people_and_a_thousand_actions_are_taken_over() {
    let world = World::new().await;
    let admin = world.client(&world.hall, Role::InstitutionAdmin);
    let columns = &["EMAIL", "FUNCTION", "UNIT_CODE", "ROLES"];
    let person = |at: usize| {
        vec![format!("om{at}@primarie.test"), "Consilier".into(), "legal".into(), "Specialist".into()]
    };
    take(&admin, "people", lines("PEOPLE", &world, columns, person)).await;
    assert_eq!((count(&world, "invitation").await, count(&world, "mail").await), (1000, 1000));

    let stage = Stage::new(&world, &world.hall).await;
    let plan = stage.empty_plan("plan").await;
    let due = stage.plan(plan).await.period_end.to_string();
    let specialist = world.hall.people[&Role::Specialist].email.clone();
    let columns = &["TITLE", "UNIT_CODE", "RESPONSIBLE_EMAIL", "DUE_ON", "BUDGET", "IMPACT"];
    let action = |at: usize| {
        let title = format!("Acțiunea {at}");
        vec![title, "legal".into(), specialist.clone(), due.clone(), "1.250,50".into(), "5".into()]
    };
    let mut input = lines("ACTIONS", &world, columns, action);
    input["planId"] = json!(calitas_graphql::node::GlobalId::global(&plan));
    take(&world.client_of(&stage.author), "actions", input).await;
    assert_eq!(count(&world, "plan_action").await, 1000);
}
