//! How people want to be told.

use crate::{IdentityTx, Result};
use calitas_domain::{
    id::AccountId,
    notification::{Channel, NotificationKind, Rhythm, Settings},
};
use sqlx::types::Json;
use std::collections::BTreeMap;
use uuid::Uuid;

/// Settings of several people, those who chose nothing included.
///
/// # Errors
/// When the database fails.
pub async fn of_accounts(
    tx: &mut IdentityTx,
    accounts: &[AccountId],
) -> Result<BTreeMap<AccountId, Settings>> {
    let ids: Vec<Uuid> = accounts.iter().map(|account| account.0).collect();
    let rows = sqlx::query_as!(
        Row,
        r#"SELECT account_id, channels AS "channels: Json<BTreeMap<String, String>>", rhythm, is_quiet_on_free_days,
             due_soon_days, version
           FROM notification_setting WHERE account_id = ANY($1)"#,
        &ids,
    )
    .fetch_all(tx.raw())
    .await?;
    let mut found: BTreeMap<_, _> =
        accounts.iter().map(|account| (*account, Settings::of(*account))).collect();
    found.extend(rows.into_iter().map(|row| (AccountId(row.account_id), row.into())));
    Ok(found)
}

/// Stores what a person chose, unless somebody else did so since the version before. Says whether it was stored.
///
/// # Errors
/// When the database fails.
pub async fn save(tx: &mut IdentityTx, settings: &Settings) -> Result<bool> {
    let channels: BTreeMap<&str, &str> =
        settings.channels.iter().map(|(kind, channel)| (kind.code(), channel.code())).collect();
    let done = sqlx::query!(
        "INSERT INTO notification_setting AS setting (account_id, channels, rhythm, is_quiet_on_free_days,
           due_soon_days, version)
         VALUES ($1, $2, $3, $4, $5, $6)
         ON CONFLICT (account_id) DO UPDATE SET channels = excluded.channels, rhythm = excluded.rhythm,
           is_quiet_on_free_days = excluded.is_quiet_on_free_days, due_soon_days = excluded.due_soon_days,
           version = excluded.version
         WHERE setting.version = excluded.version - 1",
        settings.account.0,
        Json(channels) as _,
        settings.rhythm.code(),
        settings.is_quiet_on_free_days,
        settings.due_soon_days.as_deref(),
        settings.version,
    )
    .execute(tx.raw())
    .await?;
    Ok(done.rows_affected() > 0)
}

struct Row {
    account_id: Uuid,
    channels: Json<BTreeMap<String, String>>,
    rhythm: String,
    is_quiet_on_free_days: bool,
    due_soon_days: Option<Vec<i32>>,
    version: i32,
}

impl From<Row> for Settings {
    fn from(row: Row) -> Self {
        let choice = |(kind, channel): (String, String)| {
            Some((NotificationKind::from_code(&kind)?, Channel::from_code(&channel)?))
        };
        Self {
            account: AccountId(row.account_id),
            channels: row.channels.0.into_iter().filter_map(choice).collect(),
            rhythm: Rhythm::from_code(&row.rhythm).expect("a CHECK holds the column to the codes"),
            is_quiet_on_free_days: row.is_quiet_on_free_days,
            due_soon_days: row.due_soon_days,
            version: row.version,
        }
    }
}
