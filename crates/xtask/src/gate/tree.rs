//! The checkout before and after: checks leave nothing behind.

use crate::process;
use crate::repo::Repo;
use anyhow::{Result, bail};
use std::process::Command;

/// What git said about the checkout; nothing when it is no git checkout.
pub struct Tree(Option<String>);

impl Tree {
    pub fn look(repo: &Repo) -> Self {
        let mut git = Command::new("git");
        git.current_dir(repo.root()).args(["status", "--porcelain"]);
        Self(process::output(&mut git).ok())
    }

    /// Fails when something came, went or changed since.
    pub fn unchanged(&self, repo: &Repo) -> Result<()> {
        let (Some(before), Some(after)) = (&self.0, Self::look(repo).0) else {
            println!("skipped: this is not a git checkout");
            return Ok(());
        };
        let news: Vec<&str> = after.lines().filter(|line| !before.lines().any(|old| old == *line)).collect();
        if news.is_empty() {
            return Ok(());
        }
        bail!("the checks changed the checkout:\n{}", news.join("\n"))
    }
}
