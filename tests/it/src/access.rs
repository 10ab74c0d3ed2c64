//! Who may ask what: every root field of the schema, tried by one person per role and by everybody who should not get
//! in, against tables that people read and accept.

use crate::recipe::{self, Asker, Persona, Recipe, Scene};
use calitas_domain::access::Role;
use calitas_kit::{Sdl, World, golden, sdl::Field};
use futures_util::StreamExt;
use serde_json::Value;
use std::{collections::BTreeSet, fmt::Write, time::Duration};

const LEGEND: &str = "\
One row per root field (and case), one column per person; what comes of a valid request.

nobody     not signed in              specialist, reader  in the unit the thing belongs to
admin      institution administrator  assignee            a specialist the action is assigned to
head       head of institution        guest               invited to the plan
quality    quality manager            oversight           mayor's office, a member of the city hall only
secretary  control secretariat        parent              every role in the city hall above
unithead   head of the thing's unit   sibling             every role in another institution under the city hall
otherhead  head of another unit       foreign             every role in another municipality

OK done or answered; EMPTY an empty list; NULL absent; else the code of the refusal.
";

/// One table: a row per recipe, a column per persona.
async fn table(operation: &str, recipes: Vec<Recipe>, file: &str) {
    let (world, sdl) = (World::new().await, Sdl::current());
    let stage = recipe::museum(&world).await;
    let scene = Scene::new(&stage).await;
    let root = match operation {
        "query" => "Query",
        "mutation" => "Mutation",
        _ => "Subscription",
    };
    let width = recipes.iter().map(|recipe| recipe.name().len()).max().unwrap_or(0) + 1;
    let mut text = format!("{LEGEND}\n{:width$}", "");
    for persona in &scene.personas {
        write!(text, "{:16}", persona.name).expect("text");
    }
    let mut useless = Vec::new();
    for recipe in &recipes {
        text.truncate(text.trim_end().len());
        write!(text, "\n{:width$}", recipe.name()).expect("text");
        let field = sdl.root(root).iter().find(|field| field.name == recipe.field);
        let field = field.unwrap_or_else(|| panic!("{root}.{} is gone, its recipe is not", recipe.field));
        let mut outcomes = BTreeSet::new();
        // What a refused request named is still there for the next person.
        let mut unused = None;
        for persona in &scene.personas {
            let twin = match recipe.asker {
                Asker::Persona => None,
                Asker::Twin => Some(scene.twin(persona).await),
            };
            let asker = twin.as_ref().unwrap_or(persona);
            let variables = match unused.take().filter(|_| !recipe.is_personal && !persona.is_guest()) {
                Some(variables) => variables,
                None => (recipe.build)(&scene, asker).await,
            };
            let outcome = cell(&scene, &sdl, operation, field, asker, &variables).await;
            unused = REFUSED.contains(&outcome.as_str()).then_some(variables);
            write!(text, "{outcome:16}").expect("text");
            outcomes.insert(outcome);
        }
        let hidden_from_all = recipe.case == "of another person";
        if !outcomes.contains("OK") && !hidden_from_all {
            useless.push(recipe.name());
        }
    }
    text.truncate(text.trim_end().len());
    text.push('\n');
    golden(file, &text);
    assert!(useless.is_empty(), "nobody succeeds, so these recipes prove nothing: {}", useless.join(", "));
}

/// Outcomes that leave everything as it was.
const REFUSED: &[&str] = &["UNAUTHENTICATED", "FORBIDDEN", "NOT_FOUND", "CONFLICT", "NULL"];

async fn cell(
    scene: &Scene<'_>,
    sdl: &Sdl,
    operation: &str,
    field: &Field,
    persona: &Persona,
    variables: &Value,
) -> String {
    let mut client = scene.client(persona);
    if operation == "subscription" {
        let document = recipe::document(sdl, operation, field, variables, "__typename");
        let mut events = client.listen(&document, variables.clone()).await;
        return match tokio::time::timeout(Duration::from_secs(5), events.next()).await {
            Ok(Some(answer)) => recipe::outcome(&answer, &field.name),
            Ok(None) => "CLOSED".to_owned(),
            Err(_) => "SILENT".to_owned(),
        };
    }
    if field.name == "refreshSession" {
        client = client.with_cookie(recipe::cookie(scene, persona));
    }
    let answer = recipe::ask(&client, sdl, operation, field, variables.clone()).await;
    recipe::outcome(&answer, &field.name)
}

