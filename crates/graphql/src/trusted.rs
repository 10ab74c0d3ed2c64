//! Documents built together with the SPA. They are named by their hash, parsed once, and in production the only
//! ones a browser session may run.

use crate::guard::Reason;
use async_graphql::parser::{parse_query, types::ExecutableDocument};
use std::{collections::HashMap, path::Path, sync::Arc};

/// Which documents a request may run. Put into the data of every request; without it only listed ones run.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum DocumentRule {
    /// Only documents of the list, named by their id.
    #[default]
    Listed,
    /// Any document within the limits.
    Any,
}

/// The id of the listed document a request wants to run, as sent in `documentId`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DocumentId(pub String);

/// The list, empty until the SPA is built.
#[derive(Debug, Clone, Default)]
pub struct TrustedDocuments(Arc<HashMap<String, ExecutableDocument>>);

/// Why the list cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum ListError {
    /// The file cannot be read.
    #[error("cannot read the list of trusted documents: {0}")]
    Read(#[from] std::io::Error),
    /// The file is not an object of ids and documents.
    #[error("the list of trusted documents is not an object of texts: {0}")]
    Format(#[from] serde_json::Error),
    /// One of the documents is refused.
    #[error("trusted document {id} is refused: {reason:?}")]
    Document {
        /// Its id.
        id: String,
        /// What is wrong with it.
        reason: Reason,
    },
}

impl TrustedDocuments {
    /// Reads `trusted-documents.json` as the web build writes it: an object of document ids and documents.
    pub fn open(path: &Path) -> Result<Self, ListError> {
        Self::read(&std::fs::read(path)?)
    }

    /// Reads the text of such a file.
    pub fn read(json: &[u8]) -> Result<Self, ListError> {
        let texts: HashMap<String, String> = serde_json::from_slice(json)?;
        let parsed = texts.into_iter().map(|(id, text)| {
            let refused = |reason| ListError::Document { id: id.clone(), reason };
            let document = parse_query(&text).map_err(|_| refused(Reason::Syntax))?;
            crate::guard::judge_listed(&document).map_err(|refusal| refused(refusal.reason))?;
            Ok((id, document))
        });
        Ok(Self(Arc::new(parsed.collect::<Result<_, ListError>>()?)))
    }

    /// The document of an id.
    pub fn find(&self, id: &str) -> Option<&ExecutableDocument> {
        self.0.get(id)
    }

    /// How many documents are listed.
    pub fn count(&self) -> usize {
        self.0.len()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_is_read_and_asked_by_id() {
        let list = TrustedDocuments::read(br#"{"sha256:1": "query A { a }"}"#).unwrap();
        assert_eq!(list.count(), 1);
        assert!(list.find("sha256:1").is_some());
        assert!(list.find("sha256:2").is_none());
    }

    #[test]
    fn a_broken_list_says_which_document() {
        let error = TrustedDocuments::read(br#"{"a": "query A { a } query B { b }"}"#).unwrap_err();
        assert_eq!(error.to_string(), "trusted document a is refused: Operations");
        assert!(TrustedDocuments::read(b"[]").is_err());
    }
}
