//! The journal of an institution, for those who may read all of it.

use crate::ctx::{Ctx, page_limit};
use calitas_domain::{
    Error, Reason,
    access::Permission,
    calendar,
    id::TenantId,
    journal::{Change, Entry},
};
use calitas_store::journal::page as rows;
use chrono::{Days, NaiveDate, NaiveTime};

pub use rows::{Filter, Place};

/// More kinds than this nobody chooses one by one.
const MAX_KINDS: usize = 100;

/// The time between the first and the last day of a period, as a filter asks for it.
///
/// # Errors
/// [`Reason::EndBeforeStart`].
pub fn within(filter: Filter, from: Option<NaiveDate>, to: Option<NaiveDate>) -> Result<Filter, Error> {
    if let (Some(from), Some(to)) = (from, to)
        && to < from
    {
        return Err(Error::invalid("filter.to", Reason::EndBeforeStart));
    }
    if filter.kinds.len().max(filter.subject_kinds.len()) > MAX_KINDS {
        return Err(Error::invalid("filter.kinds", Reason::TooMany { max: MAX_KINDS }));
    }
    let midnight = |day: NaiveDate| calendar::instant_in_bucharest(day, NaiveTime::MIN);
    let until = to.and_then(|day| day.checked_add_days(Days::new(1))).map(midnight);
    Ok(Filter { from: from.map(midnight), until, ..filter })
}

/// A page of an institution's journal, the newest first, and whether there is more.
///
/// # Errors
/// [`Error::Forbidden`] without `JOURNAL_READ`; for the page size.
pub async fn page(
    ctx: &Ctx,
    tenant: TenantId,
    filter: &Filter,
    after: Option<Place>,
    first: Option<i32>,
) -> Result<(Vec<Entry>, bool), Error> {
    let limit = page_limit(first)?;
    ctx.require(Permission::JournalRead, tenant)?;
    let mut read = ctx.read(Permission::JournalRead, tenant).await?;
    let mut found = rows::page(&mut read, tenant, filter, after, limit + 1).await?;
    let more = i64::try_from(found.len()).unwrap_or(i64::MAX) > limit;
    found.truncate(usize::try_from(limit).unwrap_or(100));
    Ok((found, more))
}

/// How many entries a filter finds.
///
/// # Errors
/// [`Error::Forbidden`] without `JOURNAL_READ`.
pub async fn count(ctx: &Ctx, tenant: TenantId, filter: &Filter) -> Result<i64, Error> {
    ctx.require(Permission::JournalRead, tenant)?;
    Ok(rows::count(&mut *ctx.read(Permission::JournalRead, tenant).await?, tenant, filter).await?)
}

/// What a filter asks for, as the journal remembers it of an export.
pub(super) fn told(filter: &Filter) -> Vec<Change> {
    let entered = |field: &str, new: serde_json::Value| Change {
        field: field.to_owned(),
        old: serde_json::Value::Null,
        new,
    };
    let given = [
        filter.from.map(|at| entered("filter.from", calendar::day(at).to_string().into())),
        filter.until.map(|at| {
            let last = calendar::day(at - chrono::Duration::seconds(1));
            entered("filter.to", last.to_string().into())
        }),
        filter.actor.map(|row| entered("filter.actorId", row.to_string().into())),
        filter.thing.map(|row| entered("filter.thing", row.to_string().into())),
        (!filter.kinds.is_empty()).then(|| entered("filter.kinds", filter.kinds.join(", ").into())),
        (!filter.subject_kinds.is_empty())
            .then(|| entered("filter.subjectKinds", filter.subject_kinds.join(", ").into())),
    ];
    given.into_iter().flatten().collect()
}
