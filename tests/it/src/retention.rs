//! How long documents are kept: the nomenclature, classifying, what the database holds, and (in `disposal` and
//! `early`) how documents go and that none goes early.

mod disposal;
mod early;

use calitas_domain::{access::Role, document::Subject, retention::Term};
use calitas_graphql::node::GlobalId;
use calitas_kit::{Stage, World};
use serde_json::{Value, json};

const CREATE: &str = "mutation($input: CreateRetentionClassInput!) { createRetentionClass(input: $input) {
  retentionClass { id version } tenant { retentionClasses { code name rule years documentCount } } } }";
const UPDATE: &str = "mutation($input: UpdateRetentionClassInput!) { updateRetentionClass(input: $input) {
  retentionClass { code years inForceUntil version } } }";
const DELETE: &str = "mutation($input: DeleteRetentionClassInput!) { deleteRetentionClass(input: $input) {
  deletedRetentionClassId tenant { retentionClasses { code } } } }";
const DECIDE: &str = "mutation($input: UpdateRetentionPolicyInput!) { updateRetentionPolicy(input: $input) {
  retentionPolicy { defaultClass { id } needsConfirmation version } } }";
const ATTACH: &str = "mutation($input: CreateEvidenceInput!) { createEvidence(input: $input) {
  evidence { id keptUntil version retentionClass { id } } } }";
const CHANGE: &str = "mutation($input: UpdateEvidenceInput!) { updateEvidence(input: $input) {
  evidence { keptUntil version } } }";
const CLASSIFY: &str = "mutation($input: ClassifyEvidenceInput!) { classifyEvidence(input: $input) {
  evidence { keptUntil version retentionClass { code } } } }";

fn entry(world: &World, code: &str, rule: &str, years: Option<i32>) -> Value {
    json!({ "tenantId": world.hall.id.global(), "code": code, "name": "Planuri de acțiuni", "rule": rule,
        "years": years, "inForceFrom": "2020-01-01" })
}

fn id(answer: &Value, pointer: &str) -> String {
    answer.pointer(pointer).and_then(Value::as_str).expect("an id").to_owned()
}

#[tokio::test]
async fn retention_entries_are_kept_by_code_and_stay_as_they_are_once_used() {
    let world = World::new().await;
    let admin = world.client(&world.hall, Role::InstitutionAdmin);
    for (code, rule, years, faults) in [
        ("II.B.3", "YEARS", None, vec![("years", "REQUIRED")]),
        ("II.B.3", "YEARS", Some(151), vec![("years", "OUT_OF_RANGE")]),
        ("II.B.3", "PERMANENT", Some(5), vec![("years", "OUT_OF_RANGE")]),
        ("II B", "COMMISSION", Some(5), vec![("code", "FORBIDDEN_CHARACTER")]),
    ] {
        let refused = admin.act(CREATE, entry(&world, code, rule, years)).await.fields();
        let wanted: Vec<_> =
            faults.into_iter().map(|(path, code)| (path.to_owned(), code.to_owned())).collect();
        assert_eq!(refused, wanted, "{code} {rule} {years:?}");
    }
    let made = admin.act(CREATE, entry(&world, "II.B.3", "YEARS", Some(5))).await.ok();
    let class = id(&made, "/createRetentionClass/retentionClass/id");
    let twice = admin.act(CREATE, entry(&world, "II.B.3", "PERMANENT", None)).await;
    assert_eq!(twice.fields(), [("code".to_owned(), "CODE_TAKEN".to_owned())]);
    // A document makes it used.
    let stage = Stage::new(&world, &world.hall).await;
    let (_, action) = stage.active().await;
    let input = json!({ "subjectId": action.global(), "title": "Hotărâre", "effectiveOn": "2026-02-28",
        "retentionClassId": class });
    let author = world.client_of(&stage.author);
    let attached = author.act(ATTACH, input).await.ok();
    assert_eq!(attached["createEvidence"]["evidence"]["keptUntil"], json!("2031-12-31"));
    let shorter = json!({ "id": class, "expectedVersion": 1, "years": 1 });
    assert_eq!(admin.act(UPDATE, shorter).await.reason(), "CLASS_IN_USE");
    let gone = json!({ "id": class, "expectedVersion": 1 });
    assert_eq!(admin.act(DELETE, gone).await.reason(), "CLASS_IN_USE");
    let ended = json!({ "id": class, "expectedVersion": 1, "inForceUntil": "2026-11-30" });
    let ended = admin.act(UPDATE, ended).await.ok();
    assert_eq!(ended["updateRetentionClass"]["retentionClass"]["version"], json!(2));
    // The next nomenclature may use the code again; what was never used can go.
    let made = admin.act(CREATE, entry(&world, "II.B.3", "PERMANENT", None)).await.ok();
    let list = made["createRetentionClass"]["tenant"]["retentionClasses"].as_array().expect("a list").len();
    let unused = id(&made, "/createRetentionClass/retentionClass/id");
    let left = admin.act(DELETE, json!({ "id": unused, "expectedVersion": 1 })).await.ok();
    let left = left["deleteRetentionClass"]["tenant"]["retentionClasses"].as_array().expect("a list").len();
    assert_eq!((list, left), (2, 1));
}

