//! Bad values in every place a value can be: they are refused with a code or kept as they are, never an error of the
//! server, and what was sent does not come back in the refusal.

use crate::recipe::{self, Asker, EVERYTHING, Persona, Recipe, Scene};
use calitas_kit::{
    Sdl, Stage, World,
    sdl::{Field, Kind},
};
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// In every hostile text, so that it is known again.
const MARK: &str = "qzjx";

/// Outcomes that say the server failed, not the request.
const FAILURES: &[&str] = &["INTERNAL", "UNAVAILABLE", "NO_CODE"];

/// What an error message never tells.
const INSIDES: &[&str] = &["sqlx", "panicked", "select ", "constraint", "relation ", ".rs:", "pg_", "uuid"];

fn texts() -> Vec<Value> {
    let long = format!("{MARK}{}", "ă".repeat(60_000));
    let texts = [
        "",
        " \t\r\n",
        "\0",
        &long,
        "'; DROP TABLE plan; --qzjx",
        "%_\\qzjx",
        "qzjx\u{202e}\u{2066}gnp.exe",
        "\u{feff}\u{200b}qzjx",
        "<script>qzjx()</script>",
        "=qzjx|' /C calc'!A0",
        "{{qzjx}} ${qzjx} #qzjx",
        "\u{1f600}\u{1f3ff}\u{200d}\u{2642}qzjx",
        "s\u{326}t\u{327}\u{163}\u{15f}qzjx",
        "../../etc/passwd qzjx",
        "\u{1b}[31mqzjx",
        "\u{fffe}\u{ffff}qzjx",
    ];
    texts.iter().map(|text| json!(text)).collect()
}

fn ids() -> Vec<Value> {
    let long = format!("plan_{}", "0".repeat(60_000));
    let ids = [
        "",
        "0",
        "-1",
        "null",
        "qzjx",
        "plan_",
        "plan_action_0",
        "tenant_00000000000000000000000000",
        "plan_0000000000000000000000000000000000000000000000000000",
        "plan_\0",
        "1 OR 1=1",
        "%",
        "../plan_1",
        &long,
    ];
    ids.iter().map(|id| json!(id)).chain([json!(1), json!(-9_007_199_254_740_993_i64)]).collect()
}

/// Bad values for a leaf.
fn values(sdl: &Sdl, target: &str) -> Vec<Value> {
    match target {
        "String" => texts(),
        "ID" => ids(),
        "Int" => [i64::MIN, -2_147_483_648, -1, 0, 101, 2_147_483_647, 2_147_483_648, i64::MAX]
            .iter()
            .map(|number| json!(number))
            .chain([json!(1.5), json!("1"), json!(1e300)])
            .collect(),
        "Decimal" => [
            "",
            "NaN",
            "Infinity",
            "1e400",
            "-1",
            "1,5",
            "0x10",
            "99999999999999999999999999999",
            "0.000000000001",
            "--1",
            "qzjx",
        ]
        .iter()
        .map(|text| json!(text))
        .chain([json!(1.5), json!(i64::MAX)])
        .collect(),
        "Date" => [
            "",
            "0000-00-00",
            "-0001-01-01",
            "0001-01-01",
            "9999-12-31",
            "10000-01-01",
            "2027-02-30",
            "2027-1-1",
            "2027-01-01T00:00:00Z",
            "qzjx",
        ]
        .iter()
        .map(|text| json!(text))
        .collect(),
        "Boolean" => vec![json!("true"), json!(2), json!([])],
        name if sdl.find(name).is_some_and(|ty| ty.kind == Kind::Enum) => {
            vec![json!("QZJX"), json!(""), json!(0)]
        }
        _ => Vec::new(),
    }
}

/// The places of leaves in the variables of a request, by JSON pointer.
fn places(sdl: &Sdl, field: &Field, value: &Value, at: &str, found: &mut Vec<(String, String)>) {
    let here = format!("{at}/{}", field.name);
    let value = &value[&field.name];
    let (here, value) = match value.as_array() {
        Some(items) => match items.first() {
            Some(first) => (format!("{here}/0"), first),
            None => return,
        },
        None => (here, value),
    };
    match sdl.find(field.target()) {
        Some(ty) if ty.kind == Kind::Input && value.is_object() => {
            ty.fields.iter().for_each(|inside| places(sdl, inside, value, &here, found));
        }
        _ if !value.is_null() => found.push((here, field.target().to_owned())),
        _ => {}
    }
}

