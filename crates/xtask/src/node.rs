//! Node and npm: present, new enough, packages installed as the lockfile says.

use crate::process;
use crate::repo::Repo;
use crate::stamp;
use anyhow::{Context, Result, bail};
use std::process::Command;

/// The oldest Node that the web build runs on.
const OLDEST: (u32, u32) = (20, 19);

/// Fails with advice when Node or npm is missing or too old.
pub fn check() -> Result<()> {
    let (major, minor) = OLDEST;
    let advice = format!("Calitas needs Node {major}.{minor} or newer, with npm, to build its pages");
    let answer = process::output(Command::new("node").arg("--version"));
    let version = answer.with_context(|| format!("{advice}; `node` was not found"))?;
    let version = version.trim();
    if parse(version).is_none_or(|found| found < OLDEST) {
        bail!("{advice}; `node` here is {version}");
    }
    process::output(Command::new("npm").arg("--version"))
        .with_context(|| format!("{advice}; `npm` was not found"))?;
    Ok(())
}

/// `npm ci` in a folder of the checkout, only when its lockfile changed or its packages are missing.
pub fn install(repo: &Repo, folder: &str, arguments: &[&str]) -> Result<()> {
    check()?;
    let lockfile = repo.path(folder).join("package-lock.json");
    let packages = repo.path(folder).join("node_modules");
    let inputs = stamp::paths(&[lockfile, repo.path(folder).join("package.json")], &[])?;
    stamp::unless_same(&packages.join(".calitas-stamp"), &inputs, || {
        let log = repo.data(&format!("npm-{}.log", folder.replace('/', "-")))?;
        let mut npm = npm(repo, folder);
        process::run_logged(npm.args(["ci", "--no-audit", "--no-fund"]).args(arguments), &log).with_context(
            || format!("cannot install the npm packages of {folder} (is the npm registry reachable?)"),
        )
    })
}

/// An npm command in a folder of the checkout.
pub fn npm(repo: &Repo, folder: &str) -> Command {
    let mut npm = Command::new("npm");
    npm.current_dir(repo.path(folder)).env("NO_UPDATE_NOTIFIER", "1");
    npm
}

/// `v20.19.4` is (20, 19).
fn parse(version: &str) -> Option<(u32, u32)> {
    let mut parts = version.strip_prefix('v')?.split('.').map(|part| part.parse().ok());
    Some((parts.next()??, parts.next()??))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn compares_versions_by_number() {
        assert_eq!(parse("v20.19.4"), Some((20, 19)));
        assert!(parse("v20.9.0") < Some(OLDEST));
        assert!(parse("v22.0.0") > Some(OLDEST));
        assert_eq!(parse("nonsense"), None);
    }
}
