//! The stream of journal entries of each institution, fanned out in memory to whoever watches a part of it.

use crate::ctx::Ctx;
use calitas_domain::{Error, id::TenantId, journal::Entry};
use calitas_store::{
    Scope, Store, journal,
    stream::{self, Hint},
};
use futures_util::stream::{BoxStream, StreamExt};
use std::{
    any::{Any, TypeId},
    collections::HashMap,
    future::Future,
    sync::{Arc, Mutex},
    time::Duration,
};
use tokio::sync::{
    OnceCell,
    broadcast::{self, error::RecvError},
};
use uuid::Uuid;

/// Entries kept for a slow watcher; who falls behind further reads everything again.
const BUFFER: usize = 1024;
/// Entries replayed to somebody who comes back; after a longer absence everything is read again.
const REPLAY: i64 = 500;
const BATCH: i64 = 500;

/// What a watcher hears.
#[derive(Debug, Clone)]
pub enum Signal {
    /// Something happened.
    Entry(Arc<Heard>),
    /// Too much happened to tell: read everything again and go on from this position.
    Refetch(i64),
}

/// An entry as it is fanned out, with what its hearers want to know of it found out once for all of them.
#[derive(Debug)]
pub struct Heard {
    /// What happened.
    pub entry: Entry,
    /// Everybody who has to do with its subject.
    pub(crate) involved: OnceCell<Vec<Uuid>>,
    /// What was read for it, by type.
    read: Mutex<HashMap<TypeId, Arc<dyn Any + Send + Sync>>>,
}

impl Heard {
    fn new(entry: Entry) -> Arc<Self> {
        Arc::new(Self { entry, involved: OnceCell::new(), read: Mutex::default() })
    }

    /// Reads what belongs to the entry and is the same for everybody who asks: the first reads for all of them, after
    /// the entry was written. Who may have it is for the caller to know.
    pub(crate) async fn once<T: Clone + Send + Sync + 'static>(
        &self,
        read: impl Future<Output = Result<T, Error>>,
    ) -> Result<T, Error> {
        let cell = {
            let mut cells = self.read.lock().expect("nothing panics between these lines");
            let cell = cells.entry(TypeId::of::<T>()).or_insert_with(|| Arc::new(OnceCell::<T>::new()));
            Arc::clone(cell).downcast::<OnceCell<T>>().expect("cells are made under their own type")
        };
        Ok(cell.get_or_try_init(|| read).await?.clone())
    }
}

#[derive(Debug)]
pub(crate) struct Hub {
    store: Store,
    watched: Mutex<HashMap<TenantId, Watched>>,
}

#[derive(Debug)]
struct Watched {
    /// Last entry that was fanned out.
    position: i64,
    sender: broadcast::Sender<Arc<Heard>>,
}

impl Hub {
    pub(crate) fn new(store: Store) -> Self {
        Self { store, watched: Mutex::default() }
    }

    /// Fans out what happens, until dropped: at once when told, and by looking every second in case nobody told.
    pub(crate) async fn run(&self) {
        let mut hints = self.store.wake().listen();
        let mut tick = tokio::time::interval(Duration::from_secs(1));
        loop {
            let looked = tokio::select! {
                _ = tick.tick() => self.look().await,
                hint = hints.recv() => match hint {
                    Ok(Hint::Entries(tenant)) => self.catch_up(tenant).await,
                    Ok(Hint::Signal(_)) => Ok(()),
                    Ok(Hint::Gap) | Err(RecvError::Lagged(_)) => self.look().await,
                    Err(RecvError::Closed) => return,
                },
            };
            if let Err(error) = looked {
                tracing::warn!(%error, "stream.read failed; trying again");
                tokio::time::sleep(Duration::from_millis(500)).await;
            }
        }
    }

    async fn look(&self) -> Result<(), Error> {
        let tenants: Vec<TenantId> = {
            let mut watched = self.watched.lock().expect("the hub does not panic");
            watched.retain(|_, tenant| tenant.sender.receiver_count() > 0);
            watched.keys().copied().collect()
        };
        if tenants.is_empty() {
            return Ok(());
        }
        let mut read = self.store.read(&Scope::system_of(tenants.clone())).await?;
        let heads = stream::positions(&mut read, &tenants).await?;
        drop(read);
        for (tenant, position) in heads {
            if self.position(tenant).is_some_and(|seen| seen < position) {
                self.catch_up(tenant).await?;
            }
        }
        Ok(())
    }

