//! Turns at having files examined: one file a person at a time, some of all people, so that neither a pile of one nor
//! an antivirus that does not answer keeps everybody else from working.

use calitas_domain::{
    Error, Reason,
    id::{AccountId, UploadId},
};
use std::{
    collections::HashMap,
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};
use tokio::{
    sync::{Semaphore, SemaphorePermit},
    time::timeout,
};

/// Files in hand in one server: each takes its size on the disk of this machine.
const IN_HAND: usize = 8;
/// Files unpacked and hashed at once: each takes a core.
const AT_WORK: usize = 2;
/// How long a file waits for others.
const PATIENCE: Duration = Duration::from_secs(20);
/// When to ask again.
const RETRY_SECS: u64 = 5;

/// The turns of one process.
#[derive(Debug)]
pub(crate) struct Turns {
    people: Arc<Mutex<HashMap<AccountId, UploadId>>>,
    in_hand: Semaphore,
    at_work: Semaphore,
}

/// One turn, over when dropped.
#[derive(Debug)]
pub(super) struct Turn<'a> {
    _place: Place,
    _hand: SemaphorePermit<'a>,
}

/// What one person has in hand.
#[derive(Debug)]
struct Place {
    people: Arc<Mutex<HashMap<AccountId, UploadId>>>,
    account: AccountId,
}

impl Default for Turns {
    fn default() -> Self {
        Self { people: Arc::default(), in_hand: Semaphore::new(IN_HAND), at_work: Semaphore::new(AT_WORK) }
    }
}

impl Turns {
    /// A turn for a person's file.
    ///
    /// # Errors
    /// `UploadBeingChecked` when this file has its turn already; [`Error::RateLimited`] while another of the same
    /// person has, and when too many others wait.
    pub(super) async fn take(&self, account: AccountId, upload: UploadId) -> Result<Turn<'_>, Error> {
        let place = self.place(account, upload)?;
        let hand = timeout(PATIENCE, self.in_hand.acquire()).await;
        let hand = hand.map_err(|_| busy())?.map_err(|error| Error::Internal(Box::new(error)))?;
        Ok(Turn { _place: place, _hand: hand })
    }

    /// A core, for as long as a content is looked through.
    pub(crate) async fn work(&self) -> Result<SemaphorePermit<'_>, Error> {
        self.at_work.acquire().await.map_err(|error| Error::Internal(Box::new(error)))
    }

    fn place(&self, account: AccountId, upload: UploadId) -> Result<Place, Error> {
        let mut people = self.people.lock().unwrap_or_else(PoisonError::into_inner);
        match people.get(&account) {
            Some(known) if *known == upload => return Err(Error::conflict(Reason::UploadBeingChecked)),
            Some(_) => return Err(busy()),
            None => people.insert(account, upload),
        };
        Ok(Place { people: Arc::clone(&self.people), account })
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        self.people.lock().unwrap_or_else(PoisonError::into_inner).remove(&self.account);
    }
}

fn busy() -> Error {
    Error::RateLimited { retry_after_secs: RETRY_SECS }
}

#[cfg(test)]
mod tests {
    use super::*;
    use calitas_domain::id::TenantId;
    use uuid::Uuid;

    fn upload(row: u128) -> UploadId {
        UploadId::new(TenantId(Uuid::nil()), Uuid::from_u128(row))
    }

    #[tokio::test(start_paused = true)]
    async fn a_person_has_one_file_in_hand_and_all_people_some() {
        let turns = Turns::default();
        let person = |number: u128| AccountId(Uuid::from_u128(number));
        let first = turns.take(person(0), upload(1)).await.unwrap();
        assert!(matches!(turns.take(person(0), upload(1)).await, Err(Error::Conflict(_))));
        assert!(matches!(turns.take(person(0), upload(2)).await, Err(Error::RateLimited { .. })));
        let mut others = Vec::new();
        for number in 1..IN_HAND as u128 {
            others.push(turns.take(person(number), upload(number + 10)).await.unwrap());
        }
        assert!(matches!(turns.take(person(99), upload(99)).await, Err(Error::RateLimited { .. })));
        drop(first);
        turns.take(person(99), upload(99)).await.expect("who gave up waiting has left no trace");
        turns.take(person(0), upload(2)).await.unwrap();
    }
}
