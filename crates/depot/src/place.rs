//! Where files lie, by the settings of an installation.

use std::path::PathBuf;

/// A place for files.
#[derive(Clone)]
pub enum Place {
    /// A folder of this machine, or one that all servers share.
    Folder(PathBuf),
    /// A bucket of a store that speaks S3.
    Bucket {
        /// Address of the store; absent for Amazon's own.
        endpoint: Option<String>,
        /// Name of the bucket.
        bucket: String,
        /// Its region.
        region: String,
        /// Name of the key.
        access_key: String,
        /// The key.
        secret_key: String,
    },
    /// Nowhere: gone with the process. For tests.
    Memory,
}

impl std::fmt::Debug for Place {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Folder(folder) => f.debug_tuple("Folder").field(folder).finish(),
            Self::Bucket { endpoint, bucket, .. } => f
                .debug_struct("Bucket")
                .field("endpoint", endpoint)
                .field("bucket", bucket)
                .finish_non_exhaustive(),
            Self::Memory => f.write_str("Memory"),
        }
    }
}
