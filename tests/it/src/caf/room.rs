//! The consensus meeting: what the group sees of scores and votes and when, the time of its talk, who asks for the word,
//! what it finds, and that a screen that was away hears everything.

use super::{AGREE, REVEAL, of, reach};
use calitas_domain::{access::Role, caf::Assessment};
use calitas_graphql::{connection::cursor, node::GlobalId};
use calitas_kit::{Answer, Client, Stage, World, world::Person};
use futures_util::StreamExt;
use serde_json::{Value, json};
use sqlx::{Connection, PgConnection};
use std::time::Duration;

const MEETING: &str =
    "query($id: ID!) { cafAssessment(id: $id) { id version mine { id handRaisedAt } streamCursor
  room { current { subcriterion { code } } hands { id } }
  members { id isViewer }
  consensus { id version state round voteCount voterCount discussionEndsAt discussionLeft myScore { display }
    subcriterion { code } myVote { round value { display } }
    spread { count isWide lowest { display } median { display } mean { display } highest { display }
      shown { value { display } member { id } } }
    average { display } value { display }
    findings { id version kind text mentions }
    viewerCan { facilitate { allowed } vote { allowed } write { allowed } } } } }";
const MOVE: &str = "mutation($input: MoveCafRoomInput!) { moveCafRoom(input: $input) {
  cafAssessment { room { current { subcriterion { code } } } } } }";
const DISCUSS: &str =
    "mutation($input: DiscussCafSubcriterionInput!) { discussCafSubcriterion(input: $input) {
  cafConsensus { id version state discussionEndsAt discussionLeft } } }";
const PAUSE: &str = "mutation($input: PauseCafDiscussionInput!) { pauseCafDiscussion(input: $input) {
  cafConsensus { id version discussionEndsAt discussionLeft } } }";
const RESUME: &str = "mutation($input: ResumeCafDiscussionInput!) { resumeCafDiscussion(input: $input) {
  cafConsensus { id version discussionEndsAt discussionLeft } } }";
const REVOTE: &str = "mutation($input: RevoteCafSubcriterionInput!) { revoteCafSubcriterion(input: $input) {
  cafConsensus { id version state round spread { count } } } }";
const VOTE: &str = "mutation($input: CastCafVoteInput!) { castCafVote(input: $input) {
  cafVote { round value { display } } cafConsensus { version voteCount } } }";
const RAISE: &str = "mutation($input: RaiseCafHandInput!) { raiseCafHand(input: $input) {
  cafAssessment { room { hands { id } } } } }";
const LOWER: &str = "mutation($input: LowerCafHandInput!) { lowerCafHand(input: $input) {
  cafAssessment { room { hands { id } } } } }";
const WRITE: &str = "mutation($input: AddCafFindingInput!) { addCafFinding(input: $input) {
  cafFinding { id version kind text mentions } cafConsensus { findings { id } } } }";
const REWORD: &str = "mutation($input: UpdateCafFindingInput!) { updateCafFinding(input: $input) {
  cafFinding { id version text } } }";
const TAKE_OUT: &str = "mutation($input: RemoveCafFindingInput!) { removeCafFinding(input: $input) {
  cafConsensus { findings { id } } } }";
const MERGE: &str = "mutation($input: MergeCafFindingsInput!) { mergeCafFindings(input: $input) {
  cafFinding { id version text mentions } cafConsensus { findings { id } } } }";

/// The subcriterion whose place it is, as somebody sees it.
async fn before(client: &Client<'_>, id: &str, place: usize) -> Value {
    meeting(client, id).await["consensus"][place].clone()
}

async fn meeting(client: &Client<'_>, id: &str) -> Value {
    client.run(MEETING, json!({ "id": id })).await.ok()["cafAssessment"].clone()
}

fn points(points: i32) -> Value {
    json!([{ "panel": "CLASSICAL_ENABLERS", "points": points }])
}

