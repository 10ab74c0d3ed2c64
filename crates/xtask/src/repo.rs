//! Where things stand in the checkout, and the folder `.data` in which a run keeps what outlives it.

use anyhow::{Context, Result};
use std::fs;
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt};
use std::path::{Path, PathBuf};

/// The checkout this tool was built in.
pub struct Repo {
    root: PathBuf,
}

impl Repo {
    /// The checkout around the working directory, or else the one this binary was built from.
    pub fn find() -> Result<Self> {
        let here = std::env::current_dir().context("the working directory is gone")?;
        let above = here.ancestors().find(|folder| folder.join("crates/xtask/Cargo.toml").is_file());
        let built = Path::new(env!("CARGO_MANIFEST_DIR")).ancestors().nth(2);
        let root = above.or(built).context("run this inside the checkout")?;
        Ok(Self { root: root.to_owned() })
    }

    /// The top folder.
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// A path inside the checkout.
    pub fn path(&self, inside: &str) -> PathBuf {
        self.root.join(inside)
    }

    /// A path inside `.data`, which is made when it is missing.
    pub fn data(&self, inside: &str) -> Result<PathBuf> {
        let folder = self.root.join(".data");
        private_folder(&folder)?;
        Ok(folder.join(inside))
    }

    /// A short name that differs between checkouts, for things that must stand outside of them.
    pub fn nickname(&self) -> String {
        crate::stamp::text(&self.root.to_string_lossy())
    }
}

/// Makes a folder that only its owner may enter; an existing one is left as it is.
pub fn private_folder(folder: &Path) -> Result<()> {
    if folder.is_dir() {
        return Ok(());
    }
    fs::DirBuilder::new()
        .recursive(true)
        .mode(0o700)
        .create(folder)
        .with_context(|| format!("cannot make the folder {}", folder.display()))
}

/// Writes a file that only its owner may read, all or nothing.
pub fn write_private(file: &Path, text: &str) -> Result<()> {
    let draft = file.with_extension("draft");
    let write = || -> std::io::Result<()> {
        let mut open = fs::OpenOptions::new();
        let mut handle = open.write(true).create(true).truncate(true).mode(0o600).open(&draft)?;
        std::io::Write::write_all(&mut handle, text.as_bytes())?;
        handle.sync_all()?;
        fs::rename(&draft, file)
    };
    write().with_context(|| format!("cannot write {}", file.display()))
}
