//! Taking over sheets: read over HTTP, looked at and taken over through the API, all lines or none.

mod full;
mod reading;

use calitas_app::journal;
use calitas_domain::{access::Role, id::TenantId};
use calitas_graphql::node::GlobalId;
use calitas_kit::{Answer, Client, Stage, World};
use serde_json::{Value, json};
use sqlx::Connection;

const CHECK: &str = "mutation($input: CheckImportInput!) { checkImport(input: $input) {
  rowCount problems { line column code message } } }";
const APPLY: &str = "mutation($input: ApplyImportInput!) { applyImport(input: $input) {
  importedCount tenant { units { code parent { code } } } plan { actions { nodes {
    title budget dueOn source { kind reference } responsible { displayName } unit { code }
    indicator { name target } } } } } }";

/// Lines under columns; the first line is 2, as below headings.
fn sheet(kind: &str, tenant: TenantId, columns: &[&str], lines: &[&[&str]]) -> Value {
    let columns: Vec<_> =
        columns.iter().enumerate().map(|(at, column)| json!({ "index": at, "column": column })).collect();
    let rows: Vec<_> =
        lines.iter().enumerate().map(|(at, cells)| json!({ "number": at + 2, "cells": cells })).collect();
    json!({ "tenantId": tenant.global(), "kind": kind, "columns": columns, "rows": rows })
}

/// What keeps lines from being taken over, as (line, column, code).
async fn problems(client: &Client<'_>, input: &Value) -> Vec<(i64, String, String)> {
    let found = client.act(CHECK, input.clone()).await.ok();
    let list = found["checkImport"]["problems"].as_array().expect("a list").clone();
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    list.iter()
        .map(|one| (one["line"].as_i64().expect("a line"), text(&one["column"]), text(&one["code"])))
        .collect()
}

fn told(found: &[(i64, String, String)]) -> Vec<(i64, &str, &str)> {
    found.iter().map(|(line, column, code)| (*line, column.as_str(), code.as_str())).collect()
}

async fn apply(client: &Client<'_>, input: &Value, key: &str) -> Answer {
    let mut input = input.clone();
    input["idempotencyKey"] = json!(key);
    client.act(APPLY, input).await
}

async fn count(world: &World, table: &'static str) -> i64 {
    let mut admin = sqlx::PgConnection::connect(&world.database.admin_url).await.expect("the superuser");
    let statement = sqlx::AssertSqlSafe(format!("SELECT count(*) FROM {table}"));
    sqlx::query_scalar(statement).fetch_one(&mut admin).await.expect("a count")
}

async fn kinds(world: &World, tenant: TenantId) -> Vec<String> {
    let mut read = world.app.store().read(&calitas_store::Scope::system(tenant)).await.expect("a read");
    let found = calitas_store::journal::after(&mut read, tenant, 0, 1000).await.expect("the journal");
    found.into_iter().map(|stored| stored.entry.kind).collect()
}

const UNIT: &[&str] = &["CODE", "NAME_RO", "KIND", "PARENT_CODE", "IS_FIRST_LEVEL"];

#[tokio::test]
async fn units_are_taken_over_with_those_above_them_first_and_once() {
    let world = World::new().await;
    let admin = world.client(&world.hall, Role::InstitutionAdmin);
    let lines: &[&[&str]] = &[
        &["b1", "Biroul Unu", "Birou", "s1"],
        &["s1", "Serviciul Unu", "serviciu", "", "da"],
        &["b2", "Biroul Doi", "OFFICE", "LEGAL"],
    ];
    let input = sheet("UNITS", world.hall.id, UNIT, lines);
    let before = count(&world, "journal").await;
    assert_eq!(problems(&admin, &input).await, []);
    assert_eq!(count(&world, "journal").await, before, "looking changes nothing");
    assert_eq!(count(&world, "unit WHERE code IN ('b1', 'b2', 's1')").await, 0);
    let done = apply(&admin, &input, "units").await.ok();
    assert_eq!(done["applyImport"]["importedCount"], json!(3));
    let units = done["applyImport"]["tenant"]["units"].as_array().expect("units");
    let above = |code: &str| {
        let unit = units.iter().find(|unit| unit["code"] == code).expect("the unit");
        unit["parent"]["code"].clone()
    };
    assert_eq!([above("b1"), above("b2"), above("s1")], [json!("s1"), json!("legal"), Value::Null]);
    // Sent twice, it is done once.
    let again = apply(&admin, &input, "units").await.ok();
    assert_eq!(again["applyImport"]["importedCount"], json!(3));
    assert_eq!(count(&world, "unit WHERE code IN ('b1', 'b2', 's1')").await, 3);
    assert_eq!(apply(&admin, &input, "other").await.reason(), "ROWS_REFUSED");
    let kinds = kinds(&world, world.hall.id).await;
    let last: Vec<_> = kinds.iter().rev().take(4).map(String::as_str).collect();
    assert_eq!(last, ["import_applied", "unit_created", "unit_created", "unit_created"]);
    assert!(journal::verify(&world.app, world.hall.id).await.expect("the journal").1.is_none());
}

