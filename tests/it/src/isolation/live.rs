//! Live updates: everybody hears their own institution's changes and nobody another's.

use calitas_graphql::node::GlobalId;
use calitas_kit::{Answer, Filled, World};
use futures_util::{StreamExt, stream::BoxStream};
use serde_json::json;
use std::time::Duration;
use tokio::time::timeout;

/// Changes on each side.
const TIMES: usize = 20;
const CHANGES: &str = "subscription($id: ID!, $after: String) { planChanged(planId: $id, after: $after) { cursor entry { kind changes { field new } }
  plan { id title } action { id title checklist { title } } } }";

#[tokio::test]
async fn changes_reach_those_who_listen_and_nobody_in_another_institution() {
    let world = World::new().await;
    let one = Filled::new(&world, "muzeu", "zimbru", "deschis", Some(&world.hall)).await;
    let two = Filled::new(&world, "teatru", "cocor", "public", Some(&world.hall)).await;
    let sides = [(&one, "zimbru", "cocor"), (&two, "cocor", "zimbru")];
    let mut heard = Vec::new();
    for (side, ..) in sides {
        let client = world.client_of(&side.stage.author);
        let question = "query($id: ID!) { plan(id: $id) { streamCursor } }";
        let read = client.run(question, json!({ "id": side.draft.global() })).await.ok();
        let from = json!({ "id": side.draft.global(), "after": read["plan"]["streamCursor"] });
        let streams =
            futures_util::future::join_all((0..10).map(|_| client.listen(CHANGES, from.clone()))).await;
        heard.push(streams);
    }
    let mut listening: Vec<Vec<_>> = Vec::new();
    for streams in heard {
        let collect = |mut stream: BoxStream<'static, Answer>| {
            tokio::spawn(async move {
                let mut events = Vec::new();
                // What comes too late is missing; after the last nothing comes a second time.
                let patience = |heard: usize| Duration::from_millis(if heard < TIMES { 20_000 } else { 500 });
                while let Ok(Some(event)) = timeout(patience(events.len()), stream.next()).await {
                    events.push(event.ok().to_string());
                }
                events
            })
        };
        listening.push(streams.into_iter().map(collect).collect());
    }
    for _ in 0..TIMES {
        tokio::join!(one.stage.check(one.draft_action), two.stage.check(two.draft_action));
    }
    for (streams, (side, own, other)) in listening.into_iter().zip(sides) {
        for stream in streams {
            let events = stream.await.expect("a listener");
            assert_eq!(events.len(), TIMES, "{} heard all", side.house().slug);
            assert!(events.iter().all(|event| event.contains(own)), "own changes are told");
            assert!(events.iter().all(|event| !event.contains(other)), "others' changes are not");
        }
    }
}
