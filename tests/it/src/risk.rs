//! The register of risks: entered, rated, reviewed, looked back on, alerted to, with the measures taken against them.

use calitas_app::report::{self, Format};
use calitas_domain::{Error, access::Role, identity::Language, risk::Target};
use calitas_graphql::node::GlobalId;
use calitas_kit::{Answer, Client, House, Stage, World};
use futures_util::StreamExt;
use serde_json::{Value, json};
use std::time::Duration;
use tokio::time::timeout;

const CREATE: &str = "mutation($input: CreateRiskInput!) { createRisk(input: $input) { riskEdge { node {
  id code exposure band isAboveTolerance nextReviewOn status version residual { exposure } target { kind code title } } } } }";
const UPDATE: &str = "mutation($input: UpdateRiskInput!) { updateRisk(input: $input) { risk {
  title causes version exposure residualReason owner { displayName } } } }";
const REVIEW: &str = "mutation($input: ReviewRiskInput!) { reviewRisk(input: $input) {
  risk { version lastReviewOn nextReviewOn exposure }
  riskReview { id kind isConfirmed cause inherentBefore { exposure } inherent { exposure } residual { exposure } } } }";
const CLOSE: &str =
    "mutation($input: CloseRiskInput!) { closeRisk(input: $input) { risk { status statusReason version
  viewerCan { edit { allowed } reopen { allowed } } } } }";
const REOPEN: &str =
    "mutation($input: ReopenRiskInput!) { reopenRisk(input: $input) { risk { status version } } }";
const DECIDE: &str =
    "mutation($input: UpdateRiskSettingInput!) { updateRiskSetting(input: $input) { riskSetting {
  version scale { code points } tolerance { limit approvedOn approvedBy { displayName } } } } }";
const LIST: &str = "query($id: ID!, $filter: RiskFilter, $by: RiskOrder!, $first: Int, $after: String) {
  tenant(id: $id) {
  risks(filter: $filter, orderBy: $by, first: $first, after: $after) { totalCount nodes { code } pageInfo { endCursor hasNextPage } }
  riskHeatMap(filter: $filter) { unratedCount inherent { probability impact exposure band count } residual { exposure count } }
  riskUnits { unit { code } openCount aboveToleranceCount viewerCanWrite { allowed } } } }";
const PAST: &str = "query($id: ID!, $on: Date!) { tenant(id: $id) { riskRegister(asOf: $on) { tolerance
  risks { totalCount nodes { code title exposure residual { exposure } isAboveTolerance lastReviewOn } } } } }";
const RAISE: &str =
    "mutation($input: RaiseRiskAlertInput!) { raiseRiskAlert(input: $input) { riskAlertEdge { node {
  id code status version rating { exposure } } } } }";
const ANALYSE: &str = "mutation($input: AnalyseRiskAlertInput!) { analyseRiskAlert(input: $input) { riskAlert { status version } } }";
const ACCEPT: &str = "mutation($input: AcceptRiskAlertInput!) { acceptRiskAlert(input: $input) {
  riskAlert { status version } risk { code title exposure alerts { code } } } }";
const REJECT: &str = "mutation($input: RejectRiskAlertInput!) { rejectRiskAlert(input: $input) { riskAlert { status reason } } }";
const ALERT: &str = "query($id: ID!) { riskAlert(id: $id) { code version status
  viewerCan { analyse { allowed } accept { allowed } } } }";
const CHANGED: &str = "subscription($id: ID!, $after: String) { risksChanged(tenantId: $id, after: $after) {
  refetch entry { kind } risk { code title } riskAlert { code } } }";
const CURSOR: &str = "query($id: ID!) { tenant(id: $id) { riskStreamCursor } }";

fn new(house: &House, more: Value) -> Value {
    let base = json!({ "unitId": house.legal.global(), "title": "Depășirea termenelor", "causes": "Puțini oameni",
        "inherentProbability": 4, "inherentImpact": 3, "strategy": "TREAT" });
    with(base, more)
}

