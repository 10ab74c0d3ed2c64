//! 0 early deletions: documents of every class and term, on plans that run and on plans that ended, against every
//! mutation that can name them, as each role; against statements of the application's own database role; against the
//! sweeper, a year and more of time, erasing the person who attached them and retiring the institution.

use crate::recipe::{self, Scene};
use calitas_app::{
    document::sweep,
    identity::{erasure, member},
};
use calitas_domain::{
    document::Subject,
    id::{EvidenceFileId, EvidenceId, TenantId},
    retention::Term,
};
use calitas_graphql::node::GlobalId;
use calitas_kit::{Sdl, World};
use chrono::Duration;
use futures_util::TryStreamExt;
use serde_json::{Value, json};
use sqlx::{AssertSqlSafe, Connection, PgConnection};
use std::{collections::BTreeSet, time::Duration as Age};

/// A document that must stay.
struct Kept {
    what: String,
    evidence: EvidenceId,
    file: EvidenceFileId,
}

/// Documents of every rule: terms that run, that have ended without a selection, that the commission did not decide
/// on, that never end.
async fn documents(scene: &Scene<'_>) -> Vec<Kept> {
    let mut kept = Vec::new();
    let (plan, _) = scene.stage.active().await;
    for (term, of) in [
        (Term::Years(1), "2026-01-31"),
        (Term::Years(5), "2024-02-29"),
        (Term::Years(150), "1950-12-31"),
        (Term::Years(2), "2019-03-01"),
        (Term::Commission(2), "2019-03-01"),
        (Term::Commission(100), "2019-03-01"),
        (Term::Permanent, "1900-01-01"),
    ] {
        let class = scene.stage.class(term).await;
        let (evidence, file) = scene.stage.kept(Subject::Plan(plan), of, class).await;
        kept.push(Kept { what: format!("{} of {of}, in use", term.short()), evidence, file });
        let (evidence, file) = scene.stage.document(of, class).await;
        kept.push(Kept { what: format!("{} of {of}", term.short()), evidence, file });
    }
    kept
}

/// The variables with every document and file replaced by another one; nothing when they name none.
fn aimed(variables: &Value, at: &Kept, number: usize) -> Option<Value> {
    let mut found = false;
    let mut aimed = variables.clone();
    swap(&mut aimed, &mut |text| {
        let new = match text {
            text if text.starts_with("evidence_file_") => at.file.global().to_string(),
            text if text.starts_with("evidence_") => at.evidence.global().to_string(),
            _ => return None,
        };
        found = true;
        Some(new)
    });
    if let Some(key) = aimed.pointer_mut("/input/idempotencyKey") {
        *key = format!("early{number}").into();
    }
    found.then_some(aimed)
}

