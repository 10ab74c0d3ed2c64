//! Earlier states: whatever happens to a plan, the journal leads back to each day's end.

use calitas_app::plan as app;
use calitas_domain::{
    Error,
    id::{MembershipId, PlanActionId, PlanId},
    journal::Fields,
    plan::{
        Action, ActionPatch, ActionState, ActionStatus, IndicatorInput, PlanPatch, PlanState, Source,
        SourceKind, action_fields, plan_fields,
    },
};
use calitas_graphql::node::GlobalId;
use calitas_kit::{Stage, World};
use chrono::{Duration, NaiveDate};
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// A plan with its actions, copied while it was so.
#[derive(Debug, Clone, PartialEq)]
struct Copied {
    plan: PlanState,
    actions: BTreeMap<PlanActionId, ActionState>,
}

/// Chance that can be repeated.
struct Chance(u64);

impl Chance {
    fn below(&mut self, limit: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % limit
    }

    fn of<'a, T>(&mut self, items: &'a [T]) -> Option<&'a T> {
        let limit = u64::try_from(items.len()).expect("a length");
        (limit > 0).then(|| &items[usize::try_from(self.below(limit)).expect("an index")])
    }
}

async fn actions(stage: &Stage<'_>, plan: PlanId) -> Vec<Action> {
    let ctx = stage.ctx(&stage.author).await;
    let scope = app::Scope::Plans(vec![plan]);
    let filter = app::ActionFilter::default();
    let found = app::action_page(&ctx, &scope, &filter, app::ActionOrder::Number, None, Some(100)).await;
    found.expect("actions").into_iter().map(|found| found.item).collect()
}

async fn copy(stage: &Stage<'_>, plan: PlanId) -> Copied {
    let tenant = plan.tenant;
    let row = stage.plan(plan).await;
    let actions = actions(stage, plan).await;
    let ids: Vec<_> = actions.iter().map(|action| action.id).collect();
    let ctx = stage.ctx(&stage.author).await;
    let contributors = app::contributors(&ctx, &ids).await.expect("contributors");
    let of = |action: &Action| -> Vec<MembershipId> {
        contributors.iter().filter(|(of, _)| *of == action.id).map(|(_, person)| *person).collect()
    };
    let state = |fields: &Fields| ActionState::read(tenant, fields).expect("an action");
    let actions = actions.iter().map(|action| (action.id, state(&action_fields(action, &of(action)))));
    Copied {
        plan: PlanState::read(tenant, &PlanState::followed(plan_fields(&row))).expect("a plan"),
        actions: actions.collect(),
    }
}

/// Does something to a plan; what the state of things refuses is no matter.
async fn act(stage: &Stage<'_>, plan: PlanId, chance: &mut Chance) -> Result<&'static str, Error> {
    let author = stage.ctx(&stage.author).await;
    let approver = stage.ctx(&stage.approver).await;
    let row = stage.plan(plan).await;
    let actions = actions(stage, plan).await;
    let pick = chance.of(&actions).cloned();
    let words = stage.words("Text nou");
    Ok(match (chance.below(14), pick) {
        (0, _) => {
            let patch = PlanPatch {
                title: Some(words.clone()),
                description: Some(words.repeat(60)),
                unit: Some(Some(stage.house.legal).filter(|_| chance.below(2) == 0)),
                ..PlanPatch::default()
            };
            app::update(&author, plan, row.version, patch).await?;
            "the plan changed"
        }
        (1, _) => {
            app::submit(&author, plan, row.version).await?;
            "submitted"
        }
        (2, _) => {
            app::approve(&approver, plan, row.version, "").await?;
            "approved"
        }
        (3, _) => {
            app::send_back(&approver, plan, row.version, "De completat").await?;
            "returned"
        }
        (4, _) => {
            app::revise(&author, plan, row.version, "Se schimbă termenele").await?;
            "revised"
        }
        (5, _) => {
            app::release(&approver, plan, row.version).await?;
            "released"
        }
        (6, _) | (_, None) => {
            // Only a draft and a revision take new actions.
            let id = match row.status {
                calitas_domain::plan::PlanStatus::Draft | calitas_domain::plan::PlanStatus::UnderRevision => {
                    stage.action(plan, stage.author.membership).await
                }
                _ => return Ok("nothing"),
            };
            stage.comment(&stage.author, id, stage.approver.membership).await;
            "an action added"
        }
        (7, Some(action)) => {
            app::delete_action(&author, action.id, action.version).await?;
            "an action deleted"
        }
        (8, Some(action)) => {
            let people: &[MembershipId] = match chance.below(3) {
                0 => &[],
                1 => &[stage.approver.membership],
                _ => &[stage.author.membership, stage.approver.membership],
            };
            app::set_contributors(&author, action.id, action.version, people).await?;
            "contributors set"
        }
        (9, Some(action)) => {
            app::record(&author, action.id, author.today(), 41.into(), None, None).await?;
            "measured"
        }
        (10, Some(_)) => {
            let changes: Vec<_> = actions.iter().map(|action| (action.id, action.version)).collect();
            let patch = ActionPatch { effort: Some(Some(5)), budget: Some(None), ..ActionPatch::default() };
            app::update_all(&author, &changes, &patch).await?;
            "all changed"
        }
        (11, Some(action)) => {
            let indicator =
                IndicatorInput { name: words, unit: "zile".into(), baseline: None, target: Some(3.into()) };
            let patch = ActionPatch {
                indicator: Some(Some(indicator).filter(|_| chance.below(3) > 0)),
                source: Some(Source { kind: SourceKind::Manual, reference: None, note: None }),
                responsible: Some(None),
                due_on: Some("2027-08-01".parse().ok()),
                progress: (action.status == ActionStatus::InProgress).then_some(35),
                ..ActionPatch::default()
            };
            app::update_action(&author, action.id, action.version, patch).await?;
            "an action changed"
        }
        (_, Some(action)) => {
            let status = *chance.of(ActionStatus::ALL).expect("statuses");
            let reason = Some(words);
            let expected_version = action.version;
            let wish = app::Move { id: action.id, expected_version, status, spot: app::Spot::Any, reason };
            app::move_action(&author, wish).await?;
            "an action moved"
        }
    })
}

#[tokio::test]
async fn each_days_end_can_be_read_again_whatever_happened_since() {
    for seed in 1..=5 {
        let world = World::new().await;
        let stage = Stage::new(&world, &world.hall).await;
        let mut chance = Chance(seed);
        let eve = world.app.now();
        world.app.clock().advance(Duration::days(1));
        let plan = stage.empty_plan("plan").await;
        let mut days: Vec<(NaiveDate, Copied)> = Vec::new();
        let mut told: BTreeMap<&str, i32> = BTreeMap::new();
        // Sessions end when nobody signs in again for long, so few days with much in them.
        for _ in 0..6 {
            for _ in 0..=chance.below(12) {
                // Refusals are part of life.
                if let Ok(done) = act(&stage, plan, &mut chance).await {
                    *told.entry(done).or_default() += 1;
                }
            }
            days.push((calitas_domain::calendar::day(world.app.now()), copy(&stage, plan).await));
            world.app.clock().advance(Duration::hours(24));
        }
        assert!(told.len() >= 6, "{told:?}");
        let ctx = stage.ctx(&stage.author).await;
        for (day, copied) in &days {
            let past = app::as_of(&ctx, plan, *day).await.expect("read").expect("it had begun");
            let actions = past.actions.iter().map(|action| (action.id, action.state.clone())).collect();
            let read = Copied { plan: past.plan, actions };
            assert_eq!(read, *copied, "seed {seed}, {day}, {told:?}");
        }
        let before = calitas_domain::calendar::day(eve);
        assert!(app::as_of(&ctx, plan, before).await.expect("read").is_none(), "not begun yet");
    }
}

const AS_OF: &str = "query($id: ID!, $date: Date!) { plan(id: $id) { asOf(date: $date) {
  on title status changes { field old new } addedActions { code }
  actions { code status isDeleted responsible { displayName } changes { field old new } } } } }";

