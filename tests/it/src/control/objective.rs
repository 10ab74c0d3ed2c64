//! Objectives, activities, indicators and measured values: set, measured, taken out of use, with the risks that threaten
//! them and the procedures that cover them.

use super::text;
use calitas_domain::{access::Role, risk::Target};
use calitas_graphql::node::GlobalId;
use calitas_kit::{Client, House, Stage, World};
use serde_json::{Value, json};

const OBJECTIVE: &str =
    "mutation($input: CreateControlObjectiveInput!) { createControlObjective(input: $input) {
  controlObjective { id code kind version smartGaps achievedPercent parent { code } unit { code } } } }";
const CHANGE: &str = "mutation($input: UpdateControlObjectiveInput!) { updateControlObjective(input: $input) {
  controlObjective { id code title result isRetired version viewerCan { update { allowed } retire { allowed reason }
    addActivity { allowed } } } } }";
const ACTIVITY: &str =
    "mutation($input: CreateControlActivityInput!) { createControlActivity(input: $input) {
  controlActivity { id code version procedureCode objective { code } }
  tenant { procedureCoverage { proceduralCount coveredCount percent } } } }";
const CHANGE_ACTIVITY: &str =
    "mutation($input: UpdateControlActivityInput!) { updateControlActivity(input: $input) {
  controlActivity { isProcedural procedureCode procedureApprovedOn isRetired version }
  tenant { procedureCoverage { proceduralCount coveredCount percent } } } }";
const INDICATOR: &str = "mutation($input: CreateControlIndicatorInput!) { createControlIndicator(input: $input) {
  controlIndicator { id version target achievedPercent activity { code } objective { smartGaps achievedPercent } } } }";
const CHANGE_INDICATOR: &str =
    "mutation($input: UpdateControlIndicatorInput!) { updateControlIndicator(input: $input) {
  controlIndicator { name isRetired version } } }";
const MEASURE: &str = "mutation($input: RecordControlMeasurementInput!) { recordControlMeasurement(input: $input) {
  controlIndicator { latest latestOn achievedPercent measurements { id measuredOn value measuredBy { displayName } }
    objective { achievedPercent parent { achievedPercent } } } } }";
const TAKE_OUT: &str =
    "mutation($input: DeleteControlMeasurementInput!) { deleteControlMeasurement(input: $input) {
  deletedControlMeasurementId controlIndicator { latest achievedPercent } } }";
const TREE: &str = "query($id: ID!, $unit: ID) { tenant(id: $id) {
  controlObjectives(unitId: $unit) { code isRetired activities { code } indicators { name activity { code } } }
  procedureCoverage { proceduralCount coveredCount percent units { unit { code } proceduralCount coveredCount percent }
    activities { code isProcedural } } } }";

fn of(house: &House, more: Value) -> Value {
    with(json!({ "tenantId": house.id.global(), "title": "Servicii mai rapide" }), more)
}

fn with(mut base: Value, more: Value) -> Value {
    for (field, value) in more.as_object().into_iter().flatten() {
        base[field] = value.clone();
    }
    base
}

async fn objective(client: &Client<'_>, house: &House, more: Value) -> Value {
    client.act(OBJECTIVE, of(house, more)).await.ok()["createControlObjective"]["controlObjective"].clone()
}

/// A general objective with a specific one of the unit `legal`, an activity and an indicator of it.
async fn chain(world: &World, house: &House) -> [Value; 4] {
    let secretary = world.client(house, Role::ControlSecretariat);
    let general = objective(&secretary, house, json!({})).await;
    let more = json!({ "parentId": general["id"], "unitId": house.legal.global() });
    let head = world.client(house, Role::HeadOfUnit);
    let specific = objective(&head, house, more).await;
    let activity = head.act(ACTIVITY, activity_of(house, &specific, json!({}))).await.ok();
    let activity = activity["createControlActivity"]["controlActivity"].clone();
    let indicator =
        head.act(INDICATOR, indicator_of(&specific, json!({ "activityId": activity["id"] }))).await;
    let indicator = indicator.ok()["createControlIndicator"]["controlIndicator"].clone();
    [general, specific, activity, indicator]
}

