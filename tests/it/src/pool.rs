//! Connections that many people's requests take turns on: nothing of one institution stays for the next, also when
//! requests are given up in the middle.

use calitas_app::journal;
use calitas_domain::access::Role;
use calitas_graphql::node::GlobalId;
use calitas_kit::{Client, House, Stage, World, hard};
use serde_json::{Value, json};
use sqlx::{Connection, PgConnection};
use std::{
    future::poll_fn,
    pin::pin,
    task::Poll,
    time::{Duration, Instant},
};

const READ: &str = "query($id: ID!) { tenant(id: $id) { members { nodes { displayName } } }
  plans(tenantId: $id) { nodes { title actions { nodes { title description } } } }
  viewer { todos { nodes { title } } } }";
const WRITE: &str = "mutation($input: CreateUnitInput!) { createUnit(input: $input) { unit { nameRo } } }";
/// Each of them at a time per institution; as many more when there is time.
const PEOPLE: usize = 20;
const CROWD: usize = 100;
/// Requests of each, unless there is time for more.
const ROUNDS: usize = 80;
/// An institution has a bounded number of units.
const WRITES: usize = 400;

/// What came of the requests of one person.
#[derive(Debug, Default)]
struct Tally {
    answers: usize,
    given_up: usize,
    sent_away: usize,
    faults: Vec<String>,
}

/// How many people of each institution are busy, and for how long if not for a number of rounds.
#[derive(Clone, Copy)]
struct Crowd {
    people: usize,
    time: Option<Duration>,
}

/// Polls a request so often and drops it then: every place where it waits is met sooner or later.
async fn give_up_after<F: Future>(polls: u32, request: F) -> Option<F::Output> {
    let (mut request, mut left) = (pin!(request), polls);
    poll_fn(|cx| match left.checked_sub(1) {
        None => Poll::Ready(None),
        Some(fewer) => {
            left = fewer;
            request.as_mut().poll(cx).map(Some)
        }
    })
    .await
}

async fn busy(client: Client<'_>, house: &House, foreign: &str, number: usize, crowd: Crowd) -> Tally {
    let (mut tally, start) = (Tally::default(), Instant::now());
    let is_over = |round| crowd.time.map_or(round == ROUNDS, |time| start.elapsed() >= time);
    for round in (0..).take_while(|round| !is_over(*round)) {
        // One more than people, so that each does a bit of everything.
        let nth = round * (crowd.people + 1) + number;
        let (document, variables) = match nth % 5 {
            0 if nth < WRITES * 5 => {
                let (code, name) = (format!("c{nth}"), format!("Biroul {nth} {}", house.word));
                let input = json!({ "tenantId": house.id.global(), "code": code, "nameRo": name, "kind": "OFFICE",
                    "isFirstLevel": false });
                (WRITE, json!({ "input": input }))
            }
            _ => (READ, json!({ "id": house.id.global() })),
        };
        let request = client.run(document, variables);
        let answer = match nth % 3 {
            0 => Some(request.await),
            // Numbers that share no factor with the rest: every length with every kind of request.
            _ => give_up_after(u32::try_from(nth * 7 % 41).expect("below 41"), request).await,
        };
        let Some(answer) = answer else {
            tally.given_up += 1;
            continue;
        };
        tally.answers += 1;
        // More people than connections: whoever waited too long was told so.
        if answer.code() == "UNAVAILABLE" {
            tally.sent_away += 1;
            continue;
        }
        let whole = Value::from_iter([answer.data, Value::from(answer.errors.clone())]).to_string();
        if whole.contains(foreign) || !answer.errors.is_empty() || !whole.contains(&house.word) {
            tally.faults.push(whole);
        }
    }
    tally
}

#[tokio::test]
async fn requests_given_up_anywhere_leave_nothing_to_the_next_institution() {
    let world = World::with_connections(4).await;
    let sides = [(&world.hall, "foreign"), (&world.foreign, "hall")];
    for (house, _) in sides {
        Stage::new(&world, house).await.draft().await;
    }
    let time = hard::time();
    let crowd = Crowd { people: time.map_or(PEOPLE, |_| CROWD), time };
    let requests = (0..crowd.people).flat_map(|number| {
        let person = |house| world.client(house, Role::InstitutionAdmin);
        sides.map(|(house, foreign)| busy(person(house), house, foreign, number, crowd))
    });
    let tallies = futures_util::future::join_all(requests).await;
    let sum = |count: fn(&Tally) -> usize| tallies.iter().map(count).sum::<usize>();
    let (answers, given_up) = (sum(|tally| tally.answers), sum(|tally| tally.given_up));
    let sent_away = sum(|tally| tally.sent_away);
    let faults: Vec<_> = tallies.iter().flat_map(|tally| &tally.faults).collect();
    hard::figure(format_args!(
        "{answers} answers; {} foreign or wrong; {given_up} given up; {sent_away} sent away",
        faults.len()
    ));
    assert!(faults.is_empty(), "{} of {answers}, the first: {:.2000}", faults.len(), faults[0]);
    assert!(answers > 2_000 && given_up > 400, "{answers} answers, {given_up} given up");
    assert!(time.is_some() || sent_away * 10 < answers, "{sent_away} of {answers} sent away");
    none_in_transaction(&world).await;
    for (house, _) in sides {
        assert_eq!(journal::verify(&world.app, house.id).await.expect("read").1, None, "whole acts or none");
    }
}

/// Waits until the connections of the pools are at rest: outside a transaction, so without the settings that open rows.
async fn none_in_transaction(world: &World) {
    let mut admin = PgConnection::connect(&world.database.admin_url).await.expect("the superuser");
    let start = Instant::now();
    loop {
        let open: Vec<String> = sqlx::query_scalar(
            "SELECT usename || ' ' || state || ': ' || left(query, 200) FROM pg_stat_activity
             WHERE datname = current_database() AND application_name = 'calitas' AND state <> 'idle'",
        )
        .fetch_all(&mut admin)
        .await
        .expect("the activity");
        if open.is_empty() {
            return;
        }
        assert!(start.elapsed() < Duration::from_secs(3), "still in a transaction:\n{}", open.join("\n"));
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
}
