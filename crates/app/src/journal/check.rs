//! Having the journal verified from a page: on record, one at a time on a server.

use super::{Fault, Trusted, verify_against};
use crate::ctx::Ctx;
use calitas_domain::{
    Change, Error, Event,
    access::Permission,
    id::{MembershipId, TenantId},
    journal::{Entry, EventKind},
};
use calitas_store::journal::page as rows;
use chrono::{DateTime, Duration, Utc};
use serde_json::Value;
use tokio::sync::Semaphore;

/// A verification reads the whole journal; who asks meanwhile comes back.
static TURN: Semaphore = Semaphore::const_new(1);
/// How long one may take. A longer journal is verified with `calitas journal verify`.
const TIME: std::time::Duration = std::time::Duration::from_secs(25);
/// A verification this fresh is not repeated.
const FRESH: Duration = Duration::seconds(10);

/// What came of the last verification.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Check {
    /// When.
    pub at: DateTime<Utc>,
    /// Who asked for it.
    pub actor: Option<MembershipId>,
    /// The entry up to which the journal is what was written.
    pub position: i64,
    /// What is wrong after it, as a code; absent when nothing is.
    pub fault: Option<String>,
}

/// What came of the last verification; nothing when there was none.
///
/// # Errors
/// [`Error::Forbidden`] without `JOURNAL_READ`.
pub async fn last_check(ctx: &Ctx, tenant: TenantId) -> Result<Option<Check>, Error> {
    ctx.require(Permission::JournalRead, tenant)?;
    let mut read = ctx.read(Permission::JournalRead, tenant).await?;
    let last = rows::last(&mut read, tenant, tenant.0, EventKind::JournalVerified.code()).await?;
    Ok(last.map(|entry| Check::read(tenant, &entry)))
}

/// Verifies the journal of an institution and puts on record what came of it.
///
/// # Errors
/// [`Error::Forbidden`] without `JOURNAL_READ`; [`Error::RateLimited`] while another one is verified;
/// [`Error::Unavailable`] for a journal that is too long for a request.
pub async fn check(ctx: &Ctx, tenant: TenantId) -> Result<Check, Error> {
    let access = ctx.require(Permission::JournalRead, tenant)?;
    if let Some(last) = last_check(ctx, tenant).await?.filter(|last| ctx.now() - last.at < FRESH) {
        return Ok(last);
    }
    let busy = |_| Error::RateLimited { retry_after_secs: 5 };
    let _turn = TURN.try_acquire().map_err(busy)?;
    // The walk has a connection of its own.
    ctx.end_read().await;
    let trusted = Trusted::default();
    let verifying = verify_against(ctx.app(), tenant, &[], &trusted);
    let too_long = |_| Error::Unavailable("the journal is too long to be verified in a request".into());
    let (position, fault) = tokio::time::timeout(TIME, verifying).await.map_err(too_long)??;
    if let Some(fault) = &fault {
        tracing::error!(tenant.id = %tenant.0, journal.fault = %fault, "journal.verify found a fault");
    }
    let fault = fault.map(|fault| fault.code().to_owned());
    let tx = ctx.write(Permission::JournalRead, tenant).await?;
    let entered = |field: &str, new: Value| Change { field: field.to_owned(), old: Value::Null, new };
    let mut changes = vec![entered("verified.position", position.into())];
    changes.extend(fault.as_deref().map(|fault| entered("verified.fault", fault.into())));
    let event = Event::new(EventKind::JournalVerified, TenantId::KIND, tenant.0);
    tx.commit(event.with(changes)).await?;
    Ok(Check { at: ctx.now(), actor: Some(access.membership), position, fault })
}

impl Check {
    fn read(tenant: TenantId, entry: &Entry) -> Self {
        let value = |field: &str| entry.changes.iter().find(|change| change.field == field);
        Self {
            at: entry.at,
            actor: entry.actor.map(|row| MembershipId::new(tenant, row)),
            position: value("verified.position").and_then(|change| change.new.as_i64()).unwrap_or_default(),
            fault: value("verified.fault").and_then(|change| change.new.as_str().map(str::to_owned)),
        }
    }
}

impl Fault {
    /// Stable code.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Gap { .. } => "GAP",
            Self::Changed { .. } => "CHANGED",
            Self::Head => "HEAD",
            Self::Rewritten { .. } => "REWRITTEN",
            Self::Forged { .. } | Self::Stranger { .. } => "FORGED",
        }
    }
}
