//! PostgreSQL for this machine: finding one, running it as a child, preparing it for Calitas.
//!
//! Found in this order: the server named by `DATABASE_URL`, installed programs (15 or newer), the npm package
//! pinned in `deploy/postgres`. `CALITAS_POSTGRES=url|installed|npm` allows only that one. The programs are
//! driven directly instead of through a crate: what matters here (another uid for root, durability, stopping a
//! leftover) is a handful of arguments, and this tool must compile in seconds.

mod account;
mod bench;
mod binaries;
mod bootstrap;
mod cluster;
pub mod kept;
mod npm;
pub mod throwaway;

use crate::repo::Repo;
use anyhow::{Result, bail};
pub use bench::BenchCluster;
pub use bootstrap::{Passwords, Urls, connect, plainly, prepare, remove};

/// Which PostgreSQL may be used.
#[derive(Clone, Copy, PartialEq)]
enum Wish {
    Any,
    Url,
    Installed,
    Npm,
}

/// Where PostgreSQL comes from.
enum Source {
    /// A server that somebody else runs; the address is a superuser's.
    Server(String),
    /// Programs that we run ourselves.
    Programs(binaries::Binaries),
}

impl Wish {
    fn from_environment() -> Result<Self> {
        match std::env::var("CALITAS_POSTGRES").unwrap_or_default().as_str() {
            "" => Ok(Self::Any),
            "url" => Ok(Self::Url),
            "installed" => Ok(Self::Installed),
            "npm" => Ok(Self::Npm),
            other => bail!("CALITAS_POSTGRES is `{other}`; it may be url, installed or npm"),
        }
    }
}

/// Programs to run a cluster with; `major` is given when data of that version must be opened.
fn programs(repo: &Repo, wish: Wish, major: Option<u32>) -> Result<binaries::Binaries> {
    if wish != Wish::Npm
        && let Some(found) = binaries::installed(major)
    {
        return Ok(found);
    }
    if wish == Wish::Installed {
        let version = major.map_or("15 or newer".to_owned(), |major| major.to_string());
        bail!("no installed PostgreSQL {version} was found in PATH, by pg_config or in the usual folders");
    }
    if let Some(major) = major.filter(|major| *major != npm::MAJOR) {
        bail!(
            "the kept data was made by an installed PostgreSQL {major}, which is not to be found or not wished for now\n\
             bring it back, or start afresh by moving the folder .data away"
        );
    }
    npm::bring(repo)
}

/// The PostgreSQL for `cargo xtask up`.
fn source(repo: &Repo, major: Option<u32>) -> Result<Source> {
    let wish = Wish::from_environment()?;
    let url = std::env::var("DATABASE_URL").ok().filter(|url| !url.is_empty());
    match (wish, url) {
        (Wish::Any | Wish::Url, Some(url)) => Ok(Source::Server(url)),
        (Wish::Url, None) => bail!("CALITAS_POSTGRES is `url`, but DATABASE_URL is not set"),
        (wish, _) => Ok(Source::Programs(programs(repo, wish, major)?)),
    }
}
