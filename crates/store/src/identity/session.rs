//! Signed-in devices.

use crate::{IdentityTx, Result};
use calitas_domain::{
    id::{AccountId, SessionId},
    identity::Session,
};
use chrono::{DateTime, Utc};
use std::collections::HashMap;
use uuid::Uuid;

/// Begins a session.
///
/// # Errors
/// When the database fails.
pub async fn create(tx: &mut IdentityTx, session: &Session) -> Result<()> {
    sqlx::query!(
        "INSERT INTO session (id, account_id, created_at, last_seen_at, device, generation, rotated_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7)",
        session.id.0,
        session.account.0,
        session.created_at,
        session.last_seen_at,
        session.device,
        session.generation,
        session.rotated_at,
    )
    .execute(tx.raw())
    .await?;
    Ok(())
}

/// A session, locked for changing.
///
/// # Errors
/// When the database fails.
pub async fn lock(tx: &mut IdentityTx, id: SessionId) -> Result<Option<Session>> {
    let row = sqlx::query_as!(
        Row,
        "SELECT id, account_id, created_at, last_seen_at, device, generation, rotated_at, revoked_at
         FROM session WHERE id = $1 FOR UPDATE",
        id.0,
    )
    .fetch_optional(tx.raw())
    .await?;
    Ok(row.map(Session::from))
}

/// A session.
///
/// # Errors
/// When the database fails.
pub async fn find(tx: &mut IdentityTx, id: SessionId) -> Result<Option<Session>> {
    let row = sqlx::query_as!(
        Row,
        "SELECT id, account_id, created_at, last_seen_at, device, generation, rotated_at, revoked_at
         FROM session WHERE id = $1",
        id.0,
    )
    .fetch_optional(tx.raw())
    .await?;
    Ok(row.map(Session::from))
}

/// The sessions of an account that were not ended, the last used first.
///
/// # Errors
/// When the database fails.
pub async fn of_account(tx: &mut IdentityTx, account: AccountId) -> Result<Vec<Session>> {
    let rows = sqlx::query_as!(
        Row,
        "SELECT id, account_id, created_at, last_seen_at, device, generation, rotated_at, revoked_at
         FROM session WHERE account_id = $1 AND revoked_at IS NULL ORDER BY last_seen_at DESC LIMIT 100",
        account.0,
    )
    .fetch_all(tx.raw())
    .await?;
    Ok(rows.into_iter().map(Session::from).collect())
}

/// Stores the token that is now in use.
///
/// # Errors
/// When the database fails.
pub async fn rotate(tx: &mut IdentityTx, id: SessionId, generation: i32, now: DateTime<Utc>) -> Result<()> {
    sqlx::query!(
        "UPDATE session SET generation = $2, rotated_at = $3, last_seen_at = $3 WHERE id = $1",
        id.0,
        generation,
        now,
    )
    .execute(tx.raw())
    .await?;
    Ok(())
}

/// Ends one session of an account.
///
/// # Errors
/// When the database fails.
pub async fn revoke(
    tx: &mut IdentityTx,
    account: AccountId,
    id: SessionId,
    now: DateTime<Utc>,
) -> Result<bool> {
    let ended = sqlx::query!(
        "UPDATE session SET revoked_at = $3 WHERE account_id = $1 AND id = $2 AND revoked_at IS NULL",
        account.0,
        id.0,
        now,
    )
    .execute(tx.raw())
    .await?;
    Ok(ended.rows_affected() == 1)
}

/// Ends all sessions of an account, but for one that may stay.
///
/// # Errors
/// When the database fails.
pub async fn revoke_all(
    tx: &mut IdentityTx,
    account: AccountId,
    but: Option<SessionId>,
    now: DateTime<Utc>,
) -> Result<()> {
    sqlx::query!(
        "UPDATE session SET revoked_at = $3
         WHERE account_id = $1 AND ($2::uuid IS NULL OR id <> $2) AND revoked_at IS NULL",
        account.0,
        but.map(|session| session.0),
        now,
    )
    .execute(tx.raw())
    .await?;
    Ok(())
}

