//! Pools, one per database role, and what must hold before a server may use them.

use crate::{
    Result, Scope,
    stream::Wake,
    trace,
    tx::{Conn, IdentityTx, ReadTx, WriteTx},
};
use calitas_domain::{id::TenantId, journal::Actor};
use chrono::{DateTime, Utc};
use sqlx::{
    AssertSqlSafe, Connection, PgPool, Row,
    migrate::Migrator,
    postgres::{PgConnectOptions, PgPoolOptions},
};
use std::{str::FromStr, time::Duration};
use tracing::Span;

/// The migrations, embedded.
pub static MIGRATOR: Migrator = sqlx::migrate!("../../migrations");

/// Where the database answers, one address per role.
#[derive(Debug, Clone)]
pub struct Addresses {
    /// As `calitas_app`: what members do.
    pub app: String,
    /// As `calitas_identity`: accounts and sessions.
    pub identity: String,
    /// As `calitas_oversight`: what institutions have released.
    pub oversight: String,
    /// Connections of the app pool.
    pub connections: u32,
}

/// The way to the database.
#[derive(Debug, Clone)]
pub struct Store {
    app: PgPool,
    identity: PgPool,
    oversight: PgPool,
    wake: Wake,
}

/// How full a pool is.
#[derive(Debug, Clone, Copy)]
pub struct PoolState {
    /// Which one.
    pub name: &'static str,
    /// Open connections.
    pub open_count: u32,
    /// Those of them that nobody uses.
    pub idle_count: u32,
    /// Most connections it may open.
    pub limit: u32,
}

/// A connection that lay still for longer is tried before it is used: the database may have restarted meanwhile. Those
/// in use all the time are not, as it costs a way there and back.
const TRUST: Duration = Duration::from_secs(1);
/// How long a connection is waited for. Together with the wait for a lock it is less than the five seconds within which
/// everybody is to be told that the database has no room.
const CONNECTION: Duration = Duration::from_secs(2);

impl Store {
    /// Prepares the pools; connections are made when they are needed.
    ///
    /// # Errors
    /// When an address cannot be read.
    pub fn connect(addresses: &Addresses) -> Result<Self> {
        let app = pool(&addresses.app, addresses.connections)?;
        let identity = pool(&addresses.identity, (addresses.connections / 2).max(2))?;
        let oversight = pool(&addresses.oversight, (addresses.connections / 4).max(2))?;
        let wake = Wake::new(app.clone());
        Ok(Self { app, identity, oversight, wake })
    }

