//! Who has a questionnaire open.

use super::{open, read};
use calitas_domain::access::Role;
use calitas_kit::{Answer, World};
use futures_util::{StreamExt, stream::BoxStream};
use serde_json::{Value, json};
use std::time::Duration;
use tokio::time::timeout;

const PRESENT: &str = "subscription($id: ID!, $answerId: ID) {
  controlQuestionnairePresence(id: $id, answerId: $answerId) { controlQuestionnaireId members { answerId membership { id } } } }";

async fn next(events: &mut BoxStream<'static, Answer>) -> Value {
    let event = timeout(Duration::from_secs(5), events.next()).await.expect("in time").expect("an event");
    event.ok()["controlQuestionnairePresence"]["members"].clone()
}

#[tokio::test]
async fn those_who_have_a_control_questionnaire_open_see_each_other_come_and_go() {
    let world = World::new().await;
    let (_, id) = open(&world, &world.hall).await;
    let client = |role| world.client(&world.hall, role);
    let place = read(&client(Role::HeadOfUnit), &id).await["answers"][0]["id"].clone();
    let mut head = client(Role::HeadOfUnit).listen(PRESENT, json!({ "id": id })).await;
    assert_eq!(next(&mut head).await.as_array().map(Vec::len), Some(1));
    let answering = json!({ "id": id, "answerId": place });
    let mut colleague = client(Role::Specialist).listen(PRESENT, answering).await;
    assert_eq!(next(&mut colleague).await.as_array().map(Vec::len), Some(2));
    let seen = next(&mut head).await;
    let open: Vec<_> = seen.as_array().expect("members").iter().map(|one| &one["answerId"]).collect();
    assert!(open.contains(&&place) && open.contains(&&Value::Null), "{seen}");
    drop(colleague);
    assert_eq!(next(&mut head).await.as_array().map(Vec::len), Some(1));
    let mut foreign =
        world.client(&world.foreign, Role::ControlSecretariat).listen(PRESENT, json!({ "id": id })).await;
    let refused = timeout(Duration::from_secs(5), foreign.next()).await.expect("in time").expect("an answer");
    assert_eq!(refused.code(), "NOT_FOUND");
}
