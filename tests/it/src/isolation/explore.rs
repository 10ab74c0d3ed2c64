//! Looking at everything one person can see, from the viewer on, thing by thing and field by field.

use super::{
    needle,
    selection::{self, below, field_of, packed, pieces},
};
use calitas_kit::{Answer, Client, Sdl, sdl::Field};
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet, VecDeque};

/// Codes of refusals that are part of the matter; any other error while looking is a fault.
const REFUSALS: &[&str] = &["UNAUTHENTICATED", "FORBIDDEN", "NOT_FOUND", "INVALID"];

/// What one or several people saw.
#[derive(Debug, Default)]
pub struct Seen {
    /// Fields that gave something, by type.
    pub fields: BTreeSet<(String, String)>,
    /// Type of everything with an id.
    pub things: BTreeMap<String, String>,
    /// Ids of things that no type was found for.
    pub others: BTreeSet<String>,
    /// Cursors by type and field of their list.
    pub cursors: BTreeMap<(String, String), BTreeSet<String>>,
    /// Kinds of ids a root field answers to.
    pub accepts: BTreeMap<String, BTreeSet<String>>,
    /// Every answer's texts that the judge objected to.
    pub objections: Vec<String>,
    /// Errors that should not be.
    pub faults: Vec<String>,
    /// Requests made.
    pub requests: usize,
}

/// Looks at things as one person.
pub struct Explorer<'a> {
    /// The schema.
    pub sdl: &'a Sdl,
    /// Who looks.
    pub client: Client<'a>,
    /// Texts for arguments that cannot be guessed, by name.
    pub texts: BTreeMap<&'static str, String>,
    /// Says what of an answer must not be there.
    pub judge: &'a dyn Fn(&Value) -> Vec<String>,
}

impl Explorer<'_> {
    /// Everything the person can see.
    pub async fn explore(&self, seen: &mut Seen) {
        for field in self.sdl.root("Query") {
            let needed: Vec<_> = field.args.iter().filter(|arg| arg.is_required()).collect();
            let known =
                needed.iter().map(|arg| Some((arg.name.clone(), json!(self.texts.get(arg.name.as_str())?))));
            if let Some(variables) = known.collect::<Option<serde_json::Map<_, _>>>() {
                self.root(field, Value::Object(variables), seen).await;
            }
        }
        let mut done = BTreeSet::new();
        let mut waiting: VecDeque<String> = seen.things.keys().cloned().collect();
        while let Some(id) = waiting.pop_front() {
            if done.insert(id.clone()) {
                self.thing(&id, seen).await;
                waiting.extend(seen.things.keys().filter(|id| !done.contains(*id)).cloned());
            }
        }
        self.roots_by_id(seen).await;
    }

    /// One thing with a global id, with all its fields.
    async fn thing(&self, id: &str, seen: &mut Seen) {
        let ty = seen.things[id].clone();
        if !self.sdl.is_node(&ty) {
            return;
        }
        let ask = |pieces: &[String]| {
            format!(
                "query($id: ID!) {{ node(id: $id) {{ __typename ... on {ty} {{ {} }} }} }}",
                pieces.join(" ")
            )
        };
        for part in packed(pieces(self.sdl, self.sdl.get(&ty))) {
            let answer = self.ask(&ask(&part), json!({ "id": id }), seen).await;
            if answer.errors.is_empty() {
                self.note(&ty, &answer.data["node"], seen);
                continue;
            }
            // One refusal hides the whole thing: ask for each field by itself.
            for piece in part {
                let answer = self.ask(&ask(&[piece]), json!({ "id": id }), seen).await;
                self.note(&ty, &answer.data["node"], seen);
            }
        }
    }

    /// The roots that take an id, with some ids of each type.
    async fn roots_by_id(&self, seen: &mut Seen) {
        let mut samples: BTreeMap<String, Vec<String>> = BTreeMap::new();
        for (id, ty) in &seen.things {
            samples.entry(ty.clone()).or_default().push(id.clone());
        }
        for field in self.sdl.root("Query") {
            let needed: Vec<_> = field.args.iter().filter(|arg| arg.is_required()).collect();
            let [arg] = needed.as_slice() else { continue };
            if arg.target() != "ID" {
                continue;
            }
            for id in samples.values().flat_map(|ids| ids.iter().take(3)) {
                let value = if arg.is_list() { json!([id]) } else { json!(id) };
                let answer = self.root(field, json!({ &arg.name: value }), seen).await;
                let got = &answer.data[&field.name];
                let is_there = !got.is_null() && got.get(0) != Some(&Value::Null);
                if answer.errors.is_empty() && is_there {
                    seen.accepts.entry(field.name.clone()).or_default().insert(needle::kind(id).to_owned());
                }
            }
        }
    }

    /// A root field with its arguments.
    async fn root(&self, field: &Field, variables: Value, seen: &mut Seen) -> Answer {
        let document = crate::recipe::document(
            self.sdl,
            "query",
            field,
            &variables,
            &selection::inner(self.sdl, field.target(), 3),
        );
        let answer = self.ask(&document, variables, seen).await;
        if answer.errors.is_empty() {
            self.note("Query", &answer.data, seen);
        }
        answer
    }

    /// A document of one's own.
    pub async fn ask(&self, document: &str, variables: Value, seen: &mut Seen) -> Answer {
        seen.requests += 1;
        let answer = self.client.run(document, variables).await;
        let whole = json!({ "data": answer.data, "errors": answer.errors });
        let objections = (self.judge)(&whole);
        seen.objections.extend(objections.into_iter().map(|text| format!("{text:?} from {document}")));
        if answer.errors.iter().any(|_| !REFUSALS.contains(&answer.code())) {
            seen.faults.push(format!("{} from {document}", answer.errors[0]));
        }
        answer
    }

    /// Notes what an answer holds.
    fn note(&self, ty: &str, value: &Value, seen: &mut Seen) {
        if let Value::Array(items) = value {
            return items.iter().for_each(|item| self.note(ty, item, seen));
        }
        let Value::Object(fields) = value else { return };
        let ty = fields.get("__typename").and_then(Value::as_str).unwrap_or(ty);
        let Some(known) = self.sdl.find(ty) else { return };
        if let Some(id) = fields.get("id").and_then(Value::as_str) {
            seen.things.entry(id.to_owned()).or_insert_with(|| ty.to_owned());
        }
        for (key, value) in fields.iter().filter(|(key, _)| !key.starts_with("__")) {
            let name = field_of(key);
            let Some(field) = known.fields.iter().find(|field| field.name == name) else { continue };
            let edges = value.get("edges").and_then(Value::as_array);
            let is_empty = value.is_null() || value.as_array().or(edges).is_some_and(Vec::is_empty);
            if is_empty {
                continue;
            }
            seen.fields.insert((ty.to_owned(), name.to_owned()));
            if field.target() == "ID" {
                needle::each_text(value, &mut |id| {
                    seen.others.insert(id.to_owned());
                });
            }
            let cursors = edges.into_iter().flatten().filter_map(|edge| edge["cursor"].as_str());
            for cursor in cursors {
                let list = (ty.to_owned(), name.to_owned());
                seen.cursors.entry(list).or_default().insert(cursor.to_owned());
            }
            self.note(field.target(), value, seen);
        }
    }
}

