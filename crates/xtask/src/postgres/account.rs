//! The system account that a database runs as. PostgreSQL refuses root, so root lends it another account,
//! which must be able to reach the programs and the data.

use anyhow::{Context, Result, bail};
use nix::unistd::{Uid, User};
use std::os::unix::fs::{MetadataExt, PermissionsExt, chown};
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// Who runs the database.
#[derive(Clone, Copy)]
pub struct Account(Option<(u32, u32)>);

impl Account {
    /// The account for a new folder: ourselves, or for root `postgres`, or else `nobody`.
    pub fn for_new_data() -> Result<Self> {
        if !Uid::effective().is_root() {
            return Ok(Self(None));
        }
        for name in ["postgres", "nobody"] {
            if let Some(user) = User::from_name(name)? {
                return Ok(Self(Some((user.uid.as_raw(), user.gid.as_raw()))));
            }
        }
        bail!(
            "PostgreSQL refuses to run as root, and this machine has neither a user `postgres` nor `nobody`"
        );
    }

    /// The account that owns data made earlier.
    pub fn of_data(folder: &Path) -> Result<Self> {
        let owner = folder.metadata().with_context(|| format!("cannot read {}", folder.display()))?;
        let we = Uid::effective();
        if owner.uid() == we.as_raw() && !we.is_root() {
            Ok(Self(None))
        } else if we.is_root() && owner.uid() != 0 {
            Ok(Self(Some((owner.uid(), owner.gid()))))
        } else {
            bail!("{} belongs to another user; run as that user, or move it away", folder.display())
        }
    }

    /// A command that runs as this account, with nothing of our environment but the path.
    pub fn command(self, program: &Path) -> Command {
        let mut command = Command::new(program);
        command.env_clear().env("PATH", std::env::var_os("PATH").unwrap_or_default()).env("LC_ALL", "C");
        if let Some((uid, gid)) = self.0 {
            command.uid(uid).gid(gid);
        }
        command
    }

    /// Makes a folder or file this account's own.
    pub fn give(self, path: &Path) -> Result<()> {
        let Some((uid, gid)) = self.0 else { return Ok(()) };
        chown(path, Some(uid), Some(gid)).with_context(|| format!("cannot give {} away", path.display()))
    }

    /// Lets another account pass through a private folder of ours, without letting it look around.
    pub fn let_through(self, folder: &Path) -> Result<()> {
        let Some(_) = self.0 else { return Ok(()) };
        let passable = std::fs::Permissions::from_mode(0o711);
        std::fs::set_permissions(folder, passable)
            .with_context(|| format!("cannot open {}", folder.display()))
    }

    /// Whether the account can enter this folder, through all the folders above it.
    pub fn can_enter(self, folder: &Path) -> bool {
        let mut shell = self.command(Path::new("/bin/sh"));
        shell.args(["-c", "cd \"$0\""]).arg(folder).current_dir("/");
        shell.stdout(Stdio::null()).stderr(Stdio::null()).status().is_ok_and(|status| status.success())
    }

    /// The first of the folders that it can enter.
    pub fn first_reachable(self, folders: &[PathBuf]) -> Result<PathBuf> {
        let found = folders.iter().find(|folder| self.can_enter(folder)).cloned();
        found.context("the database's account can enter none of the folders meant for temporary data")
    }
}