fn activity_of(house: &House, objective: &Value, more: Value) -> Value {
    let base = json!({ "objectiveId": objective["id"], "unitId": house.legal.global(),
        "title": "Avizarea contractelor", "isProcedural": true });
    with(base, more)
}

fn indicator_of(objective: &Value, more: Value) -> Value {
    let base = json!({ "objectiveId": objective["id"], "name": "Durata de avizare", "measuredIn": "zile",
        "direction": "DOWN", "baseline": "12", "target": "7" });
    with(base, more)
}

fn measured(indicator: &Value, on: &str, value: &str) -> Value {
    json!({ "indicatorId": indicator["id"], "measuredOn": on, "value": value })
}

fn on(thing: &Value, more: Value) -> Value {
    with(json!({ "id": thing["id"], "expectedVersion": thing["version"] }), more)
}

async fn tree(client: &Client<'_>, house: &House, unit: Value) -> Value {
    client.run(TREE, json!({ "id": house.id.global(), "unit": unit })).await.ok()["tenant"].clone()
}

fn fault(path: &str, code: &str) -> Vec<(String, String)> {
    vec![(path.to_owned(), code.to_owned())]
}

#[tokio::test]
async fn from_a_general_objective_to_a_measured_indicator() {
    let world = World::new().await;
    let house = &world.hall;
    let head = world.client(house, Role::HeadOfUnit);
    let [general, specific, activity, indicator] = chain(&world, house).await;
    assert_eq!((&general["code"], &general["kind"]), (&json!("O1"), &json!("GENERAL")));
    assert_eq!((&specific["code"], &specific["parent"]["code"]), (&json!("O1.1"), &json!("O1")));
    assert_eq!((&activity["code"], &activity["objective"]["code"]), (&json!("A1.1.1"), &json!("O1.1")));
    assert_eq!(
        specific["smartGaps"],
        json!(["SPECIFIC", "MEASURABLE", "ACHIEVABLE", "RELEVANT", "TIME_BOUND"])
    );
    let gaps = json!(["SPECIFIC", "ACHIEVABLE", "RELEVANT", "TIME_BOUND"]);
    assert_eq!(indicator["objective"], json!({ "smartGaps": gaps, "achievedPercent": null }));
    for (on, value, latest, percent) in
        [("2026-10-01", "9.5", "9.5", 50), ("2026-11-01", "8", "8", 80), ("2026-09-01", "7", "8", 80)]
    {
        let answer = head.act(MEASURE, measured(&indicator, on, value)).await.ok();
        let now = &answer["recordControlMeasurement"]["controlIndicator"];
        assert_eq!((&now["latest"], &now["achievedPercent"]), (&json!(latest), &json!(percent)), "{on}");
        assert_eq!(now["objective"]["parent"]["achievedPercent"], percent, "counts for the general one too");
    }
    let answer = head.act(MEASURE, measured(&indicator, "2026-11-20", "6")).await.ok();
    let now = &answer["recordControlMeasurement"]["controlIndicator"];
    assert_eq!((&now["latestOn"], &now["achievedPercent"]), (&json!("2026-11-20"), &json!(100)));
    assert_eq!(now["measurements"][0]["measuredOn"], "2026-11-20", "the latest day first");
    let gone = head.act(TAKE_OUT, json!({ "id": now["measurements"][0]["id"] })).await.ok();
    assert_eq!(
        gone["deleteControlMeasurement"]["controlIndicator"],
        json!({ "latest": "8", "achievedPercent": 80 })
    );
    let again = head.act(TAKE_OUT, json!({ "id": now["measurements"][0]["id"] })).await;
    assert_eq!(again.code(), "NOT_FOUND");

    let history =
        "query($id: ID!) { node(id: $id) { ... on ControlObjective { history { nodes { kind } } } } }";
    let told = head.run(history, json!({ "id": specific["id"] })).await.ok();
    let nodes = told["node"]["history"]["nodes"].as_array().expect("entries").len();
    assert_eq!(nodes, 8, "the objective with its activity, its indicator, four values and one taken out");
}