fn swap(value: &mut Value, with: &mut impl FnMut(&str) -> Option<String>) {
    match value {
        Value::String(text) => {
            if let Some(new) = with(text) {
                *text = new;
            }
        }
        Value::Array(items) => items.iter_mut().for_each(|item| swap(item, with)),
        Value::Object(fields) => fields.values_mut().for_each(|field| swap(field, with)),
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

/// Documents whose rows, or whose bytes, are not all there.
async fn missing(world: &World, documents: &[Kept]) -> Vec<String> {
    let mut admin = PgConnection::connect(&world.database.admin_url).await.expect("the superuser");
    let lying: Vec<_> = world.app.depot().files().try_collect().await.expect("a list");
    let lying: BTreeSet<String> = lying.into_iter().map(|kept| kept.key).collect();
    let mut missing = Vec::new();
    for document in documents {
        let found: Option<(String, bool)> = sqlx::query_as(
            "SELECT file.storage_key, evidence.disposed_at IS NULL AND file.disposed_at IS NULL
               AND evidence.retention_class_id IS NOT NULL
             FROM evidence_file AS file JOIN evidence ON evidence.tenant_id = file.tenant_id
               AND evidence.id = file.evidence_id
             WHERE file.id = $1 AND evidence.id = $2",
        )
        .bind(document.file.row)
        .bind(document.evidence.row)
        .fetch_optional(&mut admin)
        .await
        .expect("the superuser");
        if !found.is_some_and(|(key, is_whole)| is_whole && lying.contains(&key)) {
            missing.push(document.what.clone());
        }
    }
    missing
}

#[tokio::test]
async fn retention_holds_against_every_mutation_as_each_role_and_disposal_is_the_only_way() {
    let (world, sdl) = (World::new().await, Sdl::current());
    let stage = recipe::museum(&world).await;
    let scene = Scene::new(&stage).await;
    let documents = documents(&scene).await;
    let (_, action) = stage.active().await;
    let paper = stage.evidence(&stage.author, Subject::Action(action)).await;
    stage.file(&stage.author, paper).await;
    let ctx = stage.ctx(&stage.author).await;
    calitas_app::document::remove(&ctx, paper).await.expect("a working paper is taken off");
    let (mut tried, mut number, mut fields) = (0, 0, BTreeSet::new());
    // Classifying comes last: it may only lengthen what is tried.
    for is_last in [false, true] {
        for persona in &scene.personas {
            let client = scene.client(persona);
            let recipes = recipe::mutations().into_iter().flat_map(|(_, recipes)| recipes);
            let recipes = recipes.filter(|one| names_documents(&sdl, one.field));
            for one in recipes.filter(|one| (one.field == "classifyEvidence") == is_last) {
                let field =
                    sdl.root("Mutation").iter().find(|field| field.name == one.field).expect("a field");
                let variables = (one.build)(&scene, persona).await;
                // Who is outside is refused before anything is looked at; two documents show it.
                let reach = if scene.is_inside(persona) { documents.len() } else { 2 };
                for document in documents.iter().take(reach) {
                    number += 1;
                    let Some(variables) = aimed(&variables, document, number) else { break };
                    recipe::ask(&client, &sdl, "mutation", field, variables).await;
                    fields.insert(one.field);
                    tried += 1;
                }
            }
        }
    }
    for persona in &scene.personas {
        let client = scene.client(persona);
        // Whatever was begun meanwhile is carried out by nobody.
        for id in begun(&world, stage.house.id).await {
            for name in ["approveDisposal", "carryOutDisposal"] {
                let input = format!("{}{}Input", name[..1].to_uppercase(), &name[1..]);
                let act = format!("mutation($input: {input}!) {{ {name}(input: $input) {{ __typename }} }}");
                for version in 1..4 {
                    let refused = client.act(&act, json!({ "id": id, "expectedVersion": version })).await;
                    assert!(!refused.errors.is_empty(), "{name} as {}", persona.name);
                }
            }
        }
    }
    println!("{tried} requests of {fields:?}");
    assert!(fields.len() >= 12 && tried > 1_000, "{tried} requests of {fields:?}");
    assert_eq!(missing(&world, &documents).await, Vec::<String>::new());
    // Time, the sweeper, the right to be forgotten, the end of the institution.
    let approver = stage.ctx(&stage.approver).await;
    member::end(&approver, stage.author.membership, 1).await.expect("ended");
    erasure::erase(&approver, stage.author.membership, 2, "Cererea 1", false).await.expect("erased");
    for days in [31, 400] {
        world.app.clock().advance(Duration::days(days));
        let swept = sweep::rows_of_time(&world.app).await.expect("swept");
        assert!(swept.erased > 0 || days > 31, "working papers go: {swept:?}");
        sweep::bytes_without_row(&world.app, Age::ZERO).await.expect("swept");
    }
    assert_eq!(missing(&world, &documents).await, Vec::<String>::new());
}

/// Whether a mutation may name a document or a file of one: some field of its input is an id and its recipes say more.
fn names_documents(sdl: &Sdl, field: &str) -> bool {
    let field = sdl.root("Mutation").iter().find(|one| one.name == field).expect("a field");
    let names = ["Evidence", "Disposal", "Upload"];
    field.args.iter().any(|arg| names.iter().any(|name| arg.target().contains(name)))
}

/// Selections of an institution that are not over.
async fn begun(world: &World, tenant: TenantId) -> Vec<String> {
    let mut admin = PgConnection::connect(&world.database.admin_url).await.expect("the superuser");
    let rows: Vec<uuid::Uuid> = sqlx::query_scalar(
        "SELECT id FROM disposal WHERE tenant_id = $1 AND status IN ('DRAFT', 'RETURNED') LIMIT 5",
    )
    .bind(tenant.0)
    .fetch_all(&mut admin)
    .await
    .expect("the superuser");
    let id = |row| calitas_domain::id::DisposalId::new(tenant, row).global().to_string();
    rows.into_iter().map(id).collect()
}

#[tokio::test]
async fn retention_is_held_by_the_database_against_its_own_role() {
    let world = World::new().await;
    let stage = recipe::museum(&world).await;
    let scene = Scene::on(&stage, &stage.author);
    let documents = documents(&scene).await;
    // An ended document in a draft, and another in a selection that was only submitted.
    let class = stage.class(Term::Years(2)).await;
    let (drafted, drafted_file) = stage.document("2019-03-01", class).await;
    stage.disposal(&[drafted]).await;
    let (sent, sent_file) = stage.document("2019-03-01", class).await;
    let submitted = stage.disposal(&[sent]).await;
    stage.submit_disposal(submitted).await;
    let more = [("in a draft", drafted, drafted_file), ("submitted", sent, sent_file)];
    let more = more.map(|(what, evidence, file)| Kept { what: what.to_owned(), evidence, file });
    let documents: Vec<Kept> = documents.into_iter().chain(more).collect();
    let mut app = PgConnection::connect(&world.database.app_url).await.expect("calitas_app");
    let tenant = stage.house.id.0;
    let mut tried = 0;
    for Kept { what, evidence, file } in &documents {
        let (evidence, file) = (evidence.row, file.row);
        for statement in [
            format!("DELETE FROM evidence WHERE id = '{evidence}'"),
            format!("DELETE FROM evidence_file WHERE id = '{file}'"),
            format!("UPDATE evidence SET retention_class_id = NULL, kept_until = NULL WHERE id = '{evidence}'"),
            format!("UPDATE evidence SET kept_until = '2000-12-31' WHERE id = '{evidence}'"),
            format!("UPDATE evidence SET disposed_at = now() WHERE id = '{evidence}'"),
            format!("UPDATE evidence SET disposed_at = '2300-01-01', verdict = 'DISPOSE' WHERE id = '{evidence}'"),
            format!(
                "UPDATE evidence SET disposed_at = '2300-01-01', verdict = 'DISPOSE', disposal_id = '{}'
                 WHERE id = '{evidence}'",
                submitted.row
            ),
            format!("UPDATE evidence_file SET disposed_at = now() WHERE id = '{file}'"),
            format!("UPDATE evidence_file SET erased_at = now() WHERE id = '{file}'"),
            format!("UPDATE evidence_file SET storage_key = 'x' WHERE id = '{file}'"),
            format!("UPDATE evidence_file SET sha256 = '' WHERE id = '{file}'"),
            format!("UPDATE evidence_file SET evidence_id = '{drafted}' WHERE id = '{file}'", drafted = uuid::Uuid::nil()),
            format!(
                "UPDATE retention_class SET rule = 'YEARS', years = 1 WHERE id =
                 (SELECT retention_class_id FROM evidence WHERE id = '{evidence}') AND years IS DISTINCT FROM 1;
                 DELETE FROM retention_class WHERE id =
                 (SELECT retention_class_id FROM evidence WHERE id = '{evidence}')"
            ),
            format!("UPDATE disposal SET status = 'APPROVED' WHERE id = '{}'", submitted.row),
            format!("DELETE FROM disposal WHERE id = '{}'", submitted.row),
            "TRUNCATE evidence_file".to_owned(),
            "DELETE FROM evidence WHERE retention_class_id IS NOT NULL".to_owned(),
        ] {
            let scope = format!(
                "BEGIN; SET LOCAL app.account_id = ''; SET LOCAL app.tenant_ids = '{{{tenant}}}';
                 SET LOCAL app.full_tenant_ids = '{{{tenant}}}'; SET LOCAL app.object_ids = '{{}}'; {statement}; COMMIT"
            );
            let done = sqlx::raw_sql(AssertSqlSafe(scope)).execute(&mut app).await;
            assert!(done.is_err(), "{what}: {statement}");
            sqlx::raw_sql("ROLLBACK").execute(&mut app).await.expect("taken back");
            tried += 1;
        }
    }
    println!("{tried} statements tried");
    assert_eq!(missing(&world, &documents).await, Vec::<String>::new());
}