/// An assessment of these people, who gave 40, 50 and so on; with names where wanted.
async fn opened(stage: &Stage<'_>, people: &[&Person], is_named: bool) -> Assessment {
    let (assessment, members) = stage.scoring(people).await;
    for ((person, member), points) in people.iter().zip(&members).zip((40..).step_by(10)) {
        stage.score_all(person, member, points).await;
        stage.submit_scores(person, member).await;
    }
    if is_named {
        stage.with_names(assessment.id).await;
    }
    stage.open_consensus(assessment.id).await
}

#[tokio::test]
async fn a_meeting_shows_what_it_got_to_and_votes_blind() {
    let world = World::new().await;
    let (house, stage) = (world.hall.clone(), Stage::new(&world, &world.hall).await);
    let people = [&house.people[&Role::Specialist], &house.people[&Role::HeadOfUnit]];
    let assessment = opened(&stage, &people, true).await;
    let id = assessment.id.global().to_string();
    let (leader, one, two) =
        (world.client_of(&stage.author), world.client_of(people[0]), world.client_of(people[1]));
    let hidden = before(&leader, &id, 0).await;
    assert_eq!(
        (&hidden["state"], &hidden["spread"], &hidden["voterCount"]),
        (&json!("HIDDEN"), &Value::Null, &json!(2))
    );
    assert_eq!(before(&one, &id, 0).await["myScore"]["display"], json!("40.0"), "one's own");
    let allowed = &hidden["viewerCan"];
    assert_eq!(
        (&allowed["facilitate"]["allowed"], &allowed["vote"]["allowed"]),
        (&json!(true), &json!(false))
    );

    assert_eq!(two.act(REVEAL, of(&hidden, json!({}))).await.code(), "FORBIDDEN", "a member does not lead");
    leader.act(REVEAL, of(&hidden, json!({}))).await.ok();
    let shown = before(&one, &id, 0).await;
    let spread = &shown["spread"];
    assert_eq!(
        (&spread["count"], &spread["median"]["display"], &spread["isWide"]),
        (&json!(2), &json!("45.0"), &json!(false))
    );
    assert_eq!(spread["shown"][0]["value"]["display"], json!("40.0"));
    assert_ne!(spread["shown"][0]["member"], Value::Null, "with names");
    let early = json!({ "id": shown["id"], "round": 0, "scores": points(50) });
    assert_eq!(one.act(VOTE, early).await.reason(), "NO_VOTE");

    let voting = leader.act(REVOTE, of(&shown, json!({}))).await.ok()["revoteCafSubcriterion"].clone();
    let voting = voting["cafConsensus"].clone();
    assert_eq!((&voting["round"], &voting["spread"]), (&json!(1), &Value::Null));
    let vote = |given: i32| json!({ "id": voting["id"], "round": 1, "scores": points(given) });
    assert_eq!(leader.act(VOTE, vote(50)).await.reason(), "NOT_IN_GROUP");
    assert_eq!(
        one.act(VOTE, vote(101)).await.fields(),
        [("scores.0.points".to_owned(), "OUT_OF_RANGE".to_owned())]
    );
    let none = json!({ "id": voting["id"], "round": 1, "scores": [] });
    assert_eq!(one.act(VOTE, none).await.fields(), [("scores".to_owned(), "SCORE_INCOMPLETE".to_owned())]);
    one.act(VOTE, vote(47)).await.ok();
    let again = one.act(VOTE, vote(48)).await.ok()["castCafVote"].clone();
    assert_eq!(
        (&again["cafVote"]["value"]["display"], &again["cafConsensus"]["voteCount"]),
        (&json!("48.0"), &json!(1))
    );
    let seen = before(&two, &id, 0).await;
    assert_eq!(
        (&seen["myVote"], &seen["spread"], &seen["voteCount"]),
        (&Value::Null, &Value::Null, &json!(1))
    );
    let mut connection = PgConnection::connect(&world.database.app_url).await.expect("the role can log in");
    let count = "SELECT count(*) FROM caf_vote";
    let accounts = [&stage.author, people[0], people[1]].map(|person| person.account.0.to_string());
    let mut counts = Vec::new();
    for account in &accounts {
        counts.push(reach(&mut connection, house.id, account, count).await);
    }
    assert_eq!(counts, [Ok(0), Ok(1), Ok(0)], "a vote is its member's until it is shown");
    for change in [format!("account_id = '{}'", accounts[2]), "given = '{90}'".to_owned()] {
        let change = format!("UPDATE caf_vote SET {change}");
        assert!(reach(&mut connection, house.id, &accounts[2], &change).await.is_err(), "{change}");
    }

    two.act(VOTE, vote(58)).await.ok();
    let state = before(&leader, &id, 0).await;
    assert_eq!(state["version"], voting["version"], "votes make no new version for who leads");
    leader.act(REVEAL, of(&state, json!({}))).await.ok();
    assert_eq!(one.act(VOTE, vote(90)).await.reason(), "NO_VOTE", "a late one");
    let shown = before(&two, &id, 0).await;
    assert_eq!(shown["spread"]["mean"]["display"], json!("53.0"), "the votes of the round");
    assert_eq!(reach(&mut connection, house.id, &accounts[0], count).await, Ok(2));
    let agreement = json!({ "scores": points(55), "reason": "Dovezile" });
    leader.act(AGREE, of(&shown, agreement)).await.ok();
    let agreed = before(&one, &id, 0).await;
    assert_eq!(
        (&agreed["value"]["display"], &agreed["average"]["display"]),
        (&json!("55.0"), &json!("45.0"))
    );
}

