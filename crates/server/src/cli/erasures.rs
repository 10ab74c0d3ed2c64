//! `calitas erasures`: who was erased, to be done again after an old backup was restored. Names are not in it.

use super::{application, cause, print};
use crate::settings::Settings;
use anyhow::{Context, Result};
use calitas_app::{App, identity::erasure, journal};
use calitas_domain::{
    id::{AccountId, MembershipId, TenantId},
    identity::Erasure,
};
use chrono::{DateTime, Utc};
use clap::Subcommand;
use serde::{Deserialize, Serialize};
use std::{
    fmt::Write as _,
    fs,
    path::{Path, PathBuf},
};
use uuid::Uuid;

/// What can be done with the list of erasures.
#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Export the list as lines of JSON; keep it with the backups, newer than them
    Export {
        /// The file to write; printed when it is left out
        #[arg(long, value_name = "FILE")]
        out: Option<PathBuf>,
    },
    /// After a backup was restored: erase again whom the list names and the backup brought back
    Replay {
        /// The exported list
        #[arg(value_name = "FILE")]
        list: PathBuf,
    },
}

/// A line of the list.
#[derive(Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Line {
    institution: Uuid,
    membership: Uuid,
    account: Uuid,
    erased_at: DateTime<Utc>,
    basis: String,
    is_function_erased: bool,
}

pub(super) async fn run(settings: &Settings, command: Command) -> Result<()> {
    let app = application(settings)?;
    let done = match command {
        Command::Export { out } => export(&app, out.as_deref()).await,
        Command::Replay { list } => replay(&app, &list).await,
    };
    app.store().close().await;
    done
}

async fn export(app: &App, out: Option<&Path>) -> Result<()> {
    let mut text = String::new();
    for tenant in journal::institutions(app).await.map_err(cause)? {
        for erasure in erasure::all_of_tenant(app, tenant.id).await.map_err(cause)? {
            let _ = writeln!(text, "{}", serde_json::to_string(&Line::from(erasure))?);
        }
    }
    match out {
        Some(path) => fs::write(path, text).with_context(|| format!("cannot write {}", path.display())),
        None => print(&text),
    }
}

async fn replay(app: &App, list: &Path) -> Result<()> {
    let text = fs::read_to_string(list).with_context(|| format!("cannot read {}", list.display()))?;
    let (mut done, mut all) = (0, 0);
    for (at, line) in text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()) {
        let line: Line = serde_json::from_str(line).with_context(|| format!("line {}", at + 1))?;
        all += 1;
        done += i32::from(erasure::replay(app, &line.into()).await.map_err(cause)?);
    }
    print(&format!("{done} of {all} erased again\n"))
}

impl From<Erasure> for Line {
    fn from(erasure: Erasure) -> Self {
        Self {
            institution: erasure.membership.tenant.0,
            membership: erasure.membership.row,
            account: erasure.account.0,
            erased_at: erasure.at,
            basis: erasure.basis,
            is_function_erased: erasure.is_function_erased,
        }
    }
}

impl From<Line> for Erasure {
    fn from(line: Line) -> Self {
        Self {
            membership: MembershipId::new(TenantId(line.institution), line.membership),
            account: AccountId(line.account),
            at: line.erased_at,
            basis: line.basis,
            is_function_erased: line.is_function_erased,
        }
    }
}
