//! Bringing the database up to date. The only thing that runs as its owner.

use crate::{MIGRATOR, Result};
use sqlx::{Connection, PgConnection, migrate::MigrateError};

/// Applies the migrations that are missing, as `calitas_owner`. Two that run at once wait for each other; a lock that
/// users hold is waited for five seconds, so that a migration never stops the house.
///
/// # Errors
/// When the database does not answer, a lock is not to be had, or a migration that was applied has been changed.
pub async fn migrate(owner_url: &str) -> Result<()> {
    let mut owner = PgConnection::connect(owner_url).await?;
    sqlx::query("SET lock_timeout = '5s'").execute(&mut owner).await?;
    MIGRATOR.run(&mut owner).await.map_err(|error| match error {
        MigrateError::Execute(error) | MigrateError::ExecuteMigration(error, _) => error,
        other => sqlx::Error::Migrate(Box::new(other)),
    })?;
    owner.close().await?;
    Ok(())
}