#[tokio::test]
async fn the_difference_to_now_is_told_also_of_what_is_gone() {
    let world = World::new().await;
    let stage = Stage::new(&world, &world.hall).await;
    let plan = stage.empty_plan("plan").await;
    let first = stage.action(plan, stage.author.membership).await;
    let second = stage.action(plan, stage.author.membership).await;
    let then = calitas_domain::calendar::day(world.app.now());
    world.app.clock().advance(Duration::days(1));
    let ctx = stage.ctx(&stage.author).await;
    app::delete_action(&ctx, first, 1).await.expect("deleted");
    let patch = ActionPatch { due_on: Some("2027-09-30".parse().ok()), ..ActionPatch::default() };
    app::update_action(&ctx, second, 1, patch).await.expect("changed");
    stage.action(plan, stage.author.membership).await;
    let client = world.client_of(&stage.author);
    let asked = |date: String| json!({ "id": plan.global(), "date": date });
    let seen = client.run(AS_OF, asked(then.to_string())).await.ok()["plan"]["asOf"].clone();
    assert_eq!(seen["actions"][0]["isDeleted"], true);
    assert!(seen["actions"][0]["responsible"]["displayName"].is_string());
    let change = json!([{ "field": "dueOn", "old": "2027-06-30", "new": "2027-09-30" }]);
    assert_eq!((&seen["actions"][1]["isDeleted"], &seen["actions"][1]["changes"]), (&json!(false), &change));
    assert_eq!(seen["addedActions"], json!([{ "code": "A-03" }]));
    assert_eq!(seen["changes"], json!([]));
    let earlier = client.run(AS_OF, asked("2020-01-01".into())).await.ok();
    assert_eq!(earlier["plan"]["asOf"], Value::Null);
    let later = client.run(AS_OF, asked("2099-01-01".into())).await;
    assert_eq!(later.fields(), [("date".to_owned(), "IN_THE_FUTURE".to_owned())]);
}

#[tokio::test]
async fn an_earlier_state_is_for_members_and_for_the_guests_of_the_plan() {
    let world = World::new().await;
    let stage = Stage::new(&world, &world.police).await;
    let (plan, _) = stage.draft().await;
    let (active, _) = stage.active().await;
    stage.release(active).await;
    let today = calitas_domain::calendar::day(world.app.now()).to_string();
    let guest = stage.guest("guest", &[plan]).await;
    let title = "query($id: ID!, $date: Date!) { plan(id: $id) { asOf(date: $date) { title } } }";
    let seen = |plan: PlanId| json!({ "id": plan.global(), "date": today });
    let guest = world.client_of(&guest);
    assert!(guest.run(title, seen(plan)).await.ok()["plan"]["asOf"]["title"].is_string());
    assert_eq!(guest.run(title, seen(active)).await.ok()["plan"], Value::Null);
    let overseer = world.client(&world.hall, calitas_domain::access::Role::Oversight);
    let released = overseer.run(title, seen(active)).await.ok();
    assert!(released["plan"].is_object() && released["plan"]["asOf"].is_null(), "{released}");
}