fn with(mut base: Value, more: Value) -> Value {
    for (field, value) in more.as_object().into_iter().flatten() {
        base[field] = value.clone();
    }
    base
}

async fn create(client: &Client<'_>, house: &House, more: Value) -> Value {
    client.act(CREATE, new(house, more)).await.ok()["createRisk"]["riskEdge"]["node"].clone()
}

fn on(risk: &Value, more: Value) -> Value {
    with(json!({ "id": risk["id"], "expectedVersion": risk["version"] }), more)
}

async fn tolerate(world: &World, house: &House, version: i32, limit: i32) -> Answer {
    let head = house.people[&Role::HeadOfInstitution].membership.global();
    let input = json!({ "tenantId": house.id.global(), "expectedVersion": version, "toleranceLimit": limit,
        "toleranceApprovedById": head, "toleranceApprovedOn": "2026-01-15" });
    world.client(house, Role::ControlSecretariat).act(DECIDE, input).await
}

async fn list(client: &Client<'_>, house: &House, filter: Value, by: &str) -> Value {
    let variables = json!({ "id": house.id.global(), "filter": filter, "by": by });
    client.run(LIST, variables).await.ok()["tenant"].clone()
}

fn codes(list: &Value) -> Vec<&str> {
    let nodes = list["risks"]["nodes"].as_array().expect("risks");
    nodes.iter().map(|risk| risk["code"].as_str().expect("a code")).collect()
}

fn fault(path: &str, code: &str) -> Vec<(String, String)> {
    vec![(path.to_owned(), code.to_owned())]
}

#[tokio::test]
async fn risks_are_entered_where_somebody_keeps_the_register_with_every_fault_named() {
    let world = World::new().await;
    let house = &world.hall;
    let (head, secretary) =
        (world.client(house, Role::HeadOfUnit), world.client(house, Role::ControlSecretariat));
    let first = create(&head, house, json!({ "idempotencyKey": "one" })).await;
    assert_eq!(
        (&first["code"], &first["exposure"], &first["band"]),
        (&json!("R-1"), &json!(12), &json!("MEDIUM"))
    );
    assert_eq!((&first["nextReviewOn"], &first["isAboveTolerance"]), (&json!("2027-11-21"), &json!(false)));
    let again = create(&head, house, json!({ "idempotencyKey": "one" })).await;
    assert_eq!(again["id"], first["id"], "a repeated request has one effect");
    assert_eq!(create(&secretary, house, json!({ "unitId": house.finance.global() })).await["code"], "R-2");
    let elsewhere = head.act(CREATE, new(house, json!({ "unitId": house.finance.global() }))).await;
    assert_eq!(elsewhere.code(), "FORBIDDEN");
    assert_eq!(
        world.client(house, Role::Reader).act(CREATE, new(house, json!({}))).await.code(),
        "FORBIDDEN"
    );
    for (more, path, reason) in [
        (json!({ "inherentProbability": 6 }), "inherentProbability", "OUT_OF_RANGE"),
        (json!({ "inherentImpact": 0 }), "inherentImpact", "OUT_OF_RANGE"),
        (json!({ "residualProbability": 2 }), "residualImpact", "REQUIRED"),
        (
            json!({ "residualProbability": 4, "residualImpact": 4 }),
            "residualReason",
            "RESIDUAL_ABOVE_INHERENT",
        ),
        (json!({ "title": "x" }), "title", "TOO_SHORT"),
        (json!({ "nextReviewOn": "2026-11-20" }), "nextReviewOn", "IN_THE_PAST"),
        (
            json!({ "ownerId": world.police.people[&Role::Reader].membership.global() }),
            "ownerId",
            "UNKNOWN_REFERENCE",
        ),
        (json!({ "targetId": house.legal.global() }), "targetId", "UNKNOWN_REFERENCE"),
    ] {
        assert_eq!(head.act(CREATE, new(house, more)).await.fields(), fault(path, reason), "{path} {reason}");
    }
    assert_eq!(
        list(&head, house, json!({}), "CODE_ASC").await["risks"]["totalCount"],
        2,
        "nothing was entered"
    );
}