#[tokio::test]
async fn every_line_at_fault_is_told_with_its_column_and_nothing_is_taken_over() {
    let world = World::new().await;
    let admin = world.client(&world.hall, Role::InstitutionAdmin);
    let lines: &[&[&str]] = &[
        &["ok", "Serviciul Bun", "Serviciu", ""],
        &["", "x", "Secție", "", "poate"],
        &["legal", "Serviciul Dublu", "Serviciu", ""],
        &["c1", "Cerc Unu", "Birou", "c2"],
        &["c2", "Cerc Doi", "Birou", "c1"],
        &["d1", "Fără părinte", "Birou", "nimic"],
        &["d2", "Sub el", "Birou", "d1"],
        &["ok", "Serviciul Bun din nou", "Serviciu", ""],
    ];
    let input = sheet("UNITS", world.hall.id, UNIT, lines);
    let found = problems(&admin, &input).await;
    assert_eq!(
        told(&found),
        [
            (3, "KIND", "NOT_ON_THE_LIST"),
            (3, "IS_FIRST_LEVEL", "NOT_ON_THE_LIST"),
            (3, "CODE", "REQUIRED"),
            (3, "NAME_RO", "TOO_SHORT"),
            (4, "CODE", "CODE_TAKEN"),
            (5, "PARENT_CODE", "UNIT_CYCLE"),
            (6, "PARENT_CODE", "UNIT_CYCLE"),
            (7, "PARENT_CODE", "NOTHING_CALLED_SO"),
            (9, "CODE", "CODE_TAKEN"),
        ]
    );
    let before = (count(&world, "unit").await, count(&world, "journal").await);
    assert_eq!(apply(&admin, &input, "bad").await.reason(), "ROWS_REFUSED");
    assert_eq!((count(&world, "unit").await, count(&world, "journal").await), before);
    // The same key may be used again: nothing was done with it.
    let good = sheet("UNITS", world.hall.id, UNIT, &lines[..1]);
    assert_eq!(apply(&admin, &good, "bad").await.ok()["applyImport"]["importedCount"], json!(1));
    let none = sheet("UNITS", world.hall.id, UNIT, &[]);
    assert_eq!(admin.act(CHECK, none).await.fields(), [("rows".to_owned(), "FILE_EMPTY".to_owned())]);
    let part = sheet("UNITS", world.hall.id, &["CODE"], &[&["x"]]);
    assert_eq!(admin.act(CHECK, part).await.fields(), [("columns".to_owned(), "REQUIRED".to_owned())]);
}

