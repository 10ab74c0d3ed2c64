//! CAF self-assessments: from the group to the agreed scores, and what is refused on the way.

mod area;
mod blind;
mod guest;
mod report;
mod room;

use calitas_domain::{access::Role, id::TenantId};
use calitas_graphql::node::GlobalId;
use calitas_kit::{Client, Stage, World};
use serde_json::{Value, json};
use sqlx::{PgConnection, Row};

const CREATE: &str = "mutation($input: CreateCafAssessmentInput!) { createCafAssessment(input: $input) {
  cafAssessment { id version status steps { ordinal state } } } }";
const UPDATE: &str = "mutation($input: UpdateCafAssessmentInput!) { updateCafAssessment(input: $input) {
  cafAssessment { version method } } }";
const ADD: &str = "mutation($input: AddCafMemberInput!) { addCafMember(input: $input) {
  cafMember { id version role } cafAssessment { memberCount } } }";
const REMOVE: &str = "mutation($input: RemoveCafMemberInput!) { removeCafMember(input: $input) {
  cafAssessment { memberCount } } }";
const START: &str = "mutation($input: StartCafScoringInput!) { startCafScoring(input: $input) {
  cafAssessment { version status } } }";
const SCORE: &str = "mutation($input: ScoreCafSubcriterionInput!) { scoreCafSubcriterion(input: $input) {
  cafIndividualScore { version isComplete value { display exact band } warnings } cafMember { completeCount } } }";
const SUBMIT: &str = "mutation($input: SubmitCafScoresInput!) { submitCafScores(input: $input) {
  cafMember { version submittedAt } cafAssessment { submittedCount } } }";
const TAKE_BACK: &str = "mutation($input: TakeBackCafScoresInput!) { takeBackCafScores(input: $input) {
  cafMember { version submittedAt } } }";
const OPEN: &str = "mutation($input: OpenCafConsensusInput!) { openCafConsensus(input: $input) {
  cafAssessment { version status missingReason consensus { id version state subcriterion { code } } } } }";
const REVEAL: &str = "mutation($input: RevealCafScoresInput!) { revealCafScores(input: $input) {
  cafConsensus { version state } } }";
const AGREE: &str = "mutation($input: AgreeCafScoreInput!) { agreeCafScore(input: $input) {
  cafConsensus { version state value { display } average { display exact } reason }
  cafAssessment { agreedCount } } }";
const CONCLUDE: &str =
    "mutation($input: ConcludeCafAssessmentInput!) { concludeCafAssessment(input: $input) {
  cafAssessment { version status steps { ordinal state } results { total { display exact } percent { display }
    criteria { value { display } subcriteria { value { exact } } } } } } }";
const SEE: &str = "query($id: ID!) { cafAssessment(id: $id) { version status memberCount submittedCount
  mine { id version completeCount scores { id version subcriterion { code } panels { panel points } } }
  members { id version isViewer scores { value { exact } strengths } }
  results { total { display } } viewerCan { score { allowed reason } facilitate { allowed } } } }";

async fn see(client: &Client<'_>, id: &str) -> Value {
    client.run(SEE, json!({ "id": id })).await.ok()["cafAssessment"].clone()
}

fn id(value: &Value) -> String {
    value["id"].as_str().expect("an id").to_owned()
}

/// An input for something as it was read.
fn of(thing: &Value, more: Value) -> Value {
    let mut input = json!({ "id": thing["id"], "expectedVersion": thing["version"] });
    for (field, value) in more.as_object().into_iter().flatten() {
        input[field] = value.clone();
    }
    input
}

/// The first number of the last answer, in the scope of an institution and of an account; undone afterwards.
async fn reach(
    connection: &mut PgConnection,
    tenant: TenantId,
    account: &str,
    sql: &str,
) -> Result<i64, String> {
    let scope = format!(
        "BEGIN; SET LOCAL app.account_id = '{account}'; SET LOCAL app.tenant_ids = '{{{0}}}';
         SET LOCAL app.full_tenant_ids = '{{{0}}}'; SET LOCAL app.object_ids = '{{}}'; {sql}",
        tenant.0
    );
    let found = sqlx::raw_sql(sqlx::AssertSqlSafe(scope)).fetch_all(&mut *connection).await;
    sqlx::raw_sql("ROLLBACK").execute(connection).await.expect("undone");
    let rows = found.map_err(|error| error.to_string())?;
    Ok(rows.last().map_or(0, |row| row.get::<i64, _>(0)))
}