#[tokio::test]
async fn two_people_change_one_risk_and_lose_nothing() {
    let world = World::new().await;
    let house = &world.hall;
    let (head, secretary) =
        (world.client(house, Role::HeadOfUnit), world.client(house, Role::ControlSecretariat));
    let risk = create(&head, house, json!({})).await;
    head.act(UPDATE, on(&risk, json!({ "title": "Alt titlu" }))).await.ok();
    let both = secretary.act(UPDATE, on(&risk, json!({ "causes": "Alte cauze" }))).await.ok();
    let now = &both["updateRisk"]["risk"];
    assert_eq!(
        (&now["title"], &now["causes"], &now["version"]),
        (&json!("Alt titlu"), &json!("Alte cauze"), &json!(3))
    );
    let clash = secretary.act(UPDATE, on(&risk, json!({ "title": "Al treilea" }))).await;
    assert_eq!((clash.code(), clash.reason()), ("CONFLICT", "CHANGED_MEANWHILE"));
    let moved =
        head.act(UPDATE, json!({ "id": risk["id"], "expectedVersion": 3, "unitId": house.finance.global() }));
    assert_eq!(moved.await.code(), "FORBIDDEN", "nobody hands a risk to a register they do not keep");
    let rated = json!({ "residualProbability": 5, "residualImpact": 5, "residualReason": "Lege nouă" });
    let rated = head.act(UPDATE, with(json!({ "id": risk["id"], "expectedVersion": 3 }), rated)).await.ok();
    assert_eq!(rated["updateRisk"]["risk"]["exposure"], 25);
    let cleared = json!({ "residualProbability": null, "residualImpact": null });
    let cleared =
        head.act(UPDATE, with(json!({ "id": risk["id"], "expectedVersion": 4 }), cleared)).await.ok();
    assert_eq!(cleared["updateRisk"]["risk"]["exposure"], 12);
    assert_eq!(cleared["updateRisk"]["risk"]["residualReason"], Value::Null);
}

