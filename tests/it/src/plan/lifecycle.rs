//! From draft to closure.

use super::{Stage, faults, merged};
use calitas_domain::access::Role;
use calitas_graphql::node::GlobalId;
use calitas_kit::World;
use serde_json::{Value, json};

#[tokio::test]
async fn a_plan_goes_from_draft_to_closure() {
    let world = World::new().await;
    let stage = Stage::draft(&world).await;
    let seen =
        stage.see("code status number progress actionCount tenant { slug } institution { slug }").await;
    assert_eq!(
        seen,
        json!({ "code": "PI-2026-01", "status": "DRAFT", "number": 0, "progress": 0, "actionCount": 0,
            "tenant": { "slug": "hall" }, "institution": { "slug": "hall" } })
    );
    assert_eq!(stage.submit().await.reason(), "PLAN_WITHOUT_ACTIONS");
    let first = stage.add(json!({ "responsibleId": null })).await;
    let refused = stage.submit().await;
    assert_eq!(refused.reason(), "ACTIONS_INCOMPLETE");
    assert!(refused.errors[0]["message"].as_str().is_some_and(|message| message.ends_with("A-01")));
    let complete =
        json!({ "id": first, "expectedVersion": 1, "responsibleId": stage.member(Role::Specialist) });
    stage.manager.act(super::UPDATE, complete).await.ok();
    let submitted = stage.submit().await.ok();
    assert_eq!(submitted["submitPlan"]["plan"], json!({ "status": "IN_APPROVAL", "number": 0 }));
    let approved = stage.approve().await.ok();
    assert_eq!(approved["approvePlan"]["plan"], json!({ "status": "ACTIVE", "number": 1 }));
    assert_eq!(stage.see_action(&first, "status").await, json!({ "status": "APPROVED" }));
    let close = |client| stage.act_on_plan(client, "closePlan", "ClosePlanInput", json!({}));
    assert_eq!(close(&stage.head).await.reason(), "PLAN_HAS_OPEN_ACTIONS");
    stage.move_to(&stage.manager, &first, "DONE", None).await.ok();
    assert_eq!(close(&stage.manager).await.code(), "FORBIDDEN");
    assert_eq!(close(&stage.head).await.ok()["closePlan"]["plan"]["status"], "CLOSED");
    assert_eq!(close(&stage.head).await.reason(), "PLAN_NOT_ACTIVE");
    let late =
        json!({ "id": first, "expectedVersion": stage.action_version(&first).await, "title": "Prea târziu" });
    assert_eq!(stage.manager.act(super::UPDATE, late).await.reason(), "PLAN_CLOSED");
}

#[tokio::test]
async fn nobody_approves_a_plan_they_submitted() {
    let world = World::new().await;
    let stage = Stage::draft(&world).await;
    stage.add(json!({})).await;
    let both = world.add_holder(&world.hall, "both", &[Role::QualityManager, Role::HeadOfInstitution]).await;
    let both = world.client_of(&both);
    stage.act_on_plan(&both, "submitPlan", "SubmitPlanInput", json!({})).await.ok();
    let refused = stage.act_on_plan(&both, "approvePlan", "ApprovePlanInput", json!({})).await;
    assert_eq!((refused.code(), refused.reason()), ("CONFLICT", "OWN_SUBMISSION"));
    let buttons = "query($id: ID!) { plan(id: $id) { viewerCan { approve { allowed reason } returnToDraft { allowed } } } }";
    let seen = both.run(buttons, json!({ "id": stage.plan })).await.ok();
    assert_eq!(seen["plan"]["viewerCan"]["approve"]["allowed"], false);
    assert_eq!(seen["plan"]["viewerCan"]["returnToDraft"]["allowed"], true);
    stage.approve().await.ok();
}

#[tokio::test]
async fn what_waits_for_approval_is_fixed_and_may_be_returned_with_a_remark() {
    let world = World::new().await;
    let stage = Stage::draft(&world).await;
    let action = stage.add(json!({})).await;
    stage.submit().await.ok();
    let change = json!({ "id": action, "expectedVersion": 1, "title": "Altceva" });
    assert_eq!(stage.manager.act(super::UPDATE, change).await.reason(), "PLAN_IN_APPROVAL");
    let another = json!({ "planId": stage.plan, "title": "Încă una" });
    assert_eq!(stage.manager.act(super::CREATE_ACTION, another).await.reason(), "PLAN_IN_APPROVAL");
    let back = |remark: &str| {
        stage.act_on_plan(&stage.head, "returnPlan", "ReturnPlanInput", json!({ "remark": remark }))
    };
    assert_eq!(back(" ").await.fields(), faults(&[("remark", "REQUIRED")]));
    assert_eq!(back("Lipsesc bugetele").await.ok()["returnPlan"]["plan"]["status"], "DRAFT");
    assert_eq!(stage.see("statusReason").await["statusReason"], "Lipsesc bugetele");
}

