//! The commands of `calitas`. Each reads the settings, does one thing and ends; only `serve` and `work` stay.
//!
//! To add a command: a variant of [`Command`] with its help, a module for what it does when that is more than a call.

mod account;
mod erasures;
mod journal;
mod serve;
mod work;

use crate::{
    logging, secrets,
    settings::{self, Settings},
    traces::Traces,
};
use anyhow::{Context, Result};
use calitas_app::{
    App, Clock, Config, demo,
    document::{Depot, Scanner},
    plan,
};
use calitas_store::{Addresses, Store};
use clap::{Args, Parser, Subcommand};
use std::{io::Write, net::SocketAddr, path::PathBuf, process::ExitCode};

/// Quality and internal control for municipalities: server and administration.
#[derive(Debug, Parser)]
#[command(name = "calitas", version)]
struct Cli {
    /// A file with settings; `calitas config` prints one
    #[arg(long, global = true, env = "CALITAS_CONFIG")]
    config: Option<PathBuf>,
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Serve the API and the pages until told to stop
    Serve(ServeOptions),
    /// Only do the background work: reminders, notifications, mail; several may run at once
    Work,
    /// Add up what institutions have released, where that is missing; the background work does it all the time
    Rollup,
    /// Bring the database up to date, as its owner
    Migrate,
    /// Print the schema
    Schema,
    /// Load the demonstration, unless it is there
    Demo {
        /// Only print who can sign in
        #[arg(long)]
        list_logins: bool,
    },
    /// Explain every setting with its current value
    Config,
    /// Accounts of people
    #[command(subcommand)]
    Account(account::Command),
    /// Who was erased, to be done again after a backup was restored
    #[command(subcommand)]
    Erasures(erasures::Command),
    /// What happened, institution by institution
    #[command(subcommand)]
    Journal(journal::Command),
}

#[derive(Debug, Args)]
struct ServeOptions {
    /// Address and port, instead of the setting
    #[arg(long)]
    listen: Option<SocketAddr>,
    /// Folder of the built pages, instead of the setting
    #[arg(long)]
    web_dir: Option<PathBuf>,
}

/// Runs the command of the command line.
pub fn run() -> ExitCode {
    let cli = Cli::parse();
    match tokio::runtime::Runtime::new()
        .context("cannot start")
        .and_then(|runtime| runtime.block_on(command(cli)))
    {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("calitas: {error:#}");
            ExitCode::FAILURE
        }
    }
}

async fn command(cli: Cli) -> Result<()> {
    let mut settings = Settings::read(cli.config)?;
    match cli.command {
        Command::Serve(options) => {
            settings.listen = options.listen.unwrap_or(settings.listen);
            settings.web_dir = options.web_dir.or(settings.web_dir);
            let traces = observed(&settings)?;
            let served = serve::run(&settings).await;
            traces.finish().await;
            served
        }
        Command::Work => {
            let traces = observed(&settings)?;
            let worked = work::run(&settings).await;
            traces.finish().await;
            worked
        }
        Command::Migrate => {
            let owner = Settings::required("database.owner_url", &settings.database.owner_url)?;
            calitas_store::migrate(owner).await.context("the migration failed")
        }
        Command::Rollup => {
            let app = application(&settings)?;
            let made = plan::rollup::round(&app).await.map_err(cause).context("nothing was added up");
            app.store().close().await;
            print(&format!("{} plans added up\n", made?))
        }
        Command::Schema => print(&calitas_graphql::schema::sdl()),
        Command::Config => print(&settings::explain(&settings)),
        Command::Demo { list_logins: true } => print(&logins()),
        Command::Demo { list_logins: false } => {
            let app = application(&settings)?;
            demo::load(&app).await.map_err(cause).context("the demonstration is not loaded")?;
            app.store().close().await;
            Ok(())
        }
        Command::Account(command) => account::run(&settings, command).await,
        Command::Erasures(command) => erasures::run(&settings, command).await,
        Command::Journal(command) => journal::run(&settings, command).await,
    }
}

/// Starts logs, and traces where a collector is set.
fn observed(settings: &Settings) -> Result<Traces> {
    let traces = Traces::open(&settings.traces)?;
    logging::start(settings.log_format(), &settings.log.filter, &traces)?;
    Ok(traces)
}

/// The application by the settings; nothing is connected yet.
fn application(settings: &Settings) -> Result<App> {
    let database = &settings.database;
    let addresses = Addresses {
        app: Settings::required("database.app_url", &database.app_url)?.to_owned(),
        identity: Settings::required("database.identity_url", &database.identity_url)?.to_owned(),
        oversight: Settings::required("database.oversight_url", &database.oversight_url)?.to_owned(),
        connections: database.connections.unwrap_or(16),
    };
    let store = Store::connect(&addresses).context("a database address cannot be read")?;
    let secrets = secrets::open(&settings.secrets)
        .with_context(|| format!("cannot use the secrets in {}", settings.secrets.display()))?;
    let files = &settings.files;
    let config = Config {
        public_url: settings.public_url()?,
        secrets,
        depot: Depot::open(&files.place()?).context("the place for files cannot be used")?,
        scanner: Scanner::from_setting(files.clamd.as_deref().unwrap_or_default()),
        file_limits: files.limits()?,
    };
    App::new(store, Clock::System, &config).map_err(cause)
}

/// The error with what is behind it: on a command line the reader is the operator.
fn cause(error: calitas_domain::Error) -> anyhow::Error {
    use calitas_domain::Error;
    match error {
        Error::Internal(source) | Error::Unavailable(source) => anyhow::anyhow!(source),
        other => anyhow::anyhow!(other),
    }
}

fn logins() -> String {
    let logins = demo::logins();
    let width = logins.iter().map(|login| login.email.chars().count()).max().unwrap_or_default();
    let mut text = format!("Password of every account: {}\n", demo::PASSWORD);
    for login in logins {
        text += &format!("  {:width$}  {}, {}\n", login.email, login.function, login.institution);
    }
    text
}

/// Prints to whoever may have stopped to listen.
fn print(text: &str) -> Result<()> {
    let mut out = std::io::stdout().lock();
    match out.write_all(text.as_bytes()).and_then(|()| out.flush()) {
        Err(error) if error.kind() != std::io::ErrorKind::BrokenPipe => Err(error.into()),
        Ok(()) | Err(_) => Ok(()),
    }
}