#[tokio::test]
async fn a_repeated_request_has_one_effect_and_numbers_are_never_given_twice() {
    let world = World::new().await;
    let house = &world.hall;
    let secretary = world.client(house, Role::ControlSecretariat);
    let keyed = json!({ "idempotencyKey": "one" });
    let first = objective(&secretary, house, keyed.clone()).await;
    assert_eq!(objective(&secretary, house, keyed).await["id"], first["id"]);
    let [second, third] =
        [objective(&secretary, house, json!({})).await, objective(&secretary, house, json!({})).await];
    assert_eq!((&second["code"], &third["code"]), (&json!("O2"), &json!("O3")));
    secretary.act(CHANGE, on(&third, json!({ "isRetired": true }))).await.ok();
    assert_eq!(objective(&secretary, house, json!({})).await["code"], "O4");
    let [_, specific, _, indicator] = chain(&world, house).await;
    let again = with(activity_of(house, &specific, json!({})), json!({ "idempotencyKey": "two" }));
    let one = secretary.act(ACTIVITY, again.clone()).await.ok();
    let two = secretary.act(ACTIVITY, again).await.ok();
    assert_eq!(
        one["createControlActivity"]["controlActivity"],
        two["createControlActivity"]["controlActivity"]
    );
    let value = with(measured(&indicator, "2026-11-01", "8"), json!({ "idempotencyKey": "three" }));
    for _ in 0..2 {
        let answer = secretary.act(MEASURE, value.clone()).await.ok();
        let values = &answer["recordControlMeasurement"]["controlIndicator"]["measurements"];
        assert_eq!(values.as_array().map(Vec::len), Some(1));
    }
}

