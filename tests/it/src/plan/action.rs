//! Actions and their workflow.

use super::{CREATE_ACTION, MOVE, Stage, UPDATE, action, faults, merged, text};
use calitas_domain::access::Role;
use calitas_graphql::node::GlobalId;
use calitas_kit::World;
use serde_json::{Value, json};

#[tokio::test]
async fn an_action_keeps_what_was_entered() {
    let world = World::new().await;
    let stage = Stage::draft(&world).await;
    let input = json!({ "title": "Ghid de bună practică", "description": "Redactare şi tipărire", "impact": 5, "effort": 2,
        "budget": "1234.5", "source": { "kind": "CAF_AREA", "reference": "4.5", "note": "arie de îmbunătățire" },
        "indicator": { "name": "Exemplare", "unit": "buc.", "baseline": "0", "target": "100.50" } });
    let id = stage.add(input).await;
    let fields = "code title description impact effort priority budget startOn dueOn isOverdue daysOverdue progress status
        source { kind reference note } indicator { name unit baseline target latest } responsible { displayName }
        unit { code } plan { code } contributors { id } checklist { id } commentCount isWatchedByViewer";
    let seen = stage.see_action(&id, fields).await;
    let expected = json!({ "code": "A-01", "title": "Ghid de bună practică", "description": "Redactare și tipărire",
        "impact": 5, "effort": 2, "priority": "QUICK_WIN", "budget": "1234.50", "startOn": "2026-11-01",
        "dueOn": "2027-03-31", "isOverdue": false, "daysOverdue": 0, "progress": 0, "status": "PROPOSED",
        "source": { "kind": "CAF_AREA", "reference": "4.5", "note": "arie de îmbunătățire" },
        "indicator": { "name": "Exemplare", "unit": "buc.", "baseline": "0", "target": "100.5", "latest": null },
        "responsible": { "displayName": "specialist hall" }, "unit": { "code": "legal" }, "plan": { "code": "PI-2026-01" },
        "contributors": [], "checklist": [], "commentCount": 0, "isWatchedByViewer": false });
    assert_eq!(seen, expected);
}

#[tokio::test]
async fn bad_input_names_every_field_and_writes_nothing() {
    let world = World::new().await;
    let stage = Stage::draft(&world).await;
    let bad = json!({ "planId": stage.plan, "title": "a", "impact": 9, "budget": "0.001", "startOn": "2026-12-31",
        "dueOn": "2026-01-01", "source": { "kind": "RISK" }, "indicator": { "name": "", "unit": "%" } });
    let refused = stage.manager.act(CREATE_ACTION, bad).await;
    let expected = [
        ("title", "TOO_SHORT"),
        ("source.reference", "REQUIRED"),
        ("impact", "OUT_OF_RANGE"),
        ("budget", "TOO_PRECISE"),
        ("dueOn", "END_BEFORE_START"),
        ("indicator.name", "REQUIRED"),
    ];
    assert_eq!(refused.fields(), faults(&expected));
    let outside = json!({ "planId": stage.plan, "title": "Afară", "dueOn": "2030-01-01" });
    assert_eq!(
        stage.manager.act(CREATE_ACTION, outside).await.fields(),
        faults(&[("dueOn", "OUTSIDE_PLAN_PERIOD")])
    );
    let foreign = [
        ("responsibleId", world.foreign.people[&Role::Specialist].membership.global()),
        ("unitId", world.foreign.legal.global()),
        ("responsibleId", world.police.people[&Role::Specialist].membership.global()),
    ];
    for (field, id) in foreign {
        let mut input = json!({ "planId": stage.plan, "title": "Legată de altcineva" });
        input[field] = json!(id);
        assert_eq!(
            stage.manager.act(CREATE_ACTION, input).await.fields(),
            faults(&[(field, "UNKNOWN_REFERENCE")])
        );
    }
    assert_eq!(stage.see("actionCount").await["actionCount"], 0);
    let first = stage.add(json!({})).await;
    assert_eq!(stage.see_action(&first, "code").await["code"], "A-01");
}

