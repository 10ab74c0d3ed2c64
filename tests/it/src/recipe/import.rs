//! Sheets that are taken over.

use super::{Persona, Recipe, Scene};
use calitas_graphql::node::GlobalId;
use serde_json::{Value, json};

macro_rules! of_kinds {
    ($($case:literal => $build:ident),* $(,)?) => {
        vec![$(
            Recipe::case("checkImport", $case, |scene, persona| Box::pin(async move { $build(scene, persona).await })),
            Recipe::case("applyImport", $case, |scene, persona| {
                Box::pin(async move {
                    let mut variables = $build(scene, persona).await;
                    variables["input"]["idempotencyKey"] = json!(format!("import{}", scene.number()));
                    variables
                })
            }),
        )*]
    };
}

pub fn recipes() -> Vec<Recipe> {
    of_kinds! {
        "of institutions" => institutions,
        "of units" => units,
        "of people" => people,
        "of actions" => actions,
    }
}

fn sheet(scene: &Scene<'_>, kind: &str, cells: &[(&str, String)]) -> Value {
    let columns: Vec<_> =
        cells.iter().enumerate().map(|(at, (column, _))| json!({ "index": at, "column": column })).collect();
    let line: Vec<_> = cells.iter().map(|(_, cell)| cell).collect();
    json!({ "input": {
        "tenantId": scene.stage.house.id.global(), "kind": kind, "columns": columns,
        "rows": [{ "number": 2, "cells": line }],
    } })
}

async fn institutions(scene: &Scene<'_>, _: &Persona) -> Value {
    let number = scene.number();
    let cells = [
        ("SHORT_NAME", format!("I{number}")),
        ("NAME_RO", "Teatrul nou".to_owned()),
        ("KIND", "Instituție de cultură".to_owned()),
        ("SLUG", format!("{}-import{number}", scene.stage.house.slug)),
        ("ADMINISTRATOR_EMAIL", format!("import{number}@zimbru.test")),
        ("ADMINISTRATOR_FUNCTION", "Administrator".to_owned()),
    ];
    let mut variables = sheet(scene, "INSTITUTIONS", &cells);
    // Institutions are taken over to the city hall, which runs the tree.
    variables["input"]["tenantId"] = json!(scene.world().hall.id.global());
    variables
}

async fn units(scene: &Scene<'_>, _: &Persona) -> Value {
    let cells = [
        ("CODE", format!("import{}", scene.number())),
        ("NAME_RO", "Biroul importat".to_owned()),
        ("KIND", "Birou".to_owned()),
        ("PARENT_CODE", "legal".to_owned()),
    ];
    sheet(scene, "UNITS", &cells)
}

async fn people(scene: &Scene<'_>, _: &Persona) -> Value {
    let cells = [
        ("EMAIL", format!("coleg{}@zimbru.test", scene.number())),
        ("FUNCTION", "Consilier".to_owned()),
        ("ROLES", "Cititor".to_owned()),
        ("UNIT_CODE", "legal".to_owned()),
    ];
    sheet(scene, "PEOPLE", &cells)
}

async fn actions(scene: &Scene<'_>, persona: &Persona) -> Value {
    let (plan, _) = scene.draft(persona).await;
    let cells = [("TITLE", scene.stage.words("Acțiune importată")), ("UNIT_CODE", "legal".to_owned())];
    let mut variables = sheet(scene, "ACTIONS", &cells);
    variables["input"]["planId"] = json!(plan.global());
    variables
}
