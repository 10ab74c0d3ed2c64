//! A file on its way: it comes in chunks of one size, so that a cut line costs one chunk and a chunk sent twice does
//! no harm.

use super::FileKind;
use crate::id::{EvidenceId, MembershipId, UploadId};
use chrono::{DateTime, Duration, Utc};

/// Size of every chunk but the last.
pub const CHUNK_BYTES: i64 = 1024 * 1024;
/// How many uploads one person may have open.
pub const MAX_OPEN_UPLOADS: usize = 10;
/// How long an upload may take, with pauses.
const LIFE: Duration = Duration::hours(24);

/// A file on its way.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Upload {
    /// Identity.
    pub id: UploadId,
    /// What the file will belong to.
    pub evidence: EvidenceId,
    /// Its name.
    pub name: String,
    /// What its name promises.
    pub kind: FileKind,
    /// How large it will be.
    pub size_bytes: i64,
    /// How much of it is here.
    pub received_bytes: i64,
    /// Who sends it.
    pub started_by: MembershipId,
    /// When it is given up.
    pub expires_at: DateTime<Utc>,
    /// Until when one server has taken it for checking.
    pub checked_until: Option<DateTime<Utc>>,
}

/// What to do with a chunk.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Chunk {
    /// It is the next one, of so many bytes.
    Next(i64),
    /// It is here already.
    Known,
    /// It does not begin where a chunk begins, or something before it is missing.
    Misplaced,
}

impl Upload {
    /// When an upload that starts now is given up.
    pub fn expiry(now: DateTime<Utc>) -> DateTime<Utc> {
        now + LIFE
    }

    /// Whether it still waits for its sender.
    pub fn is_open(&self, now: DateTime<Utc>) -> bool {
        now < self.expires_at
    }

    /// Whether everything is here.
    pub fn is_complete(&self) -> bool {
        self.received_bytes == self.size_bytes
    }

    /// What to do with a chunk at an offset.
    pub fn chunk_at(&self, offset: i64) -> Chunk {
        if offset < 0 || offset % CHUNK_BYTES != 0 || offset > self.received_bytes {
            Chunk::Misplaced
        } else if offset < self.received_bytes || self.is_complete() {
            Chunk::Known
        } else {
            Chunk::Next(CHUNK_BYTES.min(self.size_bytes - offset))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{super::evidence::tests::id, *};

    #[test]
    fn chunks_lie_on_a_grid_and_come_in_order() {
        let mut upload = Upload {
            id: id(1),
            evidence: id(2),
            name: "a.pdf".into(),
            kind: FileKind::Pdf,
            size_bytes: CHUNK_BYTES * 2 + 7,
            received_bytes: 0,
            started_by: id(3),
            expires_at: DateTime::UNIX_EPOCH + LIFE,
            checked_until: None,
        };
        assert_eq!(upload.chunk_at(0), Chunk::Next(CHUNK_BYTES));
        assert_eq!(upload.chunk_at(CHUNK_BYTES), Chunk::Misplaced);
        upload.received_bytes = CHUNK_BYTES * 2;
        assert_eq!(upload.chunk_at(CHUNK_BYTES), Chunk::Known);
        assert_eq!(upload.chunk_at(CHUNK_BYTES * 2), Chunk::Next(7));
        assert_eq!(upload.chunk_at(5), Chunk::Misplaced);
        assert_eq!(upload.chunk_at(-CHUNK_BYTES), Chunk::Misplaced);
        upload.received_bytes = upload.size_bytes;
        assert!(upload.is_complete());
        assert_eq!(upload.chunk_at(CHUNK_BYTES * 2), Chunk::Known);
        assert!(upload.is_open(DateTime::UNIX_EPOCH) && !upload.is_open(upload.expires_at));
    }
}