    async fn catch_up(&self, tenant: TenantId) -> Result<(), Error> {
        while let Some(position) = self.position(tenant) {
            let mut read = self.store.read(&Scope::system(tenant)).await?;
            let entries = journal::after(&mut read, tenant, position, BATCH).await?;
            drop(read);
            let full = entries.len() >= usize::try_from(BATCH).unwrap_or(usize::MAX);
            let mut watched = self.watched.lock().expect("the hub does not panic");
            let Some(tenant) = watched.get_mut(&tenant) else { return Ok(()) };
            for stored in entries {
                if stored.entry.position > tenant.position {
                    tenant.position = stored.entry.position;
                    let _nobody_watches = tenant.sender.send(Heard::new(stored.entry));
                }
            }
            if !full {
                return Ok(());
            }
        }
        Ok(())
    }

    fn position(&self, tenant: TenantId) -> Option<i64> {
        self.watched.lock().expect("the hub does not panic").get(&tenant).map(|tenant| tenant.position)
    }

    /// Starts hearing an institution. What is heard begins at or before the returned position.
    pub(crate) async fn watch(
        &self,
        tenant: TenantId,
    ) -> Result<(broadcast::Receiver<Arc<Heard>>, i64), Error> {
        let mut read = self.store.read(&Scope::system(tenant)).await?;
        let head = journal::head(&mut read, tenant).await?.map_or(0, |(position, _)| position);
        let mut watched = self.watched.lock().expect("the hub does not panic");
        let tenant = watched.entry(tenant).or_insert_with(|| {
            let (sender, _) = broadcast::channel(BUFFER);
            Watched { position: head, sender }
        });
        Ok((tenant.sender.subscribe(), head))
    }
}

/// Position of an institution's last entry: what a client that has just read goes on from.
///
/// # Errors
/// When the database does not answer.
pub async fn position(ctx: &Ctx, tenant: TenantId) -> Result<i64, Error> {
    ctx.access(tenant)?;
    Ok(journal::head(&mut *ctx.open().await?, tenant).await?.map_or(0, |(position, _)| position))
}

/// What happens to a topic after a position (or from now on), each entry once and in order, as long as it is polled.
/// Whether the caller may see an entry is for the use case to ask, before each one.
///
/// # Errors
/// [`Error::NotFound`] without a place in the institution; when the database does not answer.
pub async fn entries(
    ctx: &Ctx,
    tenant: TenantId,
    topic: Uuid,
    after: Option<i64>,
) -> Result<BoxStream<'static, Signal>, Error> {
    ctx.access(tenant)?;
    // First hear, then read what was before: nothing falls between.
    let (heard, head) = ctx.app().hub().watch(tenant).await?;
    let from = after.unwrap_or(head);
    let mut read = ctx.app().store().read(&Scope::system(tenant)).await?;
    let missed = journal::of_topic_after(&mut read, tenant, topic, from, REPLAY + 1).await?;
    drop(read);
    let too_much = missed.len() > usize::try_from(REPLAY).unwrap_or(usize::MAX) || from > head;
    let mut seen = from.min(head);
    let mut first = Vec::new();
    if too_much {
        first.push(Signal::Refetch(head));
        seen = head;
    } else {
        for entry in missed {
            seen = entry.position;
            first.push(Signal::Entry(Heard::new(entry)));
        }
    }
    let live = futures_util::stream::unfold((heard, seen), move |(mut heard, mut seen)| async move {
        loop {
            match heard.recv().await {
                Ok(one) if one.entry.topic == topic && one.entry.position > seen => {
                    seen = one.entry.position;
                    return Some((Signal::Entry(one), (heard, seen)));
                }
                Ok(_) => {}
                Err(RecvError::Lagged(_)) => return Some((Signal::Refetch(seen), (heard, seen))),
                Err(RecvError::Closed) => return None,
            }
        }
    });
    Ok(futures_util::stream::iter(first).chain(live).boxed())
}