#[tokio::test]
async fn the_register_of_risks_is_listed_counted_and_mapped() {
    let world = World::new().await;
    let house = &world.hall;
    let secretary = world.client(house, Role::ControlSecretariat);
    tolerate(&world, house, 0, 10).await.ok();
    let finance = json!(house.finance.global());
    create(&secretary, house, json!({ "title": "Termene", "residualProbability": 2, "residualImpact": 2 }))
        .await;
    create(
        &secretary,
        house,
        json!({ "title": "Întreruperi", "inherentProbability": 5, "inherentImpact": 5 }),
    )
    .await;
    let third = create(&secretary, house, json!({ "unitId": finance, "title": "Plăți" })).await;
    assert_eq!(third["isAboveTolerance"], true);
    let all = list(&secretary, house, json!({}), "EXPOSURE_DESC").await;
    assert_eq!(codes(&all), ["R-2", "R-3", "R-1"]);
    assert_eq!(all["riskHeatMap"]["unratedCount"], 2);
    assert_eq!(
        all["riskHeatMap"]["inherent"],
        json!([{ "probability": 4, "impact": 3, "exposure": 12, "band": "MEDIUM", "count": 2 },
            { "probability": 5, "impact": 5, "exposure": 25, "band": "HIGH", "count": 1 }])
    );
    assert_eq!(all["riskHeatMap"]["residual"], json!([{ "exposure": 4, "count": 1 }]));
    let units = all["riskUnits"].as_array().expect("units");
    let legal = units.iter().find(|unit| unit["openCount"] == 2).expect("the unit with two");
    assert_eq!(
        (&legal["aboveToleranceCount"], &legal["viewerCanWrite"]["allowed"]),
        (&json!(1), &json!(true))
    );
    for (filter, by, found) in [
        (json!({ "unitIds": [finance] }), "EXPOSURE_DESC", vec!["R-3"]),
        (json!({ "band": ["LOW"] }), "EXPOSURE_DESC", vec!["R-1"]),
        (json!({ "aboveTolerance": true }), "EXPOSURE_DESC", vec!["R-2", "R-3"]),
        (
            json!({ "cell": { "stage": "INHERENT", "probability": 4, "impact": 3 } }),
            "CODE_ASC",
            vec!["R-1", "R-3"],
        ),
        (json!({ "cell": { "stage": "RESIDUAL", "probability": 2, "impact": 2 } }), "CODE_ASC", vec!["R-1"]),
        (json!({ "text": "intreruperi" }), "CODE_ASC", vec!["R-2"]),
        (json!({ "text": "r-3" }), "CODE_ASC", vec!["R-3"]),
        (json!({ "status": ["CLOSED"] }), "CODE_ASC", vec![]),
        (json!({ "reviewOverdue": true }), "CODE_ASC", vec![]),
        (json!({ "strategy": ["TREAT"] }), "NEXT_REVIEW_ASC", vec!["R-1", "R-2", "R-3"]),
    ] {
        assert_eq!(codes(&list(&secretary, house, filter.clone(), by).await), found, "{filter}");
    }
    let (mut after, mut pages) = (Value::Null, Vec::new());
    loop {
        let page = json!({ "id": house.id.global(), "by": "EXPOSURE_DESC", "first": 1, "after": after });
        let page = secretary.run(LIST, page).await.ok()["tenant"].clone();
        pages.extend(codes(&page).into_iter().map(str::to_owned));
        after = page["risks"]["pageInfo"]["endCursor"].clone();
        if page["risks"]["pageInfo"]["hasNextPage"] == false {
            break;
        }
    }
    assert_eq!(pages, ["R-2", "R-3", "R-1"]);
    let foreign = json!({ "id": house.id.global(), "by": "CODE_ASC", "after": after });
    assert_eq!(secretary.run(LIST, foreign).await.fields(), fault("after", "BAD_CURSOR"));
}

#[tokio::test]
async fn the_scale_of_risks_changes_only_while_nothing_is_rated_on_it() {
    let world = World::new().await;
    let house = &world.hall;
    let secretary = world.client(house, Role::ControlSecretariat);
    let decided = tolerate(&world, house, 0, 9).await.ok();
    assert_eq!(decided["updateRiskSetting"]["riskSetting"]["tolerance"]["limit"], 9);
    assert_eq!(tolerate(&world, house, 0, 8).await.reason(), "CHANGED_MEANWHILE");
    assert_eq!(tolerate(&world, house, 1, 26).await.fields(), fault("toleranceLimit", "OUT_OF_RANGE"));
    let id = house.id.global();
    let bare =
        json!({ "tenantId": id, "expectedVersion": 1, "toleranceLimit": 5, "toleranceApprovedById": null });
    assert_eq!(secretary.act(DECIDE, bare).await.fields(), fault("toleranceApprovedById", "REQUIRED"));
    let future = json!({ "tenantId": id, "expectedVersion": 1, "toleranceApprovedOn": "2026-11-22" });
    assert_eq!(secretary.act(DECIDE, future).await.fields(), fault("toleranceApprovedOn", "IN_THE_FUTURE"));
    let risk = create(&secretary, house, json!({})).await;
    let coarse = json!({ "tenantId": id, "expectedVersion": 1, "scale": "SCALE3" });
    assert_eq!(secretary.act(DECIDE, coarse.clone()).await.fields(), fault("scale", "RISK_SCALE_IN_USE"));
    assert_eq!(
        secretary.act(CLOSE, on(&risk, json!({ "reason": " " }))).await.fields(),
        fault("reason", "REQUIRED")
    );
    let closed = secretary.act(CLOSE, on(&risk, json!({ "reason": "Nu mai este cazul" }))).await.ok();
    let closed = &closed["closeRisk"]["risk"];
    assert_eq!(
        (&closed["status"], &closed["viewerCan"]["edit"]["allowed"]),
        (&json!("CLOSED"), &json!(false))
    );
    let late = json!({ "id": risk["id"], "expectedVersion": 2, "title": "Altul" });
    assert_eq!(secretary.act(UPDATE, late).await.reason(), "RISK_CLOSED");
    let changed = secretary.act(DECIDE, coarse).await.ok();
    assert_eq!(
        changed["updateRiskSetting"]["riskSetting"]["scale"],
        json!({ "code": "SCALE3", "points": 3 })
    );
    let back = json!({ "id": risk["id"], "expectedVersion": 2, "reason": "A revenit" });
    assert_eq!(secretary.act(REOPEN, back).await.reason(), "RISK_ON_OTHER_SCALE");
    let finer = secretary.act(CREATE, new(house, json!({}))).await;
    assert_eq!(finer.fields(), fault("inherentProbability", "OUT_OF_RANGE"));
    assert_eq!(
        world
            .client(house, Role::HeadOfUnit)
            .act(DECIDE, json!({ "tenantId": id, "expectedVersion": 2 }))
            .await
            .code(),
        "FORBIDDEN"
    );
}