#[tokio::test]
async fn retention_of_a_document_follows_its_entry_and_its_day() {
    let world = World::new().await;
    let stage = Stage::new(&world, &world.hall).await;
    let (plan, action) = stage.active().await;
    let (short, long, ever) = (
        stage.class(Term::Years(1)).await,
        stage.class(Term::Commission(10)).await,
        stage.class(Term::Permanent).await,
    );
    let author = world.client_of(&stage.author);
    let policy =
        json!({ "tenantId": world.hall.id.global(), "expectedVersion": 0, "defaultClassId": short.global() });
    let decided = author.act(DECIDE, policy).await.ok();
    assert_eq!(decided["updateRetentionPolicy"]["retentionPolicy"]["needsConfirmation"], json!(true));
    let input = json!({ "subjectId": action.global(), "title": "Notă", "effectiveOn": "2024-02-29" });
    let made = author.act(ATTACH, input).await.ok();
    let evidence = id(&made, "/createEvidence/evidence/id");
    assert_eq!(made["createEvidence"]["evidence"]["retentionClass"]["id"], json!(short.global()));
    assert_eq!(made["createEvidence"]["evidence"]["keptUntil"], json!("2025-12-31"));
    let moved = json!({ "id": evidence, "expectedVersion": 1, "effectiveOn": "2025-01-01" });
    let moved = author.act(CHANGE, moved).await.ok();
    assert_eq!(moved["updateEvidence"]["evidence"], json!({ "keptUntil": "2026-12-31", "version": 2 }));
    for (class, until, version) in [(long, json!("2035-12-31"), 2), (ever, Value::Null, 3)] {
        let wish = json!({ "id": evidence, "expectedVersion": version, "retentionClassId": class.global() });
        let kept = author.act(CLASSIFY, wish).await.ok();
        assert_eq!(kept["classifyEvidence"]["evidence"]["keptUntil"], until);
    }
    // Once it has an entry, only who keeps the nomenclature changes it.
    let specialist = stage.specialist("gina").await;
    stage.contribute(action, specialist.membership).await;
    let theirs = stage.evidence(&specialist, Subject::Action(action)).await;
    let wish = |class: calitas_domain::id::RetentionClassId, version: i32| json!({ "id": theirs.global(), "expectedVersion": version, "retentionClassId": class.global() });
    let client = world.client_of(&specialist);
    assert_eq!(client.act(CLASSIFY, wish(ever, 1)).await.code(), "FORBIDDEN", "the default was given");
    let none = json!({ "tenantId": world.hall.id.global(), "expectedVersion": 1, "defaultClassId": null });
    author.act(DECIDE, none).await.ok();
    let paper = stage.evidence(&specialist, Subject::Action(action)).await;
    let first = json!({ "id": paper.global(), "expectedVersion": 1, "retentionClassId": long.global() });
    client.act(CLASSIFY, first).await.ok();
    let again = json!({ "id": paper.global(), "expectedVersion": 2, "retentionClassId": short.global() });
    assert_eq!(client.act(CLASSIFY, again).await.code(), "FORBIDDEN");
    // It is on record where the document is shown, and a guest sees the term without the nomenclature.
    let history = "query($id: ID!) { planAction(id: $id) { history { nodes { kind changes { field } } } } }";
    let told = author.run(history, json!({ "id": action.global() })).await.ok().to_string();
    assert!(told.contains("evidence_classified") && told.contains("retentionClassId"), "{told}");
    let guest = world.client_of(&stage.guest("expert", &[plan]).await);
    let see = "query($id: ID!) { planAction(id: $id) { evidence { nodes { keptUntil retentionClass { id } disposal { id } } } } }";
    let seen = guest.run(see, json!({ "id": action.global() })).await.ok();
    let nodes = seen["planAction"]["evidence"]["nodes"].as_array().expect("a list");
    assert_eq!(nodes.len(), 3);
    assert!(nodes.iter().all(|node| node["retentionClass"].is_null()));
    assert!(nodes.iter().any(|node| node["keptUntil"] == json!("2036-12-31")));
}

#[tokio::test]
async fn retention_entries_that_ended_take_no_new_documents() {
    let world = World::new().await;
    let stage = Stage::new(&world, &world.hall).await;
    let (_, action) = stage.active().await;
    let class = stage.class(Term::Years(3)).await;
    let author = world.client_of(&stage.author);
    let end = json!({ "id": class.global(), "expectedVersion": 1, "inForceUntil": "2024-12-31" });
    author.act(UPDATE, end).await.ok();
    let of = |day: &str| {
        json!({ "subjectId": action.global(), "title": "Notă", "effectiveOn": day,
        "retentionClassId": class.global() })
    };
    let refused = author.act(ATTACH, of("2026-03-01")).await;
    assert_eq!(refused.fields(), [("retentionClassId".to_owned(), "CLASS_NOT_IN_FORCE".to_owned())]);
    author.act(ATTACH, of("2024-03-01")).await.ok();
    let policy =
        json!({ "tenantId": world.hall.id.global(), "expectedVersion": 0, "defaultClassId": class.global() });
    let refused = author.act(DECIDE, policy).await;
    assert_eq!(refused.fields(), [("defaultClassId".to_owned(), "CLASS_NOT_IN_FORCE".to_owned())]);
}
