//! What an institution decides about reminders and its working days.

pub use super::settings::CalendarFeed;

use super::enums::{CalendarDayKind, EscalationRecipient};
use crate::{connection::caller, permitted::Permitted, scalar::Date};
use async_graphql::{ComplexObject, Context, Result, SimpleObject};
use calitas_app::notification as app;
use calitas_domain::{Error, access::Permission, calendar, id::TenantId, notification as domain};

/// A deadline that passed so many working days ago is told to somebody.
#[derive(Debug, Clone, SimpleObject)]
pub struct Escalation {
    /// Working days after the deadline.
    pub after_days: i32,
    /// To whom.
    pub recipient: EscalationRecipient,
}

/// What an institution decides about reminders.
#[derive(Debug, Clone, SimpleObject)]
#[graphql(complex)]
pub struct NotificationPolicy {
    /// Working days before a deadline on which people are reminded, the most first.
    pub due_soon_days: Vec<i32>,
    /// Whether no mail about notifications is sent for the time being.
    pub is_mail_paused: bool,
    /// Who hears of late deadlines, the earliest first.
    pub escalations: Vec<Escalation>,
    /// Counts changes; pass it as `expectedVersion`.
    pub version: i32,
    #[graphql(skip)]
    tenant: TenantId,
}

/// What the viewer may do with an institution's reminders and working days.
#[derive(Debug, Clone, SimpleObject)]
pub struct NotificationPolicyViewerCan {
    /// Change them, and the address of the institution's calendar.
    pub update: Permitted,
}

/// A day on which an institution works otherwise than the law says.
#[derive(Debug, Clone, SimpleObject)]
pub struct CalendarDay {
    /// The day.
    pub day: Date,
    /// What was decided.
    pub kind: CalendarDayKind,
    /// By which decision; may be empty.
    pub note: String,
}

impl From<domain::Policy> for NotificationPolicy {
    fn from(row: domain::Policy) -> Self {
        let escalation = |rule: domain::Escalation| Escalation {
            after_days: rule.after_days,
            recipient: rule.recipient.into(),
        };
        Self {
            due_soon_days: row.due_soon_days,
            is_mail_paused: row.is_mail_paused,
            escalations: row.escalations.into_iter().map(escalation).collect(),
            version: row.version,
            tenant: row.tenant,
        }
    }
}

impl From<calendar::CalendarDay> for CalendarDay {
    fn from(row: calendar::CalendarDay) -> Self {
        Self { day: Date(row.day), kind: row.kind.into(), note: row.note }
    }
}

#[ComplexObject]
impl NotificationPolicy {
    /// What the viewer may do with it.
    async fn viewer_can(&self, ctx: &Context<'_>) -> NotificationPolicyViewerCan {
        let caller = caller(ctx);
        let verdict = caller.require(Permission::TenantManage, self.tenant);
        NotificationPolicyViewerCan { update: Permitted::by_error(&caller, verdict) }
    }
}

/// What an institution decides about reminders.
pub async fn policy(ctx: &Context<'_>, tenant: TenantId) -> Result<NotificationPolicy> {
    Ok(app::policy_of(&caller(ctx), tenant).await?.into())
}

/// The days of a year on which an institution works otherwise.
pub async fn calendar_days(ctx: &Context<'_>, tenant: TenantId, year: i32) -> Result<Vec<CalendarDay>> {
    let days = app::days(&caller(ctx), tenant, year).await?;
    Ok(days.into_iter().map(CalendarDay::from).collect())
}

/// The calendar of an institution for other programs, for those who look after the institution.
pub async fn calendar_feed(ctx: &Context<'_>, tenant: TenantId) -> Option<Result<CalendarFeed>> {
    match app::feed_since(&caller(ctx), Some(tenant)).await {
        Ok(since) => since.map(|created_at| Ok(CalendarFeed { created_at })),
        Err(Error::Forbidden(_) | Error::NotFound(_)) => None,
        Err(error) => Some(Err(error.into())),
    }
}
