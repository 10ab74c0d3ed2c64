//! Proof that nobody changed a journal: the chain in itself, and against the heads signed on earlier days.

use crate::app::App;
use calitas_domain::{
    Error,
    id::TenantId,
    journal::{SignedHead, chain},
    tenancy::Tenant,
};
use calitas_store::{Conn, Scope, journal as rows, tenancy};
use chrono::NaiveDate;
use std::{
    collections::{BTreeMap, BTreeSet},
    fmt,
};

/// What is wrong with an institution's journal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fault {
    /// An entry is missing, moved or doubled.
    Gap {
        /// The position that should come next.
        expected: i64,
        /// The position found; absent when the journal ends too early.
        found: Option<i64>,
    },
    /// An entry, or one before it, was changed.
    Changed {
        /// Where.
        position: i64,
    },
    /// The stream head does not fit the last entry.
    Head,
    /// The journal is not the one a signed head was taken from.
    Rewritten {
        /// The day of that head.
        day: NaiveDate,
        /// Where the journal ended on that day.
        position: i64,
    },
    /// A signed head is not what was signed.
    Forged {
        /// The day it says it is of.
        day: NaiveDate,
    },
    /// A head was signed with a key that nobody here knows.
    Stranger {
        /// The day of that head.
        day: NaiveDate,
        /// The key, in hexadecimal digits.
        public_key: String,
    },
}

/// How far the keys of heads are believed.
#[derive(Debug, Clone, Default)]
pub struct Trusted {
    /// Keys of secrets that were in use once, besides those of the secrets now.
    pub keys: Vec<Vec<u8>>,
}

impl fmt::Display for Fault {
    /// For the operator: where to look and what is wrong there.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Gap { expected, found: Some(found) } => {
                write!(formatter, "entry {expected} is missing: entry {found} stands in its place")
            }
            Self::Gap { expected, found: None } => {
                write!(formatter, "entry {expected} is missing: the journal ends before it")
            }
            Self::Changed { position } => {
                write!(formatter, "entry {position} is not what was written: it or its hash was changed")
            }
            Self::Head => formatter.write_str("the journal goes on after the end that its stream knows"),
            Self::Rewritten { day, position } => {
                write!(
                    formatter,
                    "entries up to {position} are not those signed on {day}: the chain was rewritten"
                )
            }
            Self::Forged { day } => write!(formatter, "the head of {day} does not carry its signature"),
            Self::Stranger { day, public_key } => {
                write!(formatter, "the head of {day} is signed with an unknown key, {public_key}")
            }
        }
    }
}

/// Goes through an institution's journal and says the first thing that is wrong with it; with the number of entries.
/// Heads that the database keeps are compared, unless their key has gone with an old secret.
///
/// # Errors
/// When the database does not answer.
pub async fn verify(app: &App, tenant: TenantId) -> Result<(i64, Option<Fault>), Error> {
    verify_against(app, tenant, &[], &Trusted::default()).await
}

/// As [`verify`], also against heads that were kept elsewhere. Of those every single one must be believed.
///
/// # Errors
/// When the database does not answer.
pub async fn verify_against(
    app: &App,
    tenant: TenantId,
    kept: &[SignedHead],
    trusted: &Trusted,
) -> Result<(i64, Option<Fault>), Error> {
    let mut read = app.store().read(&Scope::system(tenant)).await?;
    let heads = match believed(app, &mut read, tenant, kept, trusted).await? {
        Ok(heads) => heads,
        Err(fault) => return Ok((0, Some(fault))),
    };
    walk(&mut read, tenant, heads).await
}

/// All institutions by name, for going through every journal.
///
/// # Errors
/// When the database does not answer.
pub async fn institutions(app: &App) -> Result<Vec<Tenant>, Error> {
    let ids = tenancy::all_tenants(&mut app.identity().await?).await?;
    let mut read = app.store().read(&Scope::system_of(ids.clone())).await?;
    Ok(tenancy::by_ids(&mut read, &ids).await?)
}

/// What the journal has to be at some positions: the hash there, and the day it was signed.
type Heads = BTreeMap<i64, BTreeSet<(Vec<u8>, NaiveDate)>>;

/// Heads whose signature holds.
async fn believed(
    app: &App,
    read: &mut Conn,
    tenant: TenantId,
    kept: &[SignedHead],
    trusted: &Trusted,
) -> Result<Result<Heads, Fault>, Error> {
    let mut heads = Heads::new();
    let mut add = |signed: &SignedHead| {
        let head = &signed.head;
        heads.entry(head.position).or_default().insert((head.hash.clone(), head.day));
    };
    let mine = |key: &[u8]| app.keys().is_head_key(key);
    for signed in kept.iter().filter(|signed| signed.head.tenant == tenant) {
        let day = signed.head.day;
        if !mine(&signed.public_key) && !trusted.keys.contains(&signed.public_key) {
            let public_key = calitas_domain::journal::hex(&signed.public_key);
            return Ok(Err(Fault::Stranger { day, public_key }));
        }
        if !crate::keys::holds(signed) {
            return Ok(Err(Fault::Forged { day }));
        }
        add(signed);
    }
    let mut before = None;
    loop {
        let page = rows::head::before(read, tenant, before, 1000).await?;
        let Some(last) = page.last() else { return Ok(Ok(heads)) };
        before = Some(last.head.day);
        for signed in &page {
            // A head of a secret that was taken away proves nothing any more, nor does it accuse anybody.
            if mine(&signed.public_key) || trusted.keys.contains(&signed.public_key) {
                if !crate::keys::holds(signed) {
                    return Ok(Err(Fault::Forged { day: signed.head.day }));
                }
                add(signed);
            }
        }
    }
}

/// Follows the chain from its first entry to the end, a thousand entries in memory at a time.
async fn walk(read: &mut Conn, tenant: TenantId, heads: Heads) -> Result<(i64, Option<Fault>), Error> {
    let Some((end, head)) = rows::head(read, tenant).await? else { return Ok((0, Some(Fault::Head))) };
    let mut hash = vec![0; 32];
    let mut position = 0;
    let mut rewritten = None;
    loop {
        let stored = rows::after(read, tenant, position, 1000).await?;
        if stored.is_empty() {
            break;
        }
        for stored in stored {
            let found = stored.entry.position;
            if found != position + 1 {
                return Ok((position, Some(Fault::Gap { expected: position + 1, found: Some(found) })));
            }
            position = found;
            hash = chain(&hash, position, &stored.entry.payload());
            if hash != stored.hash {
                return Ok((position, Some(Fault::Changed { position })));
            }
            let other = heads.get(&position).and_then(|signed| signed.iter().find(|(of, _)| *of != hash));
            if let Some((_, day)) = other.filter(|_| rewritten.is_none()) {
                rewritten = Some(Fault::Rewritten { day: *day, position });
            }
        }
    }
    let cut = heads.range(position + 1..).next().and_then(|(position, signed)| {
        let (_, day) = signed.first()?;
        Some(Fault::Rewritten { day: *day, position: *position })
    });
    let fault = if position < end {
        Some(Fault::Gap { expected: position + 1, found: None })
    } else if position != end || hash != head {
        Some(Fault::Head)
    } else {
        rewritten.or(cut)
    };
    Ok((position, fault))
}
