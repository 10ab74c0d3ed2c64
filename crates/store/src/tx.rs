//! Transactions. Nobody outside this crate can see through them to the connection.

use crate::{Result, journal, plan::rollup, stream::Wake};
use calitas_domain::{
    Event,
    id::{AccountId, TenantId},
    journal::Actor,
};
use chrono::{DateTime, Utc};
use sqlx::{PgConnection, Postgres, Transaction};
use std::{
    collections::BTreeSet,
    ops::{Deref, DerefMut},
};
use tracing::Span;
use uuid::Uuid;

/// What a query runs on, and the span of a trace that lasts as long.
#[derive(Debug)]
pub struct Conn(
    pub(crate) Transaction<'static, Postgres>,
    #[expect(dead_code, reason = "a span ends when it is dropped")] pub(crate) Span,
);

impl Conn {
    pub(crate) fn raw(&mut self) -> &mut PgConnection {
        &mut self.0
    }
}

/// A transaction that only reads. Dropping it gives the connection back.
#[derive(Debug)]
pub struct ReadTx(pub(crate) Conn);

/// A transaction that writes in one institution. It ends only by [`WriteTx::commit`]; dropped, it leaves nothing.
#[derive(Debug)]
pub struct WriteTx {
    conn: Conn,
    tenant: TenantId,
    actor: Actor,
    now: DateTime<Utc>,
    wake: Wake,
    others: Vec<TenantId>,
    /// What was journaled, by topic.
    topics: BTreeSet<Uuid>,
}

/// A transaction over accounts and sessions.
#[derive(Debug)]
pub struct IdentityTx(pub(crate) Conn);

/// What an idempotency key says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Once {
    /// The first try: go on.
    First,
    /// The same request was carried out before and made this.
    Done(Uuid),
    /// The key was used for something else.
    Other,
}

impl WriteTx {
    pub(crate) fn new(conn: Conn, tenant: TenantId, actor: Actor, now: DateTime<Utc>, wake: Wake) -> Self {
        Self { conn, tenant, actor, now, wake, others: Vec::new(), topics: BTreeSet::new() }
    }

    /// The institution written in.
    pub fn tenant(&self) -> TenantId {
        self.tenant
    }

    /// When the write happens.
    pub fn now(&self) -> DateTime<Utc> {
        self.now
    }

    /// Claims an idempotency key for what is about to be made. A second request with the key waits for the first.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn once(
        &mut self,
        account: AccountId,
        key: &str,
        fingerprint: &[u8],
        subject: Uuid,
    ) -> Result<Once> {
        let claimed = sqlx::query!(
            "INSERT INTO idempotency (tenant_id, account_id, key, fingerprint, subject_id, created_at)
             VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (tenant_id, account_id, key) DO NOTHING",
            self.tenant.0,
            account.0,
            key,
            fingerprint,
            subject,
            self.now,
        )
        .execute(self.conn.raw())
        .await?;
        if claimed.rows_affected() == 1 {
            return Ok(Once::First);
        }
        let earlier = sqlx::query!(
            "SELECT fingerprint, subject_id FROM idempotency WHERE tenant_id = $1 AND account_id = $2 AND key = $3",
            self.tenant.0,
            account.0,
            key,
        )
        .fetch_one(self.conn.raw())
        .await?;
        Ok(if earlier.fingerprint == fingerprint { Once::Done(earlier.subject_id) } else { Once::Other })
    }

    /// Marks a place to come back to: one of several things is about to be done, and may turn out to be refused.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn mark(&mut self) -> Result<()> {
        sqlx::query("SAVEPOINT one_of_several").execute(self.conn.raw()).await?;
        Ok(())
    }

    /// Keeps what was done since the mark.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn keep(&mut self) -> Result<()> {
        sqlx::query("RELEASE SAVEPOINT one_of_several").execute(self.conn.raw()).await?;
        Ok(())
    }

    /// Undoes what was done since the mark; the write goes on.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn undo(&mut self) -> Result<()> {
        sqlx::query("ROLLBACK TO SAVEPOINT one_of_several").execute(self.conn.raw()).await?;
        self.keep().await
    }

    /// Goes on as somebody at some time: for taking over a past, as the demonstration does.
    pub fn as_of(&mut self, actor: Actor, now: DateTime<Utc>) {
        self.actor = actor;
        self.now = now;
    }

    /// Journals one of many acts of a past that is taken over at once; the last one is journaled by the commit. It
    /// holds the end of the institution's journal until then, so it is nothing for everyday writes.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn record(&mut self, event: &Event) -> Result<()> {
        journal::append(&mut self.conn, self.tenant, self.actor, self.now, event).await?;
        self.topics.insert(event.topic);
        Ok(())
    }

    /// Journals what the act means for another institution of the municipality, in its own journal. Call it right
    /// before the commit: like that the ends of journals are always taken in one order, the city hall's last.
    ///
    /// # Errors
    /// When the database fails, or the institution is not in scope.
    pub async fn record_in(&mut self, tenant: TenantId, event: &Event) -> Result<()> {
        self.others.push(tenant);
        // The actor is a member of the city hall, and unknown in the other institution.
        journal::append(&mut self.conn, tenant, Actor::System, self.now, event).await
    }

    /// Makes the changes lasting together with the journal entry of what happened, and wakes who waits for it.
    ///
    /// # Errors
    /// When the database fails; then nothing was changed.
    pub async fn commit(self, event: Event) -> Result<()> {
        self.commit_all(vec![event]).await
    }

    /// As [`WriteTx::commit`], for one act on several things: an entry each, in this order.
    ///
    /// # Errors
    /// When the database fails; then nothing was changed.
    pub async fn commit_all(mut self, events: Vec<Event>) -> Result<()> {
        for event in &events {
            self.record(event).await?;
        }
        if !self.topics.is_empty() {
            let topics: Vec<Uuid> = self.topics.iter().copied().collect();
            rollup::forget(&mut self.conn, self.tenant, &topics).await?;
        }
        self.conn.0.commit().await?;
        if !events.is_empty() {
            self.wake.tell(self.tenant);
        }
        for other in self.others {
            self.wake.tell(other);
        }
        Ok(())
    }

    /// Makes lasting what the journal does not tell of: rows that follow from it and could be made again, and what a
    /// person has read. Everything else is committed with its event.
    ///
    /// # Errors
    /// When the database fails; then nothing was changed.
    pub async fn commit_unjournaled(self) -> Result<()> {
        Ok(self.conn.0.commit().await?)
    }
}

impl IdentityTx {
    /// Makes the changes lasting.
    ///
    /// # Errors
    /// When the database fails; then nothing was changed.
    pub async fn commit(self) -> Result<()> {
        Ok(self.0.0.commit().await?)
    }
}

impl Deref for ReadTx {
    type Target = Conn;

    fn deref(&self) -> &Conn {
        &self.0
    }
}

impl DerefMut for ReadTx {
    fn deref_mut(&mut self) -> &mut Conn {
        &mut self.0
    }
}

impl Deref for WriteTx {
    type Target = Conn;

    fn deref(&self) -> &Conn {
        &self.conn
    }
}

impl DerefMut for WriteTx {
    fn deref_mut(&mut self) -> &mut Conn {
        &mut self.conn
    }
}

impl Deref for IdentityTx {
    type Target = Conn;

    fn deref(&self) -> &Conn {
        &self.0
    }
}

impl DerefMut for IdentityTx {
    fn deref_mut(&mut self) -> &mut Conn {
        &mut self.0
    }
}
