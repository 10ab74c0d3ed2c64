//! One database per test, copied from a template that is migrated once per state of the migrations.
//!
//! The server is a throw-away one named by `CALITAS_TEST_DATABASE_URL` (a superuser's address); the roles get that
//! superuser's password. What a test does, it does as the roles of the product: a superuser passes every policy, so
//! a test that used one would prove nothing.

use anyhow::{Context, Result, bail};
use calitas_store::MIGRATOR;
use sqlx::{AssertSqlSafe, Connection, Executor, PgConnection};
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::{Duration, SystemTime};

const VARIABLE: &str = "CALITAS_TEST_DATABASE_URL";
const BOOTSTRAP: &str = include_str!("../../../deploy/postgres/bootstrap.sql");
const SEPARATOR: &str = "\n-- next statement\n";
/// Any number that nothing else locks: it keeps processes from making the template at the same time.
const LOCK: i64 = 0x0063_616c_6974_6173;
/// How old a database must be before another test run may take it for a leftover.
const LEFTOVER_AGE: &str = "2 hours";

/// A database of one test. It is gone when this is dropped.
#[derive(Debug)]
pub struct TestDatabase {
    /// As `calitas_owner`, beyond row-level security only where a table is not forced.
    pub owner_url: String,
    /// As `calitas_app`.
    pub app_url: String,
    /// As `calitas_identity`.
    pub identity_url: String,
    /// As `calitas_oversight`.
    pub oversight_url: String,
    /// As the superuser: for looking at the catalogue and for breaking things on purpose.
    pub admin_url: String,
    name: String,
    server: Server,
}

impl TestDatabase {
    /// Makes one, migrated and empty.
    ///
    /// # Errors
    /// When no server is named, or the server refuses.
    pub async fn create() -> Result<Self> {
        Self::create_at(&server_url()?).await
    }

    /// Makes one on a server of the test's own, named by a superuser's address.
    ///
    /// # Errors
    /// When the server refuses.
    pub async fn create_at(url: &str) -> Result<Self> {
        static COUNT: AtomicU32 = AtomicU32::new(0);
        let server = Server::parse(url).with_context(|| {
            format!("{VARIABLE} must look like postgres://user:password@host:port/postgres")
        })?;
        let mut admin = server.connect().await?;
        let template = template(&server, &mut admin).await?;
        let number = COUNT.fetch_add(1, Ordering::Relaxed);
        let started = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH)?.as_micros();
        let name = format!("calitas_test_{}_{started}_{number}", std::process::id());
        let copy =
            format!("CREATE DATABASE {name} OWNER calitas_owner TEMPLATE {template} STRATEGY file_copy");
        execute(&mut admin, &copy).await.context("cannot copy the template database")?;
        // Rights on a database are not copied with it.
        for statement in BOOTSTRAP.split(SEPARATOR).skip_while(|part| !part.contains("REVOKE ")) {
            execute(&mut admin, &statement.replace(" DATABASE calitas ", &format!(" DATABASE {name} ")))
                .await?;
        }
        admin.close().await?;
        Ok(Self {
            owner_url: server.url("calitas_owner", &name),
            app_url: server.url("calitas_app", &name),
            identity_url: server.url("calitas_identity", &name),
            oversight_url: server.url("calitas_oversight", &name),
            admin_url: server.url(&server.user, &name),
            name,
            server,
        })
    }
}

impl Drop for TestDatabase {
    fn drop(&mut self) {
        let (server, drop) =
            (self.server.clone(), format!("DROP DATABASE IF EXISTS {} WITH (FORCE)", self.name));
        // A thread of its own: the test's runtime may be the one that is dropping us.
        let dropping = std::thread::spawn(move || -> Result<()> {
            let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
            runtime.block_on(async { execute(&mut server.connect().await?, &drop).await })
        });
        if !matches!(dropping.join(), Ok(Ok(()))) {
            eprintln!("the database {} was not dropped; a later test run removes it", self.name);
        }
    }
}

/// The server that makes the databases.
#[derive(Debug, Clone)]
struct Server {
    user: String,
    password: String,
    /// Host and port.
    place: String,
}

/// The address of the server that all tests share.
pub(crate) fn server_url() -> Result<String> {
    let Ok(url) = std::env::var(VARIABLE) else {
        bail!(
            "{VARIABLE} is not set: these tests need a PostgreSQL.\n\
             Run all of them with `cargo xtask test`, some with `cargo xtask postgres cargo test -p calitas-it NAME`,\n\
             or keep a server for several runs with `cargo xtask postgres`."
        );
    };
    Ok(url)
}

impl Server {
    fn parse(url: &str) -> Option<Self> {
        let (_, rest) = url.split_once("://")?;
        let (login, place) = rest.rsplit_once('@')?;
        let (user, password) = login.split_once(':')?;
        let place = place.split(['/', '?']).next()?;
        Some(Self { user: user.to_owned(), password: password.to_owned(), place: place.to_owned() })
    }

