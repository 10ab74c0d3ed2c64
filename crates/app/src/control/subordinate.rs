//! The superior institution: how far those subordinate to it are, campaigns opened for them, their reports, the
//! centralising statement of annex 3. It reads numbers and what was handed over, never an answer.

use super::{
    calendar_in_force,
    campaign::{asked, event, hand_out, list},
    report::event as about,
};
use crate::ctx::Ctx;
use calitas_domain::{
    Change, Error, Reason,
    access::Permission,
    control::{
        AnnualReport, Campaign, CampaignInput, Conformity, DeadlineKind, ReportSummary, ReportVersion,
        Statement, Subordinate, may,
    },
    id::{ControlCampaignId, ControlReportId, TenantId},
    journal::{Actor, EventKind, created, difference},
    tenancy::Tenant,
};
use calitas_store::{
    Scope,
    control::{campaign, dossier, report},
    tenancy,
};

/// A report that was handed over, with what it says.
pub type Handed = (ReportVersion, Option<ReportSummary>);

/// A subordinate institution and how far it is.
#[derive(Debug, Clone)]
pub struct Standing {
    /// The institution.
    pub tenant: Tenant,
    /// The year.
    pub year: i32,
    /// How far it is.
    pub progress: Subordinate,
    /// Its newest report that was handed over.
    pub report: Option<Handed>,
}

/// Institutions directly under one, by name, without those that are retired.
async fn under(ctx: &Ctx, tenant: TenantId) -> Result<Vec<Tenant>, Error> {
    let municipality = ctx.actor()?.municipalities.get(&tenant).copied();
    let municipality = municipality.ok_or(Error::NotFound(TenantId::KIND))?;
    ctx.end_read().await;
    let tenants = tenancy::tenants_of(&mut ctx.app().identity().await?, municipality).await?;
    let mut read = ctx.app().store().read(&Scope::system_of(tenants.clone())).await?;
    let found = tenancy::by_ids(&mut read, &tenants).await?;
    Ok(found.into_iter().filter(|one| one.parent == Some(tenant) && one.retired_at.is_none()).collect())
}

/// Whether the caller centralises in an institution.
///
/// # Errors
/// [`Error::NotFound`] without a place there; [`Error::Forbidden`].
pub fn centralise(ctx: &Ctx, tenant: TenantId) -> Result<(), Error> {
    let access = ctx.access(tenant)?;
    // To a guest the institution is not there.
    if access.is_guest() {
        return Err(Error::NotFound(TenantId::KIND));
    }
    may::centralise(&access).map_err(Error::refused)
}

/// How far the institutions directly under one are with a year, by name.
///
/// # Errors
/// As [`centralise`]; when the database does not answer.
pub async fn standings(ctx: &Ctx, tenant: TenantId, year: i32) -> Result<Vec<Standing>, Error> {
    centralise(ctx, tenant)?;
    let tenants = under(ctx, tenant).await?;
    let ids: Vec<TenantId> = tenants.iter().map(|one| one.id).collect();
    let report_due_on = calendar_in_force(ctx.app(), tenant).await?.due_on(DeadlineKind::Report, year);
    let scope = Scope { account: Some(ctx.account()?), ..Scope::system_of(ids.clone()) };
    let mut read = ctx.app().store().read_released(&scope).await?;
    let mut progress = dossier::subordinates(&mut read, &ids, year).await?;
    let mut handed = released(&mut read, &ids, year).await?;
    let standing = tenants.into_iter().map(|tenant| {
        let report = handed.iter().position(|(version, _)| version.id.tenant == tenant.id);
        let report = report.map(|at| handed.swap_remove(at));
        let is_returned = report.as_ref().map(|(version, _)| version.returned_at.is_some());
        let found = progress.remove(&tenant.id).unwrap_or(Subordinate::NONE);
        let progress = Subordinate { is_returned, report_due_on: Some(report_due_on), ..found };
        Standing { tenant, year, progress, report }
    });
    Ok(standing.collect())
}

async fn released(
    read: &mut calitas_store::Conn,
    tenants: &[TenantId],
    year: i32,
) -> Result<Vec<Handed>, Error> {
    if tenants.is_empty() {
        return Ok(Vec::new());
    }
    Ok(report::released(read, tenants, year).await?)
}

/// Subordinate institutions by degree of conformity, from the reports they have handed over and that stand (annex 4.3,
/// section 10).
///
/// # Errors
/// When the database does not answer.
pub async fn conformities(ctx: &Ctx, id: ControlCampaignId) -> Result<Vec<(Conformity, i32)>, Error> {
    let mut read = ctx.read(Permission::ControlRead, id.tenant).await?;
    let found = campaign::by_ids(&mut read, &[id]).await?.pop();
    drop(read);
    let year = found.ok_or(Error::NotFound(ControlCampaignId::KIND))?.year;
    let tenants: Vec<TenantId> = under(ctx, id.tenant).await?.into_iter().map(|one| one.id).collect();
    let mut read = ctx.app().store().read_released(&Scope::system_of(tenants.clone())).await?;
    let standing = released(&mut read, &tenants, year).await?;
    let degrees: Vec<Conformity> =
        standing.iter().filter_map(stands).map(|one| one.synthesis.conformity()).collect();
    let count = |degree: Conformity| degrees.iter().filter(|one| **one == degree).count();
    let count = |degree: &Conformity| (*degree, i32::try_from(count(*degree)).unwrap_or(i32::MAX));
    Ok(Conformity::ALL.iter().map(count).collect())
}

/// What a report says that was not given back.
fn stands((version, summary): &Handed) -> Option<&ReportSummary> {
    summary.as_ref().filter(|_| version.returned_at.is_none())
}

