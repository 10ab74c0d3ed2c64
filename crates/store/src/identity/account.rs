//! Accounts, and how often somebody tried to sign in.

use crate::{IdentityTx, Result};
use calitas_domain::{
    id::{AccountId, SessionId},
    identity::{Account, Language},
};
use chrono::{DateTime, Duration, Utc};
use uuid::Uuid;

/// An account with the hash of its password; without one the person has not accepted an invitation yet.
#[derive(Debug, Clone)]
pub struct Credentials {
    /// The account.
    pub account: Account,
    /// Argon2id hash in PHC form.
    pub password_hash: Option<String>,
    /// Whether signing in asks for a second step.
    pub has_second_factor: bool,
}

/// Adds an account.
///
/// # Errors
/// When the address is taken or the database fails.
pub async fn create(
    tx: &mut IdentityTx,
    account: &Account,
    password_hash: &str,
    now: DateTime<Utc>,
) -> Result<()> {
    sqlx::query!(
        "INSERT INTO account (id, email, display_name, language, password_hash, created_at, version)
         VALUES ($1, $2, $3, $4, $5, $6, $7)",
        account.id.0,
        account.email,
        account.display_name,
        account.language.code(),
        password_hash,
        now,
        account.version,
    )
    .execute(tx.raw())
    .await?;
    Ok(())
}

/// Stores changed details of an account.
///
/// # Errors
/// When the database fails.
pub async fn save(tx: &mut IdentityTx, account: &Account) -> Result<()> {
    sqlx::query!(
        "UPDATE account SET display_name = $2, language = $3, disabled_at = $4, version = $5 WHERE id = $1",
        account.id.0,
        account.display_name,
        account.language.code(),
        account.disabled_at,
        account.version,
    )
    .execute(tx.raw())
    .await?;
    Ok(())
}

/// Stores another password.
///
/// # Errors
/// When the database fails.
pub async fn set_password(tx: &mut IdentityTx, id: AccountId, password_hash: &str) -> Result<()> {
    sqlx::query!("UPDATE account SET password_hash = $2 WHERE id = $1", id.0, password_hash)
        .execute(tx.raw())
        .await?;
    Ok(())
}

/// An account by address.
///
/// # Errors
/// When the database fails.
pub async fn by_email(tx: &mut IdentityTx, email: &str) -> Result<Option<Credentials>> {
    let row = sqlx::query_as!(
        Row,
        r#"SELECT id, email, display_name, language, password_hash, disabled_at, version,
             EXISTS (SELECT FROM second_factor WHERE account_id = account.id AND state = 'CONFIRMED')
               AS "has_second_factor!"
           FROM account WHERE email = $1"#,
        email,
    )
    .fetch_optional(tx.raw())
    .await?;
    Ok(row.map(Credentials::from))
}

/// An account by id.
///
/// # Errors
/// When the database fails.
pub async fn find(tx: &mut IdentityTx, id: AccountId) -> Result<Option<Credentials>> {
    let row = sqlx::query_as!(
        Row,
        r#"SELECT id, email, display_name, language, password_hash, disabled_at, version,
             EXISTS (SELECT FROM second_factor WHERE account_id = account.id AND state = 'CONFIRMED')
               AS "has_second_factor!"
           FROM account WHERE id = $1"#,
        id.0,
    )
    .fetch_optional(tx.raw())
    .await?;
    Ok(row.map(Credentials::from))
}

/// An account, locked for changing.
///
/// # Errors
/// When the database fails.
pub async fn lock(tx: &mut IdentityTx, id: AccountId) -> Result<Option<Credentials>> {
    let row = sqlx::query_as!(
        Row,
        r#"SELECT id, email, display_name, language, password_hash, disabled_at, version,
             EXISTS (SELECT FROM second_factor WHERE account_id = account.id AND state = 'CONFIRMED')
               AS "has_second_factor!"
           FROM account WHERE id = $1 FOR UPDATE"#,
        id.0,
    )
    .fetch_optional(tx.raw())
    .await?;
    Ok(row.map(Credentials::from))
}

/// Counts an attempt under a key and says how many there were in the window, this one included, and when it began.
///
/// # Errors
/// When the database fails.
pub async fn count_attempt(
    tx: &mut IdentityTx,
    key: &str,
    now: DateTime<Utc>,
    window: Duration,
) -> Result<(i32, DateTime<Utc>)> {
    let row = sqlx::query!(
        "INSERT INTO throttle (key, window_start, count) VALUES ($1, $2, 1)
         ON CONFLICT (key) DO UPDATE SET
           count = CASE WHEN throttle.window_start <= $3 THEN 1 ELSE throttle.count + 1 END,
           window_start = CASE WHEN throttle.window_start <= $3 THEN $2 ELSE throttle.window_start END
         RETURNING count, window_start",
        key,
        now,
        now - window,
    )
    .fetch_one(tx.raw())
    .await?;
    Ok((row.count, row.window_start))
}

/// Forgets the attempts under a key.
///
/// # Errors
/// When the database fails.
pub async fn forget_attempts(tx: &mut IdentityTx, key: &str) -> Result<()> {
    sqlx::query!("DELETE FROM throttle WHERE key = $1", key).execute(tx.raw()).await?;
    Ok(())
}

/// Takes one attempt under a key back.
///
/// # Errors
/// When the database fails.
pub async fn take_back_attempt(tx: &mut IdentityTx, key: &str) -> Result<()> {
    sqlx::query!("UPDATE throttle SET count = greatest(count - 1, 0) WHERE key = $1", key)
        .execute(tx.raw())
        .await?;
    Ok(())
}

/// Writes down what happened at the door.
///
/// # Errors
/// When the database fails.
pub async fn note(
    tx: &mut IdentityTx,
    id: Uuid,
    account: Option<AccountId>,
    session: Option<SessionId>,
    kind: &str,
    now: DateTime<Utc>,
) -> Result<()> {
    sqlx::query!(
        "INSERT INTO identity_journal (id, account_id, session_id, kind, at) VALUES ($1, $2, $3, $4, $5)",
        id,
        account.map(|account| account.0),
        session.map(|session| session.0),
        kind,
        now,
    )
    .execute(tx.raw())
    .await?;
    Ok(())
}

struct Row {
    id: Uuid,
    email: String,
    display_name: String,
    language: String,
    password_hash: Option<String>,
    disabled_at: Option<DateTime<Utc>>,
    version: i32,
    has_second_factor: bool,
}

impl From<Row> for Credentials {
    fn from(row: Row) -> Self {
        let account = Account {
            id: AccountId(row.id),
            email: row.email,
            display_name: row.display_name,
            language: Language::from_code(&row.language).expect("a CHECK holds the column to the codes"),
            disabled_at: row.disabled_at,
            version: row.version,
        };
        Self { account, password_hash: row.password_hash, has_second_factor: row.has_second_factor }
    }
}
