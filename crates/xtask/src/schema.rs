//! `schema.graphql`: written from the code, checked against it, and compared with what was published.
//!
//! `.ci/schema-published.graphql` is the schema that outside tools were last promised. What breaks them must be
//! listed in `schema-changes.md`, word for word as the check names it.

use crate::product::{self, Extent};
use crate::repo::Repo;
use crate::{node, process};
use anyhow::{Context, Result, bail};
use std::fs;
use std::process::Command;

const CURRENT: &str = "schema.graphql";
const PUBLISHED: &str = ".ci/schema-published.graphql";

#[derive(clap::Args)]
pub struct Options {
    /// Also make it the published one, which later schemas are compared with: part of a release
    #[arg(long)]
    publish: bool,
}

/// The command `cargo xtask schema`.
pub fn run(repo: &Repo, options: &Options) -> Result<()> {
    product::build(repo, Extent::Binary)?;
    let schema = from_code(repo)?;
    fs::write(repo.path(CURRENT), &schema)?;
    println!("{CURRENT} written");
    if options.publish {
        fs::write(repo.path(PUBLISHED), &schema)?;
        println!("{PUBLISHED} written; begin a new section in schema-changes.md");
    }
    Ok(())
}

/// Fails when the file is not what the code gives, when graphql-js refuses it, when something lacks its
/// description, or when it breaks the published one in a way that is not listed.
pub fn check(repo: &Repo) -> Result<()> {
    let kept = fs::read_to_string(repo.path(CURRENT)).unwrap_or_default();
    if kept != from_code(repo)? {
        bail!("{CURRENT} is not what the code gives; run `cargo xtask schema` and commit the result");
    }
    node::install(repo, "web", &[]).context("the schema is checked with the graphql package of web/")?;
    let mut script = Command::new("node");
    script.current_dir(repo.root()).args([".ci/schema.mjs", CURRENT, PUBLISHED, "schema-changes.md"]);
    process::run(&mut script)
}

fn from_code(repo: &Repo) -> Result<String> {
    process::output(Command::new(product::binary(repo)).arg("schema"))
        .context("the product cannot print its schema")
}
