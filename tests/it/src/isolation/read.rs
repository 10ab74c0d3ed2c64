//! Reading: by id, by lists, by search and filter, by cursor, by listening. Nothing of the prey may show, and an id
//! of the prey must answer like one of nothing.

use super::{
    explore::{Explorer, Seen, of_thing},
    needle::{kind, missing},
    prey::{Outsider, Prey},
    report::Report,
    selection::{inner, leaves},
};
use crate::recipe::{self, document};
use calitas_kit::{Answer, Sdl, World, sdl::Field};
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};

/// One outsider reading around one prey.
pub struct Reader<'a> {
    /// The world.
    pub world: &'a World,
    /// The schema.
    pub sdl: &'a Sdl,
    /// What must not show.
    pub prey: &'a Prey<'a>,
    /// Who reads.
    pub outsider: &'a Outsider,
}

/// Whose field is asked.
enum Owner<'a> {
    /// The schema's, with arguments it needs.
    Root(Value),
    /// A thing's.
    Thing(&'a str, &'a str),
}

impl Reader<'_> {
    /// Tries every way.
    pub async fn read(&self, report: &mut Report) {
        self.by_id(report).await;
        let own = self.everything(report).await;
        self.by_argument(&own, report).await;
    }

    /// Every id of the prey at every root that takes one.
    async fn by_id(&self, report: &mut Report) {
        let ids: Vec<String> = self.prey.seen.ids().difference(&self.outsider.allowed).cloned().collect();
        for part in ids.chunks(100) {
            let question = "query($ids: [ID!]!) { nodes(ids: $ids) { __typename id } }";
            let answer = self.ask("LEAK", question, json!({ "ids": part }), &[], report).await;
            if self.outsider.person.is_some() && !answer.errors.is_empty() {
                report.fault("LEAK", format!("not asked: {} to {question}", answer.errors[0]));
            }
            let got = answer.data["nodes"].as_array().into_iter().flatten().filter(|node| !node.is_null());
            got.for_each(|node| report.fault("LEAK", format!("{} got {node}", self.outsider.name)));
        }
        for field in self.sdl.root("Query") {
            let needed: Vec<_> = field.args.iter().filter(|arg| arg.is_required()).collect();
            let [arg] = needed.as_slice() else { continue };
            if arg.target() != "ID" || arg.is_list() {
                continue;
            }
            let accepted = self.prey.seen.accepts.get(&field.name);
            let mut other_kinds = BTreeSet::new();
            for id in &ids {
                let fits = accepted.is_some_and(|kinds| kinds.contains(kind(id)));
                if !fits && !other_kinds.insert(kind(id)) {
                    continue;
                }
                let variables = |id: &str| json!({ &arg.name: id });
                let selection = inner(self.sdl, field.target(), 3);
                let question = document(self.sdl, "query", field, &variables(id), &selection);
                self.oracle(&question, variables, id, report).await;
            }
        }
    }

    /// Everything the outsider sees at home.
    async fn everything(&self, report: &mut Report) -> Seen {
        let judge = |answer: &Value| self.outsider.needles.within(answer, &[]);
        let explorer = Explorer {
            sdl: self.sdl,
            client: self.outsider.client(self.world),
            texts: BTreeMap::new(),
            judge: &judge,
        };
        let mut own = Seen::default();
        explorer.explore(&mut own).await;
        report.tried_many("LIST", own.requests);
        for text in own.objections.drain(..).chain(std::mem::take(&mut own.faults)) {
            report.fault("LIST", format!("{} sees {text}", self.outsider.name));
        }
        own
    }

    /// Every argument of every field of the outsider's own things: words, ids and cursors of the prey.
    async fn by_argument(&self, own: &Seen, report: &mut Report) {
        for (ty, ids) in own.samples(1) {
            let Some(known) = self.sdl.find(&ty) else { continue };
            for field in known.fields.iter().filter(|_| self.sdl.is_node(&ty)) {
                self.arguments(&Owner::Thing(&ty, &ids[0]), &ty, field, report).await;
            }
        }
        for field in self.sdl.root("Query") {
            let needed: Vec<_> = field.args.iter().filter(|arg| arg.is_required()).collect();
            let optional = field.args.len() > needed.len();
            if let ([arg], true) = (needed.as_slice(), optional) {
                let kinds = self.prey.seen.accepts.get(&field.name).into_iter().flatten();
                let samples = own.by_kind(1);
                for id in kinds.filter_map(|kind| samples.get(kind)).flatten() {
                    self.arguments(&Owner::Root(json!({ &arg.name: id })), "Query", field, report).await;
                }
            }
        }
    }

    async fn arguments(&self, owner: &Owner<'_>, ty: &str, field: &Field, report: &mut Report) {
        for arg in field.args.iter().filter(|arg| !arg.is_required()) {
            for leaf in leaves(self.sdl, arg) {
                let ask = |value: Value| {
                    let given = leaf.holding(value);
                    match owner {
                        Owner::Root(needed) => {
                            let mut variables = needed.clone();
                            variables[&arg.name] = given[&arg.name].clone();
                            let selection = inner(self.sdl, field.target(), 6);
                            (document(self.sdl, "query", field, &variables, &selection), variables)
                        }
                        Owner::Thing(ty, id) => {
                            let question = of_thing(self.sdl, ty, field, &[arg]);
                            (question, json!({ "id": id, &arg.name: given[&arg.name] }))
                        }
                    }
                };
                let place = format!("{ty}.{}({})", field.name, leaf.path.join("."));
                match leaf.target.as_str() {
                    "String" if leaf.path.last().is_some_and(|name| name == "after") => {
                        self.cursors(ty, field, (&place, &ask), report).await;
                    }
                    "String" => self.words(&place, &ask, report).await,
                    "ID" => self.ids(&ask, report).await,
                    _ => {}
                }
            }
        }
    }

    async fn words(&self, place: &str, ask: &impl Fn(Value) -> (String, Value), report: &mut Report) {
        for word in self.outsider.needles.words.iter().take(3) {
            let (question, variables) = ask(json!(word));
            let answer = self.ask("SEARCH", &question, variables, &[word], report).await;
            report.asked(place, answer.errors.is_empty());
        }
    }

    async fn ids(&self, ask: &impl Fn(Value) -> (String, Value), report: &mut Report) {
        let hidden = |ids: Vec<String>| ids.into_iter().find(|id| !self.outsider.allowed.contains(id));
        for id in self.prey.seen.by_kind(usize::MAX).into_values().filter_map(hidden) {
            let (question, _) = ask(json!(id));
            self.oracle(&question, |id: &str| ask(json!(id)).1, &id, report).await;
        }
    }

    async fn cursors(
        &self,
        ty: &str,
        field: &Field,
        (place, ask): (&str, &impl Fn(Value) -> (String, Value)),
        report: &mut Report,
    ) {
        let same = self.prey.seen.cursors.get(&(ty.to_owned(), field.name.clone()));
        let others = self.prey.seen.cursors.values().flatten();
        for cursor in same.into_iter().flatten().take(3).chain(others.take(2)) {
            let (question, variables) = ask(json!(cursor));
            let answer = self.ask("CURSOR", &question, variables, &[cursor], report).await;
            report.asked(place, answer.errors.is_empty());
            if !matches!(answer.code(), "" | "INVALID" | "FORBIDDEN" | "NOT_FOUND" | "UNAUTHENTICATED") {
                report.fault(
                    "CURSOR",
                    format!("{} gets {} from {question}", self.outsider.name, answer.code()),
                );
            }
        }
    }

    /// An id of the prey must answer like ids of nothing, in the prey and elsewhere.
    async fn oracle(&self, question: &str, variables: impl Fn(&str) -> Value, id: &str, report: &mut Report) {
        let real = self.ask("LEAK", question, variables(id), &[id], report).await;
        let real = nameless(&real, id);
        report.tried("ORACLE");
        // Guests and overseers know the institution itself: to them only nothing inside it is like the prey.
        let others = if self.outsider.allowed.is_empty() { 2 } else { 1 };
        for other in missing(id).into_iter().take(others) {
            let nothing = self.ask("LEAK", question, variables(&other), &[&other], report).await;
            let nothing = nameless(&nothing, &other);
            if nothing != real {
                let fault = format!("{}: {id} gives {real}, {other} gives {nothing}", self.outsider.name);
                report.fault("ORACLE", format!("{fault} to {question}"));
            }
        }
    }

    async fn ask(
        &self,
        kind: &'static str,
        question: &str,
        variables: Value,
        sent: &[&str],
        report: &mut Report,
    ) -> Answer {
        report.tried(kind);
        let answer = self.outsider.client(self.world).run(question, variables).await;
        let whole = json!({ "data": answer.data, "errors": answer.errors });
        for text in self.outsider.needles.within(&whole, sent) {
            report.fault(kind, format!("{} got {text:?} from {question}", self.outsider.name));
        }
        answer
    }
}

/// An answer without the id that was asked for.
pub fn nameless(answer: &Answer, id: &str) -> Value {
    let whole = json!({ "data": answer.data, "errors": answer.errors }).to_string();
    serde_json::from_str(&whole.replace(id, "ID")).expect("still JSON")
}

/// The recipe's field.
pub fn field_of<'a>(sdl: &'a Sdl, root: &str, recipe: &recipe::Recipe) -> &'a Field {
    sdl.root(root)
        .iter()
        .find(|field| field.name == recipe.field)
        .expect("access.rs names recipes of nothing")
}
