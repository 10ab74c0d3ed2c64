//! Many people of one institution answer at once, over HTTP and without a pause: nothing is lost, nothing happens twice.
//! The figures are told as a ratio to the bare change of a plan's title by as many people.

use crate::{program::ask, transport};
use calitas_app::{control, journal, tenancy};
use calitas_domain::{
    access::{Grant, Role},
    control::{CampaignInput, CriterionAnswer},
    id::PlanId,
    identity::Placement,
    plan::{PlanInput, PlanKind},
    tenancy::{UnitInput, UnitKind},
};
use calitas_graphql::node::GlobalId;
use calitas_kit::{Stage, World, hard, world::Person};
use calitas_server::settings::Environment;
use futures_util::future::join_all;
use serde_json::{Value, json};
use sqlx::{Connection, PgConnection};
use std::{
    net::SocketAddr,
    time::{Duration, Instant},
};

const ANSWER: &str = "mutation($input: AnswerCriterionInput!) { answerCriterion(input: $input) { criterionAnswer { version } } }";
const RENAME: &str = "mutation($input: UpdatePlanInput!) { updatePlan(input: $input) { plan { version } } }";
const CRITERIA: usize = 45;

/// Somebody with a compartment and a plan of their own.
struct Answerer {
    token: String,
    places: Vec<CriterionAnswer>,
    plan: PlanId,
}

/// What a row of acts took.
struct Taken {
    /// Of each act, the shortest first.
    times: Vec<Duration>,
    whole: Duration,
    /// How often somebody was told to come again.
    again: usize,
}

impl Taken {
    fn p99(&self) -> Duration {
        self.times[self.times.len() * 99 / 100]
    }

    fn per_second(&self) -> f64 {
        f64::from(u32::try_from(self.times.len()).expect("few")) / self.whole.as_secs_f64()
    }
}

/// As many compartments as people, each asked by one campaign, each with a head who runs a plan too.
async fn answerers(world: &World, count: usize) -> Vec<Answerer> {
    let stage = Stage::new(world, &world.hall).await;
    let author = stage.ctx(&stage.author).await;
    let mut heads: Vec<(Person, calitas_domain::id::UnitId)> = Vec::new();
    for number in 0..count {
        let input = UnitInput {
            parent: None,
            code: format!("c{number}"),
            name_ro: format!("Compartimentul {number}"),
            name_en: String::new(),
            kind: UnitKind::Office,
            is_first_level: false,
        };
        let unit = tenancy::create_unit(&author, world.hall.id, input, None).await.expect("a unit").id;
        let grants = vec![
            Grant { role: Role::HeadOfUnit.into(), unit: Some(unit) },
            Grant { role: Role::QualityManager.into(), unit: None },
        ];
        let place = Placement {
            display_name: format!("Șef compartiment {number}"),
            unit: Some(unit),
            grants,
            objects: [].into(),
            expires_on: None,
        };
        heads.push((world.add_person(&world.hall, &format!("head{number}"), place).await, unit));
    }
    let secretary = stage.ctx(&world.hall.people[&Role::ControlSecretariat]).await;
    let campaign = CampaignInput { year: 2026, due_on: "2027-01-15".parse().expect("a day") };
    let units = Some(heads.iter().map(|(_, unit)| *unit).collect());
    let opening = control::Opening { campaign, units };
    let campaign = control::open(&secretary, world.hall.id, opening, None).await.expect("a campaign");
    let asked = control::questionnaires(&secretary, &[campaign.id]).await.expect("questionnaires");
    let mut answerers = Vec::new();
    for (number, (person, unit)) in heads.iter().enumerate() {
        let mine = asked.iter().find(|one| one.unit == *unit).expect("a questionnaire").id;
        let ctx = stage.ctx(person).await;
        let places = control::answers(&ctx, &[mine]).await.expect("answers");
        assert_eq!(places.len(), CRITERIA);
        let input = PlanInput {
            kind: PlanKind::Improvement,
            title: format!("Planul {number}"),
            description: String::new(),
            period_start: "2026-01-01".parse().expect("a day"),
            period_end: "2027-12-31".parse().expect("a day"),
            unit: None,
            owner: None,
        };
        let plan = calitas_app::plan::create(&ctx, world.hall.id, input, None).await.expect("a plan").id;
        answerers.push(Answerer { token: world.token(person), places, plan });
    }
    answerers
}

