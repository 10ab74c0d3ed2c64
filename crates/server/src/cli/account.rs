//! `calitas account`: the first administrator, and accounts that must be closed at once.

use super::{application, cause, print};
use crate::settings::Settings;
use anyhow::{Context, Result, bail};
use calitas_app::identity::{account, second_factor};
use calitas_domain::identity::Language;
use clap::Subcommand;
use std::io::BufRead;

/// What can be done with accounts.
#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Make an account, or give one that exists a new password; the password is read from standard input
    Create {
        /// Address to sign in with
        email: String,
        /// Name as others see it
        display_name: String,
        /// Language of screens and mails: RO or EN
        #[arg(long, default_value = "RO")]
        language: String,
    },
    /// Close an account; its sessions end at once
    Disable {
        /// Address of the account
        email: String,
    },
    /// Take the second step of signing in off an account whose owner lost device and recovery codes
    ResetSecondFactor {
        /// Address of the account
        email: String,
    },
    /// Open a closed account again
    Enable {
        /// Address of the account
        email: String,
    },
}

pub(super) async fn run(settings: &Settings, command: Command) -> Result<()> {
    let app = application(settings)?;
    match command {
        Command::Create { email, display_name, language } => {
            let Some(language) = Language::from_code(&language.to_uppercase()) else {
                bail!("the language is RO or EN");
            };
            let mut password = String::new();
            std::io::stdin().lock().read_line(&mut password).context("cannot read the password")?;
            let password = password.trim_end_matches(['\r', '\n']);
            account::establish(&app, &email, &display_name, password, language).await.map_err(cause)?;
            print(&format!("{email} can sign in\n"))?;
        }
        Command::Disable { email } => {
            account::set_disabled(&app, &email, true).await.map_err(cause)?;
            print(&format!("{email} is closed\n"))?;
        }
        Command::ResetSecondFactor { email } => {
            second_factor::reset(&app, &email).await.map_err(cause)?;
            print(&format!("{email} signs in with the password alone\n"))?;
        }
        Command::Enable { email } => {
            account::set_disabled(&app, &email, false).await.map_err(cause)?;
            print(&format!("{email} is open\n"))?;
        }
    }
    app.store().close().await;
    Ok(())
}
