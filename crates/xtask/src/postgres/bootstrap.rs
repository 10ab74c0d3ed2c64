//! Roles and database on a server, by `deploy/postgres/bootstrap.sql`, over a superuser's connection.

use crate::repo;
use anyhow::{Context, Result, anyhow, bail};
use postgres::error::{DbError, ErrorPosition};
use postgres::{Client, Config, NoTls, config::Host};
use std::io::Read;
use std::path::Path;
use std::time::Duration;

const SCRIPT: &str = include_str!("../../../../deploy/postgres/bootstrap.sql");
/// The statements of the script, which one connection must be given one at a time.
const SEPARATOR: &str = "\n-- next statement\n";
/// The roles that log in, without their prefix `calitas_`.
const ROLES: [&str; 4] = ["owner", "app", "identity", "oversight"];

/// Passwords of the four roles and of the superuser of a cluster of our own.
pub struct Passwords(serde_json::Map<String, serde_json::Value>);

/// Addresses of the product's database, one per role.
pub struct Urls {
    /// Owns the tables; only for migrations.
    pub owner: String,
    /// The application, under row-level security.
    pub app: String,
    /// Sign-in: accounts and sessions.
    pub identity: String,
    /// Reads what institutions have released.
    pub oversight: String,
}

impl Passwords {
    /// New ones.
    pub fn generate() -> Result<Self> {
        let mut random = std::fs::File::open("/dev/urandom").context("no source of random numbers")?;
        let mut draw = || -> Result<serde_json::Value> {
            let mut bytes = [0_u8; 24];
            random.read_exact(&mut bytes)?;
            Ok(bytes.iter().map(|byte| format!("{byte:02x}")).collect::<String>().into())
        };
        let names = ROLES.iter().chain(&["admin"]);
        Ok(Self(names.map(|name| Ok(((*name).to_owned(), draw()?))).collect::<Result<_>>()?))
    }

    /// Those kept in a file, or new ones which are then kept there.
    pub fn kept_in(file: &Path) -> Result<Self> {
        if file.is_file() {
            let text =
                std::fs::read_to_string(file).with_context(|| format!("cannot read {}", file.display()))?;
            return serde_json::from_str(&text)
                .map(Self)
                .with_context(|| format!("{} is damaged", file.display()));
        }
        let new = Self::generate()?;
        repo::write_private(file, &serde_json::Value::Object(new.0.clone()).to_string())?;
        Ok(new)
    }

    /// The password of one role.
    pub fn of(&self, role: &str) -> &str {
        self.0.get(role).and_then(serde_json::Value::as_str).unwrap_or_default()
    }
}

/// Makes roles and database on the server, or brings them up to date, and returns the addresses for them.
/// `database` is a plain name, `calitas` for the product.
pub fn prepare(admin_url: &str, passwords: &Passwords, database: &str) -> Result<Urls> {
    let mut admin = connect(admin_url)?;
    let script = SCRIPT.replace(" DATABASE calitas ", &format!(" DATABASE {database} "));
    let mut statements = script.split(SEPARATOR);
    for role in ROLES {
        let password = passwords.of(role).replace('\'', "''");
        admin.batch_execute(&format!("SET calitas.{role}_password = '{password}'"))?;
    }
    let roles = statements.next().unwrap_or_default();
    admin.batch_execute(roles).map_err(plainly).context("cannot prepare the roles")?;
    let exists = admin.query_opt("SELECT FROM pg_database WHERE datname = $1", &[&database])?.is_some();
    let create = statements.next().context("bootstrap.sql lost its separators")?;
    if !exists {
        // macOS has no C.UTF-8; its `UTF-8` is the same table of letters.
        let create = if cfg!(target_os = "macos") {
            create.replace("'C.UTF-8'", "'UTF-8'")
        } else {
            create.to_owned()
        };
        admin.batch_execute(&create).map_err(plainly).context("cannot make the database")?;
    }
    for statement in statements {
        admin.batch_execute(statement).map_err(plainly).context("cannot prepare the database")?;
    }
    let url = |role: &str| address(admin_url, &format!("calitas_{role}"), passwords.of(role), database);
    Ok(Urls {
        owner: url("owner")?,
        app: url("app")?,
        identity: url("identity")?,
        oversight: url("oversight")?,
    })
}

/// Drops a database made by [`prepare`].
pub fn remove(admin_url: &str, database: &str) -> Result<()> {
    let drop = format!("DROP DATABASE IF EXISTS {database} WITH (FORCE)");
    connect(admin_url)?.batch_execute(&drop).map_err(plainly).context("cannot drop a database of ours")
}

/// Connects, patiently enough for a server that has just started.
pub fn connect(url: &str) -> Result<Client> {
    let mut config: Config = url.parse().context("the database address cannot be read")?;
    config.connect_timeout(Duration::from_secs(10)).application_name("calitas xtask");
    config.connect(NoTls).map_err(plainly).context("cannot connect to PostgreSQL")
}

/// The address of another role and database on the same server.
pub fn address(admin_url: &str, role: &str, password: &str, database: &str) -> Result<String> {
    let config: Config = admin_url.parse().context("the database address cannot be read")?;
    let host = match config.get_hosts().first() {
        Some(Host::Tcp(host)) => host.clone(),
        _ => bail!(
            "the database address must name a host, not a socket: postgres://user:password@host:port/postgres"
        ),
    };
    let port = config.get_ports().first().copied().unwrap_or(5432);
    let host = if host.contains(':') { format!("[{host}]") } else { host };
    Ok(format!("postgres://{role}:{password}@{host}:{port}/{database}"))
}

/// The server's own sentence; the client's error type would say only "db error".
pub fn plainly(error: postgres::Error) -> anyhow::Error {
    match error.as_db_error() {
        Some(said) => anyhow!("PostgreSQL says: {}{}", said.message(), place(said)),
        None => error.into(),
    }
}

/// Where in the sent text the server stumbled.
fn place(said: &DbError) -> String {
    match said.position() {
        Some(ErrorPosition::Original(position)) => format!(" (at character {position})"),
        Some(ErrorPosition::Internal { .. }) | None => String::new(),
    }
}