/// Everybody acts without a pause, one act after the other; who is told to come again does.
async fn act(
    address: SocketAddr,
    answerers: &[Answerer],
    document: &str,
    input: impl Fn(&Answerer, usize) -> Value,
) -> Taken {
    let (began, address) = (Instant::now(), address.to_string());
    let rows = answerers.iter().map(|answerer| {
        let (address, input) = (&address, &input);
        async move {
            let (mut times, mut again) = (Vec::new(), 0);
            for number in 0..CRITERIA {
                let variables = json!({ "input": input(answerer, number) });
                let asked = Instant::now();
                loop {
                    let reply =
                        ask(address, Some(&answerer.token), document, &variables).await.expect("an answer");
                    if reply.status == 200 {
                        assert!(reply.body.get("errors").is_none(), "{reply:?}");
                        break;
                    }
                    assert_eq!((reply.status, reply.code()), (503, "UNAVAILABLE"), "{reply:?}");
                    again += 1;
                }
                times.push(asked.elapsed());
            }
            (times, again)
        }
    });
    let done = join_all(rows).await;
    let whole = began.elapsed();
    let again = done.iter().map(|(_, again)| again).sum();
    let mut times: Vec<Duration> = done.into_iter().flat_map(|(times, _)| times).collect();
    times.sort_unstable();
    Taken { times, whole, again }
}

/// What somebody says of their `number`-th criterion: never the same twice.
fn explanation(answerer: &Answerer, number: usize) -> String {
    format!("Dovada {number} a planului {}", answerer.plan.row)
}

async fn answer_at_once(people: usize) {
    let world = World::new().await;
    let answerers = answerers(&world, people).await;
    let address = transport::serve(&world, Environment::Development).await;
    let rename = |answerer: &Answerer, number: usize| {
        let version = number + 1;
        json!({ "id": answerer.plan.global(), "expectedVersion": version, "title": format!("Titlul {number}") })
    };
    let bare = act(address, &answerers, RENAME, rename).await;
    let answer = |answerer: &Answerer, number: usize| {
        let place = &answerer.places[number];
        json!({ "id": place.id.global(), "expectedVersion": place.version, "answer": "YES",
            "explanation": explanation(answerer, number) })
    };
    let answered = act(address, &answerers, ANSWER, answer).await;
    let ratio = |one: f64, other: f64| one / other.max(f64::EPSILON);
    let slower = ratio(answered.p99().as_secs_f64(), bare.p99().as_secs_f64());
    let share = ratio(answered.per_second(), bare.per_second());
    is_whole(&world, &answerers).await;
    hard::figure(format_args!(
        "{} answers, 0 lost, 0 twice; {:.0} a second; {share:.2} of the pace of the bare change; {:.0} ms at p99; \
         {slower:.2} of the p99 of the bare change; {} told to come again",
        answered.times.len(),
        answered.per_second(),
        answered.p99().as_secs_f64() * 1000.0,
        answered.again,
    ));
}

/// Every answer stands once in its row, with its words, and once in the journal, whose chain holds.
async fn is_whole(world: &World, answerers: &[Answerer]) {
    let (_, fault) = journal::verify(&world.app, world.hall.id).await.expect("read");
    assert_eq!(fault, None);
    let mut admin = PgConnection::connect(&world.database.admin_url).await.expect("the superuser");
    for answerer in answerers {
        for (number, place) in answerer.places.iter().enumerate() {
            let row: (Option<String>, Option<String>, i32) =
                sqlx::query_as("SELECT answer, explanation, version FROM control_answer WHERE id = $1")
                    .bind(place.id.row)
                    .fetch_one(&mut admin)
                    .await
                    .expect("a row");
            assert_eq!(row, (Some("YES".to_owned()), Some(explanation(answerer, number)), 2));
        }
    }
    let all = i64::try_from(answerers.len() * CRITERIA).expect("few");
    let journaled: (i64, i64) = sqlx::query_as(
        "SELECT count(*), count(DISTINCT subject_id) FROM journal WHERE kind = 'control_answer_given'",
    )
    .fetch_one(&mut admin)
    .await
    .expect("the journal");
    assert_eq!(journaled, (all, all), "each answer is journaled once");
}

#[tokio::test]
async fn ten_people_answer_all_control_criteria_at_once_and_nothing_is_lost_or_happens_twice() {
    answer_at_once(10).await;
}

#[tokio::test]
#[ignore = "takes minutes: cargo xtask harden C1"]
async fn a_hundred_and_fifty_people_answer_all_control_criteria_at_once() {
    answer_at_once(150).await;
}
