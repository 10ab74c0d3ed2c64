//! A valid request for every root field, made when it is needed: what the access matrix, the isolation walk and the
//! hostile values start from.
//!
//! A new root field: add a [`Recipe`] in the module of its feature. It makes the things its request names (fresh,
//! because a request that succeeds uses them up) and gives its variables. Several cases of one field are several
//! recipes.

mod action;
mod caf;
mod caf_report;
mod comment;
mod commission;
mod control;
mod control_report;
mod document;
mod door;
mod import;
mod journal;
mod listen;
mod member;
mod notification;
mod objective;
mod part;
mod plan;
mod query;
mod retention;
mod risk;
mod scene;
mod tenancy;
mod view;

pub use door::{cookie, invitation_token};
pub use scene::{EVERYTHING, Persona, Scene, museum};

use calitas_kit::{Answer, Client, Sdl, sdl::Field};
use futures_util::future::BoxFuture;
use serde_json::Value;

/// A valid request of one root field.
pub struct Recipe {
    /// The root field.
    pub field: &'static str,
    /// What of it, when one request does not say all.
    pub case: &'static str,
    /// Who asks.
    pub asker: Asker,
    /// Whether what it makes depends on who asks.
    pub is_personal: bool,
    /// Makes what the request names and gives its variables.
    pub build: Build,
}

/// Makes what a request of a persona names and gives its variables.
pub type Build = for<'a> fn(&'a Scene<'a>, &'a Persona) -> BoxFuture<'a, Value>;

/// Who makes a request.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Asker {
    /// The persona.
    Persona,
    /// Somebody just like the persona: the request ends sessions or changes the account.
    Twin,
}

impl Recipe {
    /// For a field that one request is enough for.
    pub const fn of(field: &'static str, build: Build) -> Self {
        Self { field, case: "", asker: Asker::Persona, is_personal: false, build }
    }

    /// For one case of a field.
    pub const fn case(field: &'static str, case: &'static str, build: Build) -> Self {
        Self { case, ..Self::of(field, build) }
    }

    /// For a request that ends sessions or changes the account.
    pub const fn twin(field: &'static str, build: Build) -> Self {
        Self { asker: Asker::Twin, is_personal: true, ..Self::of(field, build) }
    }

    /// Of something that belongs to who asks.
    #[must_use]
    pub const fn personal(self) -> Self {
        Self { is_personal: true, ..self }
    }

    /// Field and case.
    pub fn name(&self) -> String {
        if self.case.is_empty() { self.field.to_owned() } else { format!("{} ({})", self.field, self.case) }
    }
}

/// Recipes of queries.
pub fn queries() -> Vec<Recipe> {
    query::recipes()
}

/// Recipes of mutations by what they are about.
pub fn mutations() -> Vec<(&'static str, Vec<Recipe>)> {
    vec![
        ("door", door::recipes()),
        ("member", member::recipes()),
        (
            "tenancy",
            tenancy::recipes().into_iter().chain(view::recipes()).chain(journal::recipes()).collect(),
        ),
        ("notification", notification::recipes()),
        ("plan", plan::recipes()),
        ("action", action::recipes()),
        ("document", document::recipes()),
        ("retention", retention::recipes()),
        ("objective", objective::recipes()),
        ("risk", risk::recipes()),
        ("control", control::recipes().into_iter().chain(control_report::recipes()).collect()),
        ("commission", commission::recipes()),
        ("caf", caf::recipes()),
        ("caf report", caf_report::recipes()),
        ("import", import::recipes()),
        ("part", part::recipes().into_iter().chain(comment::recipes()).collect()),
    ]
}

/// Recipes of subscriptions.
pub fn subscriptions() -> Vec<Recipe> {
    listen::recipes()
}

/// The document that asks a root field for `selection`, with a variable per argument that is given.
pub fn document(sdl: &Sdl, operation: &str, field: &Field, variables: &Value, selection: &str) -> String {
    let given: Vec<_> = field.args.iter().filter(|arg| variables.get(&arg.name).is_some()).collect();
    let declared: Vec<_> = given.iter().map(|arg| format!("${}: {}", arg.name, arg.ty)).collect();
    let passed: Vec<_> = given.iter().map(|arg| format!("{0}: ${0}", arg.name)).collect();
    let parens =
        |list: Vec<String>| if list.is_empty() { list.concat() } else { format!("({})", list.join(", ")) };
    let selection = if sdl.is_leaf(field.target()) { String::new() } else { format!(" {{ {selection} }}") };
    format!("{operation}{} {{ {}{}{selection} }}", parens(declared), field.name, parens(passed))
}

/// What is selected to see whether an answer holds anything.
pub fn glance(sdl: &Sdl, field: &Field) -> String {
    let has = |name: &str| {
        sdl.find(field.target()).is_some_and(|ty| ty.fields.iter().any(|field| field.name == name))
    };
    let mut selection = vec!["__typename"];
    selection.extend(has("totalCount").then_some("totalCount"));
    selection.extend(has("refused").then_some("refused { code }"));
    selection.join(" ")
}

/// Asks a recipe's query or mutation.
pub async fn ask(client: &Client<'_>, sdl: &Sdl, operation: &str, field: &Field, variables: Value) -> Answer {
    let document = document(sdl, operation, field, &variables, &glance(sdl, field));
    client.run(&document, variables).await
}

/// What came of a request, as one word: the code of its error, or what is there.
pub fn outcome(answer: &Answer, field: &str) -> String {
    if !answer.errors.is_empty() {
        let code = answer.code();
        return if code.is_empty() { "NO_CODE".to_owned() } else { code.to_owned() };
    }
    let value = &answer.data[field];
    let refused = value.pointer("/refused/0/code").and_then(Value::as_str);
    let is_empty = match value {
        Value::Array(items) => items.iter().all(Value::is_null),
        value => value.get("totalCount").is_some_and(|count| *count == 0),
    };
    match value {
        Value::Null => "NULL".to_owned(),
        _ if is_empty => "EMPTY".to_owned(),
        _ => refused.unwrap_or("OK").to_owned(),
    }
}
