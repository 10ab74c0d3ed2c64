//! Nobody reads or changes what a member wrote before it was submitted and consensus opened: not the coordinator, no
//! administrator, no other member, no guest, not the mayor's office; over the API, its streams, the journal and plain SQL.

use super::{SCORE, reach, see};
use calitas_domain::{
    access::Role,
    caf::{Assessment, GroupMember},
};
use calitas_graphql::{connection::cursor, node::GlobalId};
use calitas_kit::{Answer, Client, House, Stage, World, world::Person};
use futures_util::StreamExt;
use serde_json::{Value, json};
use sqlx::{Connection, PgConnection};
use std::time::Duration;

/// The word nobody may find.
const SECRET: &str = "nerostit";

/// An assessment that a specialist and a head of unit score; the specialist wrote everything.
async fn scored(stage: &Stage<'_>) -> (Assessment, Vec<GroupMember>, Person) {
    let people = &stage.house.people;
    let (member, other) = (&people[&Role::Specialist], &people[&Role::HeadOfUnit]);
    let (assessment, members) = stage.scoring(&[member, other]).await;
    stage.score_all(member, &members[0], 73).await;
    let own = stage.own_scores(member, &members[0]).await.remove(0);
    let client = stage.world().client_of(member);
    let input = json!({ "id": own.id.global(), "expectedVersion": own.version, "strengths": SECRET });
    client.act(SCORE, input).await.ok();
    (assessment, members, member.clone())
}

/// Everybody who is not the member.
fn others(world: &World, stage: &Stage<'_>, house: &House) -> Vec<Person> {
    let own = [
        Role::InstitutionAdmin,
        Role::HeadOfInstitution,
        Role::QualityManager,
        Role::HeadOfUnit,
        Role::Reader,
    ];
    let own = own.into_iter().map(|role| house.people[&role].clone());
    let outside = world.foreign.people.values().cloned();
    own.chain([stage.author.clone(), stage.approver.clone()]).chain(outside).collect()
}

#[tokio::test]
async fn over_the_api_only_the_author_sees_it_until_it_is_opened() {
    let world = World::new().await;
    let (house, stage) = (world.hall.clone(), Stage::new(&world, &world.hall).await);
    let (assessment, members, member) = scored(&stage).await;
    let id = assessment.id.global().to_string();
    let score = stage.own_scores(&member, &members[0]).await.remove(0);
    let node = "query($id: ID!) { node(id: $id) { ... on CafIndividualScore { strengths } } }";
    for is_submitted in [false, true] {
        if is_submitted {
            stage.submit_scores(&member, &members[0]).await;
        }
        for person in others(&world, &stage, &house) {
            let client = world.client_of(&person);
            let found = client.run(node, json!({ "id": score.id.global() })).await.ok();
            assert_eq!(found["node"], Value::Null);
            let input = json!({ "id": score.id.global(), "expectedVersion": 1, "strengths": "altceva" });
            assert_eq!(client.act(SCORE, input).await.code(), "NOT_FOUND");
            let seen = client.run(super::SEE, json!({ "id": id })).await.ok();
            assert!(!seen.to_string().contains(SECRET));
            for one in seen["cafAssessment"]["members"].as_array().into_iter().flatten() {
                let is_theirs = one["isViewer"] == json!(true);
                assert_eq!(one["scores"] == json!([]), !is_theirs, "{one}");
            }
        }
    }
    let own = see(&world.client_of(&member), &id).await;
    assert!(own["members"].to_string().contains(SECRET), "the author sees it");
    stage.with_names(assessment.id).await;
    stage.open_consensus(assessment.id).await;
    let author = world.client_of(&stage.author);
    let seen = async |client: &Client<'_>| see(client, &id).await["members"].clone();
    let others_scores = |members: &Value| {
        let all = members.as_array().into_iter().flatten();
        all.map(|one| one["scores"].as_array().map_or(0, Vec::len)).collect::<Vec<_>>()
    };
    assert_eq!(others_scores(&seen(&author).await), [0, 0], "nothing shows before the meeting gets there");
    let one = stage.before_group(assessment.id).await.remove(0);
    stage.revealed(&one).await;
    let shown = seen(&author).await;
    assert_eq!(others_scores(&shown), [1, 0], "what was shown; what was not submitted stays its author's");
    assert!(shown.to_string().contains(SECRET));
}

