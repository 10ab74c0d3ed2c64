//! Deadlines and free days between two dates, as the caller may see them.

use super::agenda;
use crate::{
    app::App,
    control::{self, duty},
    ctx::Ctx,
};
use calitas_domain::{
    Error, Reason,
    access::{Access, Permission},
    calendar::{
        CalendarDay, DayOff,
        holiday::{self, Holiday},
    },
    control::{Campaign, DeadlineKind, Duty},
    id::{ControlCampaignId, ControlQuestionnaireId, Kind, MembershipId, PlanActionId, TenantId},
    identity::Language,
    plan::Action,
};
use calitas_store::{
    Scope,
    control::campaign,
    notification::policy,
    plan::{deadline, people},
};
use chrono::{DateTime, Datelike, NaiveDate, Utc};
use uuid::Uuid;

/// More days than a year and its edges nobody looks at at once.
const DAYS: i64 = 400;

/// A deadline.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Deadline {
    /// The institution.
    pub tenant: TenantId,
    /// What the object is.
    pub subject_kind: Kind,
    /// The object.
    pub subject: Uuid,
    /// The day.
    pub due_on: NaiveDate,
    /// Short code of the object.
    pub code: String,
    /// What it is about, in the words of its author.
    pub title: String,
    /// Whether the caller answers for it or helps.
    pub is_own: bool,
    /// Tells it from other deadlines of the object; empty for its only one.
    pub part: &'static str,
    /// The year of the self-assessment it belongs to.
    pub year: Option<i32>,
    /// When what it says was last changed, as far as that is known.
    pub changed_at: DateTime<Utc>,
    /// Counts changes of what it says.
    pub version: i32,
}

/// What is special about a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MarkKind {
    /// A legal holiday.
    Holiday(Holiday),
    /// An institution works otherwise.
    Institution(DayOff),
}

/// A day with something special about it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mark {
    /// The day.
    pub day: NaiveDate,
    /// What is special.
    pub kind: MarkKind,
    /// By which decision of the institution.
    pub note: String,
    /// Whose day it is; absent for everybody's.
    pub tenant: Option<TenantId>,
}

/// Deadlines between two days in their order, and what is special about the days: the caller's own deadlines in all
/// institutions, or all those of one institution. Questionnaires of the self-assessment are deadlines of whoever completes
/// them, its campaigns those of the institution.
///
/// # Errors
/// [`Error::NotFound`] for an institution the caller has no place in; [`Error::Forbidden`] without `PLAN_READ`;
/// [`Reason::OutOfRange`] for more days than a year.
pub async fn calendar(
    ctx: &Ctx,
    tenant: Option<TenantId>,
    from: NaiveDate,
    to: NaiveDate,
) -> Result<(Vec<Deadline>, Vec<Mark>), Error> {
    if from > to {
        return Err(Error::invalid("to", Reason::EndBeforeStart));
    }
    let is_near = |day: NaiveDate| (2000..=2100).contains(&day.year());
    if (to - from).num_days() > DAYS || !is_near(from) || !is_near(to) {
        let (min, max) = ("1".to_owned(), DAYS.to_string());
        return Err(Error::invalid("to", Reason::OutOfRange { min, max }));
    }
    let actor = ctx.actor()?;
    let reads = |access: &Access| access.may_somewhere(Permission::PlanRead);
    let places: Vec<MembershipId> = match tenant {
        Some(tenant) => {
            drop(ctx.read(Permission::PlanRead, tenant).await?);
            vec![ctx.access(tenant)?.membership]
        }
        None => {
            let places = actor.memberships.iter().map(|place| place.id);
            places.filter(|place| actor.access(place.tenant).is_some_and(|access| reads(access))).collect()
        }
    };
    let tenants: Vec<TenantId> = places.iter().map(|place| place.tenant).collect();
    let mut read = ctx.open().await?;
    let actions = match tenant {
        Some(tenant) => deadline::of_tenants(&mut read, &[tenant], from, to).await?,
        None => deadline::of_people(&mut read, &places, from, to).await?,
    };
    let ids: Vec<PlanActionId> = actions.iter().map(|action| action.id).collect();
    let helping: Vec<PlanActionId> = people::contributors(&mut read, &ids)
        .await?
        .into_iter()
        .filter(|(_, person)| places.contains(person))
        .map(|(action, _)| action)
        .collect();
    let days = policy::days(&mut read, &tenants, from, to).await?;
    let is_own = |action: &Action| {
        action.responsible.is_some_and(|person| places.contains(&person)) || helping.contains(&action.id)
    };
    let actions = actions.iter().filter_map(|action| deadline_of(action, is_own(action)));
    let mut deadlines: Vec<Deadline> = actions.collect();
    drop(read);
    deadlines.extend(of_control(ctx, tenant, from, to).await?);
    deadlines.sort_by_key(|deadline| deadline.due_on);
    Ok((deadlines, marks(from, to, days)))
}

