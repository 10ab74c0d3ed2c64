//! What institutions decide: reminders, escalation, free days.

use super::{at, fresh, told, work};
use crate::plan::Stage;
use calitas_domain::access::Role;
use calitas_graphql::node::GlobalId;
use calitas_kit::World;
use serde_json::json;

const UPDATE: &str = "mutation($input: UpdateNotificationPolicyInput!) { updateNotificationPolicy(input: $input) {
  notificationPolicy { dueSoonDays isMailPaused version escalations { afterDays recipient } viewerCan { update { allowed } } } } }";
const DAY: &str = "mutation($input: SetCalendarDayInput!) { setCalendarDay(input: $input) {
  calendarDay { day kind note } tenant { calendarDays(year: 2026) { day } } } }";
const REMOVE: &str = "mutation($input: RemoveCalendarDayInput!) { removeCalendarDay(input: $input) {
  removedDay tenant { calendarDays(year: 2026) { day } } } }";

#[tokio::test]
async fn late_deadlines_are_told_to_the_heads_that_the_rules_name() {
    let world = World::new().await;
    let (stage, _) = Stage::running(&world).await;
    let admin = stage.client(Role::InstitutionAdmin);
    let rules = json!([{ "afterDays": 3, "recipient": "HEAD_OF_UNIT" }, { "afterDays": 5, "recipient": "HEAD_OF_INSTITUTION" }]);
    let input = json!({ "tenantId": world.hall.id.global(), "expectedVersion": 0, "escalations": rules });
    let decided = admin.act(UPDATE, input.clone()).await.ok();
    assert_eq!(decided["updateNotificationPolicy"]["notificationPolicy"]["version"], 1);
    assert_eq!(admin.act(UPDATE, input).await.code(), "CONFLICT");
    // In the archive, which has no head of its own: the head of the unit above hears of it.
    for (title, unit) in [("Arhivare", world.hall.archive), ("Buget", world.hall.finance)] {
        let action =
            stage.add(json!({ "title": title, "dueOn": "2026-11-20", "unitId": unit.global() })).await;
        stage.move_to(&stage.manager, &action, "APPROVED", None).await.ok();
    }
    work(&world).await;
    let escalated = async |role| {
        let mut lines = told(&world, stage.person(role)).await;
        lines.retain(|line| line.starts_with("ESCALATED"));
        lines.sort();
        lines
    };
    // 20 November is a Friday: three working days later it is Wednesday.
    at(&world, "2026-11-25T05:00:00Z");
    work(&world).await;
    assert_eq!(escalated(Role::HeadOfUnit).await, ["ESCALATED HEAD_OF_UNIT A-02"]);
    assert_eq!(
        escalated(Role::HeadOfInstitution).await,
        ["ESCALATED HEAD_OF_INSTITUTION A-03"],
        "finance has no head"
    );
    at(&world, "2026-11-27T05:00:00Z");
    work(&world).await;
    assert_eq!(escalated(Role::HeadOfUnit).await.len(), 1);
    let head = escalated(Role::HeadOfInstitution).await;
    assert_eq!(head.len(), 3, "{head:?}");
}

#[tokio::test]
async fn free_days_of_an_institution_move_its_reminders() {
    let world = World::new().await;
    let (stage, _) = Stage::running(&world).await;
    let admin = stage.client(Role::InstitutionAdmin);
    let tenant = world.hall.id.global();
    let free = json!({ "tenantId": tenant, "day": "2026-11-27", "kind": "FREE", "note": "HG 1/2026" });
    let set = admin.act(DAY, free.clone()).await.ok();
    assert_eq!(set["setCalendarDay"]["tenant"]["calendarDays"], json!([{ "day": "2026-11-27" }]));
    admin.act(DAY, free).await.ok();
    let action = stage.add(json!({ "title": "Raport", "dueOn": "2026-12-02" })).await;
    stage.move_to(&stage.manager, &action, "APPROVED", None).await.ok();
    work(&world).await;
    at(&world, "2026-11-26T05:00:00Z");
    work(&world).await;
    let soon = told(&world, stage.person(Role::Specialist)).await;
    assert_eq!(soon.iter().filter(|line| line.starts_with("DUE_SOON")).count(), 1, "a day early: {soon:?}");
    let removed = fresh(&world, stage.person(Role::InstitutionAdmin))
        .await
        .act(REMOVE, json!({ "tenantId": tenant, "day": "2026-11-27" }))
        .await
        .ok();
    assert_eq!(removed["removeCalendarDay"]["tenant"]["calendarDays"], json!([]));
}

#[tokio::test]
async fn bad_decisions_name_every_field_and_only_administrators_decide() {
    let world = World::new().await;
    let stage = Stage::draft(&world).await;
    let input = json!({ "tenantId": world.hall.id.global(), "expectedVersion": 0, "dueSoonDays": [5, 0, 5],
      "escalations": [{ "afterDays": 99, "recipient": "HEAD_OF_UNIT" }] });
    let refused = stage.client(Role::InstitutionAdmin).act(UPDATE, input.clone()).await;
    let paths: Vec<_> = refused.fields().into_iter().map(|(path, _)| path).collect();
    assert_eq!(paths, ["dueSoonDays.1", "dueSoonDays.2", "escalations.0.afterDays"]);
    assert_eq!(stage.manager.act(UPDATE, input).await.code(), "FORBIDDEN");
    let seen = "query($id: ID!) { tenant(id: $id) { notificationPolicy { dueSoonDays viewerCan { update { allowed reason } } } } }";
    let seen = stage.manager.run(seen, json!({ "id": world.hall.id.global() })).await.ok();
    let policy = &seen["tenant"]["notificationPolicy"];
    assert_eq!(
        (&policy["dueSoonDays"], &policy["viewerCan"]["update"]["allowed"]),
        (&json!([5, 1]), &json!(false))
    );
}