#[tokio::test]
async fn the_register_of_risks_stands_as_it_was_on_an_earlier_day() {
    let world = World::new().await;
    let house = &world.hall;
    let id = house.id.global();
    let secretary = world.client(house, Role::ControlSecretariat);
    tolerate(&world, house, 0, 10).await.ok();
    let risk = create(&secretary, house, json!({})).await;
    create(&secretary, house, json!({ "title": "Al doilea", "inherentProbability": 5, "inherentImpact": 5 }))
        .await;
    world.app.clock().advance(chrono::Duration::days(2));
    let secretary = world.client(house, Role::ControlSecretariat);
    let look =
        json!({ "kind": "EVENT", "reviewedOn": "2026-11-23", "residualProbability": 1, "residualImpact": 2 });
    let causeless = secretary.act(REVIEW, on(&risk, look.clone())).await;
    assert_eq!(causeless.fields(), fault("cause", "REQUIRED"));
    let early = on(&risk, json!({ "kind": "YEARLY", "reviewedOn": "2026-11-24" }));
    assert_eq!(secretary.act(REVIEW, early).await.fields(), fault("reviewedOn", "IN_THE_FUTURE"));
    let look = on(&risk, with(look, json!({ "cause": "Personal nou", "idempotencyKey": "look" })));
    let looked = secretary.act(REVIEW, look.clone()).await.ok()["reviewRisk"].clone();
    assert_eq!(
        (&looked["risk"]["exposure"], &looked["risk"]["nextReviewOn"]),
        (&json!(2), &json!("2027-11-23"))
    );
    assert_eq!(looked["riskReview"]["isConfirmed"], false);
    assert_eq!(looked["riskReview"]["inherentBefore"]["exposure"], 12);
    let again = secretary.act(REVIEW, look).await.ok()["reviewRisk"].clone();
    assert_eq!(again["riskReview"]["id"], looked["riskReview"]["id"], "a repeated request has one effect");
    let renamed = json!({ "id": risk["id"], "expectedVersion": 2, "title": "Redenumit" });
    secretary.act(UPDATE, renamed).await.ok();
    let closed = json!({ "id": risk["id"], "expectedVersion": 3, "reason": "Nu mai este cazul" });
    secretary.act(CLOSE, closed).await.ok();
    create(&secretary, house, json!({ "title": "Al treilea" })).await;
    tolerate(&world, house, 1, 25).await.ok();
    let before = secretary.run(PAST, json!({ "id": id, "on": "2026-11-21" })).await.ok();
    let before = &before["tenant"]["riskRegister"];
    assert_eq!(before["tolerance"], 10);
    let nodes = before["risks"]["nodes"].as_array().expect("risks");
    let told: Vec<_> = nodes.iter().map(|risk| (risk["code"].as_str(), risk["exposure"].as_i64())).collect();
    assert_eq!(told, [(Some("R-2"), Some(25)), (Some("R-1"), Some(12))]);
    assert_eq!((&nodes[1]["title"], &nodes[1]["residual"]), (&json!("Depășirea termenelor"), &Value::Null));
    assert_eq!((&nodes[1]["isAboveTolerance"], &nodes[1]["lastReviewOn"]), (&json!(true), &Value::Null));
    let now = secretary.run(PAST, json!({ "id": id, "on": "2026-11-23" })).await.ok();
    let now = &now["tenant"]["riskRegister"];
    let codes: Vec<_> =
        now["risks"]["nodes"].as_array().expect("risks").iter().map(|one| &one["code"]).collect();
    assert_eq!((codes, &now["tolerance"]), (vec![&json!("R-2"), &json!("R-3")], &json!(25)));
    let none = secretary.run(PAST, json!({ "id": id, "on": "2026-11-20" })).await.ok();
    assert_eq!(none["tenant"]["riskRegister"]["risks"]["totalCount"], 0);
    let later = secretary.run(PAST, json!({ "id": id, "on": "2026-11-24" })).await;
    assert_eq!(later.fields(), fault("asOf", "IN_THE_FUTURE"));
}

