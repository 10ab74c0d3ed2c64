//! What can go wrong with files, in the vocabulary of `domain`.

use calitas_domain::{Error, Reason, id::EvidenceFileId};
use std::io::ErrorKind;

/// Why bytes were not kept or found.
#[derive(Debug, thiserror::Error)]
pub enum DepotError {
    /// The content is refused.
    #[error("refused: {0:?}")]
    Refused(Reason),
    /// There is no room left.
    #[error("no room for files")]
    Full(#[source] Box<dyn std::error::Error + Send + Sync>),
    /// Nothing lies there.
    #[error("nothing lies there")]
    Missing,
    /// The antivirus does not answer.
    #[error("the antivirus does not answer")]
    Scanner(#[source] Box<dyn std::error::Error + Send + Sync>),
    /// Where files lie does not answer.
    #[error("the store of files does not answer")]
    Silent(#[source] Box<dyn std::error::Error + Send + Sync>),
}

impl From<object_store::Error> for DepotError {
    fn from(error: object_store::Error) -> Self {
        match error {
            object_store::Error::NotFound { .. } => Self::Missing,
            error if is_full(&error) => Self::Full(Box::new(error)),
            error => Self::Silent(Box::new(error)),
        }
    }
}

impl From<std::io::Error> for DepotError {
    fn from(error: std::io::Error) -> Self {
        if is_full(&error) { Self::Full(Box::new(error)) } else { Self::Silent(Box::new(error)) }
    }
}

impl From<DepotError> for Error {
    fn from(error: DepotError) -> Self {
        match error {
            DepotError::Refused(reason) => Self::conflict(reason),
            DepotError::Full(source) => {
                tracing::error!(error.cause = %source, "files.full");
                Self::OutOfService(Reason::StorageFull)
            }
            DepotError::Missing => Self::NotFound(EvidenceFileId::KIND),
            DepotError::Scanner(source) => {
                tracing::warn!(error.cause = %source, "files.scanner does not answer");
                Self::OutOfService(Reason::ScannerSilent)
            }
            DepotError::Silent(source) => Self::Unavailable(source),
        }
    }
}

/// Whether the cause, however deep, is a disk or a quota that is full.
fn is_full(error: &(dyn std::error::Error + 'static)) -> bool {
    let mut cause = Some(error);
    while let Some(error) = cause {
        if let Some(io) = error.downcast_ref::<std::io::Error>()
            && matches!(io.kind(), ErrorKind::StorageFull | ErrorKind::QuotaExceeded)
        {
            return true;
        }
        cause = error.source();
    }
    false
}
