//! What the Monitoring Commission brings into calendars: its meetings to come, and papers of internal control that are due
//! and not there yet.

use super::calendar::Deadline;
use crate::{
    app::App,
    control::{Missing, duty, missing_papers},
    ctx::Ctx,
};
use calitas_domain::{
    Error,
    access::Permission,
    calendar,
    control::{CommissionMember, Meeting, Paper},
    id::{CommissionMeetingId, ControlDeadlineId, MembershipId, TenantId},
    identity::Language,
};
use calitas_store::{
    Conn, Scope,
    control::{commission, meeting},
};
use chrono::NaiveDate;
use std::collections::BTreeSet;

/// What of it is the caller's, in all their institutions.
pub(super) async fn own(ctx: &Ctx, from: NaiveDate, to: NaiveDate) -> Result<Vec<Deadline>, Error> {
    let places = duty::readers(ctx)?;
    let tenants: Vec<TenantId> = places.iter().map(|place| place.tenant).collect();
    let mut read = ctx.open().await?;
    let mut found = meetings(&mut read, &tenants, &places, (from, to), ctx.language()).await?;
    found.retain(|meeting| meeting.is_own);
    // Most institutions have a commission or have none: only those that have one are asked what they lack.
    let busy = commission::of_tenants(&mut read, &tenants).await?;
    let busy: BTreeSet<TenantId> = busy.into_iter().map(|one| one.id.tenant).collect();
    drop(read);
    ctx.end_read().await;
    for place in places.iter().filter(|place| busy.contains(&place.tenant)) {
        found.extend(papers(ctx, *place).await?.into_iter().filter(|paper| paper.is_own));
    }
    Ok(found)
}

/// All of it in an institution whose internal control the caller reads.
pub(super) async fn of_institution(
    ctx: &Ctx,
    tenant: TenantId,
    from: NaiveDate,
    to: NaiveDate,
) -> Result<Vec<Deadline>, Error> {
    let place = ctx.access(tenant)?.membership;
    let mut read = ctx.open().await?;
    let mut found = meetings(&mut read, &[tenant], &[place], (from, to), ctx.language()).await?;
    drop(read);
    ctx.end_read().await;
    let papers = papers(ctx, place).await?;
    found.extend(papers.into_iter().filter(|paper| (from..=to).contains(&paper.due_on)));
    Ok(found)
}

/// The same for the calendar of an institution, which nobody reads in person.
pub(super) async fn of_feed(
    app: &App,
    tenant: TenantId,
    from: NaiveDate,
    to: NaiveDate,
) -> Result<Vec<Deadline>, Error> {
    let mut read = app.store().read(&Scope::system(tenant)).await?;
    let mut found = meetings(&mut read, &[tenant], &[], (from, to), Language::Ro).await?;
    drop(read);
    if let Some(missing) = missing_papers(app, tenant, calendar::day(app.now())).await? {
        let papers = missing.papers.iter().filter(|paper| (from..=to).contains(&paper.due_on));
        found.extend(papers.map(|paper| of_paper(paper, &missing, true, Language::Ro)));
    }
    Ok(found)
}

/// Meetings to come; those of a commission that one of some people is in on the day are theirs.
async fn meetings(
    conn: &mut Conn,
    tenants: &[TenantId],
    places: &[MembershipId],
    (from, to): (NaiveDate, NaiveDate),
    language: Language,
) -> Result<Vec<Deadline>, Error> {
    let found = meeting::planned_between(conn, tenants, from, to).await?;
    let commissions: BTreeSet<_> = found.iter().map(|meeting| meeting.commission).collect();
    let commissions: Vec<_> = commissions.into_iter().collect();
    let members = commission::members(conn, &commissions).await?;
    let is_own = |meeting: &Meeting| {
        let sits = |member: &CommissionMember| {
            member.commission == meeting.commission
                && places.contains(&member.person)
                && member.is_in_force(meeting.held_on)
        };
        members.iter().any(sits)
    };
    Ok(found.iter().map(|meeting| of_meeting(meeting, is_own(meeting), language)).collect())
}

/// Papers that are not there in the institution of a place; those that the person there produces are theirs.
async fn papers(ctx: &Ctx, place: MembershipId) -> Result<Vec<Deadline>, Error> {
    let tenant = place.tenant;
    let Some(missing) = missing_papers(ctx.app(), tenant, ctx.today()).await? else { return Ok(Vec::new()) };
    let heads = duty::heads(&mut *ctx.open().await?, &[tenant], ctx.today()).await?;
    ctx.end_read().await;
    let heads = heads.into_values().next().unwrap_or_default();
    let secretariat: Vec<MembershipId> =
        ctx.require(Permission::ControlManage, tenant).is_ok().then_some(place).into_iter().collect();
    let is_own =
        |paper: &Paper| missing.producers(paper, &secretariat, &heads).iter().any(|(who, _)| *who == place);
    let paper = |paper: &Paper| of_paper(paper, &missing, is_own(paper), ctx.language());
    Ok(missing.papers.iter().map(paper).collect())
}

fn of_meeting(meeting: &Meeting, is_own: bool, language: Language) -> Deadline {
    Deadline {
        tenant: meeting.id.tenant,
        subject_kind: CommissionMeetingId::KIND,
        subject: meeting.id.row,
        due_on: meeting.held_on,
        code: meeting.code(),
        title: meeting.title(language),
        is_own,
        part: "",
        year: None,
        changed_at: meeting.created_at,
        version: meeting.version,
    }
}

fn of_paper(paper: &Paper, missing: &Missing, is_own: bool, language: Language) -> Deadline {
    Deadline {
        tenant: paper.id.tenant,
        subject_kind: ControlDeadlineId::KIND,
        subject: paper.id.row,
        due_on: paper.due_on,
        code: paper.code(),
        title: paper.title(language).to_owned(),
        is_own,
        part: "",
        year: Some(paper.year),
        changed_at: missing.since,
        version: 1,
    }
}
