//! What to select of a type to see everything of it: written from the schema, in parts small enough for the guard.

use calitas_kit::{
    Sdl,
    sdl::{Field, Kind, Type},
};
use serde_json::Value;

/// How deep things without a global id are followed.
const DEPTH: usize = 6;
/// How many words a document may have, well below the guard's limit of selections.
const WORDS: usize = 220;

/// The selections of a type, one per field that has something below it, its leaves together.
pub fn pieces(sdl: &Sdl, ty: &Type) -> Vec<String> {
    let mut leaves = Vec::new();
    let mut pieces = Vec::new();
    for field in &ty.fields {
        for asked in asked(sdl, field) {
            if sdl.is_leaf(field.target()) {
                leaves.push(asked);
            } else {
                pieces.push(format!("{asked} {{ {} }}", inner(sdl, field.target(), DEPTH)));
            }
        }
    }
    pieces.insert(0, leaves.join(" "));
    pieces.retain(|piece| !piece.is_empty());
    pieces
}

/// Pieces put together into documents.
pub fn packed(pieces: Vec<String>) -> Vec<Vec<String>> {
    let mut documents: Vec<(usize, Vec<String>)> = Vec::new();
    for piece in pieces {
        let words = piece.split_whitespace().count();
        match documents.last_mut() {
            Some((size, document)) if *size + words <= WORDS => {
                *size += words;
                document.push(piece);
            }
            _ => documents.push((words, vec![piece])),
        }
    }
    documents.into_iter().map(|(_, pieces)| pieces).collect()
}

/// Everything below a type, up to the next thing with a global id, which is looked at by its own.
pub fn inner(sdl: &Sdl, name: &str, depth: usize) -> String {
    let Some(ty) = sdl.find(name) else { return "__typename".to_owned() };
    if sdl.is_node(name) || ty.kind == Kind::Interface {
        return "__typename id".to_owned();
    }
    let mut selection = vec!["__typename".to_owned()];
    for field in &ty.fields {
        for asked in asked(sdl, field) {
            if sdl.is_leaf(field.target()) {
                selection.push(asked);
            } else if depth > 0 {
                selection.push(format!("{asked} {{ {} }}", inner(sdl, field.target(), depth - 1)));
            }
        }
    }
    selection.join(" ")
}

/// What is selected below a field; nothing for a leaf.
pub fn below(sdl: &Sdl, field: &Field) -> String {
    if sdl.is_leaf(field.target()) {
        String::new()
    } else {
        format!("{{ {} }}", inner(sdl, field.target(), DEPTH))
    }
}

/// The year of the annual report that the kit hands over.
const REPORTED: i32 = 2020;

/// Every way to give a field its required arguments, as far as they can be guessed: each value of an enum, one for a
/// number, days that hold what the kit fills in. A field that needs an id or a text is asked elsewhere, where one is at
/// hand.
pub fn required(sdl: &Sdl, field: &Field) -> Vec<Vec<String>> {
    let mut variants = vec![Vec::new()];
    for arg in field.args.iter().filter(|arg| arg.is_required()) {
        let values: Vec<String> = match (sdl.find(arg.target()), arg.target()) {
            (Some(ty), _) if ty.kind == Kind::Enum => {
                ty.values.iter().map(|(value, _)| value.clone()).collect()
            }
            (None, "Int") if arg.name == "year" => vec!["2027".to_owned(), REPORTED.to_string()],
            (None, "Int" | "Float") => vec!["1".to_owned()],
            (_, "Date") if arg.name == "from" => vec!["\"2026-12-01\"".to_owned()],
            // A day to look back on: the world's own.
            (_, "Date") if matches!(arg.name.as_str(), "date" | "asOf") => vec!["\"2026-11-21\"".to_owned()],
            (_, "Date") => vec!["\"2027-10-31\"".to_owned()],
            (None, "Boolean") => vec!["true".to_owned(), "false".to_owned()],
            _ => return Vec::new(),
        };
        let given: Vec<String> = values.iter().map(|value| format!("{}: {value}", arg.name)).collect();
        let with = |variant: &Vec<String>| -> Vec<Vec<String>> {
            given.iter().map(|value| [variant.as_slice(), std::slice::from_ref(value)].concat()).collect()
        };
        variants = variants.iter().flat_map(with).collect();
    }
    variants
}

/// A field, once for each way to give its required arguments.
fn asked(sdl: &Sdl, field: &Field) -> Vec<String> {
    let variants = required(sdl, field);
    if variants.len() == 1 && variants[0].is_empty() {
        return vec![field.name.clone()];
    }
    let alias =
        |(at, args): (usize, &Vec<String>)| format!("v{at}_{0}: {0}({1})", field.name, args.join(", "));
    variants.iter().enumerate().map(alias).collect()
}

/// The field a key of an answer stands for.
pub fn field_of(key: &str) -> &str {
    key.rsplit_once('_').map_or(key, |(_, name)| name)
}

/// A leaf inside the arguments of a field: where it is and what it takes.
#[derive(Debug, Clone)]
pub struct Leaf {
    /// Names from the argument down.
    pub path: Vec<String>,
    /// Type of the leaf.
    pub target: String,
    /// Whether it takes several.
    pub is_list: bool,
}

/// The leaves inside an argument.
pub fn leaves(sdl: &Sdl, arg: &Field) -> Vec<Leaf> {
    let mut found = Vec::new();
    collect(sdl, arg, Vec::new(), &mut found);
    found
}

fn collect(sdl: &Sdl, field: &Field, mut path: Vec<String>, found: &mut Vec<Leaf>) {
    path.push(field.name.clone());
    match sdl.find(field.target()) {
        Some(ty) if ty.kind == Kind::Input => {
            // An input that holds itself is followed once.
            if path.iter().filter(|name| **name == field.name).count() < 3 {
                ty.fields.iter().for_each(|field| collect(sdl, field, path.clone(), found));
            }
        }
        _ => {
            let target = field.target().to_owned();
            found.push(Leaf { path, target, is_list: field.is_list() });
        }
    }
}

impl Leaf {
    /// Variables in which only this leaf is given.
    pub fn holding(&self, value: Value) -> Value {
        let value = if self.is_list { Value::Array(vec![value]) } else { value };
        self.path.iter().rev().fold(value, |value, name| serde_json::json!({ name: value }))
    }
}