#[tokio::test]
async fn a_few_anonymous_scores_give_nobody_away() {
    let world = World::new().await;
    let (house, stage) = (world.hall.clone(), Stage::new(&world, &world.hall).await);
    let people = [&house.people[&Role::Specialist], &house.people[&Role::HeadOfUnit]];
    let assessment = opened(&stage, &people, false).await;
    let id = assessment.id.global().to_string();
    let first = stage.before_group(assessment.id).await.remove(0);
    stage.revealed(&first).await;
    for person in [&stage.author, people[0]] {
        let seen = before(&world.client_of(person), &id, 0).await["spread"].clone();
        assert_eq!(
            (&seen["lowest"]["display"], &seen["highest"]["display"]),
            (&json!("40.0"), &json!("50.0"))
        );
        assert_eq!(
            (&seen["median"], &seen["mean"], &seen["shown"]),
            (&Value::Null, &Value::Null, &json!([]))
        );
        let all = super::see(&world.client_of(person), &id).await["members"].clone();
        let others = all.as_array().into_iter().flatten().filter(|one| one["isViewer"] == json!(false));
        assert!(others.clone().count() > 0 && others.into_iter().all(|one| one["scores"] == json!([])));
    }
}

#[tokio::test]
async fn the_talk_has_its_time_and_members_ask_for_the_word() {
    let world = World::new().await;
    let (house, stage) = (world.hall.clone(), Stage::new(&world, &world.hall).await);
    let people = [&house.people[&Role::Specialist], &house.people[&Role::HeadOfUnit]];
    let assessment = opened(&stage, &people, false).await;
    let id = assessment.id.global().to_string();
    let (leader, one) = (world.client_of(&stage.author), world.client_of(people[0]));
    let start = meeting(&leader, &id).await;
    assert_eq!(start["room"]["current"]["subcriterion"]["code"], json!("1.1"));
    let moved = |code: &str| json!({ "assessmentId": id, "subcriterion": code });
    let two = world.client_of(people[1]);
    assert_eq!(two.act(MOVE, moved("1.2")).await.code(), "FORBIDDEN", "a member does not lead");
    assert_eq!(
        leader.act(MOVE, moved("1.9")).await.fields(),
        [("subcriterion".to_owned(), "UNKNOWN_REFERENCE".to_owned())]
    );
    leader.act(MOVE, moved("1.2")).await.ok();
    assert_eq!(meeting(&one, &id).await["room"]["current"]["subcriterion"]["code"], json!("1.2"));

    let current = before(&leader, &id, 1).await;
    let minutes = |count: i32| json!({ "minutes": count });
    assert_eq!(leader.act(DISCUSS, of(&current, minutes(3))).await.reason(), "SCORES_HIDDEN");
    let shown = leader.act(REVEAL, of(&current, json!({}))).await.ok()["revealCafScores"].clone();
    let shown = json!({ "id": current["id"], "version": shown["cafConsensus"]["version"] });
    assert_eq!(leader.act(PAUSE, of(&shown, json!({}))).await.reason(), "NO_TIMER");
    assert_eq!(
        leader.act(DISCUSS, of(&shown, minutes(61))).await.fields(),
        [("minutes".to_owned(), "OUT_OF_RANGE".to_owned())]
    );
    let talk = leader.act(DISCUSS, of(&shown, minutes(3))).await.ok()["discussCafSubcriterion"].clone();
    let talk = talk["cafConsensus"].clone();
    assert_eq!((&talk["state"], talk["discussionEndsAt"].is_string()), (&json!("DISCUSSION"), true));
    let paused = leader.act(PAUSE, of(&talk, json!({}))).await.ok()["pauseCafDiscussion"].clone();
    let paused = paused["cafConsensus"].clone();
    assert_eq!((&paused["discussionEndsAt"], &paused["discussionLeft"]), (&Value::Null, &json!(180)));
    let on = leader.act(RESUME, of(&paused, json!({}))).await.ok()["resumeCafDiscussion"].clone();
    assert!(on["cafConsensus"]["discussionEndsAt"].is_string());

    let mine = meeting(&one, &id).await["mine"].clone();
    let hand = json!({ "id": mine["id"] });
    let raised = one.act(RAISE, hand.clone()).await.ok()["raiseCafHand"].clone();
    assert_eq!(raised["cafAssessment"]["room"]["hands"], json!([{ "id": mine["id"] }]));
    assert_eq!(two.act(LOWER, hand.clone()).await.code(), "FORBIDDEN", "not another member's");
    assert_eq!(two.act(RAISE, hand.clone()).await.reason(), "NOT_IN_GROUP");
    let lowered = leader.act(LOWER, hand.clone()).await.ok()["lowerCafHand"].clone();
    assert_eq!(lowered["cafAssessment"]["room"]["hands"], json!([]));
    one.act(RAISE, hand.clone()).await.ok();
    one.act(LOWER, hand).await.ok();
}

