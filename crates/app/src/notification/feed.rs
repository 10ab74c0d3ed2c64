//! Calendars for other programs, at addresses nobody guesses and everybody can make stop working.
//!
//! A person's calendar shows what the person could read at that moment; an institution's shows its open deadlines
//! without naming anybody, and stays when the administrator who made it leaves.

use super::{
    agenda,
    calendar::{Deadline, deadline_of, deadline_of_campaign, own_of_control, report_of},
};
use crate::{
    app::App,
    cache,
    control::duty,
    ctx::{Ctx, RequestMeta},
    identity::throttle,
    keys, link,
};
use calitas_domain::{
    Error, Event,
    access::Permission,
    calendar::{self, FeedOwner},
    id::{AccountId, TenantId},
    identity::Language,
    journal::EventKind,
    tenancy::Tenant,
};
use calitas_store::{
    Scope, control::campaign, identity::account, notification::feed as rows, plan::deadline, tenancy,
};
use chrono::{DateTime, Days, Utc};
use data_encoding::HEXLOWER;
use icalendar::{Calendar, Class, Component, Event as Entry, EventLike, Property};
use sha2::{Digest, Sha256};
use std::{collections::BTreeMap, net::IpAddr, sync::Arc};
use uuid::Uuid;

/// Days before and after today whose deadlines a calendar shows.
const BEHIND: u64 = 90;
const AHEAD: u64 = 400;

/// A calendar as other programs read it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Document {
    /// The text (RFC 5545).
    pub text: String,
    /// A hash of it.
    pub fingerprint: String,
}

/// When the address in use was made: the caller's own, or the one of an institution the caller looks after.
///
/// # Errors
/// [`Error::Forbidden`] without `TENANT_MANAGE` in the institution.
pub async fn since(ctx: &Ctx, tenant: Option<TenantId>) -> Result<Option<DateTime<Utc>>, Error> {
    let owner = owner(ctx, tenant)?;
    Ok(rows::since(&mut ctx.app().identity().await?, owner).await?)
}

/// Makes an address, or another in place of the one there was, and gives it back: it is shown once.
///
/// # Errors
/// As [`since`].
pub async fn renew(ctx: &Ctx, tenant: Option<TenantId>) -> Result<String, Error> {
    let owner = owner(ctx, tenant)?;
    let (secret, hash) = keys::link_secret()?;
    let mut tx = ctx.app().identity().await?;
    rows::renew(&mut tx, owner, &hash, ctx.now()).await?;
    note(ctx, &mut tx, "calendar_feed_renewed").await?;
    tx.commit().await?;
    journal(ctx, tenant, EventKind::CalendarFeedRenewed).await?;
    Ok(format!("{}/calendar/{secret}.ics", ctx.app().public_url()))
}

/// Makes the address stop working.
///
/// # Errors
/// As [`since`].
pub async fn revoke(ctx: &Ctx, tenant: Option<TenantId>) -> Result<(), Error> {
    let owner = owner(ctx, tenant)?;
    let mut tx = ctx.app().identity().await?;
    if !rows::revoke(&mut tx, owner).await? {
        return Ok(());
    }
    note(ctx, &mut tx, "calendar_feed_revoked").await?;
    tx.commit().await?;
    journal(ctx, tenant, EventKind::CalendarFeedRevoked).await
}

fn owner(ctx: &Ctx, tenant: Option<TenantId>) -> Result<FeedOwner, Error> {
    match tenant {
        None => Ok(FeedOwner::Person(ctx.account()?)),
        Some(tenant) => {
            ctx.require(Permission::TenantManage, tenant)?;
            Ok(FeedOwner::Institution(tenant))
        }
    }
}

async fn note(ctx: &Ctx, tx: &mut calitas_store::IdentityTx, kind: &str) -> Result<(), Error> {
    Ok(account::note(tx, ctx.new_id(), Some(ctx.account()?), None, kind, ctx.now()).await?)
}

/// The addresses of institutions are told of in their journals.
async fn journal(ctx: &Ctx, tenant: Option<TenantId>, kind: EventKind) -> Result<(), Error> {
    let Some(tenant) = tenant else { return Ok(()) };
    let tx = ctx.write(Permission::TenantManage, tenant).await?;
    Ok(tx.commit(Event::new(kind, TenantId::KIND, tenant.0)).await?)
}

/// The calendar behind a secret, for a program at an address.
///
/// # Errors
/// [`Error::NotFound`] for a secret that opens nothing (any more); [`Error::RateLimited`]; when the database does not
/// answer.
pub async fn read(app: &App, secret: &str, address: Option<IpAddr>) -> Result<Document, Error> {
    let hash = keys::link_hash(secret);
    throttle::count_reading(app, &hash, address).await?;
    let absent = || Error::NotFound(calitas_domain::id::Kind("calendar_feed"));
    let owner = rows::owner(&mut app.identity().await?, &hash).await?.ok_or_else(absent)?;
    match owner {
        FeedOwner::Person(account) => of_person(app, account).await?.ok_or_else(absent),
        FeedOwner::Institution(tenant) => of_institution(app, tenant).await,
    }
}

