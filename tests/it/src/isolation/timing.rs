//! How long an answer takes must not tell a foreign id from one of nothing.

use super::needle::missing;
use calitas_domain::access::Role;
use calitas_graphql::node::GlobalId;
use calitas_kit::{Stage, World, clock};
use serde_json::json;

#[tokio::test]
async fn a_foreign_id_is_refused_as_fast_as_a_missing_one() {
    let world = World::new().await;
    let (plan, action) = Stage::new(&world, &world.foreign).await.draft().await;
    let client = world.client(&world.hall, Role::QualityManager);
    let read = "query($id: ID!) { node(id: $id) { id } }";
    let write =
        "mutation($id: ID!) { deletePlanAction(input: { id: $id, expectedVersion: 1 }) { plan { id } } }";
    for (question, id) in [(read, plan.global()), (read, action.global()), (write, action.global())] {
        let ask = async |id: String| {
            let answer = client.run(question, json!({ "id": id })).await;
            assert!(matches!(answer.code(), "" | "NOT_FOUND"), "{:?}", answer.errors);
        };
        let nothing = missing(&id).pop().expect("an id of nothing");
        let gap = clock::gap(60, || ask(id.to_string()), || ask(nothing.clone())).await;
        assert!(gap.as_millis() < 5, "{gap:?} to {question}");
    }
}