#[tokio::test]
async fn a_group_goes_from_single_scores_to_agreed_ones() {
    let world = World::new().await;
    let (house, stage) = (world.hall.clone(), Stage::new(&world, &world.hall).await);
    let manager = world.client(&house, Role::QualityManager);
    let input = json!({ "tenantId": house.id.global(), "year": 2026, "title": "Autoevaluare CAF 2026",
        "method": "FINE_TUNED", "disclosure": "ANONYMOUS",
        "coordinatorId": house.people[&Role::QualityManager].membership.global() });
    let made = manager.act(CREATE, input).await.ok()["createCafAssessment"]["cafAssessment"].clone();
    assert_eq!((made["steps"].as_array().map(Vec::len), &made["status"]), (Some(10), &json!("PREPARATION")));
    let assessment = id(&made);

    let start = |version: i32| json!({ "id": assessment, "expectedVersion": version, "dueOn": "2027-03-01" });
    assert_eq!(manager.act(START, start(1)).await.reason(), "NO_GROUP");
    for role in [Role::Specialist, Role::HeadOfUnit] {
        let input = json!({ "assessmentId": assessment, "memberId": house.people[&role].membership.global(),
            "role": "MEMBER" });
        manager.act(ADD, input.clone()).await.ok();
        let again = manager.act(ADD, input).await;
        assert_eq!(again.fields(), [("memberId".to_owned(), "ALREADY_IN_GROUP".to_owned())]);
    }
    manager.act(START, start(1)).await.ok();
    let late = json!({ "id": assessment, "expectedVersion": 2, "method": "CLASSICAL" });
    assert_eq!(
        manager.act(UPDATE, late).await.fields(),
        [("method".to_owned(), "SCORING_STARTED".to_owned())]
    );

    let specialist = world.client(&house, Role::Specialist);
    let mine = see(&specialist, &assessment).await["mine"].clone();
    let places = mine["scores"].as_array().expect("28 places").clone();
    assert_eq!((places.len(), &mine["completeCount"]), (28, &json!(0)));
    let early = specialist.act(SUBMIT, of(&mine, json!({}))).await;
    assert_eq!(early.reason(), "SCORES_MISSING");
    let first = &places[0];
    let example = json!({ "plan": 65, "do": 50, "check": 35, "act": 15 });
    let scored = specialist.act(SCORE, of(first, example)).await.ok()["scoreCafSubcriterion"].clone();
    let expected = json!({ "display": "41.3", "exact": "165/4", "band": 2 });
    assert_eq!(scored["cafIndividualScore"]["value"], expected);
    assert_eq!(scored["cafIndividualScore"]["warnings"], json!(["CAP40"]));
    let faults = [
        (json!({ "plan": 101 }), "plan", "OUT_OF_RANGE"),
        (json!({ "do": -1 }), "do", "OUT_OF_RANGE"),
        (json!({ "classicalEnablers": 40 }), "classicalEnablers", "OTHER_SCORING_METHOD"),
        (json!({ "trend": 40 }), "trend", "OTHER_SCORING_METHOD"),
    ];
    for (given, field, code) in faults {
        let refused = specialist.act(SCORE, of(first, given)).await;
        assert_eq!(refused.fields(), [(field.to_owned(), code.to_owned())]);
    }
    let half = specialist.act(SCORE, of(first, json!({ "plan": 40.5 }))).await;
    assert_eq!(half.code(), "INVALID", "whole numbers only");

    for place in &places {
        let is_result = place["panels"].as_array().map(Vec::len) == Some(2);
        let given = if is_result {
            json!({ "trend": 45, "target": 60 })
        } else {
            json!({ "plan": 80, "do": 70, "check": 60, "act": 50 })
        };
        specialist.act(SCORE, of(place, given)).await.ok();
    }
    let submitted = specialist.act(SUBMIT, of(&mine, json!({}))).await.ok();
    let member = submitted["submitCafScores"]["cafMember"].clone();
    assert_eq!(submitted["submitCafScores"]["cafAssessment"]["submittedCount"], json!(1));
    let closed = specialist.act(SCORE, of(first, json!({ "plan": 1 }))).await;
    assert_eq!(closed.reason(), "ALREADY_SUBMITTED");
    let back =
        specialist.act(TAKE_BACK, json!({ "id": mine["id"], "expectedVersion": member["version"] })).await;
    let back = back.ok()["takeBackCafScores"]["cafMember"]["version"].clone();
    specialist.act(SUBMIT, json!({ "id": mine["id"], "expectedVersion": back })).await.ok();

    let open = |reason: Value| json!({ "id": assessment, "expectedVersion": 2, "reason": reason });
    let refused = manager.act(OPEN, open(Value::Null)).await;
    assert_eq!(refused.fields(), [("reason".to_owned(), "MEMBERS_MISSING".to_owned())]);
    let opened = manager.act(OPEN, open(json!("Un membru este în concediu"))).await.ok();
    let opened = opened["openCafConsensus"]["cafAssessment"].clone();
    assert_eq!(opened["missingReason"], json!("Un membru este în concediu"));
    let missing = world.client(&house, Role::HeadOfUnit);
    let own = see(&missing, &assessment).await["mine"]["scores"][0].clone();
    assert_eq!(
        missing.act(SCORE, of(&own, json!({ "plan": 1 }))).await.reason(),
        "ASSESSMENT_NOT_IN_SCORING"
    );

    agree_on_everything(&manager, &opened).await;
    let concluded = manager.act(CONCLUDE, json!({ "id": assessment, "expectedVersion": 3 })).await.ok();
    let concluded = concluded["concludeCafAssessment"]["cafAssessment"].clone();
    assert_eq!(concluded["results"]["total"], json!({ "display": "450.0", "exact": "450" }));
    assert_eq!(concluded["results"]["percent"]["display"], json!("50.0"));
    assert_eq!(concluded["steps"][4], json!({ "ordinal": 5, "state": "DONE" }));
    drop(stage);
}

