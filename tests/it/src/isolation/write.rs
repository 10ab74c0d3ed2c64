//! Writing and listening: every mutation and subscription, valid at home, with each of its ids in turn taken from the
//! prey; and everything that is valid in the prey, sent by outsiders.

use super::{
    needle::{kind, missing},
    prey::{Outsider, Prey},
    read::{field_of, nameless},
    report::Report,
    selection::inner,
};
use crate::recipe::{self, Recipe, Scene, document};
use calitas_kit::{
    Answer, Client, Sdl,
    sdl::{Field, Kind},
};
use futures_util::StreamExt;
use serde_json::{Value, json};
use std::{collections::BTreeSet, time::Duration};

/// What the administrator of the tree does with the institutions in it.
const OF_THE_TREE: &[&str] =
    &["addInstitution", "moveInstitution", "retireInstitution", "reinstateInstitution"];

/// A place for an id in the variables of a request.
#[derive(Debug, Clone)]
struct Slot {
    /// Names from the argument down, as the schema has them.
    name: String,
    /// JSON pointer to it.
    pointer: String,
    /// The id that is there; absent when the recipe leaves it out.
    id: Option<String>,
}

/// One outsider writing from home with ids of one prey.
pub struct Writer<'a> {
    /// The schema.
    pub sdl: &'a Sdl,
    /// Whose ids are used.
    pub prey: &'a Prey<'a>,
    /// Who writes.
    pub outsider: &'a Outsider,
    /// Home.
    pub scene: &'a Scene<'a>,
}

impl Writer<'_> {
    /// Every mutation and every subscription with ids of the prey.
    pub async fn write(&self, report: &mut Report) {
        let mutations: Vec<Recipe> =
            recipe::mutations().into_iter().flat_map(|(_, recipes)| recipes).collect();
        self.all("Mutation", mutations, report).await;
        self.all("Subscription", recipe::subscriptions(), report).await;
    }

    async fn all(&self, root: &'static str, recipes: Vec<Recipe>, report: &mut Report) {
        let (mut wanted, mut tried) = (BTreeSet::new(), BTreeSet::new());
        let known = |field: &&Field| recipes.iter().any(|recipe| recipe.field == field.name);
        let (known, unknown): (Vec<&Field>, Vec<&Field>) = self.sdl.root(root).iter().partition(known);
        for field in unknown {
            report.fault("WRITE", format!("no recipe of tests/it/src/recipe for {root}.{}", field.name));
        }
        let aimless =
            known.iter().filter(|field| !takes_id(self.sdl, field)).map(|field| field.name.as_str());
        let aimless: Vec<_> = aimless.collect();
        println!("{root}: {} reached; naming nothing of an institution: {}", known.len(), aimless.join(", "));
        for recipe in &recipes {
            let field = field_of(self.sdl, root, recipe);
            for arg in &field.args {
                let ids =
                    super::selection::leaves(self.sdl, arg).into_iter().filter(|leaf| leaf.target == "ID");
                wanted.extend(ids.map(|leaf| format!("{}: {}", field.name, leaf.path.join("."))));
            }
            if !takes_id(self.sdl, field) {
                continue;
            }
            let persona = self.scene.persona("everything");
            let variables = (recipe.build)(self.scene, persona).await;
            for slot in slots(self.sdl, field, &variables) {
                tried.insert(format!("{}: {}", field.name, slot.name));
                self.slot(root, field, &variables, &slot, report).await;
            }
        }
        for missing in wanted.difference(&tried) {
            report.fault(
                "WRITE",
                format!("no recipe of tests/it/src/recipe gives {missing}, so it was not tried"),
            );
        }
    }

    /// One id of a request, replaced.
    async fn slot(
        &self,
        root: &'static str,
        field: &Field,
        variables: &Value,
        slot: &Slot,
        report: &mut Report,
    ) {
        let samples = self.prey.seen.by_kind(2);
        let fitting = |ids: &&String| slot.id.as_ref().is_none_or(|id| kind(id) == kind(ids));
        let mut ids: Vec<&String> = samples.values().flatten().filter(fitting).collect();
        if slot.id.is_none() {
            // Nobody says what kind belongs here: one of each.
            ids.dedup_by_key(|id| kind(id).to_owned());
        }
        if ids.is_empty() {
            report.fault("WRITE", format!("{}: the prey has no id like {:?}", field.name, slot.id));
        }
        for id in ids {
            let real = self.send(root, field, variables, slot, id, report).await;
            report.tried("ORACLE");
            for other in missing(id) {
                let nothing = self.send(root, field, variables, slot, &other, report).await;
                let (real, nothing) = (nameless(&real, id), nameless(&nothing, &other));
                if real != nothing {
                    let at = format!("{}: {} at {}", self.outsider.name, field.name, slot.name);
                    report.fault("ORACLE", format!("{at}: {id} gives {real}, {other} gives {nothing}"));
                }
            }
        }
    }

    async fn send(
        &self,
        root: &'static str,
        field: &Field,
        variables: &Value,
        slot: &Slot,
        id: &str,
        report: &mut Report,
    ) -> Answer {
        let mut variables = variables.clone();
        put(&mut variables, &slot.pointer, json!(id));
        let client = self.outsider.client(self.scene.world());
        let kind = if root == "Mutation" { "WRITE" } else { "LISTEN" };
        report.tried(kind);
        let answer = answer(&client, self.sdl, root, field, variables).await;
        judge(self.outsider, &answer, &[id], field, kind, report);
        // A foreign id in an optional place must not be overlooked either: the caller would believe it was taken.
        let outcome = recipe::outcome(&answer, &field.name);
        if !matches!(outcome.as_str(), "NOT_FOUND" | "INVALID" | "FORBIDDEN" | "CONFLICT") {
            let at = format!("{}: {} at {}", self.outsider.name, field.name, slot.name);
            report.fault(kind, format!("{at}: {outcome} for {id}"));
        }
        answer
    }
}