    /// What this role or database must not be allowed, in words; empty when all is well. A superuser, an owner and a
    /// role with BYPASSRLS are beyond row-level security, so no server may run as one.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn unsafe_roles(&self) -> Result<Vec<String>> {
        let mut found = Vec::new();
        for pool in [&self.app, &self.identity, &self.oversight] {
            let row = sqlx::query(
                "SELECT current_user::text AS name, r.rolsuper, r.rolbypassrls,
                   EXISTS (SELECT FROM pg_class c WHERE c.relowner = r.oid AND c.relnamespace = 'public'::regnamespace)
                     OR EXISTS (SELECT FROM pg_auth_members m WHERE m.member = r.oid) AS owns
                 FROM pg_roles r WHERE r.rolname = current_user",
            )
            .fetch_one(pool)
            .await?;
            let name: String = row.try_get("name")?;
            let faults = [
                ("rolsuper", "superuser"),
                ("rolbypassrls", "BYPASSRLS"),
                ("owns", "owner or member of a role"),
            ];
            for (column, fault) in faults {
                if row.try_get::<bool, _>(column)? {
                    found.push(format!("{name}: {fault}"));
                }
            }
        }
        Ok(found)
    }

    /// Versions of migrations the binary knows and the database lacks.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn missing_migrations(&self) -> Result<Vec<i64>> {
        let applied: Vec<i64> = sqlx::query("SELECT version FROM _sqlx_migrations WHERE success")
            .fetch_all(&self.app)
            .await?
            .iter()
            .map(|row| row.try_get("version"))
            .collect::<std::result::Result<_, _>>()?;
        Ok(MIGRATOR.iter().map(|m| m.version).filter(|version| !applied.contains(version)).collect())
    }

    /// Whether the database answers as the app role.
    ///
    /// # Errors
    /// When it does not.
    pub async fn ping(&self) -> Result<()> {
        sqlx::query("SELECT 1").execute(&self.app).await?;
        Ok(())
    }

    /// How full the pools are.
    pub fn pools(&self) -> [PoolState; 3] {
        [("app", &self.app), ("identity", &self.identity), ("oversight", &self.oversight)].map(
            |(name, pool)| PoolState {
                name,
                open_count: pool.size(),
                idle_count: u32::try_from(pool.num_idle()).unwrap_or(u32::MAX),
                limit: pool.options().get_max_connections(),
            },
        )
    }

    /// Opens a read over the rows of a scope: one state of the database for as long as it lives, so that a list and
    /// the stream position read beside it belong together.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn read(&self, scope: &Scope) -> Result<ReadTx> {
        let begin = scope.begin("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY");
        Ok(ReadTx(open(&self.app, begin, trace::read()).await?))
    }

    /// Opens a read that sees what is committed while it lives: for the answer to a write.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn read_latest(&self, scope: &Scope) -> Result<ReadTx> {
        let begin = scope.begin("BEGIN READ ONLY");
        Ok(ReadTx(open(&self.app, begin, trace::read()).await?))
    }

    /// Opens a read over what the institutions of a scope have released.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn read_released(&self, scope: &Scope) -> Result<ReadTx> {
        let begin = scope.begin("BEGIN READ ONLY");
        Ok(ReadTx(open(&self.oversight, begin, trace::read_released()).await?))
    }

    /// Opens a write in one institution.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn write(
        &self,
        scope: &Scope,
        tenant: TenantId,
        actor: Actor,
        now: DateTime<Utc>,
    ) -> Result<WriteTx> {
        debug_assert!(scope.tenants == [tenant], "a write touches one institution");
        self.write_across(scope, tenant, actor, now).await
    }

    /// Opens a write about the tree of institutions: in the city hall, and in those of its institutions that are in
    /// scope. Nothing else crosses the border between institutions.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn write_across(
        &self,
        scope: &Scope,
        tenant: TenantId,
        actor: Actor,
        now: DateTime<Utc>,
    ) -> Result<WriteTx> {
        let begin = scope.begin("BEGIN");
        let conn = open(&self.app, begin, trace::write()).await?;
        Ok(WriteTx::new(conn, tenant, actor, now, self.wake.clone()))
    }

    /// Opens a transaction over accounts and sessions.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn identity(&self) -> Result<IdentityTx> {
        Ok(IdentityTx(open(&self.identity, "BEGIN".to_owned(), trace::identity()).await?))
    }

    /// What tells servers that institutions have new journal entries.
    pub fn wake(&self) -> &Wake {
        &self.wake
    }

    /// Ends all connections.
    pub async fn close(&self) {
        self.app.close().await;
        self.identity.close().await;
        self.oversight.close().await;
    }
}

/// Opens a transaction, in a task of its own so that a BEGIN which was sent is always answered. sqlx 0.9 counts a
/// transaction only then: a request given up in between would leave its connection to the next one inside the
/// transaction, with the rows of its institutions open.
async fn open(pool: &PgPool, begin: String, span: Span) -> Result<Conn> {
    let pool = pool.clone();
    let opening = tokio::spawn(async move { pool.begin_with(AssertSqlSafe(begin)).await });
    let opened = opening.await.map_err(|lost| sqlx::Error::Io(std::io::Error::other(lost)))?;
    Ok(Conn(opened?, span))
}

fn pool(address: &str, connections: u32) -> Result<PgPool> {
    let options = PgConnectOptions::from_str(address)?.application_name("calitas").options([
        ("statement_timeout", "5s"),
        ("lock_timeout", "2500ms"),
        ("idle_in_transaction_session_timeout", "30s"),
        ("TimeZone", "UTC"),
    ]);
    Ok(PgPoolOptions::new()
        .max_connections(connections)
        .acquire_timeout(CONNECTION)
        .test_before_acquire(false)
        .before_acquire(|connection, state| {
            Box::pin(async move { Ok(state.idle_for < TRUST || connection.ping().await.is_ok()) })
        })
        .idle_timeout(Duration::from_secs(300))
        .connect_lazy_with(options))
}
