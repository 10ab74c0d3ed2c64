//! What must never reach an outsider: the ids and the words of an institution, in whatever form an answer hides them.

use data_encoding::{BASE32_DNSSEC, BASE64URL_NOPAD};
use serde_json::Value;
use std::collections::BTreeSet;
use uuid::Uuid;

/// Ids and words of an institution.
#[derive(Debug, Clone, Default)]
pub struct Needles {
    /// Parts of texts, in lower case.
    pub words: Vec<String>,
    /// Names of rows, also inside opaque ids and cursors.
    pub ids: BTreeSet<Uuid>,
}

impl Needles {
    /// The texts of an answer that show something, except those the asker sent.
    pub fn within(&self, answer: &Value, sent: &[&str]) -> Vec<String> {
        let mut found = Vec::new();
        each_text(answer, &mut |text| {
            if !sent.contains(&text) && self.shows(text) {
                found.push(text.to_owned());
            }
        });
        found
    }

    fn shows(&self, text: &str) -> bool {
        let lower = text.to_lowercase();
        let has_id = ids_in(text).iter().any(|id| self.ids.contains(id));
        has_id || self.words.iter().any(|word| lower.contains(word))
    }
}

/// Every text in a value, keys too.
pub fn each_text(value: &Value, see: &mut impl FnMut(&str)) {
    match value {
        Value::String(text) => see(text),
        Value::Array(items) => items.iter().for_each(|item| each_text(item, see)),
        Value::Object(fields) => fields.iter().for_each(|(name, value)| {
            see(name);
            each_text(value, see);
        }),
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

/// The row ids a text holds: plainly, in an opaque id, or in a cursor.
pub fn ids_in(text: &str) -> Vec<Uuid> {
    let plain = text.char_indices().filter_map(|(at, _)| text.get(at..at + 36)?.parse().ok());
    let mut found: Vec<Uuid> = plain.collect();
    if let Some(bytes) = opaque(text) {
        found.extend(bytes.chunks(16).filter_map(|part| Uuid::from_slice(part).ok()));
    }
    let cursor = BASE64URL_NOPAD.decode(text.as_bytes()).ok().and_then(|bytes| String::from_utf8(bytes).ok());
    if let Some(cursor) = cursor.filter(|cursor| !cursor.is_empty()) {
        found.extend(ids_in(&cursor));
    }
    found
}

/// The kind of an opaque id.
pub fn kind(id: &str) -> &str {
    id.rsplit_once('_').map_or("", |(kind, _)| kind)
}

fn opaque(id: &str) -> Option<Vec<u8>> {
    let (_, text) = id.rsplit_once('_')?;
    BASE32_DNSSEC.decode(text.as_bytes()).ok().filter(|bytes| matches!(bytes.len(), 16 | 32))
}

/// Whether it is an id that names a thing for everybody, not only inside one list.
pub fn is_global(id: &str) -> bool {
    opaque(id).is_some()
}

/// Opaque ids of nothing, of the same kind as an id: in its institution, and in none.
pub fn missing(id: &str) -> Vec<String> {
    let bytes = opaque(id).expect("an id");
    let random = || Uuid::from_u128(rand()).into_bytes();
    let write = |bytes: &[u8]| format!("{}_{}", kind(id), BASE32_DNSSEC.encode(bytes));
    match bytes.len() {
        32 => vec![write(&[&bytes[..16], &random()].concat()), write(&[random(), random()].concat())],
        _ => vec![write(&random())],
    }
}

/// Something that looks like the rest of an id, without a source of chance that differs from run to run.
fn rand() -> u128 {
    use std::sync::atomic::{AtomicU64, Ordering};
    static NEXT: AtomicU64 = AtomicU64::new(1);
    let next = u128::from(NEXT.fetch_add(1, Ordering::Relaxed));
    0x01a1_fd1e_8c00_7000_8000_0000_0000_0000
        | next.wrapping_mul(0x9e37_79b9_7f4a_7c15) & 0x3fff_ffff_ffff_ffff
}

#[test]
fn ids_are_found_wherever_they_hide() {
    let id = Uuid::from_u128(0x01a1_fd1e_8c00_738a_a0ef_3db8_2595_0718);
    let opaque = format!("plan_action_{}", BASE32_DNSSEC.encode(&[[0; 16], id.into_bytes()].concat()));
    let cursor = BASE64URL_NOPAD.encode(format!("Titlu\u{1f}{id}").as_bytes());
    let hidden = serde_json::json!({ "a": [format!("ș {id}!"), opaque, cursor, "Zimbrul", ""] });
    let needles = Needles { words: vec!["zimbru".to_owned()], ids: [id].into() };
    assert_eq!(needles.within(&hidden, &[]).len(), 4);
    assert_eq!(needles.within(&hidden, &["Zimbrul"]).len(), 3);
    assert_eq!(missing(&opaque).len(), 2);
    assert!(missing(&opaque).iter().all(|other| kind(other) == "plan_action" && *other != opaque));
}