#[tokio::test]
async fn risk_alerts_of_anybody_are_analysed_and_go_into_the_register_or_not() {
    let world = World::new().await;
    let house = &world.hall;
    let (reader, specialist) = (world.client(house, Role::Reader), world.client(house, Role::Specialist));
    let (head, secretary) =
        (world.client(house, Role::HeadOfUnit), world.client(house, Role::ControlSecretariat));
    let input = json!({ "unitId": house.legal.global(), "title": "Ușa arhivei", "description": "Rămâne deschisă",
        "probability": 3, "impact": 4 });
    let wrong = reader.act(RAISE, with(input.clone(), json!({ "probability": 9 }))).await;
    assert_eq!(wrong.fields(), fault("probability", "OUT_OF_RANGE"));
    let mut raised = Vec::new();
    for code in ["FAR-1", "FAR-2", "FAR-3"] {
        let made = reader.act(RAISE, input.clone()).await.ok();
        raised.push(made["raiseRiskAlert"]["riskAlertEdge"]["node"].clone());
        assert_eq!(raised.last().expect("one")["code"], code);
    }
    let alert = &raised[0];
    let shown = async |client: &Client<'_>| {
        client.run(ALERT, json!({ "id": alert["id"] })).await.ok()["riskAlert"].clone()
    };
    assert_eq!(shown(&reader).await["viewerCan"]["analyse"]["allowed"], false);
    assert_eq!(shown(&specialist).await, Value::Null, "only who raised it and who answers for the unit");
    assert_eq!(shown(&head).await["viewerCan"]["analyse"]["allowed"], true);
    let analysis = json!({ "analysis": "Se confirmă", "decision": "RETAIN" });
    assert_eq!(specialist.act(ANALYSE, on(alert, analysis.clone())).await.code(), "NOT_FOUND");
    assert_eq!(reader.act(ANALYSE, on(alert, analysis.clone())).await.code(), "FORBIDDEN");
    let accepted = json!({ "risk": { "strategy": "TREAT" } });
    assert_eq!(head.act(ACCEPT, on(alert, accepted.clone())).await.reason(), "RISK_ALERT_NOT_ANALYSED");
    head.act(ANALYSE, on(alert, analysis.clone())).await.ok();
    let alert = with(alert.clone(), json!({ "version": 2 }));
    assert_eq!(head.act(ACCEPT, on(&alert, json!({}))).await.fields(), fault("riskId", "REQUIRED"));
    let short = json!({ "risk": { "strategy": "TREAT", "title": "x" } });
    assert_eq!(head.act(ACCEPT, on(&alert, short)).await.fields(), fault("risk.title", "TOO_SHORT"));
    let done = head.act(ACCEPT, on(&alert, accepted)).await.ok()["acceptRiskAlert"].clone();
    assert_eq!(
        (&done["riskAlert"]["status"], &done["risk"]["title"]),
        (&json!("ACCEPTED"), &json!("Ușa arhivei"))
    );
    assert_eq!(
        (&done["risk"]["exposure"], &done["risk"]["alerts"][0]["code"]),
        (&json!(12), &json!("FAR-1"))
    );
    let late = with(alert, json!({ "version": 3 }));
    assert_eq!(head.act(REJECT, on(&late, json!({ "reason": "Nu" }))).await.reason(), "RISK_ALERT_DECIDED");
    // What is handed up is decided by the secretariat.
    let up = json!({ "analysis": "Depășește compartimentul", "decision": "ESCALATE" });
    head.act(ANALYSE, on(&raised[1], up)).await.ok();
    let second = with(raised[1].clone(), json!({ "version": 2 }));
    let no = json!({ "reason": "Se rezolvă la nivelul instituției" });
    assert_eq!(head.act(REJECT, on(&second, no.clone())).await.reason(), "RISK_ALERT_ESCALATED");
    let rejected = secretary.act(REJECT, on(&second, no)).await.ok();
    assert_eq!(rejected["rejectRiskAlert"]["riskAlert"]["status"], "REJECTED");
    // Or it goes into a risk that is there.
    let risk = create(&secretary, house, json!({})).await;
    secretary.act(ANALYSE, on(&raised[2], analysis)).await.ok();
    let third = with(raised[2].clone(), json!({ "version": 2 }));
    secretary.act(CLOSE, on(&risk, json!({ "reason": "Nu mai este cazul" }))).await.ok();
    let gone = secretary.act(ACCEPT, on(&third, json!({ "riskId": risk["id"] }))).await;
    assert_eq!(gone.fields(), fault("riskId", "RISK_CLOSED"));
    let there = create(&secretary, house, json!({})).await;
    let linked = secretary.act(ACCEPT, on(&third, json!({ "riskId": there["id"] }))).await.ok();
    assert_eq!(linked["acceptRiskAlert"]["risk"]["code"], there["code"]);
    let seen = "query($id: ID!) { tenant(id: $id) { riskAlerts { totalCount nodes { code } } } }";
    for (client, count) in [(&reader, 3), (&specialist, 0), (&head, 3), (&secretary, 3)] {
        let found = client.run(seen, json!({ "id": house.id.global() })).await.ok();
        assert_eq!(found["tenant"]["riskAlerts"]["totalCount"], count);
    }
}

