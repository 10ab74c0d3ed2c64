//! Files on their way out: an address that holds for a minute and only for the session it was made for.
//!
//! Browsers fetch it without a token in a header, so the session is proved by a cookie of its own, sent for files only
//! and good for nothing else; programs send their token. Who was handed the address, by mail or over a shoulder, has
//! neither. Rights are asked again when the file is fetched.

use crate::{App, Ctx, RequestMeta, keys::AccessToken};
use calitas_depot::Bytestream;
use calitas_domain::{
    Error,
    document::EvidenceFile,
    id::{AccountId, EvidenceFileId, SessionId, TenantId},
};
use chrono::{DateTime, Duration, Utc};
use std::ops::Range;
use uuid::Uuid;

/// Name of the cookie that proves the session.
pub const COOKIE: &str = "calitas_files";
/// How long an address holds.
const LIFE: Duration = Duration::seconds(60);
/// How long the cookie holds: the viewer of a browser comes back for more of a file.
const COOKIE_LIFE: Duration = Duration::minutes(10);

/// What a file is fetched for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Purpose {
    /// To keep it.
    Save,
    /// To look at it.
    Look,
}

/// Where a file can be fetched.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Address {
    /// The secret part of the path.
    pub pass: String,
    /// The cookie that goes with it.
    pub cookie: String,
    /// How long the cookie holds.
    pub cookie_secs: i64,
}

/// How a fetching client shows whose session it is.
#[derive(Debug, Clone, Copy, Default)]
pub struct Proof<'a> {
    /// The cookie.
    pub cookie: Option<&'a str>,
    /// The token of a program.
    pub bearer: Option<&'a str>,
}

/// A file that may be fetched.
#[derive(Debug, Clone)]
pub struct Opened {
    /// The file.
    pub file: EvidenceFile,
    /// What for.
    pub purpose: Purpose,
}

/// Makes an address for the caller's session.
///
/// # Errors
/// [`Error::Unauthenticated`].
pub fn address(ctx: &Ctx, file: &EvidenceFile, purpose: Purpose) -> Result<Address, Error> {
    let actor = ctx.actor()?;
    let keys = ctx.app().keys();
    let look = match purpose {
        Purpose::Save => 0,
        Purpose::Look => 1,
    };
    let pass = [
        b"A".as_slice(),
        &[look],
        file.id.tenant.0.as_bytes(),
        file.id.row.as_bytes(),
        actor.account.0.as_bytes(),
        actor.session.0.as_bytes(),
        &seconds(ctx.now() + LIFE),
    ];
    let cookie = [b"C".as_slice(), actor.session.0.as_bytes(), &seconds(ctx.now() + COOKIE_LIFE)];
    Ok(Address {
        pass: keys.stamp(&pass.concat()),
        cookie: keys.stamp(&cookie.concat()),
        cookie_secs: COOKIE_LIFE.num_seconds(),
    })
}

/// Opens a file by its address.
///
/// # Errors
/// [`Error::NotFound`], whatever is wrong with address, session or rights.
pub async fn open(app: &App, pass: &str, proof: Proof<'_>, meta: RequestMeta) -> Result<Opened, Error> {
    let absent = || Error::NotFound(EvidenceFileId::KIND);
    let pass = app.keys().stamped(pass).ok_or_else(absent)?;
    let (look, id, account, session, expires_at) = read_pass(&pass).ok_or_else(absent)?;
    if expires_at <= app.now() || proved_session(app, proof) != Some(session) {
        return Err(absent());
    }
    let token = AccessToken { account, session, expires_at };
    let ctx = app.enter(token, meta).await?.ok_or_else(absent)?;
    let file = super::files_by_ids(&ctx, &[id]).await?.pop();
    let file = file.filter(|file| file.disposed_at.is_none()).ok_or_else(absent)?;
    Ok(Opened { file, purpose: if look { Purpose::Look } else { Purpose::Save } })
}

/// The bytes of a part of a file.
///
/// # Errors
/// [`Error::NotFound`] when they are gone; when the store of files does not answer.
pub async fn bytes(app: &App, file: &EvidenceFile, range: Range<u64>) -> Result<Bytestream, Error> {
    Ok(app.depot().read(&file.storage_key, range).await?)
}

fn proved_session(app: &App, proof: Proof<'_>) -> Option<SessionId> {
    if let Some(bearer) = proof.bearer {
        return Some(app.keys().read_access_token(bearer, app.now()).ok()?.session);
    }
    let cookie = app.keys().stamped(proof.cookie?)?;
    let (session, until) = cookie.strip_prefix(b"C")?.split_at_checked(16)?;
    (instant(until)? > app.now()).then_some(SessionId(Uuid::from_slice(session).ok()?))
}

type Pass = (bool, EvidenceFileId, AccountId, SessionId, DateTime<Utc>);

fn read_pass(bytes: &[u8]) -> Option<Pass> {
    let [b'A', look, rest @ ..] = bytes else { return None };
    let id = |at: usize| Uuid::from_slice(rest.get(at * 16..at * 16 + 16)?).ok();
    let file = EvidenceFileId::new(TenantId(id(0)?), id(1)?);
    Some((*look == 1, file, AccountId(id(2)?), SessionId(id(3)?), instant(rest.get(64..)?)?))
}

fn seconds(at: DateTime<Utc>) -> [u8; 8] {
    at.timestamp().to_be_bytes()
}

fn instant(bytes: &[u8]) -> Option<DateTime<Utc>> {
    DateTime::from_timestamp(i64::from_be_bytes(bytes.try_into().ok()?), 0)
}