/// What the self-assessment asks between two days: of the caller, or of an institution as a whole.
async fn of_control(
    ctx: &Ctx,
    tenant: Option<TenantId>,
    from: NaiveDate,
    to: NaiveDate,
) -> Result<Vec<Deadline>, Error> {
    let own: Vec<Duty> = duty::own(ctx).await?.into_iter().map(|(duty, _)| duty).collect();
    let Some(tenant) = tenant else {
        return own_of_control(ctx, own, from, to).await;
    };
    if !ctx.access(tenant)?.may_somewhere(Permission::ControlRead) {
        return Ok(Vec::new());
    }
    let campaigns = campaign::open_between(&mut *ctx.open().await?, &[tenant], from, to).await?;
    let is_own = |campaign: &Campaign| own.iter().any(|duty| duty.campaign.id == campaign.id);
    let deadline = |campaign: &Campaign| deadline_of_campaign(campaign, is_own(campaign), ctx.language());
    let mut found: Vec<Deadline> = campaigns.iter().map(deadline).collect();
    ctx.end_read().await;
    let is_own = ctx.require(Permission::ControlManage, tenant).is_ok();
    found.extend(agenda::of_institution(ctx, tenant, from, to).await?);
    let report = report_of(ctx.app(), tenant, is_own, ctx.language()).await?;
    found.extend(report.filter(|report| (from..=to).contains(&report.due_on)));
    Ok(found)
}

/// What the self-assessment asks of the caller between two days: to complete questionnaires, to get reports approved.
pub(super) async fn own_of_control(
    ctx: &Ctx,
    duties: Vec<Duty>,
    from: NaiveDate,
    to: NaiveDate,
) -> Result<Vec<Deadline>, Error> {
    let mut found: Vec<Deadline> = duties.iter().map(|duty| deadline_of_duty(duty, ctx.language())).collect();
    ctx.end_read().await;
    for place in &ctx.actor()?.memberships {
        if ctx.require(Permission::ControlManage, place.id.tenant).is_ok() {
            found.extend(report_of(ctx.app(), place.id.tenant, true, ctx.language()).await?);
        }
    }
    found.extend(agenda::own(ctx, from, to).await?);
    found.retain(|deadline| (from..=to).contains(&deadline.due_on));
    Ok(found)
}

/// Until when the annual report of an institution's newest self-assessment is approved, while it is not.
pub(super) async fn report_of(
    app: &App,
    tenant: TenantId,
    is_own: bool,
    language: Language,
) -> Result<Option<Deadline>, Error> {
    let mut read = app.store().read(&Scope::system(tenant)).await?;
    let found = control::unreported(&mut read, tenant).await?;
    drop(read);
    let Some(campaign) = found else { return Ok(None) };
    let calendar = control::calendar_in_force(app, tenant).await?;
    Ok(Some(Deadline {
        due_on: calendar.due_on(DeadlineKind::Report, campaign.year),
        title: DeadlineKind::Report.title(language).to_owned(),
        part: "report",
        ..deadline_of_campaign(&campaign, is_own, language)
    }))
}

/// Until when a questionnaire is handed in.
pub(super) fn deadline_of_duty(duty: &Duty, language: Language) -> Deadline {
    let id = duty.questionnaire.id;
    Deadline {
        subject_kind: ControlQuestionnaireId::KIND,
        subject: id.row,
        title: duty.title(language),
        ..deadline_of_campaign(&duty.campaign, true, language)
    }
}

/// Until when the compartments hand in.
pub(super) fn deadline_of_campaign(campaign: &Campaign, is_own: bool, language: Language) -> Deadline {
    Deadline {
        tenant: campaign.id.tenant,
        subject_kind: ControlCampaignId::KIND,
        subject: campaign.id.row,
        due_on: campaign.due_on,
        code: campaign.code(),
        title: campaign.title(language),
        is_own,
        part: "",
        year: Some(campaign.year),
        changed_at: campaign.opened_at,
        version: campaign.version,
    }
}

/// The deadline of an action, if it has one.
pub(super) fn deadline_of(action: &Action, is_own: bool) -> Option<Deadline> {
    Some(Deadline {
        tenant: action.id.tenant,
        subject_kind: PlanActionId::KIND,
        subject: action.id.row,
        due_on: action.due_on?,
        code: action.code(),
        title: action.title.clone(),
        is_own,
        part: "",
        year: None,
        changed_at: action.updated_at,
        version: action.version,
    })
}

fn marks(from: NaiveDate, to: NaiveDate, days: Vec<CalendarDay>) -> Vec<Mark> {
    let legal = (from.year()..=to.year()).flat_map(holiday::of_year);
    let legal = legal.filter(|(day, _)| (from..=to).contains(day)).map(|(day, holiday)| Mark {
        day,
        kind: MarkKind::Holiday(holiday),
        note: String::new(),
        tenant: None,
    });
    let own = days.into_iter().map(|day| Mark {
        day: day.day,
        kind: MarkKind::Institution(day.kind),
        note: day.note,
        tenant: Some(day.tenant),
    });
    let mut marks: Vec<_> = legal.chain(own).collect();
    marks.sort_by_key(|mark| mark.day);
    marks
}
