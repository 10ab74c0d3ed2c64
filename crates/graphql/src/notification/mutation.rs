//! Reading notifications, choosing how to be told, deciding about reminders and working days.

use super::{
    enums::{CalendarDayKind, DigestRhythm, EscalationRecipient, NotificationChannel, NotificationKind},
    object::Notification,
    policy::{CalendarDay, NotificationPolicy},
    settings::NotificationSettings,
};
use crate::{
    connection::caller,
    identity::Viewer,
    node,
    scalar::Date,
    tenancy::{self, Tenant},
};
use async_graphql::{Context, ID, InputObject, MaybeUndefined, Object, Result, SimpleObject};
use calitas_app::notification as app;
use calitas_domain::{
    id::{NotificationId, TenantId},
    notification::{Escalation, PolicyPatch, SettingsPatch},
};

/// Notifications the viewer has read.
#[derive(Debug, InputObject)]
pub struct MarkNotificationsReadInput {
    /// At most 100.
    pub ids: Vec<ID>,
}

/// What the viewer has read.
#[derive(SimpleObject)]
pub struct MarkNotificationsReadPayload {
    /// The notifications as they are now.
    pub notifications: Vec<Notification>,
    /// The viewer with what is left to read.
    pub viewer: Viewer,
}

/// Everything up to a notification.
#[derive(Debug, InputObject)]
pub struct MarkAllNotificationsReadInput {
    /// The newest notification of the viewer's that was read: what came later stays unread.
    pub newest_id: ID,
}

/// What is left to read.
#[derive(SimpleObject)]
pub struct MarkAllNotificationsReadPayload {
    /// The viewer with what is left to read.
    pub viewer: Viewer,
}

/// Where to be told of one kind of thing.
#[derive(Debug, InputObject)]
pub struct NotificationChoiceInput {
    /// The kind of thing.
    pub kind: NotificationKind,
    /// Where to be told of it.
    pub channel: NotificationChannel,
}

/// How to be told; what is left out stays.
#[derive(Debug, InputObject)]
pub struct UpdateNotificationSettingsInput {
    /// The version that was read.
    pub expected_version: i32,
    /// Kinds with another choice.
    #[graphql(default)]
    pub choices: Vec<NotificationChoiceInput>,
    /// How often mails are gathered.
    pub rhythm: Option<DigestRhythm>,
    /// Whether mails wait for the next working day.
    pub is_quiet_on_free_days: Option<bool>,
    /// Working days before a deadline, each from 1 to 60, at most 5; null or none for what each institution
    /// decides.
    pub due_soon_days: MaybeUndefined<Vec<i32>>,
}

/// The changed settings.
#[derive(Debug, SimpleObject)]
pub struct UpdateNotificationSettingsPayload {
    /// As they are now.
    pub notification_settings: NotificationSettings,
}

/// Which calendar gets another address.
#[derive(Debug, InputObject)]
pub struct RenewCalendarFeedInput {
    /// The institution's; the viewer's own when left out.
    pub tenant_id: Option<ID>,
}

/// The new address; the one before stops working.
#[derive(SimpleObject)]
pub struct RenewCalendarFeedPayload {
    /// The address, shown this once.
    pub address: String,
    /// The viewer with the calendar.
    pub viewer: Viewer,
    /// The institution with the calendar, when it is the institution's.
    pub tenant: Option<Tenant>,
}

/// Whose calendar's address stops working.
#[derive(Debug, InputObject)]
pub struct RevokeCalendarFeedInput {
    /// The institution's; the viewer's own when left out.
    pub tenant_id: Option<ID>,
}

/// The calendar has no address any more.
#[derive(SimpleObject)]
pub struct RevokeCalendarFeedPayload {
    /// The viewer with the calendar.
    pub viewer: Viewer,
    /// The institution with the calendar, when it is the institution's.
    pub tenant: Option<Tenant>,
}