/// Marks of sessions: whatever decides on what somebody may do (the session, the account, its places and roles, units,
/// institutions) has been written since, if the mark is another. Sessions that are not there have none.
///
/// A mark holds, for each table, how many rows count and the last transaction that wrote one: rows that come, change or
/// go show in it, at the cost of one statement for any number of sessions.
///
/// # Errors
/// When the database fails.
pub async fn marks(tx: &mut IdentityTx, ids: &[SessionId]) -> Result<HashMap<SessionId, String>> {
    let ids: Vec<Uuid> = ids.iter().map(|id| id.0).collect();
    let rows = sqlx::query!(
        r#"WITH asked AS MATERIALIZED (
             SELECT session.id, session.account_id, session.xmin::text AS mark FROM session
             WHERE session.id = ANY((SELECT $1::uuid[])::uuid[])
           ), place AS MATERIALIZED (
             SELECT membership.account_id, membership.tenant_id, membership.id, membership.xmin::text::bigint AS mark
             FROM membership WHERE membership.account_id IN (SELECT account_id FROM asked)
           ), held AS (
             SELECT place.account_id,
               concat(count(*), '.', max(given.xmin::text::bigint), '.', max(custom_role.xmin::text::bigint)) AS mark
             FROM place
             JOIN membership_role AS given ON given.tenant_id = place.tenant_id AND given.membership_id = place.id
             LEFT JOIN custom_role
               ON custom_role.tenant_id = given.tenant_id AND custom_role.id = given.custom_role_id
             GROUP BY place.account_id
           ), object AS (
             SELECT place.account_id, concat(count(*), '.', max(granted.xmin::text::bigint)) AS mark
             FROM place
             JOIN membership_object AS granted
               ON granted.tenant_id = place.tenant_id AND granted.membership_id = place.id
             GROUP BY place.account_id
           ), compartment AS (
             SELECT unit.tenant_id, count(*) AS many, max(unit.xmin::text::bigint) AS mark
             FROM unit WHERE unit.tenant_id IN (SELECT tenant_id FROM place) GROUP BY unit.tenant_id
           ), town AS (
             SELECT tenant.municipality_id, count(*) AS many, max(tenant.xmin::text::bigint) AS mark
             FROM tenant
             WHERE tenant.municipality_id IN
               (SELECT municipality_id FROM tenant WHERE id IN (SELECT tenant_id FROM place))
             GROUP BY tenant.municipality_id
           ), factor AS (
             SELECT second_factor.account_id, concat(count(*), '.', max(second_factor.xmin::text::bigint)) AS mark
             FROM second_factor WHERE second_factor.account_id IN (SELECT account_id FROM asked)
             GROUP BY second_factor.account_id
           ), house AS (
             SELECT place.account_id, concat(count(*), '.', max(place.mark), '.', sum(compartment.many), '.',
               max(compartment.mark), '.', sum(town.many), '.', max(town.mark)) AS mark
             FROM place
             JOIN tenant ON tenant.id = place.tenant_id
             JOIN town ON town.municipality_id = tenant.municipality_id
             LEFT JOIN compartment ON compartment.tenant_id = place.tenant_id
             GROUP BY place.account_id
           )
           SELECT asked.id AS "id!", concat_ws(' ', asked.mark, account.xmin::text, factor.mark, house.mark,
             held.mark, object.mark) AS "mark!"
           FROM asked
           JOIN account ON account.id = asked.account_id
           LEFT JOIN factor ON factor.account_id = asked.account_id
           LEFT JOIN house ON house.account_id = asked.account_id
           LEFT JOIN held ON held.account_id = asked.account_id
           LEFT JOIN object ON object.account_id = asked.account_id"#,
        &ids,
    )
    .fetch_all(tx.raw())
    .await?;
    Ok(rows.into_iter().map(|row| (SessionId(row.id), row.mark)).collect())
}

struct Row {
    id: Uuid,
    account_id: Uuid,
    created_at: DateTime<Utc>,
    last_seen_at: DateTime<Utc>,
    device: String,
    generation: i32,
    rotated_at: DateTime<Utc>,
    revoked_at: Option<DateTime<Utc>>,
}

impl From<Row> for Session {
    fn from(row: Row) -> Self {
        Self {
            id: SessionId(row.id),
            account: AccountId(row.account_id),
            created_at: row.created_at,
            last_seen_at: row.last_seen_at,
            device: row.device,
            generation: row.generation,
            rotated_at: row.rotated_at,
            revoked_at: row.revoked_at,
        }
    }
}