#[tokio::test]
async fn heads_keep_what_belongs_to_their_unit_and_every_fault_is_named() {
    let world = World::new().await;
    let house = &world.hall;
    let (secretary, head) =
        (world.client(house, Role::ControlSecretariat), world.client(house, Role::HeadOfUnit));
    let [general, specific, activity, indicator] = chain(&world, house).await;
    assert_eq!(head.act(OBJECTIVE, of(house, json!({}))).await.code(), "FORBIDDEN");
    let elsewhere = json!({ "parentId": general["id"], "unitId": house.finance.global() });
    assert_eq!(head.act(OBJECTIVE, of(house, elsewhere.clone())).await.code(), "FORBIDDEN");
    let other = objective(&secretary, house, elsewhere).await;
    assert_eq!(head.act(CHANGE, on(&other, json!({ "title": "Alt titlu" }))).await.code(), "FORBIDDEN");
    assert_eq!(head.act(ACTIVITY, activity_of(house, &other, json!({}))).await.code(), "FORBIDDEN");
    let given = json!({ "unitId": house.finance.global() });
    let moved = head.act(CHANGE, on(&specific, given.clone())).await;
    assert_eq!(moved.code(), "FORBIDDEN", "nobody hands an objective to another unit");
    assert_eq!(head.act(ACTIVITY, activity_of(house, &specific, given)).await.code(), "FORBIDDEN");
    for role in [Role::Reader, Role::Specialist, Role::HeadOfInstitution] {
        let answer = world.client(house, role).act(MEASURE, measured(&indicator, "2026-11-01", "8")).await;
        assert_eq!(answer.code(), "FORBIDDEN", "{role:?}");
    }
    let foreign = world.police.legal.global();
    for (more, path, reason) in [
        (json!({ "unitId": house.legal.global() }), "unitId", "GENERAL_HAS_NO_UNIT"),
        (json!({ "parentId": general["id"] }), "unitId", "REQUIRED"),
        (json!({ "parentId": general["id"], "unitId": foreign }), "unitId", "UNKNOWN_REFERENCE"),
        (json!({ "parentId": house.id.global() }), "parentId", "UNKNOWN_REFERENCE"),
        (json!({ "title": " a " }), "title", "TOO_SHORT"),
    ] {
        let answer = secretary.act(OBJECTIVE, of(house, more)).await;
        assert_eq!(answer.fields(), fault(path, reason), "{path} {reason}");
    }
    let under = json!({ "parentId": specific["id"], "unitId": house.legal.global() });
    let answer = secretary.act(OBJECTIVE, of(house, under)).await;
    assert_eq!((answer.code(), answer.reason()), ("CONFLICT", "NOT_A_GENERAL_OBJECTIVE"));
    let answer = secretary.act(ACTIVITY, activity_of(house, &general, json!({}))).await;
    assert_eq!((answer.code(), answer.reason()), ("CONFLICT", "NOT_A_SPECIFIC_OBJECTIVE"));
    for (more, path, reason) in [
        (json!({ "procedureApprovedOn": "2026-03-01" }), "procedureCode", "REQUIRED"),
        (
            json!({ "procedureCode": "PO-1", "procedureApprovedOn": "2027-03-01" }),
            "procedureApprovedOn",
            "IN_THE_FUTURE",
        ),
        (json!({ "unitId": foreign }), "unitId", "UNKNOWN_REFERENCE"),
    ] {
        let answer = secretary.act(ACTIVITY, activity_of(house, &specific, more)).await;
        assert_eq!(answer.fields(), fault(path, reason), "{path} {reason}");
    }
    let answer =
        secretary.act(INDICATOR, indicator_of(&other, json!({ "activityId": activity["id"] }))).await;
    assert_eq!(answer.fields(), fault("activityId", "UNKNOWN_REFERENCE"), "of another objective");
    let answer = secretary.act(INDICATOR, indicator_of(&specific, json!({ "target": "1.00001" }))).await;
    assert_eq!(answer.fields(), fault("target", "TOO_PRECISE"));
    head.act(MEASURE, measured(&indicator, "2026-11-01", "8")).await.ok();
    let twice = head.act(MEASURE, measured(&indicator, "2026-11-01", "9")).await;
    assert_eq!(twice.fields(), fault("measuredOn", "MEASURED_ALREADY"));
    let late = head.act(MEASURE, measured(&indicator, "2026-11-22", "9")).await;
    assert_eq!(late.fields(), fault("measuredOn", "IN_THE_FUTURE"));
}