/// A deadline that passed so many working days ago is told to somebody.
#[derive(Debug, InputObject)]
pub struct EscalationInput {
    /// Working days after the deadline, from 1 to 60.
    pub after_days: i32,
    /// To whom.
    pub recipient: EscalationRecipient,
}

/// What an institution decides about reminders; what is left out stays.
#[derive(Debug, InputObject)]
pub struct UpdateNotificationPolicyInput {
    /// The institution.
    pub tenant_id: ID,
    /// The version that was read.
    pub expected_version: i32,
    /// Working days before a deadline, each from 1 to 60, at most 5.
    pub due_soon_days: Option<Vec<i32>>,
    /// Whether no mail about notifications is sent for the time being.
    pub is_mail_paused: Option<bool>,
    /// Who hears of late deadlines; at most 6.
    pub escalations: Option<Vec<EscalationInput>>,
}

/// What the institution decided.
#[derive(Debug, SimpleObject)]
pub struct UpdateNotificationPolicyPayload {
    /// As it is now.
    pub notification_policy: NotificationPolicy,
    /// The institution.
    pub tenant: Tenant,
}

/// A day on which an institution works otherwise than the law says.
#[derive(Debug, InputObject)]
pub struct SetCalendarDayInput {
    /// The institution.
    pub tenant_id: ID,
    /// The day.
    pub day: Date,
    /// What is decided.
    pub kind: CalendarDayKind,
    /// By which decision.
    #[graphql(default)]
    pub note: String,
}

/// The day as it was decided.
#[derive(Debug, SimpleObject)]
pub struct SetCalendarDayPayload {
    /// The day.
    pub calendar_day: CalendarDay,
    /// The institution with its days.
    pub tenant: Tenant,
}

/// A day that is to be again what the law says.
#[derive(Debug, InputObject)]
pub struct RemoveCalendarDayInput {
    /// The institution.
    pub tenant_id: ID,
    /// The day.
    pub day: Date,
}

/// The day is what the law says.
#[derive(Debug, SimpleObject)]
pub struct RemoveCalendarDayPayload {
    /// The day.
    pub removed_day: Date,
    /// The institution with its days.
    pub tenant: Tenant,
}

/// Reading notifications, choosing how to be told, deciding about reminders and working days.
#[derive(Debug, Default)]
pub struct NotificationMutation;

#[Object]
impl NotificationMutation {
    /// Marks notifications of the viewer as read.
    async fn mark_notifications_read(
        &self,
        ctx: &Context<'_>,
        input: MarkNotificationsReadInput,
    ) -> Result<MarkNotificationsReadPayload> {
        let ids = input.ids.iter().map(node::subject::<NotificationId>).collect::<Result<Vec<_>, _>>()?;
        let read = app::mark_read(&caller(ctx), &ids).await?;
        let notifications = read.into_iter().map(Notification::from).collect();
        Ok(MarkNotificationsReadPayload { notifications, viewer: Viewer::default() })
    }

    /// Marks everything the viewer was told up to a notification as read.
    async fn mark_all_notifications_read(
        &self,
        ctx: &Context<'_>,
        input: MarkAllNotificationsReadInput,
    ) -> Result<MarkAllNotificationsReadPayload> {
        app::mark_all_read(&caller(ctx), node::subject::<NotificationId>(&input.newest_id)?).await?;
        Ok(MarkAllNotificationsReadPayload { viewer: Viewer::default() })
    }

    /// Chooses how the viewer is told, from now on and in all institutions.
    async fn update_notification_settings(
        &self,
        ctx: &Context<'_>,
        input: UpdateNotificationSettingsInput,
    ) -> Result<UpdateNotificationSettingsPayload> {
        let choice = |choice: NotificationChoiceInput| (choice.kind.into(), choice.channel.into());
        let patch = SettingsPatch {
            channels: input.choices.into_iter().map(choice).collect(),
            rhythm: input.rhythm.map(Into::into),
            is_quiet_on_free_days: input.is_quiet_on_free_days,
            due_soon_days: match input.due_soon_days {
                MaybeUndefined::Undefined => None,
                MaybeUndefined::Null => Some(None),
                MaybeUndefined::Value(days) => Some((!days.is_empty()).then_some(days)),
            },
        };
        let settings = app::update_settings(&caller(ctx), input.expected_version, patch).await?;
        Ok(UpdateNotificationSettingsPayload { notification_settings: settings.into() })
    }

