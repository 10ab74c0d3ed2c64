//! Access tokens whose signature was found to be ours. A person sends the same token for minutes, and verifying it costs
//! more than anything else about a short request. Whether it still holds is asked each time, and so is its session.

use super::AccessToken;
use calitas_domain::Error;
use chrono::{DateTime, Utc};
use sha2::{Digest, Sha256};
use std::{collections::HashMap, sync::Mutex};

const CAPACITY: usize = 20_000;

/// A token that one of our keys signed, expired or not.
#[derive(Debug, Clone, Copy)]
pub(super) struct Signed {
    /// What it says.
    pub(super) token: AccessToken,
    /// When it was made.
    pub(super) issued_at: DateTime<Utc>,
}

/// Verified tokens by their digest: the tokens themselves are not kept.
#[derive(Debug, Default)]
pub(super) struct Verified(Mutex<HashMap<[u8; 32], Signed>>);

impl Verified {
    /// What a token says, verifying it when it was not seen before. What is refused is not remembered.
    pub(super) fn find_or(
        &self,
        token: &str,
        now: DateTime<Utc>,
        verify: impl FnOnce() -> Result<Signed, Error>,
    ) -> Result<Signed, Error> {
        let digest: [u8; 32] = Sha256::digest(token).into();
        if let Some(known) = self.0.lock().expect("reading does not panic").get(&digest) {
            return Ok(*known);
        }
        let signed = verify()?;
        let mut known = self.0.lock().expect("reading does not panic");
        if known.len() >= CAPACITY {
            known.retain(|_, known| known.token.expires_at > now);
        }
        if known.len() < CAPACITY {
            known.insert(digest, signed);
        }
        Ok(signed)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use calitas_domain::id::{AccountId, SessionId};
    use uuid::Uuid;

    fn signed(number: u128, expires_at: DateTime<Utc>) -> Signed {
        let token = AccessToken {
            account: AccountId(Uuid::from_u128(number)),
            session: SessionId(Uuid::from_u128(number)),
            expires_at,
        };
        Signed { token, issued_at: expires_at }
    }

    #[test]
    fn a_token_is_verified_once_and_a_refused_one_each_time() {
        let (verified, now) = (Verified::default(), DateTime::UNIX_EPOCH);
        let refuse = || Err(Error::Unauthenticated);
        assert!(verified.find_or("one", now, refuse).is_err());
        assert!(verified.find_or("one", now, || Ok(signed(1, now))).is_ok());
        let again = verified.find_or("one", now, refuse).expect("known");
        assert_eq!(again.token.account, AccountId(Uuid::from_u128(1)));
        assert!(verified.find_or("onE", now, refuse).is_err());
    }

    #[test]
    fn the_memory_is_bounded_and_gives_way_to_those_that_hold() {
        let (verified, now) = (Verified::default(), DateTime::UNIX_EPOCH);
        for number in 0..=CAPACITY as u128 {
            let made = verified.find_or(&number.to_string(), now, || Ok(signed(number, now)));
            assert_eq!(made.expect("verified").token.account.0.as_u128(), number);
        }
        assert_eq!(verified.0.lock().expect("whole").len(), 1);
    }
}