#[tokio::test]
async fn what_members_wrote_is_gathered_merged_and_worked_on() {
    let world = World::new().await;
    let (house, stage) = (world.hall.clone(), Stage::new(&world, &world.hall).await);
    let people = [&house.people[&Role::Specialist], &house.people[&Role::HeadOfUnit]];
    let assessment = opened(&stage, &people, false).await;
    let id = assessment.id.global().to_string();
    let (leader, one) = (world.client_of(&stage.author), world.client_of(people[0]));
    let first = before(&one, &id, 0).await;
    let found = first["findings"].as_array().expect("gathered").clone();
    assert!(
        found.iter().any(|one| one["kind"] == "STRENGTH") && found.iter().any(|one| one["kind"] == "AREA")
    );
    assert!(found.iter().all(|one| one["mentions"].as_i64() >= Some(1)));

    let new = |kind: &str, text: &str, key: &str| json!({ "consensusId": first["id"], "kind": kind, "text": text, "idempotencyKey": key });
    let reader = world.client(&house, Role::Reader);
    assert_eq!(reader.act(WRITE, new("AREA", "Ceva", "a")).await.code(), "FORBIDDEN");
    assert_eq!(
        one.act(WRITE, new("AREA", " ", "b")).await.fields(),
        [("text".to_owned(), "REQUIRED".to_owned())]
    );
    let added =
        one.act(WRITE, new("AREA", "Sondajul nu se publică", "c")).await.ok()["addCafFinding"].clone();
    let again =
        one.act(WRITE, new("AREA", "Sondajul nu se publică", "c")).await.ok()["addCafFinding"].clone();
    assert_eq!(added["cafFinding"], again["cafFinding"], "sent twice, written once");
    let more = leader.act(WRITE, new("AREA", "Sondajul e rar", "d")).await.ok()["addCafFinding"].clone();

    let strength = found.iter().find(|one| one["kind"] == "STRENGTH").expect("a strength");
    let mixed = json!({ "ids": [strength["id"], added["cafFinding"]["id"]], "text": "Împreună" });
    let differ = [("ids".to_owned(), "FINDINGS_DIFFER".to_owned())];
    assert_eq!(leader.act(MERGE, mixed).await.fields(), differ);
    let alone = json!({ "ids": [strength["id"]], "text": "Împreună" });
    assert_eq!(leader.act(MERGE, alone).await.fields(), differ);
    let both = json!({ "ids": [added["cafFinding"]["id"], more["cafFinding"]["id"]],
        "text": "Sondajul e rar și nu se publică" });
    let merged = leader.act(MERGE, both).await.ok()["mergeCafFindings"].clone();
    assert_eq!(merged["cafFinding"]["id"], added["cafFinding"]["id"], "the first keeps its place");
    assert_eq!(
        merged["cafConsensus"]["findings"].as_array().map(Vec::len),
        more["cafConsensus"]["findings"].as_array().map(|all| all.len() - 1)
    );
    let kept = merged["cafFinding"].clone();
    one.act(REWORD, of(&kept, json!({ "text": "Sondajul se face rar" }))).await.ok();
    let stale = leader.act(REWORD, of(&kept, json!({ "text": "Altceva" }))).await;
    assert_eq!(stale.reason(), "CHANGED_MEANWHILE");
    let gone = of(&json!({ "id": kept["id"], "version": 3 }), json!({}));
    leader.act(TAKE_OUT, gone.clone()).await.ok();
    assert_eq!(leader.act(TAKE_OUT, gone).await.code(), "NOT_FOUND");
}

