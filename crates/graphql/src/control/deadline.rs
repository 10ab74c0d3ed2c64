//! Until when the papers of a year are ready.

use crate::{
    connection::caller,
    loader::Loadable,
    node::{self, GlobalId},
    permitted::Permitted,
    scalar::Date,
    tenancy::Tenant,
};
use async_graphql::{ComplexObject, Context, Enum, ID, InputObject, Object, Result, SimpleObject};
use calitas_app::{Ctx, control as app};
use calitas_domain::{
    Error,
    control::{self as domain, DayOfYear},
    id::{ControlDeadlineId, TenantId},
    identity::Language,
};

/// What has a day every year.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum)]
#[graphql(remote = "domain::DeadlineKind")]
pub enum ControlDeadlineKind {
    /// The development programme is brought up to date.
    Programme,
    /// Compartments report on their risks.
    Risks,
    /// Compartments report on their indicators.
    Performance,
    /// Compartments hand in their questionnaires (annex 4.1).
    Questionnaires,
    /// The synthesis (annex 4.2) is ready.
    Synthesis,
    /// The annual report (annex 4.3) is approved, and handed over to the superior institution where there is one.
    Report,
}

/// The days that hold in an institution for the papers of internal control: those that the institution at the head of the
/// municipality decided, and otherwise a convention; the order leaves them to the superior institution.
#[derive(Debug, Clone, SimpleObject)]
#[graphql(complex)]
pub struct ControlCalendar {
    /// The days, in the order of the year's work.
    pub deadlines: Vec<ControlDeadline>,
    /// Whether another institution decides them.
    pub is_inherited: bool,
    /// Counts changes, from 0.
    pub version: i32,
    #[graphql(skip)]
    tenant: TenantId,
}

/// A day of the year after the one that is reported.
#[derive(Debug, Clone, SimpleObject)]
pub struct ControlDeadline {
    /// Opaque global id: kind and year in an institution.
    pub id: ID,
    /// The year that is reported.
    pub year: i32,
    /// What is due.
    pub kind: ControlDeadlineKind,
    /// What is due, in Romanian.
    pub title_ro: String,
    /// What is due, in English.
    pub title_en: String,
    /// 1 to 12.
    pub month: i32,
    /// 1 to 31; a month without it ends on its last day.
    pub day: i32,
    /// The day for the year that is reported.
    pub due_on: Date,
    /// Whether nobody decided it: the day is a convention.
    pub is_convention: bool,
}

#[ComplexObject]
impl ControlCalendar {
    /// Whether the viewer may decide other days.
    async fn viewer_can_update(&self, ctx: &Context<'_>) -> Permitted {
        let caller = caller(ctx);
        let verdict = app::may_update_calendar(&caller, self.tenant).await;
        Permitted::by_error(&caller, verdict)
    }
}

fn shown(calendar: &domain::ControlCalendar, tenant: TenantId, reported: i32) -> ControlCalendar {
    let deadlines = domain::DeadlineKind::ALL.iter();
    ControlCalendar {
        deadlines: deadlines.map(|kind| deadline(calendar, tenant, *kind, reported)).collect(),
        is_inherited: calendar.tenant != tenant,
        version: calendar.version,
        tenant,
    }
}

fn deadline(
    calendar: &domain::ControlCalendar,
    tenant: TenantId,
    kind: domain::DeadlineKind,
    reported: i32,
) -> ControlDeadline {
    let day = calendar.day(kind);
    ControlDeadline {
        id: ControlDeadlineId::of(tenant, kind, reported).global(),
        year: reported,
        kind: kind.into(),
        title_ro: kind.title(Language::Ro).to_owned(),
        title_en: kind.title(Language::En).to_owned(),
        month: day.month,
        day: day.day,
        due_on: day.after(reported).into(),
        is_convention: !calendar.days.contains_key(&kind),
    }
}

impl Loadable for ControlDeadline {
    type Key = ControlDeadlineId;

    async fn load(ctx: &Ctx, keys: &[ControlDeadlineId]) -> Result<Vec<(ControlDeadlineId, Self)>, Error> {
        let found = app::named_days(ctx, keys).await?;
        let shown = |(id, kind, year, calendar): (ControlDeadlineId, _, i32, domain::ControlCalendar)| {
            (id, deadline(&calendar, id.tenant, kind, year))
        };
        Ok(found.into_iter().map(shown).collect())
    }
}

/// The days that hold in an institution; absent for who does not read its internal control.
pub async fn of_tenant(ctx: &Context<'_>, tenant: TenantId, year: i32) -> Result<ControlCalendar> {
    Ok(shown(&app::calendar(&caller(ctx), tenant, year).await?, tenant, year))
}

/// A day to be decided.
#[derive(Debug, InputObject)]
pub struct ControlDeadlineInput {
    /// What is due.
    pub kind: ControlDeadlineKind,
    /// 1 to 12.
    pub month: i32,
    /// 1 to 31.
    pub day: i32,
}

/// The days, as a whole.
#[derive(Debug, InputObject)]
pub struct UpdateControlCalendarInput {
    /// The institution at the head of the municipality.
    pub tenant_id: ID,
    /// The version that was read.
    pub expected_version: i32,
    /// The days; what is left out is as in the catalogue.
    pub deadlines: Vec<ControlDeadlineInput>,
}

/// The days as they are now.
#[derive(Debug, SimpleObject)]
pub struct UpdateControlCalendarPayload {
    /// The institution.
    pub tenant: Tenant,
}

/// Deciding the days.
#[derive(Debug, Default)]
pub struct ControlCalendarMutation;

#[Object]
impl ControlCalendarMutation {
    /// Decides until when the papers of internal control are ready, in the institution and all under it.
    async fn update_control_calendar(
        &self,
        ctx: &Context<'_>,
        input: UpdateControlCalendarInput,
    ) -> Result<UpdateControlCalendarPayload> {
        let tenant: TenantId = node::subject(&input.tenant_id)?;
        let days: Vec<_> = input
            .deadlines
            .iter()
            .map(|one| (one.kind.into(), DayOfYear { month: one.month, day: one.day }))
            .collect();
        app::update_calendar(&caller(ctx), tenant, input.expected_version, &days).await?;
        Ok(UpdateControlCalendarPayload { tenant: crate::tenancy::tenant(ctx, tenant).await? })
    }
}
