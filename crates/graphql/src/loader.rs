//! Loading the objects of one level together, without a timer and without another task.
//!
//! The first field that asks yields once, while the other fields of its level ask too, and then loads for all of
//! them inside the request. The library's loader waits a millisecond per level or hands the batch to another task.
//! Loaders live as long as a request: a longer life would show one person's rows to another.

use crate::error::Shared;
use async_graphql::Context;
use calitas_app::Ctx;
use calitas_domain::Error;
use std::{
    any::{Any, TypeId},
    collections::HashMap,
    future::{Future, poll_fn},
    hash::Hash,
    sync::{Arc, Mutex},
    task::Poll,
};
use tokio::sync::oneshot;

/// Something that is loaded by key, many keys at once.
pub trait Loadable: Clone + Send + Sync + 'static {
    /// What names it.
    type Key: Clone + Eq + Hash + Send + Sync + 'static;

    /// Loads what is there for the keys; a key without an answer is absent.
    fn load(
        ctx: &Ctx,
        keys: &[Self::Key],
    ) -> impl Future<Output = Result<Vec<(Self::Key, Self)>, Error>> + Send;
}

/// Rows of many keys, by key.
pub fn grouped<K: Hash + Eq, V, T>(
    rows: impl IntoIterator<Item = (K, V)>,
    wrap: impl Fn(Vec<V>) -> T,
) -> Vec<(K, T)> {
    let mut groups: HashMap<K, Vec<V>> = HashMap::new();
    for (key, value) in rows {
        groups.entry(key).or_default().push(value);
    }
    groups.into_iter().map(|(key, values)| (key, wrap(values))).collect()
}

/// Defines something that is loaded by key and has no life of its own in the schema.
macro_rules! loaded {
    ($($(#[$doc:meta])* $name:ident($inner:ty) by $key:ty => |$ctx:ident, $keys:ident| $load:expr;)*) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone)]
        pub struct $name(pub $inner);

        impl $crate::loader::Loadable for $name {
            type Key = $key;

            async fn load($ctx: &calitas_app::Ctx, $keys: &[$key]) -> Result<Vec<($key, Self)>, calitas_domain::Error> {
                Ok($load)
            }
        }
    )*};
}
pub(crate) use loaded;

/// The loaders of one request.
#[derive(Default)]
pub struct Loaders(Mutex<HashMap<TypeId, Arc<dyn Any + Send + Sync>>>);

struct Batch<T: Loadable>(Mutex<State<T>>);

/// A field that waits for the batch it asked in.
type Waiter<T> = oneshot::Sender<Result<Option<T>, Shared>>;

struct State<T: Loadable> {
    loaded: HashMap<T::Key, Option<T>>,
    asked: Vec<T::Key>,
    waiting: Vec<(T::Key, Waiter<T>)>,
}

/// Loads one thing by key, together with whatever else its level asks for.
///
/// # Errors
/// The error of the whole batch.
pub async fn load<T: Loadable>(ctx: &Context<'_>, key: T::Key) -> Result<Option<T>, Shared> {
    let caller = ctx.data_unchecked::<Arc<Ctx>>();
    let batch = ctx.data_unchecked::<Loaders>().batch::<T>();
    batch.load(caller, key).await
}

/// Tells what is there for a key, found in another way than by loading.
pub fn know<T: Loadable>(ctx: &Context<'_>, key: T::Key, found: Option<T>) {
    let batch = ctx.data_unchecked::<Loaders>().batch::<T>();
    batch.0.lock().expect("loaders do not panic").loaded.insert(key, found);
}

/// The same for many keys with something there each.
pub fn know_all<T: Loadable>(ctx: &Context<'_>, found: impl Iterator<Item = (T::Key, T)>) {
    let batch = ctx.data_unchecked::<Loaders>().batch::<T>();
    let mut state = batch.0.lock().expect("loaders do not panic");
    state.loaded.extend(found.map(|(key, value)| (key, Some(value))));
}

impl Loaders {
    fn batch<T: Loadable>(&self) -> Arc<Batch<T>> {
        let mut batches = self.0.lock().expect("loaders do not panic");
        let batch = batches.entry(TypeId::of::<T>()).or_insert_with(|| Arc::new(Batch::<T>::default()));
        Arc::clone(batch).downcast().expect("entries are made under their own type")
    }
}

impl<T: Loadable> Default for Batch<T> {
    fn default() -> Self {
        Self(Mutex::new(State { loaded: HashMap::new(), asked: Vec::new(), waiting: Vec::new() }))
    }
}

impl<T: Loadable> Batch<T> {
    async fn load(&self, caller: &Ctx, key: T::Key) -> Result<Option<T>, Shared> {
        let (leads, answer) = {
            let mut state = self.0.lock().expect("loaders do not panic");
            if let Some(known) = state.loaded.get(&key) {
                return Ok(known.clone());
            }
            let leads = state.asked.is_empty();
            if !state.asked.contains(&key) {
                state.asked.push(key.clone());
            }
            let (sender, receiver) = oneshot::channel();
            state.waiting.push((key, sender));
            (leads, receiver)
        };
        if leads {
            yield_once().await;
            // Kept apart from the field: every field of an object has room for the largest of them.
            Box::pin(self.run(caller)).await;
        }
        answer.await.unwrap_or_else(|_| Err(Shared(Arc::new(Error::Internal("a batch was given up".into())))))
    }

    async fn run(&self, caller: &Ctx) {
        let (asked, waiting) = {
            let mut state = self.0.lock().expect("loaders do not panic");
            (std::mem::take(&mut state.asked), std::mem::take(&mut state.waiting))
        };
        match T::load(caller, &asked).await {
            Ok(found) => {
                let found: HashMap<_, _> = found.into_iter().collect();
                let mut state = self.0.lock().expect("loaders do not panic");
                for (key, sender) in waiting {
                    let _asker_left = sender.send(Ok(found.get(&key).cloned()));
                }
                state.loaded.extend(asked.into_iter().map(|key| (key.clone(), found.get(&key).cloned())));
            }
            Err(error) => {
                let error = Shared(Arc::new(error));
                for (_, sender) in waiting {
                    let _asker_left = sender.send(Err(error.clone()));
                }
            }
        }
    }
}

async fn yield_once() {
    let mut yielded = false;
    poll_fn(|cx| {
        if yielded {
            return Poll::Ready(());
        }
        yielded = true;
        cx.waker().wake_by_ref();
        Poll::Pending
    })
    .await;
}
