//! How the viewer wants to be told.

use super::enums::{DigestRhythm, NotificationChannel, NotificationKind};
use async_graphql::SimpleObject;
use calitas_domain::notification as domain;
use chrono::{DateTime, Utc};

/// Where the viewer is told of one kind of thing.
#[derive(Debug, Clone, SimpleObject)]
pub struct NotificationChoice {
    /// The kind of thing.
    pub kind: NotificationKind,
    /// Where the viewer is told of it.
    pub channel: NotificationChannel,
}

/// How the viewer wants to be told, in all institutions.
#[derive(Debug, Clone, SimpleObject)]
pub struct NotificationSettings {
    /// A choice for every kind of thing.
    pub choices: Vec<NotificationChoice>,
    /// How often mails are gathered.
    pub rhythm: DigestRhythm,
    /// Whether mails wait for the next working day.
    pub is_quiet_on_free_days: bool,
    /// Working days before a deadline on which to be reminded; empty for what each institution decides.
    pub due_soon_days: Vec<i32>,
    /// Counts changes; pass it as `expectedVersion`.
    pub version: i32,
}

/// A calendar for other programs, at an address of its own.
#[derive(Debug, Clone, SimpleObject)]
pub struct CalendarFeed {
    /// When the address in use was made; it is shown only then.
    pub created_at: DateTime<Utc>,
}

impl From<domain::Settings> for NotificationSettings {
    fn from(row: domain::Settings) -> Self {
        let choice = |kind: &domain::NotificationKind| NotificationChoice {
            kind: (*kind).into(),
            channel: row.channel(*kind).into(),
        };
        Self {
            choices: domain::NotificationKind::ALL.iter().map(choice).collect(),
            rhythm: row.rhythm.into(),
            is_quiet_on_free_days: row.is_quiet_on_free_days,
            due_soon_days: row.due_soon_days.unwrap_or_default(),
            version: row.version,
        }
    }
}
