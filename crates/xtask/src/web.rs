//! The pages: npm packages and a build, each only when its inputs changed.

use crate::repo::Repo;
use crate::{node, process, stamp};
use anyhow::{Context, Result};
use std::path::PathBuf;
use std::process::Command;

/// A page of its own, built after the application and beside it.
const EXPLORER: &str = "web/explorer";

/// Builds `web/dist`: the application, then the API explorer in a folder of it.
pub fn build(repo: &Repo) -> Result<()> {
    node::install(repo, "web", &[])?;
    node::install(repo, EXPLORER, &["--ignore-scripts"])?;
    let stamp = repo.path("web/node_modules/.calitas-build");
    let built = ["web/dist/index.html", "web/dist/explorer/index.html"];
    if !built.iter().all(|page| repo.path(page).is_file()) {
        let _ = std::fs::remove_file(&stamp);
    }
    stamp::unless_same(&stamp, &stamp::paths(&sources(repo)?, &["node_modules", "dist"])?, || {
        let log = repo.data("web-build.log")?;
        process::run_logged(node::npm(repo, "web").args(["run", "build"]), &log)
            .context("cannot build the pages")?;
        let log = repo.data("explorer-build.log")?;
        process::run_logged(node::npm(repo, EXPLORER).args(["run", "build"]), &log)
            .context("cannot build the API explorer")
    })
}

/// The command that checks and tests the pages.
pub fn check(repo: &Repo) -> Result<Command> {
    node::install(repo, "web", &[])?;
    let mut npm = node::npm(repo, "web");
    npm.args(["run", "check"]);
    Ok(npm)
}

/// What the build reads: files of `web` that are not themselves made by it, and the schema.
fn sources(repo: &Repo) -> Result<Vec<PathBuf>> {
    let mut git = Command::new("git");
    git.current_dir(repo.root()).args(["ls-files", "--cached", "--others", "--exclude-standard", "-z", "--"]);
    let listed = process::output(git.args(["web", "schema.graphql"])).unwrap_or_default();
    let files: Vec<PathBuf> =
        listed.split('\0').filter(|name| !name.is_empty()).map(|name| repo.path(name)).collect();
    // Without git, as in an unpacked archive, made files count too: at worst that is one build too many.
    Ok(if files.is_empty() { vec![repo.path("web"), repo.path("schema.graphql")] } else { files })
}
