//! Documents and evidence: attaching, changing and removing it, files on their way in and out, and what time leaves.
//!
//! What may be proved stands in [`hold`] and nowhere else: it opens the things evidence is linked to, as far down as
//! their rows, so that features above may call this one and never the other way round. What hangs on a plan is for
//! members and guests of the plan, what hangs on an answer for those who read the self-assessment; those who oversee a
//! municipality read no evidence.

mod classify;
mod download;
mod evidence;
mod file;
mod finish;
mod hold;
mod read;
pub mod sweep;
mod turn;
mod upload;

pub use calitas_depot::{Bytestream, Depot, DepotError, Place, Scanner, Spool};
pub use classify::classify;
pub use download::{Address, COOKIE, Opened, Proof, Purpose, address, bytes, open};
pub use evidence::{create, link, remove, restore, unlink, update};
pub use file::{remove as remove_file, restore as restore_file};
pub use finish::{Finished, finish};
pub use read::{by_ids, counts, files_by_ids, files_of, page, subjects_of};
pub(crate) use turn::Turns;
pub use upload::{cancel, find as find_upload, receive, start};

use calitas_domain::document::{Evidence, Subject};

/// What files an installation takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FileLimits {
    /// Largest file in MiB.
    pub file_mib: u32,
    /// Room of one institution in MiB.
    pub tenant_mib: u32,
}

impl FileLimits {
    fn file_bytes(self) -> i64 {
        i64::from(self.file_mib) * 1024 * 1024
    }

    fn tenant_bytes(self) -> i64 {
        i64::from(self.tenant_mib) * 1024 * 1024
    }
}

impl Default for FileLimits {
    fn default() -> Self {
        Self { file_mib: 50, tenant_mib: 20 * 1024 }
    }
}

/// Evidence with what it proves.
pub type Proving = (Evidence, Vec<Subject>);
