//! A running product for checks from outside: a database with the demo, and a server on a free port.

use super::Bench;
use crate::postgres::{self, Passwords};
use crate::product::{self, Extent, Product, Server};
use crate::{process, web};
use anyhow::{Result, bail};
use std::path::PathBuf;
use std::process::Command;

const DATABASE: &str = "calitas_stage";

/// The product, running until this is dropped.
pub struct Stage {
    product: Product,
    server: Server,
    binary: PathBuf,
}

impl Stage {
    /// Builds what is not built yet and starts everything.
    pub fn open(bench: &Bench<'_>) -> Result<Self> {
        product::build(bench.repo, Extent::WithTests)?;
        web::build(bench.repo)?;
        let home = product::target(bench.repo).join("xtask-stage");
        product::stop_leftover(bench.repo, &home)?;
        let _ = std::fs::remove_dir_all(&home);
        let admin_url = &bench.server()?.admin_url;
        postgres::remove(admin_url, DATABASE)?;
        let urls = postgres::prepare(admin_url, &Passwords::generate()?, DATABASE)?;
        let product = Product::new(bench.repo, &urls, product::free_address()?, &home)?;
        product.run_logged("migrate")?;
        product.run_logged("demo")?;
        let server = product.serve()?;
        Ok(Self { product, server, binary: product::binary(bench.repo) })
    }

    /// Where the server answers.
    pub fn address(&self) -> String {
        self.product.address()
    }

    /// Gives a program the address, and all it needs to start servers of its own on the same database.
    pub fn introduce(&self, command: &mut Command) {
        command.envs(self.product.settings().iter().map(|(key, value)| (key, value)));
        command.env("CALITAS_BIN", &self.binary).env("CALITAS_URL", self.address());
    }

    /// Adds what the server said last to an error.
    pub fn explain<T>(&self, result: Result<T>) -> Result<T> {
        let Err(error) = result else { return result };
        process::go_on()?;
        bail!("{error:#}\nthe server said:\n{}", self.server.last_words())
    }
}