#[tokio::test]
async fn what_is_in_use_carries_what_hangs_under_it() {
    let world = World::new().await;
    let house = &world.hall;
    let secretary = world.client(house, Role::ControlSecretariat);
    let [general, specific, activity, indicator] = chain(&world, house).await;
    let (gone, back) = (json!({ "isRetired": true }), json!({ "isRetired": false }));
    for (document, thing) in [(CHANGE, &general), (CHANGE, &specific), (CHANGE_ACTIVITY, &activity)] {
        let answer = secretary.act(document, on(thing, gone.clone())).await;
        assert_eq!((answer.code(), answer.reason()), ("CONFLICT", "CONTROL_HAS_CHILDREN"));
    }
    let can = "query($id: ID!) { controlObjective(id: $id) { viewerCan { update { allowed } retire { allowed reason } } } }";
    let seen = secretary.run(can, json!({ "id": specific["id"] })).await.ok();
    let seen = &seen["controlObjective"]["viewerCan"];
    assert_eq!((&seen["update"]["allowed"], &seen["retire"]["allowed"]), (&json!(true), &json!(false)));
    assert!(text(&seen["retire"]["reason"]).contains("rămase: 2"), "{seen}");
    secretary.act(CHANGE_INDICATOR, on(&indicator, gone.clone())).await.ok();
    secretary.act(CHANGE_ACTIVITY, on(&activity, gone.clone())).await.ok();
    let answer = secretary.act(CHANGE, on(&specific, gone.clone())).await.ok();
    let retired = answer["updateControlObjective"]["controlObjective"].clone();
    assert_eq!((&retired["isRetired"], &retired["version"]), (&json!(true), &json!(2)));
    assert_eq!(retired["viewerCan"]["retire"]["allowed"], true, "back again");
    assert_eq!(retired["viewerCan"]["addActivity"]["allowed"], false);
    for (answer, reason) in [
        (secretary.act(CHANGE, on(&retired, json!({ "title": "Alt titlu" }))).await, "CONTROL_RETIRED"),
        (secretary.act(ACTIVITY, activity_of(house, &specific, json!({}))).await, "CONTROL_RETIRED"),
        (secretary.act(INDICATOR, indicator_of(&specific, json!({}))).await, "CONTROL_RETIRED"),
        (secretary.act(MEASURE, measured(&indicator, "2026-11-01", "8")).await, "CONTROL_RETIRED"),
        (
            secretary
                .act(
                    CHANGE_ACTIVITY,
                    json!({ "id": activity["id"], "expectedVersion": 2, "isRetired": false }),
                )
                .await,
            "CONTROL_PARENT_RETIRED",
        ),
        (
            secretary
                .act(
                    CHANGE_INDICATOR,
                    json!({ "id": indicator["id"], "expectedVersion": 2, "isRetired": false }),
                )
                .await,
            "CONTROL_PARENT_RETIRED",
        ),
    ] {
        assert_eq!((answer.code(), answer.reason()), ("CONFLICT", reason));
    }
    let answer =
        secretary.act(CHANGE, on(&retired, with(back, json!({ "title": "Avize la timp" })))).await.ok();
    let again = &answer["updateControlObjective"]["controlObjective"];
    assert_eq!((&again["isRetired"], &again["title"]), (&json!(false), &json!("Avize la timp")));
}

#[tokio::test]
async fn two_people_change_one_objective_and_lose_nothing() {
    let world = World::new().await;
    let house = &world.hall;
    let (secretary, head) =
        (world.client(house, Role::ControlSecretariat), world.client(house, Role::HeadOfUnit));
    let [_, specific, _, _] = chain(&world, house).await;
    head.act(CHANGE, on(&specific, json!({ "title": "Avize la timp" }))).await.ok();
    let both = secretary.act(CHANGE, on(&specific, json!({ "result": "7 zile" }))).await.ok();
    let now = &both["updateControlObjective"]["controlObjective"];
    assert_eq!(
        (&now["title"], &now["result"], &now["version"]),
        (&json!("Avize la timp"), &json!("7 zile"), &json!(3))
    );
    let clash = secretary.act(CHANGE, on(&specific, json!({ "title": "Al treilea" }))).await;
    assert_eq!((clash.code(), clash.reason()), ("CONFLICT", "CHANGED_MEANWHILE"));
}

