//! The walk of isolation: over two filled institutions, generated from the schema. Whatever a type, field, argument,
//! mutation or subscription is called, it is tried; a mutation that cannot be tried fails by name.
//!
//! LEAK, LIST, SEARCH, CURSOR: something of the prey shows. ORACLE: an id of the prey answers otherwise than one of
//! nothing. LISTEN: a subscription accepts an id of the prey. WRITE: a mutation at home accepts one. BLINDWRITE: what
//! is valid in the prey works from outside. GROUND: a row of the prey changed. LINKED: a row elsewhere names it.

mod explore;
mod ground;
mod guest;
mod live;
mod needle;
mod prey;
mod read;
mod report;
mod selection;
mod timing;
mod write;

use crate::recipe::Scene;
use calitas_app::notification;
use calitas_kit::{Filled, Sdl, World};
use ground::{Ground, changed, naming};
use prey::Prey;
use read::Reader;
use report::Report;
use std::collections::BTreeSet;
use write::{Foray, Writer};

/// How much of what the schema offers must have given something in the prey, or the walk proves too little.
const HARVESTED: f64 = 0.95;

#[tokio::test]
async fn nobody_outside_reads_finds_or_guesses_anything_of_an_institution() {
    let (world, sdl) = (World::new().await, Sdl::current());
    let prey = Prey::new(&world, &sdl).await;
    harvested(&sdl, &prey);
    let sibling = Filled::new(&world, "teatru", "cocor", "public", Some(&world.hall)).await;
    let foreign = Filled::new(&world, "biblioteca", "lotus", "vazut", Some(&world.foreign)).await;
    let mut report = Report::default();
    for outsider in &prey.outsiders(&sibling, &foreign).await {
        Reader { world: &world, sdl: &sdl, prey: &prey, outsider }.read(&mut report).await;
    }
    report.settle(&["LEAK", "LIST", "SEARCH", "CURSOR", "ORACLE"]);
    report.searched();
}

#[tokio::test]
async fn nobody_outside_changes_links_or_hears_anything_of_an_institution() {
    let (world, sdl) = (World::new().await, Sdl::current());
    let prey = Prey::new(&world, &sdl).await;
    let sibling = Filled::new(&world, "teatru", "cocor", "public", Some(&world.hall)).await;
    let foreign = Filled::new(&world, "biblioteca", "lotus", "vazut", Some(&world.foreign)).await;
    let outsiders = prey.outsiders(&sibling, &foreign).await;
    let at_prey = Scene::on(&prey.filled.stage, &prey.filled.stage.author);
    let forays = Foray::prepare(&sdl, &at_prey).await;
    // Its people are told of that now: a worker who works later, for anybody, has nothing to add.
    notification::round(&world.app).await.expect("workers work");
    let (mut ground, mut report) = (Ground::of(&world).await, Report::default());
    let (id, before) = (prey.filled.house().id, ground.rows(prey.filled.house().id).await);
    for (outsider, home) in outsiders.iter().zip([&sibling, &foreign]) {
        let person = outsider.person.as_ref().expect("somebody");
        let scene = Scene::on(&home.stage, person);
        Writer { sdl: &sdl, prey: &prey, outsider, scene: &scene }.write(&mut report).await;
    }
    let uninvited = guest::outsider(&prey, &mut ground).await;
    for outsider in outsiders.iter().chain([&uninvited]) {
        for foray in &forays {
            foray.send(&sdl, &at_prey, outsider, &mut report).await;
        }
    }
    let after = ground.rows(id).await;
    report.tried_many("GROUND", ground.table_count());
    changed(&before, &after).into_iter().for_each(|row| report.fault("GROUND", row));
    let ids = ground.ids(id).await;
    for house in [sibling.house(), foreign.house(), &world.hall, &world.police, &world.foreign] {
        let rows = ground.rows(house.id).await;
        report.tried_many("LINKED", rows.values().map(Vec::len).sum());
        // Only the city hall's own row may be named by others, as their parent; and its journal says where in the
        // tree it put an institution.
        let is_linked = |row: &String| {
            house.id != world.hall.id
                || !row.starts_with("journal")
                || !row.contains(r#""subject_kind":"tenant""#)
        };
        naming(&rows, &ids).into_iter().filter(is_linked).for_each(|row| report.fault("LINKED", row));
    }
    report.settle(&["WRITE", "LISTEN", "BLINDWRITE", "ORACLE", "GROUND", "LINKED"]);
}

#[tokio::test]
async fn a_guest_sees_nothing_beyond_the_invitation() {
    let (world, sdl) = (World::new().await, Sdl::current());
    let prey = Prey::new(&world, &sdl).await;
    let outsider = &guest::outsider(&prey, &mut Ground::of(&world).await).await;
    let mut report = Report::default();
    Reader { world: &world, sdl: &sdl, prey: &prey, outsider }.read(&mut report).await;
    report.settle(&["LEAK", "LIST", "SEARCH", "CURSOR", "ORACLE"]);
}

/// Whether the institution's people saw enough of it for the walk to mean something.
fn harvested(sdl: &Sdl, prey: &Prey<'_>) {
    let mut reachable = BTreeSet::new();
    reach(sdl, "Query", &mut reachable);
    let all: BTreeSet<(String, String)> = reachable
        .iter()
        .flat_map(|name| sdl.get(name).fields.iter().map(|field| (name.clone(), field.name.clone())))
        .collect();
    for (what, wanted) in [
        ("questions", all.iter().filter(|(ty, _)| ty == "Query").collect::<Vec<_>>()),
        ("fields", all.iter().collect()),
    ] {
        let missing: Vec<_> = wanted.iter().filter(|field| !prey.seen.fields.contains(**field)).collect();
        let share = 1.0 - missing.len() as f64 / wanted.len() as f64;
        println!("{what}: {:.1} % of {} gave something", share * 100.0, wanted.len());
        let names: Vec<_> = missing.iter().map(|(ty, field)| format!("{ty}.{field}")).collect();
        println!("    nothing from {}", names.join(", "));
        assert!(share >= HARVESTED, "too few {what} gave something; fill more in tests/kit/src/filled.rs");
    }
    let (ids, cursors) =
        (prey.seen.ids().len(), prey.seen.cursors.values().map(BTreeSet::len).sum::<usize>());
    println!("{ids} ids and {cursors} cursors harvested with {} requests", prey.seen.requests);
    assert!(prey.seen.faults.is_empty(), "errors at home:\n{}", prey.seen.faults.join("\n"));
}

/// Objects that can be reached from a type.
fn reach(sdl: &Sdl, name: &str, found: &mut BTreeSet<String>) {
    let Some(ty) = sdl.find(name).filter(|ty| !ty.fields.is_empty()) else { return };
    if ty.kind == calitas_kit::sdl::Kind::Interface {
        sdl.implementors(name).for_each(|ty| reach(sdl, &ty.name, found));
    } else if found.insert(name.to_owned()) {
        ty.fields.iter().for_each(|field| reach(sdl, field.target(), found));
    }
}