#[tokio::test]
async fn absent_keeps_and_null_clears() {
    let world = World::new().await;
    let stage = Stage::draft(&world).await;
    let id = stage.add(json!({ "budget": "10", "impact": 3 })).await;
    let cleared = json!({ "id": id, "expectedVersion": 1, "budget": null, "unitId": null });
    let seen = stage.manager.act(UPDATE, cleared).await.ok();
    let seen = &seen["updatePlanAction"]["planAction"];
    assert_eq!((&seen["budget"], &seen["unit"], &seen["impact"]), (&Value::Null, &Value::Null, &json!(3)));
    assert_eq!(seen["version"], 2);
    let same = json!({ "id": id, "expectedVersion": 2, "impact": 3 });
    let seen = stage.manager.act(UPDATE, same).await.ok();
    assert_eq!(seen["updatePlanAction"]["planAction"]["version"], 2, "nothing changed, nothing is written");
}

#[tokio::test]
async fn a_repeated_proposal_has_one_effect() {
    let world = World::new().await;
    let stage = Stage::draft(&world).await;
    let input = json!({ "planId": stage.plan, "title": "O singură dată", "idempotencyKey": "a1" });
    let tries = (0..5).map(|_| stage.manager.act(CREATE_ACTION, input.clone()));
    let answers = futures_util::future::join_all(tries).await;
    let first = answers[0].clone().ok();
    assert!(answers.into_iter().all(|answer| answer.ok() == first));
    assert_eq!(stage.see("actionCount").await["actionCount"], 1);
}

#[tokio::test]
async fn those_who_carry_an_action_out_report_and_others_do_not() {
    let world = World::new().await;
    let (stage, id) = Stage::running(&world).await;
    let specialist = stage.client(Role::Specialist);
    stage.move_to(&specialist, &id, "IN_PROGRESS", None).await.ok();
    let report = json!({ "id": id, "expectedVersion": stage.action_version(&id).await, "progress": 40 });
    let seen = specialist.act(UPDATE, report.clone()).await.ok();
    assert_eq!(seen["updatePlanAction"]["planAction"]["progress"], 40);
    assert_eq!(stage.see("progress").await["progress"], 40);
    let define = json!({ "id": id, "expectedVersion": stage.action_version(&id).await, "title": "Altfel" });
    assert_eq!(specialist.act(UPDATE, define).await.code(), "FORBIDDEN");
    for role in [Role::Reader, Role::InstitutionAdmin] {
        assert_eq!(stage.client(role).act(UPDATE, report.clone()).await.code(), "FORBIDDEN", "{role:?}");
    }
    let other = world.add_holder(&world.hall, "other", &[Role::Specialist]).await;
    let other = world.client_of(&other);
    assert_eq!(other.act(UPDATE, report.clone()).await.code(), "FORBIDDEN");
    let seen =
        action(&other, &id, "viewerCan { update { allowed reason } define { allowed } report { allowed } }")
            .await;
    assert_eq!(seen["viewerCan"]["update"]["allowed"], false);
    assert_eq!(
        seen["viewerCan"]["update"]["reason"],
        "Your role does not let you: propose and change actions"
    );
}

#[tokio::test]
async fn a_head_of_unit_writes_and_decides_in_the_own_unit_and_below() {
    let world = World::new().await;
    let (stage, _) = Stage::running(&world).await;
    let head = stage.client(Role::HeadOfUnit);
    let propose = |unit: &str| json!({ "planId": stage.plan, "title": "Propunerea șefului", "unitId": unit });
    let own = head.act(CREATE_ACTION, propose(&stage.house.archive.global())).await.ok();
    let own = text(&own, "/createPlanAction/planActionEdge/node/id");
    stage.move_to(&head, &own, "APPROVED", None).await.ok();
    assert_eq!(head.act(CREATE_ACTION, propose(&stage.house.finance.global())).await.code(), "FORBIDDEN");
    let nowhere = json!({ "planId": stage.plan, "title": "Fără compartiment" });
    assert_eq!(head.act(CREATE_ACTION, nowhere).await.code(), "FORBIDDEN");
    let away = json!({ "id": own, "expectedVersion": stage.action_version(&own).await, "unitId": stage.house.finance.global() });
    assert_eq!(
        head.act(UPDATE, away.clone()).await.code(),
        "FORBIDDEN",
        "nobody hands work to a unit that is not theirs"
    );
    stage.manager.act(UPDATE, away).await.ok();
    assert_eq!(stage.move_to(&head, &own, "CANCELLED", Some("nu mai e nevoie")).await.code(), "FORBIDDEN");
}