/// The centralising statement of an institution for a year (annex 3), over its own approved report and those handed over
/// to it.
///
/// # Errors
/// As [`centralise`].
pub async fn statement(ctx: &Ctx, tenant: TenantId, year: i32) -> Result<Statement, Error> {
    let standings = standings(ctx, tenant, year).await?;
    let mut read = ctx.read(Permission::ControlRead, tenant).await?;
    let campaigns = campaign::of_tenant(&mut read, tenant).await?;
    let own = campaigns.iter().find(|one| one.year == year).map(|one| one.id);
    let own = report::of_campaigns(&mut read, own.as_slice()).await?.pop();
    let own = match own.filter(AnnualReport::is_in_force) {
        Some(own) => report::summary(&mut read, own.id, own.number).await?,
        None => None,
    };
    let handed: Vec<ReportSummary> =
        standings.iter().filter_map(|one| stands(one.report.as_ref()?).cloned()).collect();
    let missing = i32::try_from(standings.len() - handed.len()).unwrap_or(i32::MAX);
    Ok(Statement::of(year, own.as_ref(), &handed, missing))
}

/// Opens the campaign of a year in institutions directly under one. Those that have one, and those without a compartment
/// of the first level, stay as they are.
///
/// # Errors
/// As [`centralise`]; [`Error::Invalid`] for an institution that is not subordinate, for a year or a day that is wrong.
pub async fn open_for(
    ctx: &Ctx,
    tenant: TenantId,
    input: &CampaignInput,
    institutions: &[TenantId],
) -> Result<Vec<Standing>, Error> {
    centralise(ctx, tenant)?;
    let under: Vec<TenantId> = under(ctx, tenant).await?.into_iter().map(|one| one.id).collect();
    if institutions.is_empty() {
        return Err(Error::invalid("institutionIds", Reason::Required));
    }
    if institutions.iter().any(|one| !under.contains(one)) {
        return Err(Error::invalid("institutionIds", Reason::UnknownReference));
    }
    for one in institutions {
        open_in(ctx, tenant, *one, input).await?;
    }
    ctx.wrote().await;
    standings(ctx, tenant, input.year).await
}

/// The superior institution has no place in the other, so Calitas opens the campaign there on its behalf.
async fn open_in(
    ctx: &Ctx,
    superior: TenantId,
    tenant: TenantId,
    input: &CampaignInput,
) -> Result<(), Error> {
    let scope = Scope::system(tenant);
    let mut tx = ctx.app().store().write(&scope, tenant, Actor::System, ctx.now()).await?;
    if campaign::of_tenant(&mut tx, tenant).await?.iter().any(|one| one.year == input.year) {
        return Ok(());
    }
    let units = match asked(&mut tx, tenant, None).await {
        Ok(units) => units,
        Err(Error::Invalid(_)) => return Ok(()),
        Err(other) => return Err(other),
    };
    let list = list(ctx, &mut tx, tenant).await?;
    let id = ControlCampaignId::new(tenant, ctx.new_id());
    let new = Campaign::open(id, list, input, None, ctx.now(), ctx.today())?;
    campaign::create(&mut tx, &new).await?;
    hand_out(ctx, &mut tx, &new, &units).await?;
    let mut changes = created(&new);
    changes.extend(by(ctx, superior)?);
    tx.commit(event(EventKind::ControlCampaignOpened, &new).with(changes)).await?;
    Ok(())
}

/// Gives a report that was handed over back for correction: the institution writes on, its next approval is the next
/// version.
///
/// # Errors
/// As [`centralise`], in the institution above; [`Error::NotFound`] for a report that was not handed over;
/// `ReportNotReleased`; [`Error::Invalid`] without a remark.
pub async fn refuse(
    ctx: &Ctx,
    superior: TenantId,
    id: ControlReportId,
    remark: &str,
) -> Result<Vec<Standing>, Error> {
    const MISSING: Error = Error::NotFound(ControlReportId::KIND);
    centralise(ctx, superior)?;
    if !under(ctx, superior).await?.iter().any(|one| one.id == id.tenant) {
        return Err(MISSING);
    }
    let scope = Scope::system(id.tenant);
    let mut tx = ctx.app().store().write(&scope, id.tenant, Actor::System, ctx.now()).await?;
    let old = report::lock(&mut tx, id).await?.ok_or(MISSING)?;
    let handed = report::versions(&mut tx, &[id]).await?.into_iter().find(|one| one.released_at.is_some());
    let handed = handed.ok_or(MISSING)?;
    if handed.returned_at.is_some() {
        return Err(Error::conflict(Reason::ReportNotReleased));
    }
    let remark = calitas_domain::review::remark("remark", remark)?;
    let new = match old.is_in_work() {
        Ok(()) => AnnualReport { version: old.version + 1, ..old.clone() },
        Err(_) => old.clone().send_back(&remark)?,
    };
    let year = handed.year;
    let returned = ReportVersion { returned_at: Some(ctx.now()), remark: Some(remark.clone()), ..handed };
    report::mark(&mut tx, &returned).await?;
    report::save(&mut tx, &new).await?;
    let mut changes = difference(&old, &new);
    changes.extend(by(ctx, superior)?);
    tx.commit(about(EventKind::ControlReportRefused, &new).with(changes)).await?;
    ctx.wrote().await;
    standings(ctx, superior, year).await
}

/// Who acted from outside, as the journal of the other institution keeps it.
fn by(ctx: &Ctx, superior: TenantId) -> Result<[Change; 2], Error> {
    let place = ctx.access(superior)?.membership;
    let change = |field: &str, id: uuid::Uuid| Change {
        field: field.to_owned(),
        old: serde_json::Value::Null,
        new: id.to_string().into(),
    };
    Ok([change("consultantId", place.row), change("consultantTenantId", superior.0)])
}