#[tokio::test]
async fn measures_against_a_risk_are_actions_that_name_it() {
    const PROPOSE: &str = "mutation($input: CreatePlanActionInput!) { createPlanAction(input: $input) {
      planActionEdge { node { id version source { reference risk { code title } } } } } }";
    let world = World::new().await;
    let stage = Stage::new(&world, &world.hall).await;
    let activity = stage.activity().await;
    let risk = stage.risk_of(world.hall.legal, Some(Target::Activity(activity))).await;
    let (plan, _) = stage.draft().await;
    let author = world.client_of(&stage.author);
    let action = |code: &str| {
        json!({ "planId": plan.global(), "title": "Program de înlocuire", "unitId": world.hall.legal.global(),
            "source": { "kind": "RISK", "reference": code } })
    };
    for code in ["R-77", "r-1", "R-01", "S03"] {
        let refused = author.act(PROPOSE, action(code)).await;
        assert_eq!(refused.fields(), fault("source.reference", "UNKNOWN_REFERENCE"), "{code}");
    }
    let made = author.act(PROPOSE, action("R-1")).await.ok();
    let node = &made["createPlanAction"]["planActionEdge"]["node"];
    assert_eq!(node["source"]["risk"], json!({ "code": "R-1", "title": risk.title }));
    let asked =
        "query($id: ID!) { risk(id: $id) { measures { id title } target { kind code title objectiveTitle }
      owner { displayName } history { nodes { kind } } } }";
    let found =
        world.client(&world.hall, Role::Reader).run(asked, json!({ "id": risk.id.global() })).await.ok();
    assert_eq!(found["risk"]["measures"][0]["id"], node["id"]);
    assert_eq!(found["risk"]["target"]["kind"], "ACTIVITY");
    assert_eq!(found["risk"]["history"]["nodes"][0]["kind"], "risk_created");
    // Of another institution nothing shows, with the same code.
    let elsewhere = Stage::new(&world, &world.police).await;
    let other = elsewhere.risk().await;
    let found =
        world.client(&world.police, Role::Reader).run(asked, json!({ "id": other.id.global() })).await.ok();
    assert_eq!(found["risk"]["measures"], json!([]));
    let hidden =
        world.client(&world.police, Role::Reader).run(asked, json!({ "id": risk.id.global() })).await.ok();
    assert_eq!(hidden["risk"], Value::Null);
}