#[tokio::test]
async fn the_workflow_asks_for_reasons_and_refuses_jumps() {
    let world = World::new().await;
    let (stage, id) = Stage::running(&world).await;
    assert_eq!(stage.move_to(&stage.manager, &id, "PROPOSED", None).await.reason(), "TRANSITION_NOT_ALLOWED");
    assert_eq!(
        stage.move_to(&stage.manager, &id, "CANCELLED", None).await.fields(),
        faults(&[("reason", "REQUIRED")])
    );
    let check = "mutation($input: AddPlanActionCheckInput!) { addPlanActionCheck(input: $input) { planAction { checklist { id } } } }";
    stage.manager.act(check, json!({ "actionId": id, "title": "Semnarea procesului-verbal" })).await.ok();
    assert_eq!(
        stage.move_to(&stage.manager, &id, "DONE", None).await.fields(),
        faults(&[("reason", "REQUIRED")])
    );
    let next = stage.see_action(&id, "nextStatuses { status allowed needsReason reason }").await;
    let expected = json!([
        { "status": "IN_PROGRESS", "allowed": true, "needsReason": false, "reason": null },
        { "status": "DONE", "allowed": true, "needsReason": true, "reason": null },
        { "status": "CANCELLED", "allowed": true, "needsReason": true, "reason": null }]);
    assert_eq!(next["nextStatuses"], expected);
    let done = stage.move_to(&stage.manager, &id, "DONE", Some("procesul-verbal vine după audit")).await.ok();
    let seen = &done["movePlanAction"]["planAction"];
    assert_eq!(
        (&seen["progress"], &seen["statusReason"]),
        (&json!(100), &json!("procesul-verbal vine după audit"))
    );
    let reopened = stage.move_to(&stage.manager, &id, "IN_PROGRESS", Some("lipsește dovada")).await.ok();
    assert_eq!(reopened["movePlanAction"]["planAction"]["progress"], 0);
}

#[tokio::test]
async fn the_effect_is_verified_by_somebody_else_and_measured_before() {
    let world = World::new().await;
    let stage = Stage::draft(&world).await;
    let indicator = json!({ "name": "Termen mediu", "unit": "zile", "baseline": "30", "target": "20" });
    let id = stage
        .add(json!({ "responsibleId": stage.member(Role::QualityManager), "indicator": indicator }))
        .await;
    stage.submit().await.ok();
    stage.approve().await.ok();
    stage.move_to(&stage.manager, &id, "DONE", None).await.ok();
    assert_eq!(
        stage.move_to(&stage.manager, &id, "VERIFIED_EFFECTIVE", None).await.reason(),
        "OWN_VERIFICATION"
    );
    assert_eq!(
        stage.move_to(&stage.head, &id, "VERIFIED_EFFECTIVE", None).await.reason(),
        "INDICATOR_NOT_MEASURED"
    );
    let record = "mutation($input: RecordPlanActionMeasurementInput!) { recordPlanActionMeasurement(input: $input) {
        planAction { indicator { latest latestOn } measurements { value note recordedBy { displayName } } } } }";
    let value = |day: &str, value: &str| json!({ "actionId": id, "measuredOn": day, "value": value, "note": "din registru" });
    let future = stage.manager.act(record, value("2026-12-01", "18")).await;
    assert_eq!(future.fields(), faults(&[("measuredOn", "IN_THE_FUTURE")]));
    stage.manager.act(record, value("2026-11-20", "18.5")).await.ok();
    let key = merged(value("2026-10-20", "25"), json!({ "idempotencyKey": "m1" }));
    stage.manager.act(record, key.clone()).await.ok();
    let seen = stage.manager.act(record, key).await.ok();
    let seen = &seen["recordPlanActionMeasurement"]["planAction"];
    assert_eq!(seen["indicator"], json!({ "latest": "18.5", "latestOn": "2026-11-20" }));
    assert_eq!(seen["measurements"].as_array().map(Vec::len), Some(2));
    stage.move_to(&stage.head, &id, "VERIFIED_EFFECTIVE", None).await.ok();
}

