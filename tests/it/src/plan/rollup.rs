//! Sums of released plans are those that adding up gives, whatever happened since they were kept.

use super::Stage;
use calitas_app::plan::rollup;
use calitas_domain::access::Role;
use calitas_graphql::node::GlobalId;
use calitas_kit::World;
use serde_json::{Value, json};
use sqlx::{Connection, PgConnection};

const SCORECARD: &str = "query($id: ID!) { municipality(id: $id) {
  releasedPlanSummary { ...at } institutions { slug releasedPlanSummary { ...at } }
  releasedPlans { nodes { actionCount overdueCount dueSoonCount progress budgetTotal statusCounts { status count } } } } }
  fragment at on PlanSummary { activePlanCount openCount overdueCount dueSoonCount doneCount progress }";

/// How many plans have kept sums.
async fn kept(world: &World) -> i64 {
    let mut admin = PgConnection::connect(&world.database.admin_url).await.expect("the database");
    sqlx::query_scalar("SELECT count(*) FROM plan_rollup").fetch_one(&mut admin).await.expect("a number")
}

async fn scorecard(world: &World) -> Value {
    let mayor = world.client(&world.hall, Role::Oversight);
    mayor.run(SCORECARD, json!({ "id": world.hall.municipality.global() })).await.ok()["municipality"].clone()
}

/// The scorecard with sums kept for every plan, after checking that adding up gives the same.
async fn agreed(world: &World) -> Value {
    let live = scorecard(world).await;
    rollup::round(&world.app).await.expect("sums");
    let with_sums = scorecard(world).await;
    assert_eq!(live, with_sums);
    with_sums
}

/// A plan that is released: one action under way and late, one carried out, one that comes with the next version.
async fn released(world: &World) -> (Stage<'_>, String) {
    let stage = Stage::draft_in(world, &world.police).await;
    let late = stage.add(json!({ "title": "Patrule", "startOn": "2026-01-05", "dueOn": "2026-01-10", "budget": "1250.50" })).await;
    let done =
        stage.add(json!({ "title": "Instruire", "startOn": "2026-01-05", "dueOn": "2026-01-12" })).await;
    stage.submit().await.ok();
    stage.approve().await.ok();
    stage.act_on_plan(&stage.head, "releasePlan", "ReleasePlanInput", json!({})).await.ok();
    stage.move_to(&stage.manager, &late, "IN_PROGRESS", None).await.ok();
    for to in ["IN_PROGRESS", "DONE"] {
        stage.move_to(&stage.manager, &done, to, None).await.ok();
    }
    stage.add(json!({ "title": "Numai o propunere" })).await;
    (stage, late)
}

#[tokio::test]
async fn kept_sums_are_those_that_adding_up_gives() {
    let world = World::new().await;
    let nothing = agreed(&world).await;
    assert_eq!(nothing["releasedPlanSummary"]["activePlanCount"], 0);
    assert!(
        nothing["institutions"].as_array().unwrap().iter().all(|one| one["releasedPlanSummary"].is_null())
    );

    let (stage, late) = released(&world).await;
    let seen = agreed(&world).await;
    let at = json!({ "activePlanCount": 1, "openCount": 1, "overdueCount": 1, "dueSoonCount": 0, "doneCount": 1, "progress": 50 });
    assert_eq!(seen["releasedPlanSummary"], at);
    let police = seen["institutions"].as_array().unwrap().iter().find(|one| one["slug"] == "police").unwrap();
    assert_eq!(police["releasedPlanSummary"], at);
    assert_eq!(seen["releasedPlans"]["nodes"][0]["budgetTotal"], "1250.50");
    assert_eq!(kept(&world).await, 1);
    assert_eq!(rollup::round(&world.app).await.unwrap(), 0);

    // Whatever is journaled about the plan takes the sums away.
    stage.move_to(&stage.manager, &late, "DONE", None).await.ok();
    assert_eq!(kept(&world).await, 0);
    let seen = agreed(&world).await;
    assert_eq!(
        (&seen["releasedPlanSummary"]["overdueCount"], &seen["releasedPlanSummary"]["progress"]),
        (&json!(0), &json!(100))
    );
    let reason = json!({ "reason": "Renunțăm" });
    stage.act_on_plan(&stage.head, "cancelPlan", "CancelPlanInput", reason).await.ok();
    assert_eq!(agreed(&world).await["releasedPlanSummary"]["activePlanCount"], 0);
}

#[tokio::test]
async fn kept_sums_hold_for_their_day_only() {
    let world = World::new().await;
    let stage = Stage::draft_in(&world, &world.police).await;
    let due = world.app.now().date_naive() + chrono::Days::new(8);
    stage.add(json!({ "title": "Patrule", "dueOn": due.to_string() })).await;
    stage.submit().await.ok();
    stage.approve().await.ok();
    stage.act_on_plan(&stage.head, "releasePlan", "ReleasePlanInput", json!({})).await.ok();
    assert_eq!(agreed(&world).await["releasedPlanSummary"]["dueSoonCount"], 0);
    world.app.clock().advance(chrono::Duration::days(2));
    let mayor = world.renewed(&world.hall.people[&Role::Oversight]).await;
    let see = || async {
        let id = json!({ "id": world.hall.municipality.global() });
        mayor.run(SCORECARD, id).await.ok()["municipality"]["releasedPlanSummary"]["dueSoonCount"].clone()
    };
    assert_eq!((kept(&world).await, see().await), (1, json!(1)));
    assert_eq!(rollup::round(&world.app).await.unwrap(), 1);
    assert_eq!((kept(&world).await, see().await), (1, json!(1)));
}

#[tokio::test]
async fn sums_are_never_older_than_the_last_change() {
    let world = World::new().await;
    let (stage, late) = released(&world).await;
    let adding_up = async {
        for _ in 0..40 {
            rollup::round(&world.app).await.expect("sums");
        }
    };
    let changing = async {
        for progress in 1..=20 {
            let version = stage.action_version(&late).await;
            let input = json!({ "id": late, "expectedVersion": version, "progress": progress });
            let change = "mutation($input: UpdatePlanActionInput!) { updatePlanAction(input: $input) { planAction { id } } }";
            stage.manager.act(change, input).await.ok();
        }
    };
    tokio::join!(adding_up, changing);
    // (20 + 100) / 2, whether a row was kept or not.
    assert_eq!(scorecard(&world).await["releasedPlans"]["nodes"][0]["progress"], 60);
    assert_eq!(agreed(&world).await["releasedPlans"]["nodes"][0]["progress"], 60);
}
