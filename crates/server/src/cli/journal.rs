//! `calitas journal`: proof that nobody changed what happened.

use super::{application, cause, print};
use crate::settings::Settings;
use anyhow::{Result, bail};
use calitas_app::journal;
use clap::Subcommand;

/// What can be done with journals.
#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Go through the journals and name the first entry that was changed, removed or moved; fails when there is one
    Verify {
        /// Address of one institution, instead of all
        institution: Option<String>,
    },
}

pub(super) async fn run(settings: &Settings, command: Command) -> Result<()> {
    let Command::Verify { institution } = command;
    let app = application(settings)?;
    let mut institutions = journal::institutions(&app).await.map_err(cause)?;
    if let Some(slug) = &institution {
        institutions.retain(|tenant| tenant.slug == *slug);
        if institutions.is_empty() {
            bail!("there is no institution `{slug}`");
        }
    }
    let width = institutions.iter().map(|tenant| tenant.slug.len()).max().unwrap_or_default();
    let mut broken_count = 0;
    for tenant in &institutions {
        let (count, fault) = journal::verify(&app, tenant.id).await.map_err(cause)?;
        let slug = &tenant.slug;
        match fault {
            None => print(&format!("{slug:width$}  intact, {count} entries\n"))?,
            Some(fault) => {
                broken_count += 1;
                print(&format!("{slug:width$}  BROKEN: {fault}\n"))?;
            }
        }
    }
    app.store().close().await;
    if broken_count > 0 {
        bail!("{broken_count} of {} journals are broken", institutions.len());
    }
    Ok(())
}