#[tokio::test]
async fn only_proposals_are_deleted() {
    let world = World::new().await;
    let (stage, approved) = Stage::running(&world).await;
    let delete = "mutation($input: DeletePlanActionInput!) { deletePlanAction(input: $input) { deletedPlanActionId plan { actionCount } } }";
    let input = |id: &str, version: i64| json!({ "id": id, "expectedVersion": version });
    let version = stage.action_version(&approved).await;
    assert_eq!(stage.manager.act(delete, input(&approved, version)).await.reason(), "ACTION_NOT_PROPOSED");
    let proposal = stage.add(json!({})).await;
    assert_eq!(stage.client(Role::Specialist).act(delete, input(&proposal, 1)).await.code(), "FORBIDDEN");
    let deleted = stage.manager.act(delete, input(&proposal, 1)).await.ok();
    assert_eq!(
        deleted["deletePlanAction"],
        json!({ "deletedPlanActionId": proposal, "plan": { "actionCount": 1 } })
    );
    assert_eq!(action(&stage.manager, &proposal, "id").await, Value::Null);
    let next = stage.add(json!({})).await;
    assert_eq!(stage.see_action(&next, "code").await["code"], "A-03", "a number is not given twice");
}

#[tokio::test]
async fn a_bulk_change_says_what_it_refused() {
    let world = World::new().await;
    let (stage, open) = Stage::running(&world).await;
    let second = stage.add(json!({ "title": "A doua" })).await;
    let rejected = stage.add(json!({ "title": "A treia" })).await;
    stage.move_to(&stage.manager, &rejected, "REJECTED", Some("fără buget")).await.ok();
    let document = "mutation($input: UpdatePlanActionsInput!) { updatePlanActions(input: $input) {
        planActions { code dueOn } refused { id code message } plans { id } } }";
    let one = |id: &str, version: i64| json!({ "id": id, "expectedVersion": version });
    let changes = json!([one(&open, stage.action_version(&open).await), one(&rejected, 2), one(&second, 1)]);
    let input = json!({ "changes": changes, "patch": { "dueOn": "2027-02-05" } });
    let seen = stage.manager.act(document, input).await.ok();
    let seen = &seen["updatePlanActions"];
    assert_eq!(
        seen["planActions"],
        json!([{ "code": "A-01", "dueOn": "2027-02-05" }, { "code": "A-02", "dueOn": "2027-02-05" }])
    );
    assert_eq!(seen["refused"][0]["id"], json!(rejected));
    assert_eq!(seen["refused"][0]["code"], "CONFLICT");
    assert_eq!(seen["plans"].as_array().map(Vec::len), Some(1));
    let moves = "mutation($input: MovePlanActionsInput!) { movePlanActions(input: $input) { planActions { status } refused { code } } }";
    let changes = json!([
        one(&open, stage.action_version(&open).await),
        one(&second, stage.action_version(&second).await)
    ]);
    let seen = stage.manager.act(moves, json!({ "changes": changes, "status": "IN_PROGRESS" })).await.ok();
    assert_eq!(
        seen["movePlanActions"],
        json!({ "planActions": [{ "status": "IN_PROGRESS" }], "refused": [{ "code": "CONFLICT" }] })
    );
    let foreign =
        json!({ "changes": [one(&open, 1), { "id": "plan_action_zz", "expectedVersion": 1 }], "patch": {} });
    assert_eq!(
        stage.manager.act(document, foreign).await.fields(),
        faults(&[("changes.1.id", "UNKNOWN_REFERENCE")])
    );
}

#[tokio::test]
async fn an_action_of_another_institution_is_not_there() {
    let world = World::new().await;
    let (stage, id) = Stage::running(&world).await;
    for house in [&world.foreign, &world.police] {
        let stranger = world.client(house, Role::QualityManager);
        assert_eq!(action(&stranger, &id, "id").await, Value::Null);
        let update = json!({ "id": id, "expectedVersion": 1, "title": "Străin" });
        assert_eq!(stranger.act(UPDATE, update).await.code(), "NOT_FOUND");
        let step = json!({ "id": id, "expectedVersion": 1, "status": "DONE" });
        assert_eq!(stranger.act(MOVE, step).await.code(), "NOT_FOUND");
    }
    let history = stage
        .see_action(&id, "title history { nodes { kind actor { displayName } changes { field old new } } }")
        .await;
    let kinds: Vec<_> =
        history["history"]["nodes"].as_array().expect("entries").iter().map(|e| e["kind"].clone()).collect();
    assert_eq!(kinds, ["plan_action_moved", "plan_action_created"]);
    let created = history.pointer("/history/nodes/1").expect("the first entry");
    assert_eq!(created["actor"]["displayName"], "quality manager hall");
    let responsible =
        created["changes"].as_array().expect("changes").iter().find(|c| c["field"] == "responsibleId");
    assert_eq!(responsible.map(|c| c["new"].clone()), Some(json!("specialist hall")));
}