#[tokio::test]
async fn streams_and_the_journal_name_no_value() {
    let world = World::new().await;
    let stage = Stage::new(&world, &world.hall).await;
    let (assessment, members, member) = scored(&stage).await;
    stage.submit_scores(&member, &members[0]).await;
    let heard = "subscription($id: ID!, $after: String) { cafAssessmentChanged(id: $id, after: $after) {
      entry { kind changes { field old new } } cafMember { scores { strengths panels { points } } } } }";
    let author = world.client_of(&stage.author);
    let variables = json!({ "id": assessment.id.global(), "after": cursor(&["0"]) });
    let mut events = author.listen(heard, variables).await;
    let mut kinds = Vec::new();
    while kinds.last().is_none_or(|kind| kind != "caf_scores_submitted") {
        let event: Answer = tokio::time::timeout(Duration::from_secs(10), events.next())
            .await
            .expect("in time")
            .expect("an event");
        let event = event.ok();
        assert!(
            !event.to_string().contains(SECRET) && !event.to_string().contains(r#""points":73"#),
            "{event}"
        );
        let kind = event["cafAssessmentChanged"]["entry"]["kind"].as_str().expect("a kind").to_owned();
        assert_ne!(kind, "caf_individual_scored", "what is written alone is not told");
        kinds.push(kind);
    }
    let journal = "query($id: ID!) { tenant(id: $id) { journal(first: 100) { nodes {
      kind changes { field old new } subject { id } } } } }";
    let administrator = world.client(&world.hall, Role::InstitutionAdmin);
    let found = administrator.run(journal, json!({ "id": world.hall.id.global() })).await.ok();
    let entries = found["tenant"]["journal"]["nodes"].as_array().expect("entries").clone();
    let written: Vec<_> = entries.iter().filter(|one| one["kind"] == "caf_individual_scored").collect();
    assert!(written.len() >= 28);
    assert!(written.iter().all(|one| one["changes"] == json!([]) && one["subject"] == Value::Null));
}

#[tokio::test]
async fn in_plain_sql_only_the_authors_account_reaches_it() {
    let world = World::new().await;
    let (house, stage) = (world.hall.clone(), Stage::new(&world, &world.hall).await);
    let (assessment, members, member) = scored(&stage).await;
    let mut connection = PgConnection::connect(&world.database.app_url).await.expect("the role can log in");
    let count = "SELECT count(*) FROM caf_individual_score";
    let change = "UPDATE caf_individual_score SET strengths = 'altceva'";
    let account = |person: &Person| person.account.0.to_string();
    assert_eq!(reach(&mut connection, house.id, &account(&member), count).await, Ok(28));
    let strangers: Vec<String> = others(&world, &stage, &house)
        .iter()
        .filter(|one| one.membership != house.people[&Role::HeadOfUnit].membership)
        .map(account)
        .chain([String::new()])
        .collect();
    for is_submitted in [false, true] {
        if is_submitted {
            stage.submit_scores(&member, &members[0]).await;
        }
        for stranger in &strangers {
            assert_eq!(reach(&mut connection, house.id, stranger, count).await, Ok(0));
            assert!(
                reach(&mut connection, house.id, stranger, change).await.is_err(),
                "nor writes it unread"
            );
            let own = format!("UPDATE caf_individual_score SET account_id = nullif('{stranger}', '')::uuid");
            let taken = reach(&mut connection, house.id, stranger, &own).await;
            assert!(taken.is_err(), "nor makes it theirs");
        }
    }
    let other = account(&house.people[&Role::HeadOfUnit]);
    assert_eq!(reach(&mut connection, house.id, &other, count).await, Ok(28), "one's own empty places");
    // Nothing opens what was not submitted.
    let force = format!("UPDATE caf_member SET opened_at = now() WHERE id = '{}'", members[1].id.row);
    assert!(reach(&mut connection, house.id, &account(&stage.author), &force).await.is_err());
    // Places can be laid out for somebody, never filled.
    let forge = "INSERT INTO caf_individual_score (tenant_id, id, assessment_id, member_id, account_id, subcriterion, given)
      SELECT tenant_id, gen_random_uuid(), assessment_id, id, '{account}', '9.9', '{50}' FROM caf_member LIMIT 1";
    let forge = forge.replace("{account}", &other);
    assert!(reach(&mut connection, house.id, &account(&stage.author), &forge).await.is_err());

    stage.open_consensus(assessment.id).await;
    for stranger in &strangers {
        assert_eq!(reach(&mut connection, house.id, stranger, count).await, Ok(28));
        assert!(reach(&mut connection, house.id, stranger, change).await.is_err());
    }
    let leave = format!("UPDATE caf_member SET removed_at = now() WHERE id = '{}'", members[0].id.row);
    let hidden = format!("{leave}; {count}");
    assert_eq!(
        reach(&mut connection, house.id, &strangers[0], &hidden).await,
        Ok(0),
        "who left takes it along"
    );
}