    /// Gives a calendar an address for other programs, in place of the one it had.
    async fn renew_calendar_feed(
        &self,
        ctx: &Context<'_>,
        input: RenewCalendarFeedInput,
    ) -> Result<RenewCalendarFeedPayload> {
        let owner = owner(input.tenant_id)?;
        let address = app::renew_feed(&caller(ctx), owner).await?;
        let tenant = shown(ctx, owner).await?;
        Ok(RenewCalendarFeedPayload { address, viewer: Viewer::default(), tenant })
    }

    /// Makes the address of a calendar stop working.
    async fn revoke_calendar_feed(
        &self,
        ctx: &Context<'_>,
        input: RevokeCalendarFeedInput,
    ) -> Result<RevokeCalendarFeedPayload> {
        let owner = owner(input.tenant_id)?;
        app::revoke_feed(&caller(ctx), owner).await?;
        Ok(RevokeCalendarFeedPayload { viewer: Viewer::default(), tenant: shown(ctx, owner).await? })
    }

    /// Decides when an institution's people are reminded, who hears of late deadlines, and whether it mails.
    async fn update_notification_policy(
        &self,
        ctx: &Context<'_>,
        input: UpdateNotificationPolicyInput,
    ) -> Result<UpdateNotificationPolicyPayload> {
        let tenant: TenantId = node::subject(&input.tenant_id)?;
        let rule = |rule: EscalationInput| Escalation {
            after_days: rule.after_days,
            recipient: rule.recipient.into(),
        };
        let patch = PolicyPatch {
            due_soon_days: input.due_soon_days,
            is_mail_paused: input.is_mail_paused,
            escalations: input.escalations.map(|rules| rules.into_iter().map(rule).collect()),
        };
        let policy = app::update_policy(&caller(ctx), tenant, input.expected_version, patch).await?;
        Ok(UpdateNotificationPolicyPayload {
            notification_policy: policy.into(),
            tenant: tenancy::tenant(ctx, tenant).await?,
        })
    }

    /// Decides that an institution works, or does not, on a day.
    async fn set_calendar_day(
        &self,
        ctx: &Context<'_>,
        input: SetCalendarDayInput,
    ) -> Result<SetCalendarDayPayload> {
        let tenant: TenantId = node::subject(&input.tenant_id)?;
        let day = app::set_day(&caller(ctx), tenant, input.day.0, input.kind.into(), &input.note).await?;
        Ok(SetCalendarDayPayload { calendar_day: day.into(), tenant: tenancy::tenant(ctx, tenant).await? })
    }

    /// Makes a day again what the law says.
    async fn remove_calendar_day(
        &self,
        ctx: &Context<'_>,
        input: RemoveCalendarDayInput,
    ) -> Result<RemoveCalendarDayPayload> {
        let tenant: TenantId = node::subject(&input.tenant_id)?;
        app::remove_day(&caller(ctx), tenant, input.day.0).await?;
        Ok(RemoveCalendarDayPayload { removed_day: input.day, tenant: tenancy::tenant(ctx, tenant).await? })
    }
}

fn owner(tenant: Option<ID>) -> Result<Option<TenantId>> {
    Ok(tenant.map(|id| node::subject::<TenantId>(&id)).transpose()?)
}

async fn shown(ctx: &Context<'_>, tenant: Option<TenantId>) -> Result<Option<Tenant>> {
    match tenant {
        Some(tenant) => Ok(Some(tenancy::tenant(ctx, tenant).await?)),
        None => Ok(None),
    }
}
