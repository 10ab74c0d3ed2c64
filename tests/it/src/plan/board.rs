//! The board: columns, places, moves.

use super::{MOVE, Stage, faults};
use calitas_kit::World;
use serde_json::{Value, json};

async fn column(stage: &Stage<'_>, status: &str) -> Vec<String> {
    let fields = format!("actions(filter: {{ status: [{status}] }}, orderBy: BOARD) {{ nodes {{ code }} }}");
    let seen = stage.see(&fields).await;
    let nodes = seen["actions"]["nodes"].as_array().cloned().unwrap_or_default();
    nodes.iter().map(|node| node["code"].as_str().unwrap_or_default().to_owned()).collect()
}

async fn put(stage: &Stage<'_>, id: &str, status: &str, after: Value) -> calitas_kit::Answer {
    let version = stage.action_version(id).await;
    stage
        .manager
        .act(MOVE, json!({ "id": id, "expectedVersion": version, "status": status, "boardAfterId": after }))
        .await
}

#[tokio::test]
async fn cards_keep_the_place_where_they_are_put() {
    let world = World::new().await;
    let stage = Stage::draft(&world).await;
    let mut cards = Vec::new();
    for n in 0..4 {
        cards.push(stage.add(json!({ "title": format!("Cartea {n}") })).await);
    }
    assert_eq!(column(&stage, "PROPOSED").await, ["A-01", "A-02", "A-03", "A-04"]);
    put(&stage, &cards[3], "PROPOSED", Value::Null).await.ok();
    assert_eq!(column(&stage, "PROPOSED").await, ["A-04", "A-01", "A-02", "A-03"]);
    put(&stage, &cards[0], "PROPOSED", json!(cards[2])).await.ok();
    assert_eq!(column(&stage, "PROPOSED").await, ["A-04", "A-02", "A-03", "A-01"]);
    put(&stage, &cards[2], "PROPOSED", json!(cards[3])).await.ok();
    assert_eq!(column(&stage, "PROPOSED").await, ["A-04", "A-03", "A-02", "A-01"]);
    let refused = put(&stage, &cards[1], "PROPOSED", json!(cards[1])).await;
    assert_eq!(refused.fields(), faults(&[("boardAfterId", "UNKNOWN_REFERENCE")]));
}

#[tokio::test]
async fn a_card_comes_first_in_another_column_or_where_it_is_put() {
    let world = World::new().await;
    let (stage, first) = Stage::running(&world).await;
    let second = stage.add(json!({ "title": "A doua" })).await;
    let third = stage.add(json!({ "title": "A treia" })).await;
    stage.move_to(&stage.manager, &second, "APPROVED", None).await.ok();
    assert_eq!(column(&stage, "APPROVED").await, ["A-02", "A-01"]);
    put(&stage, &third, "APPROVED", json!(second)).await.ok();
    assert_eq!(column(&stage, "APPROVED").await, ["A-02", "A-03", "A-01"]);
    let elsewhere = put(&stage, &first, "IN_PROGRESS", json!(second)).await;
    assert_eq!(elsewhere.fields(), faults(&[("boardAfterId", "UNKNOWN_REFERENCE")]));
    assert_eq!(
        stage.see_action(&first, "status").await["status"],
        "APPROVED",
        "a refused move moves nothing"
    );
    let stays = stage.action_version(&first).await;
    stage.move_to(&stage.manager, &first, "APPROVED", None).await.ok();
    assert_eq!(stage.action_version(&first).await, stays);
}

#[tokio::test]
async fn the_board_as_a_whole_is_read_column_by_column() {
    let world = World::new().await;
    let (stage, _) = Stage::running(&world).await;
    let proposal = stage.add(json!({ "title": "Propunere" })).await;
    let working = stage.add(json!({ "title": "În lucru" })).await;
    stage.move_to(&stage.manager, &working, "APPROVED", None).await.ok();
    stage.move_to(&stage.manager, &working, "IN_PROGRESS", None).await.ok();
    let seen = stage.see("actions(orderBy: BOARD) { nodes { code status } }").await;
    let expected = json!([{ "code": "A-02", "status": "PROPOSED" }, { "code": "A-01", "status": "APPROVED" },
        { "code": "A-03", "status": "IN_PROGRESS" }]);
    assert_eq!(seen["actions"]["nodes"], expected);
    assert_eq!(stage.see_action(&proposal, "status").await["status"], "PROPOSED");
}