#[tokio::test]
async fn a_screen_that_was_away_hears_everything_once_and_in_order() {
    let world = World::new().await;
    let (house, stage) = (world.hall.clone(), Stage::new(&world, &world.hall).await);
    let people = [&house.people[&Role::Specialist], &house.people[&Role::HeadOfUnit]];
    let assessment = opened(&stage, &people, false).await;
    let id = assessment.id.global().to_string();
    let (leader, one) = (world.client_of(&stage.author), world.client_of(people[0]));
    let place = meeting(&one, &id).await["streamCursor"].clone();
    leader.act(MOVE, json!({ "assessmentId": id, "subcriterion": "1.2" })).await.ok();
    let two = stage.before_group(assessment.id).await.remove(1);
    let voting = stage.revoting(&stage.revealed(&two).await).await;
    stage.vote(people[0], &voting, 44).await;
    stage.vote(people[1], &voting, 46).await;
    let heard = "subscription($id: ID!, $after: String) { cafAssessmentChanged(id: $id, after: $after) {
      refetch entry { kind changes { field new } } cafConsensus { voteCount spread { count } }
      cafAssessment { room { current { subcriterion { code } } } } } }";
    assert_ne!(place, json!(cursor(&["0"])));
    let mut events = one.listen(heard, json!({ "id": id, "after": place })).await;
    let mut kinds = Vec::new();
    for _ in 0..5 {
        let next = tokio::time::timeout(Duration::from_secs(10), events.next());
        let event: Answer = next.await.expect("in time").expect("an event");
        let event = event.ok()["cafAssessmentChanged"].clone();
        assert!(!event.to_string().contains("44"), "a vote is told, never what it says: {event}");
        assert_eq!(event["cafAssessment"]["room"]["current"]["subcriterion"]["code"], json!("1.2"));
        kinds.push(event["entry"]["kind"].as_str().unwrap_or_default().to_owned());
    }
    let expected =
        ["caf_room_moved", "caf_scores_revealed", "caf_revote_asked", "caf_vote_cast", "caf_vote_cast"];
    assert_eq!(kinds, expected);
}