#[tokio::test]
async fn an_approval_of_an_unseen_version_is_refused() {
    let world = World::new().await;
    let stage = Stage::draft(&world).await;
    stage.add(json!({})).await;
    let seen = stage.version().await;
    stage.submit().await.ok();
    let stale = json!({ "id": stage.plan, "expectedVersion": seen });
    let refused = stage
        .head
        .act("mutation($input: ApprovePlanInput!) { approvePlan(input: $input) { plan { id } } }", stale);
    let refused = refused.await;
    assert_eq!((refused.code(), refused.reason()), ("CONFLICT", "CHANGED_MEANWHILE"));
    assert_eq!(refused.errors[0]["extensions"]["currentVersion"], seen + 1);
}

#[tokio::test]
async fn of_many_approvals_at_once_one_succeeds() {
    let world = World::new().await;
    let stage = Stage::draft(&world).await;
    stage.add(json!({})).await;
    stage.submit().await.ok();
    let input = json!({ "id": stage.plan, "expectedVersion": stage.version().await });
    let document = "mutation($input: ApprovePlanInput!) { approvePlan(input: $input) { plan { number } } }";
    let tries = (0..12).map(|_| stage.head.act(document, input.clone()));
    let answers = futures_util::future::join_all(tries).await;
    assert_eq!(answers.iter().filter(|answer| answer.errors.is_empty()).count(), 1);
    assert!(answers.iter().all(|answer| answer.errors.is_empty() || answer.code() == "CONFLICT"));
    assert_eq!(
        stage.see("number versions { number }").await,
        json!({ "number": 1, "versions": [{ "number": 1 }] })
    );
}

#[tokio::test]
async fn a_revision_keeps_the_earlier_version_and_shows_the_difference() {
    let world = World::new().await;
    let (stage, first) = Stage::running(&world).await;
    let second = stage.add(json!({ "title": "Instruire CAF", "budget": "1500" })).await;
    let revise = json!({ "reason": "Buget rectificat" });
    stage.act_on_plan(&stage.manager, "revisePlan", "RevisePlanInput", revise).await.ok();
    let later = json!({ "id": first, "expectedVersion": stage.action_version(&first).await, "dueOn": "2027-05-31",
        "responsibleId": stage.member(Role::HeadOfUnit) });
    stage.manager.act(super::UPDATE, later).await.ok();
    let fields = "planChanges { field } added { code title budget responsible unit } removed { code }
        changed { code changes { field old new } }";
    let difference = stage.see(&format!("difference(from: 1) {{ from to {fields} }}")).await;
    let expected = json!({ "from": 1, "to": null, "planChanges": [], "removed": [],
        "added": [{ "code": "A-02", "title": "Instruire CAF", "budget": "1500.00", "responsible": "specialist hall",
            "unit": "Serviciul Juridic hall" }],
        "changed": [{ "code": "A-01", "changes": [
            { "field": "responsibleId", "old": "specialist hall", "new": "head of unit hall" },
            { "field": "dueOn", "old": "2027-03-31", "new": "2027-05-31" }] }] });
    assert_eq!(difference["difference"], expected);
    stage.submit().await.ok();
    stage
        .act_on_plan(&stage.head, "approvePlan", "ApprovePlanInput", json!({ "note": "De acord" }))
        .await
        .ok();
    let seen = stage.see("status number versions { number note actionCount hash approvedBy { displayName } actions { code dueOn status } }").await;
    assert_eq!((&seen["status"], &seen["number"]), (&json!("ACTIVE"), &json!(2)));
    let versions = seen["versions"].as_array().expect("versions");
    let told: Vec<_> = versions
        .iter()
        .map(|v| (v["number"].as_i64(), v["actionCount"].as_i64(), v["note"].as_str()))
        .collect();
    assert_eq!(told, [(Some(2), Some(2), Some("De acord")), (Some(1), Some(1), Some(""))]);
    assert_ne!(versions[0]["hash"], versions[1]["hash"]);
    assert_eq!(
        versions[1]["actions"],
        json!([{ "code": "A-01", "dueOn": "2027-03-31", "status": "APPROVED" }])
    );
    let difference = stage.see("difference(from: 1, to: 2) { to added { code } changed { code } }").await;
    assert_eq!(
        difference["difference"],
        json!({ "to": 2, "added": [{ "code": "A-02" }], "changed": [{ "code": "A-01" }] })
    );
    assert_eq!(stage.see_action(&second, "status").await["status"], "APPROVED");
    let unknown = "query($id: ID!) { plan(id: $id) { title difference(from: 7) { from } } }";
    let unknown = stage.manager.run(unknown, json!({ "id": stage.plan })).await;
    assert_eq!(unknown.fields(), faults(&[("from", "UNKNOWN_REFERENCE")]));
    assert_eq!(unknown.data["plan"]["title"], "Plan de îmbunătățire");
}

