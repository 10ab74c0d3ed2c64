//! tmp
use crate::repo::Repo;
#[derive(clap::Args)]
pub struct Options {}
pub fn run(_: &Repo, _: &Options) -> anyhow::Result<()> {
    Ok(())
}
