//! Deadlines and free days between two dates.

use crate::plan::Stage;
use calitas_domain::access::Role;
use calitas_graphql::node::GlobalId;
use calitas_kit::World;
use serde_json::json;

const CALENDAR: &str = "query($from: Date!, $to: Date!, $tenantId: ID) { viewer { calendar(from: $from, to: $to, tenantId: $tenantId) {
  deadlineCount deadlines { dueOn objectCode isOwn isOverdue tenant { slug } subject { id } }
  marks { day holiday kind note tenant { slug } } } } }";

#[tokio::test]
async fn a_person_sees_own_deadlines_and_those_of_institutions_they_may_read() {
    let world = World::new().await;
    let (stage, _) = Stage::running(&world).await;
    let other = stage.add(json!({ "title": "Alt termen", "dueOn": "2027-05-03", "responsibleId": stage.member(Role::HeadOfUnit) })).await;
    stage.move_to(&stage.manager, &other, "APPROVED", None).await.ok();
    let specialist = stage.client(Role::Specialist);
    let whole_year = json!({ "from": "2027-01-01", "to": "2027-12-31" });
    let own = specialist.run(CALENDAR, whole_year.clone()).await.ok();
    let own = &own["viewer"]["calendar"];
    assert_eq!((&own["deadlineCount"], &own["deadlines"][0]["dueOn"]), (&json!(1), &json!("2027-03-31")));
    assert_eq!(own["marks"].as_array().map(Vec::len), Some(17));
    let tenant = world.hall.id.global();
    let all = json!({ "from": "2027-01-01", "to": "2027-12-31", "tenantId": tenant });
    let all_seen = specialist.run(CALENDAR, all.clone()).await.ok();
    let deadlines = &all_seen["viewer"]["calendar"]["deadlines"];
    assert_eq!((&deadlines[0]["isOwn"], &deadlines[1]["isOwn"]), (&json!(true), &json!(false)));
    assert_eq!(world.client(&world.police, Role::Specialist).run(CALENDAR, all).await.code(), "NOT_FOUND");
    for (from, to) in
        [("2027-02-01", "2027-01-01"), ("2027-01-01", "2029-01-01"), ("0001-01-01", "0001-01-02")]
    {
        assert_eq!(
            specialist.run(CALENDAR, json!({ "from": from, "to": to })).await.code(),
            "INVALID",
            "{from}"
        );
    }
}
