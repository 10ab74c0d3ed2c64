//! Simultaneous edits.

use super::{MOVE, Stage, UPDATE};
use calitas_domain::access::Role;
use calitas_kit::World;
use serde_json::json;

#[tokio::test]
async fn different_fields_of_one_action_merge() {
    let world = World::new().await;
    let stage = Stage::draft(&world).await;
    let id = stage.add(json!({})).await;
    let other = stage.client(Role::ControlSecretariat);
    stage
        .manager
        .act(UPDATE, json!({ "id": id, "expectedVersion": 1, "title": "Titlul managerului" }))
        .await
        .ok();
    let merged = other
        .act(UPDATE, json!({ "id": id, "expectedVersion": 1, "dueOn": "2027-06-30", "impact": 5 }))
        .await
        .ok();
    let seen = &merged["updatePlanAction"]["planAction"];
    assert_eq!(
        (&seen["title"], &seen["dueOn"], &seen["version"]),
        (&json!("Titlul managerului"), &json!("2027-06-30"), &json!(3))
    );
}

#[tokio::test]
async fn one_field_with_two_values_shows_both_and_loses_neither() {
    let world = World::new().await;
    let stage = Stage::draft(&world).await;
    let id = stage.add(json!({})).await;
    let other = stage.client(Role::ControlSecretariat);
    let theirs = json!({ "id": id, "expectedVersion": 1, "title": "Titlul secretariatului", "responsibleId": stage.member(Role::HeadOfUnit) });
    other.act(UPDATE, theirs).await.ok();
    let yours = json!({ "id": id, "expectedVersion": 1, "title": "Titlul managerului", "budget": "5",
        "responsibleId": stage.member(Role::Reader) });
    let refused = stage.manager.act(UPDATE, yours).await;
    assert_eq!((refused.code(), refused.reason()), ("CONFLICT", "CHANGED_MEANWHILE"));
    let extensions = &refused.errors[0]["extensions"];
    assert_eq!(extensions["currentVersion"], 2);
    let expected = json!([
        { "path": "title", "yours": "Titlul managerului", "theirs": "Titlul secretariatului",
            "changedBy": "control secretariat hall", "changedAt": "2026-11-21T08:00:00+00:00" },
        { "path": "responsibleId", "yours": "reader hall", "theirs": "head of unit hall",
            "changedBy": "control secretariat hall", "changedAt": "2026-11-21T08:00:00+00:00" }]);
    assert_eq!(extensions["fields"], expected);
    let seen = stage.see_action(&id, "title budget version").await;
    assert_eq!(seen, json!({ "title": "Titlul secretariatului", "budget": null, "version": 2 }));
    let kept = json!({ "id": id, "expectedVersion": 2, "title": "Titlul managerului" });
    stage.manager.act(UPDATE, kept).await.ok();
}

#[tokio::test]
async fn the_same_value_from_two_sides_and_ones_own_late_edits_do_not_collide() {
    let world = World::new().await;
    let stage = Stage::draft(&world).await;
    let id = stage.add(json!({})).await;
    let other = stage.client(Role::ControlSecretariat);
    let edit = |title: &str| json!({ "id": id, "expectedVersion": 1, "title": title });
    other.act(UPDATE, edit("Același titlu")).await.ok();
    stage.manager.act(UPDATE, edit("Același titlu")).await.ok();
    other.act(UPDATE, edit("Același titlu, mai lung")).await.ok();
    other.act(UPDATE, edit("Același titlu, și mai lung")).await.ok();
    assert_eq!(stage.manager.act(UPDATE, edit("Altul")).await.reason(), "CHANGED_MEANWHILE");
}

#[tokio::test]
async fn two_moves_of_one_card_collide_and_a_move_beside_an_edit_does_not() {
    let world = World::new().await;
    let (stage, id) = Stage::running(&world).await;
    let other = stage.client(Role::ControlSecretariat);
    let version = stage.action_version(&id).await;
    let step = |status: &str, reason: &str| json!({ "id": id, "expectedVersion": version, "status": status, "reason": reason });
    other.act(UPDATE, json!({ "id": id, "expectedVersion": version, "title": "Titlu nou" })).await.ok();
    stage.manager.act(MOVE, step("IN_PROGRESS", "")).await.ok();
    let refused = other.act(MOVE, step("DONE", "gata")).await;
    assert_eq!(refused.reason(), "CHANGED_MEANWHILE");
    let field = &refused.errors[0]["extensions"]["fields"][0];
    assert_eq!(
        (&field["path"], &field["yours"], &field["theirs"]),
        (&json!("status"), &json!("DONE"), &json!("IN_PROGRESS"))
    );
}

#[tokio::test]
async fn a_hundred_edits_at_once_lose_nothing() {
    let world = World::new().await;
    let stage = Stage::draft(&world).await;
    let id = stage.add(json!({})).await;
    // Nine people edit one field from the same version: each conflict is reported, each success is a version.
    let people = [Role::QualityManager, Role::ControlSecretariat, Role::HeadOfUnit];
    let clients: Vec<_> = people.iter().map(|role| stage.client(*role)).collect();
    let edits = (0..100).map(|n| {
        let input = json!({ "id": id, "expectedVersion": 1, "description": format!("varianta {n}") });
        clients[n % clients.len()].act(UPDATE, input)
    });
    let answers = futures_util::future::join_all(edits).await;
    let saved = answers.iter().filter(|answer| answer.errors.is_empty()).count();
    assert!(answers.iter().all(|answer| answer.errors.is_empty() || answer.reason() == "CHANGED_MEANWHILE"));
    assert!(saved >= 1);
    assert_eq!(stage.action_version(&id).await, 1 + i64::try_from(saved).expect("few"));
    let history = stage.see_action(&id, "history(first: 100) { totalCount }").await;
    assert_eq!(history["history"]["totalCount"], 1 + i64::try_from(saved).expect("few"));
}

#[tokio::test]
async fn a_version_from_the_future_is_refused() {
    let world = World::new().await;
    let stage = Stage::draft(&world).await;
    let id = stage.add(json!({})).await;
    let refused =
        stage.manager.act(UPDATE, json!({ "id": id, "expectedVersion": 9, "title": "Din viitor" })).await;
    assert_eq!(
        (refused.reason(), &refused.errors[0]["extensions"]["currentVersion"]),
        ("CHANGED_MEANWHILE", &json!(1))
    );
}