#[tokio::test]
async fn a_cancelled_plan_takes_its_open_actions_along() {
    let world = World::new().await;
    let (stage, open) = Stage::running(&world).await;
    let done = stage.add(json!({ "title": "Gata" })).await;
    stage.move_to(&stage.manager, &done, "APPROVED", None).await.ok();
    stage.move_to(&stage.manager, &done, "DONE", None).await.ok();
    let cancel = |reason: &str| {
        stage.act_on_plan(&stage.head, "cancelPlan", "CancelPlanInput", json!({ "reason": reason }))
    };
    assert_eq!(cancel("").await.fields(), faults(&[("reason", "REQUIRED")]));
    cancel("Programul s-a închis").await.ok();
    let seen = stage.see_action(&open, "status statusReason").await;
    assert_eq!(seen, json!({ "status": "CANCELLED", "statusReason": "Programul s-a închis" }));
    assert_eq!(stage.see_action(&done, "status").await["status"], "DONE");
}

#[tokio::test]
async fn a_plan_needs_a_title_and_a_period_that_holds_its_actions() {
    let world = World::new().await;
    let stage = Stage::draft(&world).await;
    let create =
        "mutation($input: CreatePlanInput!) { createPlan(input: $input) { planEdge { node { code } } } }";
    let input = json!({ "tenantId": world.hall.id.global(), "kind": "PROJECT", "title": " ",
        "periodStart": "2027-01-01", "periodEnd": "2026-01-01" });
    let refused = stage.manager.act(create, input.clone()).await;
    assert_eq!(refused.fields(), faults(&[("title", "REQUIRED"), ("periodEnd", "END_BEFORE_START")]));
    let foreign = merged(
        input,
        json!({ "title": "Proiect", "periodEnd": "2027-12-31", "unitId": world.foreign.legal.global() }),
    );
    assert_eq!(
        stage.manager.act(create, foreign.clone()).await.fields(),
        faults(&[("unitId", "UNKNOWN_REFERENCE")])
    );
    let good = merged(foreign, json!({ "unitId": world.hall.legal.global(), "idempotencyKey": "once" }));
    let made = stage.manager.act(create, good.clone()).await.ok();
    assert_eq!(made.pointer("/createPlan/planEdge/node/code"), Some(&json!("PR-2027-01")));
    assert_eq!(stage.manager.act(create, good.clone()).await.ok(), made);
    let other = merged(good, json!({ "title": "Alt proiect" }));
    assert_eq!(stage.manager.act(create, other).await.reason(), "KEY_REUSED");
    stage.add(json!({})).await;
    let update = "mutation($input: UpdatePlanInput!) { updatePlan(input: $input) { plan { version } } }";
    let shorter = json!({ "id": stage.plan, "expectedVersion": 1, "periodEnd": "2027-01-31" });
    assert_eq!(
        stage.manager.act(update, shorter).await.fields(),
        faults(&[("periodEnd", "ACTIONS_OUTSIDE_PERIOD")])
    );
}

#[tokio::test]
async fn a_plan_of_another_institution_is_not_there() {
    let world = World::new().await;
    let stage = Stage::draft_in(&world, &world.foreign).await;
    let stranger = world.manager();
    let seen = stranger
        .run("query($id: ID!) { plan(id: $id) { id } node(id: $id) { id } }", json!({ "id": stage.plan }));
    assert_eq!(seen.await.ok(), json!({ "plan": Value::Null, "node": Value::Null }));
    let list = "query($id: ID!) { plans(tenantId: $id) { totalCount } }";
    assert_eq!(stranger.run(list, json!({ "id": world.foreign.id.global() })).await.code(), "NOT_FOUND");
    for (name, input) in [
        ("submitPlan", "SubmitPlanInput"),
        ("closePlan", "ClosePlanInput"),
        ("releasePlan", "ReleasePlanInput"),
    ] {
        assert_eq!(stage.act_on_plan(&stranger, name, input, json!({})).await.code(), "NOT_FOUND", "{name}");
    }
    let add = json!({ "planId": stage.plan, "title": "Străină" });
    assert_eq!(stranger.act(super::CREATE_ACTION, add).await.code(), "NOT_FOUND");
}
