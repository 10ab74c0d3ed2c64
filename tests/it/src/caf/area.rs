//! From areas for improvement to actions of a plan, and whether these moved what they were meant for.

use super::{UPDATE, of};
use calitas_domain::access::Role;
use calitas_graphql::node::GlobalId;
use calitas_kit::{Client, Stage, World};
use serde_json::{Value, json};

const AREAS: &str = "query($id: ID!) { cafAssessment(id: $id) { plan { id }
  viewerCan { rankAreas { allowed } planAreas { allowed reason } }
  areas { id version kind text impact effort priority subcriterion { code } planAction { id title } } } }";
const RANK: &str = "mutation($input: RankCafFindingInput!) { rankCafFinding(input: $input) {
  cafFinding { id version impact effort priority } } }";
const PLAN: &str = "mutation($input: PlanCafAreasInput!) { planCafAreas(input: $input) {
  cafAssessment { plan { id } } plan { id }
  planActions { id title description impact effort priority status source { kind reference note } } } }";
const EFFECT: &str = "query($id: ID!) { node(id: $id) { ... on PlanAction { cafEffects {
  subcriterion { code } cafAssessment { id } before { display } later { id } after { display } change } } } }";
const DELETE: &str =
    "mutation($input: DeletePlanActionInput!) { deletePlanAction(input: $input) { plan { id } } }";

async fn areas(client: &Client<'_>, id: &str) -> Vec<Value> {
    let found = client.run(AREAS, json!({ "id": id })).await.ok()["cafAssessment"].clone();
    found["areas"].as_array().expect("areas").clone()
}

#[tokio::test]
async fn areas_are_weighed_and_become_actions_in_one_step() {
    let world = World::new().await;
    let (house, stage) = (world.hall.clone(), Stage::new(&world, &world.hall).await);
    let (assessment, _) = stage.opened(&[&stage.author]).await;
    let id = assessment.id.global().to_string();
    let author = world.client_of(&stage.author);
    let all = areas(&author, &id).await;
    assert!(all.len() >= 28 && all.iter().all(|one| one["kind"] == "AREA"));

    let other = world.client(&house, Role::Specialist);
    assert_eq!(other.act(RANK, of(&all[0], json!({ "impact": 5 }))).await.code(), "FORBIDDEN");
    let wrong = author.act(RANK, of(&all[0], json!({ "impact": 6 }))).await;
    assert_eq!(wrong.fields(), [("impact".to_owned(), "OUT_OF_RANGE".to_owned())]);
    let ranked = author.act(RANK, of(&all[0], json!({ "impact": 5, "effort": 2 }))).await.ok();
    assert_eq!(ranked["rankCafFinding"]["cafFinding"]["priority"], json!("QUICK_WIN"));
    let other_field = author.act(RANK, of(&all[1], json!({ "effort": 4 }))).await.ok();
    assert_eq!(other_field["rankCafFinding"]["cafFinding"]["priority"], Value::Null);
    let first = stage.before_group(assessment.id).await.remove(0);
    let strength = stage.findings(&first).await.into_iter().find(|one| one.kind.code() == "STRENGTH");
    let strength = strength.expect("a strength");
    let strength = json!({ "id": strength.id.global(), "version": strength.version });
    assert_eq!(author.act(RANK, of(&strength, json!({ "impact": 1 }))).await.reason(), "NOT_AN_AREA");

    let plan = stage.empty_plan("Plan din CAF").await.global();
    let group = |ids: &[&Value], title: &str| json!({ "findingIds": ids, "title": title });
    let input = |groups: Value| json!({ "assessmentId": id, "planId": plan, "groups": groups, "idempotencyKey": "k" });
    let whole = input(json!([
        group(&[&all[0]["id"], &all[1]["id"]], "Sondaj anual al cetățenilor"),
        group(&[&all[2]["id"]], "Indicatori pe procese"),
    ]));
    assert_eq!(author.act(PLAN, whole.clone()).await.reason(), "ASSESSMENT_NOT_CONCLUDED");
    stage.agree_all(assessment.id, 50).await;
    stage.concluded(assessment.id).await;
    let faults = [
        (json!([]), "groups", "REQUIRED"),
        (json!([group(&[], "Sondaj")]), "groups.0.findingIds", "REQUIRED"),
        (
            json!([group(&[&all[3]["id"]], "Sondaj"), group(&[&all[2]["id"]], " ")]),
            "groups.1.title",
            "REQUIRED",
        ),
        (json!([group(&[&strength["id"]], "Sondaj")]), "groups.0.findingIds", "NOT_AN_AREA"),
    ];
    for (groups, path, code) in faults {
        let mut wrong = input(groups);
        wrong["idempotencyKey"] = Value::Null;
        assert_eq!(author.act(PLAN, wrong).await.fields(), [(path.to_owned(), code.to_owned())]);
    }
    assert!(
        areas(&author, &id).await.iter().all(|one| one["planAction"] == Value::Null),
        "nothing is left behind"
    );

    let planned = author.act(PLAN, whole.clone()).await.ok()["planCafAreas"].clone();
    let actions = planned["planActions"].as_array().expect("actions").clone();
    assert_eq!((actions.len(), &actions[0]["impact"], &actions[0]["effort"]), (2, &json!(5), &json!(4)));
    assert_eq!(actions[0]["source"]["kind"], json!("CAF_AREA"));
    assert_eq!(planned["cafAssessment"]["plan"]["id"], json!(plan));
    let again = author.act(PLAN, whole).await.ok()["planCafAreas"].clone();
    assert_eq!(again["planActions"].as_array().map(Vec::len), Some(2), "sent twice, made once");
    let mut taken = input(json!([group(&[&all[0]["id"]], "Încă o dată")]));
    taken["idempotencyKey"] = Value::Null;
    assert_eq!(
        author.act(PLAN, taken).await.fields(),
        [("groups.0.findingIds".to_owned(), "AREA_PLANNED".to_owned())]
    );
    let kept = areas(&author, &id).await;
    assert_eq!(kept[0]["planAction"]["id"], actions[0]["id"]);
    let gone = json!({ "id": actions[1]["id"], "expectedVersion": 1 });
    author.act(DELETE, gone).await.ok();
    assert_eq!(
        areas(&author, &id).await[2]["planAction"],
        Value::Null,
        "a deleted proposal gives its areas back"
    );
}

#[tokio::test]
async fn an_action_shows_whether_its_subcriterion_moved() {
    let world = World::new().await;
    let stage = Stage::new(&world, &world.hall).await;
    let (first, action) = stage.planned().await;
    let author = world.client_of(&stage.author);
    let effects = async |client: &Client<'_>| {
        client.run(EFFECT, json!({ "id": action.global() })).await.ok()["node"]["cafEffects"].clone()
    };
    let open = effects(&author).await;
    assert_eq!((&open[0]["before"]["display"], &open[0]["later"]), (&json!("50.0"), &Value::Null));
    let (later, _) = stage.opened(&[&stage.author]).await;
    let next_year = json!({ "id": later.id.global(), "expectedVersion": later.version, "year": 2028 });
    author.act(UPDATE, next_year).await.ok();
    stage.agree_all(later.id, 58).await;
    stage.concluded(later.id).await;
    let seen = effects(&author).await;
    assert_eq!(seen.as_array().map(Vec::len), Some(1));
    assert_eq!(seen[0]["cafAssessment"]["id"], json!(first.id.global()));
    assert_eq!(seen[0]["later"]["id"], json!(later.id.global()));
    assert_eq!((&seen[0]["after"]["display"], &seen[0]["change"]), (&json!("58.0"), &json!("8.0")));
}