impl Seen {
    /// Every id by which something can be asked for, whatever it names.
    pub fn ids(&self) -> BTreeSet<String> {
        self.things.keys().chain(&self.others).filter(|id| needle::is_global(id)).cloned().collect()
    }

    /// The first ids of each type.
    pub fn samples(&self, count: usize) -> BTreeMap<String, Vec<String>> {
        let mut samples: BTreeMap<String, Vec<String>> = BTreeMap::new();
        for (id, ty) in &self.things {
            let ids = samples.entry(ty.clone()).or_default();
            if ids.len() < count {
                ids.push(id.clone());
            }
        }
        samples
    }

    /// The first ids of each kind.
    pub fn by_kind(&self, count: usize) -> BTreeMap<String, Vec<String>> {
        let mut samples: BTreeMap<String, Vec<String>> = BTreeMap::new();
        for id in self.ids() {
            let ids = samples.entry(needle::kind(&id).to_owned()).or_default();
            if ids.len() < count {
                ids.push(id);
            }
        }
        samples
    }
}

/// The document that asks one field of one thing with given arguments.
pub fn of_thing(sdl: &Sdl, ty: &str, field: &Field, given: &[&Field]) -> String {
    let declared: String = given.iter().map(|arg| format!(", ${}: {}", arg.name, arg.ty)).collect();
    let needed = selection::required(sdl, field).into_iter().next();
    let needed = needed.unwrap_or_else(|| panic!("{ty}.{} needs an argument nobody can guess", field.name));
    let passed: Vec<_> =
        needed.into_iter().chain(given.iter().map(|arg| format!("{0}: ${0}", arg.name))).collect();
    let name = &field.name;
    let below = below(sdl, field);
    format!(
        "query($id: ID!{declared}) {{ node(id: $id) {{ ... on {ty} {{ {name}({}) {below} }} }} }}",
        passed.join(", ")
    )
}
