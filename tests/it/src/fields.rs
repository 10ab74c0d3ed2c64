//! What of a thing each person sees: every field of everything with a global id, and of the viewer, against a table
//! that people read and accept. A field that was added shows up in it.

use crate::recipe::{self, Persona, Scene};
use calitas_app::view::Sharing;
use calitas_domain::{
    control::DeadlineKind, document::Subject, id::ControlDeadlineId, retention::Term, risk::Target,
};
use calitas_graphql::node::GlobalId;
use calitas_kit::{
    Answer, Sdl, World, golden,
    sdl::{Field, Kind},
};
use serde_json::{Value, json};
use std::{collections::BTreeMap, fmt::Write};

const LEGEND: &str = "\
Fields of things, with what each person gets of them: OK, EMPTY a list without items, NULL absent, `-` the whole thing
is not to be seen, else the code of the refusal. Who the persons are stands in access-query.txt; the guest is invited
to the draft. Fields that everybody gets alike share a line.
";

/// Things to look at: heading, type, id. A new type with a global id needs a line here.
async fn samples(scene: &Scene<'_>) -> Vec<(&'static str, &'static str, Value)> {
    let (stage, house) = (scene.stage, &scene.stage.house);
    let (draft, action) = scene.draft(scene.persona("guest")).await;
    let comment = stage.comment(&stage.author, action, scene.assignee().membership).await;
    stage.check(action).await;
    stage.contribute(action, stage.author.membership).await;
    stage.watch(action).await;
    let evidence = stage.evidence(&stage.author, Subject::Action(action)).await;
    let file = stage.file(&stage.author, evidence).await;
    let (released, released_action) = stage.active().await;
    stage.measurement(released_action).await;
    stage.check(released_action).await;
    stage.watch(released_action).await;
    stage.comment(&stage.author, released_action, scene.assignee().membership).await;
    let released_evidence = stage.evidence(&stage.author, Subject::Action(released_action)).await;
    stage.release(released).await;
    let class = stage.class(Term::Years(2)).await;
    let (document, _) = stage.document("2019-03-01", class).await;
    let disposal = stage.disposal(&[document]).await;
    let (risk, alert) = (stage.reviewed_risk().await, stage.alert().await);
    let measured = stage.control_measurement().await;
    let ctx = stage.ctx(&stage.author).await;
    let found =
        calitas_app::control::indicators_by_ids(&ctx, &[measured.indicator]).await.expect("indicators");
    let indicator = found.into_iter().next().expect("an indicator");
    stage.risk_of(house.legal, indicator.activity.map(Target::Activity)).await;
    stage.risk_of(house.legal, Some(Target::Objective(indicator.objective))).await;
    let (campaign, questionnaire) = (stage.campaign().await, stage.handed_in().await);
    let (proved, proof) = stage.proved_answer().await;
    let (assessed, group) = stage.opened(&[&stage.author, &stage.approver]).await;
    let (scores, before) =
        (stage.own_scores(&stage.author, &group[0]).await, stage.before_group(assessed.id).await);
    let (_, unopened) = stage.scoring(&[&stage.author]).await;
    let blind = stage.own_scores(&stage.author, &unopened[0]).await.remove(0);
    vec![
        ("Municipality", "Municipality", json!(house.municipality.global())),
        ("Tenant", "Tenant", json!(house.id.global())),
        ("Unit", "Unit", json!(house.archive.global())),
        ("Membership", "Membership", json!(scene.assignee().membership.global())),
        ("Invitation", "Invitation", json!(stage.invitation().await.global())),
        ("CustomRole", "CustomRole", json!(stage.custom_role().await.global())),
        (
            "SavedView of somebody",
            "SavedView",
            json!(stage.saved_view(&stage.author, Sharing::Own).await.global()),
        ),
        (
            "SavedView, shared",
            "SavedView",
            json!(stage.saved_view(&stage.author, Sharing::Shared).await.global()),
        ),
        ("Plan, a draft", "Plan", json!(draft.global())),
        ("Plan, released", "Plan", json!(released.global())),
        ("PlanAction of a draft", "PlanAction", json!(action.global())),
        ("PlanAction, released", "PlanAction", json!(released_action.global())),
        ("PlanActionComment", "PlanActionComment", json!(comment.global())),
        ("Evidence of a draft", "Evidence", json!(evidence.global())),
        ("Evidence of a released plan", "Evidence", json!(released_evidence.global())),
        ("EvidenceFile", "EvidenceFile", json!(file.global())),
        ("RetentionClass", "RetentionClass", json!(class.global())),
        ("Disposal", "Disposal", json!(disposal.global())),
        ("Risk", "Risk", json!(risk.id.global())),
        ("RiskAlert", "RiskAlert", json!(alert.id.global())),
        ("ControlObjective", "ControlObjective", json!(indicator.objective.global())),
        ("ControlActivity", "ControlActivity", json!(indicator.activity.map(|id| id.global()))),
        ("ControlIndicator", "ControlIndicator", json!(indicator.id.global())),
        ("ControlCampaign", "ControlCampaign", json!(campaign.id.global())),
        ("ControlTemplate", "ControlTemplate", json!(campaign.template.global())),
        ("AnnualControlReport", "AnnualControlReport", json!(stage.report().await.id.global())),
        ("ControlQuestionnaire", "ControlQuestionnaire", json!(questionnaire.id.global())),
        ("CriterionAnswer", "CriterionAnswer", json!(stage.answers(questionnaire.id).await[0].id.global())),
        ("CriterionAnswer with evidence", "CriterionAnswer", json!(proved.global())),
        ("Evidence of an answer", "Evidence", json!(proof.global())),
        ("Commission", "Commission", json!(stage.commission().await.id.global())),
        ("CommissionMeeting", "CommissionMeeting", json!(stage.decision().await.0.id.global())),
        (
            "ControlDeadline",
            "ControlDeadline",
            json!(ControlDeadlineId::of(house.id, DeadlineKind::Synthesis, 2026).global()),
        ),
        ("SensitiveFunction", "SensitiveFunction", json!(stage.sensitive_function().await.id.global())),
        ("ControlDelegation", "ControlDelegation", json!(stage.delegation().await.id.global())),
        ("CafAssessment", "CafAssessment", json!(assessed.id.global())),
        ("CafMember", "CafMember", json!(group[0].id.global())),
        ("CafIndividualScore", "CafIndividualScore", json!(scores[0].id.global())),
        ("CafIndividualScore before it is opened", "CafIndividualScore", json!(blind.id.global())),
        ("CafConsensus", "CafConsensus", json!(before[0].id.global())),
        ("CafReport", "CafReport", json!(stage.bound_report(stage.reported().await).await.id.global())),
        ("CafFinding", "CafFinding", json!(stage.findings(&before[0]).await[0].id.global())),
    ]
}

