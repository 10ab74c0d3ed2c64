//! The program is killed between two answers of a questionnaire: whatever was acknowledged is there afterwards.

use super::{PASSWORD, is_journaled};
use crate::program::{Program, ask};
use calitas_app::identity::account;
use calitas_domain::{access::Role, control::CriterionAnswer, identity::Language};
use calitas_graphql::node::GlobalId;
use calitas_kit::{Stage, World, hard};
use serde_json::{Value, json};
use std::{
    hash::{BuildHasher, RandomState},
    time::Duration,
};
use tokio::time::sleep;

const ANSWER: &str = "mutation($input: AnswerCriterionInput!) { answerCriterion(input: $input) { criterionAnswer { version } } }";
const ROUNDS: usize = 4;
/// People who answer different criteria of one questionnaire.
const WRITERS: usize = 3;

/// What somebody said of a criterion, and what came of it.
struct Said {
    text: String,
    /// The version an answer of the server gave; none where it was killed before.
    version: Option<i64>,
}

#[tokio::test]
async fn killing_the_program_between_two_answers_keeps_all_that_was_acknowledged() {
    let world = World::new().await;
    let stage = Stage::new(&world, &world.hall).await;
    let head = &world.hall.people[&Role::HeadOfUnit];
    account::establish(&world.app, &head.email, "Șef serviciu", PASSWORD, Language::Ro)
        .await
        .expect("a password");
    let questionnaire = stage.questionnaire().await;
    let places: Vec<CriterionAnswer> = stage.answers(questionnaire.id).await;
    let mut said: Vec<Vec<Said>> = places.iter().map(|_| Vec::new()).collect();
    let random = RandomState::new();
    for round in 0..ROUNDS {
        let server = Program::start(&world.database).await;
        let token = server.sign_in(&head.email, PASSWORD).await;
        let address = server.address.clone();
        let life = Duration::from_millis(80 + random.hash_one(round) % 400);
        let writers = (0..WRITERS).map(|writer| {
            let (address, token, places, said) = (&address, &token, &places, &said);
            async move {
                let mut done: Vec<(usize, Said)> = Vec::new();
                loop {
                    // Each writer goes round its own criteria.
                    let number = done.len();
                    let place = writer + WRITERS * (number % (places.len() / WRITERS));
                    let earlier = said[place].len() + done.iter().filter(|(one, _)| *one == place).count();
                    let text = format!("Runda {round}, {writer}, {number}");
                    let input = json!({ "input": { "id": places[place].id.global(),
                        "expectedVersion": earlier + 1, "answer": "YES", "explanation": text } });
                    match ask(address, Some(token), ANSWER, &input).await {
                        Ok(reply) => {
                            assert_eq!(reply.status, 200, "{reply:?}");
                            let version = reply.body.pointer("/data/answerCriterion/criterionAnswer/version");
                            let version = version.and_then(Value::as_i64);
                            assert!(version.is_some(), "{reply:?}");
                            done.push((place, Said { text, version }));
                        }
                        // Killed: whether this one happened nobody knows yet.
                        Err(_) => {
                            done.push((place, Said { text, version: None }));
                            return done;
                        }
                    }
                }
            }
        });
        let killing = async {
            sleep(life).await;
            server.kill().await;
        };
        let (done, ()) = tokio::join!(futures_util::future::join_all(writers), killing);
        for (place, one) in done.into_iter().flatten() {
            said[place].push(one);
        }
        // As it stands between two lives of the program.
        for (all, stored) in said.iter_mut().zip(stage.answers(questionnaire.id).await) {
            let Some(last) = all.last() else {
                assert_eq!((stored.version, &stored.explanation), (1, &None));
                continue;
            };
            let found = stored.explanation.clone();
            if last.version.is_none() && found.as_ref() != Some(&last.text) {
                // It did not happen: what was acknowledged before stands.
                all.pop();
            }
            let expected = all.last().map(|one| one.text.clone());
            assert_eq!(found, expected, "what was acknowledged stands");
            let count = i32::try_from(all.len()).expect("few");
            assert_eq!(stored.version, count + 1, "each acknowledged answer is one change");
            assert!(all.iter().all(|one| one.version.is_none_or(|version| version > 1)));
        }
    }
    let count: usize = said.iter().map(Vec::len).sum();
    let silent = said.iter().flatten().filter(|one| one.version.is_none()).count();
    hard::figure(format_args!("{ROUNDS} kills; {count} answers; {silent} of them without a word; 0 lost"));
    assert!(count > 0);
    is_journaled(&world, count).await;
}