fn group(name: &str) -> Vec<Recipe> {
    let found = recipe::mutations().into_iter().find(|(group, _)| *group == name);
    found.expect("a group of recipes").1
}

#[test]
fn every_root_field_is_in_the_tables() {
    let sdl = Sdl::current();
    let mutations = recipe::mutations().into_iter().flat_map(|(_, recipes)| recipes).collect();
    let tables =
        [("Query", recipe::queries()), ("Mutation", mutations), ("Subscription", recipe::subscriptions())];
    let mut missing = Vec::new();
    for (root, recipes) in tables {
        let covered: BTreeSet<_> = recipes.iter().map(|recipe| recipe.field).collect();
        let fields = sdl.root(root).iter().filter(|field| !covered.contains(field.name.as_str()));
        missing.extend(fields.map(|field| format!("{root}.{}", field.name)));
    }
    assert!(
        missing.is_empty(),
        "no recipe in tests/it/src/recipe, so nobody says who may: {}",
        missing.join(", ")
    );
}

#[tokio::test]
async fn every_role_has_a_column() {
    let world = World::new().await;
    let stage = recipe::museum(&world).await;
    let scene = Scene::new(&stage).await;
    let without: Vec<_> = Role::ALL
        .iter()
        .filter(|role| {
            let of_its_own =
                |persona: &Persona| persona.holds(**role) && !EVERYBODY_ELSE.contains(&persona.name);
            !scene.personas.iter().any(of_its_own)
        })
        .collect();
    assert!(without.is_empty(), "roles without a column: {without:?}");
}

/// Columns of people who hold every role, elsewhere.
const EVERYBODY_ELSE: &[&str] = &["parent", "sibling", "foreign"];

#[tokio::test]
async fn questions_are_answered_as_the_table_says() {
    table("query", recipe::queries(), "access-query.txt").await;
}

#[tokio::test]
async fn the_door_opens_as_the_table_says() {
    table("mutation", group("door"), "access-door.txt").await;
}

#[tokio::test]
async fn places_are_managed_as_the_table_says() {
    table("mutation", group("member"), "access-member.txt").await;
}

#[tokio::test]
async fn institutions_and_views_are_changed_as_the_table_says() {
    table("mutation", group("tenancy"), "access-tenancy.txt").await;
}

#[tokio::test]
async fn people_are_told_as_the_table_says() {
    table("mutation", group("notification"), "access-notification.txt").await;
}

#[tokio::test]
async fn plans_are_run_as_the_table_says() {
    table("mutation", group("plan"), "access-plan.txt").await;
}

#[tokio::test]
async fn actions_are_changed_as_the_table_says() {
    table("mutation", group("action"), "access-action.txt").await;
}

#[tokio::test]
async fn parts_of_actions_are_changed_as_the_table_says() {
    table("mutation", group("part"), "access-part.txt").await;
}

#[tokio::test]
async fn evidence_is_attached_as_the_table_says() {
    table("mutation", group("document"), "access-document.txt").await;
}

#[tokio::test]
async fn retention_and_disposal_are_run_as_the_table_says() {
    table("mutation", group("retention"), "access-retention.txt").await;
}

#[tokio::test]
async fn internal_control_is_run_as_the_table_says() {
    table("mutation", group("control"), "access-control.txt").await;
}

#[tokio::test]
async fn the_monitoring_commission_is_kept_as_the_table_says() {
    table("mutation", group("commission"), "access-commission.txt").await;
}

#[tokio::test]
async fn objectives_are_kept_as_the_table_says() {
    table("mutation", group("objective"), "access-objective.txt").await;
}

#[tokio::test]
async fn the_register_of_risks_is_kept_as_the_table_says() {
    table("mutation", group("risk"), "access-risk.txt").await;
}

#[tokio::test]
async fn sheets_are_taken_over_as_the_table_says() {
    table("mutation", group("import"), "access-import.txt").await;
}

#[tokio::test]
async fn changes_are_told_as_the_table_says() {
    table("subscription", recipe::subscriptions(), "access-subscription.txt").await;
}