/// Requests that are valid in the prey.
pub struct Foray<'a> {
    field: &'a Field,
    root: &'static str,
    variables: Value,
}

/// What is meant for those who oversee: it changes nothing of the institution but its journal. See `plan::oversight`.
const FOR_OVERSEERS: &[&str] = &["consultPlan"];

/// What the head of a municipality does in its own institution: it names nothing of the prey, so whoever belongs there is
/// answered as at home.
const OF_THE_HEAD: &[&str] = &["updateControlCalendar"];

impl<'a> Foray<'a> {
    /// One of every mutation and subscription, made in the prey.
    pub async fn prepare(sdl: &'a Sdl, scene: &Scene<'_>) -> Vec<Self> {
        let mut forays = Vec::new();
        let mutations: Vec<Recipe> =
            recipe::mutations().into_iter().flat_map(|(_, recipes)| recipes).collect();
        for (root, recipes) in [("Mutation", mutations), ("Subscription", recipe::subscriptions())] {
            for recipe in recipes {
                let field = field_of(sdl, root, &recipe);
                if !takes_id(sdl, field) {
                    continue;
                }
                let variables = (recipe.build)(scene, scene.persona("everything")).await;
                // What names nothing of an institution cannot reach into one.
                if slots(sdl, field, &variables).iter().any(|slot| slot.id.is_some()) {
                    forays.push(Self { field, root, variables });
                }
            }
        }
        forays
    }

    /// Sent by an outsider.
    pub async fn send(&self, sdl: &Sdl, scene: &Scene<'_>, outsider: &Outsider, report: &mut Report) {
        if outsider.name == "oversight" && FOR_OVERSEERS.contains(&self.field.name.as_str()) {
            return;
        }
        let is_at_home = ["parent", "oversight"].contains(&outsider.name);
        if is_at_home && OF_THE_HEAD.contains(&self.field.name.as_str()) {
            return;
        }
        report.tried("BLINDWRITE");
        let client = outsider.client(scene.world());
        let answer = answer(&client, sdl, self.root, self.field, self.variables.clone()).await;
        let mut sent = Vec::new();
        super::needle::each_text(&self.variables, &mut |text| sent.push(text.to_owned()));
        let sent: Vec<&str> = sent.iter().map(String::as_str).collect();
        judge(outsider, &answer, &sent, self.field, "BLINDWRITE", report);
        let outcome = recipe::outcome(&answer, &self.field.name);
        let is_of_the_tree = OF_THE_TREE.contains(&self.field.name.as_str())
            || self.variables["input"]["kind"] == "INSTITUTIONS" && self.field.name.ends_with("Import");
        if outsider.runs_the_tree && is_of_the_tree {
            return;
        }
        if !matches!(outcome.as_str(), "NOT_FOUND" | "UNAUTHENTICATED") {
            report.fault("BLINDWRITE", format!("{} gets {outcome} from {}", outsider.name, self.field.name));
        }
    }
}