/// Agrees on 50 for every subcriterion, and tries what is refused with the first.
async fn agree_on_everything(manager: &Client<'_>, opened: &Value) {
    let all = opened["consensus"].as_array().expect("28 subcriteria");
    assert_eq!(all.len(), 28);
    for (place, one) in all.iter().enumerate() {
        let is_result = one["subcriterion"]["code"].as_str().is_some_and(|code| code >= "6");
        let panels: &[&str] = if is_result { &["TREND", "TARGET"] } else { &["PLAN", "DO", "CHECK", "ACT"] };
        let points = |panels: &[&str]| -> Vec<Value> {
            panels.iter().map(|panel| json!({ "panel": panel, "points": 50 })).collect()
        };
        let agreement = json!({ "scores": points(panels), "reason": "Dovezile" });
        if place == 0 {
            assert_eq!(manager.act(AGREE, of(one, agreement.clone())).await.reason(), "SCORES_HIDDEN");
        }
        let shown =
            manager.act(REVEAL, of(one, json!({}))).await.ok()["revealCafScores"]["cafConsensus"].clone();
        let shown = json!({ "id": one["id"], "version": shown["version"] });
        if place == 0 {
            let part = manager
                .act(AGREE, of(&shown, json!({ "scores": points(&panels[1..]), "reason": "Da, e bine" })));
            assert_eq!(part.await.fields(), [("scores".to_owned(), "SCORE_INCOMPLETE".to_owned())]);
            let silent =
                manager.act(AGREE, of(&shown, json!({ "scores": points(panels), "reason": " " }))).await;
            assert_eq!(silent.fields(), [("reason".to_owned(), "REQUIRED".to_owned())]);
        }
        let agreed = manager.act(AGREE, of(&shown, agreement.clone())).await.ok()["agreeCafScore"].clone();
        let agreed = &agreed["cafConsensus"];
        let average = if is_result {
            json!({ "display": "52.5", "exact": "105/2" })
        } else {
            json!({ "display": "65.0", "exact": "65" })
        };
        assert_eq!((&agreed["value"]["display"], &agreed["average"]), (&json!("50.0"), &average));
        if place == 0 {
            let again = json!({ "id": one["id"], "version": agreed["version"] });
            assert_eq!(manager.act(AGREE, of(&again, agreement)).await.reason(), "ALREADY_AGREED");
        }
    }
}

#[tokio::test]
async fn who_left_the_group_neither_scores_nor_counts() {
    let world = World::new().await;
    let (house, stage) = (world.hall.clone(), Stage::new(&world, &world.hall).await);
    let people = [&house.people[&Role::Specialist], &house.people[&Role::HeadOfUnit]];
    let (assessment, members) = stage.scoring(&people).await;
    for (person, member) in people.iter().zip(&members) {
        stage.score_all(person, member, 40).await;
        stage.submit_scores(person, member).await;
    }
    let author = world.client_of(&stage.author);
    let gone = see(&author, &assessment.id.global()).await["members"][1].clone();
    let left = author.act(REMOVE, of(&gone, json!({}))).await.ok();
    assert_eq!(left["removeCafMember"]["cafAssessment"]["memberCount"], json!(1));
    let former = world.client(&house, Role::HeadOfUnit);
    let seen = see(&former, &assessment.id.global()).await;
    assert_eq!((&seen["mine"], &seen["viewerCan"]["score"]["allowed"]), (&Value::Null, &json!(false)));
    stage.open_consensus(assessment.id).await;
    let shown = see(&author, &assessment.id.global()).await["members"].clone();
    assert_eq!(shown.as_array().map(Vec::len), Some(1), "only who is in the group shows");
}
