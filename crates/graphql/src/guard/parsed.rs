//! Documents that were sent before. Programs ask the same few questions again and again; parsing one costs more than
//! answering many.

use super::{Reason, Refusal, lexical};
use async_graphql::parser::{parse_query, types::ExecutableDocument};
use std::{
    collections::HashMap,
    sync::{Arc, Mutex},
};

/// Together with [`LENGTH`] a bound of the memory that strangers' documents may take.
const CAPACITY: usize = 256;
/// Longer documents are parsed each time.
const LENGTH: usize = 4096;

/// Parsed documents by their text.
#[derive(Debug, Default)]
pub(super) struct Parsed(Mutex<HashMap<Box<str>, Arc<ExecutableDocument>>>);

impl Parsed {
    /// Parses a text, unless it is known, and refuses what may not be parsed.
    pub(super) fn read(&self, text: &str) -> Result<ExecutableDocument, Refusal> {
        let known = self.0.lock().expect("parsing does not panic").get(text).cloned();
        if let Some(known) = known {
            return Ok(ExecutableDocument::clone(&known));
        }
        lexical::scan(text)?;
        let document = parse_query(text)
            .map_err(|error| Refusal { reason: Reason::Syntax, at: error.positions().next() })?;
        if text.len() <= LENGTH {
            let mut known = self.0.lock().expect("parsing does not panic");
            if known.len() >= CAPACITY {
                known.clear();
            }
            known.insert(text.into(), Arc::new(document.clone()));
        }
        Ok(document)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_parsed_once_and_a_refused_one_is_not_kept() {
        let parsed = Parsed::default();
        for _ in 0..2 {
            assert_eq!(parsed.read("{ viewer { id } }").unwrap().operations.iter().count(), 1);
            assert_eq!(parsed.read("{ viewer {").unwrap_err().reason, Reason::Syntax);
        }
        assert_eq!(parsed.0.lock().unwrap().len(), 1);
    }

    #[test]
    fn the_memory_is_bounded() {
        let parsed = Parsed::default();
        for number in 0..2 * CAPACITY {
            parsed.read(&format!("{{ a{number} }}")).unwrap();
        }
        assert_eq!(parsed.0.lock().unwrap().len(), CAPACITY);
        let long = format!("{{ a }} # {}", "x".repeat(LENGTH));
        parsed.read(&long).unwrap();
        assert!(!parsed.0.lock().unwrap().contains_key(long.as_str()));
    }
}