fn judge(
    outsider: &Outsider,
    answer: &Answer,
    sent: &[&str],
    field: &Field,
    kind: &'static str,
    report: &mut Report,
) {
    let whole = json!({ "data": answer.data, "errors": answer.errors });
    for text in outsider.needles.within(&whole, sent) {
        report.fault(kind, format!("{} got {text:?} from {}", outsider.name, field.name));
    }
}

/// The first answer.
async fn answer(client: &Client<'_>, sdl: &Sdl, root: &str, field: &Field, variables: Value) -> Answer {
    let selection = format!("{} {}", recipe::glance(sdl, field), inner(sdl, field.target(), 3));
    if root == "Mutation" {
        let document = document(sdl, "mutation", field, &variables, &selection);
        return client.run(&document, variables).await;
    }
    let document = document(sdl, "subscription", field, &variables, &selection);
    let mut events = client.listen(&document, variables).await;
    let first = tokio::time::timeout(Duration::from_secs(2), events.next()).await;
    first.ok().flatten().unwrap_or(Answer { data: Value::Null, errors: Vec::new(), cookies: Vec::new() })
}

/// Whether a request of the field can name something.
fn takes_id(sdl: &Sdl, field: &Field) -> bool {
    let mut leaves = field.args.iter().flat_map(|arg| super::selection::leaves(sdl, arg));
    leaves.any(|leaf| leaf.target == "ID")
}

/// Every place for an id in the variables of a request, those left out too.
fn slots(sdl: &Sdl, field: &Field, variables: &Value) -> Vec<Slot> {
    let mut found = Vec::new();
    for arg in &field.args {
        collect(sdl, arg, variables.get(&arg.name), (String::new(), String::new()), &mut found);
    }
    found
}

fn collect(
    sdl: &Sdl,
    field: &Field,
    value: Option<&Value>,
    (name, pointer): (String, String),
    found: &mut Vec<Slot>,
) {
    let dot = if name.is_empty() { "" } else { "." };
    let (name, pointer) = (format!("{name}{dot}{}", field.name), format!("{pointer}/{}", field.name));
    let value = value.filter(|value| !value.is_null());
    let first = value.and_then(Value::as_array).and_then(|items| items.first());
    if field.target() == "ID" {
        let (pointer, id) = if field.is_list() { (format!("{pointer}/0"), first) } else { (pointer, value) };
        let id = id.and_then(Value::as_str).map(str::to_owned);
        found.push(Slot { name, pointer, id });
    } else if let Some(input) = sdl.find(field.target()).filter(|ty| ty.kind == Kind::Input) {
        let (pointer, value) =
            if field.is_list() { (format!("{pointer}/0"), first) } else { (pointer, value) };
        let Some(value) = value else { return };
        for inside in &input.fields {
            collect(sdl, inside, value.get(&inside.name), (name.clone(), pointer.clone()), found);
        }
    }
}

/// Puts a value at a place that may not be there yet.
fn put(value: &mut Value, pointer: &str, new: Value) {
    let (parent, last) = pointer.rsplit_once('/').expect("a pointer begins with a slash");
    if last == "0" && value.pointer(parent).is_none_or(|list| !list.is_array()) {
        return put(value, parent, json!([new]));
    }
    match value.pointer_mut(parent).expect("the parent is there") {
        Value::Array(items) => match items.first_mut() {
            Some(first) => *first = new,
            None => items.push(new),
        },
        parent => parent[last] = new,
    }
}
