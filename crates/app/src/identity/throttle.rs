//! How often somebody may try at the door: per account and per address, counted in the database for all servers.

use crate::{app::App, ctx::Ctx};
use calitas_domain::{
    Error,
    identity::{ATTEMPTS, THROTTLE_WINDOW},
};
use calitas_store::{IdentityTx, identity::account};
use data_encoding::HEXLOWER;
use sha2::{Digest, Sha256};
use std::net::IpAddr;

/// An address may try for several accounts, but not for all.
const PER_ADDRESS: i32 = 5;

/// Programs read a calendar every few minutes at most; an office of many programs has one address.
const READINGS: i32 = 30;
const READINGS_PER_ADDRESS: i32 = 600;

/// Counts a reading of a calendar, also of one that is not there: nobody looks for addresses.
///
/// # Errors
/// [`Error::RateLimited`] when there were too many; when the database does not answer.
pub(crate) async fn count_reading(app: &App, hash: &[u8], address: Option<IpAddr>) -> Result<(), Error> {
    let key = |text: String| HEXLOWER.encode(&Sha256::digest(text));
    let keys = [
        (Some(key(format!("calendar/{}", HEXLOWER.encode(hash)))), READINGS),
        (address.map(|address| key(format!("calendar@{address}"))), READINGS_PER_ADDRESS),
    ];
    let mut tx = app.identity().await?;
    let mut refused = None;
    for (key, most) in keys {
        let Some(key) = key else { continue };
        let (readings, since) = account::count_attempt(&mut tx, &key, app.now(), THROTTLE_WINDOW).await?;
        refused = refused.or((readings > most).then_some(since));
    }
    tx.commit().await?;
    let Some(since) = refused else { return Ok(()) };
    let wait = (since + THROTTLE_WINDOW - app.now()).num_seconds().max(1);
    Err(Error::RateLimited { retry_after_secs: u64::try_from(wait).unwrap_or(1) })
}

/// One try at one act for one account.
#[derive(Debug)]
pub(super) struct Attempt {
    account_key: String,
    address_key: Option<String>,
}

impl Attempt {
    /// Counts a try. The answer does not depend on whether the account exists.
    ///
    /// # Errors
    /// [`Error::RateLimited`] when there were too many; when the database does not answer.
    pub(super) async fn count(ctx: &Ctx, act: &str, who: &str) -> Result<Self, Error> {
        // Hashed: the table must not become a list of addresses.
        let key = |text: String| HEXLOWER.encode(&Sha256::digest(text));
        let account_key = key(format!("{act}/{who}"));
        let address_key = ctx.meta().address.map(|address| key(format!("{act}@{address}")));
        let mut tx = ctx.app().identity().await?;
        let (tries, since) =
            account::count_attempt(&mut tx, &account_key, ctx.now(), THROTTLE_WINDOW).await?;
        let mut refused = (tries > ATTEMPTS).then_some(since);
        if let Some(address_key) = &address_key {
            let (tries, since) =
                account::count_attempt(&mut tx, address_key, ctx.now(), THROTTLE_WINDOW).await?;
            refused = refused.or((tries > ATTEMPTS * PER_ADDRESS).then_some(since));
        }
        tx.commit().await?;
        match refused {
            None => Ok(Self { account_key, address_key }),
            Some(since) => {
                let wait = (since + THROTTLE_WINDOW - ctx.now()).num_seconds().max(1);
                Err(Error::RateLimited { retry_after_secs: u64::try_from(wait).unwrap_or(1) })
            }
        }
    }

    /// Forgets the tries after one that succeeded: a whole office behind one address signs in every morning.
    ///
    /// # Errors
    /// When the database does not answer.
    pub(super) async fn succeeded(self, tx: &mut IdentityTx) -> Result<(), Error> {
        account::forget_attempts(tx, &self.account_key).await?;
        if let Some(address_key) = &self.address_key {
            account::take_back_attempt(tx, address_key).await?;
        }
        Ok(())
    }
}
