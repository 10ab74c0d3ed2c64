//! `calitas journal`: proof that nobody changed what happened.

use super::{application, cause, print};
use crate::settings::Settings;
use anyhow::{Context, Result, bail};
use calitas_app::{
    App,
    journal::{self, Trusted, heads},
};
use calitas_domain::{
    journal::{SignedHead, bytes},
    tenancy::Tenant,
};
use clap::Subcommand;
use std::{
    collections::BTreeSet,
    fs::File,
    io::{BufRead, BufReader, BufWriter, Write},
    path::{Path, PathBuf},
};

/// What can be done with journals.
#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Go through the journals and name the first entry that was changed, removed or moved; fails when there is one
    Verify {
        /// Address of one institution, instead of all
        institution: Option<String>,
        /// Also compare with signed heads exported earlier, which finds a chain that was rewritten as a whole
        #[arg(long, value_name = "FILE")]
        heads: Option<PathBuf>,
        /// Believe heads signed with this key of a secret that is no longer in use; may be repeated
        #[arg(long = "public-key", value_name = "HEX")]
        public_keys: Vec<String>,
    },
    /// Export the signed daily heads as lines of JSON; keep them where the database's administrator cannot write
    Heads {
        /// Address of one institution, instead of all
        institution: Option<String>,
        /// The file to write; printed when it is left out
        #[arg(long, value_name = "FILE")]
        out: Option<PathBuf>,
    },
}

pub(super) async fn run(settings: &Settings, command: Command) -> Result<()> {
    let app = application(settings)?;
    let done = match command {
        Command::Verify { institution, heads, public_keys } => {
            let keys = public_keys.iter().map(|key| bytes(key).with_context(|| format!("`{key}` is no key")));
            let trusted = Trusted { keys: keys.collect::<Result<_>>()? };
            verify(&app, institution.as_deref(), heads.as_deref(), &trusted).await
        }
        Command::Heads { institution, out } => export(&app, institution.as_deref(), out.as_deref()).await,
    };
    app.store().close().await;
    done
}

async fn institutions(app: &App, slug: Option<&str>) -> Result<Vec<Tenant>> {
    let mut institutions = journal::institutions(app).await.map_err(cause)?;
    if let Some(slug) = slug {
        institutions.retain(|tenant| tenant.slug == *slug);
        if institutions.is_empty() {
            bail!("there is no institution `{slug}`");
        }
    }
    Ok(institutions)
}

async fn verify(app: &App, slug: Option<&str>, heads: Option<&Path>, trusted: &Trusted) -> Result<()> {
    let institutions = institutions(app, slug).await?;
    let kept = heads.map(read).transpose()?.unwrap_or_default();
    if slug.is_none() {
        let known: BTreeSet<_> = institutions.iter().map(|tenant| tenant.id).collect();
        if let Some(lost) = kept.iter().find(|signed| !known.contains(&signed.head.tenant)) {
            bail!("the institution {} of the signed heads is gone", lost.head.tenant.0);
        }
    }
    let width = institutions.iter().map(|tenant| tenant.slug.len()).max().unwrap_or_default();
    let mut broken_count = 0;
    for tenant in &institutions {
        let (count, fault) = journal::verify_against(app, tenant.id, &kept, trusted).await.map_err(cause)?;
        let slug = &tenant.slug;
        match fault {
            None => print(&format!("{slug:width$}  intact, {count} entries\n"))?,
            Some(fault) => {
                broken_count += 1;
                print(&format!("{slug:width$}  BROKEN: {fault}\n"))?;
            }
        }
    }
    if broken_count > 0 {
        bail!("{broken_count} of {} journals are broken", institutions.len());
    }
    Ok(())
}

async fn export(app: &App, slug: Option<&str>, out: Option<&Path>) -> Result<()> {
    let mut file = match out {
        Some(path) => {
            // A copy that others can change proves nothing; one that is there already is not ours to lose.
            let file = File::create_new(path).with_context(|| path.display().to_string())?;
            Some((BufWriter::new(file), path))
        }
        None => None,
    };
    let mut count = 0;
    for tenant in institutions(app, slug).await? {
        for signed in heads::all(app, tenant.id).await.map_err(cause)? {
            count += 1;
            let line = signed.line(&tenant.slug) + "\n";
            match &mut file {
                Some((file, _)) => file.write_all(line.as_bytes())?,
                None => print(&line)?,
            }
        }
    }
    if let Some((file, path)) = file {
        file.into_inner()?.sync_all()?;
        print(&format!("{count} heads in {}\n", path.display()))?;
    }
    Ok(())
}

fn read(path: &Path) -> Result<Vec<SignedHead>> {
    let file = File::open(path).with_context(|| path.display().to_string())?;
    let mut heads = Vec::new();
    for (at, line) in BufReader::new(file).lines().enumerate() {
        let line = line?;
        if !line.trim().is_empty() {
            let head = SignedHead::read(&line);
            heads.push(head.with_context(|| format!("{}:{}: no signed head", path.display(), at + 1))?);
        }
    }
    if heads.is_empty() {
        bail!("{} holds no signed head", path.display());
    }
    Ok(heads)
}