#[tokio::test]
async fn people_are_invited_when_all_of_them_can_be() {
    let world = World::new().await;
    let admin = world.client(&world.hall, Role::InstitutionAdmin);
    let columns = &["EMAIL", "FUNCTION", "UNIT_CODE", "ROLES", "EXPIRES_ON"];
    let known = world.hall.people[&Role::Reader].email.clone();
    let lines: &[&[&str]] = &[
        &["Ana.Pop@primarie.test", "Consilier juridic", "legal", "Specialist, Șef de compartiment", ""],
        &["nu-e-adresa", "Consilier", "", "Cititor", ""],
        &[&known, "Consilier", "", "Cititor", ""],
        &["ion@primarie.test", "Consilier", "nicăieri", "Vrăjitor", "31.02.2027"],
        &["ana.pop@primarie.test", "Consilier", "", "Cititor", ""],
        &["vechi@primarie.test", "Consilier", "", "Cititor", "01.01.2020"],
        &["invitat@primarie.test", "Consilier", "", "Invitat", ""],
    ];
    let input = sheet("PEOPLE", world.hall.id, columns, lines);
    let found = problems(&admin, &input).await;
    assert_eq!(
        told(&found),
        [
            (3, "EMAIL", "NOT_AN_EMAIL"),
            (4, "", "ALREADY_MEMBER"),
            (5, "EXPIRES_ON", "NOT_A_DATE"),
            (6, "EMAIL", "REPEATED"),
            (7, "EXPIRES_ON", "IN_THE_PAST"),
            (8, "ROLES", "NOTHING_CALLED_SO"),
        ]
    );
    assert_eq!(apply(&admin, &input, "people").await.reason(), "ROWS_REFUSED");
    assert_eq!((count(&world, "invitation").await, count(&world, "mail").await), (0, 0));
    let good = sheet("PEOPLE", world.hall.id, columns, &lines[..1]);
    apply(&admin, &good, "people").await.ok();
    apply(&admin, &good, "people").await.ok();
    assert_eq!((count(&world, "invitation").await, count(&world, "mail").await), (1, 1));
    let mail = world.mail_to("ana.pop@primarie.test").await;
    let token = mail.split("/invite/").nth(1).and_then(|rest| rest.split_whitespace().next());
    let accept = "mutation($input: AcceptInvitationInput!) { acceptInvitation(input: $input) {
      viewer { memberships { displayName unit { code } roles { role unit { code } } } } } }";
    let taken_up = json!({ "token": token.expect("a link"), "password": "toamna pe dealul cu nuci" });
    let entered = world.stranger().act(accept, taken_up).await.ok();
    let place = &entered["acceptInvitation"]["viewer"]["memberships"][0];
    assert_eq!(place["unit"]["code"], "legal");
    assert_eq!(place["roles"].as_array().map(Vec::len), Some(2));
    assert_eq!(place["roles"][0]["unit"]["code"], "legal", "{place}");
}

#[tokio::test]
async fn institutions_are_taken_over_as_a_tree_and_stand_in_their_own_journals() {
    let world = World::new().await;
    let admin = world.client(&world.hall, Role::InstitutionAdmin);
    let columns = &[
        "SHORT_NAME",
        "NAME_RO",
        "KIND",
        "SLUG",
        "SUPERIOR",
        "ADMINISTRATOR_EMAIL",
        "ADMINISTRATOR_FUNCTION",
    ];
    let lines: &[&[&str]] = &[
        &["SEC", "Secția muzeului", "Serviciu public", "sectia", "MUZ", "sef@muzeu.test", "Șef"],
        &[
            "MUZ",
            "Muzeul orașului",
            "Instituție de cultură",
            "muzeu",
            "",
            "admin@muzeu.test",
            "Administrator",
        ],
    ];
    let input = sheet("INSTITUTIONS", world.hall.id, columns, lines);
    assert_eq!(problems(&admin, &input).await, []);
    assert_eq!((count(&world, "tenant").await, count(&world, "mail").await), (3, 0));
    assert_eq!(apply(&admin, &input, "tree").await.ok()["applyImport"]["importedCount"], json!(2));
    assert_eq!((count(&world, "tenant").await, count(&world, "mail").await), (5, 2));
    let tree = "query($id: ID!) { municipality(id: $id) { managedInstitutions { id slug parentId } } }";
    let seen = admin.run(tree, json!({ "id": world.hall.municipality.global() })).await.ok();
    let all = seen["municipality"]["managedInstitutions"].as_array().expect("a tree").clone();
    let find = |slug: &str| all.iter().find(|one| one["slug"] == slug).expect("an institution").clone();
    let (museum, section) = (find("muzeu"), find("sectia"));
    assert_eq!(section["parentId"], museum["id"]);
    assert_eq!(museum["parentId"], json!(world.hall.id.global()));
    for institution in [museum, section] {
        let id = TenantId::read(&institution["id"].as_str().expect("an id").into()).expect("an institution");
        assert!(
            kinds(&world, id).await.starts_with(&["tenant_created".to_owned(), "member_invited".to_owned()])
        );
        assert!(journal::verify(&world.app, id).await.expect("the journal").1.is_none());
    }
    let again = problems(&admin, &input).await;
    assert_eq!(told(&again), [(2, "SLUG", "CODE_TAKEN"), (3, "SLUG", "CODE_TAKEN")]);
    let below = world.client(&world.police, Role::InstitutionAdmin);
    let input = sheet("INSTITUTIONS", world.police.id, columns, lines);
    assert_eq!(below.act(CHECK, input).await.code(), "NOT_FOUND");
}

