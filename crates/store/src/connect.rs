//! Pools, one per database role, and what must hold before a server may use them.

use crate::{
    Result, Scope,
    stream::Wake,
    tx::{Conn, IdentityTx, ReadTx, WriteTx},
};
use calitas_domain::{id::TenantId, journal::Actor};
use chrono::{DateTime, Utc};
use sqlx::{
    AssertSqlSafe, PgPool, Row,
    migrate::Migrator,
    postgres::{PgConnectOptions, PgPoolOptions},
};
use std::{str::FromStr, time::Duration};

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

    /// Opens a read over the rows of a scope: one state of the database for as long as it lives, so that a list and
    /// the stream position read beside it belong together.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn read(&self, scope: &Scope) -> Result<ReadTx> {
        let begin = scope.begin("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY");
        Ok(ReadTx(Conn(self.app.begin_with(AssertSqlSafe(begin)).await?)))
    }

    /// Opens a read that sees what is committed while it lives: for the answer to a write.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn read_latest(&self, scope: &Scope) -> Result<ReadTx> {
        let begin = scope.begin("BEGIN READ ONLY");
        Ok(ReadTx(Conn(self.app.begin_with(AssertSqlSafe(begin)).await?)))
    }

    /// Opens a read over what the institutions of a scope have released.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn read_released(&self, scope: &Scope) -> Result<ReadTx> {
        let begin = scope.begin("BEGIN READ ONLY");
        Ok(ReadTx(Conn(self.oversight.begin_with(AssertSqlSafe(begin)).await?)))
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
        let begin = scope.begin("BEGIN");
        let conn = Conn(self.app.begin_with(AssertSqlSafe(begin)).await?);
        Ok(WriteTx::new(conn, tenant, actor, now, self.wake.clone()))
    }

    /// Opens a transaction over accounts and sessions.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn identity(&self) -> Result<IdentityTx> {
        Ok(IdentityTx(Conn(self.identity.begin().await?)))
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

fn pool(address: &str, connections: u32) -> Result<PgPool> {
    let options = PgConnectOptions::from_str(address)?.application_name("calitas").options([
        ("statement_timeout", "5s"),
        ("lock_timeout", "3s"),
        ("idle_in_transaction_session_timeout", "30s"),
        ("TimeZone", "UTC"),
    ]);
    Ok(PgPoolOptions::new()
        .max_connections(connections)
        .acquire_timeout(Duration::from_secs(4))
        .test_before_acquire(false)
        .idle_timeout(Duration::from_secs(300))
        .connect_lazy_with(options))
}
