//! Who waits for new journal entries, and how servers tell each other that there are some.
//!
//! NOTIFY is only a hint and never sent inside a transaction (it takes a lock of the whole cluster there): a server
//! wakes itself at once, the others by NOTIFY, and everybody also polls the stream heads.

use crate::{Conn, Result};
use calitas_domain::id::TenantId;
use sqlx::{PgPool, postgres::PgListener};
use std::collections::BTreeSet;
use tokio::sync::{broadcast, mpsc};
use uuid::Uuid;

/// A hint that crossed servers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Hint {
    /// An institution has new entries.
    Entries(TenantId),
    /// Something short-lived (presence) for whoever knows its form.
    Signal(String),
    /// Hints may have been missed: look at everything.
    Gap,
}

const CHANNEL: &str = "calitas";

/// Tells this server and the others.
#[derive(Debug, Clone)]
pub struct Wake {
    local: broadcast::Sender<Hint>,
    remote: mpsc::UnboundedSender<Hint>,
}

impl Wake {
    pub(crate) fn new(pool: PgPool) -> Self {
        let (local, _) = broadcast::channel(1024);
        let (remote, mut hints) = mpsc::unbounded_channel();
        tokio::spawn(async move {
            let mut batch = Vec::new();
            while hints.recv_many(&mut batch, 256).await > 0 {
                let texts: BTreeSet<String> = batch.drain(..).filter_map(|hint| to_text(&hint)).collect();
                let texts: Vec<String> = texts.into_iter().collect();
                let sent = sqlx::query("SELECT pg_notify($1, text) FROM unnest($2::text[]) AS text")
                    .bind(CHANNEL)
                    .bind(&texts)
                    .execute(&pool)
                    .await;
                if let Err(error) = sent {
                    // The others find the entries when they poll.
                    tracing::debug!(%error, "stream.notify failed");
                }
            }
        });
        Self { local, remote }
    }

    /// Says that an institution has new entries.
    pub fn tell(&self, tenant: TenantId) {
        self.send(Hint::Entries(tenant));
    }

    /// Sends something short-lived to every server, this one included.
    pub fn signal(&self, text: String) {
        self.send(Hint::Signal(text));
    }

    /// Hints from now on, of this and the other servers. An own hint may come twice.
    pub fn listen(&self) -> broadcast::Receiver<Hint> {
        self.local.subscribe()
    }

    /// Passes on the hints of other servers until the address stops answering for good. Run once per server.
    ///
    /// # Errors
    /// When the listener cannot be set up.
    pub async fn relay(&self, address: &str) -> Result<()> {
        let mut listener = PgListener::connect(address).await?;
        listener.listen(CHANNEL).await?;
        loop {
            // After a lost connection the listener reconnects and says so by `None`.
            let hint = listener.try_recv().await?.map_or(Some(Hint::Gap), |note| from_text(note.payload()));
            if let Some(hint) = hint {
                let _nobody_listens = self.local.send(hint);
            }
        }
    }

    fn send(&self, hint: Hint) {
        let _nobody_listens = self.local.send(hint.clone());
        let _closing_down = self.remote.send(hint);
    }
}

/// Last positions of institutions.
///
/// # Errors
/// When the database fails.
pub async fn positions(conn: &mut Conn, tenants: &[TenantId]) -> Result<Vec<(TenantId, i64)>> {
    let ids: Vec<Uuid> = tenants.iter().map(|tenant| tenant.0).collect();
    let rows = sqlx::query!("SELECT tenant_id, position FROM stream_head WHERE tenant_id = ANY($1)", &ids)
        .fetch_all(conn.raw())
        .await?;
    Ok(rows.into_iter().map(|row| (TenantId(row.tenant_id), row.position)).collect())
}

fn to_text(hint: &Hint) -> Option<String> {
    match hint {
        Hint::Entries(tenant) => Some(format!("e{}", tenant.0)),
        Hint::Signal(text) => Some(format!("s{text}")),
        Hint::Gap => None,
    }
}

fn from_text(text: &str) -> Option<Hint> {
    match text.split_at_checked(1)? {
        ("e", id) => Some(Hint::Entries(TenantId(id.parse().ok()?))),
        ("s", signal) => Some(Hint::Signal(signal.to_owned())),
        _ => None,
    }
}