    fn url(&self, role: &str, database: &str) -> String {
        format!("postgres://{role}:{}@{}/{database}", self.password, self.place)
    }

    async fn connect(&self) -> Result<PgConnection> {
        let url = self.url(&self.user, "postgres");
        let mut patience = 20;
        loop {
            match PgConnection::connect(&url).await {
                Ok(connection) => return Ok(connection),
                // Many tests at once may meet the limit of connections for a moment.
                Err(error) if patience == 0 => return Err(error).context("cannot reach the test server"),
                Err(_) => patience -= 1,
            }
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
    }
}

/// The name of the template for these migrations, made now when nobody has made it yet.
async fn template(server: &Server, admin: &mut PgConnection) -> Result<String> {
    let name = format!("calitas_template_{}", fingerprint());
    if exists(admin, &name).await? {
        return Ok(name);
    }
    sqlx::query("SELECT pg_advisory_lock($1)").bind(LOCK).execute(&mut *admin).await?;
    if !exists(admin, &name).await? {
        make_template(server, admin, &name).await.context("cannot make the template database")?;
        remove_leftovers(admin).await?;
    }
    sqlx::query("SELECT pg_advisory_unlock($1)").bind(LOCK).execute(&mut *admin).await?;
    Ok(name)
}

async fn make_template(server: &Server, admin: &mut PgConnection, name: &str) -> Result<()> {
    let draft = format!("{name}_draft");
    for role in ["owner", "app", "identity", "oversight"] {
        let set = "SELECT set_config($1, $2, false)";
        let setting = format!("calitas.{role}_password");
        sqlx::query(set).bind(setting).bind(&server.password).execute(&mut *admin).await?;
    }
    execute(admin, &format!("DROP DATABASE IF EXISTS {draft} WITH (FORCE)")).await?;
    let script = BOOTSTRAP.replace(" DATABASE calitas ", &format!(" DATABASE {draft} "));
    for statement in script.split(SEPARATOR) {
        let ctype = if cfg!(target_os = "macos") { "'UTF-8'" } else { "'C.UTF-8'" };
        execute(admin, &statement.replace("'C.UTF-8'", ctype)).await?;
    }
    calitas_store::migrate(&server.url("calitas_owner", &draft)).await?;
    execute(admin, &format!("ALTER DATABASE {draft} WITH ALLOW_CONNECTIONS false IS_TEMPLATE true")).await?;
    execute(admin, &format!("ALTER DATABASE {draft} RENAME TO {name}")).await
}

/// Drops what killed tests left, long enough after them to hit no running one.
async fn remove_leftovers(admin: &mut PgConnection) -> Result<()> {
    let old: Vec<String> = sqlx::query_scalar(
        "SELECT datname::text FROM pg_database
         WHERE datname LIKE 'calitas\\_test\\_%' AND NOT datistemplate
           AND (pg_stat_file('base/' || oid || '/PG_VERSION')).modification < now() - $1::text::interval",
    )
    .bind(LEFTOVER_AGE)
    .fetch_all(&mut *admin)
    .await?;
    for name in old {
        execute(admin, &format!("DROP DATABASE IF EXISTS {name} WITH (FORCE)")).await?;
    }
    Ok(())
}

async fn exists(admin: &mut PgConnection, name: &str) -> Result<bool> {
    let found =
        sqlx::query("SELECT FROM pg_database WHERE datname = $1").bind(name).fetch_optional(admin).await?;
    Ok(found.is_some())
}

/// The names inside these statements are made here, of letters, digits and underscores.
async fn execute(connection: &mut PgConnection, statement: &str) -> Result<()> {
    connection.execute(AssertSqlSafe(statement)).await?;
    Ok(())
}

/// Changes whenever a migration does.
fn fingerprint() -> String {
    let checksums = MIGRATOR.iter().flat_map(|migration| migration.checksum.iter());
    let mixed = checksums.fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3)
    });
    format!("{mixed:016x}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_the_address_of_a_server() {
        let server =
            Server::parse("postgres://admin:secret@127.0.0.1:5433/postgres?sslmode=disable").unwrap();
        assert_eq!(server.url("calitas_app", "one"), "postgres://calitas_app:secret@127.0.0.1:5433/one");
        assert!(Server::parse("127.0.0.1:5433").is_none());
    }

    #[tokio::test]
    async fn gives_each_test_a_migrated_database_and_drops_it() {
        let database = TestDatabase::create().await.unwrap();
        let (server, name) = (database.server.clone(), database.name.clone());
        let mut app = PgConnection::connect(&database.app_url).await.unwrap();
        let newest: i64 = sqlx::query_scalar("SELECT max(version) FROM _sqlx_migrations")
            .fetch_one(&mut app)
            .await
            .unwrap();
        assert_eq!(Some(newest), MIGRATOR.iter().map(|migration| migration.version).max());
        drop(database);
        let mut admin = server.connect().await.unwrap();
        assert!(!exists(&mut admin, &name).await.unwrap());
    }
}