#[tokio::test]
async fn the_register_of_risks_is_heard_as_it_changes() {
    let world = World::new().await;
    let house = &world.hall;
    let (head, specialist) = (world.client(house, Role::HeadOfUnit), world.client(house, Role::Specialist));
    let id = json!({ "id": house.id.global() });
    let cursor = specialist.run(CURSOR, id.clone()).await.ok()["tenant"]["riskStreamCursor"].clone();
    let mut heard = specialist.listen(CHANGED, with(id, json!({ "after": cursor }))).await;
    let risk = create(&head, house, json!({})).await;
    let alert = json!({ "unitId": house.legal.global(), "title": "Ușa arhivei", "description": "Rămâne deschisă",
        "probability": 3, "impact": 4 });
    head.act(RAISE, alert).await.ok();
    head.act(UPDATE, on(&risk, json!({ "title": "Alt titlu" }))).await.ok();
    let mut kinds = Vec::new();
    for _ in 0..3 {
        let change =
            timeout(Duration::from_secs(10), heard.next()).await.expect("told").expect("a change").ok();
        let change = &change["risksChanged"];
        assert_eq!(
            (&change["refetch"], &change["riskAlert"]),
            (&json!(false), &Value::Null),
            "others' alerts"
        );
        kinds.push(change["entry"]["kind"].clone());
    }
    assert_eq!(kinds, [json!("risk_created"), Value::Null, json!("risk_updated")]);
}

#[tokio::test]
async fn the_register_of_risks_leaves_as_a_document_of_those_who_read_it() {
    let world = World::new().await;
    let stage = Stage::new(&world, &world.hall).await;
    let risk = stage.reviewed_risk().await;
    let reader = stage.ctx(&world.hall.people[&Role::Reader]).await;
    let (tenant, unit) = (world.hall.id, world.hall.legal);
    for (format, first) in [(Format::Pdf, b"%PDF".as_slice()), (Format::Docx, b"PK"), (Format::Xlsx, b"PK")] {
        for (unit, on) in [(None, None), (Some(unit), None), (None, "2026-11-20".parse().ok())] {
            let made =
                report::of_risks(&reader, tenant, unit, on, format, Language::Ro).await.expect("a file");
            assert!(made.file.bytes.starts_with(first));
            assert!(made.name.starts_with("Registrul de riscuri 2026-11-2"), "{}", made.name);
        }
    }
    assert_eq!(risk.code(), "R-1");
    let other = stage.ctx(&world.police.people[&Role::Reader]).await;
    let refused = report::of_risks(&other, tenant, None, None, Format::Xlsx, Language::Ro).await;
    assert!(matches!(refused, Err(Error::NotFound(_))), "{refused:?}");
    let foreign =
        report::of_risks(&reader, tenant, Some(world.police.legal), None, Format::Xlsx, Language::Ro).await;
    assert!(matches!(foreign, Err(Error::NotFound(_))), "{foreign:?}");
    let future = "2026-11-22".parse().ok();
    let future = report::of_risks(&reader, tenant, None, future, Format::Xlsx, Language::En).await;
    assert!(matches!(future, Err(Error::Invalid(_))), "{future:?}");
}
