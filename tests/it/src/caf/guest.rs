//! Guests of a self-assessment: invited to one, they see it and nothing else.

use calitas_graphql::node::GlobalId;
use calitas_kit::{Stage, World};
use serde_json::json;

const UPDATE: &str = "mutation($input: UpdateMembershipInput!) { updateMembership(input: $input) {
  membership { version grantedObjectIds } } }";
const READ: &str = "query($id: ID!) { cafAssessment(id: $id) { id title } }";
const LIST: &str = "query($id: ID!) { tenant(id: $id) { cafAssessments { id } } }";

#[tokio::test]
async fn a_guest_sees_the_assessment_of_the_invitation_and_nothing_else() {
    let world = World::new().await;
    let stage = Stage::new(&world, &world.hall).await;
    let ((first, _), (second, _)) =
        (stage.opened(&[&stage.author]).await, stage.opened(&[&stage.author]).await);
    let plan = stage.empty_plan("Plan").await;
    let guest = stage.guest("guest", &[plan]).await;
    let (author, outside) = (world.client_of(&stage.author), world.client_of(&guest));
    let (first, second) = (first.id.global(), second.id.global());
    for id in [&first, &second] {
        assert!(outside.run(READ, json!({ "id": id })).await.ok()["cafAssessment"].is_null(), "not invited");
    }

    let invite = |version: i32, ids: serde_json::Value| {
        let input = json!({ "id": guest.membership.global(), "expectedVersion": version, "objectIds": ids });
        author.act(UPDATE, input)
    };
    let moved = invite(1, json!([plan.global(), first])).await.ok();
    let granted = &moved["updateMembership"]["membership"]["grantedObjectIds"];
    let granted: Vec<_> = granted.as_array().into_iter().flatten().collect();
    assert_eq!(granted.len(), 2, "{granted:?}");
    assert!(granted.contains(&&json!(first)) && granted.contains(&&json!(plan.global())), "{granted:?}");
    let seen = outside.run(READ, json!({ "id": first })).await.ok();
    assert_eq!(seen["cafAssessment"]["id"], json!(first));
    assert!(outside.run(READ, json!({ "id": second })).await.ok()["cafAssessment"].is_null());
    let listed = outside.run(LIST, json!({ "id": world.hall.id.global() })).await.ok();
    assert_eq!(listed["tenant"]["cafAssessments"], json!([{ "id": first }]));

    let strange = Stage::new(&world, &world.foreign).await;
    let (foreign, _) = strange.opened(&[&strange.author]).await;
    let refused = invite(2, json!([foreign.id.global()])).await;
    assert_eq!(refused.fields(), [("objectIds.0".to_owned(), "UNKNOWN_REFERENCE".to_owned())]);
}