async fn of_person(app: &App, account: AccountId) -> Result<Option<Document>, Error> {
    let Some(actor) = cache::without_session(app, account).await? else { return Ok(None) };
    let language = actor.language;
    let meta = RequestMeta {
        request_id: String::new(),
        address: None,
        device: String::new(),
        refresh_token: None,
        language,
    };
    let ctx = Ctx::new(app.clone(), Some(Arc::new(actor)), meta);
    let actor = ctx.actor()?;
    let readable = actor.memberships.iter().map(|place| place.id).filter(|place| {
        actor.access(place.tenant).is_some_and(|access| access.may_somewhere(Permission::PlanRead))
    });
    let places: Vec<_> = readable.collect();
    let (from, to) = (ctx.today() - Days::new(BEHIND), ctx.today() + Days::new(AHEAD));
    let mut read = ctx.open().await?;
    let actions = deadline::of_people(&mut read, &places, from, to).await?;
    let tenants: Vec<TenantId> = actor.memberships.iter().map(|place| place.id.tenant).collect();
    let tenants = tenancy::by_ids(&mut read, &tenants).await?;
    drop(read);
    let mut deadlines: Vec<Deadline> =
        actions.iter().filter_map(|action| deadline_of(action, true)).collect();
    let duties = duty::own(&ctx).await?;
    let duties = duties.into_iter().map(|(duty, _)| duty).collect();
    deadlines.extend(own_of_control(&ctx, duties, from, to).await?);
    deadlines.sort_by_key(|deadline| deadline.due_on);
    let name = match language {
        Language::Ro => "Termenele mele, Calitas".to_owned(),
        Language::En => "My deadlines, Calitas".to_owned(),
    };
    Ok(Some(document(app, &name, &tenants, &deadlines)))
}

async fn of_institution(app: &App, tenant: TenantId) -> Result<Document, Error> {
    let today = calendar::day(app.now());
    let (from, to) = (today - Days::new(BEHIND), today + Days::new(AHEAD));
    let mut read = app.store().read(&Scope::system(tenant)).await?;
    let actions = deadline::of_tenants(&mut read, &[tenant], from, to).await?;
    let campaigns = campaign::open_between(&mut read, &[tenant], from, to).await?;
    let tenants = tenancy::by_ids(&mut read, &[tenant]).await?;
    drop(read);
    let report = report_of(app, tenant, true, Language::Ro).await?;
    let mut deadlines: Vec<Deadline> =
        actions.iter().filter_map(|action| deadline_of(action, true)).collect();
    deadlines.extend(campaigns.iter().map(|one| deadline_of_campaign(one, true, Language::Ro)));
    deadlines.extend(agenda::of_feed(app, tenant, from, to).await?);
    deadlines.extend(report.filter(|report| (from..=to).contains(&report.due_on)));
    deadlines.sort_by_key(|deadline| deadline.due_on);
    let name = tenants.first().map(|tenant| format!("{}, Calitas", tenant.short_name)).unwrap_or_default();
    Ok(document(app, &name, &tenants, &deadlines))
}

/// The same deadlines give the same text, so that it can be compared by a hash.
fn document(app: &App, name: &str, tenants: &[Tenant], deadlines: &[Deadline]) -> Document {
    let tenants: BTreeMap<TenantId, &Tenant> = tenants.iter().map(|tenant| (tenant.id, tenant)).collect();
    let mut calendar = Calendar::empty();
    calendar
        .append_property(("VERSION", "2.0"))
        .append_property(("PRODID", "-//Calitas//Calitas//RO"))
        .append_property(("CALSCALE", "GREGORIAN"))
        .append_property(("METHOD", "PUBLISH"))
        .append_property(("REFRESH-INTERVAL;VALUE=DURATION", "PT1H"));
    calendar.name(name);
    for deadline in deadlines {
        if let Some(tenant) = tenants.get(&deadline.tenant) {
            calendar.push(entry(app, deadline, tenant));
        }
    }
    let text = calendar.to_string();
    Document { fingerprint: HEXLOWER.encode(&Sha256::digest(&text)), text }
}

fn entry(app: &App, deadline: &Deadline, tenant: &Tenant) -> Entry {
    let page = link::page(app, tenant, deadline.subject_kind, deadline.subject, deadline.year);
    let part = if deadline.part.is_empty() { String::new() } else { format!("-{}", deadline.part) };
    let subject = simple(deadline.subject);
    let uid = format!("{}-{}-{subject}{part}@calitas", deadline.subject_kind.0, simple(tenant.id.0));
    let changed_at = deadline.changed_at.format("%Y%m%dT%H%M%SZ").to_string();
    let mut entry = Entry::new();
    entry
        .uid(&uid)
        .all_day(deadline.due_on)
        .summary(&format!("{} {} ({})", deadline.code, one_line(&deadline.title), tenant.short_name))
        .description(&page)
        .url(&page)
        .class(Class::Private)
        .append_property(Property::new("DTSTAMP", &changed_at).done())
        .append_property(Property::new("LAST-MODIFIED", &changed_at).done())
        .append_property(Property::new("SEQUENCE", deadline.version.to_string()).done())
        .append_property(Property::new("TRANSP", "TRANSPARENT").done());
    entry.done()
}

fn simple(id: Uuid) -> String {
    id.simple().to_string()
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