#[tokio::test]
async fn each_person_sees_of_each_thing_what_the_table_says() {
    let (world, sdl) = (World::new().await, Sdl::current());
    let stage = recipe::museum(&world).await;
    let scene = Scene::new(&stage).await;
    let samples = samples(&scene).await;
    let missing = sdl.implementors("Node").filter(|ty| samples.iter().all(|(_, name, _)| *name != ty.name));
    let missing: Vec<_> = missing.map(|ty| ty.name.as_str()).collect();
    assert!(missing.is_empty(), "no sample in tests/it/src/fields.rs of {}", missing.join(", "));
    let mut text = format!("{LEGEND}\n{:12}", "");
    for persona in &scene.personas {
        write!(text, "{:16}", persona.name).expect("text");
    }
    let mut section = |heading: &str, rows: BTreeMap<Vec<String>, Vec<String>>| {
        text.truncate(text.trim_end().len());
        write!(text, "\n\n{heading}").expect("text");
        let mut rows: Vec<_> = rows.into_iter().collect();
        rows.sort_by_key(|(_, fields)| fields.iter().min().cloned());
        for (cells, fields) in rows {
            let cells: String = cells.iter().map(|cell| format!("{cell:16}")).collect();
            write!(text, "\n  {}\n{:12}{}", fields.join(" "), "", cells.trim_end()).expect("text");
        }
    };
    section("Viewer", rows(&scene, &sdl, "Viewer", "viewer", &json!({})).await);
    for (heading, ty, id) in samples {
        section(heading, rows(&scene, &sdl, ty, "node(id: $id)", &json!({ "id": id })).await);
    }
    text.push('\n');
    golden("fields.txt", &text);
}

