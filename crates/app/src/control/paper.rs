//! Papers of a year that are due and not there yet, for reminders and calendars. Only institutions whose Monitoring
//! Commission is recorded are reminded: before that nobody produces them.

use super::{deadline, dossier};
use crate::{app::App, ctx::Ctx};
use calitas_domain::{
    Error,
    access::Permission,
    calendar,
    control::{CommissionMember, CommissionRole, ControlCalendar, DeadlineKind, Heads, Paper, YearProgress},
    id::{ControlDeadlineId, MembershipId, TenantId},
    notification::NotificationReason,
};
use calitas_store::{
    Conn, Scope,
    control::{campaign, commission, paper as rows},
};
use chrono::{DateTime, Datelike, NaiveDate, Utc};
use std::collections::{BTreeMap, btree_map::Entry};

/// Papers of an institution that are not there, with what tells who produces them.
#[derive(Debug)]
pub(crate) struct Missing {
    /// The papers, by kind and year.
    pub papers: Vec<Paper>,
    /// Since when the institution has a commission.
    pub since: DateTime<Utc>,
    chair: Option<MembershipId>,
}

impl Missing {
    /// Who produces a paper: the secretariat, the chair where it is the commission's, and who answers for compartments that
    /// have not done their part.
    pub(crate) fn producers(
        &self,
        paper: &Paper,
        secretariat: &[MembershipId],
        heads: &Heads,
    ) -> Vec<(MembershipId, NotificationReason)> {
        let secretariat = secretariat.iter().map(|who| (*who, NotificationReason::Secretariat));
        let chair = self.chair.filter(|_| paper.kind.is_of_chair());
        let chair = chair.map(|who| (who, NotificationReason::Commission));
        let heads = paper.units.iter().flat_map(|unit| heads.of(*unit));
        let heads = heads.map(|who| (*who, NotificationReason::HeadOfUnit));
        let mut found: Vec<(MembershipId, NotificationReason)> = Vec::new();
        for one in secretariat.chain(chair).chain(heads) {
            if found.iter().all(|(who, _)| *who != one.0) {
                found.push(one);
            }
        }
        found
    }
}

/// What is missing in an institution on a day: of the year before, which is reported in this one, and of this year. Nothing
/// without a commission.
///
/// # Errors
/// When the database does not answer.
pub(crate) async fn missing(app: &App, tenant: TenantId, today: NaiveDate) -> Result<Option<Missing>, Error> {
    let mut read = app.store().read(&Scope::system(tenant)).await?;
    let Some(found) = commission::of_tenants(&mut read, &[tenant]).await?.pop() else { return Ok(None) };
    let members = commission::members(&mut read, &[found.id]).await?;
    drop(read);
    let calendar = deadline::in_force(app, tenant).await?;
    let since = calendar::day(found.created_at);
    let mut read = app.store().read(&Scope::system(tenant)).await?;
    let mut papers = Vec::new();
    for year in [today.year() - 1, today.year()] {
        let last = |kind| calendar.due_on(kind, year - 1);
        let progress =
            progress(&mut read, tenant, year, last(DeadlineKind::Risks), last(DeadlineKind::Performance))
                .await?;
        papers.extend(progress.missing(&calendar, tenant, year, since));
    }
    let is_chair = |one: &&CommissionMember| one.role == CommissionRole::Chair && one.is_in_force(today);
    let chair = members.iter().find(is_chair).map(|one| one.person);
    Ok(Some(Missing { papers, since: found.created_at, chair }))
}

/// What is there of a year; of risks and indicators what was done since these were last reported on.
async fn progress(
    conn: &mut Conn,
    tenant: TenantId,
    year: i32,
    risks_after: NaiveDate,
    performance_after: NaiveDate,
) -> Result<YearProgress, Error> {
    let edge = |month, day| NaiveDate::from_ymd_opt(year + 1, month, day).unwrap_or(NaiveDate::MAX);
    let campaign = campaign::of_year(conn, tenant, year).await?;
    let has_synthesis = match &campaign {
        None => false,
        Some(campaign) => {
            let ready = dossier::ready(conn, campaign.id).await?;
            ready.unlocked == 0 && ready.undecided == 0
        }
    };
    Ok(YearProgress {
        has_programme: rows::has_programme(conn, tenant, edge(1, 1), edge(12, 31)).await?,
        risks: rows::risks(conn, tenant, risks_after).await?,
        performance: rows::performance(conn, tenant, performance_after).await?,
        has_campaign: campaign.is_some(),
        has_synthesis,
    })
}

/// What ids of deadlines name, with the calendar that holds; of institutions whose internal control the caller reads.
///
/// # Errors
/// When the database does not answer.
pub async fn named_days(
    ctx: &Ctx,
    ids: &[ControlDeadlineId],
) -> Result<Vec<(ControlDeadlineId, DeadlineKind, i32, ControlCalendar)>, Error> {
    let reads = |id: &&ControlDeadlineId| ctx.require(Permission::ControlRead, id.tenant).is_ok();
    let mut calendars: BTreeMap<TenantId, ControlCalendar> = BTreeMap::new();
    let mut found = Vec::new();
    for id in ids.iter().filter(reads) {
        let Some((kind, year)) = id.names() else { continue };
        if let Entry::Vacant(place) = calendars.entry(id.tenant) {
            ctx.end_read().await;
            place.insert(deadline::in_force(ctx.app(), id.tenant).await?);
        }
        found.extend(calendars.get(&id.tenant).map(|calendar| (*id, kind, year, calendar.clone())));
    }
    Ok(found)
}