#[tokio::test]
async fn actions_are_proposed_with_their_people_money_and_days() {
    let world = World::new().await;
    let stage = Stage::new(&world, &world.hall).await;
    let plan = stage.empty_plan("plan").await;
    let client = world.client_of(&stage.author);
    let columns = &[
        "TITLE",
        "SOURCE",
        "SOURCE_REFERENCE",
        "UNIT_CODE",
        "RESPONSIBLE_EMAIL",
        "DUE_ON",
        "BUDGET",
        "IMPACT",
        "INDICATOR_NAME",
        "INDICATOR_UNIT",
        "INDICATOR_TARGET",
    ];
    let specialist = world.hall.people[&Role::Specialist].email.to_uppercase();
    for _ in 0..4 {
        // The register that the reference of the first line is looked up in.
        stage.risk().await;
    }
    let period = stage.plan(plan).await.period_end;
    let due = period.format("%d.%m.%Y").to_string();
    let good: &[&str] = &[
        "Registru unic de petiții",
        "Risc",
        "R-4",
        "legal",
        &specialist,
        &due,
        "1.250,50 lei",
        "5",
        "Răspunsuri la timp",
        "%",
        "95,5",
    ];
    let bad: &[&str] =
        &["ab", "Zvon", "", "nicăieri", "nimeni@primarie.test", "mâine", "1.250", "9", "", "", "mult"];
    let worse: &[&str] = &["Termen prea târziu", "Risc", "", "", "", "31.12.2099", "", "7"];
    let mut input = sheet("ACTIONS", world.hall.id, columns, &[good, bad, worse]);
    input["planId"] = json!(plan.global());
    let found = problems(&client, &input).await;
    assert_eq!(
        told(&found),
        [
            (3, "SOURCE", "NOT_ON_THE_LIST"),
            (3, "INDICATOR_TARGET", "NOT_A_NUMBER"),
            (3, "BUDGET", "NOT_A_NUMBER"),
            (3, "DUE_ON", "NOT_A_DATE"),
            (4, "SOURCE_REFERENCE", "REQUIRED"),
            (4, "IMPACT", "OUT_OF_RANGE"),
            (4, "DUE_ON", "OUTSIDE_PLAN_PERIOD"),
        ]
    );
    input["rows"].as_array_mut().expect("lines").truncate(1);
    let done = apply(&client, &input, "actions").await.ok();
    let nodes = done["applyImport"]["plan"]["actions"]["nodes"].as_array().expect("actions").clone();
    assert_eq!(nodes.len(), 1);
    let action = &nodes[0];
    assert_eq!(action["title"], "Registru unic de petiții");
    assert_eq!(action["budget"], "1250.50");
    assert_eq!(action["dueOn"], json!(period.to_string()));
    assert_eq!(action["source"], json!({ "kind": "RISK", "reference": "R-4" }));
    assert_eq!(action["unit"]["code"], "legal");
    assert_eq!(action["indicator"]["name"], "Răspunsuri la timp");
    assert!(action["responsible"]["displayName"].is_string());
    // Where nothing can be added, it is said once and not line by line.
    stage.submit(plan).await;
    assert_eq!(client.act(CHECK, input).await.code(), "CONFLICT");
}

#[tokio::test]
async fn who_may_not_enter_a_thing_may_not_take_it_over() {
    let world = World::new().await;
    let reader = world.client(&world.hall, Role::Reader);
    let input = sheet("UNITS", world.hall.id, &["CODE", "NAME_RO", "KIND"], &[&["x", "Birou nou", "Birou"]]);
    assert_eq!(reader.act(CHECK, input.clone()).await.code(), "FORBIDDEN");
    assert_eq!(apply(&reader, &input, "k").await.code(), "FORBIDDEN");
    let foreign = world.client(&world.foreign, Role::InstitutionAdmin);
    assert_eq!(foreign.act(CHECK, input).await.code(), "NOT_FOUND");
    let may = "query($id: ID!) { tenant(id: $id) { importKinds } }";
    let ask = |role| world.client(&world.hall, role);
    let seen = ask(Role::InstitutionAdmin).run(may, json!({ "id": world.hall.id.global() })).await.ok();
    assert_eq!(seen["tenant"]["importKinds"], json!(["INSTITUTIONS", "UNITS", "PEOPLE"]));
    let seen = ask(Role::QualityManager).run(may, json!({ "id": world.hall.id.global() })).await.ok();
    assert_eq!(seen["tenant"]["importKinds"], json!(["ACTIONS"]));
    let seen = ask(Role::Reader).run(may, json!({ "id": world.hall.id.global() })).await.ok();
    assert_eq!(seen["tenant"]["importKinds"], json!([]));
}
