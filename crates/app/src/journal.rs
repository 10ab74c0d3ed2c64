//! Reading what happened: the history of one thing, and proof that nothing was changed afterwards.

use crate::{
    app::App,
    ctx::{Ctx, page_limit},
};
use calitas_domain::{
    Error,
    id::TenantId,
    journal::{Entry, chain},
    tenancy::Tenant,
};
use calitas_store::{Scope, journal as rows, tenancy};
use std::fmt;
use uuid::Uuid;

/// A page of the history of one thing, the newest first, and whether there is more. The caller has read the thing,
/// so may read its history.
///
/// # Errors
/// When the database does not answer.
pub async fn history(
    ctx: &Ctx,
    tenant: TenantId,
    subject: Uuid,
    before: Option<i64>,
    first: Option<i32>,
) -> Result<(Vec<Entry>, bool), Error> {
    let limit = page_limit(first)?;
    ctx.access(tenant)?;
    let mut read = ctx.open().await?;
    let mut found = rows::of_subject_before(&mut read, tenant, subject, before, limit + 1).await?;
    let more = i64::try_from(found.len()).unwrap_or(i64::MAX) > limit;
    found.truncate(usize::try_from(limit).unwrap_or(100));
    Ok((found, more))
}

/// How long the history of one thing is.
///
/// # Errors
/// When the database does not answer.
pub async fn history_count(ctx: &Ctx, tenant: TenantId, subject: Uuid) -> Result<i64, Error> {
    ctx.access(tenant)?;
    Ok(rows::count_of_subject(&mut *ctx.open().await?, tenant, subject).await?)
}

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
        }
    }
}

/// Goes through an institution's journal and says the first thing that is wrong with it; with the number of entries.
///
/// # Errors
/// When the database does not answer.
pub async fn verify(app: &App, tenant: TenantId) -> Result<(i64, Option<Fault>), Error> {
    let mut read = app.store().read(&Scope::system(tenant)).await?;
    let Some((end, head)) = rows::head(&mut read, tenant).await? else { return Ok((0, Some(Fault::Head))) };
    let mut hash = vec![0; 32];
    let mut position = 0;
    loop {
        let stored = rows::after(&mut read, tenant, position, 1000).await?;
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
        }
    }
    let fault = if position < end {
        Some(Fault::Gap { expected: position + 1, found: None })
    } else if position != end || hash != head {
        Some(Fault::Head)
    } else {
        None
    };
    Ok((position, fault))
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