#[tokio::test]
async fn the_chain_is_listed_and_procedures_are_counted() {
    let world = World::new().await;
    let house = &world.hall;
    let (secretary, reader) =
        (world.client(house, Role::ControlSecretariat), world.client(house, Role::Reader));
    let [general, specific, activity, _] = chain(&world, house).await;
    let other = json!({ "parentId": general["id"], "unitId": house.finance.global() });
    let other = objective(&secretary, house, other).await;
    objective(&secretary, house, json!({})).await;
    let plain = json!({ "unitId": house.finance.global(), "isProcedural": false, "procedureCode": "PO-9" });
    let plain = secretary.act(ACTIVITY, activity_of(house, &other, plain)).await.ok();
    assert_eq!(plain["createControlActivity"]["controlActivity"]["procedureCode"], Value::Null, "needs none");
    let approved = json!({ "unitId": house.finance.global(), "procedureCode": "PO-2", "procedureApprovedOn": "2026-03-01" });
    secretary.act(ACTIVITY, activity_of(house, &other, approved)).await.ok();
    secretary.act(ACTIVITY, activity_of(house, &specific, json!({ "procedureCode": "PO-3" }))).await.ok();
    let seen = tree(&reader, house, Value::Null).await;
    let codes: Vec<_> =
        seen["controlObjectives"].as_array().expect("objectives").iter().map(|one| &one["code"]).collect();
    assert_eq!(codes, ["O1", "O1.1", "O1.2", "O2"]);
    let indicator = &seen["controlObjectives"][1]["indicators"][0];
    assert_eq!(indicator["activity"]["code"], "A1.1.1");
    let coverage = &seen["procedureCoverage"];
    assert_eq!(
        (&coverage["proceduralCount"], &coverage["coveredCount"], &coverage["percent"]),
        (&json!(3), &json!(1), &json!(33))
    );
    assert_eq!(coverage["units"].as_array().map(Vec::len), Some(2));
    assert_eq!(
        coverage["activities"].as_array().map(Vec::len),
        Some(4),
        "the inventory has those that need none too"
    );
    let of_unit = tree(&reader, house, json!(house.finance.global())).await;
    let codes: Vec<_> =
        of_unit["controlObjectives"].as_array().expect("some").iter().map(|one| &one["code"]).collect();
    assert_eq!(codes, ["O1", "O1.2"]);
    let covered = json!({ "procedureCode": "PO-1", "procedureApprovedOn": "2026-04-01" });
    let answer = secretary.act(CHANGE_ACTIVITY, on(&activity, covered)).await.ok();
    assert_eq!(answer["updateControlActivity"]["tenant"]["procedureCoverage"]["percent"], 66);
    let none = json!({ "id": activity["id"], "expectedVersion": 2, "isProcedural": false });
    let answer = secretary.act(CHANGE_ACTIVITY, none).await.ok();
    let now = &answer["updateControlActivity"];
    assert_eq!(now["controlActivity"]["procedureApprovedOn"], Value::Null);
    assert_eq!(now["tenant"]["procedureCoverage"]["proceduralCount"], 2);

    let stage = Stage::new(&world, house).await;
    let report = stage.report().await;
    let counted = "query($id: ID!) { annualControlReport(id: $id) { countedProcedures { proceduralCount coveredCount } } }";
    let counted = secretary.run(counted, json!({ "id": report.id.global() })).await.ok();
    let expected = json!({ "proceduralCount": 2, "coveredCount": 1 });
    assert_eq!(counted["annualControlReport"]["countedProcedures"], expected);
}

#[tokio::test]
async fn risks_and_what_they_threaten_lead_to_each_other() {
    let world = World::new().await;
    let house = &world.hall;
    let stage = Stage::new(&world, house).await;
    let activity = stage.control_activity().await;
    let head = world.client(house, Role::HeadOfUnit);
    let risk = stage.risk_of(house.legal, Some(Target::Activity(activity.id))).await;
    stage.risk_of(house.legal, Some(Target::Objective(activity.objective))).await;
    let of_activity = "query($id: ID!) { controlActivity(id: $id) { code risks { code
      target { kind code title activity { code } objective { code } } } objective { risks { code target { code } } } } }";
    let ask = async || {
        head.run(of_activity, json!({ "id": activity.id.global() })).await.ok()["controlActivity"].clone()
    };
    let seen = ask().await;
    let target = &seen["risks"][0]["target"];
    assert_eq!(
        (&target["kind"], &target["code"], &target["activity"]["code"]),
        (&json!("ACTIVITY"), &json!("A1.1.1"), &seen["code"])
    );
    assert_eq!(target["objective"]["code"], "O1.1");
    assert_eq!(seen["objective"]["risks"], json!([{ "code": "R-2", "target": { "code": "O1.1" } }]));
    let close = "mutation($input: CloseRiskInput!) { closeRisk(input: $input) { risk { status } } }";
    let input =
        json!({ "id": risk.id.global(), "expectedVersion": risk.version, "reason": "Nu mai este cazul" });
    head.act(close, input).await.ok();
    assert_eq!(ask().await["risks"], json!([]), "closed ones threaten nothing");
}