/// Fields by what the persons get of them.
async fn rows(
    scene: &Scene<'_>,
    sdl: &Sdl,
    ty: &str,
    root: &str,
    variables: &Value,
) -> BTreeMap<Vec<String>, Vec<String>> {
    let fields = &sdl.get(ty).fields;
    let mut columns = Vec::new();
    for persona in &scene.personas {
        columns.push(column(scene, sdl, ty, fields, persona, root, variables).await);
    }
    let mut rows: BTreeMap<Vec<String>, Vec<String>> = BTreeMap::new();
    for (at, field) in fields.iter().enumerate() {
        let cells = columns.iter().map(|column| column[at].clone()).collect();
        rows.entry(cells).or_default().push(field.name.clone());
    }
    rows
}

/// What one person gets of each field. Each field is asked of the thing anew, so that one refusal hides no other.
async fn column(
    scene: &Scene<'_>,
    sdl: &Sdl,
    ty: &str,
    fields: &[Field],
    persona: &Persona,
    root: &str,
    variables: &Value,
) -> Vec<String> {
    let client = scene.client(persona);
    let mut column = Vec::new();
    for part in fields.chunks(20) {
        let asked = part.iter().enumerate().map(|(at, field)| {
            format!("f{at}: {root} {{ ... on {ty} {{ __typename {} }} }}", selected(sdl, field))
        });
        let asked = asked.collect::<Vec<_>>().join("\n");
        let head = if variables["id"].is_null() { "query" } else { "query($id: ID!)" };
        let answer = client.run(&format!("{head} {{ {asked} }}"), variables.clone()).await;
        column.extend(part.iter().enumerate().map(|(at, field)| cell(&answer, at, field)));
    }
    column
}

fn selected(sdl: &Sdl, field: &Field) -> String {
    let given = field.args.iter().filter(|arg| arg.is_required()).map(|arg| {
        let value = match sdl.find(arg.target()).map(|ty| (ty.kind, &ty.values)) {
            Some((Kind::Enum, values)) => values[0].0.clone(),
            _ if arg.target() == "Date" && matches!(arg.name.as_str(), "date" | "asOf") => {
                "\"2026-11-21\"".to_owned()
            }
            _ if arg.target() == "Date" => "\"2027-01-01\"".to_owned(),
            _ if arg.name == "year" => "2027".to_owned(),
            _ => "1".to_owned(),
        };
        format!("{}: {value}", arg.name)
    });
    let given: Vec<_> = given.collect();
    let args = if given.is_empty() { String::new() } else { format!("({})", given.join(", ")) };
    let within = match () {
        () if sdl.is_leaf(field.target()) => "",
        () if field.target().ends_with("Connection") => " { totalCount nodes { __typename } }",
        () => " { __typename }",
    };
    format!("{}{args}{within}", field.name)
}

fn cell(answer: &Answer, at: usize, field: &Field) -> String {
    let alias = format!("f{at}");
    // An error of the root itself takes everything with it and is told once.
    let mine = |error: &&Value| answer.data.is_null() || error["path"][0] == alias.as_str();
    if let Some(error) = answer.errors.iter().find(mine) {
        return error["extensions"]["code"].as_str().unwrap_or("NO_CODE").to_owned();
    }
    let thing = &answer.data[&alias];
    let value = &thing[&field.name];
    let is_empty = value.as_array().is_some_and(Vec::is_empty) || value["totalCount"] == 0;
    match (thing, value) {
        (Value::Null, _) => "-".to_owned(),
        (_, Value::Null) => "NULL".to_owned(),
        _ if is_empty => "EMPTY".to_owned(),
        _ => "OK".to_owned(),
    }
}
