//! A file under examination: it lies in a nameless file of this machine that is gone with it, however the process
//! ends.

use crate::{DepotError, office, sniff, strip};
use calitas_domain::{Reason, document::FileKind};
use sha2::{Digest, Sha256};
use std::{
    fs::File,
    io::{Seek, SeekFrom, Write},
    sync::Arc,
};

/// A file under examination.
#[derive(Debug)]
pub struct Spool {
    file: Arc<File>,
    hash: Sha256,
    size: u64,
}

impl Spool {
    /// An empty one.
    ///
    /// # Errors
    /// When there is no room.
    pub fn new() -> Result<Self, DepotError> {
        Ok(Self { file: Arc::new(tempfile::tempfile()?), hash: Sha256::new(), size: 0 })
    }

    /// One with a content.
    ///
    /// # Errors
    /// When there is no room.
    pub async fn of(content: &[u8]) -> Result<Self, DepotError> {
        let mut spool = Self::new()?;
        spool.append(content).await?;
        spool.finish().await
    }

    /// Adds to its end.
    pub(crate) async fn append(&mut self, bytes: &[u8]) -> Result<(), DepotError> {
        self.hash.update(bytes);
        self.size += bytes.len() as u64;
        let (file, bytes) = (Arc::clone(&self.file), bytes.to_vec());
        blocking(move || (&*file).write_all(&bytes)).await
    }

    pub(crate) async fn finish(self) -> Result<Self, DepotError> {
        let file = Arc::clone(&self.file);
        blocking(move || (&*file).flush()).await?;
        Ok(self)
    }

    /// How large it is.
    pub fn size(&self) -> u64 {
        self.size
    }

    /// SHA-256 of its content, in hexadecimal.
    pub fn sha256(&self) -> String {
        self.hash.clone().finalize().iter().map(|byte| format!("{byte:02x}")).collect()
    }

    /// Refuses a content that is not what the name promised or that would harm who opens it; pictures come back
    /// without what the camera noted beside them.
    ///
    /// # Errors
    /// [`DepotError::Refused`]; when there is no room.
    pub async fn examined(self, kind: FileKind) -> Result<Self, DepotError> {
        tokio::task::spawn_blocking(move || self.examine(kind))
            .await
            .map_err(|error| DepotError::Silent(Box::new(error)))?
    }

    fn examine(self, kind: FileKind) -> Result<Self, DepotError> {
        let mut file: &File = &self.file;
        file.seek(SeekFrom::Start(0))?;
        if !sniff::keeps_promise(&mut file, kind)? {
            return Err(DepotError::Refused(Reason::FileContentMismatch));
        }
        file.seek(SeekFrom::Start(0))?;
        match kind {
            FileKind::Docx | FileKind::Xlsx | FileKind::Pptx | FileKind::Odt | FileKind::Ods => {
                office::check(file, kind)?;
                Ok(self)
            }
            FileKind::Png | FileKind::Jpeg | FileKind::Webp => self.without_notes(kind),
            FileKind::Pdf | FileKind::Text | FileKind::Csv => Ok(self),
        }
    }

    fn without_notes(self, kind: FileKind) -> Result<Self, DepotError> {
        let mut clean = Self::new()?;
        let mut into = Hashing { spool: &mut clean };
        let mut from = std::io::BufReader::with_capacity(64 * 1024, &*self.file);
        strip::copy(&mut from, &mut into, kind)?;
        Ok(clean)
    }

    /// Reads it from the start.
    pub(crate) async fn reader(&self) -> Result<tokio::fs::File, DepotError> {
        let mut file = self.file.try_clone()?;
        file.seek(SeekFrom::Start(0))?;
        Ok(tokio::fs::File::from_std(file))
    }
}

/// Writes into a spool and keeps count.
struct Hashing<'a> {
    spool: &'a mut Spool,
}

impl Write for Hashing<'_> {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        let written = (&*self.spool.file).write(bytes)?;
        self.spool.hash.update(&bytes[..written]);
        self.spool.size += written as u64;
        Ok(written)
    }

    fn flush(&mut self) -> std::io::Result<()> {
        (&*self.spool.file).flush()
    }
}

async fn blocking(work: impl FnOnce() -> std::io::Result<()> + Send + 'static) -> Result<(), DepotError> {
    let done = tokio::task::spawn_blocking(work).await;
    Ok(done.map_err(|error| DepotError::Silent(Box::new(error)))??)
}
