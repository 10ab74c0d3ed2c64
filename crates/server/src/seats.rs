//! Counts the live connections of each account, so that one person cannot hold the server's memory.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, PoisonError},
};
use uuid::Uuid;

/// Most sockets and event streams of one account.
pub const SEATS_PER_ACCOUNT: u32 = 20;

/// The seats of one process.
#[derive(Debug, Clone, Default)]
pub struct Seats(Arc<Mutex<HashMap<Uuid, u32>>>);

/// One taken seat, given back when dropped.
#[derive(Debug)]
pub struct Seat {
    seats: Seats,
    account_id: Uuid,
}

impl Seats {
    /// A seat for the account, unless all of its seats are taken.
    pub fn take(&self, account_id: Uuid) -> Option<Seat> {
        let mut taken = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let count = taken.entry(account_id).or_default();
        if *count >= SEATS_PER_ACCOUNT {
            return None;
        }
        *count += 1;
        Some(Seat { seats: self.clone(), account_id })
    }
}

impl Drop for Seat {
    fn drop(&mut self) {
        let mut taken = self.seats.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(count) = taken.get_mut(&self.account_id) {
            *count -= 1;
            if *count == 0 {
                taken.remove(&self.account_id);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn seats_are_counted_per_account_and_given_back() {
        let seats = Seats::default();
        let mine: Vec<_> = (0..SEATS_PER_ACCOUNT).map(|_| seats.take(Uuid::from_u128(1)).unwrap()).collect();
        assert!(seats.take(Uuid::from_u128(1)).is_none());
        assert!(seats.take(Uuid::from_u128(2)).is_some());
        drop(mine);
        assert!(seats.take(Uuid::from_u128(1)).is_some());
    }
}