async fn throughout(operation: &str, root: &str, recipes: Vec<Recipe>) {
    let (world, sdl) = (World::new().await, Sdl::current());
    let stage = recipe::museum(&world).await;
    let (mut faults, mut tried) = (Vec::new(), 0);
    let mut codes: BTreeMap<String, usize> = BTreeMap::new();
    for recipe in &recipes {
        let field = sdl.root(root).iter().find(|field| field.name == recipe.field).expect("a root field");
        let mut made = make(&stage, recipe).await;
        let mut found = Vec::new();
        field.args.iter().for_each(|arg| places(&sdl, arg, &made.1, "", &mut found));
        for (place, target) in found {
            for value in values(&sdl, &target) {
                let mut variables = made.1.clone();
                *variables.pointer_mut(&place).expect("a place") = value.clone();
                let client = world.client_of(made.0.person.as_ref().expect("somebody"));
                let answer = recipe::ask(&client, &sdl, operation, field, variables).await;
                let outcome = recipe::outcome(&answer, &field.name);
                tried += 1;
                let at = || format!("{} at {place} = {:.60}", recipe.name(), value.to_string());
                let told = Value::from(answer.errors).to_string();
                if FAILURES.contains(&outcome.as_str()) {
                    faults.push(format!("{outcome}: {}: {told:.400}", at()));
                }
                let lower = told.to_lowercase();
                if lower.contains(MARK) {
                    faults.push(format!("echoes what was sent: {}: {told:.400}", at()));
                }
                if let Some(inside) = INSIDES.iter().find(|inside| lower.contains(**inside)) {
                    faults.push(format!("tells {inside:?}: {}: {told:.400}", at()));
                }
                if told.len() > 64 * 1024 {
                    faults.push(format!("answers with {} bytes: {}", told.len(), at()));
                }
                if !matches!(outcome.as_str(), "INVALID" | "NOT_FOUND" | "FORBIDDEN" | "NULL") {
                    made = make(&stage, recipe).await;
                }
                *codes.entry(outcome).or_default() += 1;
            }
        }
    }
    println!("{tried} bad values tried: {codes:?}");
    assert!(faults.is_empty(), "{} of {tried}:\n{}", faults.len(), faults.join("\n"));
}

/// Somebody who may do everything, and a valid request.
async fn make(stage: &Stage<'_>, recipe: &Recipe) -> (Persona, Value) {
    let person = match recipe.asker {
        Asker::Persona => stage.author.clone(),
        Asker::Twin => {
            stage.world().add_holder(&stage.house, &stage.words("twin").replace(' ', "."), EVERYTHING).await
        }
    };
    let scene = Scene::on(stage, &person);
    let persona = scene.persona("everything").clone();
    let variables = (recipe.build)(&scene, &persona).await;
    (persona, variables)
}

fn group(names: &[&str]) -> Vec<Recipe> {
    let groups = recipe::mutations().into_iter().filter(|(name, _)| names.contains(name));
    groups.flat_map(|(_, recipes)| recipes).collect()
}

#[tokio::test]
async fn bad_values_in_questions_are_refused() {
    throughout("query", "Query", recipe::queries()).await;
}

#[tokio::test]
async fn bad_values_at_the_door_and_about_people_are_refused() {
    throughout("mutation", "Mutation", group(&["door", "member"])).await;
}

#[tokio::test]
async fn bad_values_about_institutions_and_plans_are_refused() {
    throughout("mutation", "Mutation", group(&["tenancy", "plan"])).await;
}

#[tokio::test]
async fn bad_values_about_evidence_are_refused() {
    throughout("mutation", "Mutation", group(&["document", "import"])).await;
}

#[tokio::test]
async fn bad_values_about_actions_are_refused() {
    throughout("mutation", "Mutation", group(&["action", "part"])).await;
}
